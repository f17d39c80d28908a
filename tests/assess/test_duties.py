"""Duties: which fall on an order, from which day, and what cannot be said."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.assess.answers import Answer, all_of, any_of
from enduse.assess.conditions import CONDITIONS
from enduse.assess.duties import clause_needed
from enduse.decide.verdict import verdict_of
from enduse.model.duty import Applies, Duty
from enduse.model.order import Clauses, Order
from tests.assess.making import PLACES, TABLES, TODAY, assessed, case_of, order, record

CASES = tomllib.loads((Path(__file__).parent / "duties.toml").read_text("utf-8"))["case"]
RULES = TABLES.rules
EU = RULES.regimes["EU"].members
ANNEX_VIII_2024 = {"US", "JP", "GB", "KR", "AU", "CA", "NZ", "NO", "CH"}
APPLIES: list[Applies] = ["yes", "no", "unknown"]


def duties_of(made: Order, day: date = TODAY) -> dict[str, Duty]:
    return {each.duty: each for each in assessed(made, day=day).duties}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_order_has_the_duties_that_the_law_lays_on_it(case: dict[str, Any]) -> None:
    day = case.get("as_of", TODAY)
    found = assessed(order(record(**case["order"])), day=day)
    duties = {each.duty: each.applies for each in found.duties}
    assert {name: duties.get(name) for name in case["duties"]} == case["duties"]
    assert set(case.get("absent", ())) & set(duties) == set()
    if "clause" in case:
        (clause,) = (each for each in found.findings if each.test == "clause.no_reexport")
        assert [clause.outcome, *filter(None, [clause.weight])] == case["clause"]
    if "verdict" in case:
        assert verdict_of(found.findings, unread=False) == case["verdict"]


@pytest.mark.parametrize(
    ("duty", "hs", "first"),
    [
        ("eu-12g", "8542.31", date(2024, 3, 20)),  # Art. 12g(1): as of 20 March 2024
        ("eu-12gb", "8542.31", date(2024, 12, 26)),  # Art. 12gb(1a)
        ("eu-12gb-xlviii", "8536.50", date(2025, 5, 26)),  # Art. 12gb(1a)
    ],
)
def test_a_duty_begins_on_its_day_and_not_the_day_before(
    duty: str, hs: str, first: date
) -> None:
    made = order(record("BR", hs=hs, date=date(2024, 1, 15)))
    assert duties_of(made, first)[duty].applies == "yes"
    before = duties_of(made, first - timedelta(days=1))[duty]
    assert (before.applies, before.why) == ("no", f"It begins on {first}.")


def test_before_its_day_the_clause_is_not_tested() -> None:
    made = order(record("BR", hs="8542.31", clause=False, date=date(2024, 1, 15)))
    for day, outcome in ((date(2024, 3, 19), "not_applicable"), (date(2024, 3, 20), "hit")):
        found = assessed(made, day=day).findings
        assert [f.outcome for f in found if f.test == "clause.no_reexport"] == [outcome]


@pytest.mark.parametrize("country", sorted(PLACES.countries))
def test_the_clause_is_needed_outside_the_union_and_the_partners_of_the_day(
    country: str,
) -> None:
    made = order(record(country, hs="8542.31", date=date(2024, 6, 1)))
    for day, more in ((date(2024, 6, 24), set()), (date(2024, 6, 25), {"LI", "IS"})):
        spared = EU | ANNEX_VIII_2024 | more | {"RU"}
        expected = "no" if country in spared else "yes"
        assert clause_needed(case_of(made, day=day)).applies == expected, (country, day)


@pytest.mark.parametrize("code", RULES.duties)
def test_no_duty_applies_on_the_day_before_it_begins(code: str) -> None:
    rule = RULES.duties[code]
    day = rule.since - timedelta(days=1)
    seller = {"US": "US", "UK": "GB", "CH": "CH"}.get(rule.regime, "NL")
    for hs, to in (("8542.31", "RU"), ("8542.31", "TR"), ("8536.50", "KG")):
        made = order(record(to, hs=hs, seller=seller, origin="US", eccn="3A001.a.7"))
        assert duties_of(made, day)[code].applies == "no"


@pytest.mark.parametrize(
    ("seller", "to", "duty"),
    [
        ("US", "CU", "us-embargo"), ("US", "IR", "us-embargo"), ("US", "RU", "us-embargo"),
        ("NL", "IR", "eu-embargo"), ("NL", "KP", "eu-embargo"), ("NL", "BY", "eu-embargo"),
        ("GB", "IR", "uk-embargo"), ("CH", "IR", "ch-embargo"), ("NL", "KP", "un-measures"),
    ],
)  # fmt: skip
def test_a_ban_is_cited_by_the_texts_of_that_ban(seller: str, to: str, duty: str) -> None:
    made = assessed(order(record(to, hs="8542.31", seller=seller)))
    found = next(each for each in made.duties if each.duty == duty)
    bans = [
        f.basis
        for f in made.findings
        if f.test == "destination.embargo" and f.regime == found.regime and f.outcome == "hit"
    ]
    assert found.applies == "yes"
    assert set(found.basis) == {text for basis in bans for text in basis}


# --- laws -------------------------------------------------------------------------------------

ON_FACTS_ALONE = {
    code
    for code, rule in RULES.duties.items()
    if {name for name, _ in rule.when}
    <= {"to_third", "goods", "public_contract", "old_contract", "excepted", "origin", "beyond"}
    | {"seller_outside", "to", "leaves"}
}
"""Duties that hang on what the order says of goods, places and days, and on no finding."""

codes = st.sampled_from([
    "8542.31", "0601.10", "9026.10", "8457.10", "3811.21", "2710.19", "2710 19 21", "9304.00",
    "8536.50", "8542", "8806.21", "8541.50",
])  # fmt: skip
countries = st.sampled_from(["DE", "JP", "BR", "TR", "RU", "BY", "LI", "CU", "US"])
days = st.sampled_from([date(2024, 4, 1), date(2024, 6, 25), date(2025, 1, 2), TODAY])
made_orders = st.builds(
    lambda to, user, hs, more, made: order(
        record(to, end_user=user, hs=hs, more_hs=more, date=made)
    ),
    st.none() | countries,
    st.none() | countries,
    st.none() | codes,
    st.none() | st.just("") | codes,
    st.none() | st.sampled_from([date(2023, 12, 18), date(2024, 3, 1)]),
)


def filled(made: Order, country: str, hs: str, day: date) -> Iterator[Order]:
    """The order with one fact more that it lacks, for each such fact."""
    for number, party in enumerate(made.parties):
        if party.country is None:
            changed = list(made.parties)
            changed[number] = replace(party, country=country)
            yield replace(made, parties=tuple(changed))
    for number, line in enumerate(made.lines):
        if line.hs is None:
            lines = list(made.lines)
            lines[number] = replace(line, hs=hs)
            yield replace(made, lines=tuple(lines))
    if made.date is None:
        yield replace(made, date=day)


def test_the_law_on_missing_facts_is_about_duties_that_matter() -> None:
    assert {"eu-12g", "eu-12gb", "eu-12gb-xlviii", "us-re-export"} <= ON_FACTS_ALONE


@given(made_orders, countries, codes, st.sampled_from([date(2023, 12, 18), TODAY]), days)
@settings(max_examples=150, deadline=None)
def test_what_is_decided_does_not_hang_on_what_is_missing(
    made: Order, country: str, hs: str, contract: date, day: date
) -> None:
    before = duties_of(made, day)
    for more in filled(made, country, hs, contract):
        after = duties_of(more, day)
        for code in ON_FACTS_ALONE & set(before) & set(after):
            if before[code].applies != "unknown":
                assert after[code].applies == before[code].applies, code


@given(made_orders, days)
@settings(max_examples=100, deadline=None)
def test_every_duty_of_every_applied_law_is_answered_once_in_words(
    made: Order, day: date
) -> None:
    found = assessed(made, day=day).duties
    expected = [c for c, rule in RULES.duties.items() if rule.regime in {"UN", "EU", "NL"}]
    assert [each.duty for each in found] == expected
    for each in found:
        assert each.basis
        assert each.why[-1] == "."
        assert "{" not in each.why
        assert (each.applies == "unknown") == bool(each.missing)
        assert each.applies != "no" or not each.next
        if all(basis.read == "memory" for basis in each.basis):
            assert each.applies != "yes"


@given(made_orders, days)
@settings(max_examples=80, deadline=None)
def test_the_clause_is_tested_as_the_duty_says(made: Order, day: date) -> None:
    for stands in (None, True, False):
        said = replace(made, clauses=Clauses(no_reexport_to_russia=stands))
        found = assessed(said, day=day)
        duty = next(each for each in found.duties if each.duty == "eu-12g").applies
        (clause,) = (each for each in found.findings if each.test == "clause.no_reexport")
        if duty == "no":
            assert clause.outcome == "not_applicable"
        elif stands:
            assert clause.outcome == "no_hit"
        else:
            known = duty == "yes" and stands is False
            assert clause.outcome == ("hit" if known else "not_checkable")


def test_answers_combine_as_three_values_do() -> None:
    rank = {"no": 0, "unknown": 1, "yes": 2}
    for one in APPLIES:
        for other in APPLIES:
            both = [Answer(one, "a"), Answer(other, "b")]
            assert rank[all_of(both).applies] == min(rank[one], rank[other])
            assert rank[any_of(both).applies] == max(rank[one], rank[other])
    assert all_of([]).applies == "yes"
    assert any_of([]).applies == "no"


def test_every_condition_that_duties_name_is_known_and_every_known_one_is_named() -> None:
    named: set[str] = set()
    waiting = [dict(rule.when) for rule in RULES.duties.values()]
    while waiting:
        when = waiting.pop()
        named |= set(when)
        waiting += when.get("any", [])
    assert named == set(CONDITIONS)


def test_every_group_and_set_that_is_held_is_named_by_a_duty() -> None:
    text = str([rule.when for rule in RULES.duties.values()])
    assert [
        code for code in (*RULES.groups, *RULES.goods_sets) if f"'{code}'" not in text
    ] == []


def test_the_groups_are_of_the_size_that_was_read() -> None:
    # Counts of the texts: 22 in D:5 after Cambodia left, 11 partners, 38 of Supplement No. 3.
    sizes = {"us-d5": 22, "us-e1": 3, "us-e2": 1, "us-746-supp3": 38, "eu-annex-viii": 11}
    assert {code: len(RULES.groups[code].on(TODAY)) for code in sizes} == sizes
    assert "KH" in RULES.groups["us-d5"].on(date(2026, 2, 2))
    assert "KH" not in RULES.groups["us-d5"].on(date(2026, 2, 3))
    every = {country for each in RULES.groups.values() for country in each.on(TODAY)}
    assert every <= set(PLACES.countries)
