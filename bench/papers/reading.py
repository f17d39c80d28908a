"""The project's readers as the measure asks them: a file's name and bytes -> its documents.

By name, so that documents can be measured by whichever stage of the readers is there: the
desk's door for a file of any kind, else paper and form.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from enduse.model.document import Document


def read(name: str, data: bytes) -> Sequence[Document]:
    """The documents of a file; its attachments' among them, the file's own first."""
    try:
        desk: Any = import_module("enduse.desk.documents")
    except ModuleNotFoundError:
        return _form(name, data)
    files: Any = import_module("enduse.desk.files")
    found: Sequence[Document] = desk.open_file(files.held(name, data)).documents
    return found


def _form(name: str, data: bytes) -> Sequence[Document]:
    from enduse.places import Places

    try:
        papers: Any = import_module("enduse.papers.read")
        forms: Any = import_module("enduse.intake.forms.read")
    except ModuleNotFoundError:
        return ()
    made: Sequence[Document] = forms.read_form(papers.read_paper(name, data), Places.load())
    return made
