"""Dates, ages, numbers and feasts for the slots of made-up sentences."""

from collections.abc import Callable
from random import Random

from forum.deid.training.words import WORDS

_ONES = ["", *"one two three four five six seven eight nine".split()]
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def _date(r: Random) -> tuple[str, str]:
    pick, day = r.random(), r.randint(1, 28)
    month = r.choice(WORDS["months" if r.random() < 0.6 else "months in short"])
    nth = f"{day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10 if day > 20 else day, 'th') }"
    year = f"20{r.randint(10, 26)}"
    if pick < 0.2:
        sep = r.choice("//-.")
        tail = r.choice(["", "", sep + year[2:], sep + year])
        date = f"{r.randint(1, 12)}{sep}{day}{tail}"
    elif pick < 0.45:
        date = r.choice([f"{month} {day}", f"{month} {nth}", f"{day} {month}", f"{nth} {month}",
                         f"{nth} of {month}", f"{month} {day}, {year}"])  # fmt: skip
    elif pick < 0.57:
        date = month + r.choice(["", "", f" {year}"])
    elif pick < 0.67:
        date = nth
    elif pick < 0.8:
        date = r.choice(["", "", "last ", "next ", "this "]) + _weekday(r)[0]
    elif pick < 0.84:
        date = f"{r.choice(WORDS['weekdays'])} {r.choice(['the ', ''])}{nth}"
    else:
        return _feast(r)
    return date, "DATE"


def _feast(r: Random) -> tuple[str, str]:
    return r.choice(WORDS["feasts"]).removeprefix("the "), "DATE"


def _weekday(r: Random) -> tuple[str, str]:
    return r.choice(WORDS["weekdays"] + WORDS["weekdays in short"]), "DATE"


def _great_age(r: Random) -> tuple[str, str]:
    age = r.choice([*range(90, 104), 106, 109])
    if r.random() < 0.4 and age < 100:
        ones = _ONES[age - 90]
        return ("ninety" + (r.choice("- ") + ones if ones else "")), "AGE90"
    return str(age), "AGE90"


def _number(r: Random) -> tuple[str, str]:
    """The value of some number of a person."""
    shape = r.choice(WORDS["numbers"])
    letters = (
        str(r.randint(0, 9)) if c == "9" else r.choice(_LETTERS) if c == "A" else c for c in shape
    )
    return "".join(letters), "NUMBER"


def _phone(r: Random) -> tuple[str, str]:
    shape = r.choice(WORDS["phones"])
    return "".join(str(r.randint(2, 9)) if c == "#" else c for c in shape), "CONTACT"


FILLERS: dict[str, Callable[[Random], tuple[str, str]]] = {
    "d": _date,
    "fe": _feast,
    "wd": _weekday,
    "a": _great_age,
    "no": _number,
    "p": _phone,
    "dx": lambda r: (r.choice(WORDS["diagnoses"]), ""),
    "co": lambda r: (r.choice(WORDS["countries and states"]), ""),
    "la": lambda r: (r.choice(WORDS["languages and peoples"]), ""),
    "vp": lambda r: (r.choice(WORDS["what someone does"]), ""),
    "np": lambda r: (r.choice(WORDS["what someone has"]), ""),
    "mo": lambda r: (r.choice(WORDS["months"]), ""),  # of no one's story
    "wds": lambda r: (r.choice(WORDS["weekdays"]) + "s", ""),
    "fx": lambda r: (_feast(r)[0], ""),
    "acr": lambda r: ("".join(r.choice(_LETTERS) for _ in range(r.randint(3, 5))), ""),
    "y": lambda r: (str(r.randint(2, 89)), ""),  # an age that may stand
    "o": lambda r: (str(r.randint(80, 89)), ""),
    "yr": lambda r: (str(r.randint(1965, 2025)), ""),
    "i": lambda r: (str(r.randint(2, 60)), ""),
    "q": lambda r: (str(r.randint(90, 119)), ""),  # a value of 90 or more that is no age
}
