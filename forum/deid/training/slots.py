"""Fills the slots of a made-up sentence with words and their label, "" for plain words."""

from dataclasses import dataclass
from random import Random

from forum.deid.training import numbers
from forum.deid.training.lists import Lists
from forum.deid.training.words import WORDS

_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_CLINICAL_PEOPLE = ("test", "sign", "syndrome", "method")


@dataclass(frozen=True)
class Filler:
    """Words for each kind of slot, by its letters in the frames."""

    lists: Lists
    clinical: list[tuple[str, str, list[str]]]  # term, kind, words that typically follow

    def fill(self, slot: str, r: Random) -> tuple[str, str]:
        fillers = {
            "n": self.person, "f": self.first, "w": self.word, "s": self.last, "t": self.titled,
            "xp": self.namesake, "g": self.place, "st": self.street, "c": self.facility,
            "x": self.clinical_words, "xb": self.clinical_term, "e": self.mail, "u": self.page,
            "h": self.handle, "sn": self.author,
        }  # fmt: skip
        return fillers[slot](r) if slot in fillers else numbers.FILLERS[slot](r)

    def person(self, r: Random) -> tuple[str, str]:
        first, last, pick = self.lists.first(r), self.lists.last(r), r.random()
        if pick < 0.62:
            name = first
        elif pick < 0.74:
            name = f"{first} {last}"
        elif pick < 0.79:
            name = f"{first} {last[0]}" + r.choice(["", "."])
        elif pick < 0.85:
            stop = "." if r.random() < 0.6 else ""
            name = "".join(r.choice(_LETTERS) + stop for _ in range(r.choice([2, 2, 3])))
        elif pick < 0.88:
            name = f"{first}-{self.lists.first(r)}"
        elif pick < 0.91:
            name = f"{first} {self.lists.first(r)} {last}"
        else:
            return self.titled(r)
        return name, "NAME"

    def first(self, r: Random) -> tuple[str, str]:
        return self.lists.first(r), "NAME"

    def word(self, r: Random) -> tuple[str, str]:
        return r.choice(WORDS["names that are words"]), "NAME"

    def last(self, r: Random) -> tuple[str, str]:
        return self.lists.last(r), "NAME"

    def author(self, r: Random) -> tuple[str, str]:
        """Someone who is cited."""
        return self.lists.last(r), ""

    def titled(self, r: Random) -> tuple[str, str]:
        pick, title = r.random(), r.choice(WORDS["titles"])
        if pick < 0.6:
            return f"{title} {self.lists.last(r)}", "NAME"
        elif pick < 0.85:
            return f"{title} {self.lists.first(r)}", "NAME"
        else:
            return f"{title} {r.choice(_LETTERS)}" + r.choice(["", "."]), "NAME"

    def namesake(self, r: Random) -> tuple[str, str]:
        """A person with a name that is also a test's or a sign's."""
        terms = [t for t, kind, _ in self.clinical if kind in _CLINICAL_PEOPLE and t.isalpha()]
        return r.choice(terms).removesuffix("'s"), "NAME"

    def place(self, r: Random) -> tuple[str, str]:
        city, state = self.lists.city(r)
        pick = r.random()
        if pick < 0.62:
            return city, "GEO"
        elif pick < 0.74 and state:
            return f"{city}, {state}", "GEO"
        elif pick < 0.82:
            county = r.choice(self.lists.counties).removesuffix(" County")
            return county + r.choice([" County", " county", ""]), "GEO"
        elif pick < 0.92:
            return self.street(r)
        else:
            return r.choice(WORDS["places"]).format(self.lists.last(r)), "GEO"

    def street(self, r: Random) -> tuple[str, str]:
        name = r.choice(WORDS["trees"]) if r.random() < 0.3 else self.lists.last(r)
        street = f"{name} {r.choice(WORDS['streets'])}"
        if r.random() < 0.15:
            street = f"{r.choice(WORDS['roads'])} {r.randint(1, 340)}"
        return (f"{r.randint(1, 9900)} {street}" if r.random() < 0.4 else street), "GEO"

    def facility(self, r: Random) -> tuple[str, str]:
        pick, head = r.random(), r.choice(WORDS["heads"])
        if pick < 0.35:
            name = self.lists.last(r)
        elif pick < 0.6:
            name = self.lists.city(r)[0]
        elif pick < 0.68:
            name = f"St. {self.lists.first(r)}'s"
        elif pick < 0.74:
            name = f"{self.lists.first(r)}'s"
        elif pick < 0.95:
            name = f"{r.choice(WORDS['fancy, first'])} {r.choice(WORDS['fancy, second'])}"
        else:
            return r.choice([f"PS {r.randint(2, 399)}", f"{r.choice(_LETTERS)}MC"]), "FACILITY"
        return (f"{name} {head}" if r.random() < 0.92 else f"{head} of {name}"), "FACILITY"

    def clinical_words(self, r: Random) -> tuple[str, str]:
        term, _, heads = r.choice(self.clinical)
        return (f"{term} {r.choice(heads)}" if heads and r.random() < 0.75 else term), ""

    def clinical_term(self, r: Random) -> tuple[str, str]:
        return r.choice(self.clinical)[0], ""

    def mail(self, r: Random) -> tuple[str, str]:
        who = f"{self.lists.first(r)}{r.choice(['.', ''])}{self.lists.last(r)}"
        who = who.lower().replace(" ", "")
        where = r.choice(["example.com", "mail.example", "school.example.org", "nhs.example"])
        return f"{who}{r.choice(['@', '@', '@', ' at ', '(at)'])}{where}", "CONTACT"

    def page(self, r: Random) -> tuple[str, str]:
        who = self.lists.first(r).lower().replace(" ", "")
        page = r.choice(WORDS["pages"])
        return page.format(r.randint(2, 250) if page[0] == "1" else who), "CONTACT"

    def handle(self, r: Random) -> tuple[str, str]:
        words = [self.lists.first(r), r.choice(WORDS["names that are words"]), "gamer", "moth"]
        r.shuffle(words)
        tail = r.choice(["", str(r.randint(1, 99))])
        handle = r.choice(["_", ".", ""]).join(words[:2]) + tail
        return "@" + handle.lower().replace(" ", ""), "NUMBER"
