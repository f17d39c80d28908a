"""Whatever a file on owners holds: it is read, or refused in words; nothing crashes."""

import json
from typing import Any

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from enduse.errors import OrderError
from enduse.intake.owning.read import read
from enduse.model.holding import Ownership
from tests.intake.owning.made import PLACES, entity, given, psc, relation, says, shares

WORDS = [
    "statementId", "recordId", "recordType", "recordStatus", "recordDetails", "statementDate",
    "subject", "interestedParty", "interests", "share", "exact", "minimum", "maximum", "names",
    "identifiers", "entityType", "type", "statementID", "statementType", "replacesStatements",
    "Relationship", "Registration", "StartNode", "EndNode", "NodeID", "RelationshipType",
    "RelationshipPeriods", "LEI", "Entity", "LegalName", "ExceptionCategory", "data", "kind",
    "company_number", "natures_of_control", "name_elements", "date_of_birth", "items", "page",
    "exemptions", "links", "self", "$", "event", "page", "address", "identification",
]  # fmt: skip
TEXTS = [
    "entity", "person", "relationship", "entityStatement", "closed", "a", "b", "2020-01-01",
    "shareholding", "individual-person-with-significant-control", "exemptions", "statement",
    "/company/1/x", "IS_DIRECTLY_CONSOLIDATED_BY", "ownership-of-shares-25-to-50-percent",
]  # fmt: skip

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=4) | st.sampled_from(TEXTS),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5),
    max_leaves=30,
)  # fmt: skip


def sound(said: Ownership) -> None:
    keys = {each.key for each in said.entities}
    assert all(each.owned in keys for each in said.holdings)
    assert all(each.owner in keys for each in said.holdings if each.owner is not None)
    assert all(
        each.share is None or 0 <= each.share[0] <= each.share[1] <= 100
        for each in said.holdings
    )


def read_or_refused(name: str, data: bytes) -> None:
    try:
        said = read(name, data, PLACES)
    except OrderError:
        return  # in words; any other exception fails the test
    sound(said)


@tried(st.lists(values, max_size=5))
def test_any_json_is_read_or_refused(records: list[Any]) -> None:
    read_or_refused("x.json", json.dumps(records).encode())
    read_or_refused("x.jsonl", b"\n".join(json.dumps(each).encode() for each in records))


SOUND: list[dict[str, Any]] = [
    entity("a", identifiers=[{"scheme": "XI-LEI", "id": "L"}]),
    relation("a", "b", shares(share={"exact": 5})),
    psc("1", "individual-person-with-significant-control", name="J.",
        date_of_birth={"year": 1950}, natures_of_control=["x"]),
    {"Relationship": {"StartNode": {"NodeID": "x"}, "EndNode": {"NodeID": "y"},
                      "RelationshipType": "IS_DIRECTLY_CONSOLIDATED_BY",
                      "RelationshipPeriods": [{"PeriodType": "RELATIONSHIP_PERIOD"}]},
     "Registration": {}},
    {"LEI": "x", "Entity": {"LegalName": "X", "OtherEntityNames": [{}]}},
    {"LEI": "x", "ExceptionCategory": "x", "ExceptionReason": "x"},
]  # fmt: skip


@tried(st.sampled_from(SOUND), st.data())
def test_a_sound_record_with_any_value_in_any_place_is_read_or_said(
    record: dict[str, Any], data: st.DataObject
) -> None:
    broken = json.loads(json.dumps(record))
    at = broken
    while True:
        field = data.draw(st.sampled_from(sorted(at)))
        if isinstance(at[field], dict) and at[field] and data.draw(st.booleans()):
            at = at[field]
            continue
        at[field] = data.draw(values)
        break
    read_or_refused("x.json", json.dumps([record, broken]).encode())


@tried(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refused("x", data)
    read_or_refused("x", b"owner,owned,share\n" + data)
    read_or_refused("x", b'[{"recordType": "entity"}, ' + data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"PAR1....", "is Parquet; expected its rows as CSV"),
        (b"<?xml version='1.0'?><x/>", "is XML; expected the CSV or the JSON"),
        (b"\x1f\x8b..", "is compressed"),
        (b"a,b\n1,2\n", "is a table of other columns"),
        (b'[{"hello": 1}]', "holds 1 records of no form known here"),
        (b"[" * 100_000, "nested too deeply"),
        (b'[{"recordType": ', "is not JSON"),
        (b"PK\x03\x04 not really", "is no table that can be opened"),
    ],
)
def test_what_is_no_file_on_owners_is_refused_by_what_it_is(data: bytes, told: str) -> None:
    with pytest.raises(OrderError, match=r"x\.dat") as raised:
        read("x.dat", data, PLACES)
    assert told in str(raised.value)


def test_a_broken_line_stops_no_other_and_may_be_anybodys() -> None:
    lines = [json.dumps(entity("a")), '{"recordType": "entity", ', json.dumps(entity("b"))]
    said = read("x.jsonl", "\n".join(lines).encode(), PLACES)
    assert [each.key for each in said.entities] == ["a", "b"]
    (doubt,) = said.doubts
    assert (doubt.about, doubt.issue.gravity) == (None, "error")
    assert doubt.issue.where == "x.jsonl line 2"


def test_a_record_that_is_no_object_is_said() -> None:
    assert "error made.json record 2 is 7; expected an object" in says(given(entity("a"), 7))
