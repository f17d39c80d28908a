"""A picture of owners on a page of a PDF: its lines as lines, its words as text.

It reads the SVG that `picture` writes, which is made of few shapes, so that both reports show
one drawing. The fonts of the document show its names, whatever their script.
"""

import re
from collections.abc import Iterator

from lxml import etree

from enduse.report.evidence_type import Colour, Style, Type
from enduse.report.picture_words import from_the_right

_MM, _POINTS = 25.4, 72.0
_INK = "#1b2430"
_TURN = re.compile(r"([MVHhC])([^MVHhC]*)")
_Point = tuple[float, float]


def size(svg: str) -> tuple[float, float]:
    """Width and height of a drawing, in its own units."""
    root = etree.fromstring(svg)
    return float(root.get("width", "0")), float(root.get("height", "0"))


def draw(page: Type, svg: str, *, at: _Point, scale: float) -> None:
    """Draw on the page, the left upper corner at a place; `scale` is millimetres a unit."""
    pen = _Pen(page, at, scale)
    for each in etree.fromstring(svg).iter(etree.Element):
        match etree.QName(each).localname:
            case "rect" if each.get("x") is not None:
                pen.rectangle(each)
            case "path":
                pen.path(each)
            case "polygon":
                pen.polygon(each)
            case "text":
                pen.text(each)
            case _:  # groups, and what is told to screen readers
                pass
    page.set_dash_pattern()
    page.set_draw_color(0)


class _Pen:
    """Draws shapes of an SVG with the tools of a PDF."""

    def __init__(self, page: Type, at: _Point, scale: float) -> None:
        self._page, self._at, self._scale = page, at, scale

    def rectangle(self, each: etree._Element) -> None:
        style = self._dress(each)
        x, y = self._place(float(each.get("x", "0")), float(each.get("y", "0")))
        wide, high = (float(each.get(name, "0")) * self._scale for name in ("width", "height"))
        radius = float(each.get("rx", "0")) * self._scale
        rounded = {"round_corners": True, "corner_radius": radius} if radius else {}
        self._page.rect(x, y, wide, high, style=style, **rounded)  # type: ignore[arg-type]

    def polygon(self, each: etree._Element) -> None:
        style = self._dress(each)
        corners = (pair.split(",") for pair in each.get("points", "").split())
        points = [self._place(float(x), float(y)) for x, y in corners]
        self._page.polygon(points, style=style)

    def path(self, each: etree._Element) -> None:
        self._dress(each)
        for points in _strokes(each.get("d", "")):
            placed = [self._place(*point) for point in points]
            if len(placed) == 2:  # noqa: PLR2004
                (x, y), (far, down) = placed
                self._page.line(x, y, far, down)
            else:
                self._page.bezier(placed)

    def text(self, each: etree._Element) -> None:
        points = float(each.get("font-size", "12")) * self._scale * _POINTS / _MM
        colour = _colour(each.get("fill", _INK))
        style = Style(points, bold=each.get("font-weight") == "bold", colour=colour)
        said = each.text or ""
        for line in self._page.lines(said, 1e6, style)[:1]:
            wide = self._page.wide(line, style) + 0.1
            x, y = self._place(float(each.get("x", "0")), float(each.get("y", "0")))
            if each.get("text-anchor") == "middle":
                x -= wide / 2
            elif each.get("text-anchor") == "end" and not from_the_right(said):
                x -= wide
            # The line is set so that its letters stand on the height that the SVG names.
            up = 0.5 * style.high + 0.3 * points * _MM / _POINTS
            self._page.put(line, (x, y - up), style, width=wide)

    def _place(self, x: float, y: float) -> _Point:
        return self._at[0] + x * self._scale, self._at[1] + y * self._scale

    def _dress(self, each: etree._Element) -> str:
        """Pen and brush as the shape asks; whether it is drawn, filled or both."""
        fill, stroke = each.get("fill", _INK), each.get("stroke")
        if fill != "none":
            self._page.set_fill_color(*_colour(fill))
        if stroke:
            self._page.set_draw_color(*_colour(stroke))
            self._page.set_line_width(float(each.get("stroke-width", "1")) * self._scale)
        dashes = [
            float(part) * self._scale for part in each.get("stroke-dasharray", "").split()
        ]
        dash, gap = (*dashes, 0.0, 0.0)[:2]
        self._page.set_dash_pattern(dash=dash, gap=gap)
        return ("D" if stroke else "") + ("F" if fill != "none" else "")


def _strokes(path: str) -> Iterator[list[_Point]]:
    """The lines (two points) and curves (four) of a path."""
    x = y = 0.0
    for turn, numbers in _TURN.findall(path):
        values = [float(each) for each in numbers.split()]
        match turn, values:
            case "M", [x, y]:
                pass
            case "V", [down]:
                yield [(x, y), (x, down)]
                y = down
            case "H", [across]:
                yield [(x, y), (across, y)]
                x = across
            case "h", [across]:
                yield [(x, y), (x + across, y)]
                x += across
            case "C", [a, b, c, d, e, f]:
                yield [(x, y), (a, b), (c, d), (e, f)]
                x, y = e, f
            case _:
                raise ValueError(f"a path of another form: {turn}{numbers}")


def _colour(text: str) -> Colour:
    red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue
