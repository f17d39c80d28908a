"""Who is owned by listed persons, by the arithmetic of a regime, where stakes may be unknown.

A stake is an interval in per cent. Two least fixed points bound the answer. The certain one
starts from who is surely listed and counts what each at least holds; the possible one starts
from whoever may be listed and counts what each may hold, with what nobody has named yet. A
company in the first is owned, one outside the second is not, and of the rest it cannot be
decided. Circles of companies that hold each other end at the least fixed point: nobody is
owned by listed persons because of itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Answer = Literal["yes", "no", "undecided"]
Listed = Literal["yes", "maybe", "no"]

WHOLE = 100.0
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Stake:
    """That `owner` holds of `owned` between `low` and `high` per cent; nodes are numbers.

    `control` is True where the owner is said to control it by other means than shares,
    `may_control` where what is said leaves that open.
    """

    owner: int
    owned: int
    low: float = 0.0
    high: float = WHOLE
    control: bool = False
    may_control: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """When a regime takes a company for owned: from `share` per cent, or above it.

    `above` is for "more than 50 %". `adds` says whether stakes of several listed persons are
    added; where not, each is followed by himself. `control` says whether control counts.
    """

    share: float = 50.0
    above: bool = False
    adds: bool = True
    control: bool = False

    def met(self, held: float) -> bool:
        """Whether a stake is enough."""
        if self.above:
            return held > self.share + _SLACK
        return held >= self.share - _SLACK


@dataclass(frozen=True, slots=True)
class Owned:
    """What is known of one company: the answer, and between which bounds it stands.

    `held` is what counted owners surely hold of it together, `may` what they may hold at
    most. `by` are the owners that count or may count.
    """

    answer: Answer
    held: float
    may: float
    by: tuple[int, ...] = ()
    controlled: bool = False


@dataclass(frozen=True, slots=True)
class Stakes:
    """Stakes, laid out by owned and by owner; `low` is what is surely held of each company."""

    of: Mapping[int, Sequence[Stake]]
    by: Mapping[int, Sequence[Stake]]
    low: Mapping[int, float]

    @classmethod
    def lay_out(cls, stakes: Iterable[Stake]) -> "Stakes":
        """Two stakes of one owner in one company are one: their bounds are added."""
        merged: dict[tuple[int, int], Stake] = {}
        for each in stakes:
            key = (each.owner, each.owned)
            one = merged.get(key)
            merged[key] = each if one is None else _added(one, each)
        of: dict[int, list[Stake]] = defaultdict(list)
        by: dict[int, list[Stake]] = defaultdict(list)
        for each in merged.values():
            of[each.owned].append(each)
            by[each.owner].append(each)
        return cls(of, by, {node: sum(each.low for each in them) for node, them in of.items()})


def exceeds(given: float) -> bool:
    """Whether stakes in one company add up to more than there is of it."""
    return given > WHOLE + _SLACK


def decide(
    stakes: Stakes,
    listed: Mapping[int, Listed],
    companies: Iterable[int],
    *,
    rule: Rule,
    persons: Sequence[Mapping[int, Listed]] | None = None,
) -> dict[int, Owned]:
    """For each company whether listed persons own it under a rule.

    `listed` names who is listed or may be; whoever is not in it is not. A company that is
    listed itself counts as an owner of others; whether others own it is asked all the same.
    Where a rule does not add, the answer is that of the listed person who holds the most.
    `persons` then says which nodes are or may be each of them, for one person may be named
    in several places; where it is not given, each node is somebody else.
    """
    best: dict[int, tuple[Owned, Spread]] = {}
    followed = _Followed()
    for group in groups(listed, rule=rule, persons=persons):
        certain, possible = _spread(stakes, group, rule=rule, followed=followed)
        for node in (*possible.low, *possible.controlled):
            found = _answer(node, certain=certain, possible=possible, rule=rule)
            if node not in best or _weight(found) > _weight(best[node][0]):
                best[node] = found, possible
    return {node: _told(best.get(node), node) for node in companies}


def groups(
    listed: Mapping[int, Listed],
    *,
    rule: Rule,
    persons: Sequence[Mapping[int, Listed]] | None = None,
) -> Sequence[Mapping[int, Listed]]:
    """Whose stakes are added: everybody's under a rule that adds, else each person's own."""
    if rule.adds:
        return [listed]
    return [{node: said} for node, said in listed.items()] if persons is None else persons


def _spread(
    stakes: Stakes,
    group: Mapping[int, Listed],
    *,
    rule: Rule,
    followed: "_Followed",
) -> tuple["Spread", "Spread"]:
    """What some listed persons surely own, and may own.

    Beyond the companies that a person owns by himself all depends on these companies alone,
    as long as he has no stake that is still too small: so that is followed once, however many
    persons own the same ones.
    """
    seeds = [node for node, said in group.items() if said != "no"]
    certain = Spread(stakes, rule, possible=False)
    possible = Spread(stakes, rule, possible=True)
    sure = certain.begin(node for node in seeds if group[node] == "yes")
    may = possible.begin(seeds)
    if not sure:
        possible.follow(may, followed.alone)
        return certain, possible
    key = tuple(sorted(sure)), tuple(sorted(may))
    if not (certain.pending or possible.pending):
        if key in followed.both:
            return certain, possible
        followed.both.add(key)
    certain.follow(sure)
    possible.follow(may)
    return certain, possible


@dataclass(frozen=True, slots=True)
class _Followed:
    """From where stakes were followed to the end, for one listed person or another.

    `both` holds the companies that somebody surely owns and may own by himself, `alone` each
    company from which alone it went on where nothing was sure.
    """

    both: set[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=set)
    alone: set[int] = field(default_factory=set)


def _told(found: tuple[Owned, "Spread"] | None, node: int) -> Owned:
    """An answer with the owners that count or may count."""
    if found is None:
        return Owned("no", 0.0, 0.0)
    owned, possible = found
    theirs = possible.stakes.of.get(node, ())
    by = tuple(each.owner for each in theirs if each.owner in possible.counted)
    return replace(owned, by=by)


def _answer(node: int, *, certain: "Spread", possible: "Spread", rule: Rule) -> Owned:
    held, may = certain.held(node), possible.held(node)
    controlled = node in certain.controlled
    if controlled or rule.met(held):
        answer: Answer = "yes"
    elif node in possible.controlled or rule.met(may):
        answer = "undecided"
    else:
        answer = "no"
    return Owned(answer, held, may, controlled=controlled)


@dataclass(slots=True)
class Spread:
    """Follows stakes from the listed to whom they own, each stake once.

    `possible` counts what may be held: whatever others do not surely hold is open, and where
    stakes are added and somebody counts at all, so is what nobody is named for: it may be
    another listed person's. Where the stakes come to more than the whole, one of them is wrong
    and nobody knows which: anything may be held.

    `counted` are the listed and whom they own, `low` and `high` what these hold of each
    company in which they hold anything, `pending` the number of those in which that is too
    little. Control that is left open counts as possible only
    with `control_open`.
    """

    stakes: Stakes
    rule: Rule
    possible: bool
    control_open: bool = True
    counted: set[int] = field(default_factory=set)
    controlled: set[int] = field(default_factory=set)
    low: dict[int, float] = field(default_factory=dict)
    high: dict[int, float] = field(default_factory=dict)
    pending: int = 0

    def from_seeds(self, seeds: Iterable[int]) -> "Spread":
        """Follow from the listed to the last company that is theirs."""
        self.follow(self.begin(seeds))
        return self

    def begin(self, seeds: Iterable[int]) -> list[int]:
        """Follow the listed persons' own stakes alone; gives the companies that they own."""
        first = list(seeds)
        self.counted.update(first)
        return [node for seed in first for node in self._step(seed)]

    def follow(self, owned: Iterable[int], followed: set[int] | None = None) -> None:
        """Follow the stakes of companies that count, and of those that these own.

        It ends where it goes on from one company alone that `followed` holds, and puts the
        others there.
        """
        left = list(owned)
        while left:
            if followed is not None and len(left) == 1 and not self.pending:
                if left[0] in followed:
                    return
                followed.add(left[0])
            left += self._step(left.pop())

    def held(self, node: int) -> float:
        """What counted owners hold of a company at least, or with `possible` at most."""
        low = self.low.get(node)
        if low is None:
            return 0.0
        if not self.possible:
            return min(WHOLE, low)
        if exceeds(self.stakes.low[node]):
            return WHOLE
        open_ = max(0.0, WHOLE - (self.stakes.low[node] - low))
        return open_ if self.rule.adds else min(self.high[node], open_)

    def owns(self, node: int) -> bool:
        """Whether a company is owned by those that count."""
        return node in self.controlled or self.rule.met(self.held(node))

    def _step(self, owner: int) -> Iterator[int]:
        for stake in self.stakes.by.get(owner, ()):
            node = stake.owned
            self.pending += node not in self.low and node not in self.counted
            self._count(stake)
            if node not in self.counted and self.owns(node):
                self.counted.add(node)
                self.pending -= 1
                yield node

    def _count(self, stake: Stake) -> None:
        node = stake.owned
        self.low[node] = self.low.get(node, 0.0) + stake.low
        self.high[node] = self.high.get(node, 0.0) + stake.high
        may = self.possible and self.control_open and stake.may_control
        said = stake.control or may
        if said and self.rule.control:
            self.controlled.add(node)


def _added(one: Stake, other: Stake) -> Stake:
    low, high = one.low + other.low, one.high + other.high
    control, may = one.control or other.control, one.may_control or other.may_control
    return Stake(one.owner, one.owned, low, high, control, may)


def _weight(found: Owned) -> tuple[int, float, float]:
    return {"no": 0, "undecided": 1, "yes": 2}[found.answer], found.held, found.may
