"""Make an index of names and identifiers."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

import numpy as np

from enduse.index.index import SOUND_WIDTH, NameIndex, by_length, id_key, letters_of, rarity_of
from enduse.names.common import is_particle
from enduse.names.ready import ReadyName
from enduse.names.sound import skeleton

Listed = tuple[int, int, ReadyName]
"""An entry's row, the number of one of its names, and that name."""


def build(names: Iterable[Listed], *, ids: Iterable[tuple[str, str, int]] = ()) -> NameIndex:
    """Index names, and identifiers given as (scheme, value, row).

    The order in which names come changes nothing. A row may have any number of names; its
    words are counted once, so that a party of thirty aliases does not make its own name
    common.
    """
    listed = sorted(names, key=lambda name: name[:2])
    holders, rows_of = _words(listed)
    words = sorted(holders, key=by_length)
    entries = [len(rows_of.get(word, ())) for word in words]
    rows = len({row for row, _, _ in listed})
    weights = {
        word: rarity_of(word, count, rows) for word, count in zip(words, entries, strict=True)
    }
    sounds, sound_word = _sounds(words)
    keys = sorted((id_key(scheme, value), row) for scheme, value, row in ids)
    return NameIndex(
        words=tuple(words),
        letters=np.array([letters_of(word) for word in words], dtype=np.int64),
        lengths=np.array([len(word) for word in words], dtype=np.int32),
        entries=np.array(entries, dtype=np.int32),
        places=np.array([0, *accumulate(len(holders[word]) for word in words)], dtype=np.int32),
        postings=np.array([n for word in words for n in holders[word]], dtype=np.int32),
        sounds=sounds,
        sound_word=sound_word,
        row=np.array([row for row, _, _ in listed], dtype=np.int32),
        name_no=np.array([name_no for _, name_no, _ in listed], dtype=np.int32),
        mass=np.array([_mass(name.tokens, weights) for _, _, name in listed], dtype=np.float32),
        keys=tuple(key for key, _ in keys),
        key_row=np.array([row for _, row in keys], dtype=np.int32),
        rows=rows,
    )


def _words(listed: Sequence[Listed]) -> tuple[dict[str, list[int]], dict[str, set[int]]]:
    """Which names have a word or two neighbours written as one; which rows have a word."""
    holders: dict[str, list[int]] = {}
    rows_of: dict[str, set[int]] = {}
    for number, (row, _, name) in enumerate(listed):
        alone: set[str] = set()
        joined: set[str] = set()
        for reading in name.readings():
            telling = [word for word in reading if not is_particle(word)] or list(reading)
            alone.update(telling)
            joined.update(one + two for one, two in pairwise(telling))
            # "al hamzi" is also written "alhamzi".
            joined.update(one + two for one, two in pairwise(reading) if one in {"al", "el"})
        for word in alone:
            rows_of.setdefault(word, set()).add(row)
        for word in alone | joined:
            holders.setdefault(word, []).append(number)
    return holders, rows_of


def _sounds(words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Skeletons in order, and the word that has each."""
    heard = sorted((skeleton(word).encode()[:SOUND_WIDTH], at) for at, word in enumerate(words))
    return (
        np.array([sound for sound, _ in heard], dtype=f"S{SOUND_WIDTH}"),
        np.array([at for _, at in heard], dtype=np.int32),
    )


def _mass(tokens: Sequence[str], weights: Mapping[str, float]) -> float:
    """The summed rarity of the words that take part in a comparison."""
    telling = [token for token in tokens if not is_particle(token)] or tokens
    return sum(weights[token] for token in telling)
