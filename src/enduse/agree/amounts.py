"""How much of the same goods documents tell of, and for how much money."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from enduse.agree.differ import Said, verdict_on
from enduse.agree.numbers import as_printed, decimal
from enduse.agree.rows import ORDERED, Row
from enduse.agree.together import together
from enduse.agree.words import unit_of
from enduse.model.conflict import Agreed, Conflict, Side
from enduse.model.document import Document

_KILOGRAMS = {"tonnes": Decimal(1000), "kilograms": Decimal(1), "grams": Decimal("0.001")}
"""Exact by definition. Other units are not converted: a wrong factor would hide a conflict."""


def amounts(row: Row) -> Iterator[Conflict | Agreed]:
    """Quantity and value of the same goods, and units that cannot be compared."""
    quantities = [each for each in (_quantity(*line) for line in row.lines) if each]
    values = [each for each in (_value(*line) for line in row.lines) if each]
    if not _apart(row):
        found = _whole(f"quantity of {row.name}", quantities, row)
        if isinstance(found, Conflict) and _parted(quantities, row):
            says = f"{found.says} The later documents may be for a part of the order."
            found = Conflict(found.what, found.sides, says, "note")
        if found is not None:
            yield found
    found = _whole(f"value of {row.name}", values, row)
    # Less money for less goods is said of the quantity.
    less = not _apart(row) and _parted(quantities, row) and _parted(values, row)
    if found is not None and not (isinstance(found, Conflict) and less):
        yield found
    yield from _units(row)


def _whole(what: str, said: Sequence[Said], row: Row) -> Conflict | Agreed | None:
    """Whether documents agree, each by itself or the parts of the order together."""
    found = verdict_on(what, said, same=_same)
    whole = together(said, row.documents)
    if not isinstance(found, Conflict) or whole == list(said):
        return found
    again = verdict_on(what, whole, same=_same)
    if isinstance(again, Conflict):
        sums = sorted({each.number or 0 for each, one in zip(whole, said, strict=True)
                       if each != one})  # fmt: skip
        shown = ", ".join(figure(each) for each in sums)
        return replace(again, says=f"{again.says} Taken together, parts make {shown}.")
    return again


def _same(one: Said, other: Said) -> bool:
    """One number of one thing; a document that names no currency means that of the others."""
    (first, _, unit), (second, _, other_unit) = (e.key.partition(" ") for e in (one, other))
    if unit and other_unit and unit != other_unit:
        return False
    return as_printed(replace(one, key=first), replace(other, key=second))


def _parted(said: Sequence[Said], row: Row) -> bool:
    """Whether what is shipped agrees among itself, and is less than what was ordered."""
    sorts = {each.name: each.sort for each in row.documents}
    whole = together(said, row.documents)
    ordered = {e.number or 0 for e in whole if sorts[e.side.document] in ORDERED}
    shipped = {e.number or 0 for e in whole if sorts[e.side.document] not in ORDERED}
    units = {e.key.partition(" ")[2] for e in whole} - {""}
    if len(ordered) != 1 or len(shipped) != 1 or len(units) > 1:
        return False
    return min(shipped) < min(ordered)


def _quantity(document: Document, path: str, line: Mapping[str, Any]) -> Said | None:
    known = decimal(line.get("quantity"))
    if known is None:
        return None
    place = document.places.get(f"{path}/quantity") or document.places.get(path, "")
    shown = f"{figure(float(known))} {line.get('unit') or ''}".strip()
    side = Side(document.name, shown, place)
    kilograms = _KILOGRAMS.get(unit_of(line.get("unit")))
    if kilograms is None:
        return Said(side, f"{known}", float(known))
    weight = known * kilograms
    return Said(side, f"{weight.normalize():f}", float(weight))


def _value(document: Document, path: str, line: Mapping[str, Any]) -> Said | None:
    known = decimal(line.get("value"))
    if known is None:
        return None
    place = document.places.get(f"{path}/value") or document.places.get(path, "")
    currency = str(line.get("currency") or "")
    side = Side(document.name, f"{figure(float(known))} {currency}".strip(), place)
    return Said(side, f"{known} {currency}".strip(), float(known))


def figure(value: float) -> str:
    """A number as people write it.

    >>> figure(778.0), figure(49792.5)
    ('778', '49,792.5')
    """
    return f"{value:,.10g}" if abs(value) < 10**9 else f"{value:,.2f}"


def _apart(row: Row) -> bool:
    """Whether quantities are in units that cannot be brought to one."""
    units = {unit_of(line.get("unit")) for _, _, line in row.lines if line.get("unit")}
    return len(units) > 1 and not units <= set(_KILOGRAMS)


def _units(row: Row) -> Iterator[Conflict]:
    said = [
        Said(Side(document.name, _shown(line), document.places.get(f"{path}/unit", "")),
             unit_of(line["unit"]))
        for document, path, line in row.lines
        if line.get("unit") and line.get("quantity") is not None
    ]  # fmt: skip
    found = verdict_on(f"unit of {row.name}", said, weight="note")
    if isinstance(found, Conflict) and _apart(row):
        yield replace(found, says=f"{found.says} The quantities were not compared.")


def _shown(line: Mapping[str, Any]) -> str:
    return f"{figure(float(decimal(line['quantity']) or 0))} {line['unit']}"
