import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists import private
from enduse.model.dates import DateSpan
from enduse.model.listing import Identifier, ListedAddress, ListedName, Reading

HEADER = "id,kind,name,aliases,country,birth_date,ids,effect,expires,reason"
ROWS = [
    HEADER.split(","),
    ["1", "Company", "Example Trading LLC", "ETL;Example; ETL", "AM;TR", "",
     "inn=7700000000;LEI=X;club=9;bare", "Hold", "2027-01-01", "Letter of 1 July 2024."],
    ["2", "person", "Ivan Example", "", "", "1962-05;unknown", "", "", "", ""],
    ["3", "robot", "Third Example", "", "", "", "", "note", "next year", ""],
]  # fmt: skip


def csv_of(rows: list[list[str]]) -> bytes:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows).encode()


def xlsx_of(rows: list[list[str]]) -> bytes:
    """The smallest workbook that holds these rows."""
    body = "".join(
        f'<row r="{n}">' + "".join(
            f'<c r="{chr(65 + at)}{n}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for at, cell in enumerate(row)
        ) + "</row>"
        for n, row in enumerate(rows, 1)
    )  # fmt: skip
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pack = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats"
    book = f"{kind}-officedocument.spreadsheetml"
    types = [
        f'<Default Extension="rels" ContentType="{kind}-package.relationships+xml"/>',
        f'<Override PartName="/xl/workbook.xml" ContentType="{book}.sheet.main+xml"/>',
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{book}.worksheet+xml"/>',
    ]
    ties = f'<Relationships xmlns="{pack}/relationships"><Relationship Id="r1" Type="{rel}'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{pack}/content-types">{"".join(types)}</Types>',
        "_rels/.rels": f'{ties}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{ties}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}'
        "</sheetData></worksheet>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


DATA = csv_of(ROWS)


def read(data: bytes) -> Reading:
    return private.read("own", {"own.csv": data})


def errors(reading: Reading) -> list[str]:
    return [issue.says for issue in reading.issues if issue.gravity == "error"]


def test_every_column_lands_where_it_belongs() -> None:
    first, second, third = read(DATA).entries
    assert (first.list_id, first.id, first.kind) == ("own", "1", "company")
    assert first.names == (
        ListedName("Example Trading LLC"),
        ListedName("ETL", "aka"),
        ListedName("Example", "aka"),
    )
    assert first.addresses == (ListedAddress("", "AM"), ListedAddress("", "TR"))
    assert first.ids == (
        Identifier("inn", "7700000000", "inn"),
        Identifier("lei", "X", "LEI"),
        Identifier("other", "9", "club"),
        Identifier("other", "bare", "ids"),
    )
    assert first.facts == (
        ("effect", "hold"), ("expires", "2027-01-01"), ("reason", "Letter of 1 July 2024."),
    )  # fmt: skip
    assert second.birth_dates == (DateSpan.of_month(1962, 5),)
    assert second.facts == (("effect", "review"), ("Date of birth", "unknown"))
    assert third.kind == "unknown"


def test_what_was_not_understood_is_told_of_with_its_row() -> None:
    (issue,) = read(DATA).issues
    for words in ("row 2 id scheme 'club'", "row 2 id 'bare'", "row 3 birth_date 'unknown'",
                  "row 4 kind 'robot'",
                  "row 4 expires 'next year', taken as never"):  # fmt: skip
        assert words in issue.says
    assert issue.gravity == "warning"


def test_a_spreadsheet_says_what_the_csv_says() -> None:
    assert read(xlsx_of(ROWS)).entries == read(DATA).entries
    assert private.looks_like({"x": xlsx_of(ROWS)})


def test_id_and_name_are_enough_and_in_any_order() -> None:
    (entry,) = read(b"NAME,Id\nExample,7\n").entries
    assert (entry.id, entry.names) == ("7", (ListedName("Example"),))


@given(st.sampled_from(["hold", "review", "note", ""]), st.dates(), st.dates())
def test_an_effect_holds_up_to_its_last_day(effect: str, expires: date, asked: date) -> None:
    data = f"id,name,effect,expires,reason\n1,X,{effect},{expires},Why.\n".encode()
    means = private.effect_of(read(data).entries[0], as_of=asked)
    assert (means is None) is (asked > expires)
    if means is not None:
        assert means.effect == (effect or "review")
        assert (means.citation, means.read, means.as_of) == ("private list", "primary", asked)
        assert means.says.endswith("Reason given: Why.")


def test_an_expiry_that_is_no_date_never_comes() -> None:
    means = private.effect_of(read(DATA).entries[2], as_of=date.max)
    assert means is not None
    assert means.effect == "note"


@pytest.mark.parametrize("effect", ["good", "allow", "none", "hold!", "lower"])
def test_an_effect_that_is_unknown_is_refused(effect: str) -> None:
    reading = read(f"id,name,effect\n1,X,{effect}\n2,Y,hold\n".encode())
    assert [e.id for e in reading.entries] == ["2"]
    assert errors(reading) == [
        f"1 rows were not taken: row 2 (effect {effect!r}; expected hold, review, note)"
    ]


def test_rows_that_cannot_be_taken_are_errors() -> None:
    reading = read(b'id,name\n,X\n1,\n2,Y,Z\n3,W\n4,"V"x\n')
    assert [e.id for e in reading.entries] == ["3"]
    assert len(errors(reading)) == 2
    assert "row 4" in errors(reading)[0]
    assert "row 6" in errors(reading)[0]
    assert errors(reading)[1].startswith("2 rows were not taken: row 2 (id or name is empty)")


def test_an_open_quote_does_not_swallow_a_row_in_silence() -> None:
    reading = read(b'id,name\n1,"X\n2,Y"\n3,Z\n')
    assert [e.id for e in reading.entries] == ["3"]
    assert errors(reading) == ["1 rows were not taken: row 2 (a line break in id or name)"]


def test_ids_that_stand_twice_are_told_apart_and_new_columns_kept() -> None:
    reading = read(b"id,name,colour\n1,X,red\n1,Y,\n1,X,red\n")
    assert [(e.id, e.remarks) for e in reading.entries] == [
        ("1", ("colour: red",)), ("1#2", ()),
    ]  # fmt: skip
    said = [i.says for i in reading.issues]
    assert said == [
        "2 ids stand more than once: 1, 1",
        "column 'colour' is new to us; kept as remarks",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "is empty"), (b"name\nX\n", "no header that is known"),
     (b"PK\x03\x04xx", "unpacked"),
     (b"id;name\n1;X\n", "no header"), (b"id,name,id\n1,2,3\n", "repeats a column"),
     (b"<html></html>", "web page"), (b"id,name\n\xff,X", "not UTF-8")],
)  # fmt: skip
def test_what_is_no_private_list_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=words):
        read(data)
    with pytest.raises(ListError, match="2 files"):
        private.read("own", {"a": DATA, "b": DATA})


def test_a_private_list_is_known_by_its_header() -> None:
    assert private.looks_like({"x": DATA})
    assert not private.looks_like({"x": b"id,schema,name\n"})
    assert not private.looks_like({"x": b"<html>"})
    assert not private.looks_like({"x": DATA, "y": DATA})


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda tail: DATA + tail))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    private.looks_like({"x": data})
    try:
        reading = read(data)
    except ListError:
        return
    assert len({e.id for e in reading.entries}) == len(reading.entries)
    assert all(e.names for e in reading.entries)


@given(st.integers(0, len(DATA)), st.integers(0, 40), st.binary(max_size=4))
def test_a_damaged_list_never_loses_a_row_in_silence(at: int, much: int, put: bytes) -> None:
    try:
        reading = read(DATA[:at] + put + DATA[at + much :])
    except ListError:
        return
    rows = sum(count for _, count in reading.rows)
    assert len(reading.entries) == rows or reading.issues


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=8))
def test_a_damaged_spreadsheet_is_read_or_refused(at: int, put: bytes) -> None:
    whole = xlsx_of(ROWS)
    at %= len(whole)
    private.looks_like({"x": whole[:at] + put + whole[at + len(put) :]})
    try:
        read(whole[:at] + put + whole[at + len(put) :])
    except ListError:
        return
