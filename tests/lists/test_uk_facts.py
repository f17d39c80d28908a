import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.lists import uk_ids
from enduse.lists.uk_facts import Log, Party, apart, born, clean, day
from enduse.lists.uk_ids import numbered
from enduse.model.dates import DateSpan
from enduse.model.listing import Entry, ListedName

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "uk_ids.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES["registration"], ids=lambda case: str(case["cell"]))
def test_the_numbers_of_a_firm_are_taken_by_the_words_before_them(case: dict[str, Any]) -> None:
    found = uk_ids.registrations("No", case["cell"])
    assert [f"{number.scheme}={number.value}" for number in found] == case["ids"]


@pytest.mark.parametrize("case", CASES["told"], ids=lambda case: str(case["cell"]))
def test_papers_in_prose_are_taken_where_they_open_their_item(case: dict[str, Any]) -> None:
    found = uk_ids.told(case["scheme"], "Paper", case["cell"])
    assert [f"{number.scheme}={number.value}" for number in found] == case["ids"]


def test_a_paper_keeps_what_a_second_cell_tells_of_it() -> None:
    alike = uk_ids.papers("passport", "P", "(1) A-333602 (2) M110522", details="(1) Iran (2) -")
    assert [(n.value, n.note) for n in alike] == [("A-333602", "Iran"), ("M110522", None)]
    apart_ = uk_ids.papers("passport", "P", "(1) A1 (2) B2", details="both Indian")
    assert [(n.value, n.note) for n in apart_] == [("A1", "both Indian"), ("B2", "both Indian")]
    # UK Sanctions List RUS2397: a Russian tax number stands among the national numbers.
    (tax,) = uk_ids.papers("national_id", "N", "820523399043", details="INN")
    assert tax.scheme == "inn"


def test_ships_and_tax_numbers_are_found_in_prose() -> None:
    # OFSI ConList of April 2018, groups 13556 and others.
    assert [n.value for n in uk_ids.ships("IMO: 8937675. MMSI: 445539000.")] == ["8937675"]
    assert [n.value for n in uk_ids.ships("IMO number: 5342883; IMO 5434358")] == [
        "5342883", "5434358",
    ]  # fmt: skip
    assert list(uk_ids.ships("DIMO 5434358, IMO 54343589")) == []
    assert [n.value for n in uk_ids.taxes("Tax Registration Number: 7725056162")] == [
        "7725056162"
    ]


ITEMS = st.lists(st.text(alphabet="abcXYZ ", max_size=9), min_size=1, max_size=12)


@given(ITEMS, st.sampled_from(["({})", "{})"]))
def test_a_numbered_cell_is_split_into_what_it_was_joined_of(
    items: list[str], mark: str
) -> None:
    cell = " ".join(f"{mark.format(n)} {item}" for n, item in enumerate(items, 1))
    assert numbered(cell) == [" ".join(item.split()) for item in items]


@given(st.text(max_size=80))
def test_a_cell_without_a_mark_stays_whole(cell: str) -> None:
    bare = " ".join(cell.replace(")", "").split())
    words = bare.strip(" ;,")
    assert numbered(bare) == ([words] if words.strip("-. ") else [])


def test_letters_and_numbers_mark_items() -> None:
    # OFSI ConList, groups 13340 and 12699.
    assert numbered("1) Saudi Arabia 2) Qatar") == ["Saudi Arabia", "Qatar"]
    assert numbered("a) Palaro Village, b) Odek") == ["Palaro Village", "Odek"]
    assert numbered("(1) Uganda (2) Uganda (3)Uganda") == ["Uganda"] * 3
    assert numbered("Moscow (2)") == ["Moscow (2)"]
    assert numbered("-") == numbered("") == []


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_every_way_it_is_written(when: date) -> None:
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%d-%b-%Y", "%Y-%m-%d"):
        assert day(when.strftime(form)) == when
        assert born(when.strftime(form)) == DateSpan.of_day(when, when.strftime(form))


@pytest.mark.parametrize("year", range(1850, 2026, 25))
def test_an_unknown_day_or_month_widens_a_date(year: int) -> None:
    for text in (f"dd/mm/{year}", f"00/00/{year}", f"{year}", f"mm/{year}", f"15/mm/{year}"):
        assert born(text) == DateSpan.of_years(year, text=text)
    for month in range(1, 13):
        for text in (f"dd/{month:02}/{year}", f"00/{month:02}/{year}", f"{month:02}/{year}"):
            assert born(text) == DateSpan.of_month(year, month, text)


@given(st.text(alphabet="0123456789/-dmyT٣ ", max_size=12))
def test_any_text_is_a_date_or_none(text: str) -> None:
    span, when = born(text), day(text)
    assert when is None or (span is not None and span.first == span.last == when)
    assert span is None or span.first <= span.last


@pytest.mark.parametrize(
    "text", ["31/02/1945", "15/08/19yy", "00/13/1945", "0000", "", "1945-13-01"]
)
def test_what_is_no_date_is_not_made_one(text: str) -> None:
    assert born(text) is None


def test_signs_of_web_pages_are_read_and_nothing_else_is_touched() -> None:
    assert clean("A &amp; B &quot;C&quot; &#39;D&#39; &nbsp;E") == "A & B \"C\" 'D'  E"
    assert clean("R&D; AT&T &copy &#1; &#55296;") == "R&D; AT&T &copy &#1; &#55296;"


@given(st.text(max_size=40))
def test_cleaning_any_text_ends(text: str) -> None:
    assert clean(text).strip() == clean(text)
    assert len(clean(text)) <= len(text)


def named(*names: tuple[str, str, str]) -> tuple[tuple[ListedName, ...], Log]:
    party, log = Party("RUS0001"), Log()
    for text, kind, strength in names:
        party.name(text.split(), kind, strength, log=log)
    party.kinds["Entity"] = None
    return party.entry("uk_sl", log).names, log


def test_the_types_of_names_are_known_in_every_spelling() -> None:
    names, log = named(
        ("A", "Primary name", ""), ("B", "Primary Name Variation", ""),
        ("C", "ALias", "Good quality a.k.a"), ("D", "Alias", "Low quality a.k.a"),
        ("E", "FKA", ""), ("F", "AKA", "Low quality"), ("G", "Prime Alias", ""),
    )  # fmt: skip
    assert [(n.kind, n.strength) for n in names] == [
        ("primary", "strong"), ("aka", "strong"), ("aka", "strong"), ("aka", "weak"),
        ("fka", "strong"), ("aka", "weak"), ("primary", "strong"),
    ]  # fmt: skip
    assert log.says == {}


def test_a_name_said_twice_stands_once_and_the_stronger_word_holds() -> None:
    both = [("A B", "Alias", "Low quality"), ("A B", "Primary Name", "")]
    assert named(*both)[0] == named(*reversed(both))[0] == (ListedName("A B"),)


def test_words_that_are_new_to_us_are_told_and_the_name_is_kept_as_strong() -> None:
    names, log = named(("A", "Nickname", "Fair quality"))
    assert names == (ListedName("A", "aka"),)
    assert sorted(log.says) == [
        "aliases have the quality 'Fair quality', taken as strong",
        "names are of the type 'Nickname', taken as an alias",
    ]


def test_dates_that_cannot_be_read_are_kept_as_facts() -> None:
    party, log = Party("RUS0001"), Log()
    party.births = {"15/08/19yy": None}
    party.listed = {"soon": None, "02/03/2022": None, "01/03/2022": None}
    entry = party.entry("uk_sl", log)
    assert entry.listed_on == date(2022, 3, 1)
    assert ("Date of birth", "15/08/19yy") in entry.facts
    assert ("Date listed", "soon") in entry.facts
    assert log.says["dates cannot be read; they are kept as written"] == 2
    assert log.lost == ["RUS0001"]


@given(st.lists(st.sampled_from(["A", "A#2", "A#3", "B"]), max_size=8))
def test_every_entry_gets_a_number_of_its_own(numbers: list[str]) -> None:
    entries = apart([Entry("uk_sl", n, "unknown", ()) for n in numbers], Log())
    assert len({entry.id for entry in entries}) == len(numbers)
    if len(set(numbers)) == len(numbers):
        assert [entry.id for entry in entries] == numbers
