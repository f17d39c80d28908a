"""Published bytes before they are read: refuse what is plainly not the file."""

from enduse.errors import ListError
from enduse.model.issue import Issue

_MARKUP = ("<!doctype html", "<html", "<head", "<body", "<?xml", "<!--")


def text(list_id: str, name: str, data: bytes) -> str:
    """The text of a plain file, or a ListError that says why there is none.

    Every plain list here is UTF-8; one wrong byte refuses the file, because a name that
    was decoded by guessing would be compared as if it were the publisher's. A leading
    byte order mark is dropped.

    >>> text("us_ofac_sdn", "sdn.csv", b"36,AERO")
    '36,AERO'
    """
    refuse_empty(list_id, name, data)
    try:
        decoded = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        at, found = trouble.start, trouble.object[trouble.start]
        raise ListError(
            list_id, f"{name} holds the byte 0x{found:02X} at {at}, which is not UTF-8",
            "text in UTF-8",
        ) from trouble  # fmt: skip
    if "\0" in decoded:
        raise ListError(list_id, f"{name} holds a NUL character", "plain text")
    opening = decoded[:200].lstrip().lower()
    if opening.startswith(_MARKUP):
        raise ListError(list_id, f"{name} is a web page or XML", "comma-separated values")
    return decoded


def refuse_empty(list_id: str, name: str, data: bytes) -> None:
    """Stop at a file without content.

    OFAC's sdn.csv was served with 0 bytes on 4 May 2024, when its address had moved: a
    reader that took it for a list would have found nobody listed.
    """
    if not data or data.isspace():
        raise ListError(list_id, f"{name} is empty: {len(data)} bytes", "the published file")


def refuse_page(list_id: str, name: str, data: bytes) -> None:
    """Stop at a web page where a file should be: what a publisher serves when it moved."""
    opening = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if opening.startswith((b"<!doctype html", b"<html")):
        raise ListError(list_id, f"{name} is a web page", "the published file")


def unended(name: str, data: bytes) -> tuple[Issue, ...]:
    r"""A warning where a plain table stops inside its last line.

    All six published tables at hand end their last line; a file that was cut short mostly
    does not. Tables made by hand may not either, so it is no error. XML, JSON and archives
    need no such sign: cut short, they cannot be opened. OFAC's own end mark is 0x1A.

    >>> unended("a.csv", b"id,name")[0].gravity, unended("a.csv", b"id,name\n")
    ('warning', ())
    """
    opening = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if opening.startswith((b"<", b"{", b"[", b"PK")) or data.endswith((b"\n", b"\r", b"\x1a")):
        return ()
    says = "the last line has no end, so the file may be cut short; look at its last row"
    return (Issue(name, says),)
