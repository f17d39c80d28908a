"""UN/EDIFACT syntax: an interchange -> its messages of segments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enduse.errors import OrderError
from enduse.intake.edocs.said import Said

_UNA = 9
_HEAD = re.compile(r"[\ufeff \r\n\t]*(?:UNA.{6}\s*UN[BGH]|UN[BH][+:])", re.DOTALL)
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its tag, its elements with their parts, and its number in the file."""

    tag: str
    elements: tuple[tuple[str, ...], ...]
    number: int

    def get(self, element: int, part: int = 0) -> str:
        """A part of an element, both counted from 0 behind the tag; empty where it is not."""
        if element < len(self.elements) and part < len(self.elements[element]):
            return self.elements[element][part].strip()
        return ""

    def say(self, element: int, part: int = 0) -> Said | None:
        """The same with its place, None where it is empty."""
        text = self.get(element, part)
        return Said(text, self.place) if text else None

    def joined(self, element: int) -> Said | None:
        """All parts of an element as one text, as names and streets are split in five."""
        parts = self.elements[element] if element < len(self.elements) else ()
        text = " ".join(" ".join(part.strip() for part in parts).split())
        return Said(text, self.place) if text else None

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"segment {self.number}: {self.tag}{f'+{self.get(0)}' if self.get(0) else ''}"


def looks_edifact(text: str) -> bool:
    """Whether a text is an interchange."""
    return bool(_HEAD.match(text))


def interchange(name: str, text: str) -> Iterator[tuple[str, list[Segment]]]:
    """The messages: each its type ("ORDERS") and its segments from UNH to UNT.

    Raises:
        OrderError: a message has no end, so that some of it may be lost, or it is too large.
    """
    if len(text) > _MOST:
        raise OrderError(name, f"is EDIFACT of {len(text):,} signs", f"at most {_MOST:,}")
    open_type, segments = "", list[Segment]()
    for segment in _segments(text):
        if segment.tag == "UNH":
            if open_type:
                raise _unended(name, segments[0])
            open_type, segments = segment.get(1), [segment]
        elif segment.tag == "UNT" and open_type:
            yield open_type, segments
            open_type, segments = "", []
        elif open_type:
            segments.append(segment)
    if open_type:
        raise _unended(name, segments[0])


def _unended(name: str, head: Segment) -> OrderError:
    where = f"{name} {head.place}"
    return OrderError(
        where, "begins a message that does not end", "the whole file, with its UNT"
    )


def _segments(text: str) -> Iterator[Segment]:
    bare = text.lstrip("\ufeff \r\n\t")
    part, element, release, end = ":", "+", "?", "'"
    if bare.startswith("UNA"):
        part, element, release, end = bare[3], bare[4], bare[6], bare[8]
        bare = bare[_UNA:]
    if release == " ":
        release = ""
    for number, raw in enumerate(_split(bare, end, release), start=1):
        elements = [
            _split(each, part, release) for each in _split(raw.lstrip(), element, release)
        ]
        tag = elements[0][0].strip().upper() if elements else ""
        if tag:
            plain = tuple(tuple(_plain(p, release) for p in parts) for parts in elements[1:])
            yield Segment(tag, plain, number)


def _split(text: str, sign: str, release: str) -> list[str]:
    """Split at a sign that no release stands before."""
    if not release or release not in text:
        return text.split(sign)
    found, start, at = [], 0, 0
    while at < len(text):
        if text[at] == release:
            at += 2
            continue
        if text[at] == sign:
            found.append(text[start:at])
            start = at + 1
        at += 1
    found.append(text[start:])
    return found


def _plain(text: str, release: str) -> str:
    if not release or release not in text:
        return text
    kept, at = [], 0
    while at < len(text):
        if text[at] == release and at + 1 < len(text):
            at += 1
        kept.append(text[at])
        at += 1
    return "".join(kept)
