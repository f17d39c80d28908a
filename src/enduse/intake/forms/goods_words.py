"""The words of tables of goods: what a heading holds, how a row that sums up begins."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from enduse.intake.forms.goods_headings import composed
from enduse.intake.orders.cells import currency_of
from enduse.intake.orders.titles import KNOWN, key, whole, words

FIGURES = frozenset({
    "quantity", "price", "value", "net_weight", "gross_weight", "weight", "volume", "packages",
})  # fmt: skip
"""Columns that hold numbers which stand for an item."""
SHORT = frozenset({"item", "per", "discount", "currency", "unit", "origin", "hs", "eccn"})
"""Columns in which only short cells stand."""
_GOODS = frozenset({"description", "part_number", "article", "hs"})
_FROM_TABLES = frozenset({
    "description", "hs", "hs_edition", "part_number", "manufacturer", "quantity", "unit",
    "value", "currency", "origin", "eccn", "eu_dual_use", "price", "per", "article", "item",
})  # fmt: skip
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_NUMBER = re.compile(r"\d\d|\d[.,]\d")
"""What no heading holds."""
_NUMBERED = re.compile(r"\s*(?:[A-Z]|\d{1,2}|[IVX]{1,4})[.)]\s+")
"""The number of a part of a form, before its words."""
_BOX = re.compile(r"\s*\d{1,2}[a-z]?[.)]?\s+(?=[^\W\d])")
"""The number of a box of a form: "9 Nature of the goods"."""
_SIGNS = {"#": "item", "%": "discount"}
"""Headings without a letter."""
_SURE = frozenset({"ordered", "marks", "more"})
"""What parts of a heading say better than a list of whole ones, that leaves out short words."""
_CUT = 5  # letters that a heading keeps at least
_LONGEST = 60  # letters of a heading in print, and of the words before a sum


@dataclass(frozen=True, slots=True)
class Title:
    """What a heading says: the field of its column; a unit or a currency for all its cells."""

    field: str
    unit: str = ""
    currency: str = ""


@cache
def goods_words() -> Mapping[str, Any]:
    """The words of `goods_words.toml`."""
    return tomllib.loads((files("enduse.intake.forms") / "goods_words.toml").read_text("utf-8"))


@lru_cache(50_000)
def title_of(text: str, *, listed: bool = False) -> Title | None:
    """What a heading in print says; None where nobody knows it, or no list where `listed`.

    >>> title_of("Gewicht (kg)"), title_of("Betrag EUR").currency, title_of("Kind regards")
    (Title(field='weight', unit='kg', currency=''), 'EUR', None)
    """
    text = _BOX.sub("", text)
    if not text.strip() or len(text) > _LONGEST or _NUMBER.search(text):
        return None
    inside = " ".join(_BRACKETS.findall(text)).strip()
    bare = _BRACKETS.sub(" ", text).strip(" :.*")
    for parted in (bare.rpartition(" "), bare.rpartition("/")):
        unit, coin = parted[2].strip(), _coin(parted[2])
        rest = re.sub(r"\s+(?:in|en)$", "", parted[0].strip(" /-,"))
        if (is_measure(unit) or coin) and (field := _field(rest, listed=listed)):
            weighs = not coin and field in {"value", "price"}  # "Netto/kg"
            field = (composed(f"{rest} kg") if weighs else "") or field
            return Title(field, unit="" if coin else unit, currency=coin)
    field = _field(text, listed=listed) or _field(bare, listed=listed)
    if not field:
        return None
    counts = field == "quantity" and inside.strip(" .").casefold() in unit_words()
    unit = inside if is_measure(inside) or counts else ""
    return Title(field, unit=unit, currency=_coin(inside))


def _coin(text: str) -> str:
    """A currency of those that are traded in; letters alone are none ("NET")."""
    bare = text.strip()
    known = bare.upper() in words()["currencies"]["codes"] or bare in words()["currencies"]
    return (currency_of(bare) or "") if known else ""


@cache
def _columns() -> Mapping[str, str]:
    named: Mapping[str, list[str]] = goods_words()["columns"]
    return {key(word): field for field, some in named.items() for word in some}


def _field(text: str, *, listed: bool) -> str:
    said = key(text)
    if not said:
        return _SIGNS.get(text.strip(), "")
    made = "" if listed else composed(text)
    found = made if made in _SURE else _columns().get(said)
    return found or _claimed(said) or made


def _claimed(said: str) -> str:
    """The field of a heading that tables of orders have, or that is one of ours, cut off."""
    claimed = whole().get(said, "") or _cut_off(said)
    known = {KNOWN: "other", "total": "value"}
    return known.get(claimed, claimed if claimed in _FROM_TABLES else "")


@lru_cache(10_000)
def _cut_off(said: str) -> str:
    """The field of a heading that a narrow column has cut off: "Einhe", "Einzelprei"."""
    if len(said) < _CUT:
        return ""
    found = {field for word, field in _columns().items() if word.startswith(said)}
    return found.pop() if len(found) == 1 else ""


def is_measure(text: str) -> bool:
    """Whether a word is a unit of weight or of volume.

    >>> is_measure("kg"), is_measure("KGS."), is_measure("pcs")
    (True, True, False)
    """
    bare = text.strip(" .").casefold()
    return bare in goods_words()["weights"] or bare in goods_words()["volumes"]


def is_table(fields: set[str]) -> bool:
    """Whether these columns are of a table of goods: what they are, and how much of them."""
    named = fields & _GOODS or ("marks" in fields and len(fields & FIGURES) > 1)
    counted = fields & (FIGURES | {"unit"}) or {"hs", "description"} <= fields
    return bool(named and counted)


@cache
def _sums() -> Mapping[str, str]:
    named: Mapping[str, list[str]] = goods_words()["sums"]
    return {key(word): sort for sort, some in named.items() for word in some}


@cache
def _most_words() -> int:
    return max(len(w.split()) for some in goods_words()["sums"].values() for w in some) + 1


@lru_cache(50_000)
def sum_of(text: str) -> str:
    """The sort of sum that the words before a number announce ("total", "tax"); or empty.

    The longest beginning that is known counts: "Total net weight" is no total of money. What
    follows it must be a number, a currency or a word that goes with sums: a "Transport
    trolley" is goods.

    >>> sum_of("Total EUR"), sum_of("Total net weight:"), sum_of("VAT 21%"), sum_of("Total box")
    ('total', 'net_weight', 'tax', '')
    """
    sides = text[:_LONGEST].split("/") if "/" in text[:_LONGEST] else []
    told = [sum_of(side) for side in sides]
    if told and all(told):
        return told[0]
    bare = re.sub(r"\([^)]*\)", " ", _NUMBERED.sub("", text[:_LONGEST]))
    tokens = re.sub(r"[(:%=)]", " ", re.sub(r"\d[\d.,]*", " # ", bare)).split()
    while tokens[:1] == ["#"]:
        tokens.pop(0)
    for count in range(min(len(tokens), _most_words()), 0, -1):
        if "#" in tokens[:count]:
            continue
        found = _sums().get(key(" ".join(tokens[:count])))
        if found:
            return found if found == "stop" or _goes_on(tokens[count:]) else ""
    return ""


def _goes_on(rest: Sequence[str]) -> bool:
    """Whether words may stand behind those of a sum; behind "to" anything may."""
    counted = rest[:1] == ["#"]  # "Total 3 colis" is a sum, and a "Total box" is goods
    rest = [word for word in rest if word != "#"]
    if not rest:
        return True
    if counted and rest[0].strip(".,;-/&").casefold() in packing_words() | unit_words():
        return True
    first = rest[0].strip(".,;-/&")
    bare = first.casefold()
    known = not bare or bare in goods_words()["behind"]["words"] or is_measure(first)
    return known or bool(_coin(first)) or not any(map(str.isalpha, first))


@cache
def packing_words() -> frozenset[str]:
    """Words for packages, in small letters."""
    return frozenset(goods_words()["packing"]["words"])


@cache
def _limits() -> re.Pattern[str]:
    words = "|".join(map(re.escape, goods_words()["packing"]["limits"]))
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


def is_limit(text: str) -> bool:
    """Whether words are of what may weigh so much, or of what one of several weighs.

    >>> is_limit("gross weight at most"), is_limit("12 kg per carton"), is_limit("Gross weight")
    (True, True, False)
    """
    return _limits().search(text) is not None


@cache
def unit_words() -> frozenset[str]:
    """Words for units in which goods are counted, in small letters."""
    return frozenset(goods_words()["units"]["words"])
