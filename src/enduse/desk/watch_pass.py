"""One pass over everybody who is watched: what changed on the lists, and for whom."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from enduse.desk import watch_events
from enduse.desk.parties import rulings_of
from enduse.desk.tuned import data_of, thresholds_of
from enduse.desk.watch_again import Again, decide_again
from enduse.desk.watch_chunks import lay_out
from enduse.desk.watch_compare import Comparer, Moved
from enduse.desk.watch_delta import Delta, Now, delta, now
from enduse.desk.watch_known import name_of
from enduse.desk.watch_search import Met, search
from enduse.desk.watch_sync import chunks_home
from enduse.errors import EnduseError
from enduse.model.watch import Event, ListWatched, Watched
from enduse.settings import Settings
from enduse.watch.parties import ORDER, Kept, Parties

THRESHOLDS = "thresholds of the last run"
"""The fact of the store that says by which thresholds parties were hits."""

Marks = Mapping[str, str]
_Touched = Mapping[int, Sequence[tuple[Delta, str]]]
_Hits = Mapping[int, Sequence[tuple[str, str, Moved]]]


@dataclass(frozen=True, slots=True)
class Passed:
    """What a pass found, and what is true once it was told.

    `advance` has the editions up to which each cohort was then watched, `verdicts` those of
    the orders that were decided again.
    """

    watched: Watched
    advance: Mapping[int, Marks]
    verdicts: Mapping[int, str]
    thresholds: str


class Pass:
    """One pass as of a day. Nothing is changed by it but what is laid out."""

    def __init__(
        self, settings: Settings, store: Parties, day: date, *, workers: int | None
    ) -> None:
        self._settings, self._store, self._day = settings, store, day
        self._workers = workers
        self._cohorts = store.cohorts()
        known = {list_id for marks in self._cohorts.values() for list_id in marks}
        self._lists = now(settings, day, known=known)
        self._broken: dict[str, str] = {}
        self._deltas = self._all_deltas()
        self._thresholds = thresholds_of(settings, data_of(settings))

    def run(self) -> Passed:
        """Search, compare, decide again, and tell."""
        store, settings = self._store, self._settings
        sides = [side for each in self._deltas.values() for side in (each.old, each.new)]
        chunks = lay_out(store, chunks_home(settings))
        met = search(
            settings,
            store,
            chunks,
            sides=sides,
            floor=self._thresholds.hit,
            workers=self._workers,
        )
        own = {number: self._own(marks) for number, marks in self._cohorts.items()}
        moved, touched = self._moved(met, own), self._named(own)
        holders = store.holders({*moved, *touched})
        orders = [each for each in holders.values() if each.kind == ORDER]
        again = decide_again(settings, orders, as_of=self._day)
        events = tuple(_events(holders, moved, touched, again=again))
        return Passed(
            self._watched(events, again),
            {number: {**marks, **self._sound()} for number, marks in self._cohorts.items()},
            {number: e.decision.verdict for number, e in again.items() if e.decision},
            self._thresholds.name,
        )

    def _all_deltas(self) -> dict[tuple[str, str], Delta]:
        """Every difference that somebody needs, by list and mark; each is made once."""
        found: dict[tuple[str, str], Delta] = {}
        for marks in self._cohorts.values():
            for list_id, each in self._lists.items():
                key = list_id, marks.get(list_id, "")
                if each.edition is None or key in found or list_id in self._broken:
                    continue
                try:
                    found[key] = delta(self._settings, *key, to=each, as_of=self._day)
                except EnduseError as error:
                    self._broken[list_id] = f"cannot be compared: {error}"
        return {key: each for key, each in found.items() if key[0] not in self._broken}

    def _own(self, marks: Marks) -> list[Delta]:
        """The differences that matter to those who were watched up to some editions."""
        keys = ((list_id, marks.get(list_id, "")) for list_id in self._lists)
        return [self._deltas[key] for key in keys if key in self._deltas]

    def _moved(self, met: Met, own: Mapping[int, Sequence[Delta]]) -> _Hits:
        """By holder: where in it, what the party is called, and what changed for it."""
        store = self._store
        facts = store.facts(met.all)
        stands = store.stands(facts)
        cohort_of = {n: e.cohort for n, e in store.holders({s[0] for s in stands}).items()}
        found: dict[int, list[tuple[str, str, Moved]]] = defaultdict(list)
        said = rulings_of(self._settings, as_of=self._day)
        for cohort, deltas in own.items():
            theirs = [each for each in stands if cohort_of[each[0]] == cohort]
            some = {party: facts[party] for _, _, party in theirs}
            changed: dict[int, list[Moved]] = defaultdict(list)
            if some and any(each.changes for each in deltas):
                floor = self._thresholds.hit
                comparer = Comparer(self._settings, deltas, floor=floor, rulings=said)
                for each in comparer.moved(some, met):
                    changed[each.party].append(each)
            for holder, path, party in theirs:
                name = name_of(facts[party])
                found[holder] += ((path, name, each) for each in changed.get(party, ()))
        return {holder: each for holder, each in found.items() if each}

    def _named(self, own: Mapping[int, Sequence[Delta]]) -> _Touched:
        """By holder: the changed entries that its decision names, however it came to them."""
        found: dict[int, list[tuple[Delta, str]]] = defaultdict(list)
        for each in self._deltas.values():
            keys = [key for key, change in each.changes.items() if change.kind != "added"]
            pairs = list(self._store.naming(each.list_id, keys))
            holders = self._store.holders({holder for _, holder in pairs})
            for entry, holder in pairs:
                theirs = own.get(holders[holder].cohort, ())
                if any(each is other for other in theirs):
                    found[holder].append((each, entry))
        return found

    def _sound(self) -> dict[str, str]:
        """The lists that are watched once this is told: those without a fault."""
        return {
            list_id: each.mark
            for list_id, each in self._lists.items()
            if each.fault is None and list_id not in self._broken
        }

    def _watched(self, events: tuple[Event, ...], again: Mapping[int, Again]) -> Watched:
        counts = self._store.count()
        return Watched(
            as_of=self._day.isoformat(),
            parties=counts["parties"],
            orders=counts["orders"],
            partners=counts["partners"],
            lists=tuple(self._told(each) for each in self._lists.values()),
            events=events,
            faults=tuple(self._faults(again)),
            notes=tuple(self._notes(again)),
        )

    def _told(self, each: Now) -> ListWatched:
        """A list as it was compared; of several differences the counts are of the largest."""
        own = [d for (list_id, _), d in self._deltas.items() if list_id == each.list_id]
        largest = max(own, key=lambda d: len(d.changes), default=None)
        return ListWatched(
            list_id=each.list_id,
            before=tuple(sorted({watch_events.short(d.before) for d in own if d.before})),
            after=watch_events.short(each.mark) if each.edition else None,
            added=largest.count("added") if largest else 0,
            changed=largest.count("changed") if largest else 0,
            removed=largest.count("removed") if largest else 0,
            fault=each.fault or self._broken.get(each.list_id),
            note=next((d.note for d in own if d.note), None),
        )

    def _faults(self, again: Mapping[int, Again]) -> Iterator[str]:
        for list_id, each in self._lists.items():
            why = each.fault or self._broken.get(list_id)
            if why:
                yield f"lists/{list_id} {why}"
        yield from (each.fault for each in again.values() if each.fault)

    def _notes(self, again: Mapping[int, Again]) -> Iterator[str]:
        name = self._thresholds.name
        before = self._store.fact(THRESHOLDS, name)
        if before != name:
            yield (
                f"the thresholds are {name} and were {before} in the last run: what changed by "
                "that alone is not told; `enduse replay --all` tells it"
            )
        yield from (f"lists/{d.list_id}: {d.note}" for d in self._deltas.values() if d.note)
        if any(each.other_rules for each in again.values()):
            yield (
                "some orders were decided by another version or rulebook: not every difference "
                "of their verdict need come from a list; `enduse replay` tells them apart"
            )


def _events(
    holders: Mapping[int, Kept], moved: _Hits, touched: _Touched, *, again: Mapping[int, Again]
) -> Iterator[Event]:
    for number, holder in sorted(holders.items(), key=lambda e: (e[1].kind, e[1].name)):
        decided = again.get(number)
        told: set[tuple[str, str]] = set()
        for path, name, each in moved.get(number, ()):
            told.add((each.delta.list_id, each.change.entry.id))
            yield watch_events.of_hit(holder, path, name, moved=each, again=decided)
        for of, entry in touched.get(number, ()):
            if (of.list_id, entry) not in told:
                found = watch_events.of_named(holder, of, entry, again=decided)
                if found is not None:
                    yield found
