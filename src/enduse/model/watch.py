"""What a changed list means for those who are watched."""

from dataclasses import dataclass
from typing import Any, Literal

from enduse.model.decision import Verdict
from enduse.model.finding import Weight

Direction = Literal["worse", "lifted", "other"]
"""What a change is for whoever is watched; `other` is neither, or not known."""


@dataclass(frozen=True, slots=True)
class ByEntry:
    """The listed entry that did it, and what changed in it between two editions.

    `change` is added, removed or changed; `fields` says of each field that differs what it
    was and is. `before` and `after` are editions by day and hash, empty where there was none.
    """

    list_id: str
    entry: str
    name: str
    change: str
    fields: tuple[tuple[str, Any, Any], ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to be told: by one entry, of one party of one order or partner.

    `id` is the same whenever it is found again. `subject` is the path of the party in the
    order, `party` what it is called there. `hit` is new, gone or changed; None where the
    entry that the decision named is another now and no party is hit otherwise. `weight` is
    what the hit weighs now, or weighed. `verdict_before` and `verdict_after` are those of
    the order; a partner has none.
    """

    id: str
    kind: Literal["order", "partner"]
    holder: str
    subject: str
    party: str
    hit: Literal["new", "gone", "changed"] | None
    direction: Direction
    weight: Weight | None
    says: str
    by: ByEntry
    recorded: int | None = None
    verdict_before: Verdict | None = None
    verdict_after: Verdict | None = None


@dataclass(frozen=True, slots=True)
class ListWatched:
    """A list as it was compared: the editions, what changed, and what is wrong with it."""

    list_id: str
    before: tuple[str, ...]
    after: str | None
    added: int = 0
    changed: int = 0
    removed: int = 0
    fault: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """What one run of the watch found. Parties are those that were held against the change."""

    as_of: str
    parties: int
    orders: int
    partners: int
    lists: tuple[ListWatched, ...]
    events: tuple[Event, ...]
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
