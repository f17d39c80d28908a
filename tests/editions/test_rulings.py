"""What people said of entries: read whole or refused with the row; added, never lost."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.editions.rulings import add, read
from enduse.errors import SettingsError
from enduse.model.same import Ruling

HEAD = "one,other,verdict,reason,person,day\n"
said = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
rulings = st.builds(
    Ruling,
    said.map("a:{}".format),
    said.map("b:{}".format),
    st.booleans(),
    said,
    said,
    st.dates(),
)


@given(st.lists(rulings, max_size=4))
def test_what_is_added_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, made: list[Ruling]
) -> None:
    path = tmp_path_factory.mktemp("said") / "groups.csv"
    for each in made:
        add(path, each)
    assert list(read(path)) == made


def test_a_file_made_by_hand_may_lack_its_last_newline(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text(f"{HEAD}un_sc:1,eu_fsf:2,apart,no,A,2026-11-23", encoding="utf-8")
    add(path, Ruling("a:1", "b:2", True, "yes", "B", date(2026, 11, 24)))
    assert [each.person for each in read(path)] == ["A", "B"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one,other\na:1,b:2\n", "has the columns one, other"),
        (
            f'{HEAD}a:1,b:2,same,"why,A,2026-11-23\nc:1,d:2,apart,no,A,2026-11-23\n',
            "cannot be read",
        ),
        (f'{HEAD}a:1,b:2,same,"why\n",A,2026-11-23\n', "several lines"),
        (f"{HEAD}a:1,b:2,same,{'x' * 200_000},A,2026-11-23\n", "field larger than"),
        (f"{HEAD}a:1,a:1,same,why,A,2026-11-23\n", "row 2: names 'a:1' twice"),
        (f"{HEAD}own_A:1,b:2,same,why,A,2026-11-23\n", "one is 'own_A:1'; expected LIST:ID"),
        (f"{HEAD}a: 1,b:2,same,why,A,2026-11-23\n", "one is 'a: 1'; expected LIST:ID"),
        (f"{HEAD}a:1,b:2,maybe,why,A,2026-11-23\n", "row 2: verdict is 'maybe'; expected same"),
        (f"{HEAD}a:1,b:2,same,why,A,23 Nov\n", "row 2: day is '23 Nov'"),
        (f"{HEAD}a1,b:2,same,why,A,2026-11-23\n", "row 2: one is 'a1'; expected LIST:ID"),
        (f"{HEAD}a:1,b:2,same,,A,2026-11-23\n", "row 2: has no reason"),
        (f"{HEAD}a:1,b:2\n", "row 2: has no verdict"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_row(
    tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "groups.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=words):
        read(path)
    with pytest.raises(SettingsError, match=words):
        add(path, Ruling("a:1", "b:2", True, "yes", "B", date(2026, 11, 24)))
    assert path.read_text(encoding="utf-8") == text


def test_an_empty_file_holds_no_ruling_and_takes_one(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_bytes(b"")
    assert read(path) == ()
    add(path, Ruling("a:1", "b:2", True, "yes", "B", date(2026, 11, 24)))
    assert len(read(path)) == 1


@pytest.mark.skipif(os.name != "posix", reason="a full disk is made with POSIX's limits")
def test_on_a_full_disk_no_ruling_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    add(path, Ruling("a:1", "b:2", True, "yes", "B", date(2026, 11, 24)))
    before = path.read_bytes()
    code = (
        "import resource; from datetime import date; from pathlib import Path\n"
        "from enduse.editions.rulings import add; from enduse.model.same import Ruling\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))\n"
        f"add(Path({str(path)!r}), Ruling('a:1', 'b:3', True, 'y', 'B', date(2026, 11, 24)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"cannot be written" in ran.stderr
    assert path.read_bytes() == before
