"""What this program is, by hash: its code, its tables, and the packages that it stands on."""

import hashlib
import platform
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import enduse

_UNASKED = frozenset({"fetch", "record", "report", "serve"})
"""Rooms that only bring, keep and show: no answer is made in them."""

_RULES = "assess/rulebook/"
"""Said apart from the tables: the rulebook is recorded whole."""

_NAME = re.compile(r"[A-Za-z0-9._-]+")


@cache
def program() -> dict[str, Any]:
    """The program as plain values: the same values give the same answers on one ground.

    `code` is a SHA-256 over all modules in which answers are made, `tables` one for each room
    that has tables, each over lines "NAME SHA256" sorted by name. Some 50 ms, once a process.
    """
    sums = dict(_sums())
    tables: dict[str, dict[str, str]] = {}
    for name, sha256 in sums.items():
        if not name.endswith(".py") and not name.startswith(_RULES):
            tables.setdefault(name.partition("/")[0], {})[name] = sha256
    return {
        "version": enduse.__version__,
        "code": _over({name: each for name, each in sums.items() if name.endswith(".py")}),
        "tables": {room: _over(each) for room, each in sorted(tables.items())},
        "python": platform.python_version(),
        "unicode": unicodedata.unidata_version,
        "packages": dict(_packages()),
    }


def covered() -> frozenset[str]:
    """The files that `program` is a hash over, and those of the rulebook, below the package."""
    return frozenset(name for name, _ in _walk(files("enduse"), ""))


def _sums() -> Iterator[tuple[str, str]]:
    for name, file in sorted(_walk(files("enduse"), ""), key=lambda each: each[0]):
        yield name, hashlib.sha256(file.read_bytes()).hexdigest()


def _walk(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for each in folder.iterdir():
        if each.is_dir():
            if each.name != "__pycache__" and f"{above}{each.name}" not in _UNASKED:
                yield from _walk(each, f"{above}{each.name}/")
        elif not each.name.endswith((".pyc", ".typed")):
            yield f"{above}{each.name}", each


def _over(sums: dict[str, str]) -> str:
    lines = "".join(f"{name} {sums[name]}\n" for name in sorted(sums))
    return hashlib.sha256(lines.encode()).hexdigest()


def _packages() -> Iterator[tuple[str, str]]:
    """The packages that enduse asks for and that are installed, with their versions."""
    try:
        wanted = metadata.requires("enduse") or []
    except metadata.PackageNotFoundError:  # run from a folder: what is there is not known
        wanted = []
    for name in sorted({found[0] for each in wanted if (found := _NAME.match(each))}):
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
