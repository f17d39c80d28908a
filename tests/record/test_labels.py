"""Labels by which entries are found, and files that are kept beside them."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from enduse.errors import RecordError
from enduse.model.record import Draft
from enduse.record import keys, migrate
from enduse.record.labels import value_of
from enduse.record.verify import faults_of
from tests.record.conftest import Place, some


def draft(order: str, *, files: tuple[str, ...] = ()) -> Draft:
    return Draft("decision", {"order": {"id": order}}, labels={"order": order}, files=files)


ODD = ["SO-1", "", "x" * 9_000, "заказ", "\x00", "\ud800", "SO-1 "]


def test_an_entry_is_found_by_its_labels_and_its_kind_the_newest_first(place: Place) -> None:
    book = place.book()
    made = [*book.append([draft(each) for each in [*ODD, *ODD]])]
    for at, text in enumerate(ODD):
        assert list(book.find("order", text)) == [made[at + len(ODD)], made[at]]
    assert list(book.find("kind", "decision")) == made[::-1]
    assert [each.header.number for each in book.find("kind", "key")] == [1]
    assert list(book.find("order", "SO-2")) == []
    book.close()
    assert place.faults() == []


@given(st.text(), st.text())
def test_two_texts_are_never_one_label(one: str, other: str) -> None:
    assert (value_of(one) == value_of(other)) == (one == other)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "DELETE FROM label WHERE number = 3 AND name = 'order'",
            "entry 3, label order: missing: the entry is not found by it",
        ),
        (
            "UPDATE label SET value = 'x' WHERE number = 3 AND name = 'kind'",
            "entry 3, label kind: is not as it was written",
        ),
        (
            "INSERT INTO label VALUES (3, 'closes', 'x')",
            "entry 3, label closes: is not one that the entry was written with",
        ),
    ],
)
def test_a_label_that_was_changed_is_found(place: Place, line: str, says: str) -> None:
    book = place.book()
    book.append([draft(each) for each in ("a", "b", "c")])
    book.close()
    place.tamper(line)
    assert place.faults() == [says]


def test_a_file_is_kept_once_and_read_back(place: Place) -> None:
    book = place.book()
    name = book.keep(b"id,share\n")
    assert name == book.keep(b"id,share\n") == hashlib.sha256(b"id,share\n").hexdigest()
    book.append([draft("a", files=(name,))])
    assert book.kept_file(name) == b"id,share\n"
    with pytest.raises(RecordError, match="keeps no file ffff"):
        book.kept_file("f" * 64)
    book.close()
    assert place.faults() == []


def test_a_file_that_was_changed_or_taken_away_is_found(place: Place) -> None:
    book = place.book()
    one, other = book.keep(b"one"), book.keep(b"other")
    book.append([draft("a", files=(one, other))])
    book.close()
    place.tamper(
        f"DELETE FROM file WHERE sha256 = '{one}'", "UPDATE file SET data = :data", data=b"o"
    )
    assert place.faults() == [
        f"file {other}: is not as it was kept",
        f"file {one}: missing, and entry 2 rests on it",
    ]
    book = place.book(write=False)
    with pytest.raises(RecordError, match="changed"):
        book.kept_file(other)
    book.close()


@pytest.mark.parametrize("table", ["label", "file"])
@pytest.mark.parametrize("line", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}"])
def test_labels_and_files_refuse_to_be_changed(place: Place, table: str, line: str) -> None:
    book = place.book()
    book.append([draft("a", files=(book.keep(b"one"),))])
    book.close()
    column = "value" if table == "label" else "sha256"
    with pytest.raises(DBAPIError, match="append-only"):
        place.run(line.format(table, column))


def test_an_entry_by_itself_is_held_against_its_signature_and_parts(place: Place) -> None:
    book = place.book()
    one, other = book.append(some(2))
    trusted = keys.trusted(place.home)
    parts = book.parts(2)
    book.close()
    assert list(faults_of(one, parts, trusted)) == []
    assert list(faults_of(one, {"order": parts["order"]}, trusted)) == []
    assert "not among the trusted" in next(faults_of(one, parts, {}))
    fits = [each for each in faults_of(other, parts, trusted) if "commitment" in each]
    assert len(fits) == len(parts)


def test_a_record_of_the_first_form_is_labelled_when_it_is_brought_up(place: Place) -> None:
    book = place.book()
    migrate.bring(book.engine, to="0001")
    book.close()
    with pytest.raises(RecordError, match="has the older form 0001"):
        place.verify()
    book = place.book()
    (made,) = book.append(some(1))
    migrate.bring(book.engine, to="0001")
    migrate.bring(book.engine)
    assert list(book.find("kind", "decision")) == [made]
    book.close()
    assert place.faults() == []


def test_a_record_that_keeps_files_does_not_go_down(place: Place) -> None:
    book = place.book()
    book.keep(b"one")
    with pytest.raises(RecordError, match="it keeps files"):
        migrate.bring(book.engine, to="0001")
    book.close()
