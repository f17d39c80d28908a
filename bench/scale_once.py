"""Measure one system at one size in a process of its own: see bench/scale.py.

Asked by one JSON object on standard input: system, names and partners (files with a kind and
a name a line), runs, budget (seconds for the asking), workers. The process is held to one
core, or with `workers` to as many; the peak of memory is the process's own.
"""

import json
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "quality"))

from asked import Question, System
from engine import open_files, working_index, write_files
from systems import SYSTEMS

Figures = dict[str, Any]
PROBE, SURE_PROBE, SHORT = 50, 2_000, 0.5
"""Partners asked first to see how many a budget allows, and again where they took no time."""
CHUNK = 50_000
"""Partners that are asked at once in a whole run: what fits in memory with their answers."""


def main() -> None:
    """Measure as asked, and print the figures."""
    asked = json.load(sys.stdin)
    workers = asked["workers"]
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-max(1, workers) :])
    cores = len(os.sched_getaffinity(0))
    names, partners = (read(Path(asked[part])) for part in ("names", "partners"))
    base = peak_mb()
    wall, cpu = time.perf_counter(), time.process_time()
    ours = asked["system"] == "enduse"
    system = (working_index if ours else SYSTEMS[asked["system"]])(names)
    found: Figures = {
        "cores": cores,
        "index_cpu_s": round(time.process_time() - cpu, 3),
        "index_s": round(time.perf_counter() - wall, 3),
        "index_peak_mb": round(peak_mb() - base, 1),
    }
    if workers:
        found |= whole_run(system, partners, workers=workers, budget=asked["budget"])
    else:
        found |= asking(system, partners, runs=asked["runs"], budget=asked["budget"])
        if ours:
            found |= on_disk(names, runs=asked["runs"])
    found["peak_mb"] = round(peak_mb(), 1)
    print(json.dumps(found))


def read(path: Path) -> list[Question]:
    """Row, name and kind of each line; the row is the number of the line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(n, *line.split("\t", 1)[::-1]) for n, line in enumerate(lines)]  # type: ignore[misc]


def peak_mb() -> float:
    """The most memory this process had so far. Linux counts it in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def asking(
    system: System, partners: Sequence[Question], *, runs: int, budget: float
) -> Figures:
    """CPU microseconds a question, from the name as written: the median of several runs.

    Each run asks other partners, so that nothing is remembered from one to the next; how
    many are asked is what the budget allows by the speed of a first few.
    """
    first, each = probe(system, partners)
    count = max(PROBE, min(int(budget / runs / each), (len(partners) - first) // runs))
    taken = []
    for run in range(runs):
        some = partners[first + run * count : first + (run + 1) * count]
        start = time.process_time()
        system(some)
        taken.append((time.process_time() - start) / len(some))
    return {
        "us_a_question": round(1e6 * statistics.median(taken), 2),
        "us_least": round(1e6 * min(taken), 2), "us_most": round(1e6 * max(taken), 2),
        "asked_a_run": count,
    }  # fmt: skip


def probe(system: System, partners: Sequence[Question]) -> tuple[int, float]:
    """How many partners were asked to see how long one takes, and how many seconds it does."""
    first, taken = PROBE, _taken(system, partners[:PROBE])
    if taken < SHORT:
        first = min(SURE_PROBE, len(partners) // 4)
        taken = _taken(system, partners[:first])
    return first, taken / first


def _taken(system: System, partners: Sequence[Question]) -> float:
    start = time.process_time()
    system(partners)
    return time.process_time() - start


def on_disk(names: Sequence[Question], *, runs: int) -> Figures:
    """How large our index is as files, and how long it takes to open them."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "index"
        write_files(names, place)
        size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
        taken = []
        for _ in range(max(3, runs)):
            start = time.perf_counter()
            open_files(place)
            taken.append(time.perf_counter() - start)
    return {"disk_mb": round(size / 1e6, 2), "open_s": round(statistics.median(taken), 5)}


_FORKED: list[tuple[System, Sequence[Question]]] = []
"""The system and the partners of this process, found by the workers forked from it."""


def whole_run(
    system: System, partners: Sequence[Question], *, workers: int, budget: float
) -> Figures:
    """All partners by several processes: seconds by the clock, and memory.

    Where the budget is too short for all, the first part of them is asked: `partners_asked`
    says how many, `whole_s` is by their speed.
    """
    _, each = probe(system, partners)
    count = max(2 * PROBE, min(len(partners), int(workers * budget / each)))
    size = max(PROBE, min(CHUNK, count // (4 * workers)))
    chunks = [(at, min(at + size, count)) for at in range(0, count, size)]
    _FORKED[:] = [(system, partners)]
    start = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        peaks = pool.map(_ask, chunks, chunksize=1)
    wall = time.perf_counter() - start
    return {
        "partners_asked": count, "run_s": round(wall, 2),
        "whole_s": round(wall * len(partners) / count, 1),
        "worker_peak_mb": round(max(peaks), 1),
    }  # fmt: skip


def _ask(chunk: tuple[int, int]) -> float:
    ((system, partners),) = _FORKED
    system(partners[slice(*chunk)])
    return peak_mb()


if __name__ == "__main__":
    main()
