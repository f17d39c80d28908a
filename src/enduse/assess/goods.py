"""The goods of one order line, held against the tables: what they are known to be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from enduse.goods.codes import HsCode, HsTrouble, parse_hs
from enduse.goods.control import ControlNumber, parse_control
from enduse.goods.correlate import EDITIONS
from enduse.goods.editions import Changes, Reading
from enduse.goods.priority import Priority, PriorityMatch
from enduse.goods.uav import Uav, UavMatch
from enduse.model.issue import Issue
from enduse.model.order import Line, Order

AERO = frozenset({"engines", "turbines", "drones"})
"""Groups of the drone table that bans on aircraft engines and drones name."""


@dataclass(frozen=True, slots=True)
class GoodsTables:
    """The tables of goods: read once, handed to every order."""

    changes: Changes
    priority: Priority
    uav: Uav

    @classmethod
    def load(cls) -> Self:
        """Read the shipped tables."""
        return cls(Changes.load(), Priority.load(), Uav.load())


@dataclass(frozen=True, slots=True)
class Goods:
    """One line, read. `path` is its place in the order ("lines/0").

    `code` is the HS code where it could be read, else `trouble` says why not (both None
    where none was given). `priority` are its matches with the priority list of the day.
    """

    path: str
    line: Line
    code: HsCode | None
    trouble: HsTrouble | None
    readings: tuple[Reading, ...]
    priority: tuple[PriorityMatch, ...]
    uav: tuple[UavMatch, ...]

    @property
    def known(self) -> bool:
        """Whether the code says what the goods are, to six digits."""
        return self.code is not None and self.code.hs6 is not None

    @property
    def sure(self) -> PriorityMatch | None:
        """The match with the priority list that the code decides, the gravest tier first."""
        decided = [m for m in self.priority if m.sure and m.reading.how != "few"]
        return min(decided, key=lambda match: match.tier, default=None)

    @property
    def possible(self) -> PriorityMatch | None:
        """A match that a longer code, or its edition, would decide."""
        return None if self.sure else next(iter(self.priority), None)

    @property
    def concerns(self) -> frozenset[str]:
        """What kinds of concern the line is of: "priority", "uav", "aero".

        Words make a concern only where no code says what the goods are: a dough mixer's
        "brushless motor" does not make it part of a drone.
        """
        found = [m for m in self.uav if m.by == "hs" or not self.known]
        return _kinds(found) | (frozenset({"priority"}) if self.sure else frozenset())

    @property
    def sure_concerns(self) -> frozenset[str]:
        """The concerns that the code itself decides, neither words nor a part of a code."""
        found = [m for m in self.uav if m.by == "hs" and not m.partial]
        return _kinds(found) | (frozenset({"priority"}) if self.sure else frozenset())


def _kinds(found: Sequence[UavMatch]) -> frozenset[str]:
    aero = any(match.group in AERO for match in found)
    return frozenset({"uav"} if found else ()) | frozenset({"aero"} if aero else ())


def read_goods(line: Line, path: str, tables: GoodsTables, *, day: date) -> Goods:
    """Hold one line against the tables as they stood on a day."""
    read = parse_hs(line.hs) if line.hs else None
    code = read if isinstance(read, HsCode) else None
    readings = _readings(code, line.hs_edition, tables.changes)
    listed = (match for match in tables.priority.of_all(readings) if _listed(match, day))
    return Goods(
        path=path,
        line=line,
        code=code,
        trouble=read if isinstance(read, HsTrouble) else None,
        readings=readings,
        priority=tuple(listed),
        uav=tables.uav.groups(_words_of(line), readings),
    )


def _readings(
    code: HsCode | None, edition: int | None, changes: Changes
) -> tuple[Reading, ...]:
    if code is None:
        return ()
    # Editions before 2012 are not in the table of changes: such a code is tried as each.
    known = edition if edition in EDITIONS else None
    return changes.same_goods(code.hs6 or code.heading, known)


def _listed(match: PriorityMatch, day: date) -> bool:
    return any(one.since <= day for item in match.items for one in item.listings)


def _words_of(line: Line) -> str | None:
    return line.description


def unread_codes(order: Order) -> Iterator[Issue]:
    """An issue for each HS code that was given and could not be used."""
    for number, line in enumerate(order.lines):
        read = parse_hs(line.hs) if line.hs else None
        if isinstance(read, HsTrouble):
            says = f"is {line.hs!r}: {read.found}; expected {read.expected}"
            yield Issue(f"lines/{number}/hs", says)


def controlled(line: Line, regime: str) -> bool:
    """Whether a line carries the number of a dual-use list of a regime.

    US numbers are those of the EU but for the ones that only the US has, whose third
    figure is 9 ("5A992"). "EAR99" and "none" say that there is no number.

    >>> controlled(Line(eccn="3A001.a.7"), "EU"), controlled(Line(eccn="EAR99"), "US")
    (True, False)
    >>> controlled(Line(eccn="5A992.c"), "EU"), controlled(Line(eccn="5A992.c"), "US")
    (False, True)
    """
    return any(
        number.dual_use and (regime == "US" or not _us_alone(number))
        for text in (line.eccn, line.eu_dual_use)
        if text
        for number in _numbers(text)
    )


def _us_alone(number: ControlNumber) -> bool:
    return (number.number or "").startswith("9")


def _numbers(text: str) -> Iterator[ControlNumber]:
    """The number of a field; where it cannot be read, those that it may have been.

    "3A001 or 4A003", or a Cyrillic letter in a number, must not make goods uncontrolled;
    "not 3A001" says nothing.
    """
    read = parse_control(text)
    if isinstance(read, ControlNumber):
        yield read
    elif text.strip()[:1].isdigit() or not text.isascii():
        maybe = map(parse_control, read.maybe)
        yield from (each for each in maybe if isinstance(each, ControlNumber))
