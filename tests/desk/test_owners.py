"""Owners on an order, from the names to what their stakes come to."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from enduse.desk.desk import Desk
from enduse.model.finding import Basis, Finding
from enduse.model.hit import Effect, Hit, Screening
from enduse.model.listing import Entry, ListedName
from enduse.settings import Settings
from tests.assess.test_orders import findings_of, order_of

CASES = tomllib.loads(Path(__file__).with_name("owners.toml").read_text("utf-8"))["case"]
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Settings(tmp_path_factory.mktemp("data")), as_of=DAY)


def heaviest(desk: Desk, owners: list[dict[str, Any]]) -> Finding:
    buyer = {
        "role": "buyer",
        "name": "Volga Voorbeeld Trading",
        "country": "AE",
        "owners": owners,
    }
    findings = desk.check({"regimes": ["US"], "parties": [buyer]}).findings
    hits = [f for f in findings if f.test == "owner.listed" and f.outcome == "hit"]
    assert {f.weight for f in hits} == {hits[0].weight}
    return hits[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_listed_owner_comes_to(desk: Desk, case: dict[str, Any]) -> None:
    found = heaviest(desk, case["owners"])
    assert found.weight == case["weight"]
    assert dict(found.evidence)["owned"] == case["owned"]
    assert "OOO Sertal" in found.says
    asks = " ".join(map(str, found.asks))
    assert case.get("asks", "") in asks
    assert bool(asks) == ("asks" in case)
    assert any("OFAC" in basis.citation for basis in found.basis)


def test_control_in_words_that_deny_it_is_none(desk: Desk) -> None:
    owners = [{"name": "OOO Sertal", "country": "RU", "share": 1, "control": "none"},
              {"name": "J. Example", "country": "AE", "share": 99}]  # fmt: skip
    assert dict(heaviest(desk, owners).evidence)["owned"] == "no"


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
    regime: str, owners: list[dict[str, Any]], parties: dict[str, str] | None = None
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
    found = findings_of(order, day=DAY, found=Screening(hits, ("parties/0",)))
    return next(f for f in found if f.test == "owner.listed" and f.outcome == "hit")


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
    asks = (f"Does K control the buyer Koch BV, by votes, by naming its board or otherwise? "
            f"The order says {said!r}.",)  # fmt: skip
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
        "Is it one stake?"
    )
    assert (asked in map(str, found.asks)) == (answer == "undecided")


def test_others_who_stand_twice_leave_open_what_the_second_row_may_not_be() -> None:
    owners = [{"name": "K", "share": 10}] + [{"name": J, "share": 45}] * 2
    found = under("US", owners)
    assert owned(found) == "undecided"
    assert "J. Example 45 % stands twice" in found.says
    threefold = [{"name": "K", "share": 30}] * 3
    assert "K 30 % stands 3 times" in under("US", threefold).says
