"""Entries under ids of their own, where a publisher uses one twice."""

from collections.abc import Iterable
from dataclasses import replace

from enduse.model.listing import Entry


def apart(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """All entries, the later ones of an id under "ID#2", and which ids were repeated.

    Both are kept, since either may be the party meant. An entry said word for word again
    is passed over, and told of too.
    """
    kept: dict[str, Entry] = {}
    first: dict[str, list[Entry]] = {}
    told: list[str] = []
    for entry in entries:
        before = first.setdefault(entry.id, [])
        if before:
            told.append(entry.id)
        if entry in before:
            continue
        before.append(entry)
        own, nth = entry.id, len(before)
        while own in kept:  # a publisher may well use "7#2" himself
            nth = max(nth, 2)
            own = f"{entry.id}#{nth}"
            nth += 1
        kept[own] = replace(entry, id=own)
    return tuple(kept.values()), tuple(told)
