"""Everything that makes a name comparable, in order."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.names.common import background, is_particle, is_place
from enduse.names.expand import expand, join_compounds
from enduse.names.ready import MAX_VARIANTS, MAX_WORDS, ReadyName, ready
from enduse.names.table import lines, load
from enduse.names.text import clean_name


def made(text: str, *, kind: str = "company", family_first: bool = False) -> ReadyName:
    name = ready(text, kind=kind, family_first=family_first)
    assert name is not None
    return name


@settings(deadline=None)
@given(st.text(), st.sampled_from(["company", "person", "vessel", "unknown"]), st.booleans())
def test_a_ready_name_is_words_of_latin_letters_and_digits(
    text: str, kind: str, family_first: bool
) -> None:
    name = ready(text, kind=kind, family_first=family_first)
    if name is None:
        return
    assert 1 <= len(name.tokens) <= MAX_WORDS
    assert len(name.variants) <= MAX_VARIANTS
    assert len(set(name.readings())) == len(name.readings())
    for token in (token for reading in name.readings() for token in reading):
        assert token.isascii()
        assert token.isalnum()


@settings(deadline=None)
@given(st.text())
def test_making_ready_again_what_was_made_ready_changes_no_word(text: str) -> None:
    name = ready(text, kind="person")
    if name is not None:
        again = ready(" ".join(name.tokens), kind="person")
        assert again is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "CORP",
        "CORP.",
        "LLC",
        "ООО",
        "有限公司",
        "---",
        "\ud800",
        "Co., Ltd.",
        "Company GmbH",
    ],
)
def test_a_name_with_nothing_to_compare_is_none(text: str) -> None:
    assert ready(text, kind="company") is None


def test_numbers_lose_their_endings() -> None:
    assert made("46TH TsNII").numbers == ("46",)
    assert made("Vintage VII").numbers == ("7",)
    assert made("Xi Ltd").numbers == ()


def test_words_beyond_the_limit_are_counted() -> None:
    name = made("koto " * (MAX_WORDS + 3))
    assert (len(name.tokens), name.cut) == (MAX_WORDS, 3)


def test_the_family_name_is_known_where_the_publisher_writes_it_first() -> None:
    name = made("AL-TIKRITI, Ayman Sabawi", kind="person", family_first=True)
    assert name.family == {"tikriti"}
    assert made("Ayman Al-Tikriti", kind="person").family == frozenset()


def test_a_person_keeps_words_that_are_legal_forms_elsewhere() -> None:
    assert made("Nguyen Van Sa", kind="person").tokens == ("nguyen", "van", "sa")


def test_a_vessel_loses_its_prefix() -> None:
    assert made("M/V Glory Rise", kind="vessel").tokens == ("glory", "rise")


def test_a_stranger_may_be_a_company_or_a_person() -> None:
    assert made("Dom Grp", kind="unknown").readings() == (("house", "group"), ("dom", "grp"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GUANGZHOU HAIGE COMM GRP", "Guangzhou Haige Communications Group"),
        ("CNOOC ENERGY TECH & SRVCES", "CNOOC Energy Technology and Services"),
        ("140 REMONTNY ZAVOD OAO", "140TH REPAIR PLANT JSC"),
        ("Orion Int'l", "Orion International"),
    ],
)
def test_what_trade_abbreviates_meets_what_is_written_out(one: str, other: str) -> None:
    plain = [word for word in made(other).tokens if not is_particle(word)]
    assert [word for word in made(one).tokens if not is_particle(word)] == plain


@pytest.mark.parametrize(
    "spellings",
    [
        "abd al rahman|abdurrahman|abdul rahman|abdelrahman|abd el rahman|abdalrahman",
        "abd allah|abdullah|abdallah|abdoulallah2",
        "saad al din|saadeddin|saaduddin|saadaldin",
        "rahmat allah|rahmatullah|rahmatollah",
    ],
)
def test_compound_names_meet(spellings: str) -> None:
    found = {join_compounds(way.split()) for way in spellings.split("|") if "2" not in way}
    assert len(found) == 1


def test_an_abbreviation_is_in_clean_form_and_means_something_else() -> None:
    raw = load("expand")
    table = {
        k: v
        for text in (raw["abbreviations"], *raw["words"].values())
        for k, v in lines(text).items()
    }
    assert [key for key in table if clean_name(key) != key] == []
    assert [key for key, value in table.items() if key == value] == []


def test_expanding_twice_is_expanding_once() -> None:
    raw = load("expand")
    keys = {k for text in (raw["abbreviations"], *raw["words"].values()) for k in lines(text)}
    once = {key: expand((key,)) for key in keys}
    assert {key: words for key, words in once.items() if expand(words) != words} == {}


def test_ordinary_words_are_in_clean_form_and_weigh_less_than_rare_ones() -> None:
    for group in load("common_words").values():
        assert 0.0 < group["weight"] < 1.0
        assert [word for word in group["words"].split() if clean_name(word) != word] == []


def test_commerce_tells_less_than_a_given_name_and_that_less_than_a_rare_word() -> None:
    trading, given_name = background("trading"), background("mohammad")
    assert trading is not None
    assert given_name is not None
    assert trading < given_name < 1.0
    assert background("elektrokom") is None


def test_places_are_told_from_family_names() -> None:
    assert is_place("sweden")
    assert not is_place("han")


def test_importing_names_is_light() -> None:
    code = (
        "HEAVY = {'anyascii', 'numpy', 'rapidfuzz', 'enduse.names.scripts'};"
        "import sys, dataclasses, pathlib, tomllib, time; t = time.process_time();"
        "import enduse.names.ready; t = time.process_time() - t;"
        "print(t, *(m for m in sys.modules if m in HEAVY))"
    )
    times = []
    for _ in range(3):
        out = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        spent, *heavy = out.stdout.split()
        assert heavy == []
        times.append(float(spent))
    assert min(times) < 0.1


@pytest.mark.parametrize(
    ("text", "without"),
    [
        # UN IRe.067, IRe.002; OFAC 36216 shapes
        ("SHAHID HEMMAT INDUSTRIAL GROUP (SHIG)", ("shahid", "hemmat", "industrial", "group")),
        (
            "AEROSPACE INDUSTRIES ORGANISATION (AIO)",
            ("aerospace", "industries", "organisation"),
        ),
    ],
)
def test_initials_of_its_own_in_brackets_may_be_left_out(
    text: str, without: tuple[str, ...]
) -> None:
    name = ready(text)
    assert name is not None
    assert any(
        set(without[:2]) <= set(r) and len(r) < len(name.tokens) for r in name.readings()
    )


@pytest.mark.parametrize("text", ["Bowne Global Solutions (Sweden)", "Acme Trading (UK)"])
def test_other_brackets_stay(text: str) -> None:
    name = ready(text)
    assert name is not None
    assert all(len(reading) >= len(name.tokens) for reading in name.readings())
