"""The text of SWIFT messages -> their fields, as a program or a person copied them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enduse.intake.edocs.said import Said

_TAG = re.compile(r"^:(\d{2}[A-Z]?):(.*)$")
_TYPE = re.compile(r"\{2:[IO](\d{3})")
_HEADS = re.compile(r"\{1:F\d{2}([A-Z0-9]{8,12})")
_NEEDED = {"20", "27", "40A", "21"}
_GOODS = {"45A", "45B", "50", "59", "32B", "46A", "46B"}
_ENDS = ("-}", "-")
_OPTIONS = frozenset("ABD")
"""A bank by its BIC, by its branch, by name and address."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its tag, its lines as they stand, and where the first of them does."""

    tag: str
    lines: tuple[str, ...]
    place: str

    @property
    def said(self) -> Said:
        """All of it as one text."""
        return Said(" ".join(filter(None, self.lines)), self.place)


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its type where its header says one ("700"), and its fields in order."""

    kind: str
    fields: tuple[Field, ...]

    def of(self, *tags: str) -> list[Field]:
        """The fields with one of some tags; "41a" stands for 41A and 41D and their like."""
        plain = {tag for tag in tags if not tag[-1].islower()}
        stems = {tag[:-1] for tag in tags if tag[-1].islower()}
        return [
            field
            for field in self.fields
            if field.tag in plain or (field.tag[:2] in stems and field.tag[2:] in _OPTIONS)
        ]

    def say(self, *tags: str) -> Said | None:
        """The text of the first field with one of some tags."""
        return next((field.said for field in self.of(*tags) if field.said.text), None)


def looks_swift(text: str) -> bool:
    """Whether a text holds fields of a letter of credit, each at the start of a line."""
    found = {match[1] for match in map(_TAG.match, map(str.strip, text.splitlines())) if match}
    return bool(found & _NEEDED) and len(found & _GOODS) > 1


def begins_swift(line: str) -> bool:
    """Whether a line is the head of a message, or a field of it."""
    return bool(_begins(line) or _TAG.match(line.strip()))


def messages(text: str) -> Iterator[Message]:
    """The messages of a text, in their order."""
    kind = ""
    fields: list[tuple[str, list[str], str]] = []
    open_tag = False
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip("\ufeff\x01\x03 \t")
        found = _TAG.match(line)
        if fields and (_begins(line) or (found and _again(found[1], fields))):
            yield _message(kind, fields)
            kind, fields = "", []
        typed = _TYPE.search(line)
        kind = typed[1] if typed else kind
        if found:
            fields.append((found[1], [found[2].strip()], f"line {number} (field {found[1]})"))
            open_tag = True
        elif line in _ENDS or line.startswith(("-}", "{")):
            open_tag = False
        elif open_tag:
            fields[-1][1].append(line)
    if fields:
        yield _message(kind, fields)


def _begins(line: str) -> bool:
    return bool(_HEADS.search(line) or _TYPE.search(line))


def _again(tag: str, fields: list[tuple[str, list[str], str]]) -> bool:
    """Whether a field that a message has once comes again: the next one began."""
    return tag in {"20", "27"} and any(tag == each for each, _, _ in fields)


def _message(kind: str, fields: list[tuple[str, list[str], str]]) -> Message:
    return Message(kind, tuple(Field(tag, tuple(lines), place) for tag, lines, place in fields))
