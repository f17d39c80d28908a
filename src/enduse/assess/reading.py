"""What a statement says, and what it denies: words of some kinds, in ten languages.

A reader is made from a file of words of the rulebook: tables of kinds, each with words by
language. Three kinds are its own business: `innocent` phrases hold such a word and mean
something else, words of `denied` are their own denial, and those of `local` count only in a
text of their own language ("marine" is a navy in Dutch and the sea in English).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from enduse.assess.denial import announces, denied, is_no
from enduse.assess.sentences import Sentence, joined, sentences
from enduse.assess.tongues import Tongue, read_words, spelt, tongues, votes
from enduse.goods.words import Found, Lexicon, Token, cut, parse_term, written

_OWN = ("innocent", "denied", "local")
_ORDER = {
    "en": 0,
    "nl": 1,
    "de": 2,
    "fr": 3,
    "ru": 4,
    "uk": 5,
    "tr": 6,
    "zh": 7,
    "ar": 8,
    "fa": 9,
}
"""Of languages that share a word, and know equally much of its text, the first is named."""
_AROUND = 60
"""Letters shown on either side of a word."""


@dataclass(frozen=True, slots=True)
class Said:
    """A word of some kind in a text: `words` as they stand there, `around` what is about them.

    `tongue` is its language (ISO 639-1). `denied` says that the text denies it. `start` is
    where it stands.
    """

    kind: str
    tongue: str
    words: str
    around: str
    denied: bool
    start: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Kinds of words, and how to find them. Made once and kept.

    `kinds` are its kinds; where two words overlap and are equally long, the later kind counts.
    `tails` are ends of compound words, written "*drohnen". `wishes` says that its words are
    things that somebody may want or refuse.
    """

    kinds: tuple[str, ...]
    lexicon: Lexicon
    tails: Mapping[str, str]
    wishes: bool = False

    @classmethod
    def of(
        cls, tables: Mapping[str, Mapping[str, Sequence[str]]], *, wishes: bool = False
    ) -> Self:
        """Take tables of words: kind, then language, then words.

        Raises:
            RuleError: a word is none, or its stem is shorter than three letters.
        """
        own = {(tongue, w) for tongue, words in tables.get("local", {}).items() for w in words}
        terms = [
            (f"{kind}|{tongue}|{'local' if (tongue, word) in own else ''}", form)
            for kind, by_tongue in tables.items()
            if kind != "local"
            for tongue, words in by_tongue.items()
            for word in words
            for form in spelt(tongue, word)
        ]
        kinds = tuple(kind for kind in tables if kind not in _OWN)
        tails = {parse_term(term[1:])[0]: label for label, term in terms if term[0:1] == "*"}
        whole = Lexicon.of(each for each in terms if each[1][0:1] != "*")
        return cls(kinds, whole, tails, wishes)

    def read(self, text: str | None) -> tuple[Said, ...]:
        """Every word of a text that is of one of the kinds, in the order of the text."""
        if not text:
            return ()
        tokens = cut(text)
        found = [*self.lexicon.find(tokens), *self._compounds(tokens)]
        if not found:
            return ()
        return tuple(self._said(text, tokens, found))

    def _is_no(self, answer: Sequence[Sentence]) -> bool:
        return any(is_no(part, t, wishes=self.wishes) for part in answer for t in tongues())

    def _compounds(self, tokens: Sequence[Token]) -> Iterator[Found]:
        """Words that end as a word of the table does: "Aufklärungsdrohnen"."""
        sizes = {len(tail) for tail in self.tails}
        for at, token in enumerate(tokens):
            for size in sizes:
                label = self.tails.get(token.text[-size:])
                if label is not None and len(token.text) > size:
                    yield Found(label, at, at + 1)

    def _said(
        self, text: str, tokens: Sequence[Token], found: Sequence[Found]
    ) -> Iterator[Said]:
        known = votes(tokens)
        kept = self._kept(found, known)
        parts = list(_whole(sentences(text, tokens)))
        first = 0
        for number, part in enumerate(parts):
            last = first + len(part.words)
            here = [_moved(each, -first) for each in kept if first <= each.first < last]
            if here:
                no = part.asks and self._is_no(parts[number + 1 : number + 2])
                tongue = _tongue_of(here, known if len(parts) == 1 else votes(part.words))
                yield from self._of_sentence(text, part, here, tongue=tongue, answered_no=no)
            first = last

    def _of_sentence(
        self,
        text: str,
        part: Sentence,
        here: Sequence[Found],
        *,
        tongue: Tongue,
        answered_no: bool,
    ) -> Iterator[Said]:
        no = denied(part, here, tongue, wishes=self.wishes)
        if answered_no:
            no = no ^ frozenset(here)
        for each in here:
            kind, theirs, _ = each.label.split("|")
            own = kind == "denied"
            yield Said(
                kind=self.kinds[0] if own else kind,
                tongue=theirs,
                words=written(text, part.words, each),
                around=_around(text, part.words, each),
                denied=(each in no) ^ own,
                start=part.words[each.first].start,
            )

    def _kept(self, found: Sequence[Found], known: Mapping[str, int]) -> list[Found]:
        """The longest of those that overlap; none that is inside an innocent phrase.

        A word that reaches beyond such a phrase is not excused by it: "to combat aircraft".
        """
        most = max(known.values(), default=0)
        fit = [
            each
            for each in found
            if not each.label.endswith("|local")
            or (known.get(each.label.split("|")[1], 0) or -1) >= most
        ]
        fit.sort(key=lambda each: self._rank(each, known))
        taken: dict[int, Found] = {}
        kept = []
        for each in fit:
            span = range(each.first, each.last)
            before = {taken[at] for at in span if at in taken}
            if all(_reaches_beyond(each, other) for other in before):
                taken.update(dict.fromkeys(span, each))
                if not each.label.startswith("innocent|"):
                    kept.append(each)
        return sorted(kept, key=lambda each: each.first)

    def _rank(self, found: Found, known: Mapping[str, int]) -> tuple[int, int, int, int]:
        kind, tongue, _ = found.label.split("|")
        # A phrase that is innocent as a whole excuses what is in it, were it one word.
        weight = self.kinds.index(kind) if kind in self.kinds else len(self.kinds)
        return found.first - found.last, -weight, -known.get(tongue, 0), _ORDER[tongue]


def read_file(name: str, *, kinds: Sequence[str] = (), wishes: bool = False) -> Reader:
    """A reader of a file of words of the rulebook, or of some of its kinds."""
    tables: Mapping[str, Any] = {
        kind: words
        for kind, words in read_words(name).items()
        if isinstance(words, dict) and (not kinds or kind in {*kinds, *_OWN})
    }
    return Reader.of(tables, wishes=wishes)


def _whole(parts: Iterator[Sentence]) -> Iterator[Sentence]:
    """Sentences, each with the list that it announces: "will not be used for: ..."."""
    kept: Sentence | None = None
    for part in parts:
        whole = joined(kept, part) if kept else part
        kept = whole if announces(part) and kept is None else None
        if kept is None:
            yield whole
    if kept:
        yield kept


def _reaches_beyond(found: Found, other: Found) -> bool:
    """Whether a word for a use begins or ends outside an innocent phrase."""
    innocent = other.label.startswith("innocent|") and not found.label.startswith("innocent|")
    return innocent and not (other.first <= found.first and found.last <= other.last)


def _tongue_of(uses: Sequence[Found], known: Mapping[str, int]) -> Tongue:
    """The language that knows most words of a sentence; of equals, that of its uses."""
    spoken = [each.label.split("|")[1] for each in uses]
    return max(tongues(), key=lambda each: (known[each.name], spoken.count(each.name)))


def _around(text: str, tokens: Sequence[Token], found: Found) -> str:
    """The sentence about a word, cut at blanks where it is long."""
    first, last = tokens[0].start, tokens[-1].end
    start, end = tokens[found.first].start, tokens[found.last - 1].end
    head, tail = text[max(first, start - _AROUND) : start], text[end : min(last, end + _AROUND)]
    if start - _AROUND > first:
        head = "…" + (head.partition(" ")[2] or head)
    if end + _AROUND < last:
        tail = (tail.rpartition(" ")[0] or tail) + "…"
    return " ".join(f"{head}{text[start:end]}{tail}".split())


def _moved(found: Found, by: int) -> Found:
    return Found(found.label, found.first + by, found.last + by)
