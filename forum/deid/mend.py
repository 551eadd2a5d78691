"""Mends the grammar where safer words meet the sentence: articles, possessives, capitals, spaces.

Each mend takes letters from the end of what stands before or from the start of what follows, and
may change the words between.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from forum.deid.seam import Seam
from forum.deid.when import when


def brackets(seam: Seam) -> Seam:
    """The bracket that opened before “(617 555 0142)” still does."""
    if seam.typed.startswith("(") and ")" not in seam.typed and seam.words:
        return replace(seam, words=f"({seam.words}")
    else:
        return seam


_INITIALS = re.compile(r"[A-Z](?:\.\s?[A-Z])*")


def initials(seam: Seam) -> Seam:
    """“R.K. walks” loses its last stop as well; one that may end the sentence stays."""
    if _INITIALS.fullmatch(seam.typed) and re.match(r"\.(?:\s[a-z]|[,;:'’)])", seam.after):
        return replace(seam, after=seam.after[1:])
    else:
        return seam


_NAMED = re.compile(r",?\s(?:named|called|by the name of)\s$", re.IGNORECASE)
_CLOSES = tuple(" .,;:!?)\n'’")


def left_out(seam: Seam) -> Seam:
    """“her sister, Emma, helps” becomes “her sister helps”."""
    if seam.words:
        return seam
    before, after = seam.before, seam.after
    if named := _NAMED.search(before):
        before = before[: named.start()]
    elif before.endswith("(") and after.startswith(")"):
        before, after = before[:-1], after[1:]
    elif before.endswith(", ") and after.startswith(","):
        before, after = before[:-2], after[1:]
    elif before.endswith(", ") and after[:1] in tuple(".;!?"):
        before = before[:-2]
    if before.endswith(" ") and (not after or after.startswith(_CLOSES)):
        before = before[:-1]
    elif after.startswith(" ") and (not before or before.endswith("\n")):
        after = after[1:]
    return replace(seam, before=before, after=after)


_ARTICLE = re.compile(r"(?:an?|the)\s(?=\w)")
_DETERMINED = re.compile(
    r"""(?<!\w)(?:(?:the|an?|my|our|his|her|their|your|its|this|that|these|another|every|each|no
    |whose)\s(?:(?:old|new|local|nearby|former|same|little|big|poor|dear|young|other|current|whole
    |late|nearest|first|second|only)\s)?)$""",
    re.IGNORECASE | re.VERBOSE,
)
_NEAR = re.compile(r"(?<!\w)(?:near|nearby|close to|outside)\s(?:the\s)?$", re.IGNORECASE)


def article(seam: Seam) -> Seam:
    """“the old Peabody Elementary” keeps its own article: “the old primary school”."""
    if _NEAR.search(seam.before):
        seam = replace(seam, words=seam.words.replace("nearby ", ""))
    said = _ARTICLE.match(seam.words)
    if said and _DETERMINED.search(seam.before):
        return replace(seam, words=seam.words[said.end() :])
    else:
        return seam


_A = re.compile(r"(?<!\w)(an?)\s$", re.IGNORECASE)


def a_or_an(seam: Seam) -> Seam:
    """“an Ashgrove pupil” and “a nearby pupil”."""
    lead = _A.search(seam.before)
    if not lead or not seam.words[:1].isalpha():
        return seam
    right = "an" if seam.words[0] in "aeiouAEIOU" else "a"
    return seam if lead[1].lower() == right else seam.taking(lead, f"{right} {seam.words}")


_BARE_POSSESSIVE = re.compile(r"['’](?=\W)")
_KIN_FOLLOWS = re.compile(
    r"\s(?:mu?m+y?|mom|mam|mother|dad|father|parents?|brother|sister|family|teacher|nan|gran\w*"
    r"|aunt\w*|uncle|wife|husband|partner|son|daughter|room|chair|house|voice|turn|hands?)\b",
    re.IGNORECASE,
)


def joint(seam: Seam) -> Seam:
    """“97yr old” becomes “90-plus-yr old”."""
    if seam.words.endswith("-plus") and seam.after[:1].isalpha():
        return replace(seam, words=f"{seam.words}-")
    else:
        return seam


def owner(seam: Seam) -> Seam:
    """“James' mum” and “jaydens mum” become “the boy's mum”, “at St Elphin's” “at a church”."""
    if not seam.words[-1:].isalpha() or seam.words.endswith("'s"):
        return seam
    elif (bare := _BARE_POSSESSIVE.match(seam.after)) and seam.typed[-1:].lower() == "s":
        return replace(seam, words=seam.words + "'s", after=seam.after[bare.end() :])
    rest = replace(seam, after=re.sub(r"^['’]s\b", "", seam.after))
    if rest != seam and seam.words.startswith("a ") and not rest.before_a_noun:
        return rest
    bare_too = _KIN_FOLLOWS.match(seam.after) and re.search(r"[a-z]{3}s$", seam.typed)
    if bare_too or (re.search(r"['’]s?$", seam.typed) and seam.before_a_noun):
        return replace(seam, words=seam.words + "'s")
    else:
        return seam


def said_twice(seam: Seam) -> Seam:
    """“Peabody Elementary school” becomes “a primary school”, “Emma, her sister,” “her sister”."""
    after = seam.after.lower()
    if seam.words and after.startswith((f", {seam.words}", f" ({seam.words}")):
        rest = seam.after[len(seam.words) + 2 :]
        return replace(seam, after=rest[1:] if rest[:1] in (",", ")") else rest)
    elif seam.words and after.startswith(f" {seam.words} "):
        return replace(seam, after=seam.after[len(seam.words) + 1 :])
    last = seam.words.rpartition(" ")[2].lower()
    if last.isalpha() and re.match(rf"\s{last}\b", after):
        return replace(seam, after=seam.after[len(last) + 1 :])
    else:
        return seam


_SENTENCE_BEGINS = re.compile(
    r"""(?:[.!?]['")”’]*\s+|[,:]\s["“]|\n\s*(?:[-*•]\s+|\d{1,2}[.)]\s+)?["'“(]?)$"""
)
_TEXT_BEGINS = re.compile(r"\s*(?:[-*•]\s+)?[\"'“(]?")


def capital(seam: Seam) -> Seam:
    """A sentence that began with a capital still does."""
    begins = seam.opens and _TEXT_BEGINS.fullmatch(seam.before)
    if seam.typed[:1].islower() or not (begins or _SENTENCE_BEGINS.search(seam.before)):
        return seam
    else:
        return replace(seam, words=seam.words[:1].upper() + seam.words[1:])


MENDS: tuple[Callable[[Seam], Seam], ...] = (
    brackets,
    initials,
    when,
    left_out,
    article,
    a_or_an,
    joint,
    owner,
    said_twice,
    capital,
)
