"""What else speaks against two names being one party's, beside their words."""

from collections.abc import Iterator
from dataclasses import dataclass

from enduse.index.align import Alignment
from enduse.names.common import is_place
from enduse.names.ready import ReadyName

Reason = tuple[str, float, str]
"""The name of a feature, what it takes from the score (below 0), and a plain sentence."""

# Agreement of two fully rare words is evidence enough; below it whatever is
# missing weighs more.
_ENOUGH = 2.0
_THIN = 1.5
_NUMBERS = -0.3
_PLACES = -0.15
_FORMS = -0.02
_FAMILY = -0.2
_PATRONYM = -0.25
_KIND = -0.1
_WEAK_SLOPE = 3.0
_WEAK_CAP = 0.9
_UNSEEN = 0.001
_SONS = frozenset({"bin", "ben", "ibn", "bint"})
_ONE_OF_A_KIND = frozenset({"person", "company", "vessel", "aircraft"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two names beside each other, as their words were paired."""

    asked: ReadyName
    listed: ReadyName
    alignment: Alignment
    kind: str
    weak: bool


def doubts(doubt: Doubt, score: float) -> Iterator[Reason]:
    """Every reason against, with its effect; `score` is what the words alone gave.

    None of them touches two names whose words, numbers and kinds are equal, except that
    a weak name never scores above 0.9.
    """
    for reason in (_thin(doubt, score), _numbers(doubt), _places(doubt), _family(doubt)):
        if reason is not None:
            score += reason[1]
            yield reason
    for reason in (_patronym(doubt), _forms(doubt), _kinds(doubt)):
        if reason is not None:
            score += reason[1]
            yield reason
    if doubt.weak:
        yield _weak_name(score)


def _thin(doubt: Doubt, score: float) -> Reason | None:
    agreed = sum(pair.like * pair.worth for pair in doubt.alignment.pairs)
    lack = max(0.0, 1.0 - agreed / _ENOUGH)
    effect = -(1.0 - score) * _THIN * lack
    if effect > -_UNSEEN:
        return None
    return "thin evidence", effect, "little but common words agree, and not all of them"


def _numbers(doubt: Doubt) -> Reason | None:
    ours, theirs = set(doubt.asked.numbers), set(doubt.listed.numbers)
    if not (ours - theirs and theirs - ours):
        return None
    return "numbers", _NUMBERS, f"number {_list(ours)} is not {_list(theirs)}"


def _places(doubt: Doubt) -> Reason | None:
    ours = {word for word, _ in doubt.alignment.only_asked if is_place(word)}
    theirs = {word for word, _ in doubt.alignment.only_listed if is_place(word)}
    if not (ours and theirs):
        return None
    return "places", _PLACES, f"{_list(ours)} is not {_list(theirs)}"


def _family(doubt: Doubt) -> Reason | None:
    """A person whose family name is another, however many other names agree."""
    families = doubt.listed.family | doubt.asked.family
    if doubt.kind != "person" or not families or not doubt.alignment.only_asked:
        return None
    alike = max(
        (
            pair.like
            for pair in doubt.alignment.pairs
            if families & {*pair.asked.split(), *pair.listed.split()}
        ),
        default=0.0,
    )
    spare = min(1.0, sum(weight for _, weight in doubt.alignment.only_asked))
    effect = _FAMILY * (1.0 - alike) * spare
    return ("family name", effect, "the family names differ") if effect else None


def _patronym(doubt: Doubt) -> Reason | None:
    """Tell "Salman bin Muhammad" from "Muhammad bin Salman", who may be his son."""
    ours, theirs = _son(doubt.asked.tokens), _son(doubt.listed.tokens)
    if not ours or not theirs or ours == theirs:
        return None
    swapped = any({p.asked, p.listed} in ({ours}, {theirs}) for p in doubt.alignment.pairs)
    return ("patronym", _PATRONYM, f"{ours} is not {theirs}") if swapped else None


def _son(tokens: tuple[str, ...]) -> str:
    """Whose father is named: the word before the first "bin"."""
    at = next((at for at, token in enumerate(tokens) if token in _SONS), 0)
    return tokens[at - 1] if at else ""


def _forms(doubt: Doubt) -> Reason | None:
    ours, theirs = (name.forms - {"company"} for name in (doubt.asked, doubt.listed))
    if not ours or not theirs or ours & theirs:
        return None
    return "legal form", _FORMS, f"{_list(ours)} is not {_list(theirs)}"


def _kinds(doubt: Doubt) -> Reason | None:
    kinds = {doubt.asked.kind, doubt.listed.kind}
    if len(kinds) == 1 or not kinds <= _ONE_OF_A_KIND:
        return None
    return "kind", _KIND, f"a {doubt.asked.kind} is no {doubt.listed.kind}"


def _weak_name(score: float) -> Reason:
    strict = max(0.0, 1.0 - _WEAK_SLOPE * (1.0 - score))
    effect = min(strict, _WEAK_CAP) - score
    return "weak alias", effect, "the publisher marks this name as of low quality"


def _list(words: set[str] | frozenset[str]) -> str:
    return " and ".join(sorted(words))
