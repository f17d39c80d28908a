"""The codes of e-documents: units, schemes of numbers, Incoterms, goods codes."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from enduse.places import Places

_BIC = re.compile(r"[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_HS = re.compile(r"\d{2}[\d .]{2,14}")


@cache
def table() -> Mapping[str, Any]:
    """The tables of `codes.toml`."""
    return tomllib.loads((files("enduse.intake.edocs") / "codes.toml").read_text("utf-8"))


@cache
def _schemes() -> Mapping[str, str]:
    return {name: scheme for scheme, names in table()["schemes"].items() for name in names}


def unit(code: str) -> str:
    """A unit as people write it.

    >>> unit("C62"), unit("KGM"), unit("X9")
    ('pcs', 'kg', 'X9')
    """
    found: str = table()["units"].get(code, code)
    return found


def scheme(code: str) -> str | None:
    """The scheme of the wire form that a number's list is, None where it has none.

    >>> scheme("0106"), scheme("LEI"), scheme("0088")
    ('registration', 'lei', None)
    """
    return _schemes().get(code.upper())


def incoterm(text: str) -> str | None:
    """The Incoterm that a text begins with.

    >>> incoterm("FOB Destination"), incoterm("dap"), incoterm("free")
    ('FOB', 'DAP', None)
    """
    word = text.strip()[:3].upper()
    ends = not text.strip()[3:4].isalnum()
    return word if ends and word in table()["incoterms"]["codes"] else None


def is_tariff(code: str, name: str) -> bool:
    """Whether the list that a goods code is of, by its code or name, is one of customs.

    >>> is_tariff("HS", ""), is_tariff("", "Combined Nomenclature"), is_tariff("STI", "")
    (True, True, False)
    """
    known = table()["tariffs"]["names"]
    return any(each.strip().upper() in known for each in (code, name))


def is_hs(text: str) -> bool:
    """Whether a text has the shape of a goods code of customs."""
    digits = re.sub(r"\D", "", text)
    return bool(_HS.fullmatch(text.strip())) and 4 <= len(digits) <= 12  # noqa: PLR2004


def bic_country(text: str) -> str | None:
    """The country of a bank by its BIC: its fifth and sixth letters.

    >>> bic_country("ABNANL2A"), bic_country("DKDKABCD"), bic_country("no bic")
    ('NL', None, None)
    """
    found = _BIC.fullmatch(text.strip())
    return found[1] if found and places().is_code(found[1]) else None


def country_named(text: str) -> str | None:
    """The code of a country that a text is the name or code of.

    >>> country_named("THE NETHERLANDS"), country_named("Rotterdam")
    ('NL', None)
    """
    return places().code_of(text.strip(" .,;"))


@cache
def places() -> Places:
    """The countries."""
    return Places.load()
