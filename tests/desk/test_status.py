"""What monitoring sees of a list: how old, due when, what changed, what was refused."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from enduse.desk.desk import Desk
from enduse.desk.imports import import_list
from enduse.desk.status import ListStatus, Since, status
from enduse.desk.update import accept, update
from enduse.editions.shelf import Shelf
from enduse.errors import ListError
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


def test_a_refusal_is_told_until_something_better_comes(
    settings: Settings, publisher: OneFile
) -> None:
    update(settings, "un_sc", mirror=publisher.address)
    publisher.publishes(b"<html>moved</html>")
    update(settings, "un_sc", mirror=publisher.address)
    update(settings, "un_sc", mirror="http://127.0.0.1:9/none")
    assert "was refused" in str(un(settings).note)
    for data in (OLD, un_list(TODAY - timedelta(days=60), count=600)):
        import_list(settings, "un_sc", {"un.xml": data}, published=None)
        assert "was refused" in str(un(settings).note)
    newer = un_list(TODAY - timedelta(days=3), count=600)
    import_list(settings, "un_sc", {"un.xml": newer}, published=None)
    assert un(settings).note is None


def test_only_what_the_publisher_gave_is_seen(settings: Settings, publisher: OneFile) -> None:
    update(settings, "un_sc", mirror=publisher.address)
    by_hand = un_list(TODAY - timedelta(days=30), count=615)
    import_list(settings, "un_sc", {"un.xml": by_hand}, published=None)
    # The publisher would say that its older list has not changed: not that this one is its.
    assert update(settings, "un_sc", mirror=publisher.address).state == "refused"
    found = un(settings)
    assert found.seen == TODAY - timedelta(days=30)
    assert "older than the edition in use" in str(found.note)
    with pytest.raises(ListError, match="older than the edition in use"):
        accept(settings, "un_sc", reason="it is so", person="A. Officer")


def test_an_edition_that_is_gone_is_fetched_again(
    settings: Settings, publisher: OneFile
) -> None:
    first = update(settings, "un_sc", mirror=publisher.address).edition
    publisher.publishes(un_list(TODAY - timedelta(days=3), count=615))
    second = update(settings, "un_sc", mirror=publisher.address).edition
    assert first is not None
    assert second is not None
    shutil.rmtree(Shelf(settings.data / "editions").place(second))
    assert un(settings).edition == first
    done = update(settings, "un_sc", mirror=publisher.address)
    assert done.state == "new"
    assert un(settings).edition == done.edition
    assert done.edition is not None
    assert done.edition.sha256 == second.sha256


def test_of_two_states_of_one_day_the_one_given_last_is_in_use(
    settings: Settings, publisher: OneFile
) -> None:
    one, two = (un_list(TODAY, count=610, first=name) for name in ("A B", "C D"))
    for data in (one, two, one):
        publisher.publishes(data)
        done = update(settings, "un_sc", mirror=publisher.address)
        assert done.state == "new"
        assert un(settings).edition == done.edition
    assert un(settings).editions == 2


def test_what_the_edition_before_lost_is_not_the_fault_of_the_newest(
    settings: Settings,
) -> None:
    for days in (9, 5):
        data = un_list(TODAY - timedelta(days=days), count=600)
        import_list(settings, "un_sc", {"un.xml": data}, published=None)
    shelf = Shelf(settings.data / "editions")
    old, new = shelf.editions("un_sc")
    (shelf.place(old) / "edition.json").write_bytes(b"{")
    found = un(settings)
    assert (found.edition, found.fault, found.since) == (new, None, None)


def test_a_refused_list_of_tomorrow_cannot_be_accepted(
    settings: Settings, publisher: OneFile
) -> None:
    update(settings, "un_sc", mirror=publisher.address)
    publisher.publishes(un_list(date(3025, 1, 1), count=620))
    assert update(settings, "un_sc", mirror=publisher.address).state == "refused"
    with pytest.raises(ListError, match="yet to come"):
        accept(settings, "un_sc", reason="it is so", person="A. Officer")
    assert "was refused" in str(un(settings).note)


@pytest.mark.parametrize("list_id", ["../evil", "A b", ""])
def test_no_folder_is_made_for_what_is_no_list(tmp_path: Path, list_id: str) -> None:
    with pytest.raises(ListError, match="is no id"):
        accept(Settings(tmp_path / "data"), list_id, reason="x", person="y")
    assert not list(tmp_path.rglob("*"))
