"""Several invoices, packing lists or delivery notes of one order, taken together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from enduse.agree.differ import Said
from enduse.agree.numbers import decimal
from enduse.model.document import Document, Sort

_PARTS: frozenset[Sort] = frozenset({"invoice", "packing_list", "delivery_note"})


def together(said: Sequence[Said], documents: Sequence[Document]) -> list[Said]:
    """What documents say, those that are parts of one whole each with the sum of all parts.

    Parts are documents of one sort, each with a number of its own. Two without a number, or of
    one number, may be copies: they stay as they are. The side of each keeps its own figure.
    """
    by_name = {each.name: each for each in documents}
    parts: dict[Sort, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for each in said:
        document = by_name[each.side.document]
        if document.sort in _PARTS and document.own is not None:
            parts[document.sort][document.own.number].append(each)
    sums: Mapping[str, Decimal] = {
        each.side.document: total
        for numbered in parts.values()
        if len(numbered) > 1 and all(len(some) == 1 for some in numbered.values())
        if (total := _sum([some[0] for some in numbered.values()])) is not None
        for some in numbered.values()
        for each in some
    }
    return [_with(each, sums.get(each.side.document)) for each in said]


def siblings(document: Document, documents: Sequence[Document]) -> list[str]:
    """The names of the other documents of its sort that have numbers of their own."""
    if document.sort not in _PARTS or document.own is None:
        return []
    return [
        each.name
        for each in documents
        if each.sort == document.sort and each.own and each.own.number != document.own.number
    ]


def _sum(said: Sequence[Said]) -> Decimal | None:
    rest = {each.key.partition(" ")[2] for each in said}
    numbers = [decimal(each.key.partition(" ")[0]) for each in said]
    known = [each for each in numbers if each is not None]
    # Sums in two currencies are none.
    return sum(known, Decimal(0)) if len(known) == len(numbers) and len(rest) == 1 else None


def _with(said: Said, total: Decimal | None) -> Said:
    if total is None:
        return said
    _, blank, rest = said.key.partition(" ")
    return replace(said, key=f"{total}{blank}{rest}", number=float(total))
