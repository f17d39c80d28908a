"""Whether an order is far more than the customer's own earlier orders lead to expect.

Two ways to count are tried, and each may give half of the false alarms that an order is
given. Size: this order beside the sizes of the earlier ones, in logarithms. Pace: what was
bought in the last three months beside each three months before, in cube roots, which make
sums of a few orders nearly normal and can be taken of nothing. In both the bound is that of
Student's prediction interval, which is wide where few orders are known; it must be passed
beside all of them, and beside the largest quarter of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp, log
from typing import Any

from enduse.assess.before import (
    Group,
    Measure,
    amounts,
    by_order,
    groups_of,
    number,
    orders,
    units_of,
    untold,
)
from enduse.assess.case import Case
from enduse.assess.chances import next_of, t_above, t_bound
from enduse.assess.checks.say import hit, lacks, no_buyer, no_code, no_history, not_applicable
from enduse.model.finding import Finding
from enduse.model.history import Customer

Sold = Sequence[tuple[date, float]]
Expected = tuple[float, float, float]
_FEWEST = 5
_NEVER = 1e-6


@dataclass(frozen=True, slots=True)
class Odd:
    """What one way of counting saw beside what was before, and how rare that is.

    `next` is where the next was expected, by all and by the largest quarter: mean, scale and
    freedom of a Student's t, of logarithms of sizes or of cube roots of a pace. `chance`
    counts the ways that were tried.
    """

    way: str
    observed: float
    before: tuple[float, ...]
    next: tuple[Expected, ...]
    chance: float
    tried: int = 1

    def bounds(self, chance: float) -> tuple[float, float]:
        """What was expected, and up to where, if so many of all orders may be above it."""
        bound = max(
            mean + t_bound(chance / self.tried, freedom) * scale
            for mean, scale, freedom in self.next
        )
        expected = self.next[0][0]
        if self.way == "size":
            return exp(expected), exp(min(bound, _HIGHEST))
        return expected**3, bound**3


_HIGHEST = 600.0  # a logarithm whose number can still be written


@dataclass(frozen=True, slots=True)
class _Compared:
    group: Group
    measure: Measure
    amount: float
    sold: Sold
    unsaid: bool
    """Whether the earlier orders name no unit or currency, and the order does."""


def jump(case: Case) -> Iterator[Finding]:
    """The goods of the order against what this customer bought of them before."""
    code = "history.jump"
    if not case.order.lines:
        yield not_applicable(code, "There are no goods that could be more than before.")
        return
    if case.past is None:
        yield no_history(code)
        return
    customer = case.past.customer(case.order, case.day)
    if customer is None:
        yield no_buyer(code)
        return
    yield from (no_code(code, each.path) for each in untold(case))
    units = units_of(case)
    ready: list[_Compared] = []
    for group in groups_of(case):
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
    since = case.day - timedelta(days=case.tables.rules.history["back_days"])
    theirs = [line for line in customer.lines if line.day >= since and group.covers(line)]
    most = 0
    said = list(amounts(group, units))
    for measure, amount in said:
        sold = by_order(theirs, measure, units)
        most = max(most, len(sold))
        if len(sold) >= least:
            unsaid = measure.fits(theirs, units).unit is None and measure.unit is not None
            return _Compared(group, measure, amount, sold, unsaid)
    if not said:
        says = f"How much of {group.name} is ordered is not known."
        return lacks("history.jump", group.subject, "quantity", says=says)
    says = (
        f"A jump needs at least {least} earlier orders to be seen, in the same unit or "
        f"currency; of {group.name} {customer.name} has {most or 'none'}."
    )
    return lacks("history.jump", group.subject, f"{least} earlier orders of it", says=says)


def _judged(
    case: Case, each: _Compared, customer: Customer, *, among: int
) -> Iterator[Finding]:
    numbers, begin = case.tables.rules.history, _begin(case, customer)
    chance: float = numbers["chance"]
    odd = oddest(each.amount, each.sold, case.day, begin=begin, numbers=numbers, among=among)
    if odd is None or odd.chance >= chance:
        return
    expected, upper = odd.bounds(chance)
    says = _sentence(odd, each, customer, upper=upper, days=numbers["span_days"])
    yield hit(
        "history.jump", each.group.subject, says, goods=each.group.name, by=odd.way,
        measure=each.measure.field, unit=each.measure.unit, observed=odd.observed,
        expected=_short(expected), upper=_short(upper), p=_short(odd.chance), chance=chance,
        orders=len(each.sold), known_by=customer.by, series=list(_series(case, each, begin)),
    )  # fmt: skip


def _begin(case: Case, customer: Customer) -> date:
    """Since when this customer could have bought: its first order of anything."""
    return customer.lines[0].day if customer.lines else case.day


def oddest(
    amount: float, sold: Sold, day: date, *, begin: date, numbers: Mapping[str, Any], among: int
) -> Odd | None:
    """The rarer of the two ways to count, with its chance among all that were tried.

    `amount` is ordered on a day, `sold` what was before, `among` how many kinds of goods of
    the order are counted. None where neither way sees more than ever before: whoever orders
    much once a year is used to it.
    """
    spans = _spans(amount, sold, day, begin=begin, numbers=numbers)
    found = [_by_size(amount, sold, floor=numbers["least_spread"])]
    if len(spans) > numbers["least_spans"]:
        found.append(_by_pace(spans, floor=numbers["least_spread"]))
    tried = among * len(found)
    more = [each for each in found if each.observed > max(each.before)]
    best = min(more, key=lambda odd: odd.chance, default=None)
    return best and replace(best, chance=min(1.0, best.chance * tried), tried=tried)


def _by_size(amount: float, sold: Sold, *, floor: float) -> Odd:
    sizes = tuple(size for _, size in sold)
    rare, expected = _rare(log(amount), list(map(log, sizes)), floor=floor)
    return Odd("size", amount, sizes, expected, rare)


def _by_pace(spans: Sequence[float], *, floor: float) -> Odd:
    *before, now = (total ** (1 / 3) for total in spans)
    rare, expected = _rare(now, before, floor=floor / 3 * sum(before) / len(before))
    return Odd("pace", spans[-1], tuple(spans[:-1]), expected, rare)


def _rare(
    now: float, before: Sequence[float], *, floor: float
) -> tuple[float, tuple[Expected, ...]]:
    """How rare a value is beside all earlier ones, and beside the largest quarter too.

    Many customers order little often and much seldom. Beside all their orders each large one
    looks odd; beside the largest quarter (five at least, for fewer tell nothing) it does not.
    """
    larger = sorted(before)[-max(_FEWEST, len(before) // 4) :]
    expected = tuple(next_of(some, least_spread=floor) for some in (before, larger))
    rare = (
        t_above((now - mean) / scale, freedom) if scale else 1.0
        for mean, scale, freedom in expected
    )
    return max(rare), expected


def _spans(
    amount: float, sold: Sold, day: date, *, begin: date, numbers: Mapping[str, Any]
) -> list[float]:
    """What was bought in each span of days up to the order, the one that ends with it last."""
    length: int = numbers["span_days"]
    whole = min((day - begin).days, numbers["back_days"]) // length
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


def _sentence(odd: Odd, each: _Compared, customer: Customer, *, upper: float, days: int) -> str:
    told = _told(odd, each, customer, upper=upper, days=days)
    called = "unit" if each.measure.field == "quantity" else "currency"
    return f"{told} The earlier orders name no {called}." if each.unsaid else told


def _told(odd: Odd, each: _Compared, customer: Customer, *, upper: float, days: int) -> str:
    says, count = each.measure.says, len(each.sold)
    least, most = number(min(odd.before)), says(max(odd.before))
    rare = f"by chance {_one_in(odd.chance)} is so large"
    if odd.way == "size":
        return (
            f"{customer.name} orders {says(odd.observed)} of {each.group.name}. Its "
            f"{orders(count)} of it were of {least} to {most}, from which up to "
            f"{says(upper)} would be expected; {rare}."
        )
    return (
        f"With this order {customer.name} has ordered {says(odd.observed)} of "
        f"{each.group.name} in {days} days. In the {len(odd.before)} spans of {days} days "
        f"before it was {least} to {most}, from which up to {says(upper)} would "
        f"be expected; {rare}."
    )


def _one_in(chance: float) -> str:
    return (
        f"one order in {1 / chance:,.0f}"
        if chance > _NEVER
        else "fewer than one order in a million"
    )


def _short(amount: float) -> float:
    return float(f"{amount:.4g}")
