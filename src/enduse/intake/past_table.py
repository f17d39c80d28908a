"""A table of past orders or sales (CSV, XLSX, ODS, Parquet), row by row -> past lines."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from enduse.errors import OrderError
from enduse.intake import headings
from enduse.intake.headings import LOOKED_AT, Headings
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
_NUMBERS = ("quantity", "value", "price")
_COUNTRIES = ("country", "destination", "payer_country")
_TEXTS = (
    "version", "customer", "place", "consignee", "end_user", "payer", "hs", "part_number",
    "description", "unit",
)  # fmt: skip
_MAX_TEXT = 20_000
_CURRENCY = 3
_EXPECTED = (
    "headings such as Order, Date, Customer, Country, HS code, Part number, Quantity, Unit, "
    "Value and Currency"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands, what its heading is, and how days and numbers are written."""

    at: Mapping[str, int]
    titles: Mapping[str, str]
    days: Mapping[str, DayOrder]
    signs: Mapping[str, Sign]

    def cell(self, row: Row, field: str) -> str:
        """The text of a field in a row; empty where the row has none."""
        at = self.at.get(field)
        return row[at].strip()[:_MAX_TEXT] if at is not None and at < len(row) else ""


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
    for number, row in enumerate(islice(rows(), found.row + 1, None), found.row + 2):
        if any(cell.strip() for cell in row):
            reader = _Reader(f"{name} row {number}", columns, row, places, issues)
            yield number, reader.line(f"{name} row {number}")


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
    asked = [field for field in (*_DAYS, *_NUMBERS) if field in found.columns]
    seen: dict[str, set[str]] = {field: set() for field in asked}
    for row in islice(rows(), found.row + 1, None):
        for field in asked:
            at = found.columns[field]
            if at < len(row) and row[at]:
                seen[field].add(row[at].strip())
    days = {field: order_of_days(seen[field]) for field in asked if field in _DAYS}
    signs = {field: decimal_sign(seen[field]) for field in asked if field in _NUMBERS}
    for field, order in days.items():
        _refuse_unsure(f"{name} column {titles[field]!r}", seen[field], order)
    told = {each for each in signs.values() if each != "either"}
    if len(told) == 1:  # one program wrote all of them
        signs = dict.fromkeys(signs, told.pop())
    for field, sign in signs.items():
        _refuse_unsure_number(f"{name} column {titles[field]!r}", seen[field], sign)
    return Columns(found.columns, titles, days, signs)


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


@dataclass(slots=True)
class _Reader:
    """One row: cells are taken by field, and what cannot be read becomes an issue."""

    where: str
    columns: Columns
    row: Row
    places: Places
    issues: list[Issue]

    def line(self, label: str) -> PastLine | None:
        """The row as a past line; None where it has to be left out."""
        day = self._day("date")
        if day is None:
            if not self.columns.cell(self.row, "date"):
                self._trouble("date", "; the row was left out", expected="a day")
            return None
        quantity, value, price = (self._number(field) for field in _NUMBERS)
        if any(number is not None and number < 0 for number in (quantity, value)):
            self.issues.append(
                Issue(self.where, "gives goods back (below 0), and was left out")
            )
            return None
        if value is None and price is not None and quantity is not None:
            value = price * quantity
        texts = {field: self.columns.cell(self.row, field) or None for field in _TEXTS}
        countries = {field: self._country(field) for field in _COUNTRIES}
        return PastLine(
            order=self.columns.cell(self.row, "order") or label,
            day=day,
            changed=self._day("changed"),
            ids=tuple(self._ids()),
            currency=self._currency(),
            quantity=quantity,
            value=value,
            **texts,
            **countries,
        )

    def _ids(self) -> Iterator[tuple[str, str]]:
        for scheme in _SCHEMES:
            if text := self.columns.cell(self.row, scheme):
                yield scheme, text

    def _day(self, field: str) -> date | None:
        text = self.columns.cell(self.row, field)
        day = read_day(text, self.columns.days[field]) if text else None
        if text and day is None:
            after = "; the row was left out" if field == "date" else "; taken as not known"
            self._trouble(field, after, expected="a day such as 2021-04-25")
        return day

    def _number(self, field: str) -> float | None:
        text = self.columns.cell(self.row, field)
        number = read_number(text, self.columns.signs[field]) if text else None
        if text and number is None:
            self._trouble(field, "; taken as not known", expected="a number")
        return number

    def _country(self, field: str) -> str | None:
        text = self.columns.cell(self.row, field)
        found = self.places.code_of(text) if text else None
        if text and found is None:
            self._trouble(field, "; taken as not known", expected="a country or its code")
        return found

    def _currency(self) -> str | None:
        text = self.columns.cell(self.row, "currency").upper()
        if text and not (len(text) == _CURRENCY and text.isascii() and text.isalpha()):
            self._trouble("currency", "; taken as not known", expected="three letters: EUR")
            return None
        return text or None

    def _trouble(self, field: str, after: str, *, expected: str) -> None:
        text = self.columns.cell(self.row, field)
        title = self.columns.titles[field]
        says = f"column {title!r} is {text[:60]!r}; expected {expected}{after}"
        self.issues.append(Issue(self.where, says))


def as_rows(rows: Sequence[Row]) -> Rows:
    """Rows that are held at once, as those that are read again."""
    return lambda: iter(rows)
