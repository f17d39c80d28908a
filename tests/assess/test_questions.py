"""Questions: every sentence can be filled in, and says in words what it lacks."""

import string
import tomllib
from importlib.resources import files

import pytest

from enduse.assess.questions import LANGUAGES, question, said
from enduse.errors import RuleError

TEXTS = tomllib.loads(
    (files("enduse.assess.rulebook") / "questions.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("key", TEXTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_filled_in_in_every_language(key: str, language: str) -> None:
    names = {n for _, n, _, _ in string.Formatter().parse(TEXTS[key][language]) if n}
    assert names == {n for _, n, _, _ in string.Formatter().parse(TEXTS[key]["en"]) if n}
    written = said(key, {name: f"<{name}>" for name in names}, language=language)
    assert all(f"<{name}>" in written for name in names)
    assert "{" not in written


@pytest.mark.parametrize(
    ("key", "facts"), [("colour of the box", {}), ("hs", {}), ("hs", {"who": "K"})]
)
def test_a_question_that_is_not_there_or_lacks_a_fact_is_refused(
    key: str, facts: dict[str, str]
) -> None:
    with pytest.raises(RuleError, match=key):
        question(key, **facts)
