"""From which score a likeness is shown as a hit."""

from dataclasses import dataclass

from enduse.index.model import load
from enduse.model.hit import Sensitivity


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A named set, so that a decision can say by which it was made.

    `hit` is the score from which two names are a hit that somebody must look at. It is set
    by how many of a thousand innocents are held: 1 (strict), 7 (balanced) or 20 (wide); see
    docs/reference/matching.md for what was measured.
    """

    name: str
    hit: float


def thresholds(sensitivity: Sensitivity = "balanced") -> Thresholds:
    """The thresholds of a sensitivity, as the model was fitted with them."""
    model = load()
    return Thresholds(f"{model.name}-{sensitivity}", hit=model.floors[sensitivity])


DEFAULT = thresholds()
