"""What stands below a picture of owners: its signs, its rules, and what is not known."""

from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree

from enduse.report import picture_words as said
from enduse.report.picture_cards import (
    ALARM,
    INK,
    LINE,
    MARGIN,
    PAPER,
    SOFT,
    Words,
    add,
    number,
    rectangle,
    sign,
    write,
)

_SAMPLE, _WIDEST = 34.0, 1000.0
_Draw = Callable[[Any, float, float], None]


def legend(svg: etree._Element, y: float, width: float) -> float:
    """The signs with their meaning, from a height on; gives back where they end."""
    x, line = MARGIN, y + 26
    rule = {"stroke": SOFT, "stroke-width": "0.6"}
    add(svg, "path", d=f"M{number(MARGIN)} {number(y)}H{number(width - MARGIN)}", **rule)
    for draw, meaning in _SIGNS:
        wide = _SAMPLE + 12 * said.width(meaning) + 14
        if x + wide > width - MARGIN:
            x, line = MARGIN, line + LINE + 6
        draw(svg, x, line)
        write(svg, meaning, Words(12, fill=SOFT), at=(x + _SAMPLE, line))
        x += wide
    return line + 14


def foot(
    svg: etree._Element,
    parts: Sequence[tuple[str, Sequence[str]]],
    y: float,
    *,
    width: float,
) -> float:
    """Headings with their lines, from a height on; gives back where they end."""
    width = min(width, _WIDEST)
    for heading, lines in parts:
        y += LINE + 8
        alarm = heading.startswith("Not read")
        write(svg, heading, Words(12, bold=True, fill=ALARM if alarm else INK), at=(MARGIN, y))
        for text in lines:
            broken = said.broken(text, (width - 2 * MARGIN - 14) / 12, most=8)
            write(svg, "•", Words(12, fill=SOFT), at=(MARGIN, y + LINE))
            for line in broken:
                y += LINE
                right = said.from_the_right(line)
                at = width - MARGIN if right else MARGIN + 14
                write(svg, line, Words(12, fill=INK if alarm else SOFT), at=(at, y))
    return y


def _frame(dashes: str | None) -> _Draw:
    def draw(svg: etree._Element, x: float, y: float) -> None:
        more = {"stroke-dasharray": dashes} if dashes else {}
        frame = {"fill": "none", "stroke": ALARM, **more}
        rectangle(svg, (x, y - 11), (26, 14), **frame, **{"stroke-width": "2"})
        rectangle(svg, (x + 3, y - 8), (20, 8), **frame, **{"stroke-width": "0.8"})

    return draw


def _stroke(dashes: str | None, wide: str) -> _Draw:
    def draw(svg: etree._Element, x: float, y: float) -> None:
        more = {"stroke-dasharray": dashes} if dashes else {}
        path = f"M{number(x)} {number(y - 4)}h26"
        add(svg, "path", d=path, fill="none", stroke=INK, **{"stroke-width": wide}, **more)

    return draw


def _folded(svg: etree._Element, x: float, y: float) -> None:
    dashes = {"stroke-dasharray": "2 3"}
    rectangle(svg, (x, y - 11), (26, 14), fill=PAPER, stroke=INK, **dashes)


_SIGNS: tuple[tuple[_Draw, str], ...] = (
    (_frame(None), "on a list"),
    (_frame("7 4"), "may be on a list"),
    (_folded, "several owners, or none named"),
    (_stroke(None, "1.4"), "share given"),
    (_stroke("6 4", "1.4"), "share not known"),
    (_stroke(None, "3"), "control is spoken of"),
    (lambda svg, x, y: sign(svg, "yes", (x + 12, y - 10)), "counts as owned"),
    (lambda svg, x, y: sign(svg, "undecided", (x + 12, y - 10)), "cannot be decided"),
    (lambda svg, x, y: sign(svg, "no", (x + 12, y - 10)), "does not count"),
)
