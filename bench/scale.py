"""Speed and memory of the search for names, as lists grow: ours beside cheap peers.

    bench/scale.py --short                       made names, small, as CI runs it
    bench/scale.py --sets sets.json              names recombined from published ones
        [--sizes 20000 200000 1000000] [--partners 1000000] [--budget 20] [--only NAME]

Names are recombined from those of the lists, partners from innocents (bench/recombined.py).
Every figure comes from a process of its own that is held to one core, with one thread to
every library. A question costs what it takes from the name as written to the rows found,
in CPU microseconds: the median of several runs over different partners. "whole" is every
partner against every name by two processes, in seconds by the clock. What counts are ratios
to a peer of the same run. `--write` puts those of the short form into the baseline.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BASELINE = HERE / "scale_baseline.json"
OURS, WRATIO, BRUTE = "enduse", "TF-IDF + WRatio", "brute token_sort"
BRUTE_MOST = 20_000
"""The greatest list that every name is compared with: it costs as much again with each."""

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
Figures = dict[str, Any]


def main() -> int:
    """Measure as asked and print a table, ratios last."""
    given = arguments()
    sizes = [2_000] if given.short else given.sizes
    partners = 2_000 if given.short else given.partners
    found: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), given.sets, sizes=[*sizes, partners])
        for size in sizes:
            for system in systems(size, only=given.only):
                asked = {"system": system, "names": f"{folder}/names-{size}.tsv",
                         "partners": f"{folder}/partners-{partners}.tsv",
                         "runs": given.runs, "budget": given.budget, "workers": 0}  # fmt: skip
                one = once(asked)
                if system == OURS:
                    many = once({**asked, "workers": 2})
                    one |= {f"two_{name}": value for name, value in many.items()}
                found[f"{size} {system}"] = one
                print(line(size, system, one), flush=True)
    show_ratios(sizes, found, baseline=given.short and not given.sets)
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n")
    if given.write and given.short and not given.sets:
        about = {"machine": platform.machine(), "python": platform.python_version()}
        kept = {"about": about, "ratios": ratios(sizes, found)}
        BASELINE.write_text(json.dumps(kept, indent=2) + "\n")
    return 0


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", type=Path, help="written by bench/quality/sets.py")
    parser.add_argument("--sizes", type=int, nargs="*", default=[20_000, 200_000, 1_000_000])
    parser.add_argument("--partners", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--budget", type=float, default=20.0, help="seconds of asking")
    parser.add_argument("--only", default="", help="systems whose name holds this")
    parser.add_argument("--short", action="store_true", help="made names, for CI")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    parser.add_argument("--write", action="store_true", help="write the baseline anew")
    given = parser.parse_args()
    given.budget = min(given.budget, 6.0) if given.short else given.budget
    return given


def systems(size: int, *, only: str) -> list[str]:
    """Who is measured at this size, of those that are installed and asked for."""
    cheap = [WRATIO] if find_spec("sparse_dot_topn") else []
    every = [OURS, *cheap, *([BRUTE] if size <= BRUTE_MOST else [])]
    return [name for name in every if only.lower() in name.lower()]


def make(folder: Path, sets: Path | None, *, sizes: Sequence[int]) -> None:
    """Write the names and, the last of `sizes`, the partners: in a process of its own.

    On Linux a child starts with the peak of its parent: this process must stay small.
    """
    command = [sys.executable, str(HERE / "scale_names.py"), str(folder), *map(str, sizes)]
    subprocess.run([*command, *(["--sets", str(sets)] if sets else [])], check=True)


def once(asked: Mapping[str, object]) -> Figures:
    """The figures of one system at one size."""
    done = subprocess.run(
        [sys.executable, str(HERE / "scale_once.py")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | dict.fromkeys(ONE_THREAD, "1"),
    )
    if done.returncode:
        sys.exit(f"{asked['system']} failed: {done.stderr[-2000:]}")
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def line(size: int, system: str, one: Figures) -> str:
    """The figures of one system at one size, in words."""
    text = (f"{size:>9,} names  {system:17} {one['us_a_question']:>11,.1f} us a question "
            f"({one['us_least']:,.1f} to {one['us_most']:,.1f}, {one['asked_a_run']:,} a run)  "
            f"index {one['index_cpu_s']:.1f} s, "
            f"peak {one['peak_mb']:,.0f} MB ({one['index_peak_mb']:,.0f} to index)"
            )  # fmt: skip
    if "disk_mb" in one:
        text += (f"\n{'':17}on disk {one['disk_mb']:.1f} MB, opened in "
                 f"{1000 * one['open_s']:.1f} ms")  # fmt: skip
    if "two_run_s" in one:
        text += (f"\n{'':17}whole, two processes on {one['two_cores']} cores: "
                 f"{one['two_partners_asked']:,} partners in {one['two_run_s']:,.1f} s, "
                 f"so all in {one['two_whole_s']:,.0f} s; peak "
                 f"{one['two_peak_mb']:,.0f} MB, of a worker {one['two_worker_peak_mb']:,.0f}"
                 )  # fmt: skip
    return text


def ratios(sizes: Sequence[int], found: Mapping[str, Figures]) -> dict[str, float]:
    """How many times a peer's cost ours is, for each peer and size: under 1 ours is quicker."""
    return {
        f"over {peer} at {size}": round(ours["us_a_question"] / one["us_a_question"], 3)
        for size in sizes
        for peer in (WRATIO, BRUTE)
        if (ours := found.get(f"{size} {OURS}")) and (one := found.get(f"{size} {peer}"))
    }


def show_ratios(sizes: Sequence[int], found: Mapping[str, Figures], *, baseline: bool) -> None:
    """Our cost a question over that of each peer, and the baseline's where there is one."""
    held = json.loads(BASELINE.read_text())["ratios"] if baseline and BASELINE.exists() else {}
    print(f"\n{'a question of ours':38} {'times':>9} {'baseline':>9} {'ratio':>6}")
    for name, ratio in ratios(sizes, found).items():
        before = f"{held[name]:9.3f} {ratio / held[name]:6.2f}" if name in held else ""
        print(f"{name:38} {ratio:9.3f} {before}")


if __name__ == "__main__":
    sys.exit(main())
