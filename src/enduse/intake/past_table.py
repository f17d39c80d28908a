"""A table of past orders or sales (CSV, XLSX, ODS, Parquet), row by row -> past lines."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from enduse.errors import OrderError
from enduse.intake import headings
from enduse.intake.headings import LOOKED_AT, Headings
from enduse.intake.past_row import NUMBERS, Columns, RowReader
from enduse.intake.past_values import (
    DayOrder,
    Sign,
    decimal_sign,
    order_of_days,
    read_day,
    read_number,
)
from enduse.intake.table import Row
from enduse.model.history import PastLine
from enduse.model.issue import Issue
from enduse.places import Places

Rows = Callable[[], Iterator[Row]]
"""The rows of a table, as often as wanted: a column is read before its cells can be."""

_GOODS = ("hs", "part_number", "description")
_SCHEMES = ("vat", "registration", "inn", "lei", "duns")
_DAYS = ("date", "changed")
_COUNTRIES = ("country", "destination", "payer_country")
_TEXTS = (
    "version", "customer", "place", "consignee", "end_user", "payer", "hs", "part_number",
    "description", "unit",
)  # fmt: skip
_REMEMBERED = 10_000
_SEPARATORS = ",;\t|"
_EXPECTED = (
    "headings such as Order, Date, Customer, Country, HS code, Part number, Quantity, Unit, "
    "Value and Currency"
)


def read_rows(
    name: str, rows: Rows, *, places: Places, issues: list[Issue]
) -> Iterator[tuple[int, PastLine | None]]:
    """Each row below the heading with its number; None for one that had to be left out.

    A row without a day is left out, and so is one with a number below zero: it gives back
    what was sold before. Any other cell that cannot be read is taken as not known. Both are
    added to `issues`.

    Raises:
        OrderError: no heading is found, there is no column of days, of customers or of goods,
            or no cell tells how the days or numbers of a column are written.
    """
    found = headings.find(list(islice(rows(), LOOKED_AT)), headings.known("history"))
    _refuse_missing(name, found, rows)
    assert found is not None  # noqa: S101  # it was refused
    issues += (
        Issue(f"{name} column {title!r}", "is not known, and was not read")
        for title in found.unknown
    )
    columns = _columns(name, found, rows)
    code_of = lru_cache(_REMEMBERED)(places.code_of)
    for number, row in enumerate(islice(rows(), found.row + 1, None), found.row + 2):
        if any(cell.strip() for cell in row):
            where = f"{name} row {number}"
            yield number, RowReader(where, columns, row, code_of, issues).line(where)
            yield from ((number, None) for _ in range(_swallowed(where, row, issues)))


def _swallowed(where: str, row: Row, issues: list[Issue]) -> int:
    """How many rows stand in a cell of a row, after a quotation mark that nobody closed."""
    least = max(1, len(row) - 1)
    inside = (line for cell in row if "\n" in cell for line in cell.splitlines()[1:])
    lost = sum(max(map(line.count, _SEPARATORS)) >= least for line in inside)
    if lost:
        says = (
            f"has a cell that holds what looks like {lost:,} more rows, which were left out: "
            "is a quotation mark not closed?"
        )
        issues.append(Issue(where, says))
    return lost


def _refuse_missing(name: str, found: Headings | None, rows: Rows) -> None:
    have = found.columns.keys() if found else ()
    missing = [field for field in ("date", "customer") if field not in have]
    if not any(field in have for field in _GOODS):
        missing.append("HS code, part number or description")
    if found is None or missing:
        titles = next((row for row in rows() if any(row)), ())
        shown = ", ".join(filter(None, titles))[:200]
        has = f"has no column of {' and none of '.join(missing)} under the headings {shown!r}"
        raise OrderError(name, has, _EXPECTED)


def _columns(name: str, found: Headings, rows: Rows) -> Columns:
    heading = next(islice(rows(), found.row, None))
    titles = {field: heading[at].strip() for field, at in found.columns.items()}
    asked = [field for field in (*_DAYS, *NUMBERS) if field in found.columns]
    seen: dict[str, set[str]] = {field: set() for field in asked}
    for row in islice(rows(), found.row + 1, None):
        for field in asked:
            at = found.columns[field]
            if at < len(row) and row[at]:
                seen[field].add(row[at].strip())
    days = {field: order_of_days(seen[field]) for field in asked if field in _DAYS}
    signs = {field: decimal_sign(seen[field]) for field in asked if field in NUMBERS}
    for field, order in days.items():
        _refuse_unsure(f"{name} column {titles[field]!r}", seen[field], order)
    told = {each for each in signs.values() if each != "either"}
    if len(told) == 1:  # one program wrote all of them
        signs = dict.fromkeys(signs, told.pop())
    for field, sign in signs.items():
        _refuse_unsure_number(f"{name} column {titles[field]!r}", seen[field], sign)
    texts, countries, schemes = (
        tuple(field for field in fields if field in found.columns)
        for fields in (_TEXTS, _COUNTRIES, _SCHEMES)
    )
    return Columns(found.columns, titles, days, signs, texts, countries, schemes)


def _refuse_unsure(where: str, texts: set[str], order: DayOrder) -> None:
    unsure = next((t for t in sorted(texts) if _two_ways(t)), None)
    if order == "either" and unsure:
        has = f"holds {unsure!r}, and no cell tells whether the day or the month stands first"
        raise OrderError(where, has, "days such as 2021-04-25")


def _two_ways(text: str) -> bool:
    return (
        read_day(text, "either") is None
        and read_day(text, "day first") is not None
        and read_day(text, "month first") is not None
    )


def _refuse_unsure_number(where: str, texts: set[str], sign: Sign) -> None:
    unsure = next((t for t in sorted(texts) if _either_number(t)), None)
    if sign == "either" and unsure:
        has = (
            f"holds {unsure!r}, and no cell tells whether its sign parts thousands or decimals"
        )
        raise OrderError(where, has, "numbers without a sign between thousands")


def _either_number(text: str) -> bool:
    return read_number(text, "either") is None and read_number(text, ".") is not None


def as_rows(rows: Sequence[Row]) -> Rows:
    """Rows that are held at once, as those that are read again."""
    return lambda: iter(rows)
