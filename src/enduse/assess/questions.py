"""Questions in words: the rulebook's sentences, filled in with the facts of an order."""

import string
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from enduse.assess.pages import once_a_rulebook, toml
from enduse.errors import RuleError
from enduse.model.finding import LANGUAGES, Question

_FILE = "questions.toml"
_NAMELESS = "?"


def question(key: str, where: str = "", **facts: str) -> Question:
    """The question of a key of `questions.toml`, with what fills it in.

    A fact is what stands in the order or a number: names and figures, never a phrase, for it
    is the same in every language. Only `role` (a role of the contract) and `ask` (a question
    of the tables of goods) are said in each. A key or a fact that is not there raises
    `RuleError`.

    >>> str(question("hs", "lines/0/hs", what="FPGA"))
    "Which HS code does 'FPGA' have? (lines/0/hs)"
    """
    shown = {name: " ".join(fact.split()) for name, fact in facts.items()}
    return Question(key, said(key, shown, language="en"), tuple(shown.items()), where)


def said(key: str, facts: Mapping[str, str], *, language: str) -> str:
    """The question of a key in a language, filled in; in English where it has no other.

    The key is one of `questions.toml` or the code of a test.

    >>> said("name.role", {"role": "end_user"}, language="de")
    'Der Endverwender: Wie lautet der vollständige eingetragene Name?'
    """
    english = _texts("en")
    if key not in english.by_key:
        raise RuleError(_FILE, f"asks {key!r}", "a key that stands there, or a test")
    own = _texts(language)
    text = own.by_key.get(key, english.by_key[key])
    wanted = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    if missing := wanted - set(facts):
        found = f"has no {', '.join(sorted(missing))} for {key!r}"
        raise RuleError(_FILE, found, "every fact that the sentence names")
    written = text.format_map({name: own.word(name, fact) for name, fact in facts.items()})
    first = text.startswith("{role}")
    return written[:1].upper() + written[1:] if first else written


def asked_in(asked: Question, language: str) -> Question:
    """A question in another language; as it is where the rulebook does not hold it."""
    if language == "en" or asked.key not in _texts("en").by_key:
        return asked
    return replace(asked, text=said(asked.key, dict(asked.facts), language=language))


def for_customer(asked: Question, language: str) -> str | None:
    """How the customer is asked it in a letter; None where it is not for the customer.

    By `customer.toml`: what is not named there stays with the exporter, so that no question
    can tell the customer what was found. A question in place of another takes of its facts
    those that it names.
    """
    rule, facts = _customer(), dict(asked.facts)
    key = asked.key if asked.key in rule["same"] else _instead(asked.key, rule["instead"])
    if key == "owners":
        # Of a chain of owners, the customer is asked for the end that is party to the order.
        facts = {"company": facts.get("party", facts.get("company", _NAMELESS))}
        key = "owners.all" if facts["company"] == _NAMELESS else key
    return None if key is None else said(key, facts, language=language)


def _instead(key: str, rule: Mapping[str, str]) -> str | None:
    for pattern, other in rule.items():
        stem, star, _ = pattern.partition("*")
        if key == pattern or (star and key.startswith(stem)):
            return other
    return None


@dataclass(frozen=True, slots=True)
class _Texts:
    """The sentences of one language, by key or test; its words for roles and goods."""

    by_key: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]

    def word(self, name: str, fact: str) -> str:
        """A fact as the sentence says it: a role or a question about goods in its language."""
        return self.words[name].get(fact, fact) if name in self.words else fact


@once_a_rulebook
def _texts(language: str) -> _Texts:
    if language not in LANGUAGES:
        raise RuleError(_FILE, f"asks in {language!r}", f"one of {', '.join(LANGUAGES)}")
    if language == "en":
        own = {key: each["en"] for key, each in toml("questions").items()}
        tests = toml("tests")["test"].items()
        of_tests = {code: each["question"] for code, each in tests if "question" in each}
        roles = {role: f"the {role.replace('_', ' ')}" for role in toml("questions_nl")["role"]}
        roles["other"] = "the other party"
        return _Texts({**of_tests, **own}, {"role": roles, "ask": {}})
    raw, beside = toml(f"questions_{language}"), toml("questions").items()
    own = {key: each[language] for key, each in beside if language in each}
    by_key = {**raw["test"], **raw["question"], **own}
    return _Texts(by_key, {"role": raw["role"], "ask": raw["goods"]})


@once_a_rulebook
def _customer() -> Mapping[str, Any]:
    return toml("customer")
