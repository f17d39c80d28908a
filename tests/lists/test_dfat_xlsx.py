import io
import zipfile
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists import dfat_cells
from enduse.lists.dfat_xlsx import looks_like, read
from enduse.model.dates import DateSpan
from enduse.model.listing import Entry, ListedAddress, ListedName, Reading

HEAD = (
    "Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth",
    "Place of Birth", "Citizenship", "Address", "Additional Information",
    "Listing Information", "Committees", "Control Date",
)  # fmt: skip
LISTED = "Listed by UN 1267 Committee on 25 January 2001 (amended on 20 December 2005)"
BORN = "a) Approximately 1955- 1958 b) 14 Dec. 1962"
PROSE = "Tax ID No.: 7750005482 (Russia)"
# Shaped like the list of November 2024: 101 is not next to 101a, and 101b1 is a script.
ROWS = (
    ("101", "ALI, Test Example", "Individual ", "Primary Name", BORN, "a) Kabul b) Kunduz",
     "Afghanistan", "NA", "", LISTED, "1988 (Taliban)", "2014-12-15"),
    ("2882", "SMP Bank", "Entity", "Primary name", "", "", "", "71/11 Example Street, Moscow",
     PROSE, "Listed on 16 June 2017, re-listed 2020", "Autonomous (Russia)", "2023-06-10"),
    ("101a", "Testi_x000D_\nExample", "individual", "aka", BORN, "a) Kabul b) Kunduz",
     "Afghanistan", "na", "", LISTED, "1988 (Taliban)", "2014-12-15"),
    ("101b1", "محمد", "Individual", "Original Script ", "in his youth", "", "Afghanistan", "",
     "", LISTED, "1988 (Taliban)", "2014-12-15"),
)  # fmt: skip


def book(rows: Sequence[Sequence[str]]) -> bytes:
    """A spreadsheet of one sheet with these texts."""
    cells = "".join(_row(number, row) for number, row in enumerate(rows, start=1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
        f'"/xl/workbook.xml" ContentType="{sheet}.sheet.main+xml"/><Override PartName='
        f'"/xl/worksheets/sheet1.xml" ContentType="{sheet}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type='
        f'"{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet '
        'name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData>'
        "</worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def _row(number: int, texts: Sequence[str]) -> str:
    cells = (
        f'<c r="{chr(ord("A") + at)}{number}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escape(text)}</t></is></c>'
        for at, text in enumerate(texts)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


DATA = book([HEAD, *ROWS])


def of(data: bytes) -> Reading:
    return read("au_dfat", {"list.xlsx": data})


def party(number: str, data: bytes = DATA) -> Entry:
    return next(one for one in of(data).entries if one.id == number)


def test_the_file_is_known_by_its_columns() -> None:
    assert looks_like({"x": DATA})
    assert not looks_like({"x": book([("Unique ID", "Name"), ("1", "A")])})
    assert not looks_like({"x": DATA, "y": DATA})
    assert not looks_like({})


def test_rows_of_one_number_are_one_party_wherever_they_stand() -> None:
    reading = of(DATA)
    assert [(one.id, one.kind) for one in reading.entries] == [
        ("101", "person"), ("2882", "unknown"),
    ]  # fmt: skip
    assert reading.rows == (("list.xlsx", 4),)
    assert party("101").names == (
        ListedName("ALI, Test Example", family_first=True),
        ListedName("Testi Example", "aka"),
        ListedName("محمد", "original_script"),
    )
    assert [issue.says for issue in reading.issues] == [
        "1 dates of birth were not understood; kept as remarks"
    ]


@given(st.permutations(ROWS))
def test_the_order_of_the_rows_changes_nothing_that_is_said(
    rows: list[tuple[str, ...]],
) -> None:
    entries = {one.id: one for one in of(book([HEAD, *rows])).entries}
    for one in of(DATA).entries:
        other = entries[one.id]
        assert set(one.names) == set(other.names)
        assert other.names[0].kind == "primary"
        assert set(one.birth_dates) == set(other.birth_dates)
        assert (one.listed_on, one.programmes) == (other.listed_on, other.programmes)


def test_lists_dates_and_numbers_become_typed() -> None:
    one, bank = party("101"), party("2882")
    assert one.birth_dates == (
        DateSpan.of_years(1955, 1958, text="Approximately 1955- 1958", circa=True),
        DateSpan.of_day(date(1962, 12, 14), "14 Dec. 1962"),
    )
    assert one.remarks == ("Date of birth: in his youth",)
    assert one.birth_places == ("Kabul", "Kunduz")
    assert one.citizenships == ("Afghanistan",)
    assert one.addresses == ()
    assert one.listed_on == date(2001, 1, 25)
    assert bank.programmes == ("Autonomous (Russia)",)
    assert bank.addresses == (ListedAddress("71/11 Example Street, Moscow"),)
    assert [(n.scheme, n.value) for n in bank.ids] == [("tax", "7750005482")]
    assert ("Control Date", "2023-06-10") in bank.facts


def test_the_newer_columns_give_strength_and_the_number_of_a_ship() -> None:
    head = (*HEAD, "Alias Strength", "IMO_Number")
    rows = [(*row, "Weak" if row[0] == "101a" else "", "8405270" if row[0] == "2882" else "")
            for row in ROWS]  # fmt: skip
    reading = of(book([head, *rows]))
    assert [n.strength for n in reading.entries[0].names] == ["strong", "weak", "strong"]
    assert reading.entries[1].ids[0].scheme == "imo"
    assert len(reading.issues) == 1


def test_a_column_that_is_new_is_told_once_and_an_empty_one_is_not() -> None:
    rows = [(*row, "news", "", "x") for row in ROWS]
    said = [issue.says for issue in of(book([(*HEAD, "Novelty", "Hollow", ""), *rows])).issues]
    assert said[:2] == [
        "column 'without a name' is new to us; 4 cells were not read",
        "column 'novelty' is new to us; 4 cells were not read",
    ]
    assert not any("hollow" in says for says in said)


@pytest.mark.parametrize("at", range(len(HEAD)))
def test_a_lost_column_stops_the_list(at: int) -> None:
    rows = [[*row[:at], *row[at + 1 :]] for row in (HEAD, *ROWS)]
    with pytest.raises(ListError, match="is gone; expected every known column"):
        of(book(rows))


def test_a_column_given_twice_stops_the_list() -> None:
    with pytest.raises(ListError, match="two columns of one name"):
        of(book([(*HEAD, " reference"), *[(*row, "") for row in ROWS]]))


def test_a_row_without_name_or_number_is_an_error_that_names_it() -> None:
    rows = [ROWS[0], ("102", "", *ROWS[1][2:]), ("B-7", *ROWS[1][1:])]
    reading = of(book([HEAD, *rows]))
    errors = [issue.says for issue in reading.issues if issue.gravity == "error"]
    assert errors == ["2 rows have no name or no reference: list.xlsx row 3, list.xlsx row 4"]
    assert ListedName("SMP Bank") in next(e for e in reading.entries if e.id == "b-7").names


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # 6722, 7628, 2, 101 and others of November 2024.
        ("1962-08-11", date(1962, 8, 11), date(1962, 8, 11)),
        ("29/09/1982", date(1982, 9, 29), date(1982, 9, 29)),
        ("Between 1955 and 1958", date(1955, 1, 1), date(1958, 12, 31)),
        ("11-Feb-1973", date(1973, 2, 11), date(1973, 2, 11)),
        ("Dec 14, 1962", date(1962, 12, 14), date(1962, 12, 14)),
        ("Jul. 1965", date(1965, 7, 1), date(1965, 7, 31)),
        ("approximately 1957/1958", date(1957, 1, 1), date(1958, 12, 31)),
        ("alt DOB: 12/01/1960", date(1960, 1, 12), date(1960, 1, 12)),
        ("1968 (as Ali Thafir Abdallah)", date(1968, 1, 1), date(1968, 12, 31)),
    ],
)
def test_a_date_is_read_in_every_hand(text: str, first: date, last: date) -> None:
    found, unread = dfat_cells.births(text)
    assert [(span.first, span.last) for span in found] == [(first, last)]
    assert unread == []


@pytest.mark.parametrize(
    "text", ["24/06/1402 (Hijri Calendar)", "31/02/1962", "11/13/1962", "23-Apr-68", "August",
             "1958 to 1955"],
)  # fmt: skip
def test_what_is_no_date_for_certain_is_handed_back(text: str) -> None:
    assert dfat_cells.births(text) == ([], [text])


@given(st.lists(st.text(alphabet="xyz(,.é ", min_size=1).map(str.strip).filter(bool),
                min_size=1, max_size=26))  # fmt: skip
def test_a_list_of_letters_gives_its_members(members: list[str]) -> None:
    text = " ".join(f"{chr(97 + n)}) {words}" for n, words in enumerate(members))
    kept = [words.strip(" ;,") for words in members]
    assert dfat_cells.items(text) == [words for words in kept if words]


@given(st.text(alphabet="0123456789/-. abc)(DecJan,;or", max_size=40))
def test_any_text_is_dates_or_handed_back(text: str) -> None:
    spans, unread = dfat_cells.births(text)
    assert all(span.first <= span.last for span in spans)
    digits = sum(char.isdigit() for char in "".join([*(s.text for s in spans), *unread]))
    assert digits or not any(char.isdigit() for char in text)


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_read_or_refused(data: bytes, zipped: bool) -> None:
    data = b"PK\x03\x04" + data if zipped else data
    assert not looks_like({"x": data})
    with pytest.raises(ListError):
        of(data)


@given(st.integers(0, len(DATA) - 1), st.integers(1, 300), st.binary(max_size=3))
def test_a_damaged_file_is_read_or_refused(at: int, much: int, put: bytes) -> None:
    for data in (DATA[:at] + put + DATA[at + much :], DATA[:at] + put + DATA[at + 1 :]):
        looks_like({"x": data})
        try:
            reading = of(data)
        except ListError:
            continue
        ids = [one.id for one in reading.entries]
        assert len(ids) == len(set(ids))


@given(st.lists(st.lists(st.text(max_size=6), min_size=12, max_size=12), max_size=4))
def test_any_cells_are_read_and_no_row_is_lost(rows: list[list[str]]) -> None:
    safe = [["".join(c for c in cell if c.isprintable()) for cell in row] for row in rows]
    reading = of(book([HEAD, *safe]))
    filled = [row for row in safe if any(map(str.strip, row))]
    assert reading.rows == (("list.xlsx", len(filled)),)
    assert bool(reading.entries) is bool(filled)
