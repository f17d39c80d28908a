"""What was filled in or put on a page of a PDF: form fields, text boxes, comments."""

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2_raw as pdfium

from enduse.papers.lay import Word
from enduse.papers.pdf_page import Box, Native, Sheet

_HIDDEN = 2
_SECRET = 1 << 13
"""The flag of a text field that holds a password."""
_MOST = 5_000
_HIGH = 12.0
_BOXES = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
_FIELDS = (
    pdfium.FPDF_FORMFIELD_TEXTFIELD,
    pdfium.FPDF_FORMFIELD_COMBOBOX,
    pdfium.FPDF_FORMFIELD_LISTBOX,
)
_MARKUP = (
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_STRIKEOUT,
    pdfium.FPDF_ANNOT_STAMP,
)


@dataclass(slots=True)
class Written:
    """Words to be read with those of the page, files, and how many comments were not read."""

    words: list[Word] = field(default_factory=list)
    files: list[Native] = field(default_factory=list)
    comments: int = 0
    hidden: int = 0


def written_on(page: Native, form: Native, *, near: Sequence[Word]) -> Written:
    """What is written on a page; `near` are its own words, for the level to write it on."""
    made = Written()
    sheet = Sheet(page)
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        note = pdfium.FPDFPage_GetAnnot(page, at)
        if not note:
            continue
        try:
            _add(made, note, form, box=_box(note, sheet), near=near)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
    return made


def _add(made: Written, note: Native, form: Native, *, box: Box, near: Sequence[Word]) -> None:
    kind = pdfium.FPDFAnnot_GetSubtype(note)
    text = ""
    if kind == pdfium.FPDF_ANNOT_WIDGET and form:
        text = _value(note, form)
    elif kind == pdfium.FPDF_ANNOT_FREETEXT:
        text = _string(note, b"Contents")
    elif kind in _MARKUP:
        made.comments += bool(_string(note, b"Contents").strip())
    elif kind == pdfium.FPDF_ANNOT_FILEATTACHMENT:
        made.files.append(pdfium.FPDFAnnot_GetFileAttachment(note))
    if text.strip():
        made.hidden += bool(pdfium.FPDFAnnot_GetFlags(note) & _HIDDEN)
        made.words += _words(text, box, near)


def _value(note: Native, form: Native) -> str:
    """What a field holds; a box that is ticked or not as [x] or [ ]."""
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, note)
    if kind in _BOXES:
        return "[ ]" if _string(note, b"AS") in {"", "Off"} else "[x]"
    if kind not in _FIELDS or pdfium.FPDFAnnot_GetFormFieldFlags(form, note) & _SECRET:
        return ""
    return text_of(
        lambda room, size: pdfium.FPDFAnnot_GetFormFieldValue(form, note, room, size)
    )


def _string(note: Native, key: bytes) -> str:
    return text_of(lambda room, size: pdfium.FPDFAnnot_GetStringValue(note, key, room, size))


def text_of(asked: Callable[[Any, int], int]) -> str:
    """A text that the library writes into a room as large as it says."""
    size = asked(None, 0)
    if not 2 < size < 10_000_000:  # noqa: PLR2004  # two bytes end it
        return ""
    room = ctypes.create_string_buffer(size)
    asked(ctypes.cast(room, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return room.raw[: size - 2].decode("utf-16-le", errors="replace")


def _box(note: Native, sheet: Sheet) -> Box:
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(note, rect)
    return sheet.box(rect.left, rect.bottom, rect.right, rect.top)


def _words(text: str, box: Box, near: Sequence[Word]) -> Iterator[Word]:
    """The lines of a field as words, on the level of the words beside it."""
    left, top, right, bottom = box
    lines = [line.strip() for line in re.split(r"\r\n|[\r\n]", text)]
    high = min(_HIGH, max(1.0, (bottom - top) / len(lines)))
    for at, line in enumerate(lines):
        foot = top + (at + 1) * high
        if len(lines) == 1:
            middle = (top + bottom) / 2 + high / 3
            beside = [word.foot for word in near if top <= word.foot <= bottom]
            foot = min(beside, key=lambda each: abs(each - middle), default=middle)
        if line:
            yield Word(line, left, min(right, left + len(line) * high / 2), foot, high)
