"""Where the boxes of a picture stand: rows and order by igraph, room for each by ourselves."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enduse.errors import ExtraError

Point = tuple[float, float]
_SETTLES = 200
"""Rounds in which the order in the rows is bettered; more changed no picture of ours."""


@dataclass(frozen=True, slots=True)
class Places:
    """The middle of each box across, its row from the top, and the bends of each arrow.

    A bend is a row and a place across, where an arrow passes a row without a box. Every
    two things in one row are as far apart as their widths and the gap ask.
    """

    across: Sequence[float]
    row: Sequence[int]
    bends: Sequence[Sequence[tuple[int, float]]]


def places(arrows: Sequence[tuple[int, int]], count: int, *, box: float, gap: float) -> Places:
    """Place boxes so that owners stand above what they own, and few arrows cross.

    `arrows` are (owner, owned), box 0 stands at the foot. In a circle one arrow points up.

    Raises:
        ExtraError: igraph, of the extra `picture`, is not installed.
    """
    try:
        import igraph
    except ImportError as error:
        raise ExtraError(
            "the picture of owners",
            "igraph is not installed",
            "`pip install 'enduse[picture]'` brings it",
        ) from error
    height = _heights(arrows, count)
    top = max(height)
    graph = igraph.Graph(n=count, edges=list(arrows), directed=True)
    found = graph.layout_sugiyama(
        layers=[top - each for each in height], hgap=box + gap, vgap=1, maxiter=_SETTLES
    )
    rows = [round(y) for _, y in found.coords]
    # igraph lets some boxes overlap where arrows cross many rows: each row is put in order.
    items: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for node, (x, _) in enumerate(found.coords):
        items[rows[node]].append((x, node, -1))
    for number, bends in enumerate(found.edge_routing):
        for at, (x, y) in enumerate(bends):
            items[round(y)].append((x, count + number, at))
    across: dict[tuple[int, int], float] = {}
    for row in items.values():
        across |= _apart(sorted(row), count, box=box, gap=gap)
    return Places(
        [across[node, -1] for node in range(count)],
        rows,
        [
            [(round(y), across[count + number, at]) for at, (_, y) in enumerate(bends)]
            for number, bends in enumerate(found.edge_routing)
        ],
    )


def _apart(
    row: Sequence[tuple[float, int, int]], count: int, *, box: float, gap: float
) -> Mapping[tuple[int, int], float]:
    placed: dict[tuple[int, int], float] = {}
    end = float("-inf")
    for x, item, at in row:
        half = box / 2 if item < count else 0.0
        placed[item, at] = max(x, end + gap + half)
        end = placed[item, at] + half
    return placed


def _heights(arrows: Sequence[tuple[int, int]], count: int) -> list[int]:
    """The row of each box from the foot: above everything that it owns, circles cut open."""
    owners: dict[int, list[int]] = defaultdict(list)
    for owner, owned in arrows:
        owners[owned].append(owner)
    height = [0] * count
    order = _finished(owners)
    place = {node: at for at, node in enumerate(reversed(order))}
    for node in reversed(order):
        for owner in owners[node]:
            if place[owner] > place[node]:
                height[owner] = max(height[owner], height[node] + 1)
    return height


def _finished(owners: Mapping[int, Sequence[int]]) -> list[int]:
    """Boxes in the order in which a walk from the party is done with them."""
    done: list[int] = []
    seen, waiting = {0}, [(0, 0)]
    while waiting:
        node, at = waiting.pop()
        theirs = owners.get(node, ())
        if at == len(theirs):
            done.append(node)
            continue
        waiting.append((node, at + 1))
        if theirs[at] not in seen:
            seen.add(theirs[at])
            waiting.append((theirs[at], 0))
    return done
