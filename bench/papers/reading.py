"""The project's readers as the measure asks them: a file's name and bytes -> its documents."""

from collections.abc import Sequence

from enduse.desk.documents import open_file, open_table
from enduse.desk.files import held
from enduse.model.document import Document


def read(name: str, data: bytes) -> Sequence[Document]:
    """The documents of a file, and those of the files that came in it.

    A table is read as `check` reads one that is none of orders: as a document in a sheet.
    """
    file = held(name, data)
    found = open_file(file)
    tables = [open_table(each) for each in found.files if each.kind.form == "table"]
    return [*found.documents, *(one for each in tables if each for one in each.documents)]
