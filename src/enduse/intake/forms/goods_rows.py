"""The lines of a paper as rows: pieces from left to right, rulers and empty ones left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enduse.model.paper import Page, Paper, Piece, TextLine

Key = tuple[int, int]
"""A line of a paper: the numbers of its page and its own."""

_RULER = re.compile(r"[\s\-=_+|*.:~#–—·•]*")
_BARS = 2
_HEAD = re.compile(r"(?:^|\s)[+-]?\d{1,3}(?: \d{3})*$")
_REST = re.compile(r"\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its page; `at` counts the rows of the paper from 0."""

    page: Page
    line: TextLine
    pieces: tuple[Piece, ...]
    at: int

    @property
    def key(self) -> Key:
        """Which line of the paper it is."""
        return self.page.number, self.line.number

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return self.page.place(self.line)

    @property
    def text(self) -> str:
        """Its words, without the bars between columns."""
        return "  ".join(piece.text for piece in self.pieces)


def rows_of(paper: Paper, skip: frozenset[Key]) -> list[Row]:
    """The rows of a paper that say anything, but those that somebody else has read."""
    return list(_rows(paper, skip))


def _rows(paper: Paper, skip: frozenset[Key]) -> Iterator[Row]:
    at = 0
    for page, line in paper.lines():
        if (page.number, line.number) in skip:
            continue
        pieces = tuple(_joined(list(_pieces(line))))
        if pieces:
            yield Row(page, line, pieces, at)
            at += 1


def _pieces(line: TextLine) -> Iterator[Piece]:
    """The pieces of a line; bars that a text draws between its columns part them."""
    barred = sum(piece.text.count("|") for piece in line.pieces) >= _BARS
    for piece in line.pieces:
        if _RULER.fullmatch(piece.text):
            continue
        if not barred:
            yield piece
            continue
        for found in re.finditer(r"[^|]+", piece.text):
            if not _RULER.fullmatch(found.group()):
                text = found.group()
                start = found.start() + len(text) - len(text.lstrip())
                yield part(piece, start, start + len(text.strip()))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, with a number in one that its blanks have parted: "4" and "120,00"."""
    last: Piece | None = None
    for piece in pieces:
        near = last is not None and piece.left - last.right < _width(piece)
        if last and near and _HEAD.search(last.text) and _REST.match(piece.text):
            last = Piece(f"{last.text} {piece.text}", last.left, piece.right)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _width(piece: Piece) -> float:
    return (piece.right - piece.left) / max(len(piece.text), 1)


def part(piece: Piece, start: int, end: int) -> Piece:
    """Some signs of a piece, with where they stand if all signs are equally wide."""
    wide = (piece.right - piece.left) / max(len(piece.text), 1)
    left = piece.left + start * wide
    return Piece(piece.text[start:end], left, piece.left + end * wide)


def sign_width(rows: list[Row]) -> float:
    """How wide a sign of a page is, about: the measure of all distances across it."""
    wide = sorted(
        (piece.right - piece.left) / len(piece.text)
        for row in rows
        for piece in row.pieces
        if piece.text and piece.right > piece.left
    )
    return wide[len(wide) // 2] if wide else 1.0
