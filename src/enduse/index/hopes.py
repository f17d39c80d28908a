"""The most that each asked word can give, and which words must be met for a score."""

from dataclasses import dataclass

import numpy as np

from enduse.index.bound import LETTER, Most, Search, most
from enduse.index.keys import Bools, Doubles, Longs
from enduse.index.lines import LIGHT, Lines
from enduse.index.ways import SAME


@dataclass(frozen=True, slots=True)
class Hopes:
    """The most that each asked word can give; a row a word that takes part.

    `line` says whose word it is and `unit` where it stands. `told` is the most of its
    weight that can agree, `peak` the most that it can tell, alone or with a neighbour,
    `weight` how much is then weighed, `spare` what it weighs without a partner, `listed` the
    most that its partner can weigh. `met` says whether any listed word is near.
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


def hopes_of(search: Search) -> Hopes:
    """What each asked word can give at most in this search."""
    asked = search.asked
    worth, agrees, heaviest = _best_of_words(search)
    line, rows = search.line, search.rows
    unit = np.flatnonzero(asked.what < len(asked.words))
    place = np.full(len(asked.what), -1)
    place[unit] = np.arange(len(unit))
    what, weight = asked.what[unit], asked.weight[unit].astype(np.float64)
    marked = (asked.places[line[unit]] & asked.bits[unit]) != 0
    counted = np.minimum(weight, heaviest[what])
    told, peak = agrees[rows[line[unit]], what] * counted, worth[what] * counted
    listed, met, alike = heaviest[what].copy(), worth[what] > 0, worth[what].copy()
    for run, part in _parts_of_runs(asked, line, worth):
        at, which = place[part], asked.what[run]
        np.maximum.at(told, at, agrees[rows[line[run]], which] * weight[at])
        np.maximum.at(peak, at, worth[which] * np.minimum(asked.weight[run], heaviest[which]))
        np.maximum.at(listed, at, heaviest[which])
        np.maximum.at(alike, at, worth[which])
        met[at] = True
    return Hopes(
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


def _listed_too(search: Search) -> Bools:
    """By asked word or run: whether it is listed, letter for letter."""
    nearby, count = search.nearby, len(search.nearby.start) - 1
    of = np.repeat(np.arange(count), np.diff(nearby.start))
    found = np.zeros(count, dtype=np.bool_)
    found[of[nearby.way == SAME]] = True
    return found


def _best_of_words(search: Search) -> tuple[Doubles, Doubles, Doubles]:
    """By asked word or run: the most that a near one is worth, agrees, and weighs."""
    nearby, count = search.nearby, len(search.nearby.start) - 1
    found, agreed, heaviest = np.zeros(count), np.zeros((3, count)), np.zeros(count)
    of = np.repeat(np.arange(count), np.diff(nearby.start))
    worth = search.worth[nearby.way]
    held = search.last[nearby.listed] > search.first[nearby.listed]
    counts = (worth > 0) & held
    np.maximum.at(found, of[counts], worth[counts])
    for row, agrees in enumerate(search.agrees):
        np.maximum.at(agreed[row], of[counts], agrees[nearby.way][counts])
    np.maximum.at(heaviest, of[counts], search.index.heaviest[nearby.listed[counts]])
    return found, agreed, heaviest


def _parts_of_runs(asked: Lines, line: Longs, worth: Doubles) -> list[tuple[Longs, Longs]]:
    """Each run that some listed word is near to, with each of its words, as units."""
    run = np.flatnonzero((asked.what >= len(asked.words)) & (worth[asked.what] > 0))
    lowest = asked.bits[run] & -asked.bits[run]
    first = asked.start[line[run]] + np.log2(lowest.astype(np.float64)).astype(np.int64)
    two = asked.bits[run] != lowest
    return [(run, first), (run[two], first[two] + 1)]


def needed_of(hopes: Hopes, search: Search, floor: float) -> Bools:
    """The words of which one must be met: with all heavier ones left out, each could do.

    Words are taken from the least that they can give to the most. The heaviest word that
    two names share is one of these; if even with all lighter ones it does not reach the
    floor, it need not be looked up.
    """
    initial = search.initial
    order = np.lexsort((hopes.peak, hopes.line))
    line = hopes.line[order]
    first = np.searchsorted(line, line, side="left")
    letter = np.minimum(hopes.spare, LETTER) * (initial > 0)
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
    sums = Most(
        told=told + initial * all_letters,
        weight=weight + all_letters,
        ours=np.maximum(0.0, all_spare - spare - (all_letters - also)),
        theirs=0.0,
        rarest=np.maximum(peak, initial * LETTER),
        second=np.maximum(second, initial * LETTER),
        letters=search.share((letters, consonants), line),
        exact=all_same(hopes, lines)[line] & (np.diff(np.append(line, -1)) != 0),
    )
    needed = np.zeros(len(order), dtype=np.bool_)
    needed[order] = (most(search.weights[line], sums) >= floor) & hopes.met[order]
    return needed


def all_same(hopes: Hopes, lines: int) -> Bools:
    """Whether every word of a line is listed somewhere, letter for letter."""
    found: Bools = np.bincount(hopes.line, weights=~hopes.same, minlength=lines) == 0
    return found


def _so_far(values: Doubles, first: Longs) -> Doubles:
    """Running sums that begin anew with each line."""
    running = np.cumsum(values)
    before = np.concatenate([[0.0], running])[first]
    sums: Doubles = running - before
    return sums
