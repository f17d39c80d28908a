"""Orders against the rulebook: what is found, and what it weighs in its setting."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.assess import rules
from enduse.assess.assess import assess
from enduse.assess.case import Tables
from enduse.assess.checks import TESTS
from enduse.assess.goods import GoodsTables
from enduse.assess.regimes import apply_regimes
from enduse.assess.weigh import heavier
from enduse.decide.verdict import asks_of, verdict_of
from enduse.intake.order import read_order
from enduse.model.finding import Basis, Finding, Weight
from enduse.model.hit import AddressHit, Effect, Feature, Hit, Screening
from enduse.model.listing import Entry, ListedName
from enduse.model.order import Kind, Order, payer_of
from enduse.places import Places

PLACES = Places.load()
TABLES = Tables(rules.load(), PLACES, GoodsTables.load())
COUNTRIES = frozenset(PLACES.countries)
TODAY = date(2026, 11, 23)
CASES = tomllib.loads((Path(__file__).parent / "orders.toml").read_text("utf-8"))["case"]
OWN_WEIGHT = {
    "party.listed", "party.private_list", "owner.listed", "destination.embargo",
    "goods.dual_use",
}  # fmt: skip


def order_of(record: dict[str, Any]) -> Order:
    given = read_order(record, label="case", countries=COUNTRIES)
    assert given.order is not None
    assert [i for i in given.issues if i.gravity == "error"] == []
    return given.order


def findings_of(
    order: Order, *, day: date = TODAY, found: Screening | None = None
) -> tuple[Finding, ...]:
    regimes, _ = apply_regimes(order, TABLES.rules, PLACES)
    paths = tuple(f"parties/{number}" for number in range(len(order.parties)))
    screening = found or Screening(compared=paths, payer_is=_payer(order))
    return assess(order, screening, regimes=regimes, tables=TABLES, as_of=day)


def _payer(order: Order) -> str | None:
    payer, _ = payer_of(order)
    others = (each for each in enumerate(order.parties) if each[1].role != "payer")
    same = (f"parties/{number}" for number, party in others if party.name == payer)
    return next(same, None) if payer else None


def _heaviest_hits(findings: tuple[Finding, ...]) -> dict[str, str | None]:
    hits: dict[str, str | None] = {}
    for each in findings:
        if each.outcome == "hit" and heavier(each.weight, hits.get(each.test)):  # type: ignore[arg-type]
            hits[each.test] = each.weight
    return hits


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_order_weighs_what_its_setting_makes_of_it(case: dict[str, Any]) -> None:
    day = case.get("as_of", TODAY)
    findings = findings_of(order_of(case["order"]), day=day)
    hits = _heaviest_hits(findings)
    assert verdict_of(findings, unread=False) == case["verdict"]
    assert {test: hits.get(test) for test in case.get("hits", {})} == case.get("hits", {})
    assert set(case.get("no_hits", ())) & set(hits) == set()
    asked = " ".join(map(str, asks_of(findings)))
    assert [part for part in case.get("asks", ()) if part not in asked] == []
    if "asks" in case and not case["asks"]:
        assert asked == ""


countries = st.sampled_from(["NL", "DE", "US", "TR", "KG", "RU", "IR", "CN", "AE", "KZ"])
texts = st.none() | st.sampled_from(["resale", "Gulf Cargo Services", "office network", "x"])
dates = st.none() | st.sampled_from(["2009", "2022", "2022-02", "2022-02-24", "2023-05-01"])
parties = st.fixed_dictionaries(
    {
        "role": st.sampled_from(
            ["seller", "buyer", "consignee", "end_user", "forwarder", "payer"]
        )
    },
    optional={
        "name": texts,
        "country": st.none() | countries,
        "founded": dates,
        "phone": st.none()
        | st.sampled_from(["+7 495 123 45 67", "+90 212 555 01 00", "12", ""]),
        "email": st.none() | st.sampled_from(["a@gmail.com", "a@b.example", "nobody"]),
        "kind": st.sampled_from(["company", "person", "unknown"]),
        "activity": st.sampled_from(
            ["wholesale of clothing", "46.42", "trading", "x", "chips"]
        ),
        "website": st.sampled_from(["none", "b.example", "t.me/x", "x", "b.ru", "b.exarnple"]),
        "address": st.sampled_from(["Jebel Ali", "1 Example St"]),
    },
)
lines = st.fixed_dictionaries(
    {},
    optional={
        "hs": st.sampled_from(["8542.31", "8525.80", "0601.10", "8407.10", "85", "x", "8542"]),
        "hs_edition": st.sampled_from([2007, 2017, 2022]),
        "description": st.sampled_from(["parts", "FPGA", "tulip bulbs", "servo motor"]),
        "origin": countries,
        "value": st.sampled_from([0, 10, 60_000]),
        "currency": st.sampled_from(["EUR", "USD", "TRY"]),
    },
)
records = st.fixed_dictionaries(
    {"parties": st.lists(parties, min_size=1, max_size=4)},
    optional={
        "lines": st.lists(lines, max_size=3),
        "route": st.lists(st.fixed_dictionaries({"country": countries}), max_size=4),
        "end_use": texts,
        "payment": st.fixed_dictionaries(
            {},
            optional={
                "payer": texts,
                "payer_country": countries,
                "terms": st.sampled_from(["cash", "advance", "USDT", "30 days", "as usual"]),
            },
        ),
    },
)


@given(records)
@settings(max_examples=150, deadline=None)
def test_every_test_answers_every_order_and_cites_what_asks_for_it(
    record: dict[str, Any],
) -> None:
    findings = findings_of(order_of(record))
    assert {each.test for each in findings} == set(TESTS)
    for each in findings:
        assert each.basis, f"{each.test} cites nothing"
        assert (each.outcome == "hit") <= (each.weight is not None)
        assert (each.outcome == "not_checkable") == (each.missing is not None)
        assert each.outcome != "no_hit" or each.weight is None
        assert each.weight != "ask" or each.asks


@given(records)
@settings(max_examples=80, deadline=None)
def test_what_only_memory_supports_is_a_note(record: dict[str, Any]) -> None:
    for each in findings_of(order_of(record)):
        if each.weight not in (None, "note"):
            assert any(basis.read != "memory" for basis in each.basis), each


@given(records, st.dates(date(2020, 1, 1), date(2027, 1, 1)))
@settings(max_examples=60, deadline=None)
def test_an_order_is_answered_on_any_day_and_the_same_twice(
    record: dict[str, Any], day: date
) -> None:
    order = order_of(record)
    assert findings_of(order, day=day) == findings_of(order, day=day)


@given(records)
@settings(max_examples=80, deadline=None)
def test_a_question_for_a_missing_fact_has_an_answer_that_weighs(
    record: dict[str, Any],
) -> None:
    order = order_of(record)
    before = findings_of(order)
    worst = max((f.weight for f in before if f.weight), default=None, key=_rank)
    for each in before:
        if (
            each.outcome == "not_checkable"
            and each.weight == "ask"
            and each.missing == "founded"
        ):
            number = int(each.subject.partition("/")[2])
            given_parties = [dict(party) for party in record["parties"]]
            given_parties[number]["founded"] = "2026-01-01"
            after = findings_of(order_of({**record, "parties": given_parties}))
            assert any(heavier(f.weight, "ask") for f in after)
            assert not heavier(worst, "ask")


def _rank(weight: str) -> int:
    return ["note", "ask", "review", "hold"].index(weight)


def test_a_hundred_lines_without_a_code_are_one_trial_and_one_question() -> None:
    lines = [{"description": f"article {number}"} for number in range(100)]
    parties = [
        {"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"},
        {"role": "buyer", "name": "Bishkek Trade", "country": "KG", "founded": "1999"},
        {"role": "end_user", "name": "Bishkek Trade", "country": "KG", "founded": "1999"},
    ]
    record = {"parties": parties, "lines": lines, "end_use": "shop shelves in Osh"}
    (question,) = asks_of(findings_of(order_of(record)))
    assert str(question).startswith("Which HS codes do the 100 lines without one have?")


def test_every_test_and_setting_has_a_weight() -> None:
    table = TABLES.rules.weighing.table
    weighed = set(TESTS) - OWN_WEIGHT
    assert set(table) == weighed | {"route.embargoed"}
    for test, row in table.items():
        assert set(row) == {"ordinary", "hub", "high"}, test
        ranks = [_rank(row[setting]) for setting in ("ordinary", "hub", "high")]
        assert ranks == sorted(ranks), f"{test} weighs less where the place is worse"


def test_every_test_of_this_version_is_in_the_rulebook() -> None:
    assert set(TESTS) <= set(TABLES.rules.tests)


SHIFT = {
    "parties": [
        {"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"},
        {"role": "buyer", "name": "Zandloper", "country": "DE", "address": "1 Example St"},
    ]
}
BASIS = (Basis("a text that lists it", TODAY, "secondary"),)


def address_hit(
    number: str, *, kind: Kind = "company", weight: Weight = "hold", is_open: bool = False
) -> AddressHit:
    effect = Effect(weight, "asset freeze", "Its property is blocked.", "US", BASIS)
    entry = Entry("us_csl", number, kind, (ListedName(f"Listed {number}"),))
    why = (Feature("street", 0.9, "'example' in both streets or buildings"),)
    return AddressHit(
        "parties/1", "1 Example St", entry, f"1 Example Street {number}", 0.9, why,
        f"It is like that of Listed {number}.", effect, open=is_open,
    )  # fmt: skip


def of_address(*hits: AddressHit, record: dict[str, Any] = SHIFT, **more: Any) -> list[Finding]:
    found = Screening(compared=("parties/0", "parties/1"), addresses=hits, **more)
    findings = findings_of(order_of(record), found=found)
    return [each for each in findings if each.test == "party.address"]


def test_an_address_of_a_listed_party_is_reviewed_and_never_held() -> None:
    (found,) = of_address(address_hit("7"))
    evidence = dict(found.evidence)
    assert (found.outcome, found.weight, found.regime) == ("hit", "review", None)
    assert (evidence["list"], evidence["entry"]) == ("us_csl", "7")
    assert evidence["listed_address"] == "1 Example Street 7"
    assert evidence["listed_name"] == "Listed 7"
    assert evidence["features"][0]["name"] == "street"
    assert "does not make the two one" in found.says
    assert BASIS[0] not in found.basis


def test_several_listed_parties_at_one_address_are_one_finding() -> None:
    (found,) = of_address(*(address_hit(str(number)) for number in range(30)))
    evidence = dict(found.evidence)
    assert "29 more listed entries have such an address" in found.says
    assert (evidence["others_count"], len(evidence["others"])) == (29, 20)


def test_a_listed_address_speaks_before_a_listed_party_and_cites_its_list() -> None:
    (found,) = of_address(address_hit("7"), address_hit("8", kind="address"))
    assert dict(found.evidence)["entry"] == "8"
    assert BASIS[0] in found.basis
    assert found.weight == "review"


def test_an_address_of_parties_whose_listing_is_a_note_is_noted() -> None:
    assert [each.weight for each in of_address(address_hit("7", weight="note"))] == ["note"]


def test_an_open_street_is_asked_about_where_the_goods_are_of_concern() -> None:
    (quiet,) = of_address(address_hit("7", is_open=True))
    assert (quiet.outcome, quiet.missing, quiet.weight) == ("not_checkable", "address", None)
    record = {
        **SHIFT,
        "lines": [{"hs": "8542.31"}],
        "route": [{"country": "NL"}, {"country": "KG"}],
    }
    (asked,) = of_address(address_hit("7", is_open=True), record=record)
    assert asked.weight == "ask"
    assert "house number" in str(asked.asks[0])


def test_an_ordinary_order_is_not_asked_for_an_address() -> None:
    record = {"parties": [{"role": "buyer", "name": "Zandloper", "country": "DE"}]}
    (found,) = of_address(record=record)
    assert (found.outcome, found.missing, found.weight) == ("not_checkable", "address", None)
    assert "address" not in " ".join(map(str, asks_of(findings_of(order_of(record)))))


def test_an_address_that_could_not_be_compared_is_not_checked() -> None:
    unread = (("parties/1", "it names no street, building or box"),)
    (found,) = of_address(addresses_unread=unread)
    assert (found.outcome, found.missing) == ("not_checkable", "address")
    assert "names no street" in found.says


def test_an_address_that_supports_a_name_is_only_noted() -> None:
    near = address_hit("7")
    why = (Feature("address", 0.04, "agrees"),)
    listed = near.entry.names[0]
    named = Hit(
        "parties/1", "Zandloper", near.entry, listed, 0.9, why, None, "May be.", near.effect
    )  # fmt: skip
    (found,) = of_address(hits=(named,))
    assert (found.outcome, found.weight) == ("hit", "note")


def test_only_signs_that_were_seen_weigh_together() -> None:
    parties = [
        {"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"},
        {"role": "buyer", "name": "Ornek Ltd", "country": "TR", "email": "ornek@gmail.com"},
        {"role": "consignee", "name": "Depo Ltd", "country": "TR"},
    ]
    record = {"parties": parties, "lines": [{"hs": "8542.31", "description": "FPGA"}]}
    mails = [f for f in findings_of(order_of(record)) if f.test == "contact.email"]
    assert {(f.subject, f.outcome, f.weight) for f in mails} == {
        ("parties/1", "hit", "review"),
        ("parties/2", "not_checkable", None),
    }


def test_a_route_of_one_leg_is_where_the_goods_go() -> None:
    record = {
        "parties": [{"role": "buyer", "name": "Zandloper", "country": "AE"}],
        "lines": [{"hs": "8542.31"}],
    }
    alone = findings_of(order_of({**record, "route": [{"country": "AM"}]}))
    whole = findings_of(order_of({**record, "route": [{"country": "NL"}, {"country": "AM"}]}))
    weights = [
        {each.weight for each in some if each.test == "goods.priority"}
        for some in (alone, whole)
    ]
    assert weights == [{"review"}, {"review"}]
    assert "route/0" in {each.subject for each in alone if each.test == "route.diversion"}
