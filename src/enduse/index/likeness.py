"""How alike two words are, from 0 to 1, and in what way."""

from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz.distance import OSA

from enduse.names.sound import fold, skeleton

How = Literal["same", "typo", "sounds alike", "initial", "joined", "abbreviation"]

# An edit takes away one and a half times its share of the longer word: one in ten letters
# leaves 0.85, one in six 0.75, one in four 0.63. So a slip weighs heavier in a short word.
_EDIT_COST = 1.5
# What equal sounds are worth by their length: short words sound alike by chance.
_SAME_SOUND = (0.0, 0.7, 0.82, 0.89, 0.93, 0.97)
_INITIAL = 0.5
# What an equal skeleton is worth by its length. Two consonants say little ("ali", "ulla").
_SKELETON = (0.0, 0.0, 0.7, 0.85, 0.92, 0.95)
_BARE_SKELETON = (0.0, 0.5, 0.86, 0.94, 0.97, 0.98)
_ABBREVIATION_AT_LEAST = 3
_BEND = 0.5


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its sounds. `syllables` counts vowel runs, 0 where none is written."""

    text: str
    skeleton: str
    fold: str
    syllables: int


@dataclass(frozen=True, slots=True)
class Ear:
    """Remembers how words sound, for as long as one search or one comparison lives."""

    heard: dict[str, Word] = field(default_factory=dict)

    def word(self, text: str) -> Word:
        """The word with its sounds, worked out once."""
        known = self.heard.get(text)
        if known is None:
            known = self.heard[text] = _listen(text)
        return known


def _listen(text: str) -> Word:
    folded = fold(text)
    return Word(text, skeleton(text), folded, sum(letter in "aiu" for letter in folded))


def likeness(one: Word, other: Word, *, bare: bool = False) -> tuple[float, How]:
    """How alike two words are. Symmetric; 1.0 only for the same word; no cliffs.

    The best of three readings counts: letters (one edit in ten leaves 0.85), sounds
    (vowels by kind), consonants alone. `bare` says that one of them comes from a script
    without short vowels, so that equal consonants are all the agreement there can be.
    Numbers are the same or different. An initial is worth half.

    >>> ear = Ear()
    >>> likeness(ear.word("kassir"), ear.word("qasir"))[1]
    'sounds alike'
    >>> likeness(ear.word("46"), ear.word("47"))[0]
    0.0
    """
    if one.text == other.text:
        return 1.0, "same"
    if one.text.isdigit() or other.text.isdigit():
        return 0.0, "typo"
    if len(one.text) == 1 or len(other.text) == 1:
        return (_INITIAL if one.text[0] == other.text[0] else 0.0), "initial"
    readings: tuple[tuple[float, How], ...] = (
        (_by_letters(one.text, other.text), "typo"),
        (_by_sound(one, other, bare=bare), "sounds alike"),
        (_by_beginning(one.text, other.text), "abbreviation"),
    )
    best, how = max(readings)
    return _bent(best), how


def _by_letters(one: str, other: str) -> float:
    longest = max(len(one), len(other))
    return max(0.0, 1.0 - _EDIT_COST * OSA.distance(one, other) / longest)


def _by_sound(one: Word, other: Word, *, bare: bool) -> float:
    # "NCC" and "NNK" are read letter by letter, and so are heard as no word at all.
    if not (bare or (one.syllables and other.syllables)):
        return 0.0
    longest = max(len(one.fold), len(other.fold))
    apart = OSA.distance(one.fold, other.fold)
    same = _SAME_SOUND[min(longest, len(_SAME_SOUND) - 1)]
    sound = max(0.0, same - _EDIT_COST * apart / longest)
    # In words of one syllable the vowel is half of the word: "zhang" is not "zhong".
    if one.skeleton != other.skeleton or not (bare or max(one.syllables, other.syllables) > 1):
        return sound
    worth = _BARE_SKELETON if bare else _SKELETON
    return max(sound, worth[min(len(one.skeleton), len(worth) - 1)])


def _by_beginning(one: str, other: str) -> float:
    """A cut word ("comm", "communications"): the more is written, the better."""
    short, long = sorted((one, other), key=len)
    if len(short) < _ABBREVIATION_AT_LEAST or not long.startswith(short):
        return 0.0
    return 0.4 + 0.4 * len(short) / len(long)


def _bent(value: float) -> float:
    """Below one half likeness fades faster, without a step."""
    return value if value >= _BEND else value * value / _BEND
