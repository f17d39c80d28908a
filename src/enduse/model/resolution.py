"""What a person decided of a finding: for which facts, why, until when, and who confirmed it.

Kept as entries of kind `resolution` in the record. The part `resolution` says by its `act`
what a person did; what may tell of somebody (facts, note, person) stands in parts of its own,
so that it can be taken out.

    settle     a finding is decided on (labels: order, act)
    confirm    a second person confirms a settlement (labels: order, act, confirms)
    withdraw   a settlement is taken back (labels: order, act, withdraws)
    close      an order is no longer open (labels: order, act, closes)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

from enduse.model.finding import Weight

TAKEN_OUT = "(taken out)"
"""In place of a name or a note that was taken out of the record."""

RESOLUTION = "resolution"
"""The kind of entry, and the name of its first part."""

Act = Literal["settle", "confirm", "withdraw", "close"]
State = Literal["proposed", "in_force", "expired", "opened_again", "withdrawn"]
Reach = Literal["facts", "order"]
"""Where a settlement holds: wherever the facts are the same, or in its order alone."""
Ending = Literal["shipped", "cancelled", "refused"]

ENDINGS: tuple[Ending, ...] = get_args(Ending)
"""How an order is closed."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Exactly what a finding rested on, as plain JSON values, and the SHA-256 over them.

    `about` says which question it answers of whom, so that a settlement can be told to be
    of the same finding though its facts have changed.
    """

    plain: Mapping[str, Any]
    key: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A further person who confirmed a settlement, by the entry of that."""

    number: int
    person: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Resolution:
    """A settlement of one finding, with what was done to it since.

    `number` is its entry in the record, `order` the id of the order that it was made in, and
    `decision` the entry of the decision that was looked at (None where there was none).
    `facts` are those it was decided on. `was` is the weight of the finding then, and
    `becomes` what it weighs while the settlement is in force; `until` is the last day of
    that, always. `seconds` further persons must confirm; `document` is what the reason asks
    for: the number of a licence, a citation, the facts that differ.
    """

    number: int
    order: str
    test: str
    subject: str
    facts: Facts
    reason: str
    note: str
    person: str
    moment: datetime
    until: date
    was: Weight
    becomes: Weight
    reach: Reach = "facts"
    seconds: int = 0
    document: str | None = None
    decision: int | None = None
    confirmed: tuple[Confirmation, ...] = ()
    withdrawn: tuple[int, str, datetime] | None = None

    def state(self, day: date) -> State:
        """How it stands on a day (UTC), before its facts are held against those of a finding.

        Its last day is one of those on which it holds. What was confirmed or withdrawn after
        the day is not known on it.
        """
        if self.withdrawn is not None and self.withdrawn[2].date() <= day:
            return "withdrawn"
        if day > self.until:
            return "expired"
        known = [each for each in self.confirmed if each.moment.date() <= day]
        return "in_force" if len(known) >= self.seconds else "proposed"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one settlement stands to one finding, and why it does not hold where it does not."""

    resolution: Resolution
    state: State
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason by which a finding may be settled; the fields are those of `policy.toml`."""

    code: str
    says: str
    tests: tuple[str, ...]
    lifts: tuple[Weight, ...]
    becomes: Weight
    most_days: int
    four_eyes: tuple[Weight, ...]
    document: str
    reach: Reach

    def is_for(self, test: str) -> bool:
        """Whether findings of a test may be settled by it."""
        return not self.tests or any(
            test.startswith(each) if each.endswith(".") else test == each for each in self.tests
        )

    def seconds(self, weight: Weight) -> int:
        """How many further persons must confirm, for a finding of this weight."""
        return 1 if weight in self.four_eyes else 0


@dataclass(frozen=True, slots=True)
class Closing:
    """That an order is no longer open: how it ended, who says so, and what was pending."""

    number: int
    order: str
    ending: Ending
    person: str
    moment: datetime
    pending: tuple[str, ...] = ()
    note: str = ""
