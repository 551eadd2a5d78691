"""Puts other names, places and numbers in a labelled sentence: none is learnt by heart."""

import re
from random import Random

from forum.deid.training.lists import Lists
from forum.deid.training.pieces import Example
from forum.deid.training.slots import Filler
from forum.deid.training.words import WORDS

_KEPT = re.compile(
    r"""(?i:mr|mrs|ms|miss|mx|dr|coach|pastor|sister|sr|father|fr|rabbi|nurse|aunt|auntie|aunty|uncle|
    baby|morah|señora|señor|sgt|officer|principal|judge|professor|prof|sir|madam|reverend|rev|imam|
    teacher|captain|chief|lord|lady|tita|tito|abuela|abuelo|gogo|oma|opa|nana|nan|gran|granny|papa|
    mama|the|and|of|de|la|del|van|von|da|st|saint|jr|sr|ii|iii|twin|little|big|old|young|kuya|ate|
    tía|tío|bubbe|zaide|wee|mum|mom|dad|deacon|brother|bro|elder|bishop|cousin|matron)\.?""",
    re.VERBOSE,
)
_TOKEN = re.compile(r"[^\W\d_][\w’'.-]*")
_NAMES_THAT_ARE_WORDS = frozenset(WORDS["names that are words"])
_CITY_STATE = re.compile(r"[^,\d]+, ?[A-Za-z]{2}")
_HEAD = re.compile(
    r"\b(?:"
    + "|".join(
        sorted(
            map(re.escape, {*WORDS["heads"], "Centre", "Center", "School"}), key=len, reverse=True
        )
    )
    + r")\b.*"
)


def swapped(example: Example, lists: Lists, filler: Filler, r: Random) -> Example:
    """A copy in which each name has become another, the same at each mention."""
    example, seen = example.copy(), dict[str, str]()
    for stretch in example.stretches:
        words, label = stretch.words, stretch.label
        if label == "NAME":
            stretch.words = _name(words, seen, lists, r)
        elif label == "GEO":
            stretch.words = _as_typed(words, _place(words, lists, r))
        elif label == "FACILITY" and r.random() < 0.7:
            head = _HEAD.search(words)
            if head and head.start():
                new = r.choice(
                    [lists.last(r), lists.city(r)[0], f"St. {lists.first(r)}'s", lists.first(r)]
                )
                stretch.words = _as_typed(words, f"{new} {head[0]}")
            elif r.random() < 0.4:
                stretch.words = _as_typed(words, filler.fill("c", r)[0])
        elif label == "DATE" and r.random() < 0.5:
            stretch.words = _shuffled(words, r) if re.search(r"\d", words) else words
        elif label in ("NUMBER", "CONTACT"):
            stretch.words = _shuffled(words, r)
    return example


def _name(words: str, seen: dict[str, str], lists: Lists, r: Random) -> str:
    tokens = list(_TOKEN.finditer(words))
    movable = [
        t
        for t in tokens
        if not _KEPT.fullmatch(t[0])
        and len(t[0].strip(".")) > 2
        and not re.fullmatch(r"(?:\w\.)+\w?", t[0])
    ]
    titled = len(movable) < len(tokens)
    for place in range(len(movable) - 1, -1, -1):
        token = movable[place]
        last = (place > 0 and place == len(movable) - 1) or (
            titled and len(movable) == 1 and r.random() < 0.7
        )
        key = re.sub(r"['’]s$", "", token[0].lower())
        if key not in seen:
            seen[key] = _another(key, lists, r, last=last)
        words = words[: token.start()] + _as_typed(token[0], seen[key]) + words[token.end() :]
    return words


def _another(name: str, lists: Lists, r: Random, *, last: bool) -> str:
    """A name that is a word stays one, or is itself: what is hard about it is the point."""
    if name.title() in _NAMES_THAT_ARE_WORDS:
        pick = r.random()
        if pick < 0.7:
            return name.title() if pick < 0.3 else r.choice(WORDS["names that are words"])
    return lists.last(r) if last else lists.first(r)


def _place(words: str, lists: Lists, r: Random) -> str:
    city, state = lists.city(r)
    if re.search(r"\d", words):
        return _shuffled(words, r)
    elif _CITY_STATE.fullmatch(words):
        return f"{city}, {state or words[-2:]}"
    elif re.fullmatch(r"[\w’'-]+", words) and r.random() < 0.8:
        return city
    elif r.random() < 0.5 and (first := re.match(r"[A-Za-z’']+(?= \w)", words)):
        return lists.last(r) + words[first.end() :]
    else:
        return words


def _shuffled(words: str, r: Random) -> str:
    """Other digits (a date's stay possible), and other capitals in codes."""

    def digit(found: re.Match[str]) -> str:
        first, low = words[found.start() - 1 : found.start()], int(found[0])
        if len(words) < 6 and not first.isdigit():
            return str(min(9, max(1, low + r.choice([-1, 0, 1])))) if low else "0"
        return str(r.randint(0, 9)) if len(words) > 8 else str(r.choice([low, 0, 1, 2]))

    words = re.sub(r"\d", digit, words)
    if re.search(r"\d", words):
        words = re.sub(
            r"\b[A-Z]{1,3}(?=[\d-])",
            lambda m: "".join(r.choice("ABCDEFGHKLMPRSTX") for _ in m[0]),
            words,
        )
    return words


def _as_typed(old: str, new: str) -> str:
    return new.lower() if old.islower() else new.upper() if old.isupper() and len(old) > 3 else new
