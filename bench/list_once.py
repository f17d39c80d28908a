"""Read one list in a process of its own and print what it took, as JSON: see bench/lists.py.

A process of its own, because the peak of memory is that of a whole process and never goes
down again. Asked by one JSON object on standard input: list_id, files, runs, recode.
"""

import gzip
import io
import json
import re
import resource
import statistics
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bare import bare_parse
from unread import values_nowhere

from enduse.errors import ListError
from enduse.lists import readers
from enduse.model.listing import Reading

_COUNTED = re.compile(r"(\d+)\b")
# The words by which the readers tell that something was kept and not used, or not read.
_UNREAD = re.compile(r"not (?:read|understood)|kept as (?:written|facts|remarks)|new to us"
                     r"|passed over|stay cut")  # fmt: skip


def main() -> None:
    """Read as asked, and print the figures."""
    asked = json.load(sys.stdin)
    parts = dict(_part(Path(path), recode=asked["recode"]) for path in asked["files"])
    print(json.dumps(measure(asked["list_id"], parts, runs=asked["runs"])))


def _part(path: Path, *, recode: str) -> tuple[str, bytes]:
    """Name and bytes of a file, unpacked where it is gzip.

    `recode` names the encoding of a file that some program saved anew in another one than
    the publisher's.
    """
    data = path.read_bytes()
    if path.suffix == ".gz":
        return path.stem, gzip.decompress(data)
    return path.name, data.decode(recode, "replace").encode() if recode else data


def measure(list_id: str, parts: Mapping[str, bytes], *, runs: int) -> dict[str, Any]:
    """All figures of one list.

    The first reading gives the memory, all of them the seconds; each is followed by a bare
    parse of the same bytes, so that a noisy moment meets both.
    """
    size, unpacked = sum(map(len, parts.values())), sum(map(_unpacked, parts.values()))
    before = _peak()
    try:
        first, reading = _timed(list_id, parts)
    except ListError as trouble:
        return {"bytes": size, "refused": str(trouble)}
    peak = _peak() - before
    taken, bare = [first], [bare_parse(parts) for _ in range(3)]
    for _ in range(runs - 1):
        taken.append(_timed(list_id, parts)[0])
        bare += [bare_parse(parts) for _ in range(3)]
    spent = statistics.median(wall for wall, _ in taken)
    busy, least = min(own for _, own in taken), min(bare)  # medians waver more
    return {
        "bytes": size, "unpacked": unpacked, **counted(reading), "seconds": round(spent, 4),
        "mb_per_s": round(unpacked / 1e6 / spent, 2), "peak_mb": round(peak / 1e6, 1),
        "peak_over_bytes": round(peak / unpacked, 1), "cpu_seconds": round(busy, 4),
        "bare_cpu_seconds": round(least, 4), "over_bare": round(busy / least, 2),
        "nowhere": values_nowhere(parts, reading),
    }  # fmt: skip


def counted(reading: Reading) -> dict[str, Any]:
    """What was read, what was told, and what was told of as not read."""
    gravities = Counter(issue.gravity for issue in reading.issues)
    return {
        "rows": dict(reading.rows),
        "entries": len(reading.entries),
        "names": sum(len(entry.names) for entry in reading.entries),
        "ids": sum(len(entry.ids) for entry in reading.entries),
        "remarks": sum(len(entry.remarks) for entry in reading.entries),
        "errors": gravities["error"],
        "warnings": gravities["warning"],
        "unread": unread(reading),
        "issues": [f"{i.gravity}: {i.where}: {i.says[:300]}" for i in reading.issues],
    }


def unread(reading: Reading) -> dict[str, int]:
    """The issues of what was not read or not understood: their words, and how many each."""
    found: dict[str, int] = {}
    for issue in reading.issues:
        number = _COUNTED.match(issue.says)
        if _UNREAD.search(issue.says):
            words = re.sub(r"^[\d: ]+", "", issue.says).partition(": ")[0]
            found[f"{issue.where}: {words[:120]}"] = int(number[1]) if number else 1
    return found


def _unpacked(data: bytes) -> int:
    """Bytes of a file; of a spreadsheet, which is an archive, those that are packed in it."""
    if not data.startswith(b"PK"):
        return len(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(member.file_size for member in archive.infolist())


def _timed(list_id: str, parts: Mapping[str, bytes]) -> tuple[tuple[float, float], Reading]:
    """Seconds by the clock and of this process alone, and what was read."""
    start, own = time.perf_counter(), time.process_time()
    reading = readers.read(list_id, parts, floor=1)
    return (time.perf_counter() - start, time.process_time() - own), reading


def _peak() -> int:
    """The most memory that this process ever held, in bytes."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024  # macOS says bytes


if __name__ == "__main__":
    main()
