"""What ordinary words tell, mistyped ones of legal forms too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from enduse.names import common
from enduse.names.rarity import rarity

letters = st.text("abc", min_size=1, max_size=7)


@given(letters, letters)
def test_one_slip_is_one_edit(word: str, other: str) -> None:
    if word != other:
        assert common.one_slip(word, other) == (OSA.distance(word, other) == 1)


@pytest.mark.parametrize(
    "word", ["obshdchestvo", "otvetstvnnostyu", "liabilitty", "proprietarxy"]
)
def test_a_mistyped_word_of_a_legal_form_tells_as_little(word: str) -> None:
    assert rarity(word) == rarity("liability") == 0.03


@pytest.mark.parametrize(
    "word", ["elektrokom", "sertal", "publik", "jonit", "1234567", "kupolnik"]
)
def test_other_words_tell_what_they_told(word: str) -> None:
    assert common.background(word) is None
    assert common.legal_by_mistake(word) is None
