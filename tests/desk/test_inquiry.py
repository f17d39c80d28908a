"""What reaches the customer: questions, and nothing of what was found."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from enduse.assess.checks import TESTS
from enduse.desk.desk import Desk
from enduse.intake.order import Given
from enduse.model.decision import Decision
from enduse.model.finding import LANGUAGES, Finding
from enduse.model.order import Order
from enduse.report.letter import letter
from enduse.report.letter_text import as_text
from enduse.settings import Settings
from tests.assess.test_orders import CASES

DAY = date(2026, 8, 5)
LISTED = "PARAVAR PARS"
"""A company of the starter list, which every desk holds."""

TELLING = re.compile(
    r"\b(SDN|OFAC|listed|list|sanction\w*|embargoed|red flag|hold|review|score|match\w*"
    r"|us_\w+|eu_\w+|starter|suspicious|diver\w+|priority|hub|dual-use|ECCN)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Settings(tmp_path_factory.mktemp("data"), require=("starter",)), as_of=DAY)


def order(name: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": "SO-1",
        "parties": [
            {"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"},
            {"role": "buyer", "name": name, "country": "TR", "founded": "1999"},
        ],
        "lines": [{"description": "FPGA", "hs": "8542.31", "origin": "TW"}],
        "route": [{"country": "NL"}, {"country": "TR"}],
        **changes,
    }


def sent(desk: Desk, record: dict[str, Any], language: str = "en") -> tuple[str, Decision]:
    """The letter on an order as text, and the decision behind it."""
    made, decision = _decided(desk, record)
    wanted, _ = desk.inquire(made, decision, language=language)  # type: ignore[arg-type]
    return as_text(letter(wanted)), decision


def _hits(decision: Decision, test: str) -> int:
    return sum(each.test == test and each.outcome == "hit" for each in decision.findings)


def _read(desk: Desk, record: dict[str, Any]) -> Order:
    (given,) = desk.read(json.dumps(record).encode(), source="orders")
    assert given.order is not None
    return given.order


def _decided(desk: Desk, record: dict[str, Any]) -> tuple[Order, Decision]:
    made = _read(desk, record)
    return made, desk.decide(Given("order", made, ()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_listed_customer_is_written_to_as_anybody_is(desk: Desk, language: str) -> None:
    """Whoever is listed must not learn it from us: only the name differs."""
    theirs, found = sent(desk, order(LISTED), language)
    others, decision = sent(desk, order("Bakkerij De Korenbloem"), language)
    hits = [_hits(each, "party.listed") for each in (found, decision)]
    assert hits[0]
    assert not hits[1]
    assert theirs.replace(LISTED, "X") == others.replace("Bakkerij De Korenbloem", "X")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_nothing_of_what_was_found_is_in_a_letter(case: dict[str, Any], desk: Desk) -> None:
    record = {"id": "SO-1", **case["order"]}
    text, decision = sent(desk, record)
    given = set(map(str.lower, TELLING.findall(str(case["order"]))))
    told = {word.lower() for word in TELLING.findall(text)} - given
    assert told == set()
    assert [code for code in TESTS if code in text] == []
    assert [each.says for each in decision.findings if each.says in text] == []


def test_each_question_of_a_decision_reaches_the_customer_or_stays_with_the_exporter(
    desk: Desk,
) -> None:
    for case in CASES:
        made, decision = _decided(desk, {"id": "SO-1", **case["order"]})
        wanted, ours = desk.inquire(made, decision, language="en")
        left = [each for each in decision.asks if each not in ours]
        assert set(ours) <= set(decision.asks)
        assert bool(left) == bool(wanted.questions), case["name"]
        assert len(wanted.questions) <= len(left)


def test_the_clause_is_proposed_where_it_is_due_and_the_contract_lacks_it(desk: Desk) -> None:
    made, decision = _decided(desk, order("Ornek A.S."))
    without = tuple(f for f in decision.findings if f.test != "clause.no_reexport")
    due = {
        outcome: desk.inquire(
            made,
            replace(decision, findings=(*without, _clause(outcome))),
            language="en",
        )[0].clause
        for outcome in ("hit", "not_checkable", "no_hit", "not_applicable")
    }
    assert due == {"hit": True, "not_checkable": True, "no_hit": False, "not_applicable": False}


def _clause(outcome: Any) -> Finding:
    return Finding("clause.no_reexport", outcome, "order", "says")


@pytest.mark.parametrize("name", ["TBD", " to be advised.", "", None, "Ornek A.S."])
def test_an_end_user_who_is_nobody_is_left_to_be_filled_in(
    desk: Desk, name: str | None
) -> None:
    parties = [*order("Ornek A.S.")["parties"], {"role": "end_user", "name": name}]
    made, decision = _decided(desk, order("Ornek A.S.", parties=parties))
    wanted, _ = desk.inquire(made, decision, language="en")
    assert (wanted.end_user is not None) == (name == "Ornek A.S.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_desk_asks_in_the_language_of_its_settings(
    desk: Desk, language: str, tmp_path: Any
) -> None:
    spoken = Desk(Settings(tmp_path, require=("starter",), language=language), as_of=DAY)  # type: ignore[arg-type]
    asked = [each.key for each in desk.check(order("Ornek A.S.")).asks]
    again = spoken.check(order("Ornek A.S."))
    assert [each.key for each in again.asks] == asked
    assert (again.asks == desk.check(order("Ornek A.S.")).asks) == (language == "en")
    of_findings = {ask for each in again.findings for ask in each.asks}
    assert set(again.asks) <= of_findings
