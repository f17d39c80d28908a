"""The report of a pack as a PDF: pages that can be printed, filed and cited by their number."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from enduse.errors import ExtraError
from enduse.report import evidence_drawn
from enduse.report.evidence_blocks import (
    Banner,
    Bars,
    Block,
    Contents,
    Facts,
    Heading,
    Items,
    Paper,
    Picture,
    Point,
    Rows,
    Table,
    Text,
    Tone,
    letters,
)  # fmt: skip
from enduse.report.evidence_pages import BODY, KEPT, TINY, WHITE, Column, Pages
from enduse.report.evidence_type import INK, SOFT, Colour, Style
from enduse.report.letter_fonts import Font, fonts, mono
from enduse.report.picture import picture

_COLOURS: dict[Tone, Colour] = {
    "hold": (140, 29, 24),
    "error": (107, 42, 128),
    "review": (133, 85, 0),
    "ask": (11, 79, 148),
    "no_finding": (40, 101, 43),
    "note": (77, 89, 101),
    "do": INK,
}
_FILLED = frozenset({"hold", "error", "do"})
_HEADS = {1: Style(15, bold=True), 2: Style(10.5, bold=True), 3: Style(8.5, bold=True)}
_TEXTS = {
    "plain": BODY,
    "soft": TINY,
    "strong": Style(9.5, bold=True),
    "alarm": Style(9.5, bold=True, colour=_COLOURS["hold"]),
    "code": Style(7.5, mono=True),
}
_CELL, _CODE, _HEAD = Style(8), Style(7, mono=True), Style(8, bold=True)
_FIGURE, _FIGURE_HEAD = Style(8, align="R"), Style(8, bold=True, align="R")
_NAME, _NAME_WIDTH = Style(8.5, colour=SOFT), 34.0
_TAG_WIDTH, _AFTER_HEAD = 22.0, {1: 42.0, 2: 30.0, 3: 14.0}
_UNDER_HEAD = 10.0
_GAP, _CELL_GAP, _RULED = 1.8, 3.0, 1.6
_SHORT = 90
_SPACE = ("", Style(2.5))
_USUAL, _SMALLEST = 0.2, 0.16
"""Millimetres a unit of a drawing. With the smallest its letters are of 5 points."""
_EDGE, _HEADED, _LARGEST = 42.0, 16.0, 5000.0


def as_pdf(paper: Paper, *, made: datetime, own_fonts: Sequence[Path] = ()) -> bytes:
    """The whole report; `made` stands in the file as the moment of its making."""
    with fonts(own_fonts) as known, mono() as fixed:
        pages = Pages(paper, _needed(known, paper), fixed, made=made)
        head = "EVIDENCE OF A CHECK BEFORE EXPORT · made by enduse from its record"
        pages.paragraph(head, TINY)
        pages.down += 2
        for block, below in pairwise([*paper.blocks, None]):
            if isinstance(block, Heading) and isinstance(below, Point):
                _heading(pages, block, below=_needs(_body(pages, below)))
            elif block is not None:
                _draw(pages, block)
        _say_unshown(pages)
        return pages.finished()


def _needed(known: Sequence[Font], paper: Paper) -> list[Font]:
    """The first font, and of the others those that have a letter that it lacks.

    Reading a font for Chinese takes longer than all the rest.
    """
    first, *others = known
    left = {ord(sign) for sign in letters(paper)} - first.letters
    return [first, *(font for font in others if left & font.letters)]


def _draw(pages: Pages, block: Block) -> None:  # noqa: C901, PLR0912  # one case for each kind
    match block:
        case Heading():
            _heading(pages, block)
        case Text(text, look):
            pages.paragraph(text, _TEXTS[look])
            pages.down += _GAP
        case Banner():
            _banner(pages, block)
        case Facts(rows, code):
            _facts(pages, rows, _CODE if code else _CELL)
        case Table():
            _table(pages, block)
        case Point():
            _point(pages, block)
        case Bars():
            _bars(pages, block)
        case Items(items, numbered):
            for at, each in enumerate(items, 1):
                pages.hanging(f"{at}." if numbered else "•", each, BODY)
            pages.down += _GAP
        case Picture():
            _picture(pages, block)
        case Contents():
            pages.contents()


def _say_unshown(pages: Pages) -> None:
    """What was given by its number because no font here has the letter."""
    if pages.unshown:
        said = (
            f"No font at hand has {len(pages.unshown)} of the letters of this report: they "
            "stand by their numbers in Unicode, as ‹U+0531›. The HTML report and the machine "
            "record hold the letters themselves."
        )
        _draw(pages, Text(said, "alarm"))


def _heading(pages: Pages, block: Heading, *, below: float = 0.0) -> None:
    """A heading, with room for the beginning of what follows, or for the `below` of it."""
    style = _HEADS[block.level]
    if block.fresh and pages.down > pages.t_margin:
        pages.fresh()
    pages.keep(style.high + max(_AFTER_HEAD[block.level], below + _UNDER_HEAD))
    pages.down += 0 if pages.down == pages.t_margin else (6 if block.level == 1 else 3)
    if block.level == 1:
        pages.section(block.text)
    pages.paragraph(block.text, style)
    if block.level == 1:
        pages.down += 0.8
        pages.rule(INK, thick=0.4)
    pages.down += _GAP


def _banner(pages: Pages, block: Banner) -> None:
    colour, inset = _COLOURS[block.tone], 4.0
    word, title = Style(17, bold=True, colour=WHITE), Style(12, colour=WHITE)
    wide = pages.wide(block.word, word) + 6
    names = pages.column(inset + wide, pages.epw - wide - 2 * inset, (block.title, title))
    texts = [(line, Style(11)) for line in block.lines]
    says = pages.column(inset, pages.epw - 2 * inset, *texts)
    top, high = pages.down, max(word.high, names.high) + 5
    pages.set_fill_color(*colour)
    pages.rect(pages.l_margin, top, pages.epw, high, style="F")
    pages.set_draw_color(*colour)
    pages.set_line_width(0.6)
    pages.rect(pages.l_margin, top, pages.epw, high + says.high + 5)
    pages.down = top + 2.5
    pages.put(block.word, (pages.l_margin + inset, pages.down), word)
    pages.down += (word.high - title.high) * 0.7
    pages.beside(names)
    pages.down = top + high + 2.5
    pages.beside(says)
    pages.down += 6


def _facts(pages: Pages, rows: Rows, style: Style) -> None:
    value = Style(9) if style is _CELL else style
    for name, said in rows:
        pages.keep(max(value.high, _NAME.high) + 2)
        pages.rule()
        pages.down += 0.9
        pages.beside(
            pages.column(0, _NAME_WIDTH - 3, (name, _NAME)),
            pages.column(_NAME_WIDTH, pages.epw - _NAME_WIDTH, (said, value)),
        )
        pages.down += 0.9
    pages.down += _GAP


def _table(pages: Pages, table: Table) -> None:
    lefts, widths = _columns(pages, table.widths)

    def head() -> None:
        styles = [
            _FIGURE_HEAD if at in table.figures else _HEAD for at in range(len(table.head))
        ]
        pages.beside(*_cells(pages, table.head, styles, lefts=lefts, widths=widths))
        pages.down += 0.8
        pages.rule(INK, thick=0.3)
        pages.down += 0.8

    pages.down += 1
    pages.keep(20)
    head()
    styles = [
        _FIGURE if at in table.figures else _CODE if at in table.code else _CELL
        for at in range(len(table.head))
    ]
    for row in table.rows:
        cells = _cells(pages, row, styles, lefts=lefts, widths=widths)
        pages.beside(*cells, again=head)
        pages.down += 0.7
        pages.rule()
        pages.down += 0.9
    pages.down += _GAP


def _columns(pages: Pages, parts: Sequence[float]) -> tuple[list[float], list[float]]:
    widths = [pages.epw * each / sum(parts) for each in parts]
    return [sum(widths[:at]) for at in range(len(widths))], widths


def _cells(
    pages: Pages,
    row: Sequence[str],
    styles: Sequence[Style],
    *,
    lefts: Sequence[float],
    widths: Sequence[float],
) -> list[Column]:
    return [
        pages.column(left, width - _CELL_GAP, (text, style))
        for text, style, left, width in zip(row, styles, lefts, widths, strict=True)
    ]


def _body(pages: Pages, block: Point) -> Column:
    """What stands beside the tag of a point."""
    width = pages.epw - _TAG_WIDTH
    texts: list[tuple[str, Style]] = [(block.says, BODY), _SPACE]
    texts += [(line, Style(8.5)) for line in _on_lines(block.rows)]
    texts += [(f"{at}. {step}", Style(8.5)) for at, step in enumerate(block.steps, 1)]
    texts += [_SPACE] if len(texts) > 2 else []  # noqa: PLR2004
    texts += [(cite, TINY) for cite in block.cites]
    texts += [(block.where, TINY)] if block.where else []
    return pages.column(_TAG_WIDTH, width, *texts)


def _needs(body: Column) -> float:
    """How much of a page must be free for a point to begin there."""
    return _RULED + (body.high if body.high < KEPT else 30)


def _point(pages: Pages, block: Point) -> None:
    body = _body(pages, block)
    number = pages.column(0, _TAG_WIDTH - 2, ("", Style(12)), (block.number, _NAME))
    pages.keep(_needs(body))
    pages.rule()
    pages.down += _RULED
    _tag(pages, block)
    pages.beside(number, body)
    pages.down += 2.4


def _on_lines(rows: Rows) -> Iterator[str]:
    """What is known, what is short side by side."""
    line = ""
    for name, said in rows:
        told = f"{name}: {said}"
        if line and len(line) + len(told) > _SHORT:
            yield line
            line = ""
        line += f"  ·  {told}" if line else told
    if line:
        yield line


def _tag(pages: Pages, block: Point) -> None:
    """The weight as a box: filled, framed or dashed, which a copier without colour keeps."""
    colour = _COLOURS[block.tone]
    filled = block.tone in _FILLED
    style = Style(7, bold=True, colour=WHITE if filled else colour, align="C")
    wide = pages.wide(block.tag, style) + 4
    pages.set_fill_color(*(colour if filled else WHITE))
    pages.set_draw_color(*colour)
    pages.set_line_width(0.35)
    if block.tone == "ask":
        pages.set_dash_pattern(dash=1, gap=0.7)
    pages.rect(pages.l_margin, pages.down, wide, 4.4, style="DF")
    pages.set_dash_pattern()
    pages.put(block.tag, (pages.l_margin, pages.down + 0.5), style, width=wide)


def _bars(pages: Pages, block: Bars) -> None:
    pages.keep(min(60, 5 * (len(block.rows) + 2)))
    pages.paragraph(block.title, _HEAD)
    pages.down += 1
    longest = max((abs(part) for _, part in block.rows), default=0.0)
    lefts, widths = _columns(pages, (60, 12, 28))
    for says, part in (*block.rows, ("score, of 1 at most", None)):
        told = f"{block.total:.4f}" if part is None else f"{part:+.4f}"
        styles = (_HEAD, _FIGURE_HEAD) if part is None else (_CELL, _FIGURE)
        cells = _cells(pages, (says, told), styles, lefts=lefts[:2], widths=widths[:2])
        pages.keep(max(each.high for each in cells))
        if part and longest:
            _bar(pages, part / longest * widths[2], lefts[2])
        pages.beside(*cells)
        pages.down += 0.6
    pages.down += 3


def _bar(pages: Pages, part: float, left: float) -> None:
    """A bar: full for what speaks for it, empty for what speaks against it."""
    pages.set_fill_color(*(_COLOURS["ask"] if part > 0 else WHITE))
    pages.set_draw_color(*_COLOURS["ask"])
    pages.set_line_width(0.2)
    pages.rect(pages.l_margin + left, pages.down + 0.8, abs(part), 2.2, style="DF")


def _picture(pages: Pages, block: Picture) -> None:
    """The owners, on a page of their own size where A4 would make the letters too small."""
    try:
        svg = picture(block.chart, told=False)
    except ExtraError as error:
        _heading(pages, block.heading)
        _draw(pages, Text(f"Not drawn: {error}. What follows tells the same.", "alarm"))
        return
    wide, high = evidence_drawn.size(svg)
    room = pages.bottom - pages.t_margin - _HEADED
    scale = min(_USUAL, pages.epw / wide, room / high)
    large = scale < _SMALLEST
    if large:
        scale = min(_SMALLEST, _LARGEST / max(wide, high))
        pages.fresh(
            (max(210.0, wide * scale + _EDGE), max(297.0, high * scale + _EDGE + _HEADED))
        )
    elif not block.heading.fresh:
        pages.keep(high * scale + _HEADED)
    _heading(pages, block.heading)
    evidence_drawn.draw(pages, svg, at=(pages.l_margin, pages.down), scale=scale)
    pages.down += high * scale + 3
    if large:
        pages.fresh()
