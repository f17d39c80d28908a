"""Owners on an order, from the names to what their stakes come to."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from enduse.desk.desk import Desk
from enduse.model.finding import Finding
from enduse.settings import Settings

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
    asks = " ".join(found.asks)
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
