"""From a closed order to what is left of it, and what is handed out, by command."""

import json
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from enduse.model.record import Draft
from enduse.record.book import open_book
from enduse.serve.cli.app import app

SELLER = {"role": "seller", "name": "Voorbeeld B.V.", "country": "CH"}
BUYER = {"role": "buyer", "name": "Ararat Test Trading LLC"}
ORDER = json.dumps({"id": "SO-1", "parties": [SELLER, BUYER]})
PURGE = ("record", "purge", "--reason", "its time was over", "--person", "C. Vos")


def run(data: Path, *words: str, stdin: str = "") -> Result:
    return CliRunner().invoke(app, [*words, "--data", str(data)], input=stdin)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    run(tmp_path, "check", "-", "--record", "--person", "A. Smit", stdin=ORDER)
    return tmp_path


@pytest.fixture
def closed(data: Path) -> Path:
    with closing(open_book(data / "record")) as book:
        parts = {"resolution": {"act": "close", "order": "SO-1", "ending": "shipped"}}
        book.append([Draft("resolution", parts, labels={"order": "SO-1", "closes": "SO-1"})])
    return data


def test_an_open_order_is_not_due_and_says_why(data: Path) -> None:
    assert run(data, "record", "due", "--as-of", "2099-01-01").output == (
        "Nothing is due on 2099-01-01.\n"
    )
    assert "OPEN      SO-1  (1 entry)\n" in run(data, "record", "due", "SO-1").output
    refused = run(data, *PURGE, "SO-1", "--yes")
    assert "no clock has begun" in str(refused.exception)


def test_nothing_is_taken_out_without_yes(closed: Path) -> None:
    before = run(closed, "record", "list").output
    shown = run(closed, *PURGE, "#2").output
    assert shown.startswith("NO CLOCK  SO-1  (2 entries)")
    assert "Nothing was taken out" in shown
    assert run(closed, "record", "list").output == before


def test_what_was_taken_out_is_listed_shown_and_verified_as_that(closed: Path) -> None:
    done = run(closed, *PURGE, "SO-1", "--yes")
    assert done.output == ("1 order taken out\nentry 4 says which parts, why and by whom\n")
    listed = run(closed, "record", "list").output.splitlines()
    assert "taken out on" in listed[1]
    assert listed[1].endswith("by entry 4: its time was over")
    assert listed[-1].split()[3:] == ["purge"]
    shown = json.loads(run(closed, "record", "show", "2").output)
    assert list(shown["parts"]) == ["basis", "lists"]
    assert shown["taken_out"]["order"]["entry"] == 4
    verified = run(closed, "record", "verify")
    assert (verified.exit_code, verified.output.splitlines()[-1]) == (
        0,
        "4 entries, 3 checkpoints, 0 faults",
    )
    assert "Ararat" not in run(closed, "record", "list", "--json").output


def test_a_hold_is_recorded_and_shown(closed: Path) -> None:
    how = ("SO-1", "--reason", "case 12", "--person", "C. Vos")
    assert run(closed, "record", "hold", *how).output == "entry 4 says so\n"
    line = json.loads(run(closed, "record", "due", "SO-1", "--json").output)
    assert (line["state"], line["says"]) == ("held", "a person holds it: case 12")
    assert run(closed, "record", "release", *how).output == "entry 5 says so\n"
    assert json.loads(run(closed, "record", "due", "SO-1", "--json").output)["state"] != "held"


def test_a_person_is_given_what_is_recorded_of_it(closed: Path, tmp_path: Path) -> None:
    place = tmp_path / "answer.zip"
    words = ("record", "export", "--subject", "ararat test trading llc", "-o", str(place))
    assert "1 entry in which" in run(closed, *words).output
    with zipfile.ZipFile(place) as pack:
        page = pack.read("recorded.txt").decode()
        (line,) = pack.read("recorded.jsonl").decode().splitlines()
    assert "- role: buyer\n          name: Ararat Test Trading LLC" in page
    assert "Voorbeeld" not in page + line
    assert json.loads(line)["entry"] == 2
    again = run(closed, *words)
    assert (again.exit_code, "is there already" in again.output) == (2, True)
    other = tmp_path / "answer.json"
    run(closed, *words[:4], "-o", str(other))
    assert [each["entry"] for each in json.loads(other.read_text())["entries"]] == [2]


def test_an_auditor_is_given_lines(closed: Path, tmp_path: Path) -> None:
    place = tmp_path / "all.jsonl"
    days = ("--from", "2026-01-01", "--to", "2099-12-31", "-o", str(place))
    assert run(closed, "record", "export", "--auditor", *days).output == "6 lines written\n"
    kinds = [next(iter(json.loads(each))) for each in place.read_text().splitlines()]
    assert kinds == ["form", "entry", "entry", "entry", "checkpoint", "checkpoint"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("export", "-o", "x.json"), "expected --subject NAME"),
        (("export", "-o", "x.json", "--auditor"), "expected --from DATE"),
        (("export", "-o", "x.json", "--subject", "Ararat", "--id", "5"), "no number of a"),
        (("purge", "--reason", "x"), "expected orders to take out, or --due"),
        (("purge", "SO-1", "--due", "--reason", "x"), "expected orders to take out, or --due"),
    ],
)  # fmt: skip
def test_what_was_not_meant_so_is_refused_in_words(
    closed: Path, words: tuple[str, ...], says: str
) -> None:
    found = run(closed, "record", *words)
    assert (found.exit_code, says in " ".join(found.output.split())) == (2, True)
    assert not Path("x.json").exists()
