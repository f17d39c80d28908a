"""The listed name that each of many innocents comes nearest to.

What is found is what `Screener` finds by name: an innocent is a hit of it, at any threshold
from `floor` on, where the score here reaches that threshold.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enduse.index.bare import Bare, bare_many
from enduse.index.found import chance, log_odds
from enduse.model.listing import Entry, ListedName
from enduse.names.ready import ReadyName, ready
from enduse.places import Places
from enduse.screen.facts import most_added, weigh_facts
from enduse.screen.screen import AGREES, SEARCHED, Somebody
from enduse.screen.source import Source


@dataclass(frozen=True, slots=True)
class Near:
    """The listed name that somebody comes nearest to.

    `score` is what a threshold must not pass for it to be a hit. `same` says that the words
    are the same, in any order, and nothing of the name contradicts: listed word for word.
    """

    asked: str
    listed: ListedName
    entry: Entry
    score: float
    same: bool


def comparable(somebody: Somebody) -> tuple[ReadyName, ...]:
    """The names of somebody that can be compared; none where nothing in them can be."""
    made = (ready(text, kind=somebody.asked.kind) for text in somebody.names)
    return tuple(name for name in made if name is not None)


def nearest(
    innocents: Sequence[tuple[Somebody, Sequence[ReadyName]]],
    sources: Sequence[Source],
    places: Places,
    *,
    floor: float,
) -> list[Near | None]:
    """For each the nearest listed name of any list, None where none scores `floor` or more.

    A name that is listed word for word counts as the nearest. Of equals the first list
    counts, and on it the first entry. Each list is searched once for all.
    """
    asked = [
        (at, name, chance(log_odds(floor) - most_added(somebody.asked)))
        for at, (somebody, names) in enumerate(innocents)
        for name in names
    ]
    best: list[Near | None] = [None] * len(innocents)
    for source in sources:
        for at, name, matches in _matches(source, asked):
            for match in matches:
                near = _near(match, innocents[at][0], source, name=name, places=places)
                if near.score >= floor and _rank(near) > _rank(best[at]):
                    best[at] = near
    return best


def _matches(
    source: Source, asked: Sequence[tuple[int, ReadyName, float]]
) -> Iterator[tuple[int, ReadyName, list[Bare]]]:
    """Each name of each innocent with what it meets on a list."""
    groups: dict[float, dict[ReadyName, list[int]]] = defaultdict(dict)
    for at, name, floor in asked:
        groups[floor].setdefault(name, []).append(at)
    for floor, names in groups.items():
        found = bare_many(
            source.index, list(names), floor=floor, limit=SEARCHED, counts=source.counts
        )
        for name, matches in zip(names, found, strict=True):
            for at in names[name]:
                yield at, name, matches


def _near(
    match: Bare, somebody: Somebody, source: Source, *, name: ReadyName, places: Places
) -> Near:
    entry = source.entries[match.row]
    own = match.score
    added = sum(fact.effect for fact in weigh_facts(somebody.asked, entry, places))
    moved = chance(log_odds(own) + added) if added else own
    return Near(
        asked=name.text,
        listed=entry.names[match.name_no],
        entry=entry,
        # A name that agrees is a hit whatever fact differs.
        score=max(moved, own) if own >= AGREES else moved,
        same=match.same,
    )


def _rank(near: Near | None) -> tuple[bool, float]:
    return (near.same, near.score) if near else (False, -1.0)
