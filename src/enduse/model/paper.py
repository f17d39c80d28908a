"""A document as people read it: pages, lines, and what stands apart on a line."""

from collections.abc import Iterator
from dataclasses import dataclass

from enduse.model.unread import Unread

GAP = "  "
"""Between two pieces of a line, where the line is written as one text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line that stand together, apart from others: a cell, a column, a label.

    `left` and `right` are where they begin and end across the page: points in a PDF, signs in
    a text, columns of a table in a letter. They are compared within one page only.
    """

    text: str
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line, its pieces from left to right; never empty.

    `number` counts from 1 on its page: every line of a text, of others those with words.
    `top` is how far down the page it stands, in the measure of its pieces (points, lines).
    """

    pieces: tuple[Piece, ...]
    number: int
    top: float = 0.0

    @property
    def text(self) -> str:
        """The whole line, two blanks between what stands apart."""
        return GAP.join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page, from its top. `number` counts from 1; 0: it has no pages."""

    number: int
    lines: tuple[TextLine, ...]

    def place(self, line: TextLine) -> str:
        """Where a line of it stands, in words.

        >>> line = TextLine((Piece("x"),), 14)
        >>> Page(2, (line,)).place(line), Page(0, (line,)).place(line)
        ('page 2 line 14', 'line 14')
        """
        if self.number:
            return f"page {self.number} line {line.number}"
        return f"line {line.number}"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a document (an e-mail's attachment, an invoice's XML)."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document says, in lines; and what of it could not be read.

    `what` is its kind in words ("a PDF"). `head` are the lines before its text that are not
    part of it, by name ("Subject", "From" of an e-mail).
    """

    name: str
    what: str
    pages: tuple[Page, ...] = ()
    head: tuple[tuple[str, str], ...] = ()
    attached: tuple[Attached, ...] = ()
    unread: tuple[Unread, ...] = ()

    def inside(self) -> Iterator[Attached]:
        """Each file that came with it, by a name of its own: "mail.eml/invoice.pdf (2)"."""
        seen: dict[str, int] = {}
        for each in self.attached:
            seen[each.name] = seen.get(each.name, 0) + 1
            again = f" ({seen[each.name]})" if seen[each.name] > 1 else ""
            yield Attached(f"{self.name}/{each.name}{again}", each.data)

    def lines(self) -> Iterator[tuple[Page, TextLine]]:
        """Every line with its page."""
        for page in self.pages:
            for line in page.lines:
                yield page, line
