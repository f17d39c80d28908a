"""Which word of one name stands for which word of the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from enduse.index.likeness import Ear, How, likeness
from enduse.names.common import is_particle

Rarity = Callable[[str], float]
"""How much a shared word tells, from 0 (nothing) to 1 (a word met once)."""

_JOINED = 0.98
_MAX_LENGTH_APART = 2
# Of a name that says less than half a rare word ("By Trade"), the small words count too.
_TELLING = 0.5
_SMALL_WORD = 0.15
_ARTICLES = frozenset({"al", "el", "ul", "il", "ol"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the asked name and of the listed name that stand for each other.

    `weight` is the rarity of both sides together, `worth` that of the side that tells
    less; `like` says how alike they are, 0 to 1.
    """

    asked: str
    listed: str
    how: How
    like: float
    weight: float
    worth: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs, and the words of either side that found no partner, with their rarity."""

    pairs: tuple[Pair, ...]
    only_asked: tuple[tuple[str, float], ...]
    only_listed: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One word that takes part, with the article that was written before it."""

    text: str
    article: str
    rarity: float


@dataclass(frozen=True, slots=True)
class _Option:
    """A pair that could be made, from the places of its words on either side."""

    pair: Pair
    asked: tuple[int, ...]
    listed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lens:
    """What a comparison looks through: how rare words are and how they sound."""

    rarity: Rarity
    ear: Ear
    bare: bool = False


def align(asked: Sequence[str], listed: Sequence[str], lens: Lens) -> Alignment:
    """Pair the words of two names, the most alike first, each word once.

    The order of words plays no part, and neither does which name is asked. Two
    neighbouring words may stand for one ("shen zhen", "shenzhen"). Particles ("of",
    "al") are left out where the other words of the name tell enough without them.
    """
    ours, theirs = _parts(asked, lens.rarity), _parts(listed, lens.rarity)
    options = _singles(ours, theirs, lens) + _joins(ours, theirs, lens)
    options.sort(key=_preference)
    taken_asked: set[int] = set()
    taken_listed: set[int] = set()
    pairs: list[Pair] = []
    for option in options:
        if taken_asked.isdisjoint(option.asked) and taken_listed.isdisjoint(option.listed):
            pairs.append(option.pair)
            taken_asked.update(option.asked)
            taken_listed.update(option.listed)
    return Alignment(tuple(pairs), _left(ours, taken_asked), _left(theirs, taken_listed))


def _preference(option: _Option) -> tuple[float, float, tuple[str, ...]]:
    """Most alike, then heaviest, then by the words: the same for both directions."""
    pair = option.pair
    return (-pair.like, -pair.weight, tuple(sorted((pair.asked, pair.listed))))


def _left(parts: Sequence[_Part], taken: set[int]) -> tuple[tuple[str, float], ...]:
    return tuple((part.text, part.rarity) for at, part in enumerate(parts) if at not in taken)


def _parts(tokens: Sequence[str], rarity: Rarity) -> list[_Part]:
    telling = sum(rarity(token) for token in tokens if not is_particle(token))
    if telling < _TELLING:
        return [_Part(token, "", max(rarity(token), _SMALL_WORD)) for token in tokens]
    parts: list[_Part] = []
    before = ""
    for token in tokens:
        if not is_particle(token):
            article = before if before in _ARTICLES else ""
            parts.append(_Part(token, article, rarity(token)))
        before = token
    return parts


def _singles(ours: Sequence[_Part], theirs: Sequence[_Part], lens: Lens) -> list[_Option]:
    options: list[_Option] = []
    for i, our in enumerate(ours):
        for j, their in enumerate(theirs):
            like, how = _alike(our, their, lens)
            if like > 0.0:
                weight, worth = our.rarity + their.rarity, min(our.rarity, their.rarity)
                pair = Pair(our.text, their.text, how, like, weight, worth)
                options.append(_Option(pair, (i,), (j,)))
    return options


def _alike(our: _Part, their: _Part, lens: Lens) -> tuple[float, How]:
    """The likeness of two words; "al hamzi" may have been written "alhamzi"."""
    ear = lens.ear
    like, how = likeness(ear.word(our.text), ear.word(their.text), bare=lens.bare)
    if our.article == their.article or (our.article and their.article) or like == 1.0:
        return like, how
    whole = likeness(
        ear.word(our.article + our.text), ear.word(their.article + their.text), bare=lens.bare
    )[0]
    return (whole * _JOINED, "joined") if whole * _JOINED > like else (like, how)


def _joins(ours: Sequence[_Part], theirs: Sequence[_Part], lens: Lens) -> list[_Option]:
    """Two neighbouring words on one side against one word on the other."""
    options: list[_Option] = []
    for i, j, like in _runs(ours, theirs, lens):
        two, one = ours[i : i + 2], theirs[j]
        options.append(_Option(_joined(two, [one], like), (i, i + 1), (j,)))
    for j, i, like in _runs(theirs, ours, lens):
        one, two = ours[i], theirs[j : j + 2]
        options.append(_Option(_joined([one], two, like), (i,), (j, j + 1)))
    return options


def _runs(
    two: Sequence[_Part], one: Sequence[_Part], lens: Lens
) -> list[tuple[int, int, float]]:
    found: list[tuple[int, int, float]] = []
    for i in range(len(two) - 1):
        run = two[i].text + two[i + 1].text
        for j, single in enumerate(one):
            if single.text[0] != run[0] or abs(len(single.text) - len(run)) > _MAX_LENGTH_APART:
                continue
            like, _ = likeness(lens.ear.word(run), lens.ear.word(single.text), bare=lens.bare)
            found.append((i, j, like * _JOINED))
    return found


def _joined(ours: Sequence[_Part], theirs: Sequence[_Part], like: float) -> Pair:
    our, their = (sum(part.rarity for part in side) for side in (ours, theirs))
    asked, listed = (" ".join(part.text for part in side) for side in (ours, theirs))
    return Pair(asked, listed, "joined", like, our + their, min(our, their))
