"""One written number held against the table of prefixes: which families it may be of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enduse.goods.part_table import Entry, Table

_SHORTEST = 2
_LONG_PREFIX, _LONG_SUFFIX = 5, 2
_SUFFIX = re.compile(r"[A-Z0-9+#./()-]{0,32}")
_WORDY = re.compile(r"[A-Z]{9}|\d{9}")
_SHORT = re.compile(r"[A-Z]{1,3}-?\d{1,4}")
_DASH = re.compile(r"-+")


@dataclass(frozen=True, slots=True)
class Match:
    """A number read as one of a family: its base as people quote it, and what follows."""

    entry: Entry
    base: str
    suffix: str
    taken: int
    """How many characters of what was written the base took."""

    @property
    def telling(self) -> bool:
        """Whether it is a part beyond doubt even with a blank in it: "AD 9361BBCZ"."""
        letters = self.suffix[:_LONG_SUFFIX]
        long = len(self.entry.prefix) >= _LONG_PREFIX
        return long or (len(letters) == _LONG_SUFFIX and letters.isalpha())

    @property
    def short(self) -> bool:
        """Whether it is a few letters and a few digits: a filter may be an LT1001 too."""
        return not self.suffix and _SHORT.fullmatch(self.base) is not None


def matches(written: str, table: Table) -> Iterator[Match]:
    """Every family whose prefix and pattern a number meets, the longest prefix first.

    `written` is plain (capitals, one sort of dash, no blanks). A dash may stand anywhere in
    or behind the prefix, and none is needed.
    """
    squeezed = written.replace("-", "")
    dashed = len(squeezed) < len(written)
    for length in range(min(len(squeezed), table.longest), _SHORTEST - 1, -1):
        entries = table.prefixes.get(squeezed[:length], ())
        if len(entries) > 1:  # "PGA-103" is one maker's and "PGA103" another's
            entries = tuple(sorted(entries, key=lambda e: _dashed_else(written, e)))
        for entry in entries:
            place = _behind(written, length, entry) if dashed else length
            if found := _with_tail(written, place, entry=entry, table=table):
                yield found


def _dashed_else(written: str, entry: Entry) -> tuple[bool, bool]:
    return entry.family.weak, not written.startswith(entry.prefix)


def _behind(written: str, length: int, entry: Entry) -> int:
    """The place behind so many letters and digits, and behind a dash that follows them.

    A dash behind a digit ends the base, unless the prefix itself has it ("TEN20-2411").
    """
    place = seen = 0
    while seen < length:
        seen += written[place] != "-"
        place += 1
    if entry.prefix[-1].isdigit():
        return place
    dash = _DASH.match(written, place)
    return dash.end() if dash else place


def _with_tail(written: str, place: int, *, entry: Entry, table: Table) -> Match | None:
    tail = table.tail(entry.tail).match(written, place)
    if tail is None:
        return None
    end = tail.end()
    base = entry.prefix + tail[0]
    if not any(char.isdigit() for char in base):
        return None
    rest = written[end:]
    if rest[:1].isdigit() and written[end - 1].isdigit():
        return None
    if not _SUFFIX.fullmatch(rest) or _WORDY.search(rest):
        return None
    return Match(
        entry, base.rstrip("-+") if base.endswith("-") else base, rest.strip("-./"), end
    )
