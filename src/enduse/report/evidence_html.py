"""The report of a pack as one HTML file that stands alone, to be read and to be printed."""

from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from enduse.errors import ExtraError
from enduse.model.chart import Chart
from enduse.report.evidence_blocks import Bars, Paper
from enduse.report.evidence_words import visible
from enduse.report.picture import picture


def as_html(paper: Paper) -> str:
    """The whole report. Every text is escaped, and shows whatever is hidden in it."""
    source = (files("enduse.report") / "evidence.html.j2").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["visible"] = visible
    environment.filters["anchor"] = lambda text: text.lower().replace(",", "").replace(" ", "-")
    return environment.from_string(source).render(
        paper=paper,
        kind=lambda block: type(block).__name__,
        picture=_picture,
        share=_share,
    )


def _picture(chart: Chart) -> tuple[str, str]:
    """The drawing, in which every text is escaped already; else why there is none."""
    try:
        return picture(chart, told=False), ""
    except ExtraError as error:
        return "", f"Not drawn: {error}. What follows tells the same."


def _share(part: float, bars: Bars) -> str:
    """How long a bar is, in per cent of the longest of its reasons."""
    longest = max(abs(each) for _, each in bars.rows)
    return f"{100 * abs(part) / longest:.1f}" if longest else "0"
