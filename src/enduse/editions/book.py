"""What happened to a list, day by day: lines that are added and never changed."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from enduse.errors import EditionError

EVENTS = ("kept", "seen", "refused", "accepted", "failed")
"""An edition was put on the shelf; the publisher still gave it; a download was refused; a
person took a refused one; the publisher could not be reached."""


class Book:
    """The book of one list. A line that was cut off while it was written is passed over."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, event: str, day: date, **facts: str) -> None:
        """Add a line; `facts` are words and names.

        Raises `EditionError` where the disk refuses.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        line = {"event": event, "day": day.isoformat(), "at": now, **facts}
        text = json.dumps(line, ensure_ascii=False) + "\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a+b") as file:
                torn = file.tell() > 0 and _last_byte(self._path) != b"\n"
                # After a line that was cut off a new one begins, or both would be lost.
                file.write(b"\n" * torn + text.encode())
        except OSError as error:
            found = f"cannot be written ({error})"
            raise EditionError(str(self._path), found, "room to write") from error

    def events(self, by: date) -> Iterator[dict[str, Any]]:
        """What happened up to a day, in the order in which it was written.

        Raises `EditionError` where there is a book that cannot be read.
        """
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").split("\n")
        except FileNotFoundError:
            return
        except OSError as error:
            raise EditionError(
                str(self._path), f"cannot be read ({error})", "a book"
            ) from error
        for line in lines:
            said = _line(line)
            if said is not None and date.fromisoformat(said["day"]) <= by:
                yield said

    def last(self, by: date) -> dict[str, Any] | None:
        """The last thing that happened up to a day."""
        found = None
        for found in self.events(by):  # noqa: B007  # the last one is what is asked for
            pass
        return found


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1)


def _line(text: str) -> dict[str, Any] | None:
    """The event of a line; None where it was cut off, or is not one of ours."""
    try:
        said: dict[str, Any] = json.loads(text)
        date.fromisoformat(said["day"])
        return said if said["event"] in EVENTS else None
    except (ValueError, KeyError, TypeError):
        return None
