"""Which owners get a box of their own in the picture, and which are drawn as one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from enduse.assess.checks.owner_tree import Tree
from enduse.assess.stakes import Stake, Stakes

MOST = 14
"""Owners with a box of their own, which still fit a page that a person can read."""

_MOST_ABREAST = 5
"""Owners of one company that are drawn where nobody is listed."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Nodes that are drawn, the party first, and the stakes between them.

    `companies` are drawn nodes whose owners are drawn, `folded` their stakes that are drawn
    as one box, `left_out` listed nodes that are not drawn, `leading` all listed ones and those
    in whom they hold part, drawn or not.
    """

    nodes: tuple[int, ...]
    stakes: tuple[Stake, ...]
    companies: tuple[int, ...]
    folded: Mapping[int, tuple[Stake, ...]]
    left_out: tuple[int, ...]
    leading: frozenset[int]


def choose(tree: Tree, listed: Sequence[int]) -> Chosen:
    """Choose what leads from listed nodes to the party, or the nearest where nobody is listed.

    Of a company on the way every owner is drawn, or is among those drawn as one: a single
    other owner is drawn himself.
    """
    stakes = Stakes.lay_out(tree.stakes)
    kept = _ways(stakes, listed) if listed else _nearest(stakes)
    companies = [node for node in kept if _leads(stakes, node, kept, any_=not listed)]
    folded: dict[int, tuple[Stake, ...]] = {}
    for node in companies:
        others = [each for each in stakes.of.get(node, ()) if each.owner not in kept]
        if len(others) == 1:
            kept.append(others.pop().owner)
        folded[node] = tuple(others)
    drawn = frozenset(kept)
    between = tuple(
        each for owned in companies for each in stakes.of.get(owned, ()) if each.owner in drawn
    )
    missing = tuple(node for node in listed if node not in drawn)
    leading = frozenset(_downward(stakes, listed))
    return Chosen(tuple(kept), between, tuple(companies), folded, missing, leading)


def _leads(stakes: Stakes, node: int, kept: Iterable[int], *, any_: bool) -> bool:
    """Whether a node is a company on the way: an owner of it is drawn, or could be."""
    theirs = stakes.of.get(node, ())
    return bool(theirs) and (any_ or bool({each.owner for each in theirs} & set(kept)))


def _ways(stakes: Stakes, listed: Sequence[int]) -> list[int]:
    """The party, the listed, and who lies between; where too many, by the shortest ways."""
    down = _distances(stakes)
    whole = {0} | _downward(stakes, listed)
    if len(whole) <= MOST + 1:
        return sorted(whole, key=lambda node: (down[node], node))
    kept = {0}
    for node in sorted((n for n in listed if n in down), key=lambda n: (down[n], n)):
        way = _shortest(stakes, node, down)
        if len(kept | way) <= MOST + 1:
            kept |= way
    return sorted(kept, key=lambda node: (down[node], node))


def _downward(stakes: Stakes, nodes: Iterable[int]) -> set[int]:
    """Some nodes, and all of whom they hold part, at any remove."""
    found: set[int] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += [each.owned for each in stakes.by.get(node, ())]
    return found


def _distances(stakes: Stakes) -> dict[int, int]:
    """How many stakes each node is away from the party."""
    found, ring = {0: 0}, [0]
    while ring:
        owners = dict.fromkeys(each.owner for node in ring for each in stakes.of.get(node, ()))
        ring = [node for node in owners if node not in found]
        found |= dict.fromkeys(ring, max(found.values()) + 1)
    return found


def _shortest(stakes: Stakes, node: int, down: Mapping[int, int]) -> set[int]:
    way = {node}
    while node:
        nearer = (e.owned for e in stakes.by.get(node, ()) if down.get(e.owned, 0) < down[node])
        node = min(nearer, key=lambda each: (down.get(each, 0), each))
        way.add(node)
    return way


def _nearest(stakes: Stakes) -> list[int]:
    """The party and its owners ring by ring, those who hold the most of a company first."""
    kept: dict[int, None] = {0: None}
    ring = [0]
    while ring:
        further: dict[int, None] = {}
        for node in ring:
            theirs = sorted(stakes.of.get(node, ()), key=lambda e: (-e.low, -e.high, e.owner))
            shown = theirs if len(theirs) <= _MOST_ABREAST + 1 else theirs[:_MOST_ABREAST]
            further |= dict.fromkeys(each.owner for each in shown if each.owner not in kept)
        room = max(0, MOST + 1 - len(kept))
        ring = list(further)[:room]
        kept |= dict.fromkeys(ring)
    return list(kept)
