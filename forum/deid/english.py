"""Tells whether a text is English: the learned reader has read nothing else."""

import re

# The commonest small words, each of one side only: “die” and “in” would tell nothing.
_ENGLISH = frozenset(
    """the and of to is it that for with he she they them you my your this have had not are but
    from at be been were what who how when which would could should can do does if so by an their
    about out than then just after before because our we it's don't can't im dont w/""".split()
)
_OTHERS = frozenset(
    """der das den dem und ist nicht ein eine mit für auf von zu sich auch wie aber oder sie ich wir
    le la les des du une et est dans pour avec pas que qui sur ne il elle son sa mais je nous au aux
    el los las y un una de en por para con se su del al lo como más pero es muy ha no
    il gli della che di non per sono è e con ma anche nel
    het een van niet met zijn maar voor ook aan nie om te sy hy wat vir het
    o os as do da em não uma com ao mas muito og ikke på som til av är och inte att det
    jest się nie na że do ale i w z""".split()
) - {"do", "as", "no", "i", "w", "z", "a", "e", "o", "con", "per", "son", "ha", "al", "ma", "pas"}
_WORD = re.compile(r"[^\W\d_]+(?:['’/][^\W\d_]*)*")
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_ENOUGH = 5  # letters of another script
_SHARE = 0.12
_LETTERS = 20_000


def is_english(text: str) -> bool:
    """Whether `text` (its first 20,000 letters) is mostly English, as far as that can be told.

    False where letters are mostly of other scripts, or where the small words of other western
    languages are more than one word in eight and outnumber those of English. There only the rules
    can be relied on, which know numbers, contacts and dates. Never raises.
    """
    words = _WORD.findall(text[:_LETTERS])
    letters = sum(map(len, words))
    strange = len(_NOT_LATIN.findall(text[:_LETTERS]))
    if strange * 2 > letters and strange >= _ENOUGH:
        return False
    small = [word.casefold().replace("’", "'") for word in words]
    english = sum(word in _ENGLISH for word in small)
    others = sum(word in _OTHERS for word in small)
    return others < 3 or others <= english or others < _SHARE * len(words)
