"""How many slips of a letter lie between words, for very many pairs of them at once."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from enduse.index.keys import UNSURE, Longs, Spelt

Slips = npt.NDArray[np.uint8]
Texts = Callable[[Longs], tuple[Sequence[str], Sequence[str]]]
"""Gives the words at some places of the pairs, as text."""

_FEW = 400
"""Fewer pairs than these are quicker one by one."""
_ONE = np.uint8(1)
_AT_ONCE = 1 << 14
"""Pairs whose letters fit into the cache."""


def slips(one: Spelt, other: Spelt, texts: Texts, *, most: int) -> Slips:
    """How far the words of each row are apart: letters wrong, missing, or turned round.

    More than `most`, which is 1 or 2, is any more. Words that `one` and `other` cannot hold
    letter by letter are taken from `texts`.
    """
    if len(one) < _FEW:
        return _one_by_one(texts(np.arange(len(one))), most)
    found = np.concatenate([
        _all_at_once(one[at : at + _AT_ONCE], other[at : at + _AT_ONCE], most)
        for at in range(0, len(one), _AT_ONCE)
    ])  # fmt: skip
    unsure = np.flatnonzero((one[:, 0] == UNSURE) | (other[:, 0] == UNSURE))
    if unsure.size:
        found[unsure] = _one_by_one(texts(unsure), most)
    return found


def _one_by_one(pairs: tuple[Sequence[str], Sequence[str]], most: int) -> Slips:
    if not pairs[0]:
        return np.zeros(0, dtype=np.uint8)
    found: Slips = cpdist(*pairs, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)
    return found


def _all_at_once(one: Spelt, other: Spelt, most: int) -> Slips:
    """The usual table of distances, row by row, and of each row what lies near its middle.

    In order of the first words' lengths, so that the shorter ones drop out.
    """
    length = np.count_nonzero(one, axis=1), np.count_nonzero(other, axis=1)
    order = np.argsort(length[0], kind="stable")
    away = (length[1] - length[0])[order] + most
    ours, theirs = (np.ascontiguousarray(side[order].T) for side in (one, other))
    ends = np.searchsorted(length[0][order], np.arange(len(ours) + 2))
    far = np.uint8(most + 1)
    rows = _first_rows(len(one), most)
    found = np.full(len(one), far, dtype=np.uint8)
    for row in range(1, len(ours) + 1):
        start, end = int(ends[row]), int(ends[row + 1])
        if start == len(one):
            break
        rows = [rows[1], rows[2], rows[0]]
        _fill(rows, ours, theirs, row=row, start=start)
        done = away[start:end]
        near = np.flatnonzero((done >= 0) & (done <= 2 * most))
        found[start + near] = np.minimum(rows[2][done[near], start + near], far)
    unordered = np.empty_like(found)
    unordered[order] = found
    return unordered


def _first_rows(pairs: int, most: int) -> list[Slips]:
    """Three rows: the last is that of no letter, where the other word's letters are missing."""
    rows = [np.full((2 * most + 1, pairs), most + 1, dtype=np.uint8) for _ in range(3)]
    for at in range(most + 1):
        rows[2][most + at] = at
    return rows


def _fill(rows: Sequence[Slips], ours: Spelt, theirs: Spelt, *, row: int, start: int) -> None:
    """The last of the rows from the two before it."""
    before, last, now = (each[:, start:] for each in rows)
    most = len(now) // 2
    far = np.uint8(most + 1)
    letter = ours[row - 1, start:]
    for at in range(2 * most + 1):
        column = row + at - most
        if not 1 <= column <= len(theirs):
            # Without any letter of the other word all of ours are too many.
            now[at] = min(row, most + 1) if column == 0 else most + 1
            continue
        other = theirs[column - 1, start:]
        best = last[at] + (letter != other)
        if at < 2 * most:
            np.minimum(best, last[at + 1] + _ONE, out=best)
        if at:
            np.minimum(best, now[at - 1] + _ONE, out=best)
        if row > 1 and column > 1:
            straight = letter != theirs[column - 2, start:]
            straight |= ours[row - 2, start:] != other
            turned = before[at] + _ONE
            turned += straight.view(np.uint8) * far
            np.minimum(best, turned, out=best)
        now[at] = best
