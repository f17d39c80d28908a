"""Measure what a history of editions takes on disk.

    bench/storage.py --history BUNDLE [--every N] [--data FOLDER]

`--history` is a git bundle (or repository) whose commits each hold a state of sdn.csv, as
scrapers of OFAC's list keep them. Each state is read and put on a shelf, as an import does
it, but for the index, of which only those of the last few editions are kept. Every edition is
then opened again, without its copy, and its published file compared with git's.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from enduse.editions.shelf import Shelf, fingerprint
from enduse.lists import readers
from enduse.model.edition import Edition

LIST = "us_ofac_sdn"


def main() -> int:
    """Put a history on a shelf, and tell what it takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--history", type=Path, required=True, help="a git bundle")
    parser.add_argument("--every", type=int, default=1, help="take every Nth state only")
    parser.add_argument("--data", type=Path, help="where the shelf is made; else thrown away")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        git(None, "clone", "--quiet", "--bare", str(asked.history), str(clone))
        shelf = Shelf((asked.data or Path(folder)) / "editions")
        measure(shelf, clone, states(clone)[:: asked.every])
    return 0


def states(clone: Path) -> list[tuple[str, date]]:
    """The commits that changed the file, oldest first, each with its day."""
    said = git(clone, "log", "--reverse", "--format=%H %cs", "--", "sdn.csv").decode()
    pairs = (line.split() for line in said.splitlines())
    return [(commit, date.fromisoformat(day)) for commit, day in pairs]


def measure(shelf: Shelf, clone: Path, found: list[tuple[str, date]]) -> None:
    """Put each state on the shelf, open each again, print the figures."""
    kept: list[tuple[str, Edition]] = []
    reading: list[float] = []
    putting: list[float] = []
    published = 0
    for commit, day in found:
        data = git(clone, "show", f"{commit}:sdn.csv")
        if not data:
            print(f"{day} {commit[:7]}: 0 bytes, passed over")
            continue
        start = time.perf_counter()
        entries = readers.read(LIST, {"sdn.csv": data}).entries
        reading.append(time.perf_counter() - start)
        edition = Edition(LIST, day, fingerprint({"sdn.csv": data}), len(entries),
                          sum(len(e.names) for e in entries), f"{day}T00:00:00+00:00",
                          reader="bench")  # fmt: skip
        start = time.perf_counter()
        kept.append((commit, shelf.put(edition, entries, sources={"sdn.csv": data})))
        putting.append(time.perf_counter() - start)
        published += len(data)
    opening = [opened(shelf, clone, commit=commit, edition=edition) for commit, edition in kept]
    home = shelf.folder / LIST
    names = {edition.published.isoformat() + edition.sha256 for _, edition in kept}
    print(f"{len(kept)} states put, {len(names)} editions "
          f"({kept[0][1].published} to {kept[-1][1].published}), "
          f"{kept[0][1].entries:,} to {kept[-1][1].entries:,} entries")  # fmt: skip
    print(f"published    {published / 1e6:9.1f} MB")
    for name in ("entries.jsonl", "sdn.csv", "issues.jsonl"):
        print(f"{name:13}{size(home, f'{name}.zst') / 1e6:9.1f} MB packed")
    print(f"edition.json {size(home, 'edition.json') / 1e6:9.1f} MB")
    print(f"copies       {size(home / '.plain', '*') / 1e6:9.1f} MB, of the last few")
    print(f"all          {size(home, '*') / 1e6:9.1f} MB")
    print(f"seconds, medians: read {statistics.median(reading):.2f}, "
          f"put {statistics.median(putting):.2f}, "
          f"open an old one {statistics.median(opening):.2f}")  # fmt: skip


def opened(shelf: Shelf, clone: Path, *, commit: str, edition: Edition) -> float:
    """Seconds to open an edition; its files must be what was put."""
    start = time.perf_counter()
    entries = shelf.open(edition)
    seconds = time.perf_counter() - start
    if len(entries) != edition.entries:
        sys.exit(f"{edition.published}: {len(entries)} entries, {edition.entries} were put")
    if shelf.file(edition, "source/sdn.csv") != git(clone, "show", f"{commit}:sdn.csv"):
        sys.exit(f"{edition.published}: the published file is not what was put")
    return seconds


def size(folder: Path, pattern: str) -> int:
    """The bytes of the files below a folder that match."""
    return sum(path.stat().st_size for path in folder.rglob(pattern) if path.is_file())


def git(clone: Path | None, *arguments: str) -> bytes:
    """What a git command prints."""
    where = ["-C", str(clone)] if clone else []
    return subprocess.run(["git", *where, *arguments], check=True, capture_output=True).stdout


if __name__ == "__main__":
    sys.exit(main())
