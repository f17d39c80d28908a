"""The same goods in several documents: a row of what each of them says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from enduse.agree.alike import goods_key
from enduse.agree.numbers import decimal
from enduse.agree.pair import twin
from enduse.agree.words import unit_of
from enduse.model.document import Document, Sort

ORDERED: frozenset[Sort] = frozenset({"order", "confirmation", "quote", "proforma"})
"""Documents of what is to be shipped; the others tell of what is."""
_SUMMED = ("quantity", "value")


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
    def documents(self) -> list[Document]:
        """The documents that name them."""
        return [document for document, _, _ in self.lines]

    @property
    def name(self) -> str:
        """The goods in words."""
        line = self.merged
        named = line.get("part_number") or line.get("description") or line.get("hs")
        return " ".join(str(named or "goods").split())[:60]


def rows_of(documents: Sequence[Document]) -> list[Row]:
    """Every line of every document in one row, with those of the same goods."""
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
