"""What the demo prints, as a file that a reviewer can read.

After a change that is meant: `python -m tests.journeys.test_golden` writes it anew.
"""

import subprocess
import sys
from pathlib import Path

from tests.journeys.conftest import Run

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "demo.txt"
ARGUMENTS = ("check", "demo/orders.jsonl", "--as-of", "2026-11-23", "--data", "/nonexistent")


def test_the_demo_prints_what_the_golden_file_says(enduse: Run) -> None:
    arguments = [a.replace("demo/", f"{ROOT}/demo/") for a in ARGUMENTS]
    assert enduse(*arguments).out == GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    done = subprocess.run(
        [sys.executable, "-m", "enduse", *ARGUMENTS],
        capture_output=True,
        cwd=ROOT,
        env={"NO_COLOR": "1", "COLUMNS": "100"},
        check=False,
    )
    GOLDEN.write_bytes(done.stdout)
