"""Read the US Consolidated Screening List from its official CSV.

One row a party of one source list. Cells hold several values, parted by "; ", and some
hold line breaks. The format has no date inside.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from enduse.errors import ListError
from enduse.lists import csl_papers, csl_terms, raw
from enduse.lists.csl_party import MANY, SINGLE, Record, build, several
from enduse.lists.ofac_files import few
from enduse.lists.row import Row
from enduse.model.issue import Issue
from enduse.model.listing import ListedAddress, Reading

COLUMNS = ("_id", *SINGLE, *MANY, "addresses", "ids")
"""The columns of the file; their order is the file's own business."""

_LINES_IN_A_ROW = 20
_COUNTRY = re.compile(r"(?:(.*), )?([A-Z]{2})", re.DOTALL)
# fmt: off
_STATES = frozenset((
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA",
    "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ",
    "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT",
    "VA", "WA", "WV", "WI", "WY", "DC", "PR",
))
# fmt: on


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether this is one file whose first line names the columns of the CSV."""
    if len(parts) != 1:
        return False
    (data,) = parts.values()
    head = data[:4000].split(b"\n", 1)[0]
    return all(word in head for word in (b"entity_number", b"source_list_url", b",alt_names"))


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the file. `parts` maps its name, as given, to its bytes.

    An entry's id is Treasury's number and the list ("15268:CAP") where there is a number,
    else the file's own. A row that cannot be read is an issue of gravity "error". A
    ListError is raised where the file is not one, is empty, or lacks a column.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    ((name, data),) = parts.items()
    header, rows, issues = _rows(list_id, name, raw.text(list_id, name, data))
    new: Counter[str] = Counter()
    records = [_record(Row(list_id, header, cells), number, new) for number, cells in rows]
    issues += [Issue(name, f"column {column!r} is new to us, not read") for column in new]
    return build(list_id, name, records, issues=issues)


def _rows(
    list_id: str, name: str, text: str
) -> tuple[tuple[str, ...], list[tuple[int, list[str]]], list[Issue]]:
    """The header, every row with its line, and the rows that are none."""
    lines = text.replace("\r\n", "\n").split("\n")
    reader = csv.reader((f"{line}\n" for line in lines), strict=True)
    header = _header(list_id, name, reader)
    rows: list[tuple[int, list[str]]] = []
    broken: list[str] = []
    blank, start = 0, reader.line_num
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as trouble:
            broken.append(f"lines {start + 1} to {reader.line_num} ({trouble})")
            start = reader.line_num
            continue
        if cells is None:
            break
        long = reader.line_num - start > _LINES_IN_A_ROW
        if not any(cell.strip() for cell in cells):
            blank += bool(cells)
        elif len(cells) != len(header) or long:
            broken.append(f"lines {start + 1} to {reader.line_num} ({len(cells)} columns)")
        else:
            rows.append((start + 1, cells))
        start = reader.line_num
    says = f"rows cannot be read; expected {len(header)} columns"
    issues = few(name, says, broken, gravity="error")
    issues += [Issue(name, f"{blank} blank rows were passed over")] if blank else []
    return header, rows, issues


def _header(list_id: str, name: str, reader: Iterator[list[str]]) -> tuple[str, ...]:
    """The column names; ListError where one of ours is gone or one stands twice."""
    try:
        header = tuple(cell.strip() for cell in next(reader, []))
    except csv.Error as trouble:
        raise ListError(list_id, f"{name} has no header ({trouble})", "CSV") from trouble
    gone = [column for column in COLUMNS if column not in header]
    twice = [column for column, count in Counter(header).items() if count > 1]
    if gone or twice:
        what = (
            f"column {(gone or twice)[0]!r} is gone" if gone else f"{twice[0]!r} stands twice"
        )
        raise ListError(list_id, f"{name}: {what}", f"the columns {', '.join(COLUMNS)}")
    return header


def _record(row: Row, number: int, new: Counter[str]) -> Record:
    text = {column: row.take(column) for column in SINGLE}
    # Names are split with care for brackets later, so their cell stays whole here.
    many = {column: several(row.take(column)) for column in MANY if column != "alt_names"}
    names = row.take("alt_names")
    own, addresses = row.take("_id"), row.take("addresses")
    papers, odd = csl_papers.parse(row.take("ids"))
    new.update(row.leftovers())
    doubt = csl_terms.code(text["source"]) == "DPL"
    return Record(
        f"line {number}",
        own,
        text,
        {**many, "alt_names": (names,) if names.strip() else ()},
        tuple(_address(part, doubt=doubt) for part in several(addresses)),
        tuple(papers),
        tuple(odd),
    )


def _address(text: str, *, doubt: bool) -> ListedAddress:
    """One address; its country is the two capitals at its end.

    With `doubt` they may be one of the United States: the denied persons' addresses often
    name no country, and "CA" behind a town is California, behind a postal code Canada.
    """
    words = " ".join(text.split()).removeprefix("and ")
    found = _COUNTRY.fullmatch(words)
    if found is None:
        return ListedAddress(words)
    before = (found[1] or "").rpartition(", ")[2]
    if doubt and found[2] in _STATES and not any(char.isdigit() for char in before):
        return ListedAddress(words)
    return ListedAddress(found[1] or "", found[2])
