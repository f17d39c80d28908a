"""Whether an order is far more than the customer's own earlier orders lead to expect.

Two ways to count are tried, and each may give half of the false alarms that an order is
given. Size: this order beside the sizes of the earlier ones, in logarithms. Pace: what was
bought in the last three months beside each three months before, in cube roots, which make
sums of a few orders nearly normal and can be taken of nothing. In both the bound is that of
Student's prediction interval, which is wide where few orders are known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log
from typing import Any

from enduse.assess.before import Group, Measure, amounts, by_order, groups_of, orders, units_of
from enduse.assess.case import Case
from enduse.assess.chances import next_of, t_above
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.model.finding import Finding
from enduse.model.history import Customer

Sold = Sequence[tuple[date, float]]


@dataclass(frozen=True, slots=True)
class Odd:
    """What one way of counting saw, what it expected, up to where, and how rare that is."""

    way: str
    observed: float
    expected: float
    upper: float
    chance: float
    before: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    group: Group
    measure: Measure
    amount: float
    sold: Sold


def jump(case: Case) -> Iterator[Finding]:
    """The goods of the order against what this customer bought of them before."""
    code = "history.jump"
    groups = groups_of(case)
    if not groups:
        yield not_applicable(code, "No goods are told by code or part number.")
        return
    if case.past is None:
        yield lacks(code, "order", "history", says="Orders of before were not given.")
        return
    customer = case.past.customer(case.order, case.day)
    if customer is None:
        yield lacks(code, "order", "buyer", says="Who buys is not known.")
        return
    units = units_of(case)
    ready: list[_Compared] = []
    for group in groups:
        found = _comparable(case, group, customer, units=units)
        if isinstance(found, Finding):
            yield found
        else:
            ready.append(found)
    for each in ready:
        yield from _judged(case, each, customer, among=len(ready))


def _comparable(
    case: Case, group: Group, customer: Customer, *, units: Mapping[str, str]
) -> _Compared | Finding:
    least: int = case.tables.rules.history["least_orders"]
    theirs = [line for line in customer.lines if group.covers(line)]
    most = 0
    said = list(amounts(group, units))
    for measure, amount in said:
        sold = by_order(theirs, measure, units)
        most = max(most, len(sold))
        if len(sold) >= least:
            return _Compared(group, measure, amount, sold)
    if not said:
        says = f"How much of {group.name} is ordered is not known."
        return lacks("history.jump", group.subject, "quantity", says=says)
    says = (
        f"A jump needs at least {least} earlier orders to be seen, in the same unit or "
        f"currency; of {group.name} {customer.name} has {most}."
    )
    return lacks("history.jump", group.subject, f"{least} earlier orders of it", says=says)


def _judged(
    case: Case, each: _Compared, customer: Customer, *, among: int
) -> Iterator[Finding]:
    chance: float = case.tables.rules.history["chance"]
    begin = _begin(case, customer)
    odd = oddest(
        each.amount, each.sold, case.day, begin=begin, numbers=case.tables.rules.history,
        among=among,
    )  # fmt: skip
    if odd is None or odd.chance >= chance:
        return
    says = _sentence(odd, each, customer, days=case.tables.rules.history["span_days"])
    yield hit(
        "history.jump", each.group.subject, says, goods=each.group.name, by=odd.way,
        measure=each.measure.field, unit=each.measure.unit, observed=odd.observed,
        expected=_short(odd.expected), upper=_short(odd.upper), p=_short(odd.chance),
        chance=chance, orders=len(each.sold), known_by=customer.by,
        series=list(_series(case, each, begin)),
    )  # fmt: skip


def _begin(case: Case, customer: Customer) -> date:
    """Since when this customer could have bought: its first order of anything."""
    return customer.lines[0].day if customer.lines else case.day


def oddest(
    amount: float, sold: Sold, day: date, *, begin: date, numbers: Mapping[str, Any], among: int
) -> Odd | None:
    """The rarer of the two ways to count, with its chance among all that were tried.

    `amount` is ordered on a day, `sold` what was before, `among` how many kinds of goods of
    the order are counted. None where neither way sees more than it expects.
    """
    spans = _spans(amount, sold, day, begin=begin, numbers=numbers)
    paced = len(spans) > numbers["least_spans"]
    tried = among * (1 + paced)
    each = numbers["chance"] / tried
    found = [_by_size(amount, sold, each, floor=numbers["least_spread"])]
    if paced:
        found.append(_by_pace(spans, each, floor=numbers["least_spread"]))
    best = min(found, key=lambda odd: odd.chance)
    if best.observed <= best.expected:
        return None
    rare = min(1.0, best.chance * tried)
    return Odd(best.way, best.observed, best.expected, best.upper, rare, best.before)


def _by_size(amount: float, sold: Sold, chance: float, *, floor: float) -> Odd:
    sizes = [size for _, size in sold]
    mean, bound, scale, freedom = next_of(list(map(log, sizes)), chance, least_spread=floor)
    rare = t_above((log(amount) - mean) / scale, freedom)
    return Odd("size", amount, exp(mean), exp(min(bound, 600.0)), rare, tuple(sizes))


def _by_pace(spans: Sequence[float], chance: float, *, floor: float) -> Odd:
    *before, now = (total ** (1 / 3) for total in spans)
    least = floor / 3 * sum(before) / len(before)
    mean, bound, scale, freedom = next_of(before, chance, least_spread=least)
    rare = t_above((now - mean) / scale, freedom) if scale else 1.0
    return Odd("pace", spans[-1], mean**3, bound**3, rare, tuple(spans[:-1]))


def _spans(
    amount: float, sold: Sold, day: date, *, begin: date, numbers: Mapping[str, Any]
) -> list[float]:
    """What was bought in each span of days up to the order, the one that ends with it last."""
    length: int = numbers["span_days"]
    whole = min((day - begin).days // length, numbers["most_spans"] + 1)
    totals = [0.0] * max(whole, 1)
    for when, size in sold:
        back = (day - when).days // length
        if back < len(totals):
            totals[-1 - back] += size
    totals[-1] += amount
    return totals


def _series(case: Case, each: _Compared, begin: date) -> Iterator[dict[str, Any]]:
    """The spans as a picture can show them: from when to when, and how much."""
    numbers = case.tables.rules.history
    totals = _spans(each.amount, each.sold, case.day, begin=begin, numbers=numbers)
    length = numbers["span_days"]
    for back, total in zip(range(len(totals) - 1, -1, -1), totals, strict=True):
        last = case.day - timedelta(days=back * length)
        first = last - timedelta(days=length - 1)
        yield {
            "from": first.isoformat(), "to": last.isoformat(), each.measure.field: total,
        }  # fmt: skip


def _sentence(odd: Odd, each: _Compared, customer: Customer, *, days: int) -> str:
    says, count = each.measure.says, len(each.sold)
    least, most = min(odd.before), max(odd.before)
    rare = f"by chance {_one_in(odd.chance)} would be so much"
    if odd.way == "size":
        return (
            f"{customer.name} orders {says(odd.observed)} of {each.group.name}. Its "
            f"{orders(count)} of it were of {says(least)} to {says(most)}, from which up to "
            f"{says(odd.upper)} is expected; {rare}."
        )
    return (
        f"With this order {customer.name} has ordered {says(odd.observed)} of "
        f"{each.group.name} in {days} days. In the {len(odd.before)} spans of {days} days "
        f"before it was {says(least)} to {says(most)}, from which up to {says(odd.upper)} is "
        f"expected; {rare}."
    )


def _one_in(chance: float) -> str:
    return f"one in {1 / chance:,.0f}" if chance > 1e-6 else "fewer than one in a million"  # noqa: PLR2004


def _short(number: float) -> float:
    return float(f"{number:.4g}")
