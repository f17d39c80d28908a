"""Keys under which words meet that one letter or one sound keeps apart.

A word is a number made of its letters, and so is the word without any one of them: two
words that differ in one letter share one of these. All words of a batch are keyed at once.
Two words that have nothing to do with each other share a key about once in 10^19 pairs.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from enduse.names.sound import fold, skeleton

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Covers = npt.NDArray[np.int8]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Spelt = npt.NDArray[np.uint8]
"""A row a word, a column a letter, 0 behind the last one; see `spelt`."""

WIDTH = 24
"""Letters of a word that are looked at; longer words meet in their first 24."""

UNSURE = 255
"""All letters of a row whose word is longer, or has letters of some other script."""

_BASE = 0x9E3779B97F4A7C15
_BACK = np.uint64(pow(_BASE, -1, 1 << 64))
_POWERS = np.array([pow(_BASE, at, 1 << 64) for at in range(WIDTH + 1)], dtype=np.uint64)
# Each way of meeting has numbers of its own.
_SLIP, _BONES, _FEW_BONES, _BONES_SLIP, _SAME, _START, _RUN, _RUN_BONES, _BARE_BONES, _SOUND = (
    np.uint64(pow(0xD1342543DE82EF95, each, 1 << 64)) for each in range(1, 11)
)
_SHORTEST_SLIP, _SHORTEST_TWO_SLIPS = 4, 8
_SHORTEST_RUN, _SHORTEST_START, _SHORTEST_SOUND = 4, 4, 3
_FEWEST_BONES, _FEWEST_BARE, _SHORTEST_BONES_SLIP = 3, 2, 5
_A = np.uint64(ord("a"))


class Words(NamedTuple):
    """Words by their letters, their consonants and their sound, each as a number.

    `length` counts letters and `consonants` consonants; `open` says that a vowel opens the
    word as it sounds; `first` is the code of the first letter.
    """

    letters: Keys
    length: Longs
    bones: Keys
    consonants: Longs
    open: Bools
    sound: Keys
    first: Ints

    def some(self, which: Longs) -> "Words":
        """Some of the words, by number, any of them any number of times."""
        return Words(
            self.letters[which],
            self.length[which],
            self.bones[which],
            self.consonants[which],
            self.open[which],
            self.sound[which],
            self.first[which],
        )


class Hooks(NamedTuple):
    """Keys, and the place of the word that each belongs to."""

    keys: Keys
    owner: Longs


def words_of(words: Sequence[str]) -> Words:
    """Words as numbers."""
    letters, length = _letters(words)
    heard = [skeleton(word) for word in words]
    bones, consonants = _letters(heard)
    return Words(
        letters=_running(letters)[:, -1],
        length=length,
        bones=_running(bones)[:, -1],
        consonants=consonants,
        open=bones[:, 0] == _A,
        sound=_running(_letters([fold(word) for word in words])[0])[:, -1],
        first=letters[:, 0].astype(np.int32),
    )


def spelt(words: Sequence[str]) -> Spelt:
    """Words letter by letter, in a byte each."""
    if not words:
        return np.zeros((0, WIDTH), dtype=np.uint8)
    codes = np.array(words, dtype=f"U{WIDTH + 1}").view(np.uint32).reshape(len(words), -1)
    found = codes[:, :WIDTH].astype(np.uint8)
    found[(codes[:, WIDTH] != 0) | (codes >= UNSURE).any(axis=1)] = UNSURE
    return found


def joined(one: Words, other: Words) -> Words:
    """Each word of `one` with that of `other` written behind it as one word.

    A vowel that opens the second is not heard: "gholam asghar" and "gholamasghar" meet.
    The sound with its vowels is left out (0).
    """
    bones = np.where(other.open, (other.bones - _A) * _BACK, other.bones)
    return Words(
        letters=one.letters + _POWERS[np.minimum(one.length, WIDTH)] * other.letters,
        length=one.length + other.length,
        bones=one.bones + _POWERS[np.minimum(one.consonants, WIDTH)] * bones,
        consonants=one.consonants + other.consonants - other.open,
        open=one.open,
        sound=np.zeros(len(one.letters), dtype=np.uint64),
        first=one.first,
    )


def listed_hooks(words: Sequence[str], *, bare: Bools) -> Hooks:
    """The keys under which listed words are found; `bare` are those that may lack vowels."""
    spelt, heard = _both(words)
    lacking = heard[0], np.where(bare, heard[1], 0)
    return _all([
        *_slips(*spelt, _SLIP, shortest=_SHORTEST_SLIP),
        *_two_slips(*spelt, _SLIP),
        *_slips(*heard, _BONES_SLIP, shortest=_SHORTEST_BONES_SLIP),
        _whole(*heard, _BONES, shortest=_FEWEST_BONES),
        _whole(*heard, _FEW_BONES, shortest=_FEWEST_BARE, longest=_FEWEST_BONES),
        _whole(*lacking, _BARE_BONES, shortest=_FEWEST_BARE, longest=_FEWEST_BONES),
        _whole(*_sound(words), _SOUND, shortest=_SHORTEST_SOUND),
        _whole(*spelt, _SAME, shortest=1),
        *_starts(*spelt, _START),
    ])  # fmt: skip


def asked_hooks(words: Sequence[str], *, bare: bool) -> Hooks:
    """The keys under which asked words find listed words, and listed neighbours.

    Two equal consonants are enough to look where a word may lack its vowels: any listed one
    if `bare` says so of the asked ones, else those of which it is known.
    """
    spelt, heard = _both(words)
    few = _FEW_BONES if bare else _BARE_BONES
    return _all([
        *_slips(*spelt, _SLIP, shortest=_SHORTEST_SLIP),
        *_two_slips(*spelt, _SLIP),
        *_slips(*heard, _BONES_SLIP, shortest=_SHORTEST_BONES_SLIP),
        _whole(*heard, _BONES, shortest=_FEWEST_BONES),
        _whole(*heard, few, shortest=_FEWEST_BARE, longest=_FEWEST_BONES),
        _whole(*_sound(words), _SOUND, shortest=_SHORTEST_SOUND),
        _whole(*spelt, _SAME, shortest=1),
        _whole(*spelt, _START, shortest=_SHORTEST_START),
        *_starts(*spelt, _SAME),
        _whole(*spelt, _RUN, shortest=_SHORTEST_RUN),
        _whole(*heard, _RUN_BONES, shortest=_FEWEST_BONES),
    ])  # fmt: skip


def listed_run_hooks(runs: Words) -> Hooks:
    """The keys under which two neighbouring listed words are found by one asked word."""
    return _all(
        [
            _those(runs.letters * _RUN, runs.length >= _SHORTEST_RUN),
            _those(runs.bones * _RUN_BONES, runs.consonants >= _FEWEST_BONES),
        ]
    )


def asked_run_hooks(runs: Words) -> Hooks:
    """The keys under which two neighbouring asked words find one listed word."""
    return _all(
        [
            _those(runs.letters * _SAME, runs.length >= _SHORTEST_RUN),
            _those(runs.bones * _BONES, runs.consonants >= _FEWEST_BONES),
        ]
    )


def _both(words: Sequence[str]) -> tuple[tuple[Keys, Longs], tuple[Keys, Longs]]:
    """The letters of words, and their consonants: numbers of each opening, and lengths."""
    letters, length = _letters(words)
    bones, consonants = _letters([skeleton(word) for word in words])
    return (_running(letters), length), (_running(bones), consonants)


def _sound(words: Sequence[str]) -> tuple[Keys, Longs]:
    """Words as they sound with their vowels: "Govorun" and "Goworoon" are one."""
    letters, length = _letters([fold(word) for word in words])
    return _running(letters), length


def _letters(words: Sequence[str]) -> tuple[Keys, Longs]:
    """A row a word, a column a letter, 0 behind the last one; and the lengths."""
    if not words:
        return np.zeros((0, WIDTH), dtype=np.uint64), np.zeros(0, dtype=np.int64)
    codes = np.array(words, dtype=f"U{WIDTH}").view(np.uint32).reshape(len(words), WIDTH)
    return codes.astype(np.uint64), np.count_nonzero(codes, axis=1).astype(np.int64)


def _running(letters: Keys) -> Keys:
    """The number of a word's first letters, for each count of them."""
    return np.cumsum(letters * _POWERS[:WIDTH], axis=1, dtype=np.uint64)


def _those(keys: Keys, which: Bools) -> Hooks:
    owner = np.flatnonzero(which)
    return Hooks(keys[owner], owner)


def _whole(
    running: Keys, length: Longs, salt: np.uint64, *, shortest: int, longest: int = 1 << 30
) -> Hooks:
    """Each word of enough letters, and of fewer than `longest`."""
    return _those(running[:, -1] * salt, (length >= shortest) & (length < longest))


def _slips(running: Keys, length: Longs, salt: np.uint64, *, shortest: int) -> Iterable[Hooks]:
    """Each word, and each word of enough letters without one of them."""
    whole = running[:, -1]
    # A word that is too short to lose a letter may be what a longer one leaves.
    yield _those(whole * salt, length >= shortest - 1)
    for at in range(WIDTH):
        has = np.flatnonzero((length > at) & (length >= shortest))
        if not has.size:
            return
        yield Hooks(_without(running, has, at) * salt, has)


def _two_slips(running: Keys, length: Longs, salt: np.uint64) -> Iterable[Hooks]:
    """Each long word without two of its letters."""
    for at in range(WIDTH - 1):
        for then in range(at + 1, WIDTH):
            has = np.flatnonzero((length > then) & (length >= _SHORTEST_TWO_SLIPS))
            if not has.size:
                break
            before = _without(running, has, at)
            after = (running[has, -1] - running[has, then]) * _BACK
            dropped = running[has, then] - running[has, then - 1]
            yield Hooks((before - dropped * _BACK - after + after * _BACK) * salt, has)


def _without(running: Keys, which: Longs, at: int) -> Keys:
    """Some words without one letter."""
    before = running[which, at - 1] if at else np.uint64(0)
    found: Keys = before + (running[which, -1] - running[which, at]) * _BACK
    return found


def _starts(running: Keys, length: Longs, salt: np.uint64) -> Iterable[Hooks]:
    """The openings of each word, as an abbreviation would be."""
    for size in range(_SHORTEST_START, WIDTH):
        has = np.flatnonzero(length > size)
        if not has.size:
            return
        yield Hooks(running[has, size - 1] * salt, has)


def _all(parts: Iterable[Hooks]) -> Hooks:
    several = list(parts)
    return Hooks(
        np.concatenate([part.keys for part in several]),
        np.concatenate([part.owner for part in several]),
    )
