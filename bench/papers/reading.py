"""The project's readers as the measure asks them: a file's name and bytes -> its documents."""

from collections.abc import Sequence

from enduse.desk.documents import open_file, open_table
from enduse.desk.files import held
from enduse.model.document import Document


def read(name: str, data: bytes) -> Sequence[Document]:
    """The documents of a file; its attachments' among them, the file's own first.

    A table is read as `check` reads one that is none of orders: as a document in a sheet.
    """
    file = held(name, data)
    if file.kind.form == "table":
        found = open_table(file)
        return found.documents if found else ()
    return open_file(file).documents
