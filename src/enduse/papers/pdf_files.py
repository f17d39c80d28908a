"""The files within a PDF: the XML of an invoice, papers that were put in."""

import ctypes
from collections.abc import Iterable, Iterator

import pypdfium2_raw as pdfium

from enduse.papers.pdf_fields import text_of
from enduse.papers.pdf_page import Native

MOST = 100
ROOM = 50_000_000
"""Bytes of all files in one document."""


def files_of(document: Native) -> list[Native]:
    """The files in the list of the document."""
    count = min(pdfium.FPDFDoc_GetAttachmentCount(document), MOST)
    return [pdfium.FPDFDoc_GetAttachment(document, at) for at in range(count)]


def contents(files: Iterable[Native]) -> Iterator[tuple[str, bytes | None]]:
    """Each file with its name; None in place of its bytes where there is no room for them."""
    room = ROOM
    for at, file in enumerate(files):
        if not file:
            continue
        name = _name(file) or f"file {at + 1}"
        size = ctypes.c_ulong()
        known = pdfium.FPDFAttachment_GetFile(file, None, 0, size)
        if not known or at >= MOST or size.value > room:
            yield name, None
            continue
        room -= size.value
        buffer = ctypes.create_string_buffer(max(1, size.value))
        pdfium.FPDFAttachment_GetFile(file, buffer, size.value, size)
        yield name, buffer.raw[: size.value]


def _name(file: Native) -> str:
    return text_of(lambda room, size: pdfium.FPDFAttachment_GetName(file, room, size))
