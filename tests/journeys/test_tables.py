"""Tables and folders of files through the terminal door."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.journeys.conftest import Ran, Run

AS_OF = ("--as-of", "2024-05-03", "--require", "us_ofac_sdn")
CASES = Path(__file__).parents[1] / "intake" / "tables"
TABLE = """Order;Klant;Land;Omschrijving;GN-code;Aantal;Opmerking
A-1;Kwikstaart Techniek B.V.;Nederland;Kogellager;8482.10;5;=1+1
A-2;OOO SERTAL;Rusland;Kogellager;8482.10;5;
Totaal;;;;;10;
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_bytes(TABLE.encode("cp1252"))
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = "Mai"
    for row in csv.reader(io.StringIO(TABLE), delimiter=";"):
        page.append(row)
    page["B2"].number_format = "@"
    made.create_sheet("Legende").append(["ST", "Stück"])
    path = tmp_path / "orders.xlsx"
    made.save(path)
    return path


def check(enduse: Run, loaded: Path, *arguments: str, stdin: bytes = b"") -> Ran:
    return enduse("check", *arguments, *AS_OF, "--data", str(loaded), stdin=stdin)


def test_a_guess_that_nobody_has_looked_at_is_shown_and_checks_nothing(
    enduse: Run, loaded: Path, table: Path
) -> None:
    ran = check(enduse, loaded, str(table))
    assert (ran.status, ran.out) == (2, "")
    for words in ("order number", "buyer's country", "stands behind the buyer", "--yes",
                  "--save-mapping FILE.toml", "found nowhere"):  # fmt: skip
        assert words in ran.err


def test_yes_takes_the_guess_and_each_decision_says_so(
    enduse: Run, loaded: Path, table: Path
) -> None:
    ran = check(enduse, loaded, str(table), "--yes", "--format", "json")
    first, second = ran.decisions()
    assert ran.status == 13
    assert (first["verdict"], second["verdict"]) == ("no_finding", "hold")
    for each in (first, second):
        says = next(i["says"] for i in each["issues"] if i["where"] == "mapping")
        assert "accepted unseen (--yes): Order = number, Klant = buyer.name" in says
    unread = [json.loads(line)["unread"] for line in ran.err.splitlines()]
    assert {
        "place": "orders.csv row 4",
        "found": "a total",
        "instead": "",
        "lost": False,
    } in unread


def test_a_mapping_is_kept_and_used_and_each_decision_names_it(
    enduse: Run, loaded: Path, table: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "map.toml"
    ran = check(enduse, loaded, str(table), "--save-mapping", str(kept))
    assert (ran.status, ran.out) == (0, "")
    kept.write_text(kept.read_text() + '[sheet.always]\nseller.name = "Own BV"\n'
                    'seller.country = "NL"\n')  # fmt: skip
    ran = check(enduse, loaded, str(table), "--mapping", str(kept), "--format", "json")
    first = ran.decisions()[0]
    assert any("mapping map.toml (sha256 " in each["says"] for each in first["issues"])
    assert any(each["why"].startswith("the seller") for each in first["regimes"])


def test_a_mapping_that_does_not_fit_is_said_in_words(
    enduse: Run, loaded: Path, table: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "map.toml"
    kept.write_text('[[sheet]]\n[sheet.fields]\nnumber = "Auftrag"\n')
    ran = check(enduse, loaded, str(table), "--mapping", str(kept), "--yes")
    assert "has no column 'Auftrag'; expected one of 'Order', 'Klant'" in ran.err
    kept.write_text('[[sheet]]\n[sheet.fields]\nnumbr = "Order"\n')
    ran = check(enduse, loaded, str(table), "--mapping", str(kept))
    assert ran.status == 12
    assert "speaks of the field 'numbr'" in ran.err


def test_two_columns_that_claim_one_field_are_a_question_that_yes_does_not_answer(
    enduse: Run, loaded: Path, tmp_path: Path
) -> None:
    path = tmp_path / "two.csv"
    path.write_text("Order,Customer,Klant,Description\n1,Alpha,Beta,Pump\n")
    ran = check(enduse, loaded, str(path), "--yes")
    assert ran.status == 12
    assert "'Customer' (B) and 'Klant' (C) both claim buyer.name" in ran.err


def test_a_table_comes_back_as_it_was_with_columns_behind(
    enduse: Run, loaded: Path, table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    ran = check(enduse, loaded, str(table), "--yes", "-o", str(out))
    assert ran.status == 13
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig")), delimiter=";"))
    theirs = list(csv.reader(io.StringIO(TABLE), delimiter=";"))
    assert [row[:7] for row in rows[:1] + rows[2:]] == theirs[:1] + theirs[2:]
    assert rows[1][:7] == [*theirs[1][:6], "'=1+1"]
    assert "1 cells of yours begin as a formula does" in ran.err
    assert [row[7] for row in rows] == ["enduse: verdict", "NO FINDING", "HOLD", ""]
    assert rows[3][11] == "in no order: a total"


def test_a_workbook_comes_back_as_it_was_with_columns_behind(
    enduse: Run, loaded: Path, book: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    ran = check(enduse, loaded, str(book), "--yes", "-o", str(out))
    assert ran.status in {12, 13}
    before, after = load_workbook(book), load_workbook(out)
    assert after.sheetnames == ["Mai", "Legende"]
    for row in before["Mai"].iter_rows():
        for cell in row:
            again = after["Mai"][cell.coordinate]
            assert (again.value, again.number_format) == (cell.value, cell.number_format)
    assert after["Mai"]["H1"].value == "enduse: verdict"
    assert after["Mai"]["H3"].value == "HOLD"
    assert "sheet Legende" in ran.err


def test_a_folder_gives_one_decision_an_order_and_names_all_that_was_not_read(
    enduse: Run, loaded: Path, table: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "mixed"
    (folder / "sub").mkdir(parents=True)
    (folder / "orders.csv").write_bytes(table.read_bytes())
    (folder / "sub" / "one.json").write_text(
        json.dumps({"id": "J-1", "parties": [{"role": "buyer", "name": "X", "country": "NL"}]})
    )
    (folder / "po.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "lies.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / ".hidden.csv").write_bytes(table.read_bytes())
    (folder / "map.toml").write_text("")
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("a.txt", "x")
        archive.writestr("po.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    done = check(enduse, loaded, str(table), "--yes", "-o", str(folder / "answer.csv"))
    assert done.status == 13
    ran = check(enduse, loaded, str(folder), "--yes", "--format", "json")
    assert [each["order"] for each in ran.decisions()] == ["A-1", "A-2", "J-1"]
    unread = {each["place"]: each for each in
              (json.loads(line)["unread"] for line in ran.err.splitlines())}  # fmt: skip
    assert {place for place, each in unread.items() if each["lost"]} == {
        "po.pdf", "lies.csv", "all.zip/po.doc",
    }  # fmt: skip
    assert "its name ends in .csv, and it is a picture (PNG)" in unread["lies.csv"]["found"]
    assert "answer of ours" in unread["answer.csv"]["found"]
    assert {".hidden.csv", "map.toml"} <= unread.keys()
    assert ran.status == 13


def test_a_file_that_cannot_be_read_is_an_error_beside_orders_that_can(
    enduse: Run, loaded: Path, tmp_path: Path
) -> None:
    (tmp_path / "po.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "a.csv").write_text("Order,Customer,Country,Description\n1,Alpha,NL,Pump\n")
    ran = check(enduse, loaded, str(tmp_path), "--yes", "--format", "json")
    assert ran.status == 12
    assert [each["verdict"] for each in ran.decisions()] == ["no_finding"]


def test_a_table_from_standard_input_is_read_as_one(
    enduse: Run, loaded: Path, table: Path
) -> None:
    ran = check(enduse, loaded, "-", "--yes", "--format", "json", stdin=table.read_bytes())
    assert [each["order"] for each in ran.decisions()] == ["A-1", "A-2"]


def test_an_order_number_in_two_files_is_said(
    enduse: Run, loaded: Path, table: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_bytes(table.read_bytes())
    ran = check(enduse, loaded, str(table), str(other), "--yes", "--format", "csv")
    assert "order A-1: stands in orders.csv, other.csv: each was decided by itself" in ran.err


def test_a_table_is_given_back_only_where_one_was_read(
    enduse: Run, loaded: Path, table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    ran = check(enduse, loaded, str(table), str(table), "--yes", "-o", str(out))
    assert ran.status == 2
    assert not out.exists()
