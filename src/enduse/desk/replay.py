"""Recorded decisions asked for again: as they were recorded, and as of today."""

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby, islice

from enduse.desk.as_recorded import as_recorded, other_program
from enduse.desk.desk import Desk
from enduse.desk.ground import Named, ground_of
from enduse.desk.grounds import reopen
from enduse.desk.record import DECISION, Kept, wire
from enduse.desk.recorded import altered, find, reading
from enduse.desk.regiven import regiven
from enduse.desk.stand import Stand, decide_all
from enduse.errors import EnduseError, RecordError
from enduse.intake.order import Given
from enduse.model.decision import Decision
from enduse.model.replay import AsRecorded, Replayed, Today
from enduse.model.wire import decision_to_plain
from enduse.places import Places
from enduse.record import keys
from enduse.record.book import Book
from enduse.record.canonical import value_of
from enduse.settings import Settings

_AT_ONCE = 1_000
"""Decisions that are asked for together, as many as a desk searches at once."""

_OPEN = 4
"""Grounds that are kept open: a record goes on from one to the next, and seldom back."""

_BEFORE = (
    "the record does not say all that it was decided on; it was made by a version of enduse "
    "that kept less"
)


def replayed(
    settings: Settings,
    orders: Sequence[str] | None,
    *,
    recorded: bool = True,
    today: bool = True,
    owners: Sequence[Named] | None = None,
    as_of: date | None = None,
) -> Iterator[Replayed]:
    """The decisions on some orders asked for again, or every one in the record.

    Each of `orders` is what `recorded.find` takes. The others are as in `Replayer`.

    Raises:
        RecordError: there is no such decision, or no record.
    """
    named = (
        None if orders is None else [kept for each in orders for kept in find(settings, each)]
    )
    with reading(settings) as book:
        replayer = Replayer(settings, book, owners=owners, as_of=as_of)
        kept = named if named is not None else _every(book)
        yield from replayer.all(kept, recorded=recorded, today=today)


def _every(book: Book) -> Iterator[Kept]:
    return (Kept(each, book.parts(each.header.number)) for each in book.entries())


class Replayer:
    """Asks again. `owners` are files on who owns whom for today; None takes the recorded ones.

    The past orders of today are those that the settings name. `as_of` is a day to take for
    today.
    """

    def __init__(
        self,
        settings: Settings,
        book: Book,
        *,
        owners: Sequence[Named] | None = None,
        as_of: date | None = None,
    ) -> None:
        self._settings = settings
        self._book = book
        self._trusted = keys.trusted(book.home)
        self._countries = frozenset(Places.load().countries)
        self._own = owners
        self._today = ground_of(settings, as_of=as_of)
        self._desks: OrderedDict[tuple[Named, ...], Desk] = OrderedDict()
        self._stands: OrderedDict[tuple[str, str], Stand] = OrderedDict()

    def all(
        self, kept: Iterable[Kept], *, recorded: bool = True, today: bool = True
    ) -> Iterator[Replayed]:
        """Each decision asked for again, in their order; entries of other kinds are left out.

        `recorded` asks for it on what was recorded, `today` on what is in force.
        """
        decisions = (each for each in kept if each.entry.header.kind == DECISION)
        for at, run in groupby(decisions, _ground_and_day):
            while some := list(islice(run, _AT_ONCE)):
                yield from self._together(self._stand(at), some, recorded=recorded, today=today)

    def _together(
        self, stand: Stand, some: Sequence[Kept], *, recorded: bool, today: bool
    ) -> Iterator[Replayed]:
        given = [self._given(each) for each in some]
        sound = [each for each in given if isinstance(each, Given)]
        times = [
            _time(each)
            for each, said in zip(some, given, strict=True)
            if isinstance(said, Given)
        ]
        again = decide_all(stand.was, sound, times) if stand.was else [None] * len(sound)
        now = list(stand.now.decide_all(sound)) if today else [None] * len(sound)
        made = iter(list(zip(again, now, strict=True)))
        for each, said in zip(some, given, strict=True):
            start = _start(each)
            if not isinstance(said, Given):
                yield replace(start, as_recorded=AsRecorded("missing", missing=(said,)))
                continue
            one, two = next(made)
            held = as_recorded(each.parts, one, stand)
            if held.outcome == "missing":
                one = None  # it was decided on less than was recorded
            told = recorded or one is None  # what is gone is said, whatever was asked for
            first = held if told else None
            second = _of_today(stand, each, said, made=(one, two)) if two else None
            yield replace(start, as_recorded=first, today=second)

    def _given(self, kept: Kept) -> Given | str:
        """The order as it was given, or why there is none to be held against the record."""
        fault = altered(kept, self._trusted)
        if fault is not None:
            return f"the entry: {fault}"
        part = kept.parts.get("order")
        if part is None:
            return "the order was taken out of the record"
        try:
            return regiven(value_of(part), self._countries)
        except EnduseError as error:
            return f"the order: {error}"

    def _stand(self, at: tuple[str, str]) -> Stand:
        if at not in self._stands:
            self._stands[at] = self._open(*at)
            while len(self._stands) > _OPEN:
                self._stands.popitem(last=False)
        self._stands.move_to_end(at)
        return self._stands[at]

    def _open(self, sha256: str, day: str) -> Stand:
        if not sha256:
            return Stand(lambda: self._now(()), None, (_BEFORE,))
        try:
            plain = json.loads(self._book.kept_file(sha256))
        except (RecordError, ValueError) as error:
            return Stand(lambda: self._now(()), None, (f"what it was decided on: {error}",))
        moment = datetime.fromisoformat(f"{day}T00:00:00+00:00")
        found = reopen(self._settings, plain, moment=moment, fetch=self._book.kept_file)
        owners = found.ground.owners if found.ground else ()
        return Stand(
            lambda: self._now(owners),
            found.ground,
            tuple(found.missing),
            other_program(found.plain),
        )

    def _now(self, owners: tuple[Named, ...]) -> Desk:
        own = owners if self._own is None else tuple(self._own)
        if own not in self._desks:
            ground = replace(self._today, owners=own)
            self._desks[own] = Desk(self._settings, ground=ground)
            while len(self._desks) > _OPEN:
                self._desks.popitem(last=False)
        return self._desks[own]


def _ground_and_day(kept: Kept) -> tuple[str, str]:
    """What entries are grouped by: they are decided on one desk."""
    part = kept.parts.get("basis")
    basis = value_of(part) if part else {}
    return basis.get("ground", ""), str(basis.get("as_of", ""))[:10]


def _time(kept: Kept) -> str:
    return str(value_of(kept.parts["basis"])["as_of"]) if "basis" in kept.parts else ""


def _start(kept: Kept) -> Replayed:
    basis = value_of(kept.parts["basis"]) if "basis" in kept.parts else {}
    label = value_of(kept.parts["order"])["label"] if "order" in kept.parts else "(taken out)"
    number = kept.entry.header.number
    return Replayed(number, label, basis.get("as_of", ""), basis.get("verdict"))


def _of_today(
    stand: Stand, kept: Kept, given: Given, *, made: tuple[Decision | None, Decision]
) -> Today | None:
    """What today changes; None where what was decided was taken out of the record."""
    if "decision" not in kept.parts or "basis" not in kept.parts:
        return None
    again, now = made
    was = wire(kept.parts)
    found = stand.explain(
        given,
        recorded=was,
        again=decision_to_plain(again) if again else None,
        today=decision_to_plain(now),
    )
    return Today(was["verdict"], now.verdict, now.as_of, found)
