"""A file of any kind -> the documents in it, what came with them, and what was not read."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from enduse.agree.alike import party_key
from enduse.desk.files import ORDERS, Held, held, of_swift, unread_kind
from enduse.errors import OrderError, PaperError, SheetError
from enduse.intake.edocs.pasted import parted
from enduse.intake.edocs.read import attached_in, read_edoc, what_edoc
from enduse.intake.forms.read import read_form
from enduse.intake.orders.read import open_tables
from enduse.intake.sheet_paper import in_words_of_sheets, paper_of_tables
from enduse.model.document import Document, Sort
from enduse.model.paper import Attached, Paper
from enduse.model.unread import Unread
from enduse.papers.kinds import PDF
from enduse.papers.read import read_paper
from enduse.places import Places

MAX_DEPTH = 4
"""Letters in letters in archives: how deep files are opened that came in others."""

_NO_CREDIT = "is a message of SWIFT, and no letter of credit that can be read"
MAX_INSIDE = 60_000_000
"""Bytes of all that came in one file, at any depth: a small archive unpacks to any size."""

SECONDS = 120.0
"""After so long nothing more of one file is opened; the clock is looked at between files."""

MAX_LINES = 10_000
"""Lines in which a document of trade is looked for: about two hundred pages."""

_SHOWN = 8
_LETTERS = ("other", "message")
_FAR = ("buyer", "consignee", "end_user", "notify", "intermediary")
_OF_GOODS: frozenset[Sort] = frozenset(
    {"order", "confirmation", "proforma", "invoice", "packing_list", "delivery_note"}
)


@dataclass(slots=True)
class Found:
    """What stands in some files.

    `files` are tables and JSON, for their own readers; `parcels` the names of documents that
    came together in one message or archive.
    """

    documents: list[Document] = field(default_factory=list)
    files: list[Held] = field(default_factory=list)
    parcels: list[frozenset[str]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def add(self, other: "Found") -> None:
        """Take over what stands in another file."""
        self.documents += other.documents
        self.files += other.files
        self.parcels += other.parcels
        self.unread += other.unread


@dataclass(slots=True)
class _Opening:
    """What opening one file may still take, with all that came in it."""

    places: Places
    room: int = MAX_INSIDE
    until: float = 0.0

    def refusal(self, each: Attached, depth: int) -> str:
        """Why a file that came in another is not opened; empty where it is."""
        self.room -= len(each.data)
        if depth >= MAX_DEPTH:
            return f"came in files {MAX_DEPTH} deep, and was not opened"
        if self.room < 0:
            return f"came with over {MAX_INSIDE:,} bytes in one file, and was not opened"
        if time.monotonic() > self.until:
            return f"was not opened: what came before it took over {SECONDS:.0f} seconds"
        return ""


def open_file(file: Held, *, seconds: float = SECONDS) -> Found:
    """Open one file, and whatever came in it, each by the reader of its kind.

    Nothing is passed over: what no reader takes, and what a reader could not read, is in
    `unread`, with what to do instead.
    """
    found = Found()
    opening = _Opening(Places.load(), until=time.monotonic() + seconds)
    _open(found, file, opening, depth=0)
    return found


def open_table(file: Held) -> Found | None:
    """A table that is none of orders, as the document that somebody wrote in a spreadsheet.

    None where it is no such document either.
    """
    found = Found()
    try:
        documents = read_edoc(file.name, file.data)
        if documents is None:
            documents = tuple(filter(_tells, _as_form(file)))
    except (OrderError, SheetError, PaperError):
        return None
    _take(found, documents)
    return found if found.documents else None


def _as_form(file: Held) -> tuple[Document, ...]:
    """What is written in a spreadsheet, or in a text whose lines look like rows."""
    places = Places.load()
    named = PurePath(file.name).suffix.lower() in (".csv", ".tsv", ".tab")
    if not file.data.startswith(b"PK") and not named:
        return read_form(read_paper(file.name, file.data), places)
    tables = open_tables(file.name, file.data)
    documents = read_form(paper_of_tables(tables), places)
    return tuple(in_words_of_sheets(each, tables) for each in documents)


def _tells(document: Document) -> bool:
    """Whether it says what it is, and names a party: as a document of an order does."""
    named = any(each.get("name") for each in document.wire.get("parties", ()))
    return named and document.sort != "other"


def _lost(error: OrderError | PaperError) -> Unread:
    where, says, instead = error.args
    return Unread(where, says, instead, lost=True)


def _open(found: Found, file: Held, opening: _Opening, *, depth: int) -> None:
    try:
        # The text of an e-mail may be an e-document; the mail is never one, for it has files.
        mail = file.kind.form == "mail"
        documents = None if mail else read_edoc(file.name, file.data)
        if documents is not None:
            _take(found, documents)
            found.unread += _carried(file)
        elif of_swift(file):
            found.unread.append(
                Unread(file.name, _NO_CREDIT, "an MT700 with its fields", lost=True)
            )
        elif file.kind.form in ORDERS:
            found.files.append(file)
        else:
            if (odd := unread_kind(file, what_edoc(file.name, file.data))) is not None:
                found.unread.append(odd)
            if file.kind.form in ("paper", "mail", "archive"):
                _paper(found, read_paper(file.name, file.data), opening, depth=depth)
    except (OrderError, PaperError) as error:
        found.unread.append(_lost(error))


def _carried(file: Held) -> Iterator[Unread]:
    """The files that an e-document has in it: often its own picture for people."""
    names = [each.name for each in attached_in(file.data)]
    if names:
        says = f"carries {', '.join(names[:_SHOWN])}, which was not read"
        yield Unread(file.name, says, "the file by itself")


def _take(found: Found, documents: tuple[Document, ...]) -> None:
    for each in documents:
        found.unread += each.unread
        if each.wire.get("parties") or each.wire.get("lines") or each.own or each.refs:
            found.documents.append(each)
            if each.sort in _OF_GOODS and not each.wire.get("lines"):
                says = f"is a document of sort {each.sort!r}, and no goods were found in it"
                found.unread.append(Unread(each.name, says, "look at it", lost=True))
        else:
            # A letter that says nothing of an order is none; an invoice that does was not read.
            lost = each.sort not in _LETTERS
            says = "was read, and neither parties nor goods were found in it"
            found.unread.append(Unread(each.name, says, "look at it" if lost else "", lost))


def _paper(found: Found, paper: Paper, opening: _Opening, *, depth: int) -> None:
    found.unread += paper.unread
    before = len(found.documents)
    for each in paper.inside():
        if says := opening.refusal(each, depth):
            alone = "the file by itself, unpacked"
            found.unread.append(Unread(each.name, says, alone, lost=True))
            continue
        _open(found, held(each.name, each.data), opening, depth=depth + 1)
    came = found.documents[before:]
    if paper.what == PDF and any(each.exact for each in came):
        found.unread += _printed_around(paper, came, opening.places)
    elif paper.pages:
        own = _written(paper, opening.places)
        found.documents[before:before] = own.documents
        found.unread += [each for each in own.unread if each not in paper.unread]
    together = frozenset(each.name for each in found.documents[before:])
    if len(together) > 1:
        found.parcels.append(together)


def _printed_around(
    paper: Paper, exact: Sequence[Document], places: Places
) -> Iterator[Unread]:
    """What the printed pages around an e-invoice say that it does not: who gets the goods.

    The e-invoice says itself what its fields are, so it is what is checked. Pages that name
    somebody else are no picture of it.
    """
    known = {party_key(party.get("name")) for each in exact for party in _parties(each)}
    printed = [party for each in read_form(paper, places) for party in _parties(each)]
    others = [
        str(party["name"])
        for party in printed
        if party.get("role") in _FAR and party.get("name")
        and party_key(party["name"]) not in known
    ]  # fmt: skip
    if others:
        shown = ", ".join(dict.fromkeys(others[:_SHOWN]))
        says = f"its printed pages name {shown}, whom the e-invoice in it does not"
        yield Unread(paper.name, says, "both to say one thing: look at it", lost=True)
    says = "holds an e-invoice, which is what was checked, not the printed pages around it"
    yield Unread(paper.name, says)


def _parties(document: Document) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = document.wire.get("parties", ())
    return found


def _written(paper: Paper, places: Places) -> Found:
    """The documents of a paper's own text: an e-document pasted in it, and what is before."""
    own, rest = Found(), Found()
    around, pasted = parted(paper)
    exact = read_edoc(paper.name, pasted) if pasted else None
    _take(own, exact or ())
    around, left = _first_lines(around if exact else paper)
    _take(rest, read_form(around, places))
    own.unread += left
    if rest.documents or not own.documents:
        own.add(rest)
    return own


def _first_lines(paper: Paper) -> tuple[Paper, list[Unread]]:
    """As much of a paper as a document of trade may have, and what is said of the rest."""
    room, pages = MAX_LINES, []
    for page in paper.pages:
        pages.append(replace(page, lines=page.lines[:room]))
        if len(page.lines) > room:
            place = f"{paper.name} {page.place(page.lines[room])}"
            says = f"and all behind it was not read: its text is over {MAX_LINES:,} lines"
            alone = "the pages of the order, as a file of their own"
            return replace(paper, pages=tuple(pages)), [Unread(place, says, alone, lost=True)]
        room -= len(page.lines)
    return paper, []
