"""A name made ready by the book: slowly, the whole name at every step, nothing remembered."""

import unicodedata
from collections.abc import Sequence

from enduse.names import expand as words_of
from enduse.names import forms, scripts, text
from enduse.names.also import also_written
from enduse.names.common import is_particle, is_place
from enduse.names.mend import mended
from enduse.names.others import others
from enduse.names.ready import (
    _NO_FORMS,
    _SHIP_PREFIXES,
    MAX_VARIANTS,
    MAX_WORDS,
    ReadyName,
    _may_be_roman,
)
from enduse.names.table import load
from enduse.names.words import _TWO_NAMES, ROMAN, cut_form, number

_KEPT_MARKS = frozenset({"и\u0306", "И\u0306", "і\u0308", "І\u0308"})


def clean_name(given: str) -> str:
    """Every letter for itself, with the one that stood before it; no short way."""
    letters = _bare_letters(_without_apostrophes(given))
    once = text._latin_words(text._blanks(_without_apostrophes(letters))).casefold()
    bare = _bare_letters(once)
    unfolded = "".join(text._UNFOLDED.get(char, char) for char in bare)
    return text._latin_words(text._blanks(_without_apostrophes(unfolded)))


def _without_apostrophes(given: str) -> str:
    return "".join(char for char in given if char not in text._APOSTROPHES)


def _bare_letters(given: str) -> str:
    kept = ""
    last = ""
    for char in unicodedata.normalize("NFKD", given):
        stray = char in "\u0306\u0308" and last + char not in _KEPT_MARKS
        kept += "" if stray else text._bare(char)
        last = char
    return unicodedata.normalize("NFC", kept)


def split_form(clean: str) -> tuple[str, frozenset[str]]:
    """Every phrase of the table tried at both ends, and then at every word between.

    Where nothing is left, what may be initials of somebody comes back.
    """
    classes: set[str] = set()
    glued: set[str] = set()
    words = [
        piece
        for word in clean.split()
        for piece in clean_name(forms._unglued(word, glued)).split()
    ]
    ends: list[tuple[str, ...]] = []
    while phrase := _longest(tuple(words[-size:]) for size in _sizes(words)):
        ends.append(phrase)
        words = words[: -len(phrase)]
    starts: list[tuple[str, ...]] = []
    while phrase := _longest(tuple(words[:size]) for size in _sizes(words)):
        starts.append(phrase)
        words = words[len(phrase) :]
    kept: list[str] = []
    everyday = load("forms")["everyday"]["words"].split()
    for phrase in (*starts, *ends[::-1]):
        letters = "".join(phrase)
        initials = len(letters) <= 4 and letters.isascii() and letters not in everyday
        if not words and initials and (phrase == (letters,) or set(map(len, phrase)) == {1}):
            kept += phrase
        else:
            classes.add(forms._FORMS[phrase])
    while words:
        phrase = _longest(tuple(words[:size]) for size in _sizes(words))
        if phrase and forms._stands_anywhere(phrase):
            classes.add(forms._FORMS[phrase])
            words = words[len(phrase) :]
        else:
            kept.append(words.pop(0))
    return " ".join(kept), frozenset(classes | glued)


def _sizes(words: Sequence[str]) -> range:
    return range(min(max(map(len, forms._FORMS)), len(words)), 0, -1)


def _longest(phrases: object) -> tuple[str, ...]:
    assert hasattr(phrases, "__iter__")
    return next((phrase for phrase in phrases if phrase in forms._FORMS), ())


def romanise(clean: str) -> tuple[str, ...]:
    """Every word spelt anew, the numbered forms of all words put side by side."""
    if clean.isascii():
        return (clean,)
    whose = scripts.alphabet(clean)
    options = [scripts._forms(word, cyrillic=whose) for word in clean.split()]
    rows = [
        " ".join(" ".join(each[min(row, len(each) - 1)] for each in options).split())
        for row in range(max(map(len, options)))
    ]
    return tuple(dict.fromkeys(rows))[: scripts.MAX_FORMS]


def readings(way: str, kind: str) -> list[tuple[str, ...]]:
    """Numbers, prefixes, compounds, ordinary words and Roman numbers, in this order."""
    words = tuple(number(word) for word in way.split())
    if kind == "vessel" and len(words) > 1 and words[0] in _SHIP_PREFIXES:
        words = words[1:]
    plain = words_of.join_compounds(words)
    parted = words_of.part_compounds(words)
    if kind == "person":
        return [plain, parted]
    spelt_out = words_of.expand(plain)
    last = len(spelt_out) - 1
    with_roman = tuple(
        ROMAN[word] if word in ROMAN and _may_be_roman(word, place, last) else word
        for place, word in enumerate(spelt_out)
    )
    return [with_roman, plain, parted] if kind == "unknown" else [with_roman]


def _typed(given: str, kind: str) -> list[str]:
    if kind == "person":
        given = _TWO_NAMES.sub(" ", given)
    return [part for word in clean_name(given).split() for part in cut_form(word)]


def _core(words: Sequence[str], kind: str) -> tuple[str, frozenset[str]]:
    clean = " ".join(words)
    return (clean, frozenset()) if kind in _NO_FORMS else split_form(clean)


def ready(
    given: str, *, kind: str, family_first: bool = False, weak: bool = False
) -> ReadyName | None:
    """What `enduse.names.ready.ready` must say."""
    words = _typed(given, kind)
    core, classes = _core(words, kind)
    ways = romanise(core)
    also = [_typed(other, kind) for other in also_written(given)]
    for other in (*also, mended(words, forms=kind not in _NO_FORMS)):
        ways = (*ways, *romanise(_core(other, kind)[0]))
    every = [reading for way in ways for reading in readings(way, kind) if reading]
    every += [other for reading in every for other in others(reading, kind)]
    distinct = tuple(dict.fromkeys(every))
    if not distinct or all(map(is_particle, distinct[0])):
        return None
    tokens = distinct[0][:MAX_WORDS]
    return ReadyName(
        text=given,
        tokens=tokens,
        kind=kind,
        forms=classes,
        numbers=tuple(sorted(token for token in tokens if token.isdigit())),
        places=frozenset(filter(is_place, tokens)),
        family=_family(given) if family_first else frozenset(),
        variants=tuple(variant[:MAX_WORDS] for variant in distinct[1 : MAX_VARIANTS + 1]),
        bare=not core.isascii() and scripts.is_bare(core),
        weak=weak,
        cut=max(0, len(distinct[0]) - MAX_WORDS),
    )


def _family(given: str) -> frozenset[str]:
    before = romanise(clean_name(given.partition(",")[0]))[0].split()
    both = (*words_of.join_compounds(before), *words_of.part_compounds(before))
    return frozenset(word for word in both if not is_particle(word))
