"""Listed names by their words: which of them are worth comparing with a given name."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from enduse.names.common import background, is_particle
from enduse.names.ready import ReadyName
from enduse.names.sound import skeleton

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Longs = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.bytes_]

SOUND_WIDTH = 24
"""Letters of a skeleton that are kept; longer ones meet in their first 24."""

# Words less alike than this in letters and different in sound are not looked at.
_NEAR = 0.7
_SAME_SOUND = 0.85
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_JOINED_WEIGHT = 0.5
_SHORTEST_SOUND = 2
_INITIAL_RARITY = 0.15


@dataclass(frozen=True, slots=True)
class NameIndex:
    """An index over listed names. Immutable: a new edition makes a new one.

    A name is known by its number in the index; `row` and `name_no` say which entry and
    which of its names that is. `words` are sorted by length, then by letters, with
    their `letters` as bits and their `lengths`; neighbours
    written as one word stand among them with an `entries` count of 0. `places` cuts
    `postings` by word into the numbers of the names that have it. `sounds` are sorted
    skeletons and `sound_word` the word of each. `mass` is the summed rarity of a name.
    `keys` are sorted "scheme value" lines, `key_row` the entry each belongs to.
    """

    words: Sequence[str]
    letters: Longs
    lengths: Ints
    entries: Ints
    places: Ints
    postings: Ints
    sounds: Bytes
    sound_word: Ints
    row: Ints
    name_no: Ints
    mass: Floats
    keys: Sequence[str]
    key_row: Ints
    rows: int

    def rarity(self, word: str) -> float:
        """How much sharing this word tells, 0.02 to 1: by this list and by common knowledge.

        A word that no entry has tells most. The less of the two counts: "trading" tells
        little on a list of a hundred fishermen too.
        """
        at = self._find(word)
        return rarity_of(word, 0 if at is None else int(self.entries[at]), self.rows)

    def rows_with(self, scheme: str, value: str) -> tuple[int, ...]:
        """The entries that publish this identifier, blanks, dashes and case apart."""
        key = id_key(scheme, value)
        first = bisect_left(self.keys, key)
        found: list[int] = []
        while first < len(self.keys) and self.keys[first] == key:
            found.append(int(self.key_row[first]))
            first += 1
        return tuple(sorted(set(found)))

    def candidates(self, asked: ReadyName, *, limit: int = 60) -> list[tuple[int, int]]:
        """Names worth comparing, as (row, name_no), the most promising first.

        Generous: a name counts that shares a word, one like it, one that sounds like it,
        or two words written as one. At most `limit`; equals come in the order of row and
        name_no. Which names are alike is for `compare` to say.
        """
        if not len(self.row):
            return []
        found = np.zeros(len(self.row), dtype=np.float32)
        for reading in asked.readings():
            np.maximum(found, self._promise(reading), out=found)
        best = np.flatnonzero(found)
        order = np.lexsort((self.name_no[best], self.row[best], -found[best]))[:limit]
        return [(int(self.row[n]), int(self.name_no[n])) for n in best[order]]

    def _promise(self, words: Sequence[str]) -> Floats:
        """For every name, about what `compare` can make of it at most."""
        telling = [word for word in words if not is_particle(word)] or list(words)
        shared = np.zeros(len(self.row), dtype=np.float32)
        mass = 0.0
        for word in dict.fromkeys(telling):
            weight = self.rarity(word)
            mass += weight
            self._share(shared, word, weight)
        for one, two in pairwise(telling):
            weight = _JOINED_WEIGHT * (self.rarity(one) + self.rarity(two))
            self._share(shared, one + two, weight)
        promise: Floats = 2 * shared / (mass + self.mass)
        return promise

    def _share(self, shared: Floats, word: str, weight: float) -> None:
        """Add to every name its best likeness to one asked word, times its weight."""
        nearest = np.zeros(len(self.row), dtype=np.float32)
        for at, like in sorted(self._near(word).items(), key=lambda near: near[1]):
            # Ascending, so that what is written last is the best likeness of each name.
            nearest[self.postings[self.places[at] : self.places[at + 1]]] = like
        shared += nearest * np.float32(weight)

    def _near(self, word: str) -> dict[int, float]:
        """Words of the list like this one, by number, with how much."""
        near: dict[int, float] = {}
        if word.isdigit() or len(word) == 1:
            at = self._find(word)
            return {} if at is None else {at: 1.0}
        # Plain integers: NumPy's own are four times as slow to look up in a list.
        maybe = self._few_edits_away(word).tolist()
        likes = cdist(
            [word],
            [self.words[at] for at in maybe],
            scorer=OSA.normalized_similarity,
            score_cutoff=_NEAR,
            dtype=np.float32,
        )[0]
        for place in np.flatnonzero(likes):
            near[maybe[place]] = float(likes[place])
        for heard in self._sounding(skeleton(word)):
            near[heard] = max(near.get(heard, 0.0), _SAME_SOUND)
        return near

    def _few_edits_away(self, word: str) -> npt.NDArray[np.intp]:
        """Words that may be near by their letters: each edit changes two kinds at most.

        Exact, and cheap: of seventy thousand words some hundreds are left to compare.
        """
        first = bisect_left(self.words, int(len(word) * _NEAR), key=len)
        last = bisect_left(self.words, int(len(word) / _NEAR) + 1, key=len)
        differ = _count(self.letters[first:last] ^ np.int64(letters_of(word)))
        edits = (1 - _NEAR) * np.maximum(self.lengths[first:last], len(word)) + 1e-6
        return first + np.flatnonzero(differ <= 2 * edits)

    def _sounding(self, sound: str) -> list[int]:
        if len(sound) < _SHORTEST_SOUND:
            return []
        key = np.bytes_(sound.encode()[:SOUND_WIDTH])
        first, last = (
            int(np.searchsorted(self.sounds, key, side=side)) for side in ("left", "right")
        )
        return [int(at) for at in self.sound_word[first:last]]

    def _find(self, word: str) -> int | None:
        """The number of a word, None where the list has it nowhere."""
        at = bisect_left(self.words, (len(word), word), key=by_length)
        return at if at < len(self.words) and self.words[at] == word else None


def letters_of(word: str) -> int:
    """Which letters a word has, one bit for each; what is no letter or digit has none.

    >>> letters_of("abba") == letters_of("ab") == 3
    True
    """
    return sum(1 << _ALPHABET.index(char) for char in set(word) if char in _ALPHABET)


def _count(bits: Longs) -> Ints:
    """How many bits are set, by adding neighbours up in ever wider fields."""
    pairs = bits - ((bits >> 1) & 0x5555555555555555)
    fours = (pairs & 0x3333333333333333) + ((pairs >> 2) & 0x3333333333333333)
    eights = (fours + (fours >> 4)) & 0x0F0F0F0F0F0F0F0F
    counted: Ints = ((eights * 0x0101010101010101) >> 56).astype(np.int32)
    return counted


def by_length(word: str) -> tuple[int, str]:
    """The order in which an index keeps its words."""
    return len(word), word


def rarity_of(word: str, entries: int, rows: int) -> float:
    """The rarity of a word that `entries` of `rows` entries have.

    >>> rarity_of("elektrokom", 0, 10_000), rarity_of("trading", 1, 10_000)
    (1.0, 0.12)
    """
    listed = 1.0
    if entries > 1 and rows > 1:
        listed = float(np.log1p(rows / entries) / np.log1p(rows))
    known = background(word)
    if known is None and len(word) == 1:
        known = _INITIAL_RARITY
    return listed if known is None else min(listed, known)


def id_key(scheme: str, value: str) -> str:
    """An identifier as it is looked up: upper case, only letters and digits.

    >>> id_key("imo", "IMO 916-7148")
    'imo 9167148'
    """
    plain = "".join(char for char in value.upper() if char.isalnum())
    number = plain.removeprefix(scheme.upper()) or plain
    # A bank's code of eleven letters is that of its head office where it ends in XXX.
    return f"{scheme} {number.removesuffix('XXX') if scheme == 'swift' else number}"
