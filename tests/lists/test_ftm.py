import json
import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists import ftm
from enduse.lists.ftm_words import IDS
from enduse.model.dates import DateSpan
from enduse.model.listing import Entry, Identifier, Link, ListedAddress, ListedName, Reading

SHARED = os.environ.get("TEST_SHARED")
Json = dict[str, Any]


def record(own: str, schema: str, *, target: bool = False, **properties: list[Any]) -> Json:
    return {"id": own, "schema": schema, "caption": "", "target": target,
            "properties": properties, "last_seen": "2026-03-13T05:41:01"}  # fmt: skip


# Names and numbers of a real ship and a real works, from the data of War & Sanctions
# (March 2026: NK-24cf2zYe7LEKhr2zFck73j, NK-28mqu8V3AzembAmAfehWPd); the rest is made up.
VESSEL = record("v1", "Vessel", target=True, name=["Gold Sun", "ROSALIN"], alias=["Nurkez"],
                previousName=["Ceram Sea"], weakAlias=["GS"], imoNumber=["IMO9253325"],
                flag=["lr"], country=["st"], topics=["sanction", "poi"],
                owner=["c1"], programId=["UA-WS-MARE"])  # fmt: skip
WORKS = record("c1", "Company", name=["Krasnozavodsky Chemical Plant"], topics=["sanction"],
               innCode=["5042126251"], ogrnCode=["1125042006462"], leiCode=["no lei"],
               country=["ru"], address=["1 Example St"], addressEntity=["a1"],
               novelty=["unheard of"])  # fmt: skip
PERSON = record("p1", "Person", name=["Ivan Example"], birthDate=["1962-05", "about 1960"],
                nationality=["ru"], citizenship=["by"], gender=["male"],
                position=["Director"], topics=["sanction.linked"])  # fmt: skip
OWNER = record("o1", "Person", name=["Olga Example"])
PLACE = record("a1", "Address", full=["2 Example St, Moscow"], country=["ru"])
OWNS = record("e1", "Ownership", owner=["o1"], asset=["c1"], percentage=["60"])
LEADS = record("e2", "Directorship", director=["p1"], organization=["c1"])
SANCTION = record("s1", "Sanction", entity=["c1"], program=["Regulation 1/2022"],
                  listingDate=["2022-03-15", "2022"],
                  authority=["Example Council"])  # fmt: skip
PASSPORT = record("i1", "Passport", holder=["p1"], number=["A1234567"], country=["ru"])
RECORDS = [VESSEL, WORKS, PERSON, OWNER, PLACE, OWNS, LEADS, SANCTION, PASSPORT]


def lines(*records: Json) -> bytes:
    return b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in records)


def read(data: bytes) -> Reading:
    return ftm.read("own_ftm", {"entities.ftm.json": data})


def entries(data: bytes) -> dict[str, Entry]:
    return {entry.id: entry for entry in read(data).entries}


def errors(reading: Reading) -> list[str]:
    return [issue.says for issue in reading.issues if issue.gravity == "error"]


DATA = lines(*RECORDS)


def test_only_listed_records_become_entries() -> None:
    reading = read(DATA)
    assert [(e.id, e.kind) for e in reading.entries] == [
        ("v1", "vessel"), ("c1", "company"), ("p1", "person"),
    ]  # fmt: skip
    assert reading.published == date(2026, 3, 13)
    assert dict(reading.rows) == {"entities.ftm.json": 9}
    assert errors(reading) == []
    assert {e.list_id for e in reading.entries} == {"own_ftm"}


@pytest.mark.parametrize(
    ("topic", "listed"),
    [("sanction", True), ("sanction.counter", True), ("debarment", True),
     ("export.control", True), ("export.risk", True), ("asset.frozen", True),
     ("role.pep", False), ("crime", False)],
)  # fmt: skip
def test_a_topic_decides_whether_a_record_is_listed(topic: str, *, listed: bool) -> None:
    other = record("x", "Company", name=["Example"], topics=[topic])
    assert ("x" in entries(lines(VESSEL, other))) is listed


def test_names_keep_their_kind_and_strength() -> None:
    assert entries(DATA)["v1"].names == (
        ListedName("Gold Sun"),
        ListedName("ROSALIN", "aka"),
        ListedName("Nurkez", "aka"),
        ListedName("Ceram Sea", "fka"),
        ListedName("GS", "aka", "weak"),
    )
    captioned = entries(lines({**VESSEL, "caption": "ROSALIN"}))["v1"]
    assert captioned.names[:2] == (ListedName("ROSALIN"), ListedName("Gold Sun", "aka"))


def test_numbers_are_typed_and_a_wrong_shape_decides_nothing() -> None:
    assert entries(DATA)["v1"].ids == (Identifier("imo", "9253325", "imoNumber"),)
    assert {(n.scheme, n.value) for n in entries(DATA)["c1"].ids} == {
        ("inn", "5042126251"), ("ogrn", "1125042006462"), ("other", "no lei"),
    }  # fmt: skip
    assert entries(DATA)["p1"].ids == (Identifier("passport", "A1234567", "Passport", "ru"),)


@pytest.mark.parametrize("property_", sorted(IDS))
def test_every_number_is_kept_whatever_its_shape(property_: str) -> None:
    listed = record("x", "Company", name=["X"], topics=["sanction"])
    listed["properties"][property_] = ["?1"]
    assert [(n.value, n.label) for n in entries(lines(listed))["x"].ids] == [("?1", property_)]


def test_what_belongs_to_a_party_comes_with_it() -> None:
    works = entries(DATA)["c1"]
    assert works.programmes == ("sanction", "Regulation 1/2022")
    assert works.listed_on == date(2022, 3, 15)
    assert works.addresses == (
        ListedAddress("1 Example St", "ru"),
        ListedAddress("2 Example St, Moscow", "ru"),
        ListedAddress("", "ru"),
    )
    assert ("Sanction authority", "Example Council") in works.facts
    assert works.remarks == ("novelty: unheard of",)
    person = entries(DATA)["p1"]
    assert person.birth_dates == (DateSpan.of_month(1962, 5),)
    assert ("Date of birth", "about 1960") in person.facts
    assert (person.nationalities, person.citizenships) == (("ru",), ("by",))


def test_ties_become_links_on_both_ends() -> None:
    assert entries(DATA)["c1"].links == (
        Link("Olga Example", "owned by (percentage 60)"),
        Link("Ivan Example", "has as director"),
    )
    assert entries(DATA)["v1"].links == (Link("Krasnozavodsky Chemical Plant", "owned by"),)
    assert entries(DATA)["p1"].links == (Link("Krasnozavodsky Chemical Plant", "director of"),)


def test_a_listed_wallet_names_its_holder_and_a_paper_keeps_its_words() -> None:
    wallet = record("w1", "CryptoWallet", topics=["sanction"], name=["bc1example"],
                    holder=["p1"], publicKey=["bc1example"], currency=["XBT"])  # fmt: skip
    paper = record("i2", "Identification", holder=["p1"], number=["77"], type=["Card"],
                   personalNumber=["5"])  # fmt: skip
    found = entries(lines(*RECORDS, wallet, paper))
    assert found["w1"].links == (Link("Ivan Example", "held by"),)
    assert Identifier("crypto", "bc1example", "publicKey", note="XBT") in found["p1"].ids
    assert Identifier("other", "77", "Card") in found["p1"].ids
    assert ("Identification personalNumber", "5") in found["p1"].facts


def test_nested_and_flat_data_say_the_same() -> None:
    works = {**WORKS, "properties": {
        **WORKS["properties"],
        "addressEntity": [PLACE],
        "sanctions": [{**SANCTION, "properties": {
            k: v for k, v in SANCTION["properties"].items() if k != "entity"}}],
        "ownershipAsset": [{**OWNS, "properties": {
            **OWNS["properties"], "owner": [OWNER]}}],
        "directorshipOrganization": [{**LEADS, "properties": {"director": [PERSON]}}],
    }}  # fmt: skip
    person = {**PERSON, "properties": {**PERSON["properties"], "passports": [PASSPORT]}}
    nested = entries(lines(VESSEL, works, person))
    assert nested == entries(DATA)


def test_what_is_new_to_us_is_told() -> None:
    odd = record("x", "Spaceship", target=True, name=["Example"])
    thing = record("y", "Novelty", name=["Example"])
    loose = record("z", "Ownership", owner=["c1"], asset=["nobody"])
    said = "\n".join(i.says for i in read(lines(*RECORDS, odd, thing, loose)).issues)
    for words in ("novelty (1)", "Spaceship (1)", "Novelty (1)", "birthDate (1)",
                  "id without a record (1)"):  # fmt: skip
        assert words in said


def test_lines_that_cannot_be_read_are_errors_with_their_number() -> None:
    bad = [b"{", b"[]", b'{"id":"","schema":"Person","properties":{}}',
           b'{"id":"q","schema":"Person"}', b"\xff", b"[" * 100_000,
           b'{"id":"q","schema":"Person","properties":{"name":["\\ud800"]}}',
           b'{"id":"q","schema":"Person","properties":{"name":["\\u0000"]}}',
           b'{"id":"q","schema":"Person","properties":{"name":[["x"]]}}']  # fmt: skip
    reading = read(DATA + b"\n".join(bad))
    (said,) = errors(reading)
    assert said.startswith(f"{len(bad)} lines cannot be read: line 10 (")
    assert len(reading.entries) == 3


def test_a_listed_record_without_a_name_is_an_error() -> None:
    reading = read(lines(VESSEL, record("x", "Person", target=True)))
    assert errors(reading) == ["1 listed records have no name: x"]


def test_ids_that_stand_twice_are_told_apart() -> None:
    reading = read(lines(VESSEL, {**VESSEL, "caption": "ROSALIN"}))
    assert [e.id for e in reading.entries] == ["v1", "v1#2"]
    assert any("ids stand more than once" in issue.says for issue in reading.issues)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "is empty"), (b"<html></html>", "no record in 1 lines"),
     (lines(OWNER), "none of the 1 records"), (b"id,name\n1,X\n", "no record in 2 lines")],
)  # fmt: skip
def test_what_is_not_such_data_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=words):
        read(data)
    assert data == lines(OWNER) or not ftm.looks_like({"f": data})


HEADER = (b"id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,"
          b"phones,emails,program_ids,dataset,first_seen,last_seen,last_change\n")  # fmt: skip
SIMPLE = (
    HEADER
    + b"""\
a,Vessel,ROSALIN,Ceram Sea;Gold Sun,,lr;st,,IMO9253325;636019825;TJM12,\
"\"\"\"\"",,,UA-WS-MARE,WS,,2026-03-12T05:41:01,2026-02-24
b,LegalEntity,"JSC ""PLANT\"\"",,,ru,"1 St; ""2, St\"\"",\
1125042006462;5042126251;5042126252,"\"\"Makes; things.
For arms.\"\"",,,,WS,,2026-03-13T05:41:01,
c,Person,USPENSKAYA Olesya,,1987-09-14;circa 1987,,,773006863179;5042126251,,\
,,UA-WS-STEALERS,WS,,,
"""
)


def simple(data: bytes = SIMPLE) -> Reading:
    return ftm.read("own_ftm", {"targets.simple.csv": data})


def test_the_simple_table_is_read_with_its_cells_split() -> None:
    reading = simple()
    ship, plant, person = reading.entries
    assert ship.names == (ListedName("ROSALIN"), ListedName("Ceram Sea", "aka"),
                          ListedName("Gold Sun", "aka"))  # fmt: skip
    assert ship.addresses == (ListedAddress("", "lr"), ListedAddress("", "st"))
    assert ship.programmes == ("UA-WS-MARE",)
    assert ("Sanctions", "Makes; things.\nFor arms.") in plant.facts
    assert person.birth_dates == (DateSpan.of_day(date(1987, 9, 14)),)
    assert ("Date of birth", "circa 1987") in person.facts
    assert reading.published == date(2026, 3, 13)
    assert dict(reading.rows) == {"targets.simple.csv": 3}
    assert errors(reading) == []


def test_numbers_without_a_word_are_typed_by_check_digits_and_country() -> None:
    # War & Sanctions, March 2026: NK-24cf2zYe7LEKhr2zFck73j, NK-28mqu8V3AzembAmAfehWPd and
    # NK-29dGPcB5CxPwUQt4N3ZVEj; the number that ends in 2 has a wrong check digit.
    found = [[(n.scheme, n.value) for n in entry.ids] for entry in simple().entries]
    assert found == [
        [("imo", "9253325"), ("mmsi", "636019825"), ("other", "TJM12")],
        [("ogrn", "1125042006462"), ("inn", "5042126251"), ("other", "5042126252")],
        [("inn", "773006863179"), ("other", "5042126251")],
    ]


@given(st.integers(0, 9), st.integers(0, 11))
def test_a_changed_digit_of_a_taxpayer_is_no_inn(digit: int, at: int) -> None:
    number = "773006863179"
    changed = number[:at] + str(digit) + number[at + 1 :]
    data = SIMPLE.replace(number.encode(), changed.encode())
    schemes = {n.value: n.scheme for n in simple(data).entries[2].ids}
    assert schemes[changed] == ("inn" if changed == number else "other")


def test_a_simple_table_tells_what_it_lost() -> None:
    reading = simple(SIMPLE + b'"d","Person",""\n"","Person"\n')
    assert errors(reading)[0].startswith("2 rows cannot be read")
    with pytest.raises(ListError, match="lacks last_seen"):
        simple(SIMPLE.replace(b"last_seen", b"seen"))
    with pytest.raises(ListError, match="no row that can be read"):
        simple(HEADER)
    reading = simple(SIMPLE.replace(b"emails", b"novel"))
    assert "3: column 'novel' is new to us, kept as a remark" in {
        i.says for i in reading.issues
    }


@pytest.mark.parametrize("data", [DATA, SIMPLE, b"\xef\xbb\xbf" + DATA])
def test_the_data_is_known_by_its_beginning(data: bytes) -> None:
    assert ftm.looks_like({"any name": data})
    assert not ftm.looks_like({"a": data, "b": data})
    assert ftm.read("x", {"any name": data}).entries


@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda text: HEADER + text.encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    ftm.looks_like({"f": data})
    with pytest.raises(ListError):
        read(data)


@given(st.sampled_from([DATA, SIMPLE]), st.integers(0, 3000), st.integers(0, 60),
       st.binary(max_size=4))  # fmt: skip
def test_a_damaged_file_is_read_or_refused_and_tells_its_losses(
    data: bytes, at: int, much: int, put: bytes
) -> None:
    damaged = data[: at % len(data)] + put + data[at % len(data) + much :]
    try:
        reading = read(damaged)
    except ListError:
        return
    ids = Counter(entry.id for entry in reading.entries)
    assert max(ids.values()) == 1
    if damaged.endswith(b"\n") and dict(reading.rows) == dict(read(data).rows):
        assert len(ids) >= len(read(data).entries) or reading.issues


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "schema", "properties", "name", "owner"]), inner
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*IDS, "name", "topics", "owner", "birthDate", "x"]),
                       st.lists(json_values, max_size=3) | json_values))  # fmt: skip
def test_any_json_in_a_record_is_read_or_told(properties: Json) -> None:
    odd = {"id": "odd", "schema": "Company", "target": True, "properties": properties}
    reading = read(lines(VESSEL, odd))
    assert "odd" in {entry.id for entry in reading.entries} or errors(reading)


@pytest.mark.skipif(SHARED is None, reason="needs the published lists")
def test_the_table_of_march_2026_is_read_whole() -> None:
    name = "ua_war_sanctions_targets.simple_2026-03-13.csv"
    data = (Path(SHARED or ".") / "lists" / "opensanctions" / name).read_bytes()
    reading = ftm.read("ua_war_sanctions", {name: data})
    assert Counter(entry.kind for entry in reading.entries) == {
        "company": 1524, "unknown": 1193, "vessel": 1340, "person": 1543,
    }  # fmt: skip
    assert reading.issues == ()
    assert reading.published == date(2026, 3, 13)
