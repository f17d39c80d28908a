from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists import ofac_csv, starter, un_xml
from enduse.lists.catalogue import info, known
from enduse.lists.readers import FORMATS, read
from enduse.lists.row import Row

FILES = Path(__file__).parent / "files"
UN = (FILES / "un.xml").read_bytes()
SDN = (FILES / "sdn.csv").read_bytes()
STARTER = (
    b"# as_of: 2026-07-31\n"
    b"list,entry,name,kind,aliases,country,programme,listed_on,ids,networks\n"
    b"us_ofac_sdn,1,Example LLC,company,EX;Exa,RU,A;B,2022-02-24,inn=7700000000,test-net\n"
)


def test_every_known_list_has_its_reader() -> None:
    assert set(FORMATS) == set(known())
    given_ = {"starter": (STARTER, starter.read(STARTER)), "un_sc": (UN, un_xml.read(UN)),
              "us_ofac_sdn": (SDN, ofac_csv.read({"f": SDN}))}  # fmt: skip
    for list_id, (data, expected) in given_.items():
        assert read(list_id, {"f": data}, floor=0) == expected


def test_a_list_under_its_floor_is_refused() -> None:
    with pytest.raises(ListError, match="holds 3 entries; expected at least 500"):
        read("un_sc", {"un.xml": UN})
    with pytest.raises(ListError, match="holds 7 entries; expected at least 5000"):
        read("us_ofac_sdn", {"sdn.csv": SDN})
    assert len(read("un_sc", {"un.xml": UN}, floor=3).entries) == 3
    with pytest.raises(ListError, match="at least 4"):
        read("un_sc", {"un.xml": UN}, floor=4)


@pytest.mark.parametrize("list_id", known())
def test_no_file_empty_files_and_web_pages_are_refused(list_id: str) -> None:
    with pytest.raises(ListError, match="was given no file"):
        read(list_id, {})
    with pytest.raises(ListError, match="x is empty: 0 bytes"):
        read(list_id, {"x": b""})
    with pytest.raises(ListError, match="web page"):
        read(list_id, {"x": b"<html><head></head></html>"})


def test_a_list_of_one_file_takes_one_file() -> None:
    with pytest.raises(ListError, match="was given 2 files; expected one file"):
        read("un_sc", {"a": UN, "b": UN}, floor=0)


def test_a_list_nobody_knows_is_the_users_own_or_a_mistyped_one() -> None:
    own = read("our_blacklist", {"own.csv": b"id,name\n1,OOO Primer\n"})
    assert [entry.names[0].text for entry in own.entries] == ["OOO Primer"]
    with pytest.raises(ListError, match=r"one of the published lists .*un_sc"):
        read("un-sc", {"a": UN})


@pytest.mark.parametrize("list_id", ["../starter", "", "A b", "x" * 61, "us_ofac_sdn.toml"])
def test_an_id_that_could_be_a_path_is_none(list_id: str) -> None:
    with pytest.raises(ListError, match="is no id for a list"):
        read(list_id, {"own.csv": b"id,name\n1,OOO Primer\n"})


@given(st.sampled_from(known()), st.dictionaries(st.text(max_size=3), st.binary(max_size=80)))
def test_any_files_are_read_or_refused(list_id: str, parts: dict[str, bytes]) -> None:
    with pytest.raises(ListError):
        read(list_id, parts)


def test_a_column_is_taken_once_and_the_rest_are_left_over() -> None:
    row = Row("us_ofac_sdn", ("a", "b", "c"), ("1", "", "3"))
    assert (row.take("b"), row.leftovers()) == ("", ("a", "c"))
    with pytest.raises(ListError, match="column 'b' is gone"):
        row.take("b")


def test_the_floor_leaves_room_for_what_is_shipped() -> None:
    assert info("starter").min_entries <= len(starter.load().entries)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"id,name\n1,OOO Primer", 1),
        (b"id,name\n1,OOO Primer\n", 0),
        (b"id,name\r\n1,OOO Primer\r", 0),
        (b'{"id":"a","schema":"Company","target":true,"properties":{"name":["A"]}}', 0),
    ],
)
def test_a_table_that_stops_inside_its_last_line_is_told_of(data: bytes, told: int) -> None:
    issues = read("own_list", {"own": data}).issues
    assert len([issue for issue in issues if "may be cut short" in issue.says]) == told
    assert all(issue.gravity == "warning" for issue in issues)
