"""A name made ready to be compared: the only thing that the index takes."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from enduse.names.also import also_written
from enduse.names.common import PARTICLES, PLACES, is_particle
from enduse.names.expand import expand, join_compounds, part_compounds
from enduse.names.forms import split_words
from enduse.names.mend import may_be_broken, may_stand_in_form, mended
from enduse.names.others import others
from enduse.names.remembered import Remembered
from enduse.names.text import clean_name
from enduse.names.words import (
    ALSO,
    DIGITS,
    FOREIGN,
    JOINED,
    MEANS,
    MENDED,
    MISREAD,
    NUMBERED,
    OTHERS,
    ROMAN,
    STRANGE,
    called,
    number,
    read,
    read_of_person,
)

MAX_WORDS = 40
"""Words of a name that are compared. The longest published name has fewer; what is
longer is a document, and its words beyond these are counted in `ReadyName.cut`."""

MAX_VARIANTS = 4
_NO_FORMS = frozenset({"person", "vessel", "aircraft"})
_SHIP_PREFIXES = frozenset({"mv", "mt", "ms", "ss"})
_NONE: frozenset[str] = frozenset()
_ROMAN_WORDS = frozenset(ROMAN)
_WORDS = Remembered(read)
_WORDS_OF_PERSONS = Remembered(read_of_person)
# What only the long way of making a name ready can do.
_RARE_ANYWHERE = FOREIGN | NUMBERED | JOINED | MISREAD
_RARE_IN_PERSONS = _RARE_ANYWHERE | OTHERS
_RARE = {"company": _RARE_ANYWHERE, "aircraft": _RARE_ANYWHERE}
# What a word in Latin letters must call for to be written in another way.
_SELDOM = OTHERS | MISREAD | JOINED | MEANS
# Where numbers can come from.
_NUMBERS = FOREIGN | NUMBERED | MEANS | DIGITS
Reading = tuple[str, ...]


class ReadyName(NamedTuple):
    """A name as words that can be compared.

    `text` is what was given. `tokens` are its words in Latin letters without legal forms;
    `variants` other ways to write them all (another romanisation, a word unabbreviated).
    `forms` are classes of legal forms, `numbers` the numbers among the tokens, `places` the
    tokens that name a country or city, `family` the tokens that are known to be the family
    name. `bare` says that the script written leaves out short vowels, `weak` that the
    publisher marks the name as of low quality. `cut` counts words
    beyond `MAX_WORDS` that take no part.
    """

    text: str
    tokens: Reading
    kind: str = "unknown"
    forms: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    variants: tuple[Reading, ...] = ()
    bare: bool = False
    weak: bool = False
    cut: int = 0

    def readings(self) -> tuple[Reading, ...]:
        """The tokens, then every variant of them."""
        return (self.tokens, *self.variants)


def ready(
    text: str, *, kind: str = "unknown", family_first: bool = False, weak: bool = False
) -> ReadyName | None:
    """Make a name ready; None where nothing in it can be compared.

    Nothing can be compared in a name that is empty, only marks, or only a legal form
    ("CORP", "OOO"): a caller must say so rather than report no hit. Legal forms are not
    sought in the names of persons, vessels and aircraft. `family_first` says that the
    words before the first comma are the family name ("YERSHOV, Sergey").

    >>> name = ready("OOO «Электроком» ВПК", kind="company")
    >>> name.tokens, sorted(name.forms)
    (('elektrokom', 'vpk'), ['limited'])
    >>> ready("CORP.") is None
    True
    """
    typed, calls = _typed(text, kind)
    core, forms = _without_forms(typed, kind)
    also = _also(text, typed, kind=kind, calls=calls)
    if calls & _RARE.get(kind, _RARE_IN_PERSONS) or also or kind == "vessel":
        distinct, bare = _all_readings(core, kind, also=also)
    else:
        distinct, bare = _plain_readings(tuple(core), kind, calls), False
    if not distinct or PARTICLES.issuperset(distinct[0]):
        return None
    words = distinct[0]
    tokens = words if len(words) <= MAX_WORDS else words[:MAX_WORDS]
    return ReadyName(
        text,
        tokens,
        kind,
        forms,
        tuple(sorted(filter(str.isdigit, tokens))) if calls & _NUMBERS else (),
        PLACES.intersection(tokens),
        _family(text) if family_first else _NONE,
        _variants(distinct) if len(distinct) > 1 else (),
        bare,
        weak,
        len(words) - len(tokens),
    )


def _variants(distinct: Sequence[Reading]) -> tuple[Reading, ...]:
    return tuple(variant[:MAX_WORDS] for variant in distinct[1 : MAX_VARIANTS + 1])


def _typed(text: str, kind: str) -> tuple[list[str], int]:
    """The clean words of a name, and what they call for."""
    table = _WORDS_OF_PERSONS if kind == "person" else _WORDS
    words: list[str] = []
    calls = 0
    for typed in text.split():
        clean, called = table[typed]
        words += clean
        calls |= called
    return words, calls


def _without_forms(words: Sequence[str], kind: str) -> tuple[Sequence[str], frozenset[str]]:
    """A name's words without its legal forms, and the forms' classes."""
    return (words, _NONE) if kind in _NO_FORMS else split_words(words)


def _also(text: str, words: Sequence[str], *, kind: str, calls: int) -> Sequence[Sequence[str]]:
    """The words, without legal forms, of what the name as typed may also be."""
    found: list[Sequence[str]] = []
    if calls & ALSO or text.count(",") > 1:
        found += (_typed(other, kind)[0] for other in also_written(text))
    forms = kind not in _NO_FORMS
    if calls & STRANGE and (
        may_be_broken(words) or (forms and (calls & MENDED or may_stand_in_form(words)))
    ):
        right = mended(words, forms=forms)
        if right != tuple(words):
            found.append(right)
    return [_without_forms(other, kind)[0] for other in found]


def _plain_readings(words: Reading, kind: str, calls: int) -> tuple[Reading, ...]:
    """The readings of a name that calls for no more than ordinary words spelt out."""
    if kind == "person" or not calls & MEANS or not words:
        return (words,) if words else ()
    written_out = _with_roman(expand(words))
    return (
        (written_out, words) if kind == "unknown" and written_out != words else (written_out,)
    )


def _all_readings(
    core: Sequence[str], kind: str, *, also: Sequence[Sequence[str]]
) -> tuple[tuple[Reading, ...], bool]:
    """Every distinct reading, and whether short vowels are missing from the name."""
    ways, bare = _latin(core)
    for other in also:
        ways = (*ways, *_latin(other)[0])
    readings: list[Reading] = []
    seldom: list[Reading] = []
    for way in ways:
        calls = reduce(or_, (called(word) for word in way), 0)
        made = _readings(way, kind, calls)
        readings += made
        if calls & _SELDOM:
            seldom += (right for reading in made for right in others(reading, kind))
    return tuple(dict.fromkeys(reading for reading in (*readings, *seldom) if reading)), bare


def _latin(core: Sequence[str]) -> tuple[tuple[Sequence[str], ...], bool]:
    """The words in Latin letters, and whether short vowels are missing from them.

    The tables of other scripts are loaded with the first name that needs them: a third of
    what this room costs a cold start.
    """
    text = "".join(core)
    if text.isascii():
        return (core,), False
    from enduse.names.scripts import is_bare, romanise_words

    return romanise_words(core), is_bare(text)


def _readings(way: Sequence[str], kind: str, calls: int) -> list[Reading]:
    """The words of one romanisation, ordinary words spelt out where they may be such."""
    words = tuple(map(number, way) if calls & NUMBERED else way)
    if kind == "vessel" and len(words) > 1 and words[0] in _SHIP_PREFIXES:
        words = words[1:]
    plain = join_compounds(words) if calls & JOINED else words
    parted = [part_compounds(words)] if calls & JOINED else []
    if kind == "person":
        return [plain, *parted]
    written_out = _with_roman(expand(plain))
    # A stranger may be a person called "Dom" as well as a "torgovy dom", a house.
    return [written_out, plain, *parted] if kind == "unknown" else [written_out]


def _with_roman(words: Reading) -> Reading:
    """The words with Roman numbers in digits, which most names have none of."""
    if _ROMAN_WORDS.isdisjoint(words):
        return words
    last = len(words) - 1
    return tuple(
        ROMAN[word] if word in ROMAN and _may_be_roman(word, place, last) else word
        for place, word in enumerate(words)
    )


def _may_be_roman(word: str, place: int, last: int) -> bool:
    return place > 0 and (place == last or word not in {"vi", "xi"})


def _family(text: str) -> frozenset[str]:
    """The tokens before the first comma, in their main romanisation."""
    before = clean_name(text.partition(",")[0])
    words = _latin(before.split())[0][0]
    both = (*join_compounds(words), *part_compounds(words))
    return frozenset(word for word in both if not is_particle(word))
