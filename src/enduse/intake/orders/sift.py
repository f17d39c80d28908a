"""Rows of a table that are none of an order: empty, headings again, totals, words around it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from enduse.intake.orders.cells import FIGURES, is_empty, number_in
from enduse.intake.orders.mapping import SheetMap
from enduse.intake.orders.titles import claim, words
from enduse.intake.past_values import Sign
from enduse.intake.table import Row, Table, filled, plain, rows_in

_NEVER_TOTAL = ("hs", "part_number", "eccn", "eu_dual_use")
_BEHIND_TOTAL = re.compile(
    r"[\s:]*(?:[A-Z]{3}|[€$£]|\(?(?:excl|incl|ex|inc|zzgl|inkl|ht|ttc)\b.*|[\d.,\s€$£-]*)[\s:]*"
)
_LONGEST = 80  # letters of a cell that may be the word before a total
_NEAR = 0.005
_FEWEST, _MOSTLY = 3, 0.7  # cells that make a row one of headings
_FOOT = 3  # rows at the end that may be words below the table


@dataclass(frozen=True, slots=True)
class Sifted:
    """A row, from 1, with its cells by field. `why` says why it is none of an order.

    `lost` is true where such a row may have been one: a person has to look.
    """

    number: int
    cells: Mapping[str, str]
    why: str = ""
    lost: bool = False


def sift(
    table: Table,
    sheet: SheetMap,
    *,
    columns: Mapping[str, tuple[int, ...]],
    signs: Mapping[str, Sign],
) -> Iterator[Sifted]:
    """Every row of a sheet, each once, in order."""
    read = {at for some in columns.values() for at in some}
    rows, _ = filled(table, below=sheet.heading, columns=read)
    around = _Around(table, sheet, read, _shifted(table, sheet.heading))
    foot = _foot(rows)
    running = 0.0
    for number, row in enumerate(rows, 1):
        cells = _cells(row, columns)
        why, lost = around.why(table.rows[number - 1], number)
        value = number_in(cells.get("value", ""), signs.get("value", "either"))
        if not why and _is_total(row, cells, columns):
            why = "a total"
        elif not why and cells and cells.keys() <= {*FIGURES, "currency", "unit"}:
            why, lost = _only_figures(value, running)
        elif not why and not cells:
            why = "nothing in a column that is read"
        elif not why and number > foot and len(cells) == 1 and _is_prose(row):
            why = "words below the table"
        if not why:
            running += value or 0
        yield Sifted(number, cells, why, lost)


def _cells(row: Row, columns: Mapping[str, tuple[int, ...]]) -> Mapping[str, str]:
    """The cells that say anything; of a field with several columns, their texts together."""
    found = {}
    for field, some in columns.items():
        texts = (plain(row[at]) for at in some)
        said = list(dict.fromkeys(text for text in texts if not is_empty(text)))
        if said:
            found[field] = "; ".join(said)
    return found


@dataclass(slots=True)
class _Around:
    """What stands around the rows of one table: its headings, once or more, and other tables.

    `shifted` are rows with more cells than headings, as a separator inside a cell makes.
    `second` is the row of other headings that the rows gone by stand under, 0 for none.
    """

    table: Table
    sheet: SheetMap
    read: set[int]
    shifted: frozenset[int] = frozenset()
    second: int = 0

    def why(self, row: Row, number: int) -> tuple[str, bool]:
        """Why a row is none of the table, and whether it may be an order all the same."""
        if not any(cell.strip() for cell in row):
            return "empty", False
        if number < self.sheet.heading:
            return "above the headings", False
        if number == self.sheet.heading:
            return "the headings", False
        return self._below(row, number)

    def _below(self, row: Row, number: int) -> tuple[str, bool]:
        if self.sheet.heading and self._again(row):
            self.second = 0
            return "the headings again", False
        if self.sheet.heading and _is_headings(row):
            self.second = number
        if self.second:
            return (
                f"a second table begins in row {self.second}; expected a sheet for each",
                True,
            )
        width = sum(bool(cell.strip()) for cell in self._titles)
        inside = sum(rows_in(cell, self.table.separator, max(_FEWEST, width)) for cell in row)
        if inside:
            return f"holds what looks like {inside:,} more rows: is a quote not closed?", True
        if number in self.shifted:
            return "has more cells than headings: is one with a separator not quoted?", True
        return "", False

    @property
    def _titles(self) -> Row:
        return self.table.rows[self.sheet.heading - 1] if self.sheet.heading else ()

    def _again(self, row: Row) -> bool:
        """Whether the headings stand there again, or others of the same fields."""
        if _bare(row) == _bare(self._titles):
            return True
        same = (claim(row[at]).field == claim(self._titles[at]).field for at in self.read)
        return _is_headings(row) and all(same)


def _shifted(table: Table, heading: int) -> frozenset[int]:
    """Rows of a text that say something behind the last heading, where most do not."""
    if not heading or not table.cells:
        return frozenset()
    width = table.cells[heading - 1]
    below = range(heading + 1, len(table.rows) + 1)
    found = [n for n in below if any(cell.strip() for cell in table.rows[n - 1][width:])]
    # Where most rows have such a cell, a column lacks its heading.
    return frozenset(found) if len(found) * 2 <= len(below) else frozenset()


def _is_headings(row: Row) -> bool:
    """Whether a row holds headings: several cells, and hardly any that is none."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(cells) < _FEWEST or not claim(cells[0]).field:
        return False
    return sum(bool(claim(each).field) for each in cells) > _MOSTLY * len(cells)


def _bare(row: Row) -> tuple[str, ...]:
    return tuple(cell.strip().casefold() for cell in row)


def _is_total(
    row: Row, cells: Mapping[str, str], columns: Mapping[str, tuple[int, ...]]
) -> bool:
    """A row that sums up others: its words say so, and nothing in it is goods or a name."""
    labels = [
        at for at, cell in enumerate(row) if cell and len(cell) < _LONGEST and _sums(cell)
    ]
    if not labels or any(field in cells for field in _NEVER_TOTAL):
        return False
    label = labels[0]
    others = (
        field for field in cells
        if "." in field or field in {"number", "description", "date"}
    )  # fmt: skip
    return all(label in columns[field] or _is_count(cells[field], field) for field in others)


def _is_count(text: str, field: str) -> bool:
    """A subtotal may name the order that it sums up."""
    return field == "number" and bool(text)


@lru_cache(20_000)  # columns say the same again and again
def _sums(text: str) -> bool:
    """Whether a text says that it is a total: a "Total station" is not one.

    >>> _sums("Totaal EUR:"), _sums("Total station")
    (True, False)
    """
    bare = " ".join(text.casefold().replace("-", " ").split())
    for word in _totals():
        if bare.startswith(word):
            rest = text.strip()[len(word) :]
            return not rest or bool(_BEHIND_TOTAL.fullmatch(rest)) or _names_order(rest)
    return False


def _names_order(rest: str) -> bool:
    """As in "Total order 1001": a word and a number."""
    return bool(re.fullmatch(r"[\s:]+(?:\w+\s+)?[A-Za-z]{0,4}[-/]?\d[\w/-]*:?", rest))


@cache
def _totals() -> Sequence[str]:
    return sorted(words()["totals"]["words"], key=len, reverse=True)


def _only_figures(value: float | None, running: float) -> tuple[str, bool]:
    if value is not None and running and abs(value - running) <= _NEAR * max(1, abs(running)):
        return "a total without a word: its value is the sum of the rows above", False
    return "holds only numbers: neither whose nor of what", True


def _foot(rows: Sequence[Row]) -> int:
    """The row behind which words may stand that belong to no column."""
    filled_rows = [at for at, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    return filled_rows[-_FOOT - 1] if len(filled_rows) > _FOOT else (filled_rows or [0])[0]


def _is_prose(row: Row) -> bool:
    """One cell of several words, and nothing else."""
    texts = [cell.strip() for cell in row if cell.strip()]
    return len(texts) == 1 and len(texts[0].split()) > 2  # noqa: PLR2004  # words
