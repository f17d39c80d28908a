"""The watch: when a list changes, whoever is watched is held against the difference only."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from enduse.desk.watch_chunks import forget as forget_chunks
from enduse.desk.watch_pass import THRESHOLDS, Pass, Passed
from enduse.desk.watch_sync import FOLDER, chunks_home, open_store, sync
from enduse.errors import EditionError
from enduse.model.watch import Watched
from enduse.settings import Settings
from enduse.watch.outbox import Letter, Outbox
from enduse.watch.parties import Parties

_WAIT = 600.0
"""Seconds for which another run of the watch is waited for."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run found. Nothing of it counts as told before `settle`."""

    _store: Parties
    _passed: Passed

    @property
    def watched(self) -> Watched:
        """What was found."""
        return self._passed.watched

    @property
    def outbox(self) -> Outbox:
        """The messages that wait to be taken, of this run and of those before."""
        return Outbox(self._store)

    def settle(self, messages: Iterable[Letter] = ()) -> None:
        """From now on those lists were watched that could be; all of it or nothing is kept.

        `messages` are kept in the outbox in the same step, so that
        what was found is told at least once, whatever happens between.
        """
        store = self._store
        with store.changing():
            moment = datetime.now(UTC).isoformat(timespec="microseconds")
            self.outbox.put(messages, made=moment)
            for cohort, marks in self._passed.advance.items():
                store.advance(cohort, marks)
            for holder, verdict in self._passed.verdicts.items():
                store.decided(holder, verdict)
            store.note(THRESHOLDS, self._passed.thresholds)


@contextmanager
def alone(settings: Settings) -> Iterator[Parties]:
    """Who is watched, while no other process changes anything of it.

    Raises `EditionError` where another is at it for too long, or the disk refuses.
    """
    import filelock  # only who watches needs it

    home = settings.data / FOLDER
    lock = filelock.FileLock(home / "lock", timeout=_WAIT)
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout as error:
        found = f"another watch has been under way for {_WAIT:.0f} s"
        raise EditionError(str(home), found, "one watch at a time") from error
    except OSError as error:
        raise EditionError(str(home), str(error), "a folder that can be written") from error
    try:
        store = open_store(settings)
        try:
            yield store
        finally:
            store.close()
    finally:
        lock.release()


@contextmanager
def watch(
    settings: Settings, *, as_of: date | None = None, workers: int | None = None
) -> Iterator[Run]:
    """Hold everybody who is watched against what changed on the lists since.

    `workers` is how many processes search; by default as many as there are processors, where
    there is enough to do.

    Raises:
        RecordError: the record cannot be read, or is an older copy of itself.
        EditionError: the store cannot be read or written.
    """
    day = as_of or datetime.now(UTC).date()
    with alone(settings) as store:
        sync(settings, store)
        yield Run(store, Pass(settings, store, day, workers=workers).run())


def forget(settings: Settings, numbers: Iterable[int]) -> None:
    """Forget the orders whose decisions have these numbers in the record, names and all.

    To be called when a part "order" is taken out of the record. Where it is not, the next
    reading of the record does it.
    """
    if not (settings.data / FOLDER).is_dir():
        return
    with alone(settings) as store:
        with store.changing():
            store.drop_entries(list(numbers))
        forget_chunks(store, chunks_home(settings))
        store.tidy()
