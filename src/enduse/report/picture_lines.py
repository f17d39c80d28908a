"""The arrows of a picture of owners: where each leaves and enters a box, and its words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from enduse.model.chart import Arrow
from enduse.report import picture_words as said
from enduse.report.picture_cards import LINE, WIDTH
from enduse.report.picture_places import Places

_ROOM = 6.0
_UPWARD = 0.4
"""How far from its middle an arrow of a circle leaves a box, in widths of a box."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An arrow from box to box. `below` is how far under its owner's box its words stand.

    `row` and `ends` are the rows of owner and owned, `up` says that the arrow closes a circle.
    """

    arrow: Arrow
    row: int
    ends: int
    up: bool
    leaves: float
    enters: float
    bends: Sequence[tuple[int, float]]
    lines: Sequence[str]
    below: float = 0.0

    @property
    def height(self) -> float:
        """How high its words are."""
        return LINE * len(self.lines) + _ROOM


def drawn(arrows: Sequence[Arrow], found: Places) -> list[Drawn]:
    """The arrows, in their order, each with its own place at the edge of both boxes."""
    up = [found.row[each.owner] > found.row[each.owned] for each in arrows]
    leaving: dict[int, list[int]] = defaultdict(list)
    entering: dict[int, list[int]] = defaultdict(list)
    for at, each in enumerate(arrows):
        if not up[at]:
            leaving[each.owner].append(at)
            entering[each.owned].append(at)
    leaves = _spread(leaving, arrows, found, ahead=True)
    enters = _spread(entering, arrows, found, ahead=False)
    for at, each in enumerate(arrows):
        if up[at]:  # where it leaves, nothing enters
            for other in entering[each.owner]:
                middle = found.across[each.owner]
                enters[other] = middle - WIDTH / 2 + (enters[other] - middle + WIDTH / 2) * 0.8
    made: list[Drawn] = []
    low: dict[int, float] = defaultdict(float)
    for at, each in enumerate(arrows):
        edge = WIDTH * _UPWARD
        one = Drawn(
            arrow=each,
            row=found.row[each.owner],
            ends=found.row[each.owned],
            up=up[at],
            leaves=found.across[each.owner] + edge if up[at] else leaves[at],
            enters=found.across[each.owned] + edge if up[at] else enters[at],
            bends=found.bends[at],
            lines=_lines(each, beside=len(leaving[each.owner])),
            below=low[each.owner],
        )
        if not up[at]:
            low[each.owner] += one.height
        made.append(one)
    return made


def labels(lines: Sequence[Drawn], node: int, *, up: bool) -> float:
    """How much room the words on the arrows from a box need."""
    return sum(each.height for each in lines if each.arrow.owner == node and each.up == up)


def _lines(arrow: Arrow, *, beside: int) -> list[str]:
    """The words on an arrow, no wider than up to the arrows beside it."""
    room = (WIDTH if beside <= 1 else 2 * WIDTH / (beside + 1)) - 8
    control = said.control(arrow)
    return [
        *said.broken(said.share(arrow), room / 12.96, most=3),
        *(said.broken(control, room / 12.96, most=3) if control else ()),
    ]


def _spread(
    ends: dict[int, list[int]], arrows: Sequence[Arrow], found: Places, *, ahead: bool
) -> dict[int, float]:
    """Where arrows meet a box, in the order in which they come from left and right."""
    across: dict[int, float] = {}
    for node, its in ends.items():

        def other(at: int) -> tuple[float, int]:
            bends = found.bends[at]
            if bends:
                return bends[0 if ahead else -1][1], at
            arrow = arrows[at]
            return found.across[arrow.owned if ahead else arrow.owner], at

        for place, at in enumerate(sorted(its, key=other), start=1):
            across[at] = found.across[node] + WIDTH * (place / (len(its) + 1) - 0.5)
    return across
