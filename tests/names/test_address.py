"""Addresses as typed: what is the street, the house, the room, the box, the place."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.names.address import Address, addresses_in
from enduse.names.address_read import MOST_LETTERS, read_address
from enduse.names.table import lines, load
from enduse.places import Places

PLACES = Places.load()
CASES = tomllib.loads(Path(__file__).with_name("address_cases.toml").read_text("utf-8"))["case"]
SETS = ("houses", "parts", "units", "floors", "boxes", "codes", "kinds", "buildings")

words = st.sampled_from(["Example", "Voorbeeld", "Пример", "Kwun Tong", "rue", "St", "Moscow"])
numbers = st.sampled_from(["12", "12A", "3-5", "35/2", "190000", "No. 7", "#4", "12/F", "1090"])
marks = st.sampled_from(["d.", "kv.", "Room", "P.O. Box", "Bldg", "Floor", "корп.", "Kat:"])
typed = st.lists(words | numbers | marks | st.sampled_from([",", "/", "-"]), max_size=14).map(
    " ".join
)


def read(text: str) -> Address:
    return read_address(text, country_of=PLACES.code_of)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_part_is_found(case: dict[str, Any]) -> None:
    found = read(case["text"])
    for part in SETS:
        if part in case:
            assert sorted(getattr(found, part)) == sorted(case[part]), part
    for part in ("words", "places"):
        if part in case:
            assert sorted(getattr(found, part)) == sorted(case[part]), part
    if "country" in case:
        assert found.country == case["country"]


@given(st.text() | typed)
def test_any_text_is_read(text: str) -> None:
    found = read(text)
    assert found.text == text
    for part in (*(getattr(found, name) for name in SETS), found.words, found.places):
        assert all(part) and all(each.isascii() or each.islower() for each in part)  # noqa: PT018
    assert not set(found.words) & set(found.places)
    assert found.tells == bool(found.boxes or found.words)


@given(typed)
def test_case_and_wide_blanks_change_nothing(text: str) -> None:
    assert parts(read(text.upper())) == parts(read(text.lower()))
    assert parts(read(text)) == parts(read(f"  {text.replace(' ', '   ')} "))


@given(typed, st.sampled_from(["\u200e", "\u200f", "\u202b", "\u2066", "\ufeff"]))
def test_marks_of_direction_change_nothing(text: str, mark: str) -> None:
    assert parts(read(mark + text + mark)) == parts(read(text))


def parts(found: Address) -> tuple[object, ...]:
    return tuple(
        getattr(found, name) for name in Address.__slots__ if name not in {"text", "cut"}
    )


MANY = ["a", "1", "1 ", "St. ", "P.O.", ",", "1-", "ул. ", "號", "\ud800", "a) ", "12/", "d.1 "]


@pytest.mark.parametrize("text", [each * 100_000 for each in MANY], ids=map(ascii, MANY))
def test_no_text_is_slow(text: str) -> None:
    start = time.process_time()
    found = read(text)
    assert list(addresses_in(text)) is not None
    assert time.process_time() - start < 0.5
    assert found.cut == max(0, len(text) - MOST_LETTERS)


def test_several_addresses_stand_in_one_field() -> None:
    text = "a) 1 Example St, Quetta b) 2 Example St, Kabul; Box 3, Kabul"
    assert addresses_in(text) == ("1 Example St, Quetta", "2 Example St, Kabul", "Box 3, Kabul")
    assert addresses_in("1 Example St, Quetta") == ("1 Example St, Quetta",)
    assert addresses_in(" ; ") == ()


def test_a_word_of_the_table_means_one_kind_of_street() -> None:
    known: dict[str, str] = {}
    for side, text in load("address")["streets"].items():
        for word in lines(text):
            assert known.setdefault(word, side) == side, word


def test_an_address_that_is_known_to_be_elsewhere_stays_there() -> None:
    assert read_address("1 Example St, Atlanta, Georgia", country="US").country == "US"
