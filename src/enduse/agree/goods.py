"""Lines of goods: which are the same in two documents, and what of them differs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from enduse.agree.alike import goods_key
from enduse.agree.amounts import amounts
from enduse.agree.differ import Said, Same, equal, verdict_on, where
from enduse.agree.pair import one_code, six
from enduse.agree.rows import ORDERED, Row, rows_of
from enduse.agree.together import siblings
from enduse.model.conflict import Agreed, Conflict, Side
from enduse.model.document import Document, Sort

_GENERAL: frozenset[Sort] = frozenset(
    {"bill_of_lading", "air_waybill", "road_waybill", "letter_of_credit", "message", "other"}
)
"""Documents that name goods in general words, or all of them in one line."""
_OF_SOME: frozenset[Sort] = frozenset({"end_user_statement", "origin_certificate"})
"""Documents that may be of some of the goods, in words of their own."""
_NOT_YET = "It may not be shipped yet."
_FIELDS = ("hs", "part number", "origin", "ECCN")


def compared(documents: Sequence[Document]) -> Iterator[Conflict | Agreed]:
    """What documents say of the same goods, and of goods that only some of them name."""
    precise = [
        each for each in documents if each.wire.get("lines") and each.sort not in _GENERAL
    ]
    rows = rows_of(precise)
    for row in rows:
        for what in _FIELDS:
            found = _verdict(row, what)
            if found is not None:
                yield found
        yield from amounts(row)
    yield from _only_in_some(rows, precise)
    yield from _codes_of_transport(documents, rows)


def of_a_part(found: Conflict) -> bool:
    """Whether it says that less is shipped than was ordered."""
    less = found.what.startswith("quantity of ") or found.says.endswith(_NOT_YET)
    return found.weight == "note" and less


def _verdict(row: Row, what: str) -> Conflict | Agreed | None:
    said = [each for each in (_said(*line, what=what) for line in row.lines) if each]
    same: Same = _one_code if what == "hs" else equal
    found = verdict_on(f"{what} of {row.name}", said, same=same)
    if isinstance(found, Conflict) and what == "hs":
        if len({e.key[:6] for e in said}) == 1:
            return replace(
                found, says=f"{found.says} The first six digits agree.", weight="note"
            )
        if all(one_code(one.key[:6], other.key[:6]) for one, other in combinations(said, 2)):
            return replace(found, says=f"{found.says} The shorter is a heading.", weight="note")
    return found


def _said(document: Document, path: str, line: Mapping[str, Any], *, what: str) -> Said | None:
    name = {"part number": "part_number", "ECCN": "eccn"}.get(what, what)
    value = line.get(name)
    if value is None:
        return None
    place = document.places.get(f"{path}/{name}") or document.places.get(path, "")
    key = "".join(filter(str.isdigit, str(value))) if what == "hs" else goods_key(str(value))
    return Said(Side(document.name, str(value), place), key)


def _one_code(one: Said, other: Said) -> bool:
    """Whether one code is the other, or the beginning of it."""
    short, long = sorted((one.key, other.key), key=len)
    return len(short) >= 6 and long.startswith(short)  # noqa: PLR2004  # six digits


def _only_in_some(rows: Sequence[Row], documents: Sequence[Document]) -> Iterator[Conflict]:
    """Goods that one document names and another does not, though it names goods one by one."""
    for row in rows:
        has = {each.name for each in row.documents}
        # What one of several invoices names, the others need not.
        has |= {name for each in row.documents for name in siblings(each, documents)}
        lacks = [each for each in documents if each.name not in has]
        if lacks:
            yield _only_in(row, lacks)


def _only_in(row: Row, lacks: Sequence[Document]) -> Conflict:
    first, path, line = row.lines[0]
    place = first.places.get(f"{path}/description", first.places.get(path, ""))
    side = Side(first.name, row.name, place)
    says = f"{row.name} stands in {where(side)} and not in {', '.join(e.name for e in lacks)}."
    if all(each.sort in ORDERED for each in row.documents) and not (
        {each.sort for each in lacks} <= _OF_SOME
    ):
        return Conflict("goods", (side,), f"{says} {_NOT_YET}", "note")
    if all(each.sort in _OF_SOME for each in lacks):
        return Conflict("goods", (side,), f"{says} That may be of some of the goods.", "note")
    named = line.get("part_number") or six(line)
    if all(each.sort in _OF_SOME for each in row.documents) and not named:
        return Conflict("goods", (side,), f"{says} It may be the same in other words.", "note")
    return Conflict("goods", (side,), says)


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
            if code and not any(one_code(code, each) for each in known):
                place = document.places.get(f"lines/{at}/hs", "")
                side = Side(document.name, str(line["hs"]), place)
                shown = ", ".join(sorted(known))
                says = f"HS {line['hs']} stands in {where(side)}; the goods have {shown}."
                yield Conflict("hs", (side,), says)
