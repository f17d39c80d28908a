"""The owners of one party as a picture needs them: boxes, arrows, and what each rule says."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from enduse.model.finding import Basis, Weight
from enduse.model.order import Kind, Role

Counted = Literal["yes", "no", "undecided"]


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry of a list that somebody is, or may be where not `sure`.

    `name` is the listed name as published, `effect` what being on that list means in law.
    """

    list_id: str
    entry: str
    name: str
    effect: str
    regime: str
    weight: Weight
    sure: bool


@dataclass(frozen=True, slots=True)
class Box:
    """Somebody in the picture. `role` stands on the party alone.

    `stands_for` counts owners that are drawn as one box, and is 0 where it is one owner;
    `hides_listed` says that a listed owner is among or behind them. `unnamed` marks the part
    of a company for which no owner is named.
    """

    number: int
    name: str | None
    country: str | None = None
    kind: Kind = "unknown"
    role: Role | None = None
    marks: tuple[Mark, ...] = ()
    stands_for: int = 0
    hides_listed: bool = False
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """What one box holds of another, between `low` and `high` per cent.

    `known` is False where no share was given. `control` are the order's words on control,
    `controls` what they come to.
    """

    owner: int
    owned: int
    low: float
    high: float
    known: bool = True
    control: str | None = None
    controls: Counted = "no"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a rule says of one company: whether listed owners own it, and what they hold.

    `level` counts companies from a listed owner: 1 for one of which the listed owner holds
    part himself. It is None where the rule does not reach the company.
    """

    box: int
    answer: Counted
    held: float
    may: float
    by_control: bool = False
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Ruled:
    """One rule on ownership, in force on the day, over the companies of the picture.

    `first` is the box where it bites first: the nearest to a listed owner that counts as
    owned, or where none does, of which it cannot be decided. `reaches` is empty where no
    listed owner counts under the rule.
    """

    name: str
    says: str
    effect: str
    basis: tuple[Basis, ...]
    reaches: tuple[Reach, ...] = ()
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """The owners behind one party; box 0 is the party.

    `subject` is its path in the order. `unknown` are sentences on what is not known,
    `left_out` on what is known and was not drawn, `lists` the editions that were read, and
    `unread` sentences on lists that were not: a listed owner may then be missing.
    """

    order: str
    subject: str
    as_of: date
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    rules: tuple[Ruled, ...] = ()
    unknown: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether any owner is or may be on a list."""
        return any(box.marks for box in self.boxes[1:])
