"""What a file is, by what stands in it; its name is only compared."""

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from enduse.papers.encoding import decoded

Form = Literal["json", "table", "paper", "mail", "xml", "archive", "other"]
"""Which reader takes a file: a paper is a PDF, a letter, a web page or a text."""

PDF = "a PDF"
DOCX, ODT, RTF = "a letter (DOCX)", "a letter (ODT)", "a text with layout (RTF)"
HTML, TEXT, XML = "a web page (HTML)", "a text", "XML"
MAIL, ZIP = "an e-mail", "an archive (ZIP)"

_FORMS: dict[str, Form] = {
    **dict.fromkeys((PDF, DOCX, ODT, RTF, HTML, TEXT), "paper"),
    MAIL: "mail",
    XML: "xml",
    ZIP: "archive",
}
_HEAD = 65_536
_MAGIC = (
    (b"%PDF-", PDF, ("pdf",)),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)", ("png",)),
    (b"\xff\xd8\xff", "a picture (JPEG)", ("jpg", "jpeg")),
    (b"GIF8", "a picture (GIF)", ("gif",)),
    (b"II*\0", "a picture (TIFF)", ("tif", "tiff")),
    (b"MM\0*", "a picture (TIFF)", ("tif", "tiff")),
    (b"BM", "a picture (BMP)", ("bmp",)),
    (b"{\\rtf", RTF, ("rtf", "doc")),
    (b"PAR1", "a table as Parquet", ("parquet",)),
    (b"\x1f\x8b", "an archive (GZIP)", ("gz", "tgz")),
    (b"7z\xbc\xaf", "an archive (7-Zip)", ("7z",)),
    (b"Rar!", "an archive (RAR)", ("rar",)),
    (b"SQLite format 3\0", "a database (SQLite)", ("sqlite", "db")),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0"
_ZIPPED = (
    (b"xl/", "a workbook (XLSX)", ("xlsx", "xlsm")),
    (b"word/", DOCX, ("docx", "docm")),
    (b"ppt/", "slides (PPTX)", ("pptx",)),
    (b"opendocument.spreadsheet", "a spreadsheet (ODS)", ("ods", "ots")),
    (b"opendocument.text", ODT, ("odt",)),
)
_SHEETS = ("a workbook (XLSX)", "a spreadsheet (ODS)")
_MAIL = re.compile(
    rb"(?i)(?:from|to|cc|received|return-path|mime-version|delivered-to|subject|date|message-id|"
    rb"x-[\w-]+|dkim-signature|reply-to):\s?[^\r\n]*\r?\n(?:[\w-]+:|[ \t])"
)
_TABLE_NAMES = ("csv", "tsv", "tab")
_JSON_NAMES = ("json", "jsonl", "ndjson")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Kind:
    """`form` says which reader takes it, "other" none; `what` is it in words ("a PDF").

    `lie` says what its name makes of it, where that is something else.
    """

    form: Form
    what: str
    lie: str = ""


def kind_of(name: str, data: bytes) -> Kind:
    r"""What a file is.

    >>> kind_of("a.csv", b"%PDF-1.7 ...")
    Kind(form='paper', what='a PDF', lie='its name ends in .csv, and it is a PDF')
    >>> kind_of("a.json", b'{"id": "1"}').form, kind_of("a.csv", b"Order;Klant\n1;X").form
    ('json', 'table')
    """
    ending = PurePath(name).suffix.lower().removeprefix(".")
    form, what, endings = _found(ending, data)
    form = _FORMS.get(what, form)
    known = {each for _, _, some in (*_MAGIC, *_ZIPPED) for each in some}
    known |= {
        "xls",
        "doc",
        "msg",
        "xml",
        "eml",
        "html",
        "htm",
        *_TABLE_NAMES,
        *_JSON_NAMES,
        "zip",
    }
    lies = ending in known and ending not in endings
    return Kind(form, what, f"its name ends in .{ending}, and it is {what}" if lies else "")


def _found(ending: str, data: bytes) -> tuple[Form, str, tuple[str, ...]]:
    for mark, what, endings in _MAGIC:
        if data.startswith(mark):
            return "other", what, endings
    if data.startswith(_OLE):
        return (
            "other",
            "an old or locked Office file (XLS, DOC, MSG)",
            ("xls", "doc", "msg", "xlsx", "docx"),
        )
    if data.startswith(b"PK"):
        return _zipped(data)
    return _text(ending, data)


def _zipped(data: bytes) -> tuple[Form, str, tuple[str, ...]]:
    # Names of members stand in the clear at both ends of an archive; nothing is unpacked here.
    ends = data[:_HEAD] + data[-_HEAD:]
    for mark, what, endings in _ZIPPED:
        if mark in ends:
            return ("table" if what in _SHEETS else "other"), what, endings
    return "other", ZIP, ("zip",)


def _text(ending: str, data: bytes) -> tuple[Form, str, tuple[str, ...]]:
    bare = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not bare.strip(b"\xff\xfe\0 \t\r\n"):
        return ("json" if ending in _JSON_NAMES else "other"), "an empty file", (ending,)
    if bare[:1] in {b"{", b"["} or ending in _JSON_NAMES:
        return "json", "JSON", _JSON_NAMES
    text, _ = decoded(data[:_HEAD])
    if "\0" in text or _is_binary(text):
        return "other", "no text, and of a kind that is not known", ()
    return _marked(bare) or _of_lines(ending, text)


def _marked(bare: bytes) -> tuple[Form, str, tuple[str, ...]] | None:
    """A text that says what it is by how it begins."""
    if re.match(rb"(?i)<(?:!doctype )?html", bare):
        return "other", HTML, ("html", "htm")
    if bare[:1] == b"<":
        return "other", XML, ("xml",)
    return ("other", MAIL, ("eml",)) if _MAIL.match(bare) else None


def _of_lines(ending: str, text: str) -> tuple[Form, str, tuple[str, ...]]:
    if ending in _TABLE_NAMES or _is_table(text):
        return "table", "a table as text", (*_TABLE_NAMES, "txt")
    return "other", TEXT, ("txt", "md")


def _is_binary(text: str) -> bool:
    odd = sum(
        not (letter.isprintable() or letter in "\t\r\n\f\x1a\ufeff\x85")
        for letter in text[:4000]
    )
    return odd > len(text[:4000]) / 20


def _is_table(text: str) -> bool:
    """Whether most of the first lines hold one separator, and as often as each other."""
    lines = [line for line in text.splitlines()[:30] if line.strip()]
    counts = ([line.count(sign) for line in lines] for sign in "\t;,|")
    for some in counts:
        full = [count for count in some if count]
        if len(full) >= _LEAST and max(map(full.count, full)) * 2 > len(lines):
            return True
    return False
