import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import OrderError
from enduse.goods.correlate import EDITIONS
from enduse.goods.editions import Changes
from enduse.goods.priority import Priority
from enduse.goods.uav import Uav

SHARED = os.environ.get("TEST_SHARED")
CHANGES = Changes.load()
LINKS = CHANGES.correlation
OLD = sorted(
    (edition, code)
    for _, code in LINKS.ended
    for edition in (2012, 2017)
    if len(code) == 6 and LINKS.alive(code, edition)
)
NEW = sorted({(ed, r.code) for ed, old in OLD for r in CHANGES.same_goods(old, ed)})
HELD = sorted(
    set(Priority.load().items)
    | {c.code for g in Uav.load().table.values() for c in g.codes if len(c.code) == 6}
)
any_code = st.integers(10_000, 979_999).map(lambda n: f"{n:06}")


def test_forth_and_back_contains_the_start_for_every_changed_number() -> None:
    for edition, old in OLD:
        for reading in CHANGES.same_goods(old, edition):
            assert old in CHANGES.older(reading.code, edition)


def test_back_and_forth_contains_the_start_for_every_changed_and_every_held_number() -> None:
    for edition in (2012, 2017):
        for new in {code for _, code in NEW} | set(HELD):
            for old in CHANGES.older(new, edition):
                assert new in {r.code for r in CHANGES.same_goods(old, edition)}


def test_every_number_on_our_tables_reads_as_itself_in_hs_2022() -> None:
    for code in HELD:
        for edition in (2022, None):
            same = [r for r in CHANGES.same_goods(code, edition) if r.code == code]
            assert [r.how for r in same] == ["same"], (code, edition)


@given(any_code, st.sampled_from([None, *EDITIONS]))
def test_a_number_that_is_not_in_the_table_reads_as_itself(code: str, edition: int) -> None:
    if not CHANGES.correlation.changed(code):
        assert [r.code for r in CHANGES.same_goods(code, edition)] == [code]


@given(st.sampled_from([code for _, code in OLD + NEW]) | any_code)
def test_without_an_edition_no_reading_of_any_edition_is_lost(code: str) -> None:
    every = {r.code for r in CHANGES.same_goods(code)}
    assert every
    for edition in EDITIONS:
        assert {r.code for r in CHANGES.same_goods(code, edition)} <= every


def test_the_old_camera_number_reaches_the_listed_one_and_says_how() -> None:
    found = {r.code: r for r in CHANGES.same_goods("852580", 2017)}
    assert found["852589"].says == ("8525.80 of HS 2017 became 8525.81/82/83/89 in HS 2022")
    assert found["852589"].how == "moved"
    assert found["880621"].how == "few"
    assert CHANGES.older("852589", 2017) == ("852580",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("854890", {"854800"}),
        ("854140", {"854141", "854142", "854143", "854149"}),
        ("854150", {"854151", "854159"}),
        ("880330", {"880730"}),
    ],
)
def test_the_six_numbers_that_are_new_in_hs_2022_are_reached(old: str, new: set[str]) -> None:
    for edition in (2012, 2017, None, 2022):
        assert {r.code for r in CHANGES.same_goods(old, edition)} == new


def test_a_telephone_is_not_a_transducer() -> None:
    # The source's conversion column sends 8541.51 and 8541.59 back to 8517.12.
    assert {r.code for r in CHANGES.same_goods("851712")} == {"851713", "851714"}
    assert CHANGES.older("854151", 2017) == ("854150",)


def test_a_heading_that_moved_is_read_in_both_places() -> None:
    assert [(r.code, r.editions) for r in CHANGES.same_goods("8803")] == [
        ("8803", (2012, 2017)),
        ("8807", (2012, 2017)),
    ]
    assert [r.code for r in CHANGES.same_goods("8542")] == ["8542"]


def test_a_number_that_its_edition_does_not_have_is_read_where_it_exists() -> None:
    assert {r.editions for r in CHANGES.same_goods("852580", 2022)} == {(2012, 2017)}
    assert [r.editions for r in CHANGES.same_goods("852589", 2017)] == [(2022,)]


@pytest.mark.parametrize(
    ("code", "edition"), [("8542", 2007), ("85423", 2022), ("8542.31", None)]
)
def test_what_cannot_be_read_is_the_callers_mistake(code: str, edition: int | None) -> None:
    with pytest.raises(OrderError):
        CHANGES.same_goods(code, edition)


@pytest.mark.skipif(SHARED is None, reason="TEST_SHARED does not name the real tables")
def test_every_row_but_the_judged_ones_stands_in_the_source() -> None:
    path = Path(SHARED or "") / "goods/hs/HS_consolidated_comtrade_concordances.csv"
    with path.open(encoding="utf-8") as lines:
        rows = {
            (row["code.before"].zfill(6), row["code.after"].zfill(6))
            for row in csv.DictReader(lines)
            if row["adjustment"] == "2022 to 2017"
        }
    links = CHANGES.correlation.forth.items()
    ours = {(old, new) for (step, old), found in links if step == 2022 for new, _ in found}
    assert ours - rows == {("854150", "854151"), ("854150", "854159")}
    gone = {old for old, _ in rows} - {old for old, new in rows if old == new}
    read = {(old, r.code) for old in gone for r in CHANGES.same_goods(old, 2017)}
    listed = set(Priority.load().items)
    missed = {(old, new) for old, new in rows - read if old in gone and new in listed}
    assert {new for _, new in missed} == {"852990", "854151", "854159"}
