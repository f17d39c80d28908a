"""Of words that may name several, and names inside names: which mention stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from enduse.mention.weighing import Sure


@dataclass(frozen=True, slots=True)
class Found:
    """A name or number of an entry, from sign `start` to `end` of a text.

    `source`, `row` and `name` say whose and which of its names; `name` is -1 for a number,
    whose scheme is `number`. `info` is what the words tell.
    """

    start: int
    end: int
    source: int
    row: int
    name: int
    sure: Sure
    info: float = 0.0
    number: str = ""


def settled(found: Iterable[Found]) -> Iterator[Sequence[Found]]:
    """One group for each stretch that stands, all that it may mean, the likeliest first.

    Of stretches that overlap the longest wins that is at least likely, else the surest.
    """
    by_place: dict[tuple[int, int], list[Found]] = defaultdict(list)
    for each in found:
        by_place[each.start, each.end].append(each)
    groups = [sorted(group, key=_likelier) for group in by_place.values()]
    taken: list[Sequence[Found]] = []
    covered = _Covered()
    for group in sorted(groups, key=_stronger):
        if covered.free(group[0].start, group[0].end):
            covered.take(group[0].start, group[0].end)
            taken.append(group)
    yield from sorted(taken, key=lambda group: group[0].start)


def _likelier(each: Found) -> tuple[float, ...]:
    return (-each.sure.step, -each.info, each.source, each.row, each.name)


def _stronger(group: Sequence[Found]) -> tuple[float, ...]:
    first = group[0]
    return (-(first.sure.step > 0), first.start - first.end, -first.sure.step, first.start)


class _Covered:
    """The stretches of a text that are taken, by the blocks of signs that they touch."""

    _BLOCK = 64

    def __init__(self) -> None:
        self._by_block: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def free(self, start: int, end: int) -> bool:
        return not any(
            first < end and start < last
            for block in self._blocks(start, end)
            for first, last in self._by_block.get(block, ())
        )

    def take(self, start: int, end: int) -> None:
        for block in self._blocks(start, end):
            self._by_block[block].append((start, end))

    def _blocks(self, start: int, end: int) -> range:
        return range(start // self._BLOCK, end // self._BLOCK + 1)
