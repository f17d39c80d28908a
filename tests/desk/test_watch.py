"""The watch: what the difference of two editions means for whoever is watched."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from enduse.desk import record, watch, watch_partners
from enduse.desk.addresses import build_address_index
from enduse.desk.desk import Desk
from enduse.desk.imports import shelve
from enduse.desk.indexes import build_index
from enduse.desk.sources import Effects
from enduse.desk.tuned import thresholds_of
from enduse.desk.watch_chunks import SIZES, chunks_of
from enduse.desk.watch_known import known_in, party_of
from enduse.errors import OrderError, RecordError
from enduse.intake.order import read_order
from enduse.model.hit import Hit
from enduse.model.listing import Entry, Identifier, ListedAddress, ListedName, Reading
from enduse.model.record import Draft
from enduse.model.watch import Event, Watched
from enduse.places import Places
from enduse.screen.screen import Screener
from enduse.screen.source import Source
from enduse.settings import Settings

LIST = "us_ofac_sdn"
ONE, TWO, THREE = date(2026, 7, 29), date(2026, 7, 30), date(2026, 7, 31)
WORDS = (
    "orion",
    "orionn",
    "falcon",
    "vostok",
    "wostok",
    "elektro",
    "trading",
    "marine",
    "delta",
)
PLACES = Places.load()
COUNTRIES = frozenset(PLACES.countries)


def entry(number: str, *names: str, **more: object) -> Entry:
    listed = tuple(
        ListedName(name, "aka" if at else "primary") for at, name in enumerate(names)
    )
    plain = Entry(LIST, number, "company", listed, programmes=("RUSSIA-EO14024",))
    return replace(plain, **more)  # type: ignore[arg-type]


def put(settings: Settings, day: date, entries: Iterable[Entry]) -> None:
    """An edition of a day, as if it had been imported."""
    reading = Reading(tuple(entries), published=day)
    shelve(settings, LIST, {"list.txt": repr(reading).encode()}, reading=reading, day=day)


def partners(
    settings: Settings, day: date, *parties: dict[str, object], full: bool = False
) -> None:
    lines = "\n".join(json.dumps({"id": f"P{n}", **each}) for n, each in enumerate(parties))
    watch_partners.add(settings, {"p.jsonl": lines.encode()}, as_of=day, full=full)


def run(settings: Settings, day: date, *, settle: bool = True) -> Watched:
    with watch.watch(settings, as_of=day) as found:
        if settle:
            found.settle()
        return found.watched


def told(events: Iterable[Event]) -> set[tuple[str, str, str | None]]:
    return {(each.holder, each.by.entry, each.hit) for each in events}


names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
numbers = st.sampled_from(["7701234567", "7707654321"])
streets = st.sampled_from(
    ["12 Lenina Street, Moscow", "14 Lenina Street, Moscow", "3 Vostok Lane, Baku"]
)
listed = st.builds(
    lambda name, other, ids, where: entry(
        "0",
        name,
        other,
        ids=tuple(Identifier("inn", each, "INN") for each in ids),
        addresses=tuple(ListedAddress(each, "Russia") for each in where),
    ),
    names,
    names,
    st.lists(numbers, max_size=1),
    st.lists(streets, max_size=1),
)
editions = st.dictionaries(st.sampled_from("abcdefg"), listed, max_size=5).map(
    lambda some: [replace(each, id=key) for key, each in some.items()]
)
asked = st.builds(
    lambda name, country, vat, where: {
        "name": name,
        **({"country": country} if country else {}),
        **({"ids": {"vat": vat}} if vat else {}),
        **({"address": where} if where else {}),
    },
    names,
    st.sampled_from([None, "RU", "DE"]),
    st.none() | numbers,
    st.none() | streets,
)


@examples(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(old=editions, new=editions, parties=st.lists(asked, min_size=1, max_size=6))
def test_the_watch_finds_what_both_editions_in_full_would_tell_apart(
    tmp_path_factory: pytest.TempPathFactory,
    old: list[Entry],
    new: list[Entry],
    parties: list[dict[str, object]],
) -> None:
    settings = Settings(tmp_path_factory.mktemp("watch"))
    put(settings, ONE, old)
    put(settings, TWO, new)
    partners(settings, ONE, *parties)
    found = run(settings, TWO)
    assert not found.faults
    expected = set()
    for number, plain in enumerate(parties):
        before, after = (in_full(settings, some, plain) for some in (old, new))
        kept = {e.id: e for e in old}, {e.id: e for e in new}
        for key in before.keys() | after.keys():
            if kept[0].get(key) == kept[1].get(key):
                if isinstance(before.get(key), Hit) or isinstance(after.get(key), Hit):
                    assert same(before.get(key)) == same(after.get(key))
                continue  # addresses: how rare words are follows from the list
            how = "new" if key not in before else "gone" if key not in after else "changed"
            expected.add((f"P{number}", key, how))
    assert told(found.events) == expected


def in_full(
    settings: Settings, entries: list[Entry], plain: Mapping[str, object]
) -> dict[str, object]:
    """The slow way: everything that a whole edition has for a party, by entry."""
    source = Source(
        LIST,
        entries,
        build_index(entries),
        Effects(TWO).of,
        lambda: build_address_index(entries),
    )
    screener = Screener([source], PLACES, floor=thresholds_of(settings, None).hit)
    order = read_order(plain, label="x", countries=COUNTRIES).order
    assert order is not None
    screening = screener.screen(order)
    found: dict[str, object] = {each.entry.id: each for each in screening.addresses}
    return found | {each.entry.id: each for each in screening.hits}


def same(found: object) -> object:
    """A hit without what follows from the other hits beside it."""
    return replace(found, party="", joins=()) if isinstance(found, Hit) else found


@given(plain=asked)
def test_facts_read_back_are_the_party(plain: dict[str, object]) -> None:
    order = read_order(plain, label="party", countries=COUNTRIES).order
    assert order is not None
    (known,) = known_in(order)
    assert party_of(known.facts, COUNTRIES).parties == order.parties


@given(last=st.integers(0, 3 * SIZES[0]))
def test_every_number_is_in_one_chunk(last: int) -> None:
    found = list(chunks_of(last, Path(), "x"))
    assert [each.first for each in found] == [1, *(each.last for each in found)][: len(found)]
    assert (found[-1].last if found else 1) == last + 1
    fewest = [one // other for one, other in pairwise(SIZES)]
    assert len(found) <= last // SIZES[0] + sum(fewest) + 1


ORDER = {
    "id": "SO-1",
    "parties": [
        {"role": "seller", "name": "Voorbeeld Electronics B.V.", "country": "NL"},
        {
            "role": "buyer",
            "name": "Ararat Test Trading LLC",
            "country": "AM",
            "owners": [{"name": "Quibblewick Zorath Holding", "share": 60}],
        },
    ],
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path, require=(LIST,))
    put(made, ONE, [entry("1", "Nobody In Particular Ltd")])
    return made


def recorded(settings: Settings, *orders: object, day: date = ONE) -> None:
    desk = Desk(settings, as_of=day)
    lines = "\n".join(json.dumps(each) for each in orders).encode()
    with record.recorder(desk, settings, person="A. Smit") as decide:
        list(decide(desk.read(lines, source="x")))


def test_a_listed_owner_makes_the_order_worse_and_goes_again(settings: Settings) -> None:
    recorded(settings, ORDER)
    assert run(settings, ONE).events == ()
    put(
        settings,
        TWO,
        [entry("1", "Nobody In Particular Ltd"), entry("2", "Quibblewick Zorath Holding")],
    )
    (event,) = run(settings, TWO).events
    assert (event.holder, event.subject, event.recorded) == ("SO-1", "parties/1/owners/0", 2)
    assert (event.hit, event.direction, event.weight) == ("new", "worse", "hold")
    assert (event.verdict_before, event.verdict_after) == ("no_finding", "hold")
    assert (event.by.entry, event.by.change, event.by.fields) == ("2", "added", ())
    assert run(settings, TWO).events == ()
    put(settings, THREE, [entry("1", "Nobody In Particular Ltd")])
    (event,) = run(settings, THREE).events
    assert (event.hit, event.direction) == ("gone", "lifted")
    assert (event.verdict_before, event.verdict_after) == ("hold", "no_finding")


def test_an_entry_that_changes_says_field_by_field(settings: Settings) -> None:
    listed = entry("2", "Quibblewick Zorath Holding")
    put(settings, TWO, [listed])
    recorded(settings, ORDER, day=TWO)
    put(settings, THREE, [replace(listed, remarks=("a remark",))])
    (event,) = run(settings, THREE).events
    assert (event.hit, event.direction, event.by.change) == ("changed", "other", "changed")
    assert event.by.fields == (("remarks", [], ["a remark"]),)


def test_orders_are_watched_from_the_edition_that_each_was_decided_on(
    settings: Settings,
) -> None:
    put(settings, TWO, [entry("2", "Quibblewick Zorath Holding")])
    recorded(settings, ORDER, day=ONE)
    recorded(settings, {**ORDER, "id": "SO-2"}, day=TWO)
    assert {each.holder for each in run(settings, THREE).events} == {"SO-1"}


def test_an_order_that_was_closed_is_watched_no_longer(settings: Settings) -> None:
    recorded(settings, ORDER)
    run(settings, ONE)
    book = record.open_record(settings)
    book.append([Draft("resolution", {"resolution": {}}, labels={"closes": "SO-1"})])
    book.close()
    put(settings, TWO, [entry("2", "Quibblewick Zorath Holding")])
    found = run(settings, TWO)
    assert (found.orders, found.events) == (0, ())


def test_what_was_not_settled_is_told_again_with_the_same_ids(settings: Settings) -> None:
    recorded(settings, ORDER)
    put(settings, TWO, [entry("2", "Quibblewick Zorath Holding")])
    first = run(settings, TWO, settle=False).events
    again = run(settings, TWO, settle=False).events
    assert first == again
    assert len({each.id for each in first}) == len(first) == 1


def test_a_stale_list_is_compared_said_and_not_taken_for_watched(settings: Settings) -> None:
    recorded(settings, ORDER)
    put(settings, TWO, [entry("2", "Quibblewick Zorath Holding")])
    late = TWO + timedelta(days=90)
    for _ in range(2):
        found = run(settings, late)
        assert found.faults
        assert "stale" in found.faults[0]
        assert [each.hit for each in found.events] == ["new"]


def test_a_list_that_is_gone_is_a_fault(settings: Settings) -> None:
    recorded(settings, ORDER)
    run(settings, ONE)
    home = settings.data / "editions" / LIST
    home.rename(settings.data / "elsewhere")
    found = run(settings, TWO)
    assert [each.split()[0] for each in found.faults] == [f"lists/{LIST}"]


def test_an_edition_that_is_gone_has_all_of_the_list_count_as_new(settings: Settings) -> None:
    recorded(settings, ORDER)
    run(settings, ONE)
    home = settings.data / "editions" / LIST
    (old,) = (each for each in home.iterdir() if each.name.startswith(str(ONE)))
    put(settings, TWO, [entry("2", "Quibblewick Zorath Holding")])
    old.rename(settings.data / "elsewhere")
    found = run(settings, TWO)
    assert [each.hit for each in found.events] == ["new"]
    assert "no longer on the shelf" in found.notes[0]


def test_an_older_record_is_refused(settings: Settings) -> None:
    recorded(settings, ORDER)
    run(settings, ONE)
    home = settings.data / "record"
    home.rename(settings.data / "gone")
    with pytest.raises(RecordError, match="is gone"):
        run(settings, ONE)
    recorded(settings, {**ORDER, "id": "other"})
    with pytest.raises(RecordError, match="as the watch read it"):
        run(settings, ONE)


def test_a_loss_that_was_owned_to_has_orders_read_again_and_partners_stay(
    settings: Settings,
) -> None:
    watch_partners.add(settings, {"c.csv": b"id,name\n7,Grue Wumpus\n"}, as_of=ONE, full=False)
    recorded(settings, ORDER)
    home = settings.data / "record" / "record.sqlite"
    old = home.read_bytes()
    recorded(settings, {**ORDER, "id": "SO-2"})
    run(settings, ONE)
    home.write_bytes(old)
    with pytest.raises(RecordError, match="an older copy was put back"):
        run(settings, ONE)
    record.own_loss(settings, reason="disk failed", person="A. Officer")
    recorded(settings, {**ORDER, "id": "SO-3"})
    found = run(settings, ONE)
    assert (found.orders, found.partners) == (2, 1)
    put(settings, TWO, [entry("2", "Quibblewick Zorath Holding")])
    assert {each.holder for each in run(settings, TWO).events} == {"SO-1", "SO-3"}


def test_an_order_without_an_id_takes_no_others_place(settings: Settings) -> None:
    """Both are called by the same file; each is watched until it is closed itself."""
    recorded(settings, {"name": "Quibblewick Zorath Holding"})
    recorded(settings, {"name": "Xyzzarion Plover"})
    recorded(settings, {"name": "Xyzzarion Plover"})
    assert run(settings, ONE).orders == 2
    book = record.open_record(settings)
    (label,) = {json.loads(book.parts(n)["order"].data)["label"] for n in (2, 3, 4)}
    labels = {"order": label, "closes": label}
    parts = {"resolution": {"act": "close", "decision": 4}}
    book.append([Draft("resolution", parts, labels=labels)])
    book.close()
    put(settings, TWO, [entry("2", "Quibblewick Zorath Holding")])
    found = run(settings, TWO)
    assert (found.orders, len(found.events)) == (1, 1)


def test_who_was_forgotten_leaves_no_trace(settings: Settings) -> None:
    recorded(
        settings,
        ORDER,
        {**ORDER, "id": "SO-2", "parties": [{"role": "buyer", "name": "Xyzzarion Plover"}]},
    )
    run(settings, ONE)
    assert traces(settings, b"xyzzarion")
    assert traces(settings, b"quibblewick")
    watch.forget(settings, [3])
    assert not traces(settings, b"xyzzarion")
    run(settings, ONE)
    assert not traces(settings, b"xyzzarion")
    assert traces(settings, b"quibblewick")


def test_who_was_forgotten_before_a_run_broke_off_leaves_no_trace(settings: Settings) -> None:
    """Killed after the store was written and before the words that were laid out went."""
    recorded(settings, {"id": "SO-9", "parties": [{"role": "buyer", "name": "Xyzzarion Co"}]})
    run(settings, ONE)
    half = settings.data / "watch" / "chunks" / ".half-made"
    half.mkdir()
    (half / "words").write_bytes(b"xyzzarion")
    with watch.alone(settings) as store, store.changing():
        store.drop("order", ["SO-9"])
    assert len(traces(settings, b"xyzzarion")) > 1
    watch.forget(settings, [2])
    assert not traces(settings, b"xyzzarion")


def traces(settings: Settings, word: bytes) -> list[Path]:
    paths = (path for path in (settings.data / "watch").rglob("*") if path.is_file())
    return [path for path in paths if word in path.read_bytes().lower()]


def test_partners_count_from_now_on_unless_in_full(settings: Settings) -> None:
    put(settings, TWO, [entry("2", "Quibblewick Zorath Holding")])
    party: dict[str, object] = {"name": "Quibblewick Zorath Holding", "country": "AM"}
    partners(settings, TWO, party)
    assert run(settings, TWO).events == ()
    partners(settings, TWO, {**party, "country": "GE"}, full=True)
    (event,) = run(settings, TWO).events
    assert (event.kind, event.holder, event.hit, event.weight) == (
        "partner",
        "P0",
        "new",
        "hold",
    )


def test_partners_with_the_same_facts_are_left_as_they_were(settings: Settings) -> None:
    body = {"p.csv": b"id,name\n7,Orion Ltd\n8,Falcon Ltd\n"}
    first = watch_partners.add(settings, body, as_of=ONE, full=False)
    again = watch_partners.add(settings, body, as_of=ONE, full=False)
    assert ((first.added, first.same), (again.added, again.same)) == ((2, 0), (0, 2))
    watch_partners.drop(settings, ["7"])
    with pytest.raises(OrderError, match="no partner that is watched"):
        watch_partners.drop(settings, ["8", "7"])
    assert run(settings, ONE).partners == 1


def test_a_private_entry_that_expires_is_lifted_though_no_file_changed(tmp_path: Path) -> None:
    from enduse.desk.imports import import_list

    settings = Settings(tmp_path)
    rows = b"id,kind,name,expires\n1,company,Quibblewick Zorath Holding,2026-07-30\n"
    import_list(settings, "own_list", {"own.csv": rows}, published=ONE)
    partners(settings, ONE, {"name": "Quibblewick Zorath Holding"}, full=True)
    assert [each.hit for each in run(settings, ONE).events] == ["new"]
    assert [each.hit for each in run(settings, TWO + timedelta(days=3)).events] == ["gone"]
