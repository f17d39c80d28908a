"""What each asked word can give at most, by each way in which a listed one is like it."""

from dataclasses import dataclass

import numpy as np

from enduse.index.index import spread
from enduse.index.keys import Bools, Doubles, Longs
from enduse.index.lines import LIGHT, Lines
from enduse.index.reach import Reach
from enduse.index.ways import SAME

LETTER = 0.15
"""The most that an initial weighs."""


@dataclass(frozen=True, slots=True)
class Own:
    """The words of the asked lines that take part; a row a word.

    `unit` is where the word stands and `place` the row of each unit that is a word. `spare`
    is what it weighs without a partner, `letter` what an initial may save of that. By line:
    `all_spare` and `all_letters`, their sums; `rules` and `doubts`, by which it is weighed.
    """

    line: Longs
    unit: Longs
    place: Longs
    weight: Doubles
    spare: Doubles
    letter: Doubles
    all_spare: Doubles
    all_letters: Doubles
    rules: Longs
    doubts: Doubles

    @classmethod
    def of(cls, asked: Lines, line: Longs, *, reach: Reach) -> "Own":
        """The words of these lines; `line` is that of each unit."""
        unit = np.flatnonzero(asked.what < len(asked.words))
        place = np.full(len(asked.what), -1)
        place[unit] = np.arange(len(unit))
        weight = asked.weight[unit].astype(np.float64)
        spare = _spare(asked, line[unit], unit)
        letter = np.minimum(spare, LETTER) * (reach.initial > 0)
        lines, rules = len(asked.name), reach.rules(asked)
        return cls(
            line=line[unit],
            unit=unit,
            place=place,
            weight=weight,
            spare=spare,
            letter=letter,
            all_spare=_by_line(line[unit], spare, lines),
            all_letters=_by_line(line[unit], letter, lines),
            rules=rules,
            doubts=reach.doubts(asked, rules),
        )


@dataclass(frozen=True, slots=True)
class Options:
    """Each way in which each asked word may be met, alone or with a neighbour.

    `word` is a row of `Own`, `unit` the asked word or run that meets the listed words of
    `group`. `told` is the most of the word's weight that can agree so, `peak` the most that
    it can tell, `listed` the most that its partner weighs; `letters` and `consonants` are
    those of the word that agree, `same` says that all do. `holders` are the listed lines
    that have such a partner.
    """

    line: Longs
    word: Longs
    unit: Longs
    group: Longs
    told: Doubles
    peak: Doubles
    listed: Doubles
    letters: Doubles
    consonants: Doubles
    same: Bools
    holders: Longs

    def where(self, which: Longs) -> "Options":
        """Some of them."""
        return Options(*(getattr(self, name)[which] for name in self.__slots__))


def options_of(asked: Lines, own: Own, line: Longs, *, reach: Reach) -> Options:
    """Every option of every word; those of a run count for each of its words."""
    groups = reach.groups
    first = groups.start[asked.what]
    group, unit = spread(first, groups.start[asked.what + 1] - first)
    bits = asked.bits[unit]
    lowest = bits & -bits
    start = asked.start[line[unit]] + np.log2(lowest.astype(np.float64)).astype(np.int64)
    two = np.flatnonzero(bits != lowest)
    word = np.concatenate([own.place[start], own.place[start[two] + 1]])
    group, unit = np.concatenate([group, group[two]]), np.concatenate([unit, unit[two]])
    way, heaviest = groups.way[group], groups.heaviest[group]
    weight, whole = own.weight[word], asked.weight[unit].astype(np.float64)
    single = asked.what[unit] < len(asked.words)
    counted = np.where(single, np.minimum(weight, heaviest), weight)
    worth, what = reach.worth[way], asked.what[own.unit[word]]
    return Options(
        line=line[unit],
        word=word,
        unit=unit,
        group=group,
        told=reach.agrees[own.rules[line[unit]], way] * counted,
        peak=worth * np.minimum(whole, heaviest),
        listed=heaviest,
        letters=worth * asked.said.length[what],
        consonants=worth * asked.said.consonants[what],
        same=(way == SAME) & single,
        holders=groups.holders[group],
    )


def spare_of(asked: Lines) -> Doubles:
    """What each asked line weighs if none of its words finds a partner."""
    line = asked.line_of()
    unit = np.flatnonzero(asked.what < len(asked.words))
    return _by_line(line[unit], _spare(asked, line[unit], unit), len(asked.name))


def _spare(asked: Lines, line: Longs, unit: Longs) -> Doubles:
    place = (asked.places[line] & asked.bits[unit]) != 0
    found: Doubles = asked.weight[unit].astype(np.float64) * np.where(place, LIGHT, 1.0)
    return found


def _by_line(line: Longs, values: Doubles, lines: int) -> Doubles:
    return np.bincount(line, weights=values, minlength=lines).astype(np.float64)
