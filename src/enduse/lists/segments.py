"""Cut a cell that holds several things at its semicolons, and only there."""

import re
from collections.abc import Mapping
from itertools import accumulate, pairwise

_CLOSERS: Mapping[str, str] = {")": "(", "]": "[", "}": "{"}
_QUOTE_OPENS = re.compile(r"k\.a\. '")
_ENDS = re.compile(r"\.?(?:;|\Z)")


def split(text: str) -> tuple[str, ...]:
    """Cut at every ";" that stands outside brackets and quoted names.

    Nothing is trimmed: the segments joined by ";" are the text again. A bracket or quote
    that never closes protects nothing, so that one slip cannot swallow the rest.

    >>> split("DOB 1962; Passport A1 (Iran; expired).")
    ('DOB 1962', ' Passport A1 (Iran; expired).')
    """
    shut = _protected(text)
    segments, start = [], 0
    for at, char in enumerate(text):
        if char == ";" and not shut[at]:
            segments.append(text[start:at])
            start = at + 1
    return (*segments, text[start:])


def _protected(text: str) -> list[bool]:
    """For every character, whether it stands inside a closed bracket or a quoted name."""
    turns = [0] * (len(text) + 1)  # +1 where a protected stretch begins, -1 where it ends
    open_at: list[int] = []
    for at, char in enumerate(text):
        if char in "([{":
            open_at.append(at)
        elif char in _CLOSERS and open_at and text[open_at[-1]] == _CLOSERS[char]:
            turns[open_at.pop()] += 1
            turns[at] -= 1
    opens = [match.end() for match in _QUOTE_OPENS.finditer(text)]
    for start, limit in pairwise([*opens, len(text)]):
        turns[start] += 1
        turns[_quote_end(text, start, limit)] -= 1
    return [depth > 0 for depth in accumulate(turns)]


def _quote_end(text: str, start: int, limit: int) -> int:
    """Where the name that opens at `start` closes, or `start` where it does not.

    An apostrophe inside a name ("AL-SHA'AB") is followed by a letter; a closing one by
    the end of the segment, or by a full stop and the end.
    """
    for at in range(start, limit):
        if text[at] == "'" and _ENDS.match(text, at + 1):
            return at
    return start
