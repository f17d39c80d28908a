from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from enduse.errors import ListError
from enduse.lists import seco_names
from enduse.lists.seco_xml import looks_like, read
from enduse.lists.tree import Node
from enduse.model.dates import DateSpan
from enduse.model.listing import Entry, Identifier, Link, ListedAddress, ListedName, Reading

OLD = (
    "<identity ssid='9'><name name-type='primary-name' quality='good'><name-part order='1' "
    "name-part-type='family-name'><value>Oldname</value></name-part></name></identity>"
)
# Shaped like the list of 27 August 2026; Hui Chon (34461) and its number are published facts.
DATA = f"""<?xml version="1.0" encoding="UTF-8"?>
<swiss-sanctions-list list-type="whole-list" date="2026-08-27">
  <sanctions-program ssid="20" version-date="2026-05-21" predecessor-version-date="2025-12-12">
    <program-key lang="eng">Belarus</program-key><program-key lang="ger">Weissrussland</program-key>
    <program-name lang="eng">Ordinance of 15 June 2016</program-name>
    <sanctions-set ssid="4387" lang="ger">Artikel 12</sanctions-set>
    <sanctions-set ssid="4387" lang="eng">article 12</sanctions-set>
    <sanctions-set ssid="46113" lang="eng">article 16 and 17</sanctions-set>
    <origin>EU</origin>
  </sanctions-program>
  <target ssid="901">
    <sanctions-set-id>4387</sanctions-set-id><sanctions-set-id>46113</sanctions-set-id>
    <foreign-identifier>140</foreign-identifier>
    <individual sex="male">
      <identity ssid="902" main="true">
        <name ssid="903" name-type="primary-name" quality="good" lang="eng">
          <name-part order="2" name-part-type="given-name"><value>Test</value>
            <spelling-variant lang="RUS" script="CYRL" spelling-variant-type="x">Тест</spelling-variant></name-part>
          <name-part order="1" name-part-type="family-name"><value>Orionov</value>
            <spelling-variant lang="RUS" script="CYRL">Орионов</spelling-variant>
            <spelling-variant lang="FRE" script="LATN">Orionof</spelling-variant>
            <spelling-variant lang="FRE" script="LATN">Orionoff</spelling-variant></name-part>
          <name-part order="3" name-part-type="title"><value>Colonel</value></name-part>
        </name>
        <name ssid="904" name-type="alias" quality="low"><name-part order="1" name-part-type="whole-name"><value>Orik</value></name-part></name>
        <day-month-year ssid="905" day="23" month="3" year="1980" calendar="Gregorian" quality="good"/>
        <day-month-year ssid="906" year="1981" calendar="Gregorian" quality="low"/>
        <place-of-birth ssid="907" place-id="77" quality="good"/>
        <nationality ssid="908"><country iso-code="BY">Belarus</country></nationality>
        <address ssid="909" place-id="77" quality="good"><c-o>Example Club</c-o><address-details>ul. Example 4</address-details><p-o-box>12</p-o-box><zip-code>220029</zip-code></address>
        <identification-document ssid="910" document-type="passport"><number>MP123</number><issuer code="BY">Belarus</issuer>
          <date-of-issue><day-month-year year="2010" month="2" day="1"/></date-of-issue></identification-document>
      </identity>
      <identity ssid="911" main="false"><name ssid="912" name-type="primary-name" quality="good"><name-part order="1" name-part-type="whole-name"><value>Second Self</value></name-part></name></identity>
      <justification ssid="913">Close to the example.</justification>
      <relation ssid="914" target-id="34461" relation-type="associated-with"/>
      <other-information ssid="915">Taxpayer identification number (INN): 7710026574</other-information>
    </individual>
    <modification modification-type="amended" enactment-date="2020-01-01" publication-date="2020-01-01" effective-date="2020-01-01"><added>{OLD}</added><removed>{OLD}</removed></modification>
    <modification modification-type="listed" enactment-date="2015-11-17" publication-date="2015-11-18" effective-date="2015-11-18"><added><target ssid="8">{OLD}</target></added></modification>
  </target>
  <target ssid="5142">
    <sanctions-set-id>4387</sanctions-set-id>
    <entity><identity ssid="1" main="true"><name name-type="primary-name" quality="good"><name-part order="1" name-part-type="whole-name"><value>Left The List</value></name-part></name></identity></entity>
    <modification modification-type="amended" effective-date="2015-11-18"/>
    <modification modification-type="de-listed" effective-date="2016-03-01"/>
    <modification modification-type="listed" effective-date="2012-03-01"/>
  </target>
  <target ssid="34461">
    <sanctions-set-id>34422</sanctions-set-id>
    <object object-type="vessel">
      <identity ssid="34462" main="true"><name ssid="34463" name-type="primary-name" quality="good"><name-part order="1" name-part-type="whole-name"><value>Hui Chon</value></name-part></name></identity>
      <other-information ssid="34465">IMO Number: 8405270</other-information>
    </object>
    <modification modification-type="listed" effective-date="2016-05-18"/>
  </target>
  <place ssid="77"><location>Minsk</location><location-variant variant-type="x">Miensk</location-variant><country iso-code="BY">Belarus</country></place>
</swiss-sanctions-list>
""".encode()  # noqa: E501


def of(data: bytes) -> Reading:
    return read("ch_seco", {"list.xml": data})


def party(number: str, data: bytes = DATA) -> Entry:
    return next(one for one in of(data).entries if one.id == number)


def test_the_file_is_known_by_its_root_whatever_its_name() -> None:
    assert looks_like({"x": DATA})
    assert not looks_like({"x": b"<sdnList/>"})
    assert not looks_like({"x": DATA, "y": DATA})
    assert not looks_like({})


def test_listed_targets_are_read_with_the_date_of_the_file() -> None:
    reading = of(DATA)
    assert [(one.id, one.kind, one.list_id) for one in reading.entries] == [
        ("901", "person", "ch_seco"), ("34461", "vessel", "ch_seco"),
    ]  # fmt: skip
    assert reading.published == date(2026, 8, 27)
    assert reading.rows == (("target", 3),)
    assert [issue.says for issue in reading.issues] == [
        "1: sets of measures are pointed to and not in the file",
        "1 targets stay in the file after their de-listing; left out",
    ]


def test_names_are_every_spelling_of_their_parts_in_order() -> None:
    assert party("901").names == (
        ListedName("Orionov Test"),
        ListedName("Орионов Тест", "original_script"),
        ListedName("Orionof Test", "aka"),
        ListedName("Orionoff Test", "aka"),
        ListedName("Orik", "aka", "weak"),
        ListedName("Second Self", "aka"),
    )
    assert party("901").titles == ("Colonel",)


def test_history_never_gives_a_name() -> None:
    assert not any("Oldname" in str(entry) for entry in of(DATA).entries)


def test_births_papers_and_places_become_typed() -> None:
    one = party("901")
    assert one.birth_dates == (
        DateSpan.of_day(date(1980, 3, 23), "1980-03-23"),
        DateSpan.of_years(1981, circa=True),
    )
    assert one.birth_places == ("Minsk (Miensk), Belarus",)
    assert one.nationalities == ("Belarus",)
    assert one.addresses == (
        ListedAddress(
            "Example Club, ul. Example 4, P.O. Box 12, 220029, Minsk (Miensk)", "Belarus"
        ),
    )
    assert one.ids == (
        Identifier("passport", "MP123", "passport", "Belarus", "issued 2010-02-01"),
        Identifier("inn", "7710026574", "Taxpayer identification number (INN)",
                   note="from free text"),
    )  # fmt: skip
    assert one.gender == "male"
    assert one.listed_on == date(2015, 11, 18)
    assert one.links == (Link("Hui Chon", "associated-with"),)
    assert one.programmes == ("Belarus", "article 12", "article 16 and 17")
    assert ("Foreign identifier", "140") in one.facts
    assert ("Justification", "Close to the example.") in one.facts


def test_the_number_of_a_ship_comes_from_its_free_text() -> None:
    ship = party("34461")
    assert [(n.scheme, n.value) for n in ship.ids] == [("imo", "8405270")]
    assert ship.programmes == ("set 34422",)


STEPS = st.lists(
    st.tuples(st.dates(date(2010, 1, 1), date(2026, 12, 31)),
              st.sampled_from(["listed", "amended", "de-listed"])),
    min_size=1, max_size=6, unique_by=lambda step: step[0],
)  # fmt: skip


@given(STEPS)
def test_a_target_is_off_the_list_just_when_its_latest_step_by_then_is_a_delisting(
    steps: list[tuple[date, str]],
) -> None:
    tags = "".join(
        f'<modification modification-type="{sort}" effective-date="{when}"/>'
        for when, sort in steps
    ).encode()
    data = DATA.replace(
        b'<modification modification-type="listed" effective-date="2016-05-18"/>', tags
    )
    past = [step for step in steps if step[0] <= date(2026, 8, 27)]
    gone = bool(past) and max(past)[1] == "de-listed"
    assert ("34461" in [one.id for one in of(data).entries]) is not gone


def test_two_steps_of_one_day_keep_the_target_and_are_told() -> None:
    left = b'<modification modification-type="de-listed" effective-date="2016-03-01"/>'
    both = DATA.replace(left, left + left.replace(b"de-listed", b"amended"))
    assert party("5142", both).names == (ListedName("Left The List"),)
    assert "1: targets are de-listed and changed on one day; they are kept" in [
        issue.says for issue in of(both).issues
    ]


def test_a_target_without_a_name_is_an_error_that_names_it() -> None:
    bare = DATA.replace(b"<value>Hui Chon</value>", b"")
    errors = [issue.says for issue in of(bare).issues if issue.gravity == "error"]
    assert errors == ["1 targets have no name: 34461"]


def test_targets_that_share_a_number_are_told_apart() -> None:
    twice = DATA.replace(b'<target ssid="34461">', b'<target ssid="901">')
    assert [one.id for one in of(twice).entries] == ["901", "901#2"]


def test_many_spellings_are_each_used_and_counted() -> None:
    parts = "".join(
        f'<name-part order="{n}" name-part-type="given-name"><value>v{n}</value>'
        + "".join(
            f'<spelling-variant lang="RUS" script="CYRL">s{n}x{m}</spelling-variant>'
            for m in range(5)
        )
        + "</name-part>"
        for n in range(1, 4)
    )
    xml = f'<name name-type="alias" quality="low">{parts}</name>'
    taken = seco_names.Names()
    taken.take(Node(etree.fromstring(xml), "", taken.odd), main=True)
    words = {word for name in taken.names for word in name.text.split()}
    assert {f"s{n}x{m}" for n in range(1, 4) for m in range(5)} <= words
    assert len(taken.names) == 6
    assert all(name.strength == "weak" for name in taken.names)
    assert sum(taken.odd.values()) == 1


@pytest.mark.parametrize("kind", ["element", "attribute"])
def test_whatever_is_new_in_a_listed_target_is_told_of(kind: str) -> None:
    silent = []
    count = len(list(etree.fromstring(DATA).iter()))
    for at in range(count):
        root = etree.fromstring(DATA)
        node = list(root.iter())[at]
        above = {str(a.get("ssid")) for a in node.iterancestors()} | {str(node.get("ssid"))}
        history = {str(a.tag) for a in [node, *node.iterancestors()]} & {"added", "removed"}
        if "5142" in above or history:
            continue
        if kind == "attribute":
            node.set("novelty", "x")
        else:
            etree.SubElement(node, "novelty").text = "x"
        if not any("novelty" in one.where for one in of(etree.tostring(root)).issues):
            silent.append(str(node.tag))
    assert silent == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty: 0 bytes"),
        (b"<html></html>", "is a web page"),
        (DATA[:3000], "not well-formed"),
        (b"<list/>", "root element is 'list'"),
        (
            DATA.replace(b"whole-list", b"changes"),
            "of the type 'changes'; expected 'whole-list'",
        ),
        (b"<!DOCTYPE a []>" + DATA.partition(b"?>")[2].strip(), "document type"),
    ],
)
def test_what_is_not_the_list_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=words):
        of(data)


def test_two_files_are_refused() -> None:
    with pytest.raises(ListError, match="was given 2 files"):
        read("ch_seco", {"a": DATA, "b": DATA})


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
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


TAGS = [
    "ssid",
    "order",
    "day",
    "month",
    "year",
    "place-id",
    "main",
    "date",
    "quality",
    "calendar",
]


@given(
    st.integers(0, 80), st.sampled_from(TAGS), st.text(alphabet="0123456789-٣ aZ", max_size=9)
)
def test_any_value_in_any_place_is_read(at: int, attribute: str, value: str) -> None:
    root = etree.fromstring(DATA)
    nodes = list(root.iter())
    nodes[at % len(nodes)].set(attribute, value)
    assert of(etree.tostring(root)).rows == (("target", 3),)
