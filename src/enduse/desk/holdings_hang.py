"""Owners of a graph, hung into an order as owners of owners, each company's once."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from enduse.desk.holdings_find import Directory
from enduse.desk.holdings_join import Joined, Node, is_bare
from enduse.desk.holdings_keys import name_key
from enduse.desk.holdings_stakes import Held, Stood, agreed, control_of
from enduse.model.holding import in_words
from enduse.model.order import Owner, Party

MOST_DEEP = 100
"""Levels of owners that are hung in. Real chains end far earlier; nested, they are walked by
recursion, of which Python has not much more to give."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Who there is, who holds what on a day, and how somebody is looked up."""

    joined: Joined
    stood: Stood
    directory: Directory


@dataclass(frozen=True, slots=True)
class Hung:
    """Owners as the order holds them; the nodes that they come from.

    `differs` are the places under the party where the order and the files contradict each
    other, with the words; `deeper` the nodes whose owners are too far up.
    """

    owners: tuple[Owner, ...]
    reached: set[int]
    differs: Sequence[tuple[str, str]]
    deeper: Sequence[int]
    doubtful: Sequence[Held]


@dataclass(slots=True)
class _Spot:
    """A place in the tree: its own owners in the order, its node, and what hangs on it."""

    owner: Owner | None
    node: int | None
    path: str
    depth: int
    under: list["_Spot"] = field(default_factory=list)


@dataclass(slots=True)
class _Work:
    """What is shared while one party's owners are hung."""

    root: int | None
    party: Party
    expanded: set[int] = field(default_factory=set)
    differs: list[tuple[str, str]] = field(default_factory=list)
    deeper: list[int] = field(default_factory=list)
    doubtful: list[Held] = field(default_factory=list)


def hang(graph: Graph, party: Party, node: int | None) -> Hung:
    """The owners of a party: those in the order, with those of its node and all above.

    Breadth first, so that each company stands as near to the party as it can. An owner that
    stands in the order and in the files is one: its share is what both can mean, else
    whatever either says.
    """
    work = _Work(node, party)
    top = _Spot(None, node, "", 0)
    order: list[_Spot] = [top]
    left = deque([(top, party.owners)])
    while left:
        spot, own = left.popleft()
        held = _opened(graph, spot, work)
        for child, theirs in _below(graph, spot, own=own, held=held, work=work):
            spot.under.append(child)
            order.append(child)
            left.append((child, theirs))
    return Hung(_nested(order), work.expanded, work.differs, work.deeper, work.doubtful)


def _opened(graph: Graph, spot: _Spot, work: _Work) -> Sequence[Held]:
    """The stakes in the company at a place, the first time it is met."""
    if spot.node is None or spot.node in work.expanded:
        return ()
    held = graph.stood.of(spot.node)
    if held and spot.depth >= MOST_DEEP:
        work.deeper.append(spot.node)
        return ()
    work.expanded.add(spot.node)
    nodes = graph.joined.nodes
    work.doubtful += (
        each
        for each in held
        if each.owner is not None and (each.differs or is_bare(nodes[each.owner]))
    )
    return held


def _below(
    graph: Graph,
    spot: _Spot,
    *,
    own: Sequence[Owner],
    held: Sequence[Held],
    work: _Work,
) -> list[tuple[_Spot, tuple[Owner, ...]]]:
    """The owners at a place, the order's own first, each with his own owners in the order."""
    nodes = graph.joined.nodes
    left = list(held)
    found: list[tuple[_Spot, tuple[Owner, ...]]] = []
    for each in own:
        path = f"{spot.path}/owners/{len(found)}"
        match = next((h for h in left if h.owner is not None and _same(each, nodes[h.owner])),
                     None)  # fmt: skip
        if match is None:
            node = graph.directory.find(each).node
            owner = each
        else:
            left.remove(match)
            node = match.owner
            owner = _both(each, match, nodes[match.owner or 0], path=path, work=work)
        child = _Spot(replace(owner, owners=()), node, path, spot.depth + 1)
        found.append((child, each.owners))
    for stake in left:
        path = f"{spot.path}/owners/{len(found)}"
        owner = _owner(stake, None if stake.owner is None else nodes[stake.owner], work)
        found.append((_Spot(owner, stake.owner, path, spot.depth + 1), ()))
    return found


def _owner(held: Held, node: Node | None, work: _Work) -> Owner:
    """A stake as the order has one. The party itself goes by the name the order gives it."""
    if node is None:
        return Owner(None, share=held.share, control=held.control, source=held.source)
    names, ids, country = node.names, node.ids, node.country
    if held.owner == work.root:
        party = work.party
        names = tuple(dict.fromkeys(n for n in (party.name, *names, *party.aliases) if n))
        ids = tuple(dict.fromkeys((*party.ids, *ids)))
        country = party.country or country
    return Owner(
        name=names[0] if names else None,
        country=country,
        share=held.share,
        control=held.control,
        kind=node.kind,
        ids=_one_each(ids),
        aliases=names[1:],
        birth_date=node.birth_date,
        source=held.source,
    )


def _one_each(ids: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """A value for each scheme; several numbers stand in one, as people write them."""
    if len({scheme for scheme, _ in ids}) == len(ids):
        return tuple(ids)
    found: dict[str, list[str]] = {}
    for scheme, value in ids:
        found.setdefault(scheme, []).append(value)
    return tuple((scheme, "; ".join(values)) for scheme, values in found.items())


def _same(owner: Owner, node: Node) -> bool:
    """Whether an owner in the order is a node that holds part of the same company."""
    numbers = set(owner.ids) & set(node.ids)
    names = {name_key(name) for name in (owner.name, *owner.aliases) if name} - {None}
    named = bool(names & {name_key(name) for name in node.names})
    elsewhere = owner.country and node.country and owner.country != node.country
    return bool(numbers) or (named and not elsewhere)


def _both(own: Owner, held: Held, node: Node, *, path: str, work: _Work) -> Owner:
    """An owner of the order with what the files say of the same stake."""
    shares = [each for each in (own.share, held.share) if each is not None]
    share, differs = agreed(shares)
    control = _control(own, held)
    if differs:
        says = (
            f"the order says {in_words(own.share)} of {node.called}, {held.source} says "
            f"{in_words(held.share)}; either may be right, so it counts as {in_words(share)}"
        )
        work.differs.append((path, says))
    told = _owner(held, node, work)
    return replace(
        told,
        name=own.name or told.name,
        country=own.country or told.country,
        share=share,
        control=control,
        kind=own.kind if own.kind != "unknown" else told.kind,
        ids=_one_each(tuple(dict.fromkeys((*own.ids, *told.ids)))),
        aliases=tuple(dict.fromkeys((*own.aliases, *_others(own, told)))),
        birth_date=own.birth_date or told.birth_date,
        source="; ".join(filter(None, (own.source or "the order", told.source))),
    )


def _others(own: Owner, told: Owner) -> tuple[str, ...]:
    names = (told.name, *told.aliases)
    return tuple(name for name in names if name and name not in (own.name, *own.aliases))


def _control(own: Owner, held: Held) -> str | bool | None:
    """What the order says of control, with what the files do; a plain yes of one stands."""
    if held.control is None or own.control is True:
        return own.control if own.control is not None else held.control
    said = "no" if own.control is False else own.control
    return control_of([said, held.control] if said else [held.control])


def _nested(order: Sequence[_Spot]) -> tuple[Owner, ...]:
    """The places as owners of owners, from the last upwards, so that nothing recurses."""
    made: dict[int, tuple[Owner, ...]] = {}
    for spot in reversed(order):
        made[id(spot)] = tuple(
            replace(each.owner, owners=made.pop(id(each)))
            for each in spot.under
            if each.owner is not None
        )
    return made[id(order[0])]
