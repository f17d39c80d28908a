"""Who is owned by listed persons, by the arithmetic of a regime, where stakes may be unknown.

A stake is an interval in per cent. Two least fixed points bound the answer. The certain one
starts from who is surely listed and counts what each at least holds; the possible one starts
from whoever may be listed and counts what each may hold, with what nobody has named yet. A
company in the first is owned, one outside the second is not, and of the rest it cannot be
decided. Circles of companies that hold each other end at the least fixed point: nobody is
owned by listed persons because of itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
    if rule.adds:
        return _decided(stakes, listed, list(companies), rule=rule)
    alone: list[Mapping[int, Listed]] = [{node: said} for node, said in listed.items()]
    best: dict[int, Owned] = {node: Owned("no", 0.0, 0.0) for node in companies}
    for person in alone if persons is None else persons:
        reached = _reachable(stakes, [node for node, said in person.items() if said != "no"])
        asked = [node for node in best if node in reached]
        for node, found in _decided(stakes, person, asked, rule=rule).items():
            best[node] = max(best[node], found, key=_weight)
    return best


def _decided(
    stakes: Stakes,
    listed: Mapping[int, Listed],
    companies: Sequence[int],
    *,
    rule: Rule,
) -> dict[int, Owned]:
    seeds = [node for node, said in listed.items() if said != "no"]
    sure = [node for node in seeds if listed[node] == "yes"]
    certain = _Spread(stakes, rule, possible=False).from_seeds(sure)
    possible = _Spread(stakes, rule, possible=True).from_seeds(seeds)
    return {
        node: _answer(stakes, node, certain=certain, possible=possible, rule=rule)
        for node in companies
    }


def _answer(
    stakes: Stakes, node: int, *, certain: "_Spread", possible: "_Spread", rule: Rule
) -> Owned:
    held, may = certain.held(node), possible.held(node)
    controlled = node in certain.controlled
    if controlled or rule.met(held):
        answer: Answer = "yes"
    elif node in possible.controlled or rule.met(may):
        answer = "undecided"
    else:
        answer = "no"
    by = tuple(each.owner for each in stakes.of.get(node, ()) if each.owner in possible.counted)
    return Owned(answer, held, may, by, controlled)


@dataclass(slots=True)
class _Spread:
    """Follows stakes from the listed to whom they own, each stake once.

    `possible` counts what may be held: whatever others do not surely hold is open, and where
    stakes are added and somebody counts at all, so is what nobody is named for: it may be
    another listed person's. Where the stakes come to more than the whole, one of them is wrong
    and nobody knows which: anything may be held.
    """

    stakes: Stakes
    rule: Rule
    possible: bool
    counted: set[int] = field(default_factory=set)
    controlled: set[int] = field(default_factory=set)
    low: dict[int, float] = field(default_factory=dict)
    high: dict[int, float] = field(default_factory=dict)

    def from_seeds(self, seeds: Iterable[int]) -> "_Spread":
        left = list(seeds)
        self.counted.update(left)
        while left:
            for stake in self.stakes.by.get(left.pop(), ()):
                self._count(stake)
                node = stake.owned
                owned = node in self.controlled or self.rule.met(self.held(node))
                if owned and node not in self.counted:
                    self.counted.add(node)
                    left.append(node)
        return self

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

    def _count(self, stake: Stake) -> None:
        node = stake.owned
        self.low[node] = self.low.get(node, 0.0) + stake.low
        self.high[node] = self.high.get(node, 0.0) + stake.high
        said = stake.control or (self.possible and stake.may_control)
        if said and self.rule.control:
            self.controlled.add(node)


def _reachable(stakes: Stakes, seeds: Sequence[int]) -> set[int]:
    found, left = set(seeds), list(seeds)
    while left:
        for stake in stakes.by.get(left.pop(), ()):
            if stake.owned not in found:
                found.add(stake.owned)
                left.append(stake.owned)
    return found


def _added(one: Stake, other: Stake) -> Stake:
    low, high = one.low + other.low, one.high + other.high
    control, may = one.control or other.control, one.may_control or other.may_control
    return Stake(one.owner, one.owned, low, high, control, may)


def _weight(found: Owned) -> tuple[int, float, float]:
    return {"no": 0, "undecided": 1, "yes": 2}[found.answer], found.held, found.may
