"""Read OFAC's SDN list, or its non-SDN list of the same columns, from the CSV files.

    sdn             a row a party; further facts packed into Remarks
    alt             its strong aliases; the weak ones stand only in Remarks
    add             its addresses
    sdn_comments    what did not fit into the 1,000 characters of Remarks

The parts are joined by ent_num. The format has no date inside.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from enduse.lists.ofac_files import LIST_ID, Part, few, open_parts
from enduse.lists.ofac_remarks import Remarks, parse
from enduse.lists.row import Row
from enduse.lists.segments import split
from enduse.model.issue import Issue
from enduse.model.listing import Entry, ListedAddress, ListedName, NameKind, Reading
from enduse.model.order import Kind

REMARKS_ROOM = 1000
"""Characters that fit into Remarks; OFAC cuts there, in the middle of a word."""

# OFAC leaves the type of everything that is no person, ship or aircraft empty: firms, but
# also ministries, state banks and armed groups. Which of them is not said, so not guessed;
# that it is none of the three is kept as a fact.
_KINDS: Mapping[str, Kind] = {
    "individual": "person", "vessel": "vessel", "aircraft": "aircraft", "": "unknown",
}  # fmt: skip
_NAME_KINDS: Mapping[str, NameKind] = {"aka": "aka", "fka": "fka", "nka": "nka"}
_FACTS = (("Call_Sign", "Call Sign"), ("Vess_type", "Vessel Type"), ("Tonnage", "Tonnage"),
          ("GRT", "Gross Registered Tonnage"), ("Vess_flag", "Vessel Flag"),
          ("Vess_owner", "Vessel Owner"))  # fmt: skip


@dataclass(slots=True)
class _Beside:
    """What the other parts hold of one party."""

    names: list[tuple[str, NameKind]] = field(default_factory=list)
    addresses: list[ListedAddress] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    comments: str = ""


@dataclass(slots=True)
class _Log:
    """Oddities on their way into a few issues."""

    list_id: str
    odd_types: Counter[str] = field(default_factory=Counter)
    new_columns: Counter[str] = field(default_factory=Counter)
    unnamed: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    odd_joins: list[str] = field(default_factory=list)
    twins: list[str] = field(default_factory=list)
    segments: int = 0
    unread: int = 0


def read(parts: Mapping[str, bytes], *, list_id: str = LIST_ID) -> Reading:
    """Read the set. `parts` maps file names, as given, to bytes; one must be the sdn file.

    `list_id` says which of OFAC's two lists it is; the files cannot be told apart.
    Without alt or add the reading says so in `gaps`. A row that cannot be read is
    an issue of gravity "error": a name may be lost. One that belongs to no party is a
    warning: files of two days were put together. Two different
    rows under one ent_num are both kept, the second as "2677#2", since either may be the
    party meant; rows of the other parts then go to both. A ListError is raised where a
    file is empty, not UTF-8, of an unknown shape, or given twice.
    """
    opened = open_parts(parts, list_id=list_id)
    log = _Log(list_id)
    beside = _join(opened, log)
    entries = tuple(_entries(opened["sdn"], beside, log))
    issues = [issue for part in opened.values() for issue in part.issues]
    issues += _orphans(opened)
    issues += _oddities(opened, log)
    rows = tuple((part.name, len(part.rows)) for part in opened.values())
    gaps = tuple(part for part in ("alt", "add") if part not in opened)
    return Reading(entries, tuple(issues), None, rows, gaps)


def _join(opened: Mapping[str, Part], log: _Log) -> dict[str, _Beside]:
    """The rows of alt, add and sdn_comments by ent_num."""
    beside: dict[str, _Beside] = defaultdict(_Beside)
    takers = (("alt", _take_alias), ("add", _take_address), ("sdn_comments", _take_comment))
    for name, take in takers:
        for number, row in opened[name].table() if name in opened else ():
            take(row, beside[_words(row, "ent_num")], log, at=f"{name} row {number}")
            log.new_columns.update(row.leftovers())
    return beside


def _take_alias(row: Row, beside: _Beside, log: _Log, *, at: str) -> None:
    """A strong alias. An alias of a type new to us is kept as an a.k.a."""
    alias, written = _words(row, "alt_name"), _words(row, "alt_type")
    if written not in _NAME_KINDS:
        log.odd_types[f"alias type {written!r}"] += 1
    if alias:
        beside.names.append((alias, _NAME_KINDS.get(written, "aka")))
    else:
        log.unnamed.append(at)
    _words(row, "alt_num")  # numbers the alias, names nothing
    beside.facts += [("Alias remark", text) for text in [_words(row, "alt_remarks")] if text]


def _take_address(row: Row, beside: _Beside, log: _Log, *, at: str) -> None:
    """An address; OFAC writes an all-null row for a party without one."""
    del log, at
    place = [_words(row, "Address"), _words(row, "City/State/Province/Postal")]
    country = _words(row, "Country") or None
    _words(row, "Add_num")  # numbers the address, names nothing
    text = ", ".join(part for part in place if part)
    if text or country:
        beside.addresses.append(ListedAddress(text, country))
    beside.facts += [("Address remark", text) for text in [_words(row, "Add_remarks")] if text]


def _take_comment(row: Row, beside: _Beside, log: _Log, *, at: str) -> None:
    """The rest of a remark, blanks and all: the cut may fall beside one."""
    del log, at
    beside.comments += row.take("RemarksExtended")


def _entries(sdn: Part, beside: Mapping[str, _Beside], log: _Log) -> Iterator[Entry]:
    """Every party, under an id that no other entry of the reading has."""
    seen: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for (_, cells), (number, row) in zip(sdn.rows, sdn.table(), strict=True):
        before = seen[cells[0]]
        if cells in before:
            log.twins.append(f"row {number} repeats {cells[0]}")
            continue
        before.append(cells)
        entry = _entry(row, beside, log, at=f"row {number}")
        log.new_columns.update(row.leftovers())
        if len(before) > 1:
            log.twins.append(f"row {number} is another {entry.id}")
            entry = replace(entry, id=f"{entry.id}#{len(before)}")
        yield entry


def _entry(row: Row, beside: Mapping[str, _Beside], log: _Log, *, at: str) -> Entry:
    """One party from its row and from what the other parts hold of it."""
    number, name, written = (_words(row, c) for c in ("ent_num", "SDN_Name", "SDN_Type"))
    more = beside.get(number) or _Beside()
    if written not in _KINDS:
        log.odd_types[f"party type {written!r}"] += 1
    if not name:
        log.unnamed.append(at)
    kind = _KINDS.get(written, "unknown")
    remarks, cut = _remarks(row.take("Remarks"), more.comments, log, number=number)
    facts = [("SDN_Type", written or "entity")]
    facts += [(label, cell) for column, label in _FACTS if (cell := _words(row, column))]
    names = [ListedName(name), *(ListedName(text, as_) for text, as_ in more.names)]
    person = kind == "person"
    return Entry(
        list_id=log.list_id,
        id=number,
        kind=kind,
        names=tuple(_in_order(n, person=person) for n in (*names, *remarks.names) if n.text),
        programmes=_programmes(_words(row, "Program")),
        addresses=tuple(more.addresses),
        birth_dates=remarks.birth_dates,
        birth_places=remarks.birth_places,
        nationalities=remarks.nationalities,
        citizenships=remarks.citizenships,
        gender=next(iter(remarks.genders), None),
        titles=tuple(t for part in split(_words(row, "Title")) if (t := part.strip())),
        ids=remarks.ids,
        links=remarks.links,
        facts=(*facts, *remarks.facts, *more.facts, *_more_genders(remarks)),
        remarks=remarks.remarks + cut,
    )


def _remarks(
    text: str, rest: str, log: _Log, *, number: str
) -> tuple[Remarks, tuple[str, ...]]:
    """The remark and its rest, parsed; and the broken end of one that stays cut.

    A number whose end is missing would be a wrong number, so a last segment that was cut
    is handed back unread.
    """
    cut: tuple[str, ...] = ()
    if rest and len(text) != REMARKS_ROOM:
        log.odd_joins.append(number)
    whole = text + rest
    if len(text) >= REMARKS_ROOM and not rest:
        log.cut.append(number)
        *kept, broken = split(whole)
        whole, cut = ";".join(kept), (broken.strip(),) if broken.strip() else ()
    remarks = parse(whole)
    log.segments += remarks.segments + len(cut)
    log.unread += len(remarks.remarks) + len(cut)
    return remarks, cut


def _in_order(name: ListedName, *, person: bool) -> ListedName:
    """A person's name with a comma is "FAMILY, Given"; without one OFAC does not say."""
    return replace(name, family_first=True) if person and "," in name.text else name


def _programmes(cell: str) -> tuple[str, ...]:
    """Programmes of one cell: OFAC joins them as "SDGT] [IFSR", without outer brackets.

    >>> _programmes("SDGT] [IFSR")
    ('SDGT', 'IFSR')
    """
    return tuple(p for part in cell.split("] [") if (p := part.strip("[] ")))


def _more_genders(remarks: Remarks) -> list[tuple[str, str]]:
    return [("Gender", gender) for gender in remarks.genders[1:]]


def _orphans(opened: Mapping[str, Part]) -> list[Issue]:
    """Rows whose party is not in sdn: files of different days, or a party that was lost."""
    known = {cells[0].strip() for _, cells in opened["sdn"].rows}
    issues: list[Issue] = []
    for name in ("alt", "add", "sdn_comments"):
        part = opened.get(name)
        if part is None:
            continue
        lost = [f"row {n} ({c[0]})" for n, c in part.rows if c[0].strip() not in known]
        says = f"rows name a party that is not in {opened['sdn'].name}"
        # No party of this edition is lost by it: files of two days were put together.
        issues += few(part.name, says, lost, gravity="warning")
    return issues


def _oddities(opened: Mapping[str, Part], log: _Log) -> list[Issue]:
    """What was read with a grain of salt, one issue a kind."""
    where = opened["sdn"].name
    issues: list[Issue] = []
    if "sdn_comments" not in opened:
        says = "sdn_comments was not given, so remarks of over 1,000 characters stay cut"
        issues.append(Issue(log.list_id, says))
    if log.unread:
        says = f"{log.unread} of {log.segments} segments of remarks were not understood"
        issues.append(Issue(where, f"{says}; they are kept as written"))
    odd = [f"{what} ({count})" for what, count in log.odd_types.items()]
    issues += few(where, "types are new to us", odd, gravity="warning")
    new = [f"column {column!r} is new to us" for column in log.new_columns]
    issues += few(where, "columns were not read", new, gravity="warning")
    issues += few(where, "remarks are cut at 1,000 characters", log.cut, gravity="warning")
    says = "remarks of under 1,000 characters go on in sdn_comments"
    issues += few(where, says, log.odd_joins, gravity="warning")
    issues += few(where, "rows share a party number", log.twins, gravity="warning")
    issues += few(where, "rows have no name", log.unnamed, gravity="error")
    return issues


def _words(row: Row, column: str) -> str:
    return row.take(column).strip()
