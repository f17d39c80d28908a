"""Legal forms: what is taken off, what stays, what class it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.names.forms import split_form
from enduse.names.table import load
from enduse.names.text import CleanName, clean_name

PHRASES = [
    (line, name.removeprefix("native_"))
    for name, text in load("forms")["classes"].items()
    for line in text.strip().splitlines()
]


def split(text: str) -> tuple[str, set[str]]:
    core, classes = split_form(clean_name(text))
    return core, set(classes)


def test_every_form_of_the_table_is_written_as_cleaning_leaves_it() -> None:
    assert [phrase for phrase, _ in PHRASES if clean_name(phrase) != phrase] == []


def test_no_form_is_of_two_classes() -> None:
    classes: dict[str, set[str]] = {}
    for phrase, name in PHRASES:
        classes.setdefault(phrase, set()).add(name)
    assert {phrase: found for phrase, found in classes.items() if len(found) > 1} == {}


def test_every_form_is_taken_off_either_end() -> None:
    kept = [
        text
        for phrase, name in PHRASES
        for text in (f"zubrowka {phrase}", f"{phrase} zubrowka")
        if split(text) != ("zubrowka", {name})
    ]
    assert kept == []


def test_a_name_that_is_only_a_form_leaves_nothing() -> None:
    assert [phrase for phrase, _ in PHRASES if split_form(CleanName(phrase))[0]] == []


@settings(deadline=None)
@given(st.text())
def test_what_is_left_is_a_clean_name_with_no_form_at_its_ends(text: str) -> None:
    core, _ = split_form(clean_name(text))
    assert clean_name(core) == core
    assert split_form(core)[0] == core


@pytest.mark.parametrize(
    ("text", "core", "classes"),
    [
        ("ООО «Электроком» ВПК", "электроком впк", {"limited"}),
        ("FOURTEENTH OCEAN GMBH & CO. KG", "fourteenth ocean", {"partnership"}),
        ("Koto Machinery Co., Ltd.", "koto machinery", {"limited"}),
        ("Anadolu San. ve Dış Tic. Ltd. Şti.", "anadolu san ve dis tic", {"limited"}),
        ("Dunya Elektronik A.Ş.", "dunya elektronik", {"joint_stock"}),
        ("沈忠國際海運有限公司", "沈忠國際海運", {"limited"}),
        ("株式会社東京", "東京", {"joint_stock"}),
        ("شرکت صنایع", "صنایع", {"company"}),
        ("Rayan (PJS)", "rayan", {"joint_stock"}),
        ("Vympel FZE", "vympel", {"free_zone_company"}),
        ("FGUP Rubin", "rubin", {"state_enterprise"}),
        ("Zen Shipping Pvt. Ltd. Mumbai", "zen shipping mumbai", {"limited"}),
        ("Sa Re Ga", "re ga", {"joint_stock"}),
        ("The Company of Wolves", "the company of wolves", set()),
    ],
)
def test_forms_are_taken_off_as_companies_write_them(
    text: str, core: str, classes: set[str]
) -> None:
    assert split(text) == (core, classes)
