import tomllib
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.places import Places, phone_country

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "phones_cases.toml").read_text("utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_number_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    read = phone_country(case["text"], default=case.get("default"))
    assert list(read.countries) == case.get("countries", [])
    assert case.get("reason", "") in (read.reason or "")
    assert read.assumed == case.get("assumed", False)


def test_the_example_number_of_every_country_belongs_to_it() -> None:
    # The library's own example numbers are the independent source here.
    places = Places.load()
    wrong = []
    for code in places.countries:
        example = phonenumbers.example_number(code)
        if example is not None:
            form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
            text = phonenumbers.format_number(example, form)
            if code not in phone_country(text).countries:
                wrong.append((code, text))
    assert wrong == []


@given(st.text(max_size=25))
def test_any_text_gives_countries_or_a_reason_and_never_both(text: str) -> None:
    read = phone_country(text)
    assert read.known == (read.reason is None)
    assert read.known == bool(read.countries)


@given(st.integers(6, 7), st.integers(0, 999_999_999))
def test_no_russian_number_begins_with_plus_7_6_or_plus_7_7(lead: int, rest: int) -> None:
    read = phone_country(f"+7{lead}{rest:09}")
    assert "RU" not in read.countries or not read.held


def test_a_number_that_nobody_holds_still_names_the_countries_of_its_code() -> None:
    read = phone_country("+90 000 000")
    assert (read.countries, read.held) == (("TR",), False)


def test_two_zeros_in_front_are_a_plus() -> None:
    assert phone_country("00374 10 000000") == phone_country("+374 10 000000")
