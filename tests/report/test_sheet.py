"""Somebody's table with columns of ours: theirs unchanged, ours replaced, no formulas."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from enduse.errors import SheetError
from enduse.report.sheet import Added, as_csv, as_workbook, harmless, in_workbook

THEIRS = [["SKU", "Description"], ["1", "=HYPERLINK(1)"], ["2", "pump"]]
OURS = Added(["enduse: tier", "enduse: why"], {2: ["1", "@SUM(A1)"], 3: ["", "-"]}, heading=1)


@given(text=st.text(max_size=20))
def test_no_cell_of_csv_is_taken_for_a_formula(text: str) -> None:
    written = harmless(text)
    assert written.removeprefix("'") == text.removeprefix("'") or written == text
    if written[:1] in set("=+-@\t\r"):
        assert written[1:2].isdigit()


def test_csv_has_their_cells_and_ours_behind_them() -> None:
    text = as_csv(THEIRS, OURS)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows == [
        ["SKU", "Description", "enduse: tier", "enduse: why"],
        ["1", "'=HYPERLINK(1)", "1", "'@SUM(A1)"],
        ["2", "pump", "", "'-"],
    ]


def test_columns_of_an_earlier_run_are_replaced_and_not_doubled() -> None:
    once = list(csv.reader(io.StringIO(as_csv(THEIRS, OURS).removeprefix("\ufeff"))))
    again = Added(OURS.titles, {2: ["2", "new"]}, heading=1)
    rows = list(csv.reader(io.StringIO(as_csv(once, again).removeprefix("\ufeff"))))
    assert rows[0] == ["SKU", "Description", *OURS.titles]
    assert rows[1][2:] == ["2", "new"]
    assert rows[2][2:] == ["", ""]


def test_a_workbook_holds_text_and_never_a_formula() -> None:
    page = load_workbook(io.BytesIO(as_workbook(THEIRS, OURS, title="a/b"))).active
    assert page is not None
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["SKU", "Description", "enduse: tier", "enduse: why"],
        ["1", "=HYPERLINK(1)", "1", "@SUM(A1)"],
        ["2", "pump", None, "-"],
    ]
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}


def test_their_own_workbook_keeps_what_we_do_not_add() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Stock"
    for row in (["SKU", "Description", "Price"], [1, "pump", 2.5], [2, "fan", "=C2*2"]):
        page.append(row)
    book.create_sheet("Notes")["A1"] = "mine"
    out = io.BytesIO()
    book.save(out)
    added = Added(["enduse: tier"], {2: ["1"]}, heading=1)
    once = in_workbook("a.xlsx", out.getvalue(), added, sheet="Stock")
    twice = load_workbook(io.BytesIO(in_workbook("a.xlsx", once, added, sheet="Stock")))
    assert twice["Notes"]["A1"].value == "mine"
    assert [[cell.value for cell in row] for row in twice["Stock"].iter_rows()] == [
        ["SKU", "Description", "Price", "enduse: tier"],
        [1, "pump", 2.5, "1"],
        [2, "fan", "=C2*2", None],
    ]


def test_what_cannot_be_written_into_is_said() -> None:
    with pytest.raises(SheetError, match=r"a\.ods cannot be written into"):
        in_workbook("a.ods", b"PK no workbook", OURS, sheet="x")


def test_characters_that_no_workbook_can_hold_are_replaced() -> None:
    added = Added(["enduse: why"], {2: ["a\x00b\ud800" + "x" * 40_000]}, heading=1)
    page = load_workbook(io.BytesIO(as_workbook([["SKU"], ["1"]], added, title="t"))).active
    assert page is not None
    found = page["B2"].value
    assert isinstance(found, str)
    assert found.startswith("a\ufffdb\ufffdx")
    assert len(found) == 32_767


def workbook(*rows: list[object], merged: str = "") -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Stock"
    for row in rows:
        page.append(row)
    if merged:
        page.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def values(data: bytes) -> list[list[object]]:
    return [
        [cell.value for cell in row]
        for row in load_workbook(io.BytesIO(data))["Stock"].iter_rows()
    ]


def test_a_column_without_a_heading_is_not_written_over() -> None:
    theirs = workbook(["SKU"], [1, "shelf 4"], [2, "shelf 5"])
    added = Added(["enduse: tier"], {2: ["1"], 3: [""]}, heading=1)
    assert values(in_workbook("a.xlsx", theirs, added, sheet="Stock")) == [
        ["SKU", None, "enduse: tier"],
        [1, "shelf 4", "1"],
        [2, "shelf 5", None],
    ]


def test_a_heading_merged_at_the_right_end_is_passed() -> None:
    theirs = workbook(["SKU", "Sizes", None], [1, "a", "b"], merged="B1:C1")
    added = Added(["enduse: tier"], {2: ["1"]}, heading=1)
    once = in_workbook("a.xlsx", theirs, added, sheet="Stock")
    assert values(once)[1] == [1, "a", "b", "1"]
    assert values(in_workbook("a.xlsx", once, added, sheet="Stock")) == values(once)


def test_what_an_earlier_run_wrote_goes_where_nothing_is_to_be_written() -> None:
    once = workbook(["SKU", "enduse: tier"], [1, "1"], [2, "2"], ["total", "3"])
    added = Added(["enduse: tier"], {2: [""], 3: ["4"]}, heading=1)
    assert [row[1] for row in values(in_workbook("a", once, added, sheet="Stock"))] == [
        "enduse: tier", None, "4", None,
    ]  # fmt: skip


def test_columns_of_theirs_behind_ours_stay_where_they_are() -> None:
    once = workbook(
        ["SKU", "ENDUSE: Tier", "enduse: decision", "Price", "Double"],
        [1, "1", 7, 2, "=D2*2"],
    )
    added = Added(
        ["enduse: tier", "enduse: decision", "enduse: why"], {2: ["2", "7", "w"]}, heading=1,
        kept=["enduse: decision"],
    )  # fmt: skip
    assert values(in_workbook("a.xlsx", once, added, sheet="Stock")) == [
        ["SKU", "ENDUSE: Tier", "enduse: decision", "Price", "Double", "enduse: why"],
        [1, "2", 7, 2, "=D2*2", "w"],
    ]


def test_cells_merged_over_columns_of_ours_are_refused_and_not_lost() -> None:
    once = workbook(["SKU", "enduse: tier"], [1, "1"], [2, None], merged="B2:B3")
    added = Added(["enduse: tier"], {2: ["1"], 3: ["2"]}, heading=1)
    with pytest.raises(SheetError, match="merged cells B2:B3"):
        in_workbook("a.xlsx", once, added, sheet="Stock")
