import csv
import io
import os
import zipfile
from collections import Counter
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from enduse.errors import ListError
from enduse.lists import ofsi, uk_csv, uk_ods, uk_xml
from enduse.lists.catalogue import effects, info
from enduse.model.dates import DateSpan
from enduse.model.listing import Entry, Identifier, Link, ListedAddress, ListedName, Reading

READERS = (uk_xml, uk_csv, uk_ods, ofsi)
SHARED = os.environ.get("TEST_SHARED")
real = pytest.mark.skipif(SHARED is None, reason="needs the published lists")
LISTS = Path(SHARED or ".") / "lists"


def wrap(tag: str, *inner: str) -> str:
    return f"<{tag}>{''.join(inner)}</{tag}>"


# Shaped like UK Sanctions List AFG0006, RUS2434 and a specified ship; the facts are made up.
PERSON = wrap(
    "Designation",
    "<LastUpdated>09/04/2025</LastUpdated><DateDesignated>25/02/2022</DateDesignated>",
    "<UniqueID>AFG9001</UniqueID><OFSIGroupID>19001</OFSIGroupID>",
    "<UNReferenceNumber>TAi.901</UNReferenceNumber>",
    "<Names><Name><Name1>ORION</Name1><Name2>AL</Name2><Name6>TEST</Name6>",
    "<NameType>Primary Name</NameType></Name><Name><Name1>MULLAH</Name1><Name6>ORION</Name6>",
    "<NameType>ALias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name>",
    "<Name><NameType>Alias</NameType></Name></Names>",
    "<NonLatinNames><NonLatinName><NameNonLatinScript>أوريون</NameNonLatinScript>",
    "<NonLatinScriptType>Arabic</NonLatinScriptType></NonLatinName></NonLatinNames>",
    "<Titles><Title>Maulavi</Title></Titles>",
    "<RegimeName>The Afghanistan (Sanctions) (EU Exit) Regulations 2020</RegimeName>",
    "<IndividualEntityShip>Individual</IndividualEntityShip>",
    "<DesignationSource>UN</DesignationSource>",
    "<SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed>",
    "<OtherInformation>Said to travel &amp;amp; trade.</OtherInformation>",
    "<Addresses><Address><AddressLine1>1 Example St</AddressLine1>",
    "<AddressLine6>Testville</AddressLine6><AddressPostalCode>12345</AddressPostalCode>",
    "<AddressCountry>Exampland</AddressCountry></Address></Addresses>",
    "<PhoneNumbers><PhoneNumber>+000 1</PhoneNumber></PhoneNumbers>",
    "<IndividualDetails><Individual><DOBs><DOB>dd/mm/1945</DOB><DOB>01/02/1946</DOB></DOBs>",
    "<Nationalities><Nationality>Exampland</Nationality></Nationalities>",
    "<Positions><Position>Deputy</Position></Positions><Genders><Gender>Male</Gender></Genders>",
    "<BirthDetails><Location><TownOfBirth>Testville</TownOfBirth>",
    "<CountryOfBirth>Exampland</CountryOfBirth></Location></BirthDetails>",
    "<PassportDetails><Passport><PassportNumber>P0000001</PassportNumber>",
    "<PassportAdditionalInformation>issued in Testville</PassportAdditionalInformation>",
    "</Passport></PassportDetails><NationalIdentifierDetails><NationalIdentifier>",
    "<NationalIdentifierNumber>1234567</NationalIdentifierNumber></NationalIdentifier>",
    "</NationalIdentifierDetails></Individual></IndividualDetails>",
)
FIRM = wrap(
    "Designation",
    "<UniqueID>RUS9001</UniqueID><Names><Name><Name6>TEST WORKS LLC</Name6>",
    "<NameType>Primary name</NameType></Name></Names>",
    "<IndividualEntityShip>Entity</IndividualEntityShip>",
    "<EntityDetails><Entity><TypeOfEntities><TypeOfEntity>Company</TypeOfEntity>",
    "</TypeOfEntities><ParentCompanies><ParentCompany>TEST HOLDING</ParentCompany>",
    "</ParentCompanies><BusinessRegistrationNumbers>",
    "<BusinessRegistrationNumber>INN: 7702044530</BusinessRegistrationNumber>",
    "</BusinessRegistrationNumbers></Entity></EntityDetails>",
)
SHIP = wrap(
    "Designation",
    "<UniqueID>RUS9002</UniqueID><Names><Name><Name6>TEST STAR</Name6>",
    "<NameType>Primary Name</NameType></Name></Names>",
    "<IndividualEntityShip>Ship</IndividualEntityShip><SanctionsImposed>",
    'Shipping sanctions: (see "Other information")</SanctionsImposed>',
    "<ShipDetails><Ship><IMONumbers><IMONumber>IMO9074729</IMONumber></IMONumbers>",
    "<CurrentOwnerOperators><CurrentOwnerOperator>TEST LINES</CurrentOwnerOperator>",
    "</CurrentOwnerOperators><CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Exampland",
    "</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips></Ship></ShipDetails>",
)
XML = (
    '<?xml version="1.0" encoding="utf-8"?>'
    + wrap("Designations", "<DateGenerated>10/09/2026</DateGenerated>", PERSON, FIRM, SHIP)
).encode()


def plain(rows: list[list[str]], encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def line(columns: tuple[str, ...], **cells: str) -> list[str]:
    """A row with these cells, `Name_6` for "Name 6", and blanks elsewhere."""
    named = {key.replace("_", " "): text for key, text in cells.items()}
    assert set(named) <= set(columns), set(named) - set(columns)
    return [named.get(column, "") for column in columns]


def person(strength: str, name: str, **more: str) -> list[str]:
    return line(
        uk_csv.COLUMNS, Unique_ID="AFG9001", Name_6=name, Regime_Name="Afghanistan",
        Designation_Type="Individual", Sanctions_Imposed="Asset freeze|Travel Ban",
        Address_Country="Exampland", Date_Designated="25/02/2022", Alias_strength=strength,
        **more,
    )  # fmt: skip


BODY = [
    person("", "TEST", Name_1="ORION", Name_type="Primary Name", **{"D.O.B": "dd/mm/1945"}),
    person("", "TEST", Name_1="ORION", Name_type="Primary Name", **{"D.O.B": "01/02/1946"}),
    person("Low quality a.k.a", "ORION &amp; TEST", Name_type="ALias", Passport_number="P1",
           **{"D.O.B": "01/02/1946", "Nationality(/ies)": "(1) Exampland (2) Otherland"}),
    line(uk_csv.COLUMNS, Unique_ID="RUS9002", Name_6="TEST STAR", Name_type="Primary name",
         Designation_Type="Ship", IMO_number="9074729", Subsidiaries="(1) A Ltd (2) B Ltd"),
]  # fmt: skip
TOP = [["Report Date: 13-Feb-2026"], list(uk_csv.COLUMNS)]
CSV = plain([*TOP, *BODY])

OLDER = (*ofsi.COMMON, *ofsi.OLDER)
NEWER = (*ofsi.COMMON, *ofsi.NEWER)
OLD = plain(
    [
        ["Last Updated", "13/04/2018", *[""] * (len(OLDER) - 2)], list(OLDER),
        line(OLDER, Name_6="TÉST", Name_1="Orion", DOB="00/00/1980", Group_ID="19001",
             Group_Type="Individual", Alias_Type="Prime Alias", Regime="Afghanistan",
             Listed_On="01/04/2016", Passport_Details="Passport No: 592667 (issued 2007)"),
        line(OLDER, Name_6="TEST 2", Group_ID="13556", Group_Type="Entity", Alias_Type="AKA",
             Regime="North Korea", Listed_On="19/10/2017",
             Other_Information="IMO: 9074729. MMSI: 445539000. Added."),
    ],
    "cp1252",
)  # fmt: skip
PACKED = (
    "(UK Sanctions List Ref):RUS9001. (UK Statement of Reasons):It trades (1) oil. "
    "(Website):x.example (Business Reg No):(1) INN: 7702044530 (2) 103805 "
    "(Parent company):TEST HOLDING (IMO number):9074729 (Gender):Male"
)
NEW_ROWS = [
    ["Last Updated", "10/04/2025", *[""] * (len(NEWER) - 2)], list(NEWER),
    line(NEWER, Name_6="TEST WORKS", Group_ID="19002", Group_Type="Entity",
         Alias_Type="Primary name", Regime="Russia", Listed_On="10/04/2025",
         Other_Information=PACKED),
    line(NEWER, Name_6="WORKS", Group_ID="19002", Group_Type="Entity", Alias_Type="AKA",
         Alias_Quality="Low quality", Regime="Russia", Listed_On="10/04/2025",
         Other_Information=PACKED, **{"Name_Non-Latin_Script": "ТЕСТ"}),
]  # fmt: skip
NEW = plain(NEW_ROWS)


def read(reader: Any, data: bytes) -> Reading:
    found: Reading = reader.read("uk_x", {"list": data})
    return found


def errors(reading: Reading) -> list[str]:
    return [f"{i.where}: {i.says}" for i in reading.issues if i.gravity == "error"]


def entry(reading: Reading, number: str) -> Entry:
    (found,) = (one for one in reading.entries if one.id == number)
    return found


def test_the_xml_is_read_whole_with_the_date_of_the_file() -> None:
    reading = read(uk_xml, XML)
    assert reading.published == date(2026, 9, 10)
    assert dict(reading.rows) == {"Designations": 3}
    assert [(e.id, e.kind, e.list_id) for e in reading.entries] == [
        ("AFG9001", "person", "uk_x"), ("RUS9001", "unknown", "uk_x"),
        ("RUS9002", "vessel", "uk_x"),
    ]  # fmt: skip
    assert reading.issues == ()


def test_a_person_of_the_xml_keeps_names_births_and_papers() -> None:
    one = entry(read(uk_xml, XML), "AFG9001")
    assert one.names == (
        ListedName("ORION AL TEST"),
        ListedName("MULLAH ORION", "aka", "weak"),
        ListedName("أوريون", "original_script"),
    )
    assert one.birth_dates == (
        DateSpan.of_years(1945, text="dd/mm/1945"),
        DateSpan.of_day(date(1946, 2, 1), "01/02/1946"),
    )
    assert one.ids == (
        Identifier("passport", "P0000001", "Passport", note="issued in Testville"),
        Identifier("national_id", "1234567", "National identifier"),
    )
    assert one.programmes == (
        "The Afghanistan (Sanctions) (EU Exit) Regulations 2020", "Asset freeze", "Travel Ban",
    )  # fmt: skip
    assert one.addresses == (ListedAddress("1 Example St, Testville, 12345", "Exampland"),)
    assert (one.gender, one.titles) == ("Male", ("Maulavi", "Deputy"))
    assert one.birth_places == ("Testville, Exampland",)
    assert one.listed_on == date(2022, 2, 25)
    assert ("Other information", "Said to travel & trade.") in one.facts


def test_firms_and_ships_of_the_xml_keep_their_numbers_and_ties() -> None:
    reading = read(uk_xml, XML)
    firm, ship = entry(reading, "RUS9001"), entry(reading, "RUS9002")
    assert [(n.scheme, n.value) for n in firm.ids] == [("inn", "7702044530")]
    assert firm.links == (Link("TEST HOLDING", "Parent company"),)
    assert [(n.scheme, n.value) for n in ship.ids] == [("imo", "9074729")]
    assert ship.links == (Link("TEST LINES", "Current owner or operator"),)
    assert ("Current believed flag", "Exampland") in ship.facts


@pytest.mark.parametrize("kind", ["element", "attribute"])
def test_whatever_is_new_in_the_xml_is_told_of_wherever_it_stands(kind: str) -> None:
    silent = []
    for at, element in enumerate(etree.fromstring(XML).iter()):
        root = etree.fromstring(XML)
        parent = list(root.iter())[at]
        if kind == "element":
            etree.SubElement(parent, "NOVELTY").text = "x"
        else:
            parent.set("NOVELTY", "x")
        told = [issue.where for issue in read(uk_xml, etree.tostring(root)).issues]
        if not any("NOVELTY" in where for where in told):
            silent.append(element.tag)
    assert silent == []


def test_an_entry_without_a_name_or_a_number_is_an_error() -> None:
    bare = XML.replace(b"TEST STAR", b"").replace(b"<UniqueID>RUS9001</UniqueID>", b"")
    assert errors(read(uk_xml, bare)) == [
        "uk_x: 1 entries have no name: RUS9002",
        "uk_x: 1 entries have no number: one without any number",
    ]


def test_entries_that_share_a_number_are_told_apart() -> None:
    twice = read(uk_xml, XML.replace(b"RUS9002", b"RUS9001"))
    assert [e.id for e in twice.entries] == ["AFG9001", "RUS9001", "RUS9001#2"]


def test_crossed_rows_become_one_party_that_says_nothing_twice() -> None:
    reading = read(uk_csv, CSV)
    assert reading.published == date(2026, 2, 13)
    assert dict(reading.rows) == {"rows": 4}
    assert reading.issues == ()
    one, ship = reading.entries
    assert one.names == (
        ListedName("ORION TEST"), ListedName("ORION & TEST", "aka", "weak"),
    )  # fmt: skip
    assert [span.text for span in one.birth_dates] == ["dd/mm/1945", "01/02/1946"]
    assert one.nationalities == ("Exampland", "Otherland")
    assert one.programmes == ("Afghanistan", "Asset freeze", "Travel Ban")
    assert one.addresses == (ListedAddress("", "Exampland"),)
    assert [(n.scheme, n.value) for n in (*one.ids, *ship.ids)] == [
        ("passport", "P1"), ("imo", "9074729"),
    ]  # fmt: skip
    assert ship.links == (Link("A Ltd", "Subsidiary"), Link("B Ltd", "Subsidiary"))


@given(st.permutations(BODY))
def test_the_order_of_rows_changes_no_party(body: list[list[str]]) -> None:
    def told(rows: list[list[str]]) -> dict[str, Any]:
        found = read(uk_csv, plain([*TOP, *rows])).entries
        return {e.id: (set(e.names), set(e.birth_dates), set(e.ids), e.kind) for e in found}

    assert told(body) == told(BODY)


def test_the_older_list_of_the_treasury_is_read_in_its_own_encoding() -> None:
    reading = read(ofsi, OLD)
    assert reading.published == date(2018, 4, 13)
    assert errors(reading) == []
    one, other = reading.entries
    assert one.names == (ListedName("Orion TÉST"),)
    assert one.birth_dates == (DateSpan.of_years(1980, text="00/00/1980"),)
    assert [(n.scheme, n.value) for n in (*one.ids, *other.ids)] == [
        ("passport", "592667"), ("imo", "9074729"),
    ]  # fmt: skip
    assert ("Passport Details", "Passport No: 592667 (issued 2007)") in one.facts
    assert (other.programmes, other.listed_on) == (("North Korea",), date(2017, 10, 19))


def test_the_newer_list_is_taken_apart_at_its_labels() -> None:
    (one,) = read(ofsi, NEW).entries
    assert one.names == (
        ListedName("TEST WORKS"), ListedName("WORKS", "aka", "weak"),
        ListedName("ТЕСТ", "original_script"),
    )  # fmt: skip
    assert [(n.scheme, n.value) for n in one.ids] == [
        ("inn", "7702044530"), ("registration", "103805"), ("imo", "9074729"),
    ]  # fmt: skip
    assert one.links == (Link("TEST HOLDING", "Parent company"),)
    assert one.gender == "Male"
    assert ("UK Statement of Reasons", "It trades (1) oil.") in one.facts
    assert ("UK Sanctions List Ref", "RUS9001.") in one.facts


def test_rows_that_cannot_be_read_are_errors_and_cost_nobody_else() -> None:
    rows = CSV.decode("utf-8-sig").split("\r\n")[:-1]
    rows[2:2] = ["too,short", '"x', '"y,z', "", ",,"]
    rows.append(rows[-1].replace("RUS9002", ""))
    reading = read(uk_csv, "\r\n".join(rows).encode())
    assert [e.id for e in reading.entries] == ["AFG9001", "RUS9002", "row 11"]
    assert [text.partition(" (")[0] for text in errors(reading)] == [
        "row 4: lines 4 to 5 cannot be read",
        f"row 3: has 2 cells; expected {len(uk_csv.COLUMNS)}",
        "uk_x: 1 entries have no number: row 11",
    ]


@pytest.mark.parametrize(("reader", "data"), [(uk_csv, CSV), (ofsi, OLD), (ofsi, NEW)])
def test_a_column_that_is_new_to_us_is_told_of_once(reader: Any, data: bytes) -> None:
    rows = list(csv.reader(io.StringIO(data.decode("cp1252"), newline="")))
    rows[0][0] = rows[0][0].removeprefix("ï»¿")
    wide = [[*row, "NOVELTY" if at == 1 else ""] for at, row in enumerate(rows)]
    told = [i.says for i in read(reader, plain(wide)).issues]
    assert told == ["column 'NOVELTY' is new to us"]


@pytest.mark.parametrize(("reader", "data"), [(uk_csv, CSV), (ofsi, OLD), (ofsi, NEW)])
def test_a_column_that_is_lost_stops_the_list(reader: Any, data: bytes) -> None:
    rows = list(csv.reader(io.StringIO(data.decode("cp1252"), newline="")))
    rows[0][0] = rows[0][0].removeprefix("ï»¿")
    for at, name in enumerate(rows[1]):
        fewer = [[*row[:at], *row[at + 1 :]] for row in rows]
        with pytest.raises(ListError, match=r"is gone|no column"):
            read(reader, plain(fewer))
        assert name


BIG = b'Unique ID,Name 6\r\n"never closed\r\nA,B\r\n'


@pytest.mark.parametrize(
    ("reader", "data", "words"),
    [
        (uk_xml, b"", "is empty: 0 bytes"),
        (uk_xml, b"<html>moved</html>", "is a web page"),
        (uk_xml, b"<Other/>", "root element is 'Other'"),
        (uk_xml, XML[:900], "not well-formed"),
        (uk_csv, b"", "is empty: 0 bytes"),
        (uk_csv, b"<!DOCTYPE html><html>", "web page or XML"),
        (uk_csv, b"Name,Country\nA,B\n", "no column 'Unique ID'"),
        (uk_csv, BIG, "a quote that opens in row 2 is never closed"),
        (uk_csv, b"Unique ID,Name 6,name 6\n", "the header repeats 'Name 6'"),
        (uk_csv, b"A\0B", "NUL"),
        (ofsi, b"\x81\x8d", "byte 0x81 at 0; expected text in UTF-8 or Windows-1252"),
        (ofsi, b"PK\x03\x04", "cannot be unpacked"),
        (ofsi, b"Group ID,Name 6\n1,2\n", "is gone"),
        (uk_ods, b"Unique ID,Name\n", "is no spreadsheet"),
    ],
)
def test_what_is_not_the_list_is_refused_in_words(reader: Any, data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=words):
        read(reader, data)


@pytest.mark.parametrize("reader", READERS)
def test_there_is_one_file_and_no_other(reader: Any) -> None:
    for parts in ({}, {"a": XML, "b": XML}):
        assert not reader.looks_like(parts)
        with pytest.raises(ListError, match="expected one file"):
            reader.read("uk_x", parts)


ODS_ROWS = [
    list(uk_ods.COLUMNS),
    ["AFG9001", "19001", "TEST Orion", "Afghanistan", "Individual", "UN", "29-06-2012",
     "Arms embargo, Asset freeze, Travel Ban"],
    ["RUS9002", "", "TEST STAR", "Russia", "Ship", "UK", "29-06-2022",
     'Shipping sanctions: (see "Other information")'],
]  # fmt: skip


def ods(rows: list[list[str]]) -> bytes:
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{n}="{urn}:{n}:1.0"' for n in ("office", "table", "text"))
    body = "".join(
        wrap("table:table-row",
             *(wrap("table:table-cell", wrap("text:p", escape(c))) for c in row))
        for row in rows
    )  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="L">{body}</table:table><table:table table:name="Notes"/>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


ODS = ods(ODS_ROWS)


def test_the_summary_is_read_and_says_that_it_has_no_aliases() -> None:
    reading = read(uk_ods, ODS)
    assert reading.gaps == ("aliases",)
    assert reading.published is None
    one, ship = reading.entries
    assert one.names == (ListedName("TEST Orion"),)
    assert one.programmes == ("Afghanistan", "Arms embargo", "Asset freeze", "Travel Ban")
    assert one.listed_on == date(2012, 6, 29)
    assert (ship.kind, ship.programmes) == (
        "vessel", ("Russia", 'Shipping sanctions: (see "Other information")'),
    )  # fmt: skip
    assert [issue.says for issue in reading.issues] == ["the sheet 'Notes' was not read"]


def test_a_file_is_known_by_what_is_in_it_and_by_one_reader_only() -> None:
    for reader, data in ((uk_xml, XML), (uk_csv, CSV), (uk_ods, ODS), (ofsi, OLD), (ofsi, NEW)):
        assert [r for r in READERS if r.looks_like({"x": data})] == [reader]
    for data in (b"", b"PK\x03\x04", b"<html>", b"a,b,c"):
        assert not any(r.looks_like({"x": data}) for r in READERS)


FILES = ((uk_xml, XML), (uk_csv, CSV), (uk_ods, ODS), (ofsi, OLD), (ofsi, NEW))


def sound(reader: Any, data: bytes) -> bool:
    """The file is refused, or read with every row in an entry and every entry apart."""
    assert reader.looks_like({"x": data}) in (True, False)
    try:
        reading = read(reader, data)
    except ListError:
        return True
    ids = [one.id for one in reading.entries]
    return len(ids) == len(set(ids)) <= sum(count for _, count in reading.rows)


@given(st.sampled_from(FILES), st.integers(0, 9000), st.integers(0, 200), st.binary(max_size=3))
def test_a_damaged_file_is_read_or_refused(
    file: tuple[Any, bytes], at: int, much: int, put: bytes
) -> None:
    reader, data = file
    spot = at % len(data)
    assert sound(reader, data[:spot] + put + data[spot + much :])


SIGNS = st.sampled_from(
    [b'"', b"\r\n", b",", b"&#0;", b"(1) ", b"2) ", b"/", b"9", b"00/", b"\xe9"]
)


@given(st.sampled_from(FILES[1:]), st.integers(0, 9000), SIGNS)
def test_a_sign_put_anywhere_is_read_or_refused(
    file: tuple[Any, bytes], at: int, sign: bytes
) -> None:
    reader, data = file
    spot = at % len(data)
    assert sound(reader, data[:spot] + sign + data[spot:])


@given(st.sampled_from(READERS), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(reader: Any, data: bytes) -> None:
    with pytest.raises(ListError):
        read(reader, data)


@given(st.lists(st.text(max_size=14), min_size=len(NEWER), max_size=len(NEWER)))
def test_any_cells_are_read_and_a_name_is_kept_word_for_word(cells: list[str]) -> None:
    texts = ["".join(c for c in cell if c not in "\0&" and c.isprintable()) for cell in cells]
    texts[NEWER.index("Group ID")] = "1"
    reading = read(ofsi, plain([*NEW_ROWS[:2], ["x"] and texts]))
    name = " ".join(
        " ".join(texts[NEWER.index(f"Name {n}")] for n in (1, 2, 3, 4, 5, 6)).split()
    )
    assert [n.text for n in reading.entries[0].names if n.kind != "original_script"] == (
        [name] if name else []
    )


def test_measures_say_what_a_listing_means() -> None:
    about = info("uk_sl")
    assert effects(about, ["Russia", "Asset freeze", "Travel Ban"])[0].label == "asset freeze"
    assert effects(about, ["Guinea-Bissau", "Travel Ban"])[0].effect == "review"
    assert (
        effects(about, ["Russia", 'Shipping sanctions: (see "Other information")'])[0].effect
        == "hold"
    )
    assert effects(about, ["Russia"])[0].effect == "hold"
    assert effects(info("uk_ofsi"), ["Russia"])[0].effect == "hold"


@real
@pytest.mark.parametrize(
    ("reader", "name", "rows", "entries"),
    [
        (ofsi, "uk/ofsi_2018-04-13/sanctionsconlist.csv", 9487, 2106),
        (ofsi, "uk/ofsi_2025-04-10/ConList_2022format.xlsx", 18796, 4686),
        (uk_ods, "uk/fcdo_2025-08-11/FCDO_SL_Mon_Aug 11 2025.ods", 5302, 5302),
        (uk_xml, "format_samples/uk_sanctions_list_2026-09.xml", 2, 2),
    ],
)
def test_a_published_edition_is_read_whole(
    reader: Any, name: str, rows: int, entries: int
) -> None:
    data = (LISTS / name).read_bytes()
    assert [r for r in READERS if r.looks_like({"x": data})] == [reader]
    reading = read(reader, data)
    assert (dict(reading.rows).popitem()[1], len(reading.entries)) == (rows, entries)
    assert not any("new to us" in issue.says for issue in reading.issues)


@real
def test_the_regimes_of_the_summary_of_august_2025_hold_nobody() -> None:
    data = (LISTS / "uk/fcdo_2025-08-11/FCDO_SL_Mon_Aug 11 2025.ods").read_bytes()
    about = info("uk_sl")
    light = Counter(
        each.programmes[1:]
        for each in read(uk_ods, data).entries
        if effects(about, each.programmes)[0].effect != "hold"
    )
    assert light == {("Travel Ban",): 8, ("Arms embargo",): 1}


@real
def test_two_parties_of_the_summary_of_august_2025_have_no_name() -> None:
    data = (LISTS / "uk/fcdo_2025-08-11/FCDO_SL_Mon_Aug 11 2025.ods").read_bytes()
    assert errors(read(uk_ods, data)) == ["uk_x: 2 entries have no name: BEL0174, RUS1467"]
