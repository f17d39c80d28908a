"""Pages of a PDF that are filled from above: paragraphs, and columns side by side."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from enduse.report.evidence_blocks import Paper
from enduse.report.evidence_type import INK, SOFT, Colour, Style, Type
from enduse.report.letter_fonts import Font

BODY, TINY = Style(9.5), Style(8, colour=SOFT)
WHITE: Colour = (255, 255, 255)
RULE: Colour = (205, 212, 220)
KEPT = 60.0
"""Millimetres: what is lower than that is not broken over two pages."""
_FOOT, _LEAST = 20.0, 12.0


@dataclass(frozen=True, slots=True)
class Column:
    """Lines under each other, `left` millimetres from where the text begins."""

    left: float
    width: float
    lines: tuple[tuple[str, Style], ...]

    @property
    def high(self) -> float:
        """How high its lines are."""
        return sum(style.high for _, style in self.lines)


class Pages(Type):
    """A4 with a footer; `down` is where the next thing is drawn."""

    def __init__(
        self, paper: Paper, known: Sequence[Font], fixed: Font, *, made: datetime
    ) -> None:
        super().__init__(known, fixed)
        logging.getLogger("fontTools").setLevel(logging.ERROR)  # it tells of every table
        self.set_creation_date(made.astimezone(UTC))
        self.set_title(paper.title)
        self.set_lang("en")
        self.set_margins(20, 18)
        self.set_auto_page_break(auto=False)
        self.down = 0.0
        self._foot = paper.foot
        self._sizes: list[tuple[float, float]] = []
        self._sections: list[tuple[str, int]] = []
        self._expected = len(paper.sections())
        self._contents: tuple[int, float] | None = None
        self.fresh()

    def fresh(self, size: tuple[float, float] | None = None) -> None:
        """A new page: A4, or of another size in millimetres."""
        self.add_page(format=size or "A4")
        self._sizes.append((self.w, self.h))
        self.down = self.t_margin

    @property
    def bottom(self) -> float:
        """How far down a page is filled."""
        return self.h - _FOOT

    def keep(self, height: float) -> None:
        """A new page where a height is no longer free on this one."""
        if self.down + height > self.bottom and self.down > self.t_margin:
            self.fresh()

    def column(self, left: float, width: float, *texts: tuple[str, Style]) -> Column:
        """Texts under each other in lines that fit."""
        lines = (
            (line, style) for text, style in texts for line in self.lines(text, width, style)
        )
        return Column(left, width, tuple(lines))

    def paragraph(self, text: str, style: Style) -> None:
        """A text over the whole width."""
        self.beside(self.column(0, self.epw, (text, style)))

    def hanging(self, sign: str, text: str, style: Style) -> None:
        """A text behind a sign."""
        self.beside(Column(0, 6, ((sign, style),)), self.column(6, self.epw - 6, (text, style)))
        self.down += 0.8

    def beside(self, *columns: Column, again: Callable[[], None] | None = None) -> None:
        """Columns side by side, over as many pages as they need.

        What is low is kept on one page. `again` draws what stands above on every page.
        """
        high = max(each.high for each in columns)
        if self.down + (high if high <= KEPT else _LEAST) > self.bottom:
            self._go_on(again)
        done = [0] * len(columns)
        while True:
            ends = [self._fill(each, done, at) for at, each in enumerate(columns)]
            if all(at == len(each.lines) for at, each in zip(done, columns, strict=True)):
                break
            self._go_on(again)
        self.down = max(ends)

    def _go_on(self, again: Callable[[], None] | None) -> None:
        self.fresh()
        if again:
            again()

    def _fill(self, column: Column, done: list[int], which: int) -> float:
        """Draw the lines of a column that still fit; gives back where they end."""
        down = self.down
        for text, style in column.lines[done[which] :]:
            if down + style.high > self.bottom and down > self.t_margin:
                break
            at = (self.l_margin + column.left, down)
            self.put(text, at, style, width=column.width)
            down += style.high
            done[which] += 1
        return down

    def rule(self, colour: Colour = RULE, *, thick: float = 0.2) -> None:
        """A line over the width of the text."""
        self.set_draw_color(*colour)
        self.set_line_width(thick)
        self.line(self.l_margin, self.down, self.w - self.r_margin, self.down)

    def section(self, text: str) -> None:
        """Remember where a section begins."""
        self._sections.append((text, self.page))
        self.start_section(text.encode("utf-8", "replace").decode())

    def contents(self) -> None:
        """Room for the contents, which are written when the pages are known."""
        self._contents = (self.page, self.down)
        self.down += BODY.high * ((self._expected + 1) // 2) + 2

    def finished(self) -> bytes:
        """The file, with its contents, and with page and order at the foot of every page."""
        if self._contents:
            self._write_contents(*self._contents)
        for number, (wide, high) in enumerate(self._sizes, 1):
            self._turn(number)
            self.w, self.h = wide, high
            self.down = high - 15
            self.rule()
            self.put(self.lines(self._foot, wide - 75, TINY)[0], (20, high - 14), TINY)
            right = Style(8, colour=SOFT, align="R")
            told = f"page {number} of {len(self._sizes)}"
            self.put(told, (wide - 60, high - 14), right, width=40)
        made = bytes(self.output())
        for font in self.fonts.values():
            font.ttfont.close()  # type: ignore[union-attr]  # all are fonts of files
        return made

    def _write_contents(self, page: int, down: float) -> None:
        self._turn(page)
        self.w, self.h = self._sizes[page - 1]
        half, rows = self.epw / 2, (len(self._sections) + 1) // 2
        for at, (text, number) in enumerate(self._sections):
            left = self.l_margin + (half + 4 if at >= rows else 0)
            y = down + BODY.high * (at % rows)
            self.put(text, (left, y), Style(9))
            self.put(str(number), (left + half - 14, y), Style(9, align="R"), width=10)
            self.link(left, y, half - 4, BODY.high, self.add_link(page=number))

    def _turn(self, number: int) -> None:
        """Go on writing on a page of before."""
        self.page = number
        # Whatever was set last was written on another page: so that it is set on this one too.
        self.set_font(self._name, "B", 1)
        self.set_text_color(*WHITE)
        for colour in (WHITE, INK):
            self.set_fill_color(*colour)
            self.set_draw_color(*colour)
        self.set_line_width(1)
