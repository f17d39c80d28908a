"""Tables as programs export them, read as a person would read them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from enduse.intake.orders.mapping import Plan
from enduse.intake.orders.read import Reading, guesses, open_tables, read_with
from enduse.model.order import Line, Order
from enduse.places import Places

FOLDER = Path(__file__).parent / "tables"
CASES: list[dict[str, Any]] = tomllib.loads((FOLDER / "cases.toml").read_text("utf-8"))["case"]
PLACES = Places.load()


def read(name: str) -> Reading:
    tables = open_tables(name, (FOLDER / name).read_bytes())
    found = guesses(tables, PLACES)
    assert [each.questions for each in found] == [()] * len(found)
    return read_with(tables, Plan(tuple(each.sheet for each in found)), PLACES)


def in_words(line: Line) -> str:
    figures = ("-" if each is None else f"{each:g}" for each in (line.quantity, line.value))
    return " ".join([line.description or "-", line.hs or "-", *figures, line.currency or "-"])


def as_case(order: Order) -> dict[str, Any]:
    return {
        "id": order.id,
        "date": order.date.isoformat() if order.date else "",
        "parties": [f"{p.role} {p.name} {p.country or '-'}" for p in order.parties],
        "lines": [in_words(line) for line in order.lines],
    }


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_a_table_is_read_as_a_person_would(case: dict[str, Any]) -> None:
    reading = read(case["file"])
    found = [as_case(each.order) for each in reading.given if each.order]
    wanted = [{k: v for k, v in each.items() if k != "says"} for each in case["orders"]]
    assert found == wanted


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_what_cannot_be_read_is_said_with_its_place_and_nothing_else_is(
    case: dict[str, Any],
) -> None:
    reading = read(case["file"])
    for each, wanted in zip(reading.given, case["orders"], strict=True):
        said = [issue.says for issue in each.issues]
        for words in wanted.get("says", []):
            assert any(words in text for text in said), (words, said)
        if "says" not in wanted:
            assert said == []
        for issue in each.issues:
            assert f"{case['file']} row " in issue.where
    left = {row: each.why for each in reading.left for row in range(each.first, each.last + 1)}
    assert left.keys() == {int(row) for row in case["left"]}
    for row, words in case["left"].items():
        assert words in left[int(row)]


def test_every_field_of_an_order_says_where_it_stood() -> None:
    first = read("sap_joined.csv").given[0]
    assert first.places["parties/1/name"] == "sap_joined.csv row 3 column E 'NAME1'"
    assert first.places["lines/1/hs"] == "sap_joined.csv row 5 column L 'MARC-STAWN'"


def test_a_part_of_a_country_with_rules_of_its_own_stays_as_written() -> None:
    order = next(g.order for g in read("plain_bad_cells.csv").given if g.label == "A2")
    assert order is not None
    assert (order.parties[0].country, order.parties[0].address) == ("UA", "Crimea")
