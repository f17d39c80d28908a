"""What a statement says, and what it denies: words of some kinds, in ten languages.

A reader is made from a file of words of the rulebook: tables of kinds, each with words by
language. Three kinds are its own business: `innocent` phrases hold such a word and mean
something else, words of `denied` are their own denial, and those of `local` count only in a
text of their own language ("marine" is a navy in Dutch and the sea in English).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from enduse.assess.denial import Clause, clauses, denied, is_no
from enduse.assess.tongues import Tongue, read_words, spelt, tongues, votes
from enduse.goods.words import Found, Lexicon, Token, cut, written

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
    """

    kinds: tuple[str, ...]
    lexicon: Lexicon
    local: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, Sequence[str]]]) -> Self:
        """Take tables of words: kind, then language, then words.

        Raises:
            RuleError: a word is none, or its stem is shorter than three letters.
        """
        local = frozenset(
            (tongue, form)
            for tongue, words in tables.get("local", {}).items()
            for word in words
            for form in _plain(word)
        )
        terms = (
            (
                f"{kind}|{tongue}|{'local' if local & {(tongue, f) for f in _plain(word)} else ''}",
                form,
            )
            for kind, words_by in tables.items()
            if kind != "local"
            for tongue, words in words_by.items()
            for word in words
            for form in spelt(tongue, word)
        )
        kinds = tuple(kind for kind in tables if kind not in _OWN)
        return cls(kinds, Lexicon.of(terms), local)

    def read(self, text: str | None) -> tuple[Said, ...]:
        """Every word of a text that is of one of the kinds, in the order of the text."""
        if not text:
            return ()
        tokens = cut(text)
        found = self.lexicon.find(tokens)
        if not found:
            return ()
        return tuple(self._said(text, tokens, found))

    def _said(
        self, text: str, tokens: Sequence[Token], found: Sequence[Found]
    ) -> Iterator[Said]:
        known = votes(tokens)
        kept = self._kept(found, known)
        parts = list(clauses(text, tokens))
        first = 0
        for number, part in enumerate(parts):
            last = first + len(part.tokens)
            here = [_moved(each, -first) for each in kept if first <= each.first < last]
            after = parts[number + 1] if number + 1 < len(parts) else None
            yield from self._of_clause(text, part, here, after)
            first = last

    def _of_clause(
        self, text: str, part: Clause, here: Sequence[Found], after: Clause | None
    ) -> Iterator[Said]:
        if not here:
            return
        tongue = _tongue_of(part.tokens, here)
        no = denied(part, here, tongue)
        if part.asks and after is not None and any(is_no(after, each) for each in tongues()):
            no = no ^ frozenset(here)
        for each in here:
            kind, theirs, _ = each.label.split("|")
            own = kind == "denied"
            yield Said(
                kind=self.kinds[0] if own else kind,
                tongue=theirs,
                words=written(text, part.tokens, each),
                around=_around(text, part.tokens, each),
                denied=(each in no) ^ own,
                start=part.tokens[each.first].start,
            )

    def _kept(self, found: Sequence[Found], known: Mapping[str, int]) -> list[Found]:
        """The longest of those that overlap; none that is inside an innocent phrase."""
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
            if not any(at in taken for at in span):
                taken.update(dict.fromkeys(span, each))
                if not each.label.startswith("innocent|"):
                    kept.append(each)
        return sorted(kept, key=lambda each: each.first)

    def _rank(self, found: Found, known: Mapping[str, int]) -> tuple[int, int, int, int]:
        kind, tongue, _ = found.label.split("|")
        weight = -1 if kind not in self.kinds else self.kinds.index(kind)
        return found.first - found.last, -weight, -known.get(tongue, 0), _ORDER[tongue]


def read_file(name: str, *, kinds: Sequence[str] = ()) -> Reader:
    """A reader of a file of words of the rulebook; of some of its kinds where they are named."""
    tables: Mapping[str, Any] = {
        kind: words
        for kind, words in read_words(name).items()
        if isinstance(words, dict) and (not kinds or kind in {*kinds, *_OWN})
    }
    return Reader.of(tables)


def _plain(word: str) -> tuple[str, ...]:
    return (word.casefold(),)


def _tongue_of(tokens: Sequence[Token], uses: Sequence[Found]) -> Tongue:
    """The language that knows most words of a sentence; of equals, that of its uses."""
    known = votes(tokens)
    spoken = [each.label.split("|")[1] for each in uses]
    return max(tongues(), key=lambda each: (known[each.name], spoken.count(each.name)))


def _around(text: str, tokens: Sequence[Token], found: Found) -> str:
    """The sentence about a word, cut at blanks where it is long."""
    first, last = tokens[0].start, tokens[-1].end
    start, end = tokens[found.first].start, tokens[found.last - 1].end
    head, tail = text[first:start], text[end:last]
    if len(head) > _AROUND:
        head = "…" + head[-_AROUND:].partition(" ")[2]
    if len(tail) > _AROUND:
        tail = tail[:_AROUND].rpartition(" ")[0] + "…"
    return " ".join(f"{head}{text[start:end]}{tail}".split())


def _moved(found: Found, by: int) -> Found:
    return Found(found.label, found.first + by, found.last + by)
