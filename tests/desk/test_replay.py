import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from enduse.assess import pages
from enduse.assess.pages import Pages
from enduse.desk import record, resolving, tuned
from enduse.desk.allowed import Said
from enduse.desk.as_recorded import other_program
from enduse.desk.desk import Desk
from enduse.desk.goods_tables import Recovered
from enduse.desk.ground import Ground, ground_of
from enduse.desk.grounds import SETTINGS, keep_ground
from enduse.desk.inputs import differing
from enduse.desk.recorded import reading
from enduse.desk.regiven import beside, regiven
from enduse.desk.shelved import Shelved, shelf_of
from enduse.desk.shipped import program
from enduse.desk.where import home_of
from enduse.errors import RecordError
from enduse.index.model import load
from enduse.intake.json import read_orders
from enduse.model.replay import Change
from enduse.record import purging
from enduse.record.canonical import part_of, value_of
from enduse.report.replay import lines
from enduse.settings import Settings
from tests.desk.replaying import (
    DAY,
    LATER,
    LISTED,
    NEXT,
    OWNERS,
    PAST,
    TUNED,
    again,
    decided,
    installation,
    order,
    outcomes,
    publish,
)
from tests.desk.test_resolving import settle_all
from tests.intake.test_orders_json import json_values

_ELSEWHERE = {"data", "record", "person", "webhook_secret"}
"""Settings that say where things are, who asks and what signs: no answer depends on them."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return installation(tmp_path_factory.mktemp("data"))


@pytest.fixture
def own(world: Settings, tmp_path: Path) -> Settings:
    """An installation of one's own, to be changed."""
    shutil.copytree(world.data, tmp_path / "data", ignore=shutil.ignore_patterns("record"))
    return replace(world, data=tmp_path / "data")


def verdict_change(
    settings: Settings, **said: Any
) -> tuple[Change, tuple[Change, ...]]:  # any option
    """What today changes of the last decision: its verdict, and all of it."""
    (found,) = again(settings, **said)
    assert found.as_recorded is not None
    assert found.as_recorded.outcome == "same", found.as_recorded
    assert found.today is not None
    verdicts = [each for each in found.today.changes if each.what == "verdict"]
    return verdicts[0], found.today.changes


names = st.sampled_from([LISTED, "Orion Fixtur", "Manisa Beyaz A.S.", "Koch BV", "", "Анна Ив"])
orders = st.fixed_dictionaries(
    {
        "id": st.text(max_size=8),
        "parties": st.lists(
            st.fixed_dictionaries(
                {"role": st.sampled_from(["buyer", "end_user", "x"]), "name": names},
                optional={"country": st.sampled_from(["NL", "TR", "IR", "?"]), "x": st.none()},
            ),
            max_size=3,
        ),
    },
    optional={
        "lines": st.lists(
            st.fixed_dictionaries(
                {"description": st.sampled_from(["drone engine", "bread", "FPGA"])},
                optional={
                    "hs": st.sampled_from(["8407.10", "8542.31", "99"]),
                    "quantity": st.floats(0, 1e6) | st.integers(0, 9),
                },
            ),
            max_size=2,
        ),
        "notes": st.sampled_from(["for military use", "Not for use in Russia"]),
        "end_use": st.text(max_size=10),
    },
)


@trying(max_examples=12, suppress_health_check=list(HealthCheck))
@given(
    some=st.lists(orders | json_values, min_size=1, max_size=4),
    owners=st.booleans(),
    history=st.booleans(),
    tune=st.booleans(),
    said=st.fixed_dictionaries(
        {
            "sensitivity": st.sampled_from(["strict", "balanced", "wide"]),
            "language": st.sampled_from(["en", "nl", "de"]),
            "regimes": st.sampled_from([(), ("US",)]),
            "require": st.sampled_from([None, ("un_sc",), ("us_csl", "un_sc")]),
        }
    ),
)
def test_whatever_is_recorded_comes_out_the_same_to_the_byte(
    world: Settings, *, some: list[Any], owners: bool, history: bool, tune: bool, said: Any
) -> None:
    settings = replace(world, **said)
    past = world.data / "past.csv"
    past.write_text(PAST, encoding="utf-8")
    if tune:
        tuned.put(settings, replace(TUNED, model=load().name))
    wanted = replace(settings, history=past) if history else settings
    desk = Desk(wanted, as_of=DAY, owners=[OWNERS] if owners else [])
    decided(desk, wanted, *some)
    past.unlink()
    tuned.forget(settings)
    found = again(world, len(some), today=False)
    assert outcomes(found) == ["same"] * len(some), found


def test_of_a_newer_edition_the_entry_is_named_that_changes_the_verdict(own: Settings) -> None:
    decided(Desk(own, as_of=DAY), own, order(buyer=NEXT))
    publish(own, LATER, NEXT)
    verdict, changes = verdict_change(own, as_of=LATER)
    assert (verdict.was, verdict.now, verdict.how) == ("ask", "review", "alone")
    (cause,) = verdict.causes
    assert cause.input == "list un_sc"
    assert (cause.was[:10], cause.now[:10]) == ("2026-11-20", "2026-11-25")
    (came,) = (e for e in changes if e.what == "finding" and e.about[0] == "party.listed")
    assert (came.was, came.now) == (None, "review")
    assert came.about[-2:] == ("un_sc", "QDi.1")
    assert NEXT in came.says
    assert came.causes == (cause,)


def test_a_party_that_was_taken_off_the_list_is_found_to_be_so(own: Settings) -> None:
    decided(Desk(own, as_of=DAY), own, order(buyer=LISTED))
    publish(own, LATER, NEXT)
    verdict, _ = verdict_change(own, as_of=LATER)
    assert (verdict.was, verdict.now) == ("review", "ask")
    assert [each.input for each in verdict.causes] == ["list un_sc"]


def test_a_history_that_is_gone_is_kept_and_named_as_what_changes_today(
    own: Settings, tmp_path: Path
) -> None:
    past = tmp_path / "past.csv"
    past.write_text(PAST, encoding="utf-8")
    jump = order(
        lines=[{"description": "FPGA", "hs": "8542.31", "quantity": 2000, "unit": "pcs"}]
    )
    settings = replace(own, history=past)
    decided(Desk(settings, as_of=DAY), settings, jump)
    past.unlink()
    (found,) = again(own)
    assert outcomes([found]) == ["same"]
    assert found.today
    gone = [e for e in found.today.changes if e.about and e.about[0] == "history.jump"]
    assert gone
    assert {(e.how, e.causes[0].input, e.causes[0].now) for e in gone} == {
        ("alone", "past orders", "none")
    }


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"require": ("un_sc", "us_csl")}, "require"),
        ({"sensitivity": "strict"}, "sensitivity"),
    ],
)
def test_a_setting_that_was_changed_is_named(
    own: Settings, change: dict[str, Any], name: str
) -> None:
    near = order(buyer="Oriol Fixura")
    wide = replace(own, sensitivity="wide")
    decided(Desk(wide, as_of=DAY), wide, near)
    verdict, _ = verdict_change(replace(wide, **change))
    assert [each.input for each in verdict.causes] == [name]
    assert verdict.how == "alone"


def test_rules_that_were_in_force_then_are_applied_again_and_named_as_the_cause(
    own: Settings,
) -> None:
    shipped = dict(pages.shipped())
    lighter = shipped["embargoes.toml"].replace(b'weight = "hold"', b'weight = "review"')
    now = Desk(own, as_of=DAY)
    old = Pages({**shipped, "embargoes.toml": lighter})
    then = Desk(own, ground=replace(now.ground, rules=old))
    to_iran = order(route=[{"country": "NL"}, {"country": "IR"}])
    assert (then.check(to_iran).verdict, now.check(to_iran).verdict) == ("review", "hold")
    decided(then, own, to_iran)
    verdict, _ = verdict_change(own)
    assert [each.input for each in verdict.causes] == ["rules"]


def test_a_question_is_asked_in_the_words_of_the_rulebook_of_then(own: Settings) -> None:
    shipped = dict(pages.shipped())
    other = shipped["questions.toml"].replace(b'en = "', b'en = "Once: ')
    now = Desk(own, as_of=DAY)
    then = Desk(
        own, ground=replace(now.ground, rules=Pages({**shipped, "questions.toml": other}))
    )
    bare = order()
    asked = [str(each) for each in then.check(bare).asks]
    assert any(each.startswith("Once: ") for each in asked)
    assert not any("Once: " in str(each) for each in now.check(bare).asks)
    assert [str(each) for each in then.check(bare).asks] == asked


def test_an_edition_that_is_gone_is_said_and_nothing_is_decided(own: Settings) -> None:
    decided(Desk(own, as_of=DAY), own, order())
    edition = shelf_of(own).newest("un_sc", DAY)
    assert edition
    shutil.rmtree(shelf_of(own).place(edition))
    (found,) = again(own)
    assert found.as_recorded
    assert found.as_recorded.outcome == "missing"
    assert "is not on the shelf" in found.as_recorded.missing[0]
    assert "list un_sc, edition 2026-11-20" in found.as_recorded.missing[0]
    assert found.today
    assert {each.how for each in found.today.changes} == {"not_known"}


def test_an_edition_that_was_changed_on_the_shelf_is_said(own: Settings) -> None:
    decided(Desk(own, as_of=DAY), own, order())
    (header,) = (own.data / "editions").glob("un_sc/2026*/edition.json")
    plain = json.loads(header.read_text())
    header.write_text(json.dumps({**plain, "gaps": ["entities"]}))
    (found,) = again(own, today=False)
    assert found.as_recorded
    assert "is not what it was when it was decided on" in found.as_recorded.missing[0]


def _forge(settings: Settings, *commands: str) -> None:
    with closing(sqlite3.connect(settings.data / "record" / "record.sqlite")) as connection:
        for each in commands:
            connection.execute(each)
        connection.commit()


def test_a_kept_file_that_was_changed_is_said(own: Settings) -> None:
    decided(Desk(own, as_of=DAY, owners=[OWNERS]), own, order(buyer="Koch BV"))
    _forge(
        own,
        "DROP TRIGGER file_no_update",
        "UPDATE file SET data = CAST('owner,owned,share' AS BLOB)"
        " WHERE CAST(data AS TEXT) LIKE 'owner,%'",
    )
    (found,) = again(own, today=False)
    assert found.as_recorded
    assert found.as_recorded.outcome == "missing"
    assert found.as_recorded.missing[0].startswith("owners owners.csv: ")


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("order", "the order was taken out of the record"),
        ("decision", "part decision: taken out"),
        ("basis", "part basis: taken out"),
    ],
)
def test_a_part_that_was_taken_out_is_said(own: Settings, part: str, says: str) -> None:
    decided(Desk(own, as_of=DAY), own, order())
    _forge(own, "DROP TRIGGER part_no_delete", f"DELETE FROM part WHERE name = '{part}'")  # noqa: S608  # our words
    (found,) = again(own)
    assert found.as_recorded
    assert found.as_recorded.outcome == "missing"
    assert says in found.as_recorded.missing


def test_a_decision_on_past_orders_that_no_file_holds_is_not_made_again(own: Settings) -> None:
    from enduse.desk.past import past_of
    from enduse.places import Places

    past, _ = past_of(("past.csv", PAST.encode()), Places.load())
    assert past
    decided(Desk(own, as_of=DAY, past=past), own, order())
    (found,) = again(own, today=False)
    assert found.as_recorded
    assert "no file holds them" in found.as_recorded.missing[0]


def test_another_version_of_enduse_is_told_from_another_answer(own: Settings) -> None:
    desk = Desk(own, as_of=DAY)
    (decision,) = decided(desk, own, order())
    (given_,) = desk.read(json.dumps(order()).encode(), source="orders.json")
    old = replace(decision, engine=replace(decision.engine, version="0.0.9"))
    other = replace(old, verdict="review")
    book = record.open_record(own)
    ground, files = keep_ground(desk.ground, book.keep)
    rests = record.Rests(ground, files, desk.countries, {})
    book.append([record.draft(given_, d, person="x", rests=rests) for d in (old, other)])
    book.close()
    found = again(own, 2, today=False)
    assert outcomes(found) == ["same_but_version", "differs"]
    last = found[1].as_recorded
    assert last
    places_of = {each.where: (each.recorded, each.now) for each in last.differences}
    assert places_of["/verdict"] == ('"review"', f'"{decision.verdict}"')
    assert set(places_of) == {"/verdict", "/engine/version"}


def test_in_what_another_program_is_another_is_said() -> None:
    was = {**program(), "version": "0.0.9", "tables": {**program()["tables"], "goods": "ab"}}
    found = {each.input: each.was for each in other_program({"program": was})}
    assert found == {"version": "0.0.9", "tables goods": "ab"}
    assert other_program({"program": program()}) == ()


def test_a_whole_record_is_asked_again_in_its_order(own: Settings) -> None:
    desk = Desk(own, as_of=DAY)
    buyers = ("Manisa Beyaz A.S.", LISTED, NEXT)
    made = decided(desk, own, *(order(f"SO-{n}", buyer=buyers[n % 3]) for n in range(100)))
    publish(own, LATER, NEXT)
    made += decided(
        Desk(own, as_of=LATER), own, *(order(f"T-{n}", buyer=NEXT) for n in range(100))
    )
    with reading(own) as book:
        every = [record.Kept(e, book.parts(e.header.number)) for e in book.entries()]
    assert len(every) == 201
    found = again(own, 300, as_of=LATER)
    assert [each.order for each in found] == [each.order for each in made]
    assert outcomes(found) == ["same"] * 200
    moved = [(f.today.was, f.today.verdict) for f in found if f.today and f.today.changes]
    assert (moved.count(("ask", "review")), moved.count(("review", "ask"))) == (33, 33)


def test_without_what_it_was_decided_on_nothing_is_guessed(own: Settings) -> None:
    """As an entry of before the ground was recorded."""
    desk = Desk(own, as_of=DAY)
    (decision,) = decided(desk, own, order())
    (given_,) = desk.read(json.dumps(order()).encode(), source="orders.json")
    book = record.open_record(own)
    rests = record.Rests("0" * 64, (), desk.countries, {})
    made = record.draft(given_, decision, person="x", rests=rests)
    bare = {**made.parts["basis"]}
    del bare["ground"]
    book.append([made, replace(made, parts={**made.parts, "basis": bare})])
    book.close()
    first, second = again(own, 2, today=False)
    assert first.as_recorded
    assert second.as_recorded
    assert "keeps no file 000" in first.as_recorded.missing[0]
    assert "does not say all that it was decided on" in second.as_recorded.missing[0]


# An order is read again as it was, whatever JSON forgets.


@given(st.recursive(json_values, lambda inner: st.lists(inner, max_size=2)).map(json.dumps))
@example('{"id": "a", "name": "x", "zz": 1, "name": "y", "aa": 2, "zz": 3}')
@example('{"name": 5.0, "parties": [{"name": 1e300, "country": 2.50}]}')
@example('{"zz": 1, "aa": 2, "name": "A"}')
@example('{"name": "A\\ud800", "founded": 1.0}')
@example("[]")
@example("")
@example('{"name": ')
def test_an_order_is_read_again_as_it_was(text: str) -> None:
    countries = frozenset({"NL", "DE"})
    for each in read_orders(text.encode(), source="o", countries=countries):
        part = {"label": each.label, **record.source_of(each), **beside(each, countries)}
        back = regiven(value_of(part_of("order", part, where="o")), countries)
        assert (back.label, back.order, back.issues) == (each.label, each.order, each.issues)


# Whatever a desk can be opened on is recorded, and can be told to be the cause.


def _others(ground: Ground) -> dict[str, Ground]:
    """The ground with one input changed, for every input that there is."""
    shelved = ground.lists[0]
    return {
        "moment": replace(ground, moment=ground.moment.replace(year=2027)),
        "lists": replace(ground, lists=(replace(shelved, seen=date(2026, 11, 30)),)),
        "recovered": replace(ground, recovered=Recovered(fault=("a", "b", "c"))),
        "owners": replace(ground, owners=(OWNERS,)),
        "history": replace(ground, history=("past.csv", PAST.encode())),
        "tuned": replace(ground, tuned=b"x"),
        "rulings": replace(ground, rulings=b"x"),
        "rules": replace(ground, rules=Pages({"meta.toml": b"version = 'x'"})),
        "starter": replace(ground, starter=b"x"),
        "past": replace(ground, past=True),
        "policy": replace(ground, policy=b"x"),
        "settled": replace(ground, settled=7),
        **{name: _set(ground, name) for name in SETTINGS},
    }


def _set(ground: Ground, name: str) -> Ground:
    other = {"require": (), "sensitivity": "wide", "regimes": ("US",), "language": "nl"}
    changed: dict[str, Any] = {name: other[name]}
    return replace(ground, settings=replace(ground.settings, **changed))


def _kept(ground: Ground) -> str:
    import hashlib

    keep: Callable[[bytes], str] = lambda data: hashlib.sha256(data).hexdigest()  # noqa: E731
    return keep_ground(ground, keep)[0]


def test_every_input_of_a_desk_is_in_its_ground_and_can_be_blamed(world: Settings) -> None:
    ground = ground_of(world, as_of=DAY)
    others = _others(ground)
    assert set(others) == {f.name for f in fields(Ground)} - {"settings"} | set(SETTINGS)
    assert _kept(ground) == _kept(ground_of(world, as_of=DAY))
    for name, other in others.items():
        (found,) = differing(ground, other)
        assert found.swap(ground, other) == other, name
        assert found.cause.was != found.cause.now, name
        if name != "moment":  # it stands in each decision, so that runs share a ground
            assert _kept(other) != _kept(ground), name


@pytest.mark.parametrize("name", [f.name for f in fields(Shelved)])
def test_all_that_the_shelf_says_of_a_list_is_in_the_ground(world: Settings, name: str) -> None:
    ground = ground_of(world, as_of=DAY)
    (shelved,) = ground.lists
    assert shelved.edition
    changed: dict[str, Any] = {
        "list_id": "uk",
        "edition": replace(shelved.edition, checksum=1),
        "seen": date(2026, 11, 30),
        "note": "a newer one was refused",
        "fault": "cannot be read",
    }
    other = replace(ground, lists=(replace(shelved, **{name: changed[name]}),))
    assert _kept(other) != _kept(ground)


def test_every_setting_is_in_the_ground_or_changes_no_answer() -> None:
    known = {each.name for each in fields(Settings)}
    assert known == {*SETTINGS, *_ELSEWHERE, "history"}
    assert not set(SETTINGS) & _ELSEWHERE


def test_no_decision_and_no_order_is_said_in_words(own: Settings) -> None:
    from enduse.desk.replay import replayed

    decided(Desk(own, as_of=DAY), own, order())
    with pytest.raises(RecordError, match="no decision on an order 'SO-9'"):
        list(replayed(own, ["SO-9"]))


def test_what_a_person_settled_since_is_what_changes_today(own: Settings) -> None:
    then = DAY  # before anybody settled anything
    decided(Desk(own, as_of=then), own, order(buyer=LISTED))
    settle_all(own, "SO-1")
    (found,) = again(own, 20, as_of=datetime.now(UTC).date())
    assert outcomes([found]) == ["same"]
    assert found.today
    lifted = [each for each in found.today.changes if "settlements" in _inputs(each)]
    assert any(each.what == "finding" for each in lifted)


def test_a_decision_is_made_again_on_what_was_settled_then(own: Settings) -> None:
    decided(Desk(own), own, order(buyer=LISTED))
    settle_all(own, "SO-1")
    (second,) = decided(Desk(own), own, order(buyer=LISTED))
    assert second.resolutions
    resolving.withdraw(own, second.resolutions[0], person="A. Smit", note="a mistake")
    found = again(own, 20, as_of=datetime.now(UTC).date(), today=False)
    assert outcomes(found) == ["same", "same"]


@pytest.mark.parametrize(
    ("act", "says"),
    [("settle", "its facts are gone"), ("confirm", "was taken out of the record")],
)
def test_a_settlement_that_was_purged_is_gone_and_enduse_is_no_other_program(
    own: Settings, act: str, says: str
) -> None:
    decided(Desk(own), own, order(buyer=LISTED))
    today = datetime.now(UTC).date()
    said = Said("risk_accepted", "as seen", "A. Smit", until=today + timedelta(1))
    (waits,) = resolving.settle(own, "SO-1", findings=["1"], said=said)
    resolving.confirm(own, [waits.number], person="B. Jansen")
    (made,) = decided(Desk(own), own, order(buyer=LISTED))
    with closing(record.open_record(own)) as book:
        numbers = [each.header.number for each in book.find("act", act)]
        purging.purge(book, numbers, reason="asked to", person="A. Smit")
    (found,) = again(own, max(numbers))
    assert found.as_recorded
    assert found.as_recorded.outcome == "missing"
    assert made.resolutions == (waits.number,)
    (told,) = found.as_recorded.missing
    assert told.startswith(f"settlement, entry {waits.number}: ")
    assert says in told
    assert found.today
    assert {each.how for each in found.today.changes} == {"not_known"}
    assert "another program" not in " ".join(lines(found))


_CHANGE = "UPDATE part SET data = replace(data, {}) WHERE name = '{}'"
ALTERED = {
    "order": _CHANGE.format("'Voorbeeld', 'Vorbeeld'", "order"),
    "basis": _CHANGE.format("'un_sc', 'un_sd'", "basis"),
    "decision": _CHANGE.format("'review', 'note'", "decision"),
    "signature": "UPDATE entry SET signature = zeroblob(64)",
}


@pytest.mark.parametrize("name", ALTERED)
def test_an_entry_that_was_altered_is_never_the_same_and_settles_nothing(
    own: Settings, name: str
) -> None:
    decided(Desk(own), own, order(buyer=LISTED))
    tamper(own, ALTERED[name])
    (found,) = again(own, 20)
    assert outcomes([found]) == ["missing"]
    assert found.as_recorded
    (says,) = found.as_recorded.missing
    assert f"part {name} is not as it was" in says or "its signature is not of" in says
    with pytest.raises(RecordError, match="as it was written"):
        resolving.close(own, "SO-1", "shipped", person="A. Smit")


def tamper(settings: Settings, change: str) -> None:
    """Change the database as one does who has the file and not the key."""
    with closing(sqlite3.connect(home_of(settings) / "record.sqlite")) as database, database:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in found.fetchall():
            database.execute(f"DROP TRIGGER {name}")
        assert database.execute(change).rowcount


def test_what_people_decided_that_is_tampered_with_is_no_other_program_either(
    own: Settings,
) -> None:
    decided(Desk(own), own, order(buyer=LISTED))
    settle_all(own, "SO-1")
    decided(Desk(own), own, order(name="SO-2"))  # that nobody settled anything of
    tamper(own, "UPDATE part SET data = 'x' WHERE name = 'facts'")
    (found,) = again(own, 20)[1:]
    assert found.as_recorded
    assert found.as_recorded.outcome == "missing"
    assert "does not fit its commitment" in found.as_recorded.missing[0]


def test_an_order_that_rests_on_no_settlement_outlives_its_purge(own: Settings) -> None:
    decided(Desk(own), own, order(buyer=LISTED))
    settle_all(own, "SO-1")
    (made,) = decided(Desk(own), own, order(name="SO-2"))
    assert not made.resolutions
    with closing(record.open_record(own)) as book:
        settled = [e.header.number for e in book.find("order", "SO-1")]
        purging.purge(book, settled, reason="asked to", person="A. Smit")
    assert outcomes(again(own, 20)) == ["missing", "same"]


def _inputs(change: Change) -> set[str]:
    return {each.input for each in change.causes}
