"""How long records are kept: laws of the arithmetic, and the kinds of cases by name."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.assess.duty_rules import DutyRule
from enduse.assess.retention import (
    Clock,
    Period,
    load_retention,
    remembered,
    retention_of,
    terms,
)
from enduse.assess.rules import load
from enduse.errors import RuleError

RULES = load()
TABLE = load_retention(RULES)
DAYS = st.dates(date(2010, 1, 1), date(2040, 12, 31))
ON = date(2026, 11, 30)


def decided(
    regimes: str, day: str = "2026-08-05", hits: tuple[str, ...] = (), **answers: str
) -> dict[str, Any]:
    """A decision as it is recorded, with what the clocks read of it."""
    return {
        "regimes": [{"regime": each} for each in regimes.split()],
        "as_of": f"{day}T00:00:00Z",
        "duties": [
            {"duty": name.replace("_", "-"), "applies": each} for name, each in answers.items()
        ],
        "findings": [
            {"test": each, "outcome": "hit", "weight": "hold", "regime": "US"} for each in hits
        ],
    }


def clocks(*decisions: Mapping[str, Any], closed: date, on: date = ON) -> dict[str, date]:
    return {each.clock: each.until for each in terms(TABLE, decisions, closed=closed, on=on)}


def only(duty: str, **fields: Any) -> Any:
    (clock,) = (each for each in TABLE.clocks if each.duty.code == duty)
    return replace(TABLE, clocks=(replace(clock, **fields),))


def test_controlled_goods_are_kept_five_years_from_the_end_of_the_year() -> None:
    found = clocks(decided("EU", eu_821_27="yes", eu_821_11="no"), closed=date(2026, 2, 1))
    assert found == {"eu-dual-use": date(2031, 12, 31)}


def test_an_order_under_two_laws_is_kept_by_the_longest_and_shows_both() -> None:
    order = decided("EU US", eu_821_27="yes", eu_821_11="no", us_records="yes",
                    us_ofac_records="yes")  # fmt: skip
    found = clocks(order, closed=date(2026, 2, 1))
    assert list(found.items()) == [
        ("us-ofac", date(2036, 2, 1)),
        ("eu-dual-use", date(2031, 12, 31)),
        ("us-ear", date(2031, 2, 1)),
    ]


def test_what_a_later_decision_no_longer_finds_the_earlier_one_still_keeps() -> None:
    found = clocks(
        decided("US", us_records="no", us_ofac_records="yes"),
        decided("US", us_records="no", us_ofac_records="no"),
        closed=date(2026, 2, 1),
    )
    assert found == {"us-ofac": date(2036, 2, 1)}


@pytest.mark.parametrize(
    "unread",
    [{}, {"regimes": []}, {"regimes": [{"regime": "EU"}]}, decided("UN")],
    ids=["nothing", "no law", "no duties", "none answered"],
)
def test_an_order_of_which_nothing_was_read_is_kept_by_every_clock(unread: Any) -> None:
    found = terms(TABLE, [unread], closed=date(2026, 2, 1), on=ON)
    assert {each.clock for each in found} == {each.code for each in TABLE.clocks}
    assert not any(each.sure for each in found)
    assert all("not known, so it counts" in each.why for each in found)


def test_a_duty_that_may_have_fallen_on_it_counts_and_is_said_to_be_open() -> None:
    (found,) = terms(
        TABLE, [decided("UK", uk_records="unknown")], closed=date(2026, 2, 1), on=ON
    )
    assert (found.clock, found.sure, found.until) == ("uk-export", False, date(2030, 12, 31))


def test_a_law_that_may_apply_is_asked_about_its_duties_by_the_findings() -> None:
    # Where US law may apply, the duties of US law were not answered.
    hit = clocks(decided("EU US", hits=("party.listed",), eu_821_27="no", eu_821_11="no"),
                 closed=date(2026, 2, 1))  # fmt: skip
    none = clocks(decided("EU US", eu_821_27="no", eu_821_11="no"), closed=date(2026, 2, 1))
    assert set(hit) == {"us-ear", "us-ofac"}
    assert set(none) == {"us-ear"}


@pytest.mark.parametrize(
    ("closed", "on", "until"),
    [
        # 31 CFR 501.601: ten years since 12 March 2025, five before.
        (date(2025, 3, 12), date(2026, 1, 1), date(2035, 3, 12)),
        (date(2024, 5, 1), date(2025, 3, 11), date(2029, 5, 1)),
        (date(2024, 5, 1), date(2025, 3, 12), date(2034, 5, 1)),
        (date(2020, 3, 12), date(2026, 1, 1), date(2030, 3, 12)),
        (date(2020, 3, 11), date(2026, 1, 1), date(2025, 3, 11)),
        (date(2016, 2, 29), date(2026, 1, 1), date(2021, 3, 1)),
    ],
)
def test_ofac_asks_for_ten_years_of_what_still_had_to_be_kept(
    closed: date, on: date, until: date
) -> None:
    found = clocks(
        decided("US", "2024-05-01", hits=("party.listed",), us_records="no",
                us_ofac_records="no"),
        closed=closed, on=on,
    )  # fmt: skip
    assert found == {"us-ofac": until}


def slow_until(periods: tuple[Period, ...], start: date, on: date) -> date:
    """Day by day: it is kept as long as the law of some day up to `on` still asked for it."""
    last = start
    day = start
    while day <= last:
        known = min(day, on)
        (law,) = (p for p in periods if (p.since or date.min) <= known <= (p.until or date.max))
        last = max(last, _plus(start, law.years))
        day += timedelta(days=1)
    return last


def _plus(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@given(start=st.dates(date(2012, 1, 1), date(2030, 1, 1)), later=st.integers(0, 4000))
def test_a_clock_counts_as_day_by_day_it_would(start: date, later: int) -> None:
    on = start + timedelta(days=later)
    table = only("us-ofac-records")
    periods = table.clocks[0].periods
    (found,) = terms(table, [{}], closed=start, on=on)
    assert found.until == slow_until(periods, start, on)


@given(closed=DAYS, on=DAYS, later=st.integers(0, 4000))
def test_asking_later_never_shortens_a_clock_that_runs(
    closed: date, on: date, later: int
) -> None:
    soon = clocks({}, closed=closed, on=max(on, closed))
    late = clocks({}, closed=closed, on=max(on, closed) + timedelta(days=later))
    assert all(late[name] >= until for name, until in soon.items())


@given(closed=DAYS)
def test_no_clock_ends_before_the_years_it_names_are_over(closed: date) -> None:
    for each in terms(TABLE, [{}], closed=closed, on=date(2041, 1, 1)):
        assert (each.until - closed).days >= each.years * 365


def test_what_is_remembered_is_shown_where_its_law_was_looked_at_and_counts_nowhere() -> None:
    assert remembered(TABLE, [decided("EU NL", un_measures="no")]) == (
        "Dutch tax law is remembered to ask for seven years.",
    )
    assert remembered(TABLE, [decided("CH", ch_embargo="no")]) == ()
    assert clocks(decided("NL", nl_cdiu="no"), closed=date(2026, 2, 1)) == {}


def test_every_clock_rests_on_a_text_that_was_read() -> None:
    for each in TABLE.clocks:
        assert {basis.read for basis in each.duty.basis} & {"primary", "secondary"}
        assert each.periods[0].since is None
        assert each.periods[-1].until is None


def _raw(**changed: Any) -> dict[str, Any]:
    clock = {"duty": "us-records", "starts": "closed", "ground": "g", "periods": []}
    ground = {"g": {"says": "why", "sources": []}}
    return {"clock": {"x": {**clock, **changed}}, "ground": ground, "remembered": []}


@pytest.mark.parametrize(
    "changed",
    [{"duty": "none"}, {"starts": "soon"}, {"ground": "none"}, {"year": 5},
     {"duty": "unread"}],
    ids=str,
)  # fmt: skip
def test_a_clock_that_names_what_does_not_exist_is_refused(changed: dict[str, Any]) -> None:
    read: DutyRule = RULES.duties["us-records"]
    memory = tuple(replace(each, read="memory") for each in read.basis)
    duties = {"us-records": read, "unread": replace(read, basis=memory)}
    assert isinstance(retention_of(_raw(), duties, lambda *_: ()).clocks[0], Clock)
    with pytest.raises(RuleError, match="clock x"):
        retention_of(_raw(**changed), duties, lambda *_: ())
