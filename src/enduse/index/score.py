"""The one scorer: how likely two names name the same party, and every reason for it.

The score starts at one half. Each pair of words adds to it by as much as the two are
alike and takes from it by as much as they are not, weighed by how rare the words are;
each word without a partner takes from it. A few further reasons then move it: evidence
that is thin, numbers, places, a family name, legal forms. The parts add up to the score.
"""

from dataclasses import dataclass

from enduse.index.align import Alignment, Lens, Pair, Rarity, align
from enduse.index.likeness import Ear
from enduse.index.reasons import Doubt, doubts
from enduse.model.hit import Feature
from enduse.names.common import is_patronymic, is_place
from enduse.names.ready import ReadyName

BASE = 0.5
"""Where every score starts: nothing said for or against."""

# A word left over on one side only was dropped, as people do. Words left over on both
# sides contradict each other, which costs more than either alone.
_GIVEN_AND_FAMILY = 2
_DROPPED = 0.65
_CONTRADICTED = 1.25
_SUFFIX = 0.4

Weighed = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class NameScore:
    """How alike two names are, 0 to 1, and why.

    `score` is `base` and the effects of `features` added up. `pairs` says word by word what
    stands for what, `says` the same in one plain sentence.
    """

    score: float
    base: float
    features: tuple[Feature, ...]
    pairs: tuple[Pair, ...]
    says: str


def compare(
    asked: ReadyName,
    listed: ReadyName,
    rarity: Rarity,
    *,
    kind: str,
    weak: bool,
    ear: Ear | None = None,
) -> NameScore:
    """Score two names; the best of their readings in Latin letters counts.

    `kind` is what the comparison is about (a person's family name counts apart). `weak`
    says that the publisher marks the listed name as of low quality: it must agree nearly
    letter by letter, and scores 0.9 at most. `ear` may be handed over from comparison to
    comparison, so that each word is listened to once.

    Equal names score 1.0 (weak ones 0.9). Swapping the names changes the score only by
    what is known of one side (family name, kind) and by places that only the asked name has.
    """
    lens = Lens(rarity, ear or Ear(), bare=asked.bare or listed.bare)
    readings = (
        Doubt(asked, listed, align(ours, theirs, lens), kind=kind, weak=weak)
        for ours in asked.readings()
        for theirs in listed.readings()
    )
    # The first of equals, so that the main reading explains itself.
    return max(map(_score, readings), key=lambda score: score.score)


def _score(doubt: Doubt) -> NameScore:
    """One reading: the words, then the doubts; kept between 0 and 1."""
    features = _word_features(doubt.alignment)
    score = BASE + sum(feature.effect for feature in features)
    for name, effect, says in doubts(doubt, score):
        features.append(Feature(name, effect, says))
        score += effect
    kept = min(1.0, max(0.0, score))
    if kept != score:
        features.append(Feature("bounds", kept - score, "a score stays between 0 and 1"))
    return NameScore(
        score=kept,
        base=BASE,
        features=tuple(features),
        pairs=doubt.alignment.pairs,
        says=_sentence(doubt.asked, doubt.listed, doubt.alignment),
    )


def _word_features(alignment: Alignment) -> list[Feature]:
    """The part of every word. Together with the base: agreement over everything weighed."""
    lost = _suffix_lightened(alignment.only_asked)
    extra = _patronymics_lightened(alignment)
    lost_mass, extra_mass = (sum(weight for _, weight in side) for side in (lost, extra))
    lost_cost, extra_cost = _cost(lost_mass, extra_mass), _cost(extra_mass, lost_mass)
    total = sum(pair.weight for pair in alignment.pairs)
    total += lost_mass * lost_cost + extra_mass * extra_cost
    found = [
        Feature("word", (2 * pair.like - 1) * pair.weight / (2 * total), _pair_says(pair))
        for pair in alignment.pairs
    ]
    found += _missing(lost, lost_cost / total, "is not in the listed name")
    found += _missing(extra, extra_cost / total, "is not in the asked name")
    return found


def _suffix_lightened(words: Weighed) -> Weighed:
    """Places that only the asked name has: orders write an address behind a name."""
    return tuple(
        (word, weight * _SUFFIX if is_place(word) else weight) for word, weight in words
    )


def _patronymics_lightened(alignment: Alignment) -> Weighed:
    """Fathers' names that only the listed name has, beside a given and a family name.

    "Boris Rotenberg" is how the world writes "ROTENBERG, Boris Romanovich".
    """
    if len(alignment.pairs) < _GIVEN_AND_FAMILY:
        return alignment.only_listed
    return tuple(
        (word, weight * _SUFFIX if is_patronymic(word) else weight)
        for word, weight in alignment.only_listed
    )


def _cost(mass: float, other: float) -> float:
    """What each unit of an unpaired word costs on one side."""
    both = min(mass, other)
    return (_CONTRADICTED * both + _DROPPED * (mass - both)) / mass if mass else 0.0


def _missing(words: Weighed, cost: float, says: str) -> list[Feature]:
    return [
        Feature("missing word", -weight * cost / 2, f"'{word}' {says}")
        for word, weight in words
    ]


def _pair_says(pair: Pair) -> str:
    if pair.how == "same":
        return f"'{pair.asked}' is in both names"
    return f"'{pair.asked}' stands for '{pair.listed}' ({pair.how})"


def _sentence(asked: ReadyName, listed: ReadyName, alignment: Alignment) -> str:
    same = [pair.asked for pair in alignment.pairs if pair.how == "same"]
    other = [f"{p.asked} for {p.listed} ({p.how})" for p in alignment.pairs if p.how != "same"]
    lost = [word for word, _ in alignment.only_asked]
    extra = [word for word, _ in alignment.only_listed]
    parts = [
        f"{label} {', '.join(words)}"
        for label, words in (
            ("in both:", same),
            ("alike:", other),
            ("asked only:", lost),
            ("listed only:", extra),
        )
        if words
    ]
    return f"'{asked.text}' beside '{listed.text}': {'; '.join(parts)}."
