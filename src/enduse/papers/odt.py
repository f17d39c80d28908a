"""A letter (ODT) as a paper: its text as it stands now, tables as rows.

Source: OASIS, Open Document Format for Office Applications 1.2, part 1.
"""

from collections import Counter
from collections.abc import Iterator

from enduse.errors import PaperError
from enduse.model.paper import Paper
from enduse.model.unread import Unread
from enduse.papers.flow import Flow
from enduse.papers.kinds import ODT
from enduse.papers.unzip import members
from enduse.papers.xml import Element, tree

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_T, _TABLE = f"{{{_URN}text:1.0}}", f"{{{_URN}table:1.0}}"
_OFFICE, _STYLE = f"{{{_URN}office:1.0}}", f"{{{_URN}style:1.0}}"
_DRAW = f"{{{_URN}drawing:1.0}}"
_PARAGRAPHS = {f"{_T}p", f"{_T}h"}
_NOTE, _COMMENT, _BOX = f"{_T}note", f"{_OFFICE}annotation", f"{_DRAW}text-box"
_CHANGES = f"{_T}tracked-changes"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_WIDEST, _BLANKS = 1_000, 200
_FEW = 12
_PARTS = ("content.xml", "styles.xml", "META-INF/manifest.xml")


def paper_of_odt(name: str, data: bytes) -> Paper:
    """A letter as a paper: headers, text, and footers.

    Raises:
        PaperError: it is locked, cannot be unpacked, or its text is no XML.
    """
    parts = dict(members(name, data, wanted=lambda part: part in _PARTS))
    if b"encryption-data" in parts.get(_PARTS[2], b""):
        raise PaperError(name, "is locked with a password", "the letter without one")
    if "content.xml" not in parts:
        raise PaperError(name, "holds no content.xml", "a letter that LibreOffice opens")
    reader = _Reader()
    styles = tree(f"{name} styles.xml", parts["styles.xml"]) if "styles.xml" in parts else None
    root = tree(f"{name} content.xml", parts["content.xml"])
    for header in styles.iter(f"{_STYLE}header") if styles is not None else ():
        reader.read(header)
    for body in root.iter(f"{_OFFICE}text"):
        reader.read(body)
    for footer in styles.iter(f"{_STYLE}footer") if styles is not None else ():
        reader.read(footer)
    page = reader.flow.page()
    words = sum(len(line.text.split()) for line in page.lines)
    pictures = next(root.iter(f"{_DRAW}image"), None) is not None
    return Paper(
        name, ODT, (page,), unread=tuple(_unread(name, reader, words if pictures else _FEW))
    )


def _unread(name: str, reader: "_Reader", words: int) -> Iterator[Unread]:
    if reader.counted["deleted"]:
        yield Unread(name, "has tracked changes: what was deleted was not read")
    if count := reader.counted["comments"]:
        yield Unread(name, f"has comments beside its text ({count}), and they were not read")
    if words < _FEW:
        found = "holds pictures and hardly any text: they may be scans, and were not read"
        yield Unread(name, found, "look at it, and enter by hand what it says", lost=True)


class _Reader:
    def __init__(self) -> None:
        self.flow = Flow()
        self.counted: Counter[str] = Counter()

    def read(self, within: Element) -> None:
        """Paragraphs and tables in order; lxml opens no file deeper than 256 levels."""
        for child in within:
            if child.tag in _PARAGRAPHS:
                for line in self._lines(child):
                    self.flow.text(line)
            elif child.tag == f"{_TABLE}table-row":
                self.flow.row(self._cells(child))
            elif child.tag == _CHANGES:
                self.counted["deleted"] += len(child.findall(f".//{_T}deletion"))
            elif child.tag == _COMMENT:
                self.counted["comments"] += 1
            else:
                self.read(child)

    def _lines(self, paragraph: Element) -> list[str]:
        """A paragraph, then what hangs on it: notes and boxes."""
        later: list[Element] = []
        lines = ["".join(self._signs(paragraph, later))]
        for each in later:
            lines += self._all(each)
        return lines

    def _all(self, within: Element) -> list[str]:
        """The lines of all paragraphs below, those of a table too."""
        lines: list[str] = []
        for child in within:
            lines += self._lines(child) if child.tag in _PARAGRAPHS else self._all(child)
        return lines

    def _signs(self, within: Element, later: list[Element]) -> Iterator[str]:
        yield within.text or ""
        for child in within:
            tag = child.tag
            if tag == f"{_T}s":
                count = child.get(f"{_T}c", "1")
                yield " " * (min(int(count), _BLANKS) if _is_number(count) else 1)
            elif tag == f"{_T}tab":
                yield "\t"
            elif tag == f"{_T}line-break":
                yield "\n"
            elif tag in {_NOTE, _BOX}:
                later.append(child)
            elif tag == _COMMENT:
                self.counted["comments"] += 1
            else:
                yield from self._signs(child, later)
            yield child.tail or ""

    def _cells(self, row: Element) -> Iterator[tuple[int, list[str]]]:
        column = 0
        for cell in row:
            if cell.tag in _CELLS:
                yield column, self._all(cell)
                times = cell.get(f"{_TABLE}number-columns-repeated", "1")
                column += min(int(times), _WIDEST) if _is_number(times) else 1


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 6  # noqa: PLR2004
