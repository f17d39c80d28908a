"""The owners that an order names behind a party, as nodes and stakes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enduse.assess.checks.control import controls
from enduse.assess.stakes import WHOLE, Stake
from enduse.model.order import Owner

_Row = tuple[str, tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Tree:
    """The owners of a party at any depth; node 0 is the party.

    `repeats` are owners that stand a second time under one parent with the same share, each
    with the owner it repeats. It may be one stake written twice, or two: nothing of it is
    sure, all of it is possible.
    """

    nodes: Mapping[str, int]
    owners: Sequence[Owner | None]
    stakes: tuple[Stake, ...]
    repeats: Mapping[int, int]


def tree_of(path: str, owners: Sequence[Owner]) -> Tree:
    """Lay the owners of a party out, `path` being the party's."""
    nodes: dict[str, int] = {path: 0}
    people: list[Owner | None] = [None]
    stakes: list[Stake] = []
    repeats: dict[int, int] = {}

    def add(parent: str, theirs: Sequence[Owner]) -> None:
        seen: dict[_Row, int] = {}
        for number, owner in enumerate(theirs):
            place = f"{parent}/owners/{number}"
            nodes[place] = len(people)
            people.append(owner)
            low, high = owner.share or (0.0, WHOLE)
            if (row := _row(owner)) and seen.setdefault(row, nodes[place]) != nodes[place]:
                repeats[nodes[place]] = seen[row]
                low = 0.0
            said = controls(owner)
            stakes.append(
                Stake(nodes[place], nodes[parent], low, high, said is True, said is None)
            )
            add(place, owner.owners)

    add(path, owners)
    return Tree(nodes, people, tuple(stakes), repeats)


def _row(owner: Owner) -> _Row | None:
    """What makes two rows the same one; None of an owner without a name."""
    return (" ".join(owner.name.casefold().split()), owner.share) if owner.name else None
