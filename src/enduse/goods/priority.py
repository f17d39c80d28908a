"""The Common High Priority List: goods most sought for Russian weapons.

BIS publishes it in tiers; Annex XL of Regulation (EU) No 833/2014 holds the same numbers
without them. Numbers are of HS 2022.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from enduse.goods.codes import dotted
from enduse.goods.editions import Reading
from enduse.goods.tables import read_csv

BIS = "Common High Priority List of 23 February 2024 (BIS)"
ANNEX_XL = "Annex XL to Regulation (EU) No 833/2014"


@dataclass(frozen=True, slots=True)
class Listing:
    """One publisher's list that holds a code, and since when."""

    where: str
    since: date


@dataclass(frozen=True, slots=True)
class PriorityItem:
    """One code of the list, its tier ("1" to "4.B") and what it is, in our words."""

    hs6: str
    tier: str
    about: str
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class PriorityMatch:
    """A code of an order that is on the list, or may be.

    `items` is one item where the code decides; where only a heading was written it is every
    listed code below it, and `sure` is False. `tier` is the gravest among them.
    """

    reading: Reading
    items: tuple[PriorityItem, ...]
    sure: bool

    @property
    def tier(self) -> str:
        """The gravest tier of the items."""
        return min(item.tier for item in self.items)

    @property
    def says(self) -> str:
        """The match in words, with the edition under which it holds."""
        codes = ", ".join(dotted(item.hs6) for item in self.items)
        if not self.sure:
            return f"HS {self.reading.written} alone may be {codes}, which are on the list."
        via = "" if self.reading.how == "same" else f" ({self.reading.says})"
        return f"HS {codes} is on the Common High Priority List, tier {self.tier}{via}."

    def on(self, where: str, day: date) -> tuple[PriorityItem, ...]:
        """The items that were on the list named `where` on that day."""
        return tuple(
            item
            for item in self.items
            if any(one.where == where and one.since <= day for one in item.listings)
        )


@dataclass(frozen=True, slots=True)
class Priority:
    """The list. Read once and kept.

    >>> from enduse.goods.editions import Changes
    >>> changes, priority = Changes.load(), Priority.load()
    >>> [m.items[0].hs6 for m in priority.of_all(changes.same_goods("852580"))]
    ['852589']
    """

    items: Mapping[str, PriorityItem]

    @classmethod
    def load(cls) -> Self:
        """Read the table that is shipped with enduse."""
        return cls({row["hs6"]: _item(row) for row in read_csv("chpl.csv")})

    def of(self, reading: Reading) -> PriorityMatch | None:
        """Whether a code, read in HS 2022, is on the list; None where it is not.

        A heading of four digits matches when a listed code stands below it, and then the
        match is not sure.
        """
        if reading.code in self.items:
            return PriorityMatch(reading, (self.items[reading.code],), sure=True)
        below = tuple(i for hs6, i in self.items.items() if hs6[:4] == reading.code)
        return PriorityMatch(reading, below, sure=False) if below else None

    def of_all(self, readings: Iterable[Reading]) -> tuple[PriorityMatch, ...]:
        """The matches of several readings of one code, in their order."""
        return tuple(match for reading in readings if (match := self.of(reading)))


def _item(row: Mapping[str, str]) -> PriorityItem:
    since = ((BIS, row["bis_since"]), (ANNEX_XL, row["eu_since"]))
    listings = tuple(Listing(where, date.fromisoformat(day)) for where, day in since)
    return PriorityItem(row["hs6"], row["tier"], row["about"], listings)
