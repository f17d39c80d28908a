"""In what way two words are alike: few, named, and the same whichever is asked."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from enduse.index.keys import Bools, Ints, Longs, Words
from enduse.names.sound import fold

Ways = npt.NDArray[np.int8]

WAYS = (
    "none",
    "same",
    "joined", "joined, as it sounds", "initial", "abbreviation",
    "sounds alike, short", "sounds alike, middling", "sounds alike, long",
    "one letter, short", "one letter, middling", "one letter, long",
    "first letter, short", "first letter, middling", "first letter, long",
    "two consonants", "three consonants", "more consonants",
    "two letters, short", "two letters, middling", "two letters, long",
    "nearly sounds alike, short", "nearly sounds alike, middling", "nearly sounds alike, long",
)  # fmt: skip
"""How two words can be alike. Short words have up to four letters, middling ones six."""

WAY = {name: at for at, name in enumerate(WAYS)}
NONE, SAME, JOINED, JOINED_SOUND, INITIAL, ABBREVIATION = range(6)
_SOUND, _LETTER, _FIRST = (
    WAY["sounds alike, short"],
    WAY["one letter, short"],
    WAY["first letter, short"],
)
_CONSONANTS, _TWO, _NEARLY = (
    WAY["two consonants"],
    WAY["two letters, short"],
    WAY["nearly sounds alike, short"],
)
HEARD = np.array([way.endswith(("consonants", "it sounds")) for way in WAYS])
"""Whether words that are alike in a way are so by their consonants alone."""

_SHORT, _MIDDLING = 4, 6
_SHORTEST_START = 4
_EDITS = 2


class Said(NamedTuple):
    """Words as numbers and as text: the words of a batch, and which of them are meant."""

    words: Words
    text: Sequence[str]
    which: Longs

    @classmethod
    def of(cls, words: Words, text: Sequence[str], which: Longs) -> "Said":
        """Some of the words, by number, any of them any number of times."""
        return cls(words.some(which), text, which)

    def texts(self, places: Longs) -> list[str]:
        """The text at some places. One by one, so that of a mapped file little is read."""
        return [self.text[at] for at in self.which[places].tolist()]


def ways(ours: Said, theirs: Said) -> Ways:
    """The way in which each of our words is like theirs; 0 where in none.

    What is nearer counts before what is farther: equal sound, one letter, equal
    consonants, two letters, nearly equal sound, an opening of the other word. Numbers and
    single letters are the same or not alike at all.
    """
    one, other = ours.words, theirs.words
    length = one.length, other.length
    size = _size(np.maximum(*length))
    found = np.zeros(len(size), dtype=np.int8)
    same = one.letters == other.letters
    plain = (np.minimum(*length) > 1) & ~_digit(one.first) & ~_digit(other.first)
    alike = one.bones == other.bones
    sound = one.sound == other.sound
    found[plain & alike] = (_CONSONANTS + np.clip(one.consonants, 2, 4) - 2)[plain & alike]
    # Only what letters alone can tell is read letter by letter.
    near = np.flatnonzero(plain & ~same & ~sound & (np.abs(length[0] - length[1]) <= _EDITS))
    apart = _apart(ours.texts(near), theirs.texts(near), _EDITS)
    first = one.first[near] != other.first[near]
    twice = near[(apart == _EDITS) & ~alike[near]]
    found[twice] = (_TWO + size)[twice]
    once = apart == 1
    found[near[once]] = (np.where(first, _FIRST, _LETTER) + size[near])[once]
    left = np.flatnonzero(plain & ~same & ~sound & (found == NONE))
    heard = _apart(map(fold, ours.texts(left)), map(fold, theirs.texts(left)), 1) == 1
    found[left[heard]] = (_NEARLY + size)[left[heard]]
    found[plain & sound] = (_SOUND + size)[plain & sound]
    opens = plain & (found == NONE) & (np.minimum(*length) >= _SHORTEST_START)
    opens &= one.first == other.first
    starts = np.flatnonzero(opens)
    found[starts[_starts(ours.texts(starts), theirs.texts(starts))]] = ABBREVIATION
    found[same] = SAME
    return found


def _size(length: Longs) -> Ways:
    """0 for short words, 1 for middling, 2 for long ones."""
    size: Ways = (length > _SHORT).astype(np.int8) + (length > _MIDDLING).astype(np.int8)
    return size


def _digit(first: Ints) -> Bools:
    return (first >= ord("0")) & (first <= ord("9"))


def _apart(one: Iterable[str], other: Iterable[str], most: int) -> npt.NDArray[np.uint8]:
    """How many slips of a letter lie between words; more than `most` is any more."""
    pairs = list(one), list(other)
    if not pairs[0]:
        return np.zeros(0, dtype=np.uint8)
    apart: npt.NDArray[np.uint8] = cpdist(
        *pairs, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8
    )
    return apart


def _starts(one: Iterable[str], other: Iterable[str]) -> Bools:
    """Whether the shorter word opens the longer one."""
    pairs = zip(one, other, strict=True)
    return np.array([a.startswith(b) or b.startswith(a) for a, b in pairs], dtype=np.bool_)
