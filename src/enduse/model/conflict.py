"""Documents of one shipment against each other: what differs, what agrees, what one lacks."""

from dataclasses import dataclass
from typing import Literal

Gravity = Literal["review", "note"]


@dataclass(frozen=True, slots=True)
class Side:
    """What one document says: its name, the words, and where they stand in it."""

    document: str
    value: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact that documents do not agree on.

    `what` is the fact ("consignee", "quantity"), `sides` what each document says, those that
    agree next to each other; `says` is it in a sentence. `review` is of substance, `note` may
    be one thing written in two ways, or one that may differ lawfully.
    """

    what: str
    sides: tuple[Side, ...]
    says: str
    weight: Gravity = "review"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A fact on which two documents or more agree, as the first of them writes it."""

    what: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """A fact that some documents have and another, which ought to, does not."""

    what: str
    has: Side
    lacks: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Documents held against each other; the order in which they came is none of it."""

    documents: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    open: tuple[Open, ...] = ()

    @property
    def alone(self) -> tuple[str, ...]:
        """Documents of which nothing could be held against another: they agree with none."""
        met = {side.document for each in self.conflicts for side in each.sides}
        met |= {side.document for each in self.agreed for side in each.sides}
        met |= {name for each in self.open for name in (each.has.document, *each.lacks)}
        return tuple(each for each in self.documents if each not in met)

    @property
    def grave(self) -> tuple[Conflict, ...]:
        """Conflicts of substance."""
        return tuple(each for each in self.conflicts if each.weight == "review")
