"""Decisions as one HTML file that stands alone: no script, no font, no picture from outside."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from types import MappingProxyType

from jinja2 import Environment, StrictUndefined

from enduse.model.decision import Decision
from enduse.report import words
from enduse.report.blocks import blocks


def page(
    decisions: Sequence[Decision],
    *,
    title: str,
    pictures: Mapping[int, Sequence[str]] = MappingProxyType({}),
) -> str:
    """All decisions of a run as one page. Every text is escaped.

    `pictures` are drawings of ours, as SVG, by the place of their decision.
    """
    source = (files("enduse.report") / "page.html.j2").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["printable"] = words.printable
    html = environment.from_string(source).render(
        decisions=decisions,
        title=title,
        words=words,
        blocks=blocks,
        pictures=pictures,
        counts=[
            (verdict, sum(each.verdict == verdict for each in decisions))
            for verdict in words.TITLE
        ],
    )
    return html.encode("utf-8", "backslashreplace").decode("utf-8")
