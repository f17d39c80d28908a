"""The large tables of goods, each read when a line first needs it; what was read is kept.

A party alone needs none of them, and they take some tenths of a second together.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from enduse.errors import EditionError, RuleError
from enduse.goods.editions import Reading
from enduse.model.order import Line

if TYPE_CHECKING:
    from enduse.goods.conflict import Conflict, Conflicts
    from enduse.goods.control_candidates import CandidateTable
    from enduse.goods.describe import Described, Describer
    from enduse.goods.nomenclature import Nomenclature
    from enduse.goods.part_whole import Whole
    from enduse.goods.parts import Part, Parts
    from enduse.goods.recovered import Recovered, RecoveredMatch
    from enduse.goods.recovered_read import RecoveredRecord

Records = Callable[[], "Sequence[RecoveredRecord] | None"]
"""Gives the components recovered from weapons; None where no table of them is loaded."""

Prepared = tuple[Callable[[], bytes | None], Callable[[bytes], None]]
"""Gives the words of the describer as they were kept, None where they were not; keeps them."""

_REMEMBERED = 5_000
_ARMS = "93"
LONGEST = 2_000
"""Characters of a description that are read for words; part numbers are read in all of it."""

PartFrom = Literal["field", "whole", "text"]


@dataclass(frozen=True, slots=True)
class Known:
    """What the words and the part number of one line say.

    `part` is by the part-number field, else the first one that the description names;
    `part_from` says which: "field", "whole" where the description is nothing but the part,
    "text" where it says more. A part in a text is an ingredient: "board with STM32F103".
    `grave` says that a conflict reads as goods that export control looks at.
    `weapons_read` is False where no table of recovered components was read: none is loaded,
    or `weapons_fault` says what is wrong with it.
    """

    part: "Part | None" = None
    part_from: PartFrom | None = None
    described: "Described | None" = None
    conflict: "Conflict | None" = None
    recovered: "RecoveredMatch | None" = None
    grave: bool = False
    weapons_read: bool = False
    weapons_fault: str | None = None

    @property
    def itself(self) -> "Part | None":
        """The part where it is what is sold, and not something in it or about it."""
        return None if self.part_from == "text" else self.part


class Library:
    """Parts, words, texts and recovered components, for one line at a time."""

    def __init__(
        self, records: Records = lambda: None, prepared: Prepared | None = None
    ) -> None:
        self._records = records
        self._prepared = prepared
        self._parts: Parts | None = None
        self._nomenclature: Nomenclature | None = None
        self._conflicts: Conflicts | None = None
        self._recovered: tuple[Recovered | None] | None = None
        self._whole: Whole | None = None
        self._candidates: CandidateTable | None = None
        self.weapons_fault: str | None = None
        self._kept: dict[tuple[Line, tuple[str, ...]], Known] = {}

    @property
    def parts(self) -> "Parts":
        """The table of part numbers."""
        if self._parts is None:
            from enduse.goods.parts import Parts

            self._parts = Parts.load()
        return self._parts

    @property
    def nomenclature(self) -> "Nomenclature":
        """The text of the Harmonized System."""
        if self._nomenclature is None:
            from enduse.goods.nomenclature import Nomenclature

            self._nomenclature = Nomenclature.load()
        return self._nomenclature

    @property
    def conflicts(self) -> "Conflicts":
        """What tells words from codes that cannot both be right; it holds the describer."""
        if self._conflicts is None:
            from enduse.goods.conflict import Conflicts

            self._conflicts = Conflicts.of(self._describer(), self.nomenclature.texts)
        return self._conflicts

    def _describer(self) -> "Describer":
        """Built from what was kept, or anew where nothing was or it cannot be read back."""
        from enduse.goods.describe import Describer
        from enduse.goods.describe_pack import pack, unpack

        give, keep = self._prepared or ((lambda: None), (lambda _: None))
        data = give()
        if data is not None:
            with suppress(RuleError):  # it is built anew from what counts
                return Describer.join(*unpack(data))
        built = Describer.of(self.nomenclature.texts)
        if self._prepared is not None:
            keep(pack(built.terms, built.ranker.texts))
        return built

    @property
    def recovered(self) -> "Recovered | None":
        """The components recovered from weapons; None where no table could be read."""
        if self._recovered is None:
            from enduse.goods.recovered import Recovered

            records: Sequence[RecoveredRecord] | None = None
            try:
                records = self._records()
            except EditionError as error:  # the other tables still say what they say
                self.weapons_fault = str(error)
            found = Recovered.of(records, self.parts) if records is not None else None
            self._recovered = (found,)
        return self._recovered[0]

    def read(self, line: Line, readings: Sequence[Reading]) -> Known:
        """What a line says beside its code. `readings` are those of its code, if it has one."""
        if not (line.description or line.part_number):
            return Known()
        codes = tuple(each.code for each in readings)
        key = (line, codes)
        if key not in self._kept:
            if len(self._kept) >= _REMEMBERED:
                self._kept.clear()
            self._kept[key] = self._read(line, codes)
        return self._kept[key]

    def _read(self, line: Line, codes: Sequence[str]) -> Known:
        text = (line.description or "")[:LONGEST]
        part, where = self._part(line)
        described = self.conflicts.describer.describe(text) if text else None
        own = None if where == "text" else part
        conflict = self._conflict(codes, described, text=text, part=own) if codes else None
        weapons = self.recovered if part else None
        return Known(
            part,
            where,
            described,
            conflict,
            weapons.found(part) if weapons else None,
            grave=conflict is not None and self._grave(conflict.reads),
            weapons_read=weapons is not None,
            weapons_fault=self.weapons_fault if part else None,
        )

    def _part(self, line: Line) -> "tuple[Part | None, PartFrom | None]":
        if line.part_number:
            found = self.parts.read(line.part_number[:LONGEST], line.manufacturer)
            if found is not None:
                return found, "field"
        text = line.description or ""
        named = self.parts.find(text) if text else ()
        if not named:
            return None, None
        return named[0], "whole" if self._is_whole(text, named) else "text"

    def _is_whole(self, text: str, named: "Sequence[Part]") -> bool:
        """Whether a description names parts and nothing else."""
        from enduse.goods.part_whole import Whole

        if self._whole is None:
            self._whole = Whole.of(self.parts.makers)
        return len(text) <= LONGEST and self._whole.holds(
            text, named, self.conflicts.describer.describe
        )

    def _grave(self, code: str) -> bool:
        """Whether export control looks at goods of a code."""
        from enduse.goods.control_candidates import CandidateTable

        if self._candidates is None:
            self._candidates = CandidateTable.load()
        named = code[:4] in self.conflicts.headings or code[:2] == _ARMS
        return named or bool(self._candidates.of([code]))

    def _conflict(
        self,
        codes: Sequence[str],
        described: "Described | None",
        *,
        text: str,
        part: "Part | None",
    ) -> "Conflict | None":
        """By the part number where none of its codes fits, else by the words."""
        from enduse.goods.describe import Described

        said = described or Described((), (), None, (), None, {})
        named = [] if part is None else [_Named(hs, part.kind, part.sure) for hs in part.hs]
        by_part = [self.conflicts.find(codes, said, text="", part=each) for each in named]
        if (
            part is not None
            and by_part
            and all(found is not None and found.by == "part number" for found in by_part)
            and by_part[0] is not None
        ):
            return replace(by_part[0], words=(f"{part.written} ({part.kind})",))
        return self.conflicts.find(codes, said, text=text) if text else None


@dataclass(frozen=True, slots=True)
class _Named:
    """A part under one of its codes."""

    hs: str | None
    kind: str
    sure: bool
