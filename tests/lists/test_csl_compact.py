import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists import csl_compact, csl_json
from enduse.model.listing import ListedAddress, Reading

SHARED = os.environ.get("TEST_SHARED")
LIST = "us_csl"
# The shape of the copy of 31 July 2026, with real names of it.
COPY: dict[str, Any] = {
    "fieldKey": {"n": "name"},
    "sourceGeneratedAt": "2026-07-31T13:15:00.015113+00:00",
    "entryCount": 3,
    "tables": {
        "sources": [
            "Capta List (CAP) - Treasury Department",
            "Entity List (EL) - Bureau of Industry and Security",
        ],
        "programmes": [["561-Related"], "MBS; SSI"],
        "licenceRequirements": ["For all items subject to the EAR. (See §744.11 of the EAR)"],
        "licencePolicies": ["Presumption of denial."],
        "urls": ["https://example.org"],
    },
    "entries": [
        {"n": "BANK OF KUNLUN CO LTD", "a": ["KARAMAY URBAN CREDIT COOPERATIVES"], "s": 0,
         "t": "Entity", "c": ["CN"], "e": "15268", "pg": 0, "u": 0},
        {"n": "Hanif Computer Zone (HCZ)", "s": 1, "c": ["PK"], "lr": 0, "lp": 0},
        {"n": "Address 01", "s": 1, "c": ["HK"], "lr": 0, "lp": 0},
    ],
}  # fmt: skip


def read(value: object) -> Reading:
    return csl_compact.read(LIST, {"compact.json": json.dumps(value).encode()})


def says(reading: Reading) -> str:
    return "\n".join(f"{i.gravity} {i.where}: {i.says}" for i in reading.issues)


def test_a_compact_copy_is_read_with_its_date_and_its_lack() -> None:
    reading = read(COPY)
    assert reading.published is not None
    assert reading.published.isoformat() == "2026-07-31"
    assert [one.id for one in reading.entries] == [
        "15268:CAP", "EL:Hanif Computer Zone (HCZ)", "EL:Address 01",
    ]  # fmt: skip
    bank, firm, place = reading.entries
    assert bank.programmes == ("CAP", "561-Related")
    assert bank.addresses == (ListedAddress("", "CN"),)
    assert firm.programmes == ("EL", "EL-DENIAL")
    assert place.kind == "address"
    assert "third party's copy" in says(reading)
    assert "error" not in says(reading)


def test_an_entry_that_points_outside_a_table_is_an_error() -> None:
    odd = [{**COPY["entries"][0], key: 9} for key in ("s", "pg", "lr", "u", "n", "a")]
    reading = read({**COPY, "entries": [*odd, 7], "entryCount": 7})
    assert reading.entries == ()
    assert "error compact.json: 7 entries cannot be read" in says(reading)


def test_a_copy_with_fewer_entries_than_it_names_is_refused() -> None:
    with pytest.raises(ListError, match="holds 3 entries; expected the 4 it names"):
        read({**COPY, "entryCount": 4})


@pytest.mark.parametrize("value", [[], {}, {"entries": []}, {"entries": {}, "tables": {}}])
def test_what_is_no_copy_is_refused(value: object) -> None:
    with pytest.raises(ListError, match="no entries or no tables"):
        read(value)


def test_the_copy_is_not_taken_for_the_official_file() -> None:
    data = json.dumps(COPY).encode()
    assert csl_compact.looks_like({"x": data})
    assert not csl_json.looks_like({"x": data})
    assert not csl_compact.looks_like({"x": b'{"results": []}'})


values = st.none() | st.booleans() | st.integers(-2, 3) | st.text(max_size=4)
keys = st.sampled_from(["n", "a", "s", "t", "c", "e", "pg", "lr", "lp", "fr", "u", "new"])
entries = st.dictionaries(keys, values | st.lists(values, max_size=3))


@given(st.lists(entries | values, max_size=5))
def test_any_entries_are_read_or_told(found: list[object]) -> None:
    reading = read({**COPY, "entries": found, "entryCount": len(found)})
    ids = [one.id for one in reading.entries]
    assert len(ids) == len(set(ids))
    assert len(ids) == len(found) or reading.issues[:-1] or len(reading.issues) > 1


@given(st.integers(0, 1200), st.integers(0, 40), st.binary(max_size=3))
def test_a_damaged_copy_is_read_or_refused(at: int, much: int, put: bytes) -> None:
    data = json.dumps(COPY).encode()
    for bad in (data[:at] + put + data[at + much :], put):
        csl_compact.looks_like({"x": bad})
        try:
            csl_compact.read(LIST, {"x": bad})
        except ListError:
            continue


@pytest.mark.skipif(SHARED is None, reason="needs the published lists")
def test_the_copy_of_july_2026_is_read_to_the_last_entry() -> None:
    where = Path(SHARED or ".") / "lists/us_csl/screening-list_2026-07-31_compact.json"
    reading = csl_compact.read(LIST, {"x": where.read_bytes()})
    assert sum(count for _, count in reading.rows) == 25921
    found = Counter(one.programmes[0] for one in reading.entries)
    assert (found["SDN"], found["UVL"], found["MBS"]) == (19181, 222, 51)
    assert "error" not in says(reading)
