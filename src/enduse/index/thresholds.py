"""From which score a likeness is shown as a hit."""

from dataclasses import dataclass
from itertools import pairwise

from enduse.errors import SettingsError
from enduse.index.model import load
from enduse.index.tuning import ALARMS, bounds
from enduse.model.hit import Sensitivity
from enduse.model.tuned import Tuned

_AGAIN = "`enduse tune FILE --write` with your innocents, or `enduse tune --forget`"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A named set, so that a decision can say by which it was made.

    `hit` is the score from which two names are a hit that somebody must look at. It is set
    by how many of a thousand innocents are held: 1 (strict), 7 (balanced) or 20 (wide); see
    docs/reference/matching.md for what was measured.
    """

    name: str
    hit: float


def thresholds(sensitivity: Sensitivity = "balanced", tuned: Tuned | None = None) -> Thresholds:
    """The thresholds of a sensitivity: tuned ones where there are, else the model's."""
    model = load()
    name = f"{model.name}-{sensitivity}"
    if tuned is None or sensitivity not in tuned.hit:
        return Thresholds(name, hit=model.floors[sensitivity])
    return Thresholds(f"{name}, {tuned.called}", hit=tuned.hit[sensitivity])


def refuse_unfit(tuned: Tuned, where: str) -> None:
    """Raise `SettingsError` for a set of another model, beyond its bounds, or mixed up.

    A score means something in its own model only; no file may switch screening off; and
    what is a hit at a stricter sensitivity is one at a wider.
    """
    model = load()
    if tuned.model != model.name:
        found = f"is tuned for the model {tuned.model!r}, and this version has {model.name!r}"
        raise SettingsError(where, found, _AGAIN)
    for sensitivity, score in tuned.hit.items():
        low, high = bounds(sensitivity)
        if not low <= score <= high:
            found = f"{sensitivity} is {score}, outside {low} to {high}"
            raise SettingsError(where, found, _AGAIN)
    levels = [(each, tuned.hit.get(each, model.floors[each])) for each in ALARMS]
    for (stricter, high), (wider, low) in pairwise(levels):
        if high < low:
            found = f"{stricter} is {high}, below {wider} with {low}"
            raise SettingsError(where, found, _AGAIN)


DEFAULT = thresholds()
