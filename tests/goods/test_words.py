from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import RuleError
from enduse.goods.uav import Uav
from enduse.goods.words import Found, Lexicon, Token, cut, parse_term, written

WORDS = ["drone", "drones", "servo", "motor", "motors", "ic", "office", "无", "人", "机", "gps"]
TERMS = ["drone*", "servo motor*", "ic", "无人机", "gps 机", "motor", "gps"]
texts = st.lists(st.sampled_from([*WORDS, ",", ".", "-"]), max_size=12).map(" ".join)


def _slow(terms: list[str], tokens: tuple[Token, ...]) -> set[Found]:
    """Every term at every place, word by word."""
    found = set()
    for term in terms:
        pattern = parse_term(term)
        for at in range(len(tokens) - len(pattern) + 1):
            there = tokens[at : at + len(pattern)]
            if len({t.clause for t in there}) == 1 and all(
                t.text == w or (w[-1] == "*" and t.text.startswith(w[:-1]))
                for t, w in zip(there, pattern, strict=True)
            ):
                found.add(Found(term, at, at + len(pattern)))
    return found


@given(texts)
def test_fast_finding_is_slow_finding(text: str) -> None:
    tokens = cut(text)
    fast = Lexicon.of((term, term) for term in TERMS).find(tokens)
    assert set(fast) == _slow(TERMS, tokens)
    assert len(fast) == len(set(fast))


@given(st.text(max_size=60))
def test_tokens_stand_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    tokens = cut(text)
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
    for one, two in pairwise(tokens):
        assert one.clause <= two.clause
        assert one.start < two.end


@given(st.text("abcdefghijklmnopqrstuvwxyz .,-/", max_size=40))
def test_small_and_large_letters_cut_alike(text: str) -> None:
    assert [t.text for t in cut(text)] == [t.text for t in cut(text.upper())]


@given(st.text("abcdefgh", min_size=1, max_size=6))
def test_a_whole_word_is_never_found_inside_another(around: str) -> None:
    lexicon = Lexicon.of([("ic", "ic")])
    for text in (f"{around}ic", f"ic{around}", f"{around}ic{around}"):
        assert lexicon.find(cut(text)) == ()


def test_a_term_does_not_reach_over_the_end_of_a_clause() -> None:
    lexicon = Lexicon.of([("x", "servo motor*")])
    assert lexicon.find(cut("servo-motors")) != ()
    for text in ("servo, motors", "servo. Motors", "servo (motors)", "servo；motors"):
        assert lexicon.find(cut(text)) == ()


def test_a_stem_meets_the_words_that_begin_with_it_and_no_others() -> None:
    # Every word of three to seven letters "a" and "b", against every stem of three or four.
    words = ["".join(w) for n in range(3, 8) for w in product("ab", repeat=n)]
    for stem in ("".join(s) for n in (3, 4) for s in product("ab", repeat=n)):
        lexicon = Lexicon.of([("x", f"{stem}*")])
        met = [w for w in words if lexicon.find(cut(w))]
        assert met == [w for w in words if w.startswith(stem)]


def test_every_word_of_every_group_is_found_in_itself() -> None:
    uav = Uav.load()
    for group in uav.table.values():
        for parts in group.terms:
            for part in parts:
                text = part.replace("*", "")
                labels = {f.label.split("|")[0] for f in uav.lexicon.find(cut(text))}
                assert group.id in labels, part


def test_what_was_found_is_quoted_as_it_was_written() -> None:
    text = "Two SERVO-Motors, new"
    tokens = cut(text)
    (found,) = Lexicon.of([("x", "servo motor*")]).find(tokens)
    assert written(text, tokens, found) == "SERVO-Motors"


def test_letters_are_compared_without_marks() -> None:
    assert [t.text for t in cut("İHA ıstampa Größe ёлка كيك")] == [
        "iha", "istampa", "grosse", "елка", "کیک",
    ]  # fmt: skip


@pytest.mark.parametrize("term", ["", "-", "ic*", "a b*"])
def test_a_term_without_words_or_with_too_short_a_stem_is_refused(term: str) -> None:
    with pytest.raises(RuleError):
        Lexicon.of([("x", term)])


@pytest.mark.parametrize(
    "text",
    [
        "FРGA",  # a Cyrillic letter
        "F\u200bPGA",
        "FP\u00adGA",
        "F\u200cPGA",
        "F P G A",
        "F.P.G.A.",
        "F. P. G. A.",
        "F-P-G-A",
        "ＦＰＧＡ",
    ],
)
def test_a_word_in_disguise_is_the_word(text: str) -> None:
    (token,) = cut(text)
    assert token.text == "fpga"
    assert (token.start, text[token.start : token.end].rstrip(".")) == (0, text.rstrip("."))


def test_a_latin_letter_in_a_cyrillic_word_is_cyrillic() -> None:
    assert cut("микрocхема") == cut("микросхема")


def test_what_only_looks_spelt_out_stays_as_it_is() -> None:
    assert [t.text for t in cut("a d converter, type B")] == [
        "a",
        "d",
        "converter",
        "type",
        "b",
    ]
    assert [t.text for t in cut("GPS-приёмник 10 µF")] == ["gps", "приемник", "10", "μf"]
    assert [t.text for t in cut("پمپ‌خلا")] == ["پمپ", "خلا"]
