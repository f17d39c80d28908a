import itertools
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy.exc import DBAPIError

from enduse.errors import RecordError
from enduse.model.record import BEGINNING, Draft
from enduse.record import checkpoints, keys, merkle, migrate
from enduse.record.book import open_book
from tests.record.conftest import Place, some

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_what_was_appended_is_read_back_and_verifies(place: Place) -> None:
    book = place.book()
    made = [*book.append(some(3)), *book.append(some(2, start=3))]
    book.close()
    again = place.book(write=False)
    assert [each.header.number for each in made] == [2, 3, 4, 5, 6]
    assert list(again.entries(after=1)) == made
    assert [json.loads(again.parts(n)["order"].data)["id"] for n in range(2, 7)] == [*range(5)]
    again.close()
    found = place.verify()
    assert (found.entries, found.hash, found.faults) == (6, made[-1].hash, ())
    assert found.checkpoints == 2


def test_the_first_entry_introduces_the_key_and_each_holds_the_hash_before(
    place: Place,
) -> None:
    book = place.book()
    book.append(some(3))
    entries = list(book.entries())
    assert json.loads(book.parts(1)["key"].data) == {"public": book.signer.public.hex()}
    assert entries[0].header.previous == BEGINNING
    pairs = itertools.pairwise(entries)
    assert all(after.header.previous == before.hash for before, after in pairs)
    book.close()


def test_the_header_holds_no_part_and_two_equal_parts_commit_differently(place: Place) -> None:
    book = place.book()
    one, other = book.append([Draft("decision", {"order": {"name": "Ararat"}})] * 2)
    assert b"Ararat" not in one.sealed
    assert one.header.parts[0][1].sha256 != other.header.parts[0][1].sha256
    book.close()


def test_two_books_that_take_turns_make_one_chain(place: Place) -> None:
    one, other = place.book(), place.book()
    for _ in range(3):
        one.append(some(1))
        other.append(some(2))
    assert [each.header.number for each in one.entries()] == [*range(1, 11)]
    one.close()
    other.close()
    assert place.faults() == []


@pytest.mark.parametrize("table", ["entry", "part"])
@pytest.mark.parametrize("line", ["UPDATE {} SET number = number + 100", "DELETE FROM {}"])
def test_the_tables_refuse_to_be_changed(place: Place, table: str, line: str) -> None:
    book = place.book()
    book.append(some(1))
    book.close()
    with pytest.raises(DBAPIError, match="append-only"):
        place.run(line.format(table))
    assert place.verify().entries == 2


def test_of_a_run_with_one_that_cannot_be_written_nothing_is_recorded(place: Place) -> None:
    book = place.book()
    book.append(some(1))
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(
        RecordError, match="decision order: cannot be written as canonical JSON"
    ):
        book.append([*some(2), Draft("decision", {"order": endless})])
    book.close()
    assert (place.verify().entries, place.faults()) == (2, [])


def test_a_clock_that_was_set_back_is_said_and_moments_go_on(place: Place) -> None:
    times = iter([NOON, NOON, NOON - timedelta(days=2), NOON + timedelta(hours=1)])
    book = place.book(clock=lambda: next(times))
    book.append(some(1))
    back, on = book.append(some(2))
    assert (back.header.moment, back.header.clock) == (NOON, NOON - timedelta(days=2))
    assert (on.header.moment, on.header.clock) == (NOON + timedelta(hours=1), None)
    book.close()
    assert (place.verify().clock_back, place.faults()) == (1, [])


def test_tables_go_up_and_down_and_up_again_but_not_down_with_entries(place: Place) -> None:
    book = place.book()
    migrate.bring(book.engine, to=migrate.BASE)
    with pytest.raises(RecordError, match="holds no record of ours"):
        migrate.expect(book.engine)
    migrate.bring(book.engine)
    book.append(some(1))
    with pytest.raises(RecordError, match="hold entries"):
        migrate.bring(book.engine, to=migrate.BASE)
    book.close()
    assert place.verify().entries == 2


def test_a_record_of_a_newer_form_is_left_alone(place: Place) -> None:
    place.book().close()
    place.run("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RecordError, match="9999, which is unknown here"):
        place.book()
    with pytest.raises(RecordError, match="9999"):
        place.verify()


def test_a_record_that_was_cut_is_not_opened_until_somebody_owns_to_it(place: Place) -> None:
    book = place.book()
    for n in range(4):
        book.append(some(1, start=n))
    book.close()
    place.cut(3)
    with pytest.raises(RecordError, match=r"entry 5 as written at .* older copy"):
        place.book()
    assert len(place.faults()) == 2
    loose = place.book(held=False)
    owned = loose.own_loss(reason="disk replaced", person="A. Smit")
    assert json.loads(loose.parts(owned.header.number)["loss"].data)["lost"] == 5
    loose.append(some(6))
    loose.close()
    place.book().close()
    found = place.verify()
    assert (found.faults, found.losses) == ((), (4,))


def test_a_second_cut_is_not_covered_by_the_first_loss(place: Place) -> None:
    book = place.book()
    for n in range(6):
        book.append(some(1, start=n))
    book.close()
    place.cut(2)
    loose = place.book(held=False)
    loose.own_loss(reason="one", person="A. Smit")
    for n in range(3):
        loose.append(some(1, start=n))
    loose.close()
    place.cut(4)
    with pytest.raises(RecordError, match="entry 6"):
        place.book()
    assert place.faults()


def test_a_book_that_is_open_sees_that_its_record_was_cut(place: Place) -> None:
    book = place.book()
    book.append(some(3))
    place.cut(2)
    with pytest.raises(RecordError, match="no longer holds entry 4"):
        book.append(some(1))
    book.close()


def test_there_is_no_loss_to_own_to_where_nothing_lacks(place: Place) -> None:
    book = place.book()
    book.append(some(1))
    with pytest.raises(RecordError, match="lacks nothing"):
        book.own_loss(reason="none", person="A. Smit")
    book.close()


def test_after_a_lost_key_the_new_one_is_introduced_and_both_count(place: Place) -> None:
    book = place.book()
    book.append(some(1))
    book.close()
    (place.home / keys.PRIVATE).unlink()
    book = place.book()
    book.append(some(1))
    assert [each.header.kind for each in book.entries()] == ["key", "decision"] * 2
    book.close()
    found = place.verify()
    assert (len(found.checked), found.faults) == (2, ())


def test_a_key_that_nobody_trusts_is_named_once(place: Place) -> None:
    book = place.book()
    book.append(some(5))
    name = book.signer.id
    book.close()
    (place.home / keys.PUBLIC / f"{name}.pub").unlink()
    says = [each for each in place.faults() if each.startswith("entry")]
    assert says == [
        f"entry 1: is signed with the key {name}, which is not among the trusted ones"
    ]


def test_a_chain_written_anew_with_another_key_does_not_pass(place: Place) -> None:
    book = place.book()
    book.append(some(3))
    book.close()
    place.cut(0)
    elsewhere = open_book(place.home.parent / "thief", url=place.url)
    elsewhere.append(some(3, start=7))
    elsewhere.close()
    faults = place.faults()
    assert "not among the trusted ones" in faults[0]
    assert "checkpoints.jsonl line 1: saw another entry 4 than the record holds" in faults


def test_a_checkpoint_given_away_proves_a_record_that_was_cut_with_its_checkpoints(
    place: Place,
) -> None:
    book = place.book()
    book.append(some(3))
    given = checkpoints.line(book.checkpoint())
    leaves = [bytes.fromhex(each.hash) for each in book.entries()]
    assert json.loads(given)["root"] == merkle.root(leaves).hex()
    book.close()
    assert place.verify(("notary", given)).faults == ()
    place.cut(2)
    (place.home / checkpoints.NAME).unlink()
    assert place.faults() == []  # which is why checkpoints are given away
    (fault,) = place.verify(("notary", given)).faults
    assert (fault.where, fault.says) == (
        "notary line 1",
        "saw entry 4, which the record does not hold",
    )


CHANGES = (
    "UPDATE entry SET number = number + 1000 WHERE number = :n",
    "UPDATE entry SET header = :bytes WHERE number = :n",
    "UPDATE entry SET signature = :bytes WHERE number = :n",
    "UPDATE part SET salt = :bytes WHERE number = :n AND name = 'order'",
    "UPDATE part SET data = :bytes WHERE number = :n AND name = 'basis'",
    "UPDATE part SET name = 'orders' WHERE number = :n AND name = 'order'",
    "DELETE FROM part WHERE number = :n AND name = 'basis'",
    "DELETE FROM entry WHERE number = :n",
    "INSERT INTO part VALUES (:n, 'more', :bytes, :bytes)",
)


@pytest.mark.parametrize("line", CHANGES)
def test_whatever_is_changed_is_found_and_its_entry_named(place: Place, line: str) -> None:
    book = place.book()
    book.append(some(8))
    book.close()
    rng = Random(line)
    number = rng.randrange(2, 9)
    place.tamper(line, n=number, bytes=rng.randbytes(32))
    faults = place.faults()
    assert any(f"entry {number}" in each for each in faults), faults


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    with pytest.raises(RecordError) as caught:
        open_book(tmp_path, url="mysql://smit:secret@host/db")
    assert "secret" not in str(caught.value)
