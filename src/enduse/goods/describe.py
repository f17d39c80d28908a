"""A description of goods read for its words: codes that may fit, entries to look at, questions.

It is a ranking of guesses, never a verdict: what is asked matters more than what comes first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from enduse.goods.describe_controls import ControlHint, Controls
from enduse.goods.describe_gist import Gist, Reader
from enduse.goods.describe_rank import Ranker
from enduse.goods.describe_rules import Rules
from enduse.goods.describe_stem import stem
from enduse.goods.describe_terms import Hit, Term, Terms, parse_terms
from enduse.goods.describe_texts import Texts
from enduse.goods.negation import Negation
from enduse.goods.tables import read_toml
from enduse.goods.vague import Vague

_TERMS = Path(__file__).parent / "tables" / "terms"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code of six digits that may fit: its score, the words for it, and what to ask."""

    hs: str
    score: float
    why: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """What a description may be, best first.

    `strong` are codes whose own words name the thing, and not something beside it.
    """

    candidates: tuple[Candidate, ...]
    controls: tuple[ControlHint, ...]
    vague: str | None
    negated: tuple[str, ...]
    language: str | None
    strong: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Describer:
    """Reads descriptions. Built once from the texts of the nomenclature and our words."""

    reader: Reader
    terms: Terms
    ranker: Ranker
    controls: Controls
    vague: Vague

    @classmethod
    def of(cls, texts: Mapping[str, str], terms: Iterable[Term] | None = None) -> Self:
        """Build it. `texts` go by code of two, four and six digits; `terms` are ours."""
        # In one order, so that sums of weights come out the same to the last digit.
        known = tuple(sorted(set(load_terms() if terms is None else terms)))
        return cls.join(Terms.of(known), Texts.of(texts, known))

    @classmethod
    def join(cls, terms: Terms, texts: Texts) -> Self:
        """Build it from words that were made ready before (`describe_pack`)."""
        table = read_toml("describe.toml")
        synonyms = {
            stem(word): tuple(stem(other) for other in others)
            for word, others in table["synonyms"].items()
        }
        rules = Rules.of(read_toml("describe_rules.toml"))
        ranker = Ranker(texts, terms, rules, synonyms, table["parts"])
        controls = Controls.of(read_toml("controls_words.toml"))
        return cls(Reader.of(table, Negation.load()), terms, ranker, controls, Vague.load())

    def describe(self, text: str, *, limit: int = 5) -> Described:
        """Read one description.

        >>> describer = Describer.of({"841410": "Pumps; vacuum"})
        >>> thing = describer.describe("rotary vane vacuum pump")
        >>> thing.candidates[0].hs, [hint.number for hint in thing.controls]
        ('841410', ['2B231', '2B233', '2B350'])
        """
        gist = self.reader.read(text)
        hits = self.terms.find(gist)
        denied = [hit for hit in hits if gist.denies(hit.at)]
        meant = [hit for hit in hits if not gist.denies(hit.at)]
        candidates = tuple(
            Candidate(code, round(score, 3), why, self.controls.asks(code) + asks)
            for code, score, why, asks in self.ranker.rank(gist, meant, limit=limit)
        )
        return Described(
            candidates=candidates,
            controls=self.controls.hints(gist, meant, self.ranker.texts.idf),
            vague=self.vague.is_vague(text[:2000]),
            negated=tuple(dict.fromkeys(_words(gist, hit) for hit in denied if hit.close)),
            language=gist.language,
            strong=self.ranker.strong(gist, meant),
        )


def load_terms() -> tuple[Term, ...]:
    """The terms that are shipped with enduse, a file a chapter."""
    found: list[Term] = []
    for path in sorted(_TERMS.glob("ch*.txt")):
        found += parse_terms(path.read_text("utf-8").splitlines(), path.name)
    return tuple(found)


def _words(gist: Gist, hit: Hit) -> str:
    return words_at(gist, hit.at)


def words_at(gist: Gist, places: Sequence[int]) -> str:
    """What stands at some places of a description, as written."""
    first, last = min(places), max(places)
    return gist.text[gist.tokens[first].start : gist.tokens[last].end]
