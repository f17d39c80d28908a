"""Pieces that hold the cells of several columns -> a piece for each: close tables run together."""

import re
from collections.abc import Iterator, Sequence

from enduse.intake.forms.goods_rows import part
from enduse.intake.forms.goods_words import FIGURES
from enduse.model.paper import Piece

_NEAR = 4.0
"""How far a word may stand from the edge of its column, in signs: letters differ in width."""
_AMOUNT = r"(?:(?:[A-Z]{3}|[€$£])\s?)?-?(?:\d{1,3}(?:[ '’.,]\d{3})+|\d+)(?:[.,]\d+)?"
_LAST = {
    "hs": re.compile(r"(?:.*\s)?(\d{4}(?:[ .]?\d{2}){0,3})"),
    "origin": re.compile(r".*\s([A-Z]{2})"),
}
_FIGURE = re.compile(
    rf"(?:.*?\s)??({_AMOUNT}(?:\s?(?:[A-Z]{{3}}|[€$£]|[a-zé]{{1,3}}|Stk|Satz))?)"
)
_CODES = frozenset({"article", "part_number"})
_NARROW = frozenset({"item", "article", "part_number", "hs", "origin"})


def parted(
    columns: Sequence[tuple[str, float, float]], pieces: Sequence[Piece], wide: float
) -> list[Piece]:
    """The pieces of a row, cut where one reaches over columns that are empty otherwise.

    A column is its field and its edges. What is cut off must be what the column holds (a
    number, a code), or a word that begins at its left edge.
    """
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        over = [c for c in columns if c[0] and _over(piece, c, wide)]
        others = [*pieces[:at], *pieces[at + 1 :]]
        free = [c for c in over if not any(_over(each, c, wide) for each in others)]
        found += _cut(piece, free, wide) if len(free) > 1 and " " in piece.text else [piece]
    return found


def _over(piece: Piece, column: tuple[str, float, float], wide: float) -> bool:
    return min(piece.right, column[2]) - max(piece.left, column[1]) > wide / 2


def _cut(
    piece: Piece, columns: Sequence[tuple[str, float, float]], wide: float
) -> Iterator[Piece]:
    """A piece cut from its right: what its last column can hold, then the one before."""
    ends: list[Piece] = []
    left = list(columns)
    while len(left) > 1:
        name, edge, _ = left.pop()
        start = _start(piece, name, edge, wide) if _may(name, left) else 0
        if start > 0 and piece.text[:start].strip():
            ends.append(part(piece, start, len(piece.text)))
            piece = part(piece, 0, len(piece.text[:start].rstrip()))
    yield piece
    yield from reversed(ends)


def _may(name: str, before: Sequence[tuple[str, float, float]]) -> bool:
    typed = name in FIGURES or name in _LAST or name in _CODES
    return typed or (name == "description" and before[-1][0] in _NARROW)


def _start(piece: Piece, name: str, edge: float, wide: float) -> int:
    """Where what a column holds begins in a piece; 0 where it does not."""
    if name in FIGURES or name in _LAST:
        found = (_LAST.get(name) or _FIGURE).fullmatch(piece.text)
        return found.start(1) if found else 0
    blanks = [m.end() for m in re.finditer(r"\s+", piece.text)]
    if name in _CODES:
        blanks = [at for at in blanks if re.fullmatch(r"\S*\d\S*", piece.text[at:])]
    near = [(abs(part(piece, at, at + 1).left - edge), at) for at in blanks]
    return min(near)[1] if near and min(near)[0] <= _NEAR * wide else 0
