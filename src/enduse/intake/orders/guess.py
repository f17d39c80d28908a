"""A mapping guessed from the headings of a table and from what stands under them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from enduse.intake.headings import LOOKED_AT
from enduse.intake.orders.look import ALL, MOST, Country, look
from enduse.intake.orders.mapping import SheetMap, reference
from enduse.intake.orders.settle import (
    Column,
    by_contents,
    checked,
    chosen,
    fallen_back,
    placed,
    riddles,
    worded,
)
from enduse.intake.orders.titles import KNOWN, claim
from enduse.intake.orders.writing import Written, written_in
from enduse.intake.table import Table

_GOODS = frozenset({"hs", "part_number", "description"})
_WANTED = (
    ("number", "an order number: each row is taken as an order"),
    ("date", "a date"),
    ("buyer.name", "the buyer's name"),
    ("buyer.country", "the buyer's country"),
    ("consignee.name", "a consignee: who receives the goods"),
    ("consignee.country", "the consignee's country"),
    ("end_user.name", "an end user"),
    ("hs", "HS codes"),
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A mapping of one sheet, and how it came about.

    `taken` are the columns read, each with its field, why, and how sure. `questions` are what
    only a person can answer: until then the sheet is not read. `unused` says of every other
    column why it is not read, `missing` which facts no column holds.
    """

    table: Table
    sheet: SheetMap
    taken: tuple[Column, ...]
    questions: tuple[str, ...]
    unused: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def worth(self) -> bool:
        """Whether it is a table of orders at all: it has parties, or goods of orders."""
        fields = self.sheet.fields.keys()
        party = any("." in each for each in fields)
        # What a table has questions about may be its parties or goods: it is not passed over.
        return party or bool(_GOODS & fields) or bool(self.questions)


def guess(table: Table, country: Country) -> Guess:
    """Guess how a sheet is read. Where no heading is known, nothing is taken."""
    at = _heading(table)
    titles = table.rows[at]
    below = table.rows[at + 1 :]
    cells = _columns(below, len(titles))
    columns = [
        _column(at, title, some, country=country)
        for at, (title, some) in enumerate(zip(titles, cells, strict=True))
    ]
    questions: list[str] = []
    settled = checked(placed(columns), questions)
    found = chosen(settled, questions)
    fallen_back(found, settled)
    worded(found, settled)
    by_contents(found, settled)
    riddles(found, settled, questions)
    taken = [replace(each, field=name) for name, some in found.items() for each in some]
    taken.sort(key=lambda each: each.at)
    fields: dict[str, tuple[str, ...]] = {}
    for each in taken:
        fields[each.field] = (*fields.get(each.field, ()), reference(each.at, titles))
    sheet = SheetMap(table.sheet, at + 1, fields, always=_always(taken, titles))
    sheet = replace(
        sheet, rows="orders by number" if "number" in fields else "each row an order"
    )
    written = written_in(table, sheet)
    questions += written.questions
    questions += _above(table.rows[:at], fields)
    sheet = _as_written(sheet, written)
    unused = tuple(_unused(settled, {each.at for each in taken}))
    missing = tuple(
        _says(name, says, fields)
        for name, says in _WANTED
        if name not in fields and _has(name, fields)
    )
    return Guess(table, sheet, tuple(taken), tuple(questions), unused, missing)


def _column(at: int, title: str, cells: Sequence[str], *, country: Country) -> Column:
    said = claim(title)
    return Column(at, title.strip(), said.field, look(cells, country), of_line=said.of_line)


def _as_written(sheet: SheetMap, written: Written) -> SheetMap:
    return replace(sheet, days=written.days, decimals=written.decimals)


def _above(rows: Sequence[tuple[str, ...]], fields: Mapping[str, object]) -> Iterator[str]:
    """What stands above the headings as a name and its value, as on a form of one order."""
    told: dict[str, str] = {}
    for row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        if len(cells) == 1:
            cells = [part.strip() for part in cells[0].split(":", 1)]
        for label, value in pairwise(cells):
            field = claim(label.rstrip(" :")).field
            if _of_form(field) and field not in fields and value and not claim(value).field:
                told.setdefault(field, f"{label.rstrip(' :')} {value[:40]!r}")
    whose = any("." in each for each in told) or "destination" in told
    if whose and not any(each.startswith("buyer.") for each in fields):
        yield (
            f"above the headings stands {', '.join(told.values())}: is all of it one order? "
            'Say rows = "one order", and those facts under [sheet.always]'
        )


def _of_form(field: str) -> bool:
    """Whether a fact above the headings may be of the only order below them."""
    return field in {"number", "destination"} or ("." in field and field[:6] != "seller")


def _has(name: str, fields: Mapping[str, object]) -> bool:
    """Whether a missing field is worth a word: partner functions bring parties."""
    if name == "consignee.country" and "consignee.name" not in fields:
        return False
    return not (name.partition(".")[2] and "function" in fields)


def _says(name: str, says: str, fields: Mapping[str, object]) -> str:
    addressed = any(each.startswith("consignee.") for each in fields)
    if name == "consignee.name" and addressed:
        return f"{says}; taken as the buyer, at the delivery address"
    return says


def _heading(table: Table) -> int:
    """The row among the first that holds the most known headings, the first of equals."""

    def worth(at: int) -> int:
        return len({claim(cell).field for cell in table.rows[at] if cell.strip()} - {"", KNOWN})

    looked = range(min(LOOKED_AT, len(table.rows)))
    return max(looked, key=lambda at: (worth(at), -at), default=0)


def _columns(rows: Sequence[tuple[str, ...]], width: int) -> Iterator[Sequence[str]]:
    for at in range(width):
        yield [row[at] for row in rows]


def _always(taken: Sequence[Column], titles: Sequence[str]) -> Mapping[str, str]:
    """A currency that the headings of amounts name, where no column holds one."""
    fields = {each.field for each in taken}
    codes = {claim(titles[each.at]).currency for each in taken} - {""}
    return {"currency": codes.pop()} if len(codes) == 1 and "currency" not in fields else {}


def _unused(columns: Sequence[Column], taken: set[int]) -> Iterator[str]:
    for each in columns:
        if each.at not in taken and each.look.filled:
            yield f"{each.said}: {_why_unused(each)}"


def _why_unused(column: Column) -> str:
    if column.why != "heading":
        return column.why
    if column.field.endswith(".customer_no"):
        return "somebody's own number"
    if column.field:
        said = {
            KNOWN: "known, and of no use to a check",
            "article": "your own number; a maker's part number is read",
            "total": "a total of the order: values of lines are read",
            "other_number": "the number of another paper",
            "other_date": "the day of another paper",
        }
        return said.get(column.field, f"another column is read as {column.field}")
    return "not known" + _hint(column)


def _hint(column: Column) -> str:
    """What a column of an unknown heading looks like: a person may know better."""
    found = column.look
    if found.countries >= ALL:
        return ", and looks like countries: whose?"
    if found.days >= MOST and found.digits < ALL:
        return ", and looks like days"
    if found.dotted >= MOST:
        return ", and looks like HS codes"
    return ""
