"""Single changes by chance, of fields and of bytes in the file: none goes unseen."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from enduse.errors import RecordError
from enduse.record.database import file_url
from enduse.record.tables import ENTRY, PART
from tests.record.conftest import Place, some

CHANGES = 40  # bench/record.py makes ten thousand


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Place:
    home = tmp_path_factory.mktemp("written") / "record"
    place = Place(home, file_url(home / "record.sqlite"))
    book = place.book()
    book.append(some(12))
    book.close()
    return place


@pytest.fixture
def copy(written: Place, tmp_path: Path) -> Place:
    home = tmp_path / "record"
    shutil.copytree(written.home, home)
    return Place(home, file_url(home / "record.sqlite"))


def contents(file: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        lines = ("SELECT * FROM entry ORDER BY 1", "SELECT * FROM part ORDER BY 1, 2")
        return [row for line in lines for row in connection.execute(line)]


@pytest.mark.parametrize("seed", range(CHANGES))
def test_a_bit_of_any_field_is_found_and_its_entry_named(copy: Place, seed: int) -> None:
    rng = Random(seed)
    number, table = rng.randrange(2, 14), rng.choice([ENTRY, PART])
    field = rng.choice(
        [each.name for each in table.columns if each.name not in ("number", "name")]
    )
    which = f"number = {number}" + (" AND name = 'order'" if table is PART else "")
    with closing(sqlite3.connect(copy.home / "record.sqlite")) as connection:
        line = f"SELECT {field} FROM {table.name} WHERE {which}"
        value = bytearray(connection.execute(line).fetchone()[0])
    value[rng.randrange(len(value))] ^= 1 << rng.randrange(8)
    copy.tamper(f"UPDATE {table.name} SET {field} = :value WHERE {which}", value=bytes(value))
    assert any(each.startswith(f"entry {number}") for each in copy.faults())


@pytest.mark.parametrize("seed", range(CHANGES))
def test_a_byte_of_the_file_is_found_unless_the_same_is_read(copy: Place, seed: int) -> None:
    rng, file = Random(seed), copy.home / "record.sqlite"
    before, data = contents(file), bytearray(file.read_bytes())
    data[rng.randrange(len(data))] ^= rng.randrange(1, 256)
    file.write_bytes(data)
    try:
        found = bool(copy.faults())
    except RecordError:
        found = True  # it is not even opened
    assert found or contents(file) == before
