"""How long orders stay in the record: by what was decided of them, and by what people say."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from enduse.desk import keeping, record
from enduse.desk.desk import Desk
from enduse.errors import RecordError
from enduse.model.record import Draft
from enduse.model.retention import Standing
from enduse.record.book import open_book
from enduse.settings import Settings

DAY = date(2026, 11, 23)
ON = date(2026, 11, 30)


def order(name: str, **line: Any) -> dict[str, Any]:
    """An order from the Netherlands; of goods of a dual-use number where `line` says so."""
    seller = {"role": "seller", "name": "Voorbeeld B.V.", "kind": "company", "country": "NL"}
    buyer = {"role": "buyer", "name": "Ararat Test Trading LLC", "country": "AM"}
    goods = {"description": "pump", "hs": "8413.70", "origin": "NL", **line}
    return {"id": name, "parties": [seller, buyer], "lines": [goods]}


ORDERS = [
    order("SO-1", eu_dual_use="2B350"),
    order("SO-2"),
    order("SO-3", eu_dual_use="2B350", origin="US"),
    "no order",
]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path)
    desk = Desk(made, as_of=DAY)
    lines = "\n".join(json.dumps(each) for each in ORDERS)
    with record.recorder(desk, made, person="A. Smit") as decide:
        list(decide(desk.read(lines.encode(), source="orders.jsonl")))
    return made


def close(settings: Settings, name: str, day: date = DAY) -> None:
    """What closing an order leaves in the record."""
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    home = settings.data / record.FOLDER
    book = open_book(home, clock=lambda: moment)
    plain = {"act": "close", "order": name, "ending": "shipped"}
    labels = {"order": name, "act": "close", "closes": name}
    parts = {"resolution": plain, "person": {"name": "B. Jansen"}, "note": {"note": "gone"}}
    book.append([Draft("resolution", parts, labels=labels)])
    book.close()


@pytest.fixture
def closed(settings: Settings) -> Settings:
    for name in ("SO-1", "SO-2", "SO-3", "orders.jsonl line 4"):
        close(settings, name, date(2027, 2, 1))
    return settings


def standing(settings: Settings, name: str, on: date = ON) -> Standing:
    (found,) = keeping.due(settings, on=on, orders=[name])
    return found


def states(settings: Settings, on: date) -> dict[str, str]:
    return {each.order: each.state for each in keeping.due(settings, on=on)}


def test_an_order_that_was_not_closed_is_kept_for_ever(settings: Settings) -> None:
    found = standing(settings, "SO-1", date(2999, 1, 1))
    assert (found.state, found.says) == ("open", "it was not closed, so no clock has begun")
    assert states(settings, date(2999, 1, 1)) == {}
    with pytest.raises(RecordError, match="no clock has begun"):
        take(settings, "SO-1", on=date(2999, 1, 1))


def test_each_order_is_kept_by_the_laws_that_fell_on_it(closed: Settings) -> None:
    one, three = standing(closed, "SO-1"), standing(closed, "SO-3")
    assert {(t.clock, t.until) for t in one.terms} == {("eu-dual-use", date(2032, 12, 31))}
    assert [(t.clock, t.until) for t in three.terms] == [
        ("eu-dual-use", date(2032, 12, 31)),
        ("us-ear", date(2032, 2, 1)),
    ]
    assert standing(closed, "SO-2").state == "no_clock"
    assert one.remembered == ("Dutch tax law is remembered to ask for seven years.",)


@pytest.mark.parametrize(
    ("on", "state"), [(date(2032, 12, 31), "kept"), (date(2033, 1, 1), "due")]
)
def test_it_is_due_on_the_day_after_the_last(closed: Settings, on: date, state: str) -> None:
    assert states(closed, on)["SO-1"] == state


def test_what_could_not_be_read_is_kept_by_the_longest_of_all_clocks(closed: Settings) -> None:
    found = standing(closed, "orders.jsonl line 4")
    assert found.state == "kept"
    assert found.terms[0].until == date(2037, 2, 1)
    assert "not known, so it counts" in found.says


def test_an_order_that_is_decided_again_is_open_until_it_is_closed_again(
    closed: Settings,
) -> None:
    desk = Desk(closed, as_of=DAY)
    with record.recorder(desk, closed, person="A. Smit") as decide:
        list(decide(desk.read(json.dumps(ORDERS[1]).encode(), source="x")))
    found = standing(closed, "SO-2")
    assert (found.state, len(found.entries)) == ("open", 3)
    assert "was decided again, by entry" in found.says
    close(closed, "SO-2", date(2029, 1, 1))
    assert standing(closed, "SO-2").state == "no_clock"
    assert list(states(closed, ON)).count("SO-2") == 1


@pytest.mark.parametrize(
    ("moment", "hours", "day"),
    [
        ("2026-12-31T23:30", 1, "2027-01-01"),
        ("2026-12-31T22:30", 1, "2026-12-31"),
        ("2027-01-01T00:30", -8, "2027-01-01"),
        ("2028-02-28T23:30", 1, "2028-02-29"),
    ],
)
def test_a_year_ends_where_the_order_was_closed(moment: str, hours: int, day: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    found = keeping.day_of(at, timezone(timedelta(hours=hours)))
    assert found == date.fromisoformat(day)


def take(settings: Settings, *orders: str, on: date = ON) -> keeping.Purged:
    return keeping.purge(settings, on=on, orders=orders, reason="its time", person="C. Vos")


def parts(settings: Settings) -> dict[int, set[str]]:
    book = record.open_record(settings)
    try:
        return {e.header.number: set(book.parts(e.header.number)) for e in book.entries()}
    finally:
        book.close()


def test_what_is_due_is_taken_out_with_what_people_said_of_it(closed: Settings) -> None:
    before = parts(closed)
    made = take(closed, on=date(2033, 1, 1))
    assert (made.orders, made.wiped, len(made.tombstones)) == (2, True, 1)
    after = parts(closed)
    gone = {number for number in before if after[number] <= {"basis", "lists", "resolution"}}
    assert gone == {2, 4, 6, 8}
    assert all(after[number] == before[number] for number in before if number not in gone)
    assert record.verify(closed).faults == ()
    assert states(closed, date(2033, 1, 1)) == {
        "SO-2": "no_clock",
        "orders.jsonl line 4": "kept",
    }
    with pytest.raises(RecordError, match="holds nothing of an order 'SO-1'"):
        standing(closed, "SO-1")


def test_an_order_without_a_clock_goes_only_where_it_is_named(closed: Settings) -> None:
    assert take(closed).orders == 0
    assert take(closed, "SO-2").orders == 1
    shown = record.latest(closed, 20)
    assert shown[2].says().split("  ")[-1].endswith("by entry 10: its time")
    assert set(shown[2].plain()["taken_out"]) == {
        "decision",
        "files",
        "labels",
        "order",
        "person",
    }


def test_of_several_named_none_goes_where_one_is_kept(closed: Settings) -> None:
    before = parts(closed)
    with pytest.raises(RecordError, match=r"order 'SO-1': is not taken out: it is to be kept"):
        take(closed, "SO-2", "SO-1")
    assert parts(closed) == before


def test_a_hold_keeps_what_is_due_until_it_is_released(closed: Settings) -> None:
    late = date(2033, 1, 1)
    how = {"reason": "case 12", "person": "C. Vos"}
    keeping.hold(closed, "#2", act="hold", **how)
    assert standing(closed, "SO-1", late).says == "a person holds it: case 12"
    assert take(closed, on=late).orders == 1
    with pytest.raises(RecordError, match="a person holds it: case 12"):
        take(closed, "SO-1", on=late)
    keeping.hold(closed, "SO-1", act="release", **how)
    assert take(closed, on=late).orders == 1
    assert record.verify(closed).faults == ()


def test_what_is_not_there_or_not_said_why_is_refused_in_words(closed: Settings) -> None:
    with pytest.raises(RecordError, match="holds nothing of an order 'SO-9'"):
        keeping.hold(closed, "SO-9", act="hold", reason="x", person="C. Vos")
    with pytest.raises(RecordError, match="holds nothing of an order '#1'"):
        standing(closed, "#1")
    for odd in ("#" + "9" * 30, "#²", "#", "#-1"):
        with pytest.raises(RecordError, match="holds nothing of an order"):
            standing(closed, odd)
    with pytest.raises(RecordError, match="is not held"):
        keeping.hold(closed, "SO-1", act="release", reason="x", person="C. Vos")
    with pytest.raises(RecordError, match="hold has no reason"):
        keeping.hold(closed, "SO-1", act="hold", reason=" ", person="C. Vos")
    with pytest.raises(RecordError, match="has no reason"):
        keeping.purge(closed, on=ON, orders=["SO-2"], reason="", person="C. Vos")


def tampered(settings: Settings, *lines: str) -> None:
    """Changes by somebody who can write to the file and has no key."""
    connection = sqlite3.connect(settings.data / "record" / "record.sqlite")
    for each in ("DROP TRIGGER IF EXISTS part_no_update", *lines):
        connection.execute(each)
    connection.commit()
    connection.close()


def test_a_label_that_was_added_closes_no_order(settings: Settings) -> None:
    close(settings, "SO-2", date(2027, 2, 1))
    closes = hashlib.sha256(b"SO-1").hexdigest()
    assert standing(settings, "SO-1").state == "open"
    copy = f"UPDATE label SET value = '{closes}' WHERE name = 'closes'"  # noqa: S608
    tampered(settings, "DROP TRIGGER label_no_update", copy)
    assert standing(settings, "SO-1").state == "open"


def test_what_was_changed_since_closes_nothing_and_stops_no_clock(closed: Settings) -> None:
    late = date(2033, 1, 1)
    assert standing(closed, "SO-1", late).state == "due"
    keeping.hold(closed, "SO-1", act="hold", reason="case 12", person="C. Vos")
    keeping.hold(closed, "SO-1", act="release", reason="over", person="C. Vos")
    change = "UPDATE part SET data = replace(data, '{a}', '{b}') WHERE name = '{name}'"
    tampered(closed, change.format(a='"yes"', b='"no"', name="decision"))
    assert standing(closed, "SO-1", late).state == "kept"  # any law may have applied
    tampered(closed, change.format(a="over", b="Over", name="hold"))
    assert standing(closed, "SO-1", late).state == "held"


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


def test_what_stays_of_a_decision_names_nobody(closed: Settings) -> None:
    given = {each for one in ORDERS if isinstance(one, dict) for each in texts(one)}
    book = record.open_record(closed)
    basis = [book.parts(number)["basis"].data.decode() for number in (2, 3, 4)]
    book.close()
    personal = {each for each in given if len(each) > 2} - {"seller", "buyer", "company"}
    assert [each for each in personal for one in basis if each in one] == []
