"""Scripts written without blanks: Chinese, Korean and Japanese in Latin letters."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from enduse.names.remembered import Remembered
from enduse.names.table import load, pairs
from enduse.names.text import clean_name

_RAW = load("scripts")
_KANA: Mapping[str, str] = MappingProxyType(pairs(_RAW["kana"]))
_WORDS: Mapping[str, str] = MappingProxyType(pairs(_RAW["words"]))
_LONGEST_WORD = max(map(len, _WORDS))
_PERSON_AT_LEAST, _PERSON_AT_MOST = 3, 4


@dataclass(frozen=True, slots=True)
class _Korean:
    """How one half of Korea writes its syllables."""

    first: Sequence[str]
    vowel: Sequence[str]
    last: Sequence[str]
    families: Mapping[str, str]

    def family(self, char: str) -> str | None:
        return self.families.get(char)

    def syllable(self, char: str) -> str:
        """A Korean syllable is a number: (opening * 21 + vowel) * 28 + closing."""
        number = ord(char) - 0xAC00
        parts = (
            self.first[number // 588],
            self.vowel[number // 28 % 21],
            self.last[number % 28],
        )
        return "".join(parts).replace("-", "")


def _korean(suffix: str) -> _Korean:
    return _Korean(
        first=_RAW[f"hangul_first{suffix}"].split(),
        vowel=_RAW[f"hangul_vowel{suffix}"].split(),
        last=_RAW["hangul_last"].split(),
        families=MappingProxyType(pairs(_RAW[f"hangul_families{suffix}"])),
    )


_NORTH = _korean("")
_SOUTH = _korean("_south")
_OTHER_FAMILIES = pairs(_RAW["hangul_families_other"])
_NORTH_OTHER = replace(_NORTH, families={**_NORTH.families, **_OTHER_FAMILIES})
_SOUTH_OTHER = replace(_SOUTH, families={**_SOUTH.families, **_OTHER_FAMILIES})


def unspaced(word: str) -> tuple[str, ...]:
    """Ordinary words translated, the rest said syllable by syllable; other forms after it.

    Other forms: a short run as a person, family name and then the given name as one word;
    each run as one word; Korean as the South writes it.

    >>> unspaced("习近平")
    ('xi jin ping', 'xi jinping', 'xijinping')
    >>> unspaced("박근혜")[:2]
    ('pak kun hye', 'park geun hye')
    """
    pieces = list(cut_words(word))
    plain = _said(pieces, lambda piece: _syllables(piece, _NORTH))
    forms = [" ".join(plain)]
    if any("\uac00" <= char <= "\ud7a3" for char in word):
        forms.append(" ".join(_said(pieces, lambda piece: _syllables(piece, _SOUTH))))
        # A longer word is no person, and has no family name to be written otherwise.
        if len(word) <= _PERSON_AT_MOST:
            forms.append(" ".join(_said(pieces, lambda piece: _syllables(piece, _NORTH_OTHER))))
            forms.append(" ".join(_said(pieces, lambda piece: _syllables(piece, _SOUTH_OTHER))))
    elif len(pieces) == 1 and _PERSON_AT_LEAST <= len(plain) <= _PERSON_AT_MOST:
        forms.append(f"{plain[0]} {''.join(plain[1:])}")
    forms.append(" ".join(_said(pieces, lambda piece: ["".join(_syllables(piece, _NORTH))])))
    return tuple(dict.fromkeys(forms))


def cut_words(word: str) -> Iterable[str]:
    """Split at the words of the table, the longest first.

    >>> list(cut_words("沈忠國際海運有限公司"))[0]
    '沈忠'
    """
    loose = ""
    at = 0
    while at < len(word):
        size = _word_at(word, at)
        if size and loose:
            yield loose
            loose = ""
        if size:
            yield word[at : at + size]
        else:
            loose += word[at]
        at += size or 1
    if loose:
        yield loose


def is_word(piece: str) -> bool:
    """Whether the table says what a run of signs means."""
    return piece in _WORDS


def _word_at(word: str, at: int) -> int:
    """The length of the table's word that stands here, 0 where there is none."""
    for size in range(min(_LONGEST_WORD, len(word) - at), 1, -1):
        if word[at : at + size] in _WORDS:
            return size
    return 0


def _said(pieces: Sequence[str], loose: Callable[[str], list[str]]) -> list[str]:
    said: list[str] = []
    for piece in pieces:
        known = _WORDS.get(piece)
        said += loose(piece) if known is None else known.replace("-", " ").split()
    return said


def _syllables(piece: str, korean: _Korean) -> list[str]:
    said: list[str] = []
    kana = ""
    for place, char in enumerate(piece):
        if "\u3040" <= char <= "\u30ff":
            kana += char
            continue
        said += _japanese(kana)
        kana = ""
        if "\uac00" <= char <= "\ud7a3":
            family = korean.family(char) if place == 0 and len(piece) > 1 else None
            said.append(family or korean.syllable(char))
        else:
            said += _SAID[char]
    return said + _japanese(kana)


def _pinyin(char: str) -> list[str]:
    if char.isascii():
        return [char]
    from anyascii import anyascii

    return clean_name(anyascii(char)).split()


_SAID = Remembered(_pinyin)


def _japanese(run: str) -> list[str]:
    """Japanese syllables as one word, by the Hepburn table."""
    # Katakana stand 0x60 above hiragana; the long-vowel mark says nothing here.
    flat = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in run if c != "ー")
    out = ""
    double = False
    for char in flat:
        if char == "っ":
            double = True
        elif char in "ゃゅょ" and out.endswith("i"):
            out = _palatal(out, char)
        else:
            said = _KANA.get(char, "")
            out += said[:1] + said if double else said
            double = False
    return [out] if out else []


def _palatal(out: str, small: str) -> str:
    """Join what a small kana softens: "ki" and a small "yo" are "kyo", "shi" and it "sho"."""
    vowel = {"ゃ": "a", "ゅ": "u", "ょ": "o"}[small]
    stem = out.removesuffix("i")
    return stem + vowel if stem.endswith(("sh", "ch", "j")) else f"{stem}y{vowel}"
