"""Cut a cell that holds several things at its semicolons, and only there."""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

_CLOSERS: Mapping[str, str] = {")": "(", "]": "[", "}": "{"}
_CUT = re.compile(";")
_BRACKET = re.compile(r"[()\[\]{}]")
_QUOTE_OPENS = re.compile(r"k\.a\. '")
_ENDS = re.compile(r"\.?(?:;|\Z)")


def split(text: str) -> tuple[str, ...]:
    """Cut at every ";" that stands outside brackets and quoted names.

    Nothing is trimmed: the segments joined by ";" are the text again. A bracket or quote
    that never closes protects nothing, so that one slip cannot swallow the rest.

    >>> split("DOB 1962; Passport A1 (Iran; expired).")
    ('DOB 1962', ' Passport A1 (Iran; expired).')
    """
    if ";" not in text:
        return (text,)
    turns = _turns(text)
    if not turns:
        return tuple(text.split(";"))
    segments, start, depth = [], 0, 0
    for at in sorted({*turns, *(match.start() for match in _CUT.finditer(text))}):
        depth += turns[at]
        if depth == 0 and text[at : at + 1] == ";":
            segments.append(text[start:at])
            start = at + 1
    return (*segments, text[start:])


def _turns(text: str) -> Counter[int]:
    """Where closed brackets and quoted names begin (+1) and end (-1), by position."""
    turns: Counter[int] = Counter()
    open_at: list[int] = []
    for match in _BRACKET.finditer(text):
        at, char = match.start(), match[0]
        if char in "([{":
            open_at.append(at)
        elif open_at and text[open_at[-1]] == _CLOSERS[char]:
            turns[open_at.pop()] += 1
            turns[at] -= 1
    opens = [match.end() for match in _QUOTE_OPENS.finditer(text)]
    for start, limit in pairwise([*opens, len(text)]):
        turns[start] += 1
        turns[_quote_end(text, start, limit)] -= 1
    return turns


def _quote_end(text: str, start: int, limit: int) -> int:
    """Where the name that opens at `start` closes, or `start` where it does not.

    An apostrophe inside a name ("AL-SHA'AB") is followed by a letter; a closing one by
    the end of the segment, or by a full stop and the end.
    """
    at = text.find("'", start, limit)
    while at >= 0:
        if _ENDS.match(text, at + 1):
            return at
        at = text.find("'", at + 1, limit)
    return start
