"""The starter list as shipped: what must hold of every row, without any published list."""

import csv
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from enduse.model.order import Kind

TEXT = files("enduse").joinpath("lists", "starter", "parties.csv").read_bytes().decode("utf-8")
FIRST, _, TABLE = TEXT.partition("\n")
ROWS = list(csv.DictReader(TABLE.splitlines()))
COLUMNS = "list,entry,name,kind,aliases,country,programme,listed_on,ids,networks"
MOST, FEWEST = 250, 180

SCHEMES = {
    "lei", "imo", "mmsi", "inn", "ogrn", "kpp", "vat", "registration", "duns", "passport",
    "national_id", "tax", "swift", "iata", "tail_number", "crypto",
}  # fmt: skip
NETWORKS = {
    "iran-uav", "iran-missile", "russia-uav", "russia-missile",
    "russia-electronics-procurement", "alabuga",
}  # fmt: skip
ENTRY = {
    "us_ofac_sdn": re.compile(r"[1-9]\d{3,4}"),
    "un_sc": re.compile(r"IR[ei]\.\d{3}"),
    # The Entity List has no numbers: its notice in the Federal Register, then the name.
    "us_csl": re.compile(r"\d{2} FR \d{4,6} \S.*"),
}
PROGRAMME = {
    "us_ofac_sdn": re.compile(r"[A-Z]+\d?(-[A-Z0-9]+)*"),
    "un_sc": re.compile(r"Iran"),
    "us_csl": re.compile(r"EL"),
}
ISO_3166 = frozenset(
    re.findall(
        "[A-Z]{2}",
        """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM
    DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
    GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
    KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
    VN VU WF WS YE YT ZA ZM ZW XK
    """,
    )
)


def split(cell: str) -> list[str]:
    """The values of a cell; an empty cell has none."""
    return cell.split(";") if cell else []


def numbers(scheme: str) -> list[str]:
    """Every identifier of one scheme in the list."""
    marked = f"{scheme}="
    return [i[len(marked) :] for r in ROWS for i in split(r["ids"]) if i.startswith(marked)]


def inn_holds(inn: str) -> bool:
    """Whether the last digit (of 10) or last two digits (of 12) follow from the others."""
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    digits = [int(digit) for digit in inn]

    def follows(at: int) -> bool:
        total = sum(w * d for w, d in zip(weights[11 - at :], digits[:at], strict=True))
        return total % 11 % 10 == digits[at]

    return all(follows(at) for at in ({10: (9,), 12: (10, 11)}[len(inn)]))


def ogrn_holds(ogrn: str) -> bool:
    """Whether the last digit follows from the rest by 11 (of 13 digits) or by 13 (of 15)."""
    return int(ogrn[:-1]) % {13: 11, 15: 13}[len(ogrn)] % 10 == int(ogrn[-1])


def lei_holds(lei: str) -> bool:
    """Whether the letters read as numbers (A is 10) leave 1 when divided by 97."""
    return int("".join(str(int(letter, 36)) for letter in lei)) % 97 == 1


def test_the_first_line_gives_the_day_of_the_lists_that_it_repeats() -> None:
    word, day = FIRST.split(": ")
    assert word == "# as_of"
    assert date.fromisoformat(day).isoformat() == day


def test_the_columns_are_the_agreed_ones() -> None:
    assert TABLE.splitlines()[0] == COLUMNS
    assert [row for row in ROWS if None in row or None in row.values()] == []


def test_lines_end_as_on_every_machine() -> None:
    assert "\r" not in TEXT
    assert TEXT.endswith("\n")
    assert not TEXT.endswith("\n\n")


def test_it_stays_a_starter() -> None:
    assert FEWEST <= len(ROWS) <= MOST


def test_no_entry_is_there_twice() -> None:
    entries = [(row["list"], row["entry"]) for row in ROWS]
    assert len(set(entries)) == len(entries)


def test_no_name_is_there_twice_on_one_list() -> None:
    names = [(row["list"], row["name"]) for row in ROWS]
    assert len(set(names)) == len(names)


def test_rows_stand_by_list_then_number() -> None:
    def place(row: dict[str, str]) -> tuple[str, int, str]:
        entry = row["entry"]
        return row["list"], int(entry) if entry.isdigit() else 0, entry

    assert [b["entry"] for a, b in pairwise(ROWS) if place(a) >= place(b)] == []


def test_every_entry_has_the_form_of_its_publisher() -> None:
    strange = [r["entry"] for r in ROWS if not ENTRY[r["list"]].fullmatch(r["entry"])]
    assert strange == []


def test_an_entity_list_entry_ends_with_its_name() -> None:
    named = [r for r in ROWS if r["list"] == "us_csl"]
    assert [r["entry"] for r in named if not r["entry"].endswith(f" {r['name']}")] == []


def test_every_programme_has_the_form_of_its_publisher() -> None:
    strange = [
        row["entry"]
        for row in ROWS
        if not row["programme"]
        or not all(PROGRAMME[row["list"]].fullmatch(word) for word in split(row["programme"]))
    ]
    assert strange == []


def test_kinds_are_the_contracts() -> None:
    assert {row["kind"] for row in ROWS} <= set(get_args(Kind))


def test_countries_are_alpha_2_or_not_known() -> None:
    assert {row["country"] for row in ROWS} - {""} <= ISO_3166


def test_identifiers_are_of_the_contracts_schemes() -> None:
    pairs = [identifier.partition("=") for row in ROWS for identifier in split(row["ids"])]
    assert {scheme for scheme, _, _ in pairs} <= SCHEMES
    assert [pair for pair in pairs if not re.fullmatch(r"[A-Z0-9][\w./-]*", pair[2])] == []


def test_a_person_brings_no_passport_and_no_identity_card() -> None:
    people = [row for row in ROWS if row["kind"] == "person"]
    assert [r["entry"] for r in people if re.search("passport|national_id", r["ids"])] == []


def test_every_russian_tax_number_agrees_with_its_own_check_digits() -> None:
    assert [inn for inn in numbers("inn") if not inn_holds(inn)] == []


def test_every_russian_register_number_agrees_with_its_own_check_digit() -> None:
    assert [ogrn for ogrn in numbers("ogrn") if not ogrn_holds(ogrn)] == []


def test_every_legal_entity_identifier_agrees_with_its_own_check_digits() -> None:
    assert [lei for lei in numbers("lei") if not lei_holds(lei)] == []


def test_a_russian_tax_number_is_as_long_as_its_kind_asks() -> None:
    wrong = [
        (row["entry"], number)
        for row in ROWS
        for scheme, _, number in (i.partition("=") for i in split(row["ids"]))
        if scheme == "inn" and len(number) != (12 if row["kind"] == "person" else 10)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("scheme", "holds"), [("inn", inn_holds), ("ogrn", ogrn_holds), ("lei", lei_holds)]
)
def test_a_wrong_last_digit_is_always_seen(scheme: str, holds: Callable[[str], bool]) -> None:
    given = numbers(scheme)
    wrong = {n[:-1] + digit for n in given for digit in "0123456789"} - set(given)
    assert len(wrong) == 9 * len(set(given))
    assert [number for number in wrong if holds(number)] == []


def test_dates_are_real_and_not_after_the_list() -> None:
    last = date.fromisoformat(FIRST.split(": ")[1])
    days = {row["listed_on"] for row in ROWS} - {""}
    assert {day for day in days if date.fromisoformat(day).isoformat() != day} == set()
    assert max(date.fromisoformat(day) for day in days) <= last


def test_every_un_entry_has_its_day() -> None:
    assert [r["entry"] for r in ROWS if r["list"] == "un_sc" and not r["listed_on"]] == []


def test_every_party_says_why_it_is_here() -> None:
    assert [row["entry"] for row in ROWS if not row["networks"]] == []
    assert {network for row in ROWS for network in split(row["networks"])} == NETWORKS


def test_no_cell_repeats_a_value() -> None:
    repeated = [
        (row["entry"], column)
        for row in ROWS
        for column in ("aliases", "programme", "ids", "networks")
        if len(set(split(row[column]))) != len(split(row[column]))
    ]
    assert repeated == []


def test_an_alias_is_another_name() -> None:
    assert [r["entry"] for r in ROWS if r["name"] in split(r["aliases"])] == []


def test_values_carry_no_blanks_around_them_and_none_is_empty() -> None:
    values = [v for row in ROWS for cell in row.values() for v in split(cell)]
    assert [value for value in values if not value or value != value.strip()] == []
    assert all(row["name"] for row in ROWS)


def test_no_identifier_of_another_collection_came_along() -> None:
    """OpenSanctions' own keys, its keys made of other numbers, and Wikidata's."""
    foreign = re.compile(r"opensanctions|\bNK-|\bQ\d{4,}|\bofac-|\bru-inn-|\bgb-\w+-\d|addr-")
    assert foreign.findall(TEXT) == []


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        pytest.param("45708", "ALABUGA", id="drone factory named in 2023"),
        pytest.param("41123", "KOTO MACHINERY", id="engines for Iran's aircraft maker"),
        pytest.param("45853", "ASTRAFTEROS", id="microcontrollers through Cyprus"),
        pytest.param("45851", "ELEKTROKOM VPK", id="and their buyer in St Petersburg"),
        pytest.param("45975", "NEWAY", id="micro-displays through Hong Kong"),
    ],
)
def test_the_parties_of_the_public_cases_are_on_it(entry: str, words: str) -> None:
    names = {r["entry"]: r["name"] for r in ROWS if r["list"] == "us_ofac_sdn"}
    assert words in names[entry]


@pytest.mark.skipif("TEST_SHARED" not in os.environ, reason="needs the published lists")
def test_every_row_is_as_published() -> None:
    tool = Path(__file__).resolve().parents[2] / "tools" / "check_starter.py"
    done = subprocess.run(
        [sys.executable, str(tool), "--shared", os.environ["TEST_SHARED"]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"{len(ROWS)} rows checked, 0 differ\n"
    assert done.returncode == 0
