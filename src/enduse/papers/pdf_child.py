"""Read a PDF in a process of its own: its bytes come in, lines of JSON go out.

A PDF is read by a native library and comes from anybody. Whatever it does to this process, its
limits end it, and what was read before has been written.
"""

import json
import sys
from collections.abc import Iterable
from typing import Any, TextIO

import pypdfium2.raw as pdfium

from enduse.model.paper import TextLine
from enduse.papers.lay import Word, lines_of
from enduse.papers.pdf_page import Seen, words_of

MAX_PAGES = 5_000
_MEMORY = 2_000_000_000
_WRITTEN = 400_000_000
_LOCKED = 4


def main(first: int, out: TextIO) -> None:
    """Write what the PDF on standard input holds, from its page `first`."""
    data = sys.stdin.buffer.read()
    _limit()
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        _tell(out, error="locked" if pdfium.FPDF_GetLastError() == _LOCKED else "broken")
        return
    count = pdfium.FPDF_GetPageCount(document)
    _tell(out, count=count)
    for number in range(first, min(count, MAX_PAGES) + 1):
        _tell(out, begin=number)
        _tell(out, page=_page(document, number))
    _tell(out, end=True)


def _page(document: Any, number: int) -> dict[str, Any]:  # noqa: ANN401
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return {"number": number, "broken": True}
    try:
        seen = words_of(page)
        return {"number": number, "lines": _lines(seen), "marks": _marks(seen)}
    finally:
        pdfium.FPDF_ClosePage(page)


def _lines(seen: Seen) -> list[Any]:
    """The lines of all words, those that are turned after the others."""
    found: list[TextLine] = []
    for _, words in sorted(seen.words.items(), key=lambda each: (-_size(each[1]), each[0])):
        found += lines_of(words, first=len(found) + 1)
    return [
        [line.number, line.top, [[p.text, p.left, p.right] for p in line.pieces]]
        for line in found
    ]


def _size(words: Iterable[Word]) -> int:
    return sum(len(word.text) for word in words)


def _marks(seen: Seen) -> dict[str, int]:
    return {
        "words": seen.count,
        "unseen": seen.unseen,
        "tiny": seen.tiny,
        "garbled": seen.garbled,
    }


def _limit() -> None:
    try:
        import resource
    except ImportError:  # pragma: no cover  # Windows: the clock of the parent alone
        return
    for what, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_FSIZE, _WRITTEN)):
        resource.setrlimit(what, (most, most))


def _tell(out: TextIO, **fact: object) -> None:
    out.write(json.dumps(fact) + "\n")
    out.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.stdout)
