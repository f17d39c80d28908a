"""Our matcher beside others that pip installs: found, false alarms, CPU time, in one run.

    pip install -r requirements/peers.lock
    python bench/quality/peers.py --sdn sdn.csv --alt alt.csv --innocents names.txt [--count N]

Every system indexes the same names and is asked the same questions. Each is then given the
lowest threshold of its own at which at most seven in a thousand innocents raise an alarm, and
what it finds at that threshold is printed:

    aliases   real aliases, each taken out of the index and asked for
    edits     a listed name with one letter, word or blank changed, as people mistype
    swapped   a listed person's name with another's family name: an alarm here is a wrong one

Systems that are not installed are named and passed over.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from names import ask, book_of, index_of, sdn

from enduse.names.ready import ready

Listed = tuple[int, str, str]
Question = tuple[int, str, str]
"""An entry's row, a name, and the kind of party; of an innocent the row is -1."""

ALARMS = 7.0
TOP = 10
SEED = 11
Entries = dict[int, tuple[str, list[str]]]


class System(Protocol):
    """Something that finds listed names."""

    def __call__(self, questions: Sequence[Question]) -> list[list[tuple[int, float]]]:
        """The rows that each question may mean, with scores from 0 to 1, best first."""


@dataclass(frozen=True)
class Set:
    """One set of questions, what it is called, and whether an alarm is right there."""

    name: str
    questions: list[Question]
    right: bool


def ours(names: Sequence[Listed]) -> System:
    entries: Entries = {}
    for row, text, kind in names:
        entries.setdefault(row, (kind, []))[1].append(text)
    book = book_of(entries)
    index = index_of(book)

    def find(questions: Sequence[Question]) -> list[list[tuple[int, float]]]:
        asked = [ready(text, kind=kind) for _, text, kind in questions]
        found = [ask(index, book, name) if name else [] for name in asked]
        return [[(match.row, match.score.score) for match in each] for each in found]

    return find


def _near(names: Sequence[Listed]) -> Callable[[Sequence[str]], list[list[int]]]:
    """The ten names nearest by their runs of three letters."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    maker = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), lowercase=True)
    listed = maker.fit_transform([text for _, text, _ in names]).T.tocsr()

    def near(texts: Sequence[str]) -> list[list[int]]:
        found = sp_matmul_topn(maker.transform(texts), listed, top_n=TOP, sort=True)
        return [found.indices[found.indptr[n] : found.indptr[n + 1]].tolist()
                for n in range(len(texts))]  # fmt: skip

    return near


def _rescored(names: Sequence[Listed], score: Callable[[Question, Listed], float]) -> System:
    near = _near(names)

    def find(questions: Sequence[Question]) -> list[list[tuple[int, float]]]:
        found = near([text for _, text, _ in questions])
        return [
            _best([(names[at][0], score(asked, names[at])) for at in places])
            for asked, places in zip(questions, found, strict=True)
        ]

    return find


def _best(scored: list[tuple[int, float]]) -> list[tuple[int, float]]:
    best: dict[int, float] = {}
    for row, score in scored:
        best[row] = max(score, best.get(row, 0.0))
    return sorted(best.items(), key=lambda each: -each[1])


def tfidf_wratio(names: Sequence[Listed]) -> System:
    from rapidfuzz import fuzz, utils

    plain: dict[str, str] = {text: utils.default_process(text) for _, text, _ in names}
    return _rescored(
        names,
        lambda asked, listed: (
            fuzz.WRatio(utils.default_process(asked[1]), plain[listed[1]]) / 100
        ),
    )


def brute_token_sort(names: Sequence[Listed]) -> System:
    import numpy as np
    from rapidfuzz import fuzz, process, utils

    plain = [" ".join(sorted(utils.default_process(text).split())) for _, text, _ in names]

    def find(questions: Sequence[Question]) -> list[list[tuple[int, float]]]:
        asked = [" ".join(sorted(utils.default_process(t).split())) for _, t, _ in questions]
        found = []
        for start in range(0, len(asked), 100):
            table = process.cdist(asked[start : start + 100], plain, scorer=fuzz.ratio)
            for line in table:
                places = np.argpartition(line, -TOP)[-TOP:]
                found.append(_best([(names[at][0], float(line[at]) / 100) for at in places]))
        return found

    return find


def logic_v2(names: Sequence[Listed]) -> System:
    from followthemoney import EntityProxy
    from nomenklatura.matching import get_algorithm

    algorithm: Any = get_algorithm("logic-v2")
    config = algorithm.default_config()
    schemas = {"person": "Person", "vessel": "Vessel", "aircraft": "Airplane"}

    def entity(text: str, kind: str) -> Any:  # noqa: ANN401  # the peer's own
        schema = schemas.get(kind, "Organization")
        # It remembers names by the id of their entity, so each name has one of its own.
        plain = {"id": f"{kind} {text}", "schema": schema, "properties": {"name": [text]}}
        return EntityProxy.from_dict(plain)

    made = {(text, kind): entity(text, kind) for _, text, kind in names}

    def score(asked: Question, listed: Listed) -> float:
        other = made[listed[1], listed[2]]
        return float(algorithm.compare(entity(asked[1], asked[2]), other, config).score)

    return _rescored(names, score)


SYSTEMS: dict[str, Callable[[Sequence[Listed]], System]] = {
    "enduse": ours,
    "TF-IDF + logic-v2": logic_v2,
    "TF-IDF + WRatio": tfidf_wratio,
    "brute token_sort": brute_token_sort,
}


def mistyped(text: str, rng: random.Random) -> str:
    """A name as somebody may mistype it: one letter, or a word, or a blank."""
    words = text.replace(",", "").split()
    at = rng.randrange(len(text))
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    return rng.choice([
        text[:at] + letter + text[at:],
        text[:at] + text[at + 1 :],
        text[:at] + letter + text[at + 1 :],
        text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
        " ".join(rng.sample(words, len(words))),
        " ".join(word for n, word in enumerate(words) if n != at % len(words)) or text,
        text.replace(" ", "", 1),
    ])  # fmt: skip


def questions_of(entries: Entries, count: int) -> tuple[list[Listed], list[Set]]:
    """The names to index, and the sets of questions, the same for every system."""
    rng = random.Random(SEED)  # noqa: S311  # the same questions every time
    several = sorted(row for row, (_, names) in entries.items() if len(names) > 1)
    chosen = {row: rng.randrange(1, len(entries[row][1])) for row in rng.sample(several, count)}
    aliases = [(row, entries[row][1][at], entries[row][0]) for row, at in chosen.items()]
    listed = [(row, text, kind) for row, (kind, names) in entries.items()
              for at, text in enumerate(names) if chosen.get(row) != at]  # fmt: skip
    edits = [(row, mistyped(text, rng), kind) for row, text, kind in rng.sample(listed, count)]
    people = [each for each in listed if each[2] == "person" and "," in each[1]]
    pairs = [rng.sample(people, 2) for _ in range(count)]
    crossed = [(-1, f"{a[1].partition(',')[2].strip()} {b[1].partition(',')[0]}", "person")
               for a, b in pairs]  # fmt: skip
    return listed, [
        Set("aliases", aliases, right=True),
        Set("edits", edits, right=True),
        Set("swapped", crossed, right=False),
    ]


def threshold(tops: Sequence[float]) -> float:
    """The lowest threshold at which at most `ALARMS` in a thousand innocents alarm."""
    allowed = int(len(tops) * ALARMS / 1000)
    return sorted(tops, reverse=True)[allowed] + 1e-9


def measure(system: System, sets: Sequence[Set], innocents: Sequence[Question]) -> list[str]:
    """The cells of one system's row."""
    start = time.process_time()
    tops = [found[0][1] if found else 0.0 for found in system(innocents)]
    speed = len(innocents) / (time.process_time() - start)
    least = threshold(tops)
    cells = [f"{least:.3f}"]
    for each in sets:
        answers = system(each.questions)
        hits = [
            any(score >= least and (not each.right or row == asked[0]) for row, score in found)
            for asked, found in zip(each.questions, answers, strict=True)
        ]
        cells.append(f"{sum(hits) / len(hits):.1%}")
    return [*cells, f"{speed:,.0f}"]


def main() -> int:
    """Print a row for each system."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sdn", type=Path, required=True)
    parser.add_argument("--alt", type=Path, required=True)
    parser.add_argument("--innocents", type=Path, required=True, help="a company a line")
    parser.add_argument("--count", type=int, default=2000, help="questions of each set")
    given = parser.parse_args()
    listed, sets = questions_of(sdn(given.sdn, given.alt), given.count)
    lines = given.innocents.read_text(encoding="utf-8").splitlines()
    innocents = [(-1, text, "company") for text in lines if text.strip()]
    print(
        f"{len(listed):,} names, {len(innocents):,} innocents, {given.count:,} questions a set"
    )
    heads = ["threshold", *(each.name for each in sets), "asked/s"]
    print(f"{'at 7 alarms per 1,000':22}" + "".join(f"{head:>11}" for head in heads))
    for name, make in SYSTEMS.items():
        try:
            system = make(listed)
        except ImportError as missing:
            print(f"{name:22} is not installed: {missing}")
            continue
        cells = measure(system, sets, innocents)
        print(f"{name:22}" + "".join(f"{cell:>11}" for cell in cells), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
