"""Reports: nothing of a decision is hidden, nothing of an order runs."""

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from enduse.model.decision import (
    RANK,
    Decision,
    EditionUsed,
    Engine,
    NotChecked,
    RegimeApplied,
    Verdict,
)
from enduse.model.duty import Applies, Duty
from enduse.model.finding import Basis, Finding, Question, Weight
from enduse.model.issue import Issue
from enduse.report import plain, text, words
from enduse.report.page import page

VERDICTS: list[Verdict] = list(RANK)
WEIGHTS: list[Weight] = ["hold", "review", "ask", "note"]
BASIS = (
    Basis("Act one, Art. 1", date(2024, 1, 1), "primary"),
    Basis("Guide two", date(2023, 1, 1), "secondary"),
)

written = st.text(max_size=30)
duties = st.builds(
    Duty,
    duty=st.sampled_from(["eu-12g", "us-records"]),
    regime=st.sampled_from(["EU", "US"]),
    title=st.sampled_from(["Clause in the contract", "Records"]),
    applies=st.sampled_from(["yes", "no", "unknown"]),
    why=written,
    says=st.just("The contract has to forbid it."),
    next=st.sampled_from([(), ("Write it down.", "Keep it.")]),
    missing=st.lists(written, max_size=2).map(tuple),
    basis=st.just(BASIS),
)
questions = st.builds(Question, st.just("hs"), written, where=written)
findings = st.builds(
    Finding,
    test=st.sampled_from(["goods.priority", "party.listed"]),
    outcome=st.just("hit"),
    subject=st.just("lines/0"),
    says=written,
    weight=st.sampled_from(WEIGHTS),
    basis=st.just(BASIS),
    asks=st.lists(questions, max_size=2).map(tuple),
)
decisions = st.builds(
    Decision,
    order=written,
    verdict=st.sampled_from(VERDICTS),
    findings=st.lists(findings, max_size=4).map(tuple),
    not_checked=st.lists(
        st.builds(NotChecked, st.just("contact.email"), written, st.just("parties/1")),
        max_size=2,
    ).map(tuple),
    asks=st.lists(questions, max_size=3).map(tuple),
    editions=st.just((EditionUsed("us_ofac_sdn", date(2024, 5, 2), "a" * 64, 14_973, 1),)),
    required=st.just(("us_ofac_sdn",)),
    regimes=st.lists(st.builds(RegimeApplied, st.just("EU"), written, st.booleans())).map(
        tuple
    ),
    issues=st.lists(st.builds(Issue, written, written), max_size=2).map(tuple),
    as_of=st.just("2024-05-03T00:00:00Z"),
    engine=st.just(Engine("0.1.0", "2026-11-23", "default-1")),
    duties=st.lists(duties, max_size=4).map(tuple),
)


def shown(decision: Decision, *, full: bool = False) -> str:
    out = io.StringIO()
    text.show(decision, Console(file=out, width=200, color_system=None), full=full)
    return out.getvalue()


@given(decisions)
def test_json_gives_back_every_word_of_a_decision(decision: Decision) -> None:
    line = plain.as_json(decision)
    assert "\n" not in line
    read = json.loads(line)
    assert read["order"] == decision.order
    assert [f["says"] for f in read["findings"]] == [f.says for f in decision.findings]
    assert read["asks"] == [str(ask) for ask in decision.asks]
    assert read["engine"]["thresholds"] == "default-1"
    said = [(each["duty"], each["applies"], each["why"]) for each in read["duties"]]
    assert said == [(each.duty, each.applies, each.why) for each in decision.duties]


@given(decisions)
def test_csv_is_one_row_and_starts_no_formula(decision: Decision) -> None:
    rows = list(csv.reader(io.StringIO(plain.csv_header() + "\n" + plain.as_csv(decision))))
    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1])
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1])


@given(decisions)
def test_every_form_shows_the_verdict_and_no_hidden_character(decision: Decision) -> None:
    for form in (shown(decision), page([decision], title="Orders")):
        assert words.TITLE[decision.verdict] in form
        assert not set(form) & {"\x1b", "\u202e", "\u200b", "\x07"}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_no_verdict_is_said_in_words_that_promise(verdict: Verdict) -> None:
    said = f"{words.MEANING[verdict]} {words.TITLE[verdict]}".lower()
    assert not {"clear", "safe", "legal", "compliant"} & set(said.replace(".", " ").split())


def decision(*found: Finding, verdict: Verdict = "review", **more: object) -> Decision:
    made = {
        "order": "A-1", "verdict": verdict, "findings": found, "not_checked": (), "asks": (),
        "editions": (), "required": (), "regimes": (), "issues": (), "as_of": "x",
        "engine": Engine("0", "0", "0"),
    }  # fmt: skip
    return Decision(**{**made, **more})  # type: ignore[arg-type]


def finding(weight: Weight, says: str) -> Finding:
    return Finding("goods.priority", "hit", "lines/0", says, weight=weight, basis=BASIS)


def test_the_heaviest_finding_stands_first_and_notes_last() -> None:
    found = [finding(weight, f"says {weight}") for weight in reversed(WEIGHTS)]
    lines = shown(decision(*found))
    places = [lines.index(f"says {weight}") for weight in WEIGHTS]
    assert places == sorted(places)


def test_full_shows_every_citation_and_how_it_was_read() -> None:
    found = finding("review", "says")
    assert "Guide two" not in shown(decision(found))
    assert "1 more citation with --full" in shown(decision(found))
    assert "Guide two (2023-01-01, from a summary)" in shown(decision(found), full=True)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_an_error_tells_what_the_findings_alone_would_say(weight: Weight) -> None:
    made = decision(finding(weight, "says"), verdict="error")
    alone = {"hold": "HOLD", "review": "REVIEW", "ask": "ASK", "note": "NO FINDING"}[weight]
    assert f"The findings alone would say: {alone}." in shown(made)


def test_lists_that_are_not_loaded_are_told_together_with_the_command() -> None:
    issues = tuple(
        Issue(f"lists/{name}", f"is required and not loaded: `… {name}` loads it", "error")
        for name in ("un_sc", "eu_fsf")
    )
    said = shown(decision(issues=issues))
    assert "not loaded: un_sc, eu_fsf." in said
    assert "`enduse lists update un_sc eu_fsf` downloads them" in said


def test_a_summary_counts_every_order() -> None:
    out = io.StringIO()
    text.summary(["hold", "ask", "hold"], Console(file=out, width=100, color_system=None))
    assert out.getvalue().strip() == "3 orders: 2 HOLD, 1 ASK"


def duty(applies: Applies, title: str, why: str = "Because of lines/0.") -> Duty:
    steps = ("Write it down.",) if applies == "yes" else ()
    return Duty("eu-x", "EU", title, applies, why, "It is asked for.", steps, (), BASIS)


def test_a_duty_that_applies_is_shown_with_its_steps_and_one_that_does_not_is_not() -> None:
    made = decision(duties=(duty("yes", "Clause"), duty("no", "Assessment")))
    for form in (shown(made), page([made], title="Orders")):
        assert "EU: Clause" in form
        assert "Write it down." in form
        assert "Because of lines/0." in form
        assert "Assessment" not in form
    assert "It is asked for." not in shown(made)
    assert "It is asked for." in shown(made, full=True)
    assert "Act one, Art. 1" in shown(made, full=True)


def test_duties_that_are_open_for_one_reason_are_shown_together() -> None:
    made = decision(
        duties=(duty("unknown", "Clause", "No code."), duty("unknown", "Act", "No code."))
    )
    for form in (shown(made), page([made], title="Orders")):
        assert "EU: Clause; Act" in form
        assert form.count("No code.") == 1


def test_an_order_without_duties_says_nothing_of_them() -> None:
    made = decision(duties=(duty("no", "Clause"),))
    assert "Duties" not in shown(made) + page([made], title="Orders")


def test_csv_names_the_duties_that_apply_and_those_that_are_open() -> None:
    made = decision(duties=(duty("yes", "Clause"), duty("unknown", "Act"), duty("no", "Else")))
    rows = list(csv.DictReader(io.StringIO(plain.csv_header() + "\n" + plain.as_csv(made))))
    assert (rows[0]["duties"], rows[0]["duties_open"]) == ("eu-x", "eu-x")


def test_a_law_that_only_may_apply_is_told_apart() -> None:
    laws = (
        RegimeApplied("EU", "the seller is there"),
        RegimeApplied("US", "may apply", applied=False),
    )
    read = json.loads(plain.as_json(decision(regimes=laws)))
    assert [each["applied"] for each in read["regimes"]] == [True, False]
