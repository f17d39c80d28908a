"""Who is watched, up to which editions, and what waits to be told."""

from dataclasses import dataclass

from enduse.desk.watch_events import short
from enduse.desk.watch_sync import open_store, read_up_to
from enduse.settings import Settings
from enduse.watch.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Status:
    """The state of the watch. Nothing is read from the record for it.

    `watched` says of how many orders and partners which editions were the last, by list;
    `waiting` which messages the webhook has not taken: id, tries, why.
    """

    orders: int
    partners: int
    parties: int
    read: int
    watched: tuple[tuple[int, tuple[tuple[str, str], ...]], ...]
    waiting: tuple[tuple[str, int, str], ...]


def status(settings: Settings) -> Status:
    """The state of the watch as it is on the disk."""
    store = open_store(settings)
    try:
        counts, sizes = store.count(), store.sizes()
        cohorts = (
            (sizes[number], tuple((name, short(mark)) for name, mark in sorted(marks.items())))
            for number, marks in store.cohorts().items()
        )
        waiting = (
            (each.id, each.tries, each.trouble or "not sent yet")
            for each in Outbox(store).waiting()
        )
        return Status(
            counts["orders"],
            counts["partners"],
            counts["parties"],
            read_up_to(store),
            tuple(sorted(cohorts, reverse=True)),
            tuple(waiting),
        )
    finally:
        store.close()
