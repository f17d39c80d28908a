"""Files that an e-document carries inside it -> the files; and envelopes -> what is in them."""

import base64
import binascii
from collections.abc import Iterator

from enduse.intake.edocs.xml import Element, local, looks_xml, namespace, parsed, parts
from enduse.model.paper import Attached

_CARRIERS = frozenset({
    "EmbeddedDocumentBinaryObject", "AttachmentBinaryObject", "IncludedBinaryObject",
})  # fmt: skip
_ENDINGS = {
    "application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "text/csv": "csv",
    "application/xml": "xml", "text/xml": "xml", "text/plain": "txt",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}  # fmt: skip
_MOST = 40_000_000
_ENVELOPES = frozenset({
    "StandardBusinessDocument", "Envelope", "Body", "XHE", "Payloads", "Payload",
    "PayloadContent",
})  # fmt: skip
_HEADERS = frozenset({"StandardBusinessDocumentHeader", "Header"})


def attached_in(data: bytes) -> tuple[Attached, ...]:
    """The files inside an XML e-document, in their order; none where it is no XML.

    One that is not base64 is left out: `broken_in` names it.

    Raises:
        OrderError: the XML is broken.
    """
    if not looks_xml(data):
        return ()
    roots = (parsed("attachments", part) for part in parts("attachments", data))
    return tuple(file for root in roots for _, file in _files(root) if file)


def broken_in(root: Element) -> tuple[str, ...]:
    """The names of files inside that are not base64, or larger together than anybody's."""
    return tuple(name for name, file in _files(root) if file is None)


def _files(root: Element) -> Iterator[tuple[str, Attached | None]]:
    total = 0
    carriers = (each for each in root.iter() if local(each) in _CARRIERS)
    for number, element in enumerate(carriers, start=1):
        ending = _ENDINGS.get((element.get("mimeCode") or "").lower(), "bin")
        # A name is compared and shown; nothing is written to a disk under it.
        given = (element.get("filename") or "").replace("\\", "/").rpartition("/")[2].strip()
        name = given or f"attachment-{number}.{ending}"
        try:
            data = base64.b64decode("".join((element.text or "").split()), validate=True)
        except (binascii.Error, ValueError):
            yield name, None
            continue
        total += len(data)
        yield name, Attached(name, data) if total <= _MOST else None


def inside(root: Element) -> list[Element]:
    """The documents in an envelope (SBDH, SOAP), else the root itself."""
    if local(root) not in _ENVELOPES or "oasis:names:specification:ubl" in namespace(root):
        return [root]
    found = []
    for child in root:
        if isinstance(child.tag, str) and local(child) not in _HEADERS:
            found += inside(child)
    return found
