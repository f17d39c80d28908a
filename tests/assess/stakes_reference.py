"""Ownership by the words of the rules, slowly: the least sets that satisfy them."""

from collections.abc import Mapping, Sequence

from enduse.assess.stakes import WHOLE, Answer, Listed, Rule, Stake


def owned(
    stakes: Sequence[Stake],
    listed: Mapping[int, Listed],
    company: int,
    rule: Rule,
    *,
    persons: Sequence[Mapping[int, Listed]] | None = None,
) -> Answer:
    """The answer for one company, each listed person alone where the rule does not add."""
    alone = [{node: said} for node, said in listed.items()] if persons is None else persons
    groups = [listed] if rule.adds else alone
    answers = {_one(stakes, group, company, rule=rule) for group in groups}
    for answer in ("yes", "undecided"):
        if answer in answers:
            return answer
    return "no"


def _one(
    stakes: Sequence[Stake],
    listed: Mapping[int, Listed],
    company: int,
    *,
    rule: Rule,
) -> Answer:
    seeds = [node for node, said in listed.items() if said != "no"]
    if _holds(stakes, company, _closed(stakes, {s for s in seeds if listed[s] == "yes"}, rule,
              possible=False), rule, possible=False):  # fmt: skip
        return "yes"
    if _holds(stakes, company, _closed(stakes, set(seeds), rule, possible=True), rule,
              possible=True):  # fmt: skip
        return "undecided"
    return "no"


def _closed(
    stakes: Sequence[Stake], counted: set[int], rule: Rule, *, possible: bool
) -> set[int]:
    """Add whoever the rule makes owned, all at once, until nobody is new."""
    nodes = {node for each in stakes for node in (each.owner, each.owned)}
    while True:
        new = {
            n for n in nodes - counted if _holds(stakes, n, counted, rule, possible=possible)
        }
        if not new:
            return counted
        counted = counted | new


def _holds(
    stakes: Sequence[Stake], node: int, counted: set[int], rule: Rule, *, possible: bool
) -> bool:
    theirs = [each for each in stakes if each.owned == node and each.owner in counted]
    others = [each for each in stakes if each.owned == node and each.owner not in counted]
    if rule.control and any(s.control or (possible and s.may_control) for s in theirs):
        return True
    if not possible:
        return rule.met(min(WHOLE, sum(each.low for each in theirs)))
    if not theirs:
        return rule.met(0.0)
    if sum(each.low for each in (*theirs, *others)) > WHOLE + 1e-9:
        return rule.met(WHOLE)
    most = max(0.0, WHOLE - sum(each.low for each in others))
    if not rule.adds:
        most = min(most, sum(each.high for each in theirs))
    return rule.met(most)
