"""The rows of a table of goods -> the rows of each item, and rows that are none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from enduse.intake.forms.goods_columns import Column, Head, is_figure, placed, unlike
from enduse.intake.forms.goods_headings import holds
from enduse.intake.forms.goods_labels import labelled
from enduse.intake.forms.goods_meant import announced, is_unit, meant_as_item, numbers_alone
from enduse.intake.forms.goods_parted import parted
from enduse.intake.forms.goods_rows import Row, sign_width
from enduse.intake.forms.goods_words import FIGURES, sum_of
from enduse.model.paper import Piece

_APART = 1.7
"""Lines that stand further from the last one, in lines, are not of the same cell."""
_LABELLED_APART = 3.2
_CLOSE = 1.2
_CODE = re.compile(r"\d{4}(?:[ .]?\d{2}){0,3}")
_LABEL = re.compile(r"([^\d:]{2,40}):\s*[+-]?\d")
_KILOGRAMS = re.compile(r"\d\s?(?:kgs?|lbs?|t)(?!\w)", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,4}[.)]?")
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
    coded: bool = False

    @property
    def sums(self) -> bool:
        """Whether it sums up or charges, and is no item."""
        return self.sort not in {"", "stop"}


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
    pieces: Sequence[Piece] = row.pieces
    counted = any(column.field in {"quantity", "price", "value"} for column in columns)
    if counted < len(pieces) < len(columns):
        pieces = parted([(c.field, c.left, c.right) for c in columns], pieces, wide)
    for piece, at in placed(columns, pieces, wide):
        cells.setdefault(columns[at].field or "other", []).append(piece)
    _position(cells, columns)
    words = announced(row, cells)
    label = _LABEL.match(words)
    sort = sum_of(label[1] if label else words)
    if sort not in {"stop", "turn"} and not any(map(str.isdigit, row.text)):
        sort = ""  # a sum is of numbers
    look = _Look(row, cells, sort, labelled=bool(labelled(row.text)[0]))
    look.anchor = len(figures_of(look.cells))
    # Transport papers do not count goods: each has a code, and one of them the weights.
    coded = not counted and "description" in cells and len(cells.get("hs", ())) == 1
    look.coded = coded and _CODE.fullmatch(cells["hs"][0].text) is not None
    return look


def _position(cells: dict[str, list[Piece]], columns: Sequence[Column]) -> None:
    """A number before the description is a position, where no heading says so."""
    some = cells.get("description", [])
    edge = next((c.left for c in columns if c.field == "description"), 0.0)
    if len(some) > 1 and some[0].right <= edge and _COUNT.fullmatch(some[0].text):
        cells.setdefault("item", []).append(some.pop(0))


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
        if look.anchor and not look.sums and _has_words(look):
            return figures_of(look.cells)
    return frozenset()


def _has_words(look: _Look) -> bool:
    return bool(look.cells.keys() & (_TEXT_FIELDS | {"item", "hs"}))


def _is_item(look: _Look, pattern: frozenset[str], *, strict: bool) -> bool:
    """Whether a row begins an item: numbers where the others have them, and words."""
    filled = figures_of(look.cells)
    if look.coded or not filled or not _has_words(look):
        return look.coded
    both = len(filled & pattern)
    if look.sort in {"total", "subtotal", "carried"}:
        return both == len(pattern) > 1 and "item" in look.cells
    if look.sums:
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
        found.lost += _meant(
            looks, looks[0].row if looks else head.row, pattern, pitch=_pitch(looks)
        )
        return False
    summed = next(
        (at for at, e in enumerate(looks) if at > strong[0] and e.sort == "total"), None
    )
    last = max(at for at in strong if summed is None or at < summed)
    starts = [
        at for at, each in enumerate(looks[: last + 1])
        if _is_item(each, pattern, strict=at in (strong[0], last) or at < strong[0])
    ]  # fmt: skip
    made = {at: Item(columns, head.row) for at in starts}
    before = found.items[-1] if runs_on and found.items else None
    owners = _owners(looks[: last + 1], starts, new=new, runs_on=runs_on)
    for at, look in enumerate(looks[: last + 1]):
        if at in made:
            found.items.append(made[at])
            _add(made[at], look, first=True)
        elif look.sums:
            _sum(found, look, columns)
        else:
            owner = None if _unread(look, pattern, least=2) else owners.get(at)
            _more(found, look, made.get(owner, before) if owner is not None else None)
    return _tail(found, looks[last:], columns, pattern=pattern, pitch=_pitch(looks))


def _owners(
    looks: Sequence[_Look], starts: Sequence[int], *, new: bool, runs_on: bool
) -> dict[int, int]:
    """Which item the rows between items belong to, by the number of its first row.

    A row stands below the first of its item. Where cells are centred, it may stand above, too:
    then the widest space between two items parts them. -1 is the item of the page before.
    """
    centred = _centred(looks, starts, first=new and not runs_on)
    found: dict[int, int] = {}
    for number, start in enumerate(starts):
        below = starts[number - 1] if number else -1
        some = range(below + 1, start)
        if not number and not (new and (centred or runs_on)):
            continue
        cut = _widest(looks, below, start) if centred else start
        for at in some:
            summed = any(looks[each].sums for each in range(below + 1, at))
            owner = start if at >= cut else below
            if not (summed and owner == below):
                found[at] = owner
    return found


def _centred(looks: Sequence[_Look], starts: Sequence[int], *, first: bool) -> bool:
    """Whether the first line of an item may stand below others of it.

    It is so where words stand above the first item of the `first` page, or where the widest
    space is above such words more often than above first lines. A text has no such spaces.
    """
    if first and starts[0] and not any(look.sums for look in looks[: starts[0]]):
        return True
    if sign_width([look.row for look in looks]) == 1.0:
        return False
    votes = 0
    for below, start in pairwise(starts):
        if start - below > 1 and not any(look.sums for look in looks[below:start]):
            cut = _widest(looks, below, start)
            above = cut < start and not any(look.labelled for look in looks[cut:start])
            votes += 1 if above else -1
    return votes > 0


def _widest(looks: Sequence[_Look], below: int, start: int) -> int:
    """The row before which the widest space is, of those between two items."""
    if below < 0:
        return 0
    tops = [look.row.line.top for look in looks]
    gaps = [(tops[at] - tops[at - 1], at) for at in range(below + 1, start + 1)]
    return max(gaps)[1]


def _sum(found: Found, look: _Look, columns: Mapping[str, Column]) -> None:
    cells = {name: " ".join(p.text for p in some) for name, some in look.cells.items()}
    found.sums.append(Sum(look.sort, look.row, cells, columns))


def _more(found: Found, look: _Look, item: Item | None) -> None:
    if item is not None:
        _add(item, look, first=False)
    elif figures_of(look.cells) or _unread(look, frozenset(), least=2):
        found.lost.append(look.row)


def _add(item: Item, look: _Look, *, first: bool) -> None:
    item.rows.append(look.row)
    texts = {name: "  ".join(p.text for p in some) for name, some in look.cells.items()}
    named = {name for name, text in texts.items() if look.labelled and labelled(text)[0]}
    if look.labelled and not named and not first:
        # The label stands in one column and its value in the next.
        texts, named = {"description": look.row.text}, {"description"}
    for name, text in texts.items():
        kept = name if first else _below(item, name, text, labelled=name in named)
        item.cells.setdefault(kept, []).append(Cell(text, look.row))


def _below(item: Item, name: str, text: str, *, labelled: bool) -> str:
    """The field of a cell below the first line of an item: words run on in their column."""
    column = item.columns.get(name)
    for field_below in column.below if column else ():
        if field_below not in item.cells and not unlike(field_below, text):
            return field_below
    if labelled or name == "item":
        return "description"
    if name in FIGURES:
        if is_figure(text):
            return "other"
        return name if is_unit(text) else "description"
    return name


def _tail(
    found: Found, looks: Sequence[_Look], columns: Mapping[str, Column], *,
    pattern: frozenset[str], pitch: float,
) -> bool:  # fmt: skip
    """The rows below the last item: what is still of it, then sums; whether it is closed."""
    item = found.items[-1]
    before = looks[0].row
    at = 1
    for look in looks[1:]:
        apart = (look.row.line.top - before.line.top) / pitch
        near = apart <= (_LABELLED_APART if look.labelled else _APART)
        # "Seal" may begin what stands below the goods, and may be a word of them.
        ends = look.sums or (look.sort and (":" in look.row.text or apart > _CLOSE))
        ends = ends or (not look.labelled and _weighs(look.row.text))
        if ends or not near or not (look.labelled or _only_words(look)):
            break
        _add(item, look, first=False)
        before = look.row
        at += 1
    found.lost += _meant(looks[at:], before, pattern, pitch=pitch)
    closed = False
    for look in looks[at:]:
        if look.sums:
            _sum(found, look, columns)
            closed |= look.sort == "total"
    return closed


def _meant(
    looks: Sequence[_Look], before: Row, pattern: frozenset[str], *, pitch: float
) -> Iterator[Row]:
    """The rows below others of a table that were meant as items, up to a space or a sum."""
    for look in looks:
        if look.sort or (look.row.line.top - before.line.top) / pitch > _APART:
            return
        if _unread(look, pattern, least=1 if figures_of(look.cells) else 2):
            yield look.row
        before = look.row


def _unread(look: _Look, pattern: frozenset[str], *, least: int) -> bool:
    """Whether a row that is no item was meant as one."""
    if look.sort or look.labelled:
        return False
    alone = not _has_words(look) and numbers_alone(figures_of(look.cells), pattern)
    return alone or meant_as_item(look.cells, least)


def _weighs(text: str) -> bool:
    """Whether words are of all goods and what they weigh: "gross 19.5 kg, nett 15.0 kg"."""
    return bool(_KILOGRAMS.search(text)) and (holds(text, "net") or holds(text, "gross"))


def _only_words(look: _Look) -> bool:
    return not look.cells.keys() & (FIGURES | {"item"})


def _pitch(looks: Sequence[_Look]) -> float:
    """How far lines stand apart, of those that stand closest: letters are twice as high."""
    wide = sign_width([look.row for look in looks])
    if wide == 1.0:
        return 1.0
    tops = [look.row.line.top for look in looks]
    return max(min((b - a for a, b in pairwise(tops) if b > a), default=0.0), 2.0 * wide)
