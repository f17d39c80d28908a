"""What one system finds of one book at a number of alarms that is the same for all."""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from asked import Answer, Book, Question, Set
from systems import Make

Figures = dict[str, Any]
Asked = Sequence[tuple[Set, list[Answer]]]
ALARMS = {"sdn": 7.0, "un": 5.0, "all": 7.0}
"""Alarms in a thousand innocents at which a book is measured."""

MIXED = {"un": ("companies", "persons", "persons, other scripts")}
"""The innocents whose alarms set the threshold, as many of each; other sorts only tell."""


def mixed(book: str) -> tuple[str, ...]:
    """The sorts of innocents that set the threshold of a book."""
    return MIXED.get(book, ("companies", "persons"))


def some(of: Set, most: int | None) -> Set:
    """At most so many questions, taken evenly from the whole, since tags stand in rows.

    >>> len(some(Set("s", [(1, "a", "x")] * 10, ["t"] * 10), 4))
    4
    """
    if most is None or len(of) <= most:
        return of
    places = [n * len(of) // most for n in range(most)]
    return Set(of.name, [of.questions[n] for n in places], [of.tags[n] for n in places])


def threshold(tops: Sequence[float], per_1000: float) -> float:
    """The lowest threshold at which at most so many in a thousand innocents alarm.

    >>> threshold([0.9, 0.5, 0.4, 0.1], 250) > 0.5
    True
    """
    allowed = int(len(tops) * per_1000 / 1000)
    return sorted(tops, reverse=True)[allowed] + 1e-9


def tops(answers: Sequence[Answer]) -> list[float]:
    """The best score of each answer."""
    return [answer[0][1] if answer else 0.0 for answer in answers]


def hit(asked: Question, answer: Answer, least: float) -> bool:
    """Whether an answer raises an alarm; where an entry is right, the right one."""
    return any(score >= least and asked[0] in {-1, row} for row, score in answer)


def place(asked: Question, answer: Answer) -> int | None:
    """How many entries stand before the right one; None where it is not there."""
    return next((n for n, (row, _) in enumerate(answer) if row == asked[0]), None)


def share(hits: Sequence[bool]) -> float:
    """The part of them that is true."""
    return round(sum(hits) / max(1, len(hits)), 4)


def measure(make: Make, book: Book, *, most: int | None = None, show: int = 0) -> Figures:
    """Index the book, ask everything, and say what was found at the agreed alarms."""
    start = time.process_time()
    system = make(book.listed)
    built = time.process_time() - start
    innocents = {each.name: some(each, most) for each in book.innocents}
    start = time.process_time()
    calm = {name: system(each.questions) for name, each in innocents.items()}
    asked = [
        (each, system(each.questions)) for each in (some(each, most) for each in book.sets)
    ]
    spent = time.process_time() - start
    count = sum(map(len, innocents.values())) + sum(len(each) for each, _ in asked)
    best = {name: tops(answers) for name, answers in calm.items()}
    least = _least(best, book.name)
    found: Figures = {
        "names": len(book.listed), "index_s": round(built, 2),
        "ms_a_question": round(1000 * spent / count, 4), "alarms_at": ALARMS[book.name],
        "threshold": round(least, 4),
        "alarms": {name: round(1000 * share([t >= least for t in each]), 2)
                   for name, each in best.items()},
        "alarms_by": {name: of_set(each, calm[name], least)["by"]
                      for name, each in innocents.items()},
        "sets": {each.name: of_set(each, answers, least) for each, answers in asked},
        "alone": {name: _alone(best[name], asked, ALARMS[book.name]) for name in best},
    }  # fmt: skip
    every = [*asked, *((innocents[name], answers) for name, answers in calm.items())]
    if show:
        found["shown"] = _shown(book, every, least, count=show)
    return found


def _least(best: Mapping[str, Sequence[float]], book: str) -> float:
    parts = [best[name] for name in mixed(book)]
    short = min(map(len, parts))
    return threshold([top for part in parts for top in part[:short]], ALARMS[book])


def _alone(best: Sequence[float], asked: Asked, per: float) -> Figures:
    """What were found if one sort of innocents alone set the threshold."""
    least = threshold(best, per)
    found = {each.name: share(_hits(each, answers, least)) for each, answers in asked}
    return {"threshold": round(least, 4), "found": found}


def _hits(asked: Set, answers: Sequence[Answer], least: float) -> list[bool]:
    return [hit(q, answer, least) for q, answer in zip(asked.questions, answers, strict=True)]


def of_set(asked: Set, answers: Sequence[Answer], least: float) -> Figures:
    """Found in all, by tag and by kind of party, and where the right entry stood."""
    hits = _hits(asked, answers, least)
    by: dict[str, list[bool]] = defaultdict(list)
    for (_, _, kind), tag, one in zip(asked.questions, asked.tags, hits, strict=True):
        for name in (f"of {kind}", tag):
            if name != kind:  # where a tag is but the kind, once is enough
                by[name].append(one)
    found: Figures = {"questions": len(asked), "found": share(hits),
                      "by": {name: share(each) for name, each in by.items()}}  # fmt: skip
    if asked.right:
        places = [place(q, a) for q, a in zip(asked.questions, answers, strict=True)]
        found["first"] = share([at == 0 for at in places])
        found["first_ten"] = share([at is not None and at < 10 for at in places])
        ten: dict[str, list[bool]] = defaultdict(list)
        for tag, at in zip(asked.tags, places, strict=True):
            ten[tag].append(at is not None and at < 10)
        found["first_ten_by"] = {name: share(each) for name, each in ten.items()}
    return found


def _shown(book: Book, asked: Asked, least: float, *, count: int) -> Figures:
    """Of each set some questions that went wrong: score, name, the entry meant or found."""
    names: dict[int, str] = {}
    for row, text, _ in book.listed:
        names.setdefault(row, text)
    found: Figures = {}
    for each, answers in asked:
        wrong = []
        for q, tag, answer in zip(each.questions, each.tags, answers, strict=True):
            if hit(q, answer, least) == each.right:
                continue
            row = q[0] if each.right else answer[0][0]
            score = dict(answer).get(row, 0.0)
            wrong.append((tag, round(score, 3), q[1], names.get(row, "")))
        found[each.name] = wrong[:: max(1, len(wrong) // count)][:count]
    return found
