"""The distributions, against slow references: sums, and areas counted in thin strips."""

from math import comb, gamma, pi, sqrt
from random import Random
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.assess.chances import (
    beta_below,
    next_around,
    next_of,
    share_moved,
    t_above,
    t_bound,
)

STRIPS = 20_000
values = st.lists(st.floats(-20, 20), min_size=2, max_size=12)
pairs = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=6)


def area(t: float, freedom: float) -> float:
    """The area under Student's density from 0 to t, by Simpson's rule."""
    scale = gamma((freedom + 1) / 2) / (sqrt(freedom * pi) * gamma(freedom / 2))
    wide = t / STRIPS
    heights = [
        (1 + (n * wide) ** 2 / freedom) ** (-(freedom + 1) / 2) for n in range(STRIPS + 1)
    ]
    inner = 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
    return float(scale * wide / 3 * (heights[0] + inner + heights[-1]))


@pytest.mark.parametrize("freedom", [1, 1.5, 2.59, 3, 7, 11, 40, 100])
@pytest.mark.parametrize("t", [0.0, 0.3, 1.0, 2.5, 6.0])
def test_the_tail_of_t_is_the_area_that_is_left(t: float, freedom: float) -> None:
    assert t_above(t, freedom) == pytest.approx(0.5 - area(t, freedom), abs=1e-9)
    assert t_above(-t, freedom) == pytest.approx(0.5 + area(t, freedom), abs=1e-9)


def test_the_tail_of_t_with_one_and_two_degrees_is_the_known_formula() -> None:
    for t in (0.5, 3.0, 50.0, 1e6):
        assert t_above(t, 2) == pytest.approx(1 / (2 + t * t + t * sqrt(t * t + 2)), rel=1e-8)


@given(st.floats(1e-9, 0.49), st.floats(1, 200))
def test_a_bound_is_exceeded_with_the_chance_it_was_asked_for(
    chance: float, freedom: float
) -> None:
    assert t_above(t_bound(chance, freedom), freedom) == pytest.approx(chance, rel=1e-6)


@pytest.mark.parametrize("count", [1, 2, 5, 12, 30])
def test_the_beta_function_sums_the_binomial(count: int) -> None:
    for least in range(1, count + 1):
        for share in (0.001, 0.2, 0.5, 0.83, 0.999):
            whole = sum(
                comb(count, n) * share**n * (1 - share) ** (count - n)
                for n in range(least, count + 1)
            )
            assert beta_below(share, least, count - least + 1) == pytest.approx(whole, rel=1e-9)


@given(values, st.floats(0, 3))
def test_the_next_value_is_expected_as_the_textbook_says(
    earlier: list[float], floor: float
) -> None:
    middle, scale, freedom = next_of(earlier, least_spread=floor)
    wide = max(stdev(earlier), floor) * sqrt(1 + 1 / len(earlier))
    assert middle == pytest.approx(mean(earlier), abs=1e-9)
    assert scale == pytest.approx(wide, abs=1e-6)
    assert freedom == len(earlier) - 1


@given(values, st.floats(-5, 5), st.floats(0.1, 10))
def test_another_unit_moves_what_is_expected_and_nothing_else(
    earlier: list[float], by: float, times: float
) -> None:
    for expect in (next_of, next_around):
        middle, scale, freedom = expect(earlier)
        moved, wider, same = expect([each * times + by for each in earlier])
        assert moved == pytest.approx(middle * times + by, abs=1e-6)
        assert wider == pytest.approx(scale * times, abs=1e-6)
        assert same == freedom


@given(st.lists(st.floats(-1, 1), min_size=9, max_size=20))
def test_one_odd_value_moves_the_middle_no_further_than_its_neighbours(
    earlier: list[float],
) -> None:
    middle, _, _ = next_around([*earlier[:-1], 1e6])
    assert min(earlier[:-1]) <= middle <= max(earlier[:-1])


def moved_slowly(ours: list[tuple[int, int]], others: list[tuple[int, int]]) -> float | None:
    """The same, written out cell by cell; None where a row or column of the table is empty."""
    table = [[sum(c) for c in zip(*group, strict=True)] for group in (ours, others)]
    rows, columns = [sum(row) for row in table], [sum(c) for c in zip(*table, strict=True)]
    whole, freedom = sum(rows), len(ours) + len(others) - 2
    if freedom < 1 or 0 in rows or 0 in columns:
        return None
    excess = table[0][1] - rows[0] * columns[1] / whole
    variance = rows[0] * rows[1] * columns[0] * columns[1] / whole**3
    apart = 0.0
    for group, row, total in zip((ours, others), table, rows, strict=True):
        for before, now in group:
            for seen, share in ((before, row[0] / total), (now, row[1] / total)):
                gap = seen - share * (before + now)
                each = (before + now) * columns[0] * columns[1] / whole**2
                # Both cells of a customer are off by the same, so half of each counts.
                apart += gap**2 / each / 2 if each else 0.0
    return t_above((excess - 0.5) / sqrt(variance * max(1.0, apart / freedom)), freedom)


@given(pairs, pairs)
def test_a_move_is_as_likely_as_the_slow_way_says(
    ours: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    slow = moved_slowly(ours, others)
    assert share_moved(ours, others) == pytest.approx(1.0 if slow is None else slow, abs=1e-9)


@given(pairs, pairs, st.randoms())
def test_the_order_of_customers_is_no_matter(
    ours: list[tuple[int, int]], others: list[tuple[int, int]], random: Random
) -> None:
    before = share_moved(ours, others)
    random.shuffle(ours)
    random.shuffle(others)
    assert share_moved(ours, others) == pytest.approx(before, rel=1e-9)


def test_the_gamma_reference_is_itself_right() -> None:
    assert area(1.0, 1) == pytest.approx(0.25, abs=1e-9)  # Cauchy
    assert area(12.7062047, 1) == pytest.approx(0.475, abs=1e-8)  # the tables of t
