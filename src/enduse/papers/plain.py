"""A plain text -> lines, and what stands apart on each: columns made with blanks or tabs."""

import re
from collections.abc import Iterator

from enduse.errors import PaperError
from enduse.model.paper import Page, Paper, Piece, TextLine
from enduse.papers.encoding import decoded

_TAB = 8
_PIECE = re.compile(r"\S+(?: \S+)*")


MAX_BYTES = 50_000_000


def paper_of(name: str, data: bytes, *, what: str = "a text") -> Paper:
    """A text file as a paper. A form feed begins a page; without one it has none.

    Raises:
        PaperError: it is larger than anybody's.
    """
    if len(data) > MAX_BYTES:
        raise PaperError(name, f"is of {len(data)} bytes", f"at most {MAX_BYTES}")
    text, _ = decoded(data)
    return paper_of_text(name, text, what=what)


def paper_of_text(name: str, text: str, *, what: str = "a text") -> Paper:
    r"""A text as a paper; pieces stand where their signs do.

    >>> [line.text for _, line in paper_of_text("a", "Buyer:   ABC  Ltd\n\nx").lines()]
    ['Buyer:  ABC  Ltd', 'x']
    """
    sheets = text.split("\f")
    while len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    paged = len(sheets) > 1
    pages = (
        Page(number if paged else 0, tuple(_lines(sheet)))
        for number, sheet in enumerate(sheets, start=1)
    )
    return Paper(name, what, tuple(page for page in pages if page.lines))


def _lines(sheet: str) -> Iterator[TextLine]:
    """The lines that hold anything."""
    for number, raw in enumerate(re.split(r"\r\n|[\r\n\x85\u2028\u2029\v]", sheet), start=1):
        line = raw.replace("\0", " ").replace("\xa0", " ").expandtabs(_TAB).rstrip()
        pieces = tuple(
            Piece(each.group(), each.start(), each.end()) for each in _PIECE.finditer(line)
        )
        if pieces:
            yield TextLine(pieces, number, float(number))
