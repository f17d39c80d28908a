"""A recorded decision asked for again: whether it is the same, what today changes, and why."""

from dataclasses import dataclass
from typing import Literal

from enduse.model.decision import Verdict

Outcome = Literal["same", "same_but_version", "differs", "missing"]
"""`missing`: what it was decided on is not all there, so nothing was decided again."""

How = Literal["alone", "together", "program", "not_known"]
"""`alone`: each of the causes makes the change by itself; `together`: it takes all of them;
`program`: enduse itself is another; `not_known`: what was decided on is gone, or no single
input makes or undoes the change."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place of the decision where the bytes differ; what stood there, as JSON, shortened."""

    where: str
    recorded: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class AsRecorded:
    """The decision, made again on what it was made on.

    `differences` are the first of them and `more` counts the others. `missing` says what is
    gone; `program` in what the program is another than the one that decided.
    """

    outcome: Outcome
    differences: tuple[Difference, ...] = ()
    more: int = 0
    missing: tuple[str, ...] = ()
    program: tuple["Cause", ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that a decision rests on, as it was then and as it is today."""

    input: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Change:
    """What today's decision says otherwise; `was` is None where it is new, `now` where it went.

    `what` is verdict, finding, not_checked, asks, duty, regime, required or issue; `about`
    tells it from others of its kind (test, subject, law, list, entry). `words` says that it
    weighs the same and is only said otherwise.
    """

    what: str
    about: tuple[str, ...]
    was: str | None
    now: str | None
    says: str
    words: bool = False
    how: How = "not_known"
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Today:
    """The same order on what an answer rests on today."""

    was: Verdict
    verdict: Verdict
    as_of: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """A recorded decision (entry `number`, made at `as_of`) and what came of asking again."""

    number: int
    order: str
    as_of: str
    verdict: Verdict | None
    as_recorded: AsRecorded | None = None
    today: Today | None = None
