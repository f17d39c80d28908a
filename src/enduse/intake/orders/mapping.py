"""Which column of a table of orders holds which field: a small TOML, and bound to a table."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from enduse.errors import OrderError
from enduse.intake.orders.titles import LINE_FIELDS, roles, words
from enduse.intake.past_values import DayOrder, Sign
from enduse.intake.table import Row, Table

Rows = Literal["orders by number", "each row an order", "one order"]
"""What a row is: part of the order whose number it bears, an order, or part of the only one."""

FIELDS = frozenset((
    "number", "date", "item", "function", "end_use", "terms", "notes", "destination", "place",
    "departure", "price", "per", *LINE_FIELDS,
))  # fmt: skip
"""Fields of an order and its lines. Those of parties are a role and what is said of it."""
OF_LINE = frozenset((*LINE_FIELDS, "item", "price", "per"))
_ALWAYS = frozenset(
    {"number", "date", "end_use", "terms", "notes", "destination", "departure", "currency"}
)
_COLUMN = re.compile(r"column ([A-Z]{1,3})")
_SHEET = ("sheet", "heading", "rows", "days", "decimals", "fields", "always")
_DAYS = get_args(DayOrder)
_SIGNS = get_args(Sign)


@dataclass(frozen=True, slots=True)
class SheetMap:
    """How one sheet is read.

    `heading` is the row of the headings, from 1; 0 where there is none. `fields` names the
    columns of each field by heading, or as "column C". `always` is what every order has and
    no column says ("seller.country": "NL").
    """

    sheet: str = ""
    heading: int = 1
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: Rows = "orders by number"
    days: DayOrder = "either"
    decimals: Sign = "either"
    always: Mapping[str, str] = field(default_factory=dict)

    def bound(self, table: Table) -> Mapping[str, tuple[int, ...]]:
        """The columns of each field, from 0.

        Raises:
            OrderError: the table has no such heading, or has it several times.
        """
        titles = table.rows[self.heading - 1] if 0 < self.heading <= len(table.rows) else ()
        where = place(table)
        found = {
            name: tuple(_column(where, title, titles) for title in some)
            for name, some in self.fields.items()
        }
        width = len(table.rows[0])
        beyond = next((name for name, some in found.items() if max(some) >= width), None)
        if beyond is not None:
            has = f"has {width} columns, and none for {beyond}"
            raise OrderError(where, has, f"up to column {letters(width - 1)}")
        return found


@dataclass(frozen=True, slots=True)
class Plan:
    """How a file is read: its sheets, and where it comes from ("map.toml", with its hash)."""

    sheets: tuple[SheetMap, ...]
    name: str = ""
    sha256: str = ""


def place(table: Table) -> str:
    """A table in words: "orders.xlsx sheet Orders"."""
    return f"{table.name} sheet {table.sheet}" if table.sheet else table.name


def letters(column: int) -> str:
    """The letters of a column, counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    found = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def is_field(name: str) -> bool:
    """Whether a mapping may speak of this field."""
    role, sign, attribute = name.partition(".")
    if not sign:
        return name in FIELDS
    return role in roles() and attribute in words()["attributes"] and attribute != "customer_no"


def reference(column: int, titles: Row) -> str:
    """How a mapping names a column: by its heading where no other has the same."""
    title = titles[column].strip() if column < len(titles) else ""
    same = sum(each.strip().casefold() == title.casefold() for each in titles)
    alone = title and same == 1 and not _COLUMN.fullmatch(title) and title.isprintable()
    return title if alone else f"column {letters(column)}"


def written(mapping: Plan, remarks: Sequence[str] = ()) -> str:
    """A mapping as TOML, with remarks as comments at its beginning."""
    text = [
        "# How to read a table of orders: which heading holds which field.",
        *map(_comment, remarks),
    ]
    for each in mapping.sheets:
        text += ["", "[[sheet]]"]
        if each.sheet:
            text.append(f"sheet = {_quoted(each.sheet)}")
        text += [f"heading = {each.heading}", f"rows = {_quoted(each.rows)}"]
        text += [f"days = {_quoted(each.days)}"] if each.days != "either" else []
        text += [f"decimals = {_quoted(each.decimals)}"] if each.decimals != "either" else []
        for name in ("fields", "always"):
            some: Mapping[str, Any] = getattr(each, name)
            text += [f"[sheet.{name}]"] if some or name == "fields" else []
            text += [f"{key} = {_value(value)}" for key, value in some.items()]
    return "\n".join(text) + "\n"


def read_mapping(name: str, data: bytes) -> Plan:
    """A mapping from its TOML.

    Raises:
        OrderError: it is no TOML, or says what no mapping says.
    """
    try:
        said = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise OrderError(
            name, f"is no TOML ({trouble})", "a mapping, as --save-mapping writes"
        ) from trouble
    sheets = said.pop("sheet", None)
    if said or not isinstance(sheets, list) or not sheets:
        found = f"says {', '.join(said) or 'nothing of a sheet'}"
        raise OrderError(name, found, "[[sheet]] and what is in it, once for each sheet")
    read = tuple(_sheet(f"{name} sheet {at}", each) for at, each in enumerate(sheets, 1))
    return Plan(read, name, hashlib.sha256(data).hexdigest())


def _sheet(where: str, said: Any) -> SheetMap:  # noqa: ANN401  # TOML
    if not isinstance(said, dict):
        raise OrderError(where, "is no table", "[[sheet]] and what is in it")
    for key in said:
        if key not in _SHEET:
            raise OrderError(where, f"says {key!r}", " or ".join(_SHEET))
    fields = {name: _titles(where, name, each) for name, each in _flat(said.get("fields", {}))}
    always = dict(_flat(said.get("always", {})))
    rows: Rows = _one_of(where, said, "rows", choices=get_args(Rows))
    _refuse_fields(where, fields, always, rows=rows)
    heading = said.get("heading", 1)
    if not isinstance(heading, int) or isinstance(heading, bool) or heading < 0:
        raise OrderError(where, f"has the heading {heading!r}", "a row, from 1; 0 for none")
    return SheetMap(
        sheet=str(said.get("sheet", "")),
        heading=heading,
        fields=fields,
        rows=rows,
        days=_one_of(where, {"days": "either", **said}, "days", choices=_DAYS),
        decimals=_one_of(where, {"decimals": "either", **said}, "decimals", choices=_SIGNS),
        always=always,
    )


def _refuse_fields(
    where: str, fields: Mapping[str, Any], always: Mapping[str, Any], *, rows: Rows
) -> None:
    for name in (*fields, *always):
        if not is_field(name):
            expected = f"one of {', '.join(sorted(FIELDS))}, or a party's such as buyer.name"
            raise OrderError(where, f"speaks of the field {name!r}", expected)
    if "number" in always and rows != "one order":
        found = "gives one number to all orders of a table"
        raise OrderError(where, found, 'rows = "one order", or a column of numbers')
    for name, each in always.items():
        if not isinstance(each, str) or not ("." in name or name in _ALWAYS):
            expected = f"a text for one of {', '.join(sorted(_ALWAYS))}, or of a party"
            raise OrderError(where, f"gives always {name} = {each!r}", expected)


def _one_of(where: str, said: Mapping[str, Any], key: str, *, choices: tuple[Any, ...]) -> Any:  # noqa: ANN401
    value = said.get(key, choices[0])
    if value not in choices:
        expected = " or ".join(map(repr, choices))
        raise OrderError(where, f"has {key} = {value!r}", expected)
    return value


def _titles(where: str, name: str, said: object) -> tuple[str, ...]:
    some = [said] if isinstance(said, str) else said
    if (
        not isinstance(some, list)
        or not some
        or not all(isinstance(each, str) for each in some)
    ):
        raise OrderError(where, f"has {name} = {said!r}", "a heading, or a list of them")
    return tuple(some)


def _flat(said: object, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, each in said.items() if isinstance(said, dict) else ():
        if isinstance(each, dict):
            yield from _flat(each, f"{before}{name}.")
        else:
            yield f"{before}{name}", each


def _column(where: str, title: str, titles: Row) -> int:
    bare = _folded(title)
    found = [at for at, each in enumerate(titles) if _folded(each) == bare]
    if len(found) == 1:
        return found[0]
    lettered = _COLUMN.fullmatch(title)
    if lettered and not found:
        number = 0
        for letter in lettered[1]:
            number = number * 26 + ord(letter) - 64
        return number - 1
    has = f"has {len(found)} columns {title!r}" if found else f"has no column {title!r}"
    seen = ", ".join(repr(each.strip()) for each in titles if each.strip())[:300]
    raise OrderError(where, has, f'one of {seen}, or "column C"')


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return _quoted(value[0]) if len(value) == 1 else f"[{', '.join(map(_quoted, value))}]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    """A text as TOML writes it: JSON's escapes are among TOML's, but for the letters kept."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    return "# " + " ".join(each if each.isprintable() else " " for each in text.split("\n"))
