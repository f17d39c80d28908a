"""The test on owners: a listed one stands behind a party, with how much of it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from enduse.assess.case import Case, named
from enduse.assess.checks.listed import is_sure, listed
from enduse.assess.checks.owner_tree import Tree, tree_of
from enduse.assess.checks.say import lacks, not_applicable
from enduse.assess.questions import question
from enduse.assess.rules import Owning
from enduse.assess.stakes import WHOLE, Listed, Owned, Stake, Stakes, decide, exceeds
from enduse.model.finding import Finding, Question, Weight
from enduse.model.hit import Hit
from enduse.model.order import Party
from enduse.model.same import key_of

CODE = "owner.listed"
_BY_HAND = "Whether its stake reaches a threshold must be settled by hand."


def owner_listed(case: Case) -> Iterator[Finding]:
    """Somebody who owns part of a party is on a list, and what the stakes come to.

    Under a regime whose rule is held, the stakes in the order say whether the party counts
    as owned, does not, or whether that cannot be decided, with the stake that would. Any
    listed owner stays something that a person must look at.
    """
    for number, party in enumerate(case.order.parties):
        yield from _of_party(case, f"parties/{number}", party)
    for path, why in case.screening.not_compared:
        if "/owners/" in path:
            says = f"{path} was not compared with the lists: {why}."
            yield lacks(CODE, path, "name", says=says)
    counterparts = [p for p in case.order.parties if p.role != "seller" and p.kind != "person"]
    if not counterparts:
        yield not_applicable(CODE, "The order names no company that somebody could own.")
    for number, party in enumerate(case.order.parties):
        if party in counterparts and not party.owners:
            says = "Who owns the party is not known."
            yield lacks(CODE, f"parties/{number}", "owners", says=says)


def _of_party(case: Case, path: str, party: Party) -> Iterator[Finding]:
    hits = [h for h in case.screening.hits if h.subject.startswith(f"{path}/owners/")]
    if not hits:
        return
    tree = tree_of(path, party.owners)
    answers = {
        rule.regime: _Answer.of(
            rule, tree, hits=[h for h in hits if _counts(h, rule)], case=case
        )
        for rule in case.tables.rules.owning
        if rule.in_force(case.as_of)
    }
    for each in hits:
        found = listed(CODE, each, case)
        answer = answers.get(each.effect.regime or "") if _freezes(each) else None
        yield _with_stakes(found, each, answer, who=named(party))


def _with_stakes(found: Finding, hit: Hit, answer: "_Answer | None", *, who: str) -> Finding:
    """The finding on one listed owner, with what the stakes come to."""
    weight: Weight = "note" if found.weight == "note" else "review"
    settle, basis = _BY_HAND, found.basis
    asks: tuple[Question, ...] = ()
    evidence: tuple[tuple[str, object], ...] = ()
    if answer is not None:
        settle, asks = answer.says(who), answer.asks(who)
        basis = (*answer.rule.basis, *basis)
        evidence = (("owned", answer.owned.answer), ("held", answer.owned.held),
                    ("may_hold", answer.owned.may), ("rule", answer.rule.says))  # fmt: skip
        if answer.owned.answer == "yes":
            weight = hit.effect.weight
    return replace(
        found,
        weight=weight,
        says=f"{found.says} {settle}",
        evidence=(*found.evidence, ("settle", settle), *evidence),
        asks=asks,
        basis=tuple(dict.fromkeys(basis)),
    )


def _counts(hit: Hit, rule: Owning) -> bool:
    return hit.effect.regime == rule.regime and _freezes(hit)


def _freezes(hit: Hit) -> bool:
    """Whether the listing freezes assets: that is what the rules held here are about."""
    return hit.effect.weight == "hold" and "asset freeze" in hit.effect.label


def _persons(tree: Tree, hits: Sequence[Hit], case: Case) -> list[dict[int, Listed]]:
    """Which owners are or may be each listed person.

    Hits are of one person where they have an entry in common, or the party behind it.
    """
    persons: list[tuple[set[str], dict[int, Listed]]] = []
    for each in hits:
        keys = {key_of(each.entry), each.party or key_of(each.entry)}
        said: dict[int, Listed] = {
            tree.nodes[each.subject]: "yes" if is_sure(each, case) else "maybe"
        }
        same = [person for person in persons if person[0] & keys]
        persons = [person for person in persons if not person[0] & keys]
        for its, nodes in same:
            keys |= its
            said = {**said, **{n: s for n, s in nodes.items() if said.get(n) != "yes"}}
        persons.append((keys, said))
    return [said for _, said in persons]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one rule makes of the owners of one party.

    `unclear` are the stakes of owners that count or may count and may have control besides.
    """

    rule: Owning
    tree: Tree
    owned: Owned
    unclear: tuple[Stake, ...]

    @classmethod
    def of(cls, rule: Owning, tree: Tree, *, hits: Sequence[Hit], case: Case) -> "_Answer":
        said: dict[int, Listed] = {}
        for each in hits:
            node = tree.nodes[each.subject]
            if said.get(node) != "yes":
                said[node] = "yes" if is_sure(each, case) else "maybe"
        found = decide(
            Stakes.lay_out(tree.stakes),
            said,
            range(len(tree.owners)),
            rule=rule.rule,
            persons=_persons(tree, hits, case),
        )
        unclear = tuple(
            each
            for each in tree.stakes
            if each.may_control
            and rule.rule.control
            and (each.owner in said or found[each.owner].answer != "no")
        )
        return cls(rule, tree, found[0], unclear)

    def says(self, who: str) -> str:
        """What the stakes come to, in a sentence or two."""
        held, may = f"{self.owned.held:g} %", f"{self.owned.may:g} %"
        by = [owner for owner in self.owned.by if owner not in self.tree.repeats]
        stakes = "; ".join(self._stake(owner) for owner in by)
        counted = [f"Stakes that count: {stakes}."] if stakes else []
        if self.owned.answer == "yes":
            how = "control" if self.owned.controlled else f"at least {held}"
            found = f"Listed owners have {how} of {who}, so {self.rule.effect}"
        elif self.owned.answer == "no":
            found = f"Listed owners hold at most {may} of {who}, which is not enough"
        else:
            found = (
                f"Whether listed owners hold enough of {who} cannot be decided: surely {held}, "
                f"at most {may}"
            )
            if self.unclear:
                found += f", and it is not clear whether {self._unclear_names()} has control"
        return " ".join(
            [f"{found} ({self.rule.says}).", *counted, *self._wrong(who), *self._twice()]
        )

    def asks(self, who: str) -> tuple[Question, ...]:
        """What would decide it: a stake, from which value on, or whether there is control."""
        if self.owned.answer != "undecided":
            return ()
        control = tuple(dict.fromkeys(self._asks_control(s, who) for s in self.unclear))
        wrong = tuple(
            question("owner.over_whole", company=company, total=f"{total:g}")
            for company, total in self._too_much(who)
        )
        twice = tuple(
            question("owner.twice", stake=self._stake(node), times=str(more + 1))
            for node, more in Counter(self.tree.repeats.values()).items()
        )
        if wrong:
            return (*wrong, *twice, *control)
        given = sum(each.low for each in self.tree.stakes if each.owned == 0)
        if control and not (self.rule.rule.met(self.owned.may) and given < WHOLE):
            return (*twice, *control)
        return (self._asks_stake(who), *twice, *control)

    def _asks_stake(self, who: str) -> Question:
        open_ = [
            owner
            for owner in self.owned.by
            if (share := self._share(owner)) and share[0] < share[1]
        ]
        holders = ", ".join(dict.fromkeys(self._name(owner) for owner in open_))
        least = f"{self.rule.rule.share - self.owned.held:g}"
        above = ".above" if self.rule.rule.above else ""
        if not holders:
            return question(f"owner.stake.unnamed{above}", company=who, least=least)
        return question(f"owner.stake{above}", company=who, holders=holders, least=least)

    def _asks_control(self, stake: Stake, who: str) -> Question:
        owner, owned = self.tree.owners[stake.owner], self.tree.owners[stake.owned]
        of = who if owned is None else self._name(stake.owned)
        said = repr(owner.control if owner else None)
        return question("owner.control", owner=self._name(stake.owner), company=of, said=said)

    def _twice(self) -> list[str]:
        """The owners that stand more than once with one share, in sentences."""
        return [
            f"{self._stake(node)} stands {'twice' if more == 1 else f'{more + 1} times'} among "
            "the owners, and is counted once as sure."
            for node, more in Counter(self.tree.repeats.values()).items()
        ]

    def _wrong(self, who: str) -> list[str]:
        """The companies in which more is held than there is, in sentences."""
        return [
            f"Of {company} the stakes given add up to {total:g} %."
            for company, total in self._too_much(who)
        ]

    def _too_much(self, who: str) -> Iterator[tuple[str, float]]:
        given: dict[int, float] = defaultdict(float)
        for each in self.tree.stakes:
            given[each.owned] += each.low
        for node, total in given.items():
            if exceeds(total):
                yield self._name(node) if node else who, total

    def _unclear_names(self) -> str:
        return " or ".join(dict.fromkeys(self._name(each.owner) for each in self.unclear))

    def _share(self, node: int) -> tuple[float, float] | None:
        return next(((s.low, s.high) for s in self.tree.stakes if s.owner == node), None)

    def _name(self, node: int) -> str:
        owner = self.tree.owners[node]
        return (owner.name if owner else None) or "an owner without a name"

    def _stake(self, node: int) -> str:
        low, high = self._share(node) or (0.0, WHOLE)
        share = f"{low:g} %" if low == high else f"{low:g} to {high:g} %"
        return f"{self._name(node)} {share}"
