"""A document of any kind -> paper: lines of text with their places."""

from collections.abc import Callable, Mapping
from importlib import import_module

from enduse.errors import PaperError
from enduse.model.paper import Paper
from enduse.papers import kinds
from enduse.papers.kinds import kind_of
from enduse.papers.plain import paper_of

# Each reader is loaded where it is first needed: most runs need one of them, or none.
_READERS: Mapping[str, tuple[str, str]] = {
    kinds.PDF: ("pdf", "paper_of_pdf"),
    kinds.DOCX: ("docx", "paper_of_docx"),
    kinds.ODT: ("odt", "paper_of_odt"),
    kinds.RTF: ("rtf", "paper_of_rtf"),
    kinds.HTML: ("html", "paper_of_html"),
    kinds.XML: ("xml", "paper_of_xml"),
    kinds.MAIL: ("mail", "paper_of_mail"),
    kinds.ZIP: ("zipped", "paper_of_zip"),
}
_TEXTS = (kinds.TEXT, "JSON", "a table as text")
_EXPECTED = "PDF, DOCX, ODT, RTF, HTML, XML, an e-mail (.eml), ZIP or text"


def read_paper(name: str, data: bytes) -> Paper:
    """What a document says, by what it is; its name is only for words.

    A paper without lines is none that is empty: `unread` says what was not read of it, and
    `attached` holds the files in it, which are read by the same.

    Raises:
        PaperError: it is locked, broken, or of a kind that no reader takes.
    """
    what = kind_of(name, data).what
    if what in _TEXTS:
        return paper_of(name, data, what=what)
    if what not in _READERS:
        raise PaperError(name, f"is {what}", _EXPECTED)
    module, function = _READERS[what]
    reader: Callable[[str, bytes], Paper]
    reader = getattr(import_module(f"enduse.papers.{module}"), function)
    return reader(name, data)
