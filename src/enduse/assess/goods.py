"""The goods of one order line, held against the tables: what they are known to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from enduse.assess.lines import read_code
from enduse.assess.numbers import denies, given_numbers
from enduse.goods.codes import HsCode, HsTrouble
from enduse.goods.control import EAR99, ControlNumber
from enduse.goods.correlate import EDITIONS
from enduse.goods.describe_controls import ControlHint
from enduse.goods.editions import Changes, Reading
from enduse.goods.library import Known, Library, Prepared, Records
from enduse.goods.priority import Priority, PriorityMatch
from enduse.goods.uav import Uav, UavMatch
from enduse.model.order import Line

AERO = frozenset({"engines", "turbines", "drones"})
"""Groups of the drone table that bans on aircraft engines and drones name."""


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
    `said` is what words and part number say; `hidden` the match of a sure part that is what
    is sold, or of what words name where the code cannot be right; `perhaps` that of any code
    which they point at where there is no code. `numbers` are control numbers that were given.
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
    def number(self) -> str:
        """The line as people count it, from 1."""
        return str(int(self.path.partition("/")[2]) + 1)

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
        """What kinds of concern the line is of: "priority", "uav", "aero", "conflict".

        Words make a concern only where no code says what the goods are: a dough mixer's
        "brushless motor" does not make it part of a drone. A part that is what is sold makes
        one whatever the code; so does a code that cannot be right beside words for goods that
        export control looks at ("conflict").
        """
        found = [m for m in self.uav if m.by == "hs" or not self.known]
        wanted = self.sure or self.hidden or self.from_weapon
        kinds = _kinds(found) | (frozenset({"priority"}) if wanted else frozenset())
        return kinds | (frozenset({"conflict"}) if self.said.grave else frozenset())

    @property
    def from_weapon(self) -> bool:
        """Whether a part that is surely what is sold was taken out of a weapon before."""
        part, found = self.said.itself, self.said.recovered
        return part is not None and part.sure and found is not None and not found.everyday

    @property
    def denied(self) -> str | None:
        """How the order says that the goods have no control number: "EAR99", "none"."""
        given = (text for text in (self.line.eccn, self.line.eu_dual_use) if text)
        if any(number.dual_use or number.entry != EAR99 for number in self.numbers):
            return None
        return next((text.strip() for text in given if denies(text)), None)

    @property
    def hints(self) -> tuple[ControlHint, ...]:
        """The control entries that words point at and that the code leaves possible.

        Words point where no code could be read, where the code may be one of the entry's
        goods, and where words and code cannot both be right.
        """
        found = self.said.described.controls if self.said.described else ()
        if not self.readings or self.said.conflict is not None:
            return found
        codes = [reading.code for reading in self.readings]
        return tuple(hint for hint in found if hint.may_cover(codes))

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
    read = read_code(line.hs, tables.library) if line.hs else None
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
        hidden=_hidden(said, tables, day=day),
        perhaps=None if code else _perhaps(said, tables, day=day),
        numbers=tuple(given_numbers(line)),
    )


def _perhaps(said: Known, tables: GoodsTables, *, day: date) -> PriorityMatch | None:
    """The gravest match of the codes that part number or words point at."""
    by_part = said.part.hs if said.part else ()
    codes = (*by_part, *(said.described.strong if said.described else ()))
    found = (_first_listed(each, tables, day=day) for each in codes)
    return min((f for f in found if f), key=lambda match: match.tier, default=None)


def _hidden(said: Known, tables: GoodsTables, *, day: date) -> PriorityMatch | None:
    """What is on the priority list by its part number, or by words that the code belies.

    A sure part that is what is sold tells whatever the code, where all codes that the part
    may have are listed. Words tell only beside a code, where both cannot be right.
    """
    part = said.itself
    named = (
        (said.conflict.reads,) if said.conflict else (),
        part.hs if part and part.sure else (),
    )
    for codes in named:
        found = [match for each in codes if (match := _first_listed(each, tables, day=day))]
        if found and len(found) == len(codes):
            return min(found, key=lambda match: match.tier)
    return None


def _first_listed(code: str, tables: GoodsTables, *, day: date) -> PriorityMatch | None:
    readings = tables.changes.same_goods(code, EDITIONS[-1])
    matches = (match for match in tables.priority.of_all(readings) if match.sure)
    return next((match for match in matches if _listed(match, day)), None)


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
