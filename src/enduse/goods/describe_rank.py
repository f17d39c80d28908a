"""Codes put in order for one description: by our terms, the nomenclature's texts, and rules."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enduse.goods.describe_gist import Gist
from enduse.goods.describe_rules import Fit, Rules
from enduse.goods.describe_terms import Hit, Terms
from enduse.goods.describe_texts import Texts

_TERM, _MORE, _TEXT, _HEADING, _RULE, _PARTS = 2.2, 0.15, 1.0, 0.8, 1.2, 0.9
_EXACT = 6.0
_SYNONYM = 0.5
_OWN = 2.0  # "part" stands in the text of the code itself
_IDEAL = 0.5  # of the weight of all words: less found than this is a weak match
_FLOOR = 0.15  # of the best text; what is below cannot come first
_TOY = "950300"
_RARE = 8.0  # the weight of a word that no text has
_MANY = 60  # words that are looked up

Ranked = tuple[str, float, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Ranker:
    """All that a ranking needs. Built once."""

    texts: Texts
    terms: Terms
    rules: Rules
    synonyms: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, Any]

    def rank(self, gist: Gist, hits: Sequence[Hit], *, limit: int) -> list[Ranked]:
        """The best codes, each with its score, its words, and what it lacks."""
        why: dict[str, list[str]] = {}
        total = self._by_terms(gist, hits, why)
        for code, value in self._by_texts(gist).items():
            total[code] = total.get(code, 0.0) + value
        fits = self.rules.fits(gist)
        for fit in _best(fits).values():
            total[fit.code] = total.get(fit.code, 0.0) + _RULE * fit.score
            why.setdefault(fit.code, []).append(" ".join((fit.word, *fit.facts)))
        self._parts(gist, total, why)
        if "toy" in gist.content:
            total[_TOY] = total.get(_TOY, 0.0) + 2.0
        best = _first(total, limit)
        lacks = _lacks(fits)
        return [
            (code, total[code], tuple(dict.fromkeys(why.get(code, ()))), lacks.get(code, ()))
            for code in best
            if total[code] > 0
        ]

    def strong(self, gist: Gist, hits: Iterable[Hit]) -> dict[str, str]:
        """Codes whose own words name the thing; the words as written."""
        found: dict[str, str] = {}
        for hit in sorted(hits, key=lambda h: (len(h.at), h.term.words)):
            if (
                (hit.close or _in_front(hit, gist))
                and self._factor(hit, gist) >= 1.0
                and not self._english_word(hit, gist)
            ):
                first, last = min(hit.at), max(hit.at)
                found[hit.term.code] = gist.text[
                    gist.tokens[first].start : gist.tokens[last].end
                ]
        return found

    def _english_word(self, hit: Hit, gist: Gist) -> bool:
        """Whether a foreign term met a word that the English texts have: it may be that."""
        if hit.term.english or hit.term.language == gist.language:
            return False
        return any(gist.stems[at] in self.texts.idf for at in hit.at)

    def _by_terms(
        self, gist: Gist, hits: Iterable[Hit], why: dict[str, list[str]]
    ) -> dict[str, float]:
        # How much of the description the words of a term are.
        whole = sum(self._idf(s) * w for s, w in self._named(gist)) or 1.0
        content = {at for at, weight in enumerate(gist.weights) if weight > 0}
        best: dict[str, float] = {}
        more: dict[str, float] = {}
        for hit in hits:
            weight = sum(self._idf(gist.stems[at]) for at in set(hit.at))
            value = weight / (whole + 6.0) * self._factor(hit, gist)
            value *= 1.0 if hit.close else 0.75
            if hit.close and not hit.compound and content.issubset(hit.at):
                value += _EXACT
            code = hit.term.code
            if value > best.get(code, 0.0):
                more[code] = more.get(code, 0.0) + best.get(code, 0.0)
                best[code] = value
                why.setdefault(code, []).insert(
                    0, " ".join(gist.tokens[at].text for at in hit.at)
                )
            else:
                more[code] = more.get(code, 0.0) + value
        return {
            code: _TERM * (value + _MORE * more.get(code, 0.0)) for code, value in best.items()
        }

    def _named(self, gist: Gist) -> list[tuple[str, float]]:
        return [(s, w) for s, w in zip(gist.stems, gist.weights, strict=True) if w > 0]

    def _idf(self, word: str) -> float:
        return self.texts.idf.get(word, _RARE)

    def _factor(self, hit: Hit, gist: Gist) -> float:
        """Where a term stands: as the name of the thing, in front of it, or behind "for"."""
        beside = 0.9 * min(gist.weights[at] for at in hit.at)
        place = 1.4 if hit.at[-1] in gist.head else beside
        if not hit.term.english:
            # Other languages put what describes a thing behind it.
            front = max(gist.weights[at] for at in hit.at) >= 1.0
            place = 1.2 if front and not hit.compound else place
            place *= 0.5 if gist.language == "en" else 1.0
            if not any(gist.stems[at] in self.texts.idf for at in hit.at):
                place *= 1.6  # no English word: there is no other way to read it
            place *= 0.8 if hit.compound else 1.0
        return place

    def _by_texts(self, gist: Gist) -> dict[str, float]:
        words: dict[str, float] = {}
        for at, (word, weight) in enumerate(zip(gist.stems, gist.weights, strict=True)):
            if weight > 0 and (word in words or len(words) < _MANY):
                gain = 1.4 if at in gist.head else 1.0
                words[word] = max(words.get(word, 0.0), weight * gain)
                for other in self.synonyms.get(word, ()):
                    words[other] = max(words.get(other, 0.0), weight * _SYNONYM)
        raw = self.texts.score(words)
        whole = sum(weight * self._idf(word) for word, weight in words.items())
        top = max(max(raw.values(), default=0.0), _IDEAL * whole) or 1.0
        raw = {code: value for code, value in raw.items() if value > _FLOOR * top}
        headings: dict[str, float] = {}
        for code, value in raw.items():
            headings[code[:4]] = max(headings.get(code[:4], 0.0), value)
        return {
            code: (_TEXT * value + _HEADING * headings[code[:4]]) / top
            for code, value in raw.items()
        }

    def _parts(self, gist: Gist, total: dict[str, float], why: dict[str, list[str]]) -> None:
        """Parts of a thing go where the parts of its heading are."""
        words = set(self.parts["words"])
        said = [at for at, token in enumerate(gist.tokens) if token.text in words]
        if not any(gist.weights[at] >= 1.0 for at in said):
            return
        for rank, heading in enumerate(dict.fromkeys(code[:4] for code in _first(total, 8))):
            elsewhere = self.parts["elsewhere"].get(heading)
            for code in elsewhere or self._of_heading(heading):
                gain = _PARTS * (1.0 - 0.15 * rank)
                total[code] = total.get(code, 0.0) + gain
                why.setdefault(code, []).append(gist.tokens[said[0]].text)

    def _of_heading(self, heading: str) -> tuple[str, ...]:
        found = self.texts.postings.get("part", ())
        return tuple(code for code, value in found if code.startswith(heading) and value > _OWN)


def _in_front(hit: Hit, gist: Gist) -> bool:
    """Whether words that do not stand side by side name one thing: "crystals, mounted"."""
    places = set(hit.at)
    return len(places) > 1 and all(gist.weights[at] >= 1.0 for at in places)


def _first(total: Mapping[str, float], limit: int) -> list[str]:
    return heapq.nsmallest(limit, total, key=lambda code: (-total[code], code))


def _best(fits: Iterable[Fit]) -> dict[str, Fit]:
    found: dict[str, Fit] = {}
    for fit in fits:
        if fit.code not in found or fit.score > found[fit.code].score:
            found[fit.code] = fit
    return found


_ASK = {
    "knit": "Is it knitted or crocheted, or woven?",
    "woven": "Is it knitted or crocheted, or woven?",
    "men": "Is it for men, women or babies?",
    "women": "Is it for men, women or babies?",
    "cotton": "Which fibre weighs most?",
    "synthetic": "Which fibre weighs most?",
    "mmf": "Which fibre weighs most?",
    "plastic": "What is it made of?",
    "steel": "What is it made of?",
    "wood": "What is it made of?",
    "textile": "What is its outer surface made of?",
    "leather": "What is its outer surface made of?",
    "rubplas": "What are the outer sole and the upper made of?",
    "sheetbag": "What is its outer surface made of?",
}


def _lacks(fits: Iterable[Fit]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for fit in fits:
        asks = tuple(dict.fromkeys(_ASK[fact] for fact in fit.missing if fact in _ASK))
        found.setdefault(fit.code, asks)
    return found
