"""A line of goods of an EDIFACT message: from one LIN to the next."""

from enduse.intake.edocs import codes
from enduse.intake.edocs.draft import Draft, Goods
from enduse.intake.edocs.edifact_text import Segment
from enduse.intake.edocs.functions import ROLES
from enduse.intake.edocs.said import Said

_QUANTITIES = ("21", "12", "47", "46", "1", "113")
"""Ordered, despatched, invoiced, delivered: of several the first stays."""


def line_of(draft: Draft, segments: list[Segment]) -> None:
    """Add one line of goods."""
    goods = Goods()
    numbers: dict[str, Said] = {}
    for segment in segments:
        if segment.tag in {"PIA", "LIN"}:
            _numbers(segment, numbers)
        elif segment.tag in {"IMD", "FTX"}:
            _described(draft, goods, segment)
        elif segment.tag in {"ALI", "LOC", "NAD"}:
            _origin(goods, segment)
        else:
            _amounts(draft, goods, segment)
    goods.numbers = list(numbers.values())
    goods.put("hs", numbers.get("HS") or numbers.get("CV"))
    for kind in ("MF", "MN", "SA"):
        goods.put("part_number", numbers.get(kind))
    draft.goods(goods)


def _described(draft: Draft, goods: Goods, segment: Segment) -> None:
    words = _words(segment) if segment.tag == "IMD" else segment.joined(3)
    if words is None:
        return
    is_goods = segment.tag == "IMD" or segment.get(0) in {"AAA", "PRD"}
    (goods.description if is_goods else draft.notes).append(words)


def _origin(goods: Goods, segment: Segment) -> None:
    if segment.tag == "ALI":
        goods.put("origin", segment.say(0))
    elif segment.tag == "LOC" and segment.get(0) == "27":
        goods.put("origin", segment.say(1))
    elif segment.tag == "NAD" and ROLES.get(segment.get(0), ("",))[0] == "manufacturer":
        goods.put("manufacturer", segment.joined(3) or segment.say(2))


def _numbers(segment: Segment, numbers: dict[str, Said]) -> None:
    elements = range(2, 3) if segment.tag == "LIN" else range(1, 6)
    for element in elements:
        said = segment.say(element)
        if said:
            numbers.setdefault(segment.get(element, 1), said)


def _words(segment: Segment) -> Said | None:
    """The description in IMD: parts four and five of its third element."""
    some = [said for part in (3, 4) if (said := segment.say(2, part))]
    return some[0].joined(*some[1:]) if some else None


def _amounts(draft: Draft, goods: Goods, segment: Segment) -> None:
    if segment.tag == "QTY" and segment.get(0) in _QUANTITIES and goods.quantity is None:
        goods.quantity = segment.say(0, 1)
        goods.unit = segment.say(0, 2) or Said("C62", segment.place)
    elif segment.tag == "MOA" and segment.get(0) in {"203", "66"}:
        goods.value = segment.say(0, 1)
        goods.currency = segment.say(0, 2)
    elif segment.tag == "PRI" and goods.price is None:
        goods.price, goods.per = segment.say(0, 1), segment.say(0, 4)
    elif segment.tag == "RFF" and segment.get(0) in {"ON", "VN"}:
        draft.ref("order", segment.say(0, 1))
    elif segment.tag == "CST":
        said = segment.say(1)
        goods.put("hs", said if said and codes.is_hs(said.text) else None)
