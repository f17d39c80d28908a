"""Text on the pages of a PDF: fonts for its letters, lines that fit, and where it is drawn."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from enduse.report.evidence_words import visible
from enduse.report.letter_fonts import Font

try:
    from fpdf import FPDF
    from fpdf.enums import XPos, YPos
except ImportError as error:
    from enduse.errors import PaperError

    raise PaperError.without("pdf") from error

Colour = tuple[int, int, int]
INK: Colour = (27, 36, 48)
SOFT: Colour = (77, 89, 101)
MONO = "mono"

_JOINED = re.compile(
    "[\u0300-\u036f\u0590-\u109f\u1780-\u18af\u200c\u200d\ufb1d-\ufdff\ufe70-\ufefc]"
)
"""Letters that stand otherwise than one behind the other: Arabic, Hebrew, Hindi, Thai."""
_PIECES = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: its size in points, and the rest."""

    size: float = 9.5
    bold: bool = False
    colour: Colour = INK
    mono: bool = False
    align: Literal["L", "R", "C"] = "L"

    @property
    def high(self) -> float:
        """The height of a line in millimetres."""
        return self.size * 0.49


class Type(FPDF):
    """A document that sets lines of text. Everything else draws with them."""

    def __init__(self, known: Sequence[Font], mono: Font) -> None:
        super().__init__(format="A4")
        self._letters = frozenset().union(*(font.letters for font in known))
        self._mono_letters = mono.letters
        self._widths: dict[tuple[Style, str], float] = {}
        self.unshown: dict[str, None] = {}
        self._name = known[0].name
        self.alias_nb_pages("")  # else an order that holds the library's sign would be changed
        self.c_margin = 0.0
        self.add_font(mono.name, "", str(mono.regular))
        for font in known:
            self.add_font(font.name, "", str(font.regular))
            self.add_font(font.name, "B", str(font.bold or font.regular))
        self.set_fallback_fonts([font.name for font in known[1:]], exact_match=False)

    def lines(self, text: str, width: float, style: Style) -> list[str]:
        """Text in lines that fit a width; what is hidden in it shows, and what no font has.

        A word that is wider than a line is broken anywhere, a script without spaces too.
        """
        found: list[str] = []
        for paragraph in self._shown(text).split("\n"):
            found += self._broken(paragraph, width, style)
        return found

    def put(
        self, text: str, at: tuple[float, float], style: Style, *, width: float = 0.0
    ) -> None:
        """One line at a place, its upper left corner."""
        self._dress(text, style)
        self.set_xy(*at)
        self.cell(width, style.high, text, align=style.align, new_x=XPos.LEFT, new_y=YPos.TOP)

    def wide(self, text: str, style: Style) -> float:
        """How wide a text is."""
        key = (style, text)
        if key not in self._widths:
            self._dress(text, style)
            self._widths[key] = self.get_string_width(text)
        return self._widths[key]

    def _dress(self, text: str, style: Style) -> None:
        plain_mono = style.mono and all(ord(sign) in self._mono_letters for sign in text)
        name, bold = (MONO, "") if plain_mono else (self._name, "B" if style.bold else "")
        self.set_font(name, bold, style.size)
        self.set_text_color(*style.colour)
        # It joins letters where they must be, and costs ten times as much.
        self.set_text_shaping(use_shaping_engine=bool(_JOINED.search(text)))

    def _shown(self, text: str) -> str:
        """The text with the numbers of letters that no font has, in brackets."""
        made: list[str] = []
        for sign in visible(text):
            if ord(sign) in self._letters or sign in "\n\t ":
                made.append(sign)
                continue
            self.unshown[sign] = None
            number = f"U+{ord(sign):04X}"
            if made and made[-1].endswith("›"):
                made[-1] = f"{made[-1][:-1]} {number}›"
            else:
                made.append(f"‹{number}›")
        return "".join(made)

    def _broken(self, paragraph: str, width: float, style: Style) -> list[str]:
        made, filled = [""], 0.0
        for piece in _pieces(paragraph):
            wide = self.wide(piece, style)
            blank = piece.isspace()
            if not blank and filled + wide > width and made[-1]:
                made.append("")
                filled = 0.0
            if blank and not made[-1] and len(made) > 1:
                continue
            if wide <= width or blank:
                made[-1] += piece
                filled += wide
                continue
            for sign in piece:  # a word wider than the line
                wide = self.wide(sign, style)
                if filled + wide > width and made[-1]:
                    made.append("")
                    filled = 0.0
                made[-1] += sign
                filled += wide
        return [line.rstrip() for line in made]


def _pieces(text: str) -> Iterator[str]:
    """Words, blanks, and letters of scripts that are written without blanks."""
    for word in _PIECES.findall(text):
        start = 0
        for at, sign in enumerate(word):
            if unicodedata.east_asian_width(sign) == "W":
                if start < at:
                    yield word[start:at]
                yield sign
                start = at + 1
        if start < len(word):
            yield word[start:]
