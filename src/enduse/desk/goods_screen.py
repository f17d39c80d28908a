"""One thing explained on one screen: parts, each of labelled lines with their sources."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cite:
    """A source: the text, the day of the state that was read, and how it was read."""

    citation: str
    as_of: date
    read: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what it is of, what it says. `deep` indents it below the one before.

    `brief` says that its start is enough where room is short.
    """

    label: str
    text: str
    deep: int = 0
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the screen. `beside` are lines that stand to the right of `lines`."""

    title: str
    lines: tuple[Line, ...]
    cites: tuple[Cite, ...] = ()
    beside: tuple[Line, ...] = ()
    heads: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Screen:
    """What is known of one code or number. `found` is False where there is no such thing."""

    title: str
    parts: tuple[Part, ...]
    found: bool = True
