"""What a report of evidence is made of: few kinds of block, drawn as HTML and as PDF.

Texts in them are as they were recorded. Whoever draws them makes them harmless to show.
"""

from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

from enduse.model.chart import Chart

Tone = Literal["hold", "error", "review", "ask", "no_finding", "note", "do"]
"""What a colour stands for. A word beside it always says the same."""

Look = Literal["plain", "soft", "strong", "alarm", "code"]
Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 opens a section and stands in the contents. `fresh`: a new page."""

    text: str
    level: int = 1
    name: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. Lines of `code` keep their breaks."""

    text: str
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Banner:
    """The verdict: its word, of what, and what it means."""

    tone: Tone
    word: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known, by its name. `code` says that the values are hashes and the like."""

    rows: Rows
    code: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head. `widths` are parts of the whole; `figures` stand to the right.

    A line break in a cell is a line break on the page. `code` columns hold hashes and paths.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    figures: tuple[int, ...] = ()
    code: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was found or is to be done: a tag, what it is, and what it rests on."""

    tone: Tone
    tag: str
    number: str
    says: str
    where: str = ""
    rows: Rows = ()
    steps: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """Every reason's part in a score, and the score."""

    title: str
    rows: tuple[tuple[str, float], ...]
    total: float


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered where the order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Who owns a party; `heading` is drawn on the same page."""

    chart: Chart
    heading: Heading


@dataclass(frozen=True, slots=True)
class Contents:
    """The sections of the report; with the pages where there are pages."""


Block = (
    Heading | Text | Banner | Facts | Table | Point | Bars | Items | Picture | Contents
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report. `foot` stands under every page."""

    title: str
    foot: str
    blocks: tuple[Block, ...]

    def sections(self) -> tuple[str, ...]:
        """The headings of its sections, in their order."""
        found = (each.heading if isinstance(each, Picture) else each for each in self.blocks)
        return tuple(
            each.text for each in found if isinstance(each, Heading) and each.level == 1
        )


def letters(value: object) -> frozenset[str]:
    """Every letter that stands anywhere in blocks, or in whatever they hold."""
    if isinstance(value, str):
        return frozenset(value)
    if isinstance(value, tuple):
        return frozenset().union(*map(letters, value))
    if is_dataclass(value):
        return frozenset().union(*(letters(getattr(value, f.name)) for f in fields(value)))
    return frozenset()
