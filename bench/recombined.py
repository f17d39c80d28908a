"""As many names as wanted, their words taken from real or made ones and joined anew.

A list of a million names is not a list of twenty thousand fifty times over: it has more
words. The words here grow by Heaps' law, as those of published lists do; a new word is first
one of the given names that was not yet used, then the head of one and the tail of another.
Which word comes next is drawn from all words so far, so that a few are common and most rare.
"""

from collections import defaultdict
from collections.abc import Sequence
from random import Random

BETA = 0.6
"""How the vocabulary of published lists grows: 41,000 words in 50,000 names, 94,000 in
200,000, 253,000 in a million."""

SHORT = 3
"""Words as short stand where they stood: articles, initials, legal forms."""

Named = tuple[str, str]
"""A name and the kind of party."""


def recombined(seeds: Sequence[Named], count: int, *, seed: int) -> list[Named]:
    """`count` different names made of the words of `seeds`."""
    rng = Random(seed)  # noqa: S311  # the same names every time
    words = Words(seeds, rng)
    found: dict[Named, None] = {}
    tries = 0
    while len(found) < count:
        tries += 1
        if tries > 20 * count + 1000:
            raise ValueError(f"{len(seeds)} names do not give {count} others")
        text, kind = seeds[rng.randrange(len(seeds))]
        found[" ".join(words.next(word, kind, len(found)) for word in text.split()), kind] = (
            None
        )
    return list(found)


class Words:
    """The words used so far, by the kind of party, and those still to be used."""

    def __init__(self, seeds: Sequence[Named], rng: Random) -> None:
        self._rng = rng
        # A kind that is rare starts with the words of its own names only.
        kinds: dict[str, dict[str, None]] = defaultdict(dict)
        self._stream: dict[str, list[str]] = defaultdict(list)
        for text, kind in seeds:
            for word in text.split():
                if len(word) > SHORT:
                    kinds[kind][word] = None
                    self._stream[kind].append(word)
        self._all = {kind: list(each) for kind, each in kinds.items()}
        self._unused = {kind: rng.sample(each, len(each)) for kind, each in self._all.items()}
        vocabulary = len({word for each in kinds.values() for word in each})
        self._factor = vocabulary / max(1, len(seeds)) ** BETA
        self._used: set[str] = set()

    def next(self, word: str, kind: str, names: int) -> str:
        """The word to stand in place of `word`, when so many names are there."""
        if len(word) <= SHORT:
            return word
        if len(self._used) < self._factor * (names + 1) ** BETA:
            new = self._fresh(kind)
        else:
            stream = self._stream[kind]
            new = stream[self._rng.randrange(len(stream))]
        self._used.add(new)
        self._stream[kind].append(new)
        return new

    def _fresh(self, kind: str) -> str:
        unused = self._unused[kind]
        while unused:
            word = unused.pop()
            if word not in self._used:
                return word
        one, two = self._rng.choice(self._all[kind]), self._rng.choice(self._all[kind])
        return (
            one[: self._rng.randint(2, len(one) - 1)]
            + two[-self._rng.randint(2, len(two) - 1) :]
        )
