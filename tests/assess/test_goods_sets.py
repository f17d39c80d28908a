"""Goods that duties name, by code: the same answer as a plain comparison gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.assess.duty_rules import GoodsSet
from enduse.assess.goods import read_goods
from enduse.assess.goods_sets import in_set
from enduse.model.duty import Applies
from enduse.model.order import Line
from tests.assess.making import TABLES, TODAY

SETS = [each for each in TABLES.rules.goods_sets.values() if each.table is None]
NOMENCLATURE = TABLES.goods.library.nomenclature
ENTRIES = sorted({entry for each in SETS for entry in (*each.codes, *each.ex, *each.hints)})
REAL = [
    code
    for code in (f"{entry[:6]:0<6}" for entry in ENTRIES)
    if NOMENCLATURE.exists(code, 2022)
]
OTHERS = ["060110", "854231", "271019", "271012", "880621", "930400", "381190", "850220"]


def answer(code: str, which: GoodsSet) -> Applies:
    line = Line(hs=code, hs_edition=2022)
    return in_set(read_goods(line, "lines/0", TABLES.goods, day=TODAY), which, TODAY).applies


def plainly(code: str, which: GoodsSet) -> Applies:
    """The same for a code of HS 2022 with six digits or eight, entry by entry, and slowly."""
    if any(code.startswith(entry) for entry in which.codes):
        return "yes"
    for entry in (*which.codes, *which.ex, *which.hints):
        if code.startswith(entry) or (len(code) == 6 and entry.startswith(code)):
            return "unknown"
    return "no"


@pytest.mark.parametrize("which", SETS, ids=lambda each: each.code)
def test_every_code_of_every_set_is_answered_as_plainly(which: GoodsSet) -> None:
    for code in (*REAL, *OTHERS):
        assert answer(code, which) == plainly(code, which), code


@given(st.sampled_from([*REAL, *OTHERS]), st.sampled_from(SETS), st.integers(0, 99))
@settings(max_examples=200, deadline=None)
def test_eight_digits_are_answered_as_plainly(code: str, which: GoodsSet, tail: int) -> None:
    assert answer(f"{code}{tail:02}", which) == plainly(f"{code}{tail:02}", which)


def test_the_codes_with_eight_digits_of_the_sets_are_told_apart() -> None:
    fuel = TABLES.rules.goods_sets["eu-annex-xx"]
    assert answer("27101921", fuel) == "yes"
    assert answer("27101943", fuel) == "no"
    assert answer("271019", fuel) == "unknown"
    assert answer("27102090", fuel) == "unknown"


def test_a_heading_alone_leaves_it_open() -> None:
    aviation = TABLES.rules.goods_sets["eu-annex-xi"]
    assert answer("8411", aviation) == "unknown"
    assert answer("9026", aviation) == "yes"
    assert answer("8802", aviation) == "yes"


def test_annex_xl_is_the_table_of_priority_goods_by_day() -> None:
    which = TABLES.rules.goods_sets["eu-annex-xl"]
    for item in ("854231", "845710"):
        line = Line(hs=item, hs_edition=2022)
        for day, expected in (
            ("2023-12-18", "no"),
            ("2024-06-24", "yes" if item == "854231" else "no"),
            ("2024-06-25", "yes"),
        ):
            from datetime import date

            on = date.fromisoformat(day)
            goods = read_goods(line, "lines/0", TABLES.goods, day=on)
            assert in_set(goods, which, on).applies == expected, (item, day)
