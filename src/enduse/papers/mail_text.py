"""What a part of an e-mail says: its text in its own letters, its bytes, its name."""

import re
from codecs import lookup
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message

from enduse.papers.encoding import decoded
from enduse.papers.html import read_html

LONGEST = 20_000
"""Letters of a line of the head: the library takes the square of it in time."""
ODD = (ValueError, LookupError, TypeError, AttributeError, AssertionError, HeaderParseError,
        MessageError)  # fmt: skip
"""What the library raises at letters that follow no standard."""
_WORD = re.compile(r"\w+")
_OTHER = 0.2
"""Of the words of the HTML, how many a text made of it may lack."""
_MEANT = {
    "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""What programs write under the name of a smaller set (WHATWG Encoding, 4.2)."""
_NO_TEXT = frozenset({
    "punycode", "idna", "unicode_escape", "unicode-escape", "raw_unicode_escape",
    "raw-unicode-escape",
})  # fmt: skip
"""Codecs of Python's that no e-mail is in; the first takes the square of a text in time."""
_COMPARED = 1_000_000
"""Letters of HTML that are compared with the text beside it."""


def is_attached(part: Message) -> bool:
    """Whether a part is a file, and no text to be shown."""
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def payload_of(part: Message) -> bytes:
    """The bytes of a part; none of one that holds parts."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def text_of(part: Message) -> str:
    """The text of a part; of a charset that is none, as its bytes show it."""
    content = payload_of(part)
    charset = part.get_content_charset()
    if charset and charset not in {"us-ascii", "utf-8"} | _NO_TEXT:
        try:
            known = lookup(charset).name
            return content.decode(_MEANT.get(known, known), errors="replace")
        except (LookupError, ValueError):
            pass  # no charset that anybody knows: as its bytes show it
    return decoded(content)[0]


def says_more(name: str, parts: list[Message], said: str) -> bool:
    """Whether HTML has many words that a text does not: the one was not made of the other."""
    known = set(_WORD.findall(said.casefold()))
    for part in (each for some in parts for each in some.walk()):
        if part.get_content_type() == "text/html" and not is_attached(part):
            page, _ = read_html(name, text_of(part)[:_COMPARED])
            shown = "\n".join(line.text for line in page.lines)
            words = set(_WORD.findall(shown.casefold()))
            if len(words - known) > _OTHER * len(words):
                return True
    return False


def filename_of(part: Message) -> str:
    """The name of a file without its folders; empty where it has none."""
    try:
        return in_letters(part.get_filename()).replace("\\", "/").rsplit("/", 1)[-1].strip()
    except ODD:
        return ""


def in_letters(value: object) -> str:
    """A line of the head in its own letters.

    >>> in_letters("=?utf-8?B?R3LDvMOfZQ==?= an Sie")
    'Grüße an Sie'
    """
    text = "" if value is None else str(value)[:LONGEST]
    try:
        return str(make_header(decode_header(text)))
    except ODD:
        return text
