"""How long the record of an order has to be kept: clocks of laws, and where an order stands."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from enduse.model.finding import Basis

State = Literal["open", "held", "kept", "due", "no_clock"]
"""Of the record of an order: not closed; held by a person; kept by a clock; to be taken out;
closed, and no law that was read asks to keep it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One clock of a law on one order. `until` is the last day on which it must be kept.

    `sure` is False where it is not known whether the duty fell on the order: it counts. `why`
    says from when and why it runs, `ground` on what personal data may stand so long.
    """

    clock: str
    regime: str
    title: str
    years: int
    until: date
    sure: bool
    why: str
    ground: str
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The record of one order, and whether it may be taken out on a day.

    `entries` are the numbers of all its entries. `terms` are the clocks, the longest first;
    `says` the reason in a sentence; `remembered` what was not read and may ask for longer.
    """

    order: str
    entries: tuple[int, ...]
    state: State
    says: str
    closed: date | None = None
    terms: tuple[Term, ...] = ()
    remembered: tuple[str, ...] = ()
