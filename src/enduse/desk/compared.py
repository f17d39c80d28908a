"""Files of one shipment against each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enduse.agree.compare import compare
from enduse.desk.documents import Found, open_file, open_table
from enduse.desk.dossiers import Dossier, dossiers
from enduse.desk.files import Held
from enduse.model.conflict import Comparison
from enduse.model.document import Document
from enduse.model.unread import Unread
from enduse.places import Places


@dataclass(frozen=True, slots=True)
class Compared:
    """Documents held against each other, and whether they are of one shipment at all.

    `strangers` are the documents in groups, where nothing ties some of them to the others.
    `unread` is what of the files is in none of it, `unsaid` the fields of documents that
    could not be read, and so were not compared.
    """

    documents: tuple[Document, ...]
    comparison: Comparison | None
    strangers: tuple[Dossier, ...]
    unread: tuple[Unread, ...]
    unsaid: tuple[Unread, ...] = ()

    @property
    def lost(self) -> bool:
        """Whether something of a file could not be read."""
        return any(each.lost for each in self.unread)


def compared(files: Iterable[Held]) -> Compared:
    """Read the files, and hold all documents in them against each other."""
    found = Found()
    for file in files:
        found.add(_opened(file))
    found.unread += _tables(found.files)
    groups = dossiers(found.documents, parcels=found.parcels)
    return Compared(
        documents=tuple(found.documents),
        comparison=compare(found.documents, Places.load()),
        strangers=groups if len(groups) > 1 else (),
        unread=tuple(found.unread),
        unsaid=tuple(
            Unread(f"{document.name} {issue.where}", f"{issue.says}; it was not compared")
            for document in found.documents
            for issue in document.issues
            if issue.gravity == "error"
        ),
    )


def _opened(file: Held) -> Found:
    if file.kind.form != "table":
        return open_file(file)
    made = open_table(file)
    return Found(files=[file]) if made is None else made


def _tables(files: Sequence[Held]) -> Iterable[Unread]:
    for each in files:
        says = f"is {each.kind.what}, and no document of a shipment"
        yield Unread(each.name, says, "an invoice, a packing list or the like", lost=True)
