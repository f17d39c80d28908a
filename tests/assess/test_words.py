"""Words in groups are found as a slow and plain reading of the rule finds them."""

import re
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.assess.words import Vocabulary, as_written, fold

SOME = ["trade", "trad*", "free trade", "power", "power supply", "supply*", "san", "ve",
        "торг*", "贸易", "进出口贸易", "dış ticaret", "c.o.d.", "l/c", "ticaret"]  # fmt: skip
texts = st.lists(
    st.sampled_from(
        [*SOME, "trader", "TRADE", "Tradewind", " ", "-", ",", "x", "SANAYİ", "贸"]
    ),
    max_size=8,
).map(lambda parts: " ".join(parts).replace(" ,", ","))
glued = st.text("adeprstuvy*-贸易进出口.", max_size=20)


def once(made: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    seen: set[str] = set()
    kept: dict[str, list[str]] = {}
    for name, words in made.items():
        kept[name] = [word for word in words if word not in seen]
        seen |= set(words)
    return kept


some = st.lists(st.sampled_from(SOME), min_size=1, max_size=6, unique=True)
groups = st.dictionaries(st.sampled_from("abc"), some, max_size=3).map(once)


def reference(made: Mapping[str, Sequence[str]], text: str) -> list[tuple[str, str]]:
    """At each place, from left to right, the longest word that stands there whole."""
    folded, at, found = fold(text), 0, []
    while at < len(folded):
        there = []
        for name, words in made.items():
            for word in map(fold, words):
                spaced = not re.search("[\u4e00-\u9fff]", word)
                more = r"\w*" if word.endswith("*") else ""
                body = re.escape(word.removesuffix("*")) + more
                whole = rf"(?<!\w){body}(?!\w)" if spaced else body
                match = re.compile(whole).match(folded, at)
                if match:
                    there.append((len(word), match.end(), name))
        if there:
            longest = max(length for length, _, _ in there)
            end, name = next((e, n) for length, e, n in there if length == longest)
            found.append((name, folded[at:end]))
            at = end
        else:
            at += 1
    return found


@given(groups, texts | glued)
def test_words_are_found_as_the_plain_reading_finds_them(
    made: dict[str, list[str]], text: str
) -> None:
    words = Vocabulary(made)
    assert list(words.find(text)) == reference(made, text)
    assert words.groups(text) == {name for name, _ in reference(made, text)}


@given(groups, texts | glued)
def test_what_is_left_holds_the_letters_that_no_word_took(
    made: dict[str, list[str]], text: str
) -> None:
    words = Vocabulary(made)
    taken = "".join(found for _, found in words.find(text))
    left = sorted(words.rest(text).replace(" ", "") + taken.replace(" ", ""))
    assert left == sorted(fold(text).replace(" ", ""))


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("SANAYİ", "sanayi"), ("DIŞ TİCARET", "dış ticaret"), ("Großhandel", "GROSSHANDEL"),
     ("Négoce", "negoce"), ("Ёлка", "елка"), ("a  b", " A b ")],
)  # fmt: skip
def test_case_accents_and_the_dots_of_turkish_make_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text("aäйИТоргéıİß贸易 -.,", max_size=30), st.text(max_size=8), st.text(max_size=8))
def test_words_are_shown_as_they_are_written(words: str, before: str, after: str) -> None:
    words = " ".join(words.split()).strip(" -.,")
    text = f"{before} {words} {after}"
    shown = as_written(text, fold(words))
    assert fold(shown) == fold(words)
    assert shown in text or not words
