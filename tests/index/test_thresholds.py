"""Thresholds that innocents set: the rate is kept, and no file goes beyond the bounds."""

from datetime import date
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import SettingsError
from enduse.index.found import WEAK_CAP
from enduse.index.interval import interval
from enduse.index.model import load
from enduse.index.thresholds import refuse_unfit, thresholds
from enduse.index.tuning import ALARMS, HIGHEST, LOWEST, Level, bounds, needs, set_levels
from enduse.model.hit import Sensitivity
from enduse.model.tuned import Tuned
from enduse.names.ready import ready
from tests.index.two import compare

NOW: dict[Sensitivity, float] = {each: load().floors[each] for each in ALARMS}
# Scores of innocents, in lumps, so that many are the same.
crowds = st.lists(
    st.one_of(st.floats(0.5, 1.0), st.sampled_from([0.7, 0.83, 0.9, 0.949, 0.96, 0.9999])),
    max_size=120,
)
sizes = st.integers(0, 9_000)


def levels(scores: list[float], others: int = 0) -> dict[Sensitivity, Level]:
    found = set_levels(scores, names=len(scores) + others, now=NOW)
    return {level.sensitivity: level for level in found}


@given(crowds, sizes)
def test_at_most_the_asked_rate_alarms_unless_the_highest_bound_is_reached(
    scores: list[float], others: int
) -> None:
    names = len(scores) + others
    for level in levels(scores, others).values():
        if level.tuned is None:
            continue
        alarms = sum(score >= level.tuned for score in scores)
        assert level.alarms_tuned == alarms
        assert alarms * 1000 <= names * level.asked or level.held == "high"


@given(crowds, sizes)
def test_no_lower_threshold_keeps_the_rate_unless_the_lowest_bound_is_reached(
    scores: list[float], others: int
) -> None:
    for level in levels(scores, others).values():
        if level.tuned is None or level.held == "low":
            continue
        lower = level.tuned - 0.001
        alarms = sum(score >= lower - 1e-9 for score in scores)
        assert alarms * 1000 > (len(scores) + others) * level.asked


@given(crowds, sizes)
def test_a_stricter_rate_never_gives_a_lower_threshold(
    scores: list[float], others: int
) -> None:
    found = levels(scores, others)
    in_use = [found[each].tuned or found[each].now for each in ("strict", "balanced", "wide")]
    assert in_use == sorted(in_use, reverse=True)


@given(st.data(), crowds, sizes)
def test_the_order_of_the_innocents_changes_nothing(
    data: st.DataObject, scores: list[float], others: int
) -> None:
    assert levels(data.draw(st.permutations(scores)), others) == levels(scores, others)


@given(crowds, sizes)
def test_a_tuned_threshold_lies_within_its_bounds(scores: list[float], others: int) -> None:
    for name, level in levels(scores, others).items():
        if level.tuned is not None:
            low, high = bounds(name)
            assert low <= level.tuned <= high


@given(crowds, sizes)
def test_another_alarm_never_lowers_a_threshold(scores: list[float], others: int) -> None:
    fewer, more = levels(scores, others + 1), levels([*scores, 0.99], others)
    for name in ALARMS:
        assert (fewer[name].tuned or 0) <= (more[name].tuned or 0)


@given(st.integers(0, 4_000))
def test_a_rate_is_set_only_by_enough_names(names: int) -> None:
    for name, level in levels([], names).items():
        assert (level.tuned is None) == (names < needs(ALARMS[name]))
        assert (names * level.asked // 1000 >= 3) == (level.tuned is not None)


def test_no_crowd_moves_a_sensitivity_beyond_its_neighbours() -> None:
    mob, nobody = levels([0.9999] * 5_000), levels([], 5_000)
    assert [mob[each].tuned for each in ALARMS] == [HIGHEST, WEAK_CAP, NOW["balanced"]]
    assert [nobody[each].tuned for each in ALARMS] == [NOW["balanced"], NOW["wide"], LOWEST]


@pytest.mark.parametrize("kind", ["company", "unknown", "person", "vessel"])
@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        # The commonest words of the background, and legal forms that contradict.
        ("Trading International GmbH", "INTERNATIONAL TRADING LLC"),
        ("Capital Ltd", "CAPITAL S.A.L."),
        ("Group JSC", "GROUP LLC"),
        ("Ali Ahmad", "AHMAD, Ali"),
        ("Technology Development Group Limited", "TECHNOLOGY DEVELOPMENT GROUP JSC"),
    ],
)
def test_names_of_the_same_words_are_found_at_the_highest_threshold(
    kind: str, asked: str, listed: str
) -> None:
    ours, theirs = ready(asked, kind=kind), ready(listed, kind=kind)
    assert ours
    assert theirs
    if sorted(ours.tokens) == sorted(theirs.tokens):  # a person has no legal form to lose
        found = compare(ours, theirs)
        assert found
        assert found.score > HIGHEST


def test_a_weak_listed_name_is_found_word_for_word_at_any_balanced_threshold() -> None:
    found = compare(ready("Ali Derwish"), ready("Ali Derwish", weak=True))  # type: ignore[arg-type]
    assert found
    assert found.score >= bounds("balanced")[1]


def tuned(**hit: float) -> Tuned:
    day = date(2026, 11, 30)
    return Tuned(load().name, day, 500, "0" * 64, hit, {}, digest="abcd1234ef")  # type: ignore[arg-type]


def test_a_tuned_set_names_itself_and_leaves_the_rest_to_the_model() -> None:
    made = tuned(balanced=0.8)
    assert thresholds("balanced", made).name == (
        f"{load().name}-balanced, tuned 2026-11-30 abcd1234"
    )
    assert thresholds("balanced", made).hit == 0.8
    assert thresholds("strict", made) == thresholds("strict")


@pytest.mark.parametrize("hit", [{"balanced": 0.999}, {"strict": 0.97}, {"wide": 0.2}])
def test_a_set_out_of_bounds_is_refused(hit: dict[str, float]) -> None:
    with pytest.raises(SettingsError, match="outside"):
        refuse_unfit(tuned(**hit), "tuned.toml")


LOW, HIGH = bounds("balanced")
MIXED = [
    {"strict": bounds("strict")[0], "balanced": HIGH},
    {"balanced": LOW, "wide": bounds("wide")[1]},
    {"strict": bounds("strict")[0], "balanced": HIGH, "wide": LOWEST},
]


@pytest.mark.parametrize("hit", MIXED)
def test_a_set_whose_stricter_level_is_the_lower_is_refused(hit: dict[str, float]) -> None:
    """Each level is within its own bounds, which overlap."""
    with pytest.raises(SettingsError, match="below"):
        refuse_unfit(tuned(**hit), "tuned.toml")


@given(crowds, st.integers(150, 9_000))
def test_what_innocents_set_is_never_refused_as_mixed_up(
    scores: list[float], others: int
) -> None:
    set_ = {each: level.tuned for each, level in levels(scores, others).items()}
    hit = {each: score for each, score in set_.items() if score is not None}
    refuse_unfit(tuned(**hit), "tuned.toml")


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_what_its_definition_says(counted: tuple[int, int]) -> None:
    alarms, names = counted
    low, high = interval(alarms, names)
    assert low <= alarms / names <= high

    def chance(k: int, rate: float) -> float:
        return comb(names, k) * rate**k * (1 - rate) ** (names - k)

    if alarms:
        at_least = sum(chance(k, low) for k in range(alarms, names + 1))
        assert at_least == pytest.approx(0.025, abs=1e-6)
    if alarms < names:
        at_most = sum(chance(k, high) for k in range(alarms + 1))
        assert at_most == pytest.approx(0.025, abs=1e-6)


def test_three_alarms_are_the_fewest_that_bound_the_rate_threefold() -> None:
    for allowed, times in ((1, 5.6), (2, 3.7), (3, 3.0)):
        assert interval(allowed, 100_000)[1] * 100_000 / allowed == pytest.approx(
            times, abs=0.1
        )
