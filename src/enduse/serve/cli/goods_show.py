"""Codes, searches and tables of goods, as they look on a terminal of 80 columns."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from enduse.report.words import READ, printable

if TYPE_CHECKING:
    from enduse.desk.goods import TableStatus
    from enduse.desk.goods_screen import Cite, Line, Part, Screen
    from enduse.desk.goods_search import Searched

_SNIPPET, _LINE, _CITES = 160, 130, 3
_LABEL = 11


def screen(found: "Screen", *, full: bool = False) -> None:
    """Print what is known of one code; `full` shows every text and citation whole."""
    console = Console(highlight=False)
    console.print(Text(printable(found.title), style="bold"))
    for part in found.parts:
        console.print()
        console.print(Text(part.title, style="bold" if found.found else "bold yellow"))
        console.print(_beside(part) if part.beside else _lines(part.lines, full=full))
        if part.cites:
            console.print(_cites(part.cites, console.width, full=full))


def hits(found: "Searched") -> None:
    """Print what a search found, and where it looked."""
    console = Console(highlight=False)
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=True, header_style="bold")
    for heading in ("number", "list", "text"):
        table.add_column(heading, no_wrap=heading != "text")
    for each in found.hits:
        regime = _regime(each.regime, each.table)
        text = Text(printable(_cut(each.text, _SNIPPET)))
        table.add_row(Text(each.number, style="bold"), each.table, text + Text(regime, "dim"))
    console.print(table if found.hits else Text("nothing found"))
    console.print()
    for name, says in found.searched:
        console.print(Text(f"searched {name}: {says}", style="dim"))
    for name in found.missing:
        says = (
            f"not searched: {name} is not loaded (`enduse goods import FILE… --table {name}`)"
        )
        console.print(Text(says, style="yellow"))
    for name, fault in found.faults:
        console.print(Text(f"not searched: {name}: {printable(fault)}", style="red"))


def tables(found: Sequence["TableStatus"], day: date) -> None:
    """Print which tables are loaded, with their sources."""
    console = Console(highlight=False)
    shown = Table(title=f"Tables of goods as of {day}", title_justify="left")
    for heading in ("table", "published", "rows", "kept", "source"):
        shown.add_column(heading, justify="right" if heading in {"rows", "kept"} else "left")
    for each in found:
        if each.fault:
            says = Text(f"cannot be used: {printable(each.fault)}", style="red")
            shown.add_row(each.table, "–", "–", str(each.kept) if each.kept else "–", says)
            continue
        if not each.editions:
            kept = str(each.kept) if each.kept else "–"
            missing = "the shipped table is used" if each.table == "chpl" else "not loaded"
            shown.add_row(each.table, "–", "–", kept, Text(missing, style="yellow"))
        for edition in each.editions:
            source = Text(_cut(printable(edition.citation), _SNIPPET // 2))
            source.append(f" ({READ.get(edition.read, edition.read)}; {edition.file})", "dim")
            day_of, rows = str(edition.published), f"{edition.rows:,}"
            shown.add_row(each.table, day_of, rows, str(each.kept), source)
    console.print(shown)


def _lines(lines: Iterable["Line"], *, full: bool) -> Group:
    return Group(*(_line(each, full=full) for each in lines))


def _line(line: "Line", *, full: bool) -> Table:
    """A label and its text, which wraps beside it; a deeper line stands further in."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    indent = 2 * line.deep
    grid.add_column(width=indent + 1)
    grid.add_column(min_width=max(_LABEL - indent, 1), no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    text = printable(line.text)
    shown = text if full or not line.brief else _cut(text, _LINE)
    grid.add_row("", Text(printable(line.label), style="cyan"), Text(shown))
    return grid


def _beside(part: "Part") -> Table:
    """Two texts side by side: the EU's and that of the US."""
    grid = Table(box=None, padding=(0, 1, 0, 0), expand=True, header_style="bold cyan")
    for head in part.heads:
        grid.add_column(head, ratio=1, overflow="fold", vertical="top")
    left, right = (_narrow(lines) for lines in (part.lines, part.beside))
    grid.add_row(left, right)
    return grid


def _narrow(lines: Iterable["Line"]) -> Group:
    shown: list[Text] = []
    for each in lines:
        text = Text(" " * min(each.deep, 4))
        text.append(f"{printable(each.label)} " if each.label else "", style="cyan")
        text.append(printable(each.text))
        shown.append(text)
    return Group(*shown)


def _cites(cites: Sequence["Cite"], width: int, *, full: bool) -> Group:
    """Sources, a line each; their ends are cut at the edge unless all is wanted."""
    shown = []
    for each in cites if full else cites[:_CITES]:
        said = f"; as of {each.as_of}; {READ.get(each.read, each.read)}]"
        text = printable(each.citation)
        line = f"  [{text if full else _cut(text, max(width - len(said) - 4, 20))}{said}"
        shown.append(Text(line, style="dim"))
    if len(shown) < len(cites):
        more = f"  [and {len(cites) - len(shown)} more sources: --full]"
        shown.append(Text(more, style="dim"))
    return Group(*shown)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _regime(regime: str | None, table: str) -> str:
    """The letters of a regime, "WA" of "Wassenaar Arrangement (WA)"; "US" for the US's own."""
    if regime and "(" in regime:
        return f" [{regime.rpartition('(')[2].rstrip(')')}]"
    return " [US]" if regime and table == "us_ccl" else ""
