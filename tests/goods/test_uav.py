import csv
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.goods.editions import Changes
from enduse.goods.priority import Priority
from enduse.goods.uav import Uav

SHARED = os.environ.get("TEST_SHARED")
CHANGES = Changes.load()
UAV = Uav.load()
HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "uav_cases.toml").read_text("utf-8"))[
    "case"
]
SUPP7 = {
    c.code for g in UAV.table.values() for c in g.codes if "supp7" in c.sources and not c.part
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40] or case["hs"])
def test_a_line_belongs_to_the_groups_that_the_case_names(case: dict[str, Any]) -> None:
    readings = CHANGES.same_goods(case["hs"]) if "hs" in case else ()
    found = {m.group: m for m in UAV.groups(case["text"], readings)}
    assert {g: m.by for g, m in found.items()} == case["groups"]
    assert sorted(g for g, m in found.items() if m.partial) == case.get("partial", [])


def test_supplement_7_is_the_priority_list_and_three_engine_codes() -> None:
    assert set(Priority.load().items) | {"840710", "840890", "840910"} == SUPP7


def test_every_code_of_supplement_7_matches_by_its_number_alone() -> None:
    for code in SUPP7:
        matches = UAV.groups("blue widgets", CHANGES.same_goods(code, 2022))
        assert [m.by for m in matches if "supp7" in m.sources and not m.partial], code


def test_a_number_listed_in_part_needs_words_unless_there_are_none() -> None:
    pump = CHANGES.same_goods("850131", 2022)
    assert UAV.groups("pump motor 2 kW", pump) == ()
    assert [(m.by, m.partial) for m in UAV.groups(None, pump)] == [("hs", True)]
    assert [(m.by, m.partial) for m in UAV.groups("spare parts", pump)] == [("hs", True)]
    (match,) = UAV.groups("servo motor", pump)
    assert (match.by, match.partial, match.words) == ("hs", False, "servo motor")


def test_an_old_number_reaches_its_group_and_names_every_source() -> None:
    (match,) = UAV.groups("industrial camera", CHANGES.same_goods("852580", 2017))
    assert match.found == "8525.83, 8525.89"
    assert set(match.sources) == {"supp7", "eu_iran"}
    assert {r.editions for r in match.readings} == {(2017,)}


@given(st.sampled_from([t for g in UAV.table.values() for t in g.terms]), st.data())
def test_denying_a_term_never_adds_a_group(term: tuple[str, ...], data: st.DataObject) -> None:
    said = " ".join(part.replace("*", "") for part in term)
    denial = data.draw(st.sampled_from(["not for", "niet voor", "nicht für", "не для"]))
    plain = {m.group for m in UAV.groups(f"gadget {said}", ())}
    denied = {m.group for m in UAV.groups(f"gadget {denial} {said}", ())}
    assert denied <= plain


@given(st.text(max_size=60))
def test_any_description_is_read_and_without_a_number_only_words_speak(text: str) -> None:
    for match in UAV.groups(text, ()):
        assert match.by == "words"
        assert match.found
        assert match.sources == ()


@given(st.lists(st.sampled_from([c["text"] for c in CASES]), min_size=2, max_size=3))
def test_a_longer_description_keeps_the_groups_of_its_sentences(texts: list[str]) -> None:
    # A phrase such as "boat propeller" is judged in its own sentence, so nothing is undone.
    each = {m.group for text in texts for m in UAV.groups(text, ())}
    assert each <= {m.group for m in UAV.groups("; ".join(texts), ())}


def test_every_group_has_words_in_eight_languages_or_none() -> None:
    raw = tomllib.loads(
        (HERE.parents[1] / "src/enduse/goods/tables/uav.toml").read_text("utf-8")
    )
    languages = {"en", "nl", "de", "fr", "ru", "tr", "zh", "fa"}
    assert [g["id"] for g in raw["group"] if set(g["words"]) not in (languages, set())] == []


@pytest.mark.skipif(SHARED is None, reason="TEST_SHARED does not name the real tables")
def test_codes_are_those_of_the_two_lists() -> None:
    folder = Path(SHARED or "") / "goods"
    with (folder / "us/supp7_part746.csv").open(encoding="utf-8") as lines:
        assert {row["hts6"] for row in csv.DictReader(lines)} == SUPP7
    with (folder / "eu/iran_2023_1529_annex_ii_2026-01-31.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    eu = {row["code"][:6] for row in rows}
    whole = {r["code"] for r in rows if r["partial_ex"] == "0" and len(r["code"]) == 6}
    ours = [c for g in UAV.table.values() for c in g.codes if "eu_iran" in c.sources]
    assert {c.code for c in ours} <= eu
    only_eu = {c.code for c in ours if not c.part and "supp7" not in c.sources}
    assert only_eu <= whole
