"""Packs of evidence: made, verified, and changed in ten thousand ways, all of them found.

    bench/evidence.py [--short] [--write] [--changes N]

The pack is of one of the demo's decisions, on a record that holds many more. A change is of one
byte, or of the order of members, or a member too few or too many, or the file cut or added to.
Each must be found, and a byte must be named. Verifying has beside it the time that hashing the
same file takes.
"""

import argparse
import hashlib
import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random

import enduse
from enduse.desk.evidence import evidence
from enduse.desk.evidence_find import recorded
from enduse.desk.record import FOLDER
from enduse.model.record import Draft
from enduse.record import proofs, verifier
from enduse.record.book import open_book
from enduse.record.pack import stored
from enduse.settings import Settings

HERE = Path(__file__).parent
BASELINE = HERE / "evidence_baseline.json"
DEMO = HERE.parent / "demo" / "orders.jsonl"
DAY = date(2026, 11, 23)
Figures = dict[str, float]
Members = list[tuple[str, bytes]]


def main() -> int:
    """Measure, print beside the baseline, write it where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--short", action="store_true", help="fewer entries and changes, for CI"
    )
    parser.add_argument("--write", action="store_true", help="write the baseline anew")
    parser.add_argument("--changes", type=int, help="single changes to be found")
    given = parser.parse_args()
    count = given.changes or (200 if given.short else 10_000)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder))
        found, pack = made(settings, entries=2_000 if given.short else 100_000)
    found |= verified(pack)
    found |= changes(pack, count)
    show(found)
    if given.write:
        about = {"machine": platform.machine(), "python": platform.python_version()}
        BASELINE.write_text(json.dumps({"about": about, "figures": found}, indent=2) + "\n")
    return int(found["changes not found"] + found["bytes not named"] > 0)


def made(settings: Settings, *, entries: int) -> tuple[Figures, bytes]:
    """A pack from a record of many entries, and how long its steps took."""
    (kept, *_), _ = recorded(settings, str(DEMO), person="bench", as_of=DAY)
    with closing(open_book(settings.data / FOLDER)) as book:
        for start in range(0, entries, 1_000):
            some = range(start, min(start + 1_000, entries))
            book.append([Draft("bench", {"n": {"n": n}}) for n in some])
        start_close = time.perf_counter()
        proofs.close(book)
        closed = time.perf_counter() - start_close
    with evidence(settings) as opened:
        start_pack = time.perf_counter()
        gathered = opened.gather(kept)
        pack = opened.pack(gathered, gathered.case, {})
        packed = time.perf_counter() - start_pack
    figures = {
        "seconds to close 100,000 entries": round(closed / entries * 100_000, 2),
        "milliseconds a pack, once closed": round(packed * 1_000, 1),
        "bytes of a pack without its report": float(len(pack)),
    }
    return figures, pack


def verified(pack: bytes) -> Figures:
    """How long it takes to verify a pack, by the best of a few times."""
    took, hashed = [], []
    for _ in range(7):
        verifier.signed.cache_clear()
        start = time.perf_counter()
        assert not verifier.verify(pack, [], [])["faults"]
        middle = time.perf_counter()
        hashlib.sha256(pack).hexdigest()
        took.append(middle - start)
        hashed.append(time.perf_counter() - middle)
    return {
        "milliseconds to verify a pack": round(min(took) * 1_000, 1),
        "verifying over hashing": round(min(took) / min(hashed)),
    }


def changes(pack: bytes, count: int) -> Figures:
    """Single changes by chance that go unseen, and bytes of which the place is not named."""
    rng = Random(1)  # noqa: S311  # the same changes every time
    unseen = unnamed = 0
    for number in range(count):
        if number % 10:
            at = rng.randrange(len(pack))
            other = bytes([pack[at] ^ rng.randrange(1, 256)])
            found = faults(pack[:at] + other + pack[at + 1 :])
            unnamed += not any(each.startswith(f"byte {at}, in ") for each in found)
        else:
            other = pack
            while other == pack:  # two members may be the same
                other = rng.choice(WAYS)(pack, rng)
            found = faults(other)
        unseen += not found
    figures = {"changes": count, "changes not found": unseen, "bytes not named": unnamed}
    return {name: float(each) for name, each in figures.items()}


def faults(pack: bytes) -> list[str]:
    """The places that are named."""
    return [each["where"] for each in verifier.verify(pack, [], [])["faults"]]


def members(pack: bytes) -> Members:
    """What is in a pack, read from its front."""
    found, at = [], 0
    while pack[at : at + 4] == b"PK\3\4":
        size = int.from_bytes(pack[at + 18 : at + 22], "little")
        name = at + 30 + int.from_bytes(pack[at + 26 : at + 28], "little")
        found.append((pack[at + 30 : name].decode(), pack[name : name + size]))
        at = name + size
    return found


def dropped(pack: bytes, rng: Random) -> bytes:
    """Without one member."""
    some = members(pack)
    del some[rng.randrange(len(some))]
    return stored(some)


def doubled(pack: bytes, rng: Random) -> bytes:
    """With one member twice."""
    some = members(pack)
    return stored([*some, rng.choice(some)])


def reordered(pack: bytes, rng: Random) -> bytes:
    """With two members exchanged."""
    some = members(pack)
    one, other = rng.sample(range(len(some)), 2)
    some[one], some[other] = some[other], some[one]
    return stored(some)


def renamed(pack: bytes, rng: Random) -> bytes:
    """With the name of one member changed."""
    some = members(pack)
    at = rng.randrange(len(some))
    some[at] = (some[at][0] + "x", some[at][1])
    return stored(some)


def exchanged(pack: bytes, rng: Random) -> bytes:
    """With the bytes of one member in the place of another's."""
    some = members(pack)
    one, other = rng.sample(range(len(some)), 2)
    some[one] = (some[one][0], some[other][1])
    return stored(some)


def cut(pack: bytes, rng: Random) -> bytes:
    """Ending early."""
    return pack[: rng.randrange(len(pack))]


def added(pack: bytes, rng: Random) -> bytes:
    """With some bytes put in, anywhere."""
    at = rng.randrange(len(pack) + 1)
    return pack[:at] + rng.randbytes(rng.randrange(1, 9)) + pack[at:]


WAYS: list[Callable[[bytes, Random], bytes]] = [
    dropped, doubled, reordered, renamed, exchanged, cut, added,
]  # fmt: skip


def show(found: Figures) -> None:
    """Print each figure, with the baseline beside it."""
    known = json.loads(BASELINE.read_text())["figures"] if BASELINE.exists() else {}
    print(f"enduse {enduse.__version__}: evidence")
    for name, each in found.items():
        print(f"  {name:40} {each:>12,g}   baseline {known.get(name, float('nan')):,g}")


if __name__ == "__main__":
    sys.exit(main())
