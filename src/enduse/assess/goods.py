"""The goods of one order line, held against the tables: what they are known to be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from enduse.goods.codes import HsCode, HsTrouble, parse_hs
from enduse.goods.control import ControlNumber, parse_control
from enduse.goods.correlate import EDITIONS
from enduse.goods.editions import Changes, Reading
from enduse.goods.library import Known, Library, Prepared, Records
from enduse.goods.priority import Priority, PriorityMatch
from enduse.goods.uav import Uav, UavMatch
from enduse.model.issue import Issue
from enduse.model.order import Line, Order

AERO = frozenset({"engines", "turbines", "drones"})
"""Groups of the drone table that bans on aircraft engines and drones name."""

_NATIONAL = 8
"""Digits of a code from which on it is a country's own."""


@dataclass(frozen=True, slots=True)
class GoodsTables:
    """The tables of goods: read once, handed to every order."""

    changes: Changes
    priority: Priority
    uav: Uav
    library: Library

    @classmethod
    def load(cls, records: Records = lambda: None, prepared: Prepared | None = None) -> Self:
        """Read the shipped tables; the large ones, and `records`, when a line needs them."""
        return cls(Changes.load(), Priority.load(), Uav.load(), Library(records, prepared))


@dataclass(frozen=True, slots=True)
class Goods:
    """One line, read. `path` is its place in the order ("lines/0").

    `code` is the HS code where it could be read, else `trouble` says why not (both None
    where none was given). `priority` are its matches with the priority list of the day.
    `said` is what words and part number say; `hidden` the match of what they name, where no
    code tells or the code cannot be right; `perhaps` that of any code which they point at
    where there is no code. `numbers` are control numbers that were given.
    """

    path: str
    line: Line
    code: HsCode | None
    trouble: HsTrouble | None
    readings: tuple[Reading, ...]
    priority: tuple[PriorityMatch, ...]
    uav: tuple[UavMatch, ...]
    said: Known
    hidden: PriorityMatch | None
    perhaps: PriorityMatch | None
    numbers: tuple[ControlNumber, ...]

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
        wanted = self.sure or self.hidden
        return _kinds(found) | (frozenset({"priority"}) if wanted else frozenset())

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
    read = read_code(line.hs, tables) if line.hs else None
    code = read if isinstance(read, HsCode) else None
    readings = _readings(code, line.hs_edition, tables.changes)
    listed = (match for match in tables.priority.of_all(readings) if _listed(match, day))
    said = tables.library.read(line, readings)
    return Goods(
        path=path,
        line=line,
        code=code,
        trouble=read if isinstance(read, HsTrouble) else None,
        readings=readings,
        priority=tuple(listed),
        uav=tables.uav.groups(line.description, readings),
        said=said,
        hidden=_hidden(code, said, tables, day=day),
        perhaps=None if code else _perhaps(said, tables, day=day),
        numbers=tuple(_given(line)),
    )


def _perhaps(said: Known, tables: GoodsTables, *, day: date) -> PriorityMatch | None:
    """The gravest match of the codes that part number or words point at."""
    by_part = said.part.hs if said.part else ()
    codes = (*by_part, *(said.described.strong if said.described else ()))
    found = (_first_listed(each, tables, day=day) for each in codes)
    return min((f for f in found if f), key=lambda match: match.tier, default=None)


def _hidden(
    code: HsCode | None, said: Known, tables: GoodsTables, *, day: date
) -> PriorityMatch | None:
    """What is on the priority list by its part number, or by words that the code belies.

    Without a code a part number tells, where all codes that the part may have are listed;
    words do not. Beside a code they tell only where both cannot be right.
    """
    codes: tuple[str, ...] = ()
    if said.conflict is not None:
        codes = (said.conflict.reads,)
    elif code is None and said.part is not None and said.part.sure:
        codes = said.part.hs
    found = [match for each in codes if (match := _first_listed(each, tables, day=day))]
    whole = len(found) == len(codes)
    return min(found, key=lambda match: match.tier, default=None) if whole else None


def _first_listed(code: str, tables: GoodsTables, *, day: date) -> PriorityMatch | None:
    readings = tables.changes.same_goods(code, EDITIONS[-1])
    matches = (match for match in tables.priority.of_all(readings) if match.sure)
    return next((match for match in matches if _listed(match, day)), None)


def _given(line: Line) -> Iterator[ControlNumber]:
    """The control numbers that a line carries, each once."""
    texts = (text for text in (line.eccn, line.eu_dual_use) if text)
    yield from dict.fromkeys(number for text in texts for number in _numbers(text))


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


def read_code(text: str, tables: GoodsTables) -> HsCode | HsTrouble:
    """Read a goods code; one that no edition has says as little as none.

    >>> read_code("8542.99", GoodsTables.load()).maybe
    ('8542',)
    """
    read = parse_hs(text)
    if isinstance(read, HsTrouble):
        return _national(read)
    code = read.hs6 or read.heading
    if any(tables.library.nomenclature.exists(code, edition) for edition in EDITIONS):
        return read
    above = read.heading if read.hs6 else ""
    known = above and tables.library.nomenclature.exists(above)
    found = f"a number that no edition of HS has ({EDITIONS[0]} to {EDITIONS[-1]})"
    return HsTrouble(text, found, "a code of the Harmonized System", (above,) if known else ())


def _national(trouble: HsTrouble) -> HsTrouble:
    """The chapters 98 and 99 are each country's own: such a code is right, and says little."""
    digits = "".join(char for char in trouble.written if char not in ". \t")
    if not (digits.isdecimal() and len(digits) >= _NATIONAL and digits[:2] in {"98", "99"}):
        return trouble
    found = f"a national code (chapter {digits[:2]}), which does not say what the goods are"
    return replace(trouble, found=found, expected="the code of the goods beside it")


def unread_codes(order: Order, tables: GoodsTables) -> Iterator[Issue]:
    """An issue for each HS code that was given and could not be used."""
    for number, line in enumerate(order.lines):
        read = read_code(line.hs, tables) if line.hs else None
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
