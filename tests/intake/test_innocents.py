"""Files of innocents: every form gives the same parties, and every bad row is told."""

import csv
import io
import json

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import SettingsError
from enduse.intake.innocents import read_innocents
from enduse.intake.order import Given

COUNTRIES = frozenset({"NL", "DE"})
lines = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30)


def read(text: str | bytes, source: str) -> list[Given]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_innocents(data, source=source, countries=COUNTRIES))


def names(found: list[Given]) -> list[str | None]:
    return [each.order.parties[0].name for each in found if each.order]


@given(st.lists(lines.map(str.strip).filter(bool), max_size=8), st.sampled_from(",;\t"))
def test_every_form_gives_the_same_names(given_: list[str], mark: str) -> None:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=mark)
    writer.writerows([["no", "Name"], *([str(n), each] for n, each in enumerate(given_))])
    # One value a line is JSON Lines only where there are two.
    parties = [{"name": each} for each in [*given_, "Example", "Example"]]
    assert names(read("\n".join(given_), "a.txt")) == given_
    assert names(read("\r\n".join(given_), "a.TXT")) == given_
    assert names(read(table.getvalue(), "a.csv")) == given_
    assert names(read("\n".join(map(json.dumps, parties)), "a.jsonl"))[:-2] == given_
    assert names(read(json.dumps(parties), "a.json"))[:-2] == given_


def test_kind_and_country_are_read_and_other_columns_are_told_once() -> None:
    told, first, second = read(
        "\ufeffNAME;Kind;City;country\nA B;Company;X;nl\nC;;;\n", "a.csv"
    )
    assert told.issues[0].says == "are not used: city"
    assert told.issues[0].gravity == "warning"
    assert first.order
    assert first.order.parties[0].kind == "company"
    assert first.order.parties[0].country == "NL"
    assert second.order
    assert (first.issues, second.issues) == ((), ())


@pytest.mark.parametrize(
    ("text", "source", "label", "says"),
    [
        ("name,country\nGood,NL\nAcme, Inc,NL\n", "a.csv", "a.csv row 3", "is quoted"),
        ("name,country\n,NL\n", "a.csv", "a.csv row 2", "has no name"),
        ('name\n"A\nB"\nGood\n', "a.csv", "a.csv row 2", "several lines"),
        ('{"name": "A"}\n{broken\n{"name": "Good"}\n', "a.jsonl", "a.jsonl line 2", "JSON"),
        ('{"name": "A"}\n{"name": 5}\n', "a.jsonl", "a.jsonl line 2", "expected a text"),
        ('{"name": "A"}\n{"parties": [{"name": "B"}], "lines": [{"hs": "1"}]}\n',
         "a.jsonl", "a.jsonl line 2", "bare party"),
        ("A\n" + "x" * 20_001 + "\n", "a.txt", "a.txt line 2", "characters"),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_with_its_place_and_the_others_count(
    text: str, source: str, label: str, says: str
) -> None:
    found = read(text, source)
    (bad,) = [each for each in found if each.order is None]
    assert bad.label == label
    assert says in " ".join(issue.says for issue in bad.issues)
    assert len(found) > 1 or source == "a.csv"


def test_a_country_that_is_none_costs_the_fact_and_not_the_name() -> None:
    (found,) = read("name,country\nA,Nederland\n", "a.csv")
    assert names([found]) == ["A"]
    assert "ISO 3166-1" in found.issues[0].says


@pytest.mark.parametrize(
    ("data", "source", "says"),
    [
        (b"A\n", "a.pdf", "none of the known ways"),
        (b"A\n", "innocents", "none of the known ways"),
        (b"PK\x03\x04", "a.xlsx", "spreadsheet"),
        (b"nom,pays\nA,NL\n", "a.csv", "nom, pays"),
        (b"name,name\nA,B\n", "a.csv", "name, name"),
        (b"", "a.csv", "is empty"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused(data: bytes, source: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        read(data, source)


@pytest.mark.parametrize("source", ["a.csv", "a.txt"])
def test_an_encoding_that_was_guessed_is_told(source: str) -> None:
    told, *found = read("name\nMüller Söhne\n".encode("cp1252"), source)
    assert "Windows-1252" in told.issues[0].says
    assert told.issues[0].gravity == "warning"
    assert names(found)[-1] == "Müller Söhne"


def test_a_spreadsheet_is_read_like_its_table() -> None:
    book = openpyxl.Workbook()
    for row in (["Name", "Country"], ["A B", "NL"], [None, None], ["C", "DE"]):
        book.active.append(row)  # type: ignore[union-attr]
    data = io.BytesIO()
    book.save(data)
    found = read(data.getvalue(), "a.xlsx")
    assert names(found) == ["A B", "C"]
    assert [each.label for each in found] == ["a.xlsx row 2", "a.xlsx row 4"]
