"""Make the documents that reading is measured by. Run by hand: python -m papers.make.make [NAME].

Writes tests/corpus/PART/NAME.SUFFIX and, beside each, NAME.truth.json: what a person would
read there. The tools are not needed to run the tests; the documents are committed.
"""

import json
import sys
from pathlib import Path
from typing import Any

from papers.make import jobs_dev, jobs_held, sets
from papers.make.deal import draw
from papers.make.job import Job
from papers.make.said import Said, paged

ROOT = Path(__file__).parents[3] / "tests" / "corpus"


def laid(job: Job) -> tuple[bytes, dict[str, Any]]:
    """The document and its truth."""
    said = Said(
        draw(job.seed, job.part, job.tongue, job.lines), job.part, job.sort,
        numbers=job.style[0], days=job.style[1],
    )  # fmt: skip
    data = job.make(said)
    truth = {"producer": job.producer, "layout": job.layout, "scan": job.scan} | said.truth
    if job.suffix == "pdf" and not job.scan:
        lost = paged(truth, data)
        if lost:
            print(f"{job.name}: not found on a page by poppler: {lost}", file=sys.stderr)
    return data, truth


def put(folder: Path, name: str, data: bytes, truth: dict[str, Any]) -> int:
    """Write a document (its name has the suffix) with its truth; returns its size."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    stem = name.rsplit(".", 1)[0]
    (folder / f"{stem}.truth.json").write_text(text + "\n", "utf-8")
    return len(data)


def make_set(planted: sets.Planted, folder: Path) -> int:
    """Write the documents of a set and what was planted; returns their size."""
    size = 0
    for part, data, truth in sets.made(planted):
        if part.file.endswith(".pdf") and (lost := paged(truth, data)):
            print(f"{folder.name}/{part.file}: not found on a page: {lost}", file=sys.stderr)
        size += put(folder, part.file, data, truth)
    text = json.dumps(sets.told(planted), ensure_ascii=False, indent=1)
    (folder / "set.json").write_text(text + "\n", "utf-8")
    return size


def main(names: list[str]) -> None:
    """Make all documents, or those whose names begin with one of these words."""
    size = 0
    for job in (*jobs_dev.jobs(), *jobs_held.jobs()):
        if not names or any(f"{job.part}/{job.name}".startswith(each) for each in names):
            data, truth = laid(job)
            size += put(ROOT / job.part, f"{job.name}.{job.suffix}", data, truth)
    for planted in sets.SETS:
        where = f"sets/{planted.part}/{planted.name}"
        if not names or any(where.startswith(each) for each in names):
            size += make_set(planted, ROOT / where)
    print(f"{size / 1e6:.2f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
