"""A name made ready to be compared: the only thing that the index takes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enduse.names.common import is_particle, is_place
from enduse.names.expand import expand, join_compounds
from enduse.names.forms import split_form
from enduse.names.text import CleanName, clean_name

MAX_WORDS = 40
"""Words of a name that are compared. The longest published name has fewer; what is
longer is a document, and its words beyond these are counted in `ReadyName.cut`."""

MAX_VARIANTS = 4
_NO_FORMS = frozenset({"person", "vessel", "aircraft"})
_ACRONYM = re.compile(r"\(\s*([^\W\d_]{2,10})\s*\)")
_ORDINAL = re.compile(r"0*(\d+)(?:st|nd|rd|th|ya|y|oi|oy)?")
_SHIP_PREFIXES = frozenset({"mv", "mt", "ms", "ss"})
# "i", "v", "x" are initials, "vi" and "xi" also family names: taken at the end only.
_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16",
    "xvii": "17", "xviii": "18", "xix": "19", "xx": "20",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadyName:
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
    tokens: tuple[str, ...]
    kind: str = "unknown"
    forms: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    variants: tuple[tuple[str, ...], ...] = ()
    bare: bool = False
    weak: bool = False
    cut: int = 0

    def readings(self) -> tuple[tuple[str, ...], ...]:
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
    core, forms = _core(text, kind)
    ways, bare = _latin(core)
    shorter = _without_acronym(text)
    if shorter != text:
        ways = (*ways, *_latin(_core(shorter, kind)[0])[0])
    readings = [reading for way in ways for reading in _readings(way, kind)]
    distinct = tuple(dict.fromkeys(reading for reading in readings if reading))
    if not distinct or all(map(is_particle, distinct[0])):
        return None
    tokens = distinct[0][:MAX_WORDS]
    return ReadyName(
        text=text,
        tokens=tokens,
        kind=kind,
        forms=forms,
        numbers=tuple(sorted(token for token in tokens if token.isdigit())),
        places=frozenset(filter(is_place, tokens)),
        family=_family(text) if family_first else frozenset(),
        variants=tuple(variant[:MAX_WORDS] for variant in distinct[1 : MAX_VARIANTS + 1]),
        bare=bare,
        weak=weak,
        cut=max(0, len(distinct[0]) - MAX_WORDS),
    )


def _latin(core: CleanName) -> tuple[tuple[str, ...], bool]:
    """The name in Latin letters, and whether short vowels are missing from it.

    The tables of other scripts are loaded with the first name that needs them: a third of
    what this room costs a cold start.
    """
    if core.isascii():
        return (core,), False
    from enduse.names.scripts import is_bare, romanise

    return romanise(core), is_bare(core)


def _core(text: str, kind: str) -> tuple[CleanName, frozenset[str]]:
    """A clean name without its legal forms, and their classes."""
    clean = clean_name(text)
    return (clean, frozenset[str]()) if kind in _NO_FORMS else split_form(clean)


def _without_acronym(text: str) -> str:
    """A name without initials of its own in brackets, which few writers repeat.

    >>> _without_acronym("SHAHID HEMMAT INDUSTRIAL GROUP (SHIG)")
    'SHAHID HEMMAT INDUSTRIAL GROUP'
    >>> _without_acronym("Bowne Global Solutions (Sweden) AB")
    'Bowne Global Solutions (Sweden) AB'
    """
    found = _ACRONYM.search(text)
    if found is None:
        return text
    initials = (word[0] for word in re.findall(r"[^\W\d_]+", text[: found.start()].upper()))
    # Each letter must open a word, in their order: "(SHIG)", and not "(UK)".
    if not all(letter in initials for letter in found[1]):
        return text
    return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())


def _readings(way: str, kind: str) -> list[tuple[str, ...]]:
    """The words of one romanisation, ordinary words spelt out where they may be such."""
    words = tuple(_number(word) for word in way.split())
    if kind == "vessel" and len(words) > 1 and words[0] in _SHIP_PREFIXES:
        words = words[1:]
    plain = join_compounds(words)
    if kind == "person":
        return [plain]
    written_out = _with_roman(expand(plain))
    # A stranger may be a person called "Dom" as well as a "torgovy dom", a house.
    return [written_out, plain] if kind == "unknown" else [written_out]


def _number(word: str) -> str:
    """Digits without leading zeros and ordinal endings: "46TH" is 46."""
    found = _ORDINAL.fullmatch(word) if word[:1].isdigit() else None
    return found.group(1) if found else word


def _with_roman(words: Sequence[str]) -> tuple[str, ...]:
    last = len(words) - 1
    return tuple(
        _ROMAN[word] if word in _ROMAN and _may_be_roman(word, place, last) else word
        for place, word in enumerate(words)
    )


def _may_be_roman(word: str, place: int, last: int) -> bool:
    return place > 0 and (place == last or word not in {"vi", "xi"})


def _family(text: str) -> frozenset[str]:
    """The tokens before the first comma, in their main romanisation."""
    before = clean_name(text.partition(",")[0])
    words = join_compounds(_latin(before)[0][0].split())
    return frozenset(word for word in words if not is_particle(word))
