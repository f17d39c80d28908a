"""Fonts for a PDF: those of the extra `papers` and the user's own; what none shows is named.

A PDF holds the letters that it shows. One that no font has would come out as an empty box, so
a letter with such a one is refused, with the letters by name.
"""

import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from enduse.errors import PaperError

try:
    import pymupdf_fonts
    from fontTools.ttLib import TTFont, TTLibError
except ImportError as error:
    raise PaperError.without("pdf") from error

_SHOWN = 8
_INVISIBLE = frozenset("\n\t ")


@dataclass(frozen=True, slots=True)
class Font:
    """A font file, where a bold one is beside it also that, and the letters that it has."""

    name: str
    regular: Path
    bold: Path | None
    letters: frozenset[int]


@contextmanager
def fonts(own: Sequence[Path] = ()) -> Iterator[tuple[Font, ...]]:
    """The fonts, the first one for all that it has, and the others for what is left.

    FiraGO has Latin, Cyrillic, Greek, Georgian, Arabic, Hebrew, Thai and Devanagari letters,
    WenQuanYi Micro Hei those of Chinese, Japanese and Korean. `own` come between the two.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        as_file(files("paperang_p2_fonts_cjk") / "fonts" / "wqy-microhei.ttc") as east,
    ):
        named = {"figo": Path(folder) / "FiraGO.ttf", "figbo": Path(folder) / "FiraGO-Bold.ttf"}
        for name, path in named.items():
            path.write_bytes(pymupdf_fonts.myfont(name))
        first = _font("first", named["figo"], named["figbo"])
        theirs = (_font(f"own{number}", path) for number, path in enumerate(own))
        yield (first, *theirs, _font("east", east))


@contextmanager
def mono() -> Iterator[Font]:
    """Space Mono, in which every letter is equally wide: for hashes and paths."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "SpaceMono.ttf"
        path.write_bytes(pymupdf_fonts.myfont("spacemo"))
        yield _font("mono", path)


def refuse_unshown(texts: Iterable[str], known: Sequence[Font]) -> None:
    """Raise `PaperError` where no font has a letter of the texts, naming the letters."""
    letters = frozenset().union(*(font.letters for font in known))
    signs = {sign for text in texts for sign in text} - _INVISIBLE
    left = sorted(sign for sign in signs if ord(sign) not in letters)
    if left:
        named = ", ".join(
            f"{sign} (U+{ord(sign):04X} {unicodedata.name(sign, 'without a name')})"
            for sign in left[:_SHOWN]
        )
        more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
        found = f"no font at hand shows {named}{more}"
        raise PaperError("pdf", found, "--font FILE with a font that has them, or docx or txt")


def _font(name: str, regular: Path, bold: Path | None = None) -> Font:
    try:
        with regular.open("rb") as file, TTFont(file, fontNumber=0, lazy=True) as read:
            letters = frozenset(read.getBestCmap() or {})
    except (OSError, TTLibError) as error:
        found = f"{regular} cannot be read as a font: {error}"
        raise PaperError("pdf", found, "a TrueType or OpenType file") from error
    return Font(name, regular, bold, letters)
