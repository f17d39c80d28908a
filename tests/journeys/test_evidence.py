"""Evidence through the command line: from an order to an auditor who has one file of Python."""

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from enduse.desk.imports import import_list
from enduse.errors import RecordError
from enduse.serve.cli.app import app
from enduse.settings import Settings

ROOT = Path(__file__).parents[2]
LIST = "id,name,effect,expires\n7,Zandloper Electronics,hold,2027-11-10\n"
ORDER = {"id": "SO-1", "parties": [{"role": "buyer", "name": "Zandloper Electronics"}]}
OTHER = {"id": "../SO 2", "parties": [{"role": "buyer", "name": "Waterjuffer"}]}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder, and beside it two orders in one file and one alone."""
    made = tmp_path_factory.mktemp("evidence")
    import_list(
        Settings(made / "data"), "own", {"own.csv": LIST.encode()}, published=date(2026, 10, 1)
    )
    (made / "one.json").write_text(json.dumps(ORDER))
    (made / "two.jsonl").write_text("\n".join(map(json.dumps, (ORDER, OTHER))))
    return made


def run(home: Path, *words: str | Path, data: bool = True) -> Result:
    where = ["--data", str(home / "data")] if data else []
    return CliRunner().invoke(app, [*map(str, words), *where])


WHO = ("--person", "A. Smit", "--as-of", "2026-10-20", "--require", "own")


@pytest.fixture(scope="module")
def case(home: Path) -> Path:
    done = run(home, "evidence", home / "one.json", "-o", home / "case.zip", *WHO)
    assert done.exit_code == 0, done.output
    assert done.output.startswith("1 order checked and recorded first, for A. Smit\n")
    return home / "case.zip"


def auditor(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    command: Sequence[str] = [sys.executable, "-I", "-S", "verify.py", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def test_a_pack_holds_report_order_decision_and_proof(case: Path) -> None:
    with zipfile.ZipFile(case) as opened:
        names = set(opened.namelist())
        html = opened.read("report.html").decode()
    assert {"README.txt", "report.html", "decision.json", "order.json"} <= names
    assert {"manifest.json", "manifest.sig", "record/entries/2.json"} <= names
    assert "SO-1" in html


def test_what_was_recorded_is_found_by_id_and_makes_the_same_pack(
    home: Path, case: Path
) -> None:
    for name in ("SO-1", "#2", str(home / "one.json")):
        done = run(home, "evidence", name, "-o", home / "again.zip", *WHO)
        assert done.exit_code == 0, done.output
        assert "recorded first" not in done.output
        assert (home / "again.zip").read_bytes() == case.read_bytes()


def test_an_auditor_verifies_it_with_one_file_and_python_alone(
    home: Path, case: Path, tmp_path: Path
) -> None:
    made = run(home, "verify", "--standalone", tmp_path / "verify.py", data=False)
    digest = sha256((tmp_path / "verify.py").read_bytes()).hexdigest()
    assert made.output.rstrip().endswith(digest)
    (tmp_path / "key.txt").write_text(run(home, "record", "key").output)
    (tmp_path / "checkpoint.jsonl").write_text(run(home, "record", "checkpoint").output)
    held = ("--key", "key.txt", "--checkpoint", "checkpoint.jsonl")
    done = auditor(tmp_path, case, *held)
    assert (done.returncode, done.stderr) == (0, "")
    assert "That key is one that you have." in done.stdout
    assert "The record only grew since your checkpoint" in done.stdout
    data = bytearray(case.read_bytes())
    data[4000] ^= 1
    (tmp_path / "changed.zip").write_bytes(data)
    done = auditor(tmp_path, "changed.zip", *held)
    assert (done.returncode, done.stderr) == (12, "")
    assert "byte 4000, in " in done.stdout
    assert auditor(tmp_path, "none.zip").returncode == 2
    (tmp_path / "bad.txt").write_text("no key")
    done = auditor(tmp_path, case, "--key", "bad.txt")
    assert (done.returncode, "64 hex digits" in done.stderr) == (2, True)


def test_the_command_finds_what_the_file_finds(home: Path, case: Path, tmp_path: Path) -> None:
    run(home, "verify", "--standalone", tmp_path / "verify.py", data=False)
    shown = run(home, "verify", case, "--json", data=False)
    assert shown.exit_code == 0
    assert json.loads(shown.output) == json.loads(auditor(tmp_path, case, "--json").stdout)
    said = run(home, "verify", case, data=False)
    assert said.output.splitlines()[1:] == auditor(tmp_path, case).stdout.splitlines()[1:]
    cut = tmp_path / "cut.zip"
    cut.write_bytes(case.read_bytes()[:-1])
    assert run(home, "verify", cut, data=False).exit_code == 12


def test_several_orders_go_into_a_folder_and_no_name_leads_out_of_it(
    home: Path, tmp_path: Path
) -> None:
    done = run(home, "evidence", home / "two.jsonl", "-o", tmp_path, *WHO)
    assert done.exit_code == 0, done.output
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "evidence-SO-1.zip",
        "evidence-SO_2.zip",
    ]
    for each in tmp_path.iterdir():
        assert run(home, "verify", each, data=False).exit_code == 0
    one = run(home, "evidence", home / "two.jsonl", "-o", tmp_path / "one.zip", *WHO)
    assert (one.exit_code, "name a folder" in one.output) == (2, True)


def test_a_folder_is_made_and_no_pack_is_written_over_another(
    home: Path, tmp_path: Path
) -> None:
    ids = ("SO-7", "so-7", "///", "中" * 300)
    lines = [json.dumps({**ORDER, "id": each}) for each in ids]
    (tmp_path / "some.jsonl").write_text("\n".join(lines))
    done = run(home, "evidence", tmp_path / "some.jsonl", "-o", tmp_path / "new/cases", *WHO)
    assert done.exit_code == 0, done.output
    names = [each.name for each in (tmp_path / "new" / "cases").iterdir()]
    assert len({each.lower() for each in names}) == len(ids)
    assert all(re.fullmatch(r"evidence-.+\.zip", each) for each in names)
    assert max(len(each.encode()) for each in names) < 256  # which file systems take


def test_a_table_is_no_order_that_could_not_be_read(home: Path, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("order,buyer\nSO-8,Zandloper Electronics\n")
    done = run(home, "evidence", tmp_path / "orders.csv", "-o", tmp_path / "x.zip", *WHO)
    assert isinstance(done.exception, RecordError)
    assert "holds no decision on 'SO-8' as it stands in orders.csv" in str(done.exception)
    assert not (tmp_path / "x.zip").exists()


def test_what_was_decided_on_a_table_is_found_by_the_table(home: Path, tmp_path: Path) -> None:
    table = tmp_path / "orders.csv"
    table.write_text("order,buyer,country\nSO-1,Zandloper Electronics,NL\n")
    first = run(home, "check", table, "--yes", "--record", *WHO)
    assert first.exit_code != 1, first.output
    done = run(home, "evidence", table, "-o", tmp_path / "x.zip", *WHO)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "x.zip").exists()


def test_what_was_never_recorded_is_said(home: Path, case: Path) -> None:
    done = run(home, "evidence", "SO-99", *WHO)
    assert done.exit_code != 0
    assert "SO-99" in str(done.exception)
    assert case.exists()


def test_a_pack_that_cannot_be_written_leaves_nothing(home: Path, case: Path) -> None:
    done = run(home, "evidence", "SO-1", "-o", home / "none" / "case.zip", *WHO)
    assert "cannot be written" in str(done.exception)
    assert case.exists()


def test_the_hash_of_the_verifier_in_the_guide_is_that_of_the_file() -> None:
    text = (ROOT / "docs" / "guide" / "evidence.md").read_text(encoding="utf-8")
    body = (ROOT / "src" / "enduse" / "record" / "verifier.py").read_bytes()
    assert re.findall(r"\b[0-9a-f]{64}\b", text) == [sha256(body).hexdigest()]
