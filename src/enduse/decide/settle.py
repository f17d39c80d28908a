"""Findings beside what people decided of them: lowered where that is in force, never hidden.

A settlement holds for the facts that it was made on, up to its last day, as far as the policy
of today goes, and only for a finding that weighs no more than the one it was made on. Where
one of these is not so, the finding keeps its weight and says why it is open again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, get_args

from enduse.decide.changed import changes
from enduse.decide.facts import facts_of
from enduse.decide.ledger import Ledger, Listed
from enduse.decide.policy import TRUE_MATCH, Policy
from enduse.model.finding import HEAVIEST_FIRST, Finding, Weight
from enduse.model.order import Order
from enduse.model.resolution import Facts, Reach, Reason, Resolution, Standing

_LOWERED = frozenset({"hold", "review", "ask"})
_REACHES: tuple[Reach, ...] = get_args(Reach)


def settle(
    findings: Sequence[Finding], order: Order, ledger: Ledger, *, day: date, listed: Listed
) -> tuple[tuple[Finding, ...], tuple[int, ...]]:
    """The findings as settled on a day, and the entries by which any was.

    No finding is left out or made heavier. `order` is as it was given.
    """
    made: list[Finding] = []
    used: dict[int, None] = {}
    for each in findings:
        found = standing(each, order, ledger, day=day, listed=listed)
        made.append(each if found is None else _told(each, found, ledger.policy))
        if found is not None and found.state == "in_force":
            used[found.resolution.number] = None
    return tuple(made), tuple(sorted(used))


def standing(
    finding: Finding, order: Order, ledger: Ledger, *, day: date, listed: Listed
) -> Standing | None:
    """What was decided of a finding, as it stands on a day; None where nothing was.

    One in force speaks before all others, and before that one that confirms the finding: what
    somebody called a true match is not lifted by anybody until that is withdrawn. Else the
    newest speaks.
    """
    if finding.weight not in _LOWERED or not ledger.knows(finding):
        return None
    facts = {
        reach: facts_of(finding, order, reach=reach, entry_of=listed.entry_of)
        for reach in _REACHES
    }
    now = _Now(day, ledger.policy, listed.published)
    found = [
        made
        for each in ledger.near(finding, order, facts)
        if each.moment.date() <= day and (made := now.stands(each, finding, facts[each.reach]))
    ]
    in_force = [each for each in found if each.state == "in_force"]
    true = [each for each in in_force if each.resolution.reason == TRUE_MATCH]
    return next(iter((*true, *in_force, *found)), None)


@dataclass(frozen=True, slots=True)
class _Now:
    """What a settlement is held against on a day."""

    day: date
    policy: Policy
    published: Mapping[str, str]

    def stands(
        self, made: Resolution, finding: Finding, facts: Facts | None
    ) -> Standing | None:
        """How a settlement stands to a finding of these facts; None where it was withdrawn."""
        state = made.state(self.day)
        if state == "withdrawn":
            return None
        changed = tuple(self._changed(made, facts))
        if changed:
            return Standing(made, "opened_again", changed)
        if state == "expired":
            return Standing(made, state)
        weight = finding.weight or "note"
        if forbidden := tuple(self._forbidden(made, weight)):
            return Standing(made, "opened_again", forbidden)
        return Standing(made, "proposed" if self._lacks_eyes(made, weight) else state)

    def _changed(self, made: Resolution, facts: Facts | None) -> Iterator[str]:
        """What is otherwise than when it was decided, in words; none where nothing is."""
        if facts is None:
            yield "not all that it rests on is named now"
        elif facts.key != made.facts.key:
            said = changes(made.facts.plain, facts.plain, published=self.published)
            yield from said or ["the facts are otherwise"]

    def _forbidden(self, made: Resolution, weight: Weight) -> Iterator[str]:
        """Why the policy of today does not let a settlement count for a finding."""
        reason = self.policy.reasons.get(made.reason)
        rank = HEAVIEST_FIRST.index
        if reason is None:
            yield f"the policy no longer knows the reason {made.reason}"
            return
        if reason.code != TRUE_MATCH:
            if weight not in reason.lifts:
                yield f"the policy lets {reason.code} lift nothing that weighs {weight}"
            if rank(weight) < rank(made.was):
                yield f"it weighs {weight} now, and weighed {made.was} when that was decided"
            if not reason.is_for(made.test):
                yield f"the policy no longer has {reason.code} for {made.test}"
        if self.day > made.moment.date() + timedelta(days=reason.most_days):
            yield f"the policy lets {reason.code} hold for {reason.most_days} days at most"

    def _lacks_eyes(self, made: Resolution, weight: Weight) -> bool:
        wanted = max(made.seconds, self.policy.reasons[made.reason].seconds(weight))
        return sum(each.moment.date() <= self.day for each in made.confirmed) < wanted


def _told(finding: Finding, found: Standing, policy: Policy) -> Finding:
    """The finding with what was decided of it, and lowered where that is in force."""
    made = found.resolution
    by = [each.person for each in made.confirmed]
    evidence: dict[str, Any] = {"entry": made.number, "reason": made.reason, "by": made.person}
    if found.state != "in_force":
        told = _open(found)
        evidence |= {
            "state": found.state,
            "until": made.until.isoformat(),
            "why": [*found.why],
            "told": told,
        }
        says = f"{finding.says} {told}"
        return replace(
            finding, says=says, evidence=(*finding.evidence, ("unsettled", evidence))
        )
    reason = policy.reasons[made.reason]
    told = _settled(made, reason, by)
    evidence |= {
        "confirmed_by": by,
        "until": made.until.isoformat(),
        "was": finding.weight,
        "told": told,
    }
    lowered = _lowered(finding.weight or "note", made, reason)
    return replace(
        finding,
        weight=lowered,
        says=f"{finding.says} {told}",
        evidence=(*finding.evidence, ("resolved", evidence)),
        # What a person settled is not asked of the customer any more.
        asks=finding.asks if lowered == finding.weight else (),
    )


def _lowered(weight: Weight, made: Resolution, reason: Reason) -> Weight:
    if reason.code == TRUE_MATCH:
        return weight
    # Of what the policy said then and says today the heavier counts; never more than it was.
    both = min(HEAVIEST_FIRST.index(each) for each in (made.becomes, reason.becomes))
    return HEAVIEST_FIRST[max(HEAVIEST_FIRST.index(weight), both)]


def _settled(made: Resolution, reason: Reason, by: Sequence[str]) -> str:
    also = f", confirmed by {', '.join(by)}" if by else ""
    says = f"{reason.says[:1].upper()}{reason.says[1:]}"
    return f"{says}, by {made.person}{also}, until {made.until} (entry {made.number})."


def _open(found: Standing) -> str:
    made = found.resolution
    what = f"{made.person}'s {made.reason} (entry {made.number})"
    if found.state == "proposed":
        return f"{what} waits for a second person to confirm it."
    if found.state == "expired":
        return f"{what} held until {made.until} and has expired."
    return f"{what} no longer holds: {'; '.join(found.why) or 'the facts are otherwise'}."
