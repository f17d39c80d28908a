"""What people said of entries, that they are one party or two: a file of the user's own.

A CSV with a header, to be written by hand or by the command. It is kept beside the lists, and
each line counts from its day on:

    one,other,verdict,reason,person,day
    un_sc:QDi.042,us_ofac_sdn:7006,apart,other father's name,A. Officer,2026-11-23
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from enduse.errors import SettingsError
from enduse.model.same import Ruling

COLUMNS = ("one", "other", "verdict", "reason", "person", "day")
_PATIENCE = 20.0
_KEY = re.compile(r"[a-z][a-z0-9_-]*:\S.*")
_VERDICTS = {"same": True, "apart": False}


def read(path: Path) -> tuple[Ruling, ...]:
    """The rulings of a file, in its order; none where there is no file.

    Raises `SettingsError`, with the row, where one cannot be read: a ruling that is passed
    over would let two entries be shown as one that a person told apart.
    """
    return parse(data_of(path), path)


def data_of(path: Path) -> bytes | None:
    """The bytes of a file of rulings; None where there is none.

    Raises `SettingsError` where it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read ({error})", "a CSV in UTF-8") from error


def parse(data: bytes | None, path: Path) -> tuple[Ruling, ...]:
    """The rulings in the bytes of a file, as `read` gives them; `path` names it in errors."""
    if data is None:
        return ()
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise SettingsError(str(path), f"cannot be read ({error})", "a CSV in UTF-8") from error
    if not text.strip():
        return ()
    try:
        return tuple(_rulings(text, path))
    except csv.Error as error:
        raise SettingsError(str(path), f"cannot be read ({error})", "a CSV in UTF-8") from error


def add(path: Path, ruling: Ruling) -> None:
    """Add a ruling to a file, which is made where there is none; wholly, or not at all.

    Two additions at once come one after the other.
    """
    import filelock  # only who adds needs it

    fresh = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE):
            known = read(path)  # a line is not added to a file that cannot be read
            before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
            head = before if known or before.strip() else ",".join(COLUMNS) + "\n"
            joint = "" if head.endswith("\n") else "\n"
            fresh.write_text(head + joint + _line(ruling), encoding="utf-8", newline="")
            fresh.replace(path)
    except (OSError, filelock.Timeout) as error:
        fresh.unlink(missing_ok=True)
        found = f"cannot be written ({error})"
        raise SettingsError(str(path), found, "room to write") from error


def _line(ruling: Ruling) -> str:
    line = io.StringIO()
    verdict = "same" if ruling.same else "apart"
    cells = (ruling.one, ruling.other, verdict, ruling.reason, ruling.person, ruling.day)
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _rulings(text: str, path: Path) -> Iterator[Ruling]:
    # Strict, or one quote too many would swallow the lines behind it.
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if reader.fieldnames is None or set(COLUMNS) - set(reader.fieldnames):
        found = f"has the columns {', '.join(reader.fieldnames or ()) or 'none'}"
        raise SettingsError(str(path), found, ", ".join(COLUMNS))
    for row in reader:
        where = f"{path} row {reader.line_num}"
        if any("\n" in (value or "") for value in row.values() if isinstance(value, str)):
            found = "has a cell of several lines, as a quote that is never closed makes"
            raise SettingsError(where, found, "a line a ruling")
        yield _ruling(row, where)


def _ruling(row: dict[str, str | None], where: str) -> Ruling:
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for name in COLUMNS:
        if not values[name]:
            raise SettingsError(where, f"has no {name}", f"all of {', '.join(COLUMNS)}")
    for name in ("one", "other"):
        if not _KEY.fullmatch(values[name]):
            expected = "LIST:ID, as un_sc:QDi.042"
            raise SettingsError(where, f"{name} is {values[name]!r}", expected)
    if values["one"] == values["other"]:
        raise SettingsError(where, f"names {values['one']!r} twice", "two entries")
    if values["verdict"] not in _VERDICTS:
        raise SettingsError(where, f"verdict is {values['verdict']!r}", "same or apart")
    try:
        day = date.fromisoformat(values["day"])
    except ValueError as error:
        raise SettingsError(where, f"day is {values['day']!r}", "one as 2026-11-23") from error
    said = values["reason"], values["person"], day
    return Ruling(values["one"], values["other"], _VERDICTS[values["verdict"]], *said)
