"""Settlements beside findings: what may lower one, and that nothing hides or raises any."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.decide.facts import entry_facts, facts_of, reach_of
from enduse.decide.ledger import Ledger, Listed
from enduse.decide.policy import load
from enduse.decide.settle import settle, standing
from enduse.model.dates import DateSpan
from enduse.model.finding import HEAVIEST_FIRST, Finding, Question, Weight
from enduse.model.listing import (
    Entry,
    Identifier,
    Link,
    ListedAddress,
    ListedName,
)
from enduse.model.order import Clauses, Leg, Line, Order, Owner, Party, Payment
from enduse.model.resolution import Confirmation, Reach, Resolution, Standing
from enduse.model.wire import to_plain

POLICY = load()
DAY = date(2026, 11, 30)
MOMENT = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
UNTIL = date(2027, 5, 31)
PARTY = Party(
    role="buyer",
    name="Ararat Test Trading LLC",
    kind="company",
    country="AM",
    aliases=("Ararat",),
    address="1 Example St, Yerevan",
    ids=(("registration", "286.110.00000"),),
    phone="+374 10 000000",
    email="sales@example.am",
    website="example.am",
    founded=DateSpan.of_day(date(2020, 4, 11)),
    activity="wholesale of pumps",
    birth_date=DateSpan.of_years(1970),
    owners=(Owner("Example Holding", "CY", (25.0, 50.0)),),
)
ORDER = Order(
    "SO-1",
    date=date(2026, 11, 1),
    regimes=("EU",),
    parties=(Party("seller", "Voorbeeld B.V."), PARTY),
    lines=(Line("pump", "8413.50", quantity=3.0, value=1200.5, currency="EUR"),),
    route=(Leg("NL"), Leg("AM", "Yerevan")),
    end_use="resale",
    payment=Payment("Example FZE", "AE", "advance"),
    clauses=Clauses(no_reexport_to_russia=True),
    notes="urgent",
)
ENTRY = Entry(
    "us_x",
    "77",
    "company",
    (ListedName("ARARAT TEST"), ListedName("ATT", "aka", "weak")),
    programmes=("RUSSIA-EO14024",),
    listed_on=date(2024, 5, 1),
    addresses=(ListedAddress("2 Other St, Moscow", "Russia"),),
    birth_dates=(DateSpan.of_years(1960),),
    birth_places=("Perm",),
    nationalities=("Russia",),
    citizenships=("Russia",),
    gender="male",
    titles=("director",),
    ids=(Identifier("inn", "9715216050", "Tax ID No."),),
    links=(Link("OOO SERTAL", "Linked To"),),
    facts=(("Website", "x.ru"),),
    remarks=("remark",),
)


def listed_finding(weight: Weight = "hold", test: str = "party.listed") -> Finding:
    evidence = (("list", "us_x"), ("entry", "77"), ("asked", PARTY.name), ("score", 0.91))
    ask = (Question("goods", "Who is that?"),)
    return Finding(
        test, "hit", "parties/1", "May be.", weight, evidence=evidence, asks=ask, regime="US"
    )


def goods_finding(weight: Weight = "review") -> Finding:
    evidence = (("hs", "841350"), ("tier", "4"))
    return Finding("goods.priority", "hit", "lines/0", "Listed.", weight, evidence=evidence)


def listed(entry: Entry | None = ENTRY) -> Listed:
    return Listed(
        lambda _, number: entry_facts("us_x", replace(entry, id=number)) if entry else None,
        {"us_x": "2026-11-20"},
    )


def made(finding: Finding, **changes: Any) -> Resolution:
    reason = POLICY.reason(changes.get("reason", "false_positive"))
    reach = reach_of(finding, reason.reach)
    facts = facts_of(finding, ORDER, reach=reach, entry_of=listed().entry_of)
    assert facts is not None
    whole = Resolution(
        number=7,
        order=ORDER.id,
        test=finding.test,
        subject=finding.subject,
        facts=facts,
        reason=reason.code,
        note="seen the register",
        person="A. Officer",
        moment=MOMENT,
        until=UNTIL,
        was=finding.weight or "note",
        becomes="note",
        reach=reach,
        seconds=reason.seconds(finding.weight or "note"),
        confirmed=(Confirmation(8, "B. Second", MOMENT),),
    )
    return replace(whole, **changes)


def settled(
    finding: Finding,
    *some: Resolution,
    order: Order = ORDER,
    day: date = DAY,
    entry: Entry | None = ENTRY,
) -> Finding:
    ledger = Ledger(some, POLICY)
    (found,), _ = settle([finding], order, ledger, day=day, listed=listed(entry))
    return found


def stands(
    finding: Finding,
    *some: Resolution,
    order: Order = ORDER,
    day: date = DAY,
    entry: Entry | None = ENTRY,
) -> Standing | None:
    ledger = Ledger(some, POLICY)
    return standing(finding, order, ledger, day=day, listed=listed(entry))


def with_party(party: Party) -> Order:
    return replace(ORDER, parties=(ORDER.parties[0], party))


def test_a_finding_that_was_settled_is_a_note_that_says_by_whom() -> None:
    found = settled(listed_finding(), made(listed_finding()))
    assert (found.weight, found.asks) == ("note", ())
    assert dict(found.evidence)["resolved"] == {
        "entry": 7,
        "reason": "false_positive",
        "by": "A. Officer",
        "confirmed_by": ["B. Second"],
        "until": "2027-05-31",
        "was": "hold",
        "told": "Not the listed party, by A. Officer, confirmed by B. Second, "
        "until 2027-05-31 (entry 7).",
    }
    assert found.says == f"May be. {dict(found.evidence)['resolved']['told']}"


def test_the_same_party_in_another_order_and_another_role_is_settled_too() -> None:
    other = replace(
        ORDER, id="SO-2", parties=(replace(PARTY, role="consignee"),), lines=(), end_use=None
    )
    finding = replace(listed_finding(), subject="parties/0")
    assert settled(finding, made(listed_finding()), order=other).weight == "note"


def test_a_list_of_ones_own_asks_the_same_question_twice_and_is_settled_once() -> None:
    first = replace(listed_finding(), regime="own")
    second = replace(listed_finding(test="party.private_list"), regime=None)
    assert settled(second, made(first)).weight == "note"


def test_another_score_of_the_same_facts_opens_nothing() -> None:
    other = replace(
        listed_finding(), evidence=(("list", "us_x"), ("entry", "77"), ("score", 0.99))
    )
    assert settled(other, made(listed_finding())).weight == "note"


# Every fact of the party and of the entry: a field that is new must be given a change here.
PARTY_CHANGES: dict[str, Any] = {
    "name": "Ararat Test Trading L.L.C.",
    "kind": "unknown",
    "country": "GE",
    "aliases": ("Ararat", "ATT"),
    "address": "2 Example St, Yerevan",
    "ids": (),
    "phone": None,
    "email": "other@example.am",
    "website": None,
    "founded": DateSpan.of_day(date(2020, 4, 12)),
    "activity": None,
    "birth_date": None,
    "owners": (Owner("Example Holding", "CY", (25.0, 51.0)),),
}
ENTRY_CHANGES: dict[str, Any] = {
    "kind": "person",
    "names": (*ENTRY.names, ListedName("Z TRADE", "aka")),
    "programmes": (),
    "listed_on": None,
    "addresses": (),
    "birth_dates": (),
    "birth_places": (),
    "nationalities": (),
    "citizenships": (),
    "gender": None,
    "titles": (),
    "ids": (Identifier("inn", "9715216051", "Tax ID No."),),
    "links": (),
    "facts": (),
    "remarks": (),
}


def test_every_field_has_a_change_that_is_tried() -> None:
    assert {*PARTY_CHANGES, "role"} == {each.name for each in fields(Party)}
    assert {*ENTRY_CHANGES, "list_id", "id"} == {each.name for each in fields(Entry)}


@pytest.mark.parametrize("field", PARTY_CHANGES)
def test_a_change_of_any_fact_of_the_party_opens_it_again(field: str) -> None:
    order = with_party(replace(PARTY, **{field: PARTY_CHANGES[field]}))
    found = stands(listed_finding(), made(listed_finding()), order=order)
    assert found is not None
    assert (
        found.state,
        settled(listed_finding(), made(listed_finding()), order=order).weight,
    ) == (
        "opened_again",
        "hold",
    )
    assert field.replace("_", " ") in found.why[0]


@pytest.mark.parametrize("field", ENTRY_CHANGES)
def test_a_change_of_any_fact_of_the_entry_opens_it_again(field: str) -> None:
    entry = replace(ENTRY, **{field: ENTRY_CHANGES[field]})
    found = stands(listed_finding(), made(listed_finding()), entry=entry)
    assert found is not None
    assert found.state == "opened_again"
    assert found.why[0].startswith("list entry us_x 77 as published 2026-11-20 ")


def test_the_words_say_what_changed() -> None:
    moved = with_party(replace(PARTY, address="9 New St, Yerevan", phone=None))
    found = stands(listed_finding(), made(listed_finding()), order=moved)
    assert found is not None
    assert found.why == (
        "address was '1 Example St, Yerevan', is now '9 New St, Yerevan'",
        "phone was '+374 10 000000', is no longer given",
    )
    grown = replace(ENTRY, names=ENTRY_CHANGES["names"])
    found = stands(listed_finding(), made(listed_finding()), entry=grown)
    assert found is not None
    assert found.why == ("list entry us_x 77 as published 2026-11-20 added alias 'Z TRADE'",)
    says = settled(listed_finding(), made(listed_finding()), entry=grown).says
    assert "A. Officer's false_positive (entry 7) no longer holds: list entry" in says


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
owners = st.builds(
    Owner,
    st.none() | texts,
    st.none() | st.sampled_from(["CY", "RU"]),
    st.none() | st.tuples(st.floats(0, 50), st.floats(50, 100)),
)
parties = st.builds(
    Party,
    st.sampled_from(["buyer", "consignee"]),
    st.just(PARTY.name) | texts,
    st.sampled_from(["company", "person", "unknown"]),
    st.none() | st.sampled_from(["AM", "RU"]),
    st.just(()) | st.tuples(texts),
    st.none() | texts,
    st.just(()) | st.tuples(st.tuples(st.sampled_from(["inn", "vat"]), texts)),
    owners=st.just(()) | st.tuples(owners),
)


@given(before=parties, now=parties)
def test_a_settlement_holds_exactly_where_all_facts_are_the_same(
    before: Party, now: Party
) -> None:
    finding = listed_finding()
    facts = facts_of(finding, with_party(before), reach="facts", entry_of=listed().entry_of)
    assert facts is not None
    found = settled(finding, made(finding, facts=facts), order=with_party(now))
    same = replace(before, role="other") == replace(now, role="other")
    assert found.weight == ("note" if same else "hold")


ORDER_CHANGES: dict[str, Any] = {
    "date": None,
    "regimes": None,
    "parties": (PARTY,),
    "lines": (replace(ORDER.lines[0], quantity=4.0),),
    "route": (Leg("NL"), Leg("GE")),
    "end_use": None,
    "payment": Payment("Example FZE", "AE", "30 days"),
    "clauses": None,
    "notes": None,
}


@pytest.mark.parametrize("field", ORDER_CHANGES)
def test_what_holds_in_an_order_alone_is_open_again_when_the_order_reads_otherwise(
    field: str,
) -> None:
    assert {*ORDER_CHANGES, "id"} == {each.name for each in fields(Order)}
    done = made(goods_finding(), reason="end_use_verified")
    assert settled(goods_finding(), done).weight == "note"
    order = replace(ORDER, **{field: ORDER_CHANGES[field]})
    assert settled(goods_finding(), done, order=order).weight == "review"


def test_a_clause_that_is_not_there_is_another_fact_than_one_that_is_not_known() -> None:
    known = replace(ORDER, clauses=Clauses(no_reexport_to_russia=False))
    facts = facts_of(goods_finding(), known, reach="order", entry_of=listed().entry_of)
    assert facts is not None
    done = made(goods_finding(), reason="end_use_verified", facts=facts)
    assert settled(goods_finding(), done, order=known).weight == "note"
    unknown = replace(ORDER, clauses=Clauses())
    assert settled(goods_finding(), done, order=unknown).weight == "review"


def test_a_rule_that_says_more_now_was_not_settled() -> None:
    done = made(goods_finding(), reason="end_use_verified")
    found = settled(replace(goods_finding(), says="Listed, and banned."), done)
    assert found.weight == "review"
    assert "it said 'Listed.'" in found.says


def test_what_holds_in_an_order_alone_says_nothing_of_another() -> None:
    done = made(goods_finding(), reason="end_use_verified")
    other = replace(ORDER, id="SO-2")
    assert settled(goods_finding(), done, order=other) == goods_finding()


def test_other_evidence_opens_a_finding_on_goods_again() -> None:
    done = made(goods_finding(), reason="end_use_verified")
    other = replace(goods_finding(), evidence=(("hs", "841350"), ("tier", "1")))
    found = settled(other, done)
    assert found.weight == "review"
    assert "found: tier was '4', is now '1'" in found.says


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_the_last_day_is_one_on_which_it_holds(days: int) -> None:
    found = settled(listed_finding(), made(listed_finding()), day=UNTIL + timedelta(days=days))
    assert found.weight == ("hold" if days > 0 else "note")
    assert ("has expired" in found.says) == (days > 0)


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_what_was_decided_later_is_not_known_on_a_day(days: int) -> None:
    found = settled(listed_finding(), made(listed_finding()), day=DAY + timedelta(days=days))
    assert found == listed_finding() if days < 0 else found.weight == "note"


def test_what_was_confirmed_later_waits_on_an_earlier_day() -> None:
    late = (Confirmation(8, "B. Second", MOMENT + timedelta(days=3)),)
    done = made(listed_finding(), confirmed=late)
    days = {n: settled(listed_finding(), done, day=DAY + timedelta(days=n)) for n in (2, 3)}
    assert [each.weight for each in days.values()] == ["hold", "note"]
    assert "waits for a second person" in days[2].says


def test_what_was_withdrawn_counts_for_nothing_from_that_day_on() -> None:
    done = made(listed_finding(), withdrawn=(9, "A. Officer", MOMENT + timedelta(days=3)))
    assert settled(listed_finding(), done, day=DAY + timedelta(days=2)).weight == "note"
    assert settled(listed_finding(), done, day=DAY + timedelta(days=3)) == listed_finding()


def test_a_finding_that_weighs_more_than_the_one_that_was_settled_is_open() -> None:
    done = made(listed_finding("review"))
    found = settled(listed_finding("hold"), done)
    assert found.weight == "hold"
    assert "it weighs hold now, and weighed review when that was decided" in found.says
    assert settled(listed_finding("review"), done).weight == "note"


def test_a_policy_of_today_that_allows_less_opens_it_again() -> None:
    reasons = dict(POLICY.reasons)
    done = made(listed_finding())
    for changed, why in (
        ({"lifts": ("review",)}, "lets false_positive lift nothing that weighs hold"),
        ({"most_days": 5}, "hold for 5 days at most"),
        ({"tests": ("owner.",)}, "no longer has false_positive for party.listed"),
    ):
        less = replace(reasons["false_positive"], **changed)
        ledger = Ledger([done], replace(POLICY, reasons={**reasons, "false_positive": less}))
        (found,), used = settle(
            [listed_finding()], ORDER, ledger, day=DAY + timedelta(days=6), listed=listed()
        )
        assert (found.weight, used) == ("hold", ())
        assert why in found.says
    ledger = Ledger([done], replace(POLICY, reasons={}))
    (found,), _ = settle([listed_finding()], ORDER, ledger, day=DAY, listed=listed())
    assert "the policy no longer knows the reason false_positive" in found.says


def test_what_one_person_called_a_true_match_is_not_lifted_by_others() -> None:
    true = made(listed_finding(), number=5, reason="true_match", becomes="hold", seconds=0)
    found = settled(listed_finding(), true, made(listed_finding()))
    assert (found.weight, dict(found.evidence)["resolved"]["reason"]) == ("hold", "true_match")
    gone = replace(true, withdrawn=(9, "A. Officer", MOMENT))
    assert settled(listed_finding(), gone, made(listed_finding())).weight == "note"


def test_the_newest_speaks_where_several_were_made() -> None:
    old = made(listed_finding(), number=3, until=DAY)
    found = settled(listed_finding(), old, made(listed_finding()))
    assert dict(found.evidence)["resolved"]["entry"] == 7
    later = settled(listed_finding(), replace(old, number=9), made(listed_finding()))
    assert dict(later.evidence)["resolved"]["entry"] == 9


def test_one_address_of_many_entries_is_settled_for_all_of_them_or_none() -> None:
    evidence = (
        ("list", "us_x"),
        ("entry", "77"),
        ("others", [{"list": "us_x", "entry": "78"}]),
    )
    finding = replace(listed_finding("review", "party.address"), evidence=evidence)
    done = made(finding)
    assert settled(finding, done).weight == "note"
    third = [{"list": "us_x", "entry": each} for each in ("78", "79")]
    more = replace(finding, evidence=(*evidence[:2], ("others", third)))
    found = settled(more, done)
    assert found.weight == "review"
    assert "list entry us_x 79 as published 2026-11-20 came in" in found.says


def test_one_entry_is_settled_and_another_that_the_party_is_like_is_not_touched() -> None:
    other = replace(listed_finding(), evidence=(("list", "us_x"), ("entry", "78")))
    assert settled(other, made(listed_finding())) == other


def test_an_address_of_more_entries_than_are_named_cannot_be_settled() -> None:
    other = [{"list": "us_x", "entry": "78"}]
    evidence = (("list", "us_x"), ("entry", "77"), ("others", other), ("others_count", 2))
    finding = replace(listed_finding("review", "party.address"), evidence=evidence)
    assert facts_of(finding, ORDER, reach="facts", entry_of=listed().entry_of) is None
    named = replace(finding, evidence=(*evidence[:3], ("others_count", 1)))
    assert settled(named, made(named)).weight == "note"
    found = settled(finding, made(named))
    assert found.weight == "review"
    assert "not all that it rests on is named now" in found.says


def test_an_owner_whose_share_changed_is_open_again() -> None:
    def held(share: int) -> Finding:
        evidence = (*listed_finding().evidence, ("held", [share, share]))
        return replace(
            listed_finding("review", "owner.listed"),
            evidence=evidence,
            subject="parties/1/owners/0",
        )

    assert settled(held(20), made(held(20))).weight == "note"
    assert settled(held(60), made(held(20))).weight == "review"


def test_facts_are_the_same_when_they_come_back_from_json() -> None:
    for finding in (listed_finding(), goods_finding()):
        reaches: tuple[Reach, ...] = ("facts", "order")
        for reach in reaches:
            facts = facts_of(finding, ORDER, reach=reach, entry_of=listed().entry_of)
            evidence = json.loads(json.dumps(to_plain(dict(finding.evidence))))
            back = replace(finding, evidence=tuple(evidence.items()))
            assert facts_of(back, ORDER, reach=reach, entry_of=listed().entry_of) == facts


FINDINGS = [
    listed_finding(weight, test)
    for weight in ("hold", "review", "ask", "note")
    for test in ("party.listed", "party.private_list", "owner.listed", "party.address")
] + [goods_finding(weight) for weight in ("hold", "review", "ask", "note")]
moments = st.integers(-3, 3).map(lambda n: MOMENT + timedelta(days=n))
confirmations = st.builds(Confirmation, st.just(8), st.just("B. Second"), moments)
resolutions = st.builds(
    lambda finding, changes: made(finding, **changes),
    st.sampled_from(FINDINGS),
    st.fixed_dictionaries(
        {
            "reason": st.sampled_from(sorted(POLICY.reasons)),
            "number": st.integers(1, 9),
            "moment": moments,
            "until": st.integers(-3, 3).map(lambda n: DAY + timedelta(days=n)),
            "was": st.sampled_from(HEAVIEST_FIRST),
            "becomes": st.sampled_from(HEAVIEST_FIRST),
            "seconds": st.integers(0, 2),
            "confirmed": st.lists(confirmations, max_size=2).map(tuple),
            "withdrawn": st.none() | st.tuples(st.just(9), st.just("C"), moments),
        }
    ),
)


@given(some=st.lists(resolutions, max_size=5), entry=st.sampled_from([ENTRY, None]))
def test_no_settlement_hides_a_finding_or_makes_one_heavier(
    some: list[Resolution], entry: Entry | None
) -> None:
    found, used = settle(FINDINGS, ORDER, Ledger(some, POLICY), day=DAY, listed=listed(entry))
    rank = HEAVIEST_FIRST.index
    assert len(found) == len(FINDINGS)
    assert set(used) <= {each.number for each in some}
    for before, now in zip(FINDINGS, found, strict=True):
        assert (now.test, now.outcome, now.subject) == (
            before.test,
            before.outcome,
            before.subject,
        )
        assert now.says.startswith(before.says)
        assert now.evidence[: len(before.evidence)] == before.evidence
        assert rank(now.weight or "note") >= rank(before.weight or "note")


@given(st.lists(resolutions, max_size=5))
def test_what_holds_is_lifted_by_two_persons_or_not_at_all(some: list[Resolution]) -> None:
    found, _ = settle(FINDINGS, ORDER, Ledger(some, POLICY), day=DAY, listed=listed())
    for before, now in zip(FINDINGS, found, strict=True):
        if before.weight == "hold" and now.weight != "hold":
            resolved: Mapping[str, Any] = dict(now.evidence)["resolved"]
            assert resolved["reason"] in {"false_positive", "licence_held", "exemption"}
            assert len(resolved["confirmed_by"]) >= 1


def test_without_settlements_nothing_is_otherwise() -> None:
    found, used = settle(FINDINGS, ORDER, Ledger((), POLICY), day=DAY, listed=listed())
    assert (found, used) == (tuple(FINDINGS), ())
