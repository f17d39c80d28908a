"""The table of countries: codes, the names people write for them, and distances."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from types import MappingProxyType
from typing import Self

from enduse.errors import OrderError, RuleError

_HERE = Path(__file__).parent
_EARTH_KM = 6371.0088  # mean radius of the Earth, IUGG
_NOT_WORD = re.compile(r"[\W_]+")
_CODE_LENGTH = 2
_WITH_ARTICLE = frozenset({
    "AE", "BS", "CC", "CD", "CF", "CG", "CK", "DO", "FK", "FO", "GB", "GM", "KM", "KY", "MH",
    "MP", "MV", "NL", "PH", "SB", "SC", "TC", "TF", "UM", "US", "VG", "VI",
})  # fmt: skip

# What stands around a country's name in official forms and changes nothing. "Democratic
# Republic of" is not here: it tells the two Congos apart, and the two Koreas.
_FORMS = (
    "republic", "kingdom", "state", "sultanate", "federal republic", "islamic republic",
    "socialist republic", "united republic", "union", "principality", "grand duchy",
    "commonwealth", "peoples republic", "federation", "arab republic",
)  # fmt: skip
_FORM = "|".join(sorted(_FORMS, key=len, reverse=True))
_AROUND = re.compile(rf"^(?:region )?(?:(?:{_FORM}) of )?(?:the )?(.*?)(?: the)?$")
_BEHIND = re.compile(rf"^(.*?) (?:the )?(?:{_FORM})(?: of(?: the)?)?$")


@dataclass(frozen=True, slots=True)
class Country:
    """One country: its code, our short name, its calling code, its seat in degrees.

    `three` is its code of three letters.
    """

    code: str
    name: str
    dial: str
    lat: float
    lon: float
    three: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Every country of ISO 3166-1 and Kosovo (XK). Read it once and keep it.

    >>> places = Places.load()
    >>> places.code_of("Korea, North"), places.code_of("the Russian Federation")
    ('KP', 'RU')
    >>> round(places.distance_km("NL", "IR"), -2)
    4100.0
    """

    countries: Mapping[str, Country]
    letters: Mapping[str, str]
    spellings: Mapping[str, str]
    unresolved: Mapping[str, str]
    regions: Mapping[str, str]

    @classmethod
    def load(cls) -> Self:
        """Read the tables that are shipped with enduse.

        Raises:
            RuleError: two countries claim one spelling, or a table names an unknown code.
        """
        import tomllib

        more = tomllib.loads((_HERE / "names.toml").read_text("utf-8"))
        countries = {c.code: c for c in _countries()}
        unresolved = {_key(word): why for word, why in more["unresolved"].items()}
        regions = {_key(w): region for region, words in more["regions"].items() for w in words}
        spellings = _spellings(countries, more["names"], unresolved)
        return cls(
            countries=MappingProxyType(countries),
            letters=MappingProxyType(dict(more["letters"])),
            spellings=MappingProxyType(spellings),
            unresolved=MappingProxyType(unresolved),
            regions=MappingProxyType(regions),
        )

    def is_code(self, text: str) -> bool:
        """Whether `text` is a country's code, in capitals as ISO writes it."""
        return text in self.countries

    def name(self, code: str) -> str:
        """The English short name of a country.

        Raises:
            OrderError: no country has this code.
        """
        return self._country(code).name

    def the(self, code: str) -> str:
        """The name of a country as it stands inside a sentence.

        >>> places = Places.load()
        >>> places.the("NL"), places.the("DE")
        ('the Netherlands', 'Germany')
        """
        return f"the {self.name(code)}" if code in _WITH_ARTICLE else self.name(code)

    def of_three(self, text: str) -> str | None:
        """The country whose code of three letters `text` is, in capitals.

        Apart from `code_of`, for "AND", "PER" and "COM" are words where no code is expected.

        >>> places = Places.load()
        >>> places.of_three("ARE"), places.of_three("are"), places.of_three("EUR")
        ('AE', None, None)
        """
        found = (each.code for each in self.countries.values() if text and each.three == text)
        return next(found, None)

    def code_of(self, text: str) -> str | None:
        """The country that `text` names, None where it names none, or more than one.

        Case, accents, punctuation, "the" and forms like "Republic of" do not matter. Two
        letters are a code in capitals only: "na" on a list means not applicable, "NA" is
        Namibia.

        >>> Places.load().code_of("IRAN (Islamic Republic of)")
        'IR'
        >>> Places.load().code_of("Congo") is None
        True
        """
        bare = text.strip()
        if len(bare) == _CODE_LENGTH and bare.isascii() and bare.isalpha():
            return bare if bare in self.countries else self.letters.get(bare)
        for key in _keys(bare):
            if key in self.unresolved:
                return None
            if key in self.spellings:
                return self.spellings[key]
        return None

    def why_not(self, text: str) -> str | None:
        """Why a word is left unresolved on purpose; None where it resolves or is unknown.

        >>> Places.load().why_not("undetermined")
        "OFAC's word for not known"
        """
        if self.code_of(text) is not None:
            return None
        return next((self.unresolved[k] for k in _keys(text) if k in self.unresolved), None)

    def region_of(self, text: str) -> str | None:
        """The part of Ukraine under rules of its own that `text` names exactly, if any.

        >>> Places.load().region_of("Sevastopol")
        'crimea'
        """
        return next((self.regions[k] for k in _keys(text) if k in self.regions), None)

    def distance_km(self, a: str, b: str) -> float:
        """Kilometres between the seats of two countries along a great circle.

        Raises:
            OrderError: one of them is no country's code.
        """
        one, two = self._country(a), self._country(b)
        lat1, lon1, lat2, lon2 = map(radians, (one.lat, one.lon, two.lat, two.lon))
        half = sin((lat2 - lat1) / 2) ** 2
        half += cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
        return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))

    def route_km(self, codes: Sequence[str]) -> float:
        """Kilometres along a route of countries, seat to seat. Of fewer than two it is 0.

        Raises:
            OrderError: one of them is no country's code.
        """
        return sum((self.distance_km(a, b) for a, b in pairwise(codes)), 0.0)

    def _country(self, code: str) -> Country:
        if code not in self.countries:
            raise OrderError("country", repr(code), "a code of ISO 3166-1 in capitals, or XK")
        return self.countries[code]


def _countries() -> Iterator[Country]:
    with (_HERE / "countries.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            seat = float(row["lat"]), float(row["lon"])
            yield Country(row["alpha2"], row["name"], row["dial"], *seat, row["alpha3"])


def _spellings(
    countries: Mapping[str, Country],
    names: Mapping[str, Sequence[str]],
    unresolved: Mapping[str, str],
) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, text in _said(countries, names):
        key = _key(text)
        if code not in countries:
            raise RuleError("places", f"{text!r} names {code!r}", "a code of ISO 3166-1")
        if key in unresolved:
            raise RuleError("places", f"{text!r} is {code} and unresolved", "one of the two")
        if found.setdefault(key, code) != code:
            raise RuleError("places", f"{text!r} is {found[key]} and {code}", "one country")
    return found


def _said(
    countries: Mapping[str, Country], names: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    yield from ((c.code, c.name) for c in countries.values())
    for code, texts in names.items():
        yield from ((code, text) for text in texts)
    with (_HERE / "exonyms.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            yield row["alpha2"], row["name"]


def _key(text: str) -> str:
    # "&" is a word here; "St." is how half the world writes Saint.
    spelled = text.replace("&", " and ").replace("'", "").replace("’", "")
    plain = unicodedata.normalize("NFKD", spelled.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    words = _NOT_WORD.sub(" ", bare).split()
    if "st" in words:
        words = ["saint" if w == "st" else w for w in words]
    if words[:1] == ["the"]:
        words = words[1:]
    return " ".join(words) or text


def _keys(text: str) -> Iterator[str]:
    # As written first: "Republic of the Congo" must not become the ambiguous "Congo".
    key = _key(text)
    yield key
    for form in (_AROUND, _BEHIND):
        match = form.match(key)
        if match and match.group(1) != key:
            yield match.group(1)
