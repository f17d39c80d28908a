"""The letter as a PDF file, ready to be printed, filled in by hand and signed."""

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from pathlib import Path

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
)  # fmt: skip
from enduse.report.letter_fonts import Font, fonts, refuse_unshown

try:
    from fpdf import FPDF
    from fpdf.enums import MethodReturnValue, TableBordersLayout, XPos, YPos
    from fpdf.fonts import FontFace
except ImportError as error:
    raise PaperError.without("pdf") from error

_SIZE, _SMALL = 10.0, 8.5
_SIZES = {1: 14.0, 2: 11.5, 3: 10.0}
_LINE = 5.0
_ROOM = 17.0
_BOX = 3.2
_FIELD = 8.0
_INDENT = 8.0
_WIDTHS = (9, 50, 37, 22, 22, 26)
_SHADE = (238, 241, 244)
_GREY = 120


def as_pdf(letter: Letter, *, own_fonts: Sequence[Path] = ()) -> bytes:
    """The whole letter. The same letter and fonts give the same bytes.

    Raises:
        PaperError: a letter stands in it that no font shows; or a font cannot be read.
    """
    with fonts(own_fonts) as known:
        refuse_unshown(_texts(letter), known)
        paper = _Paper(letter, known)
        for block in letter.blocks:
            paper.draw(block)
        return paper.finished()


class _Paper(FPDF):
    """Pages of A4, with the footer of a letter."""

    def __init__(self, letter: Letter, known: Sequence[Font]) -> None:
        super().__init__(format="A4")
        logging.getLogger("fontTools").setLevel(
            logging.ERROR
        )  # it tells of every table it drops
        self._footer = letter.footer
        self.alias_nb_pages("")  # else an order that holds the library's sign would be changed
        self.set_creation_date(datetime.combine(letter.day, time(), UTC))
        self.set_title(letter.title)
        self.set_lang(letter.language)
        self.set_margins(22, 20)
        self.c_margin = 0.0  # text begins where the boxes do
        self.set_auto_page_break(auto=True, margin=22)
        for font in known:
            self.add_font(font.name, "", str(font.regular))
            self.add_font(font.name, "B", str(font.bold or font.regular))
        self.set_fallback_fonts([font.name for font in known[1:]], exact_match=False)
        self.set_text_shaping(use_shaping_engine=True)
        self.set_font(known[0].name, size=_SIZE)
        self._name = known[0].name
        self.add_page()

    def finished(self) -> bytes:
        """The file, with reference and page at the foot of every page."""
        self.set_auto_page_break(auto=False)
        for number in range(1, self.pages_count + 1):
            self.page = number
            self.set_font(self._name, "B", _SIZE)  # so that the next is written on this page
            self.set_font(self._name, "", _SMALL)
            self.set_y(-15)
            self.cell(0, 5, f"{self._footer} · {number} / {self.pages_count}", align="R")
        made = bytes(self.output())
        for font in self.fonts.values():
            font.ttfont.close()  # type: ignore[union-attr]  # all are fonts of files
        return made

    def draw(self, block: Block) -> None:  # noqa: C901, PLR0912  # one case for each kind
        """Draw one block under what stands there."""
        match block:
            case Heading(text, level):
                self._heading(text, level)
            case Text(text, small):
                self.set_font(self._name, size=_SMALL if small else _SIZE)
                self._paragraph(text)
                self.ln(2)
            case Lines(lines):
                for line in lines:
                    self._paragraph(line) if line else self.ln(_LINE)
                self.ln(6)
            case Asked(number, text):
                self._asked(f"{number}. {text}")
            case Fields():
                self._fields(block)
            case Table():
                self._table(block)
            case Ticks(title, options):
                self._ticks(title, options)
            case Items(items):
                for number, each in enumerate(items, 1):
                    self._hanging(f"{number}.", each)
            case NewPage():
                self.add_page()
        self.set_font(self._name, size=_SIZE)

    def _paragraph(self, text: str) -> None:
        self.multi_cell(0, _LINE, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _high(self, text: str, width: float) -> float:
        made = self.multi_cell(
            width, _LINE, text, align="L", dry_run=True, output=MethodReturnValue.HEIGHT
        )
        return float(made)  # type: ignore[arg-type]  # the height, as asked for

    def _keep(self, height: float) -> None:
        """A new page where a height is no longer free on this one."""
        if self.will_page_break(height):
            self.add_page()

    def _heading(self, text: str, level: int) -> None:
        self.set_font(self._name, "B", _SIZES[level])
        self._keep(self._high(text, self.epw) + 25)
        self.ln(1 if level > 2 else 3)  # noqa: PLR2004
        self._paragraph(text)
        self.ln(1.5)

    def _asked(self, text: str) -> None:
        self._keep(self._high(text, self.epw) + _ROOM + 2)
        self._paragraph(text)
        self.ln(1)
        self.set_draw_color(_GREY)
        self.rect(self.l_margin, self.get_y(), self.epw, _ROOM)
        self.ln(_ROOM + 4)

    def _fields(self, fields: Fields) -> None:
        heights = [_ROOM if at in fields.tall else _FIELD for at in range(len(fields.rows))]
        self._keep(sum(heights[:4]))
        self.set_draw_color(_GREY)
        label = FontFace(fill_color=_SHADE)
        with self.table(
            col_widths=(60, 106), line_height=_LINE, padding=1.2, first_row_as_headings=False,
            text_align="L", borders_layout=TableBordersLayout.ALL,
        ) as grid:  # fmt: skip
            for (name, value), height in zip(fields.rows, heights, strict=True):
                row = grid.row(min_height=height)
                row.cell(name, style=label)
                row.cell(value)
        self.ln(3)

    def _table(self, table: Table) -> None:
        self.set_font(self._name, size=_SMALL)
        self.set_draw_color(_GREY)
        right = set(table.figures)
        aligned = tuple("R" if at in right else "L" for at in range(len(table.head)))
        with self.table(
            col_widths=_WIDTHS, line_height=4.4, padding=1.2, text_align=aligned,
            headings_style=FontFace(emphasis="BOLD", fill_color=_SHADE),
            borders_layout=TableBordersLayout.ALL,
        ) as grid:  # fmt: skip
            for cells in (table.head, *table.rows):
                grid.row(cells)
        self.ln(3)

    def _ticks(self, title: str, options: Sequence[str]) -> None:
        self._keep(self._high(title, self.epw) + (_LINE + 2) * len(options))
        self._paragraph(title)
        self.ln(1)
        for each in options:
            self.rect(self.l_margin + 1, self.get_y() + 0.9, _BOX, _BOX)
            self._hanging("", each)
            if each.endswith(":"):
                left, right, down = (
                    self.l_margin + _INDENT,
                    self.l_margin + self.epw,
                    self.get_y() + 5,
                )
                self.set_dash_pattern(dash=1, gap=1)
                self.line(left, down, right, down)
                self.set_dash_pattern()
                self.ln(7)
        self.ln(2)

    def _hanging(self, sign: str, text: str) -> None:
        width = self.epw - _INDENT
        self._keep(self._high(text, width))
        if sign:
            self.cell(_INDENT, _LINE, sign)
        self.set_x(self.l_margin + _INDENT)
        self.multi_cell(width, _LINE, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(1.2)


def _texts(letter: Letter) -> Iterator[str]:
    yield letter.footer
    for block in letter.blocks:
        yield from _texts_of(block)


def _texts_of(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text) | Text(text=text) | Asked(text=text):
            yield text
        case Lines(several) | Items(several):
            yield from several
        case Fields(rows) | Table(rows=rows):
            yield from (cell for row in rows for cell in row)
        case Ticks(title, options):
            yield from (title, *options)
        case NewPage():
            pass
