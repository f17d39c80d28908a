"""Read Canada's autonomous sanctions list (SEMA and JVCFOA) from its XML.

A flat file of records. It holds no date of its own and no number of a record, so an entry
goes under its country, schedule and item ("Russia/1, Part 1/23"), which is where the law
names the party. Lists of the UN and of terrorists are not in it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from enduse.errors import ListError
from enduse.lists import sema_names
from enduse.lists.ofac_dates import MONTHS
from enduse.lists.tree import Node, open_each, root_of
from enduse.lists.un_facts import day
from enduse.model.dates import DateSpan
from enduse.model.issue import Issue
from enduse.model.listing import Entry, Identifier, ListedName, Reading

ROOT = "data-set"
_FIELDS = (b"<Country>", b"<Item>", b"<DateOfListing>")
_HEAD = 20_000  # bytes of the file that are looked at; a record has a few hundred
_SHOWN = 10
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
# What a spreadsheet made of "September 1999" on the way to the file.
_SHORT = re.compile(rf"({'|'.join(MONTHS)})-(\d{{2}})")
_SERIAL = re.compile(r"\d{5}")
_SERIAL_ZERO = date(1899, 12, 30)


@dataclass(slots=True)
class _Log:
    """Oddities on their way into a few issues."""

    says: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    unread: int = 0


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether the one file given is a data-set with the fields of a Canadian record."""
    heads = [data[:_HEAD] for data in parts.values() if root_of(data) == ROOT]
    return len(heads) == len(parts) == 1 and all(tag in heads[0] for tag in _FIELDS)


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the whole file; `published` is None, for the file holds no date of its own.

    Programmes are the country as published ("Russia / Russie") and the same with its
    schedule ("Russia / Russie: 1.1"), since what being listed means may hang on either.
    Records that share a place in the law get a mark made of the name behind it, the same
    in every edition, whatever their order. A ListError is raised where the file is none.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    (data,) = parts.values()
    trace: Counter[str] = Counter()
    log = _Log()
    root, found = open_each(
        list_id, data, roots=(ROOT,), tag="record", trace=trace,
        take=lambda node: _entry(list_id, node, log),
    )  # fmt: skip
    count = len(root.take("record"))
    root.close()
    entries = tuple(_apart(found, log))
    issues = tuple(_issues(list_id, log, trace))
    return Reading(entries, issues, None, (("record", count),))


def _entry(list_id: str, node: Node, log: _Log) -> Entry:
    """One record: a person, or a firm, ministry or ship."""
    country, item = node.text("Country"), node.text("Item")
    schedule = re.sub(r",\s*", ", ", node.text("Schedule"))
    where = "/".join(part for part in (country.partition(" / ")[0], schedule, item) if part)
    last, given, thing = (node.text(tag) for tag in ("LastName", "GivenName", "EntityOrShip"))
    person = bool(last or given) and not thing
    names = _person(last, given) if person else sema_names.entity(thing)
    if thing and (last or given):
        log.says["records name both a person and an entity; both names are kept"] += 1
        names += [replace(one, kind="aka") for one in _person(last, given)]
    if not names:
        log.lost.append(where or "a record without any number")
    written = node.text("Aliases")
    more, unclear = sema_names.aliases(written, person=person)
    log.says.update(["aliases may be several names in one, kept as written"] * len(unclear))
    known = {name.text for name in names}
    entry = Entry(
        list_id, where or "unnumbered", "person" if person else "unknown",
        (*names, *(name for name in more if name.text not in known)),
        (country, f"{country}: {schedule}") if schedule else tuple(filter(None, (country,))),
        _listed(node, log), remarks=tuple(unclear),
        facts=(("Aliases", written),) if written else (),
    )  # fmt: skip
    entry = _details(entry, node, log)
    node.close()
    return entry


def _person(last: str, given: str) -> list[ListedName]:
    """A person as "FAMILY, Given": the file holds the two apart."""
    both = bool(last and given)
    text = f"{last}, {given}" if both else last or given
    return [ListedName(text, family_first=both)] if text else []


def _details(entry: Entry, node: Node, log: _Log) -> Entry:
    """The entry with title, birth or build, and ship number.

    One field holds the title of a person and the type of a ship, another the birth of the
    one and the building of the other.
    """
    title, written = node.text("TitleOrShip"), node.text("DateOfBirthOrShipBuildDate")
    number = node.text("ShipIMONumber")
    facts = list(entry.facts)
    if entry.kind != "person":
        facts += [(label, text) for label, text in (("Vessel Type", title),
                                                    ("Built", written)) if text]  # fmt: skip
        ids = (Identifier("imo", number, "ShipIMONumber"),) if number else ()
        kind = "vessel" if number else entry.kind
        return replace(entry, kind=kind, ids=ids, facts=tuple(facts))
    born = spans(written, listed_on=entry.listed_on)
    facts += [("ShipIMONumber", number)] if number else []
    remarks = entry.remarks
    if written and not born:
        log.unread += 1
        remarks = (*remarks, f"Date of birth: {written}")
    titles = (title,) if title else ()
    return replace(entry, titles=titles, birth_dates=born, facts=tuple(facts), remarks=remarks)


def spans(text: str, *, listed_on: date | None) -> tuple[DateSpan, ...]:
    """The dates of birth of one field, or none where it is not understood.

    "1972", "1974-05", "1965-04-29", "1963-1964", two of them joined by "or", the number
    that a spreadsheet gives to a day, and "Sep-99": its century is read only where the
    later one would be after the day of listing.

    >>> [str(span.first) for span in spans("1963 or 1964", listed_on=None)]
    ['1963-01-01', '1964-01-01']
    >>> spans("Sep-99", listed_on=date(2023, 2, 23))[0].last
    datetime.date(1999, 9, 30)
    """
    found = []
    for part in re.split(r" or ", text.strip(), flags=re.IGNORECASE):
        span = _span(part.strip(), listed_on=listed_on) if part.isascii() else None
        if span is None:
            return ()
        found.append(span)
    return tuple(found)


def _span(text: str, *, listed_on: date | None) -> DateSpan | None:
    exact, years = day(text), _YEARS.fullmatch(text)
    if exact:
        return DateSpan.of_day(exact, text)
    if years and 0 < int(years[1]) <= int(years[2] or years[1]):
        return DateSpan.of_years(int(years[1]), int(years[2] or years[1]), text=text)
    if _SERIAL.fullmatch(text):
        return DateSpan.of_day(_SERIAL_ZERO + timedelta(days=int(text)), text)
    month = _month(text, listed_on=listed_on)
    if month is None:
        return None
    return DateSpan.of_month(month.year, month.month, text)


def _month(text: str, *, listed_on: date | None) -> date | None:
    """The first day of a month, as "1974-05" or "Sep-99"."""
    match, short = _MONTH.fullmatch(text), _SHORT.fullmatch(text)
    if match:
        return day(f"{text}-01")
    if short is None or listed_on is None:
        return None
    month, year = MONTHS.index(short[1]) + 1, 1900 + int(short[2])
    later = date(year + 100, month, 1)
    return date(year, month, 1) if later > listed_on else None


def _listed(node: Node, log: _Log) -> date | None:
    written = node.text("DateOfListing")
    found = day(written)
    if found is None:
        log.says[f"DateOfListing is {written[:40]!r}; expected a date"] += 1
    return found


def _apart(entries: list[Entry], log: _Log) -> Iterator[Entry]:
    """The entries under ids of their own.

    Records that share one are told apart by eight digits of the hash of their name;
    where the name is the same too, by their order.
    """
    shared = Counter(entry.id for entry in entries)
    seen: Counter[str] = Counter()
    for entry in entries:
        number = entry.id
        if shared[number] > 1:
            log.says[
                "records share country, schedule and item; a mark of the name follows"
            ] += 1
            name = entry.names[0].text if entry.names else ""
            number = f"{number}~{hashlib.sha256(name.encode()).hexdigest()[:8]}"
        seen[number] += 1
        again = f"#{seen[number]}" if seen[number] > 1 else ""
        yield replace(entry, id=f"{number}{again}")


def _issues(list_id: str, log: _Log, trace: Counter[str]) -> Iterator[Issue]:
    for path, count in trace.items():
        yield Issue(path, f"{count} elements, attributes or texts are new to us, not read")
    for says, count in log.says.items():
        yield Issue(list_id, f"{count}: {says}")
    if log.unread:
        yield Issue(
            list_id, f"{log.unread} dates of birth were not understood; kept as remarks"
        )
    if log.lost:
        shown = ", ".join(log.lost[:_SHOWN])
        yield Issue(list_id, f"{len(log.lost)} records have no name: {shown}", "error")
