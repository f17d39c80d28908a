"""Any text: what it names stands where it is said to, and how it is put goes no further."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.goods.words import Lexicon, cut
from enduse.mention.flow import joined, stretches
from enduse.mention.reader import Reader
from enduse.mention.running import Running, running
from enduse.mention.terms import Terms, cut_words
from enduse.model.mention import Mention
from enduse.papers.plain import paper_of_text

DATA = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))
CASES = DATA["case"]
READER = Reader.load()
SENTENCES = st.sampled_from([case["text"] for case in CASES])
WORDS = st.sampled_from([
    "Iran", "Rusland", "servo", "motors", "Shahed", "136", "XC7A100T", "8542.31", "HS", "code",
    "3A001.a.2", "likely", "said", "not", "the", "Ministry", "according to", "Mr.", "无人机",
    "Герань-2", "по", "данным", ",", ".", "?", ":", ";", "but", "FPGA", "é", "\u202e", "-", "(",
])  # fmt: skip


def read(text: str) -> tuple[Mention, ...]:
    return READER.read(running(paper_of_text("a.txt", text)))


def bare(mentions: tuple[Mention, ...]) -> list[tuple[object, ...]]:
    """What is named and how it is put, without where."""
    return [(m.named, m.text, m.sure, m.meant, m.claims) for m in mentions]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['tongue']} {case['mention']}")
def test_a_sentence_names_what_it_names_and_says_who_says_so(case: dict[str, object]) -> None:
    found = [m for m in read(str(case["text"])) if m.text == case["mention"]]
    assert [(m.named, m.sure) for m in found] == [(case["named"], case["sure"])]
    claims = [[c.stance, c.words, c.who] for c in found[0].claims]
    assert sorted(claims) == sorted(case["claims"])  # type: ignore[call-overload]


@pytest.mark.parametrize("quiet", DATA["quiet"], ids=lambda quiet: quiet["tongue"])
def test_words_that_mean_something_else_are_not_shouted_about(
    quiet: dict[str, list[str]],
) -> None:
    loud = [m.text for text in quiet["texts"] for m in read(text) if m.sure != "possible"]
    assert loud == []


def laid(text: str) -> tuple[Running, tuple[Mention, ...]]:
    made = running(paper_of_text("a.txt", text))
    return made, READER.read(made)


@given(st.lists(WORDS | st.sampled_from(["\n", "\n\n", "\f", "  "]), max_size=60).map(" ".join))
@settings(deadline=None)
def test_every_mention_stands_at_its_spot(text: str) -> None:
    made, mentions = laid(text)
    for each in mentions:
        start = made.start(each.spot)
        assert made.text[start : start + len(each.text)] == each.text
        assert each.text.strip()


@given(st.lists(WORDS, max_size=40), st.lists(WORDS, max_size=40))
@settings(deadline=None)
def test_a_text_cut_at_a_page_names_what_its_pages_name(
    first: list[str], second: list[str]
) -> None:
    pages = " ".join(first), " ".join(second)
    whole = read("\f".join(pages))
    assert bare(whole) == [each for page in pages for each in bare(read(page))]


@given(
    st.lists(SENTENCES, min_size=1, max_size=6, unique=True), st.randoms(use_true_random=False)
)
@settings(deadline=None, max_examples=40)
def test_how_one_sentence_is_put_is_not_how_another_is(
    texts: list[str], random: object
) -> None:
    alone = [each for text in texts for each in bare(read(text))]
    assert bare(read(" ".join(texts))) == alone
    random.shuffle(texts)  # type: ignore[attr-defined]
    shuffled = [each for text in texts for each in bare(read(text))]
    assert bare(read("\n\n".join(texts))) == shuffled


@given(st.text(max_size=300) | st.lists(WORDS, max_size=40).map("".join))
@settings(deadline=None)
def test_any_text_is_read(text: str) -> None:
    made, mentions = laid(text)
    assert len(joined(made)) == len(made.text)
    assert "".join(each.text for each in stretches(made)) == joined(made)
    assert all(each.sure in ("certain", "likely", "possible") for each in mentions)


@given(st.lists(WORDS | st.sampled_from(["Über-Motor", "ÉTÉ", "дрон", "陀螺仪x"]), max_size=40))
def test_words_are_those_of_the_slow_way(words: list[str]) -> None:
    text = " ".join(words)
    slow, fast = cut(text), cut_words(text)
    assert [(t.text, t.start, t.end) for t in fast] == [(t.text, t.start, t.end) for t in slow]
    terms = [
        ("a", "servo motor*"),
        ("b", "fpga*"),
        ("c", "无人机"),
        ("d", "kop*"),
        ("e", "iran"),
    ]
    found = sorted((f.first, f.label) for f in Terms.of(terms).find(slow))
    assert found == sorted((f.first, f.label) for f in Lexicon.of(terms).find(slow))


def test_a_colon_hands_the_next_sentence_to_who_speaks() -> None:
    found = read("The ministry added: Iran made the engine. Turkey did nothing.")
    claims = {m.text: [(c.stance, c.who) for c in m.claims] for m in found}
    assert claims == {"Iran": [("attributed", "The ministry")], "Turkey": []}


def test_a_name_that_runs_over_a_line_is_found() -> None:
    (found,) = (
        m for m in read("The crate held many servo\nmotors of a kind.") if m.named == "goods"
    )
    assert (found.text, found.spot.line) == ("servo\nmotors", 1)
