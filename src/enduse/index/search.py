"""Find the entries whose names are like a given one, best first."""

from collections.abc import Callable
from dataclasses import dataclass

from enduse.index.index import NameIndex
from enduse.index.likeness import Ear
from enduse.index.score import NameScore, compare
from enduse.names.ready import ReadyName

Names = Callable[[int, int], ReadyName]
"""Gives the listed name of (row, name_no), as it was indexed."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry's best name beside the asked one."""

    row: int
    name_no: int
    score: NameScore


def search(
    index: NameIndex,
    asked: ReadyName,
    *,
    names: Names,
    kind: str,
    floor: float,
    limit: int,
) -> list[Match]:
    """Entries with a name that scores `floor` or more, best first, at most `limit`.

    Of each entry the best name is given; of equals the one with the lower number. Equal
    entries come in the order of their rows.
    """
    ear = Ear()
    known: dict[str, float] = {}

    def rarity(word: str) -> float:
        if word not in known:  # the same words come up in candidate after candidate
            known[word] = index.rarity(word)
        return known[word]

    best: dict[int, Match] = {}
    for row, name_no in index.candidates(asked):
        listed = names(row, name_no)
        score = compare(asked, listed, rarity, kind=kind, weak=listed.weak, ear=ear)
        match = Match(row, name_no, score)
        if score.score >= floor and (row not in best or _order(match) < _order(best[row])):
            best[row] = match
    return sorted(best.values(), key=_order)[:limit]


def _order(match: Match) -> tuple[float, int, int]:
    return (-match.score.score, match.row, match.name_no)
