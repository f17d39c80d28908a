"""The index: what it offers for comparison, how rare words are, which numbers it knows."""

import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.index.build import build
from enduse.index.index import NameIndex, id_key, letters_of
from enduse.index.search import Match, search
from enduse.index.thresholds import DEFAULT
from enduse.names.ready import ReadyName, ready
from tests.index import reference

Book = dict[tuple[int, int], ReadyName]
STEMS = [
    "alabuga",
    "koto",
    "fuyang",
    "elektrokom",
    "vympel",
    "kassir",
    "qasir",
    "gharib",
    "sergey",
    "lavrov",
    "hamzi",
    "tikriti",
    "trading",
    "company",
    "bank",
    "mohammad",
    "ahmed",
    "zavod",
    "shen",
    "zhong",
    "46",
    "47",
    "iran",
    "al",
    "abd",
    "rahman",
]
SHARED = os.environ.get("TEST_SHARED")


@st.composite
def words(draw: st.DrawFn) -> str:
    """A word of the list, sometimes with a letter lost, doubled or swapped."""
    word = draw(st.sampled_from(STEMS))
    place = draw(st.integers(0, len(word) - 1))
    return draw(
        st.sampled_from(
            [
                word,
                word,
                word[:place] + word[place + 1 :] or word,
                word[:place] + word[place : place + 1] * 2 + word[place + 1 :],
                word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
            ]
        )
    )


texts = st.lists(words(), min_size=1, max_size=5).map(" ".join)
names = texts.map(ready).filter(lambda name: name is not None)
books = st.lists(names, min_size=1, max_size=12).map(
    lambda found: {(at // 2, at % 2): name for at, name in enumerate(found) if name}
)


def index_of(book: Book) -> NameIndex:
    return build((row, number, name) for (row, number), name in book.items())


def find(
    index: NameIndex, book: Book, asked: ReadyName, *, floor: float = DEFAULT.hit
) -> Sequence[Match]:
    return search(
        index,
        asked,
        names=lambda row, number: book[row, number],
        kind=asked.kind,
        floor=floor,
        limit=100,
    )


@settings(deadline=None)
@given(books, names)
def test_a_search_finds_every_hit_that_comparing_everything_finds(
    book: Book, asked: ReadyName
) -> None:
    index = index_of(book)
    slow = reference.hits(asked, book, index.rarity, kind=asked.kind, floor=DEFAULT.hit)
    fast = {match.row: match.score.score for match in find(index, book, asked)}
    assert fast == pytest.approx(slow)


@settings(deadline=None)
@given(books)
def test_every_listed_name_finds_itself(book: Book) -> None:
    index = index_of(book)
    for (row, _), name in book.items():
        own = [match.score.score for match in find(index, book, name) if match.row == row]
        assert own == [pytest.approx(1.0)]


@settings(deadline=None)
@given(books, names)
def test_another_entry_never_removes_a_listed_name_from_its_own_hits(
    book: Book, other: ReadyName
) -> None:
    more = {**book, (99, 0): other}
    index = index_of(more)
    for (row, _), name in book.items():
        assert row in {match.row for match in find(index, more, name)}


@settings(deadline=None)
@given(books, names, st.randoms(use_true_random=False))
def test_the_order_of_the_list_changes_nothing(
    book: Book, asked: ReadyName, rng: random.Random
) -> None:
    mixed = list(book.items())
    rng.shuffle(mixed)
    assert find(index_of(dict(mixed)), book, asked, floor=0.3) == find(
        index_of(book), book, asked, floor=0.3
    )


@settings(deadline=None)
@given(books, names)
def test_hits_come_best_first_and_once_for_each_entry(book: Book, asked: ReadyName) -> None:
    found = find(index_of(book), book, asked, floor=0.1)
    scores = [match.score.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert len({match.row for match in found}) == len(found)


def test_an_empty_list_has_no_candidates() -> None:
    asked = ready("Koto")
    assert asked is not None
    assert build([]).candidates(asked) == []


def test_words_are_rare_by_the_list_and_by_common_knowledge() -> None:
    book = {(row, 0): ready(f"Vympel{row} Holding Severmash") for row in range(50)}
    index = index_of({key: name for key, name in book.items() if name})
    assert index.rarity("vympel7") == 1.0
    assert index.rarity("neverseen") == 1.0
    assert index.rarity("trading") < 0.2
    assert index.rarity("severmash") < 0.3


def test_thirty_aliases_of_one_entry_do_not_make_its_name_common() -> None:
    name, other = ready("Severmash"), ready("Vympel")
    assert name is not None
    assert other is not None
    index = build([*((0, number, name) for number in range(30)), (1, 0, other)])
    assert index.rarity("severmash") == 1.0


@settings(deadline=None)
@given(st.text(alphabet="abcxyz019"))
def test_a_word_has_one_bit_for_each_of_its_letters(word: str) -> None:
    assert letters_of(word).bit_count() == len(set(word))


IDS = [("imo", "IMO 9167148", 3), ("inn", "77 04-028125", 5), ("inn", "7704028125", 4)]


def test_a_number_finds_its_entries_however_it_is_written() -> None:
    index = build([], ids=IDS)
    assert index.rows_with("imo", "9167148") == (3,)
    assert index.rows_with("inn", "7704-028125") == (4, 5)


def test_a_number_of_another_scheme_is_another_number() -> None:
    index = build([], ids=IDS)
    assert index.rows_with("ogrn", "7704028125") == ()
    assert index.rows_with("inn", "770402812") == ()


@settings(deadline=None)
@given(st.text(), st.text())
def test_a_number_is_looked_up_as_it_was_kept(scheme: str, value: str) -> None:
    index = build([], ids=[(scheme, value, 8)])
    assert index.rows_with(scheme, value.lower()) in {(8,), ()}
    assert index.rows_with(scheme, value) == (8,)
    assert id_key(scheme, value) == id_key(scheme, f" {value}-")


@pytest.mark.skipif(SHARED is None, reason="real lists are not part of the project")
def test_on_the_real_list_a_search_finds_what_comparing_everything_finds() -> None:
    path = Path(SHARED or "") / "lists/us_ofac/2022-01-31_set/sdn.csv"
    lines = path.read_text(encoding="latin-1").splitlines()
    listed = [ready(line.split('","')[0].split(',"')[-1].strip('"')) for line in lines[::9]]
    book = {(row, 0): name for row, name in enumerate(listed) if name}
    index = index_of(book)
    rng = random.Random(5)  # noqa: S311  # a sample, not a secret
    wanted = got = 0
    for (_, _), name in rng.sample(sorted(book.items(), key=lambda item: item[0]), 5):
        asked = ready(name.text[:-2] + name.text[-1:])
        assert asked is not None
        slow = reference.hits(asked, book, index.rarity, kind="unknown", floor=DEFAULT.hit)
        fast = {match.row for match in find(index, book, asked)}
        wanted += len(slow)
        got += len(slow.keys() & fast)
    assert got >= 0.98 * wanted
