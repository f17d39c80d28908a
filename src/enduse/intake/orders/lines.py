"""The rows of an order -> its lines of goods."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from enduse.intake.orders.cells import (
    FIGURES,
    beside,
    currency_of,
    destroyed,
    is_fault,
    number_in,
)
from enduse.intake.orders.mapping import OF_LINE
from enduse.intake.orders.parties import Place
from enduse.intake.orders.row import UNVALUED, Notes, OrderRow

_CODES = ("hs", "part_number", "eccn", "eu_dual_use")
_TEXTS = ("description", "manufacturer", "unit")
_GOODS = frozenset({"description", "hs", "part_number", "quantity"})
_SUMS = frozenset({"value", "currency", "unit"})
_YEARS = frozenset({"1988", "1992", "1996", "2002", "2007", "2012", "2017", "2022"})
_CENTS = 2
_BEFORE_CODE = re.compile(
    r"^(?:'|(?:HS|HTS|CN|KN|GN|SH|NC|TARIC)\b[\s.:-]*)(?=\d)", re.IGNORECASE
)
"""What people write before a code: its name, or a spreadsheet's sign for a text."""
_ODD_CODE = re.compile(r"[1-9](?:\d{4}|\d{6}|\d{8})")
"""Goods codes have an even number of digits; one of the chapters 01 to 09 begins with 0."""


def lines_in(
    notes: Notes, rows: Sequence[OrderRow], *, always: str | None
) -> list[dict[str, Any]]:
    """The lines of goods in the wire form. `always` is the currency where no cell names one."""
    goods = _without_sums(rows)
    made = list(_lines(notes, goods))
    told = {each["currency"] for each in made if "currency" in each}
    kept = {id(row) for row in goods}
    for row in rows:
        if id(row) not in kept or not _is_line(row):  # a row of the head of an order
            told |= {currency_of(row.cells.get("currency", "")) or ""} - {""}
    # Exports say the currency of an order once: lines of amounts share it.
    code = told.pop() if len(told) == 1 else None if told else always
    return [{"currency": code, **e} if code and "value" in e else e for e in made]


def _without_sums(rows: Sequence[OrderRow]) -> Sequence[OrderRow]:
    """The rows but those of the head of an order, whose value is the sum of its items.

    As in VBAK, whose NETWR is that of the order, beside VBAP, whose is that of the item.
    """
    sheets = {row.sheet for row in rows if (row.cells.keys() | row.unvalued) & _GOODS}
    return [
        row for row in rows
        if not sheets or row.sheet in sheets or not _is_line(row)
        or (row.cells.keys() | row.unvalued) & OF_LINE - _SUMS
    ]  # fmt: skip


def _is_line(row: OrderRow) -> bool:
    """Whether a row says anything of goods: a currency or a position alone does not."""
    return bool((row.cells.keys() | row.unvalued) & OF_LINE - {"item", "currency", "unit"})


def _lines(notes: Notes, rows: Sequence[OrderRow]) -> Iterator[dict[str, Any]]:
    seen: set[tuple[tuple[str, str], ...]] = set()
    number = 0
    for row in rows:
        cells = {name: text for name, text in row.cells.items() if name in OF_LINE}
        said = tuple(sorted(cells.items()))
        # A join of lines with partners says each line once for each partner.
        again = "item" in cells and "function" in row.cells and said in seen
        if again or not _is_line(row):
            continue
        seen.add(said)
        yield _line(notes, f"lines/{number}", row, cells=cells)
        number += 1


def _line(
    notes: Notes, path: str, row: OrderRow, *, cells: Mapping[str, str]
) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name in sorted(row.unvalued & OF_LINE):
        notes.trouble(f"{path}/{name}", row.place(name), UNVALUED)
    for name, text in cells.items():
        where = f"{path}/{name}"
        notes.places[where] = row.place(name)
        if is_fault(text):
            notes.trouble(where, row.place(name), f"is {text!r}, the error of a formula")
        elif name in _CODES:
            made[name] = _code(notes, where, text, place=row.place(name))
        elif name in _TEXTS:
            made[name] = text
        elif name == "origin":
            made[name] = notes.country_at(where)(text, row.place(name))
        elif name == "hs_edition":
            made[name] = _edition(notes, where, text, place=row.place(name))
    figures = {name: _figure(notes, path, row, name=name) for name in FIGURES if name in cells}
    made |= _amounts(notes, path, row, figures=figures)
    return {name: each for name, each in made.items() if each is not None}


def _code(notes: Notes, path: str, text: str, *, place: Place) -> str | None:
    if destroyed(text):
        notes.destroyed(path, text, place)
        return None
    if path.endswith("/hs"):
        text = _BEFORE_CODE.sub("", text)
    if path.endswith("/hs") and _ODD_CODE.fullmatch(text):
        says = (
            f"is {text}: a spreadsheet may have taken it for a number and dropped a zero; is "
            f"it 0{text}, or does a zero lack at its end?"
        )
        notes.trouble(path, place, says, gravity="warning")
    return text


def _edition(notes: Notes, path: str, text: str, *, place: Place) -> int | None:
    if text in _YEARS:
        return int(text)
    says = f"is {text[:20]!r}; expected one of {', '.join(sorted(_YEARS))}"
    notes.trouble(path, place, says, gravity="warning")
    return None


def _figure(notes: Notes, path: str, row: OrderRow, *, name: str) -> float | None:
    text = row.cells[name]
    if is_fault(text):
        return None
    found = number_in(text, "." if name in row.stored else row.signs.get(name, "either"))
    where, place = f"{path}/{name}", row.place(name)
    if found is None:
        notes.trouble(
            where, place, f"is {text[:60]!r}; expected a number that reads in one way"
        )
    elif found < 0:
        says = f"is {text[:60]!r}, below zero: goods given back, or a credit?"
        notes.trouble(where, place, says)
        return None
    return found


def _amounts(
    notes: Notes, path: str, row: OrderRow, *, figures: Mapping[str, float | None]
) -> dict[str, Any]:
    made: dict[str, Any] = {"quantity": figures.get("quantity"), "value": figures.get("value")}
    price, quantity = figures.get("price"), made["quantity"]
    if "value" not in figures and price is not None and quantity is not None:
        made["value"] = round(price * quantity / (figures.get("per") or 1), _CENTS)
        notes.places[f"{path}/value"] = f"{row.place('price')}, times the quantity"
    unit = beside(row.cells.get("quantity", ""))
    if unit and "unit" not in row.cells:
        made["unit"] = unit
    made["currency"] = _currency(notes, path, row)
    return made


def _currency(notes: Notes, path: str, row: OrderRow) -> str | None:
    told = row.cells.get("currency", "")
    amount = next((name for name in ("value", "price") if name in row.cells), "")
    sign = beside(row.cells.get(amount, "")) if amount else ""
    place = row.place("currency" if told else amount) if told or sign else ""
    found = currency_of(told) if told else None
    beside_it = currency_of(sign) if sign else None
    if (told and found is None) or (sign and not told and beside_it is None):
        says = (
            f"is {(told or sign)[:20]!r}, which is no one currency; expected a code such as EUR"
        )
        notes.trouble(f"{path}/currency", place, says, gravity="warning")
    if found and beside_it and found != beside_it:
        says = f"is {told!r}, and {sign!r} stands beside the amount; the column is used"
        notes.trouble(f"{path}/currency", place, says, gravity="warning")
    return found or beside_it
