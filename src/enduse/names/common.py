"""How much an ordinary word tells, before any list is read."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from enduse.names.table import load


def _weights(groups: Mapping[str, Any]) -> dict[str, float]:
    found: dict[str, float] = {}
    for group in groups.values():
        for word in group["words"].split():
            found[word] = min(group["weight"], found.get(word, 1.0))
    return found


_SHORTEST_LEGAL, _SHORTEST_MISTYPED, _LONGEST_MISTYPED = 7, 6, 24
_GROUPS = load("common_words")
_WEIGHTS: Mapping[str, float] = MappingProxyType(_weights(_GROUPS))
PARTICLES = frozenset(_GROUPS["particles"]["words"].split())
LEGAL_WORDS = frozenset(_GROUPS["legal"]["words"].split())
_LEGAL = tuple(w for w in _GROUPS["legal"]["words"].split() if len(w) >= _SHORTEST_LEGAL)
PLACES = frozenset(_GROUPS["place"]["words"].split()) - frozenset(
    _GROUPS["family"]["words"].split()
)


def background(word: str) -> float | None:
    """What sharing this ordinary word tells, 0 to 1; None for a word not known as ordinary.

    >>> background("trading"), background("elektrokom")
    (0.12, None)
    """
    return _WEIGHTS.get(word)


@lru_cache(maxsize=50_000)
def legal_by_mistake(word: str) -> str | None:
    """The word of a legal form of which one letter was mistyped.

    >>> legal_by_mistake("obshchesvto"), legal_by_mistake("electric")
    ('obshchestvo', None)
    """
    if not _SHORTEST_MISTYPED <= len(word) <= _LONGEST_MISTYPED or word.isdigit():
        return None
    # A slip spares the first three letters or the last three.
    if word[:_SPARED] not in _LEGAL_STARTS and word[-_SPARED:] not in _LEGAL_ENDS:
        return None
    near = {legal for short in _shortened(word) for legal in _LEGAL_SLIPS.get(short, ())}
    return min((each for each in near if one_slip(word, each)), default=None)


def _shortened(word: str) -> set[str]:
    """The word, and the word without any one letter: words one slip apart share one."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _by_slip() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for legal in _LEGAL:
        for short in _shortened(legal):
            found[short] = (*found.get(short, ()), legal)
    return MappingProxyType(found)


_LEGAL_SLIPS = _by_slip()
_SPARED = 3
_LEGAL_STARTS = frozenset(word[:_SPARED] for word in _LEGAL)
_LEGAL_ENDS = frozenset(word[-_SPARED:] for word in _LEGAL)


def one_slip(word: str, other: str) -> bool:
    """Whether one letter more, less, other, or two turned round, make one of the other."""
    both = zip(word, other, strict=False)
    alike = min(len(word), len(other))
    start = next((at for at, (our, their) in enumerate(both) if our != their), alike)
    ours, theirs = word[start:], other[start:]
    turned = ours[1:2] + ours[:1] + ours[2:]
    return theirs in {ours[1:], turned} or theirs[1:] in {ours, ours[1:]}


_PATRONYMIC = ("ovich", "evich", "ovych", "evych", "ovna", "evna", "ivna", "ichna")
_SHORTEST_PATRONYMIC = 7


def is_particle(word: str) -> bool:
    """Whether the word only joins others: articles, "of", "bin", "al"."""
    return word in PARTICLES


def is_patronymic(word: str) -> bool:
    """Whether the word has the form of a Russian father's name, which few writers repeat.

    >>> is_patronymic("romanovich"), is_patronymic("sergeyevna"), is_patronymic("rotenberg")
    (True, True, False)
    """
    return len(word) >= _SHORTEST_PATRONYMIC and word.endswith(_PATRONYMIC)


def is_place(word: str) -> bool:
    """Whether the word names a country, its people or a big city ("sweden", "iranian").

    A word that is also a common family name ("han", "jordan") is not taken for a place.
    """
    return word in PLACES
