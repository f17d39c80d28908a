"""How much an answer could change: what a question says of it is what an order then weighs."""

from dataclasses import replace
from typing import Any

import pytest

from enduse.assess.weigh import heavier
from enduse.decide.verdict import asks_of
from enduse.model.finding import Finding, Weight
from enduse.model.order import Order, Party
from tests.assess.test_orders import CASES, TODAY, findings_of, order_of


def _heaviest(findings: tuple[Finding, ...]) -> Weight | None:
    heaviest: Weight | None = None
    for each in findings:
        heaviest = each.weight if heavier(each.weight, heaviest) else heaviest
    return heaviest


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_answer_that_lifts_an_order_makes_it_weigh_more_than_it_does(
    case: dict[str, Any],
) -> None:
    findings = findings_of(order_of(case["order"]), day=case.get("as_of", TODAY))
    now = _heaviest(findings)
    lifts = [ask.lifts for ask in asks_of(findings) if ask.lifts]
    assert all(heavier(each, now) and heavier(each, "ask") for each in lifts)


KEYBOARD = {"description": "parts", "quantity": 4}
CHIP = {"description": "FPGA", "hs": "8542.31", "quantity": 500}
BUYER = {"role": "buyer", "name": "Ornek Elektronik A.S.", "country": "TR"}
USER = {**BUYER, "role": "end_user"}
HOME = {"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"}


def _asked(record: dict[str, Any]) -> dict[str, Weight | None]:
    return {ask.key: ask.lifts for ask in asks_of(findings_of(order_of(record)))}


def test_an_end_user_who_is_not_named_could_be_where_the_goods_may_not_go() -> None:
    record = {
        "parties": [HOME, BUYER],
        "lines": [CHIP],
        "route": [{"country": "NL"}, {"country": "TR"}],
        "end_use": "motor drives made in Bursa",
    }
    order = order_of(record)
    asked = list(_asked(record).items())
    assert asked[0] == ("end_user.missing", "hold")
    assert ("founded", "review") in asked
    answered = _with_user(order, "RU")
    assert _heaviest(findings_of(answered)) == "hold"


def _with_user(order: Order, country: str) -> Order:
    return replace(
        order, parties=(*order.parties, Party("end_user", "OOO Primer", country=country))
    )


def test_what_lifts_furthest_stands_first_of_all() -> None:
    record = {
        "parties": [HOME, BUYER],
        "lines": [CHIP, KEYBOARD],
        "route": [{"country": "NL"}, {"country": "TR"}],
        "end_use": "resale",
    }
    lifts = [ask.lifts for ask in asks_of(findings_of(order_of(record)))]
    order = {"hold": 0, "review": 1, None: 2}
    assert lifts[0] == "hold"
    assert lifts == sorted(lifts, key=order.__getitem__)


def test_where_the_order_is_held_no_answer_lifts_it() -> None:
    record = {
        "parties": [HOME, {"role": "buyer", "name": "OOO Primer", "country": "RU"}],
        "lines": [CHIP],
        "route": [{"country": "NL"}, {"country": "RU"}],
        "end_use": "resale",
    }
    findings = findings_of(order_of(record))
    assert _heaviest(findings) == "hold"
    assert {ask.lifts for ask in asks_of(findings)} == {None}


def test_a_party_without_a_name_could_be_anybody() -> None:
    record = {"parties": [HOME, {"role": "buyer", "country": "DE"}], "lines": [KEYBOARD]}
    assert _asked(record)["name.role"] == "hold"


def test_owners_are_asked_for_where_goods_of_concern_go_by_a_known_route() -> None:
    there = {"role": "buyer", "name": "Example Import LLC", "country": "KG", "founded": "1999"}
    forwarder = {"role": "forwarder", "name": "Example Cargo", "country": "KG"}
    nobody = {"role": "end_user", "name": "TBD", "country": "KG"}
    who = [HOME, there, forwarder, nobody]
    record = {"parties": who, "lines": [CHIP], "end_use": "resale"}
    found = findings_of(order_of(record))
    owners = [ask for ask in asks_of(found) if ask.key == "owners"]
    assert [(ask.where, ask.lifts) for ask in owners] == [("parties/1/owners", "hold")]
    assert _heaviest(found) == "review"
    assert "owners" not in _asked({**record, "parties": [HOME, {**there, "country": "TR"}]})


def test_lines_without_words_are_asked_for_by_their_number() -> None:
    record = {
        "parties": [HOME, BUYER, USER],
        "lines": [{"quantity": 1}],
        "route": [{"country": "NL"}, {"country": "AM"}],
    }
    findings = findings_of(order_of(record))
    assert "Which HS code does line 1 have? (lines/0/hs)" in [str(a) for a in asks_of(findings)]
