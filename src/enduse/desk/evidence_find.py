"""The decisions that evidence is asked of; what was never recorded is recorded first."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from enduse.desk.desk import Desk
from enduse.desk.record import DECISION, Kept, kept_of, open_record, recorder
from enduse.desk.recorded import decisions, find, in_file, on_orders
from enduse.errors import RecordError
from enduse.intake.order import Given
from enduse.model.record import Entry
from enduse.papers.kinds import kind_of
from enduse.record.book import Book
from enduse.record.canonical import value_of
from enduse.settings import Settings

ABOUT = ("order", "closes")
"""The labels by which what a person decided says which order it is about."""

ON = ("confirms", "withdraws")
"""The labels by which an entry says which settlement it confirms or takes back."""


def recorded(
    settings: Settings,
    text: str,
    *,
    person: str,
    as_of: date | None = None,
    owners: Sequence[tuple[str, bytes]] = (),
) -> tuple[list[Kept], int]:
    """The decisions that a text names, and how many of them had to be recorded first.

    "#N" and an id name what is in the record. Of a file each order counts as it stands there:
    one that was never recorded so is checked as of `as_of`, and recorded for `person`; of a
    table or a document it is not, for nobody has accepted how it was read.
    """
    place = Path(text)
    if not place.is_file():
        return find(settings, text), 0
    given = in_file(place)
    found = _found(settings, given)
    missing = [each for each, kept in zip(given, found, strict=True) if kept is None]
    guessed = kind_of(place.name, place.read_bytes()).form != "json"
    if missing and guessed:
        says = f"holds no decision on {missing[0].label!r} as it stands in {place.name}"
        raise RecordError(str(place), says, f"`enduse check {text} --record` first, or its id")
    if missing:
        desk = Desk(settings, as_of=as_of, owners=owners)
        with recorder(desk, settings, person=person) as decide:
            list(decide(missing))
        found = _found(settings, given)
    kept = {each.entry.header.number: each for each in found if each is not None}
    return [*kept.values()], len(missing)


def _found(settings: Settings, given: Sequence[Given]) -> list[Kept | None]:
    with closing(open_record(settings)) as book:
        return list(on_orders(book, given))


def again(book: Book, kept: Kept, order: str) -> list[int]:
    """The numbers of later decisions on the same order."""
    found = [each.entry.header.number for each in decisions(book, order)]
    return sorted(n for n in found if n > kept.entry.header.number)


def people(book: Book, kept: Kept, order: str) -> list[Kept]:
    """What people decided on an order, before and after a decision on it.

    With it what the decision rests on, though it was settled in another order, and the
    entries that say what was taken out of these: they name no order.
    """
    basis = value_of(kept.parts["basis"]) if "basis" in kept.parts else {}
    rests = basis.get("resolutions", ())
    found = {n: entry for n in rests for entry in _numbered(book, n)}
    named = [(name, order) for name in ABOUT]
    named += [(name, str(n)) for n in rests for name in ON]
    for name, value in named:
        for entry in book.find(name, value):
            if entry.header.kind != DECISION:
                found[entry.header.number] = entry
    for each in [kept.entry.header.number, *found]:
        for number in set(book.taken_out(each).values()):
            found.update((number, entry) for entry in _numbered(book, number))
    return [kept_of(book, entry) for _, entry in sorted(found.items())]


def _numbered(book: Book, number: int) -> Iterator[Entry]:
    """The entry of a number; none where the record has no such."""
    entry = next(book.entries(after=number - 1), None)
    if entry is not None and entry.header.number == number:
        yield entry
