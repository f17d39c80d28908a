"""Keys under which the spellings of one word meet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.names.sound import fold, skeleton

tokens = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@settings(deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1))
def test_every_word_has_sounds(token: str) -> None:
    assert fold(token) != ""
    assert skeleton(token) != ""


@settings(deadline=None)
@given(tokens)
def test_doubled_letters_sound_like_single_ones(token: str) -> None:
    doubled = token.replace("m", "mm").replace("l", "ll")
    assert skeleton(doubled) == skeleton(token)


@pytest.mark.parametrize(
    "spellings",
    [
        "muhammad mohammed mohamed mouhammad",
        "gharib ghareeb garib",
        "kassir qasir kasir",
        "yousef youssef yusuf yousif",
        "sergey sergei serguei sergej",
        "khaled halid khalid",
        "lavrov lavrow lavroff",
        "yevgeny evgeny evgeniy",
        "aleksandr alexandr",
        "mousavifar musavifar",
        "hatoum hatum",
        "vakhitov vahitov",
        "jafar jaafar djafar zhafar",
        "rafiq rafik",
        "tawfiq tofik toufiq",
        "achekzai achkzi",
        "abdlah abdla",
        "shavez chavez",
    ],
)
def test_spellings_of_one_word_share_a_skeleton(spellings: str) -> None:
    assert len({skeleton(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    "words",
    ["muhammad mehmet mahmud2", "hasan husan2 hazan", "petrov bedrov", "kim gim", "ali elia2"],
)
def test_other_words_do_not(words: str) -> None:
    found = words.split()
    assert len({skeleton(word) for word in found}) == len(found)


def test_what_is_no_word_stays() -> None:
    assert skeleton("46") == fold("46") == "46"
    assert skeleton("gudz0n") == "gudz0n"
