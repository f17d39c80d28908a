"""Tables that mean harm, or that no program should have written."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from enduse.errors import OrderError, SheetError
from enduse.intake.orders import read as reader
from enduse.intake.orders.mapping import Plan
from enduse.intake.orders.read import Reading, guesses, open_tables, read_with
from enduse.places import Places

PLACES = Places.load()
HEAD = "Order,Customer,Country,Description,Quantity\n"


def read(name: str, data: bytes) -> Reading:
    tables = open_tables(name, data)
    return read_with(tables, Plan(tuple(e.sheet for e in guesses(tables, PLACES))), PLACES)


def book(rows: list[list[object]]) -> bytes:
    made = Workbook()
    page = made.active
    assert page is not None
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
        if name not in old.namelist():
            new.writestr(name, content)
    return out.getvalue()


ROWS: list[list[object]] = [["Order", "Customer", "Description"], ["1", "Alpha", "Pump"]]


def test_a_bomb_is_refused_before_it_fills_the_memory() -> None:
    bomb = with_member(book(ROWS), "xl/media/a.png", b"\0" * 401_000_000)
    assert len(bomb) < 1_000_000
    with pytest.raises(SheetError, match="unpacks to over"):
        read("bomb.xlsx", bomb)


def test_a_workbook_that_names_an_outer_file_does_not_get_it() -> None:
    evil = (
        b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Order</t></is></c>'
        b'<c r="B1" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>'
    )
    data = with_member(book(ROWS), "xl/worksheets/sheet1.xml", evil)
    try:
        tables = open_tables("evil.xlsx", data)
    except (OrderError, SheetError):
        return
    assert not any("root:" in cell for table in tables for row in table.rows for cell in row)


def test_ten_thousand_columns_are_read_and_all_of_the_unknown_are_named() -> None:
    wide = ",".join(f"field {n}" for n in range(10_000))
    data = f"Order,Customer,Description,{wide}\n1,Alpha,Pump,{',' * 9_998}x\n".encode()
    (found,) = guesses(open_tables("wide.csv", data), PLACES)
    assert [each.field for each in found.taken] == ["number", "buyer.name", "description"]
    assert len(found.unused) == 1
    assert len(read("wide.csv", data).given) == 1


def test_more_rows_than_are_held_at_once_are_refused_in_words() -> None:
    data = (HEAD + "1,Alpha,NL,Pump,1\n" * (reader.MOST_ROWS + 1)).encode()
    with pytest.raises(OrderError, match="more than 200,000 lines; expected several smaller"):
        read("long.csv", data)


def test_garbage_called_csv_is_refused_in_words() -> None:
    with pytest.raises(OrderError, match="NUL characters"):
        read("junk.csv", b"a,b\n\x00\x01\x02,\x03\n")


def test_a_heading_as_long_as_a_book_is_no_heading() -> None:
    data = f"Order,Customer,{'Land' * 20_000}\n1,Alpha,x\n".encode()
    (found,) = guesses(open_tables("a.csv", data), PLACES)
    assert [each.field for each in found.taken] == ["number", "buyer.name"]


def test_numbers_stored_as_such_need_no_sign_and_texts_beside_them_do() -> None:
    rows: list[list[object]] = [
        ["Order", "Customer", "Description", "Quantity"],
        ["1", "Alpha", "Pump", 1.234],
        ["2", "Alpha", "Pump", 5],
    ]
    first, second = read("a.xlsx", book(rows)).given
    assert first.order is not None
    assert second.order is not None
    assert (first.order.lines[0].quantity, second.order.lines[0].quantity) == (1.234, 5)
    rows[1][3] = "1.234"
    (found,) = guesses(open_tables("a.xlsx", book(rows)), PLACES)
    assert (
        "does the sign in '1.234' (quantity) part thousands or decimals?" in found.questions[0]
    )


def test_days_that_read_in_two_ways_are_a_question() -> None:
    data = b"Order,Date,Customer,Description\n1,03/04/2026,Alpha,Pump\n"
    (found,) = guesses(open_tables("a.csv", data), PLACES)
    assert "is '03/04/2026' written with the day or the month first?" in found.questions[0]
    with pytest.raises(OrderError, match="day or the month first"):
        read_with(open_tables("a.csv", data), Plan((found.sheet,)), PLACES)


def test_a_formula_without_a_value_is_an_error_of_its_order_and_stops_no_other() -> None:
    rows: list[list[object]] = [
        ["Order", "Customer", "Description", "Quantity"],
        ["1", "Alpha", "Pump", "=1+1"],
        ["2", "Alpha", "Pump", 5],
    ]
    first, second = read("a.xlsx", book(rows)).given
    (issue,) = first.issues
    assert issue.where == "lines/0/quantity (a.xlsx sheet Sheet row 2 column D 'Quantity')"
    assert "a formula without a value" in issue.says
    assert issue.gravity == "error"
    assert second.issues == ()


def test_hidden_rows_and_sheets_are_read_and_said() -> None:
    made = Workbook()
    page = made.active
    assert page is not None
    page.append(["Order", "Customer", "Description"])
    page.append(["1", "Alpha", "Pump"])
    page.append(["2", "Beta", "Valve"])
    page.row_dimensions[3].hidden = True
    more = made.create_sheet("More")
    more.append(["Order", "Customer", "Description"])
    more.append(["3", "Gamma", "Motor"])
    more.sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    reading = read("a.xlsx", out.getvalue())
    assert [each.label for each in reading.given] == ["1", "2", "3"]
    assert reading.remarks == (
        "a.xlsx sheet Sheet has hidden rows (1: 3), and they were read",
        "a.xlsx sheet More is hidden, and was read",
    )


def test_sheets_of_one_workbook_are_joined_by_the_number_of_the_order() -> None:
    made = Workbook()
    made.remove(made["Sheet"])
    sheets: dict[str, list[list[object]]] = {
        "VBAK": [["VBELN", "ERDAT", "WAERK"], ["0080012345", "20261103", "EUR"]],
        "VBAP": [
            ["VBELN", "POSNR", "MAKTX", "KWMENG", "NETWR", "WAERK"],
            ["80012345", 10, "Drehgeber", 2, 100.5, "EUR"],
            ["80012345", 20, "Kabel", 1, 10, "EUR"],
        ],
        "VBPA": [
            ["VBELN", "PARVW", "KUNNR", "NAME1", "LAND1"],
            ["0080012345", "AG", "1", "Musterbau GmbH", "DE"],
            ["0080012345", "WE", "2", "Ararat Muster LLC", "AM"],
            ["0080012345", "AP", "3", "Frau Beispiel", "DE"],
        ],
    }
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    made.save(out)
    (given,) = read("sap.xlsx", out.getvalue()).given
    order = given.order
    assert order is not None
    assert given.issues == ()
    assert (order.id, str(order.date), len(order.lines)) == ("0080012345", "2026-11-03", 2)
    assert [(p.role, p.name) for p in order.parties] == [
        ("buyer", "Musterbau GmbH"),
        ("consignee", "Ararat Muster LLC"),
    ]


def test_decimal_commas_say_that_the_day_comes_first() -> None:
    data = b"Order;Date;Customer;Description;Value\n1;03/04/2026;Alpha;Pump;1,50\n"
    (given,) = read("a.csv", data).given
    assert given.order is not None
    assert str(given.order.date) == "2026-04-03"
