"""How often the tests on history are wrong by chance, and what they find, on made customers.

    bench/quality/history.py [--short] [--runs N]

Each made customer orders by a shape that ordinary trade has; its next order comes from the
same shape, so every hit is a false alarm. Power is the share of hits when that next order is
three or ten times as much, or when it is one of many at once. The same seed gives the same
customers everywhere.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from math import exp, pi, sin
from random import Random

from enduse.assess import rules
from enduse.assess.checks.jumps import oddest
from enduse.assess.checks.prices import odd_price
from enduse.assess.checks.shifts import moved
from enduse.model.history import PastLine

SEED = 20_220_224
RUNS, SHORT = 4_000, 200
START = date(2018, 1, 1)
SINCE = date(2022, 2, 24)
NUMBERS = rules.load().history
PRICES = (
    ("a list price", 0.0, 0.0),
    ("spread of 15 %", 0.15, 0.0),
    ("spread of 50 %", 0.5, 0.0),
    ("15 %, and 10 % dearer", 0.15, 0.1),
)
Sold = list[tuple[date, float]]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a customer orders: days between orders, spread of sizes, and how both change.

    `season` is how far sizes swing in a year, in logarithms, `growth` by how much they grow in
    one, `annual` how many times as large the first orders of a year are. The order that is
    judged is the first after so many `years`, or with `later` up to a year after that.
    """

    name: str
    every: float
    spread: float
    season: float = 0.0
    growth: float = 0.0
    annual: float = 1.0
    years: float = 3.0
    later: bool = True

    def orders(self, rng: Random) -> Sold:
        """Orders over some years, the last of them the one to be judged."""
        day, found = 0.0, Sold()
        end = (self.years + (rng.random() if self.later else 0.0)) * 365
        while day < end:
            found.append((START + timedelta(days=int(day)), self.size(day, rng)))
            day += max(1.0, rng.expovariate(1 / self.every))
        return [*found, (START + timedelta(days=int(day)), self.size(day, rng))]

    def size(self, day: float, rng: Random) -> float:
        """The size of an order on a day: whole pieces, at least one."""
        swing = exp(self.season * sin(2 * pi * day / 365))
        level = 100 * pow(1 + self.growth, day / 365) * swing
        big = self.annual if day % 365 < self.every else 1.0
        return float(max(1, round(level * big * rng.lognormvariate(0, self.spread))))


SHAPES = (
    Shape("steady", 30, 0.4),
    Shape("steady, half a year", 20, 0.4, years=0.5, later=False),
    Shape("always alike", 30, 0.0),
    Shape("lumpy", 45, 1.0),
    Shape("seasonal", 21, 0.4, season=0.55),
    Shape("growing 30 % a year", 30, 0.4, growth=0.3),
    Shape("doubling every year", 30, 0.4, growth=1.0),
    Shape("ten times as much once a year", 40, 0.4, annual=10),
    Shape("that order itself", 40, 0.4, annual=10, later=False),
    Shape("seldom", 120, 0.6),
)


def jumps(shape: Shape, rng: Random, *, times: float = 1.0, many: int = 0) -> bool | None:
    """Whether the next order is a hit; None where there are too few to compare with.

    `times` makes it so many times as much; `many` adds orders of the shape in the weeks before.
    """
    *sold, (day, size) = shape.orders(rng)
    late = (day - START).days
    days = [day - timedelta(days=rng.randrange(1, 60)) for _ in range(many)]
    back = day - timedelta(days=NUMBERS["back_days"])
    more = [(each, shape.size(late, rng)) for each in days]
    sold = sorted((when, size) for when, size in (*sold, *more) if when >= back)
    if len(sold) - many < NUMBERS["least_orders"]:
        return None
    odd = oddest(size * times, sold, day, begin=START, numbers=NUMBERS, among=1)
    return odd is not None and bool(odd.chance < NUMBERS["chance"])


def share(runs: int, one: Callable[[Random], bool | None]) -> tuple[float, float]:
    """The share of hits among those that could be judged, and the share of those."""
    rng = Random(SEED)  # noqa: S311  # the same customers every time
    found = [one(rng) for _ in range(runs)]
    judged = [each for each in found if each is not None]
    return sum(judged) / max(1, len(judged)), len(judged) / runs


def prices(rng: Random, *, spread: float, drift: float = 0.0, times: float = 1.0) -> bool:
    """Whether the next price of an article is a hit among twenty, with a drift over them."""
    *earlier, asked = (exp(drift * n / 20 + rng.gauss(0, spread)) for n in range(21))
    floor = NUMBERS["least_price_spread"]
    *_, rare = odd_price(asked * times, earlier, NUMBERS["chance"], floor=floor)
    return bool(rare < NUMBERS["chance"])


def shifts(rng: Random, *, pace: float = 1.0, customers: int = 3) -> bool | None:
    """Whether trade to a neighbour is a hit after that to Russia stopped.

    Customers in the neighbour and twice as many elsewhere order each at a pace of its own,
    some only before or only after; since the day the pace of those in the neighbour is
    multiplied.
    """
    lines: list[PastLine] = []
    for place, count in (("RU", customers), ("KG", customers), ("DE", 2 * customers)):
        for number in range(count):
            own = pace if place == "KG" else 1.0
            lines += _customer(rng, place, name=f"{place.lower()}{number}", pace=own)
    here = frozenset({"KG"})
    seen = moved(lines, here, since=SINCE, buyer="kg0")
    enough = seen.customers >= NUMBERS["least_customers"]
    if not enough or seen.russia[0] < NUMBERS["least_stopped"]:
        return None
    return bool(seen.chance < NUMBERS["chance"])


def _customer(rng: Random, place: str, *, name: str, pace: float) -> list[PastLine]:
    every = rng.choice((30, 60, 120))
    first, last = sorted(rng.sample(range(-1500, 3500), 2))
    day = 0.0
    lines: list[PastLine] = []
    while day < (date(2024, 1, 1) - START).days:
        when = START + timedelta(days=int(day))
        day += rng.expovariate(1 / every) / (pace if when >= SINCE else 1.0)
        active = first <= (when - START).days <= max(last, first + 700)
        if active and not (place == "RU" and when >= SINCE):
            lines.append(PastLine(f"{name}-{len(lines)}", when, name, destination=place))
    return lines


def main(arguments: Sequence[str]) -> None:
    """Print a table for each test."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help=f"{SHORT} customers a shape")
    parser.add_argument("--runs", type=int, default=RUNS, help="customers a shape")
    asked = parser.parse_args(arguments)
    runs: int = SHORT if asked.short else asked.runs
    print(f"{runs} made customers a shape, seed {SEED}, chance {NUMBERS['chance']:.1%}")
    _print_jumps(runs, max(SHORT, runs // 4))
    _print_prices(runs)
    _print_shifts(max(SHORT, runs // 4))


def _print_jumps(runs: int, few: int) -> None:
    _heading("history.jump", "judged", "false alarms", "x 3", "x 10", "12 more in 2 months")
    for shape in SHAPES:
        null, judged = share(runs, partial(jumps, shape))
        powers = [
            share(few, partial(jumps, shape, **odd))[0]
            for odd in ({"times": 3.0}, {"times": 10.0}, {"many": 12})
        ]
        shown = " | ".join(f"{power:.0%}" for power in powers)
        print(f"| {shape.name} | {judged:.0%} | {null:.1%} | {shown} |")


def _print_prices(runs: int) -> None:
    _heading("payment.price", "false alarms", "x 2", "x 5", "a third")
    for name, spread, drift in PRICES:
        one = partial(prices, spread=spread, drift=drift)
        rates = [share(runs, partial(one, times=times))[0] for times in (1, 2, 5, 1 / 3)]
        print(f"| {name} | {' | '.join(f'{rate:.1%}' for rate in rates)} |")


def _print_shifts(runs: int) -> None:
    _heading("history.shift, all customers", "judged", "nothing moved", "pace x 3", "pace x 10")
    for there in (1, 3, 10):
        found = [share(runs, partial(shifts, pace=p, customers=there)) for p in (1, 3, 10)]
        shown = " | ".join(f"{rate:.1%}" for rate, _ in found)
        print(f"| {there} there, {2 * there} elsewhere | {found[0][1]:.0%} | {shown} |")


def _heading(*titles: str) -> None:
    print(f"\n| {' | '.join(titles)} |\n|{'---|' * len(titles)}")


if __name__ == "__main__":
    main(sys.argv[1:])
