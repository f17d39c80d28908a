"""The quick way to make a name ready is the slow way: laws, then real names."""

import csv
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.names import remembered
from enduse.names.expand import is_compound, join_compounds
from enduse.names.ready import ready
from enduse.names.remembered import Letters, Remembered
from enduse.names.table import lines, load
from enduse.names.text import clean_name
from enduse.names.words import ROMAN
from tests.names import reference

FORM_WORDS = [word for text in load("forms")["classes"].values() for word in set(text.split())]
TRADE_WORDS = list(lines(load("expand")["abbreviations"]))
# Words that call for something, in the company of words that do not.
PHRASES = """
Abd al-Rahman Abdulrahman Nur ud-Din Saad al Din Allah Rahmatullah M/V MT 46th 007 0SAL (SHIG)
Shahid Hemmat Industrial Group Sweden Iran J.F. A.S. Co., & Сергей Їжак Йод محمد التكريتي 沈忠
习近平有限公司 김정은 株式会社東京 Müller Реtеr כהן Šešelj Ђоковић АлексейВикторович
Hsi Chin-ping Tsang Wei Oleksandr Mykolayovych GUDZ0N Hossein Zadeh Chruschtschow NABAHLTD
"""
TELLING = st.sampled_from([*FORM_WORDS, *TRADE_WORDS, *ROMAN, *PHRASES.split()])
WORDS = st.one_of(TELLING, st.text(max_size=6), st.text("abcdeil.'/-(),", max_size=8))
NAMES = st.one_of(st.text(), st.lists(WORDS, max_size=9).map(" ".join))
KINDS = st.sampled_from(["company", "person", "vessel", "aircraft", "unknown"])
FOLDER = os.environ.get("TEST_SHARED")


@settings(deadline=None, max_examples=600)
@given(NAMES, KINDS, st.booleans(), st.booleans())
def test_the_quick_way_gives_what_the_slow_way_gives(
    text: str, kind: str, family_first: bool, weak: bool
) -> None:
    quick = ready(text, kind=kind, family_first=family_first, weak=weak)
    slow = reference.ready(text, kind=kind, family_first=family_first, weak=weak)
    assert quick == slow


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(FORM_WORDS), max_size=6).map(" ".join), KINDS)
def test_names_of_legal_forms_alone_go_the_same_two_ways(text: str, kind: str) -> None:
    assert ready(text, kind=kind) == reference.ready(text, kind=kind)


@settings(deadline=None, max_examples=300)
@given(NAMES)
def test_a_name_is_cleaned_word_by_word(text: str) -> None:
    assert clean_name(text) == reference.clean_name(text)
    assert clean_name(text).split() == [
        w for typed in text.split() for w in clean_name(typed).split()
    ]


@settings(deadline=None)
@given(st.lists(WORDS, max_size=6))
def test_words_that_are_no_compound_stay_as_they_are(words: list[str]) -> None:
    plain = tuple(word for word in words if word and not is_compound(word))
    assert join_compounds(plain) == plain


def test_no_meaning_is_a_number() -> None:
    raw = load("expand")
    meanings = {
        word
        for text in (raw["abbreviations"], *raw["words"].values())
        for meaning in lines(text).values()
        for word in meaning.split()
    }
    assert [word for word in meanings if not word.isalpha() or word in ROMAN] == []


def test_what_is_remembered_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MAX_WORDS", 10)
    words, letters = Remembered(len), Letters(str.upper)
    for number in range(100):
        assert words["a" * number] == number
        assert chr(number).translate(letters) == chr(number).upper()
        assert max(len(words), len(letters)) <= 10
    assert "a" * (remembered.LONGEST + 1) not in words


LONG = 100_000
ENDLESS = """
koto·|a|7|7·|.,-(|(|\ud800|\u200f|\u202eabc·|A.|abd·al·|co·ltd·|and·co·|محمد|محمد·|习|有限公司|ด|(A)·
"""


@pytest.mark.parametrize("text", ENDLESS.strip().replace("·", " ").split("|"))
@pytest.mark.parametrize("kind", ["company", "person"])
def test_any_text_is_answered_in_bounded_time(text: str, kind: str) -> None:
    endless = text * (LONG // len(text))
    start = time.process_time()
    ready(endless, kind=kind)
    assert time.process_time() - start < 4.0


def published() -> Iterator[tuple[str, str]]:
    """Names of the United States' list, each under its kind."""
    kinds = {"individual": "person", "vessel": "vessel", "aircraft": "aircraft"}
    assert FOLDER is not None
    for name in ("sdn.csv", "alt.csv"):
        for path in sorted((Path(FOLDER) / "lists/us_ofac").glob(f"*/{name}")):
            with path.open(encoding="latin-1", newline="") as rows:
                for row in csv.reader(rows):
                    if len(row) > 3:
                        text = row[1] if name == "sdn.csv" else row[3]
                        yield text, kinds.get(row[2].strip(), "company")


@pytest.mark.skipif(FOLDER is None, reason="needs published lists")
def test_the_quick_way_gives_what_the_slow_way_gives_for_published_names() -> None:
    names = dict.fromkeys(published())
    different = [
        (text, kind)
        for text, kind in names
        if ready(text, kind=kind, family_first=True)
        != reference.ready(text, kind=kind, family_first=True)
    ]
    assert names
    assert different == []
