"""`enduse watch` as its users run it."""

import csv
import io
import json
from collections.abc import Callable
from email import message_from_string
from email.policy import default
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from enduse.serve.cli.app import app
from enduse.settings import Settings
from tests.desk.test_watch import LIST, ONE, ORDER, TWO, entry, put

Run = Callable[..., Result]
NAME = "Quibblewick Zorath Holding"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A data folder with a list of yesterday and of today, and an order decided in between."""
    settings = Settings(tmp_path)
    put(settings, ONE, [entry("1", "Nobody In Particular Ltd")])

    def command(*words: str) -> Result:
        env = {"ENDUSE_DATA": str(tmp_path), "ENDUSE_REQUIRE": LIST, "ENDUSE_PERSON": "A. Smit"}
        return CliRunner().invoke(app, [*words], env=env)

    orders = tmp_path / "orders.jsonl"
    orders.write_text(json.dumps(ORDER), "utf-8")
    assert command("check", str(orders), "--record", "--as-of", str(ONE)).exit_code == 0
    put(settings, TWO, [entry("2", NAME)])
    return command


def test_what_became_worse_is_told_once_and_ends_in_its_status(run: Run) -> None:
    first = run("watch", "--as-of", str(TWO))
    assert first.exit_code == 13
    assert "BECAME WORSE: 1 order" in first.stdout
    assert "order SO-1: NO FINDING -> HOLD (decision #2)" in first.stdout
    says = f"new hit: {LIST}:2 {NAME!r}, added 2026-07-29 to 2026-07-30 (hold)"
    assert says in " ".join(first.stdout.split())
    again = run("watch", "--as-of", str(TWO))
    assert again.exit_code == 0
    assert "0 became worse, 0 lifted" in again.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_what_could_not_be_written_is_said_and_told_again(run: Run) -> None:
    full = run("watch", "--as-of", str(TWO), "--output", "/dev/full")
    assert full.exit_code == 2
    assert "could not be written, so it is told again: No space left" in full.stderr
    assert run("watch", "--as-of", str(TWO)).exit_code == 13


def test_json_csv_and_email_tell_the_same_event(run: Run) -> None:
    told = {
        form: run("watch", "--as-of", str(TWO), "--keep", "--format", form)
        for form in ("json", "csv", "email")
    }
    assert {each.exit_code for each in told.values()} == {13}
    (event,) = json.loads(told["json"].stdout)["events"]
    (row,) = csv.DictReader(io.StringIO(told["csv"].stdout))
    assert (row["id"], row["verdict_after"], row["entry"]) == (event["id"], "hold", "2")
    mail = message_from_string(told["email"].stdout, policy=default)
    assert mail["Subject"] == "enduse watch 2026-07-30: 1 became worse"
    text = mail.get_content()
    assert NAME in text
    assert "Do not ship these before a person has looked" in " ".join(text.split())


def test_a_list_that_is_missing_is_said_and_ends_in_12(run: Run) -> None:
    found = run("watch", "--as-of", str(ONE), "--require", "eu_fsf")
    assert found.exit_code == 12
    assert "NOT WATCHED: lists/eu_fsf is required and not loaded" in found.stdout


def test_partners_are_added_shown_and_dropped(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "partners.csv"
    table.write_text(f"id,name,country\n7,{NAME},AM\n8,Orion Ltd,NL\n9,,\n", "utf-8")
    added = run("watch", "add", str(table), "--full", "--as-of", str(TWO))
    assert added.exit_code == 12
    assert "NOT READ: partners.csv row 4: has neither a name nor a number" in added.stderr
    assert "2 partners added, 0 changed, 0 as they were, 1 row not read" in added.stdout
    found = run("watch", "--as-of", str(TWO))
    assert "partner 7" in found.stdout
    assert "partner 8" not in found.stdout
    assert run("watch", "drop", "7").stdout == "1 partner forgotten\n"
    assert run("watch", "drop", "7").exception is not None
    status = run("watch", "status").stdout
    assert status.startswith("1 open order, 1 partner, ")
    assert f"  {LIST}" in status


def test_a_webhook_without_a_secret_is_refused_before_anything_is_told(run: Run) -> None:
    found = run("watch", "--as-of", str(TWO), "--webhook", "https://example.com/hook")
    assert "ENDUSE_WEBHOOK_SECRET" in str(found.exception)
    assert run("watch", "--as-of", str(TWO)).exit_code == 13


def test_names_that_a_terminal_or_a_spreadsheet_would_obey_are_shown(
    run: Run, tmp_path: Path
) -> None:
    table = tmp_path / "partners.jsonl"
    odd = {"id": "=1+1\x1b[2J", "name": NAME}
    table.write_text(json.dumps(odd), "utf-8")
    run("watch", "add", str(table), "--full", "--as-of", str(TWO))
    told = run("watch", "--as-of", str(TWO), "--keep").stdout
    assert "\x1b" not in told
    rows = list(csv.DictReader(io.StringIO(
        run("watch", "--as-of", str(TWO), "--keep", "--format", "csv").stdout
    )))  # fmt: skip
    assert {row["name"] for row in rows} == {"SO-1", "'=1+1\\x1b[2J"}
