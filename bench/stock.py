"""Goods in short: descriptions read, lies seen, articles a second, beside the baseline.

    bench/stock.py [--short] [--write]

Only what is shipped is used: our own labelled descriptions, and an item master made of them by
seed. They say whether a change moved anything, not how good it is; bench/quality/goods.py and
bench/quality/parts.py ask published tables. The time of an article is set beside that of a
plain search of the nomenclature's texts for the same words, in the same run.
"""

import argparse
import csv
import io
import json
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent / "quality"))

from goods import cases, conflicts, plain_search, shares

from enduse.desk.stock import classify
from enduse.goods.describe import Describer
from enduse.goods.nomenclature import Nomenclature
from enduse.settings import Settings

HERE = Path(__file__).parent
BASELINE = HERE / "stock_baseline.json"
CASES = HERE.parent / "tests" / "goods" / "describe_cases.txt"
PARTS = ("XC7A100T-2FGG484I", "STM32F407VGT6", "AD9361BBCZ", "NEO-M8N", "LM358DR", "M8x20", "")
DAY = date(2026, 11, 23)
Figures = dict[str, float]


def main() -> int:
    """Measure, print beside the baseline, write it where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--short", action="store_true", help="fewer articles, for CI")
    parser.add_argument("--write", action="store_true", help="write the baseline anew")
    given = parser.parse_args()
    found = {**quality(), **speed(articles=1_000 if given.short else 8_000)}
    show(found)
    if given.write:
        about = {"machine": platform.machine(), "python": platform.python_version()}
        BASELINE.write_text(json.dumps({"about": about, "figures": found}, indent=2) + "\n")
    return 0


def quality() -> Figures:
    """Our own descriptions and lies: they are no unseen ones."""
    texts = dict(Nomenclature.load().texts)
    describer = Describer.of(texts)
    sets = cases(CASES)
    found: Figures = {}
    for name, pairs in sets.items():
        share = shares(pairs, lambda t: [c.hs for c in describer.describe(t).candidates])
        found[f"{name}: among five"] = share["hs6_five"]
    for name, each in conflicts(describer, texts, sets).items():
        found[f"{name}: lies seen of 100"] = each["hits_per_100_lies"]
        found[f"{name}: false of 1,000"] = each["false_per_1000_right"]
    return found


def speed(articles: int) -> Figures:
    """Articles a second through the classifier, and beside a plain search of their words."""
    pairs = [pair for some in cases(CASES).values() for pair in some]
    rng = Random(5)  # noqa: S311  # the same articles every time
    chosen = [rng.choice(pairs) for _ in range(articles)]
    data = _master(chosen, rng)
    search = plain_search(dict(Nomenclature.load().texts))
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder))
        classify(settings, "stock.csv", data[:2_000], as_of=DAY)  # makes the words ready
        ours = _median(lambda: classify(settings, "stock.csv", data, as_of=DAY))
    plain = _median(lambda: [search(text) for text, _ in chosen])
    return {
        "articles a second (CPU)": round(articles / ours),
        "over a plain search": round(ours / plain, 2),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _master(chosen: list[tuple[str, str]], rng: Random) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["SKU", "Description", "HS code", "Part number"])
    for number, (text, code) in enumerate(chosen):
        # A running number, so that no article is the same as one before it.
        row = [number, f"{text} {number}", rng.choice([code, ""]), rng.choice(PARTS)]
        writer.writerow(row)
    return out.getvalue().encode()


def _median(work: Callable[[], object], runs: int = 3) -> float:
    took = []
    for _ in range(runs):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return statistics.median(took)


def show(found: Mapping[str, float]) -> None:
    """Each figure beside that of the baseline."""
    before = json.loads(BASELINE.read_text())["figures"] if BASELINE.exists() else {}
    print(f"{'goods':44} {'now':>10} {'baseline':>10}")
    for name, value in found.items():
        print(f"{name:44} {value:>10g} {before.get(name, float('nan')):>10g}")


if __name__ == "__main__":
    sys.exit(main())
