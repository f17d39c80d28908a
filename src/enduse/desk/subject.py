"""What the record holds of one person or company, for that person: without data of others."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from enduse.desk.record import open_record
from enduse.errors import RecordError
from enduse.model.record import LABELS, Entry
from enduse.record.book import Book
from enduse.record.canonical import value_of
from enduse.settings import Settings

WITHHELD = "withheld"
"""Stands, with a count, where data of others was left out."""

_AROUND = "id label date test outcome weight subject regime role verdict as_of act ending"
_IMPERSONAL = frozenset(_AROUND.split())
"""Fields that are shown around what is told of the person: they place it."""

_BASIS = "basis"
_LEAST = 3
_WORD = re.compile(r"\w+")
_SOMEBODY = re.compile(r"parties/\d+(/owners/\d+)*(?=/|$)")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who asks: by name, and by numbers of a scheme that only one has."""

    name: str
    ids: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, name: str, ids: Mapping[str, str]) -> "Subject":
        """A subject; `RecordError` where so short a name would be in half of all texts."""
        if len(_plain(name).replace(" ", "")) < _LEAST:
            raise RecordError("a subject", f"is called {name!r}", "the whole name")
        return cls(_plain(name), tuple((s.lower(), _bare(v)) for s, v in ids.items()))

    def in_text(self, text: str) -> bool:
        """Whether the whole name stands in a text, whatever its case and punctuation."""
        return f" {self.name} " in f" {_plain(text)} "

    def in_ids(self, plain: Mapping[str, Any]) -> bool:
        """Whether one of the numbers is among those of a party."""
        given = plain.get("ids")
        if not isinstance(given, Mapping):
            return False
        theirs = {(str(s).lower(), _bare(str(v))) for s, v in given.items()}
        return not theirs.isdisjoint(self.ids)


def _plain(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(each for each in flat if not unicodedata.combining(each))
    return " ".join(_WORD.findall(bare))


def _bare(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


def told_of(settings: Settings, subject: Subject) -> Iterator[dict[str, Any]]:
    """Each entry in which a subject is named, with what it tells of it; the oldest first.

    What tells of others is left out and counted.
    """
    with closing(open_record(settings, write=False, held=False)) as book:
        for entry in book.entries():
            told = _told(book, entry, subject)
            if told:
                yield {
                    "entry": entry.header.number,
                    "moment": entry.header.moment.isoformat(),
                    "kind": entry.header.kind,
                    "parts": told,
                }


def _told(book: Book, entry: Entry, subject: Subject) -> dict[str, Any]:
    parts = book.parts(entry.header.number)
    values = {n: value_of(each) for n, each in parts.items() if n not in (_BASIS, LABELS)}
    paths = tuple(_paths(values.get("order"), subject))
    made = {name: _of(value, subject, paths) for name, value in values.items()}
    told = {name: value for name, value in made.items() if value is not None}
    if told and _BASIS in parts:
        told[_BASIS] = value_of(parts[_BASIS])
    return told


def _paths(order: Any, subject: Subject) -> Iterator[str]:  # noqa: ANN401  # JSON
    """Where in an order the subject is a party or an owner: findings name both so."""
    plain = order.get("json") or order.get("read") if isinstance(order, dict) else None
    some = plain.get("parties") if isinstance(plain, dict) else None
    if isinstance(plain, dict) and some is None:
        some = [plain]  # a bare party
    yield from _paths_in(some, "parties", subject)


def _paths_in(some: Any, above: str, subject: Subject) -> Iterator[str]:  # noqa: ANN401  # JSON
    for at, each in enumerate(some if isinstance(some, list) else ()):
        if _named(each, subject):
            yield f"{above}/{at}"
        if isinstance(each, dict):
            yield from _paths_in(each.get("owners"), f"{above}/{at}/owners", subject)


def _named(value: Any, subject: Subject) -> bool:  # noqa: ANN401  # JSON
    """Whether a value tells of the subject by itself, not by what is inside of it."""
    if isinstance(value, str):
        return subject.in_text(value)
    if isinstance(value, dict):
        own = subject.in_ids(value)
        return own or any(_named(v, subject) for v in value.values() if not isinstance(v, dict))
    return isinstance(value, list) and any(
        subject.in_text(each) for each in value if isinstance(each, str)
    )


def _of(value: Any, subject: Subject, paths: tuple[str, ...], *, other: bool = False) -> Any:  # noqa: ANN401  # JSON
    """What a value tells of the subject; None where that is nothing.

    Where it tells of somebody `other`, sentences in it name both: of them none is shown.
    """
    if isinstance(value, list):
        return _of_list(value, subject, paths, other=other)
    if isinstance(value, dict):
        return _of_dict(value, subject, paths, other=other)
    if not isinstance(value, str):
        return None
    shown = _plain(value) == subject.name if other else subject.in_text(value)
    return value if shown else None


def _of_list(
    some: list[Any], subject: Subject, paths: tuple[str, ...], *, other: bool
) -> list[Any] | None:
    made = [_of(each, subject, paths, other=other) for each in some]
    kept = [each for each in made if each is not None]
    if not kept:
        return None
    others = len(made) - len(kept)
    return [*kept, {WITHHELD: others}] if others else kept


def _of_dict(
    plain: dict[str, Any], subject: Subject, paths: tuple[str, ...], *, other: bool
) -> dict[str, Any] | None:
    other = other or _points_elsewhere(plain.get("subject"), paths)
    whole = not other and (_named(plain, subject) or _points(plain.get("subject"), paths))
    found: dict[str, Any] = {}
    for key, value in plain.items():
        if whole and not _has_records(value):
            found[key] = value  # of the subject itself: all of it, to the last field
        elif (made := _of(value, subject, paths, other=other)) is not None:
            found[key] = made
    if not found:
        return None
    around = {
        k: v for k, v in plain.items() if k in _IMPERSONAL and not isinstance(v, list | dict)
    }
    left = sum(1 for key in plain if key not in found and key not in around)
    return {**around, **found, **({WITHHELD: left} if left else {})}


def _points(path: Any, paths: tuple[str, ...]) -> bool:  # noqa: ANN401  # JSON
    """Whether a path is of one of these: of an owner inside it tells of another."""
    return _whose(path) in paths


def _points_elsewhere(path: Any, paths: tuple[str, ...]) -> bool:  # noqa: ANN401  # JSON
    found = _whose(path)
    return found is not None and found not in paths


def _whose(path: Any) -> str | None:  # noqa: ANN401  # JSON
    """The party or owner that a path leads to or into."""
    found = _SOMEBODY.match(path) if isinstance(path, str) else None
    return found.group() if found else None


def _has_records(value: Any) -> bool:  # noqa: ANN401  # JSON
    """Whether others may be told of inside: a list of records, such as owners."""
    if isinstance(value, dict):
        return any(_has_records(each) for each in value.values())
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)
