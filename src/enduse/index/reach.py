"""What is searched for what: the words within reach, and by which rules they are weighed."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from enduse.index.index import NameIndex
from enduse.index.keys import Doubles, Longs
from enduse.index.lines import KINDS, Lines
from enduse.index.model import Model
from enduse.index.near import Near
from enduse.index.ways import INITIAL, Ways

_PERSON = KINDS.index("person")
_ANY = 2


@dataclass(frozen=True, slots=True)
class Groups:
    """Listed words and runs near each asked word or run, by the way they are alike.

    `start` cuts the groups by asked word or run and `cut` the members by group. By group:
    `way`, the most that a member weighs in any line, and how many lines have a member.
    """

    start: Longs
    way: Ways
    heaviest: Doubles
    holders: Longs
    cut: Longs
    member: Longs

    @classmethod
    def of(cls, nearby: Near, index: NameIndex, worth: Doubles, *, held: Longs) -> "Groups":
        """Of the near ones that are worth something and held by any line at all."""
        counts = np.diff(nearby.start)
        of = np.repeat(np.arange(len(counts)), counts)
        some = np.flatnonzero((worth[nearby.way] > 0) & (held[nearby.listed] > 0))
        keys = of[some] * len(worth) + nearby.way[some]
        order = np.argsort(keys, kind="stable")
        keys, member = keys[order], nearby.listed[some[order]].astype(np.int64)
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        what, way = np.divmod(keys[first], len(worth))
        heaviest, holders = index.heaviest[member].astype(np.float64), held[member]
        return cls(
            start=np.searchsorted(what, np.arange(len(counts) + 1)),
            way=way.astype(np.int8),
            heaviest=np.maximum.reduceat(heaviest, first) if len(first) else heaviest,
            holders=np.add.reduceat(holders, first) if len(first) else holders,
            cut=np.append(first, len(keys)),
            member=member,
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """Listed lines that are searched together, and what is near to the asked words there.

    `bare` says that some words may lack their vowels; `first` and `last` cut the lines that
    are searched, by listed word or run. `worth` and `agrees` are the most that each way is
    worth and lets agree, `weights` those of the features, the start last; the last row of
    both stands for a party of no known kind. `initial` is the most that an initial is worth.
    """

    index: NameIndex
    bare: bool
    first: Longs
    last: Longs
    groups: Groups
    worth: Doubles
    agrees: Doubles
    weights: Doubles
    initial: float

    @classmethod
    def all(
        cls, asked: Lines, index: NameIndex, nearby: Near, *, model: Model
    ) -> Iterator["Reach"]:
        """Listed names that may lack vowels apart from others.

        So few names that lack their vowels do not loosen the bound for all.
        """
        start, end = index.held[:-1], index.held[1:]
        parts = [(False, start, index.plain), (True, index.plain, end)]
        if asked.bare.any():
            parts = [(True, start, end)]
        some = bool(asked.initials.any() or index.lines.initials.any())
        table = np.column_stack([model.weights, model.start])
        for bare, first, last in parts:
            if np.array_equal(first, last):
                continue
            worth, by_kind = model.worth[:, int(bare)], model.agrees[:, :, int(bare)]
            agrees = np.vstack([by_kind, by_kind.max(axis=0)])
            yield cls(
                index=index,
                bare=bare,
                first=first,
                last=last,
                groups=Groups.of(nearby, index, worth, held=last - first),
                worth=worth,
                agrees=agrees,
                weights=np.vstack([table, table.max(axis=0)]),
                initial=float(max(worth[INITIAL], agrees[-1, INITIAL])) if some else 0.0,
            )

    def rules(self, asked: Lines) -> Longs:
        """By which rows of `agrees` and `weights` each asked line is weighed."""
        kind = asked.kind[asked.name]
        found: Longs = np.where(kind == 0, _ANY, (kind == _PERSON).astype(np.int64))
        return found
