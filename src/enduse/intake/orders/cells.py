"""One cell of a table of orders -> a value, or words that say why it is none."""

import re
from datetime import date
from functools import lru_cache

from enduse.intake.orders.titles import words
from enduse.intake.past_values import DayOrder, Sign, read_day, read_number

FIGURES = ("quantity", "value", "price", "per")
"""Fields that are numbers."""

_SCIENCE = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE]\+\d{1,2}")
_BESIDE = re.compile(
    r"^([^\d\s.,+'’-][^\d]{0,7}?)?\s*([+-]?[\d.,'’\s\u00a0\u202f]*\d[.,]?-?)\s*([^\d\s]\D{0,11})?$"
)
_MINUS_BEHIND = re.compile(r"(.*\d)\s*-")
_SHORT_YEAR = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}(?: .*)?")
_EMPTY = frozenset(
    {"", "-", "--", "—", "n/a", "n.a.", "na", "nvt", "n.v.t.", "k.a.", "null", "none", "nan"}
)
_FAULTS = frozenset(
    {
        "#n/a",
        "#nv",
        "#n/b",
        "#ref!",
        "#value!",
        "#name?",
        "#div/0!",
        "#null!",
        "#num!",
        "#wert!",
        "#bezug!",
        "#waarde!",
        "#verw!",
    }
)
_ERAS = 1970, 2100


def is_empty(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, "n/a".

    >>> is_empty(" - "), is_empty("0")
    (True, False)
    """
    return text.strip().casefold() in _EMPTY


def is_fault(text: str) -> bool:
    """Whether a cell holds the error of a formula instead of a value."""
    return "#" in text and text.strip().casefold() in _FAULTS


def destroyed(text: str) -> bool:
    """Whether a spreadsheet has rounded away the digits of a code.

    >>> destroyed("8.54E+07"), destroyed("8542.31")
    (True, False)
    """
    return bool(_SCIENCE.fullmatch(text.strip()))


def bare_number(text: str) -> str:
    """A number without what stands beside it, and with SAP's minus in front.

    >>> bare_number("€ 1.234,50"), bare_number("1.000,00-"), bare_number("12 pcs")
    ('1.234,50', '-1.000,00', '12')
    """
    return _parts(text)[1]


@lru_cache(50_000)
def _parts(text: str) -> tuple[str, str, str]:
    found = _BESIDE.fullmatch(text.strip()) if len(text) < 60 else None  # noqa: PLR2004  # letters
    if found is None:
        return "", text.strip(), ""
    number = re.sub(r"[\s\u00a0\u202f'’]", "", found[2])
    minus = _MINUS_BEHIND.fullmatch(number)
    return (
        (found[1] or "").strip(),
        f"-{minus[1]}" if minus else number,
        (found[3] or "").strip(),
    )


def number_in(text: str, sign: Sign) -> float | None:
    """A number as its own signs show, else as its column is written; None where it is none.

    >>> number_in("1.234", ","), number_in("1.234,5", "."), number_in("1.234", "either")
    (1234.0, 1234.5, None)
    """
    bare = bare_number(text)
    own = read_number(bare, "either")
    if own is not None or sign == "either":
        return own
    return read_number(bare, sign)


def beside(text: str) -> str:
    """What stands beside a number in its cell: a currency or a unit.

    >>> beside("€ 1.234,50"), beside("12 pcs")
    ('€', 'pcs')
    """
    before, _, behind = _parts(text)
    return before or behind


def currency_of(text: str) -> str | None:
    """The currency that letters or a sign stand for; None where unknown, or several have it.

    >>> currency_of("€"), currency_of("eur"), currency_of("$")
    ('EUR', 'EUR', None)
    """
    known = words()["currencies"]
    bare = text.strip()
    if bare in known:
        return known[bare] or None
    return bare.upper() if re.fullmatch(r"[A-Za-z]{3}", bare) else None


def day_in(text: str, order: DayOrder) -> date | None:
    """A day; None where it is none, or of a year in which no order on file was made."""
    found = read_day(text.strip(), order)
    return found if found is not None and _ERAS[0] <= found.year < _ERAS[1] else None


def short_year(text: str) -> bool:
    """Whether the year of a day is written with two digits."""
    return bool(_SHORT_YEAR.fullmatch(text.strip()))
