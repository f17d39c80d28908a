"""What people decided, read back from the record: in both databases, and after tampering."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from enduse.decide.facts import key_of
from enduse.desk import where
from enduse.desk.settled import Settled, ledger, read, read_from
from enduse.errors import RecordError
from enduse.model.record import Draft
from enduse.record import book
from enduse.settings import Settings
from tests.record.conftest import Place, new_database, place, server

__all__ = ["new_database", "place", "server"]  # fixtures, taken from where the record is tested

PLAIN = {"subject": {"name": "Ararat Test Trading LLC"}}
UNTIL = "2099-12-31"


def settle(after: int | None = None, **changes: Any) -> Draft:
    plain = {
        "act": "settle",
        "test": "party.listed",
        "subject": "parties/1",
        "reason": "false_positive",
        "until": UNTIL,
        "was": "hold",
        "becomes": "note",
        "reach": "facts",
        "seconds": 1,
        "after": after,
        **changes,
    }
    facts = {"plain": PLAIN, "key": key_of(PLAIN), "about": ["party.listed", "us_x", "77"]}
    return entry(plain, facts=facts)


def confirm(
    of: int, hashed: str, *, person: str = "B. Second", after: int | None = None
) -> Draft:
    plain = {"act": "confirm", "of": of, "hash": hashed, "after": after}
    return entry(plain, person=person)


def withdraw(of: int, *, after: int | None = None) -> Draft:
    return entry({"act": "withdraw", "of": of, "after": after})


def entry(plain: dict[str, Any], *, person: str = "A. Officer", **parts: Any) -> Draft:
    whole = {"resolution": plain, "person": {"name": person}, "note": {"text": "why"}, **parts}
    return Draft("resolution", whole, labels={"order": "SO-1", "act": plain["act"]})


def filled(place: Place) -> list[int]:
    """A settlement that is confirmed, and one that is withdrawn: the numbers of all four."""
    kept = place.book()
    (first,) = kept.append([settle()])
    number = first.header.number
    kept.append([confirm(number, first.hash, after=number)])
    (third,) = kept.append([settle(after=number + 1)])
    kept.append([withdraw(third.header.number, after=third.header.number)])
    kept.close()
    return [number, number + 1, number + 2, number + 3]


def found(place: Place) -> Settled:
    kept = place.book(write=False, held=False)
    try:
        return read_from(kept)
    finally:
        kept.close()


def used(place: Place) -> dict[int, str]:
    """The settlements that can be used, with their state."""
    return {
        number: each.state(each.moment.date())
        for number, each in found(place).resolutions.items()
    }


def test_what_was_decided_comes_back_as_it_was(place: Place) -> None:
    numbers = filled(place)
    assert used(place) == {numbers[0]: "in_force", numbers[2]: "withdrawn"}
    (first, _) = found(place).resolutions.values()
    assert (first.person, first.note, first.facts.plain) == ("A. Officer", "why", PLAIN)
    assert [each.person for each in first.confirmed] == ["B. Second"]
    assert found(place).issues == []
    assert place.faults() == []


def test_what_stood_before_an_entry_is_what_was_known_then(
    tmp_path: Path, new_database: Callable[[], str]
) -> None:
    settings = Settings(tmp_path, record=new_database())
    numbers = filled(Place(where.home_of(settings), str(settings.record)))
    states = {
        before: [
            each.state(each.moment.date())
            for each in read(settings, before=before).resolutions.values()
        ]
        for before in numbers
    }
    assert list(states.values()) == [
        [],
        ["proposed"],
        ["in_force"],
        ["in_force", "proposed"],
    ]


def test_one_person_is_not_two_whatever_his_spelling(place: Place) -> None:
    kept = place.book()
    (first,) = kept.append([settle()])
    number = first.header.number
    for spelling in ("A. Officer", "a  OFFICER", "login officer-a", "Officer, A."):
        kept.append([confirm(number, first.hash, person=spelling, after=number)])
    kept.close()
    assert used(place) == {number: "proposed"}
    assert len(found(place).issues) == 4


def test_what_confirms_another_entry_than_is_there_counts_for_nothing(place: Place) -> None:
    kept = place.book()
    (first,) = kept.append([settle()])
    kept.append([confirm(first.header.number, "0" * 64)])
    kept.close()
    assert used(place) == {first.header.number: "proposed"}
    assert "confirms another entry" in found(place).issues[0].says


TAMPERED: dict[str, tuple[str, bool]] = {
    "the facts": ("UPDATE part SET data = :data WHERE number = :n AND name = 'facts'", False),
    "the note": ("UPDATE part SET data = :data WHERE number = :n AND name = 'note'", False),
    "the person": ("UPDATE part SET data = :data WHERE number = :n AND name = 'person'", False),
    "what it is": (
        "UPDATE part SET data = :data WHERE number = :n AND name = 'resolution'",
        True,
    ),
    "the signature": ("UPDATE entry SET signature = :data WHERE number = :n", True),
    "what it is, gone": ("DELETE FROM part WHERE number = :n AND name = 'resolution'", True),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_settlement_that_was_changed_is_not_used_and_is_an_issue(
    place: Place, name: str
) -> None:
    numbers = filled(place)
    change, all_before = TAMPERED[name]
    place.tamper(change, data=b'{"act":"settle","text":"x","name":"B"}', n=numbers[2])
    there = used(place)
    assert numbers[2] not in there
    # Where it cannot be known what an entry did, it may have taken back what stands before it.
    assert (numbers[0] in there) == (not all_before)
    assert found(place).issues[0].where == f"record/entry {numbers[2]}"


def test_one_that_was_withdrawn_does_not_come_back_with_the_note_of_that_changed(
    place: Place,
) -> None:
    numbers = filled(place)
    change = "UPDATE part SET data = :data WHERE number = :n AND name = 'note'"
    place.tamper(change, data=b'{"text":"x"}', n=numbers[3])
    assert used(place)[numbers[2]] == "withdrawn"


@pytest.mark.parametrize("name", ["the signature", "what it is", "what it is, gone"])
def test_one_that_was_withdrawn_does_not_come_back_when_that_is_tampered_with(
    place: Place, name: str
) -> None:
    numbers = filled(place)
    place.tamper(TAMPERED[name][0], data=b'{"act":"confirm","of":1}', n=numbers[3])
    assert used(place) == {}


def test_what_the_index_has_lost_is_found_by_the_entry_behind_it(place: Place) -> None:
    numbers = filled(place)
    kept = place.book()
    kept.append([settle(after=numbers[3])])
    kept.close()
    place.tamper("DELETE FROM label WHERE number = :n", n=numbers[3])
    assert used(place)[numbers[2]] == "withdrawn"
    assert found(place).issues == []


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM label WHERE number = :n",
        "UPDATE label SET value = :value WHERE number = :n AND name = 'kind'",
    ],
)
def test_the_newest_one_is_found_though_no_label_leads_to_it(place: Place, change: str) -> None:
    numbers = filled(place)
    values = {"value": "0" * 64} if ":value" in change else {}
    place.tamper(change, n=numbers[3], **values)
    assert used(place)[numbers[2]] == "withdrawn"
    assert found(place).last == numbers[3]


def test_all_are_found_though_no_label_leads_to_any(place: Place) -> None:
    numbers = filled(place)
    there = used(place)
    for number in numbers:
        place.tamper("DELETE FROM label WHERE number = :n", n=number)
    assert used(place) == there


def test_where_one_is_gone_nothing_older_is_used(place: Place) -> None:
    numbers = filled(place)
    kept = place.book()
    (last,) = kept.append([settle(after=numbers[3])])
    kept.close()
    place.tamper(
        "DELETE FROM label WHERE number = :n",
        "DELETE FROM part WHERE number = :n",
        "DELETE FROM entry WHERE number = :n",
        n=numbers[3],
    )
    # The last one is not chained to what stands before it now, so it counts for nothing too.
    assert used(place) == {}
    assert any("gone from the record" in each.says for each in found(place).issues)
    assert any(f"entry {last.header.number}" in each.where for each in found(place).issues)


@pytest.mark.parametrize(
    "change",
    [{"until": "soon"}, {"until": None}, {"subject": None}, {"was": 7}, {"seconds": "one"}],
)
def test_what_cannot_be_read_is_an_issue(place: Place, change: dict[str, Any]) -> None:
    kept = place.book()
    kept.append([settle(**change)])
    kept.close()
    assert used(place) == {}
    assert "cannot be read" in found(place).issues[0].says


def test_facts_that_were_taken_out_are_an_issue_while_it_would_hold(place: Place) -> None:
    numbers = filled(place)
    place.tamper("DELETE FROM part WHERE number = :n AND name = 'facts'", n=numbers[0])
    assert used(place) == {numbers[2]: "withdrawn"}
    assert "its facts were taken out" in found(place).issues[0].says


def test_a_database_of_before_is_refused_and_settles_nothing(
    tmp_path: Path, new_database: Callable[[], str]
) -> None:
    settings = Settings(tmp_path, record=new_database())
    kept = Place(where.home_of(settings), str(settings.record))
    numbers = filled(kept)
    assert set(read(settings).resolutions) == {numbers[0], numbers[2]}
    kept.cut(numbers[2])  # and with it the entry that withdrew the last one
    with pytest.raises(RecordError, match="does not hold entry"):
        read(settings)
    made, issues, _ = ledger(settings, date(2099, 1, 1))
    assert not made
    assert "nothing that people decided is used" in issues[0].says


def test_where_the_record_lies_is_where_it_is_looked_for(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    assert not where.may_be_recorded(settings)
    book.open_book(where.home_of(settings)).close()
    assert where.FILE == book.FILE
    assert where.may_be_recorded(settings)


def test_a_database_without_a_record_settles_nothing(
    tmp_path: Path, new_database: Callable[[], str]
) -> None:
    settings = Settings(tmp_path, record=new_database())
    assert (read(settings).resolutions, read(settings).issues) == ({}, [])


def test_a_record_that_nobody_may_look_into_settles_nothing(tmp_path: Path) -> None:
    beyond = "x" * 300  # no name of a file is that long, whoever asks
    for settings in (
        Settings(tmp_path, record=f"sqlite:///{tmp_path}/{beyond}/record.sqlite"),
        Settings(tmp_path / beyond),
    ):
        assert where.may_be_recorded(settings)
        made, issues, _ = ledger(settings, date(2099, 1, 1))
        assert not made
        assert "nothing that people decided is used" in issues[0].says


def test_looking_for_a_record_makes_none(tmp_path: Path) -> None:
    place = tmp_path / "mistyped" / "record.sqlite"
    settings = Settings(tmp_path / "data", record=f"sqlite:///{place}")
    assert read(settings).resolutions == {}
    assert not place.parent.exists()
