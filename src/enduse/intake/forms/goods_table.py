"""The rows of a table of goods -> the rows of each item, and rows that are none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from enduse.intake.forms.goods_columns import Column, Head, is_figure, placed
from enduse.intake.forms.goods_labels import labelled
from enduse.intake.forms.goods_rows import Row, sign_width
from enduse.intake.forms.goods_words import FIGURES, sum_of
from enduse.model.paper import Piece

_APART = 1.7
"""Lines that stand further from the last one, in lines, are not of the same cell."""
_LABELLED_APART = 3.2
_NOT_GOODS = frozenset({"charge", "discount", "tax"})
_TEXT_FIELDS = frozenset({"description", "part_number", "article", "manufacturer", "marks"})


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column on one line."""

    text: str
    row: Row


@dataclass(slots=True)
class Item:
    """An item: its columns and the row of their headings, its cells by field, its rows."""

    columns: Mapping[str, Column]
    head: Row
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The words of a field, lines joined."""
        return " ".join(cell.text for cell in self.cells.get(name, ()))


@dataclass(frozen=True, slots=True)
class Sum:
    """A row that sums up, or charges: its sort, its words, and its cells."""

    sort: str
    row: Row
    cells: Mapping[str, str]
    columns: Mapping[str, Column]


@dataclass(slots=True)
class Found:
    """What stands in the tables of a paper."""

    items: list[Item] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    lost: list[Row] = field(default_factory=list)
    heads: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class _Look:
    """A row of a table with its pieces in their columns."""

    row: Row
    cells: dict[str, list[Piece]]
    sort: str
    anchor: int = 0
    labelled: bool = False


def tables_in(rows: Sequence[Row], heads: Sequence[Head]) -> Found:
    """The items of all tables. A table runs on over pages until it is summed up."""
    found = Found()
    pattern: frozenset[str] = frozenset()
    for number, head in enumerate(heads):
        again = number > 0 and heads[number - 1].fields == head.fields
        if not again:
            pattern = frozenset()
        found.heads += rows[head.at : head.at + head.deep]
        end = heads[number + 1].at if number + 1 < len(heads) else len(rows)
        body = rows[head.at + head.deep : end]
        closed = False
        for part, some in enumerate(_by_page(body)):
            if part and (closed or not pattern):
                break
            looks = _looks(head.columns, some)
            pattern = pattern or _pattern(looks)
            runs_on = again if part == 0 else False
            closed = _segment(
                found, head, looks, pattern=pattern, runs_on=runs_on, new=part == 0
            )
    return found


def _by_page(rows: Sequence[Row]) -> Iterator[list[Row]]:
    some: list[Row] = []
    for row in rows:
        if some and row.page is not some[-1].page:
            yield some
            some = []
        some.append(row)
    if some:
        yield some


def _looks(columns: Sequence[Column], rows: Sequence[Row]) -> list[_Look]:
    wide = sign_width(list(rows))
    return [_look(columns, row, wide) for row in rows]


def _look(columns: Sequence[Column], row: Row, wide: float) -> _Look:
    cells: dict[str, list[Piece]] = {}
    for piece, at in placed(columns, row.pieces, wide):
        cells.setdefault(columns[at].field or "other", []).append(piece)
    words = next((p.text for p in row.pieces if any(map(str.isalpha, p.text))), "")
    look = _Look(row, cells, sum_of(words), labelled=bool(labelled(row.text)[0]))
    look.anchor = len(figures_of(look.cells))
    return look


def figures_of(cells: Mapping[str, Sequence[Piece]]) -> frozenset[str]:
    """The columns of a row in which one number stands."""
    return frozenset(
        name
        for name in FIGURES & cells.keys()
        if len(cells[name]) == 1 and is_figure(cells[name][0].text)
    )


def _pattern(looks: Sequence[_Look]) -> frozenset[str]:
    """The columns of numbers that the first item fills."""
    for look in looks:
        if look.anchor and not look.sort and _has_words(look):
            return figures_of(look.cells)
    return frozenset()


def _has_words(look: _Look) -> bool:
    return bool(look.cells.keys() & (_TEXT_FIELDS | {"item", "hs"}))


def _is_item(look: _Look, pattern: frozenset[str], *, strict: bool) -> bool:
    """Whether a row begins an item: numbers where the others have them, and words."""
    filled = figures_of(look.cells)
    if not filled or not _has_words(look):
        return False
    both = len(filled & pattern)
    if look.sort in {"total", "subtotal", "carried"}:
        return both == len(pattern) > 1 and "item" in look.cells
    if look.sort:
        return False
    if not strict:
        return both > 0
    return both * 2 > len(pattern) or (both > 0 and "item" in look.cells)


def _segment(
    found: Found, head: Head, looks: Sequence[_Look], *, pattern: frozenset[str], runs_on: bool,
    new: bool,
) -> bool:  # fmt: skip
    """The rows of a table on one page; whether it is summed up there."""
    columns = {column.field: column for column in head.columns if column.field}
    strong = [at for at, each in enumerate(looks) if _is_item(each, pattern, strict=True)]
    if not strong:
        return False
    summed = next(
        (at for at, e in enumerate(looks) if at > strong[0] and e.sort == "total"), None
    )
    last = max(at for at in strong if summed is None or at < summed)
    starts = [
        at for at, each in enumerate(looks[: last + 1])
        if _is_item(each, pattern, strict=at in (strong[0], last) or at < strong[0])
    ]  # fmt: skip
    centred = new and starts[0] > 0 and not runs_on
    open_item = found.items[-1] if runs_on and found.items else None
    made = {at: Item(columns, head.row) for at in starts}
    current: Item | None = open_item
    for at, look in enumerate(looks[: last + 1]):
        if at in made:
            current = made[at]
            found.items.append(current)
            _add(current, look, first=True)
        elif look.sort:
            current = _sum(found, look, columns, current=current)
        elif at < starts[0] and not (new and (centred or runs_on)):
            continue
        else:
            _more(found, look, current or (made[starts[0]] if centred else None))
    return _tail(found, looks[last:], columns)


def _sum(
    found: Found, look: _Look, columns: Mapping[str, Column], *, current: Item | None
) -> Item | None:
    cells = {name: " ".join(p.text for p in some) for name, some in look.cells.items()}
    if look.sort != "stop":
        found.sums.append(Sum(look.sort, look.row, cells, columns))
        return None
    return current


def _more(found: Found, look: _Look, item: Item | None) -> None:
    if item is not None:
        _add(item, look, first=False)
    elif figures_of(look.cells):
        found.lost.append(look.row)


def _add(item: Item, look: _Look, *, first: bool) -> None:
    item.rows.append(look.row)
    for name, some in look.cells.items():
        kept = name if first or name in _TEXT_FIELDS else "description"
        item.cells.setdefault(kept, []).append(Cell("  ".join(p.text for p in some), look.row))


def _tail(found: Found, looks: Sequence[_Look], columns: Mapping[str, Column]) -> bool:
    """The rows below the last item: what is still of it, then sums; whether it is closed."""
    item = found.items[-1]
    pitch = _pitch(looks)
    before = looks[0].row
    at = 1
    for look in looks[1:]:
        apart = (look.row.line.top - before.line.top) / pitch
        near = apart <= (_LABELLED_APART if look.labelled else _APART)
        if look.sort or not near or not (look.labelled or _only_words(look)):
            break
        _add(item, look, first=False)
        before = look.row
        at += 1
    closed = False
    for look in looks[at:]:
        if look.sort and look.sort != "stop":
            _sum(found, look, columns, current=None)
            closed |= look.sort == "total"
    return closed


def _only_words(look: _Look) -> bool:
    return look.cells.keys() <= _TEXT_FIELDS


def _pitch(looks: Sequence[_Look]) -> float:
    """How far lines stand apart, of those that stand closest."""
    tops = [look.row.line.top for look in looks]
    gaps = sorted(b - a for a, b in pairwise(tops) if b > a)
    return gaps[0] if gaps else 1.0
