import csv
import gzip
import io
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists import csl_csv, csl_json
from enduse.lists.catalogue import effects, info
from enduse.lists.csl_csv import COLUMNS
from enduse.model.listing import Entry, Link, ListedAddress, Reading

SHARED = os.environ.get("TEST_SHARED")
LIST = "us_csl"
BIS = "Bureau of Industry and Security"
EL, DPL = f"Entity List (EL) - {BIS}", f"Denied Persons List (DPL) - {BIS}"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
CAP = "Capta List (CAP) - Treasury Department"
# Real names and numbers of the list of April 2022, shortened.
ROWS: list[dict[str, str]] = [
    {
        "_id": "31695", "source": SDN, "entity_number": "31695", "type": "Individual",
        "programs": "SDGT; IFSR", "title": "Financier",
        "name": "AL-JAMAL, Sa'id Ahmad Muhammad",
        "addresses": "Sanaa, YE; IR", "alt_names": "ABU-ALI; HISHAM", "citizenships": "YE",
        "dates_of_birth": "1979-01-01; circa 1980", "places_of_birth": "Sanaa, Yemen",
        "remarks": "(Linked To: ISLAMIC REVOLUTIONARY GUARD CORPS (IRGC)-QODS FORCE)",
        "ids": "Male, Gender; YE, 04716186, Passport; Additional Sanctions, Tribe",
    },
    {
        "_id": "15268", "source": CAP, "entity_number": "15268", "type": "Entity",
        "programs": "561-Related", "name": "BANK OF KUNLUN CO LTD",
        "addresses": "172 Xibin Rd, Ranghulu District, Daqing, 163453, CN",
        "ids": "CKLBCNBJ, SWIFT/BIC",
    },
    {
        "_id": "4398d33e", "source": EL, "name": "Beihang University (BUAA)",
        "addresses": "37 Xueyuan Road, Beijing, CN; and 51 Yongding Road, Beijing, China",
        "federal_register_notice": "66 FR 24264", "start_date": "2001-05-14",
        "license_requirement": "For all items subject to the EAR. (See §744.11 of the EAR)",
        "license_policy": "Presumption of denial.", "alt_names": "BUAA; and Beihang",
    },
    {
        "_id": "58f25e48", "source": EL, "name": "Huawei Technologies Co., Ltd. (Huawei).  "
        "Affiliated Entity:  Hangzhou Huawei Enterprises",
        "license_requirement": "For all items subject to the EAR, EXCEPT for technology",
        "license_policy": "Presumption of denial",
    },
    {
        "_id": "deb7a1d5", "source": DPL, "name": "AARON ABRAHAM VILLA",
        "addresses": "3415 RIVERA AVENUE, EL PASO, TX", "start_date": "2022-04-20",
        "end_date": "2026-01-14", "standard_order": "Y", "remarks": "F.R. NOTICE ADDED",
    },
    {
        "_id": "0dbd98f1", "source": DPL, "name": "SOMEBODY IN ONTARIO",
        "addresses": "20 HUNTINGWOOD DRIVE, SCARBOROUGH, M1W1A2, CA",
        "start_date": "2021-11-17", "end_date": "2021-12-31",
    },
]  # fmt: skip


def sheet(rows: list[dict[str, str]], columns: tuple[str, ...] = COLUMNS) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


CSV = sheet(ROWS)
JSON: dict[str, Any] = {
    "results": [
        {
            "id": "31695", "source": SDN, "entity_number": "31695", "type": "Individual",
            "programs": ["SDGT", "IFSR"], "name": "AL-JAMAL, Sa'id Ahmad Muhammad",
            "title": "Financier", "alt_names": ["ABU-ALI", "HISHAM"], "citizenships": ["YE"],
            "addresses": [
                {"address": None, "city": "Sanaa", "state": None, "postal_code": None,
                 "country": "YE"},
                {"address": None, "city": None, "state": None, "postal_code": None,
                 "country": "IR"},
            ],
            "dates_of_birth": ["1979-01-01", "circa 1980"],
            "places_of_birth": ["Sanaa, Yemen"], "nationalities": [],
            "remarks": "(Linked To: ISLAMIC REVOLUTIONARY GUARD CORPS (IRGC)-QODS FORCE)",
            "ids": [
                {"type": "Gender", "number": "Male", "country": None, "issue_date": None,
                 "expiration_date": None},
                {"type": "Passport", "number": "04716186", "country": "YE",
                 "issue_date": None, "expiration_date": None},
                {"type": "Tribe", "number": "Additional Sanctions"},
            ],
        },
        {
            "id": "4398d33e", "source": EL, "name": "Beihang University (BUAA)", "type": None,
            "addresses": [{"address": "37 Xueyuan Road", "city": "Beijing", "country": "CN"}],
            "start_date": "2001-05-14", "license_policy": "Presumption of denial.",
            "license_requirement": "For all items subject to the EAR. (See §744.11 of the EAR)",
            "alt_names": ["BUAA", "and Beihang"],
        },
    ]
}  # fmt: skip


def from_csv(data: bytes) -> Reading:
    return csl_csv.read(LIST, {"consolidated.csv": data})


def from_json(value: object) -> Reading:
    return csl_json.read(LIST, {"consolidated.json": json.dumps(value).encode()})


def entry(reading: Reading, own: str) -> Entry:
    (found,) = (one for one in reading.entries if one.id == own)
    return found


def says(reading: Reading) -> str:
    return "\n".join(f"{i.gravity} {i.where}: {i.says}" for i in reading.issues)


def test_a_whole_file_is_read_without_an_error() -> None:
    reading = from_csv(CSV)
    assert [one.id for one in reading.entries] == [
        "31695:SDN", "15268:CAP", "4398d33e", "58f25e48", "deb7a1d5", "0dbd98f1",
    ]  # fmt: skip
    assert dict(reading.rows) == {"consolidated.csv": len(ROWS)}
    assert {one.list_id for one in reading.entries} == {LIST}
    assert "error" not in says(reading)
    assert reading.published is None


def test_a_person_of_treasury_keeps_every_fact() -> None:
    person = entry(from_csv(CSV), "31695:SDN")
    assert person.kind == "person"
    assert [(n.text, n.family_first) for n in person.names] == [
        ("AL-JAMAL, Sa'id Ahmad Muhammad", True), ("ABU-ALI", False), ("HISHAM", False),
    ]  # fmt: skip
    assert person.programmes == ("SDN", "SDGT", "IFSR")
    assert person.addresses == (ListedAddress("Sanaa", "YE"), ListedAddress("", "IR"))
    assert [(d.first.year, d.circa) for d in person.birth_dates] == [
        (1979, False),
        (1980, True),
    ]
    assert person.gender == "Male"
    assert [(i.scheme, i.value, i.country) for i in person.ids] == [
        ("passport", "04716186", "YE")
    ]
    assert person.links == (
        Link("ISLAMIC REVOLUTIONARY GUARD CORPS (IRGC)-QODS FORCE", "Linked To"),
    )


@pytest.mark.parametrize("own", ["31695:SDN", "4398d33e"])
def test_csv_and_json_say_the_same_of_a_party(own: str) -> None:
    one, other = entry(from_csv(CSV), own), entry(from_json(JSON), own)
    for name in ("kind", "names", "programmes", "listed_on", "birth_dates", "ids", "links"):
        assert getattr(one, name) == getattr(other, name)
    assert one.addresses[0] == other.addresses[0]


def test_what_each_list_means_is_in_the_catalogue() -> None:
    reading, about = from_csv(CSV), info(LIST)
    means = {one.id: effects(about, one.programmes)[0].effect for one in reading.entries}
    assert means == {
        "31695:SDN": "hold", "15268:CAP": "review", "4398d33e": "hold", "58f25e48": "review",
        "deb7a1d5": "hold", "0dbd98f1": "note",
    }  # fmt: skip


def test_the_licence_texts_stay_as_facts() -> None:
    facts = dict(entry(from_csv(CSV), "4398d33e").facts)
    assert facts["License policy"] == "Presumption of denial."
    assert facts["License requirement"].startswith("For all items")


def test_two_capitals_behind_a_town_are_a_state_unless_a_postal_code_stands_before() -> None:
    reading = from_csv(CSV)
    assert entry(reading, "deb7a1d5").addresses[0].country is None
    assert entry(reading, "0dbd98f1").addresses[0].country == "CA"
    assert entry(reading, "4398d33e").addresses == (
        ListedAddress("37 Xueyuan Road, Beijing", "CN"),
        ListedAddress("51 Yongding Road, Beijing, China"),
    )


def test_a_row_that_is_there_twice_is_read_once_and_another_of_its_number_is_kept() -> None:
    twin = {**ROWS[1], "addresses": "Karamay, CN"}
    reading = from_csv(sheet([*ROWS, ROWS[1], twin]))
    assert Counter(one.id.split("#")[0] for one in reading.entries)["15268:CAP"] == 2
    assert "repeats 15268:CAP" in says(reading)
    assert "is another 15268:CAP" in says(reading)


def test_an_address_without_a_party_is_an_address() -> None:
    reading = from_csv(sheet([{**ROWS[2], "name": "Address 01"}]))
    assert reading.entries[0].kind == "address"


def test_a_row_without_a_name_is_an_error_and_a_blank_one_is_counted() -> None:
    reading = from_csv(sheet([*ROWS, {**ROWS[2], "name": " "}, {}]))
    assert "error consolidated.csv: 1 rows have no name: line 8" in says(reading)
    assert "1 blank rows were passed over" in says(reading)


def test_lists_and_labels_that_are_new_are_told_and_kept() -> None:
    row = {**ROWS[1], "source": "A list of tomorrow", "ids": "7, Moon Number", "type": "Robot"}
    reading = from_csv(sheet([row]))
    (found,) = reading.entries
    assert found.programmes[0] == "A list of tomorrow"
    assert effects(info(LIST), found.programmes)[0].effect == "review"
    assert [(i.scheme, i.value) for i in found.ids] == [("other", "7")]
    for what in ("source lists are new", "labels of numbers are new", "types are new"):
        assert what in says(reading)


def test_a_line_break_in_a_cell_is_read_and_an_open_quote_is_told() -> None:
    broken = from_csv(sheet([{**ROWS[2], "name": "Government\nFlying Service"}]))
    assert broken.entries[0].names[0].text == "Government Flying Service"
    reading = from_csv(CSV + b'"open,' + CSV.split(b"\n", 1)[1])
    assert "error consolidated.csv: " in says(reading)
    assert len(reading.entries) >= len(ROWS)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_lost_column_stops_the_list(column: str) -> None:
    rest = tuple(each for each in COLUMNS if each != column)
    rows = [{key: cell for key, cell in row.items() if key != column} for row in ROWS]
    with pytest.raises(ListError, match=f"column '{column}' is gone"):
        from_csv(sheet(rows, rest))


def test_a_new_column_is_told_once() -> None:
    reading = from_csv(sheet([{**row, "mood": "good"} for row in ROWS], (*COLUMNS, "mood")))
    assert says(reading).count("column 'mood' is new to us") == 1
    assert reading.entries == from_csv(CSV).entries


def test_fields_of_json_that_are_new_or_odd_are_told() -> None:
    odd = {**JSON["results"][0], "mood": 1, "programs": [["SDGT"]], "title": {"a": 1}}
    odd["addresses"] = [{"country": "YE", "planet": "Earth"}, "nowhere"]
    reading = from_json({"results": [odd, 7, None]})
    told = says(reading)
    assert "2 results are no objects: result 2, result 3" in told
    for key in ("programs", "title", "addresses"):
        assert f"'{key}' (1)" in told
    assert "'mood' (1)" in told
    assert "'addresses.planet' (1)" in told


def test_the_day_of_a_json_file_is_taken_where_it_says_one() -> None:
    found = from_json({"search_performed_at": "2026-07-31T13:15:00", **JSON}).published
    assert found is not None
    assert found.isoformat() == "2026-07-31"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"<html>moved", "web page"),
        (b"[]", "no list of results"),
        (b'{"results": 7}', "no list of results"),
        (b'{"results": [], "results": []}', "'results' stands twice"),
        (b'{"results": [NaN]}', "NaN is no JSON"),
        (b'{"results": [', "is no JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"results": [{"name": "\\ud800"}]}', "is no JSON"),
        (b'{"a": "\xff"}', "0xFF"),
        (b'{"results": [' + b"9" * 5000 + b"]}", "is no JSON"),
    ],
)
def test_what_is_no_json_list_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=re.escape(words)):
        csl_json.read(LIST, {"x": data})


@pytest.mark.parametrize("reader", [csl_csv, csl_json])
def test_one_file_is_read_and_no_other_number(reader: Any) -> None:
    for parts in ({}, {"a": CSV, "b": CSV}):
        assert not reader.looks_like(parts)
        with pytest.raises(ListError, match="expected one file"):
            reader.read(LIST, parts)


def test_each_format_knows_its_own() -> None:
    both = {"csv": CSV, "json": json.dumps(JSON).encode()}
    known = {name: (csl_csv.looks_like({"x": d}), csl_json.looks_like({"x": d}))
             for name, d in both.items()}  # fmt: skip
    assert known == {"csv": (True, False), "json": (False, True)}


def accounted(reading: Reading) -> bool:
    """Every row that was counted is an entry, a double, or an error that was told."""
    lost = sum(
        int(m[1])
        for i in reading.issues
        if (m := re.match(r"(\d+) rows (?:have no|share a)", i.says))
    )
    ids = [one.id for one in reading.entries]
    rows = sum(count for _, count in reading.rows)
    return len(ids) == len(set(ids)) and len(ids) <= rows <= len(ids) + lost


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """The file with a stretch cut, a byte flipped, or something put in."""
    data = bytearray(whole)
    at = draw(st.integers(0, len(data) - 1))
    match draw(st.sampled_from(["cut", "flip", "double", "insert"])):
        case "cut":
            del data[at : at + draw(st.integers(1, 400))]
        case "flip":
            data[at] = draw(st.integers(0, 255))
        case "double":
            data[at:at] = data[at : at + draw(st.integers(1, 900))]
        case _:
            data[at:at] = draw(
                st.sampled_from([b'"', b"\n", b",", b"; ", b"\r\n", b"{", b"]", b"null", b"0"])
            )
    return bytes(data)


@given(damaged(CSV) | st.binary(max_size=200))
def test_any_bytes_are_a_csv_list_or_refused(data: bytes) -> None:
    csl_csv.looks_like({"x": data})
    try:
        assert accounted(from_csv(data))
    except ListError:
        return


@given(damaged(json.dumps(JSON).encode()) | st.binary(max_size=200))
def test_any_bytes_are_a_json_list_or_refused(data: bytes) -> None:
    csl_json.looks_like({"x": data})
    try:
        assert accounted(csl_json.read(LIST, {"x": data}))
    except ListError:
        return


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "country", "type", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["id", *COLUMNS[1:], "new"]), values))
def test_any_value_in_any_field_is_read_or_told(result: dict[str, Any]) -> None:
    assert accounted(from_json({"results": [JSON["results"][0], result]}))


@given(st.lists(st.text(max_size=12), min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_any_cells_are_read_and_a_name_makes_an_entry(cells: list[str]) -> None:
    clean = [re.sub(r"[\r\n\0]", " ", cell) for cell in cells]
    row = dict(zip(COLUMNS, clean, strict=True))
    text = sheet([row]).decode().encode("utf-8", "replace")
    reading = from_csv(text)
    assert accounted(reading)
    named = row["name"].strip() and (row["_id"].strip() or row["entity_number"].strip())
    assert len(reading.entries) == bool(named)


@pytest.mark.skipif(SHARED is None, reason="needs the published lists")
def test_the_list_of_april_2022_is_read_to_the_last_row() -> None:
    packed = Path(SHARED or ".") / "lists" / "us_csl" / "consolidated.csv.gz"
    reading = from_csv(gzip.decompress(packed.read_bytes()))
    assert sum(count for _, count in reading.rows) == 14160
    assert Counter(one.programmes[0] for one in reading.entries) == {
        "SDN": 10026, "EL": 2001, "DTC": 727, "DPL": 462, "SSI": 290, "UVL": 201, "ISN": 163,
        "PLC": 78, "MEU": 71, "CMIC": 68, "CAP": 53, "MBS": 17, "FSE": 3,
    }  # fmt: skip
    assert "error" not in says(reading)
    assert csl_csv.looks_like({"x": gzip.decompress(packed.read_bytes())})


@pytest.mark.parametrize("value", [5, -1, 1.5, [1, 2], {"a": 1}, "text", None, True])
def test_a_new_field_of_any_value_is_counted_as_one(value: object) -> None:
    results = [{**each, "novelty": value} for each in JSON["results"]]
    reading = from_json({**JSON, "results": results})
    new = [issue.says for issue in reading.issues if "new to us" in issue.says]
    assert new == [f"1 fields are new to us, not read: 'novelty' ({len(results)})"]
