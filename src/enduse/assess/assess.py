"""Hold one order against the rulebook: every test, weighed, cited, with what to ask."""

from collections.abc import Iterator
from datetime import date

from enduse.assess.case import Case, Tables, make_case
from enduse.assess.checks import TESTS
from enduse.assess.missing import ask
from enduse.assess.weigh import heavier, weigh
from enduse.model.decision import RegimeApplied
from enduse.model.finding import Finding, Weight
from enduse.model.history import Past
from enduse.model.hit import Screening
from enduse.model.order import Order


def assess(
    order: Order,
    screening: Screening,
    *,
    regimes: tuple[RegimeApplied, ...],
    tables: Tables,
    as_of: date,
    past: Past | None = None,
) -> tuple[Finding, ...]:
    """The findings on an order, by the rules in force on a day, beside the orders of before.

    Every test of `TESTS` is in the answer at least once: as a hit, as not checkable with
    the missing fact named, as not applicable, or as no hit.
    """

    def findings_of(changed: Order) -> tuple[Finding, ...]:
        case = make_case(
            changed, screening, regimes=regimes, tables=tables, as_of=as_of, past=past
        )
        return weigh(tuple(_all_tests(case)), case)

    return ask(findings_of(order), order, lambda changed: _heaviest(findings_of(changed)))


def _all_tests(case: Case) -> Iterator[Finding]:
    for code, test in TESTS.items():
        found = tuple(test(case))
        yield from found
        if not any(each.outcome in {"hit", "not_applicable"} for each in found):
            lacking = sum(each.outcome == "not_checkable" for each in found)
            if not lacking:
                yield Finding(code, "no_hit", "order", _nothing(code, case))


def _nothing(code: str, case: Case) -> str:
    return f"No sign found. Looked for: {case.tables.rules.tests[code].title}."


def _heaviest(findings: tuple[Finding, ...]) -> Weight | None:
    heaviest: Weight | None = None
    for each in findings:
        if heavier(each.weight, heaviest):
            heaviest = each.weight
    return heaviest
