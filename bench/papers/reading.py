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
        table = open_table(file)
        return table.documents if table else ()
    found = open_file(file)
    tables = [made for each in found.files if (made := open_table(each))]
    return [*found.documents, *(each for table in tables for each in table.documents)]
