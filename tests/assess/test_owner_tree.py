"""Owners in places of an order as nodes: who is the same one, and what the places come to."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.assess.checks.owner_tree import tree_of
from enduse.assess.checks.same_owner import one_by_one
from enduse.assess.stakes import Listed, Rule, Stake, Stakes, decide
from enduse.model.order import Kind, Owner, Party
from tests.assess import stakes_reference as reference
from tests.assess.test_stakes import LISTED, RULES, Who, graphs

DEEPEST = 6


def name(node: int) -> str:
    return f"Company {node}"


@st.composite
def written_out(draw: st.DrawFn, stakes: list[Stake]) -> Party:
    """Owners of company 0 as an order may nest them.

    Each company's owners are written out where it first stands, and now and then again; its
    name is written as people write, and the party may stand among its own owners.
    """
    told: set[int] = set()

    def owners(node: int, depth: int) -> tuple[Owner, ...]:
        if depth and node in told and (depth > DEEPEST or draw(st.booleans())):
            return ()
        told.add(node)
        return tuple(
            Owner(
                draw(st.sampled_from([name(each.owner), name(each.owner).upper()])),
                share=(each.low, each.high),
                control=True if each.control else "perhaps" if each.may_control else None,
                owners=owners(each.owner, depth + 1),
            )
            for each in stakes
            if each.owned == node
        )

    return Party("buyer", name(0), owners=owners(0, 0))


@given(stakes=graphs(), listed=LISTED, rule=RULES, data=st.data())
def test_owners_written_out_in_any_way_decide_as_the_holdings_do(
    stakes: list[Stake], listed: Who, rule: Rule, data: st.DataObject
) -> None:
    tree = tree_of("parties/0", data.draw(written_out(stakes)))
    node_of: dict[str, int] = {name(0): 0}
    for node, owner in enumerate(tree.owners):
        if owner is not None and owner.name:
            node_of[owner.name.capitalize()] = node
    said: dict[int, Listed] = {
        node_of[name(at)]: each for at, each in listed.items() if name(at) in node_of
    }
    found = decide(Stakes.lay_out(tree.stakes), said, [0], rule=rule)
    assert found[0].answer == reference.owned(stakes, listed, 0, rule)


PEOPLE = st.lists(
    st.builds(
        Owner,
        st.sampled_from([None, "K", "k", "K  ", "L"]),
        st.sampled_from([None, "CY", "RU"]),
        kind=st.sampled_from(["unknown", "person", "company"]),
        ids=st.sampled_from([(), (("lei", "A"),), (("lei", "B"),), (("tax", "1234567"),)]),
    ),
    max_size=7,
)


@given(people=PEOPLE, data=st.data())
def test_who_is_one_does_not_hang_on_who_comes_first(
    people: list[Owner], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(people))))
    here, there = one_by_one(people), one_by_one([people[at] for at in order])
    for one, at in enumerate(order):
        for other, and_at in enumerate(order):
            assert (there[one] == there[other]) == (here[at] == here[and_at])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"name": "K Ltd"}, {"name": "K  LTD"}, True),
        ({"name": "K Ltd"}, {"name": "K Ltd."}, True),
        ({"name": "K-Line B.V."}, {"name": "K LINE, BV"}, True),
        ({"name": "K\u00e4se"}, {"name": "Ka\u0308se\u200b"}, True),
        ({"name": "\uff2b Ltd"}, {"name": "K Ltd"}, True),
        ({"name": "K & Q"}, {"name": "K Q"}, False),
        ({"name": "-"}, {"name": "-"}, False),
        ({"name": "K Ltd"}, {"name": "K"}, False),
        ({"name": "K", "country": "CY"}, {"name": "K"}, True),
        ({"name": "K", "country": "CY"}, {"name": "K", "country": "RU"}, False),
        ({"name": "K", "kind": "person"}, {"name": "K", "kind": "company"}, False),
        ({"name": "K", "kind": "person"}, {"name": "K"}, True),
        ({"name": "K", "ids": (("lei", "A"),)}, {"name": "Q", "ids": (("lei", "a"),)}, True),
        ({"name": "K", "ids": (("lei", "A"),)}, {"name": "K", "ids": (("lei", "B"),)}, False),
        ({"name": "K", "ids": (("lei", "A"),)}, {"name": "K"}, True),
        ({"name": "K", "ids": (("vat", "1234567"),)},
         {"name": "Q", "ids": (("vat", "1234567"),)}, True),
        ({"name": "K", "ids": (("vat", "12345"),)},
         {"name": "Q", "ids": (("vat", "12345"),)}, False),
        ({"name": "K", "country": "CY", "ids": (("vat", "1234567"),)},
         {"name": "Q", "country": "RU", "ids": (("vat", "1234567"),)}, False),
        ({"name": "K", "ids": (("colour", "A"),)}, {"name": "Q", "ids": (("colour", "A"),)},
         False),
        ({"name": None}, {"name": None}, False),
    ],
)  # fmt: skip
def test_two_are_one_by_a_number_or_else_by_name(
    one: dict[str, Any], other: dict[str, Any], *, same: bool
) -> None:
    first, second = one_by_one([Owner(**one), Owner(**other)])
    assert (first == second) == same


def only_stake(*owners: Owner, kind: Kind = "company") -> Stake:
    tree = tree_of("parties/0", Party("buyer", "P", kind, owners=owners))
    (stake,) = (each for each in tree.stakes if each.owned == 1)
    return stake


def test_places_that_agree_narrow_each_other() -> None:
    banded = Owner("H", owners=(Owner("K", share=(25, 50)),))
    known = Owner("h", owners=(Owner("k", share=(40, 75)),))
    stake = only_stake(banded, known)
    assert (stake.low, stake.high) == (40, 50)


def test_where_places_differ_either_may_be_right() -> None:
    stake = only_stake(
        Owner("H", owners=(Owner("K", share=(30, 30)),)),
        Owner("H", owners=(Owner("K", share=(45, 45)),)),
    )
    assert (stake.low, stake.high) == (30, 45)


def test_the_same_stake_in_two_places_is_one_and_twice_in_one_place_may_be_two() -> None:
    row = Owner("K", share=(30, 30))
    apart = tree_of("p", Party("buyer", "P", owners=(
        Owner("H", share=(40, 40), owners=(row,)),
        Owner("G", share=(60, 60), owners=(Owner("H", owners=(row,)),)),
    )))  # fmt: skip
    assert Stake(2, 1, 30, 30) in apart.stakes
    assert apart.repeats == {}
    twice = tree_of("p", Party("buyer", "P", owners=(row, row)))
    assert twice.stakes == (Stake(1, 0, 30, 60),)
    assert twice.repeats == {(1, 0): 1}


def test_a_chain_of_any_length_is_laid_out() -> None:
    owner = Owner("top", share=(60, 60))
    for number in range(3_000):
        owner = Owner(f"Company {number}", share=(60, 60), owners=(owner,))
    tree = tree_of("p", Party("buyer", "P", owners=(owner,)))
    said: Who = {len(tree.owners) - 1: "yes"}
    assert decide(Stakes.lay_out(tree.stakes), said, [0], rule=Rule())[0].answer == "yes"
