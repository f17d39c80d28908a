"""How the days and numbers of a sheet are written: each column by its own cells first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from enduse.intake.orders.cells import FIGURES, bare_number
from enduse.intake.orders.mapping import SheetMap
from enduse.intake.past_values import (
    DayOrder,
    Sign,
    decimal_sign,
    order_of_days,
    read_day,
    read_number,
)
from enduse.intake.table import Table


@dataclass(frozen=True, slots=True)
class Written:
    """How days and numbers of a sheet are written where a column does not say so itself.

    `of_days` and `signs` are those of the columns, by field. A cell that could be read in
    two ways, and of which neither its column nor another tells which, is a question.
    """

    days: DayOrder
    decimals: Sign
    of_days: Mapping[str, DayOrder]
    signs: Mapping[str, Sign]
    questions: tuple[str, ...]


def written_in(table: Table, sheet: SheetMap) -> Written:
    """Look at the days and numbers of a sheet. What the mapping says decides what is open."""
    seen = _seen(table, sheet)
    of_days: dict[str, DayOrder] = {
        field: order_of_days(cells) for field, cells in seen.items() if field == "date"
    }
    signs: dict[str, Sign] = {
        field: decimal_sign(cells) for field, cells in seen.items() if field != "date"
    }
    told = {each for each in signs.values() if each != "either"}
    decimals: Sign = sheet.decimals
    if decimals == "either" and len(told) == 1:
        decimals = told.pop()  # one program wrote all of them
    days: DayOrder = sheet.days
    if days == "either":
        days = of_days.get("date", "either")
    if days == "either" and decimals == ",":
        days = "day first"  # the month comes first in the United States, with decimal points
    signs = {field: decimals if each == "either" else each for field, each in signs.items()}
    of_days = {field: days if each == "either" else each for field, each in of_days.items()}
    asked = _questions(seen, of_days=of_days, signs=signs)
    return Written(days, decimals, of_days, signs, tuple(asked))


def _seen(table: Table, sheet: SheetMap) -> Mapping[str, Sequence[str]]:
    """The different cells of each column of days and numbers; stored numbers need no sign."""
    columns = sheet.bound(table)
    found: dict[str, Sequence[str]] = {}
    for field in ("date", *FIGURES):
        for at in columns.get(field, ())[:1]:
            cells = (
                row[at].strip()
                for number, row in enumerate(table.rows[sheet.heading :], sheet.heading + 1)
                if (number, at + 1) not in table.marks.fractions
            )
            clean = str.strip if field == "date" else bare_number
            found[field] = list(dict.fromkeys(clean(cell) for cell in cells if cell))
    return found


def _questions(
    seen: Mapping[str, Sequence[str]], *, of_days: Mapping[str, DayOrder],
    signs: Mapping[str, Sign],
) -> Iterator[str]:  # fmt: skip
    for field, cells in seen.items():
        if field == "date" and of_days[field] == "either":
            unsure = next((c for c in cells if _two_days(c)), None)
            if unsure:
                yield (
                    f"is {unsure!r} written with the day or the month first? No cell tells. "
                    ' Say days = "day first" or "month first"'
                )
        if field != "date" and signs[field] == "either":
            unsure = next((c for c in cells if _two_numbers(c)), None)
            if unsure:
                yield (
                    f"does the sign in {unsure!r} ({field}) part thousands or "
                    'decimals? No cell tells. Say decimals = "," or "."'
                )


def _two_days(text: str) -> bool:
    return (
        read_day(text, "either") is None
        and read_day(text, "day first") is not None
        and read_day(text, "month first") is not None
    )


def _two_numbers(text: str) -> bool:
    return read_number(text, "either") is None and read_number(text, ".") is not None
