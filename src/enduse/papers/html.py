"""A web page, or the HTML of an e-mail, as lines: no scripts, and nothing that is hidden."""

import re
from collections.abc import Iterator

from lxml import etree, html

from enduse.errors import PaperError
from enduse.model.paper import Page, Paper
from enduse.model.unread import Unread
from enduse.papers.encoding import decoded
from enduse.papers.flow import Flow
from enduse.papers.kinds import HTML
from enduse.papers.xml import Element, texts

MAX_BYTES = 50_000_000
_OUT = frozenset(("script", "style", "template", "noscript", "head", "svg", "object", "iframe"))
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "button",
        "select",
        "option",
    ]
)
_HIDDEN = re.compile(
    r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])"
)
_DEEPEST = 200
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}charset|<\?xml[^>]{0,200}encoding")
_WIDEST = 1_000


def paper_of_html(name: str, data: bytes) -> Paper:
    """A web page as a paper.

    Raises:
        PaperError: it is larger than anybody's, or nothing of it can be read.
    """
    content: bytes | str = data
    if not _CHARSET.search(data[:4_000]) or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = decoded(data)[0]
    page, unread = read_html(name, content)
    return Paper(name, HTML, (page,), unread=unread)


def read_html(name: str, content: bytes | str) -> tuple[Page, tuple[Unread, ...]]:
    """The lines of HTML, and what of it was left out."""
    if len(content) > MAX_BYTES:
        raise PaperError(name, f"is of {len(content)} bytes", f"at most {MAX_BYTES}")
    reader = _Reader()
    reader.block(_root(name, content), 0)
    reader.end()
    unread = []
    if reader.hidden:
        unread.append(Unread(name, "has hidden text, and it was not read"))
    if reader.deep:
        found = (
            f"is nested deeper than {_DEEPEST} levels: what is below was read without layout"
        )
        unread.append(Unread(name, found))
    return reader.flow.page(), tuple(unread)


def _root(name: str, content: bytes | str) -> Element:
    if isinstance(content, str):
        # The encoding that a text declares is that of the bytes it was; it is text by now.
        content = content.replace("\0", " ").encode("utf-8", errors="replace")
        parser = html.HTMLParser(no_network=True, remove_comments=True, encoding="utf-8")
    else:
        parser = html.HTMLParser(no_network=True, remove_comments=True)
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as trouble:
        raise PaperError(
            name, f"cannot be read ({trouble})", "a web page with text"
        ) from trouble
    return root


class _Reader:
    def __init__(self) -> None:
        self.flow = Flow()
        self.hidden = self.deep = False
        self._line: list[str] = []

    def block(self, within: Element, depth: int) -> None:
        """What stands in an element, in order."""
        self._say(within.text)
        for child in within:
            self._child(child, depth + 1)
            self._say(child.tail)

    def _child(self, child: Element, depth: int) -> None:
        tag = child.tag
        if not isinstance(tag, str) or tag in _OUT:
            return
        if _is_hidden(child):
            self.hidden = self.hidden or bool("".join(texts(child)).strip())
        elif depth > _DEEPEST:
            self.deep = True
            self._say(" ".join(texts(child)))
        elif tag == "br":
            self.end()
        elif tag == "table" and next(child.iterdescendants("table"), None) is None:
            self._table(child, depth)
        elif tag == "input":
            self._say(_field(child))
        elif tag in _INLINE:
            self.block(child, depth)
        else:
            self.end()
            self.block(child, depth)
            self.end()

    def _table(self, table: Element, depth: int) -> None:
        """A table that holds no other, row by row; one that does is layout."""
        self.end()
        for row in table.iter("tr", "caption"):
            if not _is_hidden(row):
                self.flow.row(self._cells(row, depth))

    def _cells(self, row: Element, depth: int) -> Iterator[tuple[int, list[str]]]:
        if row.tag == "caption":
            yield 0, ["".join(texts(row))]
            return
        column = 0
        for cell in row.iterchildren("td", "th"):
            if not _is_hidden(cell):
                inner = _Reader()
                inner.block(cell, depth)
                inner.end()
                self.hidden = self.hidden or inner.hidden
                yield column, [line.text for line in inner.flow.page().lines]
            span = str(cell.get("colspan") or "1")
            column += min(int(span), _WIDEST) if span.isdecimal() and len(span) < 6 else 1  # noqa: PLR2004

    def _say(self, text: str | None) -> None:
        if text:
            self._line.append(re.sub(r"[ \t\r\n\f\v]+", " ", text))

    def end(self) -> None:
        """The end of a line."""
        # Blanks at the seams of elements are one blank, as a browser shows them.
        self.flow.text(re.sub(" +", " ", "".join(self._line)))
        self._line.clear()


def _is_hidden(element: Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(str(element.get("style") or "")))


def _field(element: Element) -> str:
    """What a field of a form shows."""
    kind = str(element.get("type") or "text").lower()
    if kind in {"checkbox", "radio"}:
        return " [x] " if "checked" in element.attrib else " [ ] "
    return "" if kind in {"hidden", "password"} else f" {element.get('value') or ''} "
