"""How likely two addresses are one place, and every reason for it.

The score starts at nothing and the parts add up to it. A town or a country in common is no
reason: only where the street and something beside it agree, or a post office box, does the
place count. A house number that one side lacks is an open question and adds nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from rapidfuzz.distance import OSA

from enduse.model.hit import Feature
from enduse.names.address import Address
from enduse.names.sound import skeleton

Rarity = Callable[[str], float]

NEAR = 0.8
"""From which share of equal letters two words are one word, mistyped."""
SOUND_LETTERS = 3
"""Consonants that two words must share at least to count as one by their sound."""
STREET = 0.45
"""What a street or building adds at most."""

# What each part adds. Street, house, place and unit together make 1; two companies in one
# building with other rooms are left near the threshold, and under it where many are there.
_HOUSE, _PLACE, _UNIT, _BUILDING = 0.30, 0.15, 0.10, 0.10
_BOX = 0.65
_OTHER_HOUSE, _OTHER_PLACE, _OTHER_COUNTRY = -0.45, -0.40, -0.70
_OTHER_UNIT, _OTHER_PART, _OTHER_KIND, _OTHER_BOX, _OTHER_CODE = -0.12, -0.08, -0.15, -0.05, -0.03
_IN_ZONE = -0.10

ENOUGH = 0.5
"""Agreement of words so rare is evidence enough of a street."""
SHARE = 0.4
"""From which share of agreeing words two streets are taken for one."""
_DROPPED, _OTHER_BUILDING = 0.2, 0.3
_SAME_SOUND = 0.9
_SHORTEST = 4
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
    pairs: tuple[tuple[str, str, float], ...]
    street: float

    @property
    def house(self) -> str | None:
        """"same", "other", or None where a side has none."""
        ours, theirs = (each.houses or each.parts for each in (self.asked, self.listed))
        return _sets(ours, theirs)

    @property
    def place(self) -> str | None:
        """The same for the place, by a town's name or a postal code."""
        if self.asked.codes & self.listed.codes:
            return "same"
        ours, theirs = self.asked.places, self.listed.places
        # Without commas a town may have been read as part of the street.
        if _share(ours, (*theirs, *self.listed.words)) or _share(theirs, self.asked.words):
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
    pairs, street = _streets(asked, listed, rarity)
    if not box and street < SHARE:
        return NOTHING
    both = _Both(asked, listed, pairs, street if street >= SHARE else 0.0)
    features = [each for each in _features(both, box=box) if each.effect or each.says]
    total = sum(each.effect for each in features)
    kept = min(1.0, max(0.0, total))
    if kept != total:
        features.append(Feature("bounds", kept - total, "a score stays between 0 and 1"))
    open_ = (
        street >= SHARE
        and not asked.houses | asked.parts | asked.boxes
        and bool(listed.houses)
        and both.place == "same"
    )
    return AddressScore(
        kept,
        tuple(features),
        building=both.same_building,
        open=open_,
    )


def alike(one: str, other: str) -> float:
    """How alike two words of addresses are: the same, mistyped, or sounding the same.

    >>> alike("pochtamtsk", "pochtamsk") > 0.8, alike("12", "13"), alike("lenina", "mira")
    (True, 0.0, 0.0)
    """
    if one == other:
        return 1.0
    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < _SHORTEST:
        return 0.0
    letters = float(OSA.normalized_similarity(one, other, score_cutoff=NEAR))
    sound = skeleton(one)
    same = len(sound) >= SOUND_LETTERS and sound == skeleton(other)
    return max(letters, _SAME_SOUND if same else 0.0)


def _streets(
    asked: Address, listed: Address, rarity: Rarity
) -> tuple[tuple[tuple[str, str, float], ...], float]:
    """The words that agree, each with its weight, and how well the streets do, 0 to 1."""
    pairs = tuple(_pairs(asked.words, listed.words, rarity))
    agreed = sum(weight for _, _, weight in pairs)
    if not agreed:
        return (), 0.0
    lost = _lost(asked, {one for one, _, _ in pairs}, listed)
    extra = _lost(listed, {other for _, other, _ in pairs}, asked)
    weigh = partial(_mass, rarity=rarity)
    against = min(weigh(lost - asked.buildings), weigh(extra - listed.buildings))
    against += _OTHER_BUILDING * min(
        weigh(lost & asked.buildings), weigh(extra & listed.buildings)
    )
    dropped = max(0.0, weigh(lost) + weigh(extra) - 2 * against)
    share = agreed / (agreed + against + _DROPPED * dropped)
    return pairs, share * min(1.0, agreed / ENOUGH)


def _pairs(
    ours: Sequence[str], theirs: Sequence[str], rarity: Rarity
) -> Iterator[tuple[str, str, float]]:
    """Words that stand for each other, the most alike first; each word once."""
    found = ((alike(one, other), one, other) for one in ours for other in theirs)
    likely = sorted((each for each in found if each[0]), key=lambda each: -each[0])
    taken: tuple[set[str], set[str]] = (set(), set())
    for like, one, other in likely:
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            yield one, other, like * (rarity(one) + rarity(other)) / 2


def _lost(address: Address, matched: set[str], other: Address) -> set[str]:
    """Words of the street that the other side has nowhere, not even in a town's name."""
    return set(address.words) - matched - set(other.places)


def _mass(words: Iterable[str], *, rarity: Rarity) -> float:
    # In order, so that a sum does not hang on how a set is laid out.
    return sum(rarity(word) for word in sorted(words))


def _features(both: _Both, *, box: bool) -> Iterator[Feature]:
    if both.street:
        yield _street(both)
        yield from _house(both)
        yield from _unit(both, box=box)
    yield from _box(both, box=box)
    yield from _place(both)
    if both.listed.zone and both.asked.zone and both.unit != "same" and not box:
        yield Feature("free zone", _IN_ZONE, "in a free zone or park, where many share one address")


def _street(both: _Both) -> Feature:
    words = ", ".join(
        f"'{one}'" if one == other else f"'{one}' for '{other}'" for one, other, _ in both.pairs
    )
    return Feature("street", STREET * both.street, f"{words} in both streets or buildings")


def _house(both: _Both) -> Iterator[Feature]:
    asked, listed = both.asked, both.listed
    if both.house == "other":
        says = f"house {_list(asked.houses or asked.parts)} is not {_list(listed.houses or listed.parts)}"
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
        yield Feature("place", 0.0, "one side names no town, which is an open question")


def _sets(ours: frozenset[str], theirs: frozenset[str]) -> str | None:
    if not ours or not theirs:
        return None
    return "same" if ours & theirs else "other"


def _share(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    others = tuple(theirs)
    return any(alike(one, other) for one in ours for other in others)


def _list(words: Iterable[str]) -> str:
    return " ".join(sorted(words))
