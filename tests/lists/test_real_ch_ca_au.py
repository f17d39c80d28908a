import os
from collections import Counter
from pathlib import Path

import pytest

from enduse.lists import dfat_xlsx, seco_xml, sema_xml
from enduse.lists.catalogue import effects, info

SHARED = os.environ.get("TEST_SHARED")
pytestmark = pytest.mark.skipif(SHARED is None, reason="needs the published lists")
LISTS = Path(SHARED or ".") / "lists"


def given(path: str) -> dict[str, bytes]:
    file = LISTS / path
    return {file.name: file.read_bytes()}


def test_the_canadian_list_of_march_2025_is_read_to_the_last_record() -> None:
    parts = given("ca_sema/sema-lmes_2025.xml")
    assert sema_xml.looks_like(parts)
    reading = sema_xml.read("ca_sema", parts)
    assert reading.rows == (("record", 4759),)
    kinds = Counter(entry.kind for entry in reading.entries)
    assert kinds == {"person": 3334, "unknown": 1425 - 109, "vessel": 109}
    assert sum(n.scheme == "imo" for e in reading.entries for n in e.ids) == 109
    assert len({entry.id for entry in reading.entries}) == 4759
    assert {issue.where for issue in reading.issues} == {"ca_sema"}  # no path is new to us
    assert not [issue for issue in reading.issues if issue.gravity == "error"]
    assert sum(len(entry.remarks) for entry in reading.entries) < 40
    newest = max(entry.listed_on for entry in reading.entries if entry.listed_on)
    assert newest.isoformat() == "2025-03-20"


def test_the_australian_list_of_november_2024_is_read_to_the_last_row() -> None:
    parts = given("au_dfat/regulation8_consolidated.xlsx")
    assert dfat_xlsx.looks_like(parts)
    reading = dfat_xlsx.read("au_dfat", parts)
    assert [count for _, count in reading.rows] == [9553]
    assert len(reading.entries) == 3062
    primaries = Counter(
        sum(name.kind == "primary" for name in entry.names) for entry in reading.entries
    )
    assert primaries == {1: 3062}
    assert not [issue for issue in reading.issues if issue.gravity == "error"]
    assert sum(len(entry.remarks) for entry in reading.entries) < 30


def test_every_listing_of_both_lists_has_a_blocking_effect_or_says_why_not() -> None:
    canada = sema_xml.read("ca_sema", given("ca_sema/sema-lmes_2025.xml"))
    means = info("ca_sema")
    labels = Counter(effects(means, entry.programmes)[0].label for entry in canada.entries)
    assert labels == {"dealings ban": 4759 - 113, "ban on a ship": 109,
                      "financing restrictions": 4}  # fmt: skip
    australia = dfat_xlsx.read("au_dfat", given("au_dfat/regulation8_consolidated.xlsx"))
    means = info("au_dfat")
    assert {effects(means, e.programmes)[0].effect for e in australia.entries} == {"hold"}


def test_the_swiss_sample_is_read_with_one_target_off_the_list() -> None:
    reading = seco_xml.read("ch_seco", given("format_samples/seco_2026-08-27.xml"))
    assert [entry.names[0].text for entry in reading.entries] == ["Hui Chon"]
    assert reading.rows == (("target", 2),)
    assert {issue.where for issue in reading.issues} == {"ch_seco"}
