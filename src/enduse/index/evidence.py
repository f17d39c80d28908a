"""What speaks for and against two names being one party's, as numbers: a row a pair.

agreed         share of the weight of all words that agree, by how alike they are
rarest         how much the rarest word tells that agrees; `second` the next
asked_only     share of the words without a partner in the listed name; `listed_only` the
               other way; `both` the lesser of the two, which contradict each other
letters        share of the letters of the longer name that are in words which agree
first          whether the first words stand for each other
exact          whether the words are the same
initials       how much the rarest word tells where every asked word finds a partner, some
               of them as initials of it
single         whether only one word agrees; `bones` whether that is by its consonants alone
numbers …      what contradicts: a number, a place, the family name, the legal form, what
               the party is, whose son he is
"""

from dataclasses import dataclass

import numpy as np

from enduse.index.index import NameIndex, spread
from enduse.index.keys import Bools, Doubles, Longs
from enduse.index.lines import KINDS, LIGHT, Lines
from enduse.index.model import FEATURES
from enduse.index.pairing import Pairs, Stands, is_bare
from enduse.index.ways import HEARD, INITIAL, SAME

SOME = 0.05
"""Weight that no pair of names has, so that shares of very little stay small."""

_GIVEN_AND_FAMILY = 2
_LEAST = 1e-9
_LETTER = 0.35
"""What each initial after the first tells beside a rare word: one in ten has the same."""

APART = np.array([kind in {"person", "company", "vessel", "aircraft"} for kind in KINDS])


@dataclass(frozen=True, slots=True)
class Weighed:
    """Words without a partner, by pair: their summed weight, and which they are, as bits."""

    mass: Doubles
    bits: Longs


def evidence(pairs: Pairs, stands: Stands, asked: Lines, *, index: NameIndex) -> Doubles:
    """A row of `FEATURES` for each pair."""
    count = len(pairs)
    listed = index.lines
    agreed = np.bincount(stands.pair, weights=stands.weight, minlength=count)
    strength = stands.worth * stands.weight
    told = np.bincount(stands.pair, weights=stands.agrees * stands.weight, minlength=count)
    number = np.bincount(stands.pair, minlength=count)
    rarest, second = _two_best(stands.pair, strength, count)
    half = stands.where(stands.way == INITIAL)
    ours = left(pairs.asked, asked, _bits(stands, asked.bits[stands.asked], count))
    light = np.where(number >= _GIVEN_AND_FAMILY, LIGHT, 1.0)
    theirs = left(
        pairs.listed, listed, _bits(stands, listed.bits[stands.listed], count), light=light
    )
    # An initial says little of a word: the rest of the word has no partner.
    spare = [
        mass + np.bincount(half.pair, weights=lines.weight[unit] - half.weight, minlength=count)
        for mass, lines, unit in (
            (ours.mass, asked, half.asked),
            (theirs.mass, listed, half.listed),
        )
    ]
    total = agreed + spare[0] + spare[1] + SOME
    doubts = _doubts(pairs, stands, (asked, listed), alone=(ours, theirs))
    exact = (ours.bits == 0) & (theirs.bits == 0) & _all_same(stands, count)
    # Father and son have the same words.
    exact &= doubts["patronym"] == 0
    rows = {
        "agreed": told / total,
        "rarest": rarest,
        "second": second,
        "asked_only": spare[0] / total,
        "listed_only": spare[1] / total,
        "both": np.minimum(*spare) / total,
        "letters": letters(pairs, stands, asked, index=index),
        "first": _first(stands, (asked, listed), count),
        "exact": exact,
        "initials": _initials(pairs, half, asked, rarest=rarest) * (ours.bits == 0),
        "other": (ours.bits != 0) & (theirs.bits != 0),
        "single": number == 1,
        "bones": (number == 1) & _by_bones(stands, count) & ~is_bare(pairs, asked, index),
        **doubts,
    }
    return np.column_stack([np.asarray(rows[name], dtype=np.float64) for name in FEATURES])


def left(line: Longs, lines: Lines, used: Longs, *, light: Doubles | None = None) -> Weighed:
    """The words of some lines that found no partner.

    Of an asked name places weigh little: orders write an address behind a name. Of a
    listed one it is `light` that fathers' names weigh.
    """
    units, pair = spread(lines.start[line], lines.size[line].astype(np.int64))
    bit = lines.bits[units]
    alone = (used[pair] & bit) == 0
    units, pair, bit = units[alone], pair[alone], bit[alone]
    marked = lines.places if light is None else lines.patronymics
    weigh = np.full(len(line), LIGHT) if light is None else light
    factor = np.where((marked[line][pair] & bit) != 0, weigh[pair], 1.0)
    weights = lines.weight[units] * factor
    mass: Doubles = np.bincount(pair, weights=weights, minlength=len(line)).astype(float)
    bits = np.zeros(len(line), dtype=np.int64)
    np.bitwise_or.at(bits, pair, bit)
    return Weighed(mass, bits)


def letters(pairs: Pairs, stands: Stands, asked: Lines, *, index: NameIndex) -> Doubles:
    """The share of the longer name's letters that are in words which agree.

    Where one side may lack its vowels only consonants count.
    """
    listed = index.lines
    bare = is_bare(pairs, asked, index)
    found = np.zeros(len(pairs))
    ours, theirs = asked.length(stands.asked), listed.length(stands.listed)
    totals = (asked.letters, listed.letters), (asked.consonants, listed.consonants)
    worth = np.where(stands.way == INITIAL, 0.0, stands.worth)
    for which, a, b, (all_ours, all_theirs) in zip(
        (~bare, bare), ours, theirs, totals, strict=True
    ):
        if not which.any():
            continue
        agree = np.bincount(stands.pair, weights=np.minimum(a, b) * worth, minlength=len(pairs))
        longer = np.maximum(all_ours[pairs.asked], all_theirs[pairs.listed])
        found[which] = (agree / np.maximum(1, longer))[which]
    return found


def _two_best(pair: Longs, strength: Doubles, count: int) -> tuple[Doubles, Doubles]:
    order = np.lexsort((-strength, pair))
    of = pair[order]
    first = np.concatenate([[True], of[1:] != of[:-1]]) if of.size else np.zeros(0, dtype=bool)
    next_ = np.concatenate([[False], first[:-1]]) & ~first if of.size else first
    best, second = np.zeros(count), np.zeros(count)
    best[of[first]] = strength[order][first]
    second[of[next_]] = strength[order][next_]
    return best, second


def _bits(stands: Stands, bits: Longs, count: int) -> Longs:
    """Which words of each pair are used."""
    used = np.zeros(count, dtype=np.int64)
    np.bitwise_or.at(used, stands.pair, bits)
    return used


def _all_same(stands: Stands, count: int) -> Bools:
    other = np.bincount(stands.pair[stands.way != SAME], minlength=count)
    found: Bools = (other == 0) & (np.bincount(stands.pair, minlength=count) > 0)
    return found


def _by_bones(stands: Stands, count: int) -> Bools:
    """Whether some word agrees by its consonants."""
    found: Bools = np.bincount(stands.pair, weights=HEARD[stands.way], minlength=count) > 0
    return found


def _initials(pairs: Pairs, half: Stands, asked: Lines, *, rarest: Doubles) -> Doubles:
    """The rarest word, and more for each further word of the asked name that is an initial."""
    ours = asked.bits[half.asked] & asked.initials[pairs.asked][half.pair]
    number = np.bincount(half.pair, weights=ours != 0, minlength=len(pairs))
    found: Doubles = np.minimum(1.0, rarest + _LETTER * (number - 1)) * (number > 0)
    return found


def _first(stands: Stands, lines: tuple[Lines, Lines], count: int) -> Bools:
    asked, listed = lines
    both = asked.bits[stands.asked] & listed.bits[stands.listed] & 1
    return np.bincount(stands.pair, weights=both, minlength=count) > 0


def _doubts(
    pairs: Pairs, stands: Stands, lines: tuple[Lines, Lines], *, alone: tuple[Weighed, Weighed]
) -> dict[str, Doubles | Bools]:
    a, b = pairs.asked, pairs.listed
    (asked, listed), (ours, theirs) = lines, alone
    return {
        "numbers": _both(asked.digits[a] & ours.bits, listed.digits[b] & theirs.bits),
        "places": _both(asked.places[a] & ours.bits, listed.places[b] & theirs.bits),
        "family": _family(pairs, stands, lines, ours=ours),
        **apart(pairs, asked, listed),
        "patronym": _patronym(pairs, stands, lines),
    }


def apart(pairs: Pairs, asked: Lines, listed: Lines) -> dict[str, Bools]:
    """Whether legal forms differ, and what the parties are: known before any word is paired."""
    a, b = asked.name[pairs.asked], listed.name[pairs.listed]
    kinds, forms = (asked.kind[a], listed.kind[b]), (asked.forms[a], listed.forms[b])
    kind = APART[kinds[0]] & APART[kinds[1]] & (kinds[0] != kinds[1])
    return {"forms": _both(*forms) & ((forms[0] & forms[1]) == 0), "kind": kind}


def _both(ours: Longs, theirs: Longs) -> Bools:
    found: Bools = (ours != 0) & (theirs != 0)
    return found


def _family(
    pairs: Pairs, stands: Stands, lines: tuple[Lines, Lines], *, ours: Weighed
) -> Doubles:
    """How far the family name is from any word, by how much the asked name has to spare."""
    asked, listed = lines
    asks = (asked.family[pairs.asked] != 0) | (listed.family[pairs.listed] != 0)
    alike = np.maximum(
        _family_found(pairs.asked, asked, stands, used=stands.asked),
        _family_found(pairs.listed, listed, stands, used=stands.listed),
    )
    found: Doubles = np.where(asks, (1 - alike) * np.minimum(1, ours.mass), 0.0)
    return found


def _family_found(line: Longs, lines: Lines, stands: Stands, *, used: Longs) -> Doubles:
    """How much of the family names of some lines has a partner."""
    family = lines.family[line]
    units, pair = spread(lines.start[line], np.where(family, lines.size[line], 0))
    own = (lines.bits[units] & family[pair]) != 0
    total = np.bincount(pair[own], weights=lines.weight[units[own]], minlength=len(line))
    touched = (lines.bits[used] & family[stands.pair]) != 0
    alike = np.bincount(
        stands.pair[touched],
        weights=(stands.worth * lines.weight[used])[touched],
        minlength=len(line),
    )
    found: Doubles = np.minimum(1.0, alike / np.maximum(_LEAST, total))
    return found


def _patronym(pairs: Pairs, stands: Stands, lines: tuple[Lines, Lines]) -> Bools:
    """Tell "Salman bin Muhammad" from "Muhammad bin Salman", who may be his son.

    Of the words beside a "bin" in both names two stand in another order.
    """
    asked, listed = lines
    ours, theirs = asked.bits[stands.asked], listed.bits[stands.listed]
    kept = np.flatnonzero(
        (ours & asked.sons[pairs.asked][stands.pair] != 0)
        & (theirs & listed.sons[pairs.listed][stands.pair] != 0)
    )
    pair, ours, theirs = stands.pair[kept], ours[kept], theirs[kept]
    order = np.lexsort((ours & -ours, pair))
    pair, place = pair[order], (theirs & -theirs)[order]
    crossed = (pair[1:] == pair[:-1]) & (place[1:] < place[:-1])
    found: Bools = np.bincount(pair[1:][crossed], minlength=len(pairs)) > 0
    return found
