"""Goods through the terminal door: tables brought, codes explained, words searched."""

import json
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from tests.desk.test_goods import ACT, annex, ccl, chart
from tests.journeys.conftest import Run


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, enduse: Run) -> Path:
    """A data folder with both control lists, the chart and a table of codes."""
    files = tmp_path_factory.mktemp("brought")
    for name, body in (("ccl.json", ccl()), ("chart.json", chart()), ("an_act.csv", ACT)):
        (files / name).write_bytes(body)
    (files / "annex.csv").write_bytes(annex())
    home = tmp_path_factory.mktemp("data")
    day = ("--published", "2022-11-16")
    for path, said in ((files / "annex.csv", day), *((f, ()) for f in files.glob("*[!x].*s*"))):
        enduse("goods", "import", str(path), *said, "--data", str(home))
    return home


def test_a_folder_is_imported_file_by_file_and_says_what_each_is(
    enduse: Run, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "one.json").write_bytes(ccl())
    (files / "two.csv").write_bytes(b"<html>moved</html>")
    (files / "three.csv").write_bytes(ACT)
    ran = enduse("goods", "import", str(files), "--data", str(tmp_path / "data"))
    assert ran.status == 12
    assert "one.json: us_ccl (told from its content)" in ran.out
    assert "three.csv: three (told from its content)" in ran.out
    assert "read: primary" in ran.out
    assert "two.csv: refused: " in ran.err
    assert "web page" in ran.err
    again = enduse("goods", "import", str(files / "one.json"), "--data", str(tmp_path / "data"))
    assert again.status == 0
    assert "was here already" in again.out


def test_status_says_which_tables_are_loaded_and_which_not(enduse: Run, data: Path) -> None:
    ran = enduse("goods", "status", "--data", str(data), COLUMNS="160")
    assert ran.status == 0
    assert "2026-07-23" in ran.out
    assert "not loaded" in ran.out
    (chpl,) = (line for line in ran.out.splitlines() if " chpl " in line)
    assert "the shipped table is used" in chpl
    rows = enduse("goods", "status", "--json", "--data", str(data)).decisions()
    assert {"eu_annex_i", "us_ccl", "us_country_chart", "an_act"} <= {r["table"] for r in rows}


def test_status_never_shows_a_damaged_table_as_sound(enduse: Run, tmp_path: Path) -> None:
    (tmp_path / "act.csv").write_bytes(ACT)
    enduse("goods", "import", str(tmp_path / "act.csv"), "--data", str(tmp_path))
    (kept,) = (tmp_path / "goods/act").glob("*/source/act.csv")
    kept.write_bytes(b"code\n1\n")
    ran = enduse("goods", "status", "--data", str(tmp_path), COLUMNS="200")
    assert ran.status == 0
    assert "cannot be used" in ran.out
    assert "An act" not in ran.out


def test_a_code_is_explained_inside_80_columns(enduse: Run, data: Path) -> None:
    for code in ("8542.31", "4A003.b", "8525.80"):
        ran = enduse("goods", "show", code, "--to", "AM", "--data", str(data), COLUMNS="80")
        assert ran.status == 0, ran.err
        assert max(map(len, ran.out.splitlines())) <= 80
    assert "EU Annex I, 2022-11-16" in enduse("goods", "show", "4A003", "--data", str(data)).out


def test_every_source_is_shown_with_how_it_was_read(enduse: Run, data: Path) -> None:
    ran = enduse("goods", "show", "8542.31", "--full", "--data", str(data))
    said = " ".join(ran.out.split())
    assert "An act; as of 2026-01-31; read in the text" in said
    assert "no correlation is published; as of 2026-11-30; not read" in said


@pytest.mark.parametrize("code", ["854", "ЗА001", "8.54231E+09", "no part 7", "8542.35"])
def test_what_cannot_be_explained_is_a_usage_mistake(
    enduse: Run, data: Path, code: str
) -> None:
    ran = enduse("goods", "show", code, "--data", str(data))
    assert ran.status == 2
    assert ran.out
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [("search", ""), ("search", " , "), ("search", "chip", "--table", "nothing"),
     ("show", "3A001", "--to", "ZZ"), ("show", "3A001", "--to", "")],
    ids=" ".join,
)  # fmt: skip
def test_a_question_that_cannot_be_asked_is_a_usage_mistake(
    enduse: Run, data: Path, arguments: tuple[str, ...]
) -> None:
    ran = enduse("goods", *arguments, "--data", str(data))
    assert ran.status == 2
    assert "expected" in ran.err
    assert "Traceback" not in ran.err


COMMANDS = (("status",), ("show", "4A003"), ("search", "chip"), ("show", "4A003", "--json"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_full_disk_is_told_in_words(data: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = _run(full, *arguments, "--data", str(data))
        _, err = done.communicate(timeout=60)
    assert done.returncode == 2
    assert b"enduse: the answer could not be written: No space left" in err
    assert b"Traceback" not in err
    assert b"Exception" not in err


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_reader_that_goes_away_is_no_trouble(data: Path, arguments: tuple[str, ...]) -> None:
    done = _run(subprocess.PIPE, *arguments, "--data", str(data))
    assert done.stdout is not None
    done.stdout.close()
    _, err = done.communicate(timeout=60)
    assert (done.returncode, err) == (0, b"")


def _run(out: IO[bytes] | int, *arguments: str) -> subprocess.Popen[bytes]:
    command = (sys.executable, "-m", "enduse", "goods", *arguments)
    return subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE)


def test_terminal_codes_in_a_file_cannot_reach_the_terminal(
    enduse: Run, tmp_path: Path
) -> None:
    path = tmp_path / "act.csv"
    path.write_bytes(ACT.replace(b"chips", b"chips\x1b[2J"))
    enduse("goods", "import", str(path), "--data", str(tmp_path))
    ran = enduse("goods", "show", "8542.31", "--data", str(tmp_path))
    assert "chips" in ran.out
    assert "\x1b[2J" not in ran.out


def test_words_are_found_in_the_lists_that_are_loaded(enduse: Run, data: Path) -> None:
    ran = enduse("goods", "search", "APP exceeding", "--json", "--data", str(data))
    found = json.loads(ran.out)
    assert {hit["number"] for hit in found["hits"][:2]} == {"4A003.b"}
    text = enduse("goods", "search", "integrated circuits", "--data", str(data)).out
    assert "8542" in text
    assert "searched us_ccl: 2026-07-23" in text


def test_nothing_loaded_still_explains_a_code_and_says_what_is_missing(
    enduse: Run, tmp_path: Path
) -> None:
    ran = enduse("goods", "show", "3A001", "--data", str(tmp_path))
    assert ran.status == 0
    assert "not loaded" in ran.out
    assert "enduse goods import" in ran.out


def test_an_update_without_an_address_says_so(enduse: Run, tmp_path: Path) -> None:
    ran = enduse("goods", "update", "us_ccl", "--data", str(tmp_path))
    assert ran.status == 12
    assert "cannot be read yet" in ran.out
    both = enduse(
        "goods", "update", "a", "b", "--url", "https://x.example", "--data", str(tmp_path)
    )
    assert both.status == 2
