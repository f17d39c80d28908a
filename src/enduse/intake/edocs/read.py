"""An e-document from anybody -> the documents in it, exactly as it says."""

from enduse.intake.edocs import cii, ubl
from enduse.intake.edocs.xml import looks_xml, parsed
from enduse.model.document import Document


def read_edoc(name: str, data: bytes) -> tuple[Document, ...] | None:
    """The documents of an e-document; None where it is none that is read.

    Raises:
        OrderError: it is one and broken: what, where, and what instead.
    """
    if looks_xml(data):
        root = parsed(name, data)
        if ubl.is_ubl(root):
            return (ubl.ubl_document(name, root),)
        if cii.is_cii(root):
            return (cii.cii_document(name, root),)
    return None
