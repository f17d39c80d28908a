"""Hold one order against the rulebook: every test, weighed, cited, with what to ask."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from enduse.assess.case import Case, Tables, make_case
from enduse.assess.checks import TESTS
from enduse.assess.doubts import may_apply
from enduse.assess.duties import answer_duties
from enduse.assess.missing import ask
from enduse.assess.regimes import apply_regimes
from enduse.assess.weigh import heavier, weigh
from enduse.model.conflict import Comparison
from enduse.model.decision import RegimeApplied
from enduse.model.duty import Duty
from enduse.model.finding import Finding, Weight
from enduse.model.hit import Screening
from enduse.model.order import Order


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that the rulebook says of an order.

    `doubtful` are the bodies of law that may apply beside those that were applied.
    """

    findings: tuple[Finding, ...]
    duties: tuple[Duty, ...]
    doubtful: tuple[RegimeApplied, ...]


def assess(
    order: Order,
    screening: Screening,
    *,
    regimes: tuple[RegimeApplied, ...],
    tables: Tables,
    as_of: date,
) -> tuple[Finding, ...]:
    """The findings on an order, by the rules in force on a day, beside the orders of before.

    Every test of `TESTS` is in the answer at least once: as a hit, as not checkable with
    the missing fact named, as not applicable, or as no hit.
    """
    found = assess_all(order, screening, regimes=regimes, tables=tables, as_of=as_of)
    return found.findings


def assess_all(
    order: Order,
    screening: Screening,
    *,
    regimes: tuple[RegimeApplied, ...],
    tables: Tables,
    as_of: date,
    compared: Comparison | None = None,
) -> Assessment:
    """The findings on an order, the duties that the law lays on it, and what law may apply."""
    kept: dict[Any, Any] = {}

    def case_of(changed: Order) -> Case:
        bound = (*regimes, *_more(order, changed, tables))
        case = make_case(
            changed,
            screening,
            regimes=bound,
            tables=tables,
            as_of=as_of,
            kept=kept,
        )
        return replace(case, compared=compared) if compared else case

    def findings_of(case: Case) -> tuple[Finding, ...]:
        return weigh(tuple(_all_tests(case)), case)

    case = case_of(order)
    found = findings_of(case)
    findings = ask(found, order, lambda changed: _heaviest(findings_of(case_of(changed))))
    doubtful = may_apply(
        order,
        tables.rules,
        tables.places,
        applied=[each.regime for each in regimes],
        concern=case.setting != "ordinary",
    )
    return Assessment(findings, answer_duties(case, findings), doubtful)


def _more(order: Order, changed: Order, tables: Tables) -> Iterator[RegimeApplied]:
    """The laws that apply only since a fact of the order was changed."""
    # Of the facts that are tried, the origin of a line alone brings another law.
    if [line.origin for line in changed.lines] == [line.origin for line in order.lines]:
        return
    before, _ = apply_regimes(order, tables.rules, tables.places)
    now, _ = apply_regimes(changed, tables.rules, tables.places)
    have = {each.regime for each in before}
    yield from (each for each in now if each.regime not in have)


def _all_tests(case: Case) -> Iterator[Finding]:
    for code, test in TESTS.items():
        found = tuple(_once(tuple(test(case)), case))
        yield from found
        if not found:
            yield Finding(code, "no_hit", "order", _nothing(code, case))


def _once(found: tuple[Finding, ...], case: Case) -> Iterator[Finding]:
    """The findings without those on facts that a party has only from where it also stands."""
    told: list[tuple[str | None, object]] = []
    for each in found:
        lender = case.took.get(each.subject)
        said = (each.outcome, each.evidence)
        if lender is None or (lender, said) not in told:
            told.append((each.subject, said))
            yield each


def _nothing(code: str, case: Case) -> str:
    return f"No sign found. Looked for: {case.tables.rules.tests[code].title}."


def _heaviest(findings: tuple[Finding, ...]) -> Weight | None:
    heaviest: Weight | None = None
    for each in findings:
        if heavier(each.weight, heaviest):
            heaviest = each.weight
    return heaviest
