"""Measure speed beside the committed baseline: `make bench`, or `make bench BENCH=--short`.

Everything is measured in one run on one machine, and the ratios are what counts: a cold
start is set beside the start of a bare Python with NumPy, which nobody here can make
faster. Times are medians of wall-clock seconds; noisy machines want more runs.

    bench/run.py [--short] [--sdn FOLDER] [--write]

`--sdn` takes a folder with OFAC's real sdn.csv, alt.csv and add.csv in place of the made
list; `--write` puts the figures of this run in the baseline.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from made import write_orders, write_sdn

BASELINE = Path(__file__).parent / "baseline.json"
DAY = "2024-05-03"
NOTES = {
    "cold_start_s": "enduse check, one order of two parties, whole process (target: under 0.5)",
    "bare_start_s": "python -c 'import numpy', whole process",
    "cold_over_bare": "the first over the second",
    "import_s": "read and index 15,000 parties with 36,000 names",
    "index_open_s": "open the index by memory map",
    "orders_per_s": "orders of four parties decided in one process",
}


def main() -> int:
    """Run every measure and print it beside the baseline."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--short", action="store_true", help="fewer runs, for CI")
    parser.add_argument("--sdn", type=Path, help="a folder with OFAC's real files")
    parser.add_argument("--write", action="store_true", help="write the baseline anew")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), runs=3 if asked.short else 15, sdn=asked.sdn)
    show(found)
    if asked.write:
        about = {"machine": platform.machine(), "python": platform.python_version()}
        BASELINE.write_text(json.dumps({"about": about, "figures": found}, indent=2) + "\n")
    return 0


def measure(folder: Path, *, runs: int, sdn: Path | None) -> dict[str, float]:
    """All figures of one run."""
    files = sorted(sdn.glob("*.csv")) if sdn else write_sdn(folder)
    data = folder / "data"
    importing = timed(lambda: import_(files, data))
    one = write_orders(folder / "one.jsonl", 1, parties=2)
    many = write_orders(folder / "many.jsonl", 40 if runs <= 3 else 200)
    check = ["-m", "enduse", "check", "--as-of", DAY, "--require", "us_ofac_sdn",
             "--data", str(data), "--format", "json"]  # fmt: skip
    cold, bare = [], []
    for _ in range(runs):  # by turns, so that a noisy moment meets both
        cold.append(timed(lambda: python(*check, str(one))))
        bare.append(timed(lambda: python("-c", "import numpy")))
    found = {
        "cold_start_s": statistics.median(cold),
        "bare_start_s": statistics.median(bare),
        "import_s": importing,
        "index_open_s": statistics.median(timed(lambda: open_index(data)) for _ in range(runs)),
        "orders_per_s": decide(many, data),
    }
    found["cold_over_bare"] = found["cold_start_s"] / found["bare_start_s"]
    return {name: round(found[name], 4) for name in NOTES}


def show(found: dict[str, float]) -> None:
    """A table: this run, the baseline, the ratio of the two."""
    committed = json.loads(BASELINE.read_text())["figures"] if BASELINE.exists() else {}
    print(f"{'measure':16} {'now':>9} {'baseline':>9} {'ratio':>6}")
    for name, value in found.items():
        before = committed.get(name)
        ratio = f"{value / before:6.2f}" if before else "     –"
        print(f"{name:16} {value:9.3f} {before or float('nan'):9.3f} {ratio}  {NOTES[name]}")


def timed(work: Callable[[], object]) -> float:
    """Wall-clock seconds of some work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def python(*arguments: str) -> None:
    """Run this Python, without the settings of whoever measures."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("ENDUSE_")}
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, env=environ, check=False
    )
    if done.returncode not in {0, 10, 11, 13}:
        sys.exit(f"{arguments} failed: {done.stderr.decode()[-2000:]}")


def import_(files: list[Path], data: Path) -> None:
    """Import the list in this process."""
    from enduse.desk.imports import import_list
    from enduse.settings import Settings

    parts = {path.name: path.read_bytes() for path in files}
    import_list(Settings(data), "us_ofac_sdn", parts, published=date(2024, 5, 2))


def open_index(data: Path) -> None:
    """Open the index that the import made."""
    from enduse.index.store import open_index as opened

    (folder,) = (data / "indexes" / "us_ofac_sdn").iterdir()
    opened(folder)


def decide(orders: Path, data: Path) -> float:
    """Orders a second, everything opened before."""
    from enduse.desk.desk import Desk
    from enduse.settings import Settings

    desk = Desk(Settings(data, require=("us_ofac_sdn",)), as_of=date.fromisoformat(DAY))
    given = list(desk.read(orders.read_bytes(), source=orders.name))
    seconds = timed(lambda: list(desk.decide_all(given)))
    return len(given) / seconds


if __name__ == "__main__":
    sys.exit(main())
