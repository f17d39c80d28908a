"""Read Australia's consolidated sanctions list from its spreadsheet.

A row a name: 101 is a party's primary name, 101a and 101b1 are its others, not always
next to it; the rows of one party repeat its facts. The sheet holds no date of its own,
only the day on which each row was last changed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from enduse.errors import ListError
from enduse.lists import dfat_cells, prose_ids, sheet
from enduse.lists.row import Row
from enduse.model.dates import DateSpan
from enduse.model.issue import Issue
from enduse.model.listing import (
    Entry,
    Identifier,
    ListedAddress,
    ListedName,
    NameKind,
    Reading,
    Strength,
)
from enduse.model.order import Kind

COLUMNS = (
    "reference", "name_of_individual_or_entity", "type", "name_type", "date_of_birth",
    "place_of_birth", "citizenship", "address", "additional_information",
    "listing_information", "committees", "control_date",
)  # fmt: skip
"""The columns of every edition, in small letters, their words joined by "_"."""
NEWER = ("alias_strength", "imo_number")
"""Columns that editions since 2025 have beside them."""

_KINDS: Mapping[str, Kind] = {
    "individual": "person", "entity": "unknown", "vessel": "vessel", "aircraft": "aircraft",
}  # fmt: skip
_NAME_KINDS: Mapping[str, NameKind] = {
    "primary name": "primary", "aka": "aka", "a.k.a.": "aka", "alias": "aka",
    "original script": "original_script", "formerly known as": "fka",
    "previously listed as": "fka",
}  # fmt: skip
_STRENGTHS: Mapping[str, Strength] = {
    "": "strong", "strong": "strong", "good": "strong", "weak": "weak", "low": "weak",
}  # fmt: skip
_NUMBER = re.compile(r"([0-9]+)([a-z]+[0-9]*)?")
_SHOWN = 10
_MARKS = (b"name of individual or entity", b"committees")


@dataclass(slots=True)
class _Party:
    """What the rows of one party hold, each thing once, in the order met."""

    names: dict[str, ListedName] = field(default_factory=dict)
    kinds: Counter[Kind] = field(default_factory=Counter)
    cells: dict[str, dict[str, None]] = field(default_factory=dict)

    def values(self, column: str) -> tuple[str, ...]:
        """The different cells of a column, empty ones left out."""
        return tuple(self.cells.get(column, ()))


@dataclass(slots=True)
class _Log:
    """Oddities on their way into a few issues."""

    list_id: str
    says: Counter[str] = field(default_factory=Counter)
    columns: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    unread: int = 0


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether the one file given is a spreadsheet that opens with the columns of the list."""
    heads = [sheet.opening(data).lower() for data in parts.values()]
    return len(heads) == 1 and all(word in heads[0] for word in _MARKS)


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the first sheet; `published` is None, `rows` counts the rows with words.

    Programmes are the committees as published ("1988 (Taliban)", "Autonomous (Russia)").
    A row without a name, or with a reference that is none, is an issue of gravity "error".
    A ListError is raised where the file is no spreadsheet or a column is gone.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    ((name, data),) = parts.items()
    table = sheet.rows(list_id, name, data)
    head = [_key(cell) for cell in (table[0] if table else ())]
    if len(set(filter(None, head))) != len(list(filter(None, head))):
        raise ListError(list_id, f"{name} has two columns of one name", "each column once")
    missing = [column for column in COLUMNS if column not in head]
    if missing:
        raise ListError(list_id, f"{name}: column {missing[0]!r} is gone", "every known column")
    log = _Log(list_id)
    parties: dict[str, _Party] = {}
    filled = [
        (n, cells) for n, cells in enumerate(table[1:], start=2) if any(map(str.strip, cells))
    ]
    for number, cells in filled:
        _take(parties, head, cells, log=log, at=f"{name} row {number}")
    entries = tuple(_entry(number, party, log) for number, party in parties.items())
    return Reading(entries, tuple(_issues(name, log)), None, ((name, len(filled)),))


def _key(cell: str) -> str:
    """A column's name whatever its case and blanks.

    >>> _key(" Name of Individual  or Entity")
    'name_of_individual_or_entity'
    """
    return "_".join(re.findall(r"\w+", cell.casefold().replace("_", " ")))


def _take(
    parties: dict[str, _Party], head: list[str], cells: tuple[str, ...], *, log: _Log, at: str
) -> None:
    """Put one row to its party."""
    named = {column: cell for column, cell in zip(head, cells, strict=True) if column}
    nameless = sum(bool(c.strip()) for h, c in zip(head, cells, strict=True) if not h)
    log.columns["without a name"] += nameless
    row = Row(log.list_id, named, tuple(named.values()))
    reference, text = (
        row.take("reference").strip().lower(),
        dfat_cells.clean(row.take("name_of_individual_or_entity")),
    )
    match = _NUMBER.fullmatch(reference) if reference.isascii() else None
    if match is None or not text:
        log.lost.append(at)
    party = parties.setdefault(match[1] if match else reference or at, _Party())
    kind, written = _KINDS.get(_words(row, "type").casefold()), _words(row, "name_type")
    if kind is None:
        log.says["rows are of a type new to us"] += 1
    party.kinds[kind or "unknown"] += 1
    strength = _words(row, "alias_strength") if "alias_strength" in named else ""
    if text:
        _name(party, text, (written, strength), log=log)
    for column in (*COLUMNS[4:], "imo_number"):
        cell = dfat_cells.clean(row.take(column)) if column in named else ""
        if cell:
            party.cells.setdefault(column, {})[cell] = None
    log.columns.update(column for column in row.leftovers() if named[column].strip())


def _words(row: Row, column: str) -> str:
    return " ".join(row.take(column).split())


def _name(party: _Party, text: str, marks: tuple[str, str], *, log: _Log) -> None:
    """A name with its kind and strength; a comma behind capitals parts off the family name."""
    written, strength = marks[0].casefold(), marks[1].casefold()
    if written not in _NAME_KINDS:
        log.says[f"names have the type {written!r}, taken as a.k.a."] += 1
    if strength not in _STRENGTHS:
        log.says[f"names have the strength {strength!r}, taken as strong"] += 1
    family, comma, _ = text.partition(",")
    name = ListedName(
        text,
        _NAME_KINDS.get(written, "aka"),
        _STRENGTHS.get(strength, "strong"),
        family_first=bool(comma) and family.isupper() and bool(party.kinds["person"]),
    )
    before = party.names.get(text, name)
    # One name in two rows: its better role and its better strength count.
    kind = name.kind if name.kind == "primary" else before.kind
    strong = "strong" in (name.strength, before.strength)
    party.names[text] = replace(name, kind=kind, strength="strong" if strong else "weak")


def _entry(number: str, party: _Party, log: _Log) -> Entry:
    """One party, its primary name first."""
    names = sorted(party.names.values(), key=lambda name: name.kind != "primary")
    if names and names[0].kind != "primary":
        log.says["parties have no primary name"] += 1
    if sum(name.kind == "primary" for name in names) > 1 or len(party.kinds) > 1:
        log.says["parties have two primary names or two types"] += 1
    births, unread = _births(party)
    log.unread += len(unread)
    numbers = [_ship(value) for value in party.values("imo_number")]
    for text in party.values("additional_information"):
        numbers += prose_ids.numbers(text)
    prose = (("additional_information", "Additional Information"),
             ("listing_information", "Listing Information"),
             ("control_date", "Control Date"))  # fmt: skip
    days = [
        d for text in party.values("listing_information") if (d := dfat_cells.first_day(text))
    ]
    return Entry(
        log.list_id,
        number,
        party.kinds.most_common(1)[0][0],
        tuple(names),
        party.values("committees"),
        min((one for one in days if one is not None), default=None),
        addresses=tuple(ListedAddress(text) for text in _listed(party, "address")),
        birth_dates=births,
        birth_places=_listed(party, "place_of_birth"),
        citizenships=_listed(party, "citizenship"),
        ids=tuple(dict.fromkeys(numbers)),
        facts=tuple((label, text) for column, label in prose for text in party.values(column)),
        remarks=tuple(f"Date of birth: {words}" for words in unread),
    )


def _ship(value: str) -> Identifier:
    """The number of a ship; one that is not of seven digits names none for certain."""
    scheme = "imo" if re.fullmatch(r"[0-9]{7}", value) else "other"
    return Identifier(scheme, value, "imo_number")


def _births(party: _Party) -> tuple[tuple[DateSpan, ...], list[str]]:
    """Dates of all rows, each once, and what was not understood."""
    spans: dict[DateSpan, None] = {}
    unread: dict[str, None] = {}
    for cell in party.values("date_of_birth"):
        found, odd = dfat_cells.births(cell)
        spans.update(dict.fromkeys(found))
        unread.update(dict.fromkeys(odd))
    return tuple(spans), list(unread)


def _listed(party: _Party, column: str) -> tuple[str, ...]:
    """The members of the lists in a column, each once."""
    found = [words for cell in party.values(column) for words in dfat_cells.items(cell)]
    return tuple(dict.fromkeys(found))


def _issues(name: str, log: _Log) -> Iterator[Issue]:
    for column, count in log.columns.items():
        if count:
            yield Issue(name, f"column {column!r} is new to us; {count} cells were not read")
    for says, count in log.says.items():
        yield Issue(name, f"{count}: {says}")
    if log.unread:
        yield Issue(name, f"{log.unread} dates of birth were not understood; kept as remarks")
    if log.lost:
        shown = ", ".join(log.lost[:_SHOWN])
        says = f"{len(log.lost)} rows have no name or no reference: {shown}"
        yield Issue(name, says, "error")
