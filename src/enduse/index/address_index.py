"""Listed addresses by their words and numbers: which are worth comparing with a given one.

Keys are the words of streets and buildings, and post office boxes and house numbers behind
a sign of their own.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from enduse.index.address_streets import ENOUGH, NEAR, SHARE
from enduse.index.shares import by_length, rarity_of
from enduse.names.address import Address
from enduse.names.sound import skeleton

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.bytes_]

SOUND_WIDTH = 16
_ROWS = 1_000
# Words that are just near enough must not be lost to how a bound is rounded.
_ROOM = 0.01
BOX, HOUSE = "=", "#"
"""What stands before the number of a box and of a house among the keys; no word holds it."""


@dataclass(frozen=True, slots=True)
class AddressIndex:
    """An index over listed addresses. Immutable: a new edition makes a new one.

    An address is known by its number in the index; `row` and `number` say which entry and
    which of its addresses that is. `keys` are sorted by length, then by letters; `entries`
    counts the entries that have each, `places` cuts `postings` by key into the numbers of
    the addresses with it. `sounds` has the skeleton of each key
    that is a word. `housed` says whether an address has a house number. `rows` counts the
    entries with an address.
    """

    keys: Sequence[str]
    sounds: Bytes
    entries: Ints
    places: Ints
    postings: Ints
    row: Ints
    number: Ints
    housed: Ints
    rows: int

    def rarity(self, word: str) -> float:
        """How much sharing this word tells, by this list and by common knowledge."""
        at = self._find(word)
        # A short list cannot say that a word is common: its parties may share one street.
        rows = max(self.rows, _ROWS)
        return rarity_of(word, 0 if at is None else int(self.entries[at]), rows)

    def candidates(self, asked: Address) -> list[tuple[int, int]]:
        """Every listed address that can score, and few others, as (row, number).

        It shares a box; or it shares words of the street that are rare enough together,
        and its house number, unless one of the two has none.
        """
        if not len(self.row):
            return []
        agreed = np.zeros(len(self.row), dtype=np.float64)
        for word in asked.words:
            best = np.zeros(len(self.row), dtype=np.float64)
            for at, like in self._near(word):
                mine, theirs = self.rarity(word), self.rarity(self.keys[at])
                held = self._held(at)
                best[held] = np.maximum(best[held], like * (mine + theirs) / 2)
            agreed += best
        # One more in a million, for sums in another order.
        found = agreed >= SHARE * ENOUGH * (1 - 1e-6)
        houses = asked.houses or asked.parts
        if houses:
            same = np.zeros(len(self.row), dtype=bool)
            for house in houses:
                same[self._holding(HOUSE + house)] = True
            found &= same | (self.housed[:] == 0)
        for box in asked.boxes:
            found[self._holding(BOX + box)] = True
        return [(int(self.row[at]), int(self.number[at])) for at in np.flatnonzero(found)]

    def _near(self, word: str) -> list[tuple[int, float]]:
        """Keys like a word, with how much; what `alike` gives, or more."""
        if not word.isalpha():
            at = self._find(word)
            return [] if at is None else [(at, 1.0)]
        # Words whose lengths differ by more cannot be near: the rest is left out.
        near_enough = NEAR - _ROOM
        first = bisect_left(self.keys, int(len(word) * near_enough), key=len)
        last = bisect_left(self.keys, int(len(word) / near_enough) + 1, key=len)
        likes = cdist(
            [word],
            self.keys[first:last],
            scorer=OSA.normalized_similarity,
            score_cutoff=near_enough,
            dtype=np.float32,
        )[0]
        near = {
            first + int(at): min(1.0, float(likes[at]) + 1e-6) for at in np.flatnonzero(likes)
        }
        sound = skeleton(word).encode()[:SOUND_WIDTH]
        near |= {int(n): 1.0 for n in np.flatnonzero(self.sounds == np.bytes_(sound))}
        return list(near.items())

    def _held(self, at: int) -> Ints:
        return self.postings[self.places[at] : self.places[at + 1]]

    def _holding(self, key: str) -> Ints:
        at = self._find(key)
        return self.postings[:0] if at is None else self._held(at)

    def _find(self, key: str) -> int | None:
        at = bisect_left(self.keys, by_length(key), key=by_length)
        return at if at < len(self.keys) and self.keys[at] == key else None
