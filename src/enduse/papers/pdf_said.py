"""What of the pages of a PDF was not read, or is to be read with care, in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from enduse.model.unread import Unread

INSTEAD = "look at it, and enter by hand what it says"
_GARBLED = 0.3
_PICTURED = 40
"""Percent of a page that a picture covers where the page is a scan; a letterhead covers less,
or the page has more words than a stamp."""
_STAMP = 15
_SMALL = 5
_OUTLINES = 150
"""Shapes on a page without a word: letters drawn as outlines. A frame has fewer."""

_SAID = {
    "broken": ("cannot be opened", True),
    "scan": ("is a picture (a scan) without text", True),
    "stamped": ("is a picture (a scan) with only a few words as text", True),
    "outlines": ("has drawings and no text: its letters may be drawn as outlines", True),
    "garbled": (
        "has letters without a meaning in the file; to be read as a scan is",
        True,
    ),
    "ocr": (
        "is a picture with text that a program recognised: letters may be wrong",
        False,
    ),
    "logo": ("has a small picture and no text", False),
    "unseen": ("has words that nobody sees in print (invisible, white or hidden): read", False),
    "tiny": ("has words too small for anybody to read in print: read", False),
    "comments": ("has comments beside its text, and they were not read", False),
}


def said(name: str, marks: Mapping[int, Mapping[str, int]]) -> Iterator[Unread]:
    """What is to be said of pages, those of one kind together."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, counts in sorted(marks.items()):
        for kind in _kinds(counts):
            found[kind].append(number)
    for kind, (words, lost) in _SAID.items():
        if kind in found:
            place = f"{name} {pages_said(found[kind])}"
            yield Unread(place, words, INSTEAD if lost else "", lost=lost)


def _kinds(counts: Mapping[str, int]) -> Iterator[str]:
    words, unseen = counts.get("words", 0), counts.get("unseen", 0)
    if counts.get("broken"):
        yield "broken"
        return
    if counts.get("garbled", 0) > _GARBLED * words:
        yield "garbled"
    pictured = _pictured(counts, words, unseen)
    if pictured:
        yield pictured
    if unseen and pictured != "ocr":
        yield "unseen"
    if counts.get("tiny"):
        yield "tiny"
    if counts.get("comments"):
        yield "comments"


def _pictured(counts: Mapping[str, int], words: int, unseen: int) -> str:
    """What a page with few words is, where pictures or drawings are most of it."""
    cover = counts.get("pictured", 0)
    if cover >= _PICTURED and unseen >= _SMALL and words - unseen < _STAMP:
        return "ocr"
    if not words and cover:
        return "scan" if cover >= _SMALL else "logo"
    if cover >= _PICTURED and words < _STAMP:
        return "stamped"
    if not words and counts.get("drawn", 0) >= _OUTLINES:
        return "outlines"
    return ""


def pages_said(numbers: Iterable[int]) -> str:
    """Numbers of pages in words.

    >>> pages_said([3]), pages_said([1, 2, 3, 7])
    ('page 3', 'pages 1-3, 7')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [str(a) if a == b else f"{a}-{b}" for a, b in runs]
    return f"page{'' if words == [str(runs[0][0])] else 's'} {', '.join(words)}"
