"""Which of very many addresses may be one of a few listed ones: the search turned round.

The many are indexed as listed ones are; the few are looked up. How rare a word is stands in
the list and not here, so each counts for the most that any list could give it: what is found
is all that a list would find, and some more, to be compared by the list itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from enduse.index.address_index import BOX, HOUSE, SOUND_WIDTH, AddressIndex
from enduse.index.address_streets import ENOUGH, NEAR, SHARE
from enduse.index.keys import Bools, Doubles, Ints
from enduse.index.shares import rarity_of
from enduse.names.address import Address
from enduse.names.sound import skeleton

Near = dict[str, list[tuple[str, float]]]
"""For each listed word the asked words near it, with how much; the sound left aside."""

_ROOM = 0.01
_SURE = 1 - 1e-6
_BLOCK = 256


def near_words(listed: Iterable[Address], asked: Iterable[str]) -> Near:
    """The asked words that are like each word of the listed addresses, letter by letter."""
    words = {word for address in listed for word in address.words if word.isalpha()}
    theirs = _by_length(words)
    ours = _by_length({word for word in asked if word.isalpha()})
    near_enough = NEAR - _ROOM
    found: Near = {word: [] for word in words}
    for size, some in theirs.items():
        reach = range(int(size * near_enough), int(size / near_enough) + 2)
        others = [word for length in reach for word in ours.get(length, ())]
        if not others:
            continue
        for at in range(0, len(some), _BLOCK):
            block = some[at : at + _BLOCK]
            likes = cdist(
                block, others, scorer=OSA.normalized_similarity, score_cutoff=near_enough,
                dtype=np.float32,
            )  # fmt: skip
            for row, column in zip(*np.nonzero(likes), strict=True):
                like = min(1.0, float(likes[row, column]) + 1e-6)
                found[block[row]].append((others[column], like))
    return found


def may_meet(
    index: AddressIndex, listed: Sequence[Address], near: Near
) -> list[tuple[int, int, int]]:
    """Pairs that may be one place, as (place in `listed`, row, number of the address)."""
    if not len(index.row):
        return []
    lookup = _Lookup(index, near)
    return [
        (at, int(index.row[found]), int(index.number[found]))
        for at, address in enumerate(listed)
        for found in np.flatnonzero(lookup.met(address))
    ]


class _Lookup:
    """One index of asked addresses, with what was looked up in it."""

    def __init__(self, index: AddressIndex, near: Near) -> None:
        self._index, self._near = index, near
        self._at = {key: at for at, key in enumerate(index.keys)}
        self._order = np.argsort(index.sounds, kind="stable")
        self._sounds = index.sounds[self._order]
        self._open: Bools = index.housed[:] == 0
        self._best: dict[str, tuple[Ints, Doubles]] = {}

    def met(self, listed: Address) -> Bools:
        """The addresses that share a box, or words of the street and its house number."""
        agreed = np.zeros(len(self._index.row))
        for word in listed.words:
            held, worth = self._of(word)
            agreed[held] += worth
        found: Bools = agreed >= SHARE * ENOUGH * _SURE
        houses = listed.houses or listed.parts
        if houses:
            same = self._open.copy()
            for house in houses:
                same[self._holding(HOUSE + house)] = True
            found &= same
        for box in listed.boxes:
            found[self._holding(BOX + box)] = True
        return found

    def _of(self, word: str) -> tuple[Ints, Doubles]:
        """The addresses with a word near this one, and the most that it tells there."""
        if word not in self._best:
            best = np.zeros(len(self._index.row))
            for at, worth in self._keys(word).items():
                held = self._held(at)
                best[held] = np.maximum(best[held], worth)
            some = np.flatnonzero(best).astype(np.int32)
            self._best[word] = some, best[some]
        return self._best[word]

    def _keys(self, word: str) -> dict[int, float]:
        mine = rarity_of(word, 0, 0)
        likes: dict[int, float] = defaultdict(float)
        for other, like in (*self._near.get(word, ()), (word, 1.0)):
            if other in self._at:
                likes[self._at[other]] = max(likes[self._at[other]], like)
        if word.isalpha():
            sound = np.bytes_(skeleton(word).encode()[:SOUND_WIDTH])
            first = np.searchsorted(self._sounds, sound, side="left")
            last = np.searchsorted(self._sounds, sound, side="right")
            likes |= {int(at): 1.0 for at in self._order[first:last]}
        keys = self._index.keys
        return {at: like * (mine + rarity_of(keys[at], 0, 0)) / 2 for at, like in likes.items()}

    def _held(self, at: int) -> Ints:
        index = self._index
        return index.postings[index.places[at] : index.places[at + 1]]

    def _holding(self, key: str) -> Ints:
        at = self._at.get(key)
        return self._index.postings[:0] if at is None else self._held(at)


def _by_length(words: Iterable[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for word in sorted(words):
        found[len(word)].append(word)
    return found
