"""However a record is divided, the same is found, in the same order, as in one walk over it."""

import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import pytest

from enduse.model.record import Verified
from enduse.record import database
from enduse.record.book import open_book
from enduse.record.database import file_url
from enduse.record.stretches import divided
from enduse.record.verify import verify_by
from tests.record.conftest import Place, some

LONG = 22


class AtOnce(Executor):
    """A pool that does everything here and now."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


def found(place: Place, **how: Any) -> Verified:
    book = place.book(write=False, held=False)
    try:
        return verify_by(book.engine, place.home, **how)
    finally:
        book.close()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A record with two keys, a loss, and a clock that went back."""
    home = tmp_path_factory.mktemp("written") / "record"
    place = Place(home, file_url(home / "record.sqlite"))
    days = iter([5, 9, 7, 10, 11])
    with closing(
        open_book(home, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(next(days)))
    ) as book:
        for count in (1, 1):
            book.append(some(count))
    with closing(place.book()) as book:
        name = book.keep(b"a file")
        book.append([replace(each, files=(name,)) for each in some(8)])
        book.append(some(2))
    place.cut(11)
    with closing(place.book(held=False)) as book:
        book.own_loss(reason="a test", person="A. Smit")
        book.append(some(4))
    (home / "key.pem").unlink()
    with closing(place.book()) as book:
        book.append(some(5))
    assert place.faults() == []
    assert place.verify().entries == LONG
    return place


@pytest.fixture
def copy(written: Place, tmp_path: Path) -> Place:
    home = tmp_path / "record"
    shutil.copytree(written.home, home)
    return Place(home, file_url(home / "record.sqlite"))


def _bit(rng: Random, table: sqlite3.Connection) -> tuple[str, dict[str, Any]]:
    kind, field = rng.choice(
        [("entry", "header"), ("entry", "signature"), ("part", "salt"), ("part", "data")]
    )
    number = rng.randrange(1, LONG + 1)
    value = bytearray(
        table.execute(f"SELECT {field} FROM {kind} WHERE number = {number}").fetchone()[0]
    )
    value[rng.randrange(len(value))] ^= 1 << rng.randrange(8)
    return f"UPDATE {kind} SET {field} = :value WHERE number = {number}", {"value": value}


def _line(rng: Random) -> str:
    one, other = rng.randrange(1, LONG + 1), rng.randrange(1, LONG + 1)
    future = f"replace(CAST(header AS TEXT), '2026-', '2{other % 10}99-')"
    key = "'" + '"key":"' + "' || substr(CAST(header AS TEXT), instr(header, 'key') + 6, 32)"
    stranger = f'replace(CAST(header AS TEXT), {key}, \'"key":"{other:032}\')'
    return rng.choice(
        [
            f"DELETE FROM part WHERE number = {one}",
            f"DELETE FROM entry WHERE number = {one}",
            f"DELETE FROM entry WHERE number BETWEEN {one} AND {one + other}",
            f"DELETE FROM entry WHERE number <= {one}",
            f"INSERT INTO part VALUES ({LONG + other}, 'more', x'00', x'00')",
            f"INSERT INTO part VALUES ({one}, 'more', x'00', x'00')",
            f"INSERT INTO part VALUES ({-other}, 'more', x'00', x'00')",
            f"INSERT INTO label VALUES ({other - 5}, 'more', 'x')",
            "INSERT INTO label VALUES ('text', 'more', 'x')",
            "INSERT INTO part VALUES (3.5, 'more', x'00', x'00')",
            "UPDATE file SET data = x'00'",
            "DELETE FROM file",
            f"DELETE FROM label WHERE number = {one}",
            f"UPDATE entry SET number = number + {10 * LONG + 90} WHERE number >= {one}",
            f"UPDATE entry SET number = 9007199254740991 WHERE number = {one}",
            f"UPDATE entry SET header = 'text' WHERE number = {one}",
            f"UPDATE entry SET header = (SELECT header FROM entry WHERE number = {other})"
            f" WHERE number = {one}",
            f"UPDATE entry SET header = CAST({future} AS BLOB) WHERE number = {one}",
            f"UPDATE entry SET header = CAST({stranger} AS BLOB) WHERE number = {one}",
        ]
    )


@pytest.mark.parametrize("seed", range(40))
def test_what_is_found_of_a_changed_record_does_not_hang_on_its_division(
    copy: Place, seed: int
) -> None:
    rng = Random(seed)
    for _ in range(rng.randrange(1, 4)):
        if rng.random() < 0.2:
            with closing(sqlite3.connect(copy.home / "record.sqlite")) as table:
                try:
                    line, values = _bit(rng, table)
                except TypeError:
                    continue  # of an entry that was taken out before
            copy.tamper(line, **values)
        else:
            try:
                copy.tamper("PRAGMA foreign_keys = OFF", _line(rng))
            except Exception as error:  # noqa: BLE001  # what the tables refuse is no change
                assert "constraint" in str(error)  # noqa: PT017
    for place in sorted((copy.home / "keys").glob("*.pub"))[: rng.random() < 0.2]:
        place.unlink()
    one = found(copy)
    for size in (1, 3, 8, 100):
        assert found(copy, pool=AtOnce(), size=size) == one


def test_an_untouched_record_is_found_so_however_it_is_divided(written: Place) -> None:
    one = found(written)
    assert (one.faults, one.entries, len(one.checked)) == ((), LONG, 2)
    assert (one.clock_back, len(one.losses)) == (1, 1)
    for size in range(1, LONG + 2):
        assert found(written, pool=AtOnce(), size=size) == one


def test_real_processes_find_the_same(place: Place) -> None:
    with closing(place.book()) as book:
        book.append(some(30))
    tables = ("label", "part", "entry")
    place.tamper(*(f"DELETE FROM {each} WHERE number = 9" for each in tables))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found_so = found(place, pool=pool, size=4)
    assert found_so == found(place)
    assert [each.where for each in found_so.faults] == ["entry 9", "entry 10"]


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_a_division_leaves_no_entry_out_and_takes_none_twice(place: Place, size: int) -> None:
    with closing(place.book()) as book:
        book.append(some(10))
        with database.reading(book.engine) as connection:
            made = list(divided(connection, size))
    assert (made[0].after, made[-1].to) == (None, 11)
    assert [one.to for one in made[:-1]] == [other.after for other in made[1:]]
    assert all(each.to - (each.after or 0) == size for each in made[:-1])


def test_an_empty_record_is_found_empty(tmp_path: Path) -> None:
    place = Place(tmp_path, file_url(tmp_path / "record.sqlite"))
    place.book().close()
    assert found(place, pool=AtOnce()) == found(place)
