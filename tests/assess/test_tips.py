"""Which stake would decide it: from that value on it does, and just below it does not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from enduse.assess.stakes import Rule, Stake, Stakes
from enduse.assess.tips import Tip, Tips, tips
from tests.assess import stakes_reference as reference
from tests.assess.test_stakes import EU, LISTED, NODES, RULES, UK, US, Who, graphs

HAIR = 0.01
NOBODY = NODES
"""A listed person whom the order does not name."""


def found(stakes: list[Stake], listed: Who, company: int, rule: Rule) -> Tips:
    return tips(Stakes.lay_out(stakes), listed, company, rule=rule)


def with_stake(stakes: list[Stake], tip: Tip, share: float) -> list[Stake]:
    """The stakes with the one of a tip known to be so much."""
    if tip.owner is None:
        return [*stakes, Stake(NOBODY, tip.owned, share, share)]
    pair = (tip.owner, tip.owned)
    return [
        replace(each, low=share, high=share) if (each.owner, each.owned) == pair else each
        for each in stakes
    ]


def who(listed: Who, tip: Tip) -> Who:
    """Who is listed where a tip counts: those surely so, or all that may be, and nobody's."""
    sure: Who = {
        node: "yes" for node, said in listed.items()
        if said == "yes" or (tip.maybe and said == "maybe")
    }  # fmt: skip
    return {**sure, NOBODY: "yes"} if tip.owner is None else sure


@given(stakes=graphs(), listed=LISTED, rule=RULES, company=st.integers(0, NODES - 1))
def test_from_the_value_on_it_is_owned_and_just_below_it_is_not_sure(
    stakes: list[Stake], listed: Who, rule: Rule, company: int
) -> None:
    # Where stakes are not added each person is followed alone, and so decides alone.
    persons: list[Who] = [listed] if rule.adds else [{n: said} for n, said in listed.items()]
    for person in persons:
        for tip in found(stakes, person, company, rule).alone:
            enough = tip.least + HAIR if rule.above else tip.least
            below = tip.least - HAIR
            for share, answers in ((enough, {"yes"}), (below, {"no", "undecided"})):
                if share >= 0:
                    changed = with_stake(stakes, tip, share)
                    theirs = who(person, tip)
                    assert reference.owned(changed, theirs, company, rule) in answers


@given(stakes=graphs(), listed=LISTED, rule=RULES, company=st.integers(0, NODES - 1))
def test_of_all_listed_persons_too_it_is_owned_from_the_value_on(
    stakes: list[Stake], listed: Who, rule: Rule, company: int
) -> None:
    for tip in found(stakes, listed, company, rule).alone:
        enough = tip.least + HAIR if rule.above else tip.least
        changed = with_stake(stakes, tip, enough)
        assert reference.owned(changed, who(listed, tip), company, rule) == "yes"


@given(stakes=graphs(), listed=LISTED, rule=RULES, company=st.integers(0, NODES - 1))
def test_a_value_that_decides_lies_within_what_is_said_of_the_stake(
    stakes: list[Stake], listed: Who, rule: Rule, company: int
) -> None:
    given_ = {(each.owner, each.owned): each for each in stakes}
    for tip in found(stakes, listed, company, rule).alone:
        others = sum(s.low for s in stakes if s.owned == tip.owned and s.owner != tip.owner)
        assert tip.least <= 100 - others
        if tip.owner is not None:
            stake = given_[tip.owner, tip.owned]
            assert stake.low <= tip.least <= stake.high


@given(stakes=graphs(), listed=LISTED, rule=RULES, company=st.integers(0, NODES - 1))
def test_what_is_decided_has_no_stake_that_would_decide_it(
    stakes: list[Stake], listed: Who, rule: Rule, company: int
) -> None:
    answer = reference.owned(stakes, listed, company, rule)
    said = found(stakes, listed, company, rule)
    if answer == "yes":
        assert said == Tips()
    if answer == "no":
        assert (said.alone, said.together) == ((), ())


@given(stakes=graphs(), listed=LISTED, rule=RULES, company=st.integers(0, NODES - 1))
def test_every_stake_that_can_decide_alone_is_found(
    stakes: list[Stake], listed: Who, rule: Rule, company: int
) -> None:
    """Try each stake at the most that it may be: if that decides, there is a tip for it."""
    sure: Who = {node: said for node, said in listed.items() if said == "yes"}
    if reference.owned(stakes, sure, company, rule) == "yes":
        return
    tipped = {(t.owner, t.owned) for t in found(stakes, sure, company, rule).alone}
    for each in stakes:
        others = sum(s.low for s in stakes if s.owned == each.owned) - each.low
        most = min(each.high, 100 - others)
        if most > each.low:
            tip = Tip(each.owner, each.owned, most)
            changed = with_stake(stakes, tip, most)
            decides = reference.owned(changed, sure, company, rule) == "yes"
            assert decides == ((each.owner, each.owned) in tipped)


@given(stakes=graphs(), listed=LISTED, rule=RULES, company=st.integers(0, NODES - 1))
def test_what_is_left_open_by_stakes_names_some(
    stakes: list[Stake], listed: Who, rule: Rule, company: int
) -> None:
    plain = [replace(each, may_control=False) for each in stakes]
    sure: Who = {node: "yes" for node, said in listed.items() if said == "yes"}
    over = any(sum(s.low for s in plain if s.owned == node) > 100 for node in range(NODES))
    if not over and reference.owned(plain, sure, company, rule) == "undecided":
        said = found(plain, sure, company, rule)
        assert said.alone or said.together


def test_a_band_tips_where_the_threshold_is() -> None:
    band = [Stake(1, 0, 25, 75), Stake(2, 0, 25, 25)]
    listed: Who = {1: "yes"}
    (us, rest) = found(band, listed, 0, US).alone
    assert us == Tip(1, 0, 50.0)
    assert rest == Tip(None, 0, 25.0)
    assert found(band, listed, 0, UK).alone == (Tip(1, 0, 50.0),)


def test_two_bands_that_decide_only_together_are_named_together() -> None:
    two = [Stake(1, 2, 0, 100), Stake(1, 3, 0, 100), Stake(9, 2, 0, 0), Stake(2, 0, 25, 25),
           Stake(3, 0, 25, 25), Stake(4, 0, 50, 50)]  # fmt: skip
    said = found(two, {1: "yes"}, 0, EU)
    assert said.alone == ()
    assert set(said.together) >= {(1, 2), (1, 3)}


def test_a_stake_of_somebody_who_may_be_listed_counts_if_he_is() -> None:
    (tip, _) = found([Stake(1, 0, 20, 60)], {1: "maybe"}, 0, US).alone
    assert tip == Tip(1, 0, 50.0, maybe=True)
    assert found([Stake(1, 0, 60, 60)], {1: "maybe"}, 0, US) == Tips()


def test_the_search_ends_where_too_many_stakes_would_have_to_be_followed() -> None:
    many = 3_000
    fan = [Stake(1, 2 + n, 10, 60) for n in range(many)]
    chains = [Stake(2 + n, 2 + n + 1, 50, 50) for n in range(many - 1)]
    said = found([*fan, *chains], {1: "yes"}, 0, US)
    assert (said.alone, said.cut) == ((), True)
    stakes = Stakes.lay_out([*fan, *chains, Stake(1, 0, 40, 60)])
    assert tips(stakes, {1: "yes"}, 0, rule=US).alone[0] == Tip(1, 0, 50.0)
