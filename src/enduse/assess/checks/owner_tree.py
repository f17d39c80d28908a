"""The owners that an order names behind a party, as nodes and stakes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enduse.assess.checks.control import controls
from enduse.assess.stakes import WHOLE, Stake
from enduse.model.order import Owner


@dataclass(frozen=True, slots=True)
class Tree:
    """The owners of a party at any depth; node 0 is the party."""

    nodes: Mapping[str, int]
    owners: Sequence[Owner | None]
    stakes: tuple[Stake, ...]


def tree_of(path: str, owners: Sequence[Owner]) -> Tree:
    """Lay the owners of a party out, `path` being the party's."""
    nodes: dict[str, int] = {path: 0}
    people: list[Owner | None] = [None]
    stakes: list[Stake] = []

    def add(parent: str, theirs: Sequence[Owner]) -> None:
        for number, owner in enumerate(theirs):
            place = f"{parent}/owners/{number}"
            nodes[place] = len(people)
            people.append(owner)
            low, high = owner.share or (0.0, WHOLE)
            said = controls(owner)
            stakes.append(
                Stake(nodes[place], nodes[parent], low, high, said is True, said is None)
            )
            add(place, owner.owners)

    add(path, owners)
    return Tree(nodes, people, tuple(stakes))
