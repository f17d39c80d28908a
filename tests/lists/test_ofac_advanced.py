import os
import re
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from enduse.errors import ListError
from enduse.lists import ofac_advanced
from enduse.lists.ofac_party import Log
from enduse.model.dates import DateSpan
from enduse.model.listing import Entry, Identifier, Link, ListedAddress, ListedName, Reading
from tests.lists.test_sections import whole_tree

SHARED = os.environ.get("TEST_SHARED")


def words(kind: str, *pairs: tuple[int, str], more: str = "") -> str:
    items = "".join(f'<{kind} ID="{number}"{more}>{text}</{kind}>' for number, text in pairs)
    return f"<{kind}Values>{items}</{kind}Values>"


SETS = "".join((
    words("AliasType", (1400, "A.K.A."), (1401, "F.K.A."), (1403, "Name")),
    words("AreaCode", (1, "RU"), more=' CountryID="1" Description="Russia" AreaCodeTypeID="1"'),
    words("Country", (1, "Russia"), (2, "China"), (3, "undetermined"), more=' ISO2="XX"'),
    words("DetailReference", (7, "Male"), (8, "Subject to Directive 1")),
    words("EntryEventType", (1, "Created")),
    words("FeatureType", (8, "Birthdate"), (9, "Place of Birth"), (13, "SWIFT/BIC"),
          (11, "Citizenship Country"), (224, "Gender"), (25, "Location"), (14, "Website"),
          (204, "Executive Order 13662 Directive Determination -"),
          more=' FeatureTypeGroupID="1"'),
    words("IDRegDocDateType", (1480, "Issue Date"), (1481, "Expiration Date")),
    words("IDRegDocType", (1571, "Passport"), (1596, "Tax ID No.")),
    words("LegalBasis", (5, "Executive Order 13662 (Ukraine)"), more=' LegalBasisTypeID="1"'),
    words("List", (1, "Consolidated List"), (2, "Sectoral Sanctions Identifications List")),
    words("LocPartType", (1451, "ADDRESS1"), (1454, "CITY"), (1456, "POSTAL CODE")),
    words("NamePartType", (1520, "Last Name"), (1521, "First Name"), (1525, "Entity Name")),
    '<PartySubTypeValues><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>'
    '<PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>'
    '<PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>',
    words("PartyType", (1, "Individual"), (2, "Entity"), (4, "Transport")),
    words("RelationType", (15003, "Owned or Controlled By"), more=' Symmetrical="false"'),
    words("SanctionsType", (1, "Program"), (1706, "Reject"), (91505, "Sectoral Directive 1")),
    words("Script", (215, "Latin"), (220, "Chinese Simplified"), (204, "Cyrillic"),
          more=' ScriptCode="X"'),
    words("Validity", (1, "Valid"), (2, "Fraudulent")),
    words("ScriptStatus", (1, "Unknown")),
))  # fmt: skip


def value(group: int, text: str, script: int = 215) -> str:
    return (
        f'<DocumentedNamePart><NamePartValue NamePartGroupID="{group}" ScriptID="{script}"'
        f' ScriptStatusID="1" Acronym="false">{text}</NamePartValue></DocumentedNamePart>'
    )


def alias(kind: int, *names: str, primary: str = "false", low: str = "false") -> str:
    documented = "".join(
        f'<DocumentedName ID="1" FixedRef="1" DocNameStatusID="1">{name}</DocumentedName>'
        for name in names
    )
    return (
        f'<Alias FixedRef="1" AliasTypeID="{kind}" Primary="{primary}" LowQuality="{low}">'
        f"{documented}</Alias>"
    )


def groups(*pairs: tuple[int, int]) -> str:
    inner = "".join(
        f'<MasterNamePartGroup><NamePartGroup ID="{number}" NamePartTypeID="{kind}"/>'
        "</MasterNamePartGroup>"
        for number, kind in pairs
    )
    return f"<NamePartGroups>{inner}</NamePartGroups>"


def feature(kind: int, inside: str) -> str:
    return (
        f'<Feature ID="1" FeatureTypeID="{kind}"><FeatureVersion ID="2" ReliabilityID="1">'
        f"<Comment/>{inside}</FeatureVersion>"
        '<IdentityReference IdentityID="1" IdentityFeatureLinkTypeID="1"/></Feature>'
    )


def point(tag: str, day: tuple[int, int, int]) -> str:
    year, month, number = day
    return f"<{tag}><Year>{year}</Year><Month>{month}</Month><Day>{number}</Day></{tag}>"


FIXED = 'YearFixed="false" MonthFixed="false" DayFixed="false"'


def period(first: tuple[int, int, int], last: tuple[int, int, int], *, about: str) -> str:
    start, end = (
        f'<{tag} Approximate="{about}" {FIXED}>{point("From", day)}{point("To", day)}</{tag}>'
        for tag, day in (("Start", first), ("End", last))
    )
    return f'<DatePeriod CalendarTypeID="1" {FIXED}>{start}{end}</DatePeriod>'


def sanctions(profile: int, listed: int, day: tuple[int, int, int], measures: str) -> str:
    when = point("Date", day).replace("<Date>", '<Date CalendarTypeID="1">')
    return (
        f'<SanctionsEntry ID="7{profile}" ProfileID="{profile}" ListID="{listed}">'
        f'<EntryEvent ID="1" EntryEventTypeID="1" LegalBasisID="5"><Comment/>{when}'
        f"</EntryEvent>{measures}</SanctionsEntry>"
    )


def measure(kind: int, comment: str) -> str:
    return (
        f'<SanctionsMeasure ID="1" SanctionsTypeID="{kind}"><Comment>{comment}</Comment>'
        '<DatePeriod CalendarTypeID="1" YearFixed="true" MonthFixed="true" DayFixed="true"/>'
        "</SanctionsMeasure>"
    )


def place(number: int, inside: str, country: int) -> str:
    return (
        f'<Location ID="{number}"><LocationAreaCode AreaCodeID="1"/><LocationCountry'
        f' CountryID="{country}" CountryRelevanceID="1413"/>{inside}'
        '<FeatureVersionReference FeatureVersionID="2"/></Location>'
    )


def part(kind: int, text: str) -> str:
    return (
        f'<LocationPart LocPartTypeID="{kind}"><LocationPartValue Primary="true"'
        f' LocPartValueTypeID="1" LocPartValueStatusID="1"><Comment/><Value>{text}</Value>'
        "</LocationPartValue></LocationPart>"
    )


# Shaped like cons_advanced.xml of 17 March 2020: 9639, 17022 and 18267 are of that list.
PERSON = (
    '<DistinctParty FixedRef="9639"><Comment>HAMAS - Gaza</Comment>'
    '<Profile ID="9639" PartySubTypeID="4">'
    '<Identity ID="51" FixedRef="9639" Primary="true" False="false">'
    + alias(1400, value(13, "Abu Al-Abd"), low="true")
    + alias(1403, value(11, "HANIYA") + value(12, "Ismail Abdul Salah"), primary="true")
    + alias(1400, value(11, "ХАНИЯ", 204) + value(12, "Исмаил", 204),
            value(11, "哈", 220) + value(12, "尼亚", 220))
    + groups((11, 1520), (12, 1521), (13, 1521))
    + "</Identity>"
    + feature(8, period((1962, 1, 1), (1962, 12, 31), about="false"))
    + feature(8, period((1960, 1, 1), (1965, 12, 31), about="true"))
    + feature(8, period((1962, 5, 8), (1962, 5, 8), about="false"))
    + feature(9, '<VersionDetail DetailTypeID="1432">Shati</VersionDetail>')
    + feature(11, '<VersionDetail DetailTypeID="1433"/><VersionLocation LocationID="301"/>')
    + feature(224, '<VersionDetail DetailTypeID="1431" DetailReferenceID="7"/>')
    + "</Profile></DistinctParty>"
)  # fmt: skip
FIRM = (
    '<DistinctParty FixedRef="17022"><Comment/><Profile ID="17022" PartySubTypeID="3">'
    '<Identity ID="52" FixedRef="17022" Primary="true" False="false">'
    + alias(1403, value(21, "Rosneft Oil Company"), primary="true")
    + alias(1401, value(21, "Rosneft OAO"))
    + groups((21, 1525))
    + "</Identity>"
    + feature(25, '<VersionLocation LocationID="302"/>')
    + feature(13, '<VersionDetail DetailTypeID="1432">GAZPRUMM</VersionDetail>')
    + feature(14, '<VersionDetail DetailTypeID="1432">www.rosneft.com</VersionDetail>')
    + feature(204, '<VersionDetail DetailTypeID="1431" DetailReferenceID="8"/>')
    + "</Profile></DistinctParty>"
)
CHILD = (
    '<DistinctParty FixedRef="18267"><Comment/><Profile ID="18267" PartySubTypeID="3">'
    '<Identity ID="53" FixedRef="18267" Primary="true" False="false">'
    + alias(1403, value(31, "OJSC ORENBURGNEFT"), primary="true")
    + groups((31, 1525))
    + "</Identity></Profile></DistinctParty>"
)
DATA = (
    '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'
    '<Sanctions xmlns="http://www.un.org/sanctions/1.0" Version="3">'
    + point("DateOfIssue", (2020, 3, 17)).replace("Issue>", 'Issue CalendarTypeID="1">', 1)
    + f"<ReferenceValueSets>{SETS}</ReferenceValueSets><Locations>"
    + place(301, "", 2)
    + place(302, part(1451, "26/1 Sofiyskaya Emb.") + part(1454, "Moscow")
            + part(1456, "115035"), 1)
    + "</Locations><IDRegDocuments>"
    '<IDRegDocument ID="1" IDRegDocTypeID="1596" IdentityID="52" IssuedBy-CountryID="1"'
    ' ValidityID="1"><Comment/><IDRegistrationNo>7706107510</IDRegistrationNo>'
    '<IssuingAuthority/><DocumentedNameReference DocumentedNameID="1"/></IDRegDocument>'
    '<IDRegDocument ID="2" IDRegDocTypeID="1571" IdentityID="51" ValidityID="2"><Comment/>'
    "<IDRegistrationNo>A1234567</IDRegistrationNo><IssuingAuthority>Example</IssuingAuthority>"
    '<DocumentDate IDRegDocDateTypeID="1480">'
    + period((2010, 2, 18), (2010, 2, 18), about="false")
    + "</DocumentDate></IDRegDocument></IDRegDocuments>"
    f"<DistinctParties>{PERSON}{FIRM}{CHILD}</DistinctParties><ProfileRelationships>"
    '<ProfileRelationship ID="1" From-ProfileID="18267" To-ProfileID="17022"'
    ' RelationTypeID="15003" RelationQualityID="1" Former="false" SanctionsEntryID="1">'
    "<Comment/></ProfileRelationship></ProfileRelationships><SanctionsEntries>"
    + sanctions(9639, 1, (2014, 10, 10), measure(1706, "") + measure(1, "NS-PLC"))
    + sanctions(17022, 1, (2014, 10, 10), measure(91505, "") + measure(1, "UKRAINE-EO13662"))
    + sanctions(17022, 2, (2014, 7, 16), measure(91505, "") + measure(1, "UKRAINE-EO13662"))
    + sanctions(18267, 2, (2015, 7, 30), measure(1, "UKRAINE-EO13662"))
    + "</SanctionsEntries><SanctionsEntryLinks/></Sanctions>"
).encode()  # fmt: skip


def read(data: bytes) -> Reading:
    return ofac_advanced.read("us_ofac_cons", {"any name": data})


def entry(number: str, data: bytes = DATA) -> Entry:
    (found,) = (one for one in read(data).entries if one.id == number)
    return found


def says(data: bytes) -> list[str]:
    return [f"{issue.gravity} {issue.where} {issue.says}" for issue in read(data).issues]


def test_every_party_is_read_with_the_date_of_the_file() -> None:
    reading = read(DATA)
    assert [(one.id, one.kind) for one in reading.entries] == [
        ("9639", "person"), ("17022", "unknown"), ("18267", "unknown"),
    ]  # fmt: skip
    assert reading.published == date(2020, 3, 17)
    assert dict(reading.rows) == {
        "DistinctParty": 3, "IDRegDocument": 2, "ProfileRelationship": 1, "SanctionsEntry": 4,
    }  # fmt: skip
    assert [issue.says for issue in reading.issues] == [
        "1 of 1 segments of remarks were not understood; they are kept as written"
    ]


def test_names_are_put_together_from_their_parts_in_every_script() -> None:
    assert entry("9639").names == (
        ListedName("HANIYA, Ismail Abdul Salah", family_first=True),
        ListedName("Abu Al-Abd", "aka", "weak"),
        ListedName("ХАНИЯ, Исмаил", "original_script", family_first=True),
        ListedName("哈尼亚", "original_script"),
    )
    assert entry("17022").names[1] == ListedName("Rosneft OAO", "fka")


def test_a_whole_year_is_a_year_and_a_day_a_day() -> None:
    assert entry("9639").birth_dates == (
        DateSpan.of_years(1962),
        DateSpan.of_years(1960, 1965, text="circa 1960 to 1965", circa=True),
        DateSpan.of_day(date(1962, 5, 8), "08 May 1962"),
    )


def test_features_and_documents_become_typed() -> None:
    person, firm = entry("9639"), entry("17022")
    assert (person.birth_places, person.citizenships, person.gender) == (
        ("Shati",), ("China",), "Male",
    )  # fmt: skip
    assert person.ids == (
        Identifier("passport", "A1234567", "Passport",
                   note="issued 18 Feb 2010 Fraudulent Example"),
    )  # fmt: skip
    assert firm.ids == (
        Identifier("swift", "GAZPRUMM", "SWIFT/BIC"),
        Identifier("inn", "7706107510", "Tax ID No.", "Russia"),
    )
    assert firm.addresses == (ListedAddress("26/1 Sofiyskaya Emb., Moscow 115035", "Russia"),)
    assert ("Website", "www.rosneft.com") in firm.facts
    directive = ("Executive Order 13662 Directive Determination", "Subject to Directive 1")
    assert directive in firm.facts


def test_the_oldest_entry_on_a_list_is_the_day_of_listing() -> None:
    firm = entry("17022")
    assert firm.listed_on == date(2014, 7, 16)
    assert firm.programmes == ("UKRAINE-EO13662",)
    assert ("Measure", "Sectoral Directive 1") in firm.facts
    assert ("List", "Sectoral Sanctions Identifications List") in firm.facts


def test_a_relationship_is_a_link_to_the_other_partys_name() -> None:
    assert entry("18267").links == (Link("Rosneft Oil Company", "Owned or Controlled By"),)
    assert entry("17022").links == ()


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        (b'IdentityID="52" Issued', b'IdentityID="9" Issued',
         "error us_ofac_cons 1: documents belong to no party of the file"),
        (b'ProfileID="18267" ListID', b'ProfileID="9" ListID',
         "error us_ofac_cons 1: sanctions entries belong to no party of the file"),
        (b'ProfileID="18267" ListID', b'ProfileID="9" ListID', "parties are in no sanctions"),
        (b'From-ProfileID="18267"', b'From-ProfileID="9"',
         "warning us_ofac_cons 1: relationships belong to no party of the file"),
        (b'To-ProfileID="17022"', b'To-ProfileID="9"',
         "warning us_ofac_cons 1: relationships name a party that is not in the file"),
        (b'<VersionLocation LocationID="302"', b'<VersionLocation LocationID="9"',
         "error us_ofac_cons 1: locations are referred to and not in the file"),
        (b'FeatureTypeID="14"', b'FeatureTypeID="9999"',
         "warning us_ofac_cons 1: numbers of FeatureType are in no reference set"),
        (b'<NamePartGroup ID="31"', b'<NamePartGroup ID="39"',
         "warning us_ofac_cons 1: parts of names are of no group"),
        (b"<Year>2020</Year>", b"<Year>x</Year>", "DateOfIssue is no date"),
        (b"<Month>7</Month>", b"<Month>17</Month>", "dates of sanctions entries are no dates"),
        (b"<Year>1965</Year>", b"<Year>1955</Year>", "date periods are no dates"),
        (b"OJSC ORENBURGNEFT", b"", "error us_ofac_cons 1 entries have no name: 18267"),
        (b"OJSC ORENBURGNEFT", b"", "error us_ofac_cons 1: aliases have no name"),
        (b'Profile ID="18267"', b'Profile ID="17022"', "entries share a number"),
    ],
)  # fmt: skip
def test_what_is_odd_or_lost_is_told(was: bytes, becomes: bytes, said: str) -> None:
    assert was in DATA
    assert any(said in told for told in says(DATA.replace(was, becomes)))


def test_what_points_out_of_the_file_is_kept_as_a_fact() -> None:
    away = DATA.replace(b'To-ProfileID="17022"', b'To-ProfileID="9"')
    assert ("Owned or Controlled By", "party 9") in entry("18267", away).facts
    odd = DATA.replace(b'FeatureTypeID="14"', b'FeatureTypeID="9999"')
    assert ("FeatureType 9999", "www.rosneft.com") in entry("17022", odd).facts


def test_what_is_said_of_a_number_given_twice_goes_to_both_parties() -> None:
    twice = DATA.replace(b'Profile ID="18267"', b'Profile ID="17022"')
    reading = read(twice)
    assert [one.id for one in reading.entries] == ["9639", "17022", "17022#2"]
    assert {one.listed_on for one in reading.entries[1:]} == {date(2014, 7, 16)}


def with_novelty(at: int, kind: str) -> bytes:
    root = etree.fromstring(DATA)
    parent = list(root.iter())[at]
    if kind == "attribute":
        parent.set("NOVELTY", "x")
    else:
        etree.SubElement(parent, "NOVELTY").text = "x"
    return etree.tostring(root)


# Elements that say who points at them, or words that nothing is read from.
UNREAD = {"FeatureVersionReference", "ScriptStatusValues", "ScriptStatus"}


@pytest.mark.parametrize(("kind", "word"), [("element", "NOVELTY"), ("attribute", "@NOVELTY")])
def test_whatever_is_new_is_told_of_wherever_it_stands(kind: str, word: str) -> None:
    silent, seen = set(), set()
    tree = etree.fromstring(DATA).getroottree()
    for at, element in enumerate(tree.iter()):
        path = re.sub(r"\[\d+\]", "", tree.getelementpath(element))
        if path in seen:
            continue
        seen.add(path)
        told = [issue.where for issue in read(with_novelty(at, kind)).issues]
        if not any(word in where for where in told):
            silent.add(str(element.tag).rpartition("}")[2])
    assert silent == UNREAD


def test_the_namespace_changes_nothing() -> None:
    new = b"https://sanctionslistservice.ofac.treas.gov/ADVANCED_XML"
    assert read(DATA.replace(b"http://www.un.org/sanctions/1.0", new)) == read(DATA)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty: 0 bytes"),
        (b"<html><body>moved</body></html>", "is a web page"),
        (DATA[:9000], "not well-formed at line"),
        (b"<sdnList/>", "the root element is 'sdnList'"),
        (b'<!DOCTYPE a [<!ENTITY a "b">]><Sanctions>&a;</Sanctions>', "document type"),
    ],
)
def test_what_is_not_the_list_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(ListError, match=said):
        read(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
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
        assert len(ids) == len(set(ids)) == len(re.findall(rb"<Profile ", data))


NUMBER = re.compile(r'"(\d+)"|>(\d+)<')


@given(st.integers(0, len(NUMBER.findall(DATA.decode())) - 1), st.sampled_from(["", "-1", "x",
       "0", "99999999", "٣", "31"]))  # fmt: skip
def test_any_number_may_be_wrong_and_no_party_is_lost(at: int, put: str) -> None:
    text = DATA.decode()
    found = list(NUMBER.finditer(text))[at]
    start, end = found.span(1) if found[1] else found.span(2)
    reading = read((text[:start] + put + text[end:]).encode())
    assert len(reading.entries) == 3
    assert all(one.names for one in reading.entries)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """The sample with sections in another order, parted, lost or in it twice, and novelties."""
    root = etree.fromstring(DATA)
    sections = [
        copy for at, section in enumerate(root) for copy in parted(section, cut=draw(cuts[at]))
    ]
    if draw(st.booleans()):
        sections = draw(st.permutations(sections))
    root[:] = sections
    nodes = list(root.iter())
    for _ in range(draw(st.integers(0, 3))):
        node = nodes[draw(st.integers(0, len(nodes) - 1))]
        kind = draw(st.sampled_from(("attribute", "element", "text", "tail", "lost")))
        if kind == "attribute":
            node.set(draw(st.sampled_from(("NOVELTY", *node.keys()))), "9")
        elif kind == "element":
            etree.SubElement(node, "NOVELTY").text = "x"
        elif kind == "text":
            node.text = "x"
        elif (above := node.getparent()) is not None:
            node.tail = "x"
            if kind == "lost":
                above.remove(node)
    return etree.tostring(root)


cuts = [st.sampled_from((None, None, None, 0, 1, 2)) for _ in etree.fromstring(DATA)]


def parted(section: etree._Element, *, cut: int | None) -> list[etree._Element]:
    """A section as it is, or its elements before and after `cut` as two of its name."""
    if cut is None:
        return [section]
    halves = [deepcopy(section), deepcopy(section)]
    halves[0][:], halves[1][:] = list(halves[0])[:cut], list(halves[1])[cut:]
    return halves


def read_as_whole_tree(data: bytes) -> Reading:
    file = ofac_advanced._File(Log("us_ofac_cons"))
    return ofac_advanced._reading(whole_tree(data, file, ofac_advanced.ROOT), file)


@given(files())
def test_read_one_element_at_a_time_it_is_the_list_of_the_whole_tree(data: bytes) -> None:
    assert read(data) == read_as_whole_tree(data)


@pytest.mark.skipif(SHARED is None, reason="needs the published lists")
def test_the_published_list_is_that_of_the_whole_tree() -> None:
    folder = Path(SHARED or ".") / "lists/us_ofac/2020-03-17_cons_advanced"
    data = (folder / "cons_advanced.xml").read_bytes()
    assert read(data) == read_as_whole_tree(data)
    assert len(read(data).entries) == 375
