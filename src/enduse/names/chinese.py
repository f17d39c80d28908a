"""Chinese persons' names by older and southern spellings, in pinyin.

Wade-Giles   Taiwan and older books: "Hsi Chin-ping" is Xi Jinping
Cantonese    the family names of Hong Kong: "Tsang" is Zeng, "Wong" Wang or Huang
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from enduse.names.table import lines, load

MAX_READINGS, _MOST_MEANINGS = 4, 3
_RAW = load("others")
_MOST_WORDS = 4
_FAMILIES: Mapping[str, tuple[str, ...]] = {
    word: tuple(meant.split()) for word, meant in lines(_RAW["chinese"]["families"]).items()
}


def _syllables() -> frozenset[str]:
    """Every syllable of pinyin; "v" stands for the u of "nü", which few people type."""
    finals = lines(_RAW["chinese"]["finals"])
    syllables = (
        ("" if initial == "-" else initial) + end
        for initial, ends in finals.items()
        for end in ends.split()
    )
    return frozenset(syllable.replace("v", "u") for syllable in syllables)


_PINYIN = _syllables()
_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
_WADE_INITIALS: Mapping[str, str] = {
    "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "zh": "ch", "z": "ts", "c": "ts",
    "x": "hs", "r": "j",
}  # fmt: skip
_WADE_FINALS = {"ong": "ung", "iong": "iung", "ian": "ien", "ie": "ieh", "ue": "ueh"}
_WADE_WHOLE: Mapping[str, tuple[str, ...]] = {
    "zi": ("tzu", "tsu"), "ci": ("tzu",), "si": ("ssu", "szu"), "er": ("erh",),
    "yi": ("i", "yi"), "yan": ("yen",), "ye": ("yeh",), "you": ("yu",), "e": ("o",),
    "gui": ("kuei",), "kui": ("kuei",), "ge": ("ko",), "ke": ("ko",), "he": ("ho",),
}  # fmt: skip


def _wade(syllable: str) -> tuple[str, ...]:
    """A syllable of pinyin as Wade and Giles wrote it, without their apostrophes.

    >>> _wade("xi"), _wade("qian"), _wade("zhi"), _wade("guo"), _wade("duo")
    (('hsi',), ('chien',), ('chih',), ('kuo',), ('to',))
    """
    if syllable in _WADE_WHOLE:
        return _WADE_WHOLE[syllable]
    initial = next((each for each in _INITIALS if syllable.startswith(each)), "")
    final = syllable.removeprefix(initial)
    if initial in {"zh", "ch", "sh", "r"} and final == "i":
        final = "ih"
    elif final == "uo" and initial not in {"g", "k", "h", "sh"}:
        final = "o"
    return (_WADE_INITIALS.get(initial, initial) + _WADE_FINALS.get(final, final),)


def _oftener(syllable: str) -> tuple[bool, bool, str]:
    """The plain sounds before the breathed ones; "chu" is mostly zhu."""
    return (syllable[0] in "ptkqc", not syllable.startswith("zh"), syllable)


def _from_wade() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for syllable in sorted(_PINYIN, key=_oftener):
        for written in _wade(syllable):
            found.setdefault(written, []).append(syllable)
    return {written: tuple(meant) for written, meant in found.items()}


_FROM_WADE: Mapping[str, tuple[str, ...]] = _from_wade()
_LONGEST = max(map(len, _FROM_WADE))
_CLOSING = frozenset(syllable[-1] for syllable in _FROM_WADE)
_WADE_LETTERS = frozenset("".join(_FROM_WADE))
_ONLY_WADE = frozenset(_FROM_WADE) - _PINYIN


def is_old_spelling(word: str) -> bool:
    """Whether a name with this word may be one that `in_pinyin` knows in other letters."""
    return word in _FAMILIES or _only_wade(word)


def in_pinyin(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The same name in pinyin, where every word of it is a syllable of Chinese.

    Wade and Giles tell "p" from "b" by an apostrophe that hardly anybody writes, so that a
    syllable may be one of several.

    >>> in_pinyin(("mao", "tse", "tung"))[0], in_pinyin(("wong", "wei"))
    (('mao', 'ze', 'dong'), [('wang', 'wei'), ('huang', 'wei')])
    """
    if not 1 < len(words) <= _MOST_WORDS:
        return []
    found = [*_by_family(words, 0)]
    if any(map(_only_wade, words)) and all(map(_may_be_wade, words)):
        found += _by_wade(words)
    return [*found, *_by_family(words, -1)][:MAX_READINGS]


def _only_wade(word: str) -> bool:
    """Whether the word, or one of two syllables in it, is none of pinyin."""
    if word in _ONLY_WADE:
        return True
    return _may_be_two(word) and any(
        one in _ONLY_WADE or other in _ONLY_WADE for one, other in _pairs(word)
    )


def _may_be_wade(word: str) -> bool:
    return word in _FROM_WADE or any(_pairs(word))


def _may_be_chinese(word: str) -> bool:
    return word in _FROM_WADE or word in _PINYIN or any(_pairs(word))


def _pairs(word: str) -> Iterator[tuple[str, str]]:
    """The word cut into two syllables of Wade and Giles: "chinping" is chin and ping."""
    if not _may_be_two(word):
        return
    for place in range(2, min(len(word) - 1, _LONGEST + 1)):
        if word[:place] in _FROM_WADE and word[place:] in _FROM_WADE:
            yield word[:place], word[place:]


def _may_be_two(word: str) -> bool:
    """No, in a moment, for most words: every new one comes by here."""
    return word[-1] in _CLOSING and len(word) <= 2 * _LONGEST and _WADE_LETTERS.issuperset(word)


def _by_wade(words: Sequence[str]) -> list[tuple[str, ...]]:
    """What the words may be, those first that need the fewest second choices."""
    options = [list(enumerate(_meanings(word)[:_MOST_MEANINGS])) for word in words]
    ranked = sorted(product(*options), key=lambda chosen: sum(rank for rank, _ in chosen))
    found = [tuple(meant for _, meant in chosen) for chosen in ranked]
    return [meant for meant in found if meant != tuple(words)][:MAX_READINGS]


def _meanings(word: str) -> list[str]:
    """What one word may be in pinyin: what is so already first, then the plainer sound."""
    if word in _FROM_WADE:
        plain = [word] if word in _PINYIN and word not in _FROM_WADE[word] else []
        return [*_FROM_WADE[word], *plain]
    if word in _PINYIN:
        return [word]
    return ["".join(both) for pair in _pairs(word) for both in product(*map(_meanings, pair))]


def _by_family(words: Sequence[str], place: int) -> Iterator[tuple[str, ...]]:
    """The family name in pinyin, where the other words are syllables too."""
    given = [*words[1:]] if place == 0 else [*words[:-1]]
    if all(map(_may_be_chinese, given)):
        for family in _FAMILIES.get(words[place], ()):
            yield (family, *given) if place == 0 else (*given, family)
