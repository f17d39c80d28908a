"""What stands on a page of a PDF beside its words: pictures, drawings, coloured grounds."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2_raw as pdfium

from enduse.papers.pdf_page import Box, Native, Sheet

_MOST = 20_000
_DEPTH = 4
_WHITE = 250


@dataclass(frozen=True, slots=True)
class Things:
    """`pictured` is the part of the page that pictures cover, 0 to 1; `drawn` counts shapes.

    `grounds` are the places of pictures and of shapes that are filled, but not with white.
    """

    pictured: float
    drawn: int
    grounds: tuple[Box, ...]


def things_of(page: Native) -> Things:
    """The pictures and drawings of a page, those within its forms too."""
    sheet = Sheet(page)
    area, drawn = 0.0, 0
    grounds: list[Box] = []
    for thing, kind, box in _walk(page, sheet):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            area += _area(box, sheet)
            grounds.append(box)
        elif kind in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING}:
            drawn += 1
            if kind == pdfium.FPDF_PAGEOBJ_SHADING or _coloured(thing):
                grounds.append(box)
    whole = max(1.0, sheet.wide * sheet.high)
    return Things(min(1.0, area / whole), drawn, tuple(grounds))


def _walk(page: Native, sheet: Sheet) -> Iterator[tuple[Native, int, Box]]:
    """Each thing, its kind, and its place; within a form that of the form."""
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST)
    waiting: list[tuple[Native, Box | None, int]]
    waiting = [(pdfium.FPDFPage_GetObject(page, at), None, 0) for at in range(count)]
    waiting.reverse()
    seen = 0
    while waiting and seen < _MOST:
        thing, within, depth = waiting.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(thing)
        box = within or _box(thing, sheet)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield thing, kind, box
        elif depth < _DEPTH:
            inner = min(pdfium.FPDFFormObj_CountObjects(thing), _MOST)
            waiting += [
                (pdfium.FPDFFormObj_GetObject(thing, at), box, depth + 1) for at in range(inner)
            ]


def _box(thing: Native, sheet: Sheet) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, sides))
    left, bottom, right, top = (side.value for side in sides)
    return sheet.box(left, bottom, right, top)


def _area(box: Box, sheet: Sheet) -> float:
    left, top, right, bottom = box
    wide: float = min(right, sheet.wide) - max(left, 0.0)
    high: float = min(bottom, sheet.high) - max(top, 0.0)
    return max(0.0, wide) * max(0.0, high)


def _coloured(thing: Native) -> bool:
    rgba = [ctypes.c_uint() for _ in range(4)]
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value or not pdfium.FPDFPageObj_GetFillColor(thing, *map(ctypes.byref, rgba)):
        return False
    return min(each.value for each in rgba[:3]) < _WHITE and bool(rgba[3].value)
