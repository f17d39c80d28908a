"""The words of the letter in each language, and how names, days and figures are written."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from enduse.model.finding import Language
from enduse.report.words import printable

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")  # a blank at which no line may break stays one
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@cache
def words(language: Language) -> Mapping[str, Any]:
    """The words of one language, from `letter.toml`."""
    text = (files("enduse.report") / "letter.toml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = tomllib.loads(text)[language]
    return found


def shown(text: str) -> str:
    r"""A text of the order on one line; what cannot be printed as a visible escape.

    >>> shown("Ararat \n Trading\x1b[2J"), shown("half \ud83d")
    ('Ararat Trading\\x1b[2J', 'half \\ud83d')
    """
    line = _BLANKS.sub(" ", printable(text)).strip(" ")
    return _NOT_IN_XML.sub(lambda m: m.group().encode("unicode_escape").decode(), line)


def shown_lines(text: str) -> tuple[str, ...]:
    r"""A text of the order line by line, without empty ones: addresses come so.

    >>> shown_lines("1 Example St\n\n Yerevan ")
    ('1 Example St', 'Yerevan')
    """
    return tuple(line for each in text.splitlines() if (line := shown(each)))


def written_day(day: date, language: Language) -> str:
    """A day in words.

    >>> written_day(date(2026, 3, 5), "de"), written_day(date(2026, 3, 5), "fr")
    ('5. März 2026', '5 mars 2026')
    """
    own = words(language)
    found: str = own["date"].format(
        day=day.day, month=own["months"][day.month - 1], year=day.year
    )
    return found


def written_number(number: float, language: Language, *, places: int = 0) -> str:
    """A number with the signs of a language; no more places than asked for, or than it has.

    >>> written_number(61500, "nl", places=2), written_number(0.5, "en")
    ('61.500,00', '0.5')
    """
    own = words(language)
    text = f"{number:,.{places}f}" if places else f"{number:,.6f}".rstrip("0").rstrip(".")
    signs = str.maketrans({",": own["thousands"], ".": own["point"]})
    return text.translate(signs)
