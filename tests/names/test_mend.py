"""Words that were broken, glued or mistyped: put right beside what was typed, never instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.names.also import also_written
from enduse.names.common import LEGAL_WORDS, legal_by_mistake
from enduse.names.mend import mend, mended
from enduse.names.rarity import is_known, rarity
from enduse.names.ready import ready

ORDINARY = sorted(word for word in LEGAL_WORDS if len(word) >= 7)
parts = st.sampled_from([*ORDINARY, "trading", "kapital", "stock", "joint", "zqxv", "pargat"])
letters = st.text("abcdefghijklmnopqrstuvwxyz0158", min_size=1, max_size=24)


@given(st.lists(letters | parts, max_size=6), st.booleans())
def test_what_is_put_right_stays(words: list[str], forms: bool) -> None:
    once = mended(words, forms=forms)
    assert all(word for word in once)
    # What people have is never taken apart, joined or changed.
    known = [word for word in words if is_known(word)]
    assert words != known or list(once) == words


@given(letters)
def test_a_word_that_people_have_is_not_mended(word: str) -> None:
    if is_known(word) or word in LEGAL_WORDS:
        assert mend(word) == ()
    assert all(is_known(part) or part in LEGAL_WORDS for part in mend(word))


@given(st.sampled_from(ORDINARY), st.integers(0, 30), st.sampled_from("abcxyz"))
def test_one_letter_too_many_in_a_legal_form_is_put_right(
    word: str, at: int, letter: str
) -> None:
    typed = word[: at % len(word)] + letter + word[at % len(word) :]
    if not is_known(typed) and typed not in LEGAL_WORDS:
        assert legal_by_mistake(typed) is not None
        assert rarity(typed) == rarity("limited")


def test_a_broken_legal_word_is_found_at_every_place() -> None:
    for word in ORDINARY:
        for at in range(1, len(word)):
            halves = (word[:at], word[at:])
            if is_known(word) and not all(map(is_known, halves)):
                assert mended(halves, forms=False) == (word,)


@pytest.mark.parametrize(
    ("typed", "kind", "meant"),
    [
        ("OBSHCHESTVO S OGRANICHENNOI OTVETSTVENONSTYU STIER", "company", "stier"),
        ("LIMITEDLIABILITY COMPANY VOORBEELD", "company", "voorbeeld"),
        ("LIMITED LIABIL ITY COMPANY VOORBEELD", "company", "voorbeeld"),
        ("JOINT SOTCK COMPANY VOORBEELD", "company", "voorbeeld"),
        ("LIMITED LIYYABILITY COMPANY VOORBEELD", "company", "voorbeeld"),
        ("VOORBEELD LIMEETED", "company", "voorbeeld"),
        ("M/S Voorbeeld Traders", "company", "voorbeeld trading"),
        ("Messrs. Voorbeeld", "company", "voorbeeld"),
        ("Eng. Jan Voorbeeld", "person", "jan voorbeeld"),
        ("Hafiz Abdul Voorbeeld", "person", "hafiz abd voorbeeld"),
        ("Brigade Forty 4", "company", "brigade 44"),
        ("Fourteen Star Shipping", "company", "14 star shipping"),
        ("Voorbeeld Trading, Istanbul, Turkey", "company", "voorbeeld trading"),
        ("Voorbeeld Transpor tation", "company", "voorbeeld transport"),
        ("JanVoorbeeld", "person", "jan voorbeeld"),
        ("1gor Voorbeeld", "person", "igor voorbeeld"),
        ("Ahrned Voorbeeld", "person", "ahmed voorbeeld"),
    ],
)
def test_a_name_is_compared_as_it_was_meant_too(typed: str, kind: str, meant: str) -> None:
    name = ready(typed, kind=kind)
    assert name is not None
    assert tuple(meant.split()) in name.readings()


def test_two_persons_typed_as_one_word_are_told_by_their_capitals() -> None:
    name = ready("JanVOORBEELD", kind="person")
    assert name is not None
    assert name.tokens == ("jan", "voorbeeld")


@pytest.mark.parametrize(
    "text",
    [
        "Eng Kiat Voorbeeld",
        "Al-Haramain, Pakistan",
        "YERSHOV, Sergey",
        "Acme, Inc.",
        "Acme (UK) Ltd",
        "McDonald",
    ],
)
def test_a_single_place_a_given_name_and_a_form_stay(text: str) -> None:
    assert also_written(text) == ()


def test_a_name_that_resembles_a_legal_word_keeps_its_own_reading() -> None:
    name = ready("Limitex GmbH", kind="company")
    assert name is not None
    assert name.tokens == ("limitex",)
