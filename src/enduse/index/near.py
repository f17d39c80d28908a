"""Which listed words each asked word may stand for, and in what way it is like them."""

from dataclasses import dataclass

import numpy as np

from enduse.index.index import NameIndex, distinct, spread
from enduse.index.keys import Hooks, Ints, Longs, asked_hooks, asked_run_hooks
from enduse.index.lines import Lines
from enduse.index.ways import JOINED, JOINED_SOUND, NONE, Said, Ways, ways

_MANY, _ROOM = 8, 16
"""From how many times its keys on asked ones are sifted first; marks for each of its keys."""


@dataclass(frozen=True, slots=True)
class Near:
    """Listed words and runs like the asked ones.

    `start` cuts the rest by asked word or run; `listed` is the number of the listed one,
    `way` how they are alike.
    """

    start: Longs
    listed: Ints
    way: Ways


def near(asked: Lines, index: NameIndex) -> Near:
    """Find them all at once, each distinct word once.

    Words are near that share a key: one letter, the consonants, or the opening. Two
    neighbours written as one must agree in all letters, or in all consonants.
    """
    words, runs = len(asked.words), len(asked.runs.letters)
    alone, together = _words(asked, index), _runs(asked, index)
    ours = np.concatenate([alone[0], together[0]])
    theirs = np.concatenate([alone[1], together[1]])
    how = np.concatenate([alone[2], together[2]])
    order = np.lexsort((theirs, ours))
    counts = np.bincount(ours, minlength=words + runs)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Near(start, theirs[order].astype(np.int32), how[order])


def _words(asked: Lines, index: NameIndex) -> tuple[Longs, Longs, Ways]:
    hooks = asked_hooks(asked.words, bare=bool(asked.bare.any()))
    ours, theirs = _meet(hooks, index)
    listed = len(index.lines.words)
    one = theirs < listed
    how = np.zeros(len(ours), dtype=np.int8)
    how[one] = ways(
        Said.of(asked, ours[one]),
        Said.of(index.lines, theirs[one]),
    )
    written = index.lines.runs.letters[theirs[~one] - listed]
    how[~one] = np.where(asked.said.letters[ours[~one]] == written, JOINED, JOINED_SOUND)
    kept = how != NONE
    return ours[kept], theirs[kept], how[kept]


def _runs(asked: Lines, index: NameIndex) -> tuple[Longs, Longs, Ways]:
    ours, theirs = _meet(asked_run_hooks(asked.runs), index)
    one = theirs < len(index.lines.words)
    ours, theirs = ours[one], theirs[one]
    same = asked.runs.letters[ours] == index.lines.said.letters[theirs]
    how: Ways = np.where(same, JOINED, JOINED_SOUND).astype(np.int8)
    return ours + len(asked.words), theirs, how


def _some(hooks: Hooks, index: NameIndex) -> Hooks:
    """The keys that the index may have, where far more are asked than it has.

    Marks by the first bits of each key: sorting millions of keys to find a few costs more.
    """
    if len(hooks.keys) < _MANY * len(index.hooks):
        return hooks
    shift = np.uint64(64 - max(10, (len(index.hooks) * _ROOM).bit_length()))
    marks = np.zeros(1 << (64 - int(shift)), dtype=np.bool_)
    marks[index.hooks >> shift] = True
    kept = np.flatnonzero(marks[hooks.keys >> shift])
    return Hooks(hooks.keys[kept], hooks.owner[kept])


def _meet(hooks: Hooks, index: NameIndex) -> tuple[Longs, Longs]:
    """Pairs of an asked and a listed word that share a key, each pair once."""
    if not len(index.hooks):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    hooks = _some(hooks, index)
    order = np.argsort(hooks.keys)
    keys = hooks.keys[order]
    at = np.minimum(np.searchsorted(index.hooks, keys), len(index.hooks) - 1)
    met = np.flatnonzero(index.hooks[at] == keys)
    at, owner = at[met], hooks.owner[order[met]]
    start = index.hung[at].astype(np.int64)
    places, which = spread(start, index.hung[at + 1] - start)
    pairs = distinct(owner[which] * (1 << 32) + index.hook[places])
    return pairs >> 32, pairs & 0xFFFFFFFF
