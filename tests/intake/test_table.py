"""Tables as people save them: encodings, separators, sheets, and what is no table."""

import csv
import io
from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from enduse.errors import OrderError, SheetError
from enduse.intake.table import read_tables, text_rows
from enduse.papers.encoding import decoded
from enduse.report.sheet import Added, as_workbook
from enduse.sheets.sheet import filled_rows
from enduse.sheets.unpack import unpack

CELLS = st.text(
    st.characters(codec="cp1252", exclude_categories=["Cc"], exclude_characters="_"),
    max_size=12,
)
WIDTH = 3
TABLES = st.lists(
    st.lists(CELLS, min_size=WIDTH, max_size=WIDTH), min_size=2, max_size=6
).filter(lambda rows: any(any(cell.strip() for cell in row) for row in rows))


def saved(rows: list[list[str]], separator: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


@given(rows=TABLES, separator=st.sampled_from(",;\t|"), codec=st.sampled_from(
    ["utf-8", "utf-8-sig", "utf-16"]
))  # fmt: skip
def test_a_table_comes_back_as_it_was_saved(
    rows: list[list[str]], separator: str, codec: str
) -> None:
    rows = [["Article", "Description", "HS"], *rows]
    (table,) = read_tables("a.csv", saved(rows, separator).encode(codec))
    assert [list(row) for row in table.rows] == rows


@given(rows=TABLES)
def test_a_workbook_comes_back_as_it_was_written(rows: list[list[str]]) -> None:
    rows = [["Article", "Description", "HS"], *rows]
    data = as_workbook(rows, Added([], {}, heading=1), title="Stock")
    (table,) = read_tables("a.xlsx", data)
    filled = [list(row) for row in table.rows]
    while not any(rows[-1]):
        rows.pop()
    assert filled == rows
    assert table.sheet == "Stock"


@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_table_or_an_error_of_ours(data: bytes) -> None:
    try:
        found = read_tables("x", data)
    except (OrderError, SheetError):
        return
    assert all(table.rows for table in found)


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        ("Größe;Stück", "cp1252", "Windows-1252"),
        ("Größe;Stück", "utf-8", "UTF-8"),
        ("Größe;Stück", "utf-8-sig", "UTF-8"),
        ("Größe;Stück", "utf-16", "UTF-16"),
        ("Groesse;Stueck", "utf-16-le", "UTF-16"),
        ("Groesse;Stueck", "utf-16-be", "UTF-16"),
        ("микросхема", "utf-8", "UTF-8"),
    ],
)
def test_the_encoding_follows_from_the_bytes(text: str, codec: str, named: str) -> None:
    assert decoded(text.encode(codec)) == (text, named)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_of_most_rows(separator: str) -> None:
    rows = [["Nr", "Text", "Preis"], ["1", "Kugellager, 6204; offen", "1,50"], ["2", "Öl", "3"]]
    (table,) = read_tables("a.csv", saved(rows, separator).encode())
    assert [list(row) for row in table.rows] == rows


def test_the_separator_that_excel_names_is_taken_and_rows_keep_their_numbers() -> None:
    (table,) = read_tables("a.csv", b"sep=;\r\nNr;Text\r\n1;a,b\r\n")
    assert [row for row in table.rows if any(row)] == [("Nr", "Text"), ("1", "a,b")]
    assert table.rows[1][0] == "Nr"


def test_one_column_is_a_table_too() -> None:
    (table,) = read_tables("a.txt", b"Description\nball bearing\n")
    assert table.rows == (("Description",), ("ball bearing",))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty (0 bytes)"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"a,b\n\0\1\2,d\n", "NUL"),
        (b"PK\x03\x04 no archive", "cannot be unpacked"),
        (b"\xd0\xcf\x11\xe0 old", "an old (XLS) or a locked file"),
        (b'"' + b"x" * 2_000_000, "cannot be read as a table"),
        (b"," * 20_000, "a row of 20001 cells"),
    ],
)
def test_what_is_no_table_is_said_in_words(data: bytes, says: str) -> None:
    with pytest.raises((OrderError, SheetError)) as caught:
        read_tables("stock.csv", data)
    assert says in str(caught.value)
    assert "stock.csv" in str(caught.value)


@given(
    rows=TABLES, separator=st.sampled_from(",;\t|"), ends=st.sampled_from(["\n", "\r\n", "\r"])
)
def test_rows_one_after_the_other_are_those_of_the_table(
    rows: list[list[str]], separator: str, ends: str
) -> None:
    text = saved([["Article", "Description", "HS"], *rows], separator).replace("\r\n", ends)
    streamed, found = text_rows("a.csv", text.encode())
    assert found == separator
    assert [list(row) for row in streamed()] == [["Article", "Description", "HS"], *rows]
    assert list(streamed()) == list(streamed())


@pytest.mark.parametrize("rows", [1, 5])
def test_rows_of_a_workbook_are_counted_before_they_are_read(rows: int) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for number in range(rows):
        page.append([f"SO-{number}", 1.5, None])
    page.cell(rows + 3, 1).number_format = "@"  # a row that is formatted and empty
    out = io.BytesIO()
    book.save(out)
    assert filled_rows(unpack("a.xlsx", out.getvalue())) == rows
    with pytest.raises(OrderError, match="has 5 rows") if rows == 5 else nullcontext():
        read_tables("a.xlsx", out.getvalue(), most=4)
