"""Words at their places on a page -> its lines, and what stands apart on each."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from enduse.model.paper import Piece, TextLine

_LEVEL = 0.3
"""Words whose feet differ by less, in heights of the lower one, stand on one line: a raised
figure does (0.2 to 0.3), the next line does not (0.9 and more)."""
_APART = 0.75
"""A wider gap, in heights, parts two pieces: blanks are 0.25 to 0.35, stretched ones 0.6."""
_APART_BLANK = 1.0
"""The same where a blank was written between the words: they belong together more."""
_APART_DRAWN = 0.12
"""The same on a page that writes all its blanks, between words without one."""
_TOUCH = 0.08
_SAME = 0.2
_ENOUGH = 10
_MOSTLY = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place: from the left, and from the top of the page, in points.

    `foot` is where its letters stand, `height` that of its line of type. `blank` is true where
    a blank was written between it and the word before it.
    """

    text: str
    left: float
    right: float
    foot: float
    height: float
    blank: bool = False


def lines_of(words: Iterable[Word], *, first: int = 1) -> tuple[TextLine, ...]:
    """The lines from the top; the order of the words does not matter.

    >>> words = Word("Ltd", 30, 45, 100, 10), Word("Acme", 5, 27, 100, 10)
    >>> [line.text for line in lines_of([*words, Word("500", 90, 99, 101, 10)])]
    ['Acme Ltd  500']
    """
    found: list[TextLine] = []
    rows = [_once(row) for row in _rows(words)]
    apart = _APART_DRAWN if _writes_blanks(rows) else _APART
    for row in rows:
        pieces = tuple(_piece(some) for some in _parted(row, apart))
        foot = round(min(word.foot for word in row), 1)
        found.append(TextLine(pieces, first + len(found), foot))
    return tuple(found)


def _rows(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Words that stand at one level, each from left to right."""
    row: list[Word] = []
    for word in sorted(words, key=lambda each: (each.foot, each.left, each.text)):
        if row and word.foot - row[0].foot > _LEVEL * min(word.height, row[0].height):
            yield sorted(row, key=_across)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=_across)


def _across(word: Word) -> tuple[float, float, str]:
    return word.left, word.right, word.text


def _once(row: Sequence[Word]) -> list[Word]:
    """Without words that were drawn twice, a little apart, to make them bold."""
    kept: list[Word] = []
    for word in row:
        near = _SAME * word.height
        twice = any(
            other.text == word.text and abs(other.left - word.left) <= near
            for other in kept[-4:]
        )
        if not twice:
            kept.append(word)
    return kept


def _writes_blanks(rows: Iterable[Sequence[Word]]) -> bool:
    """Whether the page writes a blank wherever words stand as far apart as one.

    Where it does, words with such a gap and no blank were drawn apart: cells of a close table.
    """
    written = drawn = 0
    for row in rows:
        for before, word in pairwise(row):
            if _TOUCH * word.height < word.left - before.right < _APART * word.height:
                blank = _blank(before, word)
                written += blank
                drawn += not blank
    return written >= _ENOUGH and written > _MOSTLY * drawn


def _parted(row: Sequence[Word], apart_drawn: float) -> Iterator[list[Word]]:
    """The row, parted where a gap is wider than a blank."""
    piece: list[Word] = []
    right = 0.0
    for word in row:
        if piece and _is_apart(piece[-1], word, gap=word.left - right, drawn=apart_drawn):
            yield piece
            piece = []
        right = max(right, word.right) if piece else word.right
        piece.append(word)
    yield piece


def _is_apart(before: Word, word: Word, *, gap: float, drawn: float) -> bool:
    height = min(word.height, before.height)
    if gap <= drawn * height:
        return False
    return gap > (_APART_BLANK if _blank(before, word) else drawn) * height


def _blank(before: Word, word: Word) -> bool:
    """Whether a blank was written between two neighbours, the first one on the left."""
    return before.blank if _way(word.text) == "R" else word.blank


def _piece(words: Sequence[Word]) -> Piece:
    left = min(word.left for word in words)
    right = max(word.right for word in words)
    return Piece(_joined(_read(words)), round(left, 1), round(right, 1))


def _joined(words: Sequence[Word]) -> str:
    """Words with blanks between; parts that touch, and that no blank parts, are one word."""
    text = words[0].text
    for before, word in pairwise(words):
        low, high = sorted((before, word), key=_across)
        gap = high.left - low.right
        blank = _blank(low, high)
        touch = not blank and abs(gap) < _TOUCH * min(word.height, before.height)
        text += word.text if touch else f" {word.text}"
    return text


def _read(words: Sequence[Word]) -> Sequence[Word]:
    """In the order in which they are read: of Arabic or Hebrew from the right.

    Words of other scripts and figures within keep their own order.
    """
    ways = [_way(word.text) for word in words]
    if ways.count("R") <= ways.count("L"):
        return words
    read: list[Word] = []
    run: list[Word] = []
    for word, way in zip(reversed(words), reversed(ways), strict=True):
        if way == "R":
            read += [*reversed(run), word]
            run = []
        else:
            run.append(word)
    return [*read, *reversed(run)]


def _way(text: str) -> str:
    """R: from right to left, L: from left to right, blank: figures and signs alone."""
    for letter in text:
        way = unicodedata.bidirectional(letter)
        if way in {"R", "AL"}:
            return "R"
        if way == "L":
            return "L"
    return ""
