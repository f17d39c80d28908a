"""The rows of a printed paper as cells: labels, values, and which stand beside and below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from enduse.intake.forms.goods_rows import Key, Row, part, rows_of, sign_width
from enduse.intake.forms.labels import Label, segments
from enduse.model.paper import Paper

_NEAR = 1.6  # signs: how far apart what stands in one column may begin
_INDENT = 7.0  # signs: how far a value is moved in below its label
_WIDEST = 60.0  # signs between a label and what stands beside it
_MOST = 11  # lines of a block
_FIRST_GAP, _GAP = 2.7, 1.75  # of the usual distance between lines
_LONG = 110  # letters: a longer line is running text
_BOX = re.compile(r"\d{1,2}")
_USUAL = 0.35
"""The share of distances between lines that are smaller than the usual one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line, or a part of one. Without a label, `value` is all of it.

    `row` counts the rows of the sheet; `left` is where it begins, `inner` where its value does.
    """

    row: int
    label: Label | None
    value: str
    left: float
    inner: float
    colon: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Words that a block holds, with where they stand; a label of what is said of a party."""

    text: str
    row: int
    label: Label | None = None


class Sheet:
    """The cells of a paper or some pages of it, without the lines that somebody has read."""

    def __init__(self, paper: Paper, used: frozenset[Key]) -> None:
        """Part every row into cells."""
        self.paper = paper
        self.rows: list[Row] = rows_of(paper, used)
        self.sign = sign_width(self.rows)
        self.cells: list[list[Cell]] = [
            list(_cells(at, row)) for at, row in enumerate(self.rows)
        ]
        self._pitch = _pitch(self.rows)

    def place(self, row: int) -> str:
        """Where a row stands, in words."""
        return self.rows[row].place

    def every(self) -> Iterator[Cell]:
        """Every cell, from the top."""
        for row in self.cells:
            yield from row

    def labels(self) -> Iterator[Cell]:
        """Every cell with a label."""
        return (cell for cell in self.every() if cell.label)

    def beside(self, cell: Cell) -> Cell | None:
        """What stands next to a label on its line, if that is no label too."""
        behind = [each for each in self.cells[cell.row] if each.left > cell.left]
        if not behind or behind[0].label or behind[0].left - cell.inner > _WIDEST * self.sign:
            return None
        return behind[0]

    def below(self, cell: Cell) -> Cell | None:
        """What stands under a label in its column, label or not; None where nothing does."""
        limit = self._limit(cell)
        for row in range(cell.row + 1, min(cell.row + 4, len(self.rows))):
            if not self._near(cell.row, row, _FIRST_GAP):
                return None
            for each in self.cells[row]:
                inside = -_NEAR * self.sign <= each.left - cell.left <= _INDENT * self.sign
                if inside and each.left < limit:
                    return each
        return None

    def value(self, cell: Cell) -> Cell | None:
        """The cell that holds the value of a label: itself, beside it, else below it."""
        if cell.value:
            return cell
        beside, below = self.beside(cell), self.below(cell)
        if below is not None and below.label:
            below = None
        # Headings above their values, as in forms with boxes, have no colon.
        if below and beside and not cell.colon:
            return below
        return beside or below

    def follows(self, row: int, other: int) -> bool:
        """Whether the second of two rows stands right below the first."""
        return self._near(row, other, _GAP)

    def lines(self, cell: Cell, most: int) -> list[Said]:
        """The value of a label with the lines that go on under it, up to a number of them."""
        first = self.value(cell)
        if first is None:
            return []
        found = [Said(first.value, first.row)]
        inner = first.inner if first is cell else first.left
        start = Cell(first.row, None, first.value, inner, inner)
        if first is cell and abs(inner - cell.left) <= _INDENT * self.sign:
            return found
        more = self._rest(start, [inner])
        return found + [said for said in more[: most - 1] if said.label is None]

    def block(self, cell: Cell) -> list[Said]:
        """The lines of a block, from its first: behind, beside or below a label."""
        first = self.value(cell)
        if first is None:
            below = self.below(cell)
            if below is None or not below.label or below.label.group != "inside":
                return []
            return self._down(below, [below.left], first_gap=_FIRST_GAP)
        anchors = [first.inner if first is cell else first.left, cell.left]
        found = [Said(first.value, first.row)]
        start = Cell(first.row, None, first.value, anchors[0], anchors[0])
        return found + self._rest(start, anchors)

    def column(self, cell: Cell) -> list[Said]:
        """The lines that stand in one column with a cell, from itself down."""
        return self._down(cell, [cell.left], first_gap=_GAP)

    def _down(self, first: Cell, anchors: Sequence[float], *, first_gap: float) -> list[Said]:
        return [*self._said(first), *self._rest(first, anchors, first_gap=first_gap)]

    def _rest(
        self, first: Cell, anchors: Sequence[float], *, first_gap: float = _GAP
    ) -> list[Said]:
        found: list[Said] = []
        last, gap = first.row, first_gap
        for row in range(first.row + 1, len(self.rows)):
            if len(found) >= _MOST or not self._near(last, row, gap):
                break
            each = self._aligned(row, anchors)
            if each is None:
                continue
            if (each.label and each.label.group != "inside") or len(each.value) > _LONG:
                break
            if each.label is None and _BOX.fullmatch(each.value):  # the number of a next box
                break
            found += self._said(each)
            last, gap = row, _GAP
        return found

    def _said(self, cell: Cell) -> list[Said]:
        """What a line of a block says; labels on its line that belong to it, too."""
        found = [self._one(cell)]
        for each in self.cells[cell.row]:
            if each.left > cell.left and each.label and each.label.group == "inside":
                close = each.left - cell.left < _WIDEST * self.sign and cell.label
                if close:
                    found.append(self._one(each))
        return found

    def _one(self, cell: Cell) -> Said:
        if cell.label and not cell.value:
            beside = self.beside(cell)
            return Said(beside.value if beside else "", cell.row, cell.label)
        return Said(cell.value, cell.row, cell.label)

    def _aligned(self, row: int, anchors: Sequence[float]) -> Cell | None:
        for anchor in anchors:
            for each in self.cells[row]:
                if abs(each.left - anchor) <= _NEAR * self.sign:
                    return each
        return None

    def _limit(self, cell: Cell) -> float:
        behind = [each.left for each in self.cells[cell.row] if each.left > cell.left]
        return min(behind, default=float("inf"))

    def _near(self, one: int, other: int, times: float) -> bool:
        first, second = self.rows[one], self.rows[other]
        if first.page.number != second.page.number:
            return False
        return second.line.top - first.line.top <= times * self._pitch


def _cells(at: int, row: Row) -> Iterator[Cell]:
    for piece in row.pieces:
        for each in segments(piece.text):
            text = each.value
            if each.label is None and text.startswith(":"):  # of the label before it
                text = text.lstrip(": ")
            if not text and each.label is None:
                continue
            value = part(piece, each.start, each.start + len(each.value))
            first = each is segments(piece.text)[0]
            left = piece.left if first else value.left
            inner = value.left if each.value else piece.right
            yield Cell(at, each.label, text, left, inner, colon=each.colon)


def _pitch(rows: Sequence[Row]) -> float:
    """The usual distance between two lines: of the small ones, not of those between blocks."""
    steps = sorted(
        later.line.top - row.line.top
        for row, later in pairwise(rows)
        if row.page.number == later.page.number and later.line.top > row.line.top
    )
    return steps[int(len(steps) * _USUAL)] if steps else 1.0
