"""Fit the model by which names are scored, and set its thresholds: `index/model.toml`.

    python bench/quality/fit.py SETS --companies names.txt --persons persons.tsv [--write]

`SETS` is what `sets.py` wrote: its aliases, and the innocents that it asks, are kept out of
the fit, so that `peers.py` measures on entries and names that the model never saw. From the
other entries come true pairs: aliases taken out of the index and asked for, as listed and in
natural order, and altered names (`edits.py`). False ones are the near names of `hard.py`,
and companies and persons that are on no list. Half of the innocents are kept for the
thresholds. NumPy and SciPy do the fit: a logistic regression whose signs are given.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
from asked import Book as Tested
from asked import Listed, Question, load, natural
from edits import KINDS, initials
from engine import book_of_listed
from fitted import Fitted, write
from hard import negatives
from names import index_of
from numpy.typing import NDArray
from published import companies, persons
from scipy.optimize import minimize

from enduse.index.candidates import candidates
from enduse.index.evidence import SOME, evidence
from enduse.index.index import NameIndex
from enduse.index.layout import lay_out
from enduse.index.model import FEATURES, GROUPS, Model
from enduse.index.model import load as load_model
from enduse.index.near import near
from enduse.index.pairing import alike, groups, stand
from enduse.index.reach import Reach
from enduse.index.sieve import Sieve
from enduse.index.ways import WAYS
from enduse.names.ready import ready

SEED = 7
POSITIVE = frozenset({"agreed", "rarest", "second", "letters", "first", "exact", "initials"})
UNFITTED = {
    "company": {"agreed", "exact", "initials"},
    "person": {"agreed", "exact", "first", "other", "patronym"},
}
"""The way of agreeing stands for `agreed`; what is the same is always shown; lists write the
family name first and orders do not, so that which word is first says nothing of a person."""

AT_MOST = {"company": {"bones": -1.5}, "person": {"family": -3.0, "bones": -1.5}}
"""What no fit may take for nothing: a family name swapped in a long name is somebody else."""

PATRONYM = -9.0
COMMONEST = 0.28
"""What agrees of a name of one word that tells nothing: 0.02 of 0.07."""

SAME_AT_LEAST = 3.5
"""Log-odds that two names of the same words have at least: 0.97."""

INITIALS = 20
"""Of so many innocent persons one is also asked by initials, when weights are fitted."""

FLOOR = -3.0
AT_ONCE = 2_000
KEEP = 8
HARD = 1.0
"""How much heavier a near name of somebody else weighs than an innocent."""

SMOOTH = 20
ALARMS = {"strict": 1.0, "balanced": 7.0, "wide": 20.0}
Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """The best pair of each question and entry: facts, shares of each way, whether true."""

    facts: Doubles
    shares: Doubles
    question: NDArray[np.int64]
    true: NDArray[np.bool_]
    group: NDArray[np.int64]

    def where(self, which: NDArray[np.bool_]) -> "Pairs":
        """Some of them."""
        return Pairs(*(each[which] for each in vars(self).values()))


@dataclass(frozen=True)
class Asked:
    """The best log-odds of each question, and what kind of party was asked for."""

    odds: Doubles
    kinds: Sequence[str]

    def persons(self) -> NDArray[np.bool_]:
        """Which are persons."""
        return np.array([kind == "person" for kind in self.kinds])


def pairs_of(index: NameIndex, questions: Sequence[Question], model: Model) -> Pairs:
    """Every question against the index, the best line of each entry, the best entries."""
    found = [
        _some(index, questions[at : at + AT_ONCE], at, model=model)
        for at in range(0, len(questions), AT_ONCE)
    ]
    return Pairs(*(np.concatenate(each) for each in zip(*found, strict=True)))


Rows = tuple[Doubles, Doubles, NDArray[np.int64], NDArray[np.bool_], NDArray[np.int64]]


def _some(index: NameIndex, questions: Sequence[Question], first: int, *, model: Model) -> Rows:
    made = [ready(text, kind=kind) for _, text, kind in questions]
    places = np.array([at for at, name in enumerate(made) if name])
    asked = lay_out(name for name in made if name)
    nearby = near(asked, index)
    sieve = Sieve.of(asked, asked.line_of(), nearby, index=index)
    reaches = list(Reach.all(asked, index, nearby, model=model))
    pairs = candidates(asked, sieve, reaches, floor=FLOOR)
    options = alike(pairs, asked, sieve, nearby=nearby, index=index, model=model)
    stands = stand(options, asked, index, pairs=len(pairs))
    facts = evidence(pairs, stands, asked, index=index)
    group = groups(pairs, asked, index)
    odds = (facts * model.weights[group]).sum(axis=1) + model.start[group]
    question = places[asked.name[pairs.asked]]
    row = index.row[index.lines.name[pairs.listed]]
    true = np.array([row for row, _, _ in questions])[question] == row
    order = np.lexsort((-odds, row, question))
    best = order[np.diff(question[order] * (1 << 32) + row[order], prepend=-1) != 0]
    best = best[np.lexsort((-odds[best], question[best]))]
    rank = np.arange(len(best)) - np.searchsorted(question[best], question[best])
    best = best[(rank < KEEP) | true[best]]
    weight = np.bincount(stands.pair, weights=stands.weight, minlength=len(pairs))
    alone = facts[:, FEATURES.index("asked_only")] + facts[:, FEATURES.index("listed_only")]
    total = (weight + SOME) / np.maximum(1e-9, 1 - alone)
    shares = np.zeros((len(pairs), len(WAYS)))
    np.add.at(shares, (stands.pair, stands.way), stands.weight)
    shares /= total[:, None]
    return facts[best], shares[best], question[best] + first, true[best], group[best]


def questions_of(
    listed: Sequence[Listed], rng: Random, count: int
) -> tuple[list[Listed], list[Question], list[Question]]:
    """Names left to index, true questions, and false ones."""
    of: dict[int, list[int]] = {}
    for at, (row, _, _) in enumerate(listed):
        of.setdefault(row, []).append(at)
    several = sorted(row for row, own in of.items() if len(own) > 1)
    held = {rng.choice(of[row][1:]) for row in rng.sample(several, count)}
    kept = [each for at, each in enumerate(listed) if at not in held]
    asked = [listed[at] for at in sorted(held)]
    asked += [(row, natural(text, kind), kind) for row, text, kind in asked]
    for edit in KINDS.values():
        for row, text, kind in rng.sample(kept, count // 6):
            new = edit(natural(text, kind), kind, rng)
            if new and new != text:
                asked.append((row, new, kind))
    return kept, asked, negatives(kept, 2 * count, rng).questions


def fit(
    pairs: Pairs, group: int, hard: NDArray[np.bool_]
) -> tuple[dict[str, float], dict[str, float], float]:
    """Weights of features, weights of ways, and the start, of one group."""
    own = pairs.where(pairs.group == group)
    heavy = np.where(hard[pairs.group == group], HARD, 1.0)
    names = [name for name in FEATURES if name not in UNFITTED[GROUPS[group]]]
    facts = own.facts[:, [FEATURES.index(name) for name in names]]
    values = np.hstack([facts, own.shares[:, 1:]])
    most = AT_MOST[GROUPS[group]]
    bounds = [(0, None) if name in POSITIVE else (None, most.get(name, 0)) for name in names]
    bounds += [(0, None)] * (len(WAYS) - 1)
    each = heavy / np.bincount(own.question)[own.question]
    found = _logistic(values, own.true, each, bounds=bounds)
    ways = dict(zip(WAYS[1:], found[len(names) : -1], strict=True))
    return dict(zip(names, found, strict=False)), ways, float(found[-1])


def _logistic(
    values: Doubles,
    true: NDArray[np.bool_],
    weight: Doubles,
    *,
    bounds: Sequence[tuple[float | None, float | None]],
) -> Doubles:
    scale = values.std(axis=0) + 1e-9
    scaled = values / scale

    def loss(at: Doubles) -> tuple[float, Doubles]:
        odds = scaled @ at[:-1] + at[-1]
        wrong = np.logaddexp(0, np.where(true, -odds, odds))
        slope = weight * (1 / (1 + np.exp(-odds)) - true)
        cost = float(weight @ wrong + at[:-1] @ at[:-1])
        return cost, np.append(scaled.T @ slope + 2 * at[:-1], slope.sum())

    start = np.zeros(values.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)],
                     options={"maxiter": 1000})  # fmt: skip
    return np.append(found.x[:-1] / scale, found.x[-1])


def fitted(pairs: Pairs, model: Model, hard: NDArray[np.bool_]) -> list[Fitted]:
    """Each group fitted; a way that is met too seldom leans on its worth."""
    result = []
    for at, name in enumerate(GROUPS):
        weights, ways, start = fit(pairs, at, hard)
        own = pairs.where((pairs.group == at) & pairs.true)
        same = ways["same"]
        agrees = {}
        for way, each in ways.items():
            worth = float(model.worth[WAYS.index(way), 0])
            met = int(np.count_nonzero(own.shares[:, WAYS.index(way)]))
            share = min(1.0, each / same)
            agrees[way] = (met * share + SMOOTH * worth) / (met + SMOOTH) if worth else 0.0
        full = {feature: weights.get(feature, 0.0) for feature in FEATURES}
        full |= {"agreed": same, "patronym": PATRONYM if name == "person" else 0.0}
        result.append(Fitted(name, start, full, agrees))
    return result


def odds_of(pairs: Pairs, groups_: Sequence[Fitted]) -> Doubles:
    """The log-odds of pairs by a fitted model."""
    found = np.zeros(len(pairs.true))
    for at, group in enumerate(groups_):
        own = pairs.group == at
        agreed = pairs.shares[own][:, 1:] @ np.array([group.agrees[way] for way in WAYS[1:]])
        facts = pairs.facts[own].copy()
        facts[:, FEATURES.index("agreed")] = agreed
        weights = np.array([group.weights[name] for name in FEATURES])
        found[own] = facts @ weights + group.start
    return found


def best_of(pairs: Pairs, odds: Doubles, count: int, *, true: bool) -> Doubles:
    """The highest log-odds of each question; of true ones those of its own entry."""
    found = np.full(count, -20.0)
    which = pairs.true if true else np.ones(len(odds), dtype=bool)
    np.maximum.at(found, pairs.question[which], odds[which])
    return found


def calibrated(groups_: Sequence[Fitted], yes: Asked, no: Asked) -> list[Fitted]:
    """Scaled so that a score is how often such a pair is true, among as many innocents.

    Persons and companies each for themselves, so that a score says the same of both; then
    each is moved to where as many innocents are held.
    """
    found = []
    for group in groups_:
        person = group.name == "person"
        ours, theirs = (each.odds[each.persons() == person] for each in (yes, no))
        values = np.concatenate([ours, theirs])[:, None]
        true = np.arange(len(values)) < len(ours)
        weight = np.where(true, 1 / len(ours), 1 / len(theirs)) * len(values)
        slope, start = _logistic(np.maximum(values, -6), true, weight, bounds=[(0, None)])
        found.append(group.scaled(slope, start))
    return found


def levelled(groups_: Sequence[Fitted], held: "_Held") -> list[Fitted]:
    """Moved so that one score holds as many innocents of each group."""
    no = held.asked(groups_)
    rate = ALARMS["balanced"] / 1000
    ends = [
        np.quantile(no.odds[no.persons() == (group.name == "person")], 1 - rate)
        for group in groups_
    ]
    middle = float(np.mean(ends))
    return [group.scaled(1.0, middle - end) for group, end in zip(groups_, ends, strict=True)]


def shown(group: Fitted) -> Fitted:
    """With so much for names of the same words that the commonest of them are sure hits."""
    weights = dict(group.weights)
    least = group.start + weights["letters"] + weights["single"] + weights["first"]
    least += COMMONEST * weights["agreed"]
    weights["exact"] = max(0.0, SAME_AT_LEAST - least)
    return replace(group, weights=weights)


class _Held:
    """Innocents kept out of the fit, to set thresholds by."""

    def __init__(self, index: NameIndex, questions: Sequence[Question], model: Model) -> None:
        pairs = pairs_of(index, questions, model)
        self._pairs = pairs.where(pairs.facts[:, FEATURES.index("exact")] == 0)
        self._kinds = [kind for _, _, kind in questions]

    def asked(self, groups_: Sequence[Fitted]) -> Asked:
        """Their best log-odds by a model."""
        odds = odds_of(self._pairs, groups_)
        return Asked(best_of(self._pairs, odds, len(self._kinds), true=False), self._kinds)


def _crowd(book: Tested, firms: Path, people: Path, *, rng: Random) -> list[Question]:
    """Innocents that no test asks, shuffled."""
    tested = {text for each in book.innocents for _, text, _ in each.questions}
    named = [(-1, t, "company") for t, _ in companies(firms) if t not in tested]
    crowd = rng.sample(named, min(len(named), 24_000))
    crowd += [(-1, t, "person") for t, _ in persons(people) if t not in tested]
    rng.shuffle(crowd)
    return crowd


def _shortened(crowd: Sequence[Question], rng: Random) -> list[Question]:
    """Some innocent persons by their initials: these are not true either."""
    people = [each for each in crowd if each[2] == "person"]
    made = (initials(text, kind, rng) for _, text, kind in people[::INITIALS])
    return [(-1, text, "person") for text in made if text]


def _learned(
    index: NameIndex, asked: tuple[list[Question], list[Question], list[Question]], model: Model
) -> tuple[list[Fitted], Asked]:
    """The model fitted on true, near and innocent names; and how true ones score by it."""
    true, hard, _ = asked
    learn = [each for part in asked for each in part]
    pairs = pairs_of(index, learn, model)
    same = pairs.facts[:, FEATURES.index("exact")] > 0
    chosen = pairs.where(~same | pairs.true)
    near_names = range(len(true), len(true) + len(hard))
    found = fitted(chosen, model, np.isin(chosen.question, near_names))
    yes = best_of(pairs, odds_of(pairs, found), len(learn), true=True)[: len(true)]
    return found, Asked(yes, [kind for _, _, kind in true])


def main() -> int:
    """Fit, print, and write the model where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", type=Path)
    parser.add_argument("--companies", type=Path, required=True)
    parser.add_argument("--persons", type=Path, required=True)
    parser.add_argument("--count", type=int, default=2500, help="aliases to learn from")
    parser.add_argument("--write", type=Path, help="where the model goes")
    given = parser.parse_args()
    rng, model = Random(SEED), load_model()  # noqa: S311
    book = load(given.sets)["sdn"]
    seen = {row for each in book.sets if each.name == "aliases" for row, _, _ in each.questions}
    mine = [each for each in book.listed if each[0] not in seen]
    kept, true, hard = questions_of(mine, rng, given.count)
    index = index_of(
        book_of_listed([*kept, *(each for each in book.listed if each[0] in seen)])
    )
    crowd = _crowd(book, given.companies, given.persons, rng=rng)
    half = len(crowd) // 2
    learn = [*crowd[:half], *_shortened(crowd[:half], rng)]
    found, yes = _learned(index, (true, hard, learn), model)
    no = _Held(index, crowd[half:], model)
    found = [shown(each) for each in levelled(calibrated(found, yes, no.asked(found)), no)]
    floors = {name: _floor(no.asked(found), rate) for name, rate in ALARMS.items()}
    print({name: round(floor, 3) for name, floor in floors.items()})
    for group in found:
        print(group)
    if given.write:
        write(found, floors, model, path=given.write)
    return 0


def _floor(no: Asked, rate: float) -> float:
    """The score that `rate` in a thousand innocents reach, as many persons as companies."""
    order = np.argsort(-no.odds)
    persons = no.persons()[order]
    share = 500.0 / np.array([np.count_nonzero(~persons), np.count_nonzero(persons)])
    at = int(np.searchsorted(np.cumsum(share[persons.astype(int)]), rate))
    return float(1 / (1 + np.exp(-no.odds[order[at]])))


if __name__ == "__main__":
    sys.exit(main())
