"""A score that no two names exceed, from sums of what their words can give at most."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from enduse.index.evidence import SOME
from enduse.index.index import NameIndex
from enduse.index.keys import Bools, Doubles, Longs
from enduse.index.lines import KINDS, Lines
from enduse.index.model import FEATURES, Model
from enduse.index.near import Near
from enduse.index.ways import INITIAL

LETTER = 0.15
"""The most that an initial weighs."""

ROOM = 1e-6
"""Rounding that the bound must not fall under."""

_PERSON = KINDS.index("person")


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for what. `initial` is the most that an initial is worth here.

    `worth` and `agrees` are the most that each way is worth and lets agree, `weights` those
    of each asked line, its start last. `bare` says that some words may lack their vowels;
    `first` and `last` cut the units that are searched, by listed word or run. `line` is that
    of each asked unit, `rows` says by which rules each asked line is weighed; 2 stands for
    the most that any allow.
    """

    asked: Lines
    index: NameIndex
    nearby: Near
    worth: Doubles
    agrees: Doubles
    weights: Doubles
    initial: float
    bare: bool
    first: Longs
    last: Longs
    line: Longs
    rows: Longs

    @classmethod
    def all(
        cls, asked: Lines, index: NameIndex, nearby: Near, *, model: Model
    ) -> Iterator["Search"]:
        """The searches to be made: listed names that may lack vowels apart from others.

        So few names that lack their vowels do not loosen the bound for all.
        """
        start, end = index.held[:-1], index.held[1:]
        parts = [(False, start, index.plain), (True, index.plain, end)]
        if asked.bare.any():
            parts = [(True, start, end)]
        some = bool(asked.initials.any() or index.lines.initials.any())
        table = np.column_stack([model.weights, model.start])
        rows, line = _rows(asked), asked.line_of()
        weights = np.vstack([table, table.max(axis=0)])[rows]
        for bare, first, last in parts:
            if np.array_equal(first, last):
                continue
            worth, by_group = model.worth[:, int(bare)], model.agrees[:, :, int(bare)]
            agrees = np.vstack([by_group, by_group.max(axis=0)])
            yield cls(
                asked=asked,
                index=index,
                nearby=nearby,
                worth=worth,
                agrees=agrees,
                weights=weights,
                initial=float(max(worth[INITIAL], agrees[-1, INITIAL])) if some else 0.0,
                bare=bare,
                first=first,
                last=last,
                line=line,
                rows=rows,
            )

    def share(
        self, alike: tuple[Doubles, Doubles], line: Longs, listed: Longs | None = None
    ) -> Doubles:
        """How much of the longer name some letters are, or some consonants."""
        found = []
        for count, ours, theirs in (
            (alike[0], self.asked.letters, self.index.lines.letters),
            (alike[1], self.asked.consonants, self.index.lines.consonants),
        ):
            whole = ours[line] if listed is None else np.maximum(ours[line], theirs[listed])
            found.append(count / np.maximum(1, whole))
        most_of: Doubles = np.maximum(*found) if self.bare else found[0]
        return most_of


@dataclass(frozen=True, slots=True)
class Most:
    """Sums by line, or by pair of lines, from which the bound follows."""

    told: Doubles
    weight: Doubles
    ours: Doubles
    theirs: Doubles | float
    rarest: Doubles
    second: Doubles
    letters: Doubles
    exact: Bools
    doubts: Doubles | float = 0.0


def most(weights: Doubles, sums: Most) -> Doubles:
    """Log-odds that no pair with these sums exceeds."""
    w = {name: weights[:, at] for at, name in enumerate(FEATURES)}
    alone = sums.ours + sums.theirs
    # More words that are left over make the sum smaller, or no more than nothing.
    agreed = w["agreed"] * sums.told + w["both"] * np.minimum(sums.ours, sums.theirs)
    share = np.maximum(0.0, agreed) / (sums.told + alone + SOME)
    rest = alone / (sums.weight + alone + SOME)
    found: Doubles = (
        weights[:, -1]
        + share
        + w["rarest"] * sums.rarest
        + w["second"] * sums.second
        + np.maximum(w["asked_only"], w["listed_only"]) * rest
        + w["letters"] * np.minimum(1.0, sums.letters)
        + w["first"]
        + w["exact"] * sums.exact
        + sums.doubts
    )
    return found + ROOM


def _rows(asked: Lines) -> Longs:
    kind = asked.kind[asked.name]
    found: Longs = np.where(kind == 0, 2, (kind == _PERSON).astype(np.int64))
    return found
