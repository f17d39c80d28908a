"""Words for goods that export control looks at, in a running text."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from enduse.goods.codes import dotted
from enduse.goods.negation import Negation
from enduse.goods.tables import read_toml
from enduse.goods.words import Found, cut, parse_term
from enduse.mention.flow import Stretch
from enduse.mention.span import Span
from enduse.mention.tables import load
from enduse.model.mention import Meant, Sureness

_UAV, _CONTROL = "goods_for_drones", "control_words"


@dataclass(frozen=True, slots=True)
class _Term:
    """A term: its parts, all of which a sentence must hold, what it means, how sure alone."""

    parts: int
    meant: Meant
    sure: Sureness
    why: str


@dataclass(frozen=True, slots=True)
class GoodsTerms:
    """The terms of the tables of drone parts and of the control lists. Built once."""

    terms: tuple[_Term, ...]
    labelled: tuple[tuple[str, str], ...]
    capitals: frozenset[str]
    negation: Negation

    @classmethod
    def load(cls) -> Self:
        """Take the terms of `enduse.goods`, and from the table here how sure they are."""
        table = load("goods")
        telling = _heads(table["telling"].split())
        ordinary = _heads(table["ordinary"].split())
        made: dict[tuple[str, str], _Term] = {}
        unless: list[tuple[str, str]] = []
        for term, meant, wanted in _all_terms():
            sure, why = _sureness(term, telling, ordinary)
            made.setdefault((term, meant.entry), _Term(term.count(" + ") + 1, meant, sure, why))
            unless += [(f"!{meant.entry}", phrase) for phrase in wanted]
        labelled = [
            (f"{at}|{part}", words)
            for at, (term, _) in enumerate(made)
            for part, words in enumerate(term.split(" + "))
        ]
        capitals = frozenset(table["capitals"].split())
        kept = tuple(dict.fromkeys(unless))
        return cls(tuple(made.values()), (*labelled, *kept), capitals, Negation.load())

    def find(self, stretch: Stretch, found: Iterable[tuple[str, Found]]) -> Iterator[Span]:
        """The goods that a stretch names; of one place all that its words may mean."""
        whole: list[tuple[_Term, Found]] = []
        split: dict[int, list[tuple[int, Found]]] = {}
        other: list[tuple[str, Found]] = []
        for label, one in found:
            if label.startswith("!"):
                other.append((label[1:], one))
                continue
            number, part = map(int, label.split("|"))
            if self.terms[number].parts == 1:
                whole.append((self.terms[number], one))
            else:
                split.setdefault(number, []).append((part, one))
        for number, pieces in split.items():
            whole += [
                (self.terms[number], one)
                for one in _complete(stretch, self.terms[number], pieces)
            ]
        yield from self._spans(stretch, whole, other)

    def _spans(
        self,
        stretch: Stretch,
        whole: Sequence[tuple[_Term, Found]],
        other: Sequence[tuple[str, Found]],
    ) -> Iterator[Span]:
        tokens = stretch.tokens
        for term, one in whole:
            if any(
                entry == term.meant.entry and o.first < one.last and one.first < o.last
                for entry, o in other
            ):
                continue
            start, end = tokens[one.first].start, tokens[one.last - 1].end
            written = stretch.text[start:end]
            if tokens[one.first].text in self.capitals and written != written.upper():
                continue
            yield Span("goods", start, end, term.sure, (term.meant,), term.why)


def _complete(
    stretch: Stretch, term: _Term, pieces: Sequence[tuple[int, Found]]
) -> Iterator[Found]:
    """The first part of a term where every other part stands in the same sentence."""
    tokens = stretch.tokens
    by_sentence: dict[tuple[int, int], dict[int, Found]] = {}
    for part, one in pieces:
        place = stretch.sentence(tokens[one.first].start)
        by_sentence.setdefault(place, {}).setdefault(part, one)
    for parts in by_sentence.values():
        if len(parts) == term.parts:
            yield parts[0]


def _all_terms() -> Iterator[tuple[str, Meant, Sequence[str]]]:
    """Each term, what it means, and the phrases in which it means something else."""
    raw = read_toml("uav.toml")
    for group in raw["group"]:
        codes = ", ".join(dotted(each["code"]) for each in group["hs"][:3])
        note = f"goods a drone programme looks for (HS {codes})"
        meant = Meant(_UAV, group["id"], group["title"], note)
        for terms in group["words"].values():
            yield from ((term, meant, group["unless"]) for term in terms)
    for entry in read_toml("controls_words.toml")["control"]:
        note = f"words that point at entry {entry['number']} of the EU dual-use list"
        meant = Meant(_CONTROL, entry["number"], entry["about"], note)
        for term in entry["words"]:
            yield term, meant, entry.get("unless", ())


def _sureness(
    term: str, telling: frozenset[str], ordinary: frozenset[str]
) -> tuple[Sureness, str]:
    words = [word.rstrip("*") for part in term.split(" + ") for word in parse_term(part)]
    if " ".join(words) in ordinary:
        return "possible", "is said of many things"
    if " ".join(words) in telling or (words[0] in telling and len(words) == 1):
        return "likely", "hardly means anything else"
    if len(words) > 1 and not _is_han(words):
        return "likely", "names these goods in more than one word"
    return "possible", "one word that means other things as well"


def _is_han(words: Collection[str]) -> bool:
    """Whether it is Chinese of two characters, each of which counts as a word."""
    return all(len(word) == 1 for word in words) and len(words) < 3  # noqa: PLR2004


def _heads(words: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(t.text for t in cut(word.rstrip("*"))) for word in words)
