"""Partners (customers, suppliers) that are watched without an order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from enduse.desk import watch_chunks
from enduse.desk.watch import alone
from enduse.desk.watch_delta import now
from enduse.desk.watch_known import known_in
from enduse.desk.watch_sync import chunks_home
from enduse.errors import OrderError
from enduse.intake.partners import Partner, read_partners
from enduse.places import Places
from enduse.settings import Settings
from enduse.watch.parties import PARTNER, Holder, Parties


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file of partners. `lost` says what could not be read, row by row."""

    added: int
    changed: int
    same: int
    lost: tuple[str, ...]
    notes: tuple[str, ...]
    without: tuple[str, ...]


def add(settings: Settings, files: Mapping[str, bytes], *, as_of: date, full: bool) -> Added:
    """Watch the partners of some files from the editions of a day on.

    `full` has the next run hold them against every list as a whole; else they are held
    against what changes from now on. One whose facts are other ones counts as new. Lists
    with a fault count as not watched yet, so that they are held against in full later.
    """
    lists = now(settings, as_of)
    upto = {} if full else {name: each.mark for name, each in lists.items() if not each.fault}
    countries = frozenset(Places.load().countries)
    read: list[Partner] = []
    for source in sorted(files):
        read += read_partners(files[source], source=PurePath(source).name, countries=countries)
    with alone(settings) as store:
        counts = _put(store, read, upto)
        watch_chunks.forget(store, chunks_home(settings))
    return Added(
        *counts,
        lost=tuple(_issues(read, "error")),
        notes=tuple(_issues(read, "warning")),
        without=() if full else tuple(name for name, each in lists.items() if each.fault),
    )


def drop(settings: Settings, names: Iterable[str]) -> None:
    """Watch some partners no longer, and forget them.

    Raises `OrderError` where one of them is not watched; then none is dropped.
    """
    wanted = list(names)
    with alone(settings) as store:
        missing = [each for each in wanted if store.named(PARTNER, each) is None]
        if missing:
            raise OrderError(
                missing[0], "is no partner that is watched", "an id that was added"
            )
        with store.changing():
            store.drop(PARTNER, wanted)
            store.drop_messages(PARTNER, wanted)
        watch_chunks.forget(store, chunks_home(settings))
        store.tidy()


def _put(
    store: Parties, read: Iterable[Partner], upto: Mapping[str, str]
) -> tuple[int, int, int]:
    """How many are new, have other facts, are as they were."""
    added = changed = same = 0
    with store.changing():
        for each in read:
            if each.order is None:
                continue
            parties = tuple(known_in(each.order))
            before = store.named(PARTNER, each.id)
            if before is not None and store.facts_of(before.id) == [k.facts for k in parties]:
                same += 1
                continue
            store.put(Holder(PARTNER, each.id, parties, upto))
            added, changed = added + (before is None), changed + (before is not None)
    return added, changed, same


def _issues(read: Iterable[Partner], gravity: str) -> Iterable[str]:
    for each in read:
        for issue in each.issues:
            if issue.gravity == gravity:
                where = issue.where.removeprefix("parties/0/")
                yield f"{each.label}: {where} {issue.says}".replace(":  ", ": ")
