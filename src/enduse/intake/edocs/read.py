"""An e-document from anybody -> the documents in it, exactly as it says."""

from dataclasses import replace

from enduse.errors import OrderError
from enduse.intake.edocs import cii, idoc, shipment, ubl
from enduse.intake.edocs.attached import attached_in, broken_in, inside
from enduse.intake.edocs.credit import credits_in
from enduse.intake.edocs.dcsa import dcsa_document
from enduse.intake.edocs.edifact import edifact_documents, message_kinds
from enduse.intake.edocs.edifact_text import looks_edifact
from enduse.intake.edocs.named import named
from enduse.intake.edocs.swift_text import looks_swift
from enduse.intake.edocs.xml import Element, is_marked, looks_xml, parsed, parts
from enduse.model.document import Document
from enduse.model.unread import Unread
from enduse.papers.encoding import decoded

__all__ = ["attached_in", "read_edoc", "what_edoc"]

_BY_HAND = "look at it by hand"


def read_edoc(name: str, data: bytes) -> tuple[Document, ...] | None:
    """The documents of an e-document; None where it is none that is read.

    Raises:
        OrderError: it is one and broken: what, where, and what instead.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        bill = dcsa_document(name, data)
        if bill:
            return (bill,)
    if looks_xml(data):
        return _of_xml(name, data)
    text, _ = decoded(data)
    if looks_edifact(text):
        return edifact_documents(name, text)
    if looks_swift(text):
        return credits_in(name, text)
    return None


def what_edoc(name: str, data: bytes) -> str | None:
    """What a file is that `read_edoc` does not read, in words; None where nobody knows.

    Raises:
        OrderError: as `read_edoc`.
    """
    if looks_xml(data):
        return ", ".join(dict.fromkeys(filter(None, map(named, _roots(name, data))))) or None
    text, _ = decoded(data)
    if looks_edifact(text):
        kinds = message_kinds(name, text)
        return f"an EDIFACT interchange ({', '.join(kinds) or 'empty'})"
    if text.lstrip("\ufeff \r\n").startswith("ISA"):
        return "an X12 interchange"
    return "a SAP IDoc as flat text" if text.startswith("EDI_DC40") else None


def _of_xml(name: str, data: bytes) -> tuple[Document, ...] | None:
    made: list[Document] = []
    others: list[Element] = []
    for root in _roots(name, data):
        found = _of_root(name, root)
        if found is None:
            others.append(root)
            continue
        broken = broken_in(root)
        lost = tuple(
            Unread(f"attachment {each}", "is not base64, or too large", _BY_HAND, lost=True)
            for each in broken
        )
        made += (replace(each, unread=(*each.unread, *lost)) for each in found)
    if made and others:
        words = ", ".join(named(each) or "XML of a kind that is not known" for each in others)
        left = Unread(name, f"holds also {words}, which was not read", _BY_HAND, lost=True)
        made[0] = replace(made[0], unread=(*made[0].unread, left))
    return tuple(made) or None


def _roots(name: str, data: bytes) -> list[Element]:
    """The documents of an XML file; none of one that is broken and no e-document."""
    try:
        return [root for part in parts(name, data) for root in inside(parsed(name, part))]
    except OrderError:
        if is_marked(data):
            raise
        return []


def _of_root(name: str, root: Element) -> tuple[Document, ...] | None:
    if ubl.is_ubl(root):
        return (ubl.ubl_document(name, root),)
    if cii.is_cii(root):
        return (cii.cii_document(name, root),)
    if shipment.is_shipment(root):
        return (shipment.shipment_document(name, root),)
    return idoc.idoc_documents(name, root) if idoc.is_idoc(root) else None
