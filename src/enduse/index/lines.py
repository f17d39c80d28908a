"""Names as arrays, asked and listed ones alike: what all of the search works on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from enduse.index.keys import Bools, Floats, Ints, Longs, Spelt, Words

KINDS = ("unknown", "person", "company", "vessel", "aircraft", "public_body", "address")

LIGHT = 0.4
"""What a place behind an asked name weighs, and a father's name that only a list has."""

_BY_LINE = (
    "name", "size", "family", "places", "patronymics", "digits", "initials", "sons",
    "letters", "consonants",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lines:
    """Names as arrays. A name has a line for each of its readings.

    `words` are the distinct words and `said` how they sound, `spelt` and `heard` their letters
    as they are written and as they sound, in bytes; `runs` the distinct pairs of
    neighbours, their words in `pairs`. By line: `name`, `size` (words that take part),
    `letters` and `consonants` (how many they have), and which of its words, as bits, are
    `family` names, `places`, `patronymics`, `digits` or `initials`; `sons` has the words
    beside a "bin"; `start` cuts the units by line. By unit, which is a word or a
    run: `what` (a word's number, or that of a run behind all words), `bits` (its places in
    the line), `weight`. By name: `kind`, `forms` (classes of legal forms as bits), `weak`,
    `bare`.
    """

    words: Sequence[str]
    said: Words
    runs: Words
    pairs: Ints
    name: Ints
    size: Ints
    family: Longs
    places: Longs
    patronymics: Longs
    digits: Longs
    initials: Longs
    sons: Longs
    start: Longs
    what: Ints
    bits: Longs
    weight: Floats
    kind: npt.NDArray[np.int8]
    forms: Longs
    weak: Bools
    bare: Bools
    letters: Longs
    consonants: Longs
    spelt: Spelt
    heard: Spelt

    def line_of(self) -> Longs:
        """The line of each unit."""
        return np.repeat(np.arange(len(self.name)), np.diff(self.start))

    def some(self, first: int, last: int) -> "Lines":
        """The lines from `first` to before `last`; words and names keep their numbers."""
        units = slice(int(self.start[first]), int(self.start[last]))
        cut = {name: getattr(self, name)[first:last] for name in _BY_LINE}
        cut |= {name: getattr(self, name)[units] for name in ("what", "bits", "weight")}
        return replace(self, **cut, start=self.start[first : last + 1] - self.start[first])

    def length(self, units: Longs) -> tuple[Longs, Longs]:
        """How many letters and how many consonants some units have."""
        what = self.what[units]
        run = what >= len(self.words)
        words, runs = np.where(run, 0, what), np.where(run, what - len(self.words), 0)
        if not len(self.runs.letters):
            return self.said.length[words], self.said.consonants[words]
        return (
            np.where(run, self.runs.length[runs], self.said.length[words]),
            np.where(run, self.runs.consonants[runs], self.said.consonants[words]),
        )
