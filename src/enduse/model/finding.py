"""The answer of one test on one order, with the texts that ask for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

Outcome = Literal["hit", "no_hit", "not_checkable", "not_applicable"]
Weight = Literal["hold", "review", "ask", "note"]
Read = Literal["primary", "secondary", "memory"]
Language = Literal["en", "nl", "de", "fr"]

HEAVIEST_FIRST: tuple[Weight, ...] = ("hold", "review", "ask", "note")
"""The weights in their order: each weighs more than those after it."""

LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The languages in which questions can be asked, English first."""


@dataclass(frozen=True, slots=True)
class Basis:
    """A text that asks for a test, the date of the state that was read, and how it was read."""

    citation: str
    as_of: date
    read: Read


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, and what hangs on it.

    `key` names it in the rulebook and `facts` fill it in, so that it can be asked in another
    language; `text` is it in English. `where` is the field of the order that an answer would
    fill ("lines/0/hs"), `lifts` the heaviest weight that an answer could give the order, None
    where that was not tried.
    """

    key: str
    text: str
    facts: tuple[tuple[str, str], ...] = ()
    where: str = ""
    lifts: Weight | None = None

    def __str__(self) -> str:
        return f"{self.text} ({self.where})" if self.where else self.text


@dataclass(frozen=True, slots=True)
class Finding:
    """What one test says of one subject.

    `subject` is a path in the order ("lines/0", "parties/2", "order"). `missing` names the
    fact that a `not_checkable` test lacks. `asks` are questions for the customer.
    """

    test: str
    outcome: Outcome
    subject: str
    says: str
    weight: Weight | None = None
    evidence: tuple[tuple[str, Any], ...] = ()
    basis: tuple[Basis, ...] = ()
    asks: tuple[Question, ...] = ()
    missing: str | None = None
    regime: str | None = None
