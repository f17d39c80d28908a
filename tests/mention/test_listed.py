"""Listed names in a text: what is found, how surely, and that nothing is lost or made up."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.index.listed import ready_listed
from enduse.index.search import search_many
from enduse.mention.book import ListedNames
from enduse.mention.listed import Listed
from enduse.mention.tokens import tokens
from enduse.model.listing import Entry, ListedName
from enduse.model.mention import Mention
from enduse.names.ready import ready
from tests.mention.made import TABLE, entries, listed, text_of

ENTRIES = entries()
LISTED = listed(ENTRIES)
PIECES = [
    "Sergey", "Trovenko", "Тровенко", "Сергею", "Elektrokvarz", "Plant", "JSC", "Orion",
    "orion", "LLC", "Sahara", "IMO 9074729", "ИНН 7707083893", "7707083893", "沈忠電子有限公司",
    "Abd", "al-Rahman", "Qasvini", "Ali", "Ahmed", "the", "tanker", "of", "und", "Roso",
    "Export", "Zentrovek", "عبد الرحمن", "김정은은", "\u202e", "\x00", "A.", "T.M.G.", "'s",
]  # fmt: skip
GAPS = [
    " ", "\n", ", ", ". ", "  ", "-", "-\n", "\f", "\n\n", "", " «", "» ", " (", ") ", " & ",
]  # fmt: skip
texts = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=14).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
syllables = st.sampled_from(
    ["bra", "dov", "kel", "mir", "nos", "pul", "rez", "tav", "zil", "gom", "dux", "fen"]
)
rare = st.lists(syllables, min_size=3, max_size=4).map(lambda each: "".join(each).capitalize())


def found(text: str, made: Listed = LISTED) -> list[Mention]:
    return list(made.find(text_of(text)))


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["says"])
def test_a_text_names(case: dict[str, Any]) -> None:
    seen = [[each.text, each.meant[0].entry, each.sure] for each in found(case["text"])]
    assert seen == case["found"]


@given(texts)
def test_what_is_found_stands_at_its_spot(text: str) -> None:
    running = text_of(text)
    by_place = dict(zip(running.lines, running.starts, strict=True))
    for each in LISTED.find(running):
        start = by_place[each.spot.page, each.spot.line] + each.spot.start
        assert running.text[start : start + len(each.text)] == each.text
        assert each.meant


@given(texts)
def test_no_two_mentions_overlap(text: str) -> None:
    running = text_of(text)
    by_place = dict(zip(running.lines, running.starts, strict=True))
    spans = [
        (start, start + len(each.text))
        for each in LISTED.find(running)
        for start in [by_place[each.spot.page, each.spot.line] + each.spot.start]
    ]
    assert not any(a < d and c < b for (a, b), (c, d) in combinations(spans, 2))


@given(rare, rare, st.sampled_from(["{} {}", "{}\n{}", "{}\f{}", "{} {}'s", "«{} {}»"]))
def test_a_name_of_two_rare_words_is_found_wherever_it_stands(
    one: str, other: str, way: str
) -> None:
    entry = Entry("made", "X", "company", (ListedName(f"{one} {other} LLC"),))
    text = "According to the paper, " + way.format(one, other) + " sent the goods."
    mentions = found(text, listed([entry]))
    assert [each.sure for each in mentions] == ["certain"]


@given(rare, rare)
def test_a_name_that_is_not_there_is_not_found(one: str, other: str) -> None:
    entry = Entry("made", "X", "company", (ListedName(f"{one} {other} LLC"),))
    text = f"According to the paper, {one} sent the goods. Later {other} did."
    assert found(text, listed([entry])) == []


@given(st.permutations([case["text"] for case in TABLE["case"] if case["found"]][:5]))
def test_the_order_of_pages_changes_no_mention(several: Sequence[str]) -> None:
    apart = sorted(each.text for text in several for each in found(text))
    assert sorted(each.text for each in found("\f".join(several))) == apart


def slowly(text: str, some: Sequence[Entry]) -> set[tuple[str, str]]:
    """The slow definition: every stretch of words is a name that is searched in the index.

    What scores as high as the same words do, and has two words or more, is in the text.
    """
    source = listed(some).sources[0]
    cut = tokens(text)
    seen = set()
    for first in range(len(cut.each)):
        for last in range(first + 1, min(first + 6, len(cut.each))):
            if any(token.gap == "hard" for token in cut.each[first + 1 : last + 1]):
                break
            words = text[cut.each[first].start : cut.each[last].end]
            seen |= {(words, each) for each in _the_same(words, source, some)}
    return seen


def _the_same(words: str, source: ListedNames, some: Sequence[Entry]) -> Iterator[str]:
    """The entries of which a name has these very words."""
    names = {
        (row, no): name
        for row, entry in enumerate(some)
        for no in range(len(entry.names))
        if (name := ready_listed(entry, no)) is not None
    }
    for kind in ("person", "company"):
        asked = ready(words, kind=kind)
        if asked is None:
            continue
        (matches,) = search_many(
            source.index, [asked], names=lambda row, no: names[row, no], floor=0.5, limit=10
        )
        for match in matches:
            tokens_of = names[match.row, match.name_no].tokens
            if some[match.row].kind == kind and sorted(tokens_of) == sorted(asked.tokens):
                yield some[match.row].id


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS[:5])), max_size=9))
def test_fast_and_slow_find_the_same_names(pairs: list[tuple[str, str]]) -> None:
    text = text_of("".join(piece + gap for piece, gap in pairs)).text
    fast = {meant.entry for each in found(text) for meant in each.meant}
    slow = {entry for words, entry in slowly(text, ENTRIES) if words[0].isupper()}
    assert slow <= fast


def test_an_entry_that_no_longer_counts_is_not_found() -> None:
    source = LISTED.sources[0]
    nobody = Listed(
        [type(source)(source.list_id, source.entries, source.index, lambda _: False)]
    )
    assert found("Sergey Aleksandrovich Trovenko of INN 7707083893", nobody) == []


def test_all_entries_of_one_name_are_meant() -> None:
    twins = [Entry("made", each, "person", (ListedName("Zoltrak Bremovik"),)) for each in "AB"]
    (mention,) = found("They met Zoltrak Bremovik in May.", listed(twins))
    assert [each.entry for each in mention.meant] == ["A", "B"]


def test_no_list_and_no_text_find_nothing() -> None:
    assert list(Listed([]).find(text_of("Sergey Trovenko"))) == []
    assert found("") == []
