"""Thresholds that a user tuned: which are in force, put in force, and taken back."""

from collections.abc import Mapping
from pathlib import Path

from enduse.editions import tuned as kept
from enduse.index.model import load
from enduse.index.thresholds import Thresholds, refuse_unfit, thresholds
from enduse.index.tuning import ALARMS
from enduse.model.hit import Sensitivity
from enduse.model.tuned import Tuned
from enduse.settings import Settings


def thresholds_of(settings: Settings) -> Thresholds:
    """The thresholds that decisions are made by: the tuned ones, or the model's."""
    return thresholds(settings.sensitivity, in_force(settings))


def in_force(settings: Settings) -> Tuned | None:
    """The tuned set that decisions are made by, if there is one.

    Raises `SettingsError` where it cannot be read, is for another model, or is out of
    bounds: passed over, it would leave other thresholds in force than the user set.
    """
    found = kept.read(file_of(settings))
    if found is not None:
        refuse_unfit(found, str(file_of(settings)))
    return found


def put(settings: Settings, tuned: Tuned) -> Tuned:
    """Put a set in force, in place of any other; gives it back with its digest."""
    return kept.write(file_of(settings), tuned)


def model_levels() -> tuple[str, Mapping[Sensitivity, float]]:
    """The model's name, and its thresholds."""
    model = load()
    return model.name, {each: model.floors[each] for each in ALARMS}


def forget(settings: Settings) -> Path | None:
    """Go back to the model's thresholds. Says where the set is kept; None if there was none."""
    return kept.forget(file_of(settings))


def file_of(settings: Settings) -> Path:
    """Where the set in force is kept."""
    return settings.data / "tuned.toml"
