"""What people said of entries, that they are one party or two: a file of the user's own.

A CSV with a header, to be written by hand or by the command. It is kept beside the lists, and
each line counts from its day on:

    one,other,verdict,reason,person,day
    un_sc:QDi.042,us_ofac_sdn:7006,apart,other father's name,A. Officer,2026-11-23
"""

import csv
import io
from datetime import date
from pathlib import Path

from enduse.errors import SettingsError
from enduse.model.same import Ruling

COLUMNS = ("one", "other", "verdict", "reason", "person", "day")
_VERDICTS = {"same": True, "apart": False}


def read(path: Path) -> tuple[Ruling, ...]:
    """The rulings of a file, in its order; none where there is no file.

    Raises `SettingsError`, with the row, where one cannot be read: a ruling that is passed
    over would let two entries be shown as one that a person told apart.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), f"cannot be read ({error})", "a CSV in UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if reader.fieldnames is None or set(COLUMNS) - set(reader.fieldnames):
        found = f"has the columns {', '.join(reader.fieldnames or ()) or 'none'}"
        raise SettingsError(str(path), found, ", ".join(COLUMNS))
    return tuple(_ruling(row, f"{path} row {reader.line_num}") for row in reader)


def add(path: Path, ruling: Ruling) -> None:
    """Add a ruling to a file, which is made where there is none."""
    read(path)  # a line is not added to a file that cannot be read
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        if not before:
            writer.writerow(COLUMNS)
        verdict = "same" if ruling.same else "apart"
        writer.writerow(
            (ruling.one, ruling.other, verdict, ruling.reason, ruling.person, ruling.day)
        )
        joint = "\n" if before and not before.endswith("\n") else ""
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(joint + line.getvalue())
    except OSError as error:
        found = f"cannot be written ({error})"
        raise SettingsError(str(path), found, "room to write") from error


def _ruling(row: dict[str, str | None], where: str) -> Ruling:
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for name in COLUMNS:
        if not values[name]:
            raise SettingsError(where, f"has no {name}", f"all of {', '.join(COLUMNS)}")
    for name in ("one", "other"):
        list_id, _, entry = values[name].partition(":")
        if not (list_id and entry):
            raise SettingsError(where, f"{name} is {values[name]!r}", "LIST:ID")
    if values["verdict"] not in _VERDICTS:
        raise SettingsError(where, f"verdict is {values['verdict']!r}", "same or apart")
    try:
        day = date.fromisoformat(values["day"])
    except ValueError as error:
        raise SettingsError(where, f"day is {values['day']!r}", "one as 2026-11-23") from error
    said = values["reason"], values["person"], day
    return Ruling(values["one"], values["other"], _VERDICTS[values["verdict"]], *said)
