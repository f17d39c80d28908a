"""Time and memory of the watch: very many parties held against one day's changes of a list.

    bench/watch.py --short              20,000 parties, as CI runs it
    bench/watch.py                      1,000,000 parties, 500 changed entries, two processes
        [--parties N] [--changes N] [--workers N] [--folder DIR]

Everything is made here and is the same on every machine: parties in Latin, Cyrillic, Arabic
and Chinese letters, nine in ten with an address, a third with a number; a list of 20,000
entries and its edition of the next day, in which entries came, went and changed. Some of the
parties are written like entries that came, so that there is something to find.

Laying the parties out, which is done once, is told apart. The watch is run in a process of its
own; seconds are by the clock, CPU seconds are those of all its processes, and memory is the
peak of the largest of them. What counts is a ratio: CPU over that of making ready and laying
out as many names as there are parties, which any search of them would need. `--write` puts that
of the short form into the baseline.
"""

import argparse
import json
import platform
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from made import company, vocabulary
from recombined import recombined

from enduse.desk import watch
from enduse.desk.imports import shelve
from enduse.desk.watch_chunks import lay_out as lay_out_chunks
from enduse.desk.watch_delta import now
from enduse.desk.watch_known import known_in
from enduse.desk.watch_sync import chunks_home, open_store
from enduse.index.layout import lay_out
from enduse.intake.order import read_order
from enduse.model.listing import Entry, Identifier, ListedAddress, ListedName, Reading
from enduse.names.ready import ready
from enduse.settings import Settings
from enduse.watch.parties import PARTNER, Holder

BASELINE = Path(__file__).parent / "watch_baseline.json"
LIST, LISTED = "us_ofac_sdn", 20_000
BEFORE, AFTER = date(2026, 7, 30), date(2026, 7, 31)
COUNTRIES = ("TR", "AE", "CN", "KZ", "DE", "NL", "IN", "RS", "AM", "GE")
NAMES_OF = {"TR": "Turkey", "AE": "United Arab Emirates", "CN": "China", "KZ": "Kazakhstan",
            "DE": "Germany", "NL": "Netherlands", "IN": "India", "RS": "Serbia",
            "AM": "Armenia", "GE": "Georgia"}  # fmt: skip
CYRILLIC = dict(zip("abdefghiklmnoprstuvz", "абдефгхиклмнопрстувз", strict=True))
ARABIC = dict(zip("abdefghiklmnoprstuvz", "ابدهفغحيكلمنوبرستوفز", strict=True))
HANZI = "北京上海深圳广州华中天科技电子通信工业航空机电精密仪器新材料大地东方金龙海洋"
OPENINGS = [
    "b",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "z",
    "st",
    "tr",
    "kr",
    "br",
    "gr",
    "pl",
    "dr",
    "sl",
    "vl",
    "pr",
]
ENDINGS = ("", "", "", "n", "r", "l", "s", "m", "k", "t", "v")
Figures = dict[str, Any]


def main() -> int:
    """Make, lay out, watch, and print a table, the ratio last."""
    given = arguments()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        found: Figures = {"parties": given.parties, "changes": given.changes}
        if not (folder / "watch").is_dir():
            size = 2_000 if given.short else LISTED
            found |= in_process(
                partial(prepare, size=size), folder, given.parties, given.changes
            )
        found |= in_process(run, folder, given.workers)
        found["ratio"] = round(found["cpu_s"] / reference(given.parties), 3)
    show(found)
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n")
    if given.short:
        compare(found, write=given.write)
    return 0


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parties", type=int, default=1_000_000)
    parser.add_argument("--changes", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="a data folder to keep, and to use again")
    parser.add_argument("--short", action="store_true", help="few parties, for CI")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    parser.add_argument("--write", action="store_true", help="write the baseline anew")
    given = parser.parse_args()
    if given.short:
        given.parties, given.changes, given.workers = 12_000, 200, 1
    return given


def in_process(wanted: Any, *asked: object) -> Figures:  # noqa: ANN401  # a function of ours
    """The figures of a function in a process of its own, so that peaks are its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found: Figures = pool.submit(wanted, *asked).result()
    return found


def seeds(chance: random.Random) -> list[tuple[str, str]]:
    """Names whose words others make too, but seldom: as those of customers and listed ones."""
    words = [word(chance) for _ in range(12_000)]
    return [(company(chance, words), ("company", "person")[n % 3 == 2]) for n in range(6_000)]


def word(chance: random.Random) -> str:
    """A word of two to four syllables, of some three thousand that a language may have."""
    return "".join(
        chance.choice(OPENINGS) + chance.choice("aeiou") + chance.choice(ENDINGS)
        for _ in range(chance.choice((2, 2, 3, 3, 4)))
    )


def prepare(folder: Path, parties: int, changes: int, *, size: int) -> Figures:
    """Put two editions on the shelf and the parties into the store, and lay them out."""
    settings = Settings(folder)
    chance = random.Random(20260731)  # noqa: S311
    listed = [text for text, _ in recombined(seeds(chance), size + changes, seed=1)]
    entries = [entry(n, text, chance) for n, text in enumerate(listed)]
    old, new = editions(entries, changes, size=size, chance=chance)
    for day, some in ((BEFORE, old), (AFTER, new)):
        reading = Reading(tuple(some), published=day)
        shelve(settings, LIST, {f"{day}.txt": str(day).encode()}, reading=reading, day=day)
    came = [each for each in new if each.id not in {other.id for other in old}]
    start = time.perf_counter()
    store = open_store(settings)
    upto = {LIST: now(settings, BEFORE)[LIST].mark}
    with store.changing():
        for number, plain in enumerate(partners(seeds(chance), parties, came, chance=chance)):
            order = read_order(plain, label="x", countries=frozenset(COUNTRIES)).order
            assert order is not None
            store.put(Holder(PARTNER, f"C{number}", tuple(known_in(order)), upto))
    kept = time.perf_counter()
    lay_out_chunks(store, chunks_home(settings))
    done = time.perf_counter()
    store.close()
    size = sum(path.stat().st_size for path in (folder / "watch").rglob("*") if path.is_file())
    return {
        "store_s": round(kept - start, 1), "laid_out_s": round(done - kept, 1),
        "disk_mb": round(size / 1e6, 1), "laid_out_peak_mb": round(peak_mb()),
    }  # fmt: skip


def entry(number: int, text: str, chance: random.Random) -> Entry:
    """A listed party with a second name, an address and, of one in three, a number."""
    country = chance.choice(COUNTRIES)
    ids = (Identifier("inn", f"{7_700_000_000 + number}", "Tax ID No."),) * (number % 3 == 0)
    other = " ".join(reversed(text.split()[:-1]))
    return Entry(
        LIST, str(number), "company", (ListedName(text), ListedName(other or text, "aka")),
        programmes=("RUSSIA-EO14024",),
        addresses=(ListedAddress(address(chance), NAMES_OF[country]),), ids=ids,
    )  # fmt: skip


def editions(
    entries: list[Entry], changes: int, *, size: int, chance: random.Random
) -> tuple[list[Entry], list[Entry]]:
    """Of the changes three in five came, one in ten went, the others changed."""
    came, went = changes * 3 // 5, changes // 10
    old = entries[: size - came]
    changed = {
        each.id: entry(int(each.id), each.names[1].text, chance)
        for each in old[went : changes - came]
    }
    new = [changed.get(each.id, each) for each in old[went:]]
    return old, [*new, *entries[size : size + came]]


def partners(
    seeds: list[tuple[str, str]], count: int, came: list[Entry], *, chance: random.Random
) -> Iterator[dict[str, Any]]:
    """Bare parties; a thousandth of them is written like a listed one that came."""
    for number, (text, kind) in enumerate(recombined(seeds, count, seed=2)):
        name = in_script(text, number, came, chance=chance)
        plain: dict[str, Any] = {
            "name": name,
            "kind": kind,
            "country": chance.choice(COUNTRIES),
        }
        if number % 10:
            plain["address"] = address(chance)
        if number % 3 == 0:
            plain["ids"] = {"vat": f"{chance.randrange(10**9, 10**10)}"}
        if kind == "person" and number % 2:
            plain["birth_date"] = f"{1940 + number % 60}-0{1 + number % 9}-1{number % 10}"
        yield plain


def in_script(text: str, number: int, came: list[Entry], *, chance: random.Random) -> str:
    """A name as its party writes it; of a thousandth a listed one with a letter left out."""
    if number % 1000 == 0:
        return misspelt(chance.choice(came).names[0].text, chance)
    if number % 10 == 1:
        return written(text, CYRILLIC)
    if number % 50 == 2:
        return written(text, ARABIC)
    if number % 25 == 3:
        return "".join(chance.choice(HANZI) for _ in range(chance.randint(4, 8))) + "有限公司"
    return text


_STREETS = vocabulary(random.Random(11), 40_000)  # noqa: S311
_TOWNS = vocabulary(random.Random(12), 2_000)  # noqa: S311


def address(chance: random.Random) -> str:
    """A street of which few are common and most rare, a house, a town."""
    street = _STREETS[int(len(_STREETS) * chance.random() ** 3)].title()
    town = _TOWNS[int(len(_TOWNS) * chance.random() ** 2)].title()
    return f"{street} Street {chance.randint(1, 150)}, {chance.randint(10_000, 99_999)} {town}"


def misspelt(text: str, chance: random.Random) -> str:
    """A name with one letter left out."""
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :]


def written(text: str, letters: dict[str, str]) -> str:
    """A made name in another script, letter by letter."""
    return "".join(letters.get(letter, letter) for letter in text.lower())


def run(folder: Path, workers: int) -> Figures:
    """One run of the watch."""
    settings = Settings(folder)
    start = time.perf_counter()
    with watch.watch(settings, as_of=AFTER, workers=workers) as found:
        told = found.watched
    wall = time.perf_counter() - start
    return {
        "wall_s": round(wall, 2), "cpu_s": round(cpu(), 2), "peak_mb": round(peak_mb()),
        "worker_peak_mb": round(peak_mb(resource.RUSAGE_CHILDREN)),
        "events": len(told.events),
        "holders": len({each.holder for each in told.events}),
        "changed": sum(each.added + each.changed + each.removed for each in told.lists),
    }  # fmt: skip


def cpu() -> float:
    """CPU seconds of this process and of those that it waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def peak_mb(who: int = resource.RUSAGE_SELF) -> float:
    """The most memory this process had so far, or the largest of its children."""
    return resource.getrusage(who).ru_maxrss / 1024


def reference(parties: int) -> float:
    """CPU seconds to make as many names ready and lay them out, by the speed of some."""
    chance = random.Random(5)  # noqa: S311
    words = vocabulary(chance, 8_000)
    some = min(20_000, parties)
    texts = [company(chance, words) for _ in range(some)]
    start = time.process_time()
    lay_out(name for text in texts if (name := ready(text, kind="company")))
    return (time.process_time() - start) * parties / some


def show(found: Figures) -> None:
    """The figures in words."""
    if "store_s" in found:
        print(f"{found['parties']:,} parties kept in {found['store_s']} s and laid out in "
              f"{found['laid_out_s']} s, once; {found['disk_mb']} MB on disk, "
              f"peak {found['laid_out_peak_mb']} MB")  # fmt: skip
    print(f"{found['changed']:,} changed entries against {found['parties']:,} parties: "
          f"{found['wall_s']} s, CPU {found['cpu_s']} s, peak {found['peak_mb']} MB "
          f"({found['worker_peak_mb']} MB of a worker); {found['events']:,} events on "
          f"{found['holders']:,} partners")  # fmt: skip
    print(f"CPU over making the names ready: {found['ratio']}")


def compare(found: Figures, *, write: bool) -> None:
    """Hold the ratio against the committed one."""
    if write:
        about = {"machine": platform.machine(), "python": platform.python_version()}
        kept = {"about": about, "ratio": found["ratio"]}
        BASELINE.write_text(json.dumps(kept, indent=2) + "\n")
    elif BASELINE.exists():
        held = json.loads(BASELINE.read_text())["ratio"]
        print(f"baseline {held}, so {found['ratio'] / held:.2f} of it")


if __name__ == "__main__":
    sys.exit(main())
