import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.assess.numbers import controlled
from enduse.goods.control import ControlNumber, ControlTrouble, parse_control
from enduse.model.order import Line

parts = st.lists(st.sampled_from("abcdefgxyz") | st.integers(1, 999).map(str), max_size=6).map(
    tuple
)
entries = st.tuples(
    st.sampled_from("0123456789"), st.sampled_from("ABCDE"), st.integers(0, 999)
).map(lambda each: f"{each[0]}{each[1]}{each[2]:03}")


@given(entries, parts)
def test_what_is_printed_is_read_as_itself(entry: str, paragraph: tuple[str, ...]) -> None:
    text = ".".join((entry, *paragraph))
    read = parse_control(text)
    assert isinstance(read, ControlNumber)
    assert (read.entry, read.paragraph, str(read)) == (entry, paragraph, text)
    assert f"{read.category}{read.group}{read.number}" == entry


@given(entries, parts, st.sampled_from(["{}", " {} ", "ECCN {}", "eccn: {}", "{}."]))
def test_case_labels_and_blanks_around_change_nothing(
    entry: str, paragraph: tuple[str, ...], form: str
) -> None:
    text = ".".join((entry, *paragraph))
    for written in (form.format(text.lower()), form.format(text.upper())):
        read = parse_control(written)
        assert isinstance(read, ControlNumber), written
        assert str(read) == text


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_trouble_that_says_what_and_where(text: str) -> None:
    read = parse_control(text)
    assert read.written == text
    if isinstance(read, ControlTrouble):
        assert read.found
        assert read.expected
        assert 0 <= read.where <= max(len(text) * 18, 1)  # one sign may unfold into many
        for maybe in read.maybe:
            assert isinstance(parse_control(maybe), ControlNumber)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3A001.a.7.b", "3A001.a.7.b"),
        ("3a001a7", "3A001.a.7"),
        ("3A001(a)(7)", "3A001.a.7"),
        ("3 A 001", "3A001"),
        ("EAR99", "EAR99"),
        ("ear 99", "EAR99"),
        ("5A992.c", "5A992.c"),
        ("ML1", "ML1"),
        ("ml 10.c", "ML10.c"),
        ("９A012", "9A012"),
        ("۳A۰۰۱", "3A001"),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, read: str) -> None:
    found = parse_control(text)
    assert isinstance(found, ControlNumber)
    assert str(found) == read


@pytest.mark.parametrize(
    ("text", "found", "maybe"),
    [
        ("ЗА001", "two scripts", ("3A001",)),
        ("3AOO1", "letters for figures", ("3A001",)),
        ("3A001/5A992", "2 numbers", ("3A001", "5A992")),
        ("3.00E+01", "spreadsheet", ("3E001",)),
        ("2.00E+301", "spreadsheet", ("2E301",)),
        ("0.00E+00", "spreadsheet", ()),
        ("3A0012", "'2'", ("3A001",)),
        ("3A01", "too few figures", ()),
        ("3F001", "'3F001'", ()),
        ("ML23", "number 23", ()),
        ("", "nothing", ()),
        ("x" * 100_000, "'XXXX", ()),
        ("3A001." * 20_000, "", ("3A001",)),
    ],
    ids=lambda each: str(each)[:20],
)
def test_trouble_says_what_was_found_and_offers_what_it_may_have_been(
    text: str, found: str, maybe: tuple[str, ...]
) -> None:
    read = parse_control(text)
    assert isinstance(read, ControlTrouble)
    assert found in read.found
    assert read.maybe == maybe
    assert ("did you mean" in read.says) == bool(maybe)


@pytest.mark.parametrize("text", ["none", "N/A", "NLR", "-", "geen"])
def test_a_claim_to_have_no_number_is_told_from_one_that_cannot_be_read(text: str) -> None:
    read = parse_control(text)
    assert isinstance(read, ControlTrouble)
    assert read.denied


@pytest.mark.parametrize(
    ("text", "regime"),
    [
        ("3A001", "WA"),
        ("7A101", "MTCR"),
        ("3A225", "NSG"),
        ("1C351", "AG"),
        ("1C450", "CWC"),
        ("0A001", "NSG"),
        ("5A992", "US alone"),
    ],
)
def test_the_regime_follows_from_the_range_of_the_number(text: str, regime: str) -> None:
    read = parse_control(text)
    assert isinstance(read, ControlNumber)
    assert regime in (read.regime or "")


def test_a_number_that_may_have_been_meant_keeps_goods_controlled() -> None:
    assert controlled(Line(eccn="3A001 or 4A003"), "EU")
    assert controlled(Line(eccn="ЗА001"), "EU")
    for nothing in ("EAR99", "none", "not 3A001", "ML1", ""):
        assert not controlled(Line(eccn=nothing), "US"), nothing


def test_what_was_read_crosses_a_process_pool() -> None:
    for text in ("3A001.a", "3F001"):
        read = parse_control(text)
        assert pickle.loads(pickle.dumps(read)) == read  # noqa: S301 - our own bytes
