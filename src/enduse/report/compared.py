"""Documents against each other, for people: a table of facts, conflicts first; and as rows."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from enduse.model.conflict import Comparison, Side
from enduse.report.sheet import harmless
from enduse.report.words import printable

_FIRST = 26
"""How wide the facts may be: a description of goods must not push out what is said."""
_PLACE = re.compile(r"page (\d+) line (\d+)")
_STYLE = {"review": "bold red", "note": "yellow"}
_MARK = {"review": "DIFFERS", "note": "note"}
COLUMNS = ("weight", "fact", "document", "value", "place", "says")


def show(found: Comparison, console: Console) -> None:
    """Print what differs, what one document lacks, and what agrees."""
    for each in found.conflicts:
        mark = Text(f"{_MARK[each.weight]:<8}", _STYLE[each.weight])
        console.print(mark.append(printable(each.says), "none"))
    for lack in found.open:
        console.print(Text("open    ", "cyan").append(printable(lack.says), "none"))
    if found.conflicts or found.open:
        console.print()
    names = _headings(found.documents, console.width)
    if names != found.documents:
        for number, name in zip(names, found.documents, strict=True):
            console.print(Text(f"{number:>2} ", "bold").append(printable(name), "none"))
        console.print()
    console.print(_grid(found, names))
    grave = len(found.grave)
    noted = len(found.conflicts) - grave
    console.print(
        f"{len(found.documents)} documents: {grave} facts differ, {noted} noted, "
        f"{len(found.open)} open, {len(found.agreed)} agree"
    )


def _headings(documents: tuple[str, ...], width: int) -> tuple[str, ...]:
    """The names over the columns; numbers where the names are wider than those.

    >>> _headings(("order.pdf", "invoice.pdf"), 80)
    ('order.pdf', 'invoice.pdf')
    >>> _headings(("order.pdf", "2026-06-12 invoice of Ararat Test Trading (signed).pdf"), 80)
    ('1', '2')
    """
    room = (width - _FIRST) // len(documents) - 1
    if all(len(printable(each)) <= room for each in documents):
        return documents
    return tuple(str(at) for at in range(1, len(documents) + 1))


def _grid(found: Comparison, names: Sequence[str]) -> Group:
    grid = Table(box=None, pad_edge=False, header_style="dim")
    grid.add_column("", max_width=_FIRST, overflow="fold")
    for name in names:
        grid.add_column(printable(name), overflow="fold")
    rows: list[tuple[str, str, Sequence[Side]]] = [
        *((_STYLE[each.weight], each.what, each.sides) for each in found.conflicts),
        *(("dim", each.what, each.sides) for each in found.agreed),
    ]
    for style, what, sides in rows:
        cells = (Text(_cell(sides, name), style) for name in found.documents)
        grid.add_row(Text(printable(what), style), *cells)
    return Group(grid)


def _cell(sides: Sequence[Side], document: str) -> str:
    values = [each for each in sides if each.document == document]
    return "\n".join(
        printable(each.value) + (f" ({_short(each.place)})" if each.place else "")
        for each in values
    )


def _short(place: str) -> str:
    """A place in few signs: there are as many columns as documents.

    >>> _short("page 1 line 15"), _short("sheet Rechnung row 7")
    ('1:15', 'sheet Rechnung row 7')
    """
    found = _PLACE.fullmatch(place)
    # An e-document names the line of its file, and the path of the element behind it.
    return f"{found[1]}:{found[2]}" if found else place.partition(":")[0]


def as_csv(found: Comparison) -> str:
    """A row for each side of each conflict, then for what is open; formulas are neutralised."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in row] for row in _rows(found))
    return out.getvalue()


def _rows(found: Comparison) -> Iterator[tuple[str, ...]]:
    for each in found.conflicts:
        for side in each.sides:
            yield each.weight, each.what, side.document, side.value, side.place, each.says
    for lack in found.open:
        for name in lack.lacks:
            yield "open", lack.what, name, "", "", lack.says
