"""The lines of an order, read: their code, their words, their part number."""

from dataclasses import replace

import pytest

from enduse.assess.goods import Goods, GoodsTables, read_goods
from enduse.assess.lines import unread_codes, unread_words
from enduse.goods.codes import HsTrouble
from enduse.goods.library import Library
from enduse.goods.recovered import Recovered, RecoveredRecord
from enduse.model.order import Line, Order
from tests.assess.test_orders import TABLES, TODAY, findings_of, order_of

GOODS: GoodsTables = TABLES.goods


@pytest.mark.parametrize("hs", ["8500.00", "8542.99", "9014.99", "8888.88", "8500"])
def test_a_code_that_no_edition_has_is_trouble_and_says_nothing(hs: str) -> None:
    goods = read_goods(Line(hs=hs, description="FPGA"), "lines/0", GOODS, day=TODAY)
    assert isinstance(goods.trouble, HsTrouble)
    assert "no edition of HS has" in goods.trouble.found
    assert (goods.known, goods.readings) == (False, ())
    (issue,) = unread_codes(Order(id="x", lines=(Line(hs=hs),)), GOODS.library)
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


INGREDIENTS = [
    ("Coffee machine spare board with STM32F103C8T6", "8516.90"),
    ("Washing machine board STM32F103", "8450.90"),
    ("Hair dryer, board ATMEGA8", "8516.31"),
    ("Toy car with STM32F103 controller", "9503.00"),
    ("E-bike controller, MCU STM32F103", "8714.99"),
    ("Book on STM32F407 programming", "4901.99"),
]
LOOK_ALIKES = [
    ("LED driver LM3914 for lamp", "9405.99"),
    ("Filter LT1001 oil", "8421.23"),
    ("Nitrile gloves AD8232", "4015.19"),
    ("Order AD9361 for paper", "4802.55"),
]
WHOLES = [
    "STM32F407VGT6",
    "FPGA XC7A100T-2FGG484I",
    "10 pcs Xilinx FPGA XC7A100T",
    "ПЛИС XC3S1000",
    "32-bit microcontroller STM32F407VGT6 LQFP100, ST, 100 pcs",
]


def read(**facts: str) -> Goods:
    return read_goods(Line(**facts), "lines/0", GOODS, day=TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "hs"), INGREDIENTS)
def test_a_part_inside_a_description_is_an_ingredient(text: str, hs: str) -> None:
    goods = read(description=text, hs=hs)
    assert goods.said.part is not None
    assert goods.said.part_from == "text"
    assert (goods.said.itself, goods.said.conflict, goods.hidden) == (None, None, None)


@pytest.mark.parametrize(("text", "hs"), LOOK_ALIKES)
def test_a_short_number_among_other_words_is_no_part(text: str, hs: str) -> None:
    goods = read(description=text, hs=hs)
    assert goods.said.part_from in {None, "text"}
    assert (goods.said.itself, goods.said.conflict, goods.hidden) == (None, None, None)


@pytest.mark.parametrize("text", WHOLES)
def test_a_description_that_is_nothing_but_a_part_is_the_part(text: str) -> None:
    goods = read(description=text, hs="9503.00")
    assert goods.said.part_from == "whole"
    assert goods.said.conflict is not None
    assert goods.hidden is not None
    assert goods.concerns == {"priority", "conflict"}


def test_a_part_far_down_in_a_long_description_is_read_and_the_length_is_told() -> None:
    line = Line(description="resistor kit " * 200 + "XC7A100T-2FGG484I")
    found = read_goods(line, "lines/0", GOODS, day=TODAY).said.part
    assert found is not None
    assert found.base == "XC7A100T"
    (issue,) = unread_words(Order(id="x", lines=(line,)))
    assert (issue.where, issue.gravity) == ("lines/0/description", "warning")
    assert "2617 characters" in issue.says


def test_a_hint_stands_only_where_the_code_may_be_one_of_its_goods() -> None:
    for hs, there in (("8414.10", True), ("4202.12", False), (None, True)):
        goods = read(description="vacuum pump", **({"hs": hs} if hs else {}))
        said = replace(goods.said, conflict=None)  # with one open, each hint stands
        assert bool(replace(goods, said=said).hints) is there


def test_a_part_of_a_family_found_in_a_weapon_is_of_concern_whatever_its_code() -> None:
    record = RecoveredRecord("1", None, "ST", "STM32F407VGT6", "drone", None, None)
    tables = replace(GOODS, library=Library(lambda: [record]))
    sold = Line(part_number="STM32F405RGT6", hs="8471.30")
    inside = Line(description="Coffee machine board STM32F405RGT6", hs="8516.90")
    assert read_goods(sold, "lines/0", tables, day=TODAY).from_weapon
    board = read_goods(inside, "lines/0", tables, day=TODAY)
    assert board.said.recovered is not None
    assert board.concerns == frozenset()


def test_a_shared_number_has_no_maker_where_the_order_names_none() -> None:
    record = RecoveredRecord("1", None, "Texas Instruments", "LM2904", "drone", None, None)
    parts = GOODS.library.parts
    held = Recovered.of([record], parts)
    found, named = held.found(parts.read("LM358")), held.found(parts.read("LM358", "TI"))
    assert found is not None
    assert found.says.startswith("LM op-amp was recovered")
    assert named is not None
    assert named.says.startswith("Texas Instruments LM op-amp was recovered")


def test_a_vague_description_is_quoted_whole() -> None:
    record = {"name": "Example", "lines": [{"description": "goods as per invoice"}]}
    (found,) = [f for f in findings_of(order_of(record)) if f.test == "goods.vague"]
    assert found.says.startswith("'goods as per invoice' does not say")
