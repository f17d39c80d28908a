"""The lines of an order, read: their code, their words, their part number."""

import pytest

from enduse.assess.goods import GoodsTables, read_goods, unread_codes
from enduse.goods.codes import HsTrouble
from enduse.model.order import Line, Order
from tests.assess.test_orders import TABLES, TODAY

GOODS: GoodsTables = TABLES.goods


@pytest.mark.parametrize("hs", ["8500.00", "8542.99", "9014.99", "8888.88", "8500"])
def test_a_code_that_no_edition_has_is_trouble_and_says_nothing(hs: str) -> None:
    goods = read_goods(Line(hs=hs, description="FPGA"), "lines/0", GOODS, day=TODAY)
    assert isinstance(goods.trouble, HsTrouble)
    assert "no edition of HS has" in goods.trouble.found
    assert (goods.known, goods.readings) == (False, ())
    (issue,) = unread_codes(Order(id="x", lines=(Line(hs=hs),)), GOODS)
    assert "no edition of HS has" in issue.says


@pytest.mark.parametrize("hs", ["8542.31", "8542", "8525.80", "8803.30", "8542.31.90.00"])
def test_a_code_that_any_edition_has_is_read(hs: str) -> None:
    assert read_goods(Line(hs=hs), "lines/0", GOODS, day=TODAY).trouble is None


@pytest.mark.parametrize("hs", ["9950.00.00", "98800000", "9880.00.00"])
def test_a_national_code_is_called_one(hs: str) -> None:
    trouble = read_goods(Line(hs=hs), "lines/0", GOODS, day=TODAY).trouble
    assert trouble is not None
    assert "a national code" in trouble.found


def test_a_code_that_a_spreadsheet_cut_is_never_another_heading() -> None:
    trouble = read_goods(Line(hs="601.1"), "lines/0", GOODS, day=TODAY).trouble
    assert trouble is not None
    assert "zeros" in trouble.found
    assert trouble.maybe == ("060110",)
