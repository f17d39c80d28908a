import io
import zipfile
from datetime import date
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError, SheetError
from enduse.lists.sheet import opening, rows, titles
from enduse.sheets.unpack import unpack

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
BOOK = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def packed(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx_parts(body: str, shared: str = "", title: str = "Data") -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet; style 1 is a date."""
    styles = (
        f'<styleSheet xmlns="{BOOK}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    rels = "".join(
        f'<Relationship Id="r{n}" Type="{LINK}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"),
             ("sharedStrings", "sharedStrings.xml")], 1)
    )  # fmt: skip
    return {
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{KINDS}/relationships">'
        f'<Relationship Id="r1" Type="{LINK}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{KINDS}/content-types"/>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{BOOK}" xmlns:r="{LINK}"><sheets>'
        f'<sheet name="{title}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{KINDS}/relationships">'
        f"{rels}</Relationships>",
        "xl/styles.xml": f"{HEAD}{styles}",
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{BOOK}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{BOOK}"><sheetData>{body}'
        "</sheetData></worksheet>",
    }


def xlsx(table: list[list[str]]) -> bytes:
    """A workbook of plain texts, as the office program writes them."""
    shared = "".join(f"<si><t>{escape(c)}</t></si>" for row in table for c in row)
    count, body = 0, ""
    for number, row in enumerate(table, 1):
        cells = ""
        for at, cell in enumerate(row):
            cells += f'<c r="{chr(65 + at)}{number}" t="s"><v>{count}</v></c>' if cell else ""
            count += 1
        body += f'<row r="{number}">{cells}</row>'
    return packed(xlsx_parts(body, shared))


def ods(body: str, title: str = "List", prologue: str = "") -> bytes:
    names = " ".join(
        f'xmlns:{short}="{ODF}:{short}:1.0"' for short in ("office", "table", "text")
    )
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"{HEAD}{prologue}<office:document-content {names}><office:body>"
        f'<office:spreadsheet><table:table table:name="{title}">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
    })  # fmt: skip


def ods_row(*cells: str, times: int = 1) -> str:
    made = "".join(
        f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{made}</table:table-row>'


PLAIN = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), max_size=8)
TABLES = st.lists(st.lists(PLAIN, min_size=3, max_size=3), min_size=1, max_size=6)


def trimmed(table: list[list[str]]) -> list[tuple[str, ...]]:
    """The table without what is blank at its foot and at its right edge."""
    kept = [tuple(row) for row in table]
    while kept and not any(kept[-1]):
        kept.pop()
    width = max((at + 1 for row in kept for at, cell in enumerate(row) if cell), default=0)
    return [row[:width] for row in kept]


@given(TABLES)
def test_both_formats_give_back_the_table_they_were_made_of(table: list[list[str]]) -> None:
    made = ods("".join(ods_row(*row) for row in table))
    assert rows("x", "x.ods", made) == trimmed(table)
    assert rows("x", "x.xlsx", xlsx(table)) == trimmed(table)


def test_dates_numbers_and_truths_of_a_workbook_are_written_as_text() -> None:
    body = (
        '<row r="1"><c r="A1" s="1"><v>45880</v></c><c r="B1"><v>14196</v></c>'
        '<c r="C1"><v>0.5</v></c><c r="D1" t="b"><v>1</v></c>'
        '<c r="E1" t="inlineStr"><is><t>OOO</t></is></c>'
        '<c r="F1" s="1"><v>45880.5</v></c></row>'
    )
    data = packed(xlsx_parts(body))
    assert rows("x", "x", data) == [
        ("2025-08-11", "14196", "0.5", "TRUE", "OOO", "2025-08-11T12:00:00")
    ]


def test_dates_blanks_lines_and_comments_of_an_open_document_are_read() -> None:
    cells = (
        '<table:table-cell office:value-type="date" office:date-value="2025-08-11T00:00:00">'
        "<text:p>11 August</text:p></table:table-cell>"
        '<table:table-cell office:value-type="float" office:value="14196">'
        "<text:p>14,196</text:p></table:table-cell>"
        "<table:table-cell>\n stray text "
        "<office:annotation><text:p>no</text:p></office:annotation>"
        '<text:p>A<text:s text:c="2"/>B<text:tab/><text:span>C</text:span>D</text:p>'
        "<text:p>E<text:line-break/>F</text:p></table:table-cell>"
        '<table:covered-table-cell/><table:table-cell table:number-columns-repeated="2">'
        "<text:p>G</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="16376"/>'
    )  # fmt: skip
    data = ods(f"<table:table-row>{cells}</table:table-row>")
    assert rows("x", "x", data) == [
        ("2025-08-11", "14196", "A  B\tCD\nE\nF", "", "G", "G")
    ]  # fmt: skip


def test_blank_rows_are_kept_between_and_dropped_at_the_end() -> None:
    blank = (
        '<table:table-row table:number-rows-repeated="{}"><table:table-cell/></table:table-row>'
    )
    data = ods(ods_row("A") + blank.format(2) + ods_row("B", times=2) + blank.format(1_048_000))
    assert rows("x", "x", data) == [("A",), ("",), ("",), ("B",), ("B",)]


def test_a_sheet_is_chosen_by_its_title() -> None:
    data = xlsx([["A"]])
    assert titles("x", "x", data) == ("Data",)
    assert titles("x", "x", ods(ods_row("A"), title="UK")) == ("UK",)
    assert rows("x", "x", data, sheet="Data") == [("A",)]
    with pytest.raises(ListError, match=r"has the sheets \['Data'\]; expected a sheet 'Other'"):
        rows("x", "x", data, sheet="Other")


def test_the_opening_tells_a_spreadsheet_from_the_rest() -> None:
    assert b"Group ID" in opening(xlsx([["Group ID"]]))
    assert b"Unique ID" in opening(ods(ods_row("Unique ID")))
    assert len(opening(ods(ods_row("A")), 5)) == 5
    assert opening(packed({"a.txt": "A"})) == opening(b"PK\x03\x04") == opening(b"") == b""


DTD = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9999999"><c r="XFD9999999"/></row>'
FULL = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 500))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty: 0 bytes"),
        (b"Unique ID,Name\n", "is no spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 8, "old .XLS. or a locked file"),
        (b"PK\x03\x04 and no more", "cannot be unpacked"),
        (packed({"a.txt": "A"}), "cannot be read"),
        (packed({f"{n}": "" for n in range(1001)}), "holds 1001 files"),
        (ods(ods_row("A"), prologue=DTD), "declares a document type"),
        (packed({"content.xml": "<a>"}), "not well-formed"),
        (packed({"content.xml": "<a/>"}), "has no sheet"),
        (ods(ods_row("A") + ods_row("B", times=99_999_999)), "spans 100000000 cells"),
        (
            ods('<table:table-row><table:table-cell table:number-columns-repeated="99999999">'
                "<text:p>A</text:p></table:table-cell></table:table-row>"),
            "spans 99999999 cells",
        ),
        (
            ods('<table:table-row table:number-rows-repeated="-1"/>'),
            "repeats rows '-1' times; expected a whole number",
        ),
        (packed(xlsx_parts(FAR)), "spans 163839983616 cells"),
        (packed(xlsx_parts(FULL, f"<si><t>{'a' * 1_000_000}</t></si>")), "characters"),
        (packed(xlsx_parts("<row")), "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_sound_spreadsheet_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=words):
        rows("x", "x", data)


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    bomb = packed({"a.xml": b" " * 60_000, "content.xml": b" " * 60_000})
    assert len(bomb) < 1000
    assert len(unpack("x", bomb, most=120_000)) == 2
    with pytest.raises(SheetError, match="unpacks to over 119999 bytes"):
        unpack("x", bomb, most=119_999)


def test_a_member_that_lies_about_its_size_is_read_as_what_it_says_or_refused() -> None:
    # The reader of workbooks would go on to the true end; the copy it is given has none.
    data = bytearray(packed(xlsx_parts("<row><c><v>1</v></c></row>" + " " * 100_000)))
    for at in range(len(data) - 46):
        if data[at : at + 4] == b"PK\x01\x02" and b"sheet1" in data[at + 46 : at + 80]:
            data[at + 24 : at + 28] = (50).to_bytes(4, "little")
    with pytest.raises(ListError, match="cannot be"):
        rows("x", "x", bytes(data))


def test_a_day_stays_a_day_whichever_way_it_is_stored() -> None:
    for day in (date(1970, 1, 1), date(2012, 12, 20), date(2026, 1, 28)):
        stored = (day - date(1899, 12, 30)).days
        body = f'<row r="1"><c r="A1" s="1"><v>{stored}</v></c></row>'
        assert rows("x", "x", packed(xlsx_parts(body))) == [(day.isoformat(),)]


WHOLE = [
    ods(ods_row("Unique ID", "Name") + ods_row("AFG0001", "X")),
    xlsx([["Unique ID", "Name"], ["AFG0001", "X"]]),
    packed(xlsx_parts(FAR[:40]), zipfile.ZIP_STORED),
    packed(xlsx_parts('<row r="1"><c r="A1" s="1"><v>1</v></c></row>'), zipfile.ZIP_STORED),
]  # fmt: skip


@given(st.sampled_from(WHOLE), st.integers(0, 3000), st.integers(0, 60), st.binary(max_size=4))
def test_a_damaged_file_is_read_or_refused(data: bytes, at: int, much: int, put: bytes) -> None:
    spot = at % len(data)
    broken = data[:spot] + put + data[spot + much :]
    opening(broken)
    for take in (rows, titles):
        try:
            assert take("x", "x", broken) is not None
        except ListError:
            continue


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06"]))
def test_any_bytes_are_read_or_refused(data: bytes, head: bytes) -> None:
    with pytest.raises(ListError):
        rows("x", "x", head + data)
    assert opening(head + data) == b""
