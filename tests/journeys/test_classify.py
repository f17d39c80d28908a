"""An item master through the terminal door: CSV and workbook in, both out."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.journeys.conftest import Run


@pytest.fixture
def stock(tmp_path: Path) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Lager"
    for row in (
        ["Artikel-Nr.", "Bezeichnung", "Warennummer", "Preis"],
        [1, "Kugellager 6204", 84821010, 2.5],
        [2, "Vakuumpumpe", "8414.10", "=D2*2"],
    ):
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    path = tmp_path / "lager.xlsx"
    path.write_bytes(out.getvalue())
    return path


def test_a_workbook_comes_back_with_columns_behind_its_own(
    enduse: Run, stock: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    done = enduse(
        "goods", "classify", str(stock), "-o", str(out), "--data", str(tmp_path / "d")
    )
    assert done.status == 0, done.err
    assert "2 articles" in done.out
    assert "Warennummer = hs" in done.out
    page = load_workbook(out)["Lager"]
    titles = [cell.value for cell in page[1]]
    assert titles[:4] == ["Artikel-Nr.", "Bezeichnung", "Warennummer", "Preis"]
    assert titles[4] == "enduse: priority tier"
    assert page["E2"].value == "3.B"
    assert page["D3"].value == "=D2*2"


def test_a_table_comes_back_as_csv_where_that_is_asked(
    enduse: Run, stock: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    done = enduse(
        "goods", "classify", str(stock), "-o", str(out), "--data", str(tmp_path / "d")
    )
    assert done.status == 0, done.err
    assert out.read_text("utf-8-sig").startswith("Artikel-Nr.,Bezeichnung,Warennummer,Preis,")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("people.csv", b"Voornaam,Leeftijd\nAnna,30\n", "Description"),
        ("empty.csv", b"", "is empty"),
        ("stock.xlsx", b"PK no archive", "cannot be unpacked"),
    ],
)
def test_what_is_no_item_master_is_a_usage_mistake_in_words(
    enduse: Run, tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(data)
    done = enduse("goods", "classify", str(tmp_path / name), "-o", str(tmp_path / "o.csv"))
    assert done.status == 2
    assert says in done.err
    assert not (tmp_path / "o.csv").exists()


def test_a_file_that_cannot_be_written_is_told_in_words_and_the_old_one_stays(
    enduse: Run, stock: Path, tmp_path: Path
) -> None:
    for out in (tmp_path / "none" / "out.csv", tmp_path / "folder.csv"):
        (tmp_path / "folder.csv").mkdir(exist_ok=True)
        done = enduse("goods", "classify", str(stock), "-o", str(out))
        assert done.status == 2
        assert "Traceback" not in done.err
    (tmp_path / "d").mkdir()
    data, before = ("--data", str(tmp_path / "d")), stock.read_bytes()
    limit = "import resource,runpy,signal;signal.signal(signal.SIGXFSZ,signal.SIG_IGN);"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE,(2000,2000));"
    limit += "runpy.run_module('enduse',run_name='__main__')"
    done_full = subprocess.run(
        [sys.executable, "-c", limit, "goods", "classify", str(stock), "-o", str(stock), *data],
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done_full.returncode == 2
    assert b"nothing was written" in done_full.stderr
    assert stock.read_bytes() == before
    assert not list(tmp_path.glob(".*.part"))


def test_a_run_into_the_file_itself_gives_the_same_twice(
    enduse: Run, stock: Path, tmp_path: Path
) -> None:
    call = ("goods", "classify", str(stock), "-o", str(stock), "--data", str(tmp_path / "d"))
    shown = []
    for _ in range(2):
        done = enduse(*call)
        assert done.status == 0, done.err
        assert "formulas are written without their values" in done.err
        page = load_workbook(stock)["Lager"]
        shown.append([[cell.value for cell in row] for row in page.iter_rows()])
    assert shown[0] == shown[1]


def test_an_ending_that_cannot_be_written_is_told_before_any_work(
    enduse: Run, stock: Path, tmp_path: Path
) -> None:
    done = enduse("goods", "classify", str(stock), "-o", str(tmp_path / "out.pdf"))
    assert done.status == 2
    assert ".csv" in done.err


def test_a_part_number_is_explained_on_one_screen(enduse: Run, tmp_path: Path) -> None:
    done = enduse("goods", "show", "stm32f407vgt6", "--data", str(tmp_path))
    assert done.status == 0, done.err
    assert done.out.startswith("STM32F407  MCU, STMicroelectronics STM32F4")
    assert "8542.31" in done.out
    assert "no table of them is loaded" in done.out


def test_a_word_that_is_no_part_number_is_not_taken_for_one(
    enduse: Run, tmp_path: Path
) -> None:
    assert enduse("goods", "show", "ISO9001", "--data", str(tmp_path)).status == 2
