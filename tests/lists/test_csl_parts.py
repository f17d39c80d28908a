import re
import time
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.lists import csl_names, csl_papers, csl_terms
from enduse.lists.csl_papers import Found

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "csl_cases.toml").read_text(encoding="utf-8")
)
days = st.dates(min_value=date(1980, 1, 1), max_value=date(2030, 1, 1))
words = st.text(alphabet="abcXYZ .,;()[]-?'", max_size=20)
cells = st.lists(
    st.one_of(
        words,
        st.sampled_from(["(a.k.a. ", "f.k.a., ", " -AKA- ", "[aka ", "Affiliated Entity: "]),
        st.sampled_from(
            [". Subordinate Institution - ", " and any successor thereof", "; and "]
        ),
        st.sampled_from([case["cell"] for case in CASES["name"]]),
    ),
    max_size=5,
).map("".join)


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text.casefold() if char.isalnum())


@pytest.mark.parametrize("case", CASES["name"], ids=lambda case: case["seen"])
def test_a_name_cell_is_taken_apart(case: dict[str, Any]) -> None:
    found = csl_names.read(case["cell"], [], shorts=True)
    assert [[n.text, n.kind, n.strength] for n in found.names] == case["names"]


def test_the_company_that_an_affiliate_belongs_to_is_a_link() -> None:
    parent, own = "Huawei Technologies Co., Ltd. (Huawei)", "Huawei Mobile Technology Ltd."
    (link,) = csl_names.read(f"{parent}.  Affiliated Entity: {own}", [], shorts=True).links
    assert (link.name, link.relation) == (parent, "Affiliated Entity")


def test_other_names_lose_their_and_and_keep_their_former() -> None:
    # EL, 5th Ship Repair Plant; ISN, Centre for Innovation and Technology Cooperation.
    cells = ["5 SRZ; and JSC GF 5 SRZ JSC TsS Zvezdochka", "TCO; F.K.A. Presidency Office"]
    found = csl_names.read("X", cells, shorts=False)
    assert [(n.text, n.kind) for n in found.names[1:]] == [
        ("5 SRZ", "aka"), ("JSC GF 5 SRZ JSC TsS Zvezdochka", "aka"), ("TCO", "aka"),
        ("Presidency Office", "fka"),
    ]  # fmt: skip


@given(cells)
def test_no_letter_of_a_name_cell_is_lost(cell: str) -> None:
    found = csl_names.read(cell, [], shorts=True)
    told = "".join([n.text for n in found.names] + [text for _, text in found.facts])
    assert not letters(cell) - letters(told)
    assert bool(found.names) == bool(cell.strip())


@given(cells, st.lists(cells, max_size=3))
def test_no_letter_of_other_names_is_lost_but_the_marks(cell: str, others: list[str]) -> None:
    found = csl_names.read(cell, others, shorts=False)
    told = " ".join([n.text for n in found.names] + [text for _, text in found.facts])
    for word in re.findall(r"[a-zA-Z]+", " ".join(others)):
        assert word in told or word.lower() in ("and", "a", "k", "f", "n", "aka", "fka", "nka")


@given(cells)
def test_names_are_filled_and_different(cell: str) -> None:
    texts = [n.text for n in csl_names.read(cell, [cell], shorts=True).names]
    assert all(text.strip() for text in texts)
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("case", CASES["licence"], ids=lambda case: case["requirement"][:60])
def test_only_a_whole_requirement_with_a_whole_denial_is_one(case: dict[str, Any]) -> None:
    under = csl_terms.entity_list(case["requirement"], case["policy"])
    assert under[0] == "EL"
    assert ("EL-DENIAL" in under) == case["denial"]


@given(st.text(alphabet="bcdfgh", min_size=2))
def test_anything_more_that_is_said_needs_a_reader(more: str) -> None:
    whole = "For all items subject to the EAR"
    assert csl_terms.entity_list(f"{whole} {more}", "Presumption of denial.") == ("EL",)
    assert csl_terms.entity_list(whole, f"Presumption of denial {more}") == ("EL",)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("Denied Persons List (DPL) - Bureau of Industry and Security", "DPL"),
        ("Entity List (EL) - Bureau of Industry and Security", "EL"),
        ("Military End User (MEU) List - Bureau of Industry and Security", "MEU"),
        ("Unverified List (UVL) - Bureau of Industry and Security", "UVL"),
        ("Nonproliferation Sanctions (ISN) - State Department", "ISN"),
        ("ITAR Debarred (DTC) - State Department", "DTC"),
        ("Capta List (CAP) - Treasury Department", "CAP"),
        ("Foreign Sanctions Evaders (FSE) - Treasury Department", "FSE"),
        ("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "MBS"),
        ("Palestinian Legislative Council List (PLC) - Treasury Department", "PLC"),
        ("Sectoral Sanctions Identifications List (SSI) - Treasury Department", "SSI"),
        ("Specially Designated Nationals (SDN) - Treasury Department", "SDN"),
        (
            "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC)"
            " - Treasury Department",
            "CMIC",
        ),
        ("A list of tomorrow", None),
    ],
)
def test_every_source_list_has_its_short_word(source: str, code: str | None) -> None:
    assert csl_terms.code(source) == code


@pytest.mark.parametrize("case", CASES["paper"], ids=lambda case: case["cell"][:50])
def test_an_item_of_the_ids_is_the_number_or_fact_that_it_is(case: dict[str, Any]) -> None:
    (paper,), odd = csl_papers.parse(case["cell"])
    found = Found()
    csl_papers.take(paper, found)
    ids = [[i.scheme, i.value, i.label, i.country or "", i.note or ""] for i in found.ids]
    assert ids == ([case["id"]] if "id" in case else [])
    assert [list(fact) for fact in found.facts] == ([case["fact"]] if "fact" in case else [])
    assert (odd, found.new) == ([], [])


@given(st.lists(st.sampled_from([c["cell"] for c in CASES["paper"]]) | words, max_size=5))
def test_every_item_of_the_ids_lands_somewhere(items: list[str]) -> None:
    cell = "; ".join(items)
    papers, odd = csl_papers.parse(cell)
    found = Found()
    for paper in papers:
        csl_papers.take(paper, found)
    filled = [item for item in cell.split("; ") if item.strip()]
    landed = len(found.ids) + len(found.facts) + len(found.genders) + len(odd)
    assert landed == len(filled)


@given(st.lists(days, min_size=3, max_size=30), st.integers(900, 9000))
def test_one_slip_of_the_pen_far_ahead_is_not_the_date_of_the_file(
    known: list[date], ahead: int
) -> None:
    slip = max(known) + timedelta(days=ahead)
    assert csl_terms.newest([*known, slip]) != slip


@given(st.lists(days, min_size=1, max_size=30))
def test_the_newest_date_is_one_of_them_and_not_before_the_middle(known: list[date]) -> None:
    found = csl_terms.newest(known)
    assert found in known
    assert found >= sorted(known)[(len(known) - 1) // 2]


@given(days | st.none(), days | st.none())
def test_an_order_is_over_only_where_both_days_are_known(
    expires: date | None, newest: date | None
) -> None:
    over = csl_terms.denial(expires, newest) == "DPL-EXPIRED"
    assert over == (expires is not None and newest is not None and expires < newest)


@pytest.mark.parametrize("run", ["\t", " ", "\u00a0", ", ", "; ", "("])
def test_a_long_run_of_blanks_takes_no_square_of_time(run: str) -> None:
    began = time.perf_counter()
    csl_names.read(f"EXAMPLE{run * 20_000}LLC", (), shorts=True)
    assert time.perf_counter() - began < 2
