"""The owners that an order names behind a party, as nodes and stakes.

An owner may stand in several places, and the party among its own owners: they are one node, so
that holdings across and in circles are what they are. What two places say of the owners of one
company is put together.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from enduse.assess.checks.control import controls
from enduse.assess.checks.same_owner import one_by_one
from enduse.assess.stakes import WHOLE, Stake
from enduse.model.order import Owner, Party

Pair = tuple[int, int]
"""An owner and whom he owns, by their nodes."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The owners of a party at any depth; node 0 is the party.

    `nodes` gives the node of each place in the order ("parties/1/owners/0"), `owners` what the
    first place with a name says of a node, None of the party. `pairs` has one stake for each
    pair, and `rows` the places that speak of it; `given` is what is surely held of a company
    in all. `repeats` counts the rows more in which an owner stands under one company with the
    same share. It may be one stake written twice, or two: once of it is sure, all of it is
    possible.
    """

    nodes: Mapping[str, int]
    owners: Sequence[Owner | None]
    pairs: Mapping[Pair, Stake]
    given: Mapping[int, float]
    rows: Mapping[Pair, Sequence[tuple[str, Owner]]]
    repeats: Mapping[Pair, int]

    @property
    def stakes(self) -> tuple[Stake, ...]:
        """The stakes of all pairs."""
        return tuple(self.pairs.values())


def tree_of(path: str, party: Party) -> Tree:
    """Lay the owners of a party out, `path` being the party's."""
    places = list(_places(path, party))
    firsts = one_by_one([each for _, each in places])
    number = {first: at for at, first in enumerate(dict.fromkeys(firsts))}
    nodes = {place: number[first] for (place, _), first in zip(places, firsts, strict=True)}
    owners: list[Owner | None] = [None] * len(number)
    for place, each in places:
        known = owners[nodes[place]]
        if isinstance(each, Owner) and nodes[place] and (known is None or not known.name):
            owners[nodes[place]] = each
    told: dict[Pair, list[_Told]] = defaultdict(list)
    rows: dict[Pair, list[tuple[str, Owner]]] = defaultdict(list)
    for place, each in places:
        for pair, its in _register(place, each.owners, nodes).items():
            told[pair].append(_Told.of([owner for _, owner in its]))
            rows[pair] += its
    pairs = {pair: _stake(pair, said) for pair, said in told.items()}
    given: dict[int, float] = defaultdict(float)
    for stake in pairs.values():
        given[stake.owned] += stake.low
    repeats = {
        pair: more for pair, said in told.items() if (more := max(each.more for each in said))
    }
    return Tree(nodes, owners, pairs, given, rows, repeats)


def _places(path: str, party: Party) -> Iterator[tuple[str, Owner | Party]]:
    """Every place with what stands there, from above; as deep as it goes, without recursion."""
    left: list[tuple[str, Owner | Party]] = [(path, party)]
    while left:
        place, each = left.pop()
        yield place, each
        below = [(f"{place}/owners/{at}", owner) for at, owner in enumerate(each.owners)]
        left += reversed(below)


def _register(
    place: str, owners: Sequence[Owner], nodes: Mapping[str, int]
) -> dict[Pair, list[tuple[str, Owner]]]:
    """What one place says of the owners of a company, an owner's rows together."""
    rows: dict[Pair, list[tuple[str, Owner]]] = defaultdict(list)
    for at, owner in enumerate(owners):
        where = f"{place}/owners/{at}"
        rows[nodes[where], nodes[place]].append((where, owner))
    return rows


@dataclass(frozen=True, slots=True)
class _Told:
    """What one place says that an owner holds of a company; `more` are repeated rows."""

    low: float
    high: float
    controls: tuple[bool | None, ...]
    more: int

    @classmethod
    def of(cls, rows: Sequence[Owner]) -> "_Told":
        """Rows with different shares are added; of equal ones one is sure."""
        shares = [owner.share or (0.0, WHOLE) for owner in rows]
        once = dict.fromkeys(shares)
        high = min(WHOLE, sum(high for _, high in shares))
        said = tuple(controls(owner) for owner in rows)
        return cls(sum(low for low, _ in once), high, said, len(shares) - len(once))


def _stake(pair: Pair, told: Sequence[_Told]) -> Stake:
    """Places that agree narrow each other; where they do not, any of them may be right."""
    low, high = max(each.low for each in told), min(each.high for each in told)
    if low > high:
        low, high = min(each.low for each in told), max(each.high for each in told)
    said = {each for one in told for each in one.controls}
    return Stake(*pair, low, high, control=True in said, may_control=None in said)
