"""What a text says of an end use, and what it denies: cases, laws, every word in every form."""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.assess.checks.uses import use_words
from enduse.assess.reading import Reader, Said
from enduse.assess.sentences import sentences
from enduse.assess.tongues import MARKS, read_words, tongues
from enduse.errors import RuleError
from enduse.goods.words import cut

CASES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "uses_cases.toml").read_text("utf-8")
)
WORDS = read_words("uses")
KINDS = ("military", "nuclear", "missile", "wmd", "uav")

AFFIRMS = {
    "en": "the machines are for {}", "nl": "de machines zijn voor {}",
    "de": "die Maschinen sind für {}", "fr": "les machines sont pour {}",
    "ru": "оборудование для {}", "uk": "обладнання для {}", "tr": "ürünler {} içindir",
    "zh": "设备用于{}", "ar": "المعدات {}", "fa": "تجهیزات برای {}",
}  # fmt: skip
DENIES = {
    "en": ("not for {}", "the goods will not be used for {}", "for civil use and not for {}"),
    "nl": ("niet voor {}", "de goederen worden niet gebruikt voor {}", "geen {}"),
    "de": ("nicht für {}", "die Güter werden nicht für {} verwendet", "kein {}"),
    "fr": ("pas pour {}", "les biens ne seront pas utilisés pour {}", "aucun {}"),
    "ru": ("не для {}", "товар не предназначен для {}", "без {}"),
    "uk": ("не для {}", "товар не призначено для {}", "без {}"),
    "tr": ("{} için değildir", "ürünler {} amacıyla kullanılmayacaktır", "{} hariç"),
    "zh": ("不用于{}", "货物不会用于{}", "禁止用于{}"),
    "ar": ("ليس {}", "لن تستخدم {}", "بدون {}"),
    "fa": ("برای {} نیست", "برای {} استفاده نمی‌شود", "بدون {}"),
}
DOUBLE = {
    "en": ("not only for {}", "{} is not excluded", "do not mention {}"),
    "nl": ("niet alleen voor {}", "{} is niet uitgesloten", "vermeld niet {}"),
    "de": ("nicht nur für {}", "{} ist nicht ausgeschlossen", "erwähnen Sie nicht {}"),
    "fr": ("pas seulement pour {}", "{} n'est pas exclu", "ne mentionnez pas {}"),
    "ru": ("не только для {}", "не исключено {}", "не указывать {}"),
    "uk": ("не тільки для {}", "не виключено {}", "не вказувати {}"),
    "tr": ("sadece {} değil", "{} hariç değildir"),
    "zh": ("不仅用于{}", "不排除{}", "不要提及{}"),
    "ar": ("ليس فقط {}", "لا يستبعد {}", "لا تذكر {}"),
    "fa": ("نه تنها {}", "{} ممنوع نیست"),
}


def said_of(text: str) -> tuple[Said, ...]:
    return use_words().read(text)


def reading_of(text: str) -> str:
    said = said_of(text)
    if not said:
        return "innocent"
    return "denied" if all(each.denied for each in said) else "affirmed"


def _cases() -> Iterator[tuple[str, str, str]]:
    for tongue, case in CASES.items():
        for reading in ("affirmed", "denied", "innocent"):
            yield from ((tongue, reading, text) for text in case[reading])


@pytest.mark.parametrize(("reading", "text"), [case[1:] for case in _cases()])
def test_a_statement_is_read_as_a_person_reads_it(reading: str, text: str) -> None:
    assert reading_of(text) == reading, said_of(text)


def test_every_language_has_its_cases() -> None:
    assert set(CASES) == {each.name for each in tongues()}
    for tongue, case in CASES.items():
        least = 10 if tongue in {"fa", "uk"} else 35
        assert len(case["affirmed"]) + len(case["denied"]) + len(case["innocent"]) >= least
        assert case["seen"]


def _spelt(word: str) -> str:
    """A word of the table as a text may have it: the stem with an ending, or as it is."""
    return f"Muster{word[1:]}" if word[0] == "*" else word.replace("*", "")


def _all_words(tongue: str) -> Iterator[str]:
    """The words that count in any text, and are not excused as a whole."""
    local = set(WORDS["local"].get(tongue, ()))
    for kind in KINDS:
        for word in WORDS[kind].get(tongue, ()):
            if word not in local and said_of(_spelt(word)):
                yield _spelt(word)


@pytest.mark.parametrize("tongue", list(AFFIRMS))
def test_every_word_is_found_where_it_is_affirmed(tongue: str) -> None:
    words = {w for kind in KINDS for w in WORDS[kind].get(tongue, ())}
    local = set(WORDS["local"].get(tongue, ()))
    missed = [
        word
        for word in words - local
        if reading_of(AFFIRMS[tongue].format(_spelt(word))) != "affirmed"
    ]
    assert missed == []


@pytest.mark.parametrize("tongue", list(DENIES))
def test_every_word_is_denied_by_every_form_of_denial(tongue: str) -> None:
    wrong = [
        text
        for word in _all_words(tongue)
        for form in DENIES[tongue]
        if reading_of(text := form.format(word)) != "denied"
    ]
    assert wrong == []


@pytest.mark.parametrize("tongue", list(DOUBLE))
def test_no_word_is_denied_by_a_denial_that_is_taken_back(tongue: str) -> None:
    wrong = [
        text
        for word in _all_words(tongue)
        for form in DOUBLE[tongue]
        if reading_of(text := form.format(word)) != "affirmed"
    ]
    assert wrong == []


some = st.sampled_from(list(_cases()))
PLAIN = [text for _, reading, text in _cases() if reading == "innocent"]


@given(some, st.sampled_from(PLAIN), st.sampled_from([". ", "; ", "\n", "! "]), st.booleans())
def test_another_sentence_about_something_else_changes_nothing(
    case: tuple[str, str, str], other: str, between: str, before: bool
) -> None:
    # A word of two languages is read by the language of the whole text: not such a one here.
    _, reading, text = case
    whole = f"{other}{between}{text}" if before else f"{text}{between}{other}"
    mine = [(each.kind, each.denied) for each in said_of(text)]
    local = {_bare(word) for words in WORDS["local"].values() for word in words}
    found = [each for each in said_of(whole) if _bare(each.words) not in local]
    assert (
        reading == "innocent"
        or [(e.kind, e.denied) for e in found] == mine
        or any(_bare(each.words) in local for each in said_of(text))
    )


def _bare(words: str) -> str:
    return " ".join(token.text for token in cut(words))


@given(some, st.sampled_from([str.upper, str.lower, str.title, lambda t: t + " "]))
def test_case_does_not_count(case: tuple[str, str, str], change: Any) -> None:
    tongue, reading, text = case
    if tongue != "tr":  # "I" is the capital of "ı" in Turkish, and of "i" everywhere else
        assert reading_of(change(text)) == reading


WIDE = {at: chr(at + 0xFEE0) for at in range(0x21, 0x7F) if chr(at).isalnum()}


@given(some)
def test_wide_letters_and_hidden_ones_do_not_count(case: tuple[str, str, str]) -> None:
    _, reading, text = case
    assert reading_of(text.translate(WIDE)) == reading
    assert reading_of("\u200b".join(text)) == reading or any(c > "\u0600" for c in text)


@given(st.text(alphabet="bcdfghjklpqrstvwxz ,.-", max_size=80))
def test_a_text_without_such_a_word_says_nothing(text: str) -> None:
    assert said_of(text) == ()


@given(st.text(max_size=120))
def test_any_text_is_read_and_its_words_stand_in_it(text: str) -> None:
    for each in said_of(text):
        assert text[each.start : each.start + len(each.words)] == each.words
        assert each.kind in KINDS


@given(st.lists(some, min_size=1, max_size=4))
def test_sentences_hold_every_word_once(cases: list[tuple[str, str, str]]) -> None:
    text = ", ".join(text for _, _, text in cases)
    words = cut(text)
    parts = list(sentences(text, words))
    assert [word for part in parts for word in part.words] == list(words)
    assert all(len(part.words) == len(part.before) > 0 for part in parts)


@pytest.mark.parametrize(
    "text",
    ["not for military use, ", "army and ", "not ", "excluded ", "a ", "military not only ",
     "无人机", "or, ", "m i l i t a r y "],
)  # fmt: skip
def test_the_work_grows_with_the_text_and_no_faster(text: str) -> None:
    def calls(size: int) -> int:
        count = 0

        def counted(*_: object) -> None:
            nonlocal count
            count += 1

        whole = (text * (size // len(text) + 1))[:size]
        sys.setprofile(counted)
        try:
            said_of(whole)
        finally:
            sys.setprofile(None)
        return count

    said_of(text)  # the words are read once, and not counted
    assert calls(8_000) <= 4.2 * calls(2_000) + 1_000


def test_what_is_found_names_kind_language_words_and_sentence() -> None:
    (found,) = said_of("Bearings. The pumps go to the Army, they say. Thank you.")
    assert (found.kind, found.tongue, found.words) == ("military", "en", "Army")
    assert found.around == "The pumps go to the Army, they say"
    assert not found.denied


def test_denied_and_affirmed_stand_side_by_side() -> None:
    said = said_of("not for nuclear use, for the air force")
    assert [(each.words, each.denied) for each in said] == [
        ("nuclear", True),
        ("air force", False),
    ]


def test_a_word_of_two_languages_is_read_by_the_language_of_its_text() -> None:
    assert said_of("marine pump for a ferry") == ()
    assert reading_of("pompen voor de marine van het land") == "affirmed"


def test_every_list_of_words_is_read_by_somebody() -> None:
    for table in (WORDS, read_words("military"), read_words("terms")):
        for words in table.values():
            if isinstance(words, dict):
                assert set(words) <= set(CASES)
    for tongue, lists in read_words("denials").items():
        assert set(lists) <= {*MARKS, "concord", "verb_first", "verb_last"}, tongue
        assert len(lists["known"]) >= 50


def test_no_word_stands_twice_in_a_list() -> None:
    for name in ("uses", "military", "terms", "denials"):
        for kind, lists in read_words(name).items():
            for tongue, words in lists.items() if isinstance(lists, dict) else ():
                if isinstance(words, list):
                    assert len(words) == len(set(words)), (name, kind, tongue, _twice(words))


def _twice(words: list[str]) -> list[str]:
    return [word for word in words if words.count(word) > 1]


@pytest.mark.parametrize("word", ["", "-", "ic*"])
def test_a_word_that_is_none_is_refused(word: str) -> None:
    with pytest.raises(RuleError):
        Reader.of({"military": {"en": [word]}})


def _slow(text: str, tables: dict[str, list[str]]) -> set[tuple[str, int]]:
    """Every word of a table at every place, word by word, none of them overlapping another."""
    tokens = [token.text for token in cut(text)]
    return {
        (word, at)
        for words in tables.values()
        for word in words
        for at in range(len(tokens))
        if tokens[at : at + len(word.split())] == word.split()
    }


@given(
    st.lists(st.sampled_from(["army", "air", "force", "blue", "navy", "x", "to"]), max_size=8)
)
@settings(max_examples=200)
def test_the_longest_word_is_kept_and_an_innocent_phrase_excuses(words: list[str]) -> None:
    tables = {
        "military": ["army", "navy", "air force"],
        "innocent": ["navy blue", "x army", "to air"],  # "to air force" is not excused
    }
    text = " ".join(words)
    reader = Reader.of({kind: {"en": terms} for kind, terms in tables.items()})
    slow = _slow(text, tables)
    phrases = [(at, at + len(word.split())) for word, at in slow if word in tables["innocent"]]
    expected = [
        word
        for word, at in sorted(slow, key=lambda each: each[1])
        if word in tables["military"]
        and not any(a <= at and at + len(word.split()) <= b for a, b in phrases)
    ]
    assert [each.words for each in reader.read(text)] == expected


HELD_OUT: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "uses_held_out.toml").read_text("utf-8")
)
GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "end-use.md"


def _held_out(tongue: str, meant: str) -> list[str]:
    return [reading_of(text) for text in HELD_OUT[tongue][meant]]


@pytest.mark.parametrize("tongue", list(HELD_OUT))
def test_no_held_out_statement_of_a_use_is_taken_for_none(tongue: str) -> None:
    assert set(_held_out(tongue, "affirmed")) == {"affirmed"}
    assert set(_held_out(tongue, "innocent")) == {"innocent"}


def test_the_guide_gives_the_numbers_of_the_held_out_statements() -> None:
    shown = GUIDE.read_text("utf-8")
    for tongue in HELD_OUT:
        denied = _held_out(tongue, "denied")
        cells = [
            f"{_held_out(tongue, kind).count(kind)} of {len(_held_out(tongue, kind))}"
            for kind in ("affirmed", "denied", "innocent")
        ]
        assert f"| `{tongue}` | {' | '.join(cells)} |" in shown, cells
        assert denied.count("denied") > len(denied) / 2
