"""Question sets and what is counted of them hold to slow and simple definitions."""

from pathlib import Path
from random import Random

import pytest
from asked import Book, Set, load, natural, plain, save
from edits import KINDS
from hard import Known, negatives
from hypothesis import given
from hypothesis import strategies as st
from measure import hit, of_set, place, some, threshold
from recombined import recombined
from short import made_book

letters = st.text(alphabet="abdefghiklmnorstuvyz'-", min_size=1, max_size=9)
names = st.lists(letters, min_size=1, max_size=5).map(" ".join)
seeds = st.integers(0, 10_000)
party_kinds = st.sampled_from(["person", "company", "vessel", "unknown"])
answers = st.lists(st.tuples(st.integers(0, 5), st.floats(0, 1)), max_size=6)
LISTED = [
    (1, "LAVROV, Sergey Viktorovich", "person"),
    (2, "AL-RAWI, Salman Bin Muhammad", "person"),
    (3, "ORION TRADING CO., LTD.", "company"),
]


@given(text=names)
def test_plain_twice_is_plain_once_and_order_says_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert plain(" ".join(reversed(text.split()))) == plain(text)


@given(text=names, kind=party_kinds, seed=seeds, change=st.sampled_from(sorted(KINDS)))
def test_a_change_is_the_same_with_the_same_seed(
    text: str, kind: str, seed: int, change: str
) -> None:
    first, again = (KINDS[change](text, kind, Random(seed)) for _ in range(2))
    assert first == again


@given(text=names, kind=party_kinds, seed=seeds)
def test_other_words_come_only_from_changes_that_say_so(
    text: str, kind: str, seed: int
) -> None:
    new = KINDS["reordered"](text, kind, Random(seed))
    assert new is None or sorted(new.replace(",", "").split()) == sorted(text.split())
    left = KINDS["word dropped"](text, kind, Random(seed))
    assert left is None or len(left.split()) == len(text.split()) - 1


@given(text=names, seed=seeds)
def test_a_typo_is_one_edit_away_or_two_letters_changed_places(text: str, seed: int) -> None:
    new = KINDS["typo"](text, "person", Random(seed))
    assert new is None or distance(text, new) <= 1


def distance(one: str, two: str) -> int:
    """Optimal string alignment, as its definition has it."""
    table = {(-1, -1): 0}
    for i in range(len(one)):
        table[i, -1] = i + 1
    for j in range(len(two)):
        table[-1, j] = j + 1
    for i, a in enumerate(one):
        for j, b in enumerate(two):
            ways = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a != b)]
            if i and j and a == two[j - 1] and b == one[i - 1]:
                ways.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(ways)
    return table[len(one) - 1, len(two) - 1]


@given(text=names)
def test_a_name_is_held_where_a_listed_one_has_all_its_words(text: str) -> None:
    slow = any(
        set(plain(text).split()) <= set(plain(listed).split()) for _, listed, _ in LISTED
    )
    assert Known(LISTED).holds(text) == slow


def test_a_part_of_a_listed_name_is_no_negative() -> None:
    known = Known(LISTED)
    assert known.holds("Sergey Lavrov")
    assert not known.holds("Sergey Al-Rawi")
    assert not known.written("Muhammad Bin Salman AL-RAWI")


def test_no_negative_of_a_made_list_is_a_listed_name() -> None:
    listed = made_book().listed
    known = Known(listed)
    found = negatives(listed, 70, Random(1))
    assert len(found) > 20
    assert not any(known.written(natural(text, kind)) for _, text, kind in found.questions)
    assert {row for row, _, _ in found.questions} == {-1}


@given(tops=st.lists(st.floats(0, 1), min_size=1, max_size=40), per_1000=st.integers(0, 900))
def test_the_threshold_is_the_lowest_that_alarms_no_more_than_allowed(
    tops: list[float], per_1000: int
) -> None:
    allowed = len(tops) * per_1000 // 1000
    least = threshold(tops, per_1000)
    assert sum(top >= least for top in tops) <= allowed
    # One step lower, and the next innocent of that score would alarm as well.
    assert sum(top >= least - 2e-9 for top in tops) > allowed


@given(asked=st.integers(-1, 5), answer=answers, least=st.floats(0, 1))
def test_an_alarm_is_the_right_entry_over_the_threshold_or_of_an_innocent_any(
    asked: int, answer: list[tuple[int, float]], least: float
) -> None:
    over = {row for row, score in answer if score >= least}
    assert hit((asked, "", ""), answer, least) == (bool(over) if asked < 0 else asked in over)
    rows = [row for row, _ in answer]
    assert place((asked, "", ""), answer) == (rows.index(asked) if asked in rows else None)


@given(size=st.integers(0, 300), most=st.integers(1, 400))
def test_a_part_of_a_set_keeps_its_order_and_doubles_nothing(size: int, most: int) -> None:
    whole = Set("s", [(n, str(n), "x") for n in range(size)], [str(n) for n in range(size)])
    part = some(whole, most)
    rows = [row for row, _, _ in part.questions]
    assert len(part) == min(size, most)
    assert rows == sorted(set(rows))
    assert part.tags == list(map(str, rows))


def test_found_by_tag_adds_up_to_found_in_all() -> None:
    asked = Set("s", [(1, "a", "person"), (2, "b", "vessel")], ["typo", "initials"])
    found = of_set(asked, [[(1, 0.9)], [(1, 0.9), (2, 0.8)]], 0.85)
    assert (found["found"], found["first"], found["first_ten"]) == (0.5, 0.5, 1.0)
    assert found["by"] == {"of person": 1.0, "typo": 1.0, "of vessel": 0.0, "initials": 0.0}


def test_books_come_back_from_a_file_as_they_were(tmp_path: Path) -> None:
    questions = Set("aliases", [(1, "Лавров", "person")], ["person"])
    book = Book(
        "sdn", LISTED, [questions], [Set("companies", [(-1, "Acme", "company")], ["NL"])]
    )
    save([book], tmp_path / "sets.json")
    assert load(tmp_path / "sets.json") == {"sdn": book}


def test_recombined_names_differ_are_repeatable_and_their_words_grow_as_a_list_does() -> None:
    listed = [
        (natural(text, kind).replace(",", ""), kind) for _, text, kind in made_book().listed
    ]
    small, large = (recombined(listed, count, seed=4) for count in (2_000, 8_000))
    assert len(set(large)) == 8_000
    assert recombined(listed, 2_000, seed=4) == small
    words = [len({w for text, _ in each for w in text.split()}) for each in (small, large)]
    # Heaps' law: four times the names, 4 ** 0.6 = 2.3 times the words.
    assert words[1] / words[0] == pytest.approx(4**0.6, rel=0.1)
