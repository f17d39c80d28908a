"""What a body of law asks the exporter himself to do with an order."""

from dataclasses import dataclass
from typing import Literal

from enduse.model.finding import Basis

Applies = Literal["yes", "no", "unknown"]
"""Whether a duty falls on an order: unknown where a fact is missing, which is then named."""


@dataclass(frozen=True, slots=True)
class Duty:
    """The answer of one duty on one order.

    `duty` is its key in the rulebook, `says` the duty in a sentence. `why` gives the facts
    for the answer, `missing` those without which it cannot be said. `next` are steps in their
    order: what to do where it applies, how to find out where that is not known, else none.
    """

    duty: str
    regime: str
    title: str
    applies: Applies
    why: str
    says: str
    next: tuple[str, ...]
    missing: tuple[str, ...]
    basis: tuple[Basis, ...]
