"""Which unknown stake decides whether listed persons own a company, and from where on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from enduse.assess.stakes import WHOLE, Listed, Rule, Spread, Stakes, exceeds, groups

_WORK = 200_000
"""Stakes that are followed to find which one decides: a second or less."""


@dataclass(frozen=True, slots=True)
class Tip:
    """A stake that decides it by itself, whatever the others are within their bounds.

    From `least` per cent of `owned` on, or above it under a rule of "more than", the company
    that was asked about is owned. `owner` None is whoever is not named, if listed. `maybe` says
    that it also takes those who may be listed to be so.
    """

    owner: int | None
    owned: int
    least: float
    maybe: bool = False


@dataclass(frozen=True, slots=True)
class Tips:
    """What would decide a company: one of `alone`, or without one several of `together`.

    `together` are stakes (owner, owned) that are not known to the end, of owners that count or
    may count; an owner None is whoever is not named.
    `cut` says that there were too many stakes to look at all of them.
    """

    alone: tuple[Tip, ...] = ()
    together: tuple[tuple[int | None, int], ...] = ()
    cut: bool = False


def tips(
    stakes: Stakes,
    listed: Mapping[int, Listed],
    company: int,
    *,
    rule: Rule,
    persons: Sequence[Mapping[int, Listed]] | None = None,
) -> Tips:
    """What would decide a company of which `decide` says that it is undecided.

    Where it is decided, or where it hangs on control or on who somebody is alone, nothing.
    A company of which the stakes come to more than the whole has no such stake: first it must
    be known which of them are right.
    """
    found: dict[tuple[int | None, int], Tip] = {}
    several: dict[tuple[int | None, int], None] = {}
    cut = False
    for group in groups(listed, rule=rule, persons=persons):
        search = _Search(stakes, rule, company)
        theirs = search.of(group)
        if search.owned:
            return Tips()
        for tip in theirs or ():
            key = tip.owner, tip.owned
            if key not in found or _sooner(tip, found[key]):
                found[key] = tip
        if theirs is not None and not found:
            several.update(dict.fromkeys(_unknown(stakes, group, company, rule=rule)))
        cut = cut or search.work > _WORK
    return Tips(tuple(found.values()), () if found else tuple(several), cut)


def _sooner(one: Tip, other: Tip) -> bool:
    return (one.maybe, one.least) < (other.maybe, other.least)


@dataclass(slots=True)
class _Search:
    """Tries stakes of one group of listed persons, one at a time."""

    stakes: Stakes
    rule: Rule
    company: int
    work: int = field(default=0)
    owned: bool = field(default=False)

    def of(self, group: Mapping[int, Listed]) -> list[Tip] | None:
        """The stakes that decide it, first with those surely listed alone.

        None where no stake has to be known: it is owned, or is if somebody is who he may be.
        """
        maybe = [node for node, said in group.items() if said != "no"]
        sure = [node for node in maybe if group[node] == "yes"]
        open_ = Spread(self.stakes, self.rule, possible=True).from_seeds(maybe)
        found: dict[tuple[int | None, int], Tip] = {}
        for seeds in dict.fromkeys(each for each in (tuple(sure), tuple(maybe)) if each):
            spread = Spread(self.stakes, self.rule, possible=False).from_seeds(seeds)
            if spread.owns(self.company):
                self.owned = list(seeds) == sure
                return list(found.values()) or None
            for tip in self._tips(spread, open_, maybe=len(seeds) > len(sure)):
                found.setdefault((tip.owner, tip.owned), tip)
        return list(found.values())

    def _tips(self, spread: Spread, possible: Spread, *, maybe: bool) -> Iterator[Tip]:
        decides: dict[int, bool] = {}
        # Those of the company itself first: they decide without a chain to follow.
        open_ = sorted(self._open(spread, possible), key=lambda each: each[1] != self.company)
        for owner, owned, low, high in open_:
            others = spread.low.get(owned, 0.0) - low
            if not self.rule.met(others + high):
                continue
            if owned not in decides:
                decides[owned] = self._decides(owned, spread)
            if decides[owned]:
                yield Tip(owner, owned, max(0.0, self.rule.share - others), maybe)

    def _open(
        self, spread: Spread, possible: Spread
    ) -> Iterator[tuple[int | None, int, float, float]]:
        """The stakes that may be more than is sure, of those that count and of nobody named."""
        for owner in spread.counted:
            for stake in self.stakes.by.get(owner, ()):
                if self._waits(stake.owned, spread) and stake.low < stake.high:
                    spare = WHOLE - self.stakes.low[stake.owned]
                    high = min(stake.high, stake.low + max(0.0, spare))
                    yield owner, stake.owned, stake.low, high
        for owned in possible.low if self.rule.adds else ():
            if self._waits(owned, spread):
                yield None, owned, 0.0, WHOLE - self.stakes.low[owned]

    def _waits(self, owned: int, spread: Spread) -> bool:
        """Whether it makes a difference that a company comes to be owned."""
        if exceeds(self.stakes.low[owned]):
            return False
        return owned == self.company or owned not in spread.counted

    def _decides(self, first: int, spread: Spread) -> bool:
        """Whether the company asked about is owned as soon as another one is."""
        low: dict[int, float] = {}
        counted, left = {first}, [first]
        while left and self.work <= _WORK:
            owner = left.pop()
            if owner == self.company:
                return True
            for stake in self.stakes.by.get(owner, ()):
                self.work += 1
                node = stake.owned
                if node in counted or not (node == self.company or node not in spread.counted):
                    continue
                low[node] = low.get(node, spread.low.get(node, 0.0)) + stake.low
                by_control = stake.control and self.rule.control
                if by_control or self.rule.met(min(WHOLE, low[node])):
                    counted.add(node)
                    left.append(node)
        return False


def _unknown(
    stakes: Stakes, group: Mapping[int, Listed], company: int, *, rule: Rule
) -> Iterator[tuple[int | None, int]]:
    """The stakes on the way to a company that may be more than is sure."""
    seeds = [node for node, said in group.items() if said != "no"]
    possible = Spread(stakes, rule, possible=True, control_open=False).from_seeds(seeds)
    if not possible.owns(company):
        return
    for node in _upward(stakes, company, possible.counted):
        theirs = [each for each in stakes.of.get(node, ()) if each.owner in possible.counted]
        for stake in theirs:
            if stake.low < stake.high:
                yield stake.owner, node
        if theirs and rule.adds and stakes.low[node] < WHOLE:
            yield None, node


def _upward(stakes: Stakes, company: int, counted: Iterable[int]) -> Iterator[int]:
    """A company and those that count among its owners, theirs, and so on."""
    among, seen, left = set(counted), {company}, [company]
    for node in left:
        yield node
        for stake in stakes.of.get(node, ()):
            if stake.owner in among and stake.owner not in seen:
                seen.add(stake.owner)
                left.append(stake.owner)
