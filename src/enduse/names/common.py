"""How much an ordinary word tells, before any list is read."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from enduse.names.table import load


def _weights(groups: Mapping[str, Any]) -> dict[str, float]:
    found: dict[str, float] = {}
    for group in groups.values():
        for word in group["words"].split():
            found[word] = min(group["weight"], found.get(word, 1.0))
    return found


_GROUPS = load("common_words")
_WEIGHTS: Mapping[str, float] = MappingProxyType(_weights(_GROUPS))
_PARTICLES = frozenset(_GROUPS["particles"]["words"].split())
_PLACES = frozenset(_GROUPS["place"]["words"].split())
_FAMILIES = frozenset(_GROUPS["family"]["words"].split())


def background(word: str) -> float | None:
    """What sharing this ordinary word tells, 0 to 1; None for a word not known as ordinary.

    >>> background("trading"), background("elektrokom")
    (0.12, None)
    """
    return _WEIGHTS.get(word)


_PATRONYMIC = ("ovich", "evich", "ovych", "evych", "ovna", "evna", "ivna", "ichna")
_SHORTEST_PATRONYMIC = 7


def is_particle(word: str) -> bool:
    """Whether the word only joins others: articles, "of", "bin", "al"."""
    return word in _PARTICLES


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
    return word in _PLACES and word not in _FAMILIES
