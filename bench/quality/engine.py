"""Our search as a system to be measured: the one place that knows how it is called."""

from collections.abc import Sequence
from pathlib import Path

from asked import Answer, Listed, Question, System
from names import Book, index_of

from enduse.index import store
from enduse.index.search import search
from enduse.names.ready import ready

FLOOR = 0.3
LIMIT = 60


def listed_index(names: Sequence[Listed]) -> System:
    """Listed names made ready and indexed; what comes back is asked many questions at once.

    A person's name with a comma has the family name first, as the lists have it.
    """
    book = _book(names)
    index = index_of(book)

    def find(questions: Sequence[Question]) -> list[Answer]:
        answers: list[Answer] = []
        for _, text, kind in questions:
            asked = ready(text, kind=kind)
            found = asked and search(
                index,
                asked,
                names=lambda row, number: book[row, number],
                kind=kind,
                floor=FLOOR,
                limit=LIMIT,
            )
            answers.append([(match.row, match.score.score) for match in found or ()])
        return answers

    return find


def write_files(names: Sequence[Listed], folder: Path) -> None:
    """The index of these names as the files it is kept in."""
    store.write(index_of(_book(names)), folder)


def open_files(folder: Path) -> object:
    """Open the files of an index, as a run does that finds one there."""
    return store.open_index(folder)


def _book(names: Sequence[Listed]) -> Book:
    book: Book = {}
    for number, (row, text, kind) in enumerate(names):
        name = ready(text, kind=kind, family_first=kind == "person" and "," in text)
        if name is not None:
            book[row, number] = name
    return book
