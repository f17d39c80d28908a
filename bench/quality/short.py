"""The question sets in short, on made names: `make bench` runs it beside its baseline.

Made names say nothing of how well real ones are found; they show whether a change moved
anything. Each figure is ours over that of RapidFuzz's sorted words in the same run.

    bench/quality/short.py [--write]
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from asked import Book, Listed, Set
from hard import negatives
from made import company, vocabulary
from measure import Figures, measure
from peers import table
from sets import edits
from systems import SYSTEMS

BASELINE = Path(__file__).parent / "baseline.json"
NAMES, INNOCENTS, EDITS, HARD = 2_000, 500, 330, 140


def made_book() -> Book:
    """Made persons and companies, changed ones, near ones, and innocents of both sorts."""
    rng = Random(5)  # noqa: S311  # the same names every time
    words = vocabulary(rng, 3_000)

    def person() -> tuple[str, str]:
        family, *given = (rng.choice(words) for _ in range(rng.randint(2, 4)))
        return f"{family.upper()}, {' '.join(given).title()}", "person"

    def firm() -> tuple[str, str]:
        return company(rng, words), "company"

    listed: list[Listed] = [(n, *(person, firm)[n % 2]()) for n in range(NAMES)]
    ordinary = [
        Set(name, [(-1, *one()) for _ in range(INNOCENTS)], ["made"] * INNOCENTS)
        for name, one in (("companies", firm), ("persons", person))
    ]
    return Book(
        "sdn", listed, [edits(listed, EDITS, rng), negatives(listed, HARD, rng)], ordinary
    )


def ratios(ours: Figures, peer: Figures) -> dict[str, float]:
    """Ours over the peer's: edits found, edits among the first ten, near names spared."""
    one, other = ours["sets"], peer["sets"]
    return {
        "edits found": round(one["edits"]["found"] / other["edits"]["found"], 3),
        "edits, in the first ten": round(
            one["edits"]["first_ten"] / other["edits"]["first_ten"], 3
        ),
        "hard spared": round((1 - one["hard"]["found"]) / (1 - other["hard"]["found"]), 3),
    }


def show(found: Mapping[str, float]) -> None:
    """The ratios of this run beside those that are committed."""
    held = json.loads(BASELINE.read_text())["ratios"] if BASELINE.exists() else {}
    print(f"\n{'ours over sorted words':38} {'now':>9} {'baseline':>9} {'ratio':>6}")
    for name, value in found.items():
        before = f"{held[name]:9.3f} {value / held[name]:6.2f}" if held.get(name) else ""
        print(f"{name:38} {value:9.3f} {before}")


def main() -> int:
    """Print the table of both, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the baseline anew")
    given = parser.parse_args()
    book = made_book()
    found = {name: measure(SYSTEMS[name], book) for name in ("enduse", "brute token_sort")}
    print(table(book, found))
    kept = ratios(*found.values())
    show(kept)
    if given.write:
        BASELINE.write_text(json.dumps({"ratios": kept}, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
