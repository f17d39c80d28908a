"""Which words of a text are those of a listed name, from its rarest word to both sides."""

from collections.abc import Sequence
from dataclasses import dataclass

from enduse.mention.book import Book
from enduse.mention.meet import Meets
from enduse.mention.tokens import Said, Tokens
from enduse.names.common import PARTICLES, is_patronymic

_MOST_PASSED = 2


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


@dataclass(slots=True)
class _Open:
    """The words of a line that were not found yet."""

    left: dict[int, list[int]]
    found: dict[int, tuple[int, float]]


def align(
    line: int, at: int, *, tokens: Tokens, met: Meets, book: Book, person: bool
) -> Match | None:
    """How a line stands around one of its words; None where its rare words do not."""
    first, end = int(book.start[line]), int(book.start[line + 1])
    words = book.word[first:end].tolist()
    left: dict[int, list[int]] = {}
    for unit, word in enumerate(words):
        left.setdefault(word, []).append(unit)
    now = _Open(left, {})
    _take(now, at, met[tokens.each[at].word])
    if not now.found:
        return None
    stops = [_walk(now, at, step, tokens=tokens, met=met, person=person) for step in (-1, 1)]
    return _match(line, now, tokens, book) if stops else None


def _take(now: _Open, at: int, may: dict[int, float]) -> bool:
    """Let a word of the text stand for the words of the line that it may be."""
    best, worth = None, 0.0
    for word in may if len(may) < len(now.left) else now.left:
        each = may.get(word, 0.0)
        if now.left.get(word) and each > worth:
            best, worth = word, each
    if best is None:
        return False
    now.found[now.left[best].pop(0)] = (at, worth)
    # A word that means several ("tsnii") stands for all of them.
    for word, each in may.items():
        if each == worth and worth < 1.0 and now.left.get(word) and word != best:
            now.found[now.left[word].pop(0)] = (at, each)
    return True


def _walk(
    now: _Open, at: int, step: int, *, tokens: Tokens, met: Meets, person: bool
) -> int:
    each = tokens.each
    place, passed = at + step, 0
    while 0 <= place < len(each) and any(now.left.values()):
        if each[max(place, place - step)].gap == "hard":
            break
        if _take(now, place, met[each[place].word]):
            passed = 0
        elif passed < _MOST_PASSED and _passes(tokens.said[each[place].word], person=person):
            passed += 1
        else:
            break
        place += step
    return place


def _passes(said: Said, *, person: bool) -> bool:
    """Whether a word may stand inside a name that lacks it."""
    if said.form or not said.plain:
        return True
    if all(word in PARTICLES for word in said.plain):
        return True
    return person and any(len(word) == 1 or is_patronymic(word) for word in said.plain)


def _match(line: int, now: _Open, tokens: Tokens, book: Book) -> Match:
    start, end = int(book.start[line]), int(book.start[line + 1])
    weight = book.weight[start:end].tolist()
    fathers = book.patronymic[start:end].tolist()
    lost = [unit for unit in range(end - start) if unit not in now.found]
    places = [now.found[unit][0] for unit in sorted(now.found)]
    first, last = min(places), max(places)
    between = tokens.each[first + 1 : last + 1]
    return Match(
        line=line,
        first=first,
        last=last,
        info=sum(weight[unit] * worth for unit, (_, worth) in now.found.items()),
        told=sum(weight),
        worst=min(worth for _, worth in now.found.values()),
        words=len(now.found),
        missing=len(lost),
        fathers=sum(bool(fathers[unit]) for unit in lost),
        order=_order(places),
        comma=any(token.gap == "soft" for token in between),
    )


def _order(places: Sequence[int]) -> str:
    """How words stand in a text that stand in this order on the list."""
    falls = sum(a > b for a, b in zip(places, places[1:], strict=False))
    if not falls:
        return "listed"
    return "turned" if falls == 1 and places[-1] < places[0] else "mixed"
