"""What a file of innocents says of the thresholds, on the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from enduse.report.words import printable

if TYPE_CHECKING:
    from enduse.desk.tune import Level, Row, Tuning
    from enduse.model.hit import Sensitivity
    from enduse.model.tuned import Tuned

SHOWN = 20


def show(found: "Tuning", source: str, *, full: bool) -> None:
    """Print all that was found, what a person must look at last."""
    most = None if full else SHOWN
    for says in found.warnings:
        _say(f"warning: {says}")
    if found.ignored:
        _say(f"warning: {found.ignored}; `now` below is the model's")
    _some("Rows that were left out", found.lost, most)
    _some("Not used of rows that count all the same", found.notes, most)
    lists = ", ".join(f"{each.list_id} of {each.published}" for each in found.editions)
    repeated = f" ({found.repeated:,} more are repeated)" if found.repeated else ""
    _say(f"{found.names:,} innocents of {source}{repeated}, held against {lists}\n")
    _table(found)
    for level in found.levels:
        for says in _remarks(level, found):
            _say(says)
    up = [each.sensitivity for each in found.levels if (each.tuned or 0.0) > each.now]
    if up:
        what = "fewer listed names under other spellings will be found"
        _say(f"Higher than now: {', '.join(up)}. There {what}.")
    if found.listed:
        heading = (
            "Not counted above, for their words are those of a listed name. Look at each: it "
            "may be the listed party"
        )
        _some(heading, [_row(row) for row in found.listed], most)
    balanced = next(each for each in found.levels if each.sensitivity == "balanced")
    threshold = balanced.now if balanced.tuned is None else balanced.tuned
    alarms = found.alarms(threshold)
    heading = f"Would be hits at balanced, from {threshold:.3f}. Take out who is listed"
    _some(heading, [_row(row) for row in alarms], most)


def written(tuned: "Tuned", folder: Path) -> None:
    """Say what is in force from now on."""
    levels = _levels(tuned.hit)
    _say(f"\nIn force for all checks with the data folder {folder}: {levels}.")
    _say(f'Decisions name it "{tuned.called}". `enduse tune --forget` takes it back.')


def in_force(tuned: "Tuned | None", model: str, floors: Mapping["Sensitivity", float]) -> None:
    """Say by which thresholds decisions are made."""
    if tuned is None:
        _say(f"No thresholds were tuned. Those of {model} are in force: {_levels(floors)}.")
        return
    _say(f"In force: {_levels(tuned.hit)} ({tuned.called})")
    if left := {name: score for name, score in floors.items() if name not in tuned.hit}:
        _say(f"As {model} has it: {_levels(left)}")
    _say(f"Set by {tuned.names:,} innocents, SHA-256 {tuned.sha256}, on the lists")
    for each in tuned.editions:
        _say(f"  {each.list_id} of {each.published}, SHA-256 {each.sha256}")


def forgotten(kept: Path | None) -> None:
    """Say that the model's thresholds are in force again."""
    if kept is None:
        _say("No thresholds were tuned; nothing was changed.")
    else:
        _say(f"The thresholds of the model are in force. The tuned set is kept as {kept}")


def _table(found: "Tuning") -> None:
    from rich.console import Console
    from rich.table import Table

    title = "From which score a name is a hit, and alarms in 1,000 innocents"
    shown = Table(title=title, title_justify="left")
    shown.add_column("\nsensitivity")
    for heading in (
        "score\nnow", "score\ntuned", "alarms\nasked", "alarms\nnow", "alarms\ntuned",
        "95 % sure that\nalarms are",
    ):  # fmt: skip
        shown.add_column(heading, justify="right")
    for level in found.levels:
        now, tuned = found.rates(level.alarms_now), found.rates(level.alarms_tuned)
        unset = level.tuned is None
        _, low, high = now if unset else tuned
        shown.add_row(
            level.sensitivity,
            f"{level.now:.3f}",
            "–" if level.tuned is None else f"{level.tuned:.3f}",
            str(level.asked),
            f"{now[0]:.1f}",
            "–" if unset else f"{tuned[0]:.1f}",
            f"{'now ' if unset else ''}{low:.1f} to {high:.1f}",
        )
    Console(highlight=False).print(shown)


def _remarks(level: "Level", found: "Tuning") -> Iterator[str]:
    """What a person must know of one sensitivity before he puts it in force."""
    name = level.sensitivity
    if level.tuned is None:
        yield (
            f"{name} stays as the model has it: {level.asked} in 1,000 takes {level.needs:,} "
            f"names, and {found.names:,} count here."
        )
        return
    if level.held == "high":
        rate = found.rates(level.alarms_tuned)[0]
        yield (
            f"{name} stops at {level.high:.3f}, as high as it may go, where {rate:.1f} in "
            "1,000 are hits: higher, too many listed names would be missed."
        )
    elif level.held == "low":
        yield f"{name} stops at {level.low:.3f}, as low as it may go."


def _row(row: "Row") -> str:
    near = row.near
    where = f"{near.entry.list_id} {near.entry.id}"
    return f"{near.score:.3f}  {near.asked} ({row.label}): {near.listed.text} ({where})"


def _some(heading: str, rows: Sequence[str], most: int | None) -> None:
    if not rows:
        return
    shown = rows[:most]
    _say(f"\n{heading} ({len(rows):,}):")
    for each in shown:
        _say(f"  {each}")
    if len(rows) > len(shown):
        _say(f"  and {len(rows) - len(shown):,} more; --full shows all")


def _levels(scores: Mapping["Sensitivity", float]) -> str:
    return ", ".join(f"{name} {score:.3f}" for name, score in scores.items())


def _say(text: str) -> None:
    typer.echo("\n".join(printable(line) for line in text.split("\n")))
