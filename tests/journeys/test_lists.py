"""Lists through the terminal door: imported whole, or refused with the reason."""

import json
from pathlib import Path

import pytest

from tests.journeys.conftest import Ran, Run, sdn_files


def importing(
    enduse: Run, data: Path, *paths: Path, published: str | None = "2024-05-02"
) -> Ran:
    day = ("--published", published) if published else ()
    names = [str(path) for path in paths]
    return enduse("lists", "import", *names, "--list", "us_ofac_sdn", *day, "--data", str(data))


def test_status_shows_what_is_loaded_and_what_is_wrong(enduse: Run, loaded: Path) -> None:
    ran = enduse("lists", "status", "--as-of", "2024-05-03", "--json", "--data", str(loaded))
    by_id = {row["list"]: row for row in map(json.loads, ran.out.splitlines())}
    assert ran.status == 0
    sdn = by_id["us_ofac_sdn"]
    assert (sdn["published"], sdn["age_days"], sdn["fault"]) == ("2024-05-02", 1, None)
    assert sdn["entries"] == 5_103
    assert by_id["un_sc"]["fault"] == "not loaded"


@pytest.mark.parametrize(("day", "status"), [("2024-05-03", 0), ("2024-08-01", 12)])
def test_a_required_list_that_is_stale_is_an_exit_status_for_monitoring(
    enduse: Run, loaded: Path, *, day: str, status: int
) -> None:
    ran = enduse(
        "lists", "status", "--as-of", day, "--require", "us_ofac_sdn", "--data", str(loaded)
    )
    assert ran.status == status
    assert "us_ofac_sdn" in ran.out


def test_a_folder_of_files_is_imported_like_its_files(enduse: Run, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    sdn_files(folder)
    ran = importing(enduse, tmp_path / "data", folder)
    assert ran.status == 0, ran.err
    assert "5,103 entries, 5,104 names" in ran.out


def test_files_without_a_date_need_one(enduse: Run, tmp_path: Path) -> None:
    ran = importing(enduse, tmp_path / "data", *sdn_files(tmp_path), published=None)
    assert ran.status == 12
    assert "--published" in ran.err


def test_a_day_that_is_yet_to_come_is_refused(enduse: Run, tmp_path: Path) -> None:
    ran = importing(enduse, tmp_path / "data", *sdn_files(tmp_path), published="2999-01-01")
    assert ran.status == 12
    assert "yet to come" in ran.err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"<!doctype html><html>moved</html>", "web page"),
        (b"1,2,3\n", "expected"),
    ],
)
def test_what_is_no_list_is_refused_and_nothing_is_kept(
    enduse: Run, tmp_path: Path, *, content: bytes, says: str
) -> None:
    sdn, alt, add = sdn_files(tmp_path)
    sdn.write_bytes(content)
    ran = importing(enduse, tmp_path / "data", sdn, alt, add)
    assert ran.status == 12
    assert says in ran.err
    assert not list((tmp_path / "data").glob("editions/*/*"))


def test_a_list_cut_short_is_refused(enduse: Run, tmp_path: Path) -> None:
    ran = importing(enduse, tmp_path / "data", *sdn_files(tmp_path, fillers=20))
    assert ran.status == 12
    assert "23 entries" in ran.err
    assert "5000" in ran.err.replace(",", "")


def test_a_set_without_its_aliases_is_loaded_but_decides_nothing(
    enduse: Run, tmp_path: Path
) -> None:
    sdn, _, add = sdn_files(tmp_path)
    ran = importing(enduse, tmp_path / "data", sdn, add)
    assert ran.status == 0
    assert "incomplete: alt" in ran.out
    check = enduse(
        "check", "-", "--as-of", "2024-05-03", "--require", "us_ofac_sdn",
        "--data", str(tmp_path / "data"), stdin=b'{"name": "Bakkerij Sahara"}',
    )  # fmt: skip
    assert check.status == 12
    assert "incomplete" in check.out


def test_an_unknown_list_names_the_known_ones(enduse: Run, tmp_path: Path) -> None:
    (path, *_) = sdn_files(tmp_path)
    ran = enduse("lists", "import", str(path), "--list", "nonsense", "--data", str(tmp_path))
    assert ran.status == 12
    assert "us_ofac_sdn" in ran.err


def test_importing_the_same_files_again_changes_nothing(enduse: Run, tmp_path: Path) -> None:
    files = sdn_files(tmp_path)
    first = importing(enduse, tmp_path / "data", *files)
    again = importing(enduse, tmp_path / "data", *files)
    assert first.out == again.out
    assert len(list((tmp_path / "data").glob("editions/us_ofac_sdn/2*"))) == 1


PRIVATE = (
    "id,kind,name,aliases,country,birth_date,ids,effect\n"
    "7,company,Sertal Trading,,RU,,inn=9715216050,review\n"
)


def test_a_party_on_two_lists_is_shown_once_until_a_person_tells_them_apart(
    enduse: Run, tmp_path: Path
) -> None:
    data, where = tmp_path / "data", ("--data", str(tmp_path / "data"))
    importing(enduse, data, *sdn_files(tmp_path))
    (tmp_path / "own.csv").write_text(PRIVATE)
    enduse("lists", "import", str(tmp_path / "own.csv"), "--list", "our_list", *where)
    (tmp_path / "order.json").write_text('{"name": "Sertal LLC", "ids": {"inn": "9715216050"}}')
    check = ("check", str(tmp_path / "order.json"), "--require", "us_ofac_sdn", *where)

    shown = enduse(*check)
    assert shown.out.count("may be 'OOO SERTAL'") == 1
    assert "One party on 2 lists" in shown.out
    assert "our_list 7" in shown.out
    found = [f for f in json.loads(enduse(*check, "--format", "json").out)["findings"]
             if f["test"] == "party.listed" and f["outcome"] == "hit"]  # fmt: skip
    assert {f["evidence"]["list"] for f in found} == {"us_ofac_sdn", "our_list"}
    assert {f["evidence"]["party"] for f in found} == {"our_list:7"}

    same = enduse("lists", "same", "us_ofac_sdn", "35078", *where)
    assert "our_list:7 = us_ofac_sdn:35078: both have inn 9715216050" in same.out
    ruling = ("--reason", "a namesake", "--person", "A. Officer", *where)
    said = enduse("lists", "apart", "our_list:7", "us_ofac_sdn:35078", *ruling)
    assert said.status == 0, said.err
    assert (
        "no entry of another list"
        in enduse("lists", "same", "us_ofac_sdn", "35078", *where).out
    )
    assert "One party on" not in enduse(*check).out

    wrong = enduse("lists", "apart", "our_list:8", "us_ofac_sdn:35078", *ruling)
    assert (wrong.status, "has no entry '8'" in wrong.err) == (12, True)
    (data / "groups.csv").write_text("one,two\n")
    broken = enduse(*check)
    assert broken.status == 2
    assert "groups.csv" in broken.err
