"""Goods that stand in no table: in blocks of labels, in words of transport, in sentences."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from enduse.intake.forms.goods_labels import labelled
from enduse.intake.forms.goods_rows import Row
from enduse.intake.forms.goods_table import Cell, Item
from enduse.intake.forms.goods_words import goods_words, packing_words, sum_of, unit_words

_POSITION = re.compile(
    r"\W*(?:pos(?:ition|itie|te)?|item|line|regel|ligne|poste|artikel|article)\.?"
    r"(?:\s*(?:no|nr|n°)\.?)?\s*[:#]?\s*\d{1,5}\b[.:)]?\s*(.*)",
    re.IGNORECASE,
)
_GOODS = frozenset({"description", "part_number", "hs", "article"})
_BESIDE = frozenset({
    "quantity", "value", "price", "hs", "eccn", "eu_dual_use", "part_number", "origin",
    "net_weight", "gross_weight", "manufacturer",
})  # fmt: skip
_APART = 2.6
"""Lines further apart than this, in lines, are of two blocks."""
_PART = re.compile(r"(?=[^\s,;]*\d)(?=[^\s,;]*[A-Za-z])[A-Za-z0-9][\w./+-]{3,}[A-Za-z0-9]")
_LISTED = re.compile(
    r"\W*(?:\d{1,3}[.)]\s+)?(?P<count>\d{1,3}(?:[ .,]\d{3})+(?:[.,]\d+)?|\d[\d.,]*)\s?"
    r"(?P<unit>[^\W\d]{1,6}[23²³]?\.?)\s+(?P<thing>[^\W\d_].{3,150})"
)
_STC = re.compile(r"\b(?:s\.?\s?t\.?\s?c\b\.?|said\s+to\s+contain)\s*:?\s*", re.IGNORECASE)


def blocks_in(rows: Sequence[Row]) -> list[Item]:
    """Items that begin with "Pos 10", or are blocks of labels ("Description of goods: ...")."""
    numbered = any(_POSITION.fullmatch(row.text) for row in rows)
    found: list[Item] = []
    current: Item | None = None
    for row in rows:
        begins = _POSITION.fullmatch(row.text) if numbered else None
        named, rest = labelled(begins[1] if begins else row.text, form=True)
        names = {name for name, _ in named}
        again = names if not numbered else set[str]()
        if current and _ends(current, row, again, sums=_sums(row, named)):
            current = None
        if begins or (current is None and not numbered and names & _GOODS):
            current = Item({}, row)
            found.append(current)
        if current:
            _take(current, row, named, rest=rest if numbered else "")
    return [item for item in found if _is_goods(item, numbered=numbered)]


def _sums(row: Row, named: Sequence[tuple[str, str]]) -> bool:
    sort = sum_of(row.pieces[0].text)
    return bool(sort) and not named


def _ends(item: Item, row: Row, names: set[str], *, sums: bool) -> bool:
    """Whether a row is no more of a block: another page, further below, a field again."""
    last = item.rows[-1]
    apart = row.line.top - last.line.top
    step = _step(item)
    again = bool(names & _GOODS & item.cells.keys() - {"hs"}) or "description" in names
    return row.page is not last.page or apart > _APART * step or sums or again


def _step(item: Item) -> float:
    """How far lines of a block stand apart; letters are about twice as high as wide."""
    piece = item.rows[0].pieces[0]
    wide = (piece.right - piece.left) / max(len(piece.text), 1)
    return 1.0 if wide == 1.0 or not wide else 2.2 * wide


def _take(item: Item, row: Row, named: Sequence[tuple[str, str]], *, rest: str) -> None:
    item.rows.append(row)
    for name, value in named:
        item.cells.setdefault(name, []).append(Cell(value, row))
    if rest.strip():
        item.cells.setdefault("description", []).append(Cell(rest.strip(), row))


def _is_goods(item: Item, *, numbered: bool) -> bool:
    """Whether a block is of goods: it says what they are, and something else of them."""
    named = item.cells.keys()
    return (bool(named & _GOODS) and (len(named & (_BESIDE | _GOODS)) > 1)) or (
        numbered and len(named & _BESIDE) > 1
    )


def contents_in(rows: Sequence[Row]) -> list[Item]:
    """Goods as transport papers say them: "500 CARTONS STC: ELECTRONIC COMPONENTS HS 854231"."""
    found: list[Item] = []
    for at, row in enumerate(rows):
        packed = _packed().match(row.text)
        if not packed or (found and row in found[-1].rows):
            continue
        item = Item({}, row)
        item.cells["packages"] = [Cell(f"{packed['count']} {packed['what']}", row)]
        _contents(item, row, row.text[packed.end() :])
        for below in rows[at + 1 : at + 12]:
            if _ends(item, below, set(), sums=_sums(below, ())) or _packed().match(below.text):
                break
            _contents(item, below, below.text)
        if item.cells.get("description"):
            found.append(item)
    return found


def _contents(item: Item, row: Row, text: str) -> None:
    item.rows.append(row)
    words = _STC.sub("", text).strip(" :,-")
    if words:
        item.cells.setdefault("description", []).append(Cell(words, row))


@cache
def _packed() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, packing_words()), key=len, reverse=True))
    behind = "|".join(
        sorted(map(re.escape, goods_words()["packing"]["contains"]), key=len, reverse=True)
    )
    return re.compile(
        rf"\W*(?P<count>\d[\d.,]*)\s*(?:\([^)]*\)\s*)?(?P<what>{words})(?:\(s\))?\s*"
        rf"(?:(?P<stc>{behind})(?!\w)|:)\s*:*\s*",
        re.IGNORECASE,
    )


def without_packing(text: str) -> tuple[str, str]:
    """Packages at the beginning of a description, and the rest of it.

    >>> without_packing("500 CARTONS STC: ELECTRONIC COMPONENTS")
    ('500 CARTONS', 'ELECTRONIC COMPONENTS')
    >>> without_packing("2 wire cable")
    ('', '2 wire cable')
    """
    packed = _packed().match(text)
    if not packed or not text[packed.end() :].strip():
        return "", text
    return f"{packed['count']} {packed['what']}", text[packed.end() :].strip(" :")


def sentences_in(rows: Sequence[Row]) -> list[Item]:
    """Goods in sentences and lists: "please quote 500 pcs XC7A100T-2FGG484I"."""
    listed = _listed(rows)
    if listed:
        return listed
    return [item for row in rows for item in _of_sentence(row)]


def _listed(rows: Sequence[Row]) -> list[Item]:
    """Goods line by line: "1,600 kg METHANOL"; at least two, or below words that say goods."""
    found: list[Item] = []
    said = False
    for at, row in enumerate(rows):
        listed = _LISTED.fullmatch(row.text)
        known = listed and listed["unit"].casefold().strip(".") in unit_words()
        if listed and known and not _idle().match(listed["thing"]):
            item = Item({}, row)
            item.rows.append(row)
            item.cells["quantity"] = [Cell(f"{listed['count']} {listed['unit']}", row)]
            item.cells["description"] = [Cell(listed["thing"].strip(), row)]
            found.append(item)
            said = said or (at > 0 and _says_goods(rows[at - 1].text))
    return found if said or len(found) > 1 else []


def _says_goods(text: str) -> bool:
    words = goods_words()["labels"]["description"]
    folded = text.casefold()
    return any(word in folded for word in words if " " in word)


def _of_sentence(row: Row) -> Iterator[Item]:
    text = row.text
    for found in _counted().finditer(text):
        listed = not re.search(r"\w", text[: found.start()])
        thing = _thing(found["thing"], listed=listed)
        part = _PART.search(thing)
        asked = _asked().search(text[: found.start()])
        if not thing or not (part or listed or asked) or _idle().match(thing):
            continue
        item = Item({}, row)
        item.rows.append(row)
        item.cells["quantity"] = [Cell(f"{found['count']} {found['unit'].strip()}", row)]
        item.cells["description"] = [Cell(thing, row)]
        if part:
            item.cells["part_number"] = [Cell(part.group(), row)]
        yield item


def _thing(text: str, *, listed: bool) -> str:
    """What is counted, without what the sentence says of it; in a list, commas are its own."""
    words = goods_words()["sentences"]
    ends = "|".join(map(re.escape, words["ends"]))
    comma = "[.]" if listed else "[.,]"
    cut = re.split(rf"\s(?:{ends})\s|[;!?]|{comma}(?=\s|$)|\s\(|\s{{2,}}", text, maxsplit=1)[0]
    return cut.strip(" .,:-")


@cache
def _counted() -> re.Pattern[str]:
    words = goods_words()["sentences"]
    units = "|".join(sorted(map(re.escape, words["units"]), key=len, reverse=True))
    of = "|".join(map(re.escape, words["of"]))
    return re.compile(
        rf"(?<![\w.,-])(?P<count>\d[\d.,]*)\s*(?P<unit>{units})(?!\w)\.?\s*(?:(?:{of})\s+)?"
        r"(?P<thing>(?=[\w\"'])[^\n]{2,120}?)(?=$|\s+(?:and|en|und|et|&|,)\s+\d|,\s*\d)",
        re.IGNORECASE,
    )


@cache
def _asked() -> re.Pattern[str]:
    words = "|".join(map(re.escape, goods_words()["sentences"]["asked"]))
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


@cache
def _idle() -> re.Pattern[str]:
    words = "|".join(map(re.escape, goods_words()["sentences"]["idle"]))
    return re.compile(rf"(?:{words})\b", re.IGNORECASE)
