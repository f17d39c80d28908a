"""What the cells of a row are meant as: the words of a sum, or an item nobody could read."""

import re
from collections.abc import Mapping, Sequence

from enduse.intake.forms.goods_rows import Row
from enduse.intake.forms.goods_words import FIGURES, unit_words
from enduse.intake.orders.cells import currency_of
from enduse.model.paper import Piece

_PART = re.compile(r"[A-Za-z]+[ ./_-]?\d[\w./-]*")
_CODED = ("part_number", "article")
_MANY = 3
"""Fewer numbers without words may be a sum that nobody named."""


def announced(row: Row, cells: Mapping[str, Sequence[Piece]]) -> str:
    """The words that may announce a sum: a part number is none of them ("GW120-00")."""
    worded = [piece for piece in row.pieces if any(map(str.isalpha, piece.text))]
    codes = [p for name in _CODED for p in cells.get(name, ()) if _PART.fullmatch(p.text)]
    others = [piece.text for piece in worded if piece not in codes]
    return next(iter(others or [piece.text for piece in worded]), "")


def meant_as_item(cells: Mapping[str, Sequence[Piece]], least: int) -> bool:
    """Whether a code and words stand there, and something in `least` columns of numbers.

    A unit or a currency below a number does not count ("pcs" below "500").
    """
    codes = " ".join(p.text for name in (*_CODED, "hs") for p in cells.get(name, ()))
    if not any(map(str.isdigit, codes)) or "description" not in cells:
        return False
    texts = [cells[name][0].text for name in FIGURES & cells.keys()]
    return sum(not is_unit(text) for text in texts) >= least


def numbers_alone(filled: frozenset[str], pattern: frozenset[str]) -> bool:
    """Whether every number that an item has stands there: ask it of a row without words."""
    return len(filled & pattern) == len(pattern) >= _MANY


def is_unit(text: str) -> bool:
    """Whether a cell is a unit or a currency."""
    return bool(currency_of(text)) or text.strip(" .").casefold() in unit_words()
