"""The record from one day to another, as an auditor verifies it without us."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from enduse.desk.record import FOLDER, open_record
from enduse.errors import RecordError
from enduse.model.record import Checkpoint, Entry
from enduse.record import checkpoints, keys
from enduse.record.book import Book
from enduse.settings import Settings

FORM = "enduse record export 1"


def lines(settings: Settings, *, since: date, until: date) -> Iterator[str]:
    """JSON Lines: what it is and the public keys; entries; tombstones behind them; checkpoints.

    Of an entry: the bytes of its header as they are hashed and signed, the signature, and of
    each part salt and canonical JSON; of a part that was taken out the entry that says so.
    The form is described in the guide. Raises `RecordError` where nothing is of these days.
    """
    home = settings.data / FOLDER
    with closing(open_record(settings, write=False, held=False)) as book:
        trusted = {name: key.hex() for name, key in keys.trusted(home).items()}
        days = {"since": since.isoformat(), "until": until.isoformat()}
        yield _line({"form": FORM, **days, "keys": trusted})
        first = last = 0
        tombs: set[int] = set()
        for entry in book.entries():
            if not since <= entry.header.moment.date() <= until:
                continue
            first, last = first or entry.header.number, entry.header.number
            gone = book.taken_out(last)
            tombs |= set(gone.values())
            yield _line({"entry": _entry(book, entry, gone)})
        if not first:
            raise RecordError(book.where, f"holds nothing of {since} to {until}", "other days")
        for number in sorted(each for each in tombs if not first <= each <= last):
            entry = next(book.entries(after=number - 1))
            yield _line({"tombstone": _entry(book, entry, {})})
        for each in _checkpoints(home):
            if first <= each.number <= last:
                yield _line({"checkpoint": json.loads(checkpoints.line(each))})


def _checkpoints(home: Path) -> Iterator[Checkpoint]:
    place = home / checkpoints.NAME
    if place.exists():
        with place.open("rb") as file:
            yield from (each for _, each in checkpoints.read(file) if each is not None)


def _entry(book: Book, entry: Entry, gone: dict[str, int]) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "number": entry.header.number,
        "header": entry.sealed.decode(),
        "signature": entry.signature.hex(),
        "parts": {
            name: {
                "salt": each.salt.hex(),
                "data": each.data.decode("utf-8", "surrogateescape"),
            }
            for name, each in book.parts(entry.header.number).items()
        },
    }
    return {**plain, "taken_out": gone} if gone else plain


def _line(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":")) + "\n"
