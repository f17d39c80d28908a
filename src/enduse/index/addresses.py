"""Find the listed addresses like a given one, without comparing all of them.

An address is known by its number in the index; `row` and `number` say which entry and which
of its addresses that is. Keys are the words of streets and buildings, and post office boxes
and house numbers behind a sign of their own.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import log2

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from enduse.index.address_score import (
    ENOUGH,
    NEAR,
    SHARE,
    AddressScore,
    compare_addresses,
)
from enduse.index.index import by_length, rarity_of
from enduse.model.hit import Feature
from enduse.model.listing import Entry
from enduse.names.address import Address, addresses_in, read_address
from enduse.names.sound import skeleton
from enduse.places import Places

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.bytes_]

FLOOR = 0.30
"""Below it nothing is a match. More than any two addresses with other house numbers reach."""

HIT = 0.78
"""From which score an address is shown as shared with a listed party.

Street, house and town give 0.90, the same in another room 0.78, a post office box and the
town 0.80; street and town without a house number 0.60.
"""

SOUND_WIDTH = 16
BOX, HOUSE = "=", "#"
"""What stands before the number of a box and of a house among the keys; no word holds it."""

FEW, MOST_CROWDED = 4, 0.20
"""Listed parties that may share a building before it counts as crowded, and what it costs."""

_CROWD_STEP = 0.05


@dataclass(frozen=True, slots=True)
class AddressIndex:
    """An index over listed addresses. Immutable: a new edition makes a new one.

    `keys` are sorted by length, then by letters; `entries` counts the entries that have each, `places` cuts `postings`
    by key into the numbers of the addresses with it. `sounds` has the skeleton of each key
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
        return rarity_of(word, 0 if at is None else int(self.entries[at]), self.rows)

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
        first = bisect_left(self.keys, int(len(word) * NEAR), key=len)
        last = bisect_left(self.keys, int(len(word) / NEAR) + 1, key=len)
        likes = cdist(
            [word],
            self.keys[first:last],
            scorer=OSA.normalized_similarity,
            score_cutoff=NEAR,
            dtype=np.float32,
        )[0]
        near = {
            first + int(at): min(1.0, float(likes[at]) + 1e-6) for at in np.flatnonzero(likes)
        }
        sound = skeleton(word).encode()[:SOUND_WIDTH]
        for at in np.flatnonzero(self.sounds == np.bytes_(sound)):
            near[int(at)] = 1.0
        return list(near.items())

    def _held(self, at: int) -> Ints:
        return self.postings[self.places[at] : self.places[at + 1]]

    def _holding(self, key: str) -> Ints:
        at = self._find(key)
        return self.postings[:0] if at is None else self._held(at)

    def _find(self, key: str) -> int | None:
        at = bisect_left(self.keys, by_length(key), key=by_length)
        return at if at < len(self.keys) and self.keys[at] == key else None


@dataclass(frozen=True, slots=True)
class AddressMatch:
    """An entry's best address beside the asked one. `crowd` counts entries in the building."""

    row: int
    listed: Address
    score: AddressScore
    crowd: int = 1


def listed_addresses(entry: Entry, places: Places) -> list[Address]:
    """The addresses of an entry that say more than a town, in the publisher's order.

    Of an entry that is an address itself, its names count too.
    """
    found: list[Address] = []
    for each in entry.addresses:
        country = places.code_of(each.country) if each.country else None
        for text in addresses_in(each.text):
            found.append(read_address(text, country=country, country_of=places.code_of))
    if entry.kind in {"address", "unknown"}:
        found += _named_like_one(entry, places)
    return [each for each in found if each.tells]


def is_address_only(entry: Entry) -> bool:
    """Whether an entry lists a place and no party."""
    return entry.kind == "address"


def search_addresses(
    asked: Address, rows: Iterable[tuple[int, int]], *, listed: "Listed", index: AddressIndex
) -> list[AddressMatch]:
    """The entries at an address like the asked one, best first, one address each.

    `rows` are those to compare: the index's candidates, or all of them, which gives the
    same matches, only slower. What scores less than `FLOOR` is none.
    """
    best: dict[int, AddressMatch] = {}
    known: dict[str, float] = {}

    def rarity(word: str) -> float:
        if word not in known:
            known[word] = index.rarity(word)
        return known[word]

    for row, number in rows:
        address = listed(row, number)
        score = compare_addresses(asked, address, rarity)
        if score.score >= FLOOR and (row not in best or score.score > best[row].score.score):
            best[row] = AddressMatch(row, address, score)
    crowd = sum(match.score.building for match in best.values())
    found = [replace(match, score=_crowded(match.score, crowd), crowd=crowd) for match in best.values()]
    return sorted(found, key=lambda match: (-match.score.score, match.row))


Listed = Callable[[int, int], Address]
"""Gives the listed address of (row, number), as it was indexed."""


def _crowded(score: AddressScore, crowd: int) -> AddressScore:
    """A building that very many listed parties share tells less of each who is there."""
    if crowd <= FEW or not score.building:
        return score
    cost = min(MOST_CROWDED, _CROWD_STEP * log2(crowd / FEW), score.score)
    says = f"{crowd} listed parties share this building"
    return replace(
        score, score=score.score - cost, features=(*score.features, Feature("crowd", -cost, says))
    )


def _named_like_one(entry: Entry, places: Places) -> list[Address]:
    """Names that are an address: of an entry of that kind any, of another one a whole one."""
    found = [read_address(name.text, country_of=places.code_of) for name in entry.names]
    if is_address_only(entry):
        return found
    return [each for each in found if each.houses and each.kinds and each.places]
