"""Our search as a system to be measured: the one place that knows how it is called."""

from collections.abc import Sequence

from asked import Answer, Listed, Question, System
from names import Book, index_of

from enduse.index.search import search
from enduse.names.ready import ready

FLOOR = 0.3
LIMIT = 60


def listed_index(names: Sequence[Listed]) -> System:
    """Listed names made ready and indexed; what comes back is asked many questions at once.

    A person's name with a comma has the family name first, as the lists have it.
    """
    book: Book = {}
    for number, (row, text, kind) in enumerate(names):
        name = ready(text, kind=kind, family_first=kind == "person" and "," in text)
        if name is not None:
            book[row, number] = name
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
