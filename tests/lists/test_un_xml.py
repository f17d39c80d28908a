import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from enduse.errors import ListError
from enduse.lists.un_facts import day, ship_numbers
from enduse.lists.un_xml import read
from enduse.model.dates import DateSpan
from enduse.model.listing import Identifier, ListedAddress, ListedName

DATA = (Path(__file__).parent / "files" / "un.xml").read_bytes()
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def errors(data: bytes) -> list[str]:
    return [issue.says for issue in read(data).issues if issue.gravity == "error"]


def test_persons_and_entities_are_read_with_the_date_of_the_file() -> None:
    reading = read(DATA)
    assert [(one.id, one.kind) for one in reading.entries] == [
        ("QDi.901", "person"), ("1000002", "person"), ("KPe.901", "unknown"),
    ]  # fmt: skip
    assert reading.published == date(2025, 11, 15)
    assert dict(reading.rows) == {"INDIVIDUALS": 2, "ENTITIES": 1}
    assert [issue.says for issue in reading.issues] == [
        "1: entries have no REFERENCE_NUMBER; DATAID stands in",
        "1 empty aliases were passed over",
    ]


def test_names_are_joined_aliases_split_and_their_quality_kept() -> None:
    assert read(DATA).entries[0].names == (
        ListedName("ORION EXAMPLE AL TEST FIXTURE"),
        ListedName("Orion Al-Test", "aka"),
        ListedName("Orion (Test; Example) Fixture", "aka"),
        ListedName("Abu Test", "aka", "weak"),
        ListedName("أوريون", "original_script"),
    )
    assert read(DATA).entries[2].names[1:] == (
        ListedName("Example Lines", "aka"),
        ListedName("Old Example Lines", "fka"),
    )


def test_births_papers_and_places_become_typed() -> None:
    first = read(DATA).entries[0]
    assert first.birth_dates == (
        DateSpan.of_day(date(1972, 11, 27)),
        DateSpan.of_day(date(1963, 3, 15)),
        DateSpan.of_years(1964, circa=True),
        DateSpan.of_years(1960, 1965, text="1960 - 1965"),
    )
    assert first.birth_places == ("Testville, Exampland", "Testville, Exampland")
    assert first.ids == (
        Identifier(
            "passport", "A1234567", "Service passport", "Exampland",
            "issued in Testville; issued 2010-02-18; expires on 18 February 2013",
        ),
        Identifier(
            "national_id", "103-00653129-22", "National Identification Number", "Exampland"
        ),
    )  # fmt: skip
    assert first.addresses == (
        ListedAddress("1 Example St, Testville, North, 12345", "Exampland"),
    )
    assert first.titles == ("Dr", "Example Deputy", "Example Chair")
    assert first.nationalities == ("Exampland",)
    assert first.listed_on == date(2012, 12, 31)
    assert first.programmes == ("Al-Qaida", "QDi")


def test_prose_is_kept_whole_and_what_it_points_to_is_taken_out() -> None:
    facts = read(DATA).entries[0].facts
    assert ("INTERPOL", "https://www.interpol.int/en/Example") in facts
    assert any(
        label == "Comments" and "wrapped over two lines." in text for label, text in facts
    )
    assert ("Alias note", "Orion Al-Test; Orion (Test; Example) Fixture: Call sign") in facts
    assert ("Document", "Passport; said to hold one") in facts
    assert [text for label, text in facts if label == "Last updated"] == [
        "2016-10-13", "2019-05-01",
    ]  # fmt: skip
    assert [number.value for number in read(DATA).entries[2].ids] == ["5571322"]


def test_a_number_of_a_ship_is_taken_only_where_it_is_called_one() -> None:
    # UN KPe.056 and KPe.066, November 2025, write it in these two ways.
    assert [n.value for n in ship_numbers("IMO number: 5571322.")] == ["5571322"]
    assert [n.value for n in ship_numbers("Company Number IMO 5434358")] == ["5434358"]
    assert (
        ship_numbers("carried 1,721 metric tons; DIMO number 5571322; IMO number 55713") == []
    )


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


def test_an_entry_without_a_name_is_an_error_that_names_it() -> None:
    assert errors(DATA) == []
    bare = re.sub(rb"<FIRST_NAME>SOLO</FIRST_NAME>", b"", DATA)
    assert errors(bare) == ["1 entries have no name: 1000002"]


def test_entries_that_share_a_number_are_told_apart() -> None:
    twice = DATA.replace(b"KPe.901", b"QDi.901")
    assert [one.id for one in read(twice).entries] == ["QDi.901", "1000002", "QDi.901#2"]


def test_words_that_are_new_to_us_are_told_and_the_names_kept() -> None:
    odd = DATA.replace(b"<QUALITY>Low", b"<QUALITY>Fair").replace(b"2012-05-18", b"May 2012")
    reading = read(odd.replace(b"1963-03-15", b"1963-02-31"))
    said = [issue.says for issue in reading.issues]
    assert "1: aliases have the quality 'Fair', taken as strong" in said
    assert "1: LISTED_ON is 'May 2012'; expected a date" in said
    assert ("Date of birth", "1963-02-31") in reading.entries[0].facts
    assert ListedName("Abu Test", "aka") in reading.entries[0].names


BOMB = (
    HEAD + "<!DOCTYPE b [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {x} '{f'&{y};' * 10}'>" for y, x in pairwise("abcdefghij"))
    + "]><CONSOLIDATED_LIST>&j;</CONSOLIDATED_LIST>"
)  # fmt: skip
DTD = HEAD + '<!DOCTYPE r SYSTEM "http://x/y.dtd"><CONSOLIDATED_LIST/>'
THIEF = (
    HEAD
    + '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><CONSOLIDATED_LIST>&x;</CONSOLIDATED_LIST>'
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty: 0 bytes"),
        (b" \n ", "is empty: 3 bytes"),
        (b"<html><body>moved</body></html>", "is a web page"),
        (b"<!DOCTYPE html><html><br></html>", "is a web page"),
        (DATA[:3000], "not well-formed at line"),
        (f"{HEAD}<LIST/>".encode(), "root element is 'LIST'; expected XML with the root"),
        (DATA.replace(b"Dr", b"D\x92"), r"byte 0x92 at offset \d+, line \d+, is not UTF-8"),
        (BOMB.encode(), "declares a document type"),
        (THIEF.encode(), "declares a document type"),
        (DTD.encode(), "declares a document type"),
        (THIEF.replace("UTF-8", "UTF-16").encode("utf-16"), "a document type"),
        (BOMB.replace("UTF-8", "UTF-16").encode("utf-16"), "entity|document type"),
        (DATA.replace(b"UTF-8", b"x-none"), "encoding: x-none"),
        (b"name;country\nA;B\n", "not well-formed at line 1"),
    ],
)  # fmt: skip
def test_what_is_not_the_list_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=words):
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
        assert len(ids) == len(set(ids)) == sum(count for _, count in reading.rows)


def test_a_file_of_utf_16_is_read_like_its_twin() -> None:
    text = DATA.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert read(text.encode("utf-16")).entries == read(DATA).entries


@given(st.dates(), st.sampled_from(["", "Z", "-05:00", "T23:00:02.690Z"]))
def test_every_day_is_read_with_and_without_its_time_zone(day_: date, zone: str) -> None:
    assert day(day_.isoformat() + zone) == day_


@given(st.text(alphabet="0123456789-٣TZ:+", max_size=14))
def test_any_text_is_a_day_or_none(text: str) -> None:
    found = day(text)
    assert found is None or text.startswith(found.isoformat())
