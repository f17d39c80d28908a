"""Find as `search` does, without the reasons: for those who ask many and read few."""

from collections.abc import Sequence
from typing import NamedTuple

from enduse.index.found import find
from enduse.index.index import NameIndex
from enduse.index.model import FEATURES, load
from enduse.index.search import Counts, at_once
from enduse.names.ready import ReadyName

_EXACT = FEATURES.index("exact")
_CONTRADICTS = [FEATURES.index(name) for name in ("family", "forms", "kind")]


class Bare(NamedTuple):
    """An entry's best name beside the asked one: which it is, and how likely.

    `same` says that the words are the same, in any order, and that neither legal form nor
    kind nor family name contradicts: the name is listed word for word.
    """

    row: int
    name_no: int
    score: float
    same: bool


def bare_many(
    index: NameIndex,
    asked: Sequence[ReadyName],
    *,
    floor: float,
    limit: int,
    counts: Counts = lambda _: True,
) -> list[list[Bare]]:
    """What `search_many` finds, in its order, without what reasons cost."""
    matches: list[list[Bare]] = [[] for _ in asked]
    for places in at_once(asked):
        found = find(index, [asked[at] for at in places], load(), floor=floor)
        same = found.facts[:, _EXACT] > 0
        same &= (found.facts[:, _CONTRADICTS] == 0).all(axis=1)
        told = found.row, found.name_no, found.score, same
        rows = zip(*(each.tolist() for each in told), strict=True)
        for name, row in zip(found.name.tolist(), rows, strict=True):
            own = matches[places[name]]
            if len(own) < limit and counts(row[0]):
                own.append(Bare(*row))
    return matches
