"""Thresholds that a user set by names of people and firms that he knows to be innocent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from enduse.model.hit import Sensitivity


@dataclass(frozen=True, slots=True)
class TunedBy:
    """A list that the innocents were held against."""

    list_id: str
    published: date
    sha256: str


@dataclass(frozen=True, slots=True)
class Tuned:
    """A set of thresholds, with all that it was made from.

    `model` names the model whose scores they are, `day` says when they were set. `names`
    counts the innocents, `sha256` is of their files. `hit` holds the threshold of each
    sensitivity that the file was large enough to set, `alarms` how many innocents reach it.
    `digest` is the SHA-256 of the set as it is kept; a decision shows its first letters.
    """

    model: str
    day: date
    names: int
    sha256: str
    hit: Mapping[Sensitivity, float]
    alarms: Mapping[Sensitivity, int]
    editions: tuple[TunedBy, ...] = ()
    digest: str = ""

    @property
    def called(self) -> str:
        """How a decision names it."""
        return f"tuned {self.day} {self.digest[:8]}"
