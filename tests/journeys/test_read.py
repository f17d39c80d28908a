"""Any text through the terminal door: whom it names, who says so, and what was not read."""

import csv
import io
import json
import shutil
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.journeys.conftest import Run

AS_OF = ("--as-of", "2024-05-03")
NEWS = (
    "According to the ministry, OOO Sertal of Moscow likely sold servo motors.\n"
    "The Shahed-136 held an XC7A100T-2FGG484I.\n"
)
PLAIN = "The meeting is on Monday, and coffee will be there.\n"


def written(folder: Path, text: str, name: str = "news.txt") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(("text", "status"), [(NEWS, 11), (PLAIN, 0)])
def test_the_status_says_whether_a_listed_party_is_named(
    text: str, status: int, tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    ran = enduse("read", written(tmp_path, text), *AS_OF, "--data", str(loaded))
    assert ran.status == status, ran.err


def test_a_mention_says_where_it_stands_what_it_means_and_who_says_so(
    enduse: Run, loaded: Path
) -> None:
    where = ("--data", str(loaded))
    ran = enduse("read", "-", "--format", "json", *AS_OF, *where, stdin=NEWS.encode())
    (made,) = map(json.loads, ran.out.splitlines())
    found = {each["text"]: each for each in made["mentions"]}
    party = found["Sertal"]
    assert (party["named"], party["where"], party["meant"][0]["entry"]) == (
        "party",
        "line 1",
        "35078",
    )
    assert party["meant"][0]["programmes"] == ["RUSSIA-EO14024"]
    assert [(each["stance"], each["who"]) for each in party["claims"]] == [
        ("attributed", "the ministry"),
        ("hedged", ""),
    ]
    assert {"servo motors", "Shahed-136", "XC7A100T-2FGG484I"} <= set(found)
    assert [each["list"] for each in made["lists"]] == ["us_ofac_sdn"]


def test_the_screen_shows_listed_parties_first_and_says_what_it_read_against(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    out = enduse("read", written(tmp_path, NEWS), *AS_OF, "--data", str(loaded)).out
    order = ["Listed parties", "OOO SERTAL", "Weapons", "Part numbers", "us_ofac_sdn of 2024"]
    places = [out.index(each) for each in order]
    assert places == sorted(places)
    assert "According to: the ministry" in out
    assert not {"clear", "safe", "legal", "compliant"} & set(out.lower().split())


def test_a_csv_has_a_row_a_mention_and_no_formula(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    path = written(tmp_path, f"{NEWS}HS code 8542.31", name="=1+1.txt")
    ran = enduse("read", path, "--format", "csv", *AS_OF, "--data", str(loaded), COLUMNS="80")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert {row["named"] for row in rows} == {"party", "goods", "weapon", "part", "code"}
    assert all(
        not value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values()
    )


def test_signs_that_turn_a_terminal_around_are_shown(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    text = "They met OOO\x1b[2J Sertal and said \u202eShahed-136\u202c flew.\n"
    out = enduse("read", written(tmp_path, text), "--all", *AS_OF, "--data", str(loaded)).out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_an_email_is_read_with_its_head_and_what_came_with_it(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = "a@example.org", "b@example.org"
    mail["Subject"] = "Offer of OOO Sertal"
    mail.set_content("See the file.")
    mail.add_attachment(NEWS, filename="news.txt")
    path = tmp_path / "offer.eml"
    path.write_bytes(bytes(mail))
    ran = enduse("read", str(path), "--format", "json", *AS_OF, "--data", str(loaded))
    reads = list(map(json.loads, ran.out.splitlines()))
    named = {
        Path(each["file"]).name
        for each in reads
        for m in each["mentions"]
        if m["named"] == "party"
    }
    assert named == {"offer.eml (head)", "news.txt"}
    assert ran.status == 11


def test_what_no_reader_takes_is_an_error_and_hides_nothing(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    written(folder, NEWS)
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    ran = enduse("read", str(folder), *AS_OF, "--data", str(loaded))
    assert ran.status == 12
    assert "OOO SERTAL" in ran.out
    assert "NOT READ" in ran.out
    assert "scan.png" in ran.out


@pytest.mark.parametrize("fault", ["stale", "missing", "none", "damaged"])
def test_a_list_that_was_not_read_as_it_must_be_is_an_error(
    fault: str, tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    data, day = loaded, date(2024, 5, 3)
    more: tuple[str, ...] = ()
    if fault == "stale":
        day = date(2026, 1, 1)
    elif fault == "missing":
        more = ("--require", "us_csl")
    elif fault == "none":
        data = tmp_path / "empty"
    else:
        data = tmp_path / "data"
        shutil.copytree(loaded, data)
        (packed,) = data.glob("editions/us_ofac_sdn/*/entries.jsonl.zst")
        packed.write_bytes(packed.read_bytes()[:-100])
        shutil.rmtree(packed.parents[1] / ".plain")
    path = written(tmp_path, PLAIN)
    ran = enduse("read", path, *more, "--as-of", str(day), "--data", str(data))
    assert ran.status == 12
    assert "a list was not read as it must be" in " ".join(ran.out.split())


def test_the_answer_does_not_go_over_what_is_read(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    path = written(tmp_path, PLAIN)
    ran = enduse("read", path, "-o", path, *AS_OF, "--data", str(loaded))
    assert ran.status == 2
    assert Path(path).read_text(encoding="utf-8") == PLAIN


def test_a_workbook_is_read_and_its_places_are_sheets_and_rows(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    book = Workbook()
    book.create_sheet("=Parts")["C7"] = "sold by\nOOO Sertal of Moscow"
    book.save(tmp_path / "list.xlsx")
    where = (str(tmp_path / "list.xlsx"), *AS_OF, "--data", str(loaded))
    shown, rows, made = (
        enduse("read", *where, "--format", form) for form in ("text", "csv", "json")
    )
    assert (shown.status, rows.status, made.status) == (11, 11, 11), shown.err
    assert "sheet =Parts row 7" in shown.out
    assert "a workbook (XLSX), 1 sheet" in " ".join(shown.out.split())
    (row,) = [
        each for each in csv.DictReader(io.StringIO(rows.out)) if each["named"] == "party"
    ]
    assert (row["page"], row["line"], row["entry"]) == ("'=Parts", "7", "35078")
    places = {each["where"] for each in json.loads(made.out)["mentions"]}
    assert places == {"sheet =Parts row 7"}


def test_a_workbook_that_cannot_be_opened_is_said_not_to_be_read(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    Workbook().save(tmp_path / "list.xlsx")
    whole = (tmp_path / "list.xlsx").read_bytes()
    (tmp_path / "list.xlsx").write_bytes(whole[: len(whole) // 2])
    ran = enduse("read", str(tmp_path / "list.xlsx"), *AS_OF, "--data", str(loaded))
    assert ran.status == 12
    assert "NOT READ" in ran.out
