"""Files of control lists, in the forms that are known, read into entries."""

import ast
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from enduse.errors import ListError
from enduse.goods.control import ControlNumber, ControlTrouble, parse_control
from enduse.goods.control_list import EU, US, Control, ControlList, Entry, Paragraph
from enduse.model.issue import Issue

_CELL = 200_000
_NOTES = 100_000
_USML = re.compile(r"[IVX]+\(|CATEGORY|EAR99|\d[A-E]?$|[IVX]+$")


def rows_of(data: bytes, table: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV in UTF-8; a row of another length than the header is refused.

    Raises:
        ListError: it cannot be read, with the place.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"is not UTF-8 at byte {error.start}"
        raise ListError(table, found, "a CSV saved as UTF-8") from error
    lines = (line for line in io.StringIO(text, newline="") if not line.startswith("#"))
    limit = csv.field_size_limit(_CELL)  # one for the whole process: given back at once
    try:
        rows = list(_sound_rows(csv.DictReader(lines, strict=True), table))
    finally:
        csv.field_size_limit(limit)
    yield from rows


def _sound_rows(reader: "csv.DictReader[str]", table: str) -> Iterator[dict[str, str]]:
    try:
        for row in reader:
            if None in row or None in row.values():
                many = "more" if None in row else "fewer"
                found = f"row {reader.line_num} has {many} cells than the header"
                raise ListError(table, found, "whole rows; was the file cut off?")
            yield row
    except csv.Error as error:
        found = f"row {reader.line_num} cannot be read ({error})"
        raise ListError(table, found, "a sound CSV") from error


def json_of(data: bytes, table: str) -> Any:  # noqa: ANN401 - values of JSON
    """The values of a JSON file.

    Raises:
        ListError: it cannot be read.
    """
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ListError(table, f"is no sound JSON ({error})", "the whole file") from error


def read_annex(data: bytes, source: str) -> ControlList:
    """EU Annex I as CSV: entry, paragraph, text; a note says so in note_type."""
    return _gathered(EU, source, _annex_rows(data))


def read_plain(data: bytes, source: str, table: str) -> ControlList:
    """A list as CSV with two columns: number, text."""
    rows = ((row["number"], row["text"], True) for row in rows_of(data, table))
    return _gathered(table, source, rows)


def read_paragraphs(data: bytes, source: str) -> ControlList:
    """The US list as CSV, a row a paragraph: ecn_number, description_en, notes."""
    return _gathered(US, source, _paragraph_rows(data))


def read_ccl(data: bytes, source: str) -> ControlList:
    """The US list as JSON: "entries" with eccn, heading, reasons, countryChart, items.

    Raises:
        ListError: it is not of that form, with the entry.
    """
    plain = json_of(data, US)
    entries: list[Entry] = []
    for at, raw in enumerate(plain["entries"]):
        try:
            entries.append(_entry(raw, source))
        except (KeyError, TypeError, AttributeError) as error:
            found = f"entries/{at} has another form ({error!r})"
            raise ListError(US, found, "eccn, heading, countryChart and items") from error
    return ControlList.of(US, entries)


def _entry(raw: Mapping[str, Any], source: str) -> Entry:
    number = raw["eccn"]
    read = parse_control(number)
    if isinstance(read, ControlTrouble) or read.paragraph:
        raise KeyError(number)
    items = raw.get("items") or ()
    paragraphs = tuple(_paragraph(number, each) for each in items)
    controls = (Control(c["control"], c["countryChart"]) for c in raw["countryChart"])
    return Entry(
        number=read.entry,
        heading=_line(raw["heading"]),
        paragraphs=tuple(each for each in paragraphs if each.text),
        reasons=raw.get("reasonForControl"),
        controls=tuple(Control(_line(c.applies), _line(c.where)) for c in controls),
        related=raw.get("relatedControls"),
        source=source,
    )


def _paragraph(entry: str, item: Mapping[str, Any]) -> Paragraph:
    number = item.get("paragraph")
    is_item = number and item.get("kind") == "item"
    full = f"{entry}.{number}" if is_item else entry
    return Paragraph(full, _line(item["text"]), "item" if is_item else "note")


def _annex_rows(data: bytes) -> Iterator[tuple[str, str, bool]]:
    for row in rows_of(data, EU):
        yield row["paragraph"], row["text"], row.get("note_type", "base") == "base"


def _paragraph_rows(data: bytes) -> Iterator[tuple[str, str, bool]]:
    for row in rows_of(data, US):
        number = row["ecn_number"].strip()
        yield number, row["description_en"], True
        for note in _notes(row.get("notes", "")):
            yield number, note, False


def _notes(text: str) -> Iterator[str]:
    """The notes of a row: a Python list written out. What is not one is left out."""
    if len(text) > _NOTES or not text.startswith("[{"):
        return
    try:
        notes = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return
    for each in notes:
        if isinstance(each, dict) and isinstance(each.get("description"), str):
            yield each["description"]


def _gathered(table: str, source: str, rows: Iterable[tuple[str, str, bool]]) -> ControlList:
    """Rows of (number, text, is an item) as entries in the order of their numbers."""
    headings: dict[str, str] = {}
    kept: dict[str, list[Paragraph]] = {}
    issues = _Issues(table)
    for at, (number, text, item) in enumerate(rows, 1):
        read = issues.number(number, at)
        line = _line(text)
        if read is None or not line:
            continue
        if item and not read.paragraph and read.entry not in headings:
            headings[read.entry] = line
            kept.setdefault(read.entry, [])
        else:
            kind = Paragraph(str(read), line, "item" if item else "note")
            kept.setdefault(read.entry, []).append(kind)
    # Of some lists the rows come in no order; a stable sort keeps notes behind their item.
    entries = (
        Entry(
            number=number,
            heading=headings.get(number, ""),
            paragraphs=tuple(sorted(kept[number], key=lambda each: _key(each.number))),
            source=source,
        )
        for number in sorted(kept)
    )
    return ControlList.of(table, entries, issues=issues.said())


class _Issues:
    """What could not be used of a table, counted, with the first place of each kind."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._found: dict[str, tuple[int, int, str]] = {}

    def number(self, text: str, at: int) -> ControlNumber | None:
        """The number of a row; None where it has none of this list's."""
        read = parse_control(text)
        if isinstance(read, ControlTrouble) and len(read.maybe) == 1 and "E+" in text.upper():
            self._add("numbers that a spreadsheet ruined were restored", at, text)
            read = parse_control(read.maybe[0])
        if isinstance(read, ControlNumber) and read.dual_use:
            return read
        what = "other list" if _USML.match(text.strip().upper()) else "number"
        self._add(f"rows have no number that can be read ({what})", at, text)
        return None

    def said(self) -> Iterator[Issue]:
        """An issue for each kind of trouble."""
        for what, (count, at, first) in self._found.items():
            says = f"{count} {what}, the first {first[:30]!r}"
            yield Issue(f"{self._table}/row {at}", says, "warning")

    def _add(self, what: str, at: int, text: str) -> None:
        count, first, shown = self._found.get(what, (0, at, text))
        self._found[what] = (count + 1, first, shown)


def _key(number: str) -> tuple[tuple[int, int, str], ...]:
    """An order in which .a.2 stands before .a.10."""
    return tuple(
        (int(part.isdigit()), int(part) if part.isdigit() else 0, part)
        for part in number.split(".")
    )


def _line(text: str) -> str:
    return " ".join(str(text).split())
