"""Our search as a system to be measured: the one place that knows how it is called."""

from collections.abc import Sequence
from pathlib import Path

from asked import Answer, Listed, Question, System
from names import Book, index_of

from enduse.index import store
from enduse.index.build import uncollected
from enduse.index.found import find
from enduse.index.index import NameIndex
from enduse.index.model import load
from enduse.index.search import at_once
from enduse.names.ready import ready

FLOOR = 0.05
LIMIT = 60
AT_ONCE = 50_000


def listed_index(names: Sequence[Listed]) -> System:
    """Listed names made ready and indexed; what comes back is asked many questions at once.

    A person's name with a comma has the family name first, as the lists have it.
    """
    return asking(index_of(book_of_listed(names)), floor=FLOOR)


def working_index(names: Sequence[Listed]) -> System:
    """The same as a user searches it: for hits of the balanced sensitivity."""
    with uncollected():  # as `enduse.desk.indexes` does
        index = index_of(book_of_listed(names))
    return asking(index, floor=load().floors["balanced"])


def asking(index: NameIndex, *, floor: float) -> System:
    """A system that searches an index, for scores from `floor`."""
    model = load()

    def find_some(questions: Sequence[Question]) -> list[Answer]:
        made = [ready(text, kind=kind) for _, text, kind in questions]
        asked = [(at, name) for at, name in enumerate(made) if name]
        answers: list[Answer] = [[] for _ in questions]
        for places in at_once([name for _, name in asked]):
            found = find(index, [asked[at][1] for at in places], model, floor=floor)
            for name, row, score in zip(
                found.name.tolist(), found.row.tolist(), found.score.tolist(), strict=True
            ):
                answer = answers[asked[places[name]][0]]
                if len(answer) < LIMIT:
                    answer.append((row, score))
        return answers

    def find_all(questions: Sequence[Question]) -> list[Answer]:
        starts = range(0, len(questions), AT_ONCE)
        return [each for at in starts for each in find_some(questions[at : at + AT_ONCE])]

    return find_all


def write_files(names: Sequence[Listed], folder: Path) -> None:
    """The index of these names as the files it is kept in."""
    store.write(index_of(book_of_listed(names)), folder)


def open_files(folder: Path) -> object:
    """Open the files of an index, as a run does that finds one there."""
    return store.open_index(folder)


def book_of_listed(names: Sequence[Listed]) -> Book:
    """Listed names made ready, by row and number."""
    book: Book = {}
    for number, (row, text, kind) in enumerate(names):
        name = ready(text, kind=kind, family_first=kind == "person" and "," in text)
        if name is not None:
            book[row, number] = name
    return book
