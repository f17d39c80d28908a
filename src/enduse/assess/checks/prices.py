"""Whether a price is far from those at which the same article was sold before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import exp, log

from enduse.assess.before import as_said, codes_of, number, same_unit, units_of
from enduse.assess.case import Case
from enduse.assess.chances import next_around, t_above, t_bound
from enduse.assess.checks.say import hit, lacks, no_history, not_applicable
from enduse.assess.goods import Goods
from enduse.model.finding import Finding
from enduse.model.history import Past

CODE = "payment.price"


@dataclass(frozen=True, slots=True)
class _Priced:
    goods: Goods
    price: float
    earlier: Sequence[tuple[str, float]]


def price(case: Case) -> Iterator[Finding]:
    """The price of each line beside earlier sales of the same part, in the same unit and money.

    A line without a part number is held against all sales under its code, whose prices lie
    far apart: it takes much to be odd among them.
    """
    if not case.order.lines:
        yield not_applicable(CODE, "There are no goods that have a price.")
        return
    if case.past is None:
        yield no_history(CODE)
        return
    ready: list[_Priced] = []
    for goods in case.goods:
        found = _comparable(case, goods, case.past)
        if isinstance(found, Finding):
            yield found
        else:
            ready.append(found)
    for each in ready:
        yield from _judged(case, each, among=len(ready))


def _comparable(case: Case, goods: Goods, past: Past) -> _Priced | Finding:
    line = goods.line
    if not line.quantity or not line.value or not line.currency:
        lacking = next(x for x in ("quantity", "value", "currency") if not getattr(line, x))
        says = f"The {lacking} of the line is not known, so its price is not."
        return lacks(CODE, goods.path, lacking, says=says)
    least: int = case.tables.rules.history["least_prices"]
    earlier = _prices(case, goods, past)
    if len(earlier) < least:
        says = (
            f"A price needs at least {least} earlier sales of the same article, in the same "
            f"unit and currency, to be held against; there are {len(earlier)}."
        )
        return lacks(CODE, goods.path, f"{least} earlier sales of it", says=says)
    return _Priced(goods, line.value / line.quantity, earlier)


def _prices(case: Case, goods: Goods, past: Past) -> Sequence[tuple[str, float]]:
    """What each earlier sale of an article cost, by its day, oldest first."""
    line, units = goods.line, units_of(case)
    if line.part_number:
        sold = past.part(line.part_number, case.order, case.day)
    else:
        codes = codes_of(goods, case)
        sold = past.sold(codes, case.order, case.day) if codes else ()
    first = case.day - timedelta(days=case.tables.rules.history["back_days"])
    priced = [each for each in sold if each.day >= first and each.value and each.quantity]
    said = [(each.currency, same_unit(each.unit, units)) for each in priced]
    wanted = (
        as_said(line.currency, {currency for currency, _ in said}),
        as_said(same_unit(line.unit, units), {unit for _, unit in said}),
    )
    return [
        (each.day.isoformat(), each.value / each.quantity)
        for each, told in zip(priced, said, strict=True)
        if told == wanted and each.value and each.quantity
    ]


def odd_price(
    asked: float, earlier: Sequence[float], chance: float, *, floor: float
) -> tuple[float, float, float, float]:
    """The middle of earlier prices, the bounds around it, and how rare one so far off is."""
    middle, scale, freedom = next_around(list(map(log, earlier)), least_spread=floor)
    reach = t_bound(chance / 2, freedom) * scale
    rare = 2 * t_above(abs(log(asked) - middle) / scale, freedom)
    return exp(middle), exp(middle - min(reach, 600)), exp(middle + min(reach, 600)), rare


def _judged(case: Case, each: _Priced, *, among: int) -> Iterator[Finding]:
    numbers, line = case.tables.rules.history, each.goods.line
    chance = numbers["chance"]
    middle, low, high, rare = odd_price(
        each.price,
        [price for _, price in each.earlier],
        chance / among,
        floor=numbers["least_price_spread"],
    )
    rare = min(1.0, rare * among)
    if rare >= chance:
        return
    unit = f" a {same_unit(line.unit, units_of(case))}" if line.unit else ""
    what = line.part_number or (each.goods.code.says if each.goods.code else "the goods")
    times = each.price / middle
    off = f"{number(times)} times" if times > 1 else f"1/{number(1 / times)} of"
    says = (
        f"{number(each.price)} {line.currency}{unit} is {off} the middle price of "
        f"{len(each.earlier):,} earlier sales of {what} ({number(middle)}); {number(low)} to "
        f"{number(high)} is expected."
    )
    yield hit(
        CODE, each.goods.path, says, price=_short(each.price), expected=_short(middle),
        lower=_short(low), upper=_short(high), p=_short(rare), chance=chance,
        currency=line.currency, unit=same_unit(line.unit, units_of(case)),
        sales=len(each.earlier),
        series=[{"from": day, "price": _short(paid)} for day, paid in each.earlier[-60:]],
    )  # fmt: skip


def _short(value: float) -> float:
    return float(f"{value:.4g}")
