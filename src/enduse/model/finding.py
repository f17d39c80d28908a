"""The answer of one test on one order, with the texts that ask for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Outcome = Literal["hit", "no_hit", "not_checkable", "not_applicable"]
Weight = Literal["hold", "review", "ask", "note"]
Read = Literal["primary", "secondary", "memory"]

HEAVIEST_FIRST: tuple[Weight, ...] = ("hold", "review", "ask", "note")
"""The weights in their order: each weighs more than those after it."""


@dataclass(frozen=True, slots=True)
class Basis:
    """A text that asks for a test, the date of the state that was read, and how it was read."""

    citation: str
    as_of: date
    read: Read


@dataclass(frozen=True, slots=True)
class Finding:
    """What one test says of one subject.

    `subject` is a path in the order ("lines/0", "parties/2", "order"). `missing` names the
    fact that a `not_checkable` test lacks. `asks` are questions in words for the customer.
    """

    test: str
    outcome: Outcome
    subject: str
    says: str
    weight: Weight | None = None
    evidence: tuple[tuple[str, Any], ...] = ()
    basis: tuple[Basis, ...] = ()
    asks: tuple[str, ...] = ()
    missing: str | None = None
    regime: str | None = None
