"""A file beside the database that says how far the record had come.

Whoever puts back an older copy of the database puts back a chain that holds together. That it
once was longer is known here: a line is added after every commit, before anybody is told that
it is recorded.
"""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from enduse.errors import RecordError
from enduse.model.record import FORM, Checkpoint, Entry
from enduse.record.canonical import canonical
from enduse.record.chain import moment_from, moment_text
from enduse.record.keys import Signer

NAME = "checkpoints.jsonl"
CHECKPOINT = b"enduse record checkpoint 1\n"
"""Goes before a checkpoint when it is signed."""

_TAIL = 16_384
"""Bytes at the end of the file that are held against the record when it is opened."""


def make(entry: Entry, signer: Signer, *, root: str | None = None) -> Checkpoint:
    """A signed checkpoint at an entry. Its moment is the entry's."""
    at = entry.header
    bare = Checkpoint(at.number, entry.hash, at.moment, signer.id, b"", root)
    signature = signer.sign(signed_bytes(bare))
    return Checkpoint(at.number, entry.hash, at.moment, signer.id, signature, root)


def signed_bytes(checkpoint: Checkpoint) -> bytes:
    """What the signature of a checkpoint is made of."""
    return CHECKPOINT + canonical(_plain(checkpoint), where="checkpoint")


def line(checkpoint: Checkpoint) -> bytes:
    """A checkpoint on one line, as it is kept and as it may be given to others."""
    plain = {**_plain(checkpoint), "signature": checkpoint.signature.hex()}
    return canonical(plain, where="checkpoint") + b"\n"


def _plain(checkpoint: Checkpoint) -> dict[str, str | int]:
    plain: dict[str, str | int] = {
        "form": FORM,
        "number": checkpoint.number,
        "hash": checkpoint.hash,
        "moment": moment_text(checkpoint.moment),
        "key": checkpoint.key,
    }
    return plain if checkpoint.root is None else {**plain, "root": checkpoint.root}


def add(home: Path, checkpoint: Checkpoint) -> None:
    """Add a checkpoint to the file; `RecordError` where the disk does not take it whole."""
    data, place = line(checkpoint), home / NAME
    try:
        number = os.open(place, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            data = data if _ends_whole(number) else b"\n" + data
            written = os.write(number, data)  # in one go: another process may be writing too
        finally:
            os.close(number)
    except OSError as error:
        raise RecordError(
            str(place), f"cannot be written ({error.strerror})", "room"
        ) from error
    if written < len(data):
        raise RecordError(str(place), "was written in half: the disk is full", "room")


def _ends_whole(number: int) -> bool:
    size = os.lseek(number, 0, os.SEEK_END)
    if size == 0:
        return True
    os.lseek(number, size - 1, os.SEEK_SET)
    return os.read(number, 1) == b"\n"


def latest(home: Path) -> list[Checkpoint]:
    """The checkpoints that were added last, oldest first; what is no whole line is left out."""
    place = home / NAME
    try:
        with place.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            lines = file.read().split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise RecordError(str(place), f"cannot be read ({error.strerror})", "a file") from error
    first = 1 if size > _TAIL else 0
    found = (_read_or_none(each) for each in lines[first:])
    return [each for each in found if each is not None]


def rooted(home: Path) -> list[Checkpoint]:
    """All checkpoints that hold a root, oldest first: those made to be given to others."""
    try:
        data = (home / NAME).read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise RecordError(str(home / NAME), f"cannot be read ({error})", "a file") from error
    # One line in a thousand may have a root: only those are read.
    found = (_read_or_none(line) for line in data.split(b"\n") if b'"root"' in line)
    return [each for each in found if each is not None and each.root is not None]


def read(lines: Iterable[bytes]) -> Iterator[tuple[int, Checkpoint | None]]:
    """Every checkpoint with the number of its line; None for a line that is none.

    The beginning of a line whose end was never written is passed over: a full disk or a
    power cut left it, and its entry was not acknowledged.
    """
    for number, each in enumerate(lines, start=1):
        text = each.rstrip(b"\r\n")
        found = _read_or_none(text)
        torn = text == b"" or (text.startswith(b"{") and not text.endswith(b"}"))
        if found is not None or not torn:
            yield number, found


def _read_or_none(text: bytes) -> Checkpoint | None:
    try:
        plain = json.loads(text)
        found = Checkpoint(
            number=plain["number"],
            hash=plain["hash"],
            moment=moment_from(plain["moment"]),
            key=plain["key"],
            signature=bytes.fromhex(plain["signature"]),
            root=plain.get("root"),
        )
        return found if line(found).rstrip(b"\n") == text else None
    except (ValueError, KeyError, TypeError, AttributeError, RecordError, RecursionError):
        return None
