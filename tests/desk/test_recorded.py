import json
from datetime import date
from pathlib import Path

import pytest

from enduse.desk import record, recorded
from enduse.desk.desk import Desk
from enduse.errors import RecordError
from enduse.settings import Settings

DAY = date(2026, 11, 23)


def order(name: str, *, value: float = 1.0) -> dict[str, object]:
    party = {"role": "buyer", "name": "Ararat Test Trading LLC"}
    return {"id": name, "parties": [party], "lines": [{"description": "x", "value": value}]}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A record: 1 the key, 2 and 3 SO-1, 4 an order whose id is a number, 5 one without id."""
    made = Settings(tmp_path_factory.mktemp("data"))
    given = [order("SO-1"), order("SO-1", value=2.5), order("2"), {"name": "Ararat Test"}]
    lines = "\n".join(json.dumps(each) for each in given)
    desk = Desk(made, as_of=DAY)
    with record.recorder(desk, made, person="A. Smit") as decide:
        list(decide(desk.read(lines.encode(), source="orders.jsonl")))
    return made


def numbers(settings: Settings, text: str) -> list[int]:
    return [each.entry.header.number for each in recorded.find(settings, text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [("SO-1", 3), ("#2", 2), ("#3", 3), ("2", 4), ("orders.jsonl line 4", 5)],
)
def test_a_decision_is_found_by_id_or_number(
    settings: Settings, text: str, number: int
) -> None:
    assert numbers(settings, text) == [number]


def test_of_a_file_each_order_is_found_as_it_stands_there(
    settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "orders.jsonl"
    file.write_text("\n".join(json.dumps(each) for each in (order("2"), order("SO-1"))))
    assert numbers(settings, str(file)) == [4, 2]


def test_an_order_that_was_changed_since_is_not_found(
    settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "orders.json"
    file.write_text(json.dumps(order("SO-1", value=3)))
    with pytest.raises(RecordError, match=r"no decision on 'SO-1' as it stands in orders"):
        recorded.find(settings, str(file))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SO-9", "no decision on an order 'SO-9'"),
        ("#99", "no entry '#99'"),
        ("#x", "no entry '#x'"),
        ("#0", "no entry '#0'"),
        ("#" + "9" * 40, "no entry"),
        ("#1", "no decision at #1: it is an entry of kind 'key'"),
    ],
)
def test_what_is_not_there_is_said(settings: Settings, text: str, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        recorded.find(settings, text)
