import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from enduse.desk import record
from enduse.desk.desk import Desk
from enduse.errors import RecordError, SettingsError
from enduse.model.wire import decision_to_plain
from enduse.record.canonical import value_of
from enduse.settings import Settings, from_env

DAY = date(2026, 11, 23)
GOOD = {"id": "SO-1", "parties": [{"role": "buyer", "name": "Ararat Test Trading LLC"}]}
ORDERS = {
    "an order": (json.dumps(GOOD), "json"),
    "a bare party": ('{"name": "Ararat Test Trading LLC", "country": "AM"}', "json"),
    "no order": ("[]", "text"),
    "no json": ('{"id": "SO-1", "parties": [', "text"),
    "nothing": ("", "text"),
    "null": ("null", "json"),
    "a number of forty digits": (f'{{"name": "A", "founded": {"9" * 40}}}', "json"),
    "half a character": ('{"name": "A\\ud800"}', "json"),
    "a great float": ('{"name": "A", "birth_date": 1e300}', "json"),
    "a key in its own script": ('{"name": "A", "имя": 1.50}', "json"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Settings(tmp_path_factory.mktemp("lists")), as_of=DAY)


@pytest.mark.parametrize("name", ORDERS)
def test_order_and_decision_are_recorded_as_they_were(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    body, kept_as = ORDERS[name]
    settings = Settings(tmp_path)
    with record.recorder(desk, settings, person="A. Smit") as decide:
        (decision,) = decide(desk.read(body.encode(), source="orders.json"))
    (kept,) = record.latest(settings, 1)
    parts = kept.parts
    assert record.wire(parts) == json.loads(json.dumps(decision_to_plain(decision)))
    given = value_of(parts["order"])[kept_as]
    assert given == (json.loads(body) if kept_as == "json" else body)
    assert value_of(parts["person"]) == {"name": "A. Smit"}
    assert kept.says().split()[0] == decision.verdict
    assert record.verify(settings).faults == ()


def test_a_run_is_recorded_in_its_order(desk: Desk, tmp_path: Path) -> None:
    settings, count = Settings(tmp_path), 20
    lines = "\n".join(json.dumps({**GOOD, "id": f"SO-{n}"}) for n in range(count))
    with record.recorder(desk, settings, person="A. Smit", at_once=7) as decide:
        made = [each.order for each in decide(desk.read(lines.encode(), source="x"))]
    kept = record.latest(settings, count)
    labels = [value_of(each.parts["order"])["label"] for each in kept]
    assert labels == made == [f"SO-{n}" for n in range(count)]


def test_a_decision_that_cannot_be_recorded_is_not_handed_on(
    desk: Desk, tmp_path: Path
) -> None:
    settings, handed = Settings(tmp_path), list[Any]()
    with record.recorder(desk, settings, person="A. Smit") as decide:
        list(decide(desk.read(json.dumps(GOOD).encode(), source="x")))
        (tmp_path / "record" / "checkpoints.jsonl").unlink()
        (tmp_path / "record" / "checkpoints.jsonl").mkdir()
        with pytest.raises(RecordError, match=r"checkpoints\.jsonl: cannot be written"):
            handed.extend(decide(desk.read(json.dumps(GOOD).encode(), source="x")))
    assert handed == []


def test_an_entry_that_is_not_there_is_named_with_those_that_are(
    desk: Desk, tmp_path: Path
) -> None:
    settings = Settings(tmp_path)
    with record.recorder(desk, settings, person="A. Smit") as decide:
        list(decide(desk.read(json.dumps(GOOD).encode(), source="x")))
    assert record.kept(settings, 2).entry.header.number == 2
    with pytest.raises(RecordError, match="holds no entry 3; expected 1 to 2"):
        record.kept(settings, 3)


def test_where_nothing_was_recorded_nothing_is_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is not there"):
        record.latest(Settings(tmp_path), 5)
    with pytest.raises(RecordError, match="is not there"):
        record.verify(Settings(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_person_and_database_come_from_the_environment() -> None:
    url = "postgresql://smit@db/record"
    found = from_env({"ENDUSE_RECORD": url, "ENDUSE_PERSON": " A. Smit "})
    assert (found.record, found.person) == (url, "A. Smit")
    assert (from_env({}).record, from_env({}).person) == (None, None)


def test_a_database_of_another_kind_is_refused_without_its_password() -> None:
    with pytest.raises(SettingsError, match="postgresql://USER@HOST/DATABASE") as caught:
        from_env({"ENDUSE_RECORD": "mysql://smit:secret@db/record"})
    assert "secret" not in str(caught.value)
