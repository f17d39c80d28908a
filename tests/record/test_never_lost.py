"""What was acknowledged stays, and nothing is half there: tried with real processes."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest

from enduse.errors import RecordError
from enduse.record.database import file_url
from tests.record.conftest import Place, some

resource = pytest.importorskip("resource", reason="limits of processes are of POSIX")
WRITER = Path(__file__).parent / "writer.py"
BIG = 20_000


def writer(place: Place, count: int, *, size: int = 2_000, **how: Any) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), str(place.home), place.url, str(count), str(size)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **how)


def said(lines: list[str]) -> dict[int, str]:
    """What was acknowledged: a last line that was cut off counts as far as it came."""
    pairs = [line.split() for line in lines if line.endswith("\n") and line[0].isdigit()]
    return {int(number): hashed for number, hashed in pairs}


def holds(place: Place, acknowledged: dict[int, str]) -> None:
    """All that was acknowledged is there as it was, and the whole record verifies."""
    book = place.book(write=False)
    there = {each.header.number: each.hash for each in book.entries()}
    book.close()
    assert {number: there.get(number) for number in acknowledged} == acknowledged
    assert place.faults() == []


def test_a_writer_that_is_killed_at_any_moment_loses_nothing(place: Place) -> None:
    rng, acknowledged = Random(6), dict[int, str]()
    for _ in range(8):
        process = writer(place, 100_000)
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(rng.randrange(1, 12))]
        time.sleep(rng.random() / 200)  # somewhere inside the next ones
        process.kill()
        lines += process.stdout.readlines()
        process.wait()
        process.stdout.close()
        acknowledged |= said(lines)
        holds(place, acknowledged)
    assert len(acknowledged) > 40


def test_two_processes_that_write_at_once_make_one_chain(place: Place) -> None:
    place.book().close()
    both = [writer(place, 40) for _ in range(2)]
    outs = [process.communicate()[0].splitlines(keepends=True) for process in both]
    one, other = map(said, outs)
    assert (len(one), len(other), one.keys() & other.keys()) == (40, 40, set())
    holds(place, one | other)
    assert place.verify().entries == 81


def test_what_is_written_while_it_is_verified_is_no_fault(place: Place) -> None:
    process = writer(place, 100_000, size=10)
    assert process.stdout is not None
    process.stdout.readline()
    seen = [place.verify() for _ in range(5)]
    process.kill()
    process.communicate()
    assert [each.faults for each in seen] == [()] * 5
    assert seen[0].entries < seen[-1].entries


def test_a_first_start_by_several_processes_makes_one_record_with_one_key(place: Place) -> None:
    outs = [each.communicate()[0] for each in [writer(place, 3) for _ in range(3)]]
    holds(place, {k: v for out in outs for k, v in said(out.splitlines(keepends=True)).items()})
    assert len(place.verify().checked) == 1
    assert place.verify().entries == 10


def _no_more_than(size: int) -> Any:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_file_that_may_not_grow_refuses_and_keeps_what_it_took(tmp_path: Path) -> None:
    place = Place(tmp_path / "record", file_url(tmp_path / "record" / "record.sqlite"))
    process = writer(place, 500, size=BIG, preexec_fn=_no_more_than(600_000))
    lines = process.communicate()[0].splitlines(keepends=True)
    assert process.returncode == 3
    assert lines[-1].startswith("refused: record, ")
    assert len(said(lines)) > 10
    holds(place, said(lines))
    book = place.book()
    book.append(some(1))  # with room again, it goes on
    book.close()
    holds(place, said(lines))


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    done = shutil.which("mount") and subprocess.run(mount, capture_output=True, check=False)
    if os.geteuid() != 0 or not done or done.returncode:
        pytest.skip("a small disk can only be mounted by root, where mounting is allowed")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_refuses_and_keeps_what_it_took(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        place = Place(disk / "record", file_url(disk / "record" / "record.sqlite"))
        filler = disk / "filler"
        filler.write_bytes(bytes(200_000))
        process = writer(place, 500, size=BIG)
        lines = process.communicate()[0].splitlines(keepends=True)
        assert process.returncode == 3
        assert lines[-1].startswith("refused: record, ")
        assert len(said(lines)) > 5
        filler.unlink()  # SQLite needs a little room to read what a full disk left behind
        holds(place, said(lines))


def test_an_older_copy_of_the_file_that_is_put_back_is_refused(tmp_path: Path) -> None:
    place = Place(tmp_path / "record", file_url(tmp_path / "record" / "record.sqlite"))
    book = place.book()
    book.append(some(3))
    book.close()
    shutil.copy(place.home / "record.sqlite", tmp_path / "older")
    process = writer(place, 5)
    assert len(said(process.communicate()[0].splitlines(keepends=True))) == 5
    for each in place.home.glob("record.sqlite*"):
        each.unlink()
    shutil.copy(tmp_path / "older", place.home / "record.sqlite")
    with pytest.raises(RecordError, match="entry 9 as written"):
        place.book()
    (place.home / "record.sqlite").unlink()
    with pytest.raises(RecordError, match="entry 9 as written"):
        place.book()


def _stop_and_start(server: Any) -> None:
    main = server.get_postmaster_info().process
    main.send_signal(signal.SIGINT)  # "fast" of PostgreSQL: clients are cut off
    main.wait(20)
    server.ensure_postgres_running()


def _crash(server: Any) -> None:
    # Where one of its processes dies, PostgreSQL throws all of them out and recovers.
    (serving,) = (
        each
        for each in server.get_postmaster_info().process.children()
        if "postgres record" in " ".join(each.cmdline())
    )
    serving.kill()


@pytest.mark.parametrize("trouble", [_stop_and_start, _crash])
def test_a_server_that_restarts_in_the_middle_loses_nothing_and_takes_nothing_twice(
    server: Any, new_database: Any, tmp_path: Path, trouble: Callable[[Any], None]
) -> None:
    place = Place(tmp_path / "record", new_database())
    process = writer(place, 400)
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(20)]
    trouble(server)
    lines += process.stdout.readlines()
    process.stdout.close()
    assert process.wait() == 0, lines[-1]
    assert len(said(lines)) == 400
    holds(place, said(lines))
    assert place.verify().entries == 401
