"""Ownership arithmetic: laws, the regulators' own examples, and a slow reference."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.assess.stakes import Answer, Listed, Rule, Stake, Stakes, decide
from tests.assess import stakes_reference as reference

US = Rule()
EU = Rule(control=True)
UK = Rule(above=True, adds=False, control=True)
RULES = st.sampled_from([US, EU, UK])
NODES = 5


@st.composite
def graphs(draw: st.DrawFn) -> list[Stake]:
    """A few companies that hold each other, circles too, now and then more than the whole."""
    stakes: list[Stake] = []
    for owned in range(NODES):
        left = draw(st.sampled_from([100, 100, 100, 300]))
        for owner in draw(st.lists(st.integers(0, NODES - 1), unique=True, max_size=3)):
            if owner == owned:
                continue
            low = draw(st.sampled_from([x for x in (0, 10, 25, 30, 50, 75) if x <= left]))
            left -= low
            high = draw(st.sampled_from([x for x in (low, 25, 50, 51, 100) if x >= low]))
            control = draw(st.integers(0, 9))
            stakes.append(Stake(owner, owned, low, high, control == 0, control == 1))
    return stakes


Who = dict[int, Listed]
LISTED: st.SearchStrategy[Who] = st.dictionaries(
    st.integers(0, NODES - 1), st.sampled_from(["yes", "maybe", "no"])
)


def answers(stakes: list[Stake], listed: Who, rule: Rule) -> dict[int, Answer]:
    found = decide(Stakes.lay_out(stakes), listed, range(NODES), rule=rule)
    return {node: each.answer for node, each in found.items()}


@given(stakes=graphs(), listed=LISTED, rule=RULES)
def test_the_fast_answer_is_the_slow_one(stakes: list[Stake], listed: Who, rule: Rule) -> None:
    slow = {node: reference.owned(stakes, listed, node, rule) for node in range(NODES)}
    assert answers(stakes, listed, rule) == slow


@given(stakes=graphs(), persons=st.lists(LISTED, max_size=3))
def test_the_fast_answer_is_the_slow_one_where_persons_are_named_in_several_places(
    stakes: list[Stake], persons: list[Who]
) -> None:
    slow = {n: reference.owned(stakes, {}, n, UK, persons=persons) for n in range(NODES)}
    found = decide(Stakes.lay_out(stakes), {}, range(NODES), rule=UK, persons=persons)
    assert {node: each.answer for node, each in found.items()} == slow


@given(stakes=graphs(), data=st.data())
def test_two_listed_who_turn_out_to_be_one_own_no_less(
    stakes: list[Stake], data: st.DataObject
) -> None:
    order = ("no", "undecided", "yes")
    one, other = data.draw(st.permutations(range(NODES)))[:2]
    listed: Who = {one: "yes", other: "yes"}
    apart = answers(stakes, listed, UK)
    found = decide(Stakes.lay_out(stakes), listed, range(NODES), rule=UK, persons=[listed])
    assert all(order.index(found[n].answer) >= order.index(apart[n]) for n in apart)


@given(stakes=graphs(), listed=LISTED, rule=RULES, data=st.data())
def test_narrower_bounds_never_undo_an_answer(
    stakes: list[Stake], listed: Who, rule: Rule, data: st.DataObject
) -> None:
    before = answers(stakes, listed, rule)
    narrowed = []
    for each in stakes:
        spare = 100 - sum(s.low for s in stakes if s.owned == each.owned)
        low = data.draw(st.floats(each.low, min(each.high, each.low + max(0, spare / 4))))
        high = data.draw(st.floats(low, each.high))
        control = each.control or (each.may_control and data.draw(st.booleans()))
        narrowed.append(Stake(each.owner, each.owned, low, high, control))
    after = answers(narrowed, listed, rule)
    assert all(after[n] == said for n, said in before.items() if said != "undecided")


@given(stakes=graphs(), listed=LISTED, rule=RULES, node=st.integers(0, NODES - 1))
def test_one_more_listed_owner_never_makes_a_yes_a_no(
    stakes: list[Stake], listed: Who, rule: Rule, node: int
) -> None:
    order = ("no", "undecided", "yes")
    before = answers(stakes, listed, rule)
    after = answers(stakes, {**listed, node: "yes"}, rule)
    assert all(order.index(after[n]) >= order.index(before[n]) for n in before)


@given(stakes=graphs(), listed=LISTED, rule=RULES, data=st.data())
def test_more_that_a_listed_owner_holds_never_makes_a_yes_a_no(
    stakes: list[Stake], listed: Who, rule: Rule, data: st.DataObject
) -> None:
    order = ("no", "undecided", "yes")
    theirs = [each for each in stakes if listed.get(each.owner) == "yes"]
    if not theirs:
        return
    one = data.draw(st.sampled_from(theirs))
    spare = max(0, 100 - sum(each.low for each in stakes if each.owned == one.owned))
    more = data.draw(st.sampled_from([0, 1, spare / 2, spare]))
    if more > spare:
        return
    high = max(one.high, one.low + more)
    raised = replace(one, low=one.low + more, high=high)
    changed = [raised if each is one else each for each in stakes]
    before, after = answers(stakes, listed, rule), answers(changed, listed, rule)
    # Where stakes are not added, more for one listed owner leaves less that another may hold,
    # so that what was open may become a no.
    open_ = () if rule.adds else ("undecided",)
    assert all(
        order.index(after[n]) >= order.index(said)
        for n, said in before.items()
        if said not in open_
    )


@given(stakes=graphs(), listed=LISTED, rule=RULES, data=st.data())
def test_the_order_of_stakes_changes_nothing(
    stakes: list[Stake], listed: Who, rule: Rule, data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(stakes))
    assert answers(mixed, listed, rule) == answers(stakes, listed, rule)


@given(stakes=graphs(), rule=RULES)
def test_nobody_is_owned_where_nobody_is_listed(stakes: list[Stake], rule: Rule) -> None:
    assert set(answers(stakes, {}, rule).values()) == {"no"}


@pytest.mark.parametrize(
    ("stakes", "us"),
    [
        # OFAC, FAQ 401, example 1: X 50 % of A, A 50 % of B: B too, though 25 % by multiplying.
        ([(0, 1, 50), (1, 2, 50)], {1: "yes", 2: "yes"}),
        # Example 2: X 50 % of A and of B, each 25 % of C.
        ([(0, 1, 50), (0, 2, 50), (1, 3, 25), (2, 3, 25)], {3: "yes"}),
        # A minority holding is none, where the rest is another's.
        ([(0, 1, 49), (4, 1, 51)], {1: "no"}),
        # 25 % of a company that X holds 49 % of counts nothing.
        ([(0, 1, 49), (4, 1, 51), (1, 2, 100)], {2: "no"}),
    ],
)
def test_the_examples_of_the_regulator(
    stakes: list[tuple[int, int, float]], us: dict[int, Answer]
) -> None:
    made = [Stake(owner, owned, share, share) for owner, owned, share in stakes]
    found = answers(made, {0: "yes"}, US)
    assert {node: found[node] for node in us} == us


def test_half_is_enough_in_the_us_and_the_eu_and_not_in_the_uk() -> None:
    half = [Stake(0, 1, 50, 50), Stake(4, 1, 50, 50)]
    assert [answers(half, {0: "yes"}, rule)[1] for rule in (US, EU, UK)] == ["yes", "yes", "no"]


def test_stakes_of_two_listed_persons_are_added_in_the_us_and_the_eu_and_not_in_the_uk() -> (
    None
):
    two = [Stake(0, 1, 30, 30), Stake(2, 1, 25, 25), Stake(4, 1, 45, 45)]
    listed: Who = {0: "yes", 2: "yes"}
    assert [answers(two, listed, rule)[1] for rule in (US, EU, UK)] == ["yes", "yes", "no"]


def test_control_counts_in_the_eu_and_the_uk_and_not_in_the_us() -> None:
    held = [Stake(0, 1, 10, 10, control=True), Stake(4, 1, 90, 90)]
    assert [answers(held, {0: "yes"}, rule)[1] for rule in (US, EU, UK)] == ["no", "yes", "yes"]


def test_control_that_is_not_sure_leaves_it_open_where_control_counts() -> None:
    held = [Stake(0, 1, 10, 10, may_control=True), Stake(4, 1, 90, 90)]
    found = [answers(held, {0: "yes"}, rule)[1] for rule in (US, EU, UK)]
    assert found == ["no", "undecided", "undecided"]
    assert answers(held, {4: "yes"}, UK)[1] == "yes"
    assert answers(held, {}, UK)[1] == "no"


def test_stakes_over_the_whole_decide_nothing_but_a_yes() -> None:
    over = [Stake(0, 1, 30, 30), Stake(4, 1, 120, 120)]
    assert [answers(over, {0: "yes"}, rule)[1] for rule in (US, EU, UK)] == ["undecided"] * 3
    assert answers(over, {}, US)[1] == "no"
    surely = [Stake(0, 1, 60, 60), Stake(4, 1, 90, 90)]
    assert answers(surely, {0: "yes"}, UK)[1] == "yes"
    one_owner = [Stake(4, 1, 80, 80), Stake(4, 1, 70, 70), Stake(0, 1, 10, 10)]
    assert answers(one_owner, {0: "yes"}, US)[1] == "undecided"


def test_a_circle_owns_nobody_by_itself() -> None:
    ring = [Stake(1, 2, 100, 100), Stake(2, 1, 100, 100), Stake(0, 3, 100, 100)]
    assert answers(ring, {0: "yes"}, US)[1] == "no"


def test_what_nobody_is_named_for_keeps_it_open() -> None:
    part = [Stake(0, 1, 30, 30)]
    assert answers(part, {0: "yes"}, US)[1] == "undecided"
    assert answers([*part, Stake(4, 1, 60, 60)], {0: "yes"}, US)[1] == "no"
    # One person alone cannot hold more than is said of him.
    assert answers(part, {0: "yes"}, UK)[1] == "no"


class Counted(dict[int, Sequence[Stake]]):
    """Stakes by owner that count how often they are asked for."""

    asked = 0

    def get(self, key: int, default: Any = None) -> Any:
        self.asked += 1
        return super().get(key, default)


@pytest.mark.parametrize(
    ("each", "theirs"),
    [
        ((60, 60), (0.05, 0.05)),  # small stakes in the company on top
        ((60, 60), (0, 100)),  # stakes that nobody knows
        ((0, 100), (0, 100)),  # nothing is known of anybody
        ((51, 100), (49, 49)),  # a share in every part of the chain
    ],
)
@pytest.mark.parametrize("apart", [0, 10])
def test_many_listed_persons_are_followed_together_and_not_each_anew(
    each: tuple[float, float], theirs: tuple[float, float], apart: int
) -> None:
    persons, companies = 500, 5_001
    chain = [Stake(n - 1, n, *each) for n in range(1, companies)]
    held = [Stake(companies + p, p * apart, *theirs) for p in range(persons)]
    laid = Stakes.lay_out([*chain, *held])
    by = Counted(laid.by)
    listed: Who = {companies + p: "yes" for p in range(persons)}
    decide(Stakes(laid.of, by, laid.low), listed, range(companies), rule=UK)
    assert by.asked <= 3 * (companies + persons)


def test_a_hundred_thousand_companies_are_decided_at_once() -> None:
    many = 100_000
    chain = [Stake(n, n + 1, 60, 60) for n in range(many)]
    star = [Stake(n, many + 5, 0.0005, 0.0005) for n in range(many)]
    start = time.process_time()
    found = decide(Stakes.lay_out([*chain, *star]), {0: "yes"}, [many, many + 5], rule=US)
    assert [found[many].answer, found[many + 5].answer] == ["yes", "yes"]
    assert time.process_time() - start < 20
