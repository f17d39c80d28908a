"""Where the rarest words of a listed name stand near each other in a text."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from enduse.index.index import spread
from enduse.index.keys import Bools, Doubles, words_of
from enduse.mention.beside import SHIP_REACH, says_ship
from enduse.mention.book import ANCHORS, Book, Longs, Vocabulary, alike
from enduse.mention.ordinary import is_ordinary
from enduse.mention.tokens import Said, Token, Tokens, is_form
from enduse.mention.worth import BONES, CUT, EXACT, HEARD, MEANT
from enduse.names.expand import is_compound, join_compounds

REACH = 14
"""Words between the two rarest words of a name, where there are others between them."""

_AT_ONCE = 1 << 21
_SHORTEST_HEARD, _SHORTEST_BONES = 4, 4

Meets = Sequence[dict[int, float]]
"""For each distinct word of a text the listed words it may be, and how well."""


def meets(tokens: Tokens, known: Vocabulary) -> Meets:
    """What each distinct word of a text may be of the listed words."""
    found = [_exact(said, known) for said in tokens.said]
    loud = _loud(tokens)
    for at, word, worth in _by_sound(tokens.said, loud, known):
        if found[at].get(word, 0.0) < worth:
            found[at][word] = worth
    return found


def _exact(said: Said, known: Vocabulary) -> dict[int, float]:
    found: dict[int, float] = {}
    number = known.number
    for stem in said.stems:
        if stem in number:
            found[number[stem]] = CUT
        for word in known.stems.get(stem, ()) if said.foreign else ():
            found[word] = CUT
    for meant in said.also:
        if meant in number:
            found[number[meant]] = MEANT
    for plain in said.plain:
        if plain in number:
            found[number[plain]] = EXACT
    return found


def small_words(tokens: Tokens) -> frozenset[str]:
    """The words that a text writes with a small letter anywhere: there they are words."""
    small = {each.word for each in tokens.each if each.case == "small"}
    return frozenset(word for at in small for word in tokens.said[at].plain)


def _loud(tokens: Tokens) -> set[int]:
    """The words that are names if anything: in capitals everywhere, or in a script without."""
    small = small_words(tokens)
    return {
        at
        for at in {each.word for each in tokens.each if each.case != "small"}
        if small.isdisjoint(tokens.said[at].plain)
    }


def _by_sound(
    several: Sequence[Said], loud: set[int], known: Vocabulary
) -> Iterator[tuple[int, int, float]]:
    owner = [at for at in sorted(loud) for word in several[at].plain if word.isalpha()]
    plain = [word for at in sorted(loud) for word in several[at].plain if word.isalpha()]
    if not plain:
        return
    keys = words_of(plain)
    for asked, listed, which, worth in (
        (keys.sound, (known.sounds, known.sound_word), keys.length >= _SHORTEST_HEARD, HEARD),
        (keys.bones, (known.bones, known.bones_word), keys.length >= _SHORTEST_BONES, BONES),
    ):
        place = np.flatnonzero(which)
        at, word = alike(*listed, asked[place])
        for each, meant in zip(place[at].tolist(), word.tolist(), strict=True):
            yield owner[each], meant, worth


@dataclass(frozen=True, slots=True)
class Several:
    """A listed word that a text writes as several, from the place of the first of them."""

    first: int
    size: int
    word: int
    worth: float


def written_apart(tokens: Tokens, known: Vocabulary) -> Iterator[Several]:
    """The listed words that a text writes as several: "Abd al-Rahman", "Rosoboron Export"."""
    number, each, said = known.number, tokens.each, tokens.said
    compound = [any(is_compound(word) for word in one.plain) for one in said]
    for first in range(len(each) - 1):
        one, other = said[each[first].word], said[each[first + 1].word]
        if each[first + 1].gap != "plain" or not one.plain or not other.plain:
            continue
        if each[first].case != "small" and each[first + 1].case != "small":
            word = number.get(one.plain[0] + other.plain[0])
            if word is not None:
                yield Several(first, 2, word, MEANT)
        for size in (2, 3):
            some = each[first : first + size]
            if any(compound[token.word] for token in some):
                yield from _compound(first, some, said=said, number=number)


def _compound(
    first: int, some: Sequence[Token], *, said: Sequence[Said], number: Mapping[str, int]
) -> Iterator[Several]:
    if any(token.gap != "plain" or not said[token.word].plain for token in some[1:]):
        return
    joined = join_compounds([said[token.word].plain[0] for token in some])
    word = number.get(joined[0]) if len(joined) == 1 else None
    if word is not None:
        yield Several(first, len(some), word, EXACT)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line of the book that may stand in a text, and where its rarest word does."""

    line: int
    at: int


def candidates(
    tokens: Tokens, met: Meets, *, book: Book, several: Sequence[Several]
) -> Iterator[Candidate]:
    """The lines whose rarest words all stand near each other, and where."""
    count = len(tokens.each)
    of = np.fromiter((token.word for token in tokens.each), np.int64, count)
    word, place, worth = _occurrences(of, met)
    word = np.concatenate([word, np.array([one.word for one in several], dtype=np.int64)])
    place = np.concatenate([place, np.array([one.first for one in several], dtype=np.int64)])
    worth = np.concatenate([worth, np.array([one.worth for one in several], dtype=np.float64)])
    near = np.sort(word * count + place)
    size = book.anchored[word + 1] - book.anchored[word]
    loud = np.fromiter((token.case != "small" for token in tokens.each), np.bool_, count)
    marked = _marked(tokens)[place]
    alone = loud[place] & ((_telling(book, word) & ~_opening(tokens)[place]) | marked)
    alone &= (worth >= EXACT) | ((worth == CUT) & _foreign(tokens)[place])
    for chosen in _chunks(size):
        line, own = spread(book.anchored[word[chosen]], size[chosen])
        lines, at = book.by_anchor[line], place[chosen][own]
        keep = (book.anchors[lines, 1] >= 0) | alone[chosen][own]
        lines, at = lines[keep], at[keep]
        for anchor in range(1, ANCHORS):
            keep = _stands(
                book.anchors[lines, anchor].astype(np.int64), at, near=near, count=count
            )
            lines, at = lines[keep], at[keep]
        for each, where in zip(lines.tolist(), at.tolist(), strict=True):
            yield Candidate(each, where)


def _marked(tokens: Tokens) -> Bools:
    """Which words of a text stand directly beside a legal form, or near a word for a ship."""
    form = [is_form(token, tokens) for token in tokens.each]
    parted = [token.gap == "hard" for token in tokens.each]
    before = [each and not gap for each, gap in zip([False, *form], parted, strict=False)]
    after = [each and not gap for each, gap in zip(form[1:], parted[1:], strict=True)]
    beside = np.array(before, dtype=np.bool_) | np.array([*after, False], dtype=np.bool_)
    says = [says_ship(said) for said in tokens.said]
    ships = np.flatnonzero([says[token.word] for token in tokens.each])
    for reach in range(-SHIP_REACH, SHIP_REACH + 1):
        beside[np.clip(ships + reach, 0, len(beside) - 1)] = True
    return beside


def _opening(tokens: Tokens) -> Bools:
    """Which words open a sentence, where a capital tells nothing."""
    return np.array([token.gap == "hard" and token.case == "title" for token in tokens.each])


def _foreign(tokens: Tokens) -> Bools:
    return np.array([tokens.said[token.word].foreign for token in tokens.each])


def _telling(book: Book, word: Longs) -> Bools:
    """Which words may be a whole name in a text, and are not words of every day."""
    found, which = np.unique(word, return_inverse=True)
    words = book.vocabulary.words
    telling = np.array([not is_ordinary(words[at]) for at in found.tolist()], dtype=np.bool_)
    return telling[which] if len(word) else np.zeros(0, dtype=np.bool_)


def _occurrences(of: Longs, met: Meets) -> tuple[Longs, Longs, Doubles]:
    """Each listed word that stands in a text, its place, and how well it does."""
    owner = np.repeat(np.arange(len(met)), [len(each) for each in met])
    listed = np.fromiter((word for each in met for word in each), np.int64, len(owner))
    worth = np.fromiter((each for one in met for each in one.values()), np.float64, len(owner))
    order = np.argsort(of, kind="stable")
    start = np.searchsorted(of[order], np.arange(len(met) + 1))
    size = np.diff(start)
    run, pair = spread(start[:-1][owner], size[owner])
    return listed[pair], order[run], worth[pair]


def _chunks(size: Longs) -> Iterator[Longs]:
    """Some occurrences at a time, so that what they may be fits into memory."""
    some = np.flatnonzero(size)
    part = np.cumsum(size[some]) // _AT_ONCE
    for number in range(int(part[-1]) + 1 if part.size else 0):
        yield some[part == number]


def _stands(word: Longs, at: Longs, *, near: Longs, count: int) -> Bools:
    """Whether each word, if there is one, stands within reach of its place."""
    low = np.maximum(at - REACH, 0)
    first = np.searchsorted(near, word * count + low)
    found = near[np.minimum(first, len(near) - 1)] if len(near) else np.zeros(len(at))
    high = word * count + np.minimum(at + REACH, count - 1)
    stands: Bools = (word < 0) | ((first < len(near)) & (found <= high))
    return stands


def by_line(found: Iterator[Candidate]) -> dict[int, list[int]]:
    """The places of each line."""
    places: dict[int, list[int]] = defaultdict(list)
    for each in found:
        places[each.line].append(each.at)
    return places
