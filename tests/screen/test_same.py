"""One party on several lists: what makes two entries one, what keeps them apart."""

import random
import tomllib
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.model.dates import DateSpan
from enduse.model.listing import Entry, Identifier, ListedAddress, ListedName
from enduse.model.same import Party, Ruling, key_of
from enduse.places import Places
from enduse.screen.alike import (
    by_name,
    by_number,
    differ,
    facts_of,
    name_keys,
    number_keys,
)
from enduse.screen.same import parties

PLACES = Places.load()
CASES = tomllib.loads((Path(__file__).parent / "same_cases.toml").read_text())["case"]
DAY = date(2026, 11, 23)


def made(plain: dict[str, Any]) -> Entry:
    names = plain["names"]
    return Entry(
        plain["list"],
        plain["id"],
        plain["kind"],
        tuple(
            ListedName(n, kind="aka" if at else "primary", family_first="," in n)
            for at, n in enumerate(names)
        ),
        addresses=(ListedAddress("", plain["country"]),) if "country" in plain else (),
        birth_dates=tuple(
            DateSpan.of_day(date.fromisoformat(day)) for day in plain.get("born", ())
        ),
        ids=tuple(
            Identifier(scheme, value, label, country or None)
            for scheme, value, label, country in plain.get("ids", ())
        ),
        facts=tuple((label, text) for label, text in plain.get("facts", ())),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
@pytest.mark.parametrize("turned", [False, True])
def test_cases(case: dict[str, Any], turned: bool) -> None:
    two = [made(case["one"]), made(case["other"])]
    found = parties(two[::-1] if turned else two, PLACES)
    assert len(found) == (1 if case["same"] else 2)
    if case["same"]:
        (join,) = found[0].joins
        assert case["because"] in join.because


# Few words, numbers and days, so that much of what is drawn has something in common.
words = st.sampled_from(["elektrokom", "vostok", "zavod", "trading", "ivan", "petrov", "OOO"])
names = st.lists(words, min_size=1, max_size=3).map(" ".join)
numbers = st.builds(
    Identifier,
    st.sampled_from(["inn", "tax", "imo", "passport", "registration"]),
    st.sampled_from(["7701234567", "7707654321", "9715216050"]),
    st.just("No."),
    st.sampled_from([None, "Russia", "Iran"]),
)
days = st.dates(date(1960, 1, 1), date(1960, 1, 2)).map(DateSpan.of_day) | st.just(
    DateSpan.of_years(1960)
)


@st.composite
def many(draw: st.DrawFn) -> list[Entry]:
    return [
        Entry(
            draw(st.sampled_from(["a", "b", "us_csl"])),
            str(number),
            draw(st.sampled_from(["person", "company", "vessel", "unknown"])),
            tuple(ListedName(name) for name in draw(st.lists(names, min_size=1, max_size=2))),
            nationalities=tuple(draw(st.lists(st.just("Russia"), max_size=1))),
            birth_dates=tuple(draw(st.lists(days, max_size=1))),
            ids=tuple(draw(st.lists(numbers, max_size=2))),
        )
        for number in range(draw(st.integers(1, 7)))
    ]


@st.composite
def ruled(draw: st.DrawFn) -> tuple[list[Entry], list[Ruling]]:
    entries = draw(many())
    keys = st.sampled_from([key_of(each) for each in entries])
    pairs = draw(st.lists(st.tuples(keys, keys, st.booleans()), max_size=3))
    said = [Ruling(a, b, same, "why", "A", DAY) for a, b, same in pairs if a != b]
    return entries, said


@given(ruled())
def test_every_entry_is_of_one_party_and_joins_lead_from_each_to_each(
    drawn: tuple[list[Entry], list[Ruling]],
) -> None:
    entries, said = drawn
    found = parties(entries, PLACES, said)
    assert sorted(key_of(e) for p in found for e in p.entries) == sorted(map(key_of, entries))
    for party in found:
        keys = [key_of(each) for each in party.entries]
        assert len(party.joins) == len(keys) - 1
        assert reached(party) == set(keys)


def reached(party: Party) -> set[str]:
    known = {key_of(party.entries[0])}
    for _ in party.joins:
        for join in party.joins:
            if {join.one, join.other} & known:
                known |= {join.one, join.other}
    return known


@given(many())
def test_nothing_that_differs_is_in_one_party_by_whatever_way(entries: list[Entry]) -> None:
    for party in parties(entries, PLACES):
        for one, other in combinations(party.entries, 2):
            assert not differ(facts_of(one, PLACES), facts_of(other, PLACES))


@given(many())
def test_people_are_never_one_by_their_names_alone(entries: list[Entry]) -> None:
    bare = [
        Entry(e.list_id, e.id, "person", e.names, nationalities=e.nationalities)
        for e in entries
    ]
    assert len(parties(bare, PLACES)) == len(bare)


@given(ruled())
def test_what_a_person_told_apart_stays_apart(
    drawn: tuple[list[Entry], list[Ruling]],
) -> None:
    entries, said = drawn
    last = {frozenset((each.one, each.other)): each.same for each in said}
    apart = {pair for pair, same in last.items() if not same}
    for party in parties(entries, PLACES, said):
        keys = [key_of(each) for each in party.entries]
        assert not apart & {frozenset(pair) for pair in combinations(keys, 2)}


@given(many())
def test_the_keys_miss_no_pair_that_comparing_all_would_join(entries: list[Entry]) -> None:
    for one, other in combinations([facts_of(each, PLACES) for each in entries], 2):
        if by_number(one, other):
            assert set(number_keys(one)) & set(number_keys(other))
        if by_name(one, other):
            assert set(name_keys(one)) & set(name_keys(other))


@given(many())
def test_likeness_and_difference_do_not_ask_who_comes_first(entries: list[Entry]) -> None:
    for one, other in combinations([facts_of(each, PLACES) for each in entries], 2):
        assert differ(one, other) == differ(other, one)
        for reason in (by_number, by_name):
            assert (reason(one, other) is None) == (reason(other, one) is None)


@given(ruled(), st.randoms())
def test_in_which_order_the_entries_come_changes_no_group(
    drawn: tuple[list[Entry], list[Ruling]], chance: random.Random
) -> None:
    entries, said = drawn
    mixed = list(entries)
    chance.shuffle(mixed)
    groups = [
        {frozenset(map(key_of, party.entries)) for party in parties(some, PLACES, said)}
        for some in (entries, mixed)
    ]
    assert groups[0] == groups[1]


@given(ruled())
def test_a_word_that_joins_tears_no_party_apart(
    drawn: tuple[list[Entry], list[Ruling]],
) -> None:
    entries, said = drawn
    apart = [each for each in said if not each.same]
    whole = {key_of(e): p for p in parties(entries, PLACES, said) for e in p.entries}
    if {frozenset((r.one, r.other)) for r in said if r.same} & {
        frozenset((r.one, r.other)) for r in apart
    }:
        return  # of two rulings on one pair the last counts
    for party in parties(entries, PLACES, apart):
        assert len({id(whole[key_of(entry)]) for entry in party.entries}) == 1


def test_the_last_word_on_two_entries_counts() -> None:
    two = [Entry("a", n, "company", (ListedName("Elektrokom Vostok"),)) for n in ("1", "2")]
    apart, same = (Ruling("a:1", "a:2", how, "why", "A", DAY) for how in (False, True))
    assert [len(parties(two, PLACES, each)) for each in ([], [apart])] == [1, 2]
    assert len(parties(two, PLACES, [apart, same])) == 1
    assert len(parties(two, PLACES, [same, apart])) == 2


def test_a_person_can_join_what_nothing_else_does() -> None:
    two = [
        Entry("a", "1", "person", (ListedName("Ivan Petrov"),)),
        Entry("b", "2", "person", (ListedName("John Smith"),)),
    ]
    said = Ruling("a:1", "b:2", True, "his new name", "A. Officer", DAY)
    (party,) = parties(two, PLACES, [said])
    assert party.joins[0].because == (
        "A. Officer said on 2026-11-23 that they are one: his new name"
    )
