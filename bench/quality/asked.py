"""Questions and sets of them: what every measure of name matching here speaks of."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

Listed = tuple[int, str, str]
"""An entry's row, a name of it as published, and the kind of party."""

Question = tuple[int, str, str]
"""An entry's row, a name, and the kind of party; of an innocent the row is -1."""

Answer = list[tuple[int, float]]
"""Rows that a question may mean, each once, with scores from 0 to 1, best first."""


class System(Protocol):
    """Something that finds listed names. It is given its questions all at once."""

    def __call__(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for each question, in their order."""


@dataclass(frozen=True)
class Set:
    """Questions of one sort. `tags` says of each what was done to it, or where it is from.

    In a set of positives every row is an entry's, in a set of negatives or innocents all
    are -1, so that any alarm is a wrong one.
    """

    name: str
    questions: list[Question]
    tags: list[str]

    def __len__(self) -> int:
        return len(self.questions)

    @property
    def right(self) -> bool:
        """Whether an alarm is right here."""
        return any(row >= 0 for row, _, _ in self.questions)


@dataclass(frozen=True)
class Book:
    """Names to be indexed, the sets asked against them, and the innocents."""

    name: str
    listed: list[Listed]
    sets: list[Set]
    innocents: list[Set]


def plain(text: str) -> str:
    """A name without case, accents and marks, its words in the order of the alphabet.

    It only tells equal names from others when sets are made, and is on purpose not the
    normaliser of any system that is measured.

    >>> plain("YERSHOV, Sergéy  (Al-Hajj)")
    'al hajj sergey yershov'
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(sorted(re.findall(r"[^\W_]+", bare)))


def natural(text: str, kind: str) -> str:
    """A listed name as people write it: of a person, the given names first.

    >>> natural("YERSHOV, Sergey", "person"), natural("Acme, Inc.", "company")
    ('Sergey YERSHOV', 'Acme, Inc.')
    """
    family, comma, given = text.partition(",")
    if kind != "person" or not comma:
        return text
    return f"{given.replace(',', ' ').strip()} {family.strip()}"


def save(books: Iterable[Book], path: Path) -> None:
    """Write books to one file, so that systems in other environments ask the same."""
    path.write_text(json.dumps([asdict(book) for book in books], ensure_ascii=False))


def load(path: Path) -> dict[str, Book]:
    """Read books written by `save`, by their names."""
    books = {}
    for each in json.loads(path.read_text()):
        sets, innocents = (
            [Set(s["name"], [(q[0], q[1], q[2]) for q in s["questions"]], s["tags"])
             for s in each[part]]
            for part in ("sets", "innocents")
        )  # fmt: skip
        listed = [(row, text, kind) for row, text, kind in each["listed"]]
        books[each["name"]] = Book(each["name"], listed, sets, innocents)
    return books
