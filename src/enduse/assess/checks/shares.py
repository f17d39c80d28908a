"""The test on shares that are not known: which one decides whether the listed own a party."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from enduse.assess.case import Case
from enduse.assess.checks.owned import Answer, answers
from enduse.assess.checks.owned_words import NAMELESS, name_of, share_words
from enduse.assess.checks.owner_tree import Tree
from enduse.assess.checks.owners import without_owners
from enduse.assess.checks.say import hit
from enduse.assess.checks.without_rule import CODE, without_rule
from enduse.assess.questions import question
from enduse.assess.stakes import WHOLE
from enduse.assess.tips import Tip
from enduse.assess.weigh import heavier
from enduse.model.finding import Finding, Question, Weight

_MANY = 10
"""Stakes that are told one by one."""


def owner_unknown_share(case: Case) -> Iterator[Finding]:
    """A listed person is among the owners, and a share that is not known would decide it.

    Of each regime with a rule in force: which stake, and from what value on the party counts
    as owned. Where no stake decides it by itself, those that may together. What would decide
    it under a rule that is suspended is noted, and a share that is not known of somebody
    listed under no rule that is held is left to a person.
    """
    for number, party in enumerate(case.order.parties):
        path = f"parties/{number}"
        open_: dict[str, list[Answer]] = defaultdict(list)
        stayed: dict[str, list[Answer]] = defaultdict(list)
        for each in answers(path, party, case):
            if _alone(each) or _together(each):
                found = open_ if each.rule.in_force(case.as_of) else stayed
                found[each.rule.regime].append(each)
        for regime, theirs in open_.items():
            yield _finding(path, regime, theirs)
        for regime, theirs in stayed.items():
            if regime not in open_:
                yield _stayed(_finding(path, regime, theirs), theirs)
        yield from without_rule(path, party, case)
    yield from without_owners(CODE, case)


def _stayed(found: Finding, theirs: Sequence[Answer]) -> Finding:
    """What would decide it under rules that are suspended: the owner is looked at anyway."""
    says = f"On that day the rule is suspended ({_names(theirs)}); this is what it would ask."
    return replace(found, weight="note", says=f"{says} {found.says}", asks=())


@dataclass(frozen=True, slots=True)
class _Open:
    """One stake that decides it under some rules, from one value on."""

    tip: Tip
    answers: tuple[Answer, ...]

    @property
    def first(self) -> Answer:
        return self.answers[0]

    @property
    def above(self) -> bool:
        return self.first.rule.rule.above

    @property
    def rules(self) -> str:
        return _names(self.answers)


def _finding(path: str, regime: str, theirs: Sequence[Answer]) -> Finding:
    alone = list(_opened(theirs))
    several = _several(theirs)
    who = theirs[0].who
    says = [
        f"Whether {who} counts as owned by listed persons hangs on shares that are not known.",
        *(_says(each) for each in alone[:_MANY]),
        *([f"So it is with {len(alone) - _MANY} stakes more."] if len(alone) > _MANY else []),
        *(_says_together(each) for each in several),
        *(["More stakes may decide it than could be followed."] if _cut(theirs) else []),
    ]
    asks = [*map(_ask, _asked(alone)[:_MANY]), *map(_ask_together, several)]
    found = hit(
        CODE,
        path,
        " ".join(dict.fromkeys(says)),
        regime=regime,
        stakes=[_plain(each) for each in alone] or None,
        together=[_listed(each[0]) for each in several] or None,
    )
    basis = tuple(dict.fromkeys(text for each in theirs for text in each.rule.basis))
    return replace(found, asks=tuple(dict.fromkeys(asks)), basis=basis)


def _alone(answer: Answer) -> list[Tip]:
    # A row that stands twice has a question of its own: whether it is one stake.
    repeated = answer.tree.repeats
    return [t for t in answer.tips.alone if (t.owner, t.owned) not in repeated]


def _together(answer: Answer) -> list[tuple[int | None, int]]:
    if answer.tips.alone:
        return []
    return [pair for pair in answer.tips.together if pair not in answer.tree.repeats]


def _asked(alone: Sequence[_Open]) -> list[_Open]:
    """The stakes to ask for: who holds the rest is left where a named owner of it is asked."""
    named = {each.tip.owned for each in alone if each.tip.owner is not None}
    return [e for e in alone if e.tip.owner is not None or e.tip.owned not in named]


def _several(theirs: Sequence[Answer]) -> list[list[Answer]]:
    """The rules under which several stakes decide only together, those with the same ones."""
    found: dict[tuple[str, ...], list[Answer]] = defaultdict(list)
    for each in theirs:
        if _together(each):
            found[tuple(_listed(each))].append(each)
    return list(found.values())


def _opened(theirs: Sequence[Answer]) -> Iterator[_Open]:
    """Each stake with each of its values once, and the rules under which it decides."""
    found: dict[tuple[Tip, bool], list[Answer]] = defaultdict(list)
    for answer in theirs:
        for tip in _alone(answer):
            found[tip, answer.rule.rule.above].append(answer)
    for (tip, _), under in found.items():
        yield _Open(tip, tuple(under))


def _says(stake: _Open) -> str:
    tree, tip, who = stake.first.tree, stake.tip, stake.first.who
    company = name_of(tree, tip.owned) or who
    owned = f"{'it' if company == who else who} counts as owned ({stake.rules})"
    if tip.maybe:
        owned += ", if who may be listed is"
    if tip.owner is None:
        enough = f"more than {tip.least:g} %" if stake.above else f"{tip.least:g} % or more"
        return (
            f"Who holds {_spare(tree, tip.owned):g} % of {company} is not known: with {enough} "
            f"of it in listed hands {owned}."
        )
    name = name_of(tree, tip.owner) or "An owner without a name"
    low, high = _bounds(tree, tip.owner, tip.owned)
    share = "a share that is not known" if (low, high) == (0, WHOLE) else share_words(low, high)
    enough = f"with more than {tip.least:g} %" if stake.above else f"from {tip.least:g} % on"
    return f"{name} holds {share} of {company}: {enough} {owned}."


def _says_together(same: Sequence[Answer]) -> str:
    stakes = "; ".join(_listed(same[0], nobody="not named"))
    return f"No stake alone decides it ({_names(same)}); together these may: {stakes}."


def _listed(answer: Answer, nobody: str = NAMELESS) -> list[str]:
    """The stakes that may decide it together, in names and figures."""
    tree, party = answer.tree, answer.party.name or NAMELESS
    found, stakes = [], _together(answer)
    for owner, owned in stakes[:_MANY]:
        company = name_of(tree, owned) or party
        if owner is None:
            found.append(f"{nobody} / {company}: 0–{_spare(tree, owned):g} %")
            continue
        low, high = _bounds(tree, owner, owned)
        found.append(f"{name_of(tree, owner) or NAMELESS} / {company}: {low:g}–{high:g} %")
    if more := len(stakes) - len(found):
        found.append(f"… +{more}")
    return found


def _ask(stake: _Open) -> Question:
    tree, tip, party = stake.first.tree, stake.tip, stake.first.party.name or NAMELESS
    company = name_of(tree, tip.owned) or party
    above = ".above" if stake.above else ""
    facts = {"company": company, "least": f"{tip.least:g}", "party": party,
             "rules": stake.rules}  # fmt: skip
    if tip.owner is None:
        place = next(place for place, node in tree.nodes.items() if node == tip.owned)
        open_ = f"{_spare(tree, tip.owned):g}"
        asked = question(f"owner.stake.unnamed{above}", f"{place}/owners", open=open_, **facts)
    else:
        place = tree.rows[tip.owner, tip.owned][0][0]
        holder = name_of(tree, tip.owner) or NAMELESS
        asked = question(f"owner.stake{above}", f"{place}/share", holder=holder, **facts)
    return replace(asked, lifts=_lifts(stake.answers))


def _ask_together(same: Sequence[Answer]) -> Question:
    asked = question(
        "owner.stake.together",
        stakes="; ".join(_listed(same[0])),
        party=same[0].party.name or NAMELESS,
        rules=_names(same),
    )
    return replace(asked, lifts=_lifts(same))


def _lifts(theirs: Sequence[Answer]) -> Weight:
    """The heaviest effect of a listing that counts under some rules."""
    heaviest: Weight = "review"
    for each in (found for answer in theirs for found in answer.hits):
        heaviest = each.effect.weight if heavier(each.effect.weight, heaviest) else heaviest
    return heaviest


def _plain(stake: _Open) -> dict[str, object]:
    tree, tip = stake.first.tree, stake.tip
    low, high = (0.0, _spare(tree, tip.owned)) if tip.owner is None else _bounds(
        tree, tip.owner, tip.owned
    )  # fmt: skip
    return {
        "owner": None if tip.owner is None else name_of(tree, tip.owner),
        "of": name_of(tree, tip.owned) or stake.first.party.name,
        "at": None if tip.owner is None else tree.rows[tip.owner, tip.owned][0][0],
        "low": low,
        "high": high,
        "tips_at": tip.least,
        "above": stake.above,
        "rules": [answer.rule.id for answer in stake.answers],
    }


def _bounds(tree: Tree, owner: int, owned: int) -> tuple[float, float]:
    stake = tree.pairs[owner, owned]
    return stake.low, stake.high


def _spare(tree: Tree, company: int) -> float:
    """What of a company is not accounted for."""
    return WHOLE - tree.given[company]


def _names(theirs: Sequence[Answer]) -> str:
    return ", ".join(dict.fromkeys(each.rule.name for each in theirs))


def _cut(theirs: Sequence[Answer]) -> bool:
    return any(each.tips.cut for each in theirs)
