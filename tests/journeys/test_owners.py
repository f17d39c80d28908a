"""Owners from files through the terminal door: shown upwards, and held against the lists."""

import json
from pathlib import Path

import pytest

from tests.journeys.conftest import Run

AS_OF = ("--as-of", "2024-05-03")
TABLE = (
    "owner,owned,share,owner_country,owned_country,control,since,source\n"
    "Midden Ltd,Koch BV,60,CY,NL,,2020-01-01,extract of May\n"
    "OOO Sertal,Midden Ltd,>50,RU,CY,,,\n"
    "Koch BV,OOO Sertal,5,NL,RU,,,\n"
    ",Midden Ltd,10,,CY,,,\n"
)


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "stakes.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def order(folder: Path) -> str:
    path = folder / "order.json"
    parties = [
        {"role": "seller", "name": "Example Office Supply Inc", "country": "US"},
        {"role": "buyer", "name": "Koch B.V.", "country": "NL", "kind": "company"},
    ]
    path.write_text(json.dumps({"parties": parties, "lines": [{"hs": "9403.30"}]}), "utf-8")
    return str(path)


def test_a_chain_is_shown_upwards_with_shares_sources_and_what_is_not_known(
    table: str, enduse: Run
) -> None:
    ran = enduse("owners", table, "--of", "Koch BV", *AS_OF)
    assert ran.status == 0, ran.err
    lines = [line.rstrip() for line in ran.out.splitlines()]
    assert lines[0] == "Koch BV (NL)  [who holds up to 40 % is not known]"
    at = [next(n for n, line in enumerate(lines) if word in line) for word in (
        "60 %  Midden Ltd (CY)", "stakes.csv row 2: extract of May, since 2020-01-01",
        "more than 50 to 100 %  OOO Sertal (RU)",
        "5 %  Koch BV (NL)  (its owners are shown above)",
        "10 %  somebody who is not named", "as of 2024-05-03")]  # fmt: skip
    assert at[0] < at[1] < at[2] < at[3]
    assert at[2] < at[4] < at[5]


def test_a_company_is_asked_for_by_a_number(tmp_path: Path, enduse: Run) -> None:
    path = tmp_path / "stakes.csv"
    path.write_text("owner,owned,share,owned_ids\nA,B,60,registration=12345678\n", "utf-8")
    ran = enduse("owners", str(path), "--of", "registration=12345678")
    assert ran.out.startswith("B (registration 12345678)")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--of", "Koch"), "is nobody in these files"),
        (("--of", "Koch"), "near it are 'Koch BV'"),
        (("--of", "lei=123456"), "is nobody's number in these files"),
        (("--of", "Koch BV", "nowhere.csv"), "nowhere.csv is not a file"),
    ],
)
def test_who_is_not_there_is_a_usage_mistake_that_says_what_is(
    table: str, enduse: Run, arguments: tuple[str, ...], told: str
) -> None:
    ran = enduse("owners", table, *arguments)
    assert ran.status == 2
    assert told in " ".join(ran.err.replace("│", " ").split())


def test_listed_owners_in_a_file_hold_the_order(
    tmp_path: Path, table: str, enduse: Run, loaded: Path
) -> None:
    lists = ("--data", str(loaded), "--require", "us_ofac_sdn", "--format", "json", *AS_OF)
    without = enduse("check", order(tmp_path), *lists)
    ran = enduse("check", order(tmp_path), "--owners", table, *lists)
    assert (without.status, ran.status) == (0, 13), ran.err
    (decision,) = ran.decisions()
    (hit,) = (f for f in decision["findings"]
              if f["test"] == "owner.listed" and f["outcome"] == "hit")  # fmt: skip
    assert hit["subject"] == "parties/1/owners/0/owners/0"
    assert hit["evidence"]["owned"] == "yes"
    assert decision["issues"] == []


def test_what_could_not_be_read_of_a_file_is_in_the_decision(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    path = tmp_path / "stakes.csv"
    path.write_text("owner,owned,share\nJ. Voorbeeld,Koch BV,a lot\n", "utf-8")
    ran = enduse("check", order(tmp_path), "--owners", str(path), "--data", str(loaded),
                 "--require", "us_ofac_sdn", "--format", "json", *AS_OF)  # fmt: skip
    assert ran.status == 12
    (decision,) = ran.decisions()
    assert ("stakes.csv row 2", "error") in [
        (each["where"], each["gravity"]) for each in decision["issues"]
    ]


@pytest.mark.parametrize("command", [("check", "{order}", "--owners"), ("owners",)])
def test_a_file_of_another_kind_is_refused_in_words(
    tmp_path: Path, enduse: Run, command: tuple[str, ...]
) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    arguments = [each.format(order=order(tmp_path)) for each in command]
    more = ("--of", "x") if command[0] == "owners" else ("--data", str(tmp_path / "d"))
    ran = enduse(*arguments, str(path), *more)
    assert ran.status in (2, 12)
    assert "is a table of other columns" in " ".join(ran.err.replace("│", " ").split())
