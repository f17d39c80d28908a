import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists import nl_ods
from enduse.lists.catalogue import info
from enduse.model.dates import DateSpan
from enduse.model.listing import ListedAddress, ListedName, Reading

HEADER = ["Surname", "First name(s)", "Alias", "Date of Birth(DD-MM-JJJJ)", "Place of Birth",
          "Date of ministerial decision (DD/MM/JJJJ)",
          "Link official notification"]  # fmt: skip
# Made by hand: no published file was at hand.
ROWS = [
    ["National sanctions list on terrorism"], HEADER,
    ["Voorbeeld", "Jan Piet", "Abu Voorbeeld; Jan V.", "01-02-1990", "Delft (Netherlands)",
     "2015-08-27", "Stcrt 64067"],
    ["Stichting Voorbeeld", "", "", "n/a", "n/a: founded in 2018", "08/06/2010", ""],
    ["Proef", "Anna", "-", "31-02-1991", "", "27/08/2015", ""],
]  # fmt: skip


def ods(*sheets: list[list[str]]) -> bytes:
    """The smallest ODS that holds these sheets."""
    base = "urn:oasis:names:tc:opendocument:xmlns"
    tables = "".join(
        f'<table:table table:name="Sheet{n}">' + "".join(
            "<table:table-row>" + "".join(
                f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>"
                for cell in row
            ) + "</table:table-row>"
            for row in rows
        ) + "</table:table>"
        for n, rows in enumerate(sheets, 1)
    )  # fmt: skip
    content = (
        f'<office:document-content xmlns:office="{base}:office:1.0" '
        f'xmlns:table="{base}:table:1.0" xmlns:text="{base}:text:1.0"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return packed.getvalue()


DATA = ods(ROWS)


def read(data: bytes) -> Reading:
    return nl_ods.read("nl_national", {"list.ods": data})


def test_a_person_is_read_with_every_cell() -> None:
    first = read(DATA).entries[0]
    assert (first.kind, first.id) == ("person", "Jan Piet Voorbeeld/01-02-1990/2015-08-27")
    assert first.names == (
        ListedName("Jan Piet Voorbeeld"),
        ListedName("Abu Voorbeeld", "aka"),
        ListedName("Jan V.", "aka"),
    )
    assert first.birth_dates == (DateSpan.of_day(date(1990, 2, 1), "01-02-1990"),)
    assert first.birth_places == ("Delft (Netherlands)",)
    assert first.listed_on == date(2015, 8, 27)
    assert ("Official notification", "Stcrt 64067") in first.facts


def test_a_row_without_a_first_name_is_not_guessed_to_be_a_person() -> None:
    second = read(DATA).entries[1]
    assert (second.kind, second.names) == ("unknown", (ListedName("Stichting Voorbeeld"),))
    assert (second.birth_dates, second.birth_places, second.addresses) == ((), (), ())
    assert ("Place", "founded in 2018") in second.facts
    assert second.listed_on == date(2010, 6, 8)
    placed = [HEADER, ["Stichting", "", "", "", "Delft", "08/06/2010", ""]]
    assert read(ods(placed)).entries[0].addresses == (ListedAddress("Delft"),)


def test_what_is_no_date_is_told_of_and_kept() -> None:
    reading = read(DATA)
    third = reading.entries[2]
    assert (third.names, third.birth_dates) == ((ListedName("Anna Proef"),), ())
    assert ("Date of birth", "31-02-1991") in third.facts
    assert [i.says for i in reading.issues] == [
        "1 cells were not understood: row 5 '31-02-1991'"
    ]


def test_all_sheets_are_read_and_one_without_header_is_an_error() -> None:
    reading = read(ods(ROWS, [HEADER, ["Ander", "B", "", "", "", "01/01/2020", ""]]))
    assert dict(reading.rows) == {"list.ods Sheet1": 3, "list.ods Sheet2": 1}
    assert len(reading.entries) == 4
    reading = read(ods(ROWS, [["Explanation"]]))
    (error,) = [i for i in reading.issues if i.gravity == "error"]
    assert (error.where, error.says) == (
        "list.ods Sheet2", "has no header that is known; not read",
    )  # fmt: skip


def test_rows_alike_and_rows_without_a_name_are_told_of() -> None:
    other = [*ROWS[2][:2], "Another", *ROWS[2][3:]]
    reading = read(ods([*ROWS, ROWS[2], other, ["", "", "Alias"]]))
    assert [entry.id.count("#") for entry in reading.entries] == [0, 0, 0, 1]
    said = [(i.gravity, i.says.split(":")[0]) for i in reading.issues]
    assert ("error", "1 rows have no name") in said
    assert ("warning", "2 rows are alike") in said


def test_a_column_that_is_new_is_told_of_and_kept() -> None:
    rows = [[*ROWS[1], "Novelty"], [*ROWS[2], "x"]]
    reading = read(ods(rows))
    assert reading.entries[0].remarks == ("Novelty: x",)
    assert [i.says for i in reading.issues] == [
        "column 'Novelty' is new to us; kept as remarks"
    ]


def test_the_list_is_known_by_its_words_and_others_are_refused() -> None:
    assert nl_ods.looks_like({"x": DATA})
    assert not nl_ods.looks_like({"x": ods([["id", "name"]])})
    assert not nl_ods.looks_like({"x": b"PK\x03\x04"})
    refused = [(b"", "is empty"), (ods([["a"]]), "no header"), (b"<html>", "web page"),
               (b"PK\x03\x04", "unpacked"), (DATA[: len(DATA) // 2], "unpacked")]  # fmt: skip
    for data, words in refused:
        with pytest.raises(ListError, match=words):
            read(data)


def test_being_listed_freezes_and_rests_on_a_judgment_that_was_read() -> None:
    means = info("nl_national").default
    assert (means.effect, means.read) == ("hold", "secondary")


@given(st.binary(max_size=120) | st.binary(max_size=80).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_are_refused(data: bytes) -> None:
    nl_ods.looks_like({"f": data})
    with pytest.raises(ListError):
        read(data)


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused(at: int, put: bytes) -> None:
    at %= len(DATA)
    damaged = DATA[:at] + put + DATA[at + len(put) :]
    nl_ods.looks_like({"f": damaged})
    try:
        reading = read(damaged)
    except ListError:
        return
    assert reading.entries == read(DATA).entries or reading.issues


cells = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12)


@given(st.lists(st.lists(cells, min_size=7, max_size=7), max_size=4))
def test_any_cells_are_read_or_told_of(rows: list[list[str]]) -> None:
    reading = read(ods([HEADER, *rows]))
    assert len({e.id for e in reading.entries}) == len(reading.entries)
    assert len(reading.entries) == sum(n for _, n in reading.rows) or reading.issues
