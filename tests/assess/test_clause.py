"""The clause against re-export to Russia: what notes say of it, and what they do not."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from enduse import report
from enduse.assess.clause_words import _words, clause_said
from enduse.decide.verdict import asks_of, verdict_of
from enduse.model.finding import Finding
from tests.assess.making import assessed, order, record

SENTENCES = tomllib.loads((Path(__file__).parent / "clauses.toml").read_text("utf-8"))
SAID, DOUBTFUL, SILENT = (
    [row["text"] for row in SENTENCES[kind]] for kind in ("said", "doubtful", "silent")
)


def clause(notes: str | None, **facts: Any) -> Finding:
    made = replace(order(record("TR", hs="8542.31", **facts)), notes=notes)
    found = assessed(made).findings
    return next(each for each in found if each.test == "clause.no_reexport")


@pytest.mark.parametrize("text", SAID)
def test_a_sentence_that_forbids_re_export_to_russia_answers_the_test(text: str) -> None:
    said = clause_said(text)
    assert said is not None
    assert said.sure, said.undone
    found = clause(text)
    assert found.outcome == "no_hit"
    assert said.sentence[:60] in found.says


@pytest.mark.parametrize("text", DOUBTFUL)
def test_a_sentence_that_leaves_it_open_is_shown_and_answers_nothing(text: str) -> None:
    said = clause_said(text)
    assert said is not None
    assert not said.sure
    found = clause(text)
    assert (found.outcome, found.missing) == ("not_checkable", "clauses.no_reexport_to_russia")
    assert said.sentence[:60] in found.says


@pytest.mark.parametrize("text", SILENT)
def test_words_that_stand_apart_say_nothing(text: str) -> None:
    assert clause_said(text) is None
    assert "notes" not in clause(text).says


UNDOING = sorted({each.rstrip("*") for each in _words()["undone"]})


@given(st.sampled_from(SAID), st.sampled_from(UNDOING), st.data())
def test_a_word_that_may_undo_it_makes_the_sentence_doubtful_wherever_it_stands(
    text: str, undoing: str, data: st.DataObject
) -> None:
    words = text.replace(";", ",").replace(":", ",").split()
    at = data.draw(st.integers(0, len(words)))
    assume(not (undoing == "no" and words[at : at + 1] and words[at][0].isdigit()))  # "no. 9"
    said = clause_said(" ".join([*words[:at], undoing, *words[at:]]))
    assert said is None or not said.sure


@given(st.sampled_from(SAID))
def test_a_question_is_no_answer(text: str) -> None:
    said = clause_said(f"{text.rstrip('.')}?")
    assert said is not None
    assert not said.sure


def of(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from([word.rstrip("*") for word in _words()[kind]])


@given(st.lists(of("reexport") | of("russia") | st.sampled_from(["clause", "signed", "ban"])))
def test_words_alone_in_no_form_that_forbids_are_never_sure(words: list[str]) -> None:
    said = clause_said(" ".join(words))
    assert said is None or not said.sure


@pytest.mark.parametrize("language", ["en", "nl", "de", "fr"])
def test_the_clause_that_the_letter_proposes_is_read_where_it_stands(language: str) -> None:
    path = Path(report.__file__).parent / "letter.toml"
    clause_text = tomllib.loads(path.read_text("utf-8"))[language]["clause_text"]
    said = clause_said(" ".join(clause_text))
    assert said is not None
    assert said.sure, said.undone


@given(st.sampled_from(SAID), st.sampled_from(["\n", ". ", "\n\n"]), st.sampled_from(SILENT))
def test_what_else_the_notes_say_does_not_hide_the_clause(
    text: str, between: str, other: str
) -> None:
    said = clause_said(f"{other}{between}{text}")
    assert said is not None
    assert said.sure


def test_what_the_order_says_goes_before_its_notes() -> None:
    assert clause(SAID[0], clause=False).outcome == "hit"
    assert clause(SAID[0], clause=True).outcome == "no_hit"
    assert clause("Deliver by road.", clause=True).outcome == "no_hit"


@pytest.mark.parametrize("text", [each for each in DOUBTFUL if "?" not in each])
def test_notes_that_may_take_back_what_the_order_says_leave_it_open(text: str) -> None:
    found = clause(text, clause=True)
    said = clause_said(text)
    assert said is not None
    if said.undone:
        assert (found.outcome, found.weight) == ("not_checkable", "ask")
        assert said.sentence[:60] in found.says
    else:
        assert found.outcome == "no_hit"


def test_a_clause_that_nobody_speaks_of_is_asked_for_where_goods_are_passed_on() -> None:
    made = order(record("TR", hs="8542.31"))
    found = assessed(made).findings
    assert verdict_of(found, unread=False) == "ask"
    (question,) = asks_of(found)
    assert (question.key, question.where) == ("clause", "clauses/no_reexport_to_russia")


def test_a_clause_is_not_asked_for_where_the_order_weighs_more_already() -> None:
    found = assessed(order(record("KG", hs="8542.31"))).findings
    assert verdict_of(found, unread=False) == "review"
    assert [each for each in asks_of(found) if each.key == "clause"] == []
