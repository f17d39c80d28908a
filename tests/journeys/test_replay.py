"""Recorded decisions asked for again, by the command as a user runs it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.desk.publisher import un_list
from tests.desk.replaying import LISTED, NEXT, order
from tests.journeys.conftest import Run

THEN, NOW = ("--as-of", "2026-11-23"), ("--as-of", "2026-11-25")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory, enduse: Run) -> Path:
    """A record of two decisions on one edition; a newer edition was imported since."""
    data, files = (tmp_path_factory.mktemp(name) for name in ("data", "files"))
    for day, first in (("2026-11-20", LISTED), ("2026-11-24", NEXT)):
        (files / "un.xml").write_bytes(un_list(day, first=first))
        words = (str(files / "un.xml"), "--list", "un_sc", "--data", str(data))
        done = enduse("lists", "import", *words)
        assert done.status == 0, done.err
        if first == LISTED:
            both = (order("SO-1", buyer=NEXT), order("SO-2"))
            text = "\n".join(map(json.dumps, both)).encode()
            said = ("--data", str(data), "--require", "un_sc", *THEN)
            made = enduse("check", "-", "--record", "--person", "A", *said, stdin=text)
            assert made.status == 10, made.err
    return data


def test_a_decision_comes_out_the_same_and_today_is_put_down_to_the_newer_list(
    known: Path, enduse: Run
) -> None:
    said = enduse("replay", "SO-1", "--data", str(known), "--require", "un_sc", *NOW)
    assert (said.status, said.err) == (0, "")
    assert "as recorded  the same, to the byte" in said.out
    assert "today        review, and was ask" in said.out
    assert "because of list un_sc: 2026-11-20 (" in said.out
    assert "entry QDi.1)" in said.out


def test_all_are_counted_and_only_what_moved_is_shown(known: Path, enduse: Run) -> None:
    said = enduse("replay", "--all", "--data", str(known), "--require", "un_sc", *NOW)
    assert said.status == 0
    assert "SO-1" in said.out
    assert "SO-2" not in said.out
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert "2 decisions asked for again" in lines
    assert "2 the same, to the byte" in lines
    assert "1 have the same verdict today" in lines
    assert "1 would be review today, and were ask" in lines


def test_of_today_alone_the_status_is_that_of_a_check(known: Path, enduse: Run) -> None:
    words = ("SO-1", "--data", str(known), "--require", "un_sc", *NOW)
    today = enduse("replay", "--today", "--json", *words)
    assert today.status == 11
    assert "as_recorded" not in json.loads(today.out)
    recorded = json.loads(enduse("replay", "--as-recorded", "--json", *words).out)
    assert recorded["as_recorded"] == {"outcome": "same", "more": 0}
    assert "today" not in recorded


def test_where_an_edition_is_gone_it_is_said_and_the_status_is_12(
    known: Path, tmp_path: Path, enduse: Run
) -> None:
    shutil.copytree(known, tmp_path / "data")
    (gone,) = (tmp_path / "data" / "editions" / "un_sc").glob("2026-11-20-*")
    shutil.rmtree(gone)
    data = ("--data", str(tmp_path / "data"))
    said = enduse("replay", "#2", "--as-recorded", *data)
    assert said.status == 12
    assert "NOT decided again, for something is gone or altered" in said.out
    assert "    list un_sc, edition 2026-11-20-" in said.out
    assert enduse("replay", "--all", "--as-recorded", *data).status == 12


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ((), 2, "expected orders, or --all"),
        (("SO-1", "--all"), 2, "expected orders, or --all"),
        (("SO-9",), 12, "holds no decision on an order 'SO-9'"),
        (("#1",), 12, "it is an entry of kind 'key'"),
    ],
)
def test_what_cannot_be_asked_again_is_said(
    known: Path, enduse: Run, *, words: tuple[str, ...], status: int, says: str
) -> None:
    said = enduse("replay", *words, "--data", str(known))
    assert (said.status, said.out) == (status, "")
    assert says in " ".join(said.err.split())


def test_without_a_record_it_is_said_how_to_begin_one(tmp_path: Path, enduse: Run) -> None:
    said = enduse("replay", "--all", "--data", str(tmp_path))
    assert said.status == 12
    assert "`check --record` begins one" in said.err
