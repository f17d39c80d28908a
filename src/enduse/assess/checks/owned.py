"""What each rule of ownership that is held makes of the owners of one party."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from enduse.assess.case import Case, named
from enduse.assess.checks.listed import is_sure
from enduse.assess.checks.owner_tree import Tree, tree_of
from enduse.assess.owning import Owning, other_status
from enduse.assess.stakes import Listed, Owned, Stake, Stakes, decide
from enduse.assess.tips import Tips, tips
from enduse.assess.weigh import heavier
from enduse.model.finding import Weight
from enduse.model.hit import Hit
from enduse.model.order import Party
from enduse.model.same import key_of


@dataclass(frozen=True, slots=True)
class Answer:
    """What one rule makes of the owners of one party.

    `other` is the rule's nearest period of another status, if it ever has one. `hits` are the
    likenesses that count, `unclear` the stakes of owners that count or may count and may have
    control besides. `most` is the heaviest effect of a listing that surely counts, `if_listed`
    the owners who may be listed, where it is owned if they are, `joint` whether stakes that the
    rule does not add would together be enough.
    """

    rule: Owning
    other: Owning | None
    party: Party
    tree: Tree
    hits: tuple[Hit, ...]
    owned: Owned
    tips: Tips
    unclear: tuple[Stake, ...]
    most: Weight
    if_listed: tuple[int, ...]
    joint: bool

    @property
    def weight(self) -> Weight:
        """What the answer weighs under the rule as it stands on the day."""
        return self.under(self.rule)

    def under(self, rule: Owning) -> Weight:
        """What the answer weighs under a period of the rule.

        While a rule is suspended a listed owner is something to look into, whatever the stake.
        """
        enough = self.owned.answer == "yes" and rule.status == "in_force"
        return self.most if enough else "review"

    @property
    def who(self) -> str:
        """The party, as a sentence may name it."""
        return named(self.party)


def counts(hit: Hit, rule: Owning) -> bool:
    """Whether a listing is one of those that a rule is about."""
    if hit.effect.regime != rule.regime or hit.effect.weight == "note":
        return False
    under = frozenset(hit.entry.programmes)
    if freezes(hit) and (rule.freezes or under & rule.frozen):
        return True
    return bool(under & rule.programmes)


def freezes(hit: Hit) -> bool:
    """Whether the listing freezes assets."""
    return hit.effect.weight == "hold" and "asset freeze" in hit.effect.label


def answers(path: str, party: Party, case: Case) -> tuple[Answer, ...]:
    """The answers of the rules with a period on the day and a listing that they count."""
    found = [hit for hit in case.screening.hits if hit.subject.startswith(f"{path}/owners/")]
    if not found:
        return ()
    # Owners may be many, and two tests and each trial of a missing fact need their answers.
    # What else is in the key is what a trial may change that tells the party from its owners.
    key = ("owned", path, party.name, party.country, party.kind, party.ids, id(party.owners))
    if key not in case.kept:
        case.kept[key] = _answers(path, party, found, case=case)
    kept: tuple[Answer, ...] = case.kept[key]
    return kept


def _answers(
    path: str, party: Party, found: Sequence[Hit], *, case: Case
) -> tuple[Answer, ...]:
    tree = tree_of(path, party)
    stakes = Stakes.lay_out(tree.stakes)
    return tuple(
        _answer(rule, party, tree, stakes=stakes, hits=hits, case=case)
        for rule in case.tables.rules.owning
        if rule.covers(case.as_of) and (hits := tuple(h for h in found if counts(h, rule)))
    )


def _answer(
    rule: Owning,
    party: Party,
    tree: Tree,
    *,
    stakes: Stakes,
    hits: tuple[Hit, ...],
    case: Case,
) -> Answer:
    said = who_is_listed(tree, hits, case)
    persons = listed_persons(tree, hits, case)
    everybody = range(len(tree.owners))
    found = decide(stakes, said, everybody, rule=rule.rule, persons=persons)
    unclear = tuple(
        each
        for each in tree.stakes
        if each.may_control
        and rule.rule.control
        and (said.get(each.owner, "no") != "no" or found[each.owner].answer != "no")
    )
    open_ = found[0].answer == "undecided"
    return Answer(
        rule=rule,
        other=other_status(rule, case.tables.rules.owning),
        party=party,
        tree=tree,
        hits=hits,
        owned=found[0],
        tips=tips(stakes, said, 0, rule=rule.rule, persons=persons) if open_ else Tips(),
        unclear=unclear if open_ else (),
        most=_most_restrictive(
            [hit for hit in hits if is_sure(hit, case)],
            {*_who_counts(stakes, said, found)},
            tree,
        ),
        if_listed=_if_listed(rule, stakes, said, persons=persons) if open_ else (),
        joint=_joint(rule, stakes, said),
    )


def who_is_listed(tree: Tree, hits: Sequence[Hit], case: Case) -> dict[int, Listed]:
    """Which nodes are listed or may be, by the likenesses that count."""
    said: dict[int, Listed] = {}
    for each in hits:
        node = tree.nodes[each.subject]
        if said.get(node) != "yes":
            said[node] = "yes" if is_sure(each, case) else "maybe"
    return said


def listed_persons(tree: Tree, hits: Sequence[Hit], case: Case) -> list[dict[int, Listed]]:
    """Which owners are or may be each listed person.

    Hits are of one person where they have an entry in common, or the party behind it.
    """
    persons: list[tuple[set[str], dict[int, Listed]]] = []
    for each in hits:
        keys = {key_of(each.entry), each.party or key_of(each.entry)}
        said = who_is_listed(tree, [each], case)
        same = [person for person in persons if person[0] & keys]
        persons = [person for person in persons if not person[0] & keys]
        for its, nodes in same:
            keys |= its
            said = {**said, **{n: s for n, s in nodes.items() if said.get(n) != "yes"}}
        persons.append((keys, said))
    return [said for _, said in persons]


def _who_counts(
    stakes: Stakes, said: dict[int, Listed], found: dict[int, Owned]
) -> Iterator[int]:
    """The listed owners through whom the party is owned: its own, and those of its owners."""
    seen, left = {0}, [0]
    while left:
        for stake in stakes.of.get(left.pop(), ()):
            node = stake.owner
            if said.get(node) == "yes":
                yield node
            if node not in seen and found[node].answer == "yes":
                seen.add(node)
                left.append(node)


def _most_restrictive(hits: Sequence[Hit], nodes: set[int], tree: Tree) -> Weight:
    heaviest: Weight = "review"
    for each in hits:
        if tree.nodes[each.subject] in nodes and heavier(each.effect.weight, heaviest):
            heaviest = each.effect.weight
    return heaviest


def _if_listed(
    rule: Owning,
    stakes: Stakes,
    said: dict[int, Listed],
    *,
    persons: Sequence[dict[int, Listed]],
) -> tuple[int, ...]:
    surely: list[dict[int, Listed]] = [dict.fromkeys(each, "yes") for each in persons]
    everybody: dict[int, Listed] = dict.fromkeys(said, "yes")
    found = decide(stakes, everybody, [0], rule=rule.rule, persons=surely)
    maybe = tuple(node for node, each in said.items() if each == "maybe")
    return maybe if found[0].answer == "yes" else ()


def _joint(rule: Owning, stakes: Stakes, said: dict[int, Listed]) -> bool:
    """Whether stakes of several surely listed, were they added, would be enough."""
    if rule.rule.adds or not rule.together:
        return False
    added = replace(rule.rule, adds=True, control=False)
    sure: dict[int, Listed] = {node: each for node, each in said.items() if each == "yes"}
    return decide(stakes, sure, [0], rule=added)[0].answer == "yes"
