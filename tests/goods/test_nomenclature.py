import csv
import os
from itertools import permutations
from pathlib import Path

import pytest

from enduse.errors import OrderError
from enduse.goods.control_candidates import CandidateTable
from enduse.goods.correlate import EDITIONS
from enduse.goods.nomenclature import Nomenclature
from enduse.goods.priority import Priority
from enduse.goods.uav import Uav

SHARED = os.environ.get("TEST_SHARED")
HS = Nomenclature.load()
CHANGED = sorted({code for _, code in (*HS.correlation.forth, *HS.correlation.back)})


def test_a_code_stands_below_its_heading_chapter_and_section() -> None:
    assert HS.text("8542") == "Electronic integrated circuits"
    assert [each.code for each in HS.parents("854231")] == ["XVI", "85", "8542"]
    assert "854231" in HS.children("8542")
    assert HS.parents("999999") == ()


def test_every_code_is_a_child_of_its_parent() -> None:
    for code in HS.texts:
        if len(code) > 2:
            assert code in HS.children(code[:-2])


def test_every_code_that_our_tables_name_exists_in_hs_2022() -> None:
    drones = {c.code for g in Uav.load().table.values() for c in g.codes}
    asked = {row.hs for row in CandidateTable.load().rows}
    for code in {*Priority.load().items, *drones, *asked}:
        assert HS.exists(code, 2022), code


def test_forth_and_back_meet_for_every_code_and_every_pair_of_editions() -> None:
    for code in CHANGED:
        for one, other in permutations(EDITIONS, 2):
            for link in HS.correlation.follow(code, one, other):
                back = HS.correlation.follow(link.new, other, one)
                assert code in {each.new for each in back}, (code, one, other)


def test_a_code_leads_somewhere_exactly_where_its_edition_has_it() -> None:
    lost = {"300219"}  # HS 2022 names no number for it
    for code in set(CHANGED) - lost:
        for one, other in permutations(EDITIONS, 2):
            led = bool(HS.correlation.follow(code, one, other))
            wide = any((step, code) in HS.correlation.widened for step in EDITIONS)
            assert led == HS.exists(code, one) or wide, (code, one, other)


def test_a_number_that_is_used_again_is_two_numbers() -> None:
    # 7019.19 of HS 2017 became 7019.13; what is 7019.19 now was 7019.31.
    assert [link.new for link in HS.correlation.follow("701919", 2017, 2022)] == ["701913"]
    assert [link.new for link in HS.correlation.follow("701919", 2022, 2017)] == ["701931"]
    assert HS.exists("701919", 2017)
    assert HS.exists("701919", 2022)


@pytest.mark.parametrize(
    ("code", "there"),
    [
        ("854231", {2012, 2017, 2022}),
        ("880730", {2022}),
        ("880330", {2012, 2017}),
        ("8806", {2022}),
        ("8803", {2012, 2017}),
        ("854235", set()),
        ("962000", {2017, 2022}),
    ],
)
def test_which_editions_have_a_number(code: str, there: set[int]) -> None:
    assert {edition for edition in EDITIONS if HS.exists(code, edition)} == there


def test_an_unknown_edition_is_the_callers_mistake() -> None:
    with pytest.raises(OrderError, match="2007"):
        HS.exists("8542", 2007)


@pytest.mark.skipif(SHARED is None, reason="TEST_SHARED does not name the real tables")
def test_each_edition_has_exactly_the_numbers_of_the_source() -> None:
    path = Path(SHARED or "") / "goods/hs/HS_consolidated_comtrade_concordances.csv"
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    steps = {("2017 to 2012", "code.before"): 2012, ("2017 to 2012", "code.after"): 2017}
    steps |= {("2022 to 2017", "code.before"): 2017, ("2022 to 2017", "code.after"): 2022}
    said: dict[int, set[str]] = {edition: set() for edition in EDITIONS}
    for row in rows:
        for (step, column), edition in steps.items():
            if row["adjustment"] == step and row[column].zfill(6) != "999999":
                said[edition].add(row[column].zfill(6))
    every = set().union(*said.values()) | {code for code in HS.texts if len(code) == 6}
    for edition, codes in said.items():
        assert {code for code in every if HS.exists(code, edition)} == codes
