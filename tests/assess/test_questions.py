"""Questions: every sentence can be asked in every language, and says in words what it lacks."""

import string
import tomllib
from importlib.resources import files
from itertools import product
from typing import Any, get_args

import pytest

from enduse.assess.questions import asked_in, for_customer, question, said
from enduse.errors import RuleError
from enduse.model.finding import LANGUAGES, Question
from enduse.model.order import Role

OTHERS = [each for each in LANGUAGES if each != "en"]


def _toml(package: str, name: str) -> dict[str, Any]:
    return tomllib.loads((files(package) / f"{name}.toml").read_text(encoding="utf-8"))


RULES = "enduse.assess.rulebook"
OWN = {key: each["en"] for key, each in _toml(RULES, "questions").items()}
OF_TESTS = {code: each["question"] for code, each in _toml(RULES, "tests")["test"].items()}
TEXTS = {**OF_TESTS, **OWN}
GOODS = sorted({
    *_toml("enduse.goods.tables", "parts_kinds")["ask"].values(),
    *(ask for each in _toml("enduse.goods.tables", "controls_words")["control"]
      for ask in each["asks"]),
})  # fmt: skip
CUSTOMER = _toml(RULES, "customer")


def _named(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _sentences(language: str) -> dict[str, str]:
    raw = _toml(RULES, f"questions_{language}")
    return {**raw["test"], **raw["question"], **_beside(language)}


def _beside(language: str) -> dict[str, str]:
    """Sentences that stand in questions.toml itself, beside the English."""
    texts = _toml(RULES, "questions").items()
    return {key: each[language] for key, each in texts if language in each}


@pytest.mark.parametrize("language", OTHERS)
def test_every_question_has_its_sentence_in_every_language_and_no_other(language: str) -> None:
    """A key that is named here is asked in English until it has its sentence."""
    raw = _toml(RULES, f"questions_{language}")
    assert set(OWN) ^ {*raw["question"], *_beside(language)} == set()
    assert set(raw["question"]) & set(_beside(language)) == set()
    assert set(OF_TESTS) ^ set(raw["test"]) == set()
    assert set(GOODS) ^ set(raw["goods"]) == set()
    assert set(get_args(Role)) ^ set(raw["role"]) == set()


@pytest.mark.parametrize(("key", "language"), list(product(TEXTS, LANGUAGES)))
def test_every_question_is_filled_in_in_every_language(key: str, language: str) -> None:
    names = _named(TEXTS[key])
    facts = {name: "buyer" if name == "role" else f"<{name}>" for name in names}
    written = said(key, facts, language=language)
    assert all(fact in written for name, fact in facts.items() if name != "role")
    assert not set(written) & set("{}")
    assert key == "goods" or "?" in written
    assert _named(_sentences(language)[key] if language != "en" else TEXTS[key]) == names


@pytest.mark.parametrize(("ask", "language"), list(product(GOODS, LANGUAGES)))
def test_what_is_asked_of_goods_is_asked_in_every_language(ask: str, language: str) -> None:
    written = asked_in(question("goods", "lines/0", ask=ask), language).text
    assert "?" in written
    assert written == (ask if language == "en" else _goods(language)[ask])


def _goods(language: str) -> dict[str, str]:
    found: dict[str, str] = _toml(RULES, f"questions_{language}")["goods"]
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_figures_of_a_question_about_goods_stay_as_they_are(language: str) -> None:
    """A threshold that changed on the way to another language would ask something else."""
    for ask, other in _goods(language).items():
        assert _figures(other, language) == _figures(ask, "en"), ask


def _figures(text: str, language: str) -> list[str]:
    """The numbers of a text, with no sign for thousands and a point before decimals."""
    thousands, point = {"en": (",", "."), "fr": ("\u00a0", ",")}.get(language, (".", ","))
    found: list[str] = []
    number = ""
    for at, sign in enumerate(text):
        inside = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        if sign.isdigit():
            number += sign
        elif inside and sign == point:
            number += "."
        elif not (inside and sign == thousands):
            found.append(number)
            number = ""
    return sorted(each for each in [*found, number] if each)


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_is_not_the_english(language: str) -> None:
    same = {key for key, text in _sentences(language).items() if text == TEXTS[key]}
    goods = {ask for ask, text in _goods(language).items() if text == ask}
    assert same == {"goods"}
    assert goods == set()


@pytest.mark.parametrize(
    ("key", "facts"), [("colour of the box", {}), ("hs", {}), ("hs", {"who": "K"})]
)
def test_a_question_that_is_not_there_or_lacks_a_fact_is_refused(
    key: str, facts: dict[str, str]
) -> None:
    with pytest.raises(RuleError, match=key):
        question(key, **facts)


def test_a_language_that_is_not_held_is_refused() -> None:
    with pytest.raises(RuleError, match="'es'"):
        said("destination", {}, language="es")


def test_a_question_that_the_rulebook_does_not_hold_stays_as_it_is() -> None:
    strange = Question("of another", "What then?", where="order")
    assert asked_in(strange, "nl") is strange
    assert for_customer(strange, "nl") is None


def test_another_language_changes_the_words_alone() -> None:
    english = question("founded", "parties/1/founded", who="Oğuz  Tarım\nA.Ş.")
    dutch = asked_in(english, "nl")
    assert dutch.text == "Wanneer is Oğuz Tarım A.Ş. opgericht?"
    assert (dutch.key, dutch.facts, dutch.where) == (english.key, english.facts, english.where)


def test_every_key_says_whether_and_how_the_customer_is_asked() -> None:
    """A key that is named here stays with the exporter until customer.toml names it."""
    stems = [each.removesuffix("*") for each in CUSTOMER["instead"] if each.endswith("*")]
    named = {*CUSTOMER["same"], *CUSTOMER["ours"], *CUSTOMER["instead"]}
    left = {key for key in TEXTS if key not in named and not key.startswith(tuple(stems))}
    assert left == set()
    assert {key for key in named if "*" not in key} - set(TEXTS) == set()
    assert set(CUSTOMER["same"]) & set(CUSTOMER["ours"]) == set()
    assert set(CUSTOMER["instead"].values()) <= {*CUSTOMER["same"]}


WORDS_OF_FINDINGS = ("listed", "sanction", "list ", "SDN", "%", "threshold", "hs code", "eccn")


@pytest.mark.parametrize("key", TEXTS)
def test_no_question_tells_the_customer_what_was_found(key: str) -> None:
    facts = tuple((name, "buyer" if name == "role" else "K") for name in _named(TEXTS[key]))
    written = for_customer(Question(key, "", facts), "en") or ""
    assert [word for word in WORDS_OF_FINDINGS if word.lower() in written.lower()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_owner_whose_stake_tips_it_is_not_named_to_the_customer(language: str) -> None:
    facts = {
        "company": "Mutter AG", "holder": "Anna Muster", "least": "12.5", "party": "Kunde LLC",
        "rules": "OFAC",
    }  # fmt: skip
    asked = question("owner.stake", **facts)
    written = for_customer(asked, language) or ""
    assert "Kunde LLC" in written
    assert not any(each in written for each in ("Muster", "12.5", "Mutter", "OFAC"))
    nameless = for_customer(question("owner.stake", **{**facts, "party": "?"}), language)
    assert nameless == said("owners.all", {}, language=language)
