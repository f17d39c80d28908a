"""Names that people give: who is another person, and who only writes himself otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.desk.persons import may_be_same, names_somebody

ONE = {
    "case, marks, order": ("Anna Smith", "SMITH, Ánna"),
    "a login": ("Anna Smith", "login anna-smith"),
    "a Cyrillic letter that looks Latin": ("Anna Smith", "\u0410nna Smith"),
    "a Greek letter that looks Latin": ("Anna Smith", "\u0391nna Smith"),
    "letters of full width": ("Anna Smith", "\uff21\uff4e\uff4e\uff41 Smith"),
    "an i without its dot": ("Anna Smith", "Anna Sm\u0131th"),
    "nothing between the words": ("Anna Smith", "AnnaSmith"),
    "a blank of no width": ("Anna Smith", "Anna\u2060Smith"),
    "a blank of no width in a word": ("Anna Smith", "An\u200bna Smith"),
    "a filler that is a letter": ("Anna Smith", "Anna Smith\u3164"),
    "another alphabet": ("Anna Smit", "Анна Смит"),
    "an umlaut written out": ("Jörg Müller", "Joerg Mueller"),
    "a stroke": ("Jørgensen", "Jorgensen"),
}
TWO = [
    ("A. Officer", "B. Second"),
    ("A. Officer", "B. Officer"),
    ("Anna Smith", "Anne Smith"),
    ("Roland Meyer", "Ronald Meyer"),
    ("Wang Wei", "Li Wei"),
    ("Анна Иванова", "Мария Иванова"),
    ("login anna", "login bert"),
]


@pytest.mark.parametrize("name", ONE)
def test_one_person_is_not_two_whatever_letters_he_takes(name: str) -> None:
    one, other = ONE[name]
    assert may_be_same(one, other)
    assert may_be_same(other, one)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_persons_are_two(one: str, other: str) -> None:
    assert names_somebody(one)
    assert names_somebody(other)
    assert not may_be_same(one, other)


@pytest.mark.parametrize("name", ["\u13aanna Smith", "", " . ", "\u200b", "Ann\u0430 Smith"])
def test_a_word_in_two_alphabets_names_nobody(name: str) -> None:
    assert not names_somebody(name)


@pytest.mark.parametrize(
    "name", ["山田たろう", "김철수", "Анна Smith", "login анна", "O'Neill", "محمد"]
)
def test_a_name_in_any_alphabet_names_somebody(name: str) -> None:
    assert names_somebody(name)


@given(st.text(max_size=20))
def test_everybody_is_himself(name: str) -> None:
    assert may_be_same(name, name) or not names_somebody(name)
