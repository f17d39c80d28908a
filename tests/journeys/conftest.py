"""The command as a user runs it, with lists as a publisher writes them, made here."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

NULL = "-0- "
# A few entries as published (OFAC, 2 May 2024), among fillers that reach the reader's floor.
REAL = (
    (35078, "OOO SERTAL", NULL, "Tax ID No. 9715216050 (Russia)."),
    (41123, "HANGZHOU FUYANG KOTO MACHINERY CO., LTD", NULL, "Linked To: X."),
    (
        35026,
        "YERSHOV, Sergey Aleksandrovich",
        "individual",
        "DOB 16 Oct 1952; nationality Russia.",
    ),
)


@dataclass(frozen=True)
class Ran:
    """What a run of the command gave."""

    status: int
    out: str
    err: str

    def decisions(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def enduse() -> Run:
    def run(*arguments: str, stdin: bytes = b"", **environ: str) -> Ran:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("ENDUSE_")}
        done = subprocess.run(
            [sys.executable, "-m", "enduse", *arguments],
            input=stdin,
            capture_output=True,
            env={**clean, "NO_COLOR": "1", "COLUMNS": "100", **environ},
            check=False,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def sdn_files(folder: Path, *, fillers: int = 5_100) -> Sequence[Path]:
    """An OFAC set on disk, as large as the floor asks."""
    rows = [
        *REAL,
        *((90_000 + n, f"FILLER PARTY NUMBER {n:05}", NULL, NULL) for n in range(fillers)),
    ]
    sdn = [
        f'{n},"{name}",{_cell(kind)},"RUSSIA-EO14024",' + f"{NULL}," * 7 + _cell(remarks)
        for n, name, kind, remarks in rows
    ]
    _write(folder / "sdn.csv", sdn)
    _write(folder / "alt.csv", ['35078,1,"aka","SERTAL LLC",-0- '])
    _write(folder / "add.csv", ['35078,1,"Example street 1","Moscow","Russia",-0- '])
    return [folder / name for name in ("sdn.csv", "alt.csv", "add.csv")]


def _cell(text: str) -> str:
    return text if text == NULL else f'"{text}"'


def _write(path: Path, lines: Sequence[str]) -> None:
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode() + b"\x1a\r\n")


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory, enduse: Run) -> Path:
    """A data folder with one edition of the SDN list, published 2 May 2024."""
    files = sdn_files(tmp_path_factory.mktemp("published"))
    data = tmp_path_factory.mktemp("data")
    done = enduse(
        "lists", "import", *map(str, files), "--list", "us_ofac_sdn",
        "--published", "2024-05-02", "--data", str(data),
    )  # fmt: skip
    assert done.status == 0, done.err
    return data
