"""The owners of a party as an SVG that stands alone: no script, no font or link from outside.

Whatever a colour says is said by a word or the kind of a line too, so that nothing is lost in
black and white or to a screen reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from enduse.model.chart import Chart
from enduse.report import picture_words as said
from enduse.report.picture_cards import (
    GAP,
    INK,
    LINE,
    MARGIN,
    PAPER,
    SOFT,
    WIDTH,
    Card,
    Words,
    add,
    card_of,
    number,
    polygon,
    rectangle,
    write,
)
from enduse.report.picture_foot import foot, legend
from enduse.report.picture_lines import Drawn, drawn, labels
from enduse.report.picture_places import Places, places

NARROWEST = 780.0
_BEND, _HEAD, _TOP = 46.0, 9.0, 62.0


def picture(chart: Chart, *, told: bool = True) -> str:
    """The picture as the text of an SVG file, without an XML declaration.

    The same chart gives the same bytes. What stands below it (entries, rules, what is not
    known) is left out where it is not to be `told`, because it is told elsewhere.

    Raises:
        ExtraError: igraph, of the extra `picture`, is not installed.
    """
    cards = [card_of(chart, box) for box in chart.boxes]
    apart = [each for each in chart.arrows if each.owner != each.owned]
    pairs = [(each.owner, each.owned) for each in apart]
    found = places(pairs, len(chart.boxes), box=WIDTH, gap=GAP)
    lines = drawn(apart, found)
    stage = _stage(found, cards, lines)
    svg = _sheet(chart, stage.width)
    for each in lines:
        _line(svg, each, stage)
    for card, x, y in zip(cards, stage.x, stage.y, strict=True):
        card.draw(svg, x, y)
    for each in lines:
        _label(svg, each, stage)
    below = legend(svg, stage.foot, stage.width)
    below = foot(svg, said.footer(chart) if told else (), below, width=stage.width)
    _size(svg, stage.width, below + MARGIN)
    return etree.tostring(svg, encoding="unicode")


@dataclass(frozen=True, slots=True)
class _Stage:
    """Where everything stands: boxes by their left upper corner, rows by top and foot."""

    width: float
    x: Sequence[float]
    y: Sequence[float]
    cards: Sequence[Card]
    tops: Sequence[float]
    feet: Sequence[float]
    shift: float
    foot: float

    def bottom(self, node: int) -> float:
        return self.y[node] + self.cards[node].height


def _stage(found: Places, cards: Sequence[Card], lines: Sequence[Drawn]) -> _Stage:
    ends = [
        *(x - WIDTH / 2 for x in found.across),
        *(x + WIDTH / 2 for x in found.across),
        *(x for bends in found.bends for _, x in bends),
    ]
    width = max(NARROWEST, max(ends) - min(ends) + 2 * MARGIN)
    shift = (width - (max(ends) + min(ends))) / 2
    tops, feet, y = [], [], _TOP
    for row in range(max(found.row) + 1):
        here = [node for node, its in enumerate(found.row) if its == row]
        y += max((labels(lines, node, up=True) for node in here), default=0.0)
        tops.append(y)
        y += max(
            (cards[node].height + labels(lines, node, up=False) for node in here), default=0.0
        )
        feet.append(y)
        y += _BEND
    x = [each + shift - WIDTH / 2 for each in found.across]
    return _Stage(
        width, x, [tops[row] for row in found.row], cards, tops, feet, shift, y - _BEND / 2
    )


def _sheet(chart: Chart, width: float) -> etree._Element:
    svg = etree.Element("svg", nsmap={None: "http://www.w3.org/2000/svg"})  # type: ignore[dict-item]
    svg.set("role", "img")
    svg.set("font-family", "sans-serif")
    svg.set("fill", INK)
    title = said.title(chart)
    add(svg, "title").text = title
    add(svg, "desc").text = "; ".join(_told(chart)) or "Nobody holds anything of it."
    add(svg, "rect", width="100%", height="100%", fill=PAPER)
    room = (width - 2 * MARGIN) / 18
    write(svg, said.broken(title, room, most=1)[0], Words(18, bold=True), at=(MARGIN, 34))
    return svg


def _told(chart: Chart) -> list[str]:
    """The picture in words, for somebody who cannot see it."""
    names = [said.name(box) for box in chart.boxes]
    arrows = [
        f"{names[a.owner]} to {names[a.owned]}: "
        + ", ".join(filter(None, (said.share(a), said.control(a))))
        for a in chart.arrows
    ]
    rules = [
        f"{names[reach.box]}: {said.reach(rule, reach)}"
        for rule in chart.rules
        for reach in rule.reaches
    ]
    return [*arrows, *rules]


def _size(svg: etree._Element, width: float, height: float) -> None:
    svg.set("width", number(width))
    svg.set("height", number(height))
    svg.set("viewBox", f"0 0 {number(width)} {number(height)}")


def _line(svg: etree._Element, each: Drawn, stage: _Stage) -> None:
    arrow, up = each.arrow, each.up
    x, end = each.leaves + stage.shift, each.enters + stage.shift
    start = stage.y[arrow.owner] if up else stage.bottom(arrow.owner)
    path = [f"M{number(x)} {number(start)}"]
    y = stage.tops[each.row] - each.height if up else stage.feet[each.row]
    path.append(f"V{number(y)}")
    for row, across in each.bends:
        near, far = stage.tops[row], stage.feet[row]
        near, far = (far, near) if up else (near, far)
        path.append(_curve((x, y), (across + stage.shift, near)) + f"V{number(far)}")
        x, y = across + stage.shift, far
    tip = stage.bottom(arrow.owned) if up else stage.y[arrow.owned]
    turn = stage.feet[each.ends] if up else tip - _HEAD
    path.append(_curve((x, y), (end, turn)) + f"V{number(tip + _HEAD if up else tip - _HEAD)}")
    style = {"stroke": INK, "stroke-width": "3" if arrow.controls != "no" else "1.4"}
    if not arrow.known:
        style["stroke-dasharray"] = "6 4"
    add(svg, "path", d="".join(path), fill="none", **style)
    back = _HEAD if up else -_HEAD
    polygon(svg, (end, tip), (end - 5, tip + back), (end + 5, tip + back))


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    middle = (start[1] + end[1]) / 2
    ends = ((start[0], middle), (end[0], middle), end)
    return "C" + " ".join(f"{number(a)} {number(b)}" for a, b in ends)


def _label(svg: etree._Element, each: Drawn, stage: _Stage) -> None:
    """The share on an arrow, on a patch of paper so that no line runs through it."""
    x, node = each.leaves + stage.shift, each.arrow.owner
    wide = 12 * max(said.width(line) for line in each.lines) + 4
    y = stage.y[node] - each.height if each.up else stage.bottom(node) + each.below
    if each.up:  # beside the line: arrows that enter the box stand to its left
        x += wide / 2 + 4
    size = (wide, LINE * len(each.lines))
    rectangle(svg, (x - wide / 2, y + (0 if each.up else 4)), size, fill=PAPER)
    for at, line in enumerate(each.lines):
        style = Words(12, bold=not at, middle=True, fill=INK if each.arrow.known else SOFT)
        write(svg, line, style, at=(x, y + LINE * (at + 1) - (5 if each.up else 1)))
