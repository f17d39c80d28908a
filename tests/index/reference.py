"""The slow definition of a search: every listed name is compared, word by word.

Plain Python over words, with no keys, no bound and no arrays. Words have up to 24 letters.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from math import exp

from rapidfuzz.distance import OSA

from enduse.index.lines import LIGHT
from enduse.index.model import FEATURES, Model
from enduse.index.ways import WAY, WAYS
from enduse.names.common import is_particle, is_patronymic, is_place
from enduse.names.rarity import rarity
from enduse.names.ready import ReadyName
from enduse.names.sound import fold, skeleton

Book = Mapping[tuple[int, int], ReadyName]
APART = {"person", "company", "vessel", "aircraft"}


@dataclass(frozen=True)
class Unit:
    """A word, or two neighbours written as one, with the places it takes."""

    parts: tuple[str, ...]
    places: frozenset[int]
    weight: float

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def bones(self) -> str:
        if len(self.parts) == 1:
            return skeleton(self.text)
        return skeleton(self.parts[0]) + skeleton(self.parts[1]).removeprefix("a")


@dataclass(frozen=True)
class Line:
    words: list[str]
    weights: list[float]
    runs: list[Unit]
    sons: frozenset[int]

    def units(self) -> list[Unit]:
        singles = [
            Unit((word,), frozenset({at}), self.weights[at])
            for at, word in enumerate(self.words)
        ]
        return singles + self.runs


@dataclass(frozen=True)
class Stand:
    asked: Unit
    listed: Unit
    way: str
    weight: float
    worth: float
    agrees: float


def line(reading: tuple[str, ...]) -> Line:
    small = sum(rarity(word) for word in reading if not is_particle(word)) < 0.5 - 1e-9
    part = [small or not is_particle(word) for word in reading]
    weights = [max(rarity(w), 0.15) if small else rarity(w) for w in reading]
    place = {at: n for n, at in enumerate(at for at in range(len(reading)) if part[at])}
    kept = list(place)
    runs = [
        Unit((reading[a], reading[b]), frozenset({place[a], place[b]}), weights[a] + weights[b])
        for a, b in pairwise(kept)
    ]
    runs += [
        Unit((reading[at - 1], reading[at]), frozenset({place[at]}), weights[at])
        for at in kept
        if at and not part[at - 1]
    ]
    marks = {"bin", "ben", "ibn", "bint", "ould", "wuld", "uld"}
    sons = set[int]()
    for at in (at for at, word in enumerate(reading) if word in marks):
        sons |= {place[each] for each in [k for k in kept if k < at][-1:]}
        sons |= {place[each] for each in [k for k in kept if k > at][:1]}
    return Line(
        [reading[at] for at in kept], [weights[at] for at in kept], runs, frozenset(sons)
    )


def slips(word: str, shortest: int) -> set[str]:
    found = {word} if len(word) >= shortest - 1 else set()
    if len(word) >= shortest:
        found |= {word[:at] + word[at + 1 :] for at in range(len(word))}
    return found


def two_slips(word: str) -> set[str]:
    found = slips(word, 4)
    if len(word) >= 8:
        found |= {
            each[:at] + each[at + 1 :]
            for each in slips(word, 4) - {word}
            for at in range(len(each))
        }
    return found


def near(one: str, other: str, *, bare: bool) -> bool:
    bones = skeleton(one), skeleton(other)
    short, long = sorted((one, other), key=len)
    return (
        one == other
        or bool(two_slips(one) & two_slips(other))
        or bool(slips(bones[0], 5) & slips(bones[1], 5))
        or (fold(one) == fold(other) and len(fold(one)) >= 3)
        or (bones[0] == bones[1] and len(bones[0]) >= (2 if bare else 3))
        or (len(short) >= 4 and long.startswith(short))
    )


def way(one: str, other: str, *, bare: bool) -> str:  # noqa: PLR0911  # a list of cases
    if one == other:
        return "same"
    plain = min(len(one), len(other)) > 1 and not (one[0] + other[0]).isdigit()
    digit = one[0].isdigit() or other[0].isdigit()
    if not plain or digit or not near(one, other, bare=bare):
        return "none"
    size = ("short", "middling", "long")[
        (max(len(one), len(other)) > 4) + (max(len(one), len(other)) > 6)
    ]
    apart = OSA.distance(one, other)
    if fold(one) == fold(other):
        return f"sounds alike, {size}"
    if apart == 1:
        return f"{'first' if one[0] != other[0] else 'one'} letter, {size}"
    if skeleton(one) == skeleton(other):
        return WAYS[WAY["two consonants"] + min(4, max(2, len(skeleton(one)))) - 2]
    if apart == 2:
        return f"two letters, {size}"
    if OSA.distance(fold(one), fold(other)) == 1:
        return f"nearly sounds alike, {size}"
    short, long = sorted((one, other), key=len)
    return "abbreviation" if len(short) >= 4 and long.startswith(short) else "none"


def way_of(one: Unit, other: Unit, *, bare: bool) -> str:
    if len(one.parts) == len(other.parts) == 1:
        single = sorted((one.text, other.text), key=len)
        if len(single[0]) == 1 < len(single[1]) and single[0].isalpha():
            return "initial" if single[1][0] == single[0] else "none"
        return way(one.text, other.text, bare=bare)
    if len(one.parts) == len(other.parts):
        return "none"
    alike = len(one.bones) >= 3 and one.bones == other.bones
    if one.text == other.text and (alike or len(one.text) >= 4):
        return "joined"
    return "joined, as it sounds" if alike else "none"


def stands(ours: Line, theirs: Line, model: Model, group: int, *, bare: bool) -> list[Stand]:
    options = []
    for one, other in product(ours.units(), theirs.units()):
        how = WAY[way_of(one, other, bare=bare)]
        worth = model.worth[how, int(bare)]
        if worth > 0:
            weight = min(one.weight, other.weight)
            agrees = float(model.agrees[group, how, int(bare)])
            options.append(Stand(one, other, WAYS[how], weight, float(worth), agrees))
    options.sort(key=lambda each: (
        -each.worth, -round(each.weight, 6), _bits(each.asked), _bits(each.listed),
    ))  # fmt: skip
    found: list[Stand] = []
    for each in options:
        taken = [(s.asked.places, s.listed.places) for s in found]
        if all(not a & each.asked.places and not b & each.listed.places for a, b in taken):
            found.append(each)
    return found


def _bits(unit: Unit) -> int:
    return sum(1 << place for place in unit.places)


def score(asked: ReadyName, listed: ReadyName, model: Model) -> float | None:
    """The best of all readings; None where nothing but initials is met."""
    found = [
        each
        for ours, theirs in product(asked.readings(), listed.readings())
        if (each := _score(asked, listed, line(ours), line(theirs), model)) is not None
    ]
    return max(found, default=None)


def _score(
    asked: ReadyName, listed: ReadyName, ours: Line, theirs: Line, model: Model
) -> float | None:
    kind = asked.kind if asked.kind != "unknown" else listed.kind
    group, bare = int(kind == "person"), asked.bare or listed.bare
    met = stands(ours, theirs, model, group, bare=bare)
    if all(each.way == "initial" for each in met):
        return None
    facts = dict(_facts(asked, listed, ours, theirs, met, bare=bare))
    odds = float(model.start[group])
    odds += sum(
        float(model.weights[group][at]) * facts[name] for at, name in enumerate(FEATURES)
    )
    chance = 1 / (1 + exp(-odds))
    return min(0.9, max(0.0, 1 - 3 * (1 - chance))) if listed.weak else chance


def _facts(  # noqa: PLR0915  # one fact after the other
    asked: ReadyName,
    listed: ReadyName,
    ours: Line,
    theirs: Line,
    met: list[Stand],
    *,
    bare: bool,
) -> Iterator[tuple[str, float]]:
    alone_a = [
        at for at in range(len(ours.words)) if not any(at in s.asked.places for s in met)
    ]
    alone_l = [
        at for at in range(len(theirs.words)) if not any(at in s.listed.places for s in met)
    ]
    mass_a = sum(ours.weights[n] * (LIGHT if is_place(ours.words[n]) else 1) for n in alone_a)
    light = LIGHT if len(met) >= 2 else 1
    mass_l = sum(
        theirs.weights[n] * (light if is_patronymic(theirs.words[n]) else 1) for n in alone_l
    )
    initials = [s for s in met if s.way == "initial"]
    mass_a += sum(s.asked.weight - s.weight for s in initials)
    mass_l += sum(s.listed.weight - s.weight for s in initials)
    total = sum(s.weight for s in met) + mass_a + mass_l + 0.05
    strong = [*sorted((s.worth * s.weight for s in met), reverse=True), 0.0, 0.0]
    yield "agreed", sum(s.agrees * s.weight for s in met) / total
    yield "rarest", strong[0]
    yield "second", strong[1]
    yield "asked_only", mass_a / total
    yield "listed_only", mass_l / total
    yield "both", min(mass_a, mass_l) / total
    yield "letters", _letters(ours, theirs, met, bare=bare)
    yield "first", float(any(0 in s.asked.places and 0 in s.listed.places for s in met))
    son = _crossed(ours, theirs, met)
    same = not alone_a and not alone_l and all(s.way == "same" for s in met)
    yield "exact", float(same and not son)
    yield "single", float(len(met) == 1)
    heard = {"three consonants", "more consonants", "joined, as it sounds"}
    yield "bones", float(len(met) == 1 and met[0].way in heard and not bare)
    short = sum(len(s.asked.text) == 1 for s in initials)
    told = min(1.0, strong[0] + 0.35 * (short - 1))
    yield "initials", told if short and not alone_a else 0.0
    yield "other", float(bool(alone_a and alone_l))
    yield "patronym", float(son)
    digits = [[w for n, w in enumerate(side.words) if n in alone and w.isdigit()]
              for side, alone in ((ours, alone_a), (theirs, alone_l))]  # fmt: skip
    places = [[w for n, w in enumerate(side.words) if n in alone and is_place(w)]
              for side, alone in ((ours, alone_a), (theirs, alone_l))]  # fmt: skip
    yield "numbers", float(all(digits))
    yield "places", float(all(places))
    known = [{n for n, w in enumerate(side.words) if w in name.family}
             for side, name in ((ours, asked), (theirs, listed))]  # fmt: skip
    alike = max((
        min(1.0, sum(s.worth * unit.weight for s in met
                     if (unit := (s.asked, s.listed)[at]).places & own)
            / max(1e-9, sum(side.weights[n] for n in own)))
        for at, (side, own) in enumerate(zip((ours, theirs), known, strict=True)) if own
    ), default=0.0)  # fmt: skip
    plain = sum(ours.weights[n] * (LIGHT if is_place(ours.words[n]) else 1) for n in alone_a)
    spare = min(1.0, plain)
    yield "family", (1 - alike) * spare if any(known) else 0.0
    forms = asked.forms - {"company"}, listed.forms - {"company"}
    yield "forms", float(bool(forms[0] and forms[1] and not forms[0] & forms[1]))
    yield "kind", float({asked.kind, listed.kind} <= APART and asked.kind != listed.kind)


def _letters(ours: Line, theirs: Line, met: list[Stand], *, bare: bool) -> float:
    def size(unit: Unit) -> int:
        return len(unit.bones) if bare else len(unit.text)

    whole = [
        sum(len(skeleton(w) if bare else w) for w in side.words) for side in (ours, theirs)
    ]
    agree = sum(min(size(s.asked), size(s.listed)) * s.worth for s in met if s.way != "initial")
    return agree / max(1, *whole)


def _crossed(ours: Line, theirs: Line, met: list[Stand]) -> bool:
    places = sorted(
        (min(s.asked.places), min(s.listed.places))
        for s in met
        if s.asked.places & ours.sons and s.listed.places & theirs.sons
    )
    return any(one[1] > other[1] for one, other in pairwise(places))


def hits(asked: ReadyName, book: Book, model: Model, *, floor: float) -> dict[int, float]:
    """Every row with a name that scores `floor` or more, and its best score."""
    best: dict[int, float] = {}
    for (row, _), listed in book.items():
        found = score(asked, listed, model)
        if found is not None and found >= floor:
            best[row] = max(found, best.get(row, 0.0))
    return best
