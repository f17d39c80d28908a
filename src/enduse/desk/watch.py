"""The watch: when a list changes, whoever is watched is held against the difference only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from enduse.desk import watch_events
from enduse.desk.parties import rulings_of
from enduse.desk.tuned import thresholds_of
from enduse.desk.watch_again import Again, decide_again
from enduse.desk.watch_chunks import forget as forget_chunks
from enduse.desk.watch_chunks import lay_out
from enduse.desk.watch_compare import Comparer, Moved
from enduse.desk.watch_delta import Delta, Now, delta, now
from enduse.desk.watch_known import name_of
from enduse.desk.watch_search import Met, search
from enduse.desk.watch_sync import FOLDER, chunks_home, open_store, sync
from enduse.errors import EditionError, EnduseError

from enduse.model.watch import Event, ListWatched, Watched
from enduse.settings import Settings
from enduse.watch.outbox import Outbox
from enduse.watch.parties import ORDER, Kept, Parties

_WAIT = 600.0
"""Seconds for which another run of the watch is waited for."""

_THRESHOLDS = "thresholds of the last run"


@dataclass(slots=True)
class Run:
    """What a run found. Nothing of it counts as told before `settle`."""

    watched: Watched
    _store: Parties
    _advance: Mapping[int, Mapping[str, str]]
    _verdicts: Mapping[int, str]
    _thresholds: str
    outbox: Outbox = field(init=False)

    def __post_init__(self) -> None:
        self.outbox = Outbox(self._store)

    def settle(self, messages: Iterable[tuple[str, str]] = ()) -> None:
        """From now on those lists were watched that could be; all of it or nothing is kept.

        `messages`, each an id and a body, are kept in the outbox in the same step, so that
        what was found is told at least once, whatever happens between.
        """
        with self._store.changing():
            self.outbox.put(messages, made=_moment())
            for cohort, upto in self._advance.items():
                self._store.advance(cohort, upto)
            for holder, verdict in self._verdicts.items():
                self._store.decided(holder, verdict)
            self._store.note(_THRESHOLDS, self._thresholds)


@contextmanager
def alone(settings: Settings) -> Iterator[Parties]:
    """Who is watched, while no other process changes anything of it."""
    import filelock

    home = settings.data / FOLDER
    try:
        home.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(home / "lock", timeout=_WAIT):
            store = open_store(settings)
            try:
                yield store
            finally:
                store.close()
    except filelock.Timeout as error:
        found = f"another watch has been under way for {_WAIT:.0f} s"
        raise EditionError(str(home), found, "one watch at a time") from error
    except OSError as error:
        raise EditionError(str(home), str(error), "a folder that can be written") from error


@contextmanager
def watch(
    settings: Settings, *, as_of: date | None = None, workers: int | None = None
) -> Iterator[Run]:
    """Hold everybody who is watched against what changed on the lists since.

    Raises:
        RecordError: the record cannot be read, or is an older copy of itself.
        EditionError: the store cannot be read or written.
    """
    day = as_of or datetime.now(UTC).date()
    with alone(settings) as store:
        sync(settings, store)
        yield _run(settings, store, day, workers=workers)


def _run(settings: Settings, store: Parties, day: date, *, workers: int | None) -> Run:
    cohorts = store.cohorts()
    known = {list_id for marks in cohorts.values() for list_id in marks}
    lists = now(settings, day, known=known)
    found, broken = _deltas(settings, cohorts.values(), lists, day=day)
    thresholds = thresholds_of(settings)
    sides = [side for each in found.values() for side in (each.old, each.new)]
    chunks = lay_out(store, chunks_home(settings))
    met = search(settings, store, chunks, sides=sides, floor=thresholds.hit, workers=workers)
    by_cohort = {
        number: [found[key] for key in marks.items() if key in found]
        + [each for key, each in found.items() if not key[1] and key[0] not in marks]
        for number, marks in cohorts.items()
    }
    moved = _moved(settings, store, met, by_cohort, floor=thresholds.hit, day=day)
    touched = _named(store, by_cohort)
    holders = store.holders({*moved, *touched})
    orders = [each for each in holders.values() if each.kind == ORDER]
    again = decide_again(settings, orders, as_of=day)
    events = tuple(_events(store, holders, moved, touched, again=again))
    counts = store.count()
    watched = Watched(
        as_of=day.isoformat(),
        parties=counts["parties"],
        orders=counts["orders"],
        partners=counts["partners"],
        lists=tuple(_told(each, found, cohorts, broken) for each in lists.values()),
        events=events,
        faults=tuple(_faults(lists, broken, again)),
        notes=tuple(_notes(store, thresholds.name, found, again)),
    )
    sound = {
        list_id: each.mark
        for list_id, each in lists.items()
        if each.fault is None and list_id not in broken
    }
    return Run(
        watched,
        store,
        {number: {**marks, **sound} for number, marks in cohorts.items()},
        {number: each.decision.verdict for number, each in again.items() if each.decision},
        thresholds.name,
    )


def _deltas(
    settings: Settings,
    upto: Iterable[Mapping[str, str]],
    lists: Mapping[str, Now],
    *,
    day: date,
) -> tuple[dict[tuple[str, str], Delta], dict[str, str]]:
    """Every difference that somebody needs, and why some list could not be compared."""
    found: dict[tuple[str, str], Delta] = {}
    broken: dict[str, str] = {}
    for marks in upto:
        for list_id, each in lists.items():
            key = list_id, marks.get(list_id, "")
            if each.edition is None or key in found or list_id in broken:
                continue
            try:
                found[key] = delta(settings, *key, to=each, as_of=day)
            except EnduseError as error:
                broken[list_id] = f"cannot be compared: {error}"
    return {key: each for key, each in found.items() if key[0] not in broken}, broken


def _moved(
    settings: Settings,
    store: Parties,
    met: Met,
    by_cohort: Mapping[int, Sequence[Delta]],
    *,
    floor: float,
    day: date,
) -> dict[int, list[tuple[str, str, Moved]]]:
    """By holder: where in it, what the party is called, and what changed for it."""
    facts = store.facts(met.all)
    stands = store.stands(facts)
    cohort_of = {n: each.cohort for n, each in store.holders({s[0] for s in stands}).items()}
    found: dict[int, list[tuple[str, str, Moved]]] = defaultdict(list)
    said = rulings_of(settings, as_of=day)
    for cohort, deltas in by_cohort.items():
        own = [each for each in stands if cohort_of[each[0]] == cohort]
        if not own or not any(each.changes for each in deltas):
            continue
        comparer = Comparer(settings, deltas, floor=floor, rulings=said)
        changed: dict[int, list[Moved]] = defaultdict(list)
        some = {party: facts[party] for _, _, party in own}
        for each in comparer.moved(some, met):
            changed[each.party].append(each)
        for holder, path, party in own:
            found[holder] += ((path, name_of(facts[party]), m) for m in changed.get(party, ()))
    return {holder: each for holder, each in found.items() if each}


def _named(
    store: Parties, by_cohort: Mapping[int, Sequence[Delta]]
) -> dict[int, list[tuple[Delta, str]]]:
    """By holder: the changed entries that its decision names, however it came to them."""
    found: dict[int, list[tuple[Delta, str]]] = defaultdict(list)
    every = {id(each): each for deltas in by_cohort.values() for each in deltas}
    for each in every.values():
        gone = [key for key, change in each.changes.items() if change.kind != "added"]
        pairs = list(store.naming(each.list_id, gone))
        holders = store.holders({holder for _, holder in pairs})
        for entry, holder in pairs:
            own = by_cohort.get(holders[holder].cohort, ())
            if any(each is other for other in own):
                found[holder].append((each, entry))
    return found


def _events(
    store: Parties,
    holders: Mapping[int, Kept],
    moved: Mapping[int, Sequence[tuple[str, str, Moved]]],
    touched: Mapping[int, Sequence[tuple[Delta, str]]],
    *,
    again: Mapping[int, Again],
) -> Iterator[Event]:
    for number, holder in sorted(
        holders.items(), key=lambda each: (each[1].kind, each[1].name)
    ):
        decided = again.get(number)
        told: set[tuple[str, str]] = set()
        for path, name, each in moved.get(number, ()):
            told.add((each.delta.list_id, each.change.entry.id))
            yield watch_events.of_hit(holder, path, name, moved=each, again=decided)
        for each, entry in touched.get(number, ()):
            if (each.list_id, entry) not in told:
                found = watch_events.of_named(holder, each, entry, again=decided)
                if found is not None:
                    yield found


def _told(
    each: Now,
    found: Mapping[tuple[str, str], Delta],
    cohorts: Mapping[int, Mapping[str, str]],
    broken: Mapping[str, str],
) -> ListWatched:
    """A list as it was compared; of several differences the counts are of the largest."""
    own = [d for (list_id, _), d in found.items() if list_id == each.list_id]
    largest = max(own, key=lambda d: len(d.changes), default=None)
    counts = {kind: largest.count(kind) if largest else 0
              for kind in ("added", "changed", "removed")}  # fmt: skip
    return ListWatched(
        list_id=each.list_id,
        before=tuple(sorted({watch_events.short(d.before) for d in own if d.before})),
        after=watch_events.short(each.mark) if each.edition else None,
        fault=each.fault or broken.get(each.list_id),
        note=next((d.note for d in own if d.note), None),
        **counts,
    )


def _faults(
    lists: Mapping[str, Now], broken: Mapping[str, str], again: Mapping[int, Again]
) -> Iterator[str]:
    for list_id, each in lists.items():
        why = each.fault or broken.get(list_id)
        if why:
            yield f"lists/{list_id} {why}"
    yield from (each.fault for each in again.values() if each.fault)


def _notes(
    store: Parties,
    thresholds: str,
    found: Mapping[tuple[str, str], Delta],
    again: Mapping[int, Again],
) -> Iterator[str]:
    before = store.fact(_THRESHOLDS, thresholds)
    if before != thresholds:
        yield (
            f"the thresholds are {thresholds} and were {before} in the last run: what changed "
            "by that alone is not told; `enduse replay --all` tells it"
        )
    yield from (f"lists/{d.list_id}: {d.note}" for d in found.values() if d.note)
    if any(each.other_rules for each in again.values()):
        yield (
            "some orders were decided by another version or rulebook: not every difference of "
            "their verdict need come from a list; `enduse replay` tells them apart"
        )


def forget(settings: Settings, numbers: Iterable[int]) -> None:
    """Forget the orders whose decisions have these numbers in the record, names and all.

    To be called when a part "order" is taken out of the record. Where it is not, the next
    reading of the record does it.
    """
    if not (settings.data / FOLDER).is_dir():
        return
    with alone(settings) as store:
        with store.changing():
            gone = store.drop_entries(numbers)
        forget_chunks(chunks_home(settings), gone)
        store.tidy()


def _moment() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
