"""Which law applies, which only may, and where an unknown origin has to be asked for."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.assess.regimes import apply_regimes, required_lists
from enduse.decide.verdict import asks_of, verdict_of
from enduse.model.order import Order, Party
from tests.assess.making import PLACES, TABLES, assessed, order, record

RULES = TABLES.rules


def doubtful(made: Order, **more: Any) -> dict[str, str]:
    return {each.regime: each.why for each in assessed(made, **more).doubtful}


def with_party(made: Order, role: Any, country: str) -> Order:
    return replace(made, parties=(*made.parties, Party(role, "Somebody", country=country)))


def test_money_in_dollars_is_a_question_and_requires_no_list() -> None:
    made = order(record("BR", hs="0601.10", origin="NL", currency="USD"))
    assert doubtful(made) == {
        "US": "may apply: payment in USD usually passes a bank in the United States"
    }
    applied, _ = apply_regimes(made, RULES, PLACES)
    assert [each.regime for each in applied] == ["UN", "EU", "NL"]
    assert "us_ofac_sdn" not in required_lists(applied, RULES)


@pytest.mark.parametrize("role", ["bank", "payer", "intermediary", "forwarder", "carrier"])
def test_a_us_person_that_takes_part_is_a_question(role: str) -> None:
    made = with_party(order(record("BR", hs="0601.10")), role, "US")
    assert doubtful(made)["US"].startswith(f"may apply: the {role} is in the United States")


def test_an_american_buyer_raises_no_question() -> None:
    assert doubtful(order(record("US", hs="0601.10"))) == {}


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ({"name": "Parent Inc", "country": "US", "share": 100}, {"US"}),
        ({"name": "Parent Inc", "country": "US", "share": [25, 50]}, {"US"}),
        ({"name": "Parent Inc", "country": "US", "share": 20}, set()),
        ({"name": "Parent Inc", "country": "US", "control": True}, {"US"}),
        ({"name": "Mutter GmbH", "country": "DE", "share": 100}, set()),
        ({"name": "Parent Ltd", "country": "GB", "share": 51}, {"UK"}),
        ({"name": "Parent Inc", "country": "US"}, {"US"}),
        (
            {
                "name": "Tussen B.V.",
                "country": "NL",
                "share": 100,
                "owners": [{"name": "Parent Inc", "country": "US", "share": 60}],
            },
            {"US"},
        ),
        (
            {
                "name": "Tussen B.V.",
                "country": "NL",
                "share": 10,
                "owners": [{"name": "Parent Inc", "country": "US", "share": 60}],
            },
            set(),
        ),
    ],
)
def test_an_owner_of_the_seller_may_bring_his_law(
    owner: dict[str, Any], expected: set[str]
) -> None:
    raw = record("BR", hs="0601.10")
    raw["parties"][0]["owners"] = [owner]
    assert set(doubtful(order(raw))) == expected


def test_a_seller_abroad_with_an_owner_in_the_union_may_be_its_matter() -> None:
    raw = record("BR", hs="0601.10", seller="AE")
    raw["parties"][0]["owners"] = [{"name": "Moeder B.V.", "country": "NL", "share": 100}]
    assert "Art. 8a" in doubtful(order(raw))["EU"]


def test_an_unknown_origin_is_a_question_where_the_goods_are_of_concern() -> None:
    assert doubtful(order(record("BR", hs="8542.31"))) == {}
    why = doubtful(order(record("KG", hs="8542.31")))["US"]
    assert "foreign-made goods with US content" in why
    assert doubtful(order(record("KG", hs="8542.31", origin="NL"))) == {}


def test_what_was_applied_is_not_doubted() -> None:
    made = with_party(
        order(record("BR", hs="0601.10", origin="US", currency="USD")), "bank", "US"
    )
    assert doubtful(made) == {}
    named = replace(made, regimes=("EU",))
    assert doubtful(named) == {}


def test_the_exporters_own_laws_are_added_and_say_so() -> None:
    made = order(record("BR", hs="0601.10"))
    applied, issues = apply_regimes(made, RULES, PLACES, own=("US", "EU"))
    why = {each.regime: each.why for each in applied}
    assert set(why) == {"UN", "EU", "NL", "US"}
    assert why["US"] == "the settings name it"
    assert why["EU"].endswith("; the settings name it")
    assert issues == ()
    assert "us_ofac_sdn" in required_lists(applied, RULES)
    duties = {each.regime for each in assessed(made, own=("US",)).duties}
    assert "US" in duties


def test_the_laws_that_an_order_names_are_the_whole_of_them() -> None:
    made = replace(order(record("BR", hs="0601.10")), regimes=("UK",))
    applied, _ = apply_regimes(made, RULES, PLACES, own=("US",))
    assert [each.regime for each in applied] == ["UK"]


# --- an origin that would bring a ban ---------------------------------------------------------


def test_goods_of_unknown_origin_to_cuba_are_asked_for_it() -> None:
    found = assessed(order(record("CU", hs="0601.10"))).findings
    assert verdict_of(found, unread=False) == "ask"
    assert [each.where for each in asks_of(found)] == ["lines/0/origin"]
    (open_,) = (f for f in found if f.missing == "origin")
    assert open_.regime == "US"
    assert [basis.citation for basis in open_.basis] == ["15 CFR 746.2 (Cuba)"]


def test_goods_of_dutch_origin_to_cuba_are_not_unless_paid_in_dollars() -> None:
    euros = assessed(order(record("CU", hs="0601.10", origin="NL", currency="EUR"))).findings
    assert verdict_of(euros, unread=False) == "no_finding"
    dollars = assessed(order(record("CU", hs="0601.10", origin="NL", currency="USD"))).findings
    assert verdict_of(dollars, unread=False) == "ask"
    assert [each.key for each in asks_of(dollars)] == ["us_bank"]


def test_an_order_that_names_its_laws_is_not_asked_for_the_origin() -> None:
    made = replace(order(record("CU", hs="0601.10")), regimes=("EU",))
    assert verdict_of(assessed(made).findings, unread=False) == "no_finding"


def test_what_weighs_more_already_is_not_asked_for_the_origin() -> None:
    found = assessed(order(record("KP", hs="8542.31"))).findings
    assert verdict_of(found, unread=False) == "hold"
    assert [each for each in found if each.missing in {"origin", "bank"}] == []
    assert [each for each in asks_of(found) if each.key in {"origin", "us_bank"}] == []


@given(
    st.sampled_from(sorted(PLACES.countries)),
    st.sampled_from(["0601.10", "8542.31", "8471.30"]),
    st.none() | st.sampled_from(["EUR", "USD"]),
)
@settings(max_examples=150, deadline=None)
def test_the_origin_is_asked_for_only_where_us_law_bans_something(
    country: str, hs: str, currency: str | None
) -> None:
    found = assessed(order(record(country, hs=hs, currency=currency))).findings
    banned = {
        ban.country
        for ban in RULES.embargoes
        if ban.regime == "US" and ban.weight != "note" and not ban.regions and ban.until is None
    }
    asked = {each.key for each in asks_of(found)} & {"origin", "us_bank"}
    if asked:
        assert country in banned
        us = assessed(order(record(country, hs=hs, currency=currency, origin="US"))).findings
        assert verdict_of(us, unread=False) in {"review", "hold"}
