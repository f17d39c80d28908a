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

EVERYDAY = frozenset(load("forms")["everyday"]["words"].split())


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


def test_a_name_that_is_only_a_form_leaves_nothing_unless_it_may_be_initials() -> None:
    left = {phrase: split_form(CleanName(phrase))[0] for phrase, _ in PHRASES}
    assert {core for phrase, core in left.items() if core != phrase} == {""}
    initials = {core.replace(" ", "") for core in left.values()} - {""}
    assert {"sl", "se", "psc", "spc", "asc", "asbl", "ano", "rt", "ibc", "sae"} <= initials
    assert all(len(each) <= 4 and each.isascii() for each in initials)
    assert initials.isdisjoint(EVERYDAY)


def test_no_everyday_form_is_missing_from_the_classes() -> None:
    written = {phrase.replace(" ", "") for phrase, _ in PHRASES}
    assert [word for word in sorted(EVERYDAY) if word not in written] == []


def test_two_forms_that_everybody_writes_leave_nothing() -> None:
    kept = [(a, b) for a in EVERYDAY for b in EVERYDAY if split(f"{a} {b}")[0]]
    assert kept == []


def test_what_is_left_of_two_forms_is_left_of_it_again() -> None:
    short = [phrase for phrase, _ in PHRASES if len(phrase) <= 5]
    cores = {split(f"{a} {b}")[0] for a in short for b in short}
    assert len(cores) > len(short) / 4
    assert [core for core in cores if split(core)[0] != core] == []


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
        ("LLC", "", {"limited"}),
        ("Co., Ltd.", "", {"limited"}),
        ("OOO LLC", "", {"limited"}),
        ("SAE Company", "sae", {"company"}),
        ("PSC LLC", "psc", {"limited"}),
        ("Example Pty Ltd", "example", {"limited"}),
        # As listed: OFAC 12605, 47556, 45091, 40913 (2 May 2024); OFSI, 10 April 2025.
        ("SE", "se", set()),
        ("SAE OOO", "sae", {"limited"}),
        ("LLC IBC", "ibc", {"limited"}),
        ("PTE OOO", "pte", {"limited"}),
        ("EK-COMPANY AG", "ek", {"company", "joint_stock"}),
        ("E. K.-COMPANY GMBH & CO. KG", "e k", {"company", "partnership"}),
    ],
)
def test_forms_are_taken_off_as_companies_write_them(
    text: str, core: str, classes: set[str]
) -> None:
    assert split(text) == (core, classes)
