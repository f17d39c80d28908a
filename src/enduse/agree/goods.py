"""Lines of goods: which are the same in two documents, and what of them differs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from enduse.agree.alike import goods_key
from enduse.agree.differ import Said, Same, equal, verdict_on, where
from enduse.agree.figures import as_printed, decimal
from enduse.agree.pair import six, twin
from enduse.agree.words import unit_of
from enduse.model.conflict import Agreed, Conflict, Side
from enduse.model.document import Document, Sort

_GENERAL: frozenset[Sort] = frozenset(
    {"bill_of_lading", "air_waybill", "road_waybill", "letter_of_credit", "message", "other"}
)
"""Documents that name goods in general words, or all of them in one line."""
_ORDERED: frozenset[Sort] = frozenset({"order", "confirmation", "quote", "proforma"})
_SUMMED = ("quantity", "value")
_FIELDS = ("quantity", "hs", "part number", "value", "origin", "ECCN")


@dataclass(slots=True)
class Row:
    """The same goods in several documents: each with the path of its line in it."""

    lines: list[tuple[Document, str, Mapping[str, Any]]] = field(default_factory=list)

    @property
    def merged(self) -> Mapping[str, Any]:
        """What is known of the goods, the first who says it first."""
        made: dict[str, Any] = {}
        for _, _, line in self.lines:
            for name, value in line.items():
                if value is not None:
                    made.setdefault(name, value)
        return made

    @property
    def name(self) -> str:
        """The goods in words."""
        line = self.merged
        named = line.get("part_number") or line.get("description") or line.get("hs")
        return " ".join(str(named or "goods").split())[:60]


def compared(documents: Sequence[Document]) -> Iterator[Conflict | Agreed]:
    """What documents say of the same goods, and of goods that only some of them name."""
    precise = [
        each for each in documents if each.wire.get("lines") and each.sort not in _GENERAL
    ]
    rows = _rows(precise)
    for row in rows:
        for what in _FIELDS:
            found = _verdict(row, what)
            if found is not None:
                yield found
        yield from _units(row)
    yield from _only_in_some(rows, precise)
    yield from _codes_of_transport(documents, rows)


def of_a_part(found: Conflict) -> bool:
    """Whether it says that less is shipped than was ordered."""
    return found.weight == "note" and found.what.startswith(("quantity of ", "goods"))


def _rows(documents: Sequence[Document]) -> list[Row]:
    rows: list[Row] = []
    for document in documents:
        lines = _summed(document.wire["lines"])
        merged = [row.merged for row in rows]
        taken: set[int] = set()
        for at, (number, line) in enumerate(lines):
            place = twin(merged, taken, line, at=at if len(lines) == len(merged) else None)
            if place is None and len(lines) == len(merged) and at not in taken:
                place = _same_words(merged[at], line, at)
            if place is None:
                place = len(rows)
                rows.append(Row())
            taken.add(place)
            rows[place].lines.append((document, f"lines/{number}", line))
    return rows


def _summed(lines: Sequence[Mapping[str, Any]]) -> list[tuple[int, Mapping[str, Any]]]:
    """The lines of one document, those of the same goods as one: a line a box, or a day.

    Each with the place of its first line.
    """
    found: dict[object, tuple[int, dict[str, Any]]] = {}
    for number, line in enumerate(lines):
        key = _goods_of(line)
        if key is None or key not in found:
            found[number if key is None else key] = (number, dict(line))
            continue
        there = found[key][1]
        for name in _SUMMED:
            both = [decimal(each.get(name)) for each in (there, line)]
            known = [each for each in both if each is not None]
            there[name] = float(sum(known)) if len(known) == len(both) else None
    return list(found.values())


def _goods_of(line: Mapping[str, Any]) -> tuple[str, ...] | None:
    """What tells goods apart within one document; None where nothing does."""
    named = goods_key(line.get("part_number")) or goods_key(line.get("description"))
    if not named or line.get("quantity") is None:
        return None
    rest = (line.get(name) for name in ("hs", "origin", "eccn", "currency"))
    return (named, unit_of(line.get("unit")), *(goods_key(str(each or "")) for each in rest))


def _same_words(there: Mapping[str, Any], line: Mapping[str, Any], at: int) -> int | None:
    """Goods of one description whose part number or code differs: that is to be said."""
    one, other = goods_key(there.get("description")), goods_key(line.get("description"))
    return at if one and one == other else None


def _verdict(row: Row, what: str) -> Conflict | Agreed | None:
    said = [each for each in (_said(*line, what=what) for line in row.lines) if each]
    if what == "quantity":
        return _quantity(row, said)
    same: Same = {"value": _same_money, "hs": _one_code}.get(what, equal)
    found = verdict_on(f"{what} of {row.name}", said, same=same)
    if isinstance(found, Conflict) and what == "hs" and len({e.key[:6] for e in said}) == 1:
        return Conflict(
            found.what, found.sides, f"{found.says} The first six digits agree.", "note"
        )
    if isinstance(found, Conflict) and what == "value" and _cheaper(row, said):
        return None  # the quantity says so already
    return found


def _said(document: Document, path: str, line: Mapping[str, Any], *, what: str) -> Said | None:
    name = {"part number": "part_number", "ECCN": "eccn"}.get(what, what)
    value = line.get(name)
    if value is None:
        return None
    place = document.places.get(f"{path}/{name}") or document.places.get(path, "")
    if what == "quantity":
        unit = str(line.get("unit") or "")
        shown = f"{_figure(value)} {unit}".strip()
        return Said(Side(document.name, shown, place), f"{value}", float(value))
    if what == "value":
        currency = str(line.get("currency") or "")
        shown = f"{_figure(value)} {currency}".strip()
        return Said(Side(document.name, shown, place), f"{value} {currency}", float(value))
    key = "".join(filter(str.isdigit, str(value))) if what == "hs" else goods_key(str(value))
    return Said(Side(document.name, str(value), place), key)


def _same_money(one: Said, other: Said) -> bool:
    """One sum in one currency; a document that names none means that of the others."""
    first, second = one.key.split(" "), other.key.split(" ")
    if first[1] and second[1] and first[1] != second[1]:
        return False
    return as_printed(replace(one, key=first[0]), replace(other, key=second[0]))


def _cheaper(row: Row, said: Sequence[Said]) -> bool:
    """Whether less is shipped than was ordered, and for less money, in one currency."""
    sorts = {document.name: document.sort for document, _, _ in row.lines}
    ordered = [e.number or 0 for e in said if sorts[e.side.document] in _ORDERED]
    shipped = [e.number or 0 for e in said if sorts[e.side.document] not in _ORDERED]
    currencies = {e.key.split(" ")[1] for e in said} - {""}
    if not ordered or not shipped or len(currencies) > 1:
        return False
    return _parted(row) and max(shipped) < min(ordered)


def _figure(value: float) -> str:
    """A number as people write it.

    >>> _figure(778.0), _figure(49792.5)
    ('778', '49,792.5')
    """
    return f"{value:,.10g}" if abs(value) < 10**9 else f"{value:,.2f}"


def _one_code(one: Said, other: Said) -> bool:
    """Whether one code is the other, or the beginning of it."""
    short, long = sorted((one.key, other.key), key=len)
    return len(short) >= 6 and long.startswith(short)  # noqa: PLR2004  # six digits


def _quantity(row: Row, said: Sequence[Said]) -> Conflict | Agreed | None:
    """Quantities in one unit; several lines of one document are one sum."""
    units = {unit_of(line.get("unit")) for _, _, line in row.lines if line.get("unit")}
    if len(units) > 1:
        return None
    found = verdict_on(f"quantity of {row.name}", said, same=as_printed)
    if isinstance(found, Conflict) and _parted(row):
        says = f"{found.says} The later documents may be for a part of the order."
        return Conflict(found.what, found.sides, says, "note")
    return found


def _parted(row: Row) -> bool:
    """Whether what is shipped agrees among itself, and is less than what was ordered."""

    def amounts(*, ordered: bool) -> set[Decimal]:
        values = (decimal(line.get("quantity")) for document, _, line in row.lines
                  if (document.sort in _ORDERED) is ordered)  # fmt: skip
        return {each for each in values if each is not None}

    ordered, shipped = amounts(ordered=True), amounts(ordered=False)
    return len(ordered) == 1 and len(shipped) == 1 and min(shipped) < min(ordered)


def _units(row: Row) -> Iterator[Conflict]:
    said = [
        Said(Side(document.name, str(line["unit"]), document.places.get(f"{path}/unit", "")),
             unit_of(line["unit"]))
        for document, path, line in row.lines
        if line.get("unit") and line.get("quantity") is not None
    ]  # fmt: skip
    found = verdict_on(f"unit of {row.name}", said, weight="note")
    if isinstance(found, Conflict):
        yield found


def _only_in_some(rows: Sequence[Row], documents: Sequence[Document]) -> Iterator[Conflict]:
    """Goods that one document names and another does not, though it names goods one by one."""
    for row in rows:
        has = {document.name for document, _, _ in row.lines}
        lacks = [each for each in documents if each.name not in has]
        if not lacks:
            continue
        first, path, _ = row.lines[0]
        place = first.places.get(f"{path}/description", first.places.get(path, ""))
        side = Side(first.name, row.name, place)
        only_ordered = all(document.sort in _ORDERED for document, _, _ in row.lines)
        says = (
            f"{row.name} stands in {where(side)} and not in {', '.join(e.name for e in lacks)}."
        )
        if only_ordered:
            says += " It may not be shipped yet."
        yield Conflict("goods", (side,), says, "note" if only_ordered else "review")


def _codes_of_transport(
    documents: Sequence[Document], rows: Sequence[Row]
) -> Iterator[Conflict]:
    """Codes of a transport document or a credit that no line of the goods has."""
    known = {six(line) for row in rows for _, _, line in row.lines} - {""}
    if not known:
        return
    for document in documents:
        if document.sort not in _GENERAL:
            continue
        for at, line in enumerate(document.wire.get("lines", ())):
            code = six(line)
            if code and code not in known:
                place = document.places.get(f"lines/{at}/hs", "")
                side = Side(document.name, str(line["hs"]), place)
                shown = ", ".join(sorted(known))
                says = f"HS {line['hs']} stands in {where(side)}; the goods have {shown}."
                yield Conflict("hs", (side,), says)
