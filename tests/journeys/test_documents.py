"""Folders of documents through the terminal door: one decision an order, and what is left."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.desk import shipped
from tests.desk.shipped import (
    ELSEWHERE,
    INVOICE,
    LADING,
    PACKING,
    SECOND,
    STATEMENT,
    letter,
    pdf,
    put,
    sheet,
)
from tests.journeys.conftest import Ran, Run
from tests.papers.made import zipped

AS_OF = ("--as-of", "2024-05-03", "--require", "us_ofac_sdn")
SETS = Path(__file__).parents[1] / "corpus" / "sets" / "dev"
JSON = ("--yes", "--format", "json")


@pytest.fixture
def check(enduse: Run, loaded: Path) -> Run:
    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        return enduse("check", *arguments, *AS_OF, "--data", str(loaded), stdin=stdin)

    return run


def conflicts(decision: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [each for each in decision["findings"]
            if each["test"] == "document.conflict" and each["outcome"] == "hit"]  # fmt: skip


def unread(ran: Ran) -> dict[str, dict[str, Any]]:
    found = (json.loads(line)["unread"] for line in ran.err.splitlines())
    return {each["place"]: each for each in found}


FOLDERS: dict[str, tuple[dict[str, bytes | str], list[str]]] = {
    "four printed papers": (
        {
            "i.pdf": pdf(INVOICE),
            "p.pdf": pdf(PACKING),
            "b.pdf": pdf(LADING),
            "e.txt": STATEMENT,
        },
        ["PO-77120"],
    ),
    "a letter with a PDF, a spreadsheet and a table": (
        {
            "m.eml": letter(
                {
                    "i.pdf": pdf(INVOICE),
                    "p.xlsx": sheet(PACKING),
                    "t.csv": shipped.TABLE.encode(),
                }
            )
        },
        ["PO-77120", "PO-9"],
    ),
    "a ZIP with folders of the same names": (
        {
            "all.zip": zipped(
                {
                    "1/i.pdf": pdf(INVOICE),
                    "2/i.pdf": pdf(SECOND),
                    "e.txt": STATEMENT,
                }
            )
        },
        ["PO-77120", "PO-77121"],
    ),
    "UBL and its printed pages": (
        {"i.xml": shipped.ubl(), "p.pdf": pdf(PACKING)},
        ["PO-77120"],
    ),
    "Factur-X and a bill of lading": (
        {"i.pdf": shipped.hybrid(), "b.pdf": pdf(LADING)},
        ["PO-77120"],
    ),
    "a credit and what it is drawn for": (
        {"lc.txt": shipped.CREDIT, "b.pdf": pdf(LADING), "i.pdf": pdf(INVOICE)},
        ["PO-77120"],
    ),
    "the table of an ERP and its invoice": (
        {"export.csv": shipped.TABLE, "i.pdf": pdf(INVOICE)},
        ["PO-77120", "PO-9"],
    ),
    "JSON Lines and documents": (
        {"o.jsonl": shipped.order("PO-77120") + shipped.order("PO-8"), "i.pdf": pdf(INVOICE)},
        ["PO-77120", "PO-8"],
    ),
    "two orders": (
        {"a.pdf": pdf(INVOICE), "b.pdf": pdf(SECOND)},
        ["PO-77120", "PO-77121"],
    ),
    "two invoices of one order": (
        {"a.pdf": pdf(INVOICE), "b.pdf": pdf(shipped.PART)},
        ["PO-77120"],
    ),
    "one file twice": ({"a.pdf": pdf(INVOICE), "x/a.pdf": pdf(INVOICE)}, ["PO-77120"]),
    "folders of the same names": (
        {"1/a.pdf": pdf(INVOICE), "2/a.pdf": pdf(SECOND)},
        ["PO-77120", "PO-77121"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_gives_one_decision_an_order(name: str, check: Run, tmp_path: Path) -> None:
    files, orders = FOLDERS[name]
    ran = check(str(put(tmp_path, files)), *JSON)
    assert sorted(each["order"] for each in ran.decisions()) == sorted(orders), ran.err
    assert not any(each["lost"] for each in unread(ran).values()), ran.err
    # Nothing was planted here: what differs may differ, and weighs nothing.
    weights = {each["weight"] for one in ran.decisions() for each in conflicts(one)}
    assert weights <= {"note"}


def test_a_consignee_that_only_the_bill_of_lading_names_is_screened_and_a_conflict(
    check: Run, tmp_path: Path
) -> None:
    put(tmp_path, {"i.pdf": pdf(INVOICE), "b.pdf": pdf(ELSEWHERE)})
    ran = check(str(tmp_path), *JSON)
    (one,) = ran.decisions()
    grave = [each["evidence"]["fact"] for each in conflicts(one) if each["weight"] == "review"]
    assert "consignee changed" in grave
    assert one["verdict"] == "review"
    assert ran.status == 11
    listed = ELSEWHERE.replace("Silk Example General Trading FZE", "OOO SERTAL")
    put(tmp_path, {"b.pdf": pdf(listed)})
    assert check(str(tmp_path), *JSON).status == 13


def test_what_cannot_be_read_is_named_and_fails_the_run_beside_orders_that_can(
    check: Run, tmp_path: Path
) -> None:
    deep = letter({"i.pdf": pdf(INVOICE)})
    for _ in range(6):
        deep = letter({"inner.eml": deep})
    put(
        tmp_path,
        {
            "i.pdf": pdf(INVOICE),
            "broken.pdf": b"%PDF-1.7\n",
            "deep.eml": deep,
            "scan.png": b"\x89PNG\r\n\x1a\n0000",
            "note.txt": "See you on Monday.",
        },
    )
    ran = check(str(tmp_path), *JSON)
    found = unread(ran)
    assert [each["order"] for each in ran.decisions()] == ["PO-77120"]
    assert {place.split("/")[0] for place, each in found.items() if each["lost"]} == {
        "broken.pdf", "deep.eml", "scan.png",
    }  # fmt: skip
    assert not found["note.txt"]["lost"]
    assert ran.status == 12


def test_printed_documents_that_nobody_looked_at_are_shown_and_check_nothing(
    check: Run, tmp_path: Path
) -> None:
    ran = check(str(put(tmp_path, {"i.pdf": pdf(INVOICE)})))
    assert (ran.status, ran.out) == (2, "")
    for words in (
        "Ararat Test Trading LLC",
        "page 1 line",
        "--save-orders FILE.jsonl",
        "--yes",
    ):
        assert words in ran.err


def test_a_document_may_come_from_standard_input(check: Run) -> None:
    for data, number in ((pdf(INVOICE), "PO-77120"), (shipped.CREDIT.encode(), "LC77120")):
        (one,) = check("-", *JSON, stdin=data).decisions()
        assert one["order"] == number


def test_saved_orders_are_checked_as_the_documents_were_and_what_differed_is_told(
    check: Run, tmp_path: Path
) -> None:
    folder = put(tmp_path / "f", {"i.pdf": pdf(INVOICE), "b.pdf": pdf(ELSEWHERE),
                                  "scan.png": b"\x89PNG\r\n\x1a\n0000"})  # fmt: skip
    kept = tmp_path / "kept.jsonl"
    ran = check(str(folder), "--save-orders", str(kept))
    assert (ran.status, ran.out) == (12, "")
    assert "order PO-77120: The consignee differs" in ran.err
    assert "scan.png" in ran.err
    (first,), (again,) = (check(str(each), *JSON).decisions() for each in (folder, kept))
    tests = [{(each["test"], each["outcome"], each["subject"]) for each in one["findings"]
              if each["test"] != "document.conflict"} for one in (first, again)]  # fmt: skip
    assert tests[0] == tests[1]


def test_documents_are_answered_as_rows_and_as_a_page_and_give_no_table_back(
    check: Run, tmp_path: Path
) -> None:
    folder = str(put(tmp_path / "f", {"i.pdf": pdf(INVOICE)}))
    rows = csv.DictReader(io.StringIO(check(folder, "--yes", "--format", "csv").out))
    assert {row["order"] for row in rows} == {"PO-77120"}
    page = tmp_path / "out.html"
    assert check(folder, "--yes", "--format", "html", "-o", str(page)).status in (0, 10, 11)
    assert "PO-77120" in page.read_text("utf-8")
    table = tmp_path / "out.csv"
    assert check(folder, "--yes", "-o", str(table)).status == 2
    assert not table.exists()


def test_what_a_folder_says_is_recorded_shown_proven_and_asked_again_to_the_byte(
    enduse: Run, tmp_path: Path, loaded: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for each in loaded.iterdir():
        (data / each.name).symlink_to(each)
    folder = str(put(tmp_path / "f", {"i.pdf": pdf(INVOICE), "b.pdf": pdf(ELSEWHERE)}))
    where = ("--data", str(data))
    made = enduse("check", folder, *JSON, "--record", "--person", "A", *AS_OF, *where)
    assert made.status == 11, made.err
    again = enduse("replay", "PO-77120", "--as-recorded", *where)
    assert (again.status, "the same, to the byte" in again.out) == (0, True), again.err
    shown = enduse("resolve", "show", "PO-77120", *where)
    assert "The consignee differs" in shown.out
    pack = tmp_path / "case.zip"
    proof = enduse("evidence", "PO-77120", "-o", str(pack), *where)
    assert proof.status == 0, proof.err
    assert pack.stat().st_size


@pytest.mark.parametrize("name", sorted(each.name for each in SETS.iterdir()))
def test_a_planted_conflict_is_found_and_papers_that_agree_are_one_order(
    name: str, enduse: Run
) -> None:
    told = json.loads((SETS / name / "set.json").read_text("utf-8"))
    files = [str(SETS / name / each) for each in told["documents"]]
    ran = enduse("compare", *files, "--format", "json")
    found = json.loads(ran.out)
    assert found["unrelated"] == []
    assert ran.status == (10 if found["open"] and not found["conflicts"] else 11)
    grave = [each for each in found["conflicts"] if each["weight"] == "review"]
    if told["agree"]:
        assert grave == []
    for planted in told["conflicts"]:
        sides = [*({side["document"] for side in each["sides"]} for each in grave),
                 *(set(each["lacks"]) for each in found["open"])]  # fmt: skip
        assert any(planted["document"] in some for some in sides)


def test_papers_of_which_nothing_could_be_compared_are_not_said_to_agree(
    enduse: Run, tmp_path: Path
) -> None:
    order = """PURCHASE ORDER

Order No.: PO-7781
Buyer: Ararat Test Trading LLC

Description        Quantity   Unit price   Amount
Ball bearing 6204        20         4.00    80.00
"""
    bill = """BILL OF LADING

B/L No.: BL-991
Vessel: Atlas Petrel
Port of loading: Rotterdam
"""
    folder = str(put(tmp_path, {"a.txt": order, "b.txt": bill}))
    ran = enduse("compare", folder, COLUMNS="200")
    assert ran.status == 10
    assert "Not compared" in ran.out
    assert json.loads(enduse("compare", folder, "--format", "json").out)["alone"] == [
        "a.txt", "b.txt",
    ]  # fmt: skip


def test_five_long_names_are_readable_on_a_terminal_of_eighty_columns(
    enduse: Run, tmp_path: Path
) -> None:
    texts = {
        "invoice": INVOICE,
        "packing_list": PACKING,
        "bill_of_lading": ELSEWHERE,
        "statement": STATEMENT,
        "proforma": INVOICE.replace("COMMERCIAL", "PROFORMA"),
    }
    names = {f"2026-06-12_{each}_Ararat_Test_Trading_LLC_v3.txt": text
             for each, text in texts.items()}  # fmt: skip
    ran = enduse("compare", str(put(tmp_path, names)), COLUMNS="80")
    assert ran.status == 11
    assert max(map(len, ran.out.splitlines())) <= 80
    assert all(any(name in line for line in ran.out.splitlines()) for name in names)
    (heads,) = [line for line in ran.out.splitlines() if line.split() == list("12345")]
    assert heads.index("1") <= 28
