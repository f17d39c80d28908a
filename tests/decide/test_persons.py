"""Four eyes: nobody becomes a second person by writing his name otherwise."""

import unicodedata
from collections.abc import Callable
from typing import Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.decide.persons import person_key

SPELLINGS = [
    "A. Officer",
    "a.  officer",
    "A OFFICER",
    " a officer ",
    "Officer, A.",
    "officer-a",
    "login a-officer",
    "LOGIN A.Officer",
    "\uff21. Officer",  # a full-width A
    "A. Officer\u200b",  # with a space that is not seen
    "A.\u00a0Officer",
    "A. Ófficer",
    "A. Of\ufb01cer",  # with a ligature of f and i
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_name_written_otherwise_is_the_same_person(spelling: str) -> None:
    assert person_key(spelling) == person_key("A. Officer")


@pytest.mark.parametrize("other", ["B. Officer", "Anna Officer", "A. Officers", "login b", "A"])
def test_another_name_is_another_person(other: str) -> None:
    assert person_key(other) != person_key("A. Officer")


@pytest.mark.parametrize("nobody", ["", "  ", "...", "\u200b", "-"])
def test_what_names_nobody_has_no_words(nobody: str) -> None:
    assert person_key(nobody) == ()


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
forms = st.sampled_from(get_args(Form))
CASES: tuple[Callable[[str], str], ...] = (str.upper, str.casefold)


@given(name=names, form=forms, case=st.sampled_from(CASES))
def test_form_and_case_and_spaces_make_nobody_another(
    name: str, form: Form, case: Callable[[str], str]
) -> None:
    other = case(unicodedata.normalize(form, name))
    spaced = f"  {other.replace(' ', '   ')}\t"
    assert person_key(spaced) == person_key(name)


@given(names)
def test_a_login_is_the_person_of_that_name(name: str) -> None:
    if person_key(name) and "login" not in person_key(name):
        assert person_key(f"login {name}") == person_key(name)
