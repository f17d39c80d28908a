"""A PDF as a paper: read in a process of its own, within bounds of time and memory."""

import base64
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from enduse.errors import PaperError
from enduse.model.paper import Attached, Page, Paper, Piece, TextLine
from enduse.model.unread import Unread
from enduse.papers.kinds import PDF
from enduse.papers.pdf_said import INSTEAD, pages_said, said

MAX_BYTES = 200_000_000
MAX_PAGES = 5_000
SECONDS = 120.0
_TRIES = 4
"""A page that breaks the reader is left out, and the reader begins after it: so often."""


@dataclass(slots=True)
class _Told:
    """What the reader told so far."""

    pages: list[Page] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    marks: dict[int, dict[str, int]] = field(default_factory=dict)
    lost: list[Unread] = field(default_factory=list)
    count: int | None = None
    begun: int = 0
    ended: bool = False


def paper_of_pdf(name: str, data: bytes, *, seconds: float = SECONDS) -> Paper:
    """A PDF as a paper; what was not read of it within `seconds` is said.

    Raises:
        PaperError: it is locked, no PDF, or larger than anybody's.
    """
    if len(data) > MAX_BYTES:
        raise PaperError(name, f"is of {len(data)} bytes", f"at most {MAX_BYTES}")
    until = time.monotonic() + seconds
    told = _Told()
    for _ in range(_TRIES):
        before = told.begun
        for fact in _facts(data, before + 1, seconds=until - time.monotonic()):
            _take(told, fact, name=name)
        if told.ended or told.begun == before or until <= time.monotonic():
            break
        if told.begun not in told.marks:
            _lose(told, f"{name} page {told.begun}", "broke its reader")
    _lose_rest(
        told, name, "" if until > time.monotonic() else f"took over {seconds:.0f} seconds"
    )
    unread = (*told.lost, *said(name, told.marks))
    return Paper(name, PDF, tuple(told.pages), (), tuple(told.attached), unread)


def _lose_rest(told: _Told, name: str, late: str) -> None:
    """Say which pages at the end were not read, and why."""
    if told.count is None:
        anew = "a PDF written anew, by printing it to a file"
        raise PaperError(name, late or "broke its reader", anew)
    first = max(told.begun if told.ended else max(told.marks, default=0), 0) + 1
    if first > told.count:
        return
    why = late or "broke its reader"
    if told.ended:
        why = f"its pages are more than {MAX_PAGES}, or most cannot be opened"
    _lose(told, f"{name} {pages_said(range(first, told.count + 1))}", f"not read: {why}")


def _lose(told: _Told, place: str, found: str) -> None:
    told.lost.append(Unread(place, found, INSTEAD, lost=True))


def _take(told: _Told, fact: dict[str, Any], *, name: str) -> None:
    """One fact of the reader."""
    if "error" in fact:
        raise _refusal(name, fact["error"])
    if "page" in fact:
        page = _page(fact["page"])
        told.marks[page.number] = fact["page"].get("marks", {"broken": 1})
        told.pages += [page] if page.lines else []
    elif "file" in fact and fact["data"] is None:
        found = "is a file within it, broken or too large to be read"
        _lose(told, f"{name} {fact['file']}", found)
    elif "file" in fact:
        told.attached.append(Attached(fact["file"], base64.b64decode(fact["data"])))
    told.count = fact.get("count", told.count)
    told.begun = fact.get("begin", told.begun)
    told.ended = told.ended or "end" in fact


def _facts(data: bytes, first: int, *, seconds: float) -> Iterator[dict[str, Any]]:
    """What the reader wrote before it ended, or was ended."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as told:
        given.write(data)
        given.seek(0)
        # -P: no module is taken from the folder somebody happens to be in.
        command = [sys.executable, "-P", "-m", "enduse.papers.pdf_child"]
        command += [str(first), str(MAX_PAGES), str(max(1, math.ceil(seconds)))]
        with subprocess.Popen(  # noqa: S603  # our own module, and numbers
            command, stdin=given, stdout=told, stderr=subprocess.PIPE
        ) as child:
            try:
                # It ends when the pipe does, at once: a wait would look only now and then.
                child.communicate(timeout=max(0.0, seconds))
            except subprocess.TimeoutExpired:
                pass  # what it wrote is read below, and the rest is said
            finally:
                child.kill()
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


def _page(told: dict[str, Any]) -> Page:
    lines = tuple(
        TextLine(tuple(Piece(*piece) for piece in pieces), at, top)
        for at, top, pieces in told.get("lines", ())
    )
    return Page(told["number"], lines)
