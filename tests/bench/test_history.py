"""The chance that tests on history state holds on made customers, and they see something."""

from functools import partial

import pytest
from history import NUMBERS, PRICES, SHAPES, Shape, jumps, prices, share, shifts

RUNS = 400
GROWING = {"growing 30 % a year", "doubling every year"}
ODD = {"that order itself"}
HELD = [shape for shape in SHAPES if shape.name not in GROWING | ODD]


@pytest.mark.parametrize("shape", HELD, ids=lambda shape: shape.name)
def test_a_jump_is_false_hardly_more_often_than_stated(shape: Shape) -> None:
    rate, judged = share(RUNS, partial(jumps, shape))
    assert judged > 0.8
    assert rate <= 2 * NUMBERS["chance"]


def test_ten_times_as_much_of_a_steady_customer_is_seen() -> None:
    steady = next(shape for shape in SHAPES if shape.name == "steady")
    assert share(RUNS, partial(jumps, steady, times=10))[0] > 0.9
    assert share(RUNS, partial(jumps, steady, many=25))[0] > 0.6


@pytest.mark.parametrize(("spread", "drift"), [each[1:] for each in PRICES])
def test_a_price_is_false_hardly_more_often_than_stated(spread: float, drift: float) -> None:
    rate, _ = share(RUNS, partial(prices, spread=spread, drift=drift))
    assert rate <= 2 * NUMBERS["chance"]


def test_five_times_the_price_is_seen() -> None:
    assert share(RUNS, partial(prices, spread=0.15, times=5))[0] > 0.95


def test_a_shift_is_false_hardly_more_often_than_stated_and_seen_where_there_is_one() -> None:
    assert share(150, partial(shifts, customers=6))[0] <= 2.5 * NUMBERS["chance"]
    assert share(40, partial(shifts, customers=8, pace=10))[0] > 0.8


def test_the_same_seed_makes_the_same_customers() -> None:
    one = partial(jumps, SHAPES[0], times=3)
    assert share(50, one) == share(50, one)
