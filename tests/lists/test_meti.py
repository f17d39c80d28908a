import csv
import io
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
from enduse.lists import meti
from enduse.lists.catalogue import info
from enduse.model.listing import ListedAddress, ListedName, Reading

SHARED = os.environ.get("TEST_SHARED")

# Published names of METI's list of 29 September 2025; the layout is that of its tables.
TABLE = [
    ["", "外国ユーザーリスト", "", "", ""],
    ["No.", "国名、地域名\nCountry or Region", "企業名、組織名\nCompany or Organization",
     "別名\nAlso Known As", "懸念区分\nType of WMD"],
    ["1", "北朝鮮\nNorth Korea", "Air Koryo\n（高麗航空）", "・Air-\nkoryo\n・Airkoryo",
     "生物、化学 B,C"],
    ["2", "Islamic Republic of Iran", "Iran Electronics Industries (IEI)", "",
     "ミサイル、核 ＭＮ\n通常兵器 CW"],
    ["3", "People's Republic of China", "BVI Electronics", "・長水100", "?"],
    ["", "", "", "", ""],
]  # fmt: skip
JSON: list[dict[str, Any]] = [
    {"id": "jp-eul-1", "entity_name": "Air Koryo (高麗航空)", "aliases": ["Airkoryo"],
     "addresses": ["North Korea"], "reason": "大量破壊兵器等の懸念: 生物、化学 B,C",
     "country": "jp", "date_added": None, "entity_type": "organization",
     "source_url": "https://www.meti.go.jp/press/2025/09/20250929006/20250929006.html"},
    {"id": "jp-eul-502", "entity_name": "", "aliases": [], "reason": "ミサイル M",
     "addresses": ["People's Republic of China BVI Electronics"]},
    {"id": "jp-eul-503", "entity_name": "Example Works", "aliases": ["A・B", "C"],
     "addresses": ["People's Republic of China"], "reason": "核 Ｎ"},
]  # fmt: skip


def table(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def plain(rows: object) -> bytes:
    return json.dumps(rows, ensure_ascii=False).encode()


def read(data: bytes) -> Reading:
    return meti.read("jp_meti_eul", {"f": data})


def errors(reading: Reading) -> list[str]:
    return [issue.says for issue in reading.issues if issue.gravity == "error"]


def test_the_table_is_read_in_both_its_languages() -> None:
    reading = read(table(TABLE))
    koryo, industries, third = reading.entries
    assert koryo.names == (
        ListedName("Air Koryo （高麗航空）"),
        ListedName("高麗航空", "original_script"),
        ListedName("Air- koryo", "aka"),
        ListedName("Airkoryo", "aka"),
    )
    assert koryo.addresses == (ListedAddress("", "北朝鮮 North Korea"),)
    assert (koryo.id, koryo.programmes) == ("1", ("B", "C"))
    assert industries.programmes == ("M", "N", "CW")
    assert industries.names == (ListedName("Iran Electronics Industries (IEI)"),)
    assert third.names[1] == ListedName("長水100", "original_script")
    assert [issue.says for issue in reading.issues] == [
        "1 kinds of concern were not understood: row 14 '?'"
    ]
    assert dict(reading.rows) == {"f": 3}
    assert reading.published is None


def test_the_json_says_the_day_and_a_name_is_freed_from_its_country() -> None:
    reading = read(plain(JSON))
    assert reading.published == date(2025, 9, 29)
    assert [entry.names[0].text for entry in reading.entries] == [
        "Air Koryo (高麗航空)", "BVI Electronics", "Example Works",
    ]  # fmt: skip
    assert reading.entries[1].addresses == (ListedAddress("", "People's Republic of China"),)
    assert reading.entries[2].names[1:] == (ListedName("A・B", "aka"), ListedName("C", "aka"))
    assert reading.entries[2].programmes == ("N",)
    assert [issue.says for issue in reading.issues] == [
        "1 names stood behind the country: jp-eul-502"
    ]


def test_a_party_without_a_name_is_an_error() -> None:
    nameless = [*TABLE[:4], ["9", "Iran", "", "", "M"]]
    assert errors(read(table(nameless))) == ["1 rows have no name: row 14"]
    odd = [*JSON, {"id": "x", "entity_name": ""}, "text"]
    assert errors(read(plain(odd))) == ["2 rows have no name: item 4, item 5"]


def test_what_is_new_is_told_and_kept() -> None:
    wider = [[*row, extra] for row, extra in zip(TABLE, " 欄abc ", strict=False)]
    reading = read(table(wider))
    assert reading.entries[0].remarks == ("欄: a",)
    assert "column '欄' is new to us; kept as remarks" in {i.says for i in reading.issues}
    reading = read(plain([{**JSON[0], "novel": "x"}]))
    assert reading.entries[0].remarks == ("novel: x",)


def test_numbers_that_stand_twice_are_told_apart() -> None:
    reading = read(plain([JSON[0], {**JSON[2], "id": "jp-eul-1"}]))
    assert [entry.id for entry in reading.entries] == ["jp-eul-1", "jp-eul-1#2"]


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "is empty"), (b"a,b\n", "no header"), (b"[]", "no party"), (b"{}", "no list"),
     (b"[{", "no JSON"), (b"[" * 100_000, "no JSON"), (b'["\\ud800"]', "no JSON"),
     (b'[{"id": "1"}]', "no party"), (b"<html>", "web page")],
)  # fmt: skip
def test_what_is_not_the_list_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=words):
        read(data)


def test_the_list_is_known_by_its_words() -> None:
    assert meti.looks_like({"x": table(TABLE)})
    assert meti.looks_like({"x": plain(JSON)})
    assert not meti.looks_like({"x": b"id,name\n"})
    assert not meti.looks_like({"x": table(TABLE), "y": table(TABLE)})


def test_being_listed_asks_for_a_look_not_a_hold() -> None:
    assert info("jp_meti_eul").default.effect == "review"


@given(st.binary(max_size=200) | st.binary(max_size=80).map(lambda tail: b"[" + tail))
def test_any_bytes_are_refused(data: bytes) -> None:
    meti.looks_like({"f": data})
    with pytest.raises(ListError):
        read(data)


@given(st.sampled_from([table(TABLE), plain(JSON)]), st.integers(0, 2000), st.integers(0, 40),
       st.binary(max_size=4))  # fmt: skip
def test_a_damaged_file_is_read_or_refused(data: bytes, at: int, much: int, put: bytes) -> None:
    at %= len(data)
    try:
        reading = read(data[:at] + put + data[at + much :])
    except ListError:
        return
    rows = sum(count for _, count in reading.rows)
    assert len(reading.entries) == rows or reading.issues
    assert all(entry.names and entry.names[0].text for entry in reading.entries)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=4,
)


@given(st.lists(st.dictionaries(st.sampled_from([*JSON[0], "novel"]), values), max_size=3))
def test_any_json_is_read_or_told(rows: list[dict[str, Any]]) -> None:
    reading = read(plain([JSON[0], *rows]))
    assert len(reading.entries) == 1 + len(rows) or reading.issues


@pytest.mark.skipif(SHARED is None, reason="needs the published lists")
def test_the_list_of_september_2025_is_read_whole() -> None:
    path = Path(SHARED or ".") / "lists" / "jp_meti" / "jp_meti_eul_xyna_2026-07.json"
    reading = read(path.read_bytes())
    assert len(reading.entries) == 835
    assert reading.published == date(2025, 9, 29)
    assert errors(reading) == []
    countries = Counter(entry.addresses[0].country for entry in reading.entries)
    assert countries["Islamic Republic of Iran"] == 257
    assert countries["North Korea"] == 154
    assert countries["Islamic Republic of Pakistan"] == 103
    assert countries["Russian Federation"] == 100
    assert all(entry.programmes for entry in reading.entries)
