"""Tables of goods in printed documents, read as a person would read them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from enduse.intake.forms.goods import Goods, goods_in
from enduse.papers.plain import paper_of_text
from enduse.places import Places

FOLDER = Path(__file__).parent
CASES: list[dict[str, Any]] = [
    case
    for file in sorted(FOLDER.glob("goods_*.toml"))
    for case in tomllib.loads(file.read_text("utf-8"))["case"]
]
PLACES = Places.load()
each_case = pytest.mark.parametrize("case", CASES, ids=[case["seen"][:60] for case in CASES])


def read(case: dict[str, Any]) -> Goods:
    return goods_in(paper_of_text("paper.txt", case["text"]), places=PLACES)


def in_words(line: dict[str, Any]) -> str:
    quantity = f"{line['quantity']:g} {line.get('unit', '')}" if "quantity" in line else "-"
    value = f"{line['value']:.10g} {line.get('currency', '')}" if "value" in line else "-"
    names = ("origin", "eccn", "eu_dual_use")
    first = (line.get(name, "-") for name in ("description", "part_number", "hs"))
    parts = [*first, quantity, value, *(line.get(name, "-") for name in names)]
    return " | ".join(part.strip() for part in parts)


@each_case
def test_lines_of_goods_are_read_as_a_person_would(case: dict[str, Any]) -> None:
    assert [in_words(line) for line in read(case).lines] == case["lines"]


@each_case
def test_weights_packages_and_totals_are_facts(case: dict[str, Any]) -> None:
    found = [
        f"{'' if fact.line is None else f'{fact.line}: '}{fact.name} {fact.value}"
        for fact in read(case).facts
    ]
    assert sorted(found) == sorted(case.get("facts", []))


@each_case
def test_what_is_doubtful_is_said_and_nothing_else_is(case: dict[str, Any]) -> None:
    goods = read(case)
    said = [issue.says for issue in goods.issues]
    wanted = case.get("says", [])
    assert len(said) == len(wanted), said
    for words in wanted:
        assert any(words in text for text in said), (words, said)
    assert [each.place.rpartition(" ")[2] for each in goods.unread] == case.get("lost", [])
    assert all(each.lost for each in goods.unread)


@each_case
def test_every_field_stands_at_its_place(case: dict[str, Any]) -> None:
    goods = read(case)
    paper = paper_of_text("paper.txt", case["text"])
    places = {page.place(line) for page, line in paper.lines()}
    for path, place in goods.places.items():
        assert place.partition(",")[0] in places, (path, place)
    for number, line in enumerate(goods.lines):
        assert {f"lines/{number}/{name}" for name in line} <= goods.places.keys()
