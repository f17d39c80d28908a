"""Listed names as arrays, with the keys under which their words are found."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from enduse.index.keys import Covers, Floats, Ints, Keys, Longs
from enduse.index.lines import Lines


@dataclass(frozen=True, slots=True)
class NameIndex:
    """An index over listed names. Immutable: a new edition makes a new one.

    `lines` are the listed names laid out; `row` and `name_no` say of which entry each is,
    and which of its names. `hooks` are keys in order, each once, `hung` cuts `hook` by key
    into the words and runs that have it. `held` cuts `holder` by word or run into the lines
    that have it, and each of these rows into what is no person and persons, without and
    with names that may lack their vowels; `sorts` counts all that is held of each. `covers`
    says how many words of a line each word or run is at least, `heaviest` the most that it
    weighs in any; `light` the least that a line weighs where none of its words finds a
    partner.
    `keys` are sorted "scheme value" lines, `key_row` the entry each belongs to; `rows` counts
    the entries that have names.
    """

    lines: Lines
    row: Ints
    name_no: Ints
    hooks: Keys
    hung: Ints
    hook: Ints
    held: Ints
    holder: Ints
    sorts: Longs
    covers: Covers
    heaviest: Floats
    light: Floats
    keys: Sequence[str]
    key_row: Ints
    rows: int

    def rows_with(self, scheme: str, value: str) -> tuple[int, ...]:
        """The entries that publish this identifier, blanks, dashes and case apart."""
        key = id_key(scheme, value)
        first = bisect_left(self.keys, key)
        found: list[int] = []
        while first < len(self.keys) and self.keys[first] == key:
            found.append(int(self.key_row[first]))
            first += 1
        return tuple(sorted(set(found)))


def id_key(scheme: str, value: str) -> str:
    """An identifier as it is looked up: upper case, only letters and digits.

    >>> id_key("imo", "IMO 916-7148")
    'imo 9167148'
    """
    plain = "".join(char for char in value.upper() if char.isalnum())
    number = plain.removeprefix(scheme.upper()) or plain
    # A bank's code of eleven letters is that of its head office where it ends in XXX.
    return f"{scheme} {number.removesuffix('XXX') if scheme == 'swift' else number}"


def spread(start: Longs, size: Longs) -> tuple[Longs, Longs]:
    """Runs of numbers, one behind the other, and which run each is of.

    >>> numbers, run = spread(np.array([5, 9]), np.array([2, 1]))
    >>> numbers.tolist(), run.tolist()
    ([5, 6, 9], [0, 0, 1])
    """
    ends = np.cumsum(size)
    total = int(ends[-1]) if len(ends) else 0
    # Counting where runs end is twice as quick as repeating the number of each.
    run: Longs = np.cumsum(np.bincount(ends[:-1], minlength=total + 1)[:total])
    return np.arange(total) + (start - ends + size)[run], run


def distinct(numbers: Longs) -> Longs:
    """Each number once, in order.

    `np.unique` builds a hash table, which is slower here, and loads NumPy's masked arrays.
    """
    inorder = np.sort(numbers)
    found: Longs = inorder[np.diff(inorder, prepend=inorder[:1] - 1) != 0]
    return found


def numbered(numbers: Longs) -> tuple[Longs, Longs]:
    """Each number once, in order, and for each one given its place among these."""
    order = np.argsort(numbers, kind="stable")
    inorder = numbers[order]
    new = np.diff(inorder, prepend=inorder[:1] - 1) != 0
    place = np.empty(len(numbers), dtype=np.int64)
    place[order] = np.cumsum(new) - 1
    return inorder[new], place
