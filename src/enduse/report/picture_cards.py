"""The boxes of a picture of owners: how each is written, framed and measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from enduse.model.chart import Box, Chart, Counted
from enduse.report import picture_words as said

WIDTH, GAP, MARGIN, LINE = 240.0, 34.0, 28.0, 16.0
INK, SOFT, PAPER, ALARM = "#1b2430", "#4d5965", "#ffffff", "#8c1d18"
_PAD = 12.0
_MARKED = 16.0
_MOST_MARKS = 4


@dataclass(frozen=True, slots=True)
class Words:
    """How a line is written. `mark` draws the sign of an answer before it."""

    size: float
    bold: bool = False
    middle: bool = False
    fill: str = INK
    mark: Counted | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A box, broken into lines; `height` is what they need."""

    box: Box
    whole: str
    lines: tuple[tuple[str, Words], ...]

    @property
    def height(self) -> float:
        """How high the box is."""
        return 2 * _PAD + LINE * len(self.lines) - 2

    def draw(self, svg: etree._Element, x: float, y: float) -> None:
        """Draw the box with its left upper corner at a place."""
        group = add(svg, "g")
        add(group, "title").text = self.whole
        _frame(group, self.box, at=(x, y), height=self.height)
        for at, (text, style) in enumerate(self.lines):
            line = y + _PAD + LINE * (at + 1) - 4
            if style.middle:
                write(group, text, style, at=(x + WIDTH / 2, line))
                continue
            if style.mark:
                sign(group, style.mark, (x + _PAD, line - 9))
            write(group, text, style, at=(x + _PAD + _MARKED, line))


def card_of(chart: Chart, box: Box) -> Card:
    """What stands in a box: what it is, who, the entries, and the answer of each rule."""
    lines: list[tuple[str, Words]] = []
    head = said.heading(box)
    if head:
        fill = ALARM if box.marks else INK
        lines += _broken(head, Words(11, bold=True, middle=True, fill=fill))
    name = said.name(box)
    own = not (box.unnamed or box.stands_for)
    lines += _broken(name, Words(14, bold=own, middle=True, fill=INK if own else SOFT), most=8)
    if beside := said.beside(box):
        lines += _broken(beside, Words(12, middle=True, fill=SOFT))
    lines += _marks(box)
    own_shares = [each for each in chart.arrows if each.owner == each.owned == box.number]
    for each in own_shares:
        lines += _broken(f"holds {said.share(each)} of itself", Words(12, middle=True))
    return Card(box, name, (*lines, *_reaches(chart, box)))


def _marks(box: Box) -> Iterator[tuple[str, Words]]:
    style = Words(11, middle=True, fill=ALARM)
    short = said.entries(box.marks)[:_MOST_MARKS]
    for mark in short:
        yield from _broken(said.mark(mark), style)
    more = len(box.marks) - len(short)
    if more:
        yield f"and {said.plural_entries(more)}", style


def _reaches(chart: Chart, box: Box) -> Iterator[tuple[str, Words]]:
    for rule in chart.rules:
        for reach in rule.reaches:
            if reach.box == box.number:
                style = Words(11.5, bold=reach.box == rule.first, mark=reach.answer)
                yield from _under(_broken(said.reach(rule, reach), style))


def _broken(text: str, style: Words, *, most: int = 3) -> list[tuple[str, Words]]:
    room = WIDTH - 2 * _PAD - (_MARKED if style.mark else 0)
    wide = style.size * (1.08 if style.bold else 1.0)
    return [(line, style) for line in said.broken(text, room / wide, most=most)]


def _under(lines: list[tuple[str, Words]]) -> list[tuple[str, Words]]:
    """The sign of an answer stands before its first line alone."""
    first, *others = lines
    return [first, *((text, Words(style.size, bold=style.bold)) for text, style in others)]


def _frame(svg: etree._Element, box: Box, *, at: tuple[float, float], height: float) -> None:
    x, y = at
    sure = bool(box.marks) and box.marks[0].sure
    dashes = {"stroke-dasharray": "7 4"} if box.marks and not sure else {}
    if box.unnamed or box.stands_for:
        dashes = {"stroke-dasharray": "2 3"}
    fill = "#fdeeec" if box.marks else "#e8f0fa" if box.role else "#f6f8fa"
    stroke = {"stroke": ALARM if box.marks else INK, "fill": fill, **dashes}
    thick = "2.6" if box.marks or box.role else "1.2"
    rectangle(svg, (x, y), (WIDTH, height), **stroke, **{"stroke-width": thick, "rx": "5"})
    if box.marks:  # a second frame, which a copier without colour keeps
        inner = {"stroke": ALARM, "fill": "none", "stroke-width": "1", "rx": "3", **dashes}
        rectangle(svg, (x + 4, y + 4), (WIDTH - 8, height - 8), **inner)


def sign(svg: etree._Element, answer: Counted, at: tuple[float, float]) -> None:
    """The sign of an answer: a full square for yes, half a one for undecided, an empty one."""
    x, y = at
    frame = {"stroke": INK, "stroke-width": "1.2"}
    fill = INK if answer == "yes" else PAPER
    rectangle(svg, (x, y), (10, 10), fill=fill, **frame)
    if answer == "undecided":
        polygon(svg, (x, y), (x, y + 10), (x + 10, y + 10))


def rectangle(
    svg: etree._Element, at: tuple[float, float], size: tuple[float, float], **more: str
) -> None:
    """A rectangle by its left upper corner and its size."""
    x, y, width, height = map(number, (*at, *size))
    add(svg, "rect", x=x, y=y, width=width, height=height, **more)


def polygon(svg: etree._Element, *points: tuple[float, float]) -> None:
    """A filled shape by its corners."""
    add(
        svg, "polygon", points=" ".join(f"{number(x)},{number(y)}" for x, y in points), fill=INK
    )


def write(svg: etree._Element, text: str, style: Words, *, at: tuple[float, float]) -> None:
    """One line of text; a line that starts in a script from the right is read from there."""
    x, y = at
    found = add(svg, "text", x=number(x), y=number(y), **{"font-size": number(style.size)})
    if style.bold:
        found.set("font-weight", "bold")
    if style.fill != INK:
        found.set("fill", style.fill)
    anchor: Literal["middle", "end"] | None = "middle" if style.middle else None
    if said.from_the_right(text):
        found.set("direction", "rtl")
        anchor = anchor or "end"
    if anchor:
        found.set("text-anchor", anchor)
    found.text = text


def add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new element at the end of another."""
    found = etree.SubElement(parent, tag)
    for name, value in attributes.items():
        found.set(name, value)
    return found


def number(value: float) -> str:
    """A length as it is written: to a tenth, so that no machine writes it otherwise.

    >>> number(12.0), number(3.14159)
    ('12', '3.1')
    """
    return f"{round(value, 1):g}" if abs(value) < 1e5 else f"{round(value):d}"  # noqa: PLR2004
