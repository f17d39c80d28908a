"""The slow definition of a search: every listed name is compared."""

from collections.abc import Mapping

from enduse.index.align import Rarity
from enduse.index.likeness import Ear
from enduse.index.score import compare
from enduse.names.ready import ReadyName

Book = Mapping[tuple[int, int], ReadyName]


def hits(
    asked: ReadyName, book: Book, rarity: Rarity, *, kind: str, floor: float
) -> dict[int, float]:
    """Every row with a name that scores `floor` or more, and its best score."""
    best: dict[int, float] = {}
    ear = Ear()
    for (row, _), listed in book.items():
        score = compare(asked, listed, rarity, kind=kind, weak=listed.weak, ear=ear).score
        if score >= floor:
            best[row] = max(score, best.get(row, 0.0))
    return best
