import os
from collections import Counter
from pathlib import Path

import pytest

from enduse.errors import ListError
from enduse.lists import ofac_csv, readers, un_xml
from enduse.lists.segments import split
from enduse.model.listing import Reading

SHARED = os.environ.get("TEST_SHARED")
pytestmark = pytest.mark.skipif(SHARED is None, reason="needs the published lists")
LISTS = Path(SHARED or ".") / "lists"


def ofac(folder: str, *names: str) -> Reading:
    where = LISTS / "us_ofac" / folder
    return readers.read("us_ofac_sdn", {name: (where / name).read_bytes() for name in names})


def test_the_sdn_list_of_may_2024_is_read_to_the_last_row() -> None:
    reading = ofac("2024-05-02", "sdn.csv")
    kinds = Counter(entry.kind for entry in reading.entries)
    assert dict(reading.rows) == {"sdn.csv": 14973}
    assert kinds == {"person": 6854, "vessel": 851, "aircraft": 383, "unknown": 6885}
    weak = sum(name.strength == "weak" for e in reading.entries for name in e.names)
    assert weak == 3663


def test_a_whole_set_has_no_lost_row() -> None:
    reading = ofac("2021_watchman_bench", "sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
    assert [issue for issue in reading.issues if issue.gravity == "error"] == []
    names = sum(name.strength == "strong" for e in reading.entries for name in e.names)
    assert names == 8976 + 11910


def test_under_one_remark_in_a_hundred_is_not_understood() -> None:
    reading = ofac("2024-05-02", "sdn.csv")
    assert sum(len(entry.remarks) for entry in reading.entries) < 61124 / 100


def test_the_segments_of_every_remark_joined_are_the_remark() -> None:
    text = (LISTS / "us_ofac" / "2024-05-02" / "sdn.csv").read_text(encoding="utf-8")
    assert [line for line in text.split("\n") if ";".join(split(line)) != line] == []


@pytest.mark.parametrize(
    ("name", "persons", "entities"),
    [
        ("consolidatedLegacyByPRN_2025-11-15.xml", 727, 273),
        ("UN_2025-04-19.xml", 684, 193),
        ("UN_2024-11-30.xml", 686, 193),
        ("UN_2020-11-30.xml", 713, 305),
    ],
)
def test_a_un_edition_is_read_whole(name: str, persons: int, entities: int) -> None:
    reading = un_xml.read((LISTS / "un_sc" / name).read_bytes())
    assert dict(reading.rows) == {"INDIVIDUALS": persons, "ENTITIES": entities}
    assert {issue.where for issue in reading.issues} == {"un_sc"}  # no path is new to us
    assert name.removesuffix(".xml").endswith(str(reading.published))


def test_the_un_copy_with_wrong_bytes_is_refused() -> None:
    data = (LISTS / "malformed" / "UN_2025-08-16_bad_encoding.xml").read_bytes()
    with pytest.raises(ListError, match="byte 0xE9 at offset 2192, line 54, is not UTF-8"):
        un_xml.read(data)


def test_files_of_different_days_are_told_apart() -> None:
    new = LISTS / "us_ofac" / "2025-12-24_partial_no_sdn_csv" / "alt.csv"
    old = LISTS / "us_ofac" / "2024-05-02" / "sdn.csv"
    reading = ofac_csv.read({path.name: path.read_bytes() for path in (old, new)})
    strays = [issue.says for issue in reading.issues if "not in sdn.csv" in issue.says]
    assert len(strays) == 1
    assert "2460 rows name a party that is not in sdn.csv" in strays[0]
