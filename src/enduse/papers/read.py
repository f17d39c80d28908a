"""A document of any kind -> paper: lines of text with their places."""

from enduse.model.paper import Paper
from enduse.papers.plain import paper_of


def read_paper(name: str, data: bytes) -> Paper:
    """What a document says, by what it is; its name is only for words.

    Raises:
        PaperError: it is locked, broken, or of a kind that no reader takes.
    """
    if data.startswith(b"%PDF-"):
        from enduse.papers.pdf import paper_of_pdf

        return paper_of_pdf(name, data)
    return paper_of(name, data)
