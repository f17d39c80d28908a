"""The sheets of a file as a paper: an invoice that somebody wrote in a spreadsheet."""

import re
from collections.abc import Sequence
from dataclasses import replace

from enduse.intake.table import Table
from enduse.model.document import Document
from enduse.model.issue import Issue
from enduse.model.paper import Page, Paper, Piece, TextLine

COLUMN = 100.0
"""How wide a column is taken to be."""

_PLACE = re.compile(r"page (\d+) line (\d+)")


def paper_of_tables(tables: Sequence[Table]) -> Paper:
    """Each sheet as a page, each row as a line, each cell that holds anything as a piece."""
    pages = (Page(at, _lines(table)) for at, table in enumerate(tables, start=1))
    return Paper(tables[0].name, "a table", tuple(page for page in pages if page.lines))


def _lines(table: Table) -> tuple[TextLine, ...]:
    found = []
    for number, row in enumerate(table.rows, start=1):
        pieces = tuple(
            Piece(" ".join(cell.split()), at * COLUMN, at * COLUMN + COLUMN - 1)
            for at, cell in enumerate(row)
            if cell.strip()
        )
        if pieces:
            found.append(TextLine(pieces, number, float(number)))
    return tuple(found)


def in_words_of_sheets(document: Document, tables: Sequence[Table]) -> Document:
    """The document with its places said as people say those of a sheet."""

    def said(text: str) -> str:
        return _PLACE.sub(lambda found: _place(found, tables), text)

    return replace(
        document,
        places={path: said(place) for path, place in document.places.items()},
        facts=tuple(replace(each, place=said(each.place)) for each in document.facts),
        issues=tuple(Issue(said(e.where), said(e.says), e.gravity) for e in document.issues),
        questions=tuple(map(said, document.questions)),
        unread=tuple(
            replace(each, place=said(each.place), found=said(each.found))
            for each in document.unread
        ),
    )


def _place(found: re.Match[str], tables: Sequence[Table]) -> str:
    at = int(found[1]) - 1
    title = tables[at].sheet if at < len(tables) else ""
    return f"sheet {title} row {found[2]}" if title else f"row {found[2]}"
