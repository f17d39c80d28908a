"""Make an index of names and identifiers."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import numpy as np

from enduse.index.index import NameIndex, id_key
from enduse.index.keys import Covers, Floats, Ints, Keys, Longs, listed_hooks, listed_run_hooks
from enduse.index.layout import lay_out
from enduse.index.lines import KINDS, LIGHT, Lines
from enduse.names.common import is_particle
from enduse.names.ready import ReadyName

_BARE, _SORTS = 2, 4
"""Lines that lack their vowels stand behind others of their kind, persons behind all else."""

Listed = tuple[int, int, ReadyName]
"""An entry's row, the number of one of its names, and that name."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Python does not look for garbage meanwhile, as it else does with every few names.

    Names made ready are millions of objects of which none is garbage: a sixth of the time.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def build(names: Iterable[Listed], *, ids: Iterable[tuple[str, str, int]] = ()) -> NameIndex:
    """Index names, and identifiers given as (scheme, value, row).

    The order in which names come changes nothing.
    """
    listed = sorted(names, key=lambda name: name[:2])
    lines = lay_out(name for _, _, name in listed)
    hooks, hung, hook = _hooks(lines)
    kinds = len(lines.words) + len(lines.runs.letters)
    line_of = lines.line_of().astype(np.int32)
    holder, held, sorts = _holders(lines, line_of, kinds)
    keys = sorted((id_key(scheme, value), row) for scheme, value, row in ids)
    return NameIndex(
        lines=lines,
        row=np.array([row for row, _, _ in listed], dtype=np.int32),
        name_no=np.array([name_no for _, name_no, _ in listed], dtype=np.int32),
        hooks=hooks,
        hung=hung,
        hook=hook,
        held=held,
        holder=holder,
        sorts=sorts,
        covers=_covers(lines),
        heaviest=_heaviest(lines, kinds),
        light=_light(lines, line_of),
        keys=tuple(key for key, _ in keys),
        key_row=np.array([row for _, row in keys], dtype=np.int32),
        rows=len({row for row, _, _ in listed}),
    )


def _hooks(lines: Lines) -> tuple[Keys, Ints, Ints]:
    """Keys of words and, behind all words, of runs, in order; and what belongs to each."""
    bare = np.zeros(len(lines.words), dtype=np.bool_)
    single = lines.what < len(lines.words)
    bare[lines.what[single & lines.bare[lines.name][lines.line_of()]]] = True
    words, runs = listed_hooks(lines.words, bare=bare), listed_run_hooks(lines.runs)
    keys = np.concatenate([words.keys, runs.keys])
    owner = np.concatenate([words.owner, runs.owner + len(lines.words)])
    order = np.argsort(keys)  # what shares a key is met in whatever order
    keys = keys[order]
    start = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)])
    hung = np.append(start, len(keys)).astype(np.int32)
    return keys[start], hung, owner[order].astype(np.int32)


def _holders(lines: Lines, line_of: Ints, kinds: int) -> tuple[Ints, Ints, Longs]:
    """The lines that have each word or run, where each sort of them is, how many of each."""
    person = lines.kind == KINDS.index("person")
    sort = (person * _BARE + lines.bare)[lines.name].astype(np.int64)[line_of]
    keys = lines.what.astype(np.int64) * _SORTS + sort
    counts = np.bincount(keys, minlength=kinds * _SORTS)
    ends = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    held = np.column_stack([ends[:-1].reshape(-1, _SORTS), ends[_SORTS::_SORTS]])
    sorts = counts.reshape(-1, _SORTS).sum(axis=0)
    return line_of[np.argsort(keys, kind="stable")], held, sorts


def _covers(lines: Lines) -> Covers:
    article = np.array([is_particle(word) for word in lines.words], dtype=np.bool_)
    single = np.ones(len(lines.words), dtype=np.int8)
    return np.concatenate([single, 2 - article[lines.pairs[:, 0]].astype(np.int8)])


def _heaviest(lines: Lines, kinds: int) -> Floats:
    found = np.zeros(kinds, dtype=np.float32)
    np.maximum.at(found, lines.what, lines.weight)
    return found


def _light(lines: Lines, line_of: Ints) -> Floats:
    """What the words of each line weigh at least, fathers' names counted for little."""
    single = lines.what < len(lines.words)
    father = (lines.patronymics[line_of] & lines.bits) != 0
    weights = np.where(single, lines.weight, 0) * np.where(father, LIGHT, 1.0)
    found: Floats = np.bincount(line_of, weights=weights, minlength=len(lines.name)).astype(
        np.float32
    )
    return found
