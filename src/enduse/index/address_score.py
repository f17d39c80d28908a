"""How likely two addresses are one place, and every reason for it.

The score starts at nothing and the parts add up to it. A town or a country in common is no
reason: only where the street and something beside it agree, or a post office box, does the
place count. A house number that one side lacks is an open question and adds nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from enduse.index.address_streets import SHARE, Pair, Rarity, any_alike, streets
from enduse.model.hit import Feature
from enduse.names.address import Address

STREET = 0.45
"""What a street or building adds at most."""

# What each part adds. Street, house, place and unit together make 1; two companies in one
# building with other rooms are left near the threshold, and under it where many are there.
_HOUSE, _PLACE, _UNIT, _BUILDING = 0.30, 0.15, 0.10, 0.10
_BOX = 0.65
_OTHER_HOUSE, _OTHER_PLACE, _OTHER_COUNTRY = -0.45, -0.40, -0.70
_OTHER_UNIT, _OTHER_PART, _OTHER_KIND = -0.12, -0.08, -0.15
_OTHER_BOX, _OTHER_CODE, _IN_ZONE = -0.05, -0.03, -0.10
_NO_TOWN, _NO_PLACE = -0.05, -0.10
# Whoever is in care of an agent shares all of its address: it is no hit on its own.
_AGENT = -0.25
_RARE_NAME = 0.3


@dataclass(frozen=True, slots=True)
class AddressScore:
    """How alike two addresses are, 0 to 1: the effects of `features` added up.

    `building` says that street and house agree, whatever the unit. `open` says that all
    agrees but for a house number that the asked address lacks.
    """

    score: float
    features: tuple[Feature, ...]
    building: bool = False
    open: bool = False


NOTHING = AddressScore(0.0, ())


@dataclass(frozen=True, slots=True)
class _Both:
    """Two addresses, and what of their streets agrees."""

    asked: Address
    listed: Address
    pairs: tuple[Pair, ...]
    street: float

    @property
    def house(self) -> str | None:
        """Whether the numbers are the "same" or "other"; None where a side has none."""
        ours, theirs = (each.houses or each.parts for each in (self.asked, self.listed))
        return _sets(ours, theirs)

    @property
    def place(self) -> str | None:
        """The same for the place, by a town's name or a postal code."""
        if self.asked.codes & self.listed.codes:
            return "same"
        ours, theirs = self.asked.places, self.listed.places
        # Without commas a town may have been read as part of the street.
        inside = any_alike(ours, self.listed.words) or any_alike(theirs, self.asked.words)
        if inside or any_alike(ours, theirs):
            return "same"
        return "other" if ours and theirs else None

    @property
    def unit(self) -> str | None:
        """The same for the room; the storey where a side names no room."""
        return _sets(self.asked.units, self.listed.units) or _sets(
            self.asked.floors, self.listed.floors
        )

    @property
    def named(self) -> bool:
        """Whether a building's name agrees."""
        both = self.asked.buildings & self.listed.buildings
        return any(one in both for one, _, weight in self.pairs if weight >= _RARE_NAME)

    @property
    def same_building(self) -> bool:
        """Whether the street and the house agree, or the building where no house is known."""
        one = self.house == "same" or (self.house is None and self.named)
        return bool(self.street) and one


def compare_addresses(asked: Address, listed: Address, rarity: Rarity) -> AddressScore:
    """Score two addresses. Symmetric, but for which side an open question is asked of."""
    box = bool(asked.boxes & listed.boxes)
    pairs, street = streets(asked, listed, rarity)
    if not box and street < SHARE:
        return NOTHING
    both = _Both(asked, listed, pairs, street if street >= SHARE else 0.0)
    features = _bounded([*_features(both, box=box)])
    features = _bounded([*features, *_lightened(both, box=box)])
    open_ = (
        street >= SHARE
        and not asked.houses | asked.parts | asked.boxes
        and bool(listed.houses)
        and both.place == "same"
    )
    return AddressScore(
        min(1.0, max(0.0, sum(each.effect for each in features))),
        tuple(features),
        building=both.same_building,
        open=open_,
    )


def _features(both: _Both, *, box: bool) -> Iterator[Feature]:
    if both.street:
        yield _street(both)
        yield from _house(both)
        yield from _unit(both, box=box)
    yield from _box(both, box=box)
    yield from _place(both)


def _lightened(both: _Both, *, box: bool) -> Iterator[Feature]:
    """Taken from all that agrees: what many share says little of each."""
    if both.listed.agent or both.asked.agent:
        says = "in care of an agent, with whom very many companies are registered"
        yield Feature("agent", _AGENT, says)
    if both.listed.zone and both.asked.zone and both.unit != "same" and not box:
        yield Feature(
            "free zone", _IN_ZONE, "in a free zone or park, where many share one address"
        )


def _bounded(features: list[Feature]) -> list[Feature]:
    total = sum(each.effect for each in features)
    kept = min(1.0, max(0.0, total))
    if kept == total:
        return features
    return [*features, Feature("bounds", kept - total, "a score stays between 0 and 1")]


def _street(both: _Both) -> Feature:
    words = ", ".join(
        f"'{one}'" if one == other else f"'{one}' for '{other}'" for one, other, _ in both.pairs
    )
    return Feature("street", STREET * both.street, f"{words} in both streets or buildings")


def _house(both: _Both) -> Iterator[Feature]:
    asked, listed = both.asked, both.listed
    if both.house == "other":
        ours, theirs = (_list(each.houses or each.parts) for each in (asked, listed))
        says = f"house {ours} is not {theirs}"
        yield Feature("house number", _OTHER_HOUSE, says)
    elif both.house == "same":
        same = (asked.houses or asked.parts) & (listed.houses or listed.parts)
        yield Feature("house number", _HOUSE, f"house {_list(same)} on both sides")
        if asked.houses and listed.houses and _sets(asked.parts, listed.parts) == "other":
            says = f"part {_list(asked.parts)} is not {_list(listed.parts)}"
            yield Feature("part of the plot", _OTHER_PART, says)
    else:
        which = "either side" if not asked.houses | listed.houses else "one side"
        says = f"{which} has no house number, which is an open question"
        yield Feature("house number", 0.0, says)
        if both.named:
            yield Feature("building", _BUILDING, "a building of that name on both sides")
    if asked.kinds and listed.kinds and not asked.kinds & listed.kinds:
        says = f"{_list(asked.kinds)} is not {_list(listed.kinds)}"
        yield Feature("kind of street", _OTHER_KIND, says)


def _unit(both: _Both, *, box: bool) -> Iterator[Feature]:
    if not both.same_building:
        return
    asked, listed = both.asked, both.listed
    if both.unit == "same":
        yield Feature("unit", _UNIT, "the same room or floor")
    elif both.unit == "other":
        yield Feature("unit", _OTHER_UNIT, "the same building, another room or floor")
    elif not (asked.units | asked.floors | listed.units | listed.floors):
        if both.house == "same":
            yield Feature("unit", _UNIT, "neither side names a room")
    elif not box:
        yield Feature("unit", 0.0, "only one side names a room")


def _box(both: _Both, *, box: bool) -> Iterator[Feature]:
    if box:
        says = f"P.O. box {_list(both.asked.boxes & both.listed.boxes)} on both sides"
        yield Feature("box", _BOX, says)
    elif both.asked.boxes and both.listed.boxes:
        yield Feature("box", _OTHER_BOX, "the P.O. boxes differ")


def _place(both: _Both) -> Iterator[Feature]:
    asked, listed = both.asked, both.listed
    if asked.country and listed.country and asked.country != listed.country:
        says = f"country {asked.country} is not {listed.country}"
        yield Feature("country", _OTHER_COUNTRY, says)
    elif both.place == "same":
        yield Feature("place", _PLACE, "the same town or postal code")
        if _sets(asked.codes, listed.codes) == "other":
            yield Feature("postal code", _OTHER_CODE, "the postal codes differ")
    elif both.place == "other":
        says = f"{_list(asked.places)} is not {_list(listed.places)}"
        yield Feature("place", _OTHER_PLACE, says)
    else:
        known = bool(asked.country) and asked.country == listed.country
        says = "one side names no town, which is an open question"
        yield Feature("place", _NO_TOWN if known else _NO_PLACE, says)


def _sets(ours: frozenset[str], theirs: frozenset[str]) -> str | None:
    if not ours or not theirs:
        return None
    return "same" if ours & theirs else "other"


def _list(words: Iterable[str]) -> str:
    return " ".join(sorted(words))
