"""In what way two words are alike: few, named, and the same whichever is asked."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from enduse.index.keys import UNSURE, Bools, Ints, Longs, Words
from enduse.index.lines import Lines
from enduse.index.slips import Slips, slips
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
    """Words as numbers, letter by letter and as text: those of some lines that are meant."""

    words: Words
    lines: Lines
    which: Longs

    @classmethod
    def of(cls, lines: Lines, which: Longs) -> "Said":
        """Some of the words of lines, by number, any of them any number of times."""
        return cls(lines.said.some(which), lines, which)

    def texts(self, places: Longs) -> list[str]:
        """The text at some places. One by one, so that of a mapped file little is read."""
        return [self.lines.words[at] for at in self.which[places].tolist()]


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
    apart = _apart(ours, theirs, near)
    first = one.first[near] != other.first[near]
    twice = near[(apart == _EDITS) & ~alike[near]]
    found[twice] = (_TWO + size)[twice]
    once = apart == 1
    found[near[once]] = (np.where(first, _FIRST, _LETTER) + size[near])[once]
    left = np.flatnonzero(plain & ~same & ~sound & (found == NONE))
    heard = _heard_apart(ours, theirs, left) == 1
    found[left[heard]] = (_NEARLY + size)[left[heard]]
    found[plain & sound] = (_SOUND + size)[plain & sound]
    opens = plain & (found == NONE) & (np.minimum(*length) >= _SHORTEST_START)
    opens &= one.first == other.first
    starts = np.flatnonzero(opens)
    found[starts[_starts(ours, theirs, starts)]] = ABBREVIATION
    found[same] = SAME
    return found


def _size(length: Longs) -> Ways:
    """0 for short words, 1 for middling, 2 for long ones."""
    size: Ways = (length > _SHORT).astype(np.int8) + (length > _MIDDLING).astype(np.int8)
    return size


def _digit(first: Ints) -> Bools:
    return (first >= ord("0")) & (first <= ord("9"))


def _apart(ours: Said, theirs: Said, places: Longs) -> Slips:
    """How many slips of a letter lie between the words at some places; 3 is any more."""

    def texts(some: Longs) -> tuple[list[str], list[str]]:
        return ours.texts(places[some]), theirs.texts(places[some])

    one, other = (side.lines.spelt[side.which[places]] for side in (ours, theirs))
    return slips(one, other, texts, most=_EDITS)


def _heard_apart(ours: Said, theirs: Said, places: Longs) -> Slips:
    """The same for how the words sound; 2 is any more."""

    def texts(some: Longs) -> tuple[list[str], list[str]]:
        one, other = ours.texts(places[some]), theirs.texts(places[some])
        return [fold(word) for word in one], [fold(word) for word in other]

    one, other = (side.lines.heard[side.which[places]] for side in (ours, theirs))
    return slips(one, other, texts, most=1)


def _starts(ours: Said, theirs: Said, places: Longs) -> Bools:
    """Whether the shorter word opens the longer one."""
    one, other = (side.lines.spelt[side.which[places]] for side in (ours, theirs))
    found: Bools = ((one == other) | (one == 0) | (other == 0)).all(axis=1)
    unsure = np.flatnonzero((one[:, 0] == UNSURE) | (other[:, 0] == UNSURE))
    pairs = zip(ours.texts(places[unsure]), theirs.texts(places[unsure]), strict=True)
    found[unsure] = [a.startswith(b) or b.startswith(a) for a, b in pairs]
    return found
