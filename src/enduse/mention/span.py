"""A stretch of text that names something, before its place and its claims are known."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from enduse.model.mention import Meant, Named, Sureness

_STEP: dict[Sureness, int] = {"possible": 0, "likely": 1, "certain": 2}


@dataclass(frozen=True, slots=True)
class Span:
    """What stands from `start` to `end` of a stretch, and what it names."""

    named: Named
    start: int
    end: int
    sure: Sureness
    meant: tuple[Meant, ...]
    why: str


def settled(spans: Iterable[Span]) -> list[Span]:
    """Of spans of one sort that overlap the longest; of the same place all that it may mean."""
    kept: list[Span] = []
    for each in sorted(spans, key=lambda s: (s.start, -s.end, -_STEP[s.sure])):
        last = kept[-1] if kept else None
        if last is None or each.start >= last.end:
            kept.append(each)
        elif (each.start, each.end) == (last.start, last.end):
            kept[-1] = replace(last, meant=tuple(dict.fromkeys((*last.meant, *each.meant))))
        elif each.end > last.end and _STEP[each.sure] > _STEP[last.sure]:
            kept[-1] = each
    return kept
