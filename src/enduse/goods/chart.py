"""What the Commerce Country Chart and the Country Groups say of a destination.

A mark says that a licence is asked for, for that reason. No mark says little: other parts of
the rules may ask for one all the same, and rows under embargo have no marks at all.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Self

from enduse.errors import ListError

_COLUMN = re.compile(r"\b(CB|NP|NS|MT|RS|FC|CC|AT)\s+Column\s+([123])\b", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:entire|whole) entry\b", re.IGNORECASE)
# Words, ranges ("b.2 to b.4") and other entries that leave open what a list is of.
_OPEN = re.compile(
    r"\b(?:except|excluding|unless|other|not|but|all|any|through|items? that)\b"
    r"|\.[a-z0-9]+\s+to\s|(?:,|\band|\bor)\s+\.?\d{1,2}\b|[a-z0-9]\s*[-–—]\s*\.?[a-z]\.|\b\d[A-E]\d{3}\b",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(
    r"(?<![\w.])(?:\.(?=[a-z])|(?=[a-z]\.\d))([a-z](?:\.(?:\d{1,2}|[a-z]))*)(?!\w)"
    r"|(?:,|\band|\bor)\s+([a-z])(?![\w'’.-])",
    re.IGNORECASE,
)
CHART, GROUPS = "us_country_chart", "us_country_groups"
FOLLOWS = {"HK": "CN"}
"""Hong Kong has no row of its own: the chart's own note sends it to China's."""


@dataclass(frozen=True, slots=True)
class Row:
    """A destination: its marks ("NS 1"), its footnotes, and where an embargo is stated."""

    name: str
    marks: frozenset[str]
    footnotes: tuple[str, ...] = ()
    pointer: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a destination's row says of one reason for control.

    `says` is "marked", "not marked", "embargo" (the row has no marks and points elsewhere) or
    "elsewhere" (the entry names no column: its own words, `where`, decide).
    """

    column: str | None
    says: Literal["marked", "not marked", "embargo", "elsewhere"]


Reach = Literal["whole", "others", "perhaps"]
"""What of an entry a reason is for, seen from one paragraph; "perhaps" leaves it open."""


@dataclass(frozen=True, slots=True)
class CountryChart:
    """The chart: rows by the name that it gives a country."""

    rows: Mapping[str, Row]
    columns: tuple[str, ...]

    @classmethod
    def read(cls, plain: object) -> Self:
        """The chart from JSON values: "countries", "columns", "embargoed", "footnotes".

        Raises:
            ListError: it is not of that form.
        """
        try:
            return cls._read(plain)  # type: ignore[arg-type]  # proved by reading it
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ListError(
                CHART, f"has another form ({error!r})", "countries, columns and footnotes"
            ) from error

    @classmethod
    def _read(cls, plain: Mapping[str, object]) -> Self:
        notes = {str(n): str(text) for n, text in dict(plain.get("footnotes") or {}).items()}  # type: ignore[call-overload]
        columns = tuple(map(str, plain["columns"]))  # type: ignore[call-overload]
        rows: dict[str, Row] = {}
        for name, row in dict(plain["countries"]).items():  # type: ignore[call-overload]
            marks = frozenset(map(str, row["marks"]))
            if odd := marks - set(columns):
                raise ValueError(f"{name} has a mark in {min(odd)!r}")
            rows[name] = Row(name, marks, _notes(row, notes))
        for name, row in dict(plain.get("embargoed") or {}).items():  # type: ignore[call-overload]
            rows[name] = Row(name, frozenset(), _notes(row, notes), str(row["pointer"]))
        return cls(rows, columns)

    def by_code(self, code_of: Callable[[str], str | None]) -> dict[str, Row]:
        """Rows by the code of their country, as `code_of` reads names; others are left out."""
        found = ((code_of(name), row) for name, row in self.rows.items())
        return {code: row for code, row in found if code}


def _notes(row: Mapping[str, object], notes: Mapping[str, str]) -> tuple[str, ...]:
    given = row.get("footnotes") or ()
    return tuple(notes.get(str(n), f"footnote {n}, whose text is missing") for n in given)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class CountryGroups:
    """The groups of Part 740: names of countries by group ("D:1"), and what a group is for."""

    groups: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]

    @classmethod
    def read(cls, plain: object) -> Self:
        """The groups from JSON values: "groups", "labels".

        Raises:
            ListError: it is not of that form.
        """
        try:
            groups = {str(k): tuple(map(str, v)) for k, v in plain["groups"].items()}  # type: ignore[index]
            labels = {str(k): str(v) for k, v in (plain.get("labels") or {}).items()}  # type: ignore[attr-defined]
        except (KeyError, TypeError, AttributeError) as error:
            raise ListError(
                GROUPS, f"has another form ({error!r})", "groups by name"
            ) from error
        return cls(groups, labels)

    def by_code(self, code_of: Callable[[str], str | None]) -> dict[str, tuple[str, ...]]:
        """The groups of each country, by its code."""
        found: dict[str, tuple[str, ...]] = {}
        for group, names in self.groups.items():
            for name in names:
                if code := code_of(name):
                    found[code] = (*found.get(code, ()), group)
        return found


def reach_of(applies: str, number: str) -> Reach:
    """What of an entry a reason for control is for, seen from one number: "3A001.b.2".

    Only a plain list of other paragraphs leaves a paragraph out. Exceptions, ranges and other
    entries leave it open, and so does a number without paragraphs: its goods may be of any.

    >>> reach_of("AT applies to entire entry", "3A001.b.2")
    'whole'
    >>> reach_of("MT applies to 3A001.a.1.a when usable in missiles", "3A001.b.2")
    'others'
    """
    entry, _, asked = number.partition(".")
    if _WHOLE.search(applies):
        return "perhaps" if _OPEN.search(applies) else "whole"
    text = applies.replace(f"{entry}.", ".")
    named = [(each[1] or each[2]).lower() for each in _PARAGRAPH.finditer(text)]
    if not named or not asked or _OPEN.search(text):
        return "perhaps"
    near = any(f"{one}.".startswith(f"{asked}.") for one in named)
    near = near or any(f"{asked}.".startswith(f"{one}.") for one in named)
    return "perhaps" if near else "others"


def marks_of(where: str, row: Row) -> tuple[Mark, ...]:
    """What a row says of one reason, as the list states it: "NS Column 2.".

    >>> row = Row("Türkiye", frozenset({"NS 1"}))
    >>> [(m.column, m.says) for m in marks_of("NS Column 2.", row)]
    [('NS 2', 'not marked')]
    """
    columns = dict.fromkeys(f"{m[1].upper()} {m[2]}" for m in _COLUMN.finditer(where))
    if not columns:
        return (Mark(None, "elsewhere"),)
    if row.pointer is not None:
        return tuple(Mark(column, "embargo") for column in columns)
    return tuple(
        Mark(column, "marked" if column in row.marks else "not marked") for column in columns
    )
