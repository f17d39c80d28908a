"""What a rule of ownership makes of a party's owners, in sentences and questions."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from enduse.assess.checks.owned import Answer
from enduse.assess.checks.owner_tree import Pair, Tree
from enduse.assess.owning import Owning
from enduse.assess.questions import question
from enduse.assess.stakes import WHOLE, exceeds
from enduse.model.finding import Question

NAMELESS = "?"
"""What stands for a name that the order does not give, in a question of any language."""


def says(answers: Sequence[Answer]) -> Iterator[str]:
    """What the stakes come to under some rules as they stand, and under their other status."""
    alike: dict[object, list[Answer]] = defaultdict(list)
    for each in answers:
        alike[each.owned, each.rule.status, each.if_listed].append(each)
    for same in alike.values():
        yield _comes_to(same)
        first = same[0]
        if by := [each for each in first.owned.by if (each, 0) in first.tree.rows]:
            stakes = "; ".join(stake_words(first.tree, (owner, 0)) for owner in by)
            yield f"Stakes that count: {stakes}."
        if first.if_listed:
            names = (name_of(first.tree, node) for node in first.if_listed)
            some = " and ".join(dict.fromkeys(names))
            yield f"If {some} is who it may be, {first.who} counts as owned."
        for each in same:
            yield from _status(each)
            yield from _besides(each)
    for answer in answers:
        yield from _at_odds(answer)


def refers(answers: Sequence[Answer], place: str) -> Iterator[str]:
    """The answers in short, where they are told at length with another owner of the party."""
    words = {"yes": "counts as owned", "no": "does not count as owned",
             "undecided": "cannot be decided"}  # fmt: skip
    said = "; ".join(f"{each.rule.name}: {words[each.owned.answer]}" for each in answers)
    yield f"What listed owners hold of {answers[0].who} is told with {place} ({said})."


def _besides(answer: Answer) -> Iterator[str]:
    """What the texts say where listed owners have too little, or where that is open."""
    if answer.owned.answer == "no" and answer.rule.caution:
        yield answer.rule.caution
    if answer.owned.answer != "yes" and answer.joint:
        yield answer.rule.together


def _at_odds(answer: Answer) -> Iterator[str]:
    """What in the order cannot all be right."""
    for company, total in _too_much(answer):
        yield f"Of {company or answer.who} the stakes given add up to {total:g} %."
    for pair, more in answer.tree.repeats.items():
        times = "twice" if more == 1 else f"{more + 1} times"
        stake = _once(answer.tree, pair)
        yield f"{stake} stands {times} among the owners, and is counted once as sure."


def asks(answer: Answer) -> Iterator[Question]:
    """What in the order is not clear and would decide it: control, and rows that cannot all be.

    Stakes that are not known are asked for by the test on them.
    """
    if answer.owned.answer != "undecided":
        return
    tree, party = answer.tree, answer.party.name or NAMELESS
    for company, total in _too_much(answer):
        yield question("owner.over_whole", company=company or party, total=f"{total:g}")
    for pair, more in answer.tree.repeats.items():
        where = tree.rows[pair][0][0]
        yield question("owner.twice", where, stake=_once(tree, pair), times=str(more + 1))
    for stake in answer.unclear:
        for where, owner in tree.rows[stake.owner, stake.owned]:
            if not isinstance(owner.control, str):
                continue
            name, company = name_of(tree, stake.owner), name_of(tree, stake.owned) or party
            yield question(
                "owner.control", f"{where}/control", owner=name or NAMELESS, company=company,
                said=repr(owner.control),
            )  # fmt: skip


def name_of(tree: Tree, node: int) -> str:
    """An owner's name as the order writes it; empty where it has none, and of the party."""
    owner = tree.owners[node]
    return (owner.name if owner else None) or ""


def stake_words(tree: Tree, pair: Pair) -> str:
    """An owner with what it holds of a company: "K 25 to 50 %"."""
    stake, name = tree.pairs[pair], name_of(tree, pair[0]) or "an owner without a name"
    return f"{name} {share_words(stake.low, stake.high)}"


def share_words(low: float, high: float) -> str:
    """A share in words: a figure, a band, or that it is not known."""
    if low == high:
        return f"{low:g} %"
    return f"{low:g} to {high:g} %" if (low, high) != (0.0, WHOLE) else "0 to 100 %"


def day_words(day: date) -> str:
    """A day in words: "9 November 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def _comes_to(same: Sequence[Answer]) -> str:
    """What rules with one answer say, each with its words."""
    first = same[0]
    owned, who = first.owned, first.who
    held, may = f"{owned.held:g} %", f"{owned.may:g} %"
    words = "; ".join(each.rule.says for each in same)
    if owned.answer == "yes":
        how = "control" if owned.controlled else f"at least {held}"
        found = f"Listed owners have {how} of {who}"
        if first.rule.status != "in_force":
            return f"{found}, which is enough ({words})."
        so = ", and ".join(f"{each.rule.effect} ({each.rule.says})" for each in same)
        return f"{found}, so {so}."
    if owned.answer == "no":
        return f"Listed owners hold at most {may} of {who}, which is not enough ({words})."
    found = (
        f"Whether listed owners hold enough of {who} cannot be decided: surely {held}, "
        f"at most {may}"
    )
    if first.unclear:
        names = (name_of(first.tree, each.owner) for each in first.unclear)
        found += (
            f", and it is not clear whether {' or '.join(dict.fromkeys(names))} has control"
        )
    return f"{found} ({words})."


def _status(answer: Answer) -> Iterator[str]:
    """How the rule stands on the day, and what would follow under its other status."""
    rule, other = answer.rule, answer.other
    if rule.doubt:
        yield rule.doubt
    if rule.status == "suspended":
        yield (
            f"The rule is suspended{_period(rule)}: {rule.effect} ({answer.weight}). "
            f"Its status was last seen on {day_words(rule.verified)}."
        )
    if other is None or answer.owned.answer != "yes":
        return
    if other.status == "suspended":
        yield (
            f"While the rule is suspended, as it was{_period(other)}, {other.effect} "
            f"({answer.under(other)})."
        )
    else:
        yield f"Were it in force, {other.effect} ({answer.under(other)})."


def _period(rule: Owning) -> str:
    until = f" to {day_words(rule.until)}" if rule.until else ""
    return f" from {day_words(rule.since)}{until}"


def _once(tree: Tree, pair: Pair) -> str:
    """A row that is there more than once, as one of them says it."""
    seen: dict[tuple[float, float], int] = defaultdict(int)
    for _, owner in tree.rows[pair]:
        seen[owner.share or (0.0, WHOLE)] += 1
    low, high = max(seen, key=lambda share: seen[share])
    figures = f"{low:g} %" if low == high else f"{low:g}–{high:g} %"
    return f"{name_of(tree, pair[0]) or NAMELESS} {figures}"


def _too_much(answer: Answer) -> Iterator[tuple[str, float]]:
    """The companies in which more is held than there is; the party by an empty name."""
    for node, total in answer.tree.given.items():
        if exceeds(total):
            yield name_of(answer.tree, node), total
