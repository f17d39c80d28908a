"""The rulebook's data agrees with itself: cited, dated, never heavier than its texts."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "src" / "enduse" / "assess" / "rulebook"
PAGE = ROOT / "docs" / "reference" / "sources.md"

LAST_READ = date(2026, 11, 23)
"""The day on which these files were written; nothing can have been read after it."""

Row = dict[str, Any]


def _read(name: str, folder: Path = BOOK) -> Row:
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


CONTRACT = _read("contract", Path(__file__).parent)
SOURCES: dict[str, Row] = _read("sources")["source"]
TESTS: dict[str, Row] = _read("tests")["test"]
REGIMES: dict[str, Row] = _read("regimes")["regime"]
EMBARGOES: list[Row] = _read("embargoes")["embargo"]
PLACES: list[Row] = _read("diversion")["place"]
OWNING: list[Row] = _read("ownership")["rule"]
DUTIES: dict[str, Row] = _read("duties")["duty"]
GROUPS: dict[str, Row] = _read("groups")["group"]
GOODS_SETS: dict[str, Row] = _read("goods_sets")["set"]
RETENTION = _read("retention")
THRESHOLDS: Row = _read("thresholds")
WORD_LISTS = ("forwarder_words", "vague_end_use")


def _in_force(row: Row, day: date) -> bool:
    return bool(row["since"] <= day <= row.get("until", date.max))


def _key(row: Row) -> tuple[Any, ...]:
    regions = tuple(row.get("regions", ()))
    return row["regime"], row["country"], regions, row["kind"], row["goods"]


def _cited() -> Iterator[tuple[str, str]]:
    """Every use of a source, with the file that uses it."""
    for file, rows in (
        ("tests", TESTS.values()),
        ("regimes", REGIMES.values()),
        ("embargoes", EMBARGOES),
        ("diversion", PLACES),
        ("ownership", [period for rule in OWNING for period in rule["period"]]),
        ("duties", DUTIES.values()),
        ("groups", GROUPS.values()),
        ("goods_sets", GOODS_SETS.values()),
        ("retention", [*RETENTION["remembered"], *RETENTION["ground"].values()]),
    ):
        yield from ((file, name) for row in rows for name in row["sources"])
    yield from (("thresholds", name) for name in THRESHOLDS["new_company_sources"])


def _name(row: Row) -> str:
    return "-".join(str(part) for part in (*_key(row), row["since"]))


def test_every_citation_stands_in_the_sources_and_every_source_is_cited() -> None:
    assert {name for _, name in _cited()} == set(SOURCES)


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_a_source_says_what_it_is_when_and_how_it_was_read(source: Row) -> None:
    assert set(source) <= {"citation", "as_of", "read", "url", "note"}
    assert len(source["citation"]) > 10
    assert type(source["as_of"]) is date
    assert source["as_of"] <= LAST_READ
    assert source["read"] in {"primary", "secondary", "memory"}
    assert source.get("url", "https://").startswith(("https://", "http://"))


def test_no_two_sources_are_the_same_text() -> None:
    counted = Counter(source["citation"] for source in SOURCES.values())
    assert [text for text, times in counted.items() if times > 1] == []


def test_what_was_not_read_gives_no_address_as_if_it_had_been() -> None:
    assert [n for n, s in SOURCES.items() if s["read"] == "memory" and "url" in s] == []


def test_every_test_of_the_contract_is_described_and_no_other() -> None:
    assert sorted(TESTS) == sorted(CONTRACT["tests"])


def test_the_numbers_run_from_t01_to_t34_and_the_rest_is_our_own() -> None:
    numbers = {row["number"] for row in TESTS.values()}
    assert numbers == {f"T{number:02d}" for number in range(1, 35)} | {"own"}


@pytest.mark.parametrize("row", TESTS.values(), ids=TESTS)
def test_a_test_says_what_it_asks_for_and_asks_a_question(row: Row) -> None:
    assert set(row) == {"number", "title", "asks_for", "sources", "missing", "question"}
    assert row["asks_for"].endswith(".")
    assert row["question"].endswith("?")
    assert len(set(row["sources"])) == len(row["sources"]) > 0
    assert any(SOURCES[name]["read"] != "memory" for name in row["sources"])


def test_the_union_has_its_twenty_seven_members() -> None:
    members = REGIMES["EU"]["members"]
    assert len(set(members)) == len(members) == 27
    assert "GB" not in members
    assert set(REGIMES["NL"]["members"]) <= set(members)


@pytest.mark.parametrize("regime", REGIMES.values(), ids=REGIMES)
def test_a_regime_requires_lists_of_the_contract_and_says_why_it_applies(regime: Row) -> None:
    facts = {"every_order", "seller_country", "goods_origin", "payment_currency"}
    facts |= {"party_country", "seller_owner", "origin_unknown"}
    raised = set(regime["applies_when"]) | set(regime.get("asks_when", ()))
    assert set(regime["requires"]) <= set(CONTRACT["lists"])
    assert regime["requires"]
    assert raised
    assert raised <= facts
    assert set(regime.get("reasons", {})) == raised - {"every_order"}
    assert regime["why"]


@pytest.mark.parametrize("row", EMBARGOES, ids=_name)
def test_a_ban_is_cited_dated_and_no_heavier_than_its_texts(row: Row) -> None:
    assert row["regime"] in REGIMES
    assert re.fullmatch(r"[A-Z]{2}", row["country"])
    assert all(place.startswith(f"{row['country']}-") for place in row.get("regions", ()))
    assert row["kind"] in {"comprehensive", "goods_ban", "arms"}
    assert row["goods"] in {"any", "sectoral", "priority", "uav", "aero", "dual_use"}
    assert row["weight"] in {"hold", "review", "note"}
    assert row["says"].endswith(".")
    assert row["kind"] == "arms" or row["licence"].endswith(".")
    assert row["since"] <= row.get("until", LAST_READ) <= LAST_READ
    reads = {SOURCES[name]["read"] for name in row["sources"]}
    assert row["weight"] == "note" or reads & {"primary", "secondary"}


def test_a_comprehensive_ban_holds_anything_and_an_arms_embargo_holds_nothing() -> None:
    kinds = {(row["kind"], row["goods"], row["weight"]) for row in EMBARGOES}
    assert {each for each in kinds if each[0] == "comprehensive"} == {
        ("comprehensive", "any", "hold")
    }
    assert {each for each in kinds if each[0] == "arms"} == {("arms", "any", "note")}


def test_what_cannot_be_looked_up_in_a_list_held_here_is_never_held() -> None:
    assert {row["weight"] for row in EMBARGOES if row["goods"] == "sectoral"} == {"review"}


@given(day=st.dates(date(1990, 1, 1), LAST_READ))
def test_on_any_day_a_ban_is_told_once(day: date) -> None:
    counted = Counter(_key(row) for row in EMBARGOES if _in_force(row, day))
    assert [key for key, times in counted.items() if times > 1] == []


def test_a_ban_that_was_rewritten_leaves_no_day_uncovered() -> None:
    by_key: dict[tuple[Any, ...], list[Row]] = {}
    for row in sorted(EMBARGOES, key=lambda each: each["since"]):
        by_key.setdefault(_key(row), []).append(row)
    for rows in by_key.values():
        for one, following in pairwise(rows):
            assert one["until"] + timedelta(days=1) == following["since"]


@given(
    day=st.dates(date(2022, 3, 3), LAST_READ),
    regime=st.sampled_from(["EU", "US"]),
    country=st.sampled_from(["RU", "BY"]),
)
def test_dual_use_goods_to_russia_and_belarus_are_held_on_every_day_of_the_war(
    day: date, regime: str, country: str
) -> None:
    found = {
        (row["goods"], row["weight"])
        for row in EMBARGOES
        if (row["regime"], row["country"]) == (regime, country) and _in_force(row, day)
    }
    assert ("dual_use", "hold") in found
    assert {weight for goods, weight in found if goods == "priority"} <= {"hold", "review"}
    assert any(goods == "priority" for goods, _ in found)


@pytest.mark.parametrize(
    ("country", "day", "weights"),
    [
        ("SY", date(2025, 9, 1), {"hold"}),  # 90 FR 42315: effective 2 September 2025
        ("SY", date(2025, 9, 2), {"note", "review"}),
        ("CU", date(2024, 1, 1), {"hold"}),  # 15 CFR 746.2
        ("KZ", date(2024, 1, 1), set()),
    ],
)
def test_us_bans_on_goods_follow_the_day(country: str, day: date, weights: set[str]) -> None:
    found = [
        row["weight"]
        for row in EMBARGOES
        if (row["regime"], row["country"]) == ("US", country)
        and row["kind"] != "arms"
        and _in_force(row, day)
    ]
    assert set(found) == weights


@pytest.mark.parametrize("row", PLACES, ids=lambda row: row["country"])
def test_a_place_of_diversion_is_named_by_a_text_and_leads_to_a_banned_country(
    row: Row,
) -> None:
    banned = {ban["country"] for ban in EMBARGOES if ban["kind"] != "arms"}
    assert row["level"] in {"high", "hub"}
    assert set(row["goods"]) <= {"priority", "uav"}
    assert row["goods"]
    assert row["toward"]
    assert set(row["toward"]) <= banned
    assert row["since"] <= row.get("until", LAST_READ)
    assert any(SOURCES[name]["read"] != "memory" for name in row["sources"])
    assert row["country"] not in REGIMES["EU"]["members"]


@given(day=st.dates(date(2022, 1, 1), LAST_READ))
def test_on_any_day_a_place_stands_in_the_table_once(day: date) -> None:
    counted = Counter(row["country"] for row in PLACES if _in_force(row, day))
    assert [country for country, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("rule", OWNING, ids=lambda rule: rule["id"])
def test_a_rule_of_ownership_is_dated_seen_and_cited_in_every_period(rule: Row) -> None:
    assert rule["regime"] in REGIMES
    assert rule["freezes"] or rule["programmes"]
    assert not set(rule.get("frozen", ())) & set(rule.get("programmes", ()))
    for period in rule["period"]:
        reads = {SOURCES[name]["read"] for name in period["sources"]}
        assert period["status"] in {"in_force", "suspended"}
        assert period["since"] <= period.get("until", date.max)
        assert reads & {"primary", "secondary"}
        # What was last seen before it began was not seen: that must be said.
        assert period["verified"] >= period["since"] or period["doubt"].endswith(".")
        assert period["verified"] <= LAST_READ


def test_a_suspended_rule_follows_and_is_followed_without_a_day_between() -> None:
    (rule,) = (rule for rule in OWNING if rule["id"] == "us-bis-affiliates")
    for one, following in pairwise(rule["period"]):
        assert one["until"] + timedelta(days=1) == following["since"]
    states = [(p["status"], p["since"]) for p in rule["period"]]
    assert states == [
        ("in_force", date(2025, 9, 29)),
        ("suspended", date(2025, 11, 10)),
        ("in_force", date(2026, 11, 10)),
    ]


def test_free_mail_services_are_plain_domains_each_once() -> None:
    domains = THRESHOLDS["free_mail"]
    plain = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
    assert [each for each in domains if not plain.fullmatch(each)] == []
    assert len(set(domains)) == len(domains) > 100


@pytest.mark.parametrize("name", WORD_LISTS)
def test_words_are_folded_each_once_and_open_only_at_their_end(name: str) -> None:
    words = THRESHOLDS[name]
    assert len(set(words)) == len(words) > 20
    assert [word for word in words if word != word.casefold() or word != word.strip()] == []
    assert [word for word in words if "*" in word[:-1] or len(word.rstrip("*")) < 3] == []


def _grouped() -> Iterator[tuple[str, list[str]]]:
    """The words of every table that is read by groups, each group with its table's name."""
    yield from (("traders", words) for words in _read("traders").values())
    yield from (("paying", words) for words in _read("paying")["words"].values())
    lists = ("none", "open_to_all", "second", "worldwide", "like_com", "beside")
    yield from (("domains", _read("domains")[name]) for name in lists)


@pytest.mark.parametrize("words", [words for _, words in _grouped()])
def test_words_of_a_group_are_small_letters_each_once_and_open_at_their_end(
    words: list[str],
) -> None:
    assert len(set(words)) == len(words) > 0
    assert [word for word in words if word != word.strip().lower() or not word] == []
    assert [word for word in words if "*" in word[:-1] or word == "*"] == []


def test_a_word_of_trade_or_payment_stands_in_one_group() -> None:
    traders = _read("traders")
    in_names = [words for name, words in traders.items() if name != "free_zone_address"]
    for groups in (in_names, list(_read("paying")["words"].values())):
        counted = Counter(word for words in groups for word in words)
        assert [word for word, times in counted.items() if times > 1] == []


def test_the_bounds_of_payment_are_sums_of_money_that_can_be_compared() -> None:
    paying = _read("paying")
    assert 0 < paying["cash_from"] < paying["advance_from"]
    assert set(paying["currencies"]) == {"EUR", "USD", "GBP", "CHF"}


def test_the_bounds_of_a_detour_and_of_a_likeness_make_sense() -> None:
    assert THRESHOLDS["name"] == "default-1"
    assert THRESHOLDS["new_company_after"] == date(2022, 2, 24)
    assert THRESHOLDS["detour"]["ratio"] > 1
    assert THRESHOLDS["detour"]["extra_km"] > 0
    assert 0.5 < THRESHOLDS["match"]["sure"] <= 1


def test_the_page_of_sources_shows_what_the_rulebook_holds() -> None:
    used: dict[str, set[str]] = {}
    for file, name in _cited():
        used.setdefault(name, set()).add(file)
    expected = {
        f"| `{name}` | {row['citation']} | {row['as_of']} | {row['read']} "
        f"| {', '.join(sorted(used[name]))} |"
        for name, row in SOURCES.items()
    }
    shown = [ln for ln in PAGE.read_text(encoding="utf-8").splitlines() if ln.startswith("| `")]
    assert set(shown) == expected
    assert len(shown) == len(expected)
