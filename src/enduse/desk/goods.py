"""Tables of goods that a user brings: put on their shelf, looked at, opened as of a day."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import PurePath
from typing import TypeVar

from enduse.editions.tables import TableEdition, TableShelf
from enduse.errors import EnduseError, ListError
from enduse.goods.chart import CHART, GROUPS, CountryChart, CountryGroups
from enduse.goods.control_acts import ActTable
from enduse.goods.control_kinds import CHPL, FLOORS, TABLES, Brought, read_brought
from enduse.goods.control_list import EU, US, ControlList, ControlTables
from enduse.goods.control_read import (
    json_of,
    read_annex,
    read_ccl,
    read_paragraphs,
    read_plain,
)
from enduse.settings import Settings

_T = TypeVar("_T")

_LEAST = 0.8
"""What a table must hold of the rows of the one before, unless a person says otherwise."""

_CITED: Mapping[str, str] = {
    EU: "Regulation (EU) 2021/821, Annex I",
    US: "15 CFR Part 774, Supplement No. 1 (Commerce Control List)",
    CHART: "15 CFR Part 738, Supplement No. 1 (Commerce Country Chart)",
    GROUPS: "15 CFR Part 740, Supplement No. 1 (Country Groups)",
    CHPL: "Common High Priority List",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import kept. `new` is False where the same file was here already."""

    edition: TableEdition
    new: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableStatus:
    """The table as of a day: its editions in use, one a form, and how many there are.

    `fault` says that it cannot be used: a header or a file on the shelf is damaged.
    """

    table: str
    editions: tuple[TableEdition, ...]
    kept: int
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The tables as of a day. `missing` are the known ones that are not loaded."""

    control: ControlTables
    acts: tuple[tuple[ActTable, TableEdition], ...]
    editions: Mapping[str, tuple[TableEdition, ...]]
    missing: tuple[str, ...]
    faults: Mapping[str, str]


def shelf_of(settings: Settings) -> TableShelf:
    """Where the tables of an installation live."""
    return TableShelf(settings.data / "goods")


def import_table(
    settings: Settings,
    data: bytes,
    name: str,
    *,
    table: str | None = None,
    published: date | None = None,
    shorter: bool = False,
) -> Taken:
    """Read one file whole, and keep it; what is no sound table is refused and nothing lost.

    `published` is needed where the file holds no date. `shorter` takes a file that is much
    shorter than it should be.

    Raises:
        ListError: what is wrong, where, and what is wanted.
    """
    shelf = shelf_of(settings)
    if table is not None and table not in TABLES:
        shelf.editions(table)  # refuses what is no name before anything else
    brought = read_brought(data, name, table=table)
    day = _day(brought, published)
    if not shorter:
        _refuse_short(shelf, brought)
    edition = TableEdition(
        table=brought.table,
        form=brought.form,
        file=PurePath(name).name,
        published=day,
        sha256=hashlib.sha256(data).hexdigest(),
        imported=datetime.now(UTC).isoformat(timespec="seconds"),
        rows=brought.rows,
        size=brought.size,
        citation=brought.citation or f"{_CITED.get(brought.table, brought.table)}, as imported",
        read=brought.read,
        url=brought.url,
        notes=tuple(f"{issue.where}: {issue.says}" for issue in brought.issues),
    )
    kept, new = shelf.put(edition, data)
    return Taken(kept, new, edition.notes)


def status(settings: Settings, *, as_of: date) -> tuple[TableStatus, ...]:
    """Every table that has a name of its own, and every other that was brought."""
    shelf = shelf_of(settings)
    names = dict.fromkeys((*TABLES, *shelf.tables()))
    return tuple(_status(shelf, table, as_of) for table in names)


def open_tables(settings: Settings, *, as_of: date) -> Opened:
    """The newest tables published by a day. One that is damaged is a fault, by its name."""
    shelf = shelf_of(settings)
    found = {each.table: each for each in status(settings, as_of=as_of)}
    faults = {name: each.fault for name, each in found.items() if each.fault}
    reader = _Reader(shelf, found, faults)
    control = ControlTables(
        reader.control(EU), reader.control(US), reader.chart(), reader.groups()
    )
    acts = tuple(reader.acts())
    used = {name: each.editions for name, each in found.items() if name not in faults}
    missing = tuple(name for name in TABLES if not found[name].editions and name not in faults)
    return Opened(control, acts, used, missing, faults)


def control_tables(settings: Settings, *, as_of: date) -> ControlTables:
    """The control lists and the country chart as of a day."""
    return open_tables(settings, as_of=as_of).control


class _Reader:
    """Reads editions into what they hold; trouble becomes a fault of the table."""

    def __init__(
        self, shelf: TableShelf, found: Mapping[str, TableStatus], faults: dict[str, str]
    ) -> None:
        self._shelf, self._found, self._faults = shelf, found, faults

    def control(self, table: str) -> ControlList | None:
        """A control list; of several forms the newest speaks, and others fill its gaps."""
        parts: list[ControlList] = []
        for edition in self._found[table].editions:
            part = self._read(edition, partial(_control, edition=edition))
            if part is not None:
                parts.append(part)
        if not parts or table in self._faults:
            return None
        whole = parts[0]
        for part in parts[1:]:
            whole = whole.filled_from(part)
        return replace(whole, published=self._found[table].editions[0].published)

    def chart(self) -> CountryChart | None:
        return self._one(CHART, lambda data: CountryChart.read(json_of(data, CHART)))

    def groups(self) -> CountryGroups | None:
        return self._one(GROUPS, lambda data: CountryGroups.read(json_of(data, GROUPS)))

    def acts(self) -> list[tuple[ActTable, TableEdition]]:
        """The tables of codes, and the priority list where it was brought."""
        read: list[tuple[ActTable, TableEdition]] = []
        for table, each in self._found.items():
            for edition in each.editions:
                if edition.form not in {"codes", "tiers"}:
                    continue
                act = self._read(edition, partial(ActTable.read, table=table))
                if act is not None:
                    read.append((act, edition))
        return read

    def _one(self, table: str, reads: Callable[[bytes], _T]) -> _T | None:
        edition = next(iter(self._found[table].editions), None)
        return self._read(edition, reads) if edition else None

    def _read(self, edition: TableEdition, reads: Callable[[bytes], _T]) -> _T | None:
        if edition.table in self._faults:
            return None
        try:
            return reads(self._shelf.data(edition))
        except EnduseError as error:
            self._faults[edition.table] = str(error)
            return None


def _control(data: bytes, edition: TableEdition) -> ControlList:
    source = f"{edition.file} of {edition.published}"
    if edition.form == "annex":
        return read_annex(data, source)
    if edition.form == "ccl":
        return read_ccl(data, source)
    if edition.form == "paragraphs":
        return read_paragraphs(data, source)
    return read_plain(data, source, edition.table)


def _status(shelf: TableShelf, table: str, as_of: date) -> TableStatus:
    try:
        every = shelf.editions(table)
    except EnduseError as error:
        return TableStatus(table, (), 0, str(error))
    newest = {each.form: each for each in every if each.published <= as_of}
    # The newest first; on one day the fuller form.
    used = sorted(newest.values(), key=lambda e: (e.published, e.size), reverse=True)
    fault = next((said for each in used if (said := shelf.fault(each))), None)
    return TableStatus(table, tuple(used), len(every), fault)


def _day(brought: Brought, said: date | None) -> date:
    inside = brought.published
    if inside and said and inside != said:
        raise ListError(brought.table, f"the file is of {inside}", f"not {said}")
    day = inside or said
    if day is None:
        found = "the file carries no date of publication"
        raise ListError(brought.table, found, "--published DATE, as its publisher gives it")
    if day > datetime.now(UTC).date():
        raise ListError(
            brought.table, f"is of {day}, which is yet to come", "a day up to today"
        )
    return day


def _refuse_short(shelf: TableShelf, brought: Brought) -> None:
    floor = FLOORS.get(brought.form, 1)
    ways = "or --shorter, where it is right"
    if brought.size < floor:
        found = f"holds {brought.size} entries; was it cut off?"
        raise ListError(brought.table, found, f"{floor} or more, {ways}")
    before = shelf.newest(brought.table, date.max, form=brought.form)
    if before is not None and brought.rows < before.rows * _LEAST:
        found = f"holds {brought.rows} rows; that of {before.published} holds {before.rows}"
        raise ListError(brought.table, found, f"about as many, {ways}")
