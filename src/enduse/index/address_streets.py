"""How well the streets of two addresses agree: their words, weighed by how rare they are."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from enduse.names.address import Address
from enduse.names.sound import skeleton

Rarity = Callable[[str], float]
Pair = tuple[str, str, float]
"""An asked word, the listed one that it stands for, and what that tells."""

NEAR = 0.8
"""From which share of equal letters two words are one word, mistyped."""
SOUND_LETTERS = 3
"""Consonants that two words must share at least to count as one by their sound."""
ENOUGH = 0.5
"""Agreement of words so rare is evidence enough of a street."""
SHARE = 0.4
"""From which share of agreeing words two streets are taken for one."""
_DROPPED, _OTHER_BUILDING = 0.2, 0.3
_SAME_SOUND, _SOME_LETTERS = 0.9, 0.6
_SHORTEST = 4


def alike(one: str, other: str) -> float:
    """How alike two words of addresses are: the same, mistyped, or sounding the same.

    >>> alike("pochtamtsk", "pochtamsk") > 0.8, alike("12", "13"), alike("lenina", "mira")
    (True, 0.0, 0.0)
    """
    if one == other:
        return 1.0
    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < _SHORTEST:
        return 0.0
    letters = float(OSA.normalized_similarity(one, other))
    if letters >= NEAR:
        return letters
    sound = skeleton(one)
    same = len(sound) >= SOUND_LETTERS and sound == skeleton(other)
    # "Haiying" and "Hung" have the same consonants and are two streets.
    return _SAME_SOUND if same and letters >= _SOME_LETTERS else 0.0


def any_alike(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether any word of one side stands for one of the other."""
    others = tuple(theirs)
    return any(alike(one, other) for one in ours for other in others)


def streets(asked: Address, listed: Address, rarity: Rarity) -> tuple[tuple[Pair, ...], float]:
    """The words that agree, each with its weight, and how well the streets do, 0 to 1."""
    pairs = tuple(_pairs(asked.words, listed.words, rarity))
    agreed = sum(weight for _, _, weight in pairs)
    if not agreed:
        return (), 0.0
    lost = _lost(asked, {one for one, _, _ in pairs}, listed)
    extra = _lost(listed, {other for _, other, _ in pairs}, asked)
    against = min(
        _mass(lost - asked.buildings, rarity), _mass(extra - listed.buildings, rarity)
    )
    against += _OTHER_BUILDING * min(
        _mass(lost & asked.buildings, rarity), _mass(extra & listed.buildings, rarity)
    )
    dropped = max(0.0, _mass(lost, rarity) + _mass(extra, rarity) - 2 * against)
    share = agreed / (agreed + against + _DROPPED * dropped)
    return pairs, share * min(1.0, agreed / ENOUGH)


def _pairs(ours: Sequence[str], theirs: Sequence[str], rarity: Rarity) -> Iterator[Pair]:
    """Words that stand for each other, the most alike first; each word once."""
    found = ((alike(one, other), one, other) for one in ours for other in theirs)
    # Equals in the order of the letters, so that swapping the sides changes nothing.
    likely = sorted(
        (each for each in found if each[0]),
        key=lambda each: (-each[0], *sorted(each[1:])),
    )
    taken: tuple[set[str], set[str]] = (set(), set())
    for like, one, other in likely:
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            yield one, other, like * (rarity(one) + rarity(other)) / 2


def _lost(address: Address, matched: set[str], other: Address) -> set[str]:
    """Words of the street that the other side has nowhere, not even in a town's name."""
    return set(address.words) - matched - set(other.places)


def _mass(words: Iterable[str], rarity: Rarity) -> float:
    # In order, so that a sum does not hang on how a set is laid out.
    return sum(rarity(word) for word in sorted(words))
