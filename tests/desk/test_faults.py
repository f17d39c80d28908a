"""Killed at any step, on a full disk, two at once: the old edition or the new, never half."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from enduse.desk.update import update
from enduse.editions.shelf import Shelf
from enduse.settings import Settings
from tests.desk.publisher import OneFile, un_list

ROOT = Path(__file__).parents[2]
TODAY = datetime.now(UTC).date()
OLD = un_list(TODAY - timedelta(days=2))
NEW = un_list(TODAY - timedelta(days=1), first="NEW PERSON")
SHORT = un_list(TODAY - timedelta(days=1), count=505, first="AFTER THE END OF A PROGRAMME")
LONG = un_list(TODAY - timedelta(days=2), count=620)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="fork and kill are POSIX's")


@pytest.fixture
def publisher() -> Iterator[OneFile]:
    made = OneFile(OLD)
    yield made
    made.close()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def faults(tmp_path: Path, publisher: OneFile, **plan: str) -> list[dict[str, Any]]:
    said = {"start": str(tmp_path / "start"), "work": str(tmp_path / "work"),
            "mirror": publisher.address, "file": str(tmp_path / "new.xml"), **plan}  # fmt: skip
    (tmp_path / "new.xml").write_bytes(NEW)
    ran = subprocess.run(
        [sys.executable, "-m", "tests.desk.faults", json.dumps(said)],
        capture_output=True, cwd=ROOT, check=False, timeout=300,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()
    return [json.loads(line) for line in ran.stdout.splitlines()]


def begin(tmp_path: Path, publisher: OneFile, first: bytes, then: bytes) -> Settings:
    made = Settings(tmp_path / "start", require=("un_sc",))
    publisher.publishes(first)
    assert update(made, "un_sc", mirror=publisher.address).state == "new"
    publisher.publishes(then)
    return made


@pytest.mark.parametrize("act", ["update", "import"])
def test_killed_at_any_step_the_old_edition_or_the_new_one_is_there(
    tmp_path: Path, publisher: OneFile, act: str
) -> None:
    begin(tmp_path, publisher, OLD, NEW)
    told = faults(tmp_path, publisher, act=act, fault="kill")
    assert len(told) > 15
    assert [each["killed"] for each in told] == [True] * (len(told) - 1) + [False]
    for each in told:
        after = each["after"]
        assert set(after["editions"]) <= {sha(OLD), sha(NEW)}, each
        assert set(after["editions"].values()) == {520}, each
        assert (after["fault"], after["searched"]) == (None, 520), each
        assert each["next"]["newest"] == sha(NEW), each
    assert {each["after"]["newest"] for each in told} == {sha(OLD), sha(NEW)}


def test_killed_while_it_refuses_no_half_download_can_be_accepted(
    tmp_path: Path, publisher: OneFile
) -> None:
    begin(tmp_path, publisher, LONG, SHORT)
    told = faults(tmp_path, publisher, act="update", fault="kill")
    assert told[-1]["said"] == "refused"
    for each in told:
        assert each["after"]["newest"] == sha(LONG), each
        assert each["after"]["refused"] in ([], [".why.json", "consolidated.xml"]), each
        assert each["next"]["refused"] == [".why.json", "consolidated.xml"], each


def test_killed_while_a_person_accepts_it_is_accepted_or_can_be_again(
    tmp_path: Path, publisher: OneFile
) -> None:
    made = begin(tmp_path, publisher, LONG, SHORT)
    assert update(made, "un_sc", mirror=publisher.address).state == "refused"
    told = faults(tmp_path, publisher, act="accept", fault="kill")
    assert told[-1]["said"] == "done"
    for each in told:
        after = each["after"]
        # An edition that came in by a person's word never stands without that word.
        if after["newest"] == sha(SHORT):
            assert after["accepted"] >= 1, each
        else:
            assert after["refused"] == [".why.json", "consolidated.xml"], each


@pytest.mark.parametrize("act", ["update", "import"])
def test_on_a_full_disk_it_says_so_and_the_old_edition_stays(
    tmp_path: Path, publisher: OneFile, act: str
) -> None:
    begin(tmp_path, publisher, OLD, NEW)
    told = faults(tmp_path, publisher, act=act, fault="full")
    assert told[0]["said"].startswith(("failed", "EditionError"))
    for each in told:
        after = each["after"]
        kept = each["said"] in {"new", "done"}
        assert kept or each["said"].startswith(("failed", "EditionError")), each
        assert after["newest"] == sha(NEW) or not kept, each
        assert set(after["editions"].values()) == {520}, each
        assert (after["fault"], after["searched"]) == (None, 520), each
        assert each["next"]["newest"] == sha(NEW), each


def command(data: Path, publisher: OneFile) -> "subprocess.Popen[bytes]":
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ENDUSE_")}
    arguments = ["lists", "update", "un_sc", "--mirror", publisher.address, "--data", str(data)]
    return subprocess.Popen(
        [sys.executable, "-m", "enduse", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=clean,
    )  # fmt: skip


def test_updates_at_once_come_one_after_the_other(tmp_path: Path, publisher: OneFile) -> None:
    made = begin(tmp_path, publisher, OLD, NEW)
    running = [command(made.data, publisher) for _ in range(4)]
    said = [each.communicate(timeout=120)[0].decode() for each in running]
    assert [each.returncode for each in running] == [0] * 4, said
    assert sum("new:" in each for each in said) == 1, said
    assert sum("same:" in each for each in said) == 3, said
    assert [e.sha256 for e in Shelf(made.data / "editions").editions("un_sc")] == [
        sha(OLD), sha(NEW)
    ]  # fmt: skip


def test_killed_at_random_moments_the_command_leaves_a_whole_shelf(
    tmp_path: Path, publisher: OneFile
) -> None:
    made = begin(tmp_path, publisher, OLD, NEW)
    shelf, chance = Shelf(made.data / "editions"), random.Random(7)  # noqa: S311
    killed = 0
    for number in range(8):
        publisher.publishes(un_list(TODAY - timedelta(days=1), first=f"PERSON {number}"))
        running = command(made.data, publisher)
        time.sleep(chance.uniform(0.3, 1.2))
        running.kill()
        running.communicate()
        killed += running.returncode == -signal.SIGKILL
        for edition in shelf.editions("un_sc"):
            assert len(shelf.open(edition)) == 520
    assert killed  # else nothing was put to the test
    done = command(made.data, publisher)
    said = done.communicate(timeout=120)[0].decode()
    assert done.returncode == 0, said
    newest = shelf.newest("un_sc", TODAY)
    assert newest is not None
    assert newest.sha256 == sha(publisher.body)
