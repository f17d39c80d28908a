"""An e-mail as a paper: its text, the lines of its head, and what is attached to it.

Source: RFC 5322 (the message), RFC 2045 to 2047 (parts and encoded words).
"""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from enduse.errors import PaperError
from enduse.model.paper import Attached, Page, Paper, TextLine
from enduse.model.unread import Unread
from enduse.papers.html import read_html
from enduse.papers.kinds import MAIL
from enduse.papers.mail_text import (
    LONGEST,
    ODD,
    filename_of,
    in_letters,
    is_attached,
    payload_of,
    says_more,
    text_of,
)
from enduse.papers.plain import paper_of_text

MAX_BYTES = 150_000_000
MAX_PARTS = 500
_DEEPEST = 20
_HEAD = ("From", "To", "Cc", "Date", "Subject")
_TELLING = ("Content-Type", "Content-Disposition", "Content-Transfer-Encoding")
_LOGO = 100_000
"""A picture within the text that is smaller is a logo or a smile."""
_INSTEAD = "save what it holds as a file of its own"


def paper_of_mail(name: str, data: bytes) -> Paper:
    """An e-mail as a paper. Where a text is there twice, as such and as HTML, the first counts.

    Raises:
        PaperError: it is larger, or nested deeper, than anybody's.
    """
    if len(data) > MAX_BYTES:
        raise PaperError(name, f"is of {len(data)} bytes", f"at most {MAX_BYTES}")
    try:
        message = message_from_bytes(data)
        reader = _Reader(name)
        reader.part(message, 0)
        head = tuple(_head(message))
    except RecursionError as trouble:
        raise PaperError(name, "is nested without end", "an e-mail") from trouble
    except ODD as trouble:
        raise PaperError(name, f"cannot be read ({trouble})", "an e-mail") from trouble
    if reader.pictures:
        found = f"has small pictures in its text ({reader.pictures}), and they were not read"
        reader.unread.append(Unread(name, found))
    page = Page(0, tuple(reader.lines))
    return Paper(name, MAIL, (page,), head, tuple(reader.attached), tuple(reader.unread))


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self.lines: list[TextLine] = []
        self.attached: list[Attached] = []
        self.unread: list[Unread] = []
        self.pictures = 0
        self._parts = 0

    def part(self, part: Message, depth: int) -> None:
        """One part, and those within it."""
        self._parts += 1
        if (why := self._refusal(part, depth)) is not None:
            if not self.unread or self.unread[-1].found != why:
                self._lose("", why)
            return
        kind = part.get_content_type()
        if kind == "message/rfc822":
            self._letter(part)
        elif kind == "multipart/alternative":
            self._one_of(_inner(part), depth)
        elif part.is_multipart():
            for each in _inner(part):
                self.part(each, depth + 1)
        elif kind in {"text/plain", "text/html"} and not is_attached(part):
            self._text(kind, text_of(part))
        else:
            self._file(part, kind)

    def _refusal(self, part: Message, depth: int) -> str | None:
        """Why a part is not even looked at, if so."""
        if self._parts > MAX_PARTS or depth > _DEEPEST:
            return _MANY
        if any(len(str(part.get(each, ""))) > LONGEST for each in _TELLING):
            return "has a part with a head longer than anybody's, and it was not read"
        return None

    def _one_of(self, parts: list[Message], depth: int) -> None:
        """The first of several forms of one text that says anything; their files all.

        A form that says what the first does not, as where that only asks for another program,
        is read too.
        """
        plain = [part for part in parts if part.get_content_type() == "text/plain"]
        others = [part for part in parts if part.get_content_type() != "text/plain"]
        said = "\n".join(map(text_of, plain))
        more = says_more(self._name, others, said)
        if said.strip():
            for part in plain:
                self.part(part, depth + 1)
            if more:
                found = "says more as HTML than as text, and both were read"
                self.unread.append(Unread(self._name, found))
        for part in others:
            if more or not said.strip():
                self.part(part, depth + 1)
            else:
                self._files_of(part, depth + 1)

    def _files_of(self, part: Message, depth: int) -> None:
        """The files within a form of the text that is not read."""
        if part.get_content_type() in {"text/html", "text/enriched"} and not is_attached(part):
            return
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            for each in _inner(part) if depth < _DEEPEST else ():
                self._files_of(each, depth + 1)
        else:
            self.part(part, depth)

    def _text(self, kind: str, text: str) -> None:
        said: tuple[Unread, ...] = ()
        pages: tuple[Page, ...]
        if kind == "text/html":
            page, unread = read_html(self._name, text)
            pages, said = (page,), unread
        else:
            pages = paper_of_text(self._name, text.replace("\f", "\n")).pages
        self.unread += said
        shift = self.lines[-1].number if self.lines else 0
        for page in pages:
            for line in page.lines:
                number = line.number + shift
                self.lines.append(TextLine(line.pieces, number, float(number)))

    def _letter(self, part: Message) -> None:
        """A message that was sent on."""
        for each in _inner(part):
            title = in_letters(each.get("Subject")) or "message"
            self.attached.append(Attached(f"{title[:80]}.eml", each.as_bytes()))

    def _file(self, part: Message, kind: str) -> None:
        name = filename_of(part) or f"attachment {len(self.attached) + 1}"
        content = payload_of(part)
        within = part.get("Content-ID") is not None and not is_attached(part)
        if kind in {"application/pkcs7-signature", "application/pgp-signature"}:
            return
        if kind == "application/ms-tnef" or name.lower() == "winmail.dat":
            self._lose(name, "is in a form that only Outlook opens, and was not read")
        elif kind in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
            self._lose(name, "is encrypted or signed as a whole (S/MIME), and was not read")
        elif kind.startswith("image/") and within and len(content) < _LOGO:
            self.pictures += 1
        elif content:
            self.attached.append(Attached(name, content))

    def _lose(self, place: str, found: str) -> None:
        where = f"{self._name} {place}".rstrip()
        self.unread.append(Unread(where, found, _INSTEAD, lost=True))


_MANY = f"has more than {MAX_PARTS} parts, or parts within parts without end: not all were read"


def _head(message: Message) -> Iterator[tuple[str, str]]:
    for name in _HEAD:
        said = " ".join(in_letters(message.get(name)).split())
        if said:
            yield name, said


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload()
    return (
        [each for each in payload if isinstance(each, Message)]
        if isinstance(payload, list)
        else []
    )
