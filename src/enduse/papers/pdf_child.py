"""Read a PDF in a process of its own: its bytes come in, lines of JSON go out.

A PDF is read by a native library and comes from anybody. Whatever it does to this process, its
limits end it, and what was read before has been written.
"""

import base64
import ctypes
import json
import signal
import sys
from collections.abc import Iterable
from typing import Any, TextIO

import pypdfium2_raw as pdfium

from enduse.model.paper import TextLine
from enduse.papers.lay import Word, lines_of
from enduse.papers.pdf_fields import written_on
from enduse.papers.pdf_files import contents, files_of
from enduse.papers.pdf_page import Box, Native, Seen, words_of
from enduse.papers.pdf_things import things_of

_MEMORY = 2_000_000_000
_WRITTEN = 200_000_000
_LOCKED = 4
_BROKEN = 50
"""So many pages in a row that cannot be opened are not there, whatever the file claims."""
FEW = 30
"""Words on a page that may be a picture with some words on it."""
_PARENT_ENDS = 1
"""PR_SET_PDEATHSIG of prctl(2): the signal at the end of the parent."""
_HELD: list[Native] = []


def main(first: int, last: int, out: TextIO, *, seconds: int) -> None:
    """Write what the PDF on standard input holds, from its page `first` to `last` at most.

    `seconds` of work end it, and on Linux the end of its parent does.
    """
    data = sys.stdin.buffer.read()
    limit(seconds)
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        _tell(out, error="locked" if pdfium.FPDF_GetLastError() == _LOCKED else "broken")
        return
    count = pdfium.FPDF_GetPageCount(document)
    _tell(out, count=count)
    form = _form(document)
    files = files_of(document) if first == 1 else []
    broken = 0
    for number in range(first, min(count, last) + 1):
        _tell(out, begin=number)
        told, more = _page(document, number, form=form)
        files += more
        _tell(out, page=told)
        broken = broken + 1 if told.get("broken") else 0
        if broken >= _BROKEN:
            break
    for name, content in contents(files):
        _tell(out, file=name, data=content and base64.b64encode(content).decode())
    _tell(out, end=True)


def _form(document: Native) -> Native:
    """What reads the fields of a document, if it has any; it lives as long as that does."""
    if pdfium.FPDF_GetFormType(document) == pdfium.FORMTYPE_NONE:
        return None
    _HELD.append(pdfium.FPDF_FORMFILLINFO(version=2))
    return pdfium.FPDFDOC_InitFormFillEnvironment(document, _HELD[-1])


def _page(
    document: Native, number: int, *, form: Native
) -> tuple[dict[str, Any], list[Native]]:
    """What a page says, and the files that hang on it."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return {"number": number, "broken": True}, []
    try:
        seen = words_of(page)
        upright = seen.words.setdefault(0, [])
        written = written_on(page, form, near=upright)
        upright += written.words
        marks = _marks(seen, page) | {"comments": written.comments}
        marks["unseen"] += written.hidden
        return {"number": number, "lines": _lines(seen), "marks": marks}, written.files
    finally:
        pdfium.FPDF_ClosePage(page)


def _lines(seen: Seen) -> list[Native]:
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


def _marks(seen: Seen, page: Native) -> dict[str, int]:
    """Counts that tell whether the words are all that the page says."""
    marks = {"words": seen.count, "unseen": seen.unseen, "tiny": seen.tiny}
    marks["garbled"] = seen.garbled
    if seen.count - seen.unseen < FEW or seen.white:
        things = things_of(page)
        marks["pictured"] = round(things.pictured * 100)
        marks["drawn"] = things.drawn
        marks["unseen"] += sum(not _grounded(each, things.grounds) for each in seen.white)
    return marks


def _grounded(box: Box, grounds: Iterable[Box]) -> bool:
    """Whether white words stand on something that is not white."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(each[0] <= x <= each[2] and each[1] <= y <= each[3] for each in grounds)


def limit(seconds: int) -> None:
    """Bound what this process may take of memory, disk and time."""
    try:
        import resource
    except ImportError:  # pragma: no cover  # Windows: the clock of the parent alone
        return
    # A parent that is ended from outside ends nobody, and a loop would go on without it.
    limits = (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_FSIZE, _WRITTEN),
        (resource.RLIMIT_CPU, seconds),
    )
    for what, most in limits:
        resource.setrlimit(what, (most, most))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_ENDS, signal.SIGKILL)


def _tell(out: TextIO, **fact: object) -> None:
    out.write(json.dumps(fact) + "\n")
    out.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.stdout, seconds=int(sys.argv[3]))
