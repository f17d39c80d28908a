"""What monitoring sees of a list: how old, due when, what changed, what was refused."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from enduse.desk.desk import Desk
from enduse.desk.imports import import_list
from enduse.desk.status import ListStatus, Since, status
from enduse.desk.update import accept, update
from enduse.settings import Settings
from tests.desk.publisher import OneFile, un_list

TODAY = datetime.now(UTC).date()
LATER = TODAY + timedelta(days=1)
OLD = un_list(TODAY - timedelta(days=40), count=620)


@pytest.fixture
def publisher() -> Iterator[OneFile]:
    made = OneFile(OLD)
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data", require=("un_sc",))


def un(settings: Settings, day: date = TODAY) -> ListStatus:
    return next(each for each in status(settings, as_of=day) if each.list_id == "un_sc")


def test_a_list_is_due_so_long_after_somebody_saw_it(
    settings: Settings, publisher: OneFile
) -> None:
    assert update(settings, "un_sc", mirror=publisher.address).state == "new"
    found = un(settings)
    assert (found.age_days, found.seen, found.since) == (40, TODAY, None)
    assert found.due == TODAY + timedelta(days=found.max_age_days)
    assert un(settings, found.due).fault is None
    assert "is stale" in str(un(settings, found.due + timedelta(days=1)).fault)


def test_the_change_since_the_last_edition_is_counted(settings: Settings) -> None:
    names = {40: "A B", 30: "C D"}
    for days, name in names.items():
        data = un_list(TODAY - timedelta(days=days), count=520 + days, first=name)
        import_list(settings, "un_sc", {"un.xml": data}, published=None)
    found = un(settings)
    assert found.since == Since(TODAY - timedelta(days=40), added=0, removed=10, changed=1)
    assert found.editions == 2
    assert un(settings, TODAY - timedelta(days=35)).since is None


def test_a_refused_edition_marks_the_old_one_until_a_better_one_comes(
    settings: Settings, publisher: OneFile
) -> None:
    def warnings(day: date = TODAY) -> list[str]:
        decision = Desk(settings, as_of=day).check({"name": "Bakkerij Sahara"})
        assert decision.verdict == "no_finding"
        return [each.says for each in decision.issues if each.where == "lists/un_sc"]

    update(settings, "un_sc", mirror=publisher.address)
    assert (un(settings).note, warnings()) == (None, [])
    publisher.publishes(b"<html>moved</html>")
    assert update(settings, "un_sc", mirror=publisher.address).state == "refused"
    found = un(settings)
    assert found.fault is None
    assert "was refused" in str(found.note)
    assert "web page" in str(found.note)
    assert any("was refused" in says for says in warnings(LATER))
    assert warnings(TODAY - timedelta(days=1)) == []  # as of yesterday nothing was refused
    publisher.publishes(un_list(TODAY, count=610))
    assert update(settings, "un_sc", mirror=publisher.address).state == "new"
    assert (un(settings).note, warnings()) == (None, [])


def test_what_a_person_accepted_is_no_longer_refused(
    settings: Settings, publisher: OneFile
) -> None:
    update(settings, "un_sc", mirror=publisher.address)
    publisher.publishes(un_list(TODAY, count=505))
    assert update(settings, "un_sc", mirror=publisher.address).state == "refused"
    accept(settings, "un_sc", reason="a programme ended", person="A. Officer")
    found = un(settings)
    assert found.note is None
    assert found.edition is not None
    assert found.edition.entries == 505


def test_a_publisher_that_is_down_shows(settings: Settings, publisher: OneFile) -> None:
    update(settings, "un_sc", mirror=publisher.address)
    update(settings, "un_sc", mirror="http://127.0.0.1:9/none")
    assert un(settings).last == ("failed", TODAY.isoformat())
