"""Tables of transport papers: several goods in one row, and weights that are of all of them."""

from collections.abc import Sequence

from enduse.intake.forms.goods_free import without_packing
from enduse.intake.forms.goods_labels import labelled
from enduse.intake.forms.goods_table import Cell, Item, Sum

COUNTED = frozenset({"quantity", "value", "price"})
"""Columns of tables that count their goods; transport papers have none of them."""
_MEASURES = ("packages", "net_weight", "gross_weight", "weight", "volume")


def carried(items: Sequence[Item]) -> tuple[list[Item], list[Sum]]:
    """The goods of transport papers, one by one, and what all of them weigh.

    Where one row of such a table has weights, they are of the whole shipment: that of the
    lines is not said. A row that names several codes names the goods of each before it.
    """
    tables: dict[int, list[Item]] = {}
    for item in items:
        tables.setdefault(id(item.columns), []).append(item)
    found: list[Item] = []
    sums: list[Sum] = []
    for some in tables.values():
        if not some[0].columns or COUNTED & some[0].columns.keys():
            found += some
            continue
        measured = [item for item in some if _measured(item)]
        if len(measured) == 1:
            sums.append(_sum(measured[0]))
        found += (each for item in some for each in _each(item))
    return found, sums


def _measured(item: Item) -> bool:
    return any(name in item.cells for name in _MEASURES)


def _sum(item: Item) -> Sum:
    """What is taken from an item for all goods: its weights, and packages before its words."""
    cells = {name: item.cells.pop(name)[0].text for name in _MEASURES if name in item.cells}
    words = item.cells.get("description", [])
    if words:
        first = words[0]
        packed, rest = without_packing(f"{first.text}: ;")
        if packed:
            cells.setdefault("packages", packed)
            kept = rest.strip(" :;")
            words[:1] = [Cell(kept, first.row)] if kept else []
    return Sum("total", item.rows[0], cells, item.columns)


def _each(item: Item) -> list[Item]:
    """An item, or one for each of its goods: every code ends what it is the code of."""
    words = item.cells.get("description", [])
    ends = [
        at for at, cell in enumerate(words) if any(n == "hs" for n, _ in labelled(cell.text)[0])
    ]
    if len(ends) < 2 or "hs" in item.cells:  # noqa: PLR2004  # one code is of the whole item
        return [item]
    found = []
    start = 0
    for end in ends:
        some = words[start : end + 1]
        found.append(
            Item(item.columns, item.head, {"description": some}, [c.row for c in some])
        )
        start = end + 1
    found[0].rows[:0] = [row for row in item.rows if all(row not in e.rows for e in found)]
    return found
