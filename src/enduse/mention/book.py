"""The names of all lists as one book: their words by number, the rarest words of each name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from enduse.index.index import NameIndex
from enduse.mention.endings import stem
from enduse.model.listing import Entry

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float32]

ANCHORS = 3
"""The rarest words of a name that must all stand near each other, before it is looked at."""

_LEAST_TELLING, _AT_LEAST = 0.12, 2
_OTHER = 0.05
_SHORTEST_SOUND, _FEWEST_BONES, _MOST_ALIKE = 4, 3, 40


class Entries(Protocol):
    """The entries of a list by row, however they are kept."""

    def __len__(self) -> int: ...

    def __getitem__(self, row: int, /) -> Entry: ...


@dataclass(frozen=True, slots=True)
class ListedNames:
    """The names of one list as indexed; `counts` says which rows still have an effect."""

    list_id: str
    entries: Entries
    index: NameIndex
    counts: Callable[[int], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every word of listed names by number; `sounds`, `bones` in order, with their words."""

    words: Sequence[str]
    number: dict[str, int]
    stems: dict[str, list[int]]
    sounds: Keys
    sound_word: Ints
    bones: Keys
    bones_word: Ints


@dataclass(frozen=True, slots=True)
class Book:
    """All lines (readings of names) of all lists.

    By line: `source`, `row`, `name_no`; `start` cuts `word`, `weight` and `place` by line, in
    the order in which the publisher writes the words. `anchors` are the rarest words of each
    line, the rarest first, -1 where there are fewer; `by_anchor` are the lines by the first of
    them, cut by `anchored`; `first` is the number of the first line of each list.
    """

    sources: tuple[ListedNames, ...]
    vocabulary: Vocabulary
    source: Ints
    row: Ints
    name_no: Ints
    start: Longs
    word: Ints
    weight: Floats
    patronymic: npt.NDArray[np.bool_]
    anchors: Ints
    by_anchor: Longs
    anchored: Longs
    first: Longs


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines of one list, their words by the numbers of all lists."""

    source: Ints
    row: Ints
    name_no: Ints
    size: Longs
    word: Ints
    weight: Floats
    patronymic: npt.NDArray[np.bool_]


def book_of(sources: Iterable[ListedNames]) -> Book:
    """Put the names of several lists together."""
    several = tuple(sources)
    number: dict[str, int] = {}
    parts = [_part(at, each.index, number) for at, each in enumerate(several)]
    vocabulary = _vocabulary(number, [each.index for each in several])
    size = _joined([part.size for part in parts], np.int64)
    start = np.concatenate([[0], np.cumsum(size)]).astype(np.int64)
    word = _joined([part.word for part in parts], np.int32)
    weight = _joined([part.weight for part in parts], np.float32)
    patronymic = _joined([part.patronymic for part in parts], np.bool_)
    anchors = _anchors(
        start, word, weight=np.where(patronymic, weight * _OTHER, weight), known=vocabulary
    )
    first = anchors[:, 0]
    by_anchor = np.argsort(first, kind="stable")
    anchored = np.searchsorted(first[by_anchor], np.arange(len(number) + 1))
    return Book(
        several,
        vocabulary,
        _joined([part.source for part in parts], np.int32),
        _joined([part.row for part in parts], np.int32),
        _joined([part.name_no for part in parts], np.int32),
        start,
        word,
        weight,
        patronymic,
        anchors,
        by_anchor,
        anchored,
        np.concatenate([[0], np.cumsum([len(part.row) for part in parts])]).astype(np.int64),
    )


def _joined(parts: Sequence[npt.NDArray[np.generic]], kind: type) -> npt.NDArray:  # type: ignore[type-arg]
    return np.concatenate(parts).astype(kind) if parts else np.zeros(0, dtype=kind)


def _part(source: int, index: NameIndex, number: dict[str, int]) -> _Part:
    lines = index.lines
    own = np.array([number.setdefault(w, len(number)) for w in lines.words], dtype=np.int32)
    single = np.flatnonzero(lines.what < len(lines.words))
    line, bits = lines.line_of()[single], lines.bits[single]
    place = np.log2(bits.astype(np.float64)).astype(np.int64)
    order = np.lexsort((place, line))
    line, unit = line[order], single[order]
    father = (lines.patronymics[line] & ~lines.family[line] & lines.bits[unit]) != 0
    # Who is called "Yuri Stankevich" has a family name that sounds like a father's.
    others = np.bincount(line[~father], minlength=len(lines.name))
    father &= others[line] > 1
    return _Part(
        np.full(len(lines.name), source, dtype=np.int32),
        index.row[lines.name].astype(np.int32),
        index.name_no[lines.name].astype(np.int32),
        np.bincount(line, minlength=len(lines.name)).astype(np.int64),
        own[lines.what[unit]] if len(own) else np.zeros(0, dtype=np.int32),
        lines.weight[unit],
        father,
    )


def _vocabulary(number: dict[str, int], indexes: Sequence[NameIndex]) -> Vocabulary:
    words = list(number)
    stems: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        if not word.isdigit():
            stems.setdefault(stem(word), []).append(at)
    sound = np.zeros(len(words), dtype=np.uint64)
    bones, consonants = sound.copy(), np.zeros(len(words), dtype=np.int64)
    length = consonants.copy()
    for index in indexes:
        said = index.lines.said
        own = np.array([number[word] for word in index.lines.words], dtype=np.int64)
        if len(own):
            sound[own], bones[own] = said.sound, said.bones
            length[own], consonants[own] = said.length, said.consonants
    heard = np.flatnonzero(length >= _SHORTEST_SOUND)
    heard = heard[np.argsort(sound[heard], kind="stable")]
    boned = np.flatnonzero(consonants >= _FEWEST_BONES)
    boned = boned[np.argsort(bones[boned], kind="stable")]
    return Vocabulary(
        words,
        number,
        stems,
        sound[heard],
        heard.astype(np.int32),
        bones[boned],
        boned.astype(np.int32),
    )


def _anchors(start: Longs, word: Ints, *, weight: Floats, known: Vocabulary) -> Ints:
    """The rarest words of each line; of equally rare ones the longest."""
    lines = len(start) - 1
    line = np.repeat(np.arange(lines), np.diff(start))
    length = np.fromiter(map(len, known.words), np.int64, len(known.words))
    order = np.lexsort((-length[word], -weight, line))
    place = np.arange(len(word)) - start[:-1][line]
    found = np.full((lines, ANCHORS), -1, dtype=np.int32)
    for at in range(ANCHORS):
        some = order[(place == at) & ((at < _AT_LEAST) | (weight[order] >= _LEAST_TELLING))]
        found[line[some], at] = word[some]
    return found


def alike(known: Keys, word: Ints, asked: Keys) -> tuple[Longs, Ints]:
    """Which asked keys meet which listed words: places among the asked, and words.

    A key that very many listed words share says nothing, and is passed over.
    """
    first = np.searchsorted(known, asked, side="left")
    size = np.searchsorted(known, asked, side="right") - first
    size[size > _MOST_ALIKE] = 0
    asked_at = np.repeat(np.arange(len(asked)), size)
    inside = np.arange(len(asked_at)) - np.repeat(np.cumsum(size) - size, size)
    return asked_at, word[first[asked_at] + inside]
