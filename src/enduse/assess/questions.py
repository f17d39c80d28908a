"""Questions in words: the rulebook's sentences, filled in with the facts of an order."""

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from enduse.errors import RuleError
from enduse.model.finding import Question

LANGUAGES = ("en",)
"""The languages in which every question can be asked, English first."""


def question(key: str, where: str = "", **facts: str) -> Question:
    """The question of a key of `questions.toml`, with what fills it in.

    A fact is what stands in the order or a number: names and figures, never a phrase, for it
    is the same in every language. A key or a fact that is not there raises `RuleError`.

    >>> str(question("hs", "lines/0/hs", what="'FPGA'"))
    "Which HS code does 'FPGA' have? (lines/0/hs)"
    """
    return Question(key, said(key, facts, language="en"), tuple(facts.items()), where)


def said(key: str, facts: Mapping[str, str], *, language: str) -> str:
    """The question of a key in a language, filled in."""
    texts = _texts()
    if key not in texts or language not in texts[key]:
        found = f"asks {key!r} in {language!r}"
        raise RuleError("questions.toml", found, "a question in that language")
    text = texts[key][language]
    wanted = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    if missing := wanted - set(facts):
        found = f"has no {', '.join(sorted(missing))} for {key!r}"
        raise RuleError("questions.toml", found, "every fact that the sentence names")
    return text.format_map(facts)


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    text = (files("enduse.assess.rulebook") / "questions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
