"""What the law asks the exporter to do with an order, duty by duty."""

from dataclasses import replace

from enduse.assess.answers import Answer, no
from enduse.assess.case import Case
from enduse.assess.conditions import holds
from enduse.assess.duty_facts import Facts
from enduse.assess.duty_rules import DutyRule
from enduse.model.duty import Duty
from enduse.model.finding import Finding

CLAUSE = "eu-12g"
"""The duty that asks for a clause against re-export to Russia."""


def answer_duties(case: Case, findings: tuple[Finding, ...]) -> tuple[Duty, ...]:
    """Every duty of the laws that apply to an order, each with its answer and what to do.

    A duty whose texts were not read is never more than open: memory alone makes nobody act.
    """
    applied = {each.regime for each in case.regimes}
    rules = case.tables.rules.duties.values()
    return tuple(_duty(rule, case, findings) for rule in rules if rule.regime in applied)


def clause_needed(case: Case) -> Answer:
    """Whether the contract has to forbid re-export to Russia (Art. 12g of 833/2014)."""
    rule = case.tables.rules.duties[CLAUSE]
    if all(each.regime != rule.regime for each in case.regimes):
        return no("EU law was not applied to this order")
    return _answer(rule, case, ())


def _answer(rule: DutyRule, case: Case, findings: tuple[Finding, ...]) -> Answer:
    day = case.as_of
    if day < rule.since:
        return no(f"it begins on {rule.since}")
    if rule.until is not None and day > rule.until:
        return no(f"it ended on {rule.until}")
    found = holds(rule.when, Facts(case, findings, rule.regime))
    if found.applies == "yes" and not rule.read:
        return replace(found, applies="unknown", missing=("the text of the law",))
    return found


def _duty(rule: DutyRule, case: Case, findings: tuple[Finding, ...]) -> Duty:
    found = _answer(rule, case, findings)
    in_time = rule.since <= case.as_of <= (rule.until or case.as_of)
    steps = {"yes": rule.next, "no": (), "unknown": (rule.settle,) if rule.settle else ()}
    why = rule.no if found.applies == "no" and rule.no and in_time else _sentence(found.why)
    return Duty(
        duty=rule.code,
        regime=rule.regime,
        title=rule.title,
        applies=found.applies,
        why=why,
        says=rule.says,
        next=steps[found.applies],
        missing=found.missing,
        basis=(rule.cites_findings and found.basis) or rule.basis,
    )


def _sentence(text: str) -> str:
    """A sentence, unless it begins with a path of the order, which is written small."""
    shown = text if text.startswith(("lines/", "parties/")) else text[:1].upper() + text[1:]
    return shown if shown.endswith(".") else f"{shown}."
