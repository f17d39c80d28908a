import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from enduse.errors import ListError
from enduse.lists import ofac_xml
from enduse.model.dates import DateSpan
from enduse.model.listing import (
    Entry,
    Identifier,
    Link,
    ListedAddress,
    ListedName,
    Reading,
)

NAMESPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"
OLD_NAMESPACE = "http://tempuri.org/sdnList.xsd"
# Shaped like consolidated.xml of 28 March 2025 and the ship of SDN 4243.
DATA = f"""<?xml version="1.0" standalone="yes"?>
<sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="{NAMESPACE}">
  <publshInformation>
    <Publish_Date>03/28/2025</Publish_Date>
    <Record_Count>3</Record_Count>
  </publshInformation>
  <sdnEntry>
    <uid>9647</uid><firstName>Mahmoud Khaled</firstName><lastName>ZAHHAR</lastName>
    <title>Example Minister; Example Chair</title>
    <sdnType>Individual</sdnType>
    <remarks>(Linked To: HAMAS)</remarks>
    <programList><program>SDGT</program><program>NS-PLC</program></programList>
    <idList>
      <id><uid>1</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
      <id><uid>2</uid><idType>Passport</idType><idNumber>A1234567</idNumber>
        <idCountry>Exampland</idCountry><issueDate>12 May 2010</issueDate>
        <expirationDate>11 May 2020</expirationDate></id>
      <id><uid>3</uid><idType>Secondary sanctions risk:</idType>
        <idNumber>section 1(b) of Executive Order 13224</idNumber></id>
      <id><uid>4</uid><idType>Digital Currency Address - XBT</idType>
        <idNumber>1Example</idNumber></id>
    </idList>
    <akaList>
      <aka><uid>5</uid><type>a.k.a.</type><category>weak</category>
        <lastName>ZAHAR</lastName><firstName>Mahmoud</firstName></aka>
    </akaList>
    <nationalityList><nationality><uid>6</uid><country>Palestinian</country>
      <mainEntry>true</mainEntry></nationality></nationalityList>
    <citizenshipList><citizenship><uid>7</uid><country>Turkey</country>
      <mainEntry>true</mainEntry></citizenship></citizenshipList>
    <dateOfBirthList><dateOfBirthItem><uid>8</uid><dateOfBirth>circa 1945</dateOfBirth>
      <mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>
    <placeOfBirthList><placeOfBirthItem><uid>9</uid><placeOfBirth>Gaza Strip</placeOfBirth>
      <mainEntry>true</mainEntry></placeOfBirthItem></placeOfBirthList>
  </sdnEntry>
  <sdnEntry>
    <uid>17018</uid><lastName>PUBLIC JOINT STOCK COMPANY SBERBANK OF RUSSIA</lastName>
    <sdnType>Entity</sdnType>
    <remarks>All offices worldwide; wholly unheard of prose</remarks>
    <programList><program>UKRAINE-EO13662</program></programList>
    <idList>
      <id><uid>10</uid><idType>Executive Order 13662 Directive Determination -</idType>
        <idNumber>Subject to Directive 1</idNumber></id>
      <id><uid>11</uid><idType>Tax ID No.</idType><idNumber>7707083893</idNumber>
        <idCountry>Russia</idCountry></id>
      <id><uid>12</uid><idType>Registration ID</idType>
        <idNumber>1026303117642 (Russia)</idNumber></id>
      <id><uid>13</uid><idType>Listing Date (EO 14024 Directive 2):</idType>
        <idNumber>24 Feb 2022</idNumber></id>
      <id><uid>14</uid><idType>SWIFT/BIC</idType><idNumber>SABRRUMM</idNumber></id>
    </idList>
    <akaList>
      <aka><uid>15</uid><type>f.k.a.</type><category>strong</category>
        <lastName>SBERBANK ROSSII OAO</lastName></aka>
    </akaList>
    <addressList>
      <address><uid>16</uid><address1>19 ul. Vavilova</address1><address2>Bldg. 1</address2>
        <city>Moscow</city><stateOrProvince>Example Kr.</stateOrProvince>
        <postalCode>117312</postalCode><country>Russia</country></address>
      <address><uid>17</uid></address>
    </addressList>
  </sdnEntry>
  <sdnEntry>
    <uid>4243</uid><lastName>EXAMPLE STAR</lastName><sdnType>Vessel</sdnType>
    <programList><program>CUBA</program></programList>
    <idList><id><uid>18</uid><idType>Vessel Registration Identification</idType>
      <idNumber>IMO 9187629</idNumber></id></idList>
    <vesselInfo><callSign>P3QG3</callSign><vesselType>Crude Oil Tanker</vesselType>
      <vesselFlag>Cyprus</vesselFlag><vesselOwner>Example Co.</vesselOwner>
      <tonnage>15,000</tonnage><grossRegisteredTonnage>9,000</grossRegisteredTonnage>
    </vesselInfo>
  </sdnEntry>
</sdnList>""".encode()


def read(data: bytes) -> Reading:
    return ofac_xml.read("us_ofac_cons", {"any name": data})


def entry(number: str, data: bytes = DATA) -> Entry:
    (found,) = (one for one in read(data).entries if one.id == number)
    return found


def says(data: bytes) -> list[str]:
    return [f"{issue.gravity} {issue.says}" for issue in read(data).issues]


def test_every_entry_is_read_under_the_id_and_list_it_is_asked_for() -> None:
    reading = read(DATA)
    assert [(one.id, one.kind) for one in reading.entries] == [
        ("9647", "person"), ("17018", "unknown"), ("4243", "vessel"),
    ]  # fmt: skip
    assert {one.list_id for one in reading.entries} == {"us_ofac_cons"}
    assert reading.published == date(2025, 3, 28)
    assert dict(reading.rows) == {"sdnEntry": 3}
    assert says(DATA) == [
        "warning 1 of 3 segments of remarks were not understood; they are kept as written"
    ]


def test_names_keep_their_kind_and_strength() -> None:
    assert entry("9647").names == (
        ListedName("ZAHHAR, Mahmoud Khaled", family_first=True),
        ListedName("ZAHAR, Mahmoud", "aka", "weak", family_first=True),
    )
    assert entry("17018").names[1] == ListedName("SBERBANK ROSSII OAO", "fka")
    assert entry("9647").programmes == ("SDGT", "NS-PLC")


def test_what_stands_among_the_numbers_and_is_none_becomes_what_it_is() -> None:
    person, bank = entry("9647"), entry("17018")
    assert person.gender == "Male"
    assert person.ids == (
        Identifier("passport", "A1234567", "Passport", "Exampland",
                   "issued 12 May 2010 expires 11 May 2020"),
        Identifier("crypto", "1Example", "Digital Currency Address", note="XBT"),
    )  # fmt: skip
    assert ("Secondary sanctions risk", "section 1(b) of Executive Order 13224") in person.facts
    directive = ("Executive Order 13662 Directive Determination", "Subject to Directive 1")
    assert directive in bank.facts
    assert ("Listing Date (EO 14024 Directive 2)", "24 Feb 2022") in bank.facts


def test_numbers_find_their_scheme_and_their_issuer() -> None:
    assert [(one.scheme, one.value, one.country) for one in entry("17018").ids] == [
        ("inn", "7707083893", "Russia"),
        ("ogrn", "1026303117642", "Russia"),
        ("swift", "SABRRUMM", None),
    ]
    assert [(one.scheme, one.value) for one in entry("4243").ids] == [("imo", "9187629")]


def test_births_places_links_and_ship_facts_are_kept() -> None:
    person = entry("9647")
    assert person.birth_dates == (
        DateSpan(date(1945, 1, 1), date(1945, 12, 31), "circa 1945", circa=True),
    )
    assert (person.birth_places, person.nationalities, person.citizenships) == (
        ("Gaza Strip",), ("Palestinian",), ("Turkey",),
    )  # fmt: skip
    assert person.titles == ("Example Minister", "Example Chair")
    assert person.links == (Link("HAMAS", "Linked To"),)
    assert entry("17018").addresses == (
        ListedAddress("19 ul. Vavilova, Bldg. 1, Moscow, Example Kr. 117312", "Russia"),
    )
    assert entry("17018").remarks == ("wholly unheard of prose",)
    labels = ("Call Sign", "Vessel Type", "Vessel Flag", "Vessel Owner", "Tonnage",
              "Gross Registered Tonnage")  # fmt: skip
    assert set(labels) < {label for label, _ in entry("4243").facts}


def test_the_namespace_changes_nothing() -> None:
    assert read(DATA.replace(NAMESPACE.encode(), OLD_NAMESPACE.encode())) == read(DATA)
    assert read(DATA.replace(f' xmlns="{NAMESPACE}"'.encode(), b"")) == read(DATA)


def test_a_count_that_does_not_agree_is_an_error() -> None:
    short = DATA.replace(b"<Record_Count>3<", b"<Record_Count>4<")
    assert "error 1: Record_Count is '4'; expected the 3 entries read" in says(short)
    gone = re.sub(rb"<publshInformation>.*</publshInformation>", b"", DATA, flags=re.DOTALL)
    assert "error 1: Record_Count is ''; expected the 3 entries read" in says(gone)
    assert read(gone).published is None


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        (b">03/28/2025<", b">28/03/2025<", "Publish_Date is '28/03/2025'"),
        (b">weak<", b">poor<", "the category 'poor', taken as strong"),
        (b">f.k.a.<", b">m.k.a.<", "the type 'm.k.a.', taken as a.k.a."),
        (b">Vessel<", b">Drone<", "the type 'Drone', kept as unknown"),
        (b">circa 1945<", b">spring 1945<", "dates of birth are not dates, kept as facts"),
        (b">SWIFT/BIC<", b">Moon Number<", "the type 'Moon Number', kept as other"),
        (b"<uid>4243<", b"<uid><", "entries have no uid"),
        (b"<uid>4243<", b"<uid>17018<", "entries share a number"),
        (b"<lastName>EXAMPLE STAR</lastName>", b"", "1 entries have no name: 4243"),
        (b"<lastName>SBERBANK ROSSII OAO</lastName>", b"", "aliases have no name"),
    ],
)
def test_what_is_odd_is_told(was: bytes, becomes: bytes, words: str) -> None:
    assert was in DATA
    assert any(words in said for said in says(DATA.replace(was, becomes)))


def test_nothing_odd_is_dropped() -> None:
    odd = DATA.replace(b">circa 1945<", b">spring 1945<").replace(b">weak<", b">poor<")
    assert ("Date of birth", "spring 1945") in entry("9647", odd).facts
    assert ListedName("ZAHAR, Mahmoud", "aka", family_first=True) in entry("9647", odd).names
    moon = DATA.replace(b">SWIFT/BIC<", b">Moon Number<")
    assert Identifier("other", "SABRRUMM", "Moon Number") in entry("17018", moon).ids
    twice = DATA.replace(b"<uid>4243<", b"<uid>17018<")
    assert [one.id for one in read(twice).entries] == ["9647", "17018", "17018#2"]


def with_novelty(at: int, kind: str) -> bytes:
    """The file with something unheard of put at its element number `at`."""
    root = etree.fromstring(DATA)
    parent = list(root.iter())[at]
    if kind == "attribute":
        parent.set("NOVELTY", "x")
    else:
        new = etree.SubElement(parent, "NOVELTY")
        new.text, new.tail = ("x", None) if kind == "element" else (None, "stray")
    return etree.tostring(root)


@pytest.mark.parametrize(("kind", "word"), [("element", "NOVELTY"), ("attribute", "@NOVELTY"),
                                            ("tail", "#text")])  # fmt: skip
def test_whatever_is_new_is_told_of_wherever_it_stands(kind: str, word: str) -> None:
    silent = []
    for at, element in enumerate(etree.fromstring(DATA).iter()):
        told = [issue.where for issue in read(with_novelty(at, kind)).issues]
        if not any(word in where for where in told):
            silent.append(element.tag)
    assert silent == []


def test_the_format_is_known_by_its_root_and_never_by_its_name() -> None:
    assert ofac_xml.looks_like({"x.csv": DATA})
    assert not ofac_xml.looks_like({"sdn.xml": b"<Sanctions/>"})
    assert not ofac_xml.looks_like({"sdn.xml": DATA, "more.xml": DATA})
    assert not ofac_xml.looks_like({})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty: 0 bytes"),
        (b"<html><body>moved</body></html>", "is a web page"),
        (DATA[:3000], "not well-formed at line"),
        (b"<Sanctions/>", "the root element is 'Sanctions'"),
        (DATA.replace(b"Gaza", b"Gaz\xe9"), "byte 0xE9"),
        (b'<!DOCTYPE sdnList [<!ENTITY a "b">]><sdnList>&a;</sdnList>', "document type"),
    ],
)
def test_what_is_not_the_list_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=words):
        read(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert not ofac_xml.looks_like({"x": data})
    with pytest.raises(ListError):
        read(data)


@given(st.integers(0, len(DATA) - 1), st.integers(1, 300), st.binary(max_size=3))
def test_a_damaged_file_is_read_or_refused(at: int, much: int, put: bytes) -> None:
    for data in (DATA[:at] + put + DATA[at + much :], DATA[:at] + put + DATA[at + 1 :]):
        try:
            reading = read(data)
        except ListError:
            continue
        ids = [one.id for one in reading.entries]
        assert len(ids) == len(set(ids)) == dict(reading.rows)["sdnEntry"]
