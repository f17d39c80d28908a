"""Which directive a party of OFAC's non-SDN list is under stands in its facts alone."""

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.desk.sources import Effects
from enduse.lists import readers
from enduse.lists.catalogue import effects, info
from enduse.model.listing import Entry, ListedName

SHARED = os.environ.get("TEST_SHARED")
OFAC = Path(SHARED or ".") / "lists" / "us_ofac"
LIST_ID = "us_ofac_cons"
ABOUT = info(LIST_ID)
UKRAINE, RUSSIA = "UKRAINE-EO13662", "RUSSIA-EO14024"
DETERMINED, TOLD = (
    "Executive Order 13662 Directive Determination",
    "Executive Order 14024 Directive Information",
)

Facts = tuple[tuple[str, str], ...]


def labels(programmes: tuple[str, ...], facts: Facts) -> list[str]:
    return [each.label for each in effects(ABOUT, programmes, facts)]


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        # The CSV, entry 17013 as of 2025-12-19.
        (((DETERMINED, "Subject to Directive 1"),), "sectoral sanctions, Directive 1"),
        # The ADVANCED XML, entry 17064 as of 2020-03-17.
        ((("Measure", "13662 Sectoral Directive 2"),), "sectoral sanctions, Directive 2"),
        (((DETERMINED, "Subject to Directive 3"),), "sectoral sanctions, Directive 3"),
        (((DETERMINED, "Subject to Directive 4"),), "sectoral sanctions, Directive 4"),
        (((DETERMINED, "Subject to Directive 5"),), "sectoral sanctions, another directive"),
        (((DETERMINED, "Subject to Directive 11"),), "sectoral sanctions, another directive"),
        (((DETERMINED, "Subject to a directive"),), "sectoral sanctions"),
        ((("Effective Date", "(EO 14024 Directive 2): 26 Mar 2022"),), "sectoral sanctions"),
        ((), "sectoral sanctions"),
    ],
)
def test_a_sectoral_directive_is_named(facts: Facts, label: str) -> None:
    assert labels((UKRAINE,), facts) == [label]


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        # The CSV and the XML, entry 18669 as of 2025-12-19 and 2025-03-28.
        ((("Effective Date", "(EO 14024 Directive 2): 26 Mar 2022"),),
         "no US bank accounts, Directive 2"),
        ((("Effective Date (EO 14024 Directive 2)", "26 Mar 2022"),),
         "no US bank accounts, Directive 2"),
        (((TOLD, "Subject to Directive 3 - All transactions in"),),
         "new debt and equity, Directive 3"),
        (((TOLD, "Subject to Directive 4 - any transaction"),), "transaction ban, Directive 4"),
        (((TOLD, "Subject to Directive 1a - As of"),), "sovereign debt, Directive 1a"),
        (((TOLD, "Subject to Directive 1 - As of"),), "another directive on Russia"),
        (((TOLD, "For more information on directives, please visit"),), "directives on Russia"),
        (((DETERMINED, "Subject to Directive 4"),), "directives on Russia"),
        ((), "directives on Russia"),
    ],
)  # fmt: skip
def test_a_directive_on_russia_is_named(facts: Facts, label: str) -> None:
    assert labels((RUSSIA,), facts) == [label]


def test_several_directives_of_one_weight_are_all_said() -> None:
    facts = ((DETERMINED, "Subject to Directive 2"), (DETERMINED, "Subject to Directive 4"))
    assert labels((UKRAINE,), facts) == [
        "sectoral sanctions, Directive 2", "sectoral sanctions, Directive 4",
    ]  # fmt: skip
    assert labels((RUSSIA, UKRAINE), facts)[:2] == labels((UKRAINE,), facts)
    assert labels((RUSSIA, UKRAINE), facts)[2:] == ["directives on Russia"]


def test_a_directive_that_bars_every_transaction_speaks_alone() -> None:
    facts = ((TOLD, "Subject to Directive 1a - x"), (TOLD, "Subject to Directive 4 - y"))
    (means,) = effects(ABOUT, (RUSSIA, UKRAINE), facts)
    assert (means.effect, means.read) == ("hold", "primary")


said = st.sampled_from(["Subject to Directive ", "13662 Sectoral Directive ", "Directive "])
number = st.sampled_from(["1", "1a", "2", "3", "4", "5", "12", "X", ""])
fact = st.tuples(
    st.sampled_from([DETERMINED, TOLD, "Measure", "Effective Date (EO 14024 Directive 2)"]),
    st.builds(str.__add__, said, number),
)


@given(st.lists(fact, max_size=4), st.permutations([RUSSIA, UKRAINE]))
def test_facts_only_add_weight_and_their_order_says_nothing(
    facts: list[tuple[str, str]], under: list[str]
) -> None:
    found = effects(ABOUT, under, facts)
    assert found == effects(ABOUT, under[::-1], facts[::-1])
    assert found[0].effect in ("hold", effects(ABOUT, under)[0].effect)


def test_the_decision_says_each_directive_and_cites_each() -> None:
    entry = Entry(
        LIST_ID, "17254", "company", (ListedName("PUBLIC JOINT STOCK COMPANY TRANSNEFT"),),
        programmes=(UKRAINE, RUSSIA),
        facts=((DETERMINED, "Subject to Directive 2"), (TOLD, "Subject to Directive 3 - All")),
    )  # fmt: skip
    means = Effects(date(2026, 1, 1)).of(entry)
    assert means is not None
    assert means.label == "sectoral sanctions, Directive 2; new debt and equity, Directive 3"
    assert "more than 60 days" in means.says
    assert "more than 14 days" in means.says
    assert [each.citation.split(",")[1] for each in means.basis] == [
        " Directive 2 as amended on 29 September 2017", " Directive 3",
    ]  # fmt: skip


@pytest.mark.skipif(SHARED is None, reason="needs the published lists")
@pytest.mark.parametrize(
    ("names", "general", "banned"),
    [
        ([f"2025-12-19_cons/cons_{part}.csv" for part in ("prim", "alt", "add", "comments")],
         0, 3),
        (["2025-03-28_cons/consolidated.xml"], 0, 3),
        (["2024-05-06_cons/consolidated.xml"], 0, 3),
        (["2020-03-17_cons_advanced/cons_advanced.xml"], 0, 0),
    ],
)  # fmt: skip
def test_every_real_entry_under_the_two_orders_has_its_directive_said(
    names: list[str], general: int, banned: int
) -> None:
    reading = readers.read(LIST_ID, {name: (OFAC / name).read_bytes() for name in names})
    under = [e for e in reading.entries if {UKRAINE, RUSSIA} & set(e.programmes)]
    found = [labels(e.programmes, e.facts) for e in under]
    assert len(found) > 280
    assert sum(not any("irective " in label for label in each) for each in found) == general
    assert sum(each == ["transaction ban, Directive 4"] for each in found) == banned
    assert not Counter(label for each in found for label in each if "another" in label)
