"""Find the entries whose names are like given ones, best first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from enduse.index.found import find
from enduse.index.index import NameIndex
from enduse.index.model import load
from enduse.index.score import NameScore, explain
from enduse.names.ready import ReadyName

Counts = Callable[[int], bool]
"""Whether the entry of a row counts; one that does not takes up no place."""

Names = Callable[[int, int], ReadyName]
"""Gives the listed name of (row, name_no), as it was indexed."""

_AT_ONCE = 50_000
"""Names whose words are looked up together: more want more memory, and gain little."""


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
    floor: float,
    limit: int,
) -> list[Match]:
    """Entries with a name that scores `floor` or more, best first, at most `limit`.

    Of each entry the best name is given; of equals the one with the lower number. Equal
    entries come in the order of their rows.
    """
    (found,) = search_many(index, [asked], names=names, floor=floor, limit=limit)
    return found


def search_many(
    index: NameIndex,
    asked: Sequence[ReadyName],
    *,
    names: Names,
    floor: float,
    limit: int,
    counts: Counts = lambda _: True,
) -> list[list[Match]]:
    """The same for many names, each as if it were asked alone, of entries that count."""
    weighs = load()
    matches: list[list[Match]] = [[] for _ in asked]
    for places in at_once(asked):
        some = [asked[at] for at in places]
        found = find(index, some, weighs, floor=floor)
        for at, name in enumerate(found.name.tolist()):
            own = matches[places[name]]
            row, number = int(found.row[at]), int(found.name_no[at])
            if len(own) < limit and counts(row):
                pair = some[name], names(row, number)
                own.append(
                    Match(row, number, explain(found, at, pair, index=index, model=weighs))
                )
    return matches


def at_once(asked: Sequence[ReadyName]) -> Iterator[list[int]]:
    """Places of names that are best searched together.

    Names that lack their vowels have many more words near, so they go by themselves.
    """
    for bare in (False, True):
        places = [at for at, name in enumerate(asked) if name.bare is bare]
        for first in range(0, len(places), _AT_ONCE):
            yield places[first : first + _AT_ONCE]
