"""Owners on an order, from the names to what their stakes come to."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from enduse.desk.desk import Desk
from enduse.model.finding import Basis, Finding, Weight
from enduse.model.hit import Effect, Hit, Screening
from enduse.model.listing import Entry, ListedName
from enduse.settings import Settings
from tests.assess.test_orders import findings_of, order_of

CASES = tomllib.loads(Path(__file__).with_name("owners.toml").read_text("utf-8"))["case"]
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Settings(tmp_path_factory.mktemp("data")), as_of=DAY)


def heaviest(
    desk: Desk, owners: list[dict[str, Any]], code: str = "owner.listed"
) -> Finding | None:
    buyer = {
        "role": "buyer",
        "name": "Volga Voorbeeld Trading",
        "country": "AE",
        "owners": owners,
    }
    findings = desk.check({"regimes": ["US"], "parties": [buyer]}).findings
    hits = [f for f in findings if f.test == code and f.outcome == "hit"]
    assert len({f.weight for f in hits}) <= 1
    return hits[0] if hits else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_listed_owner_comes_to(desk: Desk, case: dict[str, Any]) -> None:
    found = heaviest(desk, case["owners"])
    assert found is not None
    assert found.weight == case["weight"]
    assert dict(found.evidence)["owned"] == case["owned"]
    assert "OOO Sertal" in found.says
    assert found.asks == ()
    assert any("OFAC" in basis.citation for basis in found.basis)
    open_ = heaviest(desk, case["owners"], "owner.unknown_share")
    assert (open_ is not None) == (case["owned"] == "undecided") == ("asks" in case)
    if open_ is not None:
        assert (open_.weight, open_.regime) == ("review", "US")
        assert case["asks"] in " ".join(map(str, open_.asks))
        assert {each.lifts for each in open_.asks} == {"hold"}
        assert any("OFAC" in basis.citation for basis in open_.basis)


def test_control_in_words_that_deny_it_is_none(desk: Desk) -> None:
    owners = [{"name": "OOO Sertal", "country": "RU", "share": 1, "control": "none"},
              {"name": "J. Example", "country": "AE", "share": 99}]  # fmt: skip
    found = heaviest(desk, owners)
    assert found is not None
    assert dict(found.evidence)["owned"] == "no"


def payment_of(desk: Desk, payer: str) -> Finding:
    owners = [{"name": "Voorbeeld Holding BV", "owners": [{"name": "J. Example"}]}]
    buyer = {"role": "buyer", "name": "Koch BV", "country": "NL", "owners": owners}
    order = {"parties": [buyer], "lines": [{"hs": "8542.31"}], "payment": {"payer": payer}}
    (found,) = (f for f in desk.check(order).findings if f.test == "payment.third_party")
    return found


@pytest.mark.parametrize("payer", ["VOORBEELD HOLDING B.V.", "Example J."])
def test_an_owner_of_the_buyer_who_pays_is_a_third_party_and_named_as_owner(
    desk: Desk, payer: str
) -> None:
    found = payment_of(desk, payer)
    assert found.outcome == "hit"
    assert "The payer is named as an owner of the buyer" in found.says


def test_a_stranger_who_pays_is_not_called_an_owner(desk: Desk) -> None:
    found = payment_of(desk, "Koach Ltd")
    assert found.outcome == "hit"
    assert "owner" not in found.says


def under(
    regime: str,
    owners: list[dict[str, Any]],
    parties: dict[str, str] | None = None,
    *,
    code: str = "owner.listed",
    day: date = DAY,
) -> Finding:
    """The finding on owners where "K" is listed as entry 1, "K2" as 2, and so on.

    `parties` names the party behind an owner's entry where that is another entry's.
    """
    buyer = {"role": "buyer", "name": "Koch BV", "country": "AE", "owners": owners}
    order = order_of({"regimes": [regime], "parties": [buyer]})
    effect = Effect(
        "hold", "asset freeze", "Frozen.", regime, (Basis("made up", DAY, "primary"),)
    )
    hits = tuple(
        Hit(path, name, Entry("list", LISTED[name], "company", ()), ListedName(name), 1.0, (),
            "a number", f"{name} is listed.", effect, (parties or {}).get(name, ""))
        for path, name in _named("parties/0", owners)
        if name in LISTED
    )  # fmt: skip
    found = findings_of(order, day=day, found=Screening(hits, ("parties/0",)))
    return next(f for f in found if f.test == code and f.outcome == "hit")


def _named(path: str, owners: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for number, owner in enumerate(owners):
        place = f"{path}/owners/{number}"
        yield place, owner["name"]
        yield from _named(place, owner.get("owners", []))


LISTED = {"K": "1", "K (Cyprus)": "1", "K on another list": "2", "L": "3"}
J = "J. Example"


def owned(found: Finding) -> str:
    return str(dict(found.evidence)["owned"])


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (True, "yes"),
        ("yes", "yes"),
        ("Majority of votes", "yes"),
        ("appoints the board", "yes"),
        ("heeft zeggenschap", "yes"),
        ("Stimmenmehrheit", "yes"),
        ("Majorité des droits de vote", "yes"),
        ("MAJORITE DES VOIX", "yes"),
        (None, "no"),
        (False, "no"),
        ("no control", "no"),
        ("Does not control.", "no"),
        ("geen zeggenschap", "no"),
        ("unknown", "undecided"),
        ("n/a", "undecided"),
        ("?", "undecided"),
        ("not the majority of votes", "undecided"),
    ],
)
@pytest.mark.parametrize("regime", ["EU", "UK"])
def test_control_counts_only_where_the_words_say_so_plainly(
    regime: str, said: str | bool | None, answer: str
) -> None:
    owners = [{"name": "K", "share": 1, "control": said}, {"name": J, "share": 99}]
    found = under(regime, owners)
    assert owned(found) == answer
    assert (found.weight == "hold") == (answer == "yes")
    asks = (f"Does K control Koch BV, by votes, by naming its board or otherwise? "
            f"The order says {said!r}. (parties/0/owners/0/control)",)  # fmt: skip
    assert tuple(map(str, found.asks)) == (asks if answer == "undecided" else ())


def test_unclear_control_of_a_holding_is_asked_about_the_holding() -> None:
    inner = [{"name": "K", "share": 1, "control": "tbc"}, {"name": J, "share": 99}]
    found = under("EU", [{"name": "Holding", "share": 100, "owners": inner}])
    assert owned(found) == "undecided"
    assert "Does K control Holding" in " ".join(map(str, found.asks))
    assert "not clear whether K has control" in found.says


@pytest.mark.parametrize(
    ("other", "parties", "answer"),
    [
        ("K (Cyprus)", {}, "yes"),
        ("K on another list", {"K on another list": "list:1"}, "yes"),
        ("K on another list", {}, "no"),
        ("L", {}, "no"),
    ],
)
def test_stakes_of_one_listed_person_are_added_in_the_uk_and_those_of_two_are_not(
    other: str, parties: dict[str, str], answer: str
) -> None:
    direct = [{"name": n, "share": s} for n, s in (("K", 30), (other, 30), (J, 40))]
    assert owned(under("UK", direct, parties)) == answer
    held = [{"name": other, "share": 100}]
    chain = [{"name": "K", "share": 30}, {"name": "Holding", "share": 30, "owners": held},
             {"name": J, "share": 40}]  # fmt: skip
    assert owned(under("UK", chain, parties)) == answer


@pytest.mark.parametrize("regime", ["US", "EU", "UK"])
def test_stakes_over_the_whole_leave_it_undecided_and_their_sum_is_said(regime: str) -> None:
    found = under(regime, [{"name": "K", "share": 50}, {"name": J, "share": 100}])
    # Half is enough in the US and the EU, whatever of the rest is wrong.
    assert owned(found) == ("undecided" if regime == "UK" else "yes")
    assert "the stakes given add up to 150 %" in found.says
    found = under(regime, [{"name": "K", "share": n} for n in (20,)] + [
        {"name": J, "share": 70}, {"name": "M. Example", "share": 60}])  # fmt: skip
    assert owned(found) == "undecided"
    assert "the stakes given add up to 150 %" in found.says
    assert "the stakes given add up to 150 %. Which are right?" in " ".join(
        map(str, found.asks)
    )
    assert "at most 0 %" not in found.says


def test_stakes_over_the_whole_of_a_holding_are_said_of_the_holding() -> None:
    inner = [{"name": "K", "share": 10}, {"name": J, "share": 95}]
    found = under("US", [{"name": "Holding", "share": 100, "owners": inner}])
    assert owned(found) == "undecided"
    assert "Of Holding the stakes given add up to 105 %" in found.says


@pytest.mark.parametrize(
    ("regime", "share", "others", "answer"),
    [
        ("US", 30, 40, "undecided"),
        ("UK", 30, 40, "undecided"),
        ("US", 50, 0, "yes"),
        ("US", 20, 60, "no"),
        ("UK", 20, 40, "no"),
    ],
)
def test_an_owner_who_stands_twice_counts_once_for_sure_and_twice_perhaps(
    regime: str, share: float, others: float, answer: str
) -> None:
    owners = [{"name": "K", "share": share}] * 2 + [{"name": J, "share": others}]
    found = under(regime, owners)
    assert owned(found) == answer
    assert dict(found.evidence)["held"] == share
    said = f"K {share} % stands twice among the owners, and is counted once as sure."
    assert said in found.says
    asked = (
        f"K {share} % stands 2 times among the owners, and is counted once as sure. "
        "Is it one stake? (parties/0/owners/0)"
    )
    assert (asked in map(str, found.asks)) == (answer == "undecided")


def test_others_who_stand_twice_leave_open_what_the_second_row_may_not_be() -> None:
    owners = [{"name": "K", "share": 10}] + [{"name": J, "share": 45}] * 2
    found = under("US", owners)
    assert owned(found) == "undecided"
    assert "J. Example 45 % stands twice" in found.says
    threefold = [{"name": "K", "share": 30}] * 3
    assert "K 30 % stands 3 times" in under("US", threefold).says


Row = tuple[str, float, tuple[str, ...], Weight]
"""An owner with a share, the programmes under which it is listed, and what that weighs."""


def bis(
    day: date,
    *listings: Row,
    code: str = "owner.listed",
    rest: float | None = None,
) -> list[Finding]:
    """Findings on owners with shares, each listed in the US under programmes, and on others."""
    given = sum(share for _, share, _, _ in listings)
    owners = [{"name": name, "share": share} for name, share, _, _ in listings]
    others = [{"name": J, "share": 100 - given if rest is None else rest}]
    record = {"role": "buyer", "name": "Koch BV", "country": "AE", "owners": owners + others}
    order = order_of({"regimes": ["US"], "parties": [record]})
    hits = []
    for at, (name, _, programmes, weight) in enumerate(listings):
        label = "asset freeze" if "SDN" in programmes else "licence required"
        effect = Effect(weight, label, "Means.", "US", (Basis("made up", DAY, "primary"),))
        entry = Entry("us_csl", str(at), "company", (), programmes=programmes)
        path = f"parties/0/owners/{at}"
        hits.append(Hit(path, name, entry, ListedName(name), 1.0, (), "a number",
                        f"{name} is listed.", effect))  # fmt: skip
    found = findings_of(order, day=day, found=Screening(tuple(hits), ("parties/0",)))
    return [each for each in found if each.test == code and each.outcome == "hit"]


def by_rule(found: Finding) -> dict[str, dict[str, Any]]:
    return {each["rule"]: each for each in dict(found.evidence).get("rules", ())}


DENIED: Row = ("K", 60.0, ("EL-DENIAL",), "hold")


@pytest.mark.parametrize(
    ("day", "status", "weight", "otherwise"),
    [
        (date(2025, 9, 28), None, "review", None),
        (date(2025, 9, 29), "in_force", "hold", "review"),
        (date(2025, 11, 9), "in_force", "hold", "review"),
        (date(2025, 11, 10), "suspended", "review", "hold"),
        (date(2026, 11, 9), "suspended", "review", "hold"),
        (date(2026, 11, 10), "in_force", "hold", "review"),
        (date(2026, 11, 23), "in_force", "hold", "review"),
    ],
)
def test_the_affiliates_rule_is_that_of_the_day_and_both_outcomes_are_shown(
    day: date, status: str | None, weight: str, otherwise: str | None
) -> None:
    (found,) = bis(day, DENIED)
    assert found.weight == weight
    rules = by_rule(found)
    if status is None:
        assert rules == {}
        assert "settled by hand" in found.says
        return
    rule = rules["us-bis-affiliates"]
    assert (rule["status"], rule["owned"], rule["weight"]) == (status, "yes", weight)
    assert rule["otherwise"]["weight"] == otherwise
    assert f"({otherwise})" in found.says
    assert any("90 FR 47201" in basis.citation for basis in found.basis)


def test_that_nobody_saw_whether_the_rule_is_back_is_said() -> None:
    (found,) = bis(DAY, DENIED)
    assert "was not verified" in found.says
    assert by_rule(found)["us-bis-affiliates"]["last_verified"] == "2026-10-04"
    (before,) = bis(date(2025, 10, 1), DENIED)
    assert "not verified" not in before.says


def test_the_most_restrictive_of_the_owners_that_count_says_what_it_weighs() -> None:
    military: Row = ("K", 40.0, ("MEU",), "review")
    entity: Row = ("L", 10.0, ("EL-DENIAL",), "hold")
    both = bis(DAY, military, entity)
    assert {each.weight for each in both} == {"hold"}
    alone = bis(DAY, ("K", 50.0, ("MEU",), "review"))
    assert [each.weight for each in alone] == ["review"]
    assert by_rule(alone[0])["us-bis-affiliates"]["owned"] == "yes"


@pytest.mark.parametrize(
    ("programmes", "rules"),
    [
        (("EL",), ["us-bis-affiliates"]),
        (("MEU",), ["us-bis-affiliates"]),
        (("SDN", "NPWMD"), ["us-ofac", "us-bis-affiliates"]),
        (("SDN", "RUSSIA-EO14024"), ["us-ofac", "us-bis-affiliates"]),
        (("SDN", "GLOMAG"), ["us-ofac"]),
        (("SSI", "UKRAINE-EO13662"), []),
        (("CMIC", "CMIC-EO13959"), []),
        (("DPL",), []),
        (("UVL",), []),
    ],
)
def test_each_rule_counts_the_listings_that_it_is_about(
    programmes: tuple[str, ...], rules: list[str]
) -> None:
    (found,) = bis(DAY, ("K", 60.0, programmes, "hold"))
    assert list(by_rule(found)) == rules
    assert ("settled by hand" in found.says) == (not rules)


def test_stakes_of_owners_under_two_rules_are_added_under_each_alone() -> None:
    blocked: Row = ("K", 30.0, ("SDN", "GLOMAG"), "hold")
    entity: Row = ("L", 30.0, ("EL",), "review")
    first, second = bis(DAY, blocked, entity)
    assert by_rule(first)["us-ofac"]["owned"] == "no"
    assert by_rule(second)["us-bis-affiliates"]["owned"] == "no"
    assert "FAQ 398" in first.says
    assert "red flag" in second.says


@pytest.mark.parametrize(
    ("day", "rules"),
    [(date(2026, 6, 1), ["us-ofac"]), (DAY, ["us-ofac", "us-bis-affiliates"])],
)
def test_the_share_that_decides_is_told_for_the_rules_in_force(
    day: date, rules: list[str]
) -> None:
    (found,) = bis(
        day, ("K", 30.0, ("SDN", "NPWMD"), "hold"), code="owner.unknown_share", rest=40.0
    )
    (stake,) = dict(found.evidence)["stakes"]
    assert (stake["owner"], stake["tips_at"], stake["rules"]) == (None, 20.0, rules)
    assert "with 20 % or more of it in listed hands" in found.says


def test_a_share_that_is_not_known_is_noted_while_the_rule_is_suspended() -> None:
    entity: Row = ("K", 30.0, ("EL-DENIAL",), "hold")
    (stayed,) = bis(date(2026, 6, 1), entity, code="owner.unknown_share", rest=40.0)
    assert (stayed.weight, stayed.asks) == ("note", ())
    assert "the rule is suspended (BIS)" in stayed.says
    (found,) = bis(DAY, entity, code="owner.unknown_share", rest=40.0)
    assert [each.lifts for each in found.asks] == ["hold"]


@pytest.mark.parametrize(("share", "said"), [(None, True), (30, False)])
def test_a_share_that_is_not_known_is_asked_for_where_no_rule_counts_the_listing(
    share: float | None, *, said: bool
) -> None:
    owners = [{"name": "K", "share": share}, {"name": J, "share": 20}]
    order = order_of({"parties": [{"role": "buyer", "name": "Koch BV", "owners": owners}]})
    effect = Effect("hold", "made up", "Held.", "CH", (Basis("made up", DAY, "primary"),))
    listed = Hit("parties/0/owners/0", "K", Entry("ch_seco", "1", "company", ()),
                 ListedName("K"), 1.0, (), "a number", "K is listed.", effect)  # fmt: skip
    found = findings_of(order, day=DAY, found=Screening((listed,), ("parties/0",)))
    hits = [f for f in found if f.test == "owner.unknown_share" and f.outcome == "hit"]
    assert [(f.weight, f.subject, f.regime) for f in hits] == (
        [("review", "parties/0/owners/0", "CH")] if said else []
    )
    assert all("what it holds of the buyer Koch BV is not known" in f.says for f in hits)


@pytest.mark.parametrize(
    ("day", "share", "answer"),
    [
        (date(2024, 7, 2), 50, "no"),
        (date(2024, 7, 2), 51, "yes"),
        (date(2022, 7, 1), 51, "yes"),
        (date(2024, 7, 3), 50, "yes"),
        (date(2024, 7, 3), 49, "no"),
    ],
)
def test_in_the_eu_half_is_enough_since_july_2024_and_more_than_half_was_before(
    day: date, share: float, answer: str
) -> None:
    owners = [{"name": "K", "share": share}, {"name": J, "share": 100 - share}]
    found = under("EU", owners, day=day)
    assert (owned(found), found.weight) == (answer, "hold" if answer == "yes" else "review")
    assert ("more than 50 %" in found.says) == (day < date(2024, 7, 3))


def test_on_a_day_of_which_no_text_tells_a_listed_owner_is_settled_by_hand() -> None:
    found = under("EU", [{"name": "K", "share": 60}], day=date(2022, 6, 30))
    assert found.weight == "review"
    assert "settled by hand" in found.says


def test_in_the_uk_more_than_half_decides_and_each_person_alone() -> None:
    owners: list[dict[str, Any]] = [
        {"name": "K", "share": [20, 60]},
        {"name": J, "share": 40},
    ]
    found = under("UK", owners, code="owner.unknown_share")
    (stake,) = dict(found.evidence)["stakes"]
    assert (stake["tips_at"], stake["above"], stake["at"]) == (50.0, True, "parties/0/owners/0")
    assert "with more than 50 % it counts as owned (UK)" in found.says
    assert "With more than 50 %, Koch BV counts" in str(found.asks[0])


@pytest.mark.parametrize(("other", "said"), [(30, True), (10, False)])
def test_several_listed_in_the_uk_are_asked_whether_they_act_together(
    other: float, *, said: bool
) -> None:
    owners = [{"name": n, "share": s} for n, s in (("K", 30), ("L", other), (J, 70 - other))]
    found = under("UK", owners)
    assert owned(found) == "no"
    assert found.weight == "review"
    assert ("find out whether they act together" in found.says) == said


@pytest.mark.parametrize(
    ("party", "outcome", "missing"),
    [
        ({"role": "buyer", "name": "Koch BV"}, "not_checkable", "owners"),
        ({"role": "buyer", "name": "Koch BV", "owners": [{"name": J}]}, "no_hit", None),
        ({"role": "buyer", "name": "J. Koch", "kind": "person"}, "not_applicable", None),
        ({"role": "seller", "name": "Koch BV"}, "not_applicable", None),
    ],
)
def test_a_share_that_is_not_known_matters_only_where_somebody_listed_stands(
    party: dict[str, Any], outcome: str, missing: str | None
) -> None:
    found = findings_of(order_of({"parties": [party]}))
    (said,) = (each for each in found if each.test == "owner.unknown_share")
    assert (said.outcome, said.missing, said.weight) == (outcome, missing, None)


def test_a_likeness_that_nobody_settled_leaves_it_open_and_says_so(desk: Desk) -> None:
    owners = [{"name": "OOO Sertall", "country": "RU", "share": 60}, {"name": J, "share": 40}]
    found = heaviest(desk, owners)
    assert found is not None
    assert owned(found) == "undecided"
    assert "If OOO Sertall is who it may be" in found.says
    assert heaviest(desk, owners, "owner.unknown_share") is None
