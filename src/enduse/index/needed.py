"""Which options must be looked up: without one of them no name can reach the floor.

The options of a name are put in an order, those first that are in many listed names and tell
little. Of all options that two names share, one is the last in this order. An option whose
score, together with the best of those before it, stays under the floor need not be looked up:
nothing that it is the last of can be a hit. So common words are mostly left alone, and met
only in names that rarer words have found.
"""

from dataclasses import dataclass

import numpy as np

from enduse.index.bound import Most, most, room
from enduse.index.keys import Bools, Doubles, Longs
from enduse.index.lines import Lines
from enduse.index.options import LETTER, Options, Own
from enduse.index.reach import Reach

_LEAST_PEAK = 0.01
_DEAREST = 1e6
_APART = 64.0
"""More than any of the numbers of which a running maximum is taken."""


@dataclass(frozen=True, slots=True)
class Needed:
    """Options to look up, and what the listed names that they lead to must be like.

    With any of the words before it, `mass` is the most that a listed line may weigh, and
    `letters` the most letters it may have. If no other word is near, it may weigh `alone` at
    most. `best` is what the bound is taken from once a line is known, its `theirs` nothing;
    `listed` is how much of a line's weight then has a partner.
    """

    options: Options
    best: Most
    listed: Doubles
    letters: Doubles
    consonants: Doubles
    mass: Doubles
    longest: Doubles
    alone: Doubles

    def __len__(self) -> int:
        return len(self.mass)


def needed_of(
    asked: Lines, options: Options, own: Own, *, reach: Reach, floor: float
) -> Needed:
    """The needed ones, each with its limits."""
    cost = np.sqrt(options.holders) / np.maximum(options.peak, _LEAST_PEAK)
    order = np.argsort(options.line * _DEAREST - np.minimum(cost, _DEAREST - 1))
    placed = options.where(order)
    weights = reach.weights[own.rules]
    sums = _Sums.of(placed, own)
    best = _with_others(asked, placed, own, sums=sums, reach=reach)
    some = np.flatnonzero(most(weights[placed.line], best) >= floor)
    kept, best = placed.where(some), _where(best, some)
    weights = weights[kept.line]
    letters = own.all_letters[kept.line]
    mass, times = room(weights, best, floor)
    listed = sums.listed[some] + letters
    longest = np.inf if reach.bare else times * np.maximum(1, asked.letters[kept.line])
    by_itself = _alone(asked, kept, own, reach=reach)
    enough = most(weights, by_itself) >= floor
    alone, _ = room(weights, by_itself, floor)
    return Needed(
        options=kept,
        best=best,
        listed=listed,
        letters=sums.letters[some],
        consonants=sums.consonants[some],
        mass=mass + listed,
        longest=np.broadcast_to(longest, mass.shape),
        alone=np.where(enough, alone + kept.listed + letters, -1.0),
    )


@dataclass(frozen=True, slots=True)
class _Sums:
    """What each option gives together with the best of other words before it."""

    told: Doubles
    listed: Doubles
    letters: Doubles
    consonants: Doubles
    weight: Doubles
    spare: Doubles
    saved: Doubles
    rarest: Doubles
    exact: Bools

    @classmethod
    def of(cls, placed: Options, own: Own) -> "_Sums":
        line, word = placed.line, placed.word
        running = _Running.of(line, word)
        first, so_far, best = running.first, running.so_far, running.with_best
        words = np.bincount(own.line, minlength=len(own.all_spare))
        lift = line * _APART
        return cls(
            told=best(placed.told),
            listed=best(placed.listed),
            letters=best(placed.letters),
            consonants=best(placed.consonants),
            weight=so_far(first * own.weight[word]),
            spare=so_far(first * own.spare[word]),
            saved=so_far(first * own.letter[word]),
            rarest=np.maximum.accumulate(placed.peak + lift) - lift,
            exact=placed.same & (so_far(placed.same.astype(np.float64)) == words[line]),
        )


@dataclass(frozen=True, slots=True)
class _Running:
    """Options in order of their lines, summed up within each line.

    `start` is the first option of each one's line, `order` sorts them by word and leaves the
    order within a word; `new` says, so sorted, where a word begins, and `first` the same
    unsorted, as 1.
    """

    start: Longs
    order: Longs
    by_word: Longs
    new: Bools
    first: Doubles

    @classmethod
    def of(cls, line: Longs, word: Longs) -> "_Running":
        count = len(line)
        order = np.argsort(word * (count + 1) + np.arange(count))
        by_word = word[order]
        new = np.diff(by_word, prepend=-1) != 0
        first = np.zeros(count)
        first[order[new]] = 1.0
        return cls(np.searchsorted(line, line, side="left"), order, by_word, new, first)

    def so_far(self, values: Doubles) -> Doubles:
        """The sum of each value and those before it in its line."""
        running = np.concatenate([[0.0], np.cumsum(values)])
        sums: Doubles = running[1:] - running[self.start]
        return sums

    def with_best(self, values: Doubles) -> Doubles:
        """Each value and, of every other word of its line, the most of those before it."""
        lift = self.by_word * _APART
        best = np.maximum.accumulate(values[self.order] + lift) - lift
        before = np.where(self.new, 0.0, np.concatenate([[0.0], best[:-1]]))
        most_of, more = np.empty(len(values)), np.empty(len(values))
        most_of[self.order], more[self.order] = best, best - before
        sums: Doubles = self.so_far(more) - (most_of - values)
        return sums


def _with_others(asked: Lines, placed: Options, own: Own, *, sums: _Sums, reach: Reach) -> Most:
    line = placed.line
    spare, letters = own.all_spare[line], own.all_letters[line]
    rarest = np.maximum(sums.rarest, reach.initial * LETTER)
    return Most(
        told=sums.told + reach.initial * letters,
        weight=sums.weight + letters,
        ours=np.maximum(0.0, spare - sums.spare - (letters - sums.saved)),
        theirs=0.0,
        rarest=rarest,
        second=rarest,
        letters=_share(sums.letters, sums.consonants, line, asked=asked, reach=reach),
        exact=sums.exact,
        doubts=own.doubts[line],
        initials=asked.initials[line] != 0,
    )


def _alone(asked: Lines, kept: Options, own: Own, *, reach: Reach) -> Most:
    """The same where nothing but initials agrees beside the option, a run taken as a whole."""
    line, unit = kept.line, kept.unit
    way = reach.groups.way[kept.group]
    whole = asked.weight[unit].astype(np.float64)
    agrees = reach.agrees[own.rules[line], way]
    worth, letters = reach.worth[way], own.all_letters[line]
    long, bones = asked.length(unit)
    bits = asked.bits[unit]
    run = (bits & (bits - 1)) != 0
    word = own.place[
        asked.start[line] + np.log2((bits & -bits).astype(np.float64)).astype(np.int64)
    ]
    spare = own.spare[word] + np.where(
        run, own.spare[np.minimum(word + 1, len(own.spare) - 1)], 0
    )
    initial = np.full(len(line), reach.initial * LETTER)
    return Most(
        told=agrees * np.minimum(whole, kept.listed) + reach.initial * letters,
        weight=whole + letters,
        ours=np.maximum(0.0, own.all_spare[line] - spare - letters),
        theirs=0.0,
        rarest=np.maximum(kept.peak, initial),
        second=initial,
        letters=_share(worth * long, worth * bones, line, asked=asked, reach=reach),
        exact=kept.same & (asked.size[line] == 1),
        doubts=own.doubts[line],
        initials=asked.initials[line] != 0,
    )


def _share(
    letters: Doubles, consonants: Doubles, line: Longs, *, asked: Lines, reach: Reach
) -> Doubles:
    found: Doubles = letters / np.maximum(1, asked.letters[line])
    if reach.bare:
        found = np.maximum(found, consonants / np.maximum(1, asked.consonants[line]))
    return found


def some_of(needed: Needed, which: Longs) -> Needed:
    """Some of them, any of them any number of times."""
    others = (getattr(needed, name)[which] for name in Needed.__slots__[2:])
    return Needed(needed.options.where(which), _where(needed.best, which), *others)


def _where(sums: Most, which: Longs) -> Most:
    values = (getattr(sums, name) for name in Most.__slots__)
    return Most(*(each[which] if isinstance(each, np.ndarray) else each for each in values))
