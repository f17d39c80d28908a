"""What an order's texts and parties say: uses, services, packing, dates and places."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.assess.test_orders import findings_of, order_of

CASES = tomllib.loads((Path(__file__).parent / "terms_cases.toml").read_text("utf-8"))["case"]
LINES = [{"description": "dough mixer", "hs": "8438.10"}]


def order_with(**facts: Any) -> dict[str, Any]:
    """An ordinary order from the Netherlands to Germany, with something changed."""
    to: str = facts.pop("to", "DE")
    buyer = {"role": "buyer", "name": "Stadtwerke", "country": to, **facts.pop("buyer", {})}
    end = {"role": "end_user", "name": "Stadtwerke", "country": to}
    return {
        "parties": [{"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"}, buyer, end],
        "lines": LINES,
        "route": [{"country": "NL", "place": "Utrecht"}, {"country": to, "place": "Essen"}],
        **facts,
    }


def found(test: str, **facts: Any) -> list[Any]:
    return [each for each in findings_of(order_of(order_with(**facts))) if each.test == test]


def outcomes(test: str, **facts: Any) -> list[str]:
    return [each.outcome for each in found(test, **facts)]


def _each(kind: str) -> list[tuple[str, str, str]]:
    return [
        (case["test"], case.get("field", "notes"), text)
        for case in CASES
        for text in case[kind]
    ]


def _facts(field: str, text: str) -> dict[str, Any]:
    return {"notes": text} if field == "notes" else {"buyer": {field: text}}


@pytest.mark.parametrize(("test", "field", "text"), _each("hits"))
def test_a_sign_in_words_is_found_and_shown(test: str, field: str, text: str) -> None:
    hits = [each for each in found(test, **_facts(field, text)) if each.outcome == "hit"]
    assert hits, text
    evidence = dict(hits[0].evidence)
    assert evidence["field"] == field
    assert all(word in text for word in evidence["words"])


@pytest.mark.parametrize(("test", "field", "text"), _each("misses"))
def test_ordinary_words_are_no_sign(test: str, field: str, text: str) -> None:
    assert "hit" not in outcomes(test, **_facts(field, text)), text


ORDERS = tomllib.loads((Path(__file__).parent / "texts_orders.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", ORDERS, ids=lambda case: case["name"])
def test_a_stated_use_weighs_by_where_the_goods_go(case: dict[str, Any]) -> None:
    description, hs = case.get("description", "goods"), case.get("hs", "8438.10")
    facts = {key: case[key] for key in ("end_use", "notes", "to") if key in case}
    answers = found("end_use.military", lines=[{"description": description, "hs": hs}], **facts)
    hits = [each for each in answers if each.outcome == "hit"]
    assert [each.weight for each in hits] == ([case["weight"]] if "weight" in case else [])


def test_a_denied_use_is_shown_as_what_the_text_denies() -> None:
    (answer,) = found("end_use.military", end_use="pumps, not for military use")
    evidence = dict(answer.evidence)
    assert (answer.outcome, answer.weight) == ("no_hit", None)
    assert evidence["denied"] == ["military"]
    assert evidence["language"] == "en"
    assert "denies a military use" in answer.says


def test_what_is_denied_beside_what_is_affirmed_is_shown_too() -> None:
    (answer,) = found("end_use.military", end_use="not for nuclear use, for the air force")
    evidence = dict(answer.evidence)
    assert (evidence["words"], evidence["denied"]) == (["air force"], ["nuclear"])
    assert "It denies: 'nuclear'" in answer.says


def test_without_a_stated_use_the_fact_is_named_and_not_asked_for() -> None:
    (answer,) = found("end_use.military")
    assert (answer.outcome, answer.missing, answer.weight) == (
        "not_checkable",
        "end_use",
        None,
    )


def test_notes_alone_are_read_where_no_use_is_stated() -> None:
    assert outcomes("end_use.military", notes="for the army") == ["hit"]


def test_several_kinds_in_one_text_are_several_findings() -> None:
    answers = found("end_use.military", end_use="drones and missiles for the army")
    kinds = {dict(each.evidence)["kind"] for each in answers}
    assert kinds == {"military", "missile", "uav"}


@pytest.mark.parametrize(
    "test", ["end_use.military", "service.declined", "packaging.unusual", "order.vague_terms"]
)
def test_an_order_without_goods_has_nothing_to_look_at(test: str) -> None:
    assert outcomes(test, lines=[], notes="for the army") == ["not_applicable"]


@pytest.mark.parametrize("test", ["service.declined", "packaging.unusual"])
def test_without_notes_the_tests_on_notes_cannot_tell(test: str) -> None:
    (answer,) = found(test)
    assert (answer.outcome, answer.missing) == ("not_checkable", "notes")


def test_a_place_that_names_none_is_a_hit_and_no_place_at_all_is_not_checkable() -> None:
    route = [{"country": "NL", "place": "Utrecht"}, {"country": "DE", "place": "TBD"}]
    (answer,) = found("order.vague_terms", route=route)
    assert (answer.outcome, answer.subject, answer.weight) == ("hit", "route/1", "note")
    (answer,) = found("order.vague_terms", route=[{"country": "NL"}, {"country": "DE"}])
    assert (answer.outcome, answer.missing) == ("not_checkable", "route/place")


@pytest.mark.parametrize(
    ("to", "buyer", "weight"),
    [
        ("DE", {"name": "Bundeswehr Beschaffungsamt"}, "note"),
        ("BR", {"name": "Fábrica de Munitions"}, "review"),
        ("BR", {"activity": "repair of battle tanks"}, "review"),
        ("BR", {"address": "Air Base 5, Hangar 2"}, "note"),
    ],
)
def test_a_military_party_weighs_by_its_country_and_by_what_says_so(
    to: str, buyer: dict[str, str], weight: str
) -> None:
    hits = [each for each in found("party.military", to=to, buyer=buyer) if each.weight]
    assert [(each.subject, each.weight) for each in hits] == [("parties/1", weight)]


def test_the_seller_is_not_looked_at() -> None:
    record = order_with()
    record["parties"][0]["name"] = "Munition GmbH"
    answers = [a for a in findings_of(order_of(record)) if a.test == "party.military"]
    assert "hit" not in {each.outcome for each in answers}


def test_a_bare_party_is_looked_at() -> None:
    record = {"parties": [{"role": "other", "name": "Ministry of Defence"}]}
    answers = [a for a in findings_of(order_of(record)) if a.test == "party.military"]
    assert [each.outcome for each in answers] == ["hit"]


def test_services_refused_and_a_free_mail_address_weigh_together_in_a_hub() -> None:
    facts: dict[str, Any] = {
        "to": "TR",
        "lines": [{"description": "microcontroller", "hs": "8542.31"}],
        "notes": "Customer declines installation",
    }
    (alone,) = found("service.declined", **facts)
    (both,) = found("service.declined", **facts, buyer={"email": "a@gmail.com"})
    assert (alone.weight, both.weight) == ("note", "review")
