"""What a register or a file says of who owns what, before anybody has joined it.

A source names entities by keys of its own and says who holds how much of whom. Shares are
intervals in per cent. Nothing is joined or counted here: that is done when an order asks.
"""

from dataclasses import dataclass
from datetime import date

from enduse.model.dates import DateSpan
from enduse.model.issue import Issue
from enduse.model.order import Kind

Share = tuple[float, float]

HAIR = 1e-6
"""What an open bound stands off its number, in per cent: "more than 50 %" is from 50.000001.

So that a rule of "more than 50 %" is met by a band that begins there, and shown as 50.
"""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody a source knows: a company, a person, a trust. `key` is the source's own.

    `ids` maps a scheme to a number; the schemes of `model.order.SCHEMES` decide who it is,
    others ("gb-coh") do so only where both sides write them alike. `where` is the row.
    """

    key: str
    name: str | None
    kind: Kind = "unknown"
    country: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    birth_date: DateSpan | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """That somebody holds something of a company, as one row or statement says.

    `owner` is None where the source keeps him to itself or does not know him; `why` says so.
    `share` is None where the source gives none: it may be anything. `control` are its words
    on control by other means, `said` its words on the rest. It holds from `since` until the
    day before `until`. `indirect` holdings go through companies that the source may name too:
    they are counted only where it does not. `where` is the row.
    """

    owner: str | None
    owned: str
    share: Share | None = None
    control: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    said: tuple[str, ...] = ()
    why: str | None = None
    indirect: bool = False
    where: str = ""

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day. A holding without dates always does.

        >>> ended = Holding("a", "b", until=date(2020, 5, 1))
        >>> ended.in_force(date(2020, 4, 30)), ended.in_force(date(2020, 5, 1))
        (True, False)
        """
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something of a source that could not be used, or must be known beside it.

    `about` is the key of the company whose owners it concerns; None where that could not be
    read either, so that it may be anybody's.
    """

    issue: Issue
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Ownership:
    """All that one file says: `name` is the file's, `form` what it was read as."""

    name: str
    form: str
    entities: tuple[Entity, ...] = ()
    holdings: tuple[Holding, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def in_words(share: Share | None) -> str:
    """A share as people write it.

    >>> in_words((25, 25)), in_words((25 + HAIR, 50)), in_words((75, 100)), in_words(None)
    ('25 %', 'more than 25 to 50 %', '75 to 100 %', 'share not known')
    >>> in_words((50 + HAIR, 75 - HAIR))
    'more than 50 to less than 75 %'
    """
    if share is None:
        return "share not known"
    low, high = share
    if low == high:
        return f"{low:g} %"
    more = "more than " if _off(low) > 0 else ""
    less = "less than " if _off(high) < 0 else ""
    return f"{more}{low:g} to {less}{high:g} %"


def _off(bound: float) -> float:
    """How far a bound stands off the number that it is shown as, where by a hair."""
    off = bound - float(f"{bound:g}")
    return off if HAIR / 2 < abs(off) < HAIR * 2 else 0.0
