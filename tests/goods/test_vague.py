import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.goods.uav import Uav
from enduse.goods.vague import Vague

HERE = Path(__file__).parent
VAGUE = Vague.load()
TABLE: dict[str, dict[str, list[str]]] = {
    kind: words
    for kind, words in tomllib.loads(
        (HERE.parents[1] / "src/enduse/goods/tables/vague.toml").read_text("utf-8")
    ).items()
    if isinstance(words, dict)
}
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "vague_cases.toml").read_text("utf-8"))[
    "case"
]
vague_words = st.sampled_from(
    [w.replace("*", "") for ws in TABLE["vague"].values() for w in ws]
)
fillers = st.sampled_from([w.replace("*", "") for ws in TABLE["filler"].values() for w in ws])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "empty")
def test_a_description_is_vague_as_the_case_says(case: dict[str, Any]) -> None:
    assert VAGUE.is_vague(case["text"]) == case.get("by")


@given(st.lists(fillers, max_size=3), vague_words, st.lists(fillers, max_size=3))
def test_a_vague_word_among_fillers_is_vague(
    before: list[str], word: str, behind: list[str]
) -> None:
    assert VAGUE.is_vague(" ".join([*before, word, *behind])) is not None


@given(vague_words, st.text("qxzjv", min_size=4, max_size=8))
def test_one_word_we_do_not_know_makes_it_specific(word: str, other: str) -> None:
    assert VAGUE.is_vague(f"{word} {other}") is None


@given(st.text(max_size=40))
def test_the_vague_words_stand_in_the_description(text: str) -> None:
    word = VAGUE.is_vague(text)
    assert word is None or word in text


def test_nothing_that_a_drone_programme_looks_for_is_called_vague() -> None:
    vague = [
        " ".join(parts)
        for group in Uav.load().table.values()
        for parts in group.terms
        if VAGUE.is_vague(" ".join(parts).replace("*", ""))
    ]
    assert vague == []


def test_there_are_vague_words_and_fillers_in_eight_languages() -> None:
    languages = {"en", "nl", "de", "fr", "ru", "tr", "zh", "fa"}
    assert set(TABLE["vague"]) == set(TABLE["filler"]) == languages
