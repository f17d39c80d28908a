"""What the cells of a column look like: countries, days, numbers, codes of goods."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from enduse.intake.orders.titles import words
from enduse.intake.past_values import read_day, read_number
from enduse.places import Places

Country = Callable[[str], str | None]
"""The code of a country that a cell names, if any."""

MOST = 0.5
"""The share of cells that must be of a sort before a column counts as of it."""
ALL = 0.9
"""The share without which contents alone say nothing."""
_SAMPLE = 400
_DOTTED = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-7])\d\d\.\d\d(?:\.?\d\d){0,2}")
_CODE = re.compile(r"(\d\d)(\d\d)\d{4}(?:\d\d)?")
_TEXT = re.compile(r"[^\W\d_]{2,}(?:[^\d]*|.*\s[^\W\d_]{3,}.*)", re.DOTALL)
_ANY_NUMBER = re.compile(r".*\d.*", re.DOTALL)
_SORTS = {"date": "days", "hs": "codes of goods", "currency": "currencies"}
_NUMBERS = ("quantity", "value", "price", "per", "total")
_COUNTRIES = ("origin", "destination", "departure")


@dataclass(frozen=True, slots=True)
class Look:
    """Shares of the filled cells, each 0 to 1, and up to three of the cells.

    `codes` are undotted codes of goods, with 8 or 10 digits; `texts` are words, not somebody's
    numbers. `filled` counts cells that are not empty; `same` are all of them, to tell columns
    apart.
    """

    filled: int = 0
    countries: float = 0
    days: float = 0
    numbers: float = 0
    dotted: float = 0
    digits: float = 0
    currencies: float = 0
    codes: float = 0
    texts: float = 0
    some: tuple[str, ...] = ()
    same: int = 0


def look(cells: Iterable[str], country: Country) -> Look:
    """Look at a column. Of one with many different cells, the first few hundred."""
    stripped = [cell.strip() for cell in cells]
    texts = [text for text in stripped if text]
    seen = list(dict.fromkeys(texts))[:_SAMPLE]
    if not seen:
        return Look()

    def share(fits: Iterable[object]) -> float:
        return sum(map(bool, fits)) / len(seen)

    return Look(
        filled=len(texts),
        countries=share(country(text) for text in seen),
        days=share(_day(text) for text in seen),
        numbers=share(_ANY_NUMBER.fullmatch(text) and _number(text) for text in seen),
        dotted=share(_DOTTED.fullmatch(text) for text in seen),
        digits=share(text.isascii() and text.isdigit() for text in seen),
        currencies=share(_currency(text) for text in seen),
        codes=share(_code(text) for text in seen),
        texts=share(_TEXT.fullmatch(text) for text in seen),
        some=tuple(seen[:3]),
        same=hash(tuple(stripped)),
    )


def sort_of(field: str) -> str:
    """The sort of a field: "countries", "days", "numbers", "currencies"; empty for a text."""
    if field in _NUMBERS:
        return "numbers"
    if field in _COUNTRIES or field.endswith(".country"):
        return "countries"
    return _SORTS.get(field, "")


def fits(field: str, found: Look) -> bool:
    """Whether the cells can be what a heading claims; an empty column fits everything."""
    shares: Mapping[str, float] = {
        "numbers": found.numbers,
        "countries": found.countries,
        "days": found.days,
        "currencies": found.currencies,
    }
    sort = sort_of(field)
    # A name that is a number only is somebody's number for it.
    if field.endswith(".name"):
        return found.digits < ALL or not found.filled
    return not found.filled or shares.get(sort, 1.0) >= MOST


def country_of(places: Places) -> Country:
    """What names a country in a cell: its code in any case, or a name in many languages.

    A code of three letters is one in capitals ("ARE") only. "na" is left alone: it stands for
    "not applicable" as often as for Namibia.
    """

    @lru_cache(10_000)
    def code(text: str) -> str | None:
        bare = text.strip()
        short = len(bare) == 2 and bare.casefold() != "na"  # noqa: PLR2004  # letters of a code
        return places.code_of(bare.upper() if short else bare) or places.of_three(bare)

    return code


def _day(text: str) -> bool:
    return any(read_day(text, order) for order in ("day first", "month first"))


def _number(text: str) -> bool:
    bare = re.sub(r"^[^\d,.+-]{0,5}\s*|\s*[^\d,.]{0,6}$", "", text)
    return any(read_number(bare, sign) is not None for sign in (".", ","))


def _code(text: str) -> bool:
    found = _CODE.fullmatch(text) if text.isascii() else None
    if not found:
        return False
    last = words()["codes"]["last"]
    chapter, heading = int(found[1]), int(found[2])
    return 1 <= chapter <= len(last) and 1 <= heading <= last[chapter - 1]


def _currency(text: str) -> bool:
    code = len(text) == 3 and text.isascii() and text.isalpha()  # noqa: PLR2004  # ISO 4217
    return code or text in words()["currencies"]
