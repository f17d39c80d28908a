"""A large graph of owners: read, joined, hung into an order and decided, beside the baseline.

    bench/owners.py [--short] [--write]

The graph is made by seed: companies that hold each other, circles among them, and some of
them listed. Its time is set beside that of the plainest measure there is, in the same run: the
same rows through Python's own csv into a dict, walked breadth first. A ratio says whether a
change moved anything on any machine; the seconds are those of the machine at hand.
"""

import argparse
import csv
import io
import json
import platform
import resource
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import TypeVar

from enduse.assess.checks.owner_tree import tree_of
from enduse.assess.stakes import Listed, Rule, Stakes, decide
from enduse.desk.holdings import Holdings, read_files
from enduse.model.order import Order, Owner, Party
from enduse.places import Places

HERE = Path(__file__).parent
BASELINE = HERE / "owners_baseline.json"
DAY = date(2026, 11, 23)
RULES = {
    "adds": Rule(),
    "adds, control": Rule(control=True),
    "each alone": Rule(above=True, adds=False, control=True),
}
SHARES = ("60", "25-50", ">50", "10", "")
LISTED = 12
Figures = dict[str, float]
Made = TypeVar("Made")


def main() -> int:
    """Measure, print beside the baseline, write it where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--short", action="store_true", help="a tenth of the companies, for CI")
    parser.add_argument("--write", action="store_true", help="write the baseline anew")
    given = parser.parse_args()
    found = measured(10_000 if given.short else 100_000)
    show(found)
    if given.write:
        about = {"machine": platform.machine(), "python": platform.python_version()}
        BASELINE.write_text(json.dumps({"about": about, "figures": found}, indent=2) + "\n")
    return 0


def measured(companies: int) -> Figures:
    """Seconds of CPU for each step, and all of them over the plain walk."""
    data = graph(companies)
    places = Places.load()
    plain, walked = timed(lambda: walk(data))
    read, files = timed(lambda: read_files([("made.csv", data)], places))
    join, holdings = timed(lambda: Holdings.of(files, DAY))
    party = Party("buyer", called(0), "company", "NL")
    hang, (order, issues) = timed(lambda: holdings.attach(Order("o", parties=(party,))))
    (hung,) = order.parties
    rows = sum(1 for _ in paths("parties/0", hung.owners))
    assert rows >= walked, f"{walked:,} stakes are above the party, and {rows:,} hang on it"
    assert not issues, issues[0]
    answer, _ = timed(lambda: answers(hung))
    total = read + join + hang + answer
    return {
        "companies": companies,
        "stakes above the party": walked,
        "read (s)": round(read, 2),
        "joined (s)": round(join, 2),
        "hung (s)": round(hang, 2),
        "decided by three rules (s)": round(answer, 2),
        "all (s)": round(total, 2),
        "over a plain walk": round(total / plain, 1),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def graph(companies: int) -> bytes:
    """Stakes upwards from company 0, a few owners each; the later half makes the circles."""
    rng = Random(11)  # noqa: S311  # the same graph every time
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["owner", "owned", "share", "owner_country", "owned_country"])
    for owned in range(companies - 1):
        several = range(rng.choice((1, 1, 2, 3)))
        for owner in sorted({owner_of(owned, companies, rng) for _ in several}):
            rows.writerow([called(owner), called(owned), rng.choice(SHARES), "NL", "NL"])
    return out.getvalue().encode()


def owner_of(owned: int, companies: int, rng: Random) -> int:
    """Somebody twice as far up while there is room, then anybody: so depth stays a chain's."""
    up = 2 * owned + rng.randrange(1, 40)
    return up if up < companies else rng.randrange(companies)


def called(number: int) -> str:
    """The name of a company."""
    return f"Maatschappij {number:06} BV"


def walk(data: bytes) -> int:
    """The plainest measure: rows into a dict, and how many stakes are above company 0."""
    above: dict[str, list[tuple[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(data.decode(), newline="")):
        above.setdefault(row["owned"], []).append((row["owner"], row["share"]))
    seen, left, stakes = {called(0)}, deque([called(0)]), 0
    while left:
        for owner, _ in above.get(left.popleft(), ()):
            stakes += 1
            if owner not in seen:
                seen.add(owner)
                left.append(owner)
    return stakes


def answers(party: Party) -> Mapping[str, str]:
    """What each rule makes of the party, some of its owners being listed."""
    tree = tree_of("parties/0", party)
    places = [path for path, _ in paths("parties/0", party.owners)]
    step = max(1, len(places) // LISTED)
    listed: dict[int, Listed] = {tree.nodes[path]: "yes" for path in places[::step]}
    stakes = Stakes.lay_out(tree.stakes)
    return {name: decide(stakes, listed, [0], rule=rule)[0].answer
            for name, rule in RULES.items()}  # fmt: skip


def paths(parent: str, owners: Sequence[Owner]) -> Iterator[tuple[str, Owner]]:
    """Every owner with the path that findings give it."""
    for number, owner in enumerate(owners):
        path = f"{parent}/owners/{number}"
        yield path, owner
        yield from paths(path, owner.owners)


def timed(work: Callable[[], Made]) -> tuple[float, Made]:
    """Seconds of CPU, and what was made."""
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def show(found: Mapping[str, float]) -> None:
    """Each figure beside that of the baseline."""
    before = json.loads(BASELINE.read_text())["figures"] if BASELINE.exists() else {}
    print(f"{'owners':44} {'now':>10} {'baseline':>10}")
    for name, value in found.items():
        print(f"{name:44} {value:>10g} {before.get(name, float('nan')):>10g}")


if __name__ == "__main__":
    sys.exit(main())
