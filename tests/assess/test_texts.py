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
