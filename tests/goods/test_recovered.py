import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.goods.parts import Parts
from enduse.goods.recovered import Recovered, RecoveredRecord, read_recovered

SHARED = os.environ.get("TEST_SHARED")
PARTS = Parts.load()
HEADER = (
    "component_id,name_marking,category,manufacturer,manufacturer_country,oem_part_number,"
    "weapon_as_published,weapons,source_url,last_verified\n"
)


def record(
    number: str, maker: str | None, weapon: str = "drone", at: str = "1"
) -> RecoveredRecord:
    url = f"https://example.org/{at}"
    return RecoveredRecord(at, None, maker, number, weapon, url, date(2026, 6, 13))


def held(*records: RecoveredRecord) -> Recovered:
    return Recovered.of(records, PARTS)


def test_the_same_base_in_another_package_is_the_exact_part() -> None:
    match = held(record("STM32F405RGT6", "STMicroelectronics")).found(
        PARTS.read("STM32F405VGT6TR")
    )
    assert match is not None
    assert (match.exact, match.family, match.weapons) == (1, 1, ("drone",))
    assert match.component_ids == ("1",)
    assert match.source_urls == ("https://example.org/1",)
    assert match.verified == date(2026, 6, 13)
    assert match.says == "STM32F405 was recovered once, from drone."


def test_another_part_of_the_family_counts_as_family() -> None:
    kept = held(record("STM32F405RGT6", "STM"), record("STM32F407", "ST", "missile", "2"))
    match = kept.found(PARTS.read("STM32F427VIT6"))
    assert match is not None
    assert (match.exact, match.family) == (0, 2)
    assert match.weapons == ("drone", "missile")


def test_a_common_maker_alone_is_no_finding() -> None:
    kept = held(
        record("STM32F405RGT6", "STMicroelectronics"), record("CMOS", "Texas Instruments")
    )
    assert kept.unread == 1
    assert kept.found(PARTS.read("L6205PD")) is None
    assert kept.found(PARTS.read("TMS320C6713")) is None
    assert kept.found(None) is None


def test_what_is_left_of_a_maker_s_numbers_is_no_family() -> None:
    kept = held(record("HMC9991", "Hittite"))
    assert kept.found(PARTS.read("HMC9992")) is None
    assert kept.found(PARTS.read("HMC9991LP4")) is not None


def test_an_everyday_part_says_so() -> None:
    match = held(record("LM358N", "Texas Instruments")).found(PARTS.read("LM358DR"))
    assert match is not None
    assert match.everyday
    assert match.says.endswith("it is an everyday part.")


def test_a_record_of_a_contradicting_maker_counts_for_nobody() -> None:
    kept = held(record("AD9361BBCZ", "Texas Instruments"))
    assert (kept.records, kept.unread) == (1, 1)
    assert kept.found(PARTS.read("AD9361BBCZ")) is None


def test_a_part_of_a_contradicting_maker_matches_nothing() -> None:
    kept = held(record("AD9361BBCZ", "Analog Devices"))
    assert kept.found(PARTS.read("AD9361BBCZ", "Texas Instruments")) is None


def test_a_table_is_read_by_the_names_of_its_columns() -> None:
    row = "gur-1,Microcontroller,mcu,ST,CH,STM32F103,X,x,https://example.org,2026-06-13\n"
    table = read_recovered(b"\xef\xbb\xbf" + (HEADER + row).encode())
    assert table.issues == ()
    assert [(r.component_id, r.part_number, r.weapon) for r in table.records] == [
        ("gur-1", "STM32F103", "X")
    ]


def test_an_unknown_column_a_bad_row_and_a_bad_date_are_issues() -> None:
    text = (
        "component_id,weapon_as_published,oem_part_number,last_verified,colour\n"
        "1,X,LM317,soon,red\n2,X\n,X,LM317,,\n1,X,LM317,,\n3,Y,(unspecified),2026-01-01,\n\n"
    )
    table = read_recovered(text.encode(), "t.csv")
    assert [issue.where for issue in table.issues] == [
        "t.csv header",
        "t.csv row 2",
        "t.csv row 3",
        "t.csv row 4",
        "t.csv row 5",
    ]
    assert [r.component_id for r in table.records] == ["1", "3"]
    assert table.records[1].part_number is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b\n1,2\n",
        "component_id,weapon_as_published\n1,X\n",
        "component_id,component_id\n",
    ],
)
def test_a_table_without_its_columns_is_refused(text: str) -> None:
    table = read_recovered(text.encode())
    assert table.records == ()
    assert any(issue.gravity == "error" for issue in table.issues)


def test_a_table_in_the_windows_alphabet_is_read_and_said() -> None:
    data = "component_id,weapon_as_published,oem_part_number\n1,“Granat”,LM317\n".encode(
        "cp1252"
    )
    table = read_recovered(data)
    assert table.records[0].weapon == "“Granat”"
    assert "cp1252" in table.issues[0].says


@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_a_crash(data: bytes) -> None:
    read_recovered(data)
    read_recovered(HEADER.encode() + data)


@given(
    st.permutations([record("STM32F405", "ST", "a", "1"), record("STM32F407", "ST", "b", "2")])
)
def test_the_order_of_records_changes_no_count(records: list[RecoveredRecord]) -> None:
    match = held(*records).found(PARTS.read("STM32F405"))
    assert match is not None
    assert (match.exact, match.family, match.weapons) == (1, 2, ("a",))


@pytest.mark.skipif(SHARED is None, reason="TEST_SHARED does not name the real tables")
def test_the_real_table_is_read_whole_and_most_numbers_are_known() -> None:
    data = (Path(SHARED or "") / "goods/weapon_components_gur_dedup.csv").read_bytes()
    table = read_recovered(data)
    assert table.issues == ()
    assert len(table.records) == 5806
    kept = held(*table.records)
    numbered = sum(1 for one in table.records if one.part_number)
    assert kept.records - kept.unread > 0.75 * numbered
    match = kept.found(PARTS.read("AD9361BBCZ"))
    assert match is not None
    assert match.exact >= 5
