import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from enduse.errors import ListError
from enduse.lists.catalogue import effects, info
from enduse.lists.eu_fsf_facts import country, split_letters
from enduse.lists.eu_fsf_papers import identifiers, scheme_of, unpacked
from enduse.lists.eu_fsf_xml import looks_like, read
from enduse.model.dates import DateSpan
from enduse.model.listing import Identifier, ListedAddress, ListedName, Reading

# Shaped like version 1.1; the parties are made up, the shapes were met in EU.36.64 and
# EU.3523.13 of December 2018 and in EU.77.33 of August 2026.
DATA = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export"
    generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="1">
  <sanctionEntity designationDetails="" unitedNationId="QDi.901" designationDate="2016-03-04"
      euReferenceNumber="EU.901.11" logicalId="901">
    <remark>Date of UN designation: 2016-03-04</remark>
    <regulation regulationType="amendment" organisationType="council" logicalId="1"
        publicationDate="2018-02-16" entryIntoForceDate="2018-02-17"
        numberTitle="2018/223 (OJ L43)" programme="TAQA">
      <publicationUrl>http://example.org/act</publicationUrl>
    </regulation>
    <regulation entryIntoForceDate="2014-07-01" numberTitle="1/2014" programme="UKR"/>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="" middleName="" lastName="" wholeName="Пример Орион" strong="true"
        nameLanguage="BG" regulationLanguage="en" logicalId="3"/>
    <nameAlias firstName="Orion" middleName="" lastName="Example" wholeName="Orion Example"
        function="(a) Deputy Minister, (b) Former Governor" gender="M"
        title="(a) Mullah, (b) Maulavi" nameLanguage="" strong="true" logicalId="2">
      <regulationSummary regulationType="amendment" publicationDate="2018-02-16"
          numberTitle="2018/223 (OJ L43)" publicationUrl="http://example.org/act"/>
    </nameAlias>
    <nameAlias wholeName="Abu Example" strong="true"><remark>Low quality alias</remark>
    </nameAlias>
    <nameAlias wholeName="O. Example" strong="false"/>
    <nameAlias firstName="Orio" lastName="Sample"><remark>formerly known as</remark>
    </nameAlias>
    <birthdate circa="false" calendarType="GREGORIAN" city="Testville" zipCode=""
        birthdate="1924-02-21" dayOfMonth="21" monthOfYear="2" year="1924" region=""
        place="" countryIso2Code="00" countryDescription="UNKNOWN" logicalId="1"/>
    <birthdate circa="true" calendarType="GREGORIAN" yearRangeFrom="1953" yearRangeTo="1958"
        countryIso2Code="AF" countryDescription="AFGHANISTAN"/>
    <birthdate circa="false" calendarType="GREGORIAN" monthOfYear="5" year="1960"/>
    <birthdate circa="false" calendarType="GREGORIAN" yearRangeTo="1980"/>
    <birthdate circa="false" calendarType="ISLAMIC" birthdate="1390-01-02"/>
    <citizenship region="" countryIso2Code="CS" countryDescription="SERBIA AND MONTENEGRO"/>
    <citizenship region="" countryIso2Code="00" countryDescription="UNKNOWN"/>
    <identification diplomatic="true" knownExpired="false" knownFalse="true"
        reportedLost="false" revokedByIssuer="false" issuedBy="Office" latinNumber="A12"
        nameOnDocument="" number="А12" region="" countryIso2Code="IQ"
        countryDescription="IRAQ" identificationTypeCode="passport"
        identificationTypeDescription="National passport" logicalId="5">
      <remark>(old)</remark>
    </identification>
  </sanctionEntity>
  <sanctionEntity logicalId="207">
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="Example Yard" function="Shipyard" strong="true">
      <regulationSummary numberTitle="2007/868/EC (OJ L340)"/>
    </nameAlias>
    <address city="Kaliningrad" street="Testov St., 17" poBox="" zipCode="236" region=""
        place="" asAtListingTime="true" countryIso2Code="RU"
        countryDescription="RUSSIAN FEDERATION">
      <contactInfo key="PHONE" value="+7 1"/>
    </address>
    <address countryIso2Code="00" countryDescription="UNKNOWN"/>
    <identification number="3900000111" identificationTypeCode="fiscalcode"
        identificationTypeDescription="Fiscal Code" countryIso2Code="RU">
      <remark>INN</remark></identification>
    <identification number="9187629" identificationTypeCode="imo"/>
    <identification identificationTypeCode="id" identificationTypeDescription="Card"/>
  </sanctionEntity>
</export>""".encode()


def reading(data: bytes = DATA) -> Reading:
    return read("eu_fsf", {"list.xml": data})


def test_both_parties_are_read_without_an_issue() -> None:
    found = reading()
    assert [(one.id, one.kind, one.list_id) for one in found.entries] == [
        ("EU.901.11", "person", "eu_fsf"), ("207", "unknown", "eu_fsf"),
    ]  # fmt: skip
    assert found.published == date(2026, 8, 5)
    assert found.rows == (("sanctionEntity", 2),)
    assert found.issues == ()


def test_a_name_without_a_language_is_the_main_one_and_a_remark_makes_a_name_weak() -> None:
    assert reading().entries[0].names == (
        ListedName("Orion Example"),
        ListedName("Пример Орион", "aka"),
        ListedName("Abu Example", "aka", "weak"),
        ListedName("O. Example", "aka", "weak"),
        ListedName("Orio Sample", "fka"),
    )


def test_the_earliest_of_designation_and_entry_into_force_is_the_day_of_listing() -> None:
    first, second = reading().entries
    assert first.listed_on == date(2014, 7, 1)
    assert first.programmes == ("TAQA", "UKR")
    assert second.listed_on is None
    assert ("Regulation", "2007/868/EC (OJ L340)") in second.facts
    said = "2018/223 (OJ L43) of 2018-02-16: http://example.org/act"
    assert ("Regulation", said) in first.facts


def test_births_are_days_months_or_spans_and_what_is_none_is_a_fact() -> None:
    first = reading().entries[0]
    assert first.birth_dates == (
        DateSpan.of_day(date(1924, 2, 21)),
        DateSpan.of_years(1953, 1958, circa=True),
        DateSpan.of_month(1960, 5),
    )
    assert first.birth_places == ("Testville", "AFGHANISTAN")
    assert ("Date of birth", "to 1980") in first.facts
    assert ("Date of birth", "1390-01-02, ISLAMIC calendar") in first.facts


def test_titles_are_split_at_their_letters_and_unknown_countries_dropped() -> None:
    first, second = reading().entries
    assert first.titles == ("Mullah", "Maulavi", "Deputy Minister", "Former Governor")
    assert first.citizenships == ("SERBIA AND MONTENEGRO",)
    assert first.gender == "M"
    assert second.titles == ()
    assert ("Function", "Shipyard") in second.facts
    assert second.addresses == (
        ListedAddress("Testov St., 17, Kaliningrad, 236", "RUSSIAN FEDERATION"),
    )
    assert ("Contact", "PHONE +7 1") in second.facts
    assert ("Document", "Card") in second.facts


def test_numbers_get_schemes_and_both_spellings_of_a_number_are_kept() -> None:
    first, second = reading().entries
    note = "diplomatic; known to be false; issued by Office; (old)"
    assert first.ids == (
        Identifier("passport", "А12", "National passport", "IRAQ", note),
        Identifier("passport", "A12", "National passport", "IRAQ", note),
        Identifier("other", "QDi.901", "United Nations id"),
    )
    assert [(one.scheme, one.value) for one in second.ids] == [
        ("inn", "3900000111"), ("imo", "9187629"),
    ]  # fmt: skip


def with_novelty(at: int, kind: str) -> bytes:
    root = etree.fromstring(DATA)
    parent = list(root.iter())[at]
    if kind == "attribute":
        parent.set("novelty", "x")
    else:
        new = etree.SubElement(parent, "novelty")
        new.text, new.tail = ("x", None) if kind == "element" else (None, "stray")
    return etree.tostring(root)


@pytest.mark.parametrize(("kind", "word"), [("element", "novelty"), ("attribute", "@novelty"),
                                            ("tail", "#text")])  # fmt: skip
def test_whatever_is_new_is_told_of_wherever_it_stands(kind: str, word: str) -> None:
    silent = []
    for at, element in enumerate(etree.fromstring(DATA).iter()):
        told = [issue.where for issue in reading(with_novelty(at, kind)).issues]
        if not any(word in where for where in told):
            silent.append(element.tag)
    assert silent == []


def test_a_party_without_a_name_is_an_error_that_names_it() -> None:
    bare = DATA.replace(b'wholeName="Example Yard"', b'wholeName=""')
    errors = [issue.says for issue in reading(bare).issues if issue.gravity == "error"]
    assert errors == ["1 entries have no name: 207"]


def test_parties_that_share_a_reference_are_told_apart() -> None:
    twice = DATA.replace(b'logicalId="207"', b'euReferenceNumber="EU.901.11"')
    found = reading(twice)
    assert [one.id for one in found.entries] == ["EU.901.11", "EU.901.11#2"]
    assert any("share a number" in issue.says for issue in found.issues)


def test_words_that_are_new_to_us_are_told_and_the_name_kept_as_strong() -> None:
    odd = DATA.replace(b'strong="false"', b'strong="perhaps"').replace(b'code="ent', b'code="x')
    says = [issue.says for issue in reading(odd).issues]
    assert "1: names have strong='perhaps', taken as strong" in says
    assert "1: the subject type 'xerprise' is new to us" in says
    assert ListedName("O. Example", "aka") in reading(odd).entries[0].names


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"<html><body>500</body></html>", "is a web page"),
        (DATA[:2500], "not well-formed at line"),
        (b"<sdnList/>", "root element is 'sdnList'"),
        (b"<!DOCTYPE export [<!ENTITY a 'b'>]><export>&a;</export>", "document type"),
        (DATA.replace(b"Shipyard", b"Sh\xefpyard"), "byte 0xEF"),
    ],
)
def test_what_is_not_the_list_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=words):
        reading(data)


def test_one_file_is_read_and_known_by_its_content() -> None:
    assert looks_like({"any": DATA})
    assert not looks_like({"any": DATA, "more": DATA})
    assert not looks_like({"any": b"<export/>"})
    with pytest.raises(ListError, match="was given 2 files"):
        read("eu_fsf", {"a": DATA, "b": DATA})


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ListError):
        reading(data)


@given(st.integers(0, len(DATA) - 1), st.integers(1, 300), st.binary(max_size=3))
def test_a_damaged_file_is_read_or_refused(at: int, much: int, put: bytes) -> None:
    for data in (DATA[:at] + put + DATA[at + much :], DATA[:at] + put + DATA[at + 1 :]):
        try:
            found = reading(data)
        except ListError:
            continue
        ids = [one.id for one in found.entries]
        assert len(ids) == len(set(ids)) == sum(count for _, count in found.rows)


YEARS = st.integers(1, 9999).map(lambda year: f"{year:04}")


@given(YEARS, st.text("0123456789x", max_size=3), st.text("0123456789x", max_size=3))
def test_any_split_date_is_a_span_of_its_year_or_a_fact(year: str, month: str, d: str) -> None:
    birth = f'<birthdate year="{year}" monthOfYear="{month}" dayOfMonth="{d}"/>'
    data = re.sub(rb"<birthdate.*?/>", b"", DATA, flags=re.DOTALL)
    data = data.replace(b"<citizenship", birth.encode() + b"<citizenship", 1)
    first = reading(data).entries[0]
    if first.birth_dates:
        assert {span.first.year for span in first.birth_dates} == {int(year)}
    else:
        assert any(label == "Date of birth" and year in said for label, said in first.facts)


@given(st.lists(st.text("abc XY", min_size=1).map(str.strip).filter(bool), max_size=4))
def test_lettered_parts_come_apart_as_they_were_put_together(parts: list[str]) -> None:
    joined = ", ".join(
        f"({letter}) {part}" for letter, part in zip("abcd", parts, strict=False)
    )
    assert split_letters(joined) == parts


def test_a_country_is_its_word_else_its_code() -> None:
    assert country({"countryIso2Code": "RU"}) == "RU"
    assert country({"countryIso2Code": "00", "countryDescription": "IRAN"}) == "IRAN"
    assert country({"countryIso2Code": "00"}) is None


@pytest.mark.parametrize(
    ("code", "words", "scheme"),
    [
        ("regnumber", "Registration number", "registration"),
        ("regnumber", "OGRN", "ogrn"),
        ("other", "Tax No. (INN)", "inn"),
        ("fiscalcode", "INN and KPP", "tax"),
        ("swiftbic", "", "swift"),
        ("ssn", "", "national_id"),
        ("tradelic", "", "other"),
        ("passport", "INN", "passport"),
    ],
)
def test_a_number_has_the_scheme_of_its_code_or_of_its_words(
    code: str, words: str, scheme: str
) -> None:
    assert scheme_of(code, words) == scheme


def test_a_packed_paper_is_unpacked_or_kept_whole() -> None:
    # EU.36.64 and EU.77.33, short CSV of 4 July 2018.
    fields, remark = unpacked("34409/129 (other-Other identification number) (july 1997)")
    (paper,) = identifiers(fields, remark, None)
    assert (paper.value, paper.note) == ("34409/129", "july 1997")
    assert unpacked("number unknown (lost)") == ({"number": "number unknown (lost)"}, "")


def test_every_programme_of_the_financial_list_freezes() -> None:
    about = info("eu_fsf")
    for programme in ("UKR", "BLR", "IRN", "PRK", "TAQA", "TERR", "new to us"):
        assert effects(about, [programme])[0].effect == "hold"
        assert effects(about, [programme])[0].label == "asset freeze"
