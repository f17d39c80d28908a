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


def thresholds_of(settings: Settings, data: bytes | None) -> Thresholds:
    """The thresholds that decisions are made by: those of a tuned set, or the model's.

    `data` are the bytes of the set, None where there is none.
    """
    return thresholds(settings.sensitivity, _fit(kept.parse(data, file_of(settings)), settings))


def data_of(settings: Settings) -> bytes | None:
    """The bytes of the tuned set in force, if there is one. Raises as `in_force` does."""
    return kept.data_of(file_of(settings))


def in_force(settings: Settings) -> Tuned | None:
    """The tuned set that decisions are made by, if there is one.

    Raises `SettingsError` where it cannot be read, is for another model, or is out of
    bounds: passed over, it would leave other thresholds in force than the user set.
    """
    return _fit(kept.read(file_of(settings)), settings)


def _fit(found: Tuned | None, settings: Settings) -> Tuned | None:
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
