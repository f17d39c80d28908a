"""A PDF as a paper: read in a process of its own, within bounds of time and memory."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

from enduse.errors import PaperError
from enduse.model.paper import Page, Paper, Piece, TextLine
from enduse.model.unread import Unread

MAX_BYTES = 200_000_000
SECONDS = 120.0
_INSTEAD = "look at it, and enter by hand what it says"
_TRIES = 3


def paper_of_pdf(name: str, data: bytes, *, seconds: float = SECONDS) -> Paper:
    """A PDF as a paper.

    Raises:
        PaperError: it is locked, no PDF or larger than anybody's.
    """
    if len(data) > MAX_BYTES:
        raise PaperError(name, f"is of {len(data)} bytes", f"at most {MAX_BYTES}")
    pages: list[Page] = []
    unread: list[Unread] = []
    first, count = 1, None
    for _ in range(_TRIES):
        began, ended = 0, False
        for fact in _facts(data, first, seconds=seconds):
            if "error" in fact:
                raise _refusal(name, fact["error"])
            count = fact.get("count", count)
            began = fact.get("begin", began)
            ended = ended or "end" in fact
            if "page" in fact:
                page, odd = _page(name, fact["page"])
                pages += [page] if page.lines else []
                unread += odd
                first = fact["page"]["number"] + 1
        if ended:
            break
        if count is None:
            raise PaperError(name, "broke its reader", "a PDF written anew")
        unread.append(Unread(f"{name} page {began}", "broke its reader", _INSTEAD, lost=True))
        first = max(first, began + 1)
    return Paper(name, "a PDF", tuple(pages), unread=tuple(unread))


def _facts(data: bytes, first: int, *, seconds: float) -> Iterator[dict[str, Any]]:
    """What the reader wrote before it ended, or was ended."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as told:
        given.write(data)
        given.seek(0)
        command = [sys.executable, "-m", "enduse.papers.pdf_child", str(first)]
        child = subprocess.Popen(  # noqa: S603
            command, stdin=given, stdout=told, stderr=subprocess.DEVNULL
        )
        try:
            child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:
            child.kill()
            child.wait()
        told.seek(0)
        for line in told:
            try:
                fact = json.loads(line)
            except ValueError:
                return  # cut off in the middle
            yield fact


def _refusal(name: str, error: str) -> PaperError:
    if error == "locked":
        return PaperError(name, "is a PDF locked with a password", "the PDF without one")
    return PaperError(name, "cannot be opened as a PDF", "a PDF that a viewer opens")


def _page(name: str, told: dict[str, Any]) -> tuple[Page, list[Unread]]:
    number = told["number"]
    if told.get("broken"):
        odd = Unread(f"{name} page {number}", "cannot be opened", _INSTEAD, lost=True)
        return Page(number, ()), [odd]
    lines = tuple(
        TextLine(tuple(Piece(*piece) for piece in pieces), at, top)
        for at, top, pieces in told["lines"]
    )
    return Page(number, lines), []
