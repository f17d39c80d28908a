"""Thresholds that a user tuned: a small file of the user's own, kept beside the lists.

    tuned.toml                        the set in force
    tuned-2026-11-30-abcd1234.toml    one that was replaced or taken back

What was replaced is kept, since decisions name it: by its day and the start of its SHA-256.
"""

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, TypeVar, get_args

from enduse.errors import SettingsError
from enduse.model.hit import Sensitivity
from enduse.model.tuned import Tuned, TunedBy

_SENSITIVITIES: tuple[Sensitivity, ...] = get_args(Sensitivity)
_HEAD = """\
# Made by `enduse tune`, and used by `enduse check`. `enduse tune --forget` takes it back.
# [hit]: from which score a name is a hit. [alarms]: how many of the innocents reach it.
# A sensitivity that is not named here keeps the threshold of the model.
"""
_EXPECTED = "a set as written by `enduse tune`; make it anew, or `enduse tune --forget`"

Value = TypeVar("Value")


def read(path: Path) -> Tuned | None:
    """The set in a file; None where there is no file.

    Raises `SettingsError` where it cannot be read whole: to pass it over would leave other
    thresholds in force than the user set.
    """
    return parse(data_of(path), path)


def data_of(path: Path) -> bytes | None:
    """The bytes of a set; None where there is no file. `SettingsError` as in `read`."""
    if not _stands(path):
        return None
    if not path.is_file():
        raise SettingsError(str(path), "is a folder or leads nowhere", _EXPECTED)
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read ({error})", _EXPECTED) from error


def parse(data: bytes | None, path: Path) -> Tuned | None:
    """The set in the bytes of a file, as `read` gives it; `path` names it in errors."""
    if data is None:
        return None
    try:
        raw = tomllib.loads(data.decode("utf-8"))
    except ValueError as error:
        raise SettingsError(str(path), f"cannot be read ({error})", _EXPECTED) from error
    return replace(_tuned(_Table(raw, path)), digest=hashlib.sha256(data).hexdigest())


def write(path: Path, tuned: Tuned) -> Tuned:
    """Put a set in force, wholly or not at all; what was in force before is kept aside.

    Gives it back with its digest.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(as_toml(tuned), encoding="utf-8", newline="")
        if _stands(path):
            _aside(path)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        found = f"cannot be written ({error})"
        raise SettingsError(str(path), found, "room to write") from error
    made = read(path)
    if made is None:
        raise SettingsError(str(path), "was taken away while it was written", "a file")
    return made


def forget(path: Path) -> Path | None:
    """Take a set out of force, readable or not; where it is kept, None where there was none."""
    try:
        return _aside(path) if _stands(path) else None
    except OSError as error:
        found = f"cannot be moved ({error})"
        raise SettingsError(str(path), found, "a folder to write in") from error


def as_toml(tuned: Tuned) -> str:
    """A set as text, the same for the same set."""
    lines = [
        f"model = {_text(tuned.model)}",
        f"day = {tuned.day}",
        "",
        "[innocents]",
        f"names = {tuned.names}",
        f"sha256 = {_text(tuned.sha256)}",
        "",
        "[hit]",
        *(f"{name} = {tuned.hit[name]!r}" for name in _SENSITIVITIES if name in tuned.hit),
        "",
        "[alarms]",
        *(f"{name} = {tuned.alarms[name]}" for name in _SENSITIVITIES if name in tuned.alarms),
    ]
    for each in tuned.editions:
        lines += [
            "",
            "[[edition]]",
            f"list = {_text(each.list_id)}",
            f"published = {each.published}",
            f"sha256 = {_text(each.sha256)}",
        ]
    return _HEAD + "\n" + "\n".join(lines) + "\n"


def _text(text: str) -> str:
    # JSON's escapes are TOML's; TOML alone also wants DEL escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _aside(path: Path) -> Path:
    if not path.is_file():  # a folder, or a link that leads nowhere
        return path.rename(_free(path))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    try:
        known = read(path)
    except SettingsError:
        known = None
    day = f"{known.day}-" if known else ""
    return path.replace(path.with_name(f"{path.stem}-{day}{digest[:8]}{path.suffix}"))


def _stands(path: Path) -> bool:
    """Whether anything is there, be it a link that leads nowhere."""
    return path.exists() or path.is_symlink()


def _free(path: Path) -> Path:
    """A name beside a file that nothing has yet."""
    names = (path.with_name(f"{path.stem}-unread-{at}{path.suffix}") for at in count(1))
    return next(each for each in names if not _stands(each))


class _Table:
    """A table of the file, every key taken by name and by kind."""

    def __init__(self, raw: Mapping[str, Any], path: Path, name: str = "") -> None:
        self._left = dict(raw)
        self._path = path
        self._name = name

    def take(self, key: str, kind: type[Value], *, fit: Callable[[Value], bool]) -> Value:
        """A value of a kind that fits; anything else is refused, with its place."""
        value = self._left.pop(key, None)
        # A date and time is a date to Python, and true is a number.
        if type(value) is not kind or not fit(value):
            what = "nothing" if value is None else repr(value)
            raise SettingsError(f"{self._path} {self._name}{key}", f"is {what}", _EXPECTED)
        return value

    def table(self, key: str) -> "_Table":
        """A table in this one."""
        return _Table(self.take(key, dict, fit=bool), self._path, f"{key}.")

    def tables(self, key: str) -> Iterator["_Table"]:
        """The tables of a list, which may be missing."""
        if key not in self._left:
            return
        for number, each in enumerate(self.take(key, list, fit=bool)):
            raw = each if isinstance(each, dict) else {}
            yield _Table(raw, self._path, f"{key} {number}.")

    def levels(self, kind: type[Value], *, fit: Callable[[Value], bool]) -> dict[str, Value]:
        """A value for each sensitivity that is named."""
        names = [name for name in _SENSITIVITIES if name in self._left]
        return {name: self.take(name, kind, fit=fit) for name in names}

    def close(self) -> None:
        """Refuse what nobody took."""
        for key in self._left:
            where = f"{self._path} {self._name}{key}"
            raise SettingsError(where, "is no field of a tuned set", _EXPECTED)


def _tuned(table: _Table) -> Tuned:
    innocents, hit, alarms = (table.table(key) for key in ("innocents", "hit", "alarms"))
    editions = list(table.tables("edition"))
    made = Tuned(
        model=table.take("model", str, fit=bool),
        day=table.take("day", date, fit=bool),
        names=innocents.take("names", int, fit=lambda n: n > 0),
        sha256=innocents.take("sha256", str, fit=_is_hash),
        hit=hit.levels(float, fit=lambda score: 0.0 < score < 1.0),  # type: ignore[arg-type]
        alarms=alarms.levels(int, fit=lambda n: n >= 0),  # type: ignore[arg-type]
        editions=tuple(
            TunedBy(
                each.take("list", str, fit=bool),
                each.take("published", date, fit=bool),
                each.take("sha256", str, fit=_is_hash),
            )
            for each in editions
        ),
    )
    for each in (table, innocents, hit, alarms, *editions):
        each.close()
    return made


def _is_hash(text: str) -> bool:
    return len(text) == hashlib.sha256().digest_size * 2
