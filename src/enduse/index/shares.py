"""How rare a word is in a list, where the list itself must tell: in addresses."""

import numpy as np

from enduse.names.common import background

_INITIAL_RARITY = 0.15


def by_length(word: str) -> tuple[int, str]:
    """The order in which an index of addresses keeps its words."""
    return len(word), word


def rarity_of(word: str, entries: int, rows: int) -> float:
    """The rarity of a word that `entries` of `rows` entries have.

    >>> rarity_of("elektrokom", 0, 10_000), rarity_of("trading", 1, 10_000)
    (1.0, 0.12)
    """
    listed = 1.0
    if entries > 1 and rows > 1:
        listed = float(np.log1p(rows / entries) / np.log1p(rows))
    known = background(word)
    if known is None and len(word) == 1:
        known = _INITIAL_RARITY
    return listed if known is None else min(listed, known)
