"""The letter as a DOCX file, to be edited before it is sent."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time

from enduse.errors import PaperError
from enduse.report.letter_blocks import (
    Asked,
    Block,
    Fields,
    Heading,
    Items,
    Letter,
    Lines,
    NewPage,
    Table,
    Text,
    Ticks,
)

try:
    from docx import Document
    from docx.document import Document as Paper
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Length, Pt, RGBColor
    from docx.table import Table as Grid
    from docx.table import _Cell as Cell
    from docx.table import _Row as Row
    from docx.text.paragraph import Paragraph
except ImportError as error:
    raise PaperError.without("docx") from error

_LANGUAGE = {"en": "en-GB", "nl": "nl-NL", "de": "de-DE", "fr": "fr-FR"}
_SIZE, _SMALL = 10, 8.5
_SIZES = {1: 14, 2: 11.5, 3: 10}
_ROOM = Cm(1.8)
_FIELD = Cm(0.75)
_WHOLE, _LABEL, _VALUE = Cm(16.5), Cm(6), Cm(10.5)
_WIDTHS = (Cm(1), Cm(4.9), Cm(3.8), Cm(2.1), Cm(2.2), Cm(2.5))
_RULE = "_" * 40
_ZIPPED = (1980, 1, 1, 0, 0, 0)
"""The day on every part of the file: the earliest that a ZIP can hold."""


def as_docx(letter: Letter) -> bytes:
    """The whole letter. The same letter gives the same bytes."""
    paper = Document()
    _set_up(paper, letter)
    for block in letter.blocks:
        _draw(paper, block)
    out = io.BytesIO()
    paper.save(out)
    return _without_clock(out.getvalue())


def _set_up(paper: Paper, letter: Letter) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.25)
    page.top_margin = page.bottom_margin = Cm(2)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(_SIZE)
    style.paragraph_format.space_after = Pt(6)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), _LANGUAGE[letter.language])
    style.element.get_or_add_rPr().append(spoken)
    known, day = paper.core_properties, datetime.combine(letter.day, time())
    known.title, known.author, known.comments = letter.title[:255], "", ""
    known.created = known.modified = day
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _small(foot, f"{letter.footer} · ")
    _page_number(foot)


def _draw(paper: Paper, block: Block) -> None:  # noqa: C901, PLR0912  # one case for each kind
    match block:
        case Heading(text, level):
            _heading(paper, text, level)
        case Text(text, small):
            made = paper.add_paragraph()
            _small(made, text) if small else made.add_run(text)
        case Lines(lines):
            made = paper.add_paragraph()
            for number, line in enumerate(lines):
                run = made.add_run(line)
                if number < len(lines) - 1:
                    run.add_break()
            made.paragraph_format.space_after = Pt(14)
        case Asked(number, text):
            _asked(paper, f"{number}. {text}")
        case Fields():
            _fields(paper, block)
        case Table():
            _table(paper, block)
        case Ticks(title, options):
            _ticks(paper, title, options)
        case Items(items):
            for number, each in enumerate(items, 1):
                _hanging(paper.add_paragraph(f"{number}.\t{each}"))
        case NewPage():
            paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _heading(paper: Paper, text: str, level: int) -> None:
    made = paper.add_paragraph(style=f"Heading {level}")
    run = made.add_run(text)
    run.font.size, run.font.name, run.bold = Pt(_SIZES[level]), "Calibri", True
    run.font.color.rgb = RGBColor(0x1B, 0x24, 0x30)
    made.paragraph_format.space_before = Pt(12 if level < 3 else 6)  # noqa: PLR2004
    made.paragraph_format.space_after = Pt(3)


def _asked(paper: Paper, text: str) -> None:
    """A question above a box, which stays on its page."""
    made = paper.add_paragraph(text)
    made.paragraph_format.keep_with_next = True
    made.paragraph_format.space_after = Pt(2)
    grid = _grid(paper, 1, (_WHOLE,))
    _least(grid.rows[0], _ROOM)
    _after(paper)


def _fields(paper: Paper, fields: Fields) -> None:
    grid = _grid(paper, len(fields.rows), (_LABEL, _VALUE))
    for number, (row, (label, value)) in enumerate(zip(grid.rows, fields.rows, strict=True)):
        _least(row, _ROOM if number in fields.tall else _FIELD)
        _fill(row.cells[0], label, width=_LABEL)
        _fill(row.cells[1], value, width=_VALUE)
        _shade(row.cells[0])
    _after(paper)


def _table(paper: Paper, table: Table) -> None:
    grid = _grid(paper, len(table.rows) + 1, _WIDTHS)
    _repeat(grid.rows[0])
    for row, cells in zip(grid.rows, (table.head, *table.rows), strict=True):
        _whole(row)
        for number, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            made = _fill(cell, text, width=_WIDTHS[number], small=True)
            if number in table.figures:
                made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for cell in grid.rows[0].cells:
        _shade(cell)
    _after(paper)


def _ticks(paper: Paper, title: str, options: tuple[str, ...]) -> None:
    made = paper.add_paragraph(title)
    made.paragraph_format.keep_with_next = True
    made.paragraph_format.space_after = Pt(2)
    for each in options:
        line = paper.add_paragraph(f"☐\t{each} {_RULE}" if each.endswith(":") else f"☐\t{each}")
        _hanging(line)
        line.paragraph_format.space_after = Pt(2)
    _after(paper)


def _hanging(made: Paragraph) -> None:
    made.paragraph_format.left_indent = Cm(0.8)
    made.paragraph_format.first_line_indent = Cm(-0.8)
    made.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))


def _grid(paper: Paper, rows: int, widths: Sequence[Length]) -> Grid:
    grid: Grid = paper.add_table(rows, len(widths), style="Table Grid")
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    return grid


def _after(paper: Paper) -> None:
    """A small gap: two tables that touch would be read as one."""
    made = paper.add_paragraph()
    made.paragraph_format.space_after = Pt(0)
    made.paragraph_format.line_spacing = Pt(6)


def _fill(cell: Cell, text: str, *, width: Length, small: bool = False) -> Paragraph:
    cell.width = width
    made: Paragraph = cell.paragraphs[0]
    made.paragraph_format.space_after = Pt(0)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    run = made.add_run(text)
    run.font.size = Pt(_SMALL if small else _SIZE)
    return made


def _small(made: Paragraph, text: str) -> None:
    made.add_run(text).font.size = Pt(_SMALL)


def _least(row: Row, height: Length) -> None:
    row.height = height
    _whole(row)


def _whole(row: Row) -> None:
    """No page may end within the row."""
    kept = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(kept)  # noqa: SLF001  # the library has no name for it


def _repeat(row: Row) -> None:
    """The heading row again on every page that the table reaches."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _shade(cell: Cell) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "EEF1F4")
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001


def _page_number(made: Paragraph) -> None:
    for name, text in (("PAGE", " / "), ("NUMPAGES", "")):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        made._p.append(field)  # noqa: SLF001
        if text:
            _small(made, text)


def _without_clock(data: bytes) -> bytes:
    """The same file with one day on all its parts: else each second would make another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, "w") as made:
        for name in read.namelist():
            part = zipfile.ZipInfo(name, _ZIPPED)
            made.writestr(part, read.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
