"""Paragraphs and rows of a document without fixed pages -> numbered lines with pieces."""

import re
from collections.abc import Iterable, Sequence

from enduse.model.paper import Page, Piece, TextLine

COLUMN = 100.0
"""How far apart the columns of a table stand: a cell is as wide as its column."""
MOST = 1_000_000
"""Lines of one document."""

_PIECE = re.compile(r"\S+(?: \S+)*")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BLANK = str.maketrans({"\xa0": " ", "\0": " ", "\xad": None})
_TAB = 8

Cell = tuple[int, Sequence[str]]
"""Its column from 0, and its lines."""


class Flow:
    """Lines as they come; those with words get a number."""

    def __init__(self) -> None:
        self._lines: list[TextLine] = []

    def text(self, text: str) -> None:
        """A paragraph: what stands apart by tabs or blanks is a piece of its own."""
        for each in _BREAK.split(text):
            line = each.translate(_BLANK).expandtabs(_TAB)
            found = _PIECE.finditer(line)
            self._add(Piece(piece.group(), piece.start(), piece.end()) for piece in found)

    def row(self, cells: Iterable[Cell]) -> None:
        """A row of a table: one line, or as many as its highest cell has, as they are seen.

        >>> flow = Flow()
        >>> flow.row([(0, ["Buyer"]), (2, ["Acme Ltd", "Dubai"])])
        >>> [[(p.text, p.left) for p in line.pieces] for line in flow.page().lines]
        [[('Buyer', 0.0), ('Acme Ltd', 200.0)], [('Dubai', 200.0)]]
        """
        clean = [(column, _clean(lines)) for column, lines in cells]
        for level in range(max((len(lines) for _, lines in clean), default=0)):
            self._add(
                Piece(lines[level], column * COLUMN, column * COLUMN + COLUMN - 1)
                for column, lines in clean
                if level < len(lines)
            )

    def page(self) -> Page:
        """All lines; a document that flows has no pages."""
        return Page(0, tuple(self._lines))

    @property
    def is_full(self) -> bool:
        """Whether there are more lines than in anybody's document; no more are taken."""
        return len(self._lines) >= MOST

    def _add(self, pieces: Iterable[Piece]) -> None:
        kept = tuple(pieces)
        if kept and not self.is_full:
            number = len(self._lines) + 1
            self._lines.append(TextLine(kept, number, float(number)))


def _clean(lines: Iterable[str]) -> list[str]:
    """The lines of a cell that hold anything, with single blanks."""
    parts = (each for line in lines for each in _BREAK.split(line.translate(_BLANK)))
    return [" ".join(part.split()) for part in parts if part.split()]
