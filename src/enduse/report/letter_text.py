"""The letter as plain text: lines of 78 letters, rules to write on."""

import textwrap
from collections.abc import Iterator

from enduse.report.letter_blocks import (
    Asked,
    Block,
    Fields,
    Heading,
    Items,
    Letter,
    Lines,
    NewPage,
    Table,
    Text,
    Ticks,
)

WIDTH = 78
_ROOM = 3
"""Rules under a question."""


def as_text(letter: Letter) -> str:
    """The whole letter, ending in a newline."""
    drawn = "\n".join(line for block in letter.blocks for line in _drawn(block))
    return f"{drawn.strip()}\n"


def _drawn(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912  # one case for each kind
    match block:
        case Heading(text, level):
            yield from ("", *_wrapped(text))
            if level < 3:  # noqa: PLR2004
                yield ("=" if level == 1 else "-") * min(len(text), WIDTH)
        case Text(text):
            yield from ("", *_wrapped(text))
        case Lines(lines):
            yield from ("", *lines)
        case Asked(number, text):
            yield from ("", *_wrapped(text, f"{number}. "), *["", "_" * WIDTH] * _ROOM)
        case Fields(rows):
            for label, value in rows:
                yield from _field(label, value)
        case Table(head, rows):
            for row in rows:
                yield from ("", *_row(head, row))
        case Ticks(title, options):
            yield from ("", *_wrapped(title))
            for each in options:
                room = each.endswith(":")
                yield from _ruled(f"  [ ] {each}") if room else _wrapped(each, "  [ ] ")
        case Items(items):
            for number, each in enumerate(items, 1):
                yield from ("", *_wrapped(each, f"  {number}. "))
        case NewPage():
            yield from ("", "", "_" * WIDTH)


def _wrapped(text: str, first: str = "") -> list[str]:
    # A long part number or name is never broken: it is one word to whoever copies it.
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _field(label: str, value: str) -> list[str]:
    return _wrapped(f"{label}: {value}", "  ") if value else _ruled(f"  {label}: ")


def _ruled(text: str) -> list[str]:
    """A label with a rule to write on behind it, or under it where it is long."""
    indent = " " * (len(text) - len(text.lstrip()))
    *above, last = _wrapped(text.strip(), indent)
    room = WIDTH - len(last) - 1
    if room > WIDTH // 3:
        return [*above, f"{last} {'_' * room}"]
    return [*above, last, f"{indent}{'_' * (WIDTH - len(indent))}"]


def _row(head: tuple[str, ...], row: tuple[str, ...]) -> list[str]:
    number, what, *others = row
    known = (f"{name} {cell}" for name, cell in zip(head[2:], others, strict=True) if cell)
    return _wrapped("; ".join(filter(None, (what, *known))), f"  {number}. ")
