"""The record through the command line, from the first entry to one that was tampered with."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from enduse.serve.cli.app import app
from tests.journeys.conftest import Run

ORDER = '{"id": "SO-1", "parties": [{"role": "buyer", "name": "Ararat Test Trading LLC"}]}'


def run(data: Path, *words: str, stdin: str = "") -> Result:
    return CliRunner().invoke(app, [*words, "--data", str(data)], input=stdin)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    done = run(tmp_path, "check", "-", "--record", "--person", "A. Smit", stdin=ORDER)
    assert done.exit_code == 12, done.output  # no list is loaded: the verdict is error
    return tmp_path


def test_what_was_checked_is_listed_shown_and_verified(data: Path) -> None:
    listed = run(data, "record", "list").output.splitlines()
    assert [line.split()[3:] for line in listed] == [["key"], ["decision", "error", "SO-1"]]
    assert run(data, "record", "list", "--last", "1").output.count("\n") == 1
    shown = json.loads(run(data, "record", "show", "2").output)
    assert shown["parts"]["person"]["value"] == {"name": "A. Smit"}
    assert shown["parts"]["order"]["value"]["json"] == json.loads(ORDER)
    verified = run(data, "record", "verify")
    assert verified.exit_code == 0
    assert verified.output.endswith("2 entries, 1 checkpoint, 0 faults\n")
    lines = run(data, "record", "list", "--json").output.splitlines()
    assert json.loads(lines[-1]) == shown


def test_without_being_asked_nothing_is_recorded(tmp_path: Path) -> None:
    run(tmp_path, "check", "-", stdin=ORDER)
    assert not (tmp_path / "record").exists()


def test_a_change_in_the_database_is_named_and_ends_with_status_12(data: Path) -> None:
    with closing(sqlite3.connect(data / "record" / "record.sqlite")) as connection:
        connection.execute("DROP TRIGGER part_no_update")
        connection.execute("UPDATE part SET data = '{}' WHERE name = 'person'")
        connection.commit()
    found = run(data, "record", "verify")
    assert found.exit_code == 12
    assert "entry 2, part person: is not as it was written" in found.output
    assert "the trigger part_no_update is gone" in found.output
    listed = run(data, "record", "list")
    assert (listed.exit_code, listed.output.splitlines()[-1].split()[3:]) == (
        0,
        ["decision", "error", "SO-1"],
    )
    as_json = json.loads(run(data, "record", "verify", "--json").output)
    assert [each["where"] for each in as_json["faults"]] == ["database", "entry 2, part person"]


def test_a_checkpoint_that_was_given_away_is_held_against_the_record(data: Path) -> None:
    given = data / "given.jsonl"
    given.write_text(run(data, "record", "checkpoint").output)
    assert run(data, "record", "verify", "--checkpoint", str(given)).exit_code == 0
    given.write_text(given.read_text().replace('"number":2', '"number":3'))
    found = run(data, "record", "verify", "--checkpoint", str(given))
    assert found.exit_code == 12
    assert f"{given} line 1: saw entry 3, which the record does not hold" in found.output


def test_the_key_that_is_shown_is_the_public_one(data: Path) -> None:
    name, public = run(data, "record", "key").output.split()
    first = json.loads(run(data, "record", "show", "1").output)
    assert first["header"]["key"] == name
    assert first["parts"]["key"]["value"] == {"public": public}
    assert (data / "record" / "key.pem").stat().st_mode & 0o077 == 0


def test_a_record_that_was_lost_stops_recording_until_somebody_owns_to_it(
    data: Path, enduse: Run
) -> None:
    for each in (data / "record").glob("record.sqlite*"):
        each.unlink()
    # A process, for whatever goes wrong on purpose is made into words at its door.
    done = enduse("check", "-", "--record", "--data", str(data), stdin=ORDER.encode())
    assert (done.status, done.out) == (12, "")
    assert "does not hold entry 2" in done.err
    assert "`enduse record loss`" in done.err
    owned = run(data, "record", "loss", "--reason", "disk died", "--person", "A. Smit")
    assert owned.output == "entry 2 says what was lost\n"
    assert run(data, "check", "-", "--record", stdin=ORDER).exit_code == 12
    found = run(data, "record", "verify")
    assert (found.exit_code, "entry 2 owns to a loss" in found.output) == (0, True)
