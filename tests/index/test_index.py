"""The index: what it offers for comparison, how rare words are, which numbers it knows."""

import gc
import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.index.build import build, uncollected
from enduse.index.found import find as find_arrays
from enduse.index.index import NameIndex, id_key
from enduse.index.model import load
from enduse.index.search import Match, search, search_many
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
    "bin",
    "lavrovich",
    "a",
    "محمد",
    "الحمزي",
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


@st.composite
def persons(draw: st.DrawFn) -> ReadyName | None:
    """A person, at times with the family name first, or some words by their initials."""
    given_names = [
        word[0] if draw(st.integers(0, 3)) == 0 else word
        for word in draw(st.lists(words(), min_size=1, max_size=4))
    ]
    family = draw(st.lists(words(), min_size=1, max_size=2))
    if draw(st.booleans()):
        return ready(
            f"{' '.join(family)}, {' '.join(given_names)}", kind="person", family_first=True
        )
    return ready(" ".join([*given_names, *family]), kind="person")


names = st.one_of(texts.map(ready), persons()).filter(lambda name: name is not None)
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
        floor=floor,
        limit=100,
    )


FLOORS = st.sampled_from([0.02, 0.3, DEFAULT.hit])


@settings(deadline=None, max_examples=200)
@given(books, names, FLOORS)
def test_a_search_finds_every_hit_that_comparing_everything_finds(
    book: Book, asked: ReadyName, floor: float
) -> None:
    slow = reference.hits(asked, book, load(), floor=floor)
    fast = {
        match.row: match.score.score for match in find(index_of(book), book, asked, floor=floor)
    }
    assert fast == pytest.approx(slow, abs=1e-5)


@settings(deadline=None)
@given(books)
def test_every_listed_name_finds_itself(book: Book) -> None:
    index = index_of(book)
    for (row, _), name in book.items():
        (own,) = [m.score.score for m in find(index, book, name) if m.row == row]
        assert own >= 0.95


@settings(deadline=None)
@given(books, names, names)
def test_another_entry_changes_nothing_for_the_others(
    book: Book, asked: ReadyName, other: ReadyName
) -> None:
    before = find(index_of(book), book, asked, floor=0.1)
    more = {**book, (99, 0): other}
    after = [m for m in find(index_of(more), more, asked, floor=0.1) if m.row != 99]
    assert [(m.row, m.score) for m in after] == [(m.row, m.score) for m in before]


@settings(deadline=None)
@given(books, st.lists(names, max_size=6))
def test_many_names_at_once_are_each_as_if_asked_alone(
    book: Book, several: list[ReadyName]
) -> None:
    index = index_of(book)
    together = search_many(
        index, several, names=lambda row, number: book[row, number], floor=0.1, limit=100
    )
    assert together == [find(index, book, name, floor=0.1) for name in several]


@settings(deadline=None)
@given(books, names, st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_stricter_threshold_never_adds_a_hit(
    book: Book, asked: ReadyName, one: float, other: float
) -> None:
    index, model = index_of(book), load()
    low, high = (
        find_arrays(index, [asked], model, floor=floor) for floor in sorted((one, other))
    )
    assert set(high.row.tolist()) <= set(low.row.tolist())


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


def test_an_empty_list_has_no_hits() -> None:
    asked = ready("Koto")
    assert asked is not None
    assert find(build([]), {}, asked, floor=0.0) == []
    assert search_many(build([]), [], names=lambda *_: asked, floor=0.0, limit=5) == []


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
    for _, name in rng.sample(sorted(book.items(), key=lambda item: item[0]), 5):
        asked = ready(name.text[:-2] + name.text[-1:])
        assert asked is not None
        slow = reference.hits(asked, book, load(), floor=DEFAULT.hit)
        fast = {match.row: match.score.score for match in find(index, book, asked)}
        assert fast == pytest.approx(slow, abs=1e-5)


def test_a_build_leaves_the_collector_as_it_was() -> None:
    for before in (True, False):
        (gc.enable if before else gc.disable)()
        try:
            with uncollected():
                assert not gc.isenabled()
            assert gc.isenabled() is before
        finally:
            gc.enable()
