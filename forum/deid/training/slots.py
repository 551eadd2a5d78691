"""Fills the slots of a made-up sentence; each filler returns its words and, if any, its label."""

from dataclasses import dataclass
from random import Random

from forum.deid.training.lists import WORD_NAMES, Lists

_TITLES = """Mr Mrs Ms Miss Dr Mr. Mrs. Ms. Dr. Coach Pastor Sister Father Rabbi Nurse Auntie Aunty Uncle
    Baby Morah Señora Sgt. Principal Judge Professor Prof Sir Madam Miss Ms mr mrs ms dr coach miss""".split()
_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec jan feb mar apr jun jul aug sep oct nov dec".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DAYS_SHORT = "Mon Tues Tue Wed Thurs Thur Fri Sat Sun mon tues weds thurs fri sat".split()
_FEASTS = """Christmas|Christmas Eve|Boxing Day|New Year's Eve|New Year's Day|Thanksgiving|Labor Day|Labor Day
    weekend|Memorial Day|Halloween|Easter|Easter Monday|Good Friday|Mother's Day|Father's Day|Valentine's
    Day|Eid|Diwali|Hanukkah|Passover|Purim|Lunar New Year|Juneteenth|the Fourth of July|July 4th|St
    Patrick's Day|Canada Day|ANZAC Day|Australia Day|Waitangi Day|Heritage Day|Bonfire Night|Guy Fawkes|
    Remembrance Day|Mardi Gras|Ash Wednesday|MLK Day|Presidents Day|Columbus Day|Cinco de Mayo|Yom Kippur|
    Rosh Hashanah|the Queen's Birthday weekend|Victoria Day|Spring Bank Holiday|Orthodox Christmas|Holi|
    Pancake Day|Burns Night|Groundhog Day|Veterans Day|Election Day|Women's Day|Day of the Dead"""
FEASTS = [" ".join(f.split()) for f in _FEASTS.split("|")]
_ONES = "one two three four five six seven eight nine".split()
_STREETS = "Street St Road Rd Avenue Ave Lane Ln Drive Dr Court Crescent Way Terrace Close Blvd Place Hwy".split()
_TREES = "Oak Elm Maple Cedar Willow Birch Pine Ash Main High Church Station Mill Park King Queen".split()
_HEADS = """Elementary|Primary School|Middle School|High|High School|Academy|Preschool|Montessori|Day
    School|Charter School|Special School|Nursery|Daycare|Children's Center|Early Learning Centre|Clinic|
    Pediatrics|Physio|Physical Therapy|Therapy Group|Medical Center|Hospital|General|General Hospital|
    Infirmary|Rehab|Rehabilitation Institute|Health Centre|Surgery|Hospice|Care Home|Nursing
    Home|Manor|Gardens|Lodge|Court|Residential|Assisted Living|Home Care|Family Services|Behavioral
    Health|Counseling|Church|Baptist|Lutheran|Methodist|Parish|Mosque|Temple|Synagogue|Shelter|House|
    Camp|Ranch|Stables|Riding Centre|YMCA|Boys & Girls Club|Little League|FC|United|Swim Club|
    Tigers|Dance Studio|Library|Foods|Logistics|Trucking|Packing|Farms|Dairy|Steel|Lumber|Auto
    Body|Bakery|Diner|Brewing|Foundry|Mill|Insurance|Elem|ISD|Unified|College|Polytechnic|Uni|State"""
HEADS = [" ".join(h.split()) for h in _HEADS.split("|")]
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True)
class Filler:
    """Words for each kind of slot, by its letter in the frames."""

    lists: Lists
    clinical: list[tuple[str, str, list[str]]]  # term, kind, words that typically follow

    def fill(self, slot: str, r: Random) -> tuple[str, str]:
        """Words for the slot and their label, "" where nothing is to be found."""
        words, label = getattr(self, f"_{slot.lower()}")(r)
        return str(words), str(label)

    def _n(self, r: Random) -> tuple[str, str]:  # a person, as mentioned once
        first, last = self.lists.first(r), self.lists.last(r)
        pick = r.random()
        if pick < 0.62:
            name = first
        elif pick < 0.74:
            name = f"{first} {last}"
        elif pick < 0.79:
            name = f"{first} {last[0]}" + r.choice(["", "."])
        elif pick < 0.85:
            name = ".".join(r.choice(_LETTERS) for _ in range(r.choice([2, 2, 3]))) + "."
            name = name.replace(".", "") if r.random() < 0.4 else name
        elif pick < 0.88:
            name = f"{first}-{self.lists.first(r)}"
        elif pick < 0.91:
            name = f"{first} {self.lists.first(r)} {last}"
        else:
            return self._t(r)
        return name, "NAME"

    def _f(self, r: Random) -> tuple[str, str]:
        return self.lists.first(r), "NAME"

    def _w(self, r: Random) -> tuple[str, str]:
        return r.choice(WORD_NAMES), "NAME"

    def _s(self, r: Random) -> tuple[str, str]:
        return self.lists.last(r), "NAME"

    def _t(self, r: Random) -> tuple[str, str]:
        pick, title = r.random(), r.choice(_TITLES)
        if pick < 0.6:
            return f"{title} {self.lists.last(r)}", "NAME"
        elif pick < 0.85:
            return f"{title} {self.lists.first(r)}", "NAME"
        else:
            return f"{title} {r.choice(_LETTERS)}" + r.choice(["", "."]), "NAME"

    def _g(self, r: Random) -> tuple[str, str]:
        city, state = self.lists.city(r)
        pick = r.random()
        if pick < 0.62:
            place = city
        elif pick < 0.74 and state:
            place = f"{city}, {state}"
        elif pick < 0.82:
            place = f"{r.choice(self.lists.counties)}" + r.choice([" County", " county", ""])
        elif pick < 0.92:
            return self._st(r)
        else:
            kind = ["Lake {}", "{} Creek", "{} Heights", "{} Park", "the {} Mall", "Fort {}", "{} Beach"]
            kind += ["{} Projects", "Mount {}", "{} Estate", "{} Township", "{} Valley", "Port {}"]
            place = r.choice(kind).format(self.lists.last(r)).removeprefix("the ")
        return place, "GEO"

    def _st(self, r: Random) -> tuple[str, str]:
        name = r.choice(_TREES) if r.random() < 0.3 else self.lists.last(r)
        street = f"{name} {r.choice(_STREETS)}"
        if r.random() < 0.15:
            street = f"{r.choice(['Route', 'Hwy', 'Highway', 'County Road', 'Exit'])} {r.randint(1, 340)}"
        return (f"{r.randint(1, 9900)} {street}" if r.random() < 0.4 else street), "GEO"

    def _c(self, r: Random) -> tuple[str, str]:
        pick = r.random()
        first = (
            self.lists.last(r) if pick < 0.35
            else self.lists.city(r)[0] if pick < 0.6
            else f"St. {self.lists.first(r)}'s" if pick < 0.68
            else f"{self.lists.first(r)}'s" if pick < 0.74
            else r.choice(["Sunrise Little Stepping Bright Happy Rainbow Green Blue Silver Golden".split(),
                           "Harbor Oak Cedar Maple Willow River Lake Hill North West".split()][pick < 0.87])
            + " " + r.choice("Stars Steps Stones Horizons Acorns View Ridge Brook Hollow Haven Bridge".split())
        )  # fmt: skip
        place = f"{first} {r.choice(HEADS)}" if r.random() < 0.92 else f"{r.choice(HEADS)} of {first}"
        if r.random() < 0.05:
            place = f"PS {r.randint(2, 399)}" if r.random() < 0.6 else f"{r.choice(_LETTERS)}MC"
        return place, "FACILITY"

    def _d(self, r: Random) -> tuple[str, str]:
        pick, day = r.random(), r.randint(1, 28)
        month = r.choice(_MONTHS) if r.random() < 0.6 else r.choice(_SHORT)
        nth = f"{day}{'st' if day in (1, 21) else 'nd' if day in (2, 22) else 'rd' if day in (3, 23) else 'th'}"
        if pick < 0.2:
            sep = r.choice("//-.")
            date = f"{r.randint(1, 12)}{sep}{day}" + r.choice(["", "", f"{sep}{r.randint(19, 26)}", f"{sep}20{r.randint(10, 26)}"])
        elif pick < 0.45:
            date = r.choice([f"{month} {day}", f"{month} {nth}", f"{day} {month}", f"{nth} {month}",
                             f"the {nth} of {month}", f"{month} {day}, 20{r.randint(10, 26)}"])  # fmt: skip
        elif pick < 0.57:
            date = month + r.choice(["", "", f" 20{r.randint(10, 26)}"])
        elif pick < 0.67:
            date = f"the {nth}"
        elif pick < 0.8:
            date = r.choice(["", "", "last ", "next ", "this "]) + r.choice(_DAYS + _DAYS_SHORT)
        elif pick < 0.84:
            date = f"{r.choice(_DAYS)} {r.choice(['the ', ''])}{nth}"
        else:
            date = r.choice(FEASTS)
        return date.removeprefix("the ") if date not in FEASTS else date.removeprefix("the "), "DATE"

    def _fe(self, r: Random) -> tuple[str, str]:
        return r.choice(FEASTS).removeprefix("the "), "DATE"

    def _wd(self, r: Random) -> tuple[str, str]:
        return r.choice(_DAYS + _DAYS_SHORT), "DATE"

    def _a(self, r: Random) -> tuple[str, str]:
        age = r.choice([*range(90, 104), 106, 109])
        if r.random() < 0.4 and age < 100:
            return ("ninety" if age == 90 else f"ninety{r.choice('- ')}{_ONES[age - 91]}"), "AGE90"
        return str(age), "AGE90"

    def _y(self, r: Random) -> tuple[str, str]:  # an age that may stand
        return str(r.randint(2, 89)), ""

    def _i(self, r: Random) -> tuple[str, str]:
        return str(r.randint(2, 60)), ""

    def _q(self, r: Random) -> tuple[str, str]:  # a value of 90 or more, not an age
        return str(r.randint(90, 119)), ""

    def _x(self, r: Random) -> tuple[str, str]:  # clinical words with a proper noun
        term, _kind, heads = r.choice(self.clinical)
        if heads and r.random() < 0.75:
            term += " " + r.choice(heads)
        return term, ""

    def _xb(self, r: Random) -> tuple[str, str]:
        return r.choice(self.clinical)[0], ""

    def _xp(self, r: Random) -> tuple[str, str]:  # a clinical surname that is a person here
        people = [t for t, kind, _ in self.clinical if kind in ("test", "sign", "syndrome", "method") and t.isalpha()]
        return r.choice(people).removesuffix("'s"), "NAME"

    def _no(self, r: Random) -> tuple[str, str]:  # the value of some number of a person
        shape = r.choice("9999 99999 999999 9999999 999-99-9999 AA999999 A9999999 99-9999 AAA-9999 9999-9999-99".split()
                         + "A9A-A9A 99A9999 AA-99-9999 A-999999 9999A AA9999 #9999 B99 9A 99 999".split())  # fmt: skip
        return "".join(str(r.randint(0, 9)) if c == "9" else r.choice(_LETTERS) if c == "A" else c for c in shape).lstrip("#"), "NUMBER"

    def _p(self, r: Random) -> tuple[str, str]:
        shape = r.choice(["555-01##", "(###) 555-01##", "###-555-01##", "###.555.01##", "+1 ### 555 01##",
                          "07700 900###", "01632 960 ###", "020 7946 0###", "+353 20 910 1###", "0491 570 ###",
                          "+61 2 7010 ####", "021 555 0###", "+27 82 555 ####", "1-800-555-01##"])  # fmt: skip
        return "".join(str(r.randint(2, 9)) if c == "#" else c for c in shape), "CONTACT"

    def _e(self, r: Random) -> tuple[str, str]:
        who = r.choice([f"{self.lists.first(r)}.{self.lists.last(r)}", f"{self.lists.first(r)}{r.randint(1, 99)}"]).lower().replace(" ", "")
        at = r.choice(["@", "@", "@", " at ", "(at)"])
        return f"{who}{at}{r.choice(['example.com', 'mail.example', 'school.example.org', 'nhs.example'])}", "CONTACT"

    def _u(self, r: Random) -> tuple[str, str]:
        who = self.lists.first(r).lower().replace(" ", "")
        kind = ["facebook.com/{}", "www.{}-journey.example", "https://{}.example/updates", "instagram.com/{}.ot",
                "gofundme.com/f/help-{}", "youtu.be/{}123", "10.2.14.{}", "192.168.1.{}"]  # fmt: skip
        return r.choice(kind).replace("{}", who if r.random() < 0.7 else str(r.randint(2, 250))), "CONTACT"

    def _h(self, r: Random) -> tuple[str, str]:
        words = [self.lists.first(r), r.choice(WORD_NAMES), r.choice("otter moth spoons gamer queen wolf cat".split())]
        r.shuffle(words)
        return "@" + r.choice(["_", ".", ""]).join(words[:2]).lower().replace(" ", "") + r.choice(["", str(r.randint(1, 99))]), "NUMBER"
