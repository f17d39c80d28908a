from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists.starter import COLUMNS, load, read
from enduse.model.listing import Identifier, ListedAddress, ListedName

HEAD = "# as_of: 2026-07-31\n" + ",".join(COLUMNS) + "\n"
ROW = "us_ofac_sdn,1,Example LLC,company,EX; Exa,RU,A;B,2022-02-24,inn=7700000000,net-1;net-2\n"


def test_a_row_becomes_an_entry_under_the_id_of_its_list() -> None:
    reading = read((HEAD + ROW).encode())
    (entry,) = reading.entries
    assert (entry.list_id, entry.id, entry.kind) == ("starter", "us_ofac_sdn:1", "company")
    assert entry.names == (
        ListedName("Example LLC"), ListedName("EX", "aka"), ListedName("Exa", "aka"),
    )  # fmt: skip
    assert entry.programmes == ("us_ofac_sdn", "A", "B")
    assert entry.addresses == (ListedAddress("", "RU"),)
    assert entry.ids == (Identifier("inn", "7700000000", "inn"),)
    assert entry.listed_on == date(2022, 2, 24)
    assert entry.facts == (("Network", "net-1"), ("Network", "net-2"))
    assert (reading.published, reading.issues) == (date(2026, 7, 31), ())


@given(st.permutations(COLUMNS))
def test_columns_are_taken_by_name(columns: list[str]) -> None:
    cells = dict(zip(COLUMNS, ROW.strip().split(","), strict=True))
    lines = [HEAD.split("\n")[0], ",".join(columns), ",".join(cells[c] for c in columns)]
    assert read("\n".join(lines).encode()).entries == read((HEAD + ROW).encode()).entries


@pytest.mark.parametrize("lost", COLUMNS)
def test_a_lost_column_stops_the_list(lost: str) -> None:
    with pytest.raises(ListError, match=f"the header lacks {lost}"):
        read(HEAD.replace(lost, "x" + lost[1:], 1 if lost != "list" else -1).encode())


@pytest.mark.parametrize("first", ["", "# as_of: 2026-02-30", "as_of: 2026-01-01", "20260101x"])
def test_a_list_without_its_date_is_refused(first: str) -> None:
    with pytest.raises(ListError, match="expected # as_of: YYYY-MM-DD"):
        read(f"{first}\n{','.join(COLUMNS)}\n".encode())


@pytest.mark.parametrize(
    ("row", "words", "kept"),
    [
        (ROW.replace("company", "firm"), "kind is 'firm'", 1),
        (ROW.replace("2022-02-24", "last week"), "listed_on is 'last week'", 1),
        (ROW.replace("inn=", "inn"), "id 'inn7700000000' was not read", 1),
        (ROW + ROW, "us_ofac_sdn:1 stands here again", 2),
        (ROW.replace("Example LLC", " "), "list, entry or name is empty", 0),
        (ROW.replace("Example", '"Example'), "cannot be read; expected 10 columns", 0),
        (ROW.replace(",RU,", ","), "cannot be read; expected 10 columns", 0),
    ],
)
def test_trouble_in_a_row_is_told_with_its_number(row: str, words: str, kept: int) -> None:
    reading = read((HEAD + row).encode())
    (issue,) = reading.issues
    assert words in issue.says
    assert issue.where == ("row 4" if kept == 2 else "row 3")
    assert (issue.gravity == "error") == (kept == 0)
    assert len(reading.entries) == kept


def test_a_column_that_is_new_to_us_is_told() -> None:
    data = HEAD.replace("networks", "networks,colour") + ROW.replace("\n", ",red\n")
    (issue,) = read(data.encode()).issues
    assert issue.says == "column 'colour' is new to us"


@given(st.integers(0, len(HEAD + ROW) - 1), st.integers(0, 60), st.binary(max_size=3))
def test_a_damaged_file_is_read_or_refused_and_no_row_goes_missing(
    at: int, much: int, put: bytes
) -> None:
    whole = (HEAD + ROW * 3).encode()
    data = whole[:at] + put + whole[at + much :]
    try:
        reading = read(data)
    except ListError:
        return
    lost = sum(issue.gravity == "error" for issue in reading.issues)
    assert dict(reading.rows)["parties.csv"] == len(reading.entries) + lost


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ListError):
        read(data)


def test_the_shipped_entries_are_read_without_trouble() -> None:
    reading = load()
    assert reading.issues == ()
    assert reading.entries
    assert len({entry.id for entry in reading.entries}) == len(reading.entries)
