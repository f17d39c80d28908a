import pickle
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.goods.codes import HsCode, HsTrouble, parse_hs

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "codes_cases.toml").read_text("utf-8")
)["case"]

chapters = st.sampled_from([c for c in range(1, 98) if c != 77])
lengths = st.sampled_from([4, 6, 8, 10, 12, 14])


@st.composite
def digits(draw: st.DrawFn) -> str:
    length = draw(lengths)
    rest = draw(st.integers(0, 10 ** (length - 2) - 1))
    return f"{draw(chapters):02}{rest:0{length - 2}}"


@given(digits())
def test_a_code_keeps_all_its_digits(text: str) -> None:
    read = parse_hs(text)
    assert isinstance(read, HsCode)
    assert read.digits == text
    assert (read.hs6 or read.heading) + read.cut == text


@given(digits(), st.data())
def test_dots_and_blanks_between_digits_change_nothing(text: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.sampled_from(["", ".", " "]), min_size=3, max_size=3))
    spaced = f"{text[:4]}{gaps[0]}{text[4:6]}{gaps[1]}{text[6:8]}{gaps[2]}{text[8:]}".rstrip(
        "."
    )
    spread, plain = parse_hs(spaced), parse_hs(text)
    assert isinstance(spread, HsCode)
    assert isinstance(plain, HsCode)
    assert (spread.digits, spread.hs6) == (plain.digits, plain.hs6)


@given(digits())
def test_a_code_in_persian_digits_is_the_same_code(text: str) -> None:
    read, plain = (
        parse_hs(text.translate({48 + n: 0x6F0 + n for n in range(10)})),
        parse_hs(text),
    )
    assert isinstance(read, HsCode)
    assert isinstance(plain, HsCode)
    assert read.digits == plain.digits


@given(st.text(max_size=20))
def test_any_text_is_a_code_or_trouble_that_says_what_was_found(text: str) -> None:
    read = parse_hs(text)
    assert read.written == text
    if isinstance(read, HsTrouble):
        assert read.found
        assert read.expected
        for maybe in read.maybe:
            assert maybe.isdigit()


def test_only_the_96_chapters_of_the_system_are_read() -> None:
    read = [c for c in range(100) if isinstance(parse_hs(f"{c:02}01"), HsCode)]
    assert read == [c for c in range(1, 98) if c != 77]


def test_a_leading_zero_lost_to_a_spreadsheet_is_always_offered_back() -> None:
    # Every heading of the chapters 01 to 09 in HS 2022, with six, eight and ten digits.
    last = {1: 6, 2: 10, 3: 9, 4: 10, 5: 11, 6: 4, 7: 14, 8: 14, 9: 10}
    for chapter, headings in last.items():
        for heading in range(1, headings + 1):
            for rest in ("10", "1090", "109000"):
                whole = f"{chapter:02}{heading:02}{rest}"
                read = parse_hs(whole[1:])
                assert isinstance(read, HsTrouble), whole
                assert whole in read.maybe


@given(digits())
def test_a_spreadsheets_short_form_is_offered_and_never_taken(text: str) -> None:
    if len(text) >= 8 and text[0] != "0":
        read = parse_hs(f"{text[0]}.{text[1:6]}E+{len(text) - 1:02}")
        assert isinstance(read, HsTrouble)
        assert read.maybe == (text[:6],)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_code_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    read = parse_hs(case["text"])
    if "hs6" in case:
        assert isinstance(read, HsCode)
        assert (read.hs6, read.level, read.cut) == (case["hs6"], case["level"], case["cut"])
    else:
        assert isinstance(read, HsTrouble)
        assert case["found"] in read.found
        assert list(read.maybe) == case["maybe"]


def test_what_was_read_crosses_a_process_pool() -> None:
    for text in ("8542.31", "854"):
        read = parse_hs(text)
        assert pickle.loads(pickle.dumps(read)) == read  # noqa: S301 - our own bytes
