"""What people decided of findings, read from the record and ready to be applied.

An entry is used where its signature, its place in the chain and its parts are as they were
written. Where it cannot be known what one of them did, nothing older than it is used: it may
have taken that back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from enduse.decide.ledger import Ledger
from enduse.desk.persons import may_be_same, names_somebody
from enduse.desk.policy import policy_in
from enduse.desk.where import home_of
from enduse.errors import RecordError
from enduse.model.issue import Issue
from enduse.model.record import LABELS
from enduse.model.resolution import (
    RESOLUTION,
    TAKEN_OUT,
    Closing,
    Confirmation,
    Facts,
    Resolution,
)
from enduse.record.book import Book, open_book
from enduse.record.canonical import value_of
from enduse.record.sound import Sound, may_hold, numbered, of_kind, unlabelled
from enduse.settings import Settings

DOCUMENT = "document"
"""The part of a settlement that holds what its reason asks for, in a person's words."""

ORDER = "order"
"""The label that names the order of an entry."""

SINCE = "0002"
"""The step of the record's tables since which what people decide can be found in it."""


@dataclass(slots=True)
class Settled:
    """All that people decided, by the numbers of the entries, and what could not be used.

    `last` is the newest entry of the kind, which the next one names: one that the index has
    lost is then found all the same, or missed. `hashes` are those of settlements.
    """

    resolutions: dict[int, Resolution] = field(default_factory=dict)
    closings: list[Closing] = field(default_factory=list)
    hashes: dict[int, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    last: int | None = None

    def numbered(self, number: int) -> Resolution:
        """The settlement that an entry holds; `RecordError` where it holds none."""
        found = self.resolutions.get(number)
        if found is None:
            why = [each.says for each in self.issues if each.where == _where(number)]
            says = f"{_where(number)}: {why[0]}" if why else f"entry {number} settles nothing"
            raise RecordError("resolutions", says, "a number from `enduse resolve list`")
        return found

    def trouble(self, number: int, says: str) -> None:
        """Note why an entry is not used."""
        self.issues.append(Issue(_where(number), says))


def ledger(
    settings: Settings, day: date, *, before: int | None = None, policy: bytes | None = None
) -> tuple[Ledger, tuple[Issue, ...], int]:
    """What people decided up to a day, what of it could not be used, and the newest entry.

    `before` takes what stood in the record before an entry: what was known when that decision
    was made, though more was decided on the same day. `policy` are the bytes of the user's own.
    A record that cannot be read settles nothing, and that is an issue: every finding keeps its
    weight.
    """
    rules = policy_in(policy, settings)
    try:
        found = read(settings, before=before)
    except (RecordError, OSError) as error:
        says = f"cannot be read, so nothing that people decided is used: {error}"
        return Ledger((), rules), (Issue("record", says),), 0
    some = [each for each in found.resolutions.values() if each.moment.date() <= day]
    return Ledger(some, rules), tuple(found.issues), found.last or 0


def read(settings: Settings, *, before: int | None = None) -> Settled:
    """Everything that people decided; nothing where the record cannot hold any yet.

    `before` leaves out an entry and those behind it.

    Raises `RecordError` where the record lacks what it once held: what was withdrawn in that
    would be in force again.
    """
    if not may_hold(home_of(settings), settings.record, since=SINCE):
        return Settled()
    book = open_book(home_of(settings), url=settings.record, write=False)
    try:
        return read_from(book, before=before)
    finally:
        book.close()


def read_from(book: Book, *, before: int | None = None) -> Settled:
    """Everything that people decided, from a record that is open."""
    found = {each.entry.header.number: each for each in of_kind(book, RESOLUTION)}
    # Nothing names the newest one: without its label it would be missed, and what it withdrew
    # would be in force again.
    more = list(unlabelled(book, RESOLUTION, after=max(found, default=0)))
    found |= {each.entry.header.number: each for each in more}
    if before is not None:
        found = {number: each for number, each in found.items() if number < before}
    made = Settled(last=max(found, default=None))
    for number in _missed(book, found):
        made.trouble(number, "is gone from the record, so nothing older than it is used")
        found = {at: each for at, each in found.items() if at > number}
    for number in sorted(found):
        _take(made, found[number])
    return made


def _missed(book: Book, found: dict[int, Sound]) -> Iterator[int]:
    """Entries that others name as the one before them and that no label led to.

    One that is there after all is put among the others.
    """
    open_ones = {after for each in found.values() if (after := _after(each)) is not None}
    while wanted := sorted(open_ones - found.keys(), reverse=True):
        there = {each.entry.header.number: each for each in numbered(book, wanted)}
        yield from (number for number in wanted if number not in there)
        found |= there
        named = {after for each in there.values() if (after := _after(each)) is not None}
        open_ones = (open_ones - set(wanted)) | named


def _after(each: Sound) -> int | None:
    plain = _plain(each, RESOLUTION)
    after = plain.get("after") if isinstance(plain, dict) else None
    return after if type(after) is int else None


def _take(made: Settled, each: Sound) -> None:
    """Take in one entry, in the order in which they were written."""
    number = each.entry.header.number
    plain = _plain(each, RESOLUTION)
    act = plain.get("act") if isinstance(plain, dict) else None
    if each.doubtful or act not in _TAKES:
        _distrust(made, number, each.faults)
        return
    # One that takes weight from a settlement counts, whatever became of its note.
    if each.faults and act != "withdraw":
        made.trouble(number, f"{each.faults[0]}, so it is not used")
        return
    try:
        _TAKES[act](made, each, plain)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        made.trouble(number, f"cannot be read ({error!r}), so it is not used")


def _distrust(made: Settled, number: int, faults: tuple[str, ...]) -> None:
    """Let nothing older count: what this entry did is not known, and it may be that."""
    why = faults[0] if faults else "does not say what it did"
    made.trouble(number, f"{why}, so nothing older than it is used")
    made.resolutions.clear()
    made.hashes.clear()


def _settle(made: Settled, each: Sound, plain: Mapping[str, Any]) -> None:
    at = each.entry.header
    until = date.fromisoformat(plain["until"])
    facts = _plain(each, "facts")
    if facts is None:
        says = "its facts were taken out of the record, so it is not used"
        if not each.purged:
            made.trouble(at.number, says)
        return
    for name, kind in _KINDS.items():
        if not isinstance(plain[name], kind):
            raise TypeError(name)
    made.hashes[at.number] = each.entry.hash
    made.resolutions[at.number] = Resolution(
        number=at.number,
        facts=Facts(facts["plain"], facts["key"], tuple(facts["about"])),
        note=_text(each, "note"),
        person=_text(each, "person"),
        moment=at.moment,
        until=until,
        document=_text(each, DOCUMENT) if DOCUMENT in each.parts else None,
        order=_order(each),
        decision=plain.get("decision"),
        **{name: plain[name] for name in _KINDS},
    )


_KINDS: Mapping[str, type] = {
    "test": str,
    "subject": str,
    "reason": str,
    "was": str,
    "becomes": str,
    "reach": str,
    "seconds": int,
}
"""What every settlement says of itself, and of which kind that is."""


def _confirm(made: Settled, each: Sound, plain: Mapping[str, Any]) -> None:
    at, of = each.entry.header, plain["of"]
    held, person = made.resolutions.get(of), _text(each, "person")
    if held is None:
        return  # why it is not used was said of it
    if plain["hash"] != made.hashes[of]:
        made.trouble(at.number, f"confirms another entry {of} than is there")
    elif not distinct(person, held):
        made.trouble(at.number, f"is by a person who settled or confirmed entry {of}")
    else:
        more = (*held.confirmed, Confirmation(at.number, person, at.moment))
        made.resolutions[of] = replace(held, confirmed=more)


def _withdraw(made: Settled, each: Sound, plain: Mapping[str, Any]) -> None:
    held = made.resolutions.get(plain["of"])
    if held is not None and held.withdrawn is None:
        at = each.entry.header
        gone = (at.number, _text(each, "person"), at.moment)
        made.resolutions[plain["of"]] = replace(held, withdrawn=gone)


def _order(each: Sound) -> str:
    """The order that an entry is on: a label, so that it goes when the order does."""
    plain = _plain(each, LABELS)
    order = plain[ORDER] if isinstance(plain, dict) else "(taken out)"
    if not isinstance(order, str):
        raise TypeError(ORDER)
    return order


def _close(made: Settled, each: Sound, plain: Mapping[str, Any]) -> None:
    at = each.entry.header
    made.closings.append(
        Closing(
            number=at.number,
            order=_order(each),
            ending=plain["ending"],
            person=_text(each, "person"),
            moment=at.moment,
            pending=tuple(plain["pending"]),
            note=_text(each, "note"),
        )
    )


_TAKES = {"settle": _settle, "confirm": _confirm, "withdraw": _withdraw, "close": _close}


def distinct(person: str, held: Resolution) -> bool:
    """Whether somebody is another person than those who settled and confirmed already."""
    known = (held.person, *(each.person for each in held.confirmed))
    return names_somebody(person) and not any(may_be_same(person, each) for each in known)


def _plain(each: Sound, name: str) -> Any:  # noqa: ANN401  # JSON
    part = each.parts.get(name)
    return None if part is None else value_of(part)


def _text(each: Sound, name: str) -> str:
    """The text of a part that can be taken out; who acts on it sees that it was."""
    plain = _plain(each, name)
    field_of = "name" if name == "person" else "text"
    return str(plain[field_of]) if isinstance(plain, dict) else TAKEN_OUT


def _where(number: int) -> str:
    return f"record/entry {number}"
