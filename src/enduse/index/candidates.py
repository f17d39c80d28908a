"""Which listed names can reach a score at all: a bound that no name beats.

The bound knows of each asked word how near the nearest listed word is, and no more; a name
can be no better than if all of its words met so. Names are looked up by those asked words
only without which the score cannot be reached, and dropped as soon as the words that are
left over on either side forbid it.
"""

from dataclasses import dataclass

import numpy as np

from enduse.index.evidence import SOME
from enduse.index.index import NameIndex, spread
from enduse.index.keys import Bools, Doubles, Longs
from enduse.index.lines import KINDS, LIGHT, Lines
from enduse.index.model import FEATURES, Model
from enduse.index.near import Near
from enduse.index.pairing import Pairs
from enduse.index.ways import INITIAL, SAME

_LETTER = 0.15
_PERSON = KINDS.index("person")
_ROOM = 1e-6


@dataclass(frozen=True, slots=True)
class _Hopes:
    """The most that each asked word can give; a row a word that takes part.

    `line` says whose word it is and `unit` where it stands. `told` is the most of its
    weight that can agree, `peak` the most that it can tell, alone or with a neighbour,
    `weight` how much is then weighed, `spare` what it weighs without a partner, `listed` the most that
    its partner can weigh. `met` says whether any listed word is near.
    """

    line: Longs
    unit: Longs
    told: Doubles
    peak: Doubles
    weight: Doubles
    spare: Doubles
    listed: Doubles
    met: Bools
    letters: Doubles
    consonants: Doubles
    same: Bools


@dataclass(frozen=True, slots=True)
class _Most:
    """Sums by line, or by pair of lines, from which the bound follows."""

    told: Doubles
    weight: Doubles
    ours: Doubles
    theirs: Doubles | float
    rarest: Doubles
    second: Doubles
    letters: Doubles
    exact: Bools


def candidates(
    asked: Lines, index: NameIndex, nearby: Near, model: Model, *, floor: float
) -> Pairs:
    """Every two lines whose log-odds may be as high as `floor`.

    They share a word, or words that are near by a key; initials alone are not enough.
    """
    if not len(asked.name) or not len(index.lines.name):
        none = np.zeros(0, dtype=np.int64)
        return Pairs(none, none)
    search = _Search.of(asked, index, nearby, model)
    hopes = _hopes(search)
    needed = _needed(hopes, search, floor)
    return _looked_up(hopes, needed, search, floor)


@dataclass(frozen=True, slots=True)
class _Search:
    """What is searched for what. `initial` is the most that an initial is worth here.

    `worth` and `agrees` are the most that each way is worth and lets agree, `weights` those
    of each asked line, its start last. `bare` says that some words may lack their vowels.
    """

    asked: Lines
    index: NameIndex
    nearby: Near
    worth: Doubles
    agrees: Doubles
    weights: Doubles
    initial: float
    bare: bool

    @classmethod
    def of(cls, asked: Lines, index: NameIndex, nearby: Near, model: Model) -> "_Search":
        bare = bool(asked.bare.any() or index.lines.bare.any())
        worth, by_group = model.worth[:, int(bare)], model.agrees[:, :, int(bare)]
        agrees = np.vstack([by_group, by_group.max(axis=0)])
        some = bool(asked.initials.any() or index.lines.initials.any())
        initial = float(max(worth[INITIAL], agrees[-1, INITIAL])) if some else 0.0
        table = np.column_stack([model.weights, model.start])
        weights = np.vstack([table, table.max(axis=0)])[_rows(asked)]
        return cls(asked, index, nearby, worth, agrees, weights, initial, bare)

    def share(self, letters: Doubles, consonants: Doubles, pairs: Pairs | None, line: Longs) -> Doubles:
        """How much of the longer name some letters are, or some consonants."""
        found = []
        for count, ours, theirs in (
            (letters, self.asked.letters, self.index.lines.letters),
            (consonants, self.asked.consonants, self.index.lines.consonants),
        ):
            whole = ours[line] if pairs is None else np.maximum(ours[line], theirs[pairs.listed])
            found.append(count / np.maximum(1, whole))
        most_of: Doubles = np.maximum(*found) if self.bare else found[0]
        return most_of


def most(weights: Doubles, sums: _Most) -> Doubles:
    """Log-odds that no pair with these sums exceeds."""
    w = {name: weights[:, at] for at, name in enumerate(FEATURES)}
    alone = sums.ours + sums.theirs
    share = sums.told / (sums.told + alone + SOME)
    rest = alone / (sums.weight + alone + SOME)
    found: Doubles = (
        weights[:, -1]
        + w["agreed"] * share
        + w["rarest"] * sums.rarest
        + w["second"] * sums.second
        + np.maximum(w["asked_only"], w["listed_only"]) * rest
        + w["letters"] * np.minimum(1.0, sums.letters)
        + w["first"]
        + w["exact"] * sums.exact
    )
    return found + _ROOM


def _rows(asked: Lines) -> Longs:
    """By which rules each asked line is weighed; 2 stands for the most that any allow."""
    kind = asked.kind[asked.name]
    found: Longs = np.where(kind == 0, 2, (kind == _PERSON).astype(np.int64))
    return found


def _hopes(search: _Search) -> _Hopes:
    asked = search.asked
    worth, agrees, heaviest = _best_of_words(search)
    line = np.repeat(np.arange(len(asked.name)), np.diff(asked.start))
    unit = np.flatnonzero(asked.what < len(asked.words))
    place = np.full(len(asked.what), -1)
    place[unit] = np.arange(len(unit))
    what, weight = asked.what[unit], asked.weight[unit].astype(np.float64)
    marked = (asked.places[line[unit]] & asked.bits[unit]) != 0
    counted, rows = np.minimum(weight, heaviest[what]), _rows(asked)
    told, peak = agrees[rows[line[unit]], what] * counted, worth[what] * counted
    listed, met, alike = heaviest[what].copy(), worth[what] > 0, worth[what].copy()
    for run, part in _parts_of_runs(asked, line, worth):
        at, which = place[part], asked.what[run]
        np.maximum.at(told, at, agrees[rows[line[run]], which] * weight[at])
        np.maximum.at(peak, at, worth[which] * np.minimum(asked.weight[run], heaviest[which]))
        np.maximum.at(listed, at, heaviest[which])
        np.maximum.at(alike, at, worth[which])
        met[at] = True
    return _Hopes(
        line=line[unit],
        unit=unit,
        told=told,
        peak=peak,
        weight=np.where(met, weight, 0.0),
        spare=weight * np.where(marked, LIGHT, 1.0),
        listed=np.where(met, listed, 0.0),
        met=met,
        letters=alike * asked.said.length[what],
        consonants=alike * asked.said.consonants[what],
        same=_listed_too(search)[what],
    )


def _listed_too(search: _Search) -> Bools:
    """By asked word or run: whether it is listed, letter for letter."""
    nearby, count = search.nearby, len(search.nearby.start) - 1
    of = np.repeat(np.arange(count), np.diff(nearby.start))
    found = np.zeros(count, dtype=np.bool_)
    found[of[nearby.way == SAME]] = True
    return found


def _best_of_words(search: _Search) -> tuple[Doubles, Doubles, Doubles]:
    """By asked word or run: the most that a near one is worth, agrees, and weighs."""
    nearby, count = search.nearby, len(search.nearby.start) - 1
    found, agreed, heaviest = np.zeros(count), np.zeros((3, count)), np.zeros(count)
    of = np.repeat(np.arange(count), np.diff(nearby.start))
    worth = search.worth[nearby.way]
    counts = worth > 0
    np.maximum.at(found, of[counts], worth[counts])
    for row, agrees in enumerate(search.agrees):
        np.maximum.at(agreed[row], of[counts], agrees[nearby.way][counts])
    np.maximum.at(heaviest, of[counts], search.index.heaviest[nearby.listed[counts]])
    return found, agreed, heaviest


def _parts_of_runs(
    asked: Lines, line: Longs, worth: Doubles
) -> list[tuple[Longs, Longs]]:
    """Each run that some listed word is near to, with each of its words, as units."""
    run = np.flatnonzero((asked.what >= len(asked.words)) & (worth[asked.what] > 0))
    lowest = asked.bits[run] & -asked.bits[run]
    first = asked.start[line[run]] + np.log2(lowest.astype(np.float64)).astype(np.int64)
    two = asked.bits[run] != lowest
    return [(run, first), (run[two], first[two] + 1)]


def _needed(hopes: _Hopes, search: _Search, floor: float) -> Bools:
    """The words of which one must be met: with all heavier ones left out, each could do.

    Words are taken from the least that they can give to the most. The heaviest word that
    two names share is one of these; if even with all lighter ones it does not reach the
    floor, it need not be looked up.
    """
    initial = search.initial
    order = np.lexsort((hopes.peak, hopes.line))
    line = hopes.line[order]
    first = np.searchsorted(line, line, side="left")
    letter = np.minimum(hopes.spare, _LETTER) * (initial > 0)
    told, weight, spare, also, letters, consonants = (
        _so_far(each[order], first)
        for each in (
            hopes.told, hopes.weight, hopes.spare, letter, hopes.letters, hopes.consonants,
        )
    )  # fmt: skip
    lines = len(search.weights)
    all_spare, all_letters = (
        np.bincount(hopes.line, weights=each, minlength=lines)[line]
        for each in (hopes.spare, letter)
    )
    peak = hopes.peak[order]
    second = np.where(np.arange(len(order)) > first, np.concatenate([[0.0], peak[:-1]]), 0.0)
    sums = _Most(
        told=told + initial * all_letters,
        weight=weight + all_letters,
        ours=np.maximum(0.0, all_spare - spare - (all_letters - also)),
        theirs=0.0,
        rarest=np.maximum(peak, initial * _LETTER),
        second=np.maximum(second, initial * _LETTER),
        letters=search.share(letters, consonants, None, line),
        exact=_all_same(hopes, lines)[line] & (np.diff(np.append(line, -1)) != 0),
    )
    needed = np.zeros(len(order), dtype=np.bool_)
    needed[order] = (most(search.weights[line], sums) >= floor) & hopes.met[order]
    return needed


def _all_same(hopes: _Hopes, lines: int) -> Bools:
    """Whether every word of a line is listed somewhere, letter for letter."""
    found: Bools = np.bincount(hopes.line, weights=~hopes.same, minlength=lines) == 0
    return found


def _so_far(values: Doubles, first: Longs) -> Doubles:
    """Running sums that begin anew with each line."""
    running = np.cumsum(values)
    before = np.concatenate([[0.0], running])[first]
    return running - before


@dataclass(frozen=True, slots=True)
class _Meetings:
    """Asked words that meet listed ones; a row a meeting, by pair of lines.

    `start` is the first meeting of each pair.
    """

    pairs: Pairs
    start: Longs
    told: Doubles
    peak: Doubles
    weight: Doubles
    spare: Doubles
    listed: Doubles
    letters: Doubles
    consonants: Doubles


def _looked_up(hopes: _Hopes, needed: Bools, search: _Search, floor: float) -> Pairs:
    """Look the needed words up, and drop what the rest of two names forbids."""
    met = _meetings(hopes, needed, search)
    pairs = met.pairs
    if not len(pairs):
        return pairs
    initial = search.initial
    letter = np.minimum(hopes.spare, _LETTER) * (initial > 0)
    rest = hopes.met & ~needed
    lines = len(search.weights)

    def by_line(values: Doubles) -> Doubles:
        return np.bincount(hopes.line, weights=values, minlength=lines)[pairs.asked]

    def by_pair(values: Doubles) -> Doubles:
        return np.add.reduceat(values, met.start)

    letters = by_line(letter)
    rest_peak = np.zeros(lines)
    np.maximum.at(rest_peak, hopes.line[rest], hopes.peak[rest])
    rarest = np.maximum.reduceat(met.peak, met.start)
    count = np.diff(np.append(met.start, len(met.told)))
    other = np.where(count > 1, rarest, 0.0)
    others = np.maximum(rest_peak[pairs.asked], initial * _LETTER)
    listed = by_pair(met.listed) + by_line(hopes.listed * rest) + letters
    sums = _Most(
        told=by_pair(met.told) + by_line(hopes.told * rest) + initial * letters,
        weight=by_pair(met.weight) + by_line(hopes.weight * rest) + letters,
        ours=np.maximum(
            0.0, by_line(hopes.spare * ~rest) - by_pair(met.spare) - letters
        ),
        theirs=np.maximum(0.0, search.index.light[pairs.listed] - listed),
        rarest=np.maximum(rarest, others),
        second=np.maximum(other, others),
        letters=search.share(
            by_pair(met.letters) + by_line(hopes.letters * rest),
            by_pair(met.consonants) + by_line(hopes.consonants * rest),
            pairs,
            pairs.asked,
        ),
        exact=_all_same(hopes, lines)[pairs.asked]
        & (search.asked.size[pairs.asked] == search.index.lines.size[pairs.listed]),
    )
    return pairs.where(most(search.weights[pairs.asked], sums) >= floor)


def _meetings(hopes: _Hopes, needed: Bools, search: _Search) -> _Meetings:
    """Every listed line that has a word near a needed one."""
    asked, index, nearby = search.asked, search.index, search.nearby
    units = _units_of(hopes, needed, asked)
    what = asked.what[units]
    places, unit = spread(nearby.start[what], nearby.start[what + 1] - nearby.start[what])
    way, row = nearby.way[places], _rows(asked)
    of_line = np.repeat(np.arange(len(asked.name)), np.diff(asked.start))
    worth, agrees = search.worth[way], search.agrees[row[of_line[units[unit]]], way]
    places, unit, worth, agrees = (each[worth > 0] for each in (places, unit, worth, agrees))
    near = nearby.listed[places].astype(np.int64)
    holders, of = spread(index.held[near], index.held[near + 1] - index.held[near])
    theirs = index.holder[holders]
    unit, worth, agrees = units[unit[of]], worth[of], agrees[of]
    line = of_line[unit]
    listed = index.line_of[theirs].astype(np.int64)
    keys = line * len(index.lines.name) + listed
    order = np.argsort(keys, kind="stable")
    keys, unit, theirs = keys[order], unit[order], theirs[order]
    start = np.flatnonzero(np.diff(keys, prepend=-1))
    heavy = index.lines.weight[theirs].astype(np.float64)
    weight = np.minimum(asked.weight[unit], heavy)
    lengths = tuple(zip(asked.length(unit), index.lines.length(theirs), strict=True))
    return _Meetings(
        pairs=Pairs(line[order][start], listed[order][start]),
        start=start,
        told=agrees[order] * weight,
        peak=worth[order] * weight,
        weight=weight,
        spare=asked.weight[unit].astype(np.float64),
        listed=heavy,
        letters=worth[order] * np.minimum(*lengths[0]),
        consonants=worth[order] * np.minimum(*lengths[1]),
    )


def _units_of(hopes: _Hopes, needed: Bools, asked: Lines) -> Longs:
    """The needed words, and the runs that have one of them."""
    lines = len(asked.name)
    bits = np.zeros(lines, dtype=np.int64)
    np.bitwise_or.at(bits, hopes.line[needed], asked.bits[hopes.unit[needed]])
    of = np.repeat(np.arange(lines), np.diff(asked.start))
    found: Longs = np.flatnonzero((asked.bits & bits[of]) != 0)
    return found
