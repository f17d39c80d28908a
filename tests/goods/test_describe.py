"""A description gives candidates, entries to look at and questions; never a verdict."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.errors import RuleError
from enduse.goods.describe import Describer, load_terms
from enduse.goods.describe_gist import script_of
from enduse.goods.describe_rules import Rules
from enduse.goods.describe_terms import Term, parse_terms
from enduse.goods.describe_texts import Texts, positive
from enduse.goods.tables import read_toml

TEXTS = {
    "84": "Machinery and mechanical appliances; parts thereof",
    "8413": "Pumps; for liquids",
    "841370": "Pumps; centrifugal, for liquids",
    "841391": "Pumps; parts thereof",
    "8414": "Air or vacuum pumps, compressors and fans",
    "841410": "Pumps; vacuum",
    "854231": "Electronic integrated circuits; processors and controllers",
    "854239": "Electronic integrated circuits; n.e.c. in heading no. 8542",
    "950300": "Tricycles, scooters; dolls' carriages; dolls; other toys; puzzles of all kinds",
}
CASES = [
    tuple(part.strip() for part in line.split("|"))
    for line in Path(__file__).with_name("describe_cases.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.fixture(scope="module")
def describer() -> Describer:
    return Describer.of(TEXTS)


def codes(describer: Describer, text: str) -> list[str]:
    return [candidate.hs for candidate in describer.describe(text).candidates]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_described(text: str) -> None:
    found = SMALL.describe(text)
    assert len(found.candidates) <= 5
    assert all(candidate.score > 0 for candidate in found.candidates)


SMALL = Describer.of(
    TEXTS,
    [
        Term(("vacuum", "pump"), "841410", "en", "pump"),
        Term(("ic",), "854239", "en", "ic"),
        Term(("микроконтроллер*",), "854231", "ru", "микроконтроллер*"),
    ],
)


def test_a_very_long_text_is_described(describer: Describer) -> None:
    for text in ("vacuum pump " * 9000, "x" * 100_000, "für.die\n" * 12_500, "泵" * 100_000):
        assert describer.describe(text).controls is not None


def test_words_are_found_whole(describer: Describer) -> None:
    assert codes(SMALL, "an ic, 14 pins")[0] == "854239"
    for text in ("office chairs", "plastic music clinic", "electric public fabrics"):
        assert "854239" not in codes(SMALL, text)
        assert "3A001" not in [hint.number for hint in describer.describe(text).controls]


@pytest.mark.parametrize(
    "text",
    [
        "wooden toy, not for drones",
        "houten speelgoed, niet voor drones",
        "Holzspielzeug, nicht für Drohnen",
        "table, no laser",
        "mutfak masası, lazer değil",
    ],
)
def test_what_is_denied_points_nowhere(describer: Describer, text: str) -> None:
    assert describer.describe(text).controls == ()


def test_what_is_denied_is_shown(describer: Describer) -> None:
    found = describer.describe("wooden table without vacuum pump")
    assert found.negated == ("vacuum pump",)
    assert "841410" not in [candidate.hs for candidate in found.candidates]


def test_the_order_of_the_terms_changes_nothing() -> None:
    terms = [t for t in load_terms() if t.code[:2] in {"84", "91"}]
    asked = ["rotary vane vacuum pump", "alarm clock", "насос вакуумный", "pump parts"]
    first = [Describer.of(TEXTS, terms).describe(text) for text in asked]
    random.Random(5).shuffle(terms)  # noqa: S311
    assert [Describer.of(TEXTS, terms).describe(text) for text in asked] == first


def test_a_description_that_is_a_term_nearly_always_finds_its_code_first(
    describer: Describer,
) -> None:
    terms = [t for t in load_terms() if t.english and not any("*" in w for w in t.words)]
    by_words: dict[tuple[str, ...], set[str]] = {}
    for term in terms:
        by_words.setdefault(term.words, set()).add(term.code)
    sample = random.Random(7).sample(sorted(by_words), 400)  # noqa: S311
    missed = [
        words
        for words in sample
        if not set(codes(describer, " ".join(words))[:1]) & by_words[words]
    ]
    # Of 100,000 terms a few hold a word that names another thing more strongly.
    assert len(missed) <= len(sample) // 100, missed


def test_every_labelled_machine_is_among_the_five(describer: Describer) -> None:
    asked = [case for case in CASES if case[0][:2] in {"84", "85", "90"}]
    found = [case[0] in codes(describer, case[2]) for case in asked]
    assert len(asked) > 60
    assert sum(found) / len(found) > 0.85


def test_labels_are_whole(describer: Describer) -> None:
    assert len(CASES) >= 150
    assert {case[1] for case in CASES} == {"en", "nl", "de", "fr", "ru", "tr", "zh", "fa"}
    assert all(len(case) == 4 and len(case[0]) == 6 and case[3] for case in CASES)
    assert describer.describe(CASES[0][2]).candidates


def test_boilerplate_says_nothing(describer: Describer) -> None:
    bare = describer.describe("rotary vane vacuum pump")
    letter = describer.describe(
        "The merchandise under consideration is identified as a rotary vane vacuum pump. "
        "Your sample will be returned as requested."
    )
    assert letter.candidates[0].hs == bare.candidates[0].hs == "841410"


def test_the_last_noun_names_the_thing(describer: Describer) -> None:
    assert codes(describer, "steam cleaner for vacuum pump")[0] == "842430"
    assert codes(describer, "pump casing of cast iron for a centrifugal pump")[0] == "841391"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("men's woven trousers of 100% cotton", "620342"),
        ("women's knitted pullover, 60% cotton 40% polyester", "611020"),
        ("women's knitted pullover, 40% cotton 60% polyester", "611030"),
        ("shoe with leather upper and rubber sole", "640399"),
        ("backpack of polyester textile", "420292"),
        ("upholstered chair with wooden frame", "940161"),
        ("O-ring of rubber", "401693"),
        ("damesbroek: broek dames geweven katoen", "620462"),
    ],
)
def test_material_make_and_wearer_decide(describer: Describer, text: str, code: str) -> None:
    assert codes(describer, text)[0] == code


def test_what_a_rule_lacks_is_asked(describer: Describer) -> None:
    asks = {ask for c in describer.describe("pullover").candidates for ask in c.asks}
    assert "Which fibre weighs most?" in asks


def test_entries_come_with_questions_and_sources(describer: Describer) -> None:
    hints = {hint.number: hint for hint in describer.describe("FPGA in a BGA package").controls}
    assert any("logic cells" in ask for ask in hints["3A001"].asks)
    assert hints["3A001"].read == "secondary"
    assert hints["3A001"].words == ("FPGA",)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("vakuumpumpe drehschieber", "2B231"),
        ("вакуумные насосы", "2B231"),
        ("真空泵", "2B231"),
        ("پمپ خلا", "2B231"),
        ("vakum pompası", "2B231"),
        ("caméra thermique non refroidie", "6A003"),
        ("traagheidsnavigatiesysteem", "7A003"),
        ("5-axis machining centre", "2B001"),
        ("router with encryption", "5A002"),
    ],
)
def test_entries_are_found_in_eight_languages(
    describer: Describer, text: str, number: str
) -> None:
    assert number in [hint.number for hint in describer.describe(text).controls]


@pytest.mark.parametrize(
    "text",
    [
        "laptop bag",
        "T-shirt with drone print",
        "book about radar",
        "food processor",
        "laser printer",
        "vacuum pump oil",
        "chip",
        "table for a server",
    ],
)
def test_a_word_beside_the_name_of_the_thing_points_nowhere(
    describer: Describer, text: str
) -> None:
    assert describer.describe(text).controls == ()


def test_a_hint_says_which_codes_its_goods_may_have(describer: Describer) -> None:
    (hint,) = describer.describe("microcontroller").controls
    assert "8542" in hint.hs
    assert (hint.may_cover(["854231"]), hint.may_cover(["85"])) == (True, True)
    assert not hint.may_cover(["850940"])
    assert all(control.within for control in describer.controls.entries.values())


def test_vague_words_are_vague(describer: Describer) -> None:
    assert describer.describe("spare parts").vague == "spare parts"


def test_compounds_end_with_the_thing(describer: Describer) -> None:
    assert "848210" in codes(describer, "precisiekogellagers")


def test_texts_speak_without_what_they_exclude() -> None:
    index = Texts.of({"841370": "Pumps; centrifugal (excluding concrete), other than oil"}, ())
    assert set(index.postings) == {"pump", "centrifugal"}
    assert positive("A, not elsewhere") == "A, not elsewhere"


@pytest.mark.parametrize(
    "line", ["8471 | laptop", "847130", "847130 | laptop | xx: draagbaar", "words | words"]
)
def test_a_broken_line_of_terms_is_refused(line: str) -> None:
    with pytest.raises(RuleError):
        list(parse_terms([line], "ch84.txt"))


def test_a_case_without_a_code_is_refused() -> None:
    table = read_toml("describe_rules.toml")
    table["rule"][0]["cases"] = ["cotton"]
    with pytest.raises(RuleError):
        Rules.of(table)


def test_every_code_of_the_rules_has_six_digits() -> None:
    rules = Rules.of(read_toml("describe_rules.toml"))
    assert all(len(c.code) == 6 and c.code.isdigit() for r in rules.rules for c in r.cases)


def test_a_script_tells_a_language() -> None:
    assert [script_of(text) for text in ("", "abc", "насос", "真空", "پمپ")] == [
        "latin",
        "latin",
        "ru",
        "zh",
        "fa",
    ]
