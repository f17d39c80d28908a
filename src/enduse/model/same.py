"""That two entries of lists are one party, or are not: found, or said by a person."""

from dataclasses import dataclass
from datetime import date

from enduse.model.listing import Entry


@dataclass(frozen=True, slots=True)
class Join:
    """Two entries that are taken for one party, each as "LIST:ID", and why."""

    one: str
    other: str
    because: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person said of two entries, each as "LIST:ID": one party, or two."""

    one: str
    other: str
    same: bool
    reason: str
    person: str
    day: date


@dataclass(frozen=True, slots=True)
class Party:
    """Entries that are one party, the first one naming it, and what joins them."""

    entries: tuple[Entry, ...]
    joins: tuple[Join, ...] = ()


def key_of(entry: Entry) -> str:
    """An entry as it is named across lists.

    >>> key_of(Entry("un_sc", "IRe.067", "company", ()))
    'un_sc:IRe.067'
    """
    return f"{entry.list_id}:{entry.id}"
