"""Folders that appear whole or not at all, and copies that may be thrown away.

What is made from an edition to be read quickly (its lines as they are mapped, its index)
can be made again, so only those of the last few editions are kept.
"""

import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

KEPT = 3
"""Copies of one list that stay: the newest edition's, and those used last beside it."""

_UNDER_WAY = ".new-"
_LEFT_BEHIND = 3600.0
"""Seconds after which a folder under way is one that nobody will finish: its writer is gone."""


@contextmanager
def whole_folder(place: Path, *, settled: bool = True) -> Iterator[Path]:
    """A folder to fill, which is at `place` when the block ends, or nowhere.

    Where it is to be `settled`, everything in it is on the disk before the name is, so
    that a power cut leaves no whole name on half a folder. Raises `OSError` where the disk
    refuses, or where `place` was taken meanwhile; what was filled is gone then.
    """
    made = place.parent / f"{_UNDER_WAY}{uuid.uuid4().hex}"
    made.mkdir(parents=True)
    try:
        yield made
        for path in (*made.rglob("*"), made) if settled else ():
            _settle(path)
        made.rename(place)
        if settled:
            _settle(place.parent)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def sweep(home: Path) -> None:
    """Remove the folders in `home` that somebody began to fill and never will end."""
    for path in home.glob(f"{_UNDER_WAY}*"):
        written = _written(path)
        if written is not None and time.time() - written > _LEFT_BEHIND:
            shutil.rmtree(path, ignore_errors=True)


def used(folder: Path) -> None:
    """Note that a copy is in use, so that it stays longer than others."""
    with suppress(OSError):  # on a disk that takes no notes nothing is removed either
        folder.touch()


def prune(home: Path, *, kept: int = KEPT) -> None:
    """Remove all copies in `home` but those written or used last.

    Whoever has one open goes on reading it; whoever comes later makes it again.
    """
    found = [(_written(path), path) for path in home.glob("*") if not path.name.startswith(".")]
    dated = sorted((written, path) for written, path in found if written is not None)
    for _, path in dated[:-kept]:
        shutil.rmtree(path, ignore_errors=True)


def _written(path: Path) -> float | None:
    """When a folder was written; None where it has gone meanwhile."""
    try:
        return path.stat().st_mtime
    except OSError:
        return None


def _settle(path: Path) -> None:
    """See to it that a file or folder is on the disk, and not only on its way there."""
    if os.name != "posix" and path.is_dir():
        return  # only POSIX can open a folder
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
