"""Who is drawn of the owners of a party, and that no listed one is lost on the way."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.assess.case import make_case
from enduse.assess.chart import chart_of
from enduse.assess.chart_choice import MOST
from enduse.assess.regimes import apply_regimes
from enduse.model.chart import Chart, Reach, Ruled
from enduse.model.finding import Basis
from enduse.model.hit import Effect, Hit, Screening
from enduse.model.listing import Entry, ListedName
from enduse.model.wire import one_line
from tests.assess.test_orders import PLACES, TABLES, findings_of, order_of

DAY = date(2026, 11, 23)
J = "J. Example"
LISTED = ("K", "L", "M")


def named(path: str, owners: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for number, owner in enumerate(owners):
        place = f"{path}/owners/{number}"
        yield place, owner["name"]
        yield from named(place, owner.get("owners", []))


def screened(owners: list[dict[str, Any]], regime: str, sure: bool) -> Screening:
    effect = Effect(
        "hold", "asset freeze", "Frozen.", regime, (Basis("made up", DAY, "primary"),)
    )
    hits = tuple(
        Hit(path, name, Entry("list", name, "company", ()), ListedName(name), 0.5, (),
            "a number" if sure else None, f"{name} is listed.", effect)
        for path, name in named("parties/0", owners)
        if name.split()[0] in LISTED
    )  # fmt: skip
    return Screening(hits, ("parties/0",))


def buyer(owners: list[dict[str, Any]], regime: str) -> dict[str, Any]:
    party = {"role": "buyer", "name": "Koch BV", "country": "AE", "owners": owners}
    return {"id": "A-1", "regimes": [regime], "parties": [party]}


def chart(
    owners: list[dict[str, Any]], regime: str = "US", day: date = DAY, *, sure: bool = True
) -> Chart:
    order = order_of(buyer(owners, regime))
    regimes, _ = apply_regimes(order, TABLES.rules, PLACES)
    found = screened(owners, regime, sure)
    case = make_case(order, found, regimes=regimes, tables=TABLES, as_of=day)
    made = chart_of(case, "parties/0")
    assert made is not None
    return made


def ruled(made: Chart) -> Ruled:
    (one,) = (rule for rule in made.rules if rule.reaches)
    return one


def reach(made: Chart, name: str) -> Reach:
    (number,) = (box.number for box in made.boxes if box.name == name)
    return next(each for each in ruled(made).reaches if each.box == number)


def holder(name: str, share: object, *owners: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "share": share, "owners": list(owners)}


CHAIN = [holder("First", 100, holder("Second", 60, holder("K", 51), holder(J, 49)))]


def test_a_party_without_owners_has_no_picture() -> None:
    order = order_of(buyer([], "US"))
    regimes, _ = apply_regimes(order, TABLES.rules, PLACES)
    case = make_case(order, Screening(), regimes=regimes, tables=TABLES, as_of=DAY)
    assert chart_of(case, "parties/0") is None


def test_a_rule_bites_first_at_the_company_nearest_to_the_listed_owner() -> None:
    made = chart(CHAIN)
    found = [(reach(made, n).answer, reach(made, n).level) for n in ("Second", "First")]
    assert found == [("yes", 1), ("yes", 2)]
    assert (reach(made, "Koch BV").answer, reach(made, "Koch BV").level) == ("yes", 3)
    assert ruled(made).first == next(b.number for b in made.boxes if b.name == "Second")


def test_where_nothing_is_decided_the_first_is_where_it_stays_open() -> None:
    made = chart([holder("First", 100, holder("K", [25, 50]), holder(J, 50))])
    assert reach(made, "First").answer == "undecided"
    assert made.boxes[ruled(made).first or 0].name == "First"


def test_below_the_share_of_a_rule_it_has_no_level_and_no_first() -> None:
    made = chart([holder("First", 100, holder("K", 49), holder(J, 51))])
    assert [(r.answer, r.level) for r in ruled(made).reaches] == [("no", None)] * 2
    assert ruled(made).first is None


def test_before_a_rule_is_in_force_it_is_not_in_the_picture() -> None:
    names = {rule.name for rule in chart(CHAIN, day=date(2014, 8, 12)).rules}
    assert "OFAC" not in names
    assert "OFAC" in {rule.name for rule in chart(CHAIN, day=date(2014, 8, 13)).rules}


def test_a_rule_under_which_nobody_counts_reaches_nothing_and_is_still_named() -> None:
    made = chart(CHAIN, "US")
    assert {rule.name: bool(rule.reaches) for rule in made.rules}["EU"] is False


def test_other_owners_of_a_company_on_the_way_are_one_box_with_their_share() -> None:
    made = chart([holder("K", 10), *(holder(f"Owner {n}", 2) for n in range(39))])
    (folded,) = (box for box in made.boxes if box.stands_for)
    assert (folded.stands_for, folded.hides_listed) == (39, False)
    (arrow,) = (a for a in made.arrows if a.owner == folded.number)
    assert (arrow.low, arrow.high) == (78, 78)
    (rest,) = (box for box in made.boxes if box.unnamed)
    (arrow,) = (a for a in made.arrows if a.owner == rest.number)
    assert (arrow.low, arrow.high) == (12, 12)
    assert "Who holds 12 % of the buyer Koch BV is not known." in made.unknown


def test_a_single_other_owner_is_drawn_himself() -> None:
    made = chart([holder("K", 10), holder(J, 90)])
    assert [box.name for box in made.boxes] == ["Koch BV", "K", J]


def test_listed_owners_without_room_are_named_and_the_box_says_that_it_hides_them() -> None:
    made = chart([holder(f"Holding {n}", 3, holder(f"K {n}", 50), holder(f"L {n}", 50))
                  for n in range(20)])  # fmt: skip
    assert sum(bool(box.marks) for box in made.boxes) > 0
    assert any(box.hides_listed for box in made.boxes)
    assert any("K 19 is listed (list K 19) and is not drawn." in each for each in made.left_out)


def test_a_box_of_others_says_so_where_a_listed_owner_that_is_drawn_stands_behind_them() -> (
    None
):
    made = chart([holder(f"Holding {n}", 5, holder("K", 60)) for n in range(20)])
    (folded,) = (box for box in made.boxes if box.stands_for)
    assert (folded.stands_for, folded.hides_listed) == (19, True)
    assert made.left_out == ()


def test_a_share_that_nobody_gave_is_unknown_and_said_to_be() -> None:
    made = chart([holder("K", None), {**holder(J, 40), "control": "tbc"}])
    assert [a.known for a in made.arrows] == [False, True]
    assert [a.controls for a in made.arrows] == ["no", "undecided"]
    assert "How much K holds of the buyer Koch BV is not known." in made.unknown
    said = "Whether J. Example controls the buyer Koch BV is not clear from the order."
    assert said in made.unknown


def test_a_chart_can_be_sent_as_json() -> None:
    assert '"name":"Second"' in one_line(chart(CHAIN))


shares = st.one_of(
    st.none(),
    st.integers(0, 100),
    st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted),
)
owners = st.recursive(
    st.builds(holder, st.sampled_from([*LISTED, J, "A", "B"]), shares),
    lambda inner: st.builds(
        lambda name, share, theirs: holder(name, share, *theirs),
        st.sampled_from(["A", "B", "C", "K"]), shares, st.lists(inner, min_size=1, max_size=6),
    ),
    max_leaves=40,
)  # fmt: skip
trees = st.lists(owners, min_size=1, max_size=6)


@given(trees, st.booleans())
@settings(max_examples=150)
def test_every_listed_owner_is_drawn_or_named_as_not_drawn(
    tree: list[dict[str, Any]], sure: bool
) -> None:
    made = chart(tree, sure=sure)
    given_names = {name for _, name in named("", tree) if name.split()[0] in LISTED}
    drawn = {box.name for box in made.boxes[1:] if box.marks}
    left = {each.split()[0] for each in made.left_out}
    assert given_names == drawn | left
    how = {mark.sure for box in made.boxes for mark in box.marks}
    assert how <= {sure}


@given(trees)
@settings(max_examples=150)
def test_every_box_leads_to_the_party_and_there_are_not_too_many(
    tree: list[dict[str, Any]],
) -> None:
    made = chart(tree)
    reached = {0}
    for _ in made.boxes:
        reached |= {a.owner for a in made.arrows if a.owned in reached}
    assert reached == {box.number for box in made.boxes}
    plain = [b for b in made.boxes if not (b.stands_for or b.unnamed)]
    assert len(plain) <= 2 * (MOST + 1)  # each company may have its single other owner


@given(trees, st.sampled_from(["US", "EU", "UK"]), st.booleans())
@settings(max_examples=150)
def test_a_picture_says_of_the_party_what_the_finding_on_its_owners_says(
    tree: list[dict[str, Any]], regime: str, sure: bool
) -> None:
    found = findings_of(
        order_of(buyer(tree, regime)), day=DAY, found=screened(tree, regime, sure)
    )
    said = {
        (facts["owned"], facts["held"], facts["may_hold"])
        for each in found
        if "owned" in (facts := dict(each.evidence)) and each.test == "owner.listed"
    }
    drawn = {
        (r.answer, r.held, r.may)
        for rule in chart(tree, regime, sure=sure).rules
        for r in rule.reaches
        if r.box == 0
    }
    assert drawn == said


@pytest.mark.parametrize("regime", ["US", "EU", "UK"])
def test_the_names_of_rules_are_short(regime: str) -> None:
    assert all(len(rule.name) <= 24 for rule in chart(CHAIN, regime).rules)
