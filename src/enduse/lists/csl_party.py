"""From one row of the Consolidated Screening List, CSV or JSON, to an entry.

Both formats have the same fields under the same names; each is read into `Record`s, and
`build` makes the reading of them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from enduse.lists import csl_names, csl_papers, csl_terms, ofac_remarks
from enduse.lists.csl_papers import Found, Paper
from enduse.lists.ofac_dates import span
from enduse.lists.ofac_files import few
from enduse.lists.ofac_remarks import Remarks
from enduse.model.dates import DateSpan
from enduse.model.issue import Issue
from enduse.model.listing import Entry, Link, ListedAddress, ListedName, Reading
from enduse.model.order import Kind

MANY = ("programs", "alt_names", "citizenships", "nationalities", "dates_of_birth",
        "places_of_birth")  # fmt: skip
"""Fields that hold several values."""

FACTS: Mapping[str, str] = {
    "source": "Source list", "type": "Type",
    "federal_register_notice": "Federal Register notice", "end_date": "End date",
    "standard_order": "Standard order", "license_requirement": "License requirement",
    "license_policy": "License policy", "call_sign": "Call Sign",
    "vessel_type": "Vessel Type", "gross_tonnage": "Tonnage",
    "gross_registered_tonnage": "Gross Registered Tonnage", "vessel_flag": "Vessel Flag",
    "vessel_owner": "Vessel Owner", "source_list_url": "Source list address",
    "source_information_url": "Source information address",
}  # fmt: skip
"""Fields with one text and no place of their own in an entry, and the label of the fact."""

SINGLE = ("source", "entity_number", "type", "name", "title", "start_date", "remarks",
          *(key for key in FACTS if key not in ("source", "type")))  # fmt: skip
"""Fields that hold one text."""

# Treasury writes "Entity" of firms, ministries, banks and armed groups alike: not guessed.
_KINDS: Mapping[str, Kind] = {
    "individual": "person", "vessel": "vessel", "aircraft": "aircraft", "entity": "unknown",
    "": "unknown",
}  # fmt: skip
_PLACE = re.compile(r"Address \d+", re.IGNORECASE)
_LINKED = re.compile(r"\(Linked To: ([^()]*(?:\([^()]*\)[^()]*)*)\)")
_SEMICOLON = re.compile(r";(?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Record:
    """One row. `text` has every field of `SINGLE`, `many` every one of `MANY`.

    `odd` holds pieces of the row that could not be taken apart.
    """

    where: str
    id: str
    text: Mapping[str, str]
    many: Mapping[str, Sequence[str]]
    addresses: tuple[ListedAddress, ...] = ()
    papers: tuple[Paper, ...] = ()
    odd: tuple[str, ...] = ()


@dataclass(slots=True)
class _Log:
    nameless: list[str] = field(default_factory=list)
    numberless: list[str] = field(default_factory=list)
    twins: list[str] = field(default_factory=list)
    odd_days: list[str] = field(default_factory=list)
    odd_types: Counter[str] = field(default_factory=Counter)
    odd_sources: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    unread: int = 0
    broken: int = 0
    unmarked: int = 0


def build(
    list_id: str, name: str, records: Sequence[Record],
    *, issues: Sequence[Issue], published: date | None = None,
) -> Reading:  # fmt: skip
    """The reading of all records of the file `name`, and of the trouble met before.

    A record without a name or without an id is an issue of gravity "error"; a row that is
    there twice, word for word, is read once; different rows of one number are all kept,
    the later ones with a suffix ("15268:CAP#2").
    """
    log = _Log()
    starts = (day(record.text["start_date"]) for record in records)
    as_of = published or csl_terms.newest(found for found in starts if found)
    entries = tuple(_entries(list_id, records, log, as_of=as_of))
    told = [*issues, *_issues(name, log)]
    return Reading(entries, tuple(told), published, ((name, len(records)),))


def day(text: str) -> date | None:
    """An ISO day; None where there is none."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def several(cell: str) -> tuple[str, ...]:
    """The filled parts of a cell that are parted by "; ".

    >>> several("RU; UA")
    ('RU', 'UA')
    """
    return tuple(part for text in _SEMICOLON.split(cell) if (part := text.strip()))


def _entries(
    list_id: str, records: Sequence[Record], log: _Log, *, as_of: date | None
) -> Iterator[Entry]:
    seen: dict[str, list[Entry]] = {}
    used: set[str] = set()
    for record in records:
        entry = _entry(list_id, record, log, as_of=as_of)
        if entry is None:
            continue
        before = seen.setdefault(entry.id, [])
        if entry in before:
            log.twins.append(f"{record.where} repeats {entry.id}")
            continue
        before.append(entry)
        if entry.id in used:
            log.twins.append(f"{record.where} is another {entry.id}")
            entry = replace(entry, id=_free(entry.id, used))
        used.add(entry.id)
        yield entry


def _free(own: str, used: set[str]) -> str:
    """`own` with the first number behind it that no entry has yet."""
    return next(each for n in count(2) if (each := f"{own}#{n}") not in used)


def _entry(list_id: str, record: Record, log: _Log, *, as_of: date | None) -> Entry | None:
    """One party; None, and a line in the log, where it has no name or no id."""
    text, many = record.text, record.many
    code = csl_terms.code(text["source"])
    if code is None:
        log.odd_sources[text["source"]] += 1
    kind = _kind(text, log)
    number = text["entity_number"].strip()
    named = csl_names.read(text["name"], many["alt_names"], shorts=not number)
    own = f"{number}:{code or 'CSL'}" if number else record.id.strip()
    if not text["name"].strip():
        log.nameless.append(record.where)
        return None
    if not own:
        log.numberless.append(record.where)
        return None
    log.broken += any("?" in each.text for each in named.names)
    log.unmarked += sum(each.kind != "primary" for each in named.names) if number else 0
    births, odd_births = _births(many["dates_of_birth"])
    papers = _papers(record, log)
    remarks = _remarks(text["remarks"], treasury=bool(number))
    unread = remarks.remarks + record.odd
    log.unread += len(unread)
    facts = [(label, words) for key, label in FACTS.items() if (words := text[key].strip())]
    return Entry(
        list_id=list_id,
        id=own,
        kind=kind,
        names=tuple(_in_order(each, person=kind == "person") for each in named.names),
        programmes=_programmes(code, record, as_of=as_of),
        listed_on=_start(record, log),
        addresses=record.addresses,
        birth_dates=births,
        birth_places=tuple(many["places_of_birth"]),
        nationalities=tuple(many["nationalities"]),
        citizenships=tuple(many["citizenships"]),
        gender=next(iter(papers.genders), None),
        titles=several(text["title"]),
        ids=(*papers.ids, *remarks.ids),
        links=(*named.links, *remarks.links),
        facts=(*facts, *named.facts, *odd_births, *papers.facts, *remarks.facts,
               *(("Gender", more) for more in papers.genders[1:])),
        remarks=unread,
    )  # fmt: skip


def _kind(text: Mapping[str, str], log: _Log) -> Kind:
    written = text["type"].strip().lower()
    if written not in _KINDS:
        log.odd_types[text["type"]] += 1
    # The Entity List names some addresses without a party: "Address 01".
    if _PLACE.fullmatch(text["name"].strip()):
        return "address"
    return _KINDS.get(written, "unknown")


def _programmes(code: str | None, record: Record, *, as_of: date | None) -> tuple[str, ...]:
    """The list's short word and what refines it, then the programmes as published."""
    text = record.text
    own: tuple[str, ...] = (code or text["source"].strip(),)
    if code == "EL":
        own = csl_terms.entity_list(text["license_requirement"], text["license_policy"])
    elif code == "DPL":
        own = (csl_terms.denial(day(text["end_date"]), as_of),)
    return tuple(dict.fromkeys(each for each in (*own, *record.many["programs"]) if each))


def _in_order(name: ListedName, *, person: bool) -> ListedName:
    return replace(name, family_first=True) if person and "," in name.text else name


def _start(record: Record, log: _Log) -> date | None:
    text = record.text["start_date"].strip()
    found = day(text)
    if text and found is None:
        log.odd_days.append(f"{record.where} ({text[:20]!r})")
    return found


def _births(texts: Sequence[str]) -> tuple[tuple[DateSpan, ...], list[tuple[str, str]]]:
    spans, odd = [], []
    for text in texts:
        exact = day(text) if len(text) == len("1962-05-01") else None
        found = DateSpan.of_day(exact, text) if exact else span(text)
        if found:
            spans.append(found)
        else:
            odd.append(("Date of birth", text))
    return tuple(spans), odd


def _papers(record: Record, log: _Log) -> Found:
    found = Found()
    for paper in record.papers:
        csl_papers.take(paper, found)
    log.labels.update(found.new)
    return found


def _remarks(text: str, *, treasury: bool) -> Remarks:
    """What a remark says. Other agencies' remarks are notes on their own work: a fact.

    Treasury's are what is left of its own list's remarks, without the labels' usual room:
    a segment that holds more than links, numbers and facts is kept unread.
    """
    words = " ".join(text.split())
    if not treasury:
        return Remarks(facts=(("Remarks", words),) if words else ())
    links = tuple(
        Link(name.strip(), "Linked To") for name in _LINKED.findall(words) if name.strip()
    )
    rest = several(_LINKED.sub("", words) if links else words)
    found = [(part, ofac_remarks.parse(part)) for part in rest if part.strip("; .")]
    known = [each for _, each in found if each.links or each.ids or each.facts]
    return Remarks(
        links=links + tuple(link for each in known for link in each.links),
        ids=tuple(number for each in known for number in each.ids),
        facts=tuple(fact for each in known for fact in each.facts),
        remarks=tuple(part for part, each in found if each not in known),
    )


def _issues(name: str, log: _Log) -> Iterator[Issue]:
    yield from few(name, "rows have no name", log.nameless, gravity="error")
    yield from few(name, "rows have no id", log.numberless, gravity="error")
    yield from few(name, "rows share a number", log.twins, gravity="warning")
    yield from few(name, "rows have a start that is no date", log.odd_days, gravity="warning")
    for what, odd in (("types", log.odd_types), ("source lists", log.odd_sources),
                      ("labels of numbers", log.labels)):  # fmt: skip
        told = [f"{text[:60]!r} ({count})" for text, count in odd.items()]
        yield from few(name, f"{what} are new to us", told, gravity="warning")
    if log.unread:
        yield Issue(name, f"{log.unread} remarks were not understood; they are kept as written")
    if log.broken:
        says = f"{log.broken} rows have a ? in a name, where the publisher lost a character"
        yield Issue(name, says)
    if log.unmarked:
        says = f"{log.unmarked} other names of Treasury rows carry no quality"
        yield Issue(name, f"{says}; the weak ones among them are taken as strong")
