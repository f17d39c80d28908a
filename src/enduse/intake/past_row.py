"""One row of a table of past orders -> a past line, with an issue for each bad cell."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from enduse.intake.past_values import DayOrder, Sign, read_day, read_number
from enduse.intake.table import Row
from enduse.model.history import PastLine
from enduse.model.issue import Issue

NUMBERS = ("quantity", "value", "price")
_MAX_TEXT = 20_000
_CURRENCY = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands, what its heading is, and how days and numbers are written.

    `texts`, `countries` and `schemes` are the fields of these sorts that the table has.
    """

    at: Mapping[str, int]
    titles: Mapping[str, str]
    days: Mapping[str, DayOrder]
    signs: Mapping[str, Sign]
    texts: tuple[str, ...]
    countries: tuple[str, ...]
    schemes: tuple[str, ...]

    def cell(self, row: Row, field: str) -> str:
        """The text of a field in a row; empty where the row has none."""
        at = self.at.get(field)
        return row[at].strip()[:_MAX_TEXT] if at is not None and at < len(row) else ""


@dataclass(slots=True)
class RowReader:
    """One row: cells are taken by field, and what cannot be read becomes an issue."""

    where: str
    columns: Columns
    row: Row
    code_of: Callable[[str], str | None]
    issues: list[Issue]

    def line(self, label: str) -> PastLine | None:
        """The row as a past line; None where it has to be left out."""
        day = self._day("date")
        if day is None:
            if not self.columns.cell(self.row, "date"):
                self._trouble("date", "; the row was left out", expected="a day")
            return None
        quantity, value, price = (self._number(field) for field in NUMBERS)
        if any(number is not None and number < 0 for number in (quantity, value)):
            self.issues.append(
                Issue(self.where, "gives goods back (below 0), and was left out")
            )
            return None
        if value is None and price is not None and quantity is not None:
            value = price * quantity
        cell = self.columns.cell
        texts = {field: cell(self.row, field) or None for field in self.columns.texts}
        countries = {field: self._country(field) for field in self.columns.countries}
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
        for scheme in self.columns.schemes:
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
        found = self.code_of(text) if text else None
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
