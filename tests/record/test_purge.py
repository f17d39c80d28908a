"""What is taken out is gone, is told by a signed entry, and nothing else can go."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from enduse.errors import RecordError
from enduse.model.record import Draft, Entry
from enduse.record import migrate, purging, tombs
from enduse.record.book import Book
from enduse.record.database import file_url
from enduse.record.labels import value_of
from enduse.record.purging import purge, wipe
from tests.record.conftest import Place

NAME = "Ararat Test Trading LLC"


def order(number: int, *, files: tuple[str, ...] = ()) -> Draft:
    parts = {
        "order": {"id": f"SO-{number}", "name": f"{NAME} {number}", "text": "x" * 5_000},
        "basis": {"verdict": "ask"},
        "decision": {"findings": [{"says": f"{NAME} {number}"}]},
        "person": {"name": "A. Smit"},
    }
    return Draft("decision", parts, labels={"order": f"SO-{number}"}, files=files)


def written(book: Book, count: int = 6) -> list[Entry]:
    return list(book.append([order(each) for each in range(count)]))


def out(book: Book, *numbers: int) -> Entry:
    return purge(book, numbers, reason="its time was over", person="B. Jansen")


def test_parts_and_labels_go_the_basis_stays_and_the_chain_verifies(place: Place) -> None:
    with closing(place.book()) as book:
        written(book)
        made = out(book, 3, 4, 6)
        assert set(book.parts(3)) == {"basis"}
        assert set(book.parts(5)) == {"basis", "decision", "labels", "order", "person"}
        assert list(book.find("order", "SO-1")) == []
        assert [each.header.number for each in book.find("order", "SO-3")] == [5]
        assert len(list(book.find("kind", "decision"))) == 6
        told = tombs.tombstone_of(made.header, book.parts(made.header.number)["purge"])
        names = ("decision", "labels", "order", "person")
        assert told is not None
        assert told.spans == ((3, 4, names), (6, 6, names))
        assert set(book.parts(made.header.number)) == {"purge", "person"}
    assert place.faults() == []


def test_the_record_goes_on_and_what_is_left_can_be_taken_out_later(place: Place) -> None:
    with closing(place.book()) as book:
        written(book)
        out(book, 2)
        out(book, 2, 3)
        book.append([order(9)])
        with pytest.raises(RecordError, match="nothing left of these entries"):
            out(book, 2, 3)
        with pytest.raises(RecordError, match="nothing left of these entries"):
            out(book, 900)
    assert place.faults() == []


def test_entries_that_the_record_is_verified_by_stay(place: Place) -> None:
    with closing(place.book()) as book:
        written(book)
        tomb = out(book, 2)
        for number, kind in ((1, "key"), (tomb.header.number, "purge")):
            with pytest.raises(RecordError, match=f"stands on entry {number}, of kind {kind}"):
                out(book, 3, number)
        assert "order" in book.parts(3)


def test_a_file_goes_when_the_last_entry_that_rests_on_it_does(place: Place) -> None:
    with closing(place.book()) as book:
        shared, own = book.keep(b"rules"), book.keep(b"owners")
        book.append([order(1, files=(shared, own)), order(2, files=(shared,))])
        out(book, 2)
        assert book.kept_file(shared) == b"rules"
        with pytest.raises(RecordError, match="keeps no file"):
            book.kept_file(own)
        assert place.faults() == []
        assert book.keep(b"owners") == own  # needed again, it is kept again
        book.append([order(3, files=(own,))])
        out(book, 3)
        with pytest.raises(RecordError, match="keeps no file"):
            book.kept_file(shared)
        assert place.faults() == []
        out(book, 5)
    assert place.faults() == []


@pytest.mark.parametrize(
    "line",
    [
        "DELETE FROM part WHERE number = 3",
        "DELETE FROM part WHERE number = 2 AND name = 'basis'",
        "DELETE FROM label WHERE number = 3",
        "DELETE FROM label WHERE number = 2",
        "DELETE FROM file",
        "DELETE FROM purged",
        "UPDATE purged SET tombstone = 1",
        "DELETE FROM dropped",
        "DELETE FROM entry",
        "UPDATE part SET data = salt",
    ],
)
def test_nothing_goes_that_no_tombstone_names(place: Place, line: str) -> None:
    with closing(place.book()) as book:
        kept = book.keep(b"rules")
        written(book)
        book.append([order(7, files=(book.keep(b"owners"),)), order(8, files=(kept,))])
        out(book, 2, 8)
    with pytest.raises(DBAPIError, match="append-only"):
        place.run(line)
    assert place.faults() == []


BACK = "INSERT INTO part (number, name, salt, data) VALUES (3, 'order', :salt, :data)"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (
            ["DELETE FROM part WHERE number = 4 AND name = 'order'"],
            "entry 4, part order: missing",
        ),
        (
            ["INSERT INTO purged VALUES (4, 'order', 8)",
             "DELETE FROM part WHERE number = 4 AND name = 'order'"],
            "entry 4, part order: is said to be taken out by entry 8, which does not say so",
        ),
        (
            ["INSERT INTO purged VALUES (4, 'order', 5)"],
            "entry 4, part order: is said to be taken out by entry 5, which does not say so",
        ),
        ([BACK], "entry 3, part order: was taken out by entry 8, and is there again"),
        (
            ["DELETE FROM purged WHERE number = 3 AND name = 'order'", BACK],
            "entry 8, part purge: entry 3, part order is not in the table",
        ),
        (
            ["DELETE FROM purged WHERE number = 3 AND name = 'order'"],
            "entry 3, part order: missing",
        ),
        (
            ["UPDATE purged SET tombstone = 5 WHERE number = 3"],
            "entry 3, part decision: is said to be taken out by entry 5",
        ),
        (
            ["INSERT INTO purged VALUES (4, 'more', 8)"],
            "entry 4, part 'more': is not one that the entry was written with",
        ),
        (
            ["INSERT INTO label VALUES (3, 'order', 'x')"],
            "entry 3, label order: is not one that the entry was written with",
        ),
        (
            [f"INSERT INTO dropped VALUES ('{'ab' * 32}', 8)"],
            f"entry 8, part purge: file {'ab' * 32} is in one of it and the table",
        ),
    ],
)  # fmt: skip
def test_tombstones_and_what_is_there_are_held_against_each_other(
    place: Place, lines: list[str], says: str
) -> None:
    with closing(place.book()) as book:
        written(book)
        before = book.parts(3)["order"]
        assert out(book, 3).header.number == 8
    assert place.faults() == []
    place.tamper(*lines, salt=before.salt, data=before.data)
    assert any(each.startswith(says) for each in place.faults()), place.faults()


@pytest.mark.parametrize("seed", range(12))
def test_of_what_was_taken_out_no_byte_is_left_in_any_file(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)
    place = Place(tmp_path / "record", file_url(tmp_path / "record" / "record.sqlite"))
    with closing(place.book()) as book:
        files = (book.keep(f"{NAME} 2, and its owners".encode() * rng.randrange(1, 400)),)
        drafts = [replace(order(each), files=files if each == 2 else ()) for each in range(20)]
        for each in drafts:
            each.parts["order"]["text"] = (
                f"{NAME} {each.parts['order']['id']} " * rng.randrange(900)
            )
        if seed % 2:
            book.append(drafts)
        else:
            for each in drafts:
                book.append([each])
        salts = [each.salt for name, each in book.parts(4).items() if name != "basis"]
        kept = [each.salt for each in book.parts(5).values()]
        out(book, 4)
        assert wipe(book.engine)
        data = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    gone = [f"{NAME} 2".encode(), f"{NAME} SO-2".encode(), value_of("SO-2").encode(), *salts]
    assert [each for each in gone if each + b" " in data or each + b'"' in data] == []
    assert [each for each in salts if each in data] == []
    assert value_of("SO-2").encode() not in data
    assert all(each in data for each in kept)
    assert f"{NAME} 3".encode() in data
    assert place.faults() == []


@pytest.mark.parametrize("seed", range(7, 11))
def test_of_many_small_entries_no_byte_is_left_between_rows(tmp_path: Path, seed: int) -> None:
    """A page that is divided keeps copies of rows that moved; those of seed 9 outlived them."""
    rng = Random(seed)
    place = Place(tmp_path / "record", file_url(tmp_path / "record" / "record.sqlite"))
    names: dict[int, str] = {}
    with closing(place.book()) as book:
        for at in range(60):
            some = [small(f"ZqName{at:05d}x{n}End", rng) for n in range(rng.choice([1, 1, 3]))]
            for made, each in zip(book.append(some), some, strict=True):
                names[made.header.number] = each.labels["order"]
        gone = rng.sample(sorted(names), 40)
        for start in range(0, 40, 7):
            purge(book, gone[start : start + 7], reason="x", person="p")
        assert wipe(book.engine)
    data = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    left = {number for number, name in names.items() if name.encode() in data}
    assert left == names.keys() - set(gone)
    assert place.faults() == []


def small(name: str, rng: Random) -> Draft:
    size = rng.choice([50, 300, 900, 1500])
    parts = {
        "order": {"name": name, "pad": "y" * rng.randrange(size)},
        "person": {"name": name},
    }
    return Draft("decision", parts, labels={"order": name})


def test_while_another_reads_the_log_cannot_be_emptied_and_that_is_said(
    tmp_path: Path,
) -> None:
    place = Place(tmp_path / "record", file_url(tmp_path / "record" / "record.sqlite"))
    with closing(place.book()) as book:
        written(book)
        with closing(sqlite3.connect(place.home / "record.sqlite")) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM part").fetchone()
            out(book, 3)
            assert not wipe(book.engine)
            other.execute("COMMIT")
        assert wipe(book.engine)


def test_a_step_down_that_would_forget_what_was_taken_out_is_refused(place: Place) -> None:
    with closing(place.book()) as book:
        written(book)
        migrate.bring(book.engine, to="0002")
        migrate.bring(book.engine)
        out(book, 3)
        with pytest.raises(RecordError, match="knows what was taken out"):
            migrate.bring(book.engine, to="0002")
    assert place.faults() == []


def test_an_older_record_is_brought_to_where_it_can_let_go(place: Place) -> None:
    with closing(place.book()) as book:
        migrate.bring(book.engine, to="0001")
    with closing(place.book()) as book:
        written(book)
        out(book, 3)
    assert place.faults() == []


parts = st.lists(st.sampled_from(["decision", "labels", "order", "person"]), unique=True)


@given(st.dictionaries(st.integers(1, 40), parts))
def test_spans_name_exactly_what_was_taken_out(taken: dict[int, list[str]]) -> None:
    spans = tombs.spans_of(taken)
    made = tombs.Tombstone(tuple(spans), ())
    wanted = {(number, name) for number, names in taken.items() for name in names}
    assert set(made.parts()) == wanted
    for number in range(45):
        for name in ("decision", "order", "basis"):
            assert made.names(number, name) == ((number, name) in wanted)


def test_a_purge_of_another_process_at_the_same_time_takes_nothing_twice(place: Place) -> None:
    with closing(place.book()) as book, closing(place.book()) as other:
        written(book)
        draft = Draft("purge", {"purge": tombs.plain_of({3: ["order"]}, [], reason="x")})
        wanted = purging.Plan({3: ("order",)}, ())
        out(other, 3)
        with pytest.raises(RecordError, match="does not do as asked"):
            book.append([draft], also=lambda c, made: purging.take(c, made, wanted))
        assert len(list(book.find("kind", "purge"))) == 1
    assert place.faults() == []


def test_a_copy_from_before_the_purge_is_noticed(tmp_path: Path) -> None:
    place = Place(tmp_path / "record", file_url(tmp_path / "record" / "record.sqlite"))
    with closing(place.book()) as book:
        written(book)
    shutil.copy(place.home / "record.sqlite", tmp_path / "older")
    with closing(place.book()) as book:
        out(book, 3)
    shutil.copy(tmp_path / "older", place.home / "record.sqlite")
    with pytest.raises(RecordError, match="entry 8 as written"):
        place.book()
    with closing(place.book(held=False)) as book:
        assert "order" in book.parts(3)  # the older copy brought it back
        book.own_loss(reason="a backup", person="A. Smit")
        (made,) = purging.again(book, person="A. Smit")
        assert set(book.parts(3)) == {"basis"}
        assert set(book.parts(4)) > {"order"}
        told = tombs.tombstone_of(made.header, book.parts(made.header.number)["purge"])
        assert told is not None
        assert [each[:2] for each in told.spans] == [(3, 3)]
        assert purging.again(book, person="A. Smit") == ()
    assert place.faults() == []


def test_a_lost_purge_takes_out_no_other_entry_that_has_its_number_now(tmp_path: Path) -> None:
    place = Place(tmp_path / "record", file_url(tmp_path / "record" / "record.sqlite"))
    with closing(place.book()) as book:
        written(book, 2)
    shutil.copy(place.home / "record.sqlite", tmp_path / "older")
    with closing(place.book()) as book:
        book.append([order(5)])
        out(book, 2, 4)
    shutil.copy(tmp_path / "older", place.home / "record.sqlite")
    with closing(place.book(held=False)) as book:
        assert book.own_loss(reason="a backup", person="A. Smit").header.number == 4
        book.append([order(6), order(7)])
        assert len(purging.again(book, person="A. Smit")) == 1
        assert [number for number in range(2, 7) if "order" in book.parts(number)] == [3, 5, 6]
    assert place.faults() == []
