import os
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists import bis_dpl
from enduse.lists.catalogue import effects, info
from enduse.model.listing import ListedAddress, Reading

SHARED = os.environ.get("TEST_SHARED")
LIST = "us_bis_dpl"
HEADER = (
    "Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date",
    "Expiration_Date", "Standard_Order", "Last_Update", "Action", "FR_Citation",
)  # fmt: skip
# Real rows of September 2022, shortened; the third is made to have run out.
ROWS = [
    (" I. ASH", "FCI SEAGOVILLE", "SEAGOVILLE", "TX", "US", "75159", "06/19/2003",
     "06/29/2056", "Y", "2007-01-31", "UPDATED", "68 F.R. 38290 6/27/03"),
    ("AIR FREIGHT LTD", "P.O. BOX 28360", "DUBAI", "", "AE", "", "05/13/2022", "11/09/2022",
     "Y", "2022-05-18", "TDO RENEWAL", "87 F.R. 30173 5/18/2022"),
    ("SOMEBODY FREE", "1 A STREET", "TAMPA", "FL", "US", "33629", "03/22/2003", "10/18/2012",
     "Y", "2013-04-03", "", "78 F.R. 19192 3/29/13"),
    ("AIR FREIGHT LTD", "P.O. BOX 911399", "AMMAN", "", "JO", "11191", "05/13/2022",
     "11/09/2022", "Y", "2022-05-18", "TDO RENEWAL", "87 F.R. 30173 5/18/2022"),
    ("MANSOUR ZADEH", "STROVOLOU 77", "NICOSIA", "CY", "", "", "08/10/2021", "12/14/2026",
     "Y", "3017-08-22", "FR NOTICE ADDED", "82 F.R. 39105 8/17/2017"),
    ("ROBERT ALMORI ", "80-82 RUE SAINT DOMINIQUE", "PARIS", "", "FR", "7", "10/08/2020", "",
     "Y", "2020-03-27", "", "52 F.R. 38495 10/16/87"),
]  # fmt: skip


def table(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER, mark: str = "\t") -> bytes:
    lines = (mark.join(f'"{cell}"' for cell in row) for row in (header, *rows))
    return ("\r\n".join(lines) + "\r\n").encode()


DPL = table(*ROWS)


def read(data: bytes) -> Reading:
    return bis_dpl.read(LIST, {"dpl.txt": data})


def says(reading: Reading) -> str:
    return "\n".join(f"{i.gravity} {i.where}: {i.says}" for i in reading.issues)


def test_rows_of_one_order_are_one_entry_with_every_address() -> None:
    reading = read(DPL)
    assert dict(reading.rows) == {"dpl.txt": 6}
    assert [one.id for one in reading.entries] == [
        "I. ASH, 06/19/2003", "AIR FREIGHT LTD, 05/13/2022", "SOMEBODY FREE, 03/22/2003",
        "MANSOUR ZADEH, 08/10/2021", "ROBERT ALMORI, 10/08/2020",
    ]  # fmt: skip
    freight = reading.entries[1]
    assert freight.addresses == (
        ListedAddress("P.O. BOX 28360, DUBAI", "AE"),
        ListedAddress("P.O. BOX 911399, AMMAN, 11191", "JO"),
    )
    assert freight.listed_on == date(2022, 5, 13)
    assert ("Expiration date", "11/09/2022") in freight.facts
    assert "error" not in says(reading)


def test_blanks_around_a_name_go() -> None:
    names = [one.names[0].text for one in read(DPL).entries]
    assert names[0] == "I. ASH"
    assert names[-1] == "ROBERT ALMORI"


def test_an_order_that_ran_out_is_a_note_and_the_year_3017_ends_nothing() -> None:
    reading, about = read(DPL), info(LIST)
    over = [one.id for one in reading.entries if one.programmes == ("DPL-EXPIRED",)]
    assert over == ["SOMEBODY FREE, 03/22/2003"]
    assert effects(about, ["DPL-EXPIRED"])[0].effect == "note"
    assert effects(about, ["DPL"])[0].effect == "hold"
    assert "1 dates cannot be right: line 6 ('3017-08-22')" in says(reading)


def test_an_order_without_an_end_runs_on() -> None:
    assert read(DPL).entries[-1].programmes == ("DPL",)


@pytest.mark.parametrize("mark", ["\t", ","])
def test_columns_are_known_by_several_names_and_in_any_order(mark: str) -> None:
    header = ("Name", "Street Address", "City", "State", "Country", "Postal Code",
              "EFFECTIVE DATE", "Expiration date", "Type of Denial", "Last Update", "Action",
              "Appropriate Federal Register Citations")  # fmt: skip
    turned = [tuple(reversed(row)) for row in ROWS]
    data = table(*turned, header=tuple(reversed(header)), mark=mark)
    assert bis_dpl.looks_like({"x": data})
    assert read(data).entries == read(DPL).entries


@pytest.mark.parametrize(
    ("cell", "name", "place"),
    [
        ("AARON VILLA, 3415 RIVERA AVENUE, EL PASO, TX 79905", "AARON VILLA",
         "3415 RIVERA AVENUE, EL PASO, TX 79905"),
        ("NEXIANT, LLC, 2531 WEST MARYLAND AVENUE, TAMPA", "NEXIANT, LLC",
         "2531 WEST MARYLAND AVENUE, TAMPA"),
        ("ASMAT TRADING CO., LTD., DAMASCUS", "ASMAT TRADING CO., LTD.", "DAMASCUS"),
        ("JOHN DOE, JR., 7 COLUMBIA ROAD", "JOHN DOE, JR.", "7 COLUMBIA ROAD"),
        ("NEXIANT, LLC", "NEXIANT, LLC", ""),
        ("NOBODY", "NOBODY", ""),
    ],
)  # fmt: skip
def test_name_and_address_in_one_cell_are_parted_and_kept_whole(
    cell: str, name: str, place: str
) -> None:
    header = ("Name and Address", "Effective Date", "Expiration Date", "Type of Denial",
              "Appropriate Federal Register Citations")  # fmt: skip
    row = (cell, "08/24/2022", "01/14/2026", "Standard", "87 F.R. 52741 8/29/2022")
    (found,) = read(table(row, header=header, mark=",")).entries
    assert found.names[0].text == name
    assert [one.text for one in found.addresses] == ([place] if place else [])
    assert ("Name and address", cell) in found.facts


@pytest.mark.parametrize("column", ["Name", "Effective_Date", "Expiration_Date"])
def test_a_lost_column_stops_the_list(column: str) -> None:
    at = HEADER.index(column)
    cut = [row[:at] + row[at + 1 :] for row in (HEADER, *ROWS)]
    with pytest.raises(ListError, match="no column for"):
        read(table(*cut[1:], header=cut[0]))


def test_other_columns_may_go_and_new_ones_come_and_both_are_told() -> None:
    header = ("Name", "Effective_Date", "Expiration_Date", "Mood")
    reading = read(table(("A", "08/24/2022", "", "good"), header=header))
    assert "column 'Mood' is new to us" in says(reading)
    assert "columns are not in the file: street, city" in says(reading)


def test_a_row_that_cannot_be_read_or_has_no_name_is_an_error() -> None:
    nameless = ("", *ROWS[0][1:])
    reading = read(table(*ROWS, nameless) + b'"A"\t"B"\r\n"open\tx\r\n')
    assert "error dpl.txt: 2 rows cannot be read; expected 12 columns: line 9, line 10" in (
        says(reading)
    )
    assert "error dpl.txt: 1 rows have no name: line 8" in says(reading)
    assert len(reading.entries) == 5


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({}, "given 0 files"),
        ({"a": DPL, "b": DPL}, "given 2 files"),
        ({"a": b""}, "is empty"),
        ({"a": b"<html>"}, "web page"),
        ({"a": b"PK\x03\x04\xff"}, "not UTF-8"),
        ({"a": b"one,two\n"}, "no column for"),
        ({"a": b"Name,Name,Effective Date,Expiration Date\n"}, "two columns 'name'"),
    ],
)
def test_what_is_not_the_list_is_refused_in_words(parts: dict[str, bytes], words: str) -> None:
    assert not bis_dpl.looks_like(parts) or words.startswith("two")
    with pytest.raises(ListError, match=re.escape(words)):
        bis_dpl.read(LIST, parts)


def check(data: bytes) -> None:
    """Every row that was counted names a person that is there, or is told."""
    bis_dpl.looks_like({"x": data})
    try:
        reading = read(data)
    except ListError:
        return
    ids = [one.id for one in reading.entries]
    assert len(ids) == len(set(ids))
    assert all(one.names[0].text.strip() for one in reading.entries)
    rows = sum(count for _, count in reading.rows)
    lost = sum(
        int(m[1])
        for i in reading.issues
        if (m := re.match(r"(\d+) rows cannot be read", i.says))
    )
    lines = [line for line in data.decode("utf-8-sig").split("\n")[1:] if line.strip()]
    filled = [line for line in lines if line.strip('\t,"\r ')]
    assert len(filled) <= rows + lost + sum(line.count('"') % 2 for line in filled)


@given(st.integers(0, len(DPL) - 1), st.integers(0, 255), st.integers(0, 300))
def test_a_damaged_file_is_read_or_refused(at: int, byte: int, much: int) -> None:
    check(DPL[:at] + bytes([byte]) + DPL[at + 1 :])
    check(DPL[:at] + DPL[at + much :])
    check(DPL[:at] + DPL[max(0, at - much) :])


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    check(data)
    check(DPL + data)


@pytest.mark.skipif(SHARED is None, reason="needs the published lists")
def test_the_file_of_september_2022_is_read_to_the_last_row() -> None:
    where = Path(SHARED or ".") / "lists" / "us_ofac" / "2021_watchman_bench" / "dpl.txt"
    reading = read(where.read_bytes())
    assert dict(reading.rows) == {"dpl.txt": 581}
    assert len(reading.entries) == 461
    assert sum(len(one.addresses) for one in reading.entries) >= 560
    assert Counter(i.gravity for i in reading.issues) == {"warning": 1}
