"""What is searched for what: the words within reach, and by which rules they are weighed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from enduse.index.evidence import APART
from enduse.index.index import NameIndex
from enduse.index.keys import Doubles, Ints, Longs
from enduse.index.lines import KINDS, Lines
from enduse.index.model import FEATURES, Model
from enduse.index.near import Near
from enduse.index.ways import INITIAL, Ways

PERSON = KINDS.index("person")
Kinds = npt.NDArray[np.int8]


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
    def of(
        cls, nearby: Near, index: NameIndex, worth: Doubles, *, cuts: tuple[Ints, Ints]
    ) -> "Groups":
        """Of the near ones that are worth something and held by any line at all."""
        counts = np.diff(nearby.start)
        of = np.repeat(np.arange(len(counts)), counts)
        # Only of what is near: an index has very many words.
        held = (cuts[1][nearby.listed] - cuts[0][nearby.listed]).astype(np.int64)
        some = np.flatnonzero((worth[nearby.way] > 0) & (held > 0))
        keys = of[some] * len(worth) + nearby.way[some]
        order = np.argsort(keys, kind="stable")
        keys, some = keys[order], some[order]
        member = nearby.listed[some].astype(np.int64)
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        what, way = np.divmod(keys[first], len(worth))
        heaviest, holders = index.heaviest[member].astype(np.float64), held[some]
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

    They are persons' or no person's, so that each asked line is weighed by one set of rules:
    by its own kind, or that of the listed ones if it has none. `bare` says that words may
    lack their vowels; `kinds` are those of the listed lines; `first` and `last` cut the lines
    that are searched, by listed word or run. `worth` is the most that each way is worth,
    `agrees` what it lets agree by rule, `weights` those of the features, the start last.
    `initial` is the most that an initial is worth.
    """

    index: NameIndex
    person: bool
    bare: bool
    kinds: Kinds
    first: Ints
    last: Ints
    groups: Groups
    worth: Doubles
    agrees: Doubles
    weights: Doubles
    initial: float

    @classmethod
    def all(
        cls, asked: Lines, index: NameIndex, nearby: Near, *, model: Model
    ) -> Iterator["Reach"]:
        """Persons apart from others, and in each the names that may lack their vowels.

        So few names that lack their vowels do not loosen the bound for all.
        """
        bare = ((False, 0, 1), (True, 1, 2))
        parts = ((True, 0, 2),) if asked.bare.any() else bare
        initials = bool(asked.initials.any() or index.lines.initials.any())
        kinds = np.flatnonzero(np.bincount(index.lines.kind)).astype(np.int8)
        for person, (bare_too, start, end) in product((False, True), parts):
            if not index.sorts[start + 2 * person : end + 2 * person].any():
                continue
            first, last = index.held[:, start + 2 * person], index.held[:, end + 2 * person]
            worth = model.worth[:, int(bare_too)]
            agrees = model.agrees[:, :, int(bare_too)]
            yield cls(
                index=index,
                person=person,
                bare=bare_too,
                kinds=kinds[(kinds == PERSON) == person],
                first=first,
                last=last,
                groups=Groups.of(nearby, index, worth, cuts=(first, last)),
                worth=worth,
                agrees=agrees,
                weights=np.column_stack([model.weights, model.start]),
                initial=float(max(worth[INITIAL], agrees[:, INITIAL].max())) * initials,
            )

    def rules(self, asked: Lines) -> Longs:
        """By which rows of `agrees` and `weights` each asked line is weighed."""
        kind = asked.kind[asked.name]
        found: Longs = np.where(kind == 0, self.person, kind == PERSON).astype(np.int64)
        return found

    def doubts(self, asked: Lines, rules: Longs) -> Doubles:
        """What speaks against each asked line here whatever its words, by these rules.

        It is a person and all listed ones are none, or a ship and they are none.
        """
        kind = asked.kind[asked.name]
        apart = APART[kind] & APART[self.kinds].all()
        apart &= (kind[:, np.newaxis] != self.kinds).all(axis=1)
        found: Doubles = self.weights[rules, FEATURES.index("kind")] * apart
        return found
