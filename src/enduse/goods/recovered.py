"""Whether such a part was found in a weapon: a user's table, matched by maker and family."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from enduse.goods.parts import Part, Parts
from enduse.goods.recovered_read import RecoveredRecord, RecoveredTable, read_recovered

__all__ = ["Recovered", "RecoveredMatch", "RecoveredRecord", "RecoveredTable", "read_recovered"]

_EXAMPLES = 5
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RecoveredMatch:
    """A part, or its family, was found in weapons.

    `exact` counts records of the same base number, `family` all of its maker and family.
    `weapons` are weapon types with the most records first, those of the exact part where
    there are any. `everyday` parts are in nearly everything: worth a note, no more.
    """

    part: Part
    exact: int
    family: int
    weapons: tuple[str, ...]
    component_ids: tuple[str, ...]
    source_urls: tuple[str, ...]
    verified: date | None
    everyday: bool

    @property
    def says(self) -> str:
        """The match in one sentence, for a person."""
        # Many makers sell a shared number: whose it was follows only where the order says so.
        whose = "" if self.part.shared and not self.part.sure else f"{self.part.maker} "
        what = self.part.base if self.exact else f"{whose}{self.part.family}"
        count = self.exact or self.family
        places = ", ".join(self.weapons[:3])
        more = f" and {len(self.weapons) - 3} more" if len(self.weapons) > 3 else ""  # noqa: PLR2004
        times = "once" if count == 1 else f"{count} times"
        tail = "; it is an everyday part" if self.everyday else ""
        return f"{what} was recovered {times}, from {places}{more}{tail}."


@dataclass(frozen=True, slots=True)
class Recovered:
    """Components recovered from weapons, by base number and by family. Built once.

    >>> record = RecoveredRecord("1", None, "Xilinx", "XC7A35T FTG256", "drone", None, None)
    >>> parts = Parts.load()
    >>> held = Recovered.of([record], parts)
    >>> match = held.found(parts.read("XC7A100T-2FGG484I"))
    >>> match.exact, match.family, match.weapons
    (0, 1, ('drone',))
    """

    bases: Mapping[_Key, tuple[RecoveredRecord, ...]]
    families: Mapping[_Key, tuple[RecoveredRecord, ...]]
    records: int
    unread: int

    @classmethod
    def of(cls, records: Iterable[RecoveredRecord], parts: Parts) -> Self:
        """Read each record's number, or else its marking, as a part of its maker.

        What names no part that we know is counted in `unread`: a maker alone is no finding.
        A number that belongs to another maker than the record says is left out too.
        """
        bases: dict[_Key, list[RecoveredRecord]] = {}
        families: dict[_Key, list[RecoveredRecord]] = {}
        total = unread = 0
        for record in records:
            total += 1
            part = part_of(record, parts)
            if part is None or part.maker_disagrees:
                unread += 1
                continue
            bases.setdefault(_base(part), []).append(record)
            families.setdefault(_family(part), []).append(record)
        return cls(_frozen(bases), _frozen(families), total, unread)

    def found(self, part: Part | None) -> RecoveredMatch | None:
        """What was recovered of the same base, or of the same maker's family.

        A part that is not surely of its maker matches by its exact number alone, and so
        does one whose "family" is only what is left of a maker's numbers.
        """
        if part is None or part.maker_disagrees:
            return None
        exact = self.bases.get(_base(part), ())
        wide = part.broad or not (part.sure or part.shared)
        family = () if wide else self.families.get(_family(part), ())
        best = exact or family
        if not best:
            return None
        weapons = Counter(record.weapon for record in best)
        urls = (record.source_url for record in best if record.source_url)
        days = [record.verified for record in best if record.verified]
        return RecoveredMatch(
            part,
            exact=len(exact),
            family=max(len(family), len(exact)),
            weapons=tuple(weapon for weapon, _ in weapons.most_common()),
            component_ids=tuple(record.component_id for record in best[:_EXAMPLES]),
            source_urls=tuple(dict.fromkeys(urls))[:_EXAMPLES],
            verified=max(days, default=None),
            everyday=part.everyday,
        )


def part_of(record: RecoveredRecord, parts: Parts) -> Part | None:
    """The part that a record names, by its number first and by its marking next."""
    named = (text for text in (record.part_number, record.marking) if text)
    read = (parts.read(text, record.maker) for text in named)
    return next((part for part in read if part is not None), None)


def _base(part: Part) -> _Key:
    return "" if part.shared else part.maker, part.base


def _family(part: Part) -> _Key:
    return "" if part.shared else part.maker, part.family


def _frozen(
    found: Mapping[_Key, list[RecoveredRecord]],
) -> dict[_Key, tuple[RecoveredRecord, ...]]:
    return {key: tuple(records) for key, records in found.items()}
