"""Rules of ownership as data: what contradicts itself is refused with its place."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.assess import rules
from enduse.assess.owning import other_status, read_owning
from enduse.errors import RuleError
from enduse.model.finding import Basis

BASIS = (Basis("made up", date(2026, 1, 1), "secondary"),)
BOOK = rules.load().owning
FIRST = {"status": "in_force", "since": date(2020, 1, 1), "until": date(2020, 12, 31),
         "verified": date(2020, 6, 1), "sources": ["x"]}  # fmt: skip
LATER = {**FIRST, "since": date(2021, 1, 1), "until": date(2021, 12, 31)}


def read(*periods: dict[str, Any], **changed: Any) -> tuple[Any, ...]:
    rule = {"id": "x", "regime": "EU", "name": "X", "freezes": True, "share": 50.0,
            "above": False, "adds": True, "control": False, "says": "X.", "effect": "so",
            "period": list(periods), **changed}  # fmt: skip
    return read_owning([rule], lambda _where, _names: BASIS)


@pytest.mark.parametrize(
    ("periods", "says"),
    [
        ([{**FIRST, "status": "perhaps"}], "perhaps"),
        ([{**FIRST, "colour": "red"}], "colour"),
        ([FIRST, {**LATER, "since": date(2020, 12, 31)}], "two periods on 2020-12-31"),
        ([FIRST, {**LATER, "status": "suspended", "share": 25.0}], "counts otherwise"),
        ([{**FIRST, "until": date(2019, 12, 31)}], "ends before it begins"),
        ([], "no period"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(
    periods: list[dict[str, Any]], says: str
) -> None:
    with pytest.raises(RuleError, match=says):
        read(*periods)


def test_a_period_may_give_a_key_of_its_rule_anew() -> None:
    before, after = read({**FIRST, "above": True}, LATER)
    assert (before.rule.above, after.rule.above) == (True, False)


@given(day=st.dates(date(2010, 1, 1), date(2030, 1, 1)))
def test_a_rule_has_one_period_on_a_day_and_is_not_in_force_while_suspended(day: date) -> None:
    for name in {each.id for each in BOOK}:
        on = [each for each in BOOK if each.id == name and each.covers(day)]
        assert len(on) <= 1
        assert all(each.in_force(day) == (each.status == "in_force") for each in on)


def test_the_other_status_of_a_rule_is_that_of_the_nearest_period() -> None:
    first, stay, again = (each for each in BOOK if each.id == "us-bis-affiliates")
    assert [other_status(each, BOOK) for each in (first, stay, again)] == [stay, first, stay]
    (ofac,) = (each for each in BOOK if each.id == "us-ofac")
    assert other_status(ofac, BOOK) is None
