"""Words found in the texts of control lists and of the nomenclature, the likeliest first.

Ranked as BM25 ranks: a rare word counts more, a long text less, and the heading above a
paragraph a little. The index is made when it is asked for: under a second for all lists.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from enduse.goods.codes import dotted
from enduse.goods.control import parse_control
from enduse.goods.control_list import ControlList, Entry
from enduse.goods.nomenclature import Nomenclature

_K1, _B = 1.2, 0.6
_ABOVE = 0.35
"""How much a word of the heading above counts, beside one of the paragraph itself."""

_NOTE = 0.8
_SHORT = 3
_WORD = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"(?:(?<=x)es|(?<=[cs]h)es|(?<=ss)es|(?<=[^su])s)$")
_EMPTY = frozenset(
    {
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "having",
        "in",
        "is",
    }
    | {"it", "its", "not", "of", "on", "or", "other", "than", "that", "the", "their", "them"}
    | {"this", "to", "which", "with"}
)
HS = "hs_2022"


@dataclass(frozen=True, slots=True)
class Text:
    """A text that can be found: which table, which number, what it says.

    `worth` is below one for a note: it explains what an item controls.
    """

    table: str
    number: str
    text: str
    above: str = ""
    regime: str | None = None
    worth: float = 1.0


@dataclass(frozen=True, slots=True)
class Match:
    """A text that was found, how well, and which of the words stand in it."""

    text: Text
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Where each word stands. Made once, asked often.

    >>> index = WordIndex.of([Text("t", "3A001", "Oscilloscopes"), Text("t", "1A001", "Seals")])
    >>> [match.text.number for match in index.search("an oscilloscope")]
    ['3A001']
    """

    texts: tuple[Text, ...]
    places: Mapping[str, tuple[tuple[int, float], ...]]
    lengths: tuple[float, ...]

    @classmethod
    def of(cls, texts: Iterable[Text]) -> Self:
        """Index some texts."""
        kept = tuple(texts)
        places: dict[str, list[tuple[int, float]]] = {}
        lengths: list[float] = []
        above: dict[str, Counter[str]] = {}
        for at, each in enumerate(kept):
            counts: Counter[str] = Counter(words_of(each.text))
            lengths.append(float(counts.total()))
            if each.above not in above:
                above[each.above] = Counter(set(words_of(each.above)))
            weights: dict[str, float] = dict.fromkeys(above[each.above], _ABOVE)
            for word, count in counts.items():
                weights[word] = weights.get(word, 0.0) + count
            for word, weight in weights.items():
                places.setdefault(word, []).append((at, weight))
        return cls(kept, {w: tuple(found) for w, found in places.items()}, tuple(lengths))

    def search(self, words: str, *, limit: int = 20) -> tuple[Match, ...]:
        """The texts that hold some of the words, the likeliest first; equals in list order."""
        asked = tuple(dict.fromkeys(words_of(words)))
        if not self.texts or not asked:
            return ()
        mean = sum(self.lengths) / len(self.lengths) or 1.0
        scores: dict[int, float] = {}
        held: dict[int, list[str]] = {}
        for word in asked:
            found = self.places.get(word, ())
            rarity = math.log(1 + (len(self.texts) - len(found) + 0.5) / (len(found) + 0.5))
            for at, weight in found:
                room = _K1 * (1 - _B + _B * self.lengths[at] / mean)
                scores[at] = scores.get(at, 0.0) + rarity * weight * (_K1 + 1) / (weight + room)
                held.setdefault(at, []).append(word)
        for at in scores:
            scores[at] *= self.texts[at].worth
        best = sorted(scores, key=lambda at: (-scores[at], at))[:limit]
        return tuple(Match(self.texts[at], scores[at], tuple(held[at])) for at in best)


def words_of(text: str) -> Iterator[str]:
    """The words that are searched by: folded, in the singular, without empty ones.

    >>> list(words_of("Cameras for the UAVs"))
    ['camera', 'uav']
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    for word in _WORD.findall(plain.lower()):
        if word not in _EMPTY:
            yield _singular(word) if len(word) > _SHORT else word


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else _PLURAL.sub("", word)


def texts_of_list(control: ControlList) -> Iterator[Text]:
    """Every paragraph of a control list, under the words above it."""
    for entry in control.entries.values():
        read = parse_control(entry.number)
        regime = getattr(read, "regime", None)
        yield Text(control.id, entry.number, entry.heading, regime=regime)
        yield from _paragraphs(control.id, entry, regime)


def texts_of_hs(hs: Nomenclature) -> Iterator[Text]:
    """Every heading and subheading of HS 2022, under its heading."""
    for code, text in hs.texts.items():
        above = hs.texts.get(code[:4], "") if len(code) == 6 else ""  # noqa: PLR2004
        yield Text(HS, dotted(code), text, above)


def _paragraphs(table: str, entry: Entry, regime: str | None) -> Iterator[Text]:
    texts: dict[str, str] = {entry.number: entry.heading}
    for each in entry.paragraphs:
        parent = each.number if each.kind == "note" else each.number.rpartition(".")[0]
        above = texts.get(parent, entry.heading)
        if each.kind == "item":
            # A value alone ("exceeding 700;") is found by the words above it.
            texts[each.number] = f"{above} {each.text}"[:600]
        if "[Reserved]" not in each.text and each.text != "Not used;":
            worth = _NOTE if each.kind == "note" else 1.0
            yield Text(table, each.number, each.text, above, regime, worth)
