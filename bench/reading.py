"""Listed names in running texts: how fast, how many are found, how often prose is shouted at.

    bench/reading.py                        made lists of 100,000 entries, 500,000 words
    bench/reading.py --short [--write]      10,000 entries, 50,000 words, as CI runs it, beside
                                            the baseline (--write: makes it anew)
    bench/reading.py --data DIR [--names N] [--prose FILE…]
        the lists of a data folder: names held in sentences (N of each list, `--seed`), by the
        way they are written; and how much of ordinary texts is taken for a name

Found is what is named by its entry at all, sure what is at least `likely`. Of prose, mentions
that are at least `likely` are counted by 100,000 words; texts that speak of listed parties have
such as are meant, so they are shown. Seconds are of CPU, memory is the peak of the process.
The baseline holds no seconds but how many times the CPU of making the index of the same names
is taken, so that machines can be compared.
"""

import argparse
import json
import platform
import resource
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path
from random import Random

from made import company, vocabulary
from reading_cases import SENTENCES, Case, cases
from recombined import recombined

from enduse.desk.indexes import build_index
from enduse.desk.sources import load
from enduse.index.listed import ready_listed
from enduse.mention.book import ListedNames
from enduse.mention.listed import Listed
from enduse.mention.running import Running, running
from enduse.model.listing import Entry, ListedName
from enduse.model.mention import Mention
from enduse.papers.plain import paper_of_text
from enduse.settings import Settings

SHOWN = 12
BASELINE = Path(__file__).parent / "reading_baseline.json"
Held = tuple[str, Entry, Case]


def main() -> int:
    """Measure what was asked for."""
    asked = arguments()
    if asked.data is None:
        ratios = speed(10_000 if asked.short else 100_000, 50_000 if asked.short else 500_000)
        if asked.short:
            compare(ratios, write=asked.write)
        return 0
    names = listed(asked.data, asked.as_of)
    recall(names, Random(asked.seed), each=asked.names)  # noqa: S311  # the same every time
    for path in asked.prose:
        alarms(names, path)
    return 0


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--write", action="store_true", help="write the baseline anew")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 8, 5))
    parser.add_argument("--names", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--prose", type=Path, nargs="*", default=[])
    return parser.parse_args()


def listed(data: Path, as_of: date) -> Listed:
    """The names of every list of a data folder."""
    loaded = load(Settings(data=data), as_of)
    return Listed(
        ListedNames(each.list_id, each.entries, each.index, each.counts)
        for each in loaded.sources
    )


def speed(entries: int, words: int) -> dict[str, float]:
    """How long a made text of sentences takes against made lists, one name in each 40th.

    Returns the CPU of laying out the names and of reading, in that of making their index.
    """
    chance = Random(5)  # noqa: S311  # the same names every time
    known = vocabulary(chance)
    seeds = [(company(chance, known), "company") for _ in range(20_000)]
    made = recombined(seeds, entries * 2, seed=5)
    listed = [
        Entry("made", str(at), "company", (ListedName(one[0]), ListedName(other[0])))
        for at, (one, other) in enumerate(zip(made[::2], made[1::2], strict=True))
    ]
    start = time.process_time()
    index = build_index(listed)
    indexed = time.process_time() - start
    names = Listed([ListedNames("made", listed, index)])
    start = time.process_time()
    size = len(names.book.row)
    laid = time.process_time() - start
    text = "\n".join(sentences(chance, made, words))
    start = time.process_time()
    found = list(names.find(text_of(text)))
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{entries:,} entries, {size:,} readings: {laid:.2f} s to lay out")
    print(f"{len(text.split()):,} words: {took:.2f} s, {len(found):,} mentions, {peak:,.0f} MB")
    return {"laid_out": round(laid / indexed, 3), "read": round(took / indexed, 3)}


def compare(found: dict[str, float], *, write: bool) -> None:
    """Hold the ratios against the committed ones."""
    if write:
        about = {"machine": platform.machine(), "python": platform.python_version()}
        BASELINE.write_text(json.dumps({"about": about, **found}, indent=2) + "\n")
        return
    held = json.loads(BASELINE.read_text())
    for key, now in found.items():
        print(f"{key} {now}, baseline {held[key]}, so {now / held[key]:.2f} of it")


def sentences(chance: Random, made: Sequence[tuple[str, str]], words: int) -> Iterator[str]:
    """Sentences in four languages; a listed name in one of forty."""
    count = number = 0
    while count < words:
        pattern = chance.choice(SENTENCES[chance.choice(("en", "nl", "de", "fr"))])
        name = chance.choice(made)[0] if number % 40 == 0 else "the other company"
        sentence = pattern.replace("{}", name)
        yield sentence
        count += len(sentence.split())
        number += 1


def recall(names: Listed, dice: Random, *, each: int) -> None:
    """How many names are found again in sentences, by the way they are written."""
    held = list(sampled(names, dice, each))
    made = text_of("\n\n".join(case.text for _, _, case in held))
    begins = dict(zip(made.lines, made.starts, strict=True))
    sizes = [case.text.count("\n") + 2 for _, _, case in held]
    page = made.lines[0][0]
    starts = [begins[page, 1 + before] for before in accumulate(sizes[:-1], initial=0)]
    found = [(begins[one.spot.page, one.spot.line] + one.spot.start, one)
             for one in names.find(made)]  # fmt: skip
    places = [start for start, _ in found]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for start, (list_id, entry, case) in zip(starts, held, strict=True):
        first = bisect_left(places, start + max(0, case.start - 4))
        last = bisect_left(places, start + case.end)
        best = sureness((one for _, one in found[first:last]), list_id, entry.id)
        for key in ("all", case.way, f"language {case.language}", f"kind {entry.kind}"):
            counts[key].update(["names", *best])
    for key, count in sorted(counts.items()):
        total = count["names"]
        print(f"{key:28} {total:6} found {count['found'] / total:.3f}"
              f" sure {count['sure'] / total:.3f}")  # fmt: skip


def sureness(some: Iterator[Mention], list_id: str, entry: str) -> list[str]:
    """What was found of an entry: nothing, or that it was, or that it was surely."""
    own = [
        one.sure
        for one in some
        if any(meant.source == list_id and meant.entry == entry for meant in one.meant)
    ]
    return ["found", "sure"][: 1 + any(sure != "possible" for sure in own)] if own else []


def sampled(names: Listed, dice: Random, each: int) -> Iterator[Held]:
    """Names of every list, in every way in which they may be written."""
    for source in names.sources:
        for _ in range(each if len(source.entries) else 0):
            row = dice.randrange(len(source.entries))
            entry = source.entries[row]
            number = dice.randrange(len(entry.names)) if entry.names else 0
            if source.counts(row) and entry.names and ready_listed(entry, number):
                for case in cases(entry, entry.names[number], dice):
                    yield source.list_id, entry, case


def alarms(names: Listed, path: Path) -> None:
    """What of a text is taken for a listed name."""
    text = path.read_text(encoding="utf-8", errors="replace")
    start = time.process_time()
    found = list(names.find(text_of(text)))
    took = time.process_time() - start
    words = len(text.split())
    sure = Counter(
        f"{' '.join(one.text.split())} = {one.meant[0].name}"
        for one in found
        if one.sure != "possible"
    )
    rate = sum(sure.values()) / max(1, words) * 100_000
    print(f"{path.name}: {words:,} words, {took:.1f} s, {rate:.1f} sure in 100,000 words,"
          f" {len(found) - sum(sure.values()):,} possible")  # fmt: skip
    for name, count in sure.most_common(SHOWN):
        print(f"    {count:4} {name}")


def text_of(text: str) -> Running:
    """A text as it is read."""
    return running(paper_of_text("text", text))


if __name__ == "__main__":
    raise SystemExit(main())
