"""`enduse ask` as a user runs it: files, folders, languages, and what goes wrong."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Run

BASE = ("--as-of", "2024-05-03", "--require", "us_ofac_sdn")


def order(number: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": number,
        "parties": [
            {"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"},
            {"role": "buyer", "name": "Örnek Elektronik A.Ş.", "country": "TR"},
        ],
        "lines": [{"description": "FPGA", "hs": "8542.31", "origin": "TW"}],
        "route": [{"country": "NL"}, {"country": "TR"}],
        **changes,
    }


def written(folder: Path, *orders: Any) -> str:
    path = folder / "orders.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in orders), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("name", "starts"),
    [("q.docx", b"PK"), ("q.PDF", b"%PDF-"), ("q.txt", b"Voorbeeld B.V.\nNETHERLANDS\n")],
)
def test_a_letter_is_written_as_its_name_says(
    enduse: Run, tmp_path: Path, loaded: Path, name: str, starts: bytes
) -> None:
    path = tmp_path / name
    ran = enduse("ask", written(tmp_path, order("SO-1")), "-o", str(path), *BASE,
                 "--data", str(loaded))  # fmt: skip
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        f"{path}: 3 questions, the statement of the end user and a clause to propose\n"
    )
    assert path.read_bytes().startswith(starts)


def test_a_contract_that_holds_the_clause_is_not_proposed_another(
    enduse: Run, tmp_path: Path, loaded: Path
) -> None:
    held = order("SO-1", clauses={"no_reexport_to_russia": True})
    ran = enduse("ask", written(tmp_path, held), "-o", str(tmp_path / "q.txt"), *BASE,
                 "--data", str(loaded))  # fmt: skip
    assert ran.out.endswith("q.txt: 3 questions and the statement of the end user\n")
    assert "12g" not in (tmp_path / "q.txt").read_text("utf-8")


def test_several_orders_and_languages_go_in_a_folder(
    enduse: Run, tmp_path: Path, loaded: Path
) -> None:
    file = written(tmp_path, order("SO/1"), order("SO\\1"), order("../up"), order("."))
    out = tmp_path / "out"
    ran = enduse("ask", file, "-o", str(out), "--format", "txt", "--language", "nl",
                 "--language", "de", *BASE, "--data", str(loaded))  # fmt: skip
    assert ran.status == 0
    assert sorted(each.name for each in out.iterdir()) == sorted(
        f"questions-{name}"
        for name in (
            "SO-1.nl.txt", "SO-1.de.txt", "SO-1.nl-2.txt", "SO-1.de-2.txt",
            "up.nl.txt", "up.de.txt", "order.nl.txt", "order.de.txt",
        )
    )  # fmt: skip
    assert "Eindgebruikersverklaring" in (out / "questions-up.nl.txt").read_text("utf-8")


def test_without_a_file_the_letter_is_printed_in_the_language_of_the_settings(
    enduse: Run, loaded: Path
) -> None:
    given = json.dumps(order("SO-1")).encode()
    ran = enduse("ask", "-", *BASE, "--data", str(loaded), stdin=given, ENDUSE_LANGUAGE="fr")
    assert ran.status == 0
    assert "Qui utilisera les biens" in ran.out
    assert "Örnek Elektronik A.Ş." in ran.out


def test_what_is_not_for_the_customer_is_told_to_the_exporter(
    enduse: Run, tmp_path: Path, loaded: Path
) -> None:
    buyer = {"role": "buyer", "name": "Example Import LLC", "country": "KG"}
    unread = order("SO-1", parties=[buyer], lines=[{"description": "conveyor belt"}], route=[])
    ran = enduse("ask", written(tmp_path, unread), *BASE, "--data", str(loaded))
    assert "SO-1, not for the customer but for you:\n  - Which HS code" in ran.err
    assert "HS code does" not in ran.out


def test_a_listed_customer_is_told_to_the_exporter_alone(
    enduse: Run, tmp_path: Path, loaded: Path
) -> None:
    party = {"role": "buyer", "name": "OOO SERTAL", "country": "RU"}
    ran = enduse("ask", written(tmp_path, order("SO-1", parties=[party])), *BASE,
                 "--data", str(loaded))  # fmt: skip
    assert ran.err.startswith("SO-1 is HOLD: an answer to the letter does not lift that")
    assert "HOLD" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nothing.json",), "nothing.json is not a file"),
        (("{file}", "-o", "{folder}/q.doc"), "q.doc is no .docx, .pdf, .txt file"),
        (("{file}", "-o", "{folder}/none/q.pdf"), "is not a folder"),
        (("{file}", "-o", "{folder}/q.pdf"), "2 letters do not go in one file"),
        (("{file}", "--language", "es"), "'es' is not one; expected en or nl or de or fr"),
        (("{file}", "--as-of", "yesterday"), "'yesterday' is no day"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    enduse: Run, tmp_path: Path, loaded: Path, arguments: tuple[str, ...], says: str
) -> None:
    file = written(tmp_path, order("SO-1"), order("SO-2"))
    filled = [each.format(file=file, folder=tmp_path) for each in arguments]
    ran = enduse("ask", *filled, "--data", str(loaded))
    assert ran.status == 2
    assert says in " ".join(ran.err.replace("│", " ").split())
    assert [each.name for each in tmp_path.iterdir()] == ["orders.jsonl"]


def test_an_order_that_cannot_be_read_is_named_and_the_others_are_written(
    enduse: Run, tmp_path: Path, loaded: Path
) -> None:
    file = tmp_path / "orders.jsonl"
    file.write_text(
        json.dumps(order("SO-1")) + "\n{broken\n" + json.dumps(order("SO-2")) + "\n"
    )
    out = tmp_path / "out"
    ran = enduse("ask", str(file), "-o", str(out), "--format", "txt", *BASE,
                 "--data", str(loaded))  # fmt: skip
    assert ran.status == 12
    assert "orders.jsonl" in ran.err
    assert len(list(out.iterdir())) == 2


def test_a_letter_that_no_font_shows_is_refused_and_none_is_written(
    enduse: Run, tmp_path: Path, loaded: Path
) -> None:
    party = {"role": "buyer", "name": "Արարատ", "country": "AM"}
    file = written(tmp_path, order("SO-1"), order("SO-2", parties=[party]))
    ran = enduse("ask", file, "-o", str(tmp_path / "out"), "--format", "pdf", *BASE,
                 "--data", str(loaded))  # fmt: skip
    assert ran.status == 12
    assert "no font at hand shows Ա (U+0531 ARMENIAN CAPITAL LETTER AYB)" in ran.err
    assert not (tmp_path / "out").exists()


WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(["docx", "fpdf", "fontTools", "pymupdf_fonts"]))
from enduse.serve.cli import main
sys.argv = ["enduse", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize("form", ["txt", "docx", "pdf"])
def test_without_the_extra_text_is_written_and_the_rest_says_what_to_install(
    tmp_path: Path, loaded: Path, form: str
) -> None:
    file, path = written(tmp_path, order("SO-1")), tmp_path / f"q.{form}"
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT, "ask", file, "-o", str(path), *BASE,
         "--data", str(loaded)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert path.exists() == (form == "txt")
    assert (ran.returncode == 0) == (form == "txt")
    assert ('pip install "enduse[papers]"' in ran.stderr) == (form != "txt")


def test_questions_are_checked_in_the_language_that_is_asked_for(
    enduse: Run, tmp_path: Path, loaded: Path
) -> None:
    file = written(tmp_path, order("SO-1"))
    for form in ("json", "html", "text", "csv"):
        ran = enduse("check", file, "--format", form, "--language", "de", *BASE,
                     "--data", str(loaded))  # fmt: skip
        assert "Wer wird die Waren verwenden" in ran.out, form
