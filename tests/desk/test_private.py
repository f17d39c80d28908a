"""A company's own lists on an order: the reason, the weight, and the last day of a row."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.desk.desk import Desk
from enduse.desk.imports import import_list
from enduse.model.finding import Finding
from enduse.settings import Settings

FIRST, LAST = date(2026, 10, 1), date(2026, 11, 10)
ROWS = f"""id,kind,name,aliases,country,ids,effect,expires,reason
7,company,Zandloper Electronics,,DE,,hold,{LAST},Red-flag letter of 3 May 2026
8,company,Nachtvlinder Optiek,Moth Optics,NL,,note,,
9,company,Waterjuffer Motoren,,NL,,,,asked for parts without serial numbers.
"""
FTM = {
    "id": "q1",
    "schema": "Company",
    "target": True,
    "properties": {"name": ["Zandloper Electronics"], "country": ["de"]},
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = Settings(tmp_path_factory.mktemp("data"), require=("warnings",))
    import_list(made, "warnings", {"own.csv": ROWS.encode()}, published=FIRST)
    return made


def told(
    data: Settings, day: date, *names: str, test: str = "party.private_list"
) -> list[Finding]:
    parties = [{"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"}]
    parties += [{"role": "buyer", "name": name, "kind": "company"} for name in names]
    findings = Desk(data, as_of=day).check({"parties": parties}).findings
    return [each for each in findings if each.test == test]


def test_a_party_on_a_list_of_our_own_is_told_with_the_reason_and_the_last_day(
    data: Settings,
) -> None:
    (found,) = told(data, LAST, "Zandloper Electronics GmbH")
    assert (found.outcome, found.weight, found.subject) == ("hit", "hold", "parties/1")
    evidence = dict(found.evidence)
    assert (evidence["list"], evidence["entry"], evidence["effect"]) == (
        "warnings",
        "7",
        "hold",
    )
    assert evidence["expires"] == LAST.isoformat()
    assert "Red-flag letter of 3 May 2026. The row holds to 2026-11-10." in found.says


def test_it_stands_beside_what_every_list_says_and_weighs_the_same(data: Settings) -> None:
    names = ["Zandloper Electronics", "Moth Optics", "Waterjuffer Motoren", "Zandlooper"]
    own = told(data, LAST, *names)
    every = told(data, LAST, *names, test="party.listed")
    assert [(each.subject, each.weight) for each in own if each.outcome == "hit"] == [
        (each.subject, each.weight) for each in every if each.outcome == "hit"
    ]
    assert [each.weight for each in own][:3] == ["hold", "note", "review"]


@given(st.integers(-20, 20))
@settings(deadline=None, max_examples=15)
def test_a_row_counts_to_its_last_day_and_no_longer(data: Settings, days: int) -> None:
    found = told(data, LAST + timedelta(days=days), "Zandloper Electronics")
    assert [each.outcome for each in found] == ["hit" if days <= 0 else "no_hit"]


def test_without_a_list_of_our_own_nothing_is_known_and_nothing_asked(tmp_path: Path) -> None:
    decision = Desk(Settings(tmp_path), as_of=LAST).check({"name": "Zandloper Electronics"})
    (found,) = (each for each in decision.findings if each.test == "party.private_list")
    assert (found.outcome, found.missing) == ("not_checkable", "private list")
    assert (found.weight, decision.asks) == (None, ())


def test_data_that_others_publish_is_no_list_of_our_own(tmp_path: Path) -> None:
    made = Settings(tmp_path, require=("ua_data",))
    line = json.dumps(FTM).encode()
    import_list(made, "ua_data", {"entities.ftm.json": line}, published=FIRST)
    (found,) = told(made, LAST, "Zandloper Electronics")
    (listed,) = told(made, LAST, "Zandloper Electronics", test="party.listed")
    assert (found.outcome, listed.outcome) == ("not_checkable", "hit")


def test_a_party_without_a_name_was_not_held_against_our_own_list(data: Settings) -> None:
    order = {"parties": [{"role": "buyer", "country": "NL", "kind": "company"}]}
    findings = Desk(data, as_of=LAST).check(order).findings
    (found,) = (each for each in findings if each.test == "party.private_list")
    assert (found.outcome, found.missing, found.weight) == ("not_checkable", "name", None)
