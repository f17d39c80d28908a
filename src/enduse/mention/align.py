"""Which words of a text are those of a listed name, from its rarest word to both sides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from enduse.mention.book import Book
from enduse.mention.meet import Meets, Several
from enduse.mention.tokens import Said, Tokens
from enduse.mention.worth import EXACT
from enduse.names.common import PARTICLES, is_patronymic

_MOST_PASSED, _SHORT_FORM = 3, 5
_LONG_FORMS = frozenset(
    ("limited", "liability", "company", "joint", "stock", "corporation", "incorporated")
)


@dataclass(frozen=True, slots=True)
class Match:
    """A line of the book as it stands in a text, from word `first` to word `last`.

    `info` is what its words tell together, `told` what all the words of the line would; both
    count in rare words (names.rarity). `worst` is how well the worst of its words stands for
    the listed one. `missing` counts words of the line that do not stand there, `fathers` those
    of them that are a father's name. `order` is how they stand: as listed, turned round (the
    family name at the other end), or mixed. `comma` says that one stands between them.
    """

    line: int
    first: int
    last: int
    info: float
    told: float
    worst: float
    words: int
    missing: int
    fathers: int
    order: str
    comma: bool


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a text, what they may be of the listed words, and the numbers of these.

    `small` are the words that it writes with a small letter somewhere. `opens` are the words
    that begin at a place and are written as several there ("Abd al-Rahman"), `closes` the same
    by where they end.
    """

    text: str
    tokens: Tokens
    met: Meets
    number: Mapping[str, int]
    small: frozenset[str]
    opens: Mapping[int, Sequence[Several]]
    closes: Mapping[int, Sequence[Several]]


def by_place(
    several: Iterable[Several],
) -> tuple[Mapping[int, Sequence[Several]], Mapping[int, Sequence[Several]]]:
    """Words that a text writes as several, by where they begin, and by where they end."""
    opens: dict[int, list[Several]] = {}
    closes: dict[int, list[Several]] = {}
    for one in several:
        opens.setdefault(one.first, []).append(one)
        closes.setdefault(one.first + one.size - 1, []).append(one)
    return opens, closes


@dataclass(slots=True)
class _Open:
    """The words of a line that were not found yet."""

    left: dict[int, list[int]]
    found: dict[int, tuple[int, int, float]]


def align(line: int, at: int, *, text: Text, book: Book, person: bool) -> Match | None:
    """How a line stands around one of its words; None where its rare words do not."""
    first, end = int(book.start[line]), int(book.start[line + 1])
    left: dict[int, list[int]] = {}
    for unit, word in enumerate(book.word[first:end].tolist()):
        left.setdefault(word, []).append(unit)
    now = _Open(left, {})
    size = _take(now, at, 1, text=text)
    if not size:
        return None
    _walk(now, at - 1, -1, text=text, person=person)
    _walk(now, at + size, 1, text=text, person=person)
    return _match(line, now, tokens=text.tokens, book=book)


def _take(now: _Open, at: int, step: int, *, text: Text) -> int:
    """Let a word of the text stand for words of the line that it may be; how many it took."""
    for one in (text.opens if step > 0 else text.closes).get(at, ()):
        if now.left.get(one.word):
            last = one.first + one.size - 1
            now.found[now.left[one.word].pop(0)] = (one.first, last, one.worth)
            return one.size
    said = text.tokens.said[text.tokens.each[at].word]
    for way in said.ways:  # "tsnii" and "김정은" are three words
        units = [text.number.get(word, -1) for word in way]
        if all(now.left.get(unit) for unit in units) and len(set(units)) == len(units):
            for unit in units:
                now.found[now.left[unit].pop(0)] = (at, at, EXACT)
            return 1
    if said.ways and not PARTICLES.isdisjoint(said.plain) and not _names_more(now, at, text):
        return 0  # "al" of one word is not the "al" of another's name
    may = text.met[text.tokens.each[at].word]
    some = may if len(may) < len(now.left) else now.left
    best = max(
        (each for each in some if each in may and now.left.get(each)),
        key=lambda each: may[each],
        default=None,
    )
    if best is None:
        return 0
    now.found[now.left[best].pop(0)] = (at, at, may[best])
    return 1


def _names_more(now: _Open, at: int, text: Text) -> bool:
    """Whether a word may be one of the line's that is more than an article."""
    small = {text.number.get(word) for word in PARTICLES}
    met = text.met[text.tokens.each[at].word]
    return any(now.left.get(each) and each not in small for each in met)


def _walk(now: _Open, at: int, step: int, *, text: Text, person: bool) -> None:
    each = text.tokens.each
    place, passed = at, 0
    while 0 <= place < len(each) and any(now.left.values()):
        if each[place if step > 0 else place + 1].gap == "hard":
            break
        size = _take(now, place, step, text=text)
        if size:
            passed = 0
        elif passed < _MOST_PASSED and _passes(
            text.tokens.said[each[place].word], person=person
        ):
            passed += 1
        else:
            break
        place += step * (size or 1)


def _passes(said: Said, *, person: bool) -> bool:
    """Whether a word may stand inside a name that lacks it."""
    if not said.plain or (said.form and _is_only_form(said.plain[0])):
        return True
    if all(word in PARTICLES for word in said.plain):
        return True
    return person and any(len(word) == 1 or is_patronymic(word) for word in said.plain)


def _is_only_form(word: str) -> bool:
    """Whether a word of a legal form is hardly any other: "commercial" is also a bank's."""
    return len(word) <= _SHORT_FORM or word in _LONG_FORMS


def _match(line: int, now: _Open, *, tokens: Tokens, book: Book) -> Match:
    start, end = int(book.start[line]), int(book.start[line + 1])
    weight = book.weight[start:end].tolist()
    fathers = book.patronymic[start:end].tolist()
    lost = [unit for unit in range(end - start) if unit not in now.found]
    places = [now.found[unit][0] for unit in sorted(now.found)]
    first, last = min(places), max(last for _, last, _ in now.found.values())
    between = tokens.each[first + 1 : last + 1]
    return Match(
        line=line,
        first=first,
        last=last,
        info=sum(weight[unit] * worth for unit, (_, _, worth) in now.found.items()),
        told=sum(weight),
        worst=min(worth for _, _, worth in now.found.values()),
        words=len(now.found),
        missing=len(lost),
        fathers=sum(bool(fathers[unit]) for unit in lost),
        order=_order(places),
        comma=any(token.gap == "comma" for token in between),
    )


def _order(places: Sequence[int]) -> str:
    """How words stand in a text that stand in this order on the list."""
    falls = sum(a > b for a, b in pairwise(places))
    if not falls:
        return "listed"
    return "turned" if falls == 1 and places[-1] < places[0] else "mixed"
