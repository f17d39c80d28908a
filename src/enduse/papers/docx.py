"""A letter (DOCX) as a paper: its text as it stands now, tables as rows.

Source: ECMA-376, Office Open XML, part 1, chapter 17 (WordprocessingML).
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from enduse.errors import PaperError
from enduse.model.paper import Attached, Paper
from enduse.model.unread import Unread
from enduse.papers.docx_text import COUNTED, W, blocks, lines_of
from enduse.papers.flow import Flow
from enduse.papers.kinds import DOCX
from enduse.papers.unzip import members
from enduse.papers.xml import Element, texts, tree

_MAIN = "word/document.xml"
_AROUND = ("word/header", "word/footer", "word/footnotes.xml", "word/endnotes.xml")
_COMMENTS = "word/comments.xml"
_WITHIN = "word/embeddings/"
_PICTURES = "word/media/"
_CHUNKS = "word/afchunk"
_FEW = 12
_MARKS = ("separator", "continuationSeparator", "continuationNotice")


def paper_of_docx(name: str, data: bytes) -> Paper:
    """A letter as a paper: headers, text, footers and notes, in this order.

    Raises:
        PaperError: it cannot be unpacked, or its text is no XML.
    """
    parts = dict(members(name, data, wanted=_is_wanted))
    if _MAIN not in parts:
        raise PaperError(name, f"holds no {_MAIN}", "a letter that Word opens")
    flow = Flow()
    counted: Counter[str] = Counter()
    headers = [part for part in sorted(parts) if part.startswith("word/header")]
    others = [part for part in sorted(parts) if part.startswith(_AROUND[1:])]
    said: set[tuple[str, ...]] = set()
    for part in (*headers, _MAIN, *others):
        root = tree(f"{name} {part}", parts[part])
        shown = tuple(texts(root))
        if part != _MAIN and shown in said:
            continue  # the same header on left and right pages
        said.add(shown)
        for block in _kept(root):
            _write(flow, block, counted)
    attached = tuple(
        Attached(part.removeprefix(_WITHIN), content)
        for part, content in parts.items()
        if part.startswith(_WITHIN)
    )
    unread = tuple(_unread(name, parts, counted, words=_words(flow)))
    return Paper(name, DOCX, (flow.page(),), (), attached, unread)


def _is_wanted(part: str) -> bool:
    small = part.startswith((*_AROUND, _COMMENTS)) and part.endswith(".xml")
    return part == _MAIN or small or part.startswith((_WITHIN, _PICTURES, _CHUNKS))


def _kept(root: Element) -> Iterator[Element]:
    """What holds blocks: the body, a header, each note but the lines that part notes."""
    if root.tag == f"{W}document":
        yield from root.iterchildren(f"{W}body")
    elif root.tag in {f"{W}footnotes", f"{W}endnotes"}:
        yield from (note for note in root if note.get(f"{W}type") not in _MARKS)
    else:
        yield root


def _write(flow: Flow, within: Element, counted: Counter[str]) -> None:
    for block in blocks(within):
        if block.tag == f"{W}tbl":
            for row in block.iter(f"{W}tr"):
                if next(row.iterancestors(f"{W}tbl")) is block:
                    flow.row(_cells(row, counted))
        else:
            for line in lines_of(block, counted):
                flow.text(line)


def _cells(row: Element, counted: Counter[str]) -> Iterator[tuple[int, list[str]]]:
    column = 0
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is not row:
            continue
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        yield column, [line for p in _paragraphs(cell) for line in lines_of(p, counted)]
        wide = span.get(f"{W}val", "1") if span is not None else "1"
        column += int(wide) if wide.isdecimal() and len(wide) < 4 else 1  # noqa: PLR2004


def _paragraphs(cell: Element) -> Iterable[Element]:
    """Those of a cell, also of a table within it."""
    for block in blocks(cell):
        if block.tag == f"{W}tbl":
            for inner in block.iter(f"{W}tc"):
                if next(inner.iterancestors(f"{W}tbl")) is block:
                    yield from _paragraphs(inner)
        else:
            yield block


def _words(flow: Flow) -> int:
    return sum(len(line.text.split()) for line in flow.page().lines)


def _unread(
    name: str, parts: dict[str, bytes], counted: Counter[str], *, words: int
) -> Iterator[Unread]:
    for kind, said in COUNTED.items():
        if counted[kind]:
            yield Unread(name, said.format(counted[kind]))
    if _COMMENTS in parts:
        count = len(tree(f"{name} {_COMMENTS}", parts[_COMMENTS]).findall(f"{W}comment"))
        if count:
            yield Unread(
                name, f"has comments beside its text ({count}), and they were not read"
            )
    if words < _FEW and any(part.startswith(_PICTURES) for part in parts):
        found = "holds pictures and hardly any text: they may be scans, and were not read"
        yield Unread(name, found, "look at it, and enter by hand what it says", lost=True)
    if any(part.startswith(_CHUNKS) for part in parts):
        found = "has a part in another format (altChunk), which was not read"
        yield Unread(name, found, "save it anew in Word", lost=True)
