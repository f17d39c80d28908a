"""Find the listed addresses like a given one, best first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import log2

from enduse.index.address_index import AddressIndex
from enduse.index.address_score import AddressScore, compare_addresses
from enduse.model.hit import Feature
from enduse.model.listing import Entry
from enduse.names.address import Address, addresses_in
from enduse.names.address_read import read_address
from enduse.places import Places

FLOOR = 0.30
"""Below it nothing is a match. More than any two addresses with other house numbers reach."""

HIT = 0.78
"""From which score an address is shown as shared with a listed party.

Street, house and town give 0.90, the same in another room 0.78, a post office box and the
town 0.80; street and town without a house number 0.60.
"""

FEW, MOST_CROWDED = 4, 0.20
"""Listed parties that may share a building before it counts as crowded, and what it costs."""

_CROWD_STEP = 0.05


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
        found += (
            read_address(text, country=country, country_of=places.code_of)
            for text in addresses_in(each.text)
        )
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
    found = [
        replace(match, score=_crowded(match.score, crowd), crowd=crowd)
        for match in best.values()
    ]
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
        score,
        score=score.score - cost,
        features=(*score.features, Feature("crowd", -cost, says)),
    )


def _named_like_one(entry: Entry, places: Places) -> list[Address]:
    """Names that are an address: of an entry of that kind any, of another one a whole one."""
    found = [read_address(name.text, country_of=places.code_of) for name in entry.names]
    if is_address_only(entry):
        return found
    return [each for each in found if each.houses and each.kinds and each.places]
