"""The verdict: the heaviest finding speaks, and nothing unread is ever a clearance."""

from dataclasses import replace
from itertools import product
from random import Random
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from enduse.decide.verdict import asks_of, not_checked_of, verdict_of
from enduse.model.decision import RANK
from enduse.model.finding import Finding, Question, Weight

WEIGHTS: tuple[Weight | None, ...] = (None, *get_args(Weight))
weights = st.sampled_from(WEIGHTS)


def finding(weight: Weight | None, *, asks: tuple[str, ...] = ()) -> Finding:
    questions = tuple(Question("goods", ask) for ask in asks)
    return Finding("goods.priority", "hit", "lines/0", "says", weight=weight, asks=questions)


def test_every_pair_of_weights_gives_the_heavier_verdict() -> None:
    alone = {w: verdict_of([finding(w)], unread=False) for w in WEIGHTS}
    for one, other in product(WEIGHTS, repeat=2):
        both = verdict_of([finding(one), finding(other)], unread=False)
        assert RANK[both] == max(RANK[alone[one]], RANK[alone[other]])


@given(st.lists(weights, max_size=6))
def test_more_unread_never_makes_an_order_lighter(found: list[Weight | None]) -> None:
    findings = [finding(weight) for weight in found]
    read, unread = (verdict_of(findings, unread=flag) for flag in (False, True))
    assert RANK[unread] >= RANK["error"]
    assert RANK[unread] >= RANK[read]


@given(st.lists(weights, max_size=6), weights)
def test_one_more_finding_never_makes_an_order_lighter(
    found: list[Weight | None], more: Weight | None
) -> None:
    findings = [finding(weight) for weight in found]
    before = verdict_of(findings, unread=False)
    assert RANK[verdict_of([*findings, finding(more)], unread=False)] >= RANK[before]


@given(st.permutations([finding(w) for w in WEIGHTS]))
def test_the_order_of_findings_changes_nothing(findings: list[Finding]) -> None:
    assert verdict_of(findings, unread=False) == "hold"


def test_questions_come_heaviest_first_and_once() -> None:
    found = [
        finding("note", asks=("late",)),
        finding("ask", asks=("who", "when")),
        finding("review", asks=("when", "where")),
    ]
    assert [str(ask) for ask in asks_of(found)] == ["when", "where", "who", "late"]


lifting = st.lists(st.tuples(weights, weights), max_size=8)


def asking(number: int, weight: Weight | None, lifts: Weight | None) -> Finding:
    ask = Question("goods", f"ask {number}", lifts=lifts)
    return Finding("goods.priority", "hit", "lines/0", "says", weight=weight, asks=(ask,))


def as_rank(weight: Weight | None) -> int:
    return RANK["no_finding"] if weight in {None, "note"} else RANK[weight]  # type: ignore[index]


@given(lifting)
def test_what_could_change_most_is_asked_first(found: list[tuple[Weight | None, ...]]) -> None:
    findings = [asking(number, *each) for number, each in enumerate(found)]
    asked = asks_of(findings)
    places = [(as_rank(ask.lifts), _weight_of(ask, findings)) for ask in asked]
    assert places == sorted(places, reverse=True)
    assert sorted(str(ask) for ask in asked) == sorted(str(f.asks[0]) for f in findings)


def _weight_of(ask: Question, findings: list[Finding]) -> int:
    return max(as_rank(each.weight) for each in findings if ask in each.asks)


@given(lifting, st.randoms())
def test_questions_that_weigh_alike_keep_the_order_of_the_tests(
    found: list[tuple[Weight | None, ...]], random: Random
) -> None:
    findings = [asking(number, *each) for number, each in enumerate(found)]
    mixed = random.sample(findings, len(findings))
    before = [str(ask) for ask in asks_of(findings)]
    weight = {str(f.asks[0]): (as_rank(f.asks[0].lifts), as_rank(f.weight)) for f in findings}
    again = [str(ask) for ask in asks_of(mixed)]
    assert [weight[ask] for ask in again] == [weight[ask] for ask in before]
    assert before == sorted(before, key=lambda ask: (-weight[ask][0], -weight[ask][1], ask))


def test_of_two_alike_the_one_on_which_more_findings_hang_is_asked_first() -> None:
    found = [finding("ask", asks=(ask,)) for ask in ("once", "twice", "twice")]
    assert [str(ask) for ask in asks_of(found)] == ["twice", "once"]


def test_a_question_that_lifts_further_elsewhere_says_so() -> None:
    found = [asking(1, "ask", None), asking(1, "ask", "hold"), asking(1, "ask", "review")]
    assert [ask.lifts for ask in asks_of(found)] == ["hold"]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=10))
def test_what_many_lines_are_asked_alike_is_one_question_with_their_fields(
    lines: list[int],
) -> None:
    asks = [Question("goods", "which code?", where=f"lines/{line}/hs") for line in lines]
    (asked,) = asks_of([replace(finding("ask"), asks=(ask,)) for ask in asks])
    fields = list(dict.fromkeys(ask.where for ask in asks))
    assert asked.text == "which code?"
    assert asked.where.partition(" and ")[0].split(", ") == fields[:4]
    assert asked.where.endswith(f" and {len(fields) - 4} more") == (len(fields) > 4)


def test_only_what_could_not_be_checked_is_listed_as_such() -> None:
    lacking = Finding("contact.email", "not_checkable", "parties/1", "says", missing="email")
    (only,) = not_checked_of([finding("hold"), lacking])
    assert (only.test, only.missing, only.subject) == ("contact.email", "email", "parties/1")
