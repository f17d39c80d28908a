"""Why two names score as they do: every reason, taken from the numbers of the search.

The score is a probability. Reasons are added to the log-odds one by one, the good ones
first; what each changes in the probability is its part, so that the parts add up to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from enduse.index.found import WEAK_CAP, Found, chance
from enduse.index.index import NameIndex
from enduse.index.lines import Lines
from enduse.index.model import FEATURES, Model
from enduse.index.pairing import groups
from enduse.index.ways import SAME, WAYS
from enduse.model.hit import Feature
from enduse.names.ready import ReadyName
from enduse.names.text import clean_name

_UNSEEN = 0.0005
_ROUNDING = 1e-9
_TELLS = 0.3
"""What a word must tell of 1 that nobody has met: "shipping" and "ivan" tell less."""
_THE_SAME = frozenset({"same", "joined", "abbreviation"})
_HEARD_ALIKE = frozenset({"sounds alike, middling", "sounds alike, long"})
_SAYS = {
    "rarest": "the rarest word that agrees",
    "second": "a second word that agrees",
    "letters": "most letters are in words that agree",
    "first": "the names begin alike",
    "exact": "the words are the same",
    "single": "only one word agrees",
    "initials": "every word stands for one, given names by their initials",
    "bones": "only one word agrees, and only in its consonants",
    "other": "both names have a word that the other lacks",
    "both": "each name has words that the other lacks",
    "numbers": "a number is not the same",
    "places": "a place is not the same",
    "family": "the family names differ",
    "forms": "the legal forms differ",
    "kind": "one is a person and the other is not, or a ship and the other is not",
    "patronym": "father and son may be exchanged",
    "agreed": "words agree",
    "asked_only": "words of the asked name are missing",
    "listed_only": "words of the listed name are missing",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the asked name and of the listed name that stand for each other.

    `how` is one of `ways.WAYS`; `like` says how much of what the words tell agrees, 0 to 1,
    and `weight` how much they tell.
    """

    asked: str
    listed: str
    how: str
    like: float
    weight: float


@dataclass(frozen=True, slots=True)
class NameScore:
    """How likely two names are one party's, 0 to 1, and why.

    `score` is `base` and the effects of `features` added up. `pairs` says word by word what
    stands for what, `says` the same in one plain sentence, and why the score is not higher.
    `agreed` counts the words that are the same on both sides, 0 where a word that tells
    somebody from others is only alike, or none tells, or each name has words of its own;
    `tells` is how much they tell, 1 for a word that nobody has met.
    """

    score: float
    base: float
    features: tuple[Feature, ...]
    pairs: tuple[Pair, ...]
    says: str
    agreed: int = 0
    tells: float = 0.0


def explain(
    found: Found,
    at: int,
    names: tuple[ReadyName, ReadyName],
    *,
    index: NameIndex,
    model: Model,
) -> NameScore:
    """One row of what was found, in words."""
    told = _Told(found, at, index, names=names, model=model)
    odds = float(told.start)
    base = score = chance(odds)
    features: list[Feature] = []
    for name, added, says in sorted(told.reasons(), key=lambda each: -each[1]):
        odds += added
        effect = chance(odds) - score
        score += effect
        features.append(Feature(name, effect, says))
    final = float(found.score[at])
    if abs(final - score) > _ROUNDING:
        says = f"the publisher marks this name as of low quality: {WEAK_CAP} at most"
        features.append(Feature("weak alias", final - score, says))
    # Where each name has a word that the other lacks, the two may well be two.
    same = [] if all(told.alone) else _the_same(told.pairs)
    return NameScore(
        score=final,
        base=base,
        features=tuple(features),
        pairs=tuple(told.pairs),
        says=_sentence(told, features),
        agreed=len(same),
        tells=sum(pair.weight for pair in same),
    )


def _the_same(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs of the same words; none where a word that tells is only alike, or none tells.

    Words that sound alike will do beside another one that tells and is the same.
    """
    tells = [pair for pair in pairs if pair.weight >= _TELLS]
    same = [pair for pair in pairs if pair.how in _THE_SAME]
    known = [pair for pair in tells if pair.how in _THE_SAME]
    heard = [pair for pair in tells if pair.how in _HEARD_ALIKE]
    if not known or len(known) + len(heard) < len(tells):
        return []
    return same + heard


class _Told:
    """One pair of names with the numbers of its score."""

    def __init__(
        self,
        found: Found,
        at: int,
        index: NameIndex,
        *,
        names: tuple[ReadyName, ReadyName],
        model: Model,
    ) -> None:
        self.written = [frozenset(clean_name(name.text).split()) for name in names]
        group = int(groups(found.pairs, found.asked, index)[at])
        self.weights = dict(zip(FEATURES, model.weights[group], strict=True))
        self.start = model.start[group]
        self.facts = dict(zip(FEATURES, found.facts[at], strict=True))
        where = found.stands.where(np.arange(*np.searchsorted(found.stands.pair, [at, at + 1])))
        lines = found.asked, index.lines
        self.pairs = [
            Pair(_text(lines[0], a), _text(lines[1], b), WAYS[way], float(like), float(weight))
            for a, b, way, like, weight in zip(
                where.asked.tolist(), where.listed.tolist(), where.way.tolist(),
                where.agrees, where.weight, strict=True,
            )
        ]  # fmt: skip
        line = int(found.pairs.asked[at]), int(found.pairs.listed[at])
        units = where.asked, where.listed
        self.alone = [
            _alone(each, number, int(np.bitwise_or.reduce(each.bits[unit])))
            for each, number, unit in zip(lines, line, units, strict=True)
        ]

    def reasons(self) -> Iterator[tuple[str, float, str]]:
        """Each with what it adds to the log-odds: every word, then all that else counts."""
        told = sum(pair.like * pair.weight for pair in self.pairs)
        for pair in self.pairs:
            part = pair.like * pair.weight / told if told else 0.0
            yield "word", self._adds("agreed") * part, _pair_says(pair, self.written)
        for name in FEATURES[1:]:
            added = self._adds(name)
            if added:
                yield name.replace("_", " "), added, self._says(name)

    def _adds(self, name: str) -> float:
        return float(self.weights[name] * self.facts[name])

    def _says(self, name: str) -> str:
        if name in {"asked_only", "listed_only"}:
            side = name == "listed_only"
            words = ", ".join(self.alone[side]) or "more than an initial"
            return f"{words}: only in the {'listed' if side else 'asked'} name"
        return _SAYS[name]


def _alone(lines: Lines, line: int, used: int) -> list[str]:
    """The words of a line that found no partner."""
    start = int(lines.start[line])
    units = range(start, start + int(lines.size[line]))
    return [_text(lines, unit) for unit in units if not used & int(lines.bits[unit])]


def _text(lines: Lines, unit: int) -> str:
    """The word that a unit is, or the neighbours."""
    what, line = (
        int(lines.what[unit]),
        int(np.searchsorted(lines.start, unit, side="right")) - 1,
    )
    if what < len(lines.words):
        return lines.words[what]
    start = int(lines.start[line])
    places = [at for at in range(int(lines.size[line])) if int(lines.bits[unit]) >> at & 1]
    return " ".join(lines.words[int(lines.what[start + at])] for at in places)


def _pair_says(pair: Pair, written: Sequence[frozenset[str]]) -> str:
    """What a pair of words is; words that stand so in neither name are said to be read so."""
    if pair.how != WAYS[SAME]:
        return f"'{pair.asked}' stands for '{pair.listed}' ({pair.how})"
    if all(each.issuperset(pair.asked.split()) for each in written):
        return f"'{pair.asked}' is in both names"
    return f"'{pair.asked}' is read in both names (in other letters, written out or translated)"


def _sentence(told: _Told, features: Sequence[Feature]) -> str:
    """Word by word what stands for what, what is left over, and why it is not more."""
    same = [pair.asked for pair in told.pairs if pair.how == WAYS[SAME]]
    other = [f"{p.asked} for {p.listed} ({p.how})" for p in told.pairs if p.how != WAYS[SAME]]
    parts = [
        f"{label} {', '.join(words)}"
        for label, words in (
            ("In both:", same),
            ("alike:", other),
            ("only asked:", told.alone[0]),
            ("only listed:", told.alone[1]),
        )
        if words
    ]
    against = [f.says for f in features if f.effect < -_UNSEEN]
    why = f" Not higher because {'; '.join(against)}." if against else ""
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}.{why}"
