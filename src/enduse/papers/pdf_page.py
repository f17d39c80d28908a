"""One page of a PDF -> its words at their places, and what is odd about them.

Runs in a process of its own (pdf_child): the library is native, and the file is anybody's.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2_raw as pdfium

from enduse.papers.lay import Word

_WORD = re.compile("[^\\s\x00\x02\ufffe\x7f]+[\x02\ufffe]?|[\x02\ufffe]")
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\xad": None})
Native = Any
"""A thing of the library: it has no types."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, as the page is seen, in points."""

_INVISIBLE = 3
_WHITE = 250
_LEAST = 2.0
_LOST = re.compile("[\ufffd\ue000-\uf8ff\x01\x03-\x08\x0e-\x1f]")
_BLANKS = " \xa0\u3000"


@dataclass(slots=True)
class Seen:
    """The words of a page by how its letters are turned (0, 90, 180, 270 degrees), and counts.

    `unseen` were drawn so that nobody sees them, `white` in white, `tiny` too small to read;
    `garbled` have letters without a meaning.
    """

    words: dict[int, list[Word]] = field(default_factory=dict)
    unseen: int = 0
    white: list[Box] = field(default_factory=list)
    tiny: int = 0
    garbled: int = 0
    count: int = 0


class Sheet:
    """The frame of a page: from the file's places to points from its top left corner."""

    def __init__(self, page: Native) -> None:
        self._turn = pdfium.FPDFPage_GetRotation(page)
        box = [ctypes.c_float() for _ in range(4)]
        if not pdfium.FPDFPage_GetCropBox(page, *map(ctypes.byref, box)):
            pdfium.FPDFPage_GetMediaBox(page, *map(ctypes.byref, box))
        self._box = [each.value for each in box]
        self.wide = pdfium.FPDF_GetPageWidthF(page)
        self.high = pdfium.FPDF_GetPageHeightF(page)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point as it is seen: from the left, and from the top."""
        left, bottom, right, top = self._box
        if self._turn == 1:
            return y - bottom, x - left
        if self._turn == 2:  # noqa: PLR2004  # upside down
            return right - x, y - bottom
        if self._turn == 3:  # noqa: PLR2004  # a quarter to the left
            return top - y, right - x
        return x - left, (top or self.high) - y

    def box(self, *sides: float) -> Box:
        """A place that the file gives by its left, bottom, right and top."""
        left, bottom, right, top = sides
        (a, b), (c, d) = self.place(left, bottom), self.place(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def upright(self, place: tuple[float, float], turn: int) -> tuple[float, float]:
        """A place for somebody who turns the page so that letters turned so stand upright."""
        x, y = place
        return {
            0: (x, y),
            90: (y, self.wide - x),
            180: (self.wide - x, self.high - y),
            270: (self.high - y, x),
        }[turn]

    @property
    def corner(self) -> tuple[float, float]:
        """The top left corner of a page that is not turned, in the file's places."""
        return self._box[0], self._box[3] or self.high

    @property
    def degrees(self) -> int:
        """How far the page is turned, clockwise."""
        return int(self._turn) * 90


def words_of(page: Native) -> Seen:
    """All words of a page."""
    sheet = Sheet(page)
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return Seen()
    try:
        return _Reader(text_page, sheet).read()
    finally:
        pdfium.FPDFText_ClosePage(text_page)


class _Reader:
    def __init__(self, text_page: Native, sheet: Sheet) -> None:
        self._page, self._sheet = text_page, sheet
        self._seen = Seen()
        self._marks: dict[int, tuple[bool, bool, bool]] = {}
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._rgba = [ctypes.c_uint() for _ in range(4)]
        self._turned = False

    def read(self) -> Seen:
        text = self._text()
        end = -1
        for found in _WORD.finditer(text):
            start = found.start()
            blank = end >= 0 and not text[end:start].strip(_BLANKS) and start > end
            if blank:  # the library writes one of its own where words stand apart
                blank = pdfium.FPDFText_IsGenerated(self._page, end) == 0
            word, turn = self._word(found, blank=blank)
            self._seen.words.setdefault(turn, []).append(word)
            end = found.end()
        return self._seen

    def _text(self) -> str:
        """The text of the page, one sign for each of its letters."""
        count = pdfium.FPDFText_CountChars(self._page)
        if count <= 0:
            return ""
        room = ctypes.create_string_buffer((count + 1) * 4)
        units = ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort))
        got = pdfium.FPDFText_GetText(self._page, 0, count, units)
        text = room.raw[: max(0, got - 1) * 2].decode("utf-16-le", errors="replace")
        if len(text) == count:
            return text
        return "".join(self._letter(at) for at in range(count))

    def _letter(self, at: int) -> str:
        code = pdfium.FPDFText_GetUnicode(self._page, at)
        try:
            letter = chr(code)
        except (ValueError, OverflowError):
            return "\ufffd"
        return "\ufffd" if "\ud800" <= letter <= "\udfff" or not code else letter

    def _word(self, found: re.Match[str], *, blank: bool) -> tuple[Word, int]:
        start, end = found.span()
        first = last = self._edge(start)
        if end - start > 1:
            last = self._edge(end - 1)
        pdfium.FPDFText_GetCharOrigin(self._page, start, self._x, self._y)
        turn = self._turn(found, first, last=last)
        text = found.group().translate(_HYPHENS)
        if not turn and not self._sheet.degrees:  # nearly all: the long way is for the others
            away, top = self._sheet.corner
            left = (min(last[0], first[0])) - away
            right = (max(last[2], first[2])) - away
            height = max(0.1, first[3] - first[1])
            foot = top - self._y.value
            self._mark(found, height, box=(left, foot - height, right, foot))
            return Word(text, left, right, foot, height, blank), 0
        points = [self._sheet.place(x, y) for x, y in _corners(first, last)]
        foot_at = self._sheet.place(self._x.value, self._y.value)
        across, down = zip(*(self._sheet.upright(each, turn) for each in points), strict=True)
        left, right = min(across), max(across)
        height = max(0.1, max(down) - min(down))
        self._mark(found, height, box=(left, min(down), right, max(down)))
        foot = self._sheet.upright(foot_at, turn)[1]
        return Word(text, left, right, foot, height, blank), turn

    def _edge(self, at: int) -> Box:
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self._page, at, box)
        return box.left, box.bottom, box.right, box.top

    def _turn(
        self, found: re.Match[str], first: tuple[float, ...], *, last: tuple[float, ...]
    ) -> int:
        """How the letters of a word are turned as the page is seen, in quarters of degrees."""
        high = abs(first[3] - first[1])
        apart = abs(last[1] - first[1]) > 0.5 * high and len(found.group()) > 1
        self._turned = self._turned or apart
        if not self._turned and not self._sheet.degrees:
            return 0
        angle = pdfium.FPDFText_GetCharAngle(self._page, found.start())
        degrees = round(max(0.0, angle) * 57.29578 / 90) * 90
        return int(degrees + self._sheet.degrees) % 360

    def _mark(self, found: re.Match[str], height: float, *, box: Box) -> None:
        """Count what is odd about a word."""
        seen, at = self._seen, found.start()
        unseen, white, garbled = self._drawn(at)
        seen.count += 1
        seen.unseen += unseen
        seen.tiny += height < _LEAST
        seen.garbled += garbled or _LOST.search(found.group()) is not None
        if white:
            seen.white.append(box)

    def _drawn(self, at: int) -> tuple[bool, bool, bool]:
        """Whether what is drawn here is not seen, is white, has letters without a meaning."""
        thing = pdfium.FPDFText_GetTextObject(self._page, at)
        if not thing:
            return False, False, False
        key = ctypes.cast(thing, ctypes.c_void_p).value or 0
        known = self._marks.get(key)
        if known is None:
            unseen = pdfium.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE
            got = pdfium.FPDFText_GetFillColor(self._page, at, *self._rgba)
            red, green, blue, alpha = (each.value for each in self._rgba)
            white = bool(got) and min(red, green, blue) >= _WHITE
            unseen = unseen or (bool(got) and alpha == 0)
            garbled = pdfium.FPDFText_HasUnicodeMapError(self._page, at) == 1
            known = self._marks[key] = unseen, white, garbled
        return known


def _corners(*boxes: Box) -> Iterator[tuple[float, float]]:
    for left, bottom, right, top in boxes:
        yield left, bottom
        yield right, top
