"""The verdict on one order and everything behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from enduse.model.duty import Duty
from enduse.model.finding import Finding, Question
from enduse.model.issue import Issue

Verdict = Literal["no_finding", "ask", "review", "error", "hold"]
RANK: dict[Verdict, int] = {"no_finding": 0, "ask": 1, "review": 2, "error": 3, "hold": 4}
"""How heavy each verdict is; the heaviest one speaks for the order."""


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A test that could not answer, and the fact it lacks."""

    test: str
    missing: str
    subject: str


@dataclass(frozen=True, slots=True)
class EditionUsed:
    """A list that the decision rests on. `age_days` is counted from the day of deciding."""

    list_id: str
    published: date
    sha256: str
    entries: int
    age_days: int


@dataclass(frozen=True, slots=True)
class RegimeApplied:
    """A body of law that was applied, and why it applies; or one that only may apply.

    What only may apply (`applied` is False) brought no lists and no bans: it is a question.
    """

    regime: str
    why: str
    applied: bool = True


@dataclass(frozen=True, slots=True)
class Engine:
    """What decided: so that the same question can be asked again of the same machine."""

    version: str
    rulebook: str
    thresholds: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on one order, with every finding and everything that was not looked at.

    `resolutions` are the entries of the record by which a person settled any of it.
    """

    order: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    asks: tuple[Question, ...]
    editions: tuple[EditionUsed, ...]
    required: tuple[str, ...]
    regimes: tuple[RegimeApplied, ...]
    issues: tuple[Issue, ...]
    as_of: str
    engine: Engine
    duties: tuple[Duty, ...] = ()
    resolutions: tuple[int, ...] = ()
