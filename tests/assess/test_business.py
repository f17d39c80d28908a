"""Goods beside the line of business of who buys them: odd pairs are told of, ordinary not."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.assess.activities import nace_codes
from enduse.assess.words import fold
from enduse.model.finding import Finding
from tests.assess.test_orders import TABLES, findings_of, order_of

CODE = "goods.activity_mismatch"
PAIRS = tomllib.loads((Path(__file__).parent / "business_pairs.toml").read_text("utf-8"))
RAW = tomllib.loads(
    (files("enduse.assess.rulebook") / "activities.toml").read_text(encoding="utf-8")
)
BOOK = TABLES.rules.activities
MOST_MISSED = 0.05


def order(activity: str | None, goods: str, value: float | None = None) -> dict[str, Any]:
    """An order of goods, as "HS words", to a buyer in Turkey that says what it does."""
    hs, _, words = goods.partition(" ")
    line = {"hs": hs or None, "description": words, "value": value, "currency": "EUR"}
    buyer = {"role": "buyer", "name": "Zeytin", "country": "TR", "activity": activity}
    return {
        "parties": [{"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"}, buyer],
        "lines": [{name: each for name, each in line.items() if each is not None}],
    }


def told(record: dict[str, Any]) -> list[Finding]:
    return [each for each in findings_of(order_of(record)) if each.test == CODE]


def outcome(activity: str, goods: str, value: float | None = None) -> str:
    outcomes = {each.outcome for each in told(order(activity, goods, value))}
    return "hit" if "hit" in outcomes else outcomes.pop()


def pairs(*kinds: str) -> Iterator[tuple[str, str, float | None]]:
    for kind in kinds:
        for row in PAIRS[kind]:
            for buyer in row["buyers"]:
                yield from ((buyer, goods, row.get("value")) for goods in row["goods"])


def test_no_ordinary_pair_of_buyer_and_goods_is_called_a_mismatch() -> None:
    asked = [*pairs("ordinary", "wanted")]
    assert len(asked) >= 300
    assert [each for each in asked if outcome(*each) == "hit"] == []


def test_odd_pairs_are_called_a_mismatch() -> None:
    asked = [*pairs("odd")]
    missed = [each for each in asked if outcome(*each) != "hit"]
    assert len(missed) <= MOST_MISSED * len(asked), missed


def test_what_a_buyer_does_is_asked_for_by_name_where_it_is_not_understood() -> None:
    for activity, in_words in ((None, "not known"), ("zorbing and clothing", "'zorbing'")):
        (found,) = told(order(activity, "8542.31 microcontrollers"))
        assert (found.outcome, found.missing) == ("not_checkable", "activity")
        assert in_words in found.says


def test_an_ordinary_order_is_never_asked_what_its_buyer_does() -> None:
    for activity in (None, "trading", "zorbing"):
        (found,) = told(order(activity, "6109.10 cotton T-shirts"))
        assert found.weight is None


@pytest.mark.parametrize("goods", [" cotton shirts", " herenoverhemden", " рубашки"])
def test_goods_of_the_trade_without_a_code_are_not_asked_for_one_on_account_of_it(
    goods: str,
) -> None:
    (found,) = told(order("wholesale of clothing", goods))
    assert found.outcome == "no_hit"


def test_the_office_goods_of_a_buyer_have_a_bound() -> None:
    for value, expected in ((4_000, "no_hit"), (BOOK.office_to, "no_hit"), (60_000, "hit")):
        assert outcome("law firm", "8517.62 network switch", value) == expected
    assert outcome("law firm", "8517.62 network switch") == "no_hit"


def test_a_mismatch_weighs_by_the_place_and_names_what_was_understood() -> None:
    record = order("46.42", "8542.31 FPGA", 61_500)
    (found,) = told(record)
    assert (found.weight, found.subject) == ("review", "lines/0")
    assert dict(found.evidence)["understood"] == ["clothing"]
    record["parties"][1]["country"] = "DE"
    assert [each.weight for each in told(record)] == ["note"]


KNOWN = sorted(word.strip() for row in RAW["activity"] for word in row["words"].split(","))
OPEN = sorted(word.strip() for word in RAW["open"].split(","))


def said(word: str) -> str:
    """A word of the table as somebody writes it."""
    return word.strip().rstrip("*")


@given(st.lists(st.sampled_from(KNOWN), min_size=1, max_size=4))
def test_any_words_of_known_business_are_understood_whatever_their_order(
    words: list[str],
) -> None:
    parts = [said(word) for word in words]
    business = BOOK.read(", ".join(parts))
    assert business.known
    assert not business.unclear
    assert {each.id for each in business.known} == {
        each.id for each in BOOK.read("; ".join(reversed(parts))).known
    }


@given(st.sampled_from(KNOWN), st.sampled_from(OPEN), st.booleans())
def test_one_technical_line_of_business_is_enough_to_say_nothing(
    known: str, technical: str, first: bool
) -> None:
    both = [said(technical), said(known)] if first else [said(known), said(technical)]
    assert not BOOK.read(", ".join(both)).understood


@given(st.sampled_from(KNOWN), st.text("bcdfghjklmnpqrstvwxz", min_size=9, max_size=12))
def test_one_line_of_business_that_nobody_knows_is_enough_to_say_nothing(
    known: str, other: str
) -> None:
    business = BOOK.read(f"{said(known)}, {other}")
    assert business.unclear == (other,)
    assert not business.understood


def test_a_number_is_of_the_row_with_the_longest_beginning_of_it() -> None:
    numbers = {number: row["id"] for row in RAW["activity"] for number in row["nace"]}
    for division in range(1, 100):
        for rest in range(100):
            code = f"{division:02d}.{rest:02d}"
            beginnings = [code[:length] for length in range(len(code), 0, -1)]
            expected = next((numbers[each] for each in beginnings if each in numbers), None)
            assert next((each.id for each in BOOK.read(code).known), None) == expected, code


def test_each_number_and_each_word_stands_in_one_row() -> None:
    numbers = [number for row in RAW["activity"] for number in row["nace"]]
    texts = [RAW["open"], RAW["plain"], *(row["words"] for row in RAW["activity"])]
    words = [word for text in texts for word in {fold(each) for each in text.split(",")}]
    for listed in (numbers, words):
        assert [each for each, times in Counter(listed).items() if times > 1] == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("46.42", ("46.42",)),
        ("46.42.1", ("46.42",)),
        ("46420", ("46.42",)),  # a class of the United Kingdom has five figures
        ("NACE 46: wholesale", ("46",)),
        ("ОКВЭД 46.42", ("46.42",)),
        ("since 1998", ()),
        ("founded 01.02.2004", ()),
        ("owned 51.5% by the family", ()),
        ("20 shops", ()),
    ],
)
def test_numbers_of_a_line_of_business_are_told_from_others(
    text: str, codes: tuple[str, ...]
) -> None:
    assert nace_codes(text) == codes
