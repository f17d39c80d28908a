"""What a company sold before: past lines, in columns, so that a million of them fit.

A `History` is what was read; a `Past` is what the tests ask. The desk makes the one into the
other, and a record of decisions can stand in its place.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from math import isnan, nan
from operator import attrgetter
from typing import Protocol, Self

from enduse.model.issue import Issue
from enduse.model.order import Order


@dataclass(frozen=True, slots=True)
class PastLine:
    """One line of an order of before, or of an earlier version of one.

    `day` is the order's. `version` and `changed` say which version of the order this is and
    since when; both None where orders are kept as they ended. `country` is the customer's,
    `destination` where the goods went. `hs` and `part_number` are as written.
    """

    order: str
    day: date
    customer: str | None = None
    country: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    destination: str | None = None
    place: str | None = None
    consignee: str | None = None
    end_user: str | None = None
    payer: str | None = None
    payer_country: str | None = None
    version: str | None = None
    changed: date | None = None
    hs: str | None = None
    part_number: str | None = None
    description: str | None = None
    unit: str | None = None
    currency: str | None = None
    quantity: float | None = None
    value: float | None = None


_NUMBERS = ("quantity", "value")
_CODED = tuple(each.name for each in fields(PastLine) if each.name not in _NUMBERS)
_coded = attrgetter(*_CODED)


class _Codes(dict[object, int]):
    """A number for each value, in the order in which they come."""

    def __missing__(self, value: object) -> int:
        self[value] = code = len(self)
        return code


@dataclass(frozen=True, slots=True)
class History:
    """Past lines as columns: each text stands once, and a line is a row of numbers.

    `source` names where it was read, `issues` what of it could not be.
    """

    source: str
    codes: tuple["array[int]", ...]
    values: tuple[tuple[object, ...], ...]
    numbers: tuple["array[float]", ...]
    issues: tuple[Issue, ...] = ()

    @classmethod
    def of(
        cls, lines: Iterable[PastLine], source: str, issues: Sequence[Issue] | None = None
    ) -> Self:
        """Take lines in; `issues` may still grow while they are read."""
        known = [_Codes() for _ in _CODED]
        codes = [array("I") for _ in _CODED]
        numbers = [array("d") for _ in _NUMBERS]
        columns = list(zip(known, codes, strict=True))
        for line in lines:
            for (seen, column), value in zip(columns, _coded(line), strict=True):
                column.append(seen[value])
            for numeric, number in zip(numbers, (line.quantity, line.value), strict=True):
                numeric.append(nan if number is None else number)
        values = tuple(tuple(each) for each in known)
        return cls(source, tuple(codes), values, tuple(numbers), tuple(issues or ()))

    def __len__(self) -> int:
        return len(self.codes[0])

    def line(self, row: int) -> PastLine:
        """One line; rows are counted from 0, in the order in which they were read."""
        coded = [
            texts[column[row]] for column, texts in zip(self.codes, self.values, strict=True)
        ]
        found = [None if isnan(column[row]) else column[row] for column in self.numbers]
        return PastLine(*coded, *found)  # type: ignore[arg-type]  # in the order of the fields

    @staticmethod
    def place(name: str) -> int:
        """Which of `codes` and `values` a field stands in; numbers have none."""
        return _CODED.index(name)


@dataclass(frozen=True, slots=True)
class Customer:
    """Who an order's customer was before: the lines of its earlier orders, oldest first.

    `subject` is its path in the order, `by` how it was known again ("inn 7701234567",
    "name and country"). `elsewhere` are lines of the same name in another country, which may
    be somebody else.
    """

    subject: str
    name: str
    by: str
    lines: tuple[PastLine, ...]
    elsewhere: tuple[PastLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """That an order says something else than an earlier version of it did.

    `field` is what changed ("consignee"), `on` since when, None where that is not said.
    """

    field: str
    was: str
    now: str
    on: date | None


class Past(Protocol):
    """What the tests ask of the orders of before. Orders of the same id never count."""

    @property
    def source(self) -> str:
        """Where it was read."""
        ...

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and last day of an order in it; None where it holds none."""
        ...

    def customer(self, order: Order, day: date) -> Customer | None:
        """The customer of an order and its orders before a day; None where none is named."""
        ...

    def sold(self, codes: frozenset[str], order: Order, day: date) -> tuple[PastLine, ...]:
        """Lines to anybody, before a day, of goods under any of some codes of six digits."""
        ...

    def part(self, number: str, order: Order, day: date) -> tuple[PastLine, ...]:
        """Lines to anybody, before a day, of a part number."""
        ...

    def changes(self, order: Order) -> tuple[Change, ...] | None:
        """What changed since the earlier versions of an order; None where there are none."""
        ...
