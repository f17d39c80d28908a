"""Numbers of articles that stand in the words of goods: above them, or before them."""

import re
from collections.abc import Sequence

from enduse.intake.forms.goods_labels import labelled
from enduse.intake.forms.goods_table import Cell, Item

_SIZE = r"(?:[A-Za-z]{1,2}\d+(?:[x×X][\d.,]+)*|[\d.,]+[^\W\d_]{1,3})(?:\s|$|-)"
_CODE = rf"(?=\S*\d)(?=\S*[^\W\d_])(?!{_SIZE})[^\W_][\w./+#-]{{3,}}"
"""Letters and digits in one word; no size ("DN25", "M12x40") and no measure ("24VDC")."""
_ALONE = re.compile(rf"[\[(]?({_CODE})[\])]?:?")
_BRACKETED = re.compile(r"\[([^\[\]\s]{2,40})\]\s+(?=\w)(.+)")
_PARTED = re.compile(rf"({_CODE})\s*(?:\s[-–—]\s|:\s|\s\|\s|\s/\s)\s*(?=\w)(.+)")
_BEFORE = re.compile(rf"({_CODE})\s+(?=[^\W\d_]{{2}})(.+)")
_JOINED = re.compile(r"[^\W_]+-[^\W_]+|[^\W\d_]*\d{3,}|(?:[^\W\d_]+\d+){2,}")
_NUMBERS = frozenset({"part_number", "article"})


def uncoded(items: Sequence[Item]) -> None:
    """Take the numbers of articles out of the words of each table that has no column of them.

    All items of a table must have one in the same way: one that begins with letters and
    digits may be called so. Without a sign between, at least two must.
    """
    tables: dict[int, list[Item]] = {}
    for item in items:
        tables.setdefault(id(item.columns), []).append(item)
    for some in tables.values():
        if some[0].columns and not any(_numbered(item) for item in some):
            _take_all(some)


def _numbered(item: Item) -> bool:
    words = item.cells.get("description", ())
    named = {name for cell in words for name, _ in labelled(cell.text)[0]}
    return bool(_NUMBERS & (item.columns.keys() | item.cells.keys() | named))


def _take_all(items: Sequence[Item]) -> None:
    for way in (_above, _bracketed, _parted, _before):
        # A narrow column lets a code before the words stand above them.
        found = [way(item) or _above(item) for item in items]
        enough = way is not _before or len({code for code, _ in filter(None, found)}) > 1
        if not enough or not all(found):
            continue
        for item, each in zip(items, found, strict=True):
            if each:
                _take(item, *each)
        return


def _take(item: Item, code: str, rest: str) -> None:
    words = item.cells["description"]
    item.cells["article"] = [Cell(code, words[0].row)]
    words[:1] = [Cell(rest, words[0].row)] if rest else []


def _first(item: Item) -> str:
    words = item.cells.get("description", ())
    return words[0].text if words else ""


def _above(item: Item) -> tuple[str, str] | None:
    """A code on a line of its own, with words below it."""
    found = _ALONE.fullmatch(_first(item))
    below = [cell.text for cell in item.cells.get("description", ())[1:]]
    said = any(re.search(r"[^\W\d_]{3}", labelled(text)[1]) for text in below)
    return (found[1], "") if found and said else None


def _bracketed(item: Item) -> tuple[str, str] | None:
    found = _BRACKETED.fullmatch(_first(item))
    return (found[1], found[2]) if found else None


def _parted(item: Item) -> tuple[str, str] | None:
    found = _PARTED.fullmatch(_first(item))
    return (found[1], found[2]) if found else None


def _before(item: Item) -> tuple[str, str] | None:
    found = _BEFORE.fullmatch(_first(item))
    return (found[1], found[2]) if found and _JOINED.match(found[1]) else None
