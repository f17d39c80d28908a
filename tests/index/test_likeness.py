"""How alike two words are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.index.likeness import Ear, likeness

tokens = st.text(alphabet="abdeghiklmorsuvyz1", min_size=1, max_size=9)


def like(one: str, other: str, *, bare: bool = False) -> float:
    ear = Ear()
    return likeness(ear.word(one), ear.word(other), bare=bare)[0]


@settings(deadline=None)
@given(tokens, tokens, st.booleans())
def test_likeness_is_symmetric_and_between_0_and_1(one: str, other: str, bare: bool) -> None:
    assert like(one, other, bare=bare) == like(other, one, bare=bare)
    assert 0.0 <= like(one, other, bare=bare) <= 1.0


@settings(deadline=None)
@given(tokens, tokens)
def test_only_the_same_word_is_wholly_alike(one: str, other: str) -> None:
    assert (like(one, other) == 1.0) == (one == other)


@settings(deadline=None)
@given(tokens, tokens)
def test_missing_vowels_excuse_but_never_accuse(one: str, other: str) -> None:
    assert like(one, other, bare=True) >= like(one, other)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("koto", "koto", "same"),
        ("elektrokom", "elektroxom", "typo"),
        ("kassir", "qasir", "sounds alike"),
        ("a", "ali", "initial"),
        ("comm", "communications", "abbreviation"),
    ],
)
def test_a_likeness_says_of_what_kind_it_is(one: str, other: str, how: str) -> None:
    ear = Ear()
    assert likeness(ear.word(one), ear.word(other))[1] == how


def test_a_syllable_with_another_vowel_is_another_word() -> None:
    assert like("zhang", "zhong") < like("gharib", "gherib")


def test_a_name_without_vowels_is_heard_by_its_consonants() -> None:
    assert like("achkzi", "achekzai", bare=True) > 0.9
    assert like("mhmd", "muhammad", bare=True) > like("mhmd", "muhammad")
