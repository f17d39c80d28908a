import os
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from enduse.errors import ListError
from enduse.lists import eu_fsf_xml
from enduse.lists.eu_fsf_columns import LONG, NEEDED, SHORT
from enduse.lists.eu_fsf_csv import looks_like, read
from enduse.lists.eu_fsf_facts import TAKERS
from enduse.model.dates import DateSpan
from enduse.model.listing import Entry, Identifier, ListedAddress, ListedName, Reading

COLUMNS = [column for column in LONG if column not in ("Entity_UN_ReferenceNumber",
                                                       "NameAlias_Strong")]  # fmt: skip
BOM = "\ufeff"


def line(**cells: str) -> str:
    """A line of version 1.1; "quoted" cells are the test's business."""
    return ";".join(cells.get(column, "") for column in COLUMNS)


PERSON = {
    "fileGenerationDate": "05/08/2026", "Entity_LogicalId": "13", "Entity_Remark": "(UN) 1483",
    "Entity_EU_ReferenceNumber": "EU.27.28", "Entity_SubjectType": "P",
    "Entity_SubjectType_ClassificationCode": "person", "Entity_Regulation_Programme": "IRQ",
    "Entity_Regulation_NumberTitle": "1210/2003 (OJ L169)",
    "Entity_Regulation_EntryIntoForceDate": "2003-07-08",
}  # fmt: skip
YARD = {
    "fileGenerationDate": "05/08/2026", "Entity_LogicalId": "99",
    "Entity_SubjectType": "E", "Entity_Regulation_Programme": "UKR",
    "Entity_DesignationDate": "2022-03-15",
}  # fmt: skip
LINES = [
    ";".join(COLUMNS),
    line(**PERSON, NameAlias_WholeName="Orion Example", NameAlias_LastName="Example"),
    line(**PERSON, NameAlias_WholeName="Abu Orion", NameAlias_Remark="lo quality"),
    line(**PERSON, BirthDate_Year="1937", BirthDate_Circa="true", BirthDate_Place="Al-Test"),
    line(**YARD, NameAlias_WholeName='"Yard ""Test""; Example"'),
    line(**YARD, Address_City="Kaliningrad", Address_CountryDescription="RUSSIA"),
    line(**YARD, NameAlias_Function='"Builds\nships"', NameAlias_WholeName="Yard"),
    line(**PERSON, Citizenship_CountryDescription="IRAQ"),
    line(**PERSON, Identification_Number="A1", Identification_TypeCode="passport"),
]
DATA = (BOM + "\r\n".join(LINES) + "\r\n").encode()

SHORT_COLUMNS = [column.partition("#")[0] for column in SHORT]
SHORT_COLUMNS.remove("Date_file")
SHORT_HEADER = ";".join(["Date_filexxxx", *SHORT_COLUMNS])


def short(**cells: str) -> str:
    about = {"Subject_type": "P", "Programme": "ZWE", "EU_ref_num": "EU.1.1"}
    names = ["Date_file", *SHORT_COLUMNS]
    filled = [("1" if name == "Entity_logical_id" else (about | cells).get(name, ""))
              for name in names]  # fmt: skip
    return ";".join(["04/07/2018", *filled[1:]])


SHORT_LINES = [
    SHORT_HEADER,
    short(Naal_wholename="Orion Example", Naal_function='"Governor;"'),
    short(Birt_date="N/A", Birt_place="-"),
    short(Iden_number="AD1 (passport-National passport) ((passport))"),
]


def wrapped(lines: list[str]) -> bytes:
    """As a spreadsheet saves it: every line in quotes, tabs behind."""
    return "\n".join('"' + text.replace('"', '""') + '\t\t"' for text in lines).encode()


def reading(data: bytes = DATA) -> Reading:
    return read("eu_fsf", {"list.csv": data})


def errors(found: Reading) -> list[str]:
    return [issue.says for issue in found.issues if issue.gravity == "error"]


def test_lines_of_one_party_make_one_entry_wherever_they_stand() -> None:
    found = reading()
    assert found.issues == ()
    assert found.published == date(2026, 8, 5)
    assert found.rows == (("list.csv", 8),)
    person, yard = found.entries
    assert person == Entry(
        "eu_fsf", "EU.27.28", "person",
        (ListedName("Orion Example"), ListedName("Abu Orion", "aka", "weak")),
        programmes=("IRQ",), listed_on=date(2003, 7, 8),
        birth_dates=(DateSpan.of_years(1937, circa=True),), birth_places=("Al-Test",),
        citizenships=("IRAQ",), ids=(Identifier("passport", "A1", "passport"),),
        facts=(("Remark", "(UN) 1483"), ("Name remark", "Abu Orion: lo quality"),
               ("Subject type", "person"), ("Regulation", "1210/2003 (OJ L169)")),
    )  # fmt: skip
    assert yard.names == (ListedName('Yard "Test"; Example'), ListedName("Yard", "aka"))
    assert yard.addresses == (ListedAddress("Kaliningrad", "RUSSIA"),)
    assert ("Function", "Builds ships") in yard.facts
    assert yard.listed_on == date(2022, 3, 15)


@pytest.mark.parametrize("data", [wrapped(SHORT_LINES), "\n".join(SHORT_LINES).encode()])
def test_the_short_file_is_read_also_where_each_line_was_put_in_quotes(data: bytes) -> None:
    found = reading(data)
    (one,) = found.entries
    assert errors(found) == []
    assert found.published == date(2018, 7, 4)
    assert (one.id, one.kind, one.programmes) == ("EU.1.1", "person", ("ZWE",))
    assert one.titles == ("Governor",)
    assert (one.birth_dates, one.birth_places) == ((), ())
    note = Identifier("passport", "AD1", "National passport", note="(passport)")
    assert one.ids == (note,)
    quoted = [issue for issue in found.issues if "in quotes as a whole" in issue.says]
    assert len(quoted) == (1 if data.startswith(b'"') else 0)


@pytest.mark.parametrize("column", [name for names in NEEDED.values() for name in names])
def test_a_lost_column_stops_the_list(column: str) -> None:
    data = DATA if column in LONG else "\n".join(SHORT_LINES).encode()
    with pytest.raises(ListError, match=f"'{column}' is gone|first line"):
        reading(data.replace(column.encode(), b"Else"))


def test_a_new_column_is_told_of() -> None:
    (issue,) = reading(DATA.replace(b";Address_PoBox;", b";Address_Planet;")).issues
    assert issue.says == "1 columns are new to us, not read: Address_Planet"


def test_a_line_that_cannot_be_read_is_an_error_and_loses_no_other() -> None:
    found = reading(DATA.replace(b"Abu Orion", b'Abu "Orion;x'))
    assert errors(found) == [
        f"1 lines cannot be read; expected {len(COLUMNS)} cells and a party's number:"
        f" line 3 ({len(COLUMNS) + 1})"
    ]
    assert found.rows == (("list.csv", 7),)


def test_a_party_without_a_name_is_an_error() -> None:
    bare = "\n".join([LINES[0], LINES[7]]).encode()
    assert errors(reading(bare)) == ["1 entries have no name: EU.27.28"]


def test_lines_of_different_days_are_told_of() -> None:
    found = reading(DATA.replace(b"05/08/2026;99", b"06/08/2026;99"))
    assert found.published == date(2026, 8, 6)
    assert any("2 different ones" in issue.says for issue in found.issues)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"<html></html>", "is a web page"),
        (b"a;b\n1;2\n", "the first line of list.csv is 'a;b'"),
        (DATA.replace(b"Orion", b"Or\xefon"), "byte 0xEF"),
    ],
)
def test_what_is_not_the_list_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=words):
        reading(data)


def test_the_file_is_known_by_its_first_line() -> None:
    assert looks_like({"any": DATA})
    assert looks_like({"any": wrapped(SHORT_LINES)})
    assert not looks_like({"any": b"annex,number,name\n"})
    assert not looks_like({"any": DATA, "more": DATA})


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ListError):
        reading(data)


@given(st.binary(max_size=200))
def test_any_bytes_behind_the_header_are_read_or_refused(data: bytes) -> None:
    try:
        found = reading(LINES[0].encode() + b"\n" + data)
    except ListError:
        return
    blank = not data.decode().strip()
    assert blank or found.entries or errors(found)


@given(st.integers(0, len(DATA) - 1), st.integers(1, 900), st.binary(max_size=3))
def test_a_damaged_file_is_read_or_refused_and_no_line_goes_missing(
    at: int, much: int, put: bytes
) -> None:
    for data in (DATA[:at] + put + DATA[at + much :], DATA[:at] + put + DATA[at + 1 :]):
        try:
            found = reading(data)
        except ListError:
            continue
        ids = [one.id for one in found.entries]
        assert len(ids) == len(set(ids))
        opened = data.replace(b"\r", b"").count(b"\n05/08/2026;")
        assert found.rows[0][1] >= opened or errors(found)


WORD = st.text("abc ABC019", min_size=1, max_size=8).map(lambda text: " ".join(text.split()))
GROUPS = ("nameAlias", "address", "birthdate", "citizenship", "identification")


@st.composite
def filled(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """One name, address, birth, citizenship or paper: its group and some of its columns."""
    group = draw(st.sampled_from(GROUPS))
    columns = [c for c in COLUMNS if LONG[c][0] == group and c != "Address_ContactInfo"]
    cells = draw(st.dictionaries(st.sampled_from(columns), WORD.filter(bool), min_size=1))
    return group, cells


@given(st.lists(filled(), min_size=1, max_size=6))
def test_the_csv_and_the_xml_say_the_same_of_a_party(
    parts: list[tuple[str, dict[str, str]]],
) -> None:
    parts.sort(key=lambda part: list(TAKERS).index(part[0]))
    lines = [line(**PERSON, **cells) for _, cells in parts]
    root = etree.Element("export", generationDate="2026-08-05")
    party = etree.SubElement(root, "sanctionEntity", euReferenceNumber="EU.27.28")
    etree.SubElement(party, "subjectType", code="person", classificationCode="P")
    for group, cells in parts:
        fields = {LONG[column][1]: text for column, text in cells.items()}
        remark = fields.pop("remark", "")
        node = etree.SubElement(party, group, fields)
        etree.SubElement(node, "remark").text = remark
    etree.SubElement(
        party, "regulation", programme="IRQ", numberTitle="1210/2003 (OJ L169)",
        entryIntoForceDate="2003-07-08",
    )  # fmt: skip
    etree.SubElement(party, "remark").text = "(UN) 1483"
    (told,) = reading("\n".join([LINES[0], *lines]).encode()).entries
    (said,) = eu_fsf_xml.read("eu_fsf", {"list.xml": etree.tostring(root)}).entries
    assert replace(told, facts=()) == replace(said, facts=())
    assert set(told.facts) == set(said.facts)


SHARED = os.environ.get("TEST_SHARED")


@pytest.mark.skipif(SHARED is None, reason="needs the published lists")
def test_the_sample_of_july_2018_is_refused_for_its_bytes_and_read_without_them() -> None:
    data = (Path(SHARED or ".") / "lists/eu/fsf_2018_sample/EUSanctionsShort.csv").read_bytes()
    with pytest.raises(ListError, match="byte 0xEF at 5833, which is not UTF-8"):
        reading(data)
    found = reading(data.decode("cp1252", "replace").encode())
    assert found.rows == (("list.csv", 999),)
    assert len(found.entries) == 93
    assert errors(found) == []
    programmes = Counter(name for one in found.entries for name in one.programmes)
    assert set(programmes) == {"IRQ", "TERR", "TAQA", "ZWE"}


@pytest.mark.parametrize("run", ["\t", " ", '"', ";", "-"])
def test_a_long_run_behind_the_last_line_takes_no_square_of_time(run: str) -> None:
    began = time.perf_counter()
    reading(DATA + (run * 20_000).encode())
    assert time.perf_counter() - began < 2
