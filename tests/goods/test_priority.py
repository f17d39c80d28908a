import csv
import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from enduse.goods.editions import Changes, Reading
from enduse.goods.priority import ANNEX_XL, BIS, Priority

SHARED = os.environ.get("TEST_SHARED")
CHANGES = Changes.load()
PRIORITY = Priority.load()
CNC = {"845710", "845811", "845891", "845961", "846693"}


def _plain(code: str) -> Reading:
    return Reading(code, code, (2022,), "same", "")


def test_the_list_has_50_codes_in_the_tiers_that_were_published() -> None:
    tiers = Counter(item.tier for item in PRIORITY.items.values())
    assert tiers == {"1": 4, "2": 5, "3.A": 16, "3.B": 9, "4.A": 11, "4.B": 5}


def test_every_code_of_the_list_is_found_and_nothing_else_of_its_heading() -> None:
    for heading in {code[:4] for code in PRIORITY.items}:
        for rest in range(100):
            code = f"{heading}{rest:02}"
            match = PRIORITY.of(_plain(code))
            assert (match is not None) == (code in PRIORITY.items)
            assert match is None or match.sure


def test_annex_xl_had_45_codes_in_december_2023_and_50_since_june_2024() -> None:
    def held(day: date) -> set[str]:
        return {
            code
            for code in PRIORITY.items
            if (match := PRIORITY.of(_plain(code))) and match.on(ANNEX_XL, day)
        }

    assert held(date(2023, 12, 18)) == set()
    assert held(date(2023, 12, 19)) == set(PRIORITY.items) - CNC
    assert held(date(2024, 6, 24)) == set(PRIORITY.items) - CNC
    assert held(date(2024, 6, 25)) == set(PRIORITY.items)


def test_bis_dates_its_list_in_february_2024() -> None:
    match = PRIORITY.of(_plain("845710"))
    assert match is not None
    assert match.on(BIS, date(2024, 2, 22)) == ()
    assert [item.hs6 for item in match.on(BIS, date(2024, 2, 23))] == ["845710"]


def test_a_heading_alone_may_be_every_listed_code_below_it() -> None:
    match = PRIORITY.of(_plain("8542"))
    assert match is not None
    assert not match.sure
    assert [i.hs6 for i in match.items] == ["854231", "854232", "854233", "854239"]
    assert match.tier == "1"
    assert "may be 8542.31" in match.says


def test_a_heading_speaks_with_its_gravest_tier() -> None:
    match = PRIORITY.of(_plain("8517"))
    assert match is not None
    assert [i.tier for i in match.items] == ["2", "3.A"]
    assert match.tier == "2"


def test_an_old_number_matches_and_says_under_which_edition() -> None:
    (match,) = PRIORITY.of_all(CHANGES.same_goods("852580"))
    assert match.items[0].hs6 == "852589"
    assert match.says == (
        "HS 8525.89 is on the Common High Priority List, tier 3.A (8525.80 of HS 2012 and "
        "2017 became 8525.81/82/83/89 in HS 2022)."
    )


@pytest.mark.parametrize("code", ["060110", "843810", "847130", "851712", "0601"])
def test_bulbs_mixers_laptops_and_telephones_are_not_on_it(code: str) -> None:
    assert PRIORITY.of_all(CHANGES.same_goods(code)) == ()


@pytest.mark.skipif(SHARED is None, reason="TEST_SHARED does not name the real tables")
def test_codes_and_tiers_are_those_of_the_two_transcriptions() -> None:
    with (Path(SHARED or "") / "goods/chpl.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert {r["hs6"]: r["tier"] for r in rows} == {
        code: item.tier for code, item in PRIORITY.items.items()
    }
    words = {r["description"].lower() for r in rows}
    assert not words & {item.about.lower() for item in PRIORITY.items.values()}
