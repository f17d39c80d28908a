"""One party on several lists: which entries it has, why, and what each means."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from enduse.desk import sources
from enduse.editions import rulings
from enduse.editions.entries import Entries
from enduse.errors import ListError
from enduse.model.hit import Effect
from enduse.model.listing import Entry
from enduse.model.same import Join, Party, Ruling, key_of
from enduse.places import Places
from enduse.screen.alike import named_elsewhere
from enduse.screen.same import parties
from enduse.screen.screen import Screener
from enduse.screen.source import Source
from enduse.settings import Settings

_FAR_ENOUGH = 0.9
"""How alike a name must be for its entry to be looked at; whether it is one is found then."""


@dataclass(frozen=True, slots=True)
class Listings:
    """The entries of one party, each with its effect in law (None where it has expired)."""

    entries: tuple[tuple[Entry, Effect | None], ...]
    joins: tuple[Join, ...]


def rulings_of(settings: Settings, *, as_of: date) -> tuple[Ruling, ...]:
    """What people said of entries up to a day."""
    return rulings_in(rulings_data(settings), settings, as_of=as_of)


def rulings_in(data: bytes | None, settings: Settings, *, as_of: date) -> tuple[Ruling, ...]:
    """What people said up to a day, in the bytes of their file (None: there is none)."""
    return tuple(each for each in rulings.parse(data, _file(settings)) if each.day <= as_of)


def rulings_data(settings: Settings) -> bytes | None:
    """The bytes of the user's rulings, if there are any."""
    return rulings.data_of(_file(settings))


def rule(
    settings: Settings, one: str, other: str, *, same: bool, reason: str, person: str
) -> Ruling:
    """Write down that two entries, each as "LIST:ID", are one party, or two."""
    today = datetime.now(UTC).date()
    for key in (one, other):
        _find(sources.load(settings, today).sources, *_parted(key))
    if not reason.strip() or not person.strip():
        raise ListError(f"{one}, {other}", "no reason or no name was given", "who says it, why")
    made = Ruling(one, other, same, reason.strip(), person.strip(), today)
    rulings.add(_file(settings), made)
    return made


def listings(settings: Settings, list_id: str, entry_id: str, *, as_of: date) -> Listings:
    """All entries of the party that one entry names, on the lists as of a day."""
    loaded = sources.load(settings, as_of).sources
    screener = Screener(loaded, Places.load(), floor=_FAR_ENOUGH)
    first = _find(loaded, list_id, entry_id)
    said = rulings_of(settings, as_of=as_of)
    party, seen, found = Party((first,)), set[str](), {key_of(first): first}
    while fresh := [entry for entry in party.entries if key_of(entry) not in seen]:
        # What is like a member may be one; what is like a stranger is nobody's business.
        seen |= {key_of(entry) for entry in fresh}
        near = (each for entry in fresh for each in _near(entry, loaded, screener))
        found |= {key_of(each): each for each in near}
        whole = parties(list(found.values()), Places.load(), said)
        party = next(each for each in whole if first in each.entries)
    effects = {source.list_id: source.effect_of for source in loaded}
    return Listings(
        tuple((entry, effects[entry.list_id](entry)) for entry in party.entries), party.joins
    )


def _near(entry: Entry, loaded: tuple[Source, ...], screener: Screener) -> Iterator[Entry]:
    yield from screener.like(entry)
    for source in loaded:
        for other in named_elsewhere(entry, source.list_id):
            named = entry_of(source, other)
            if named is not None:
                yield named


def _find(loaded: tuple[Source, ...], list_id: str, entry_id: str) -> Entry:
    for source in loaded:
        found = entry_of(source, entry_id) if source.list_id == list_id else None
        if found is not None:
            return found
    names = ", ".join(source.list_id for source in loaded)
    raise ListError(list_id, f"has no entry {entry_id!r}", f"an entry of one of {names}")


def entry_of(source: Source, entry_id: str) -> Entry | None:
    """The entry of a list by its own id; None where the list has none."""
    if isinstance(source.entries, Entries):
        row = source.entries.row_of(entry_id)
        return None if row is None else source.entries[row]
    rows = (source.entries[row] for row in range(len(source.entries)))
    return next((each for each in rows if each.id == entry_id), None)


def _parted(key: str) -> tuple[str, str]:
    list_id, _, entry_id = key.partition(":")
    if not entry_id:
        raise ListError(key, "names no entry", "LIST:ID")
    return list_id, entry_id


def _file(settings: Settings) -> Path:
    return settings.data / "groups.csv"
