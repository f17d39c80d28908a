"""How sure it is that words of a text name a listed party, and why no surer."""

from collections.abc import Iterator
from dataclasses import dataclass

from enduse.mention.align import Match, Text
from enduse.mention.beside import Around, around
from enduse.mention.ordinary import is_ordinary
from enduse.mention.tokens import Said, Token
from enduse.mention.worth import BONES, CUT, EXACT
from enduse.model.mention import Sureness
from enduse.names.scripts import is_bare

STEPS: tuple[Sureness, ...] = ("possible", "likely", "certain")
POSSIBLE, LIKELY, CERTAIN = range(3)

# What the words of a name must tell together, in rare words (names.rarity): so that prose in
# six languages has about two mentions in 100,000 words that are not meant (bench/reading.py).
_CERTAIN, _LIKELY, _LEAST_RAISED = 1.05, 0.6, 0.35
_LITTLE = 1.6
_ALONE_RARE, _ALONE_LETTERS = 0.85, 6
_FEWEST_LETTERS, _FEW_LETTERS, _LONG = 3, 5, 9
_MOST_OF_PERSON, _MOST_OF_NAME = 0.7, 0.85
_IN_ORDER = 0.15
_TWO, _THREE = 2, 3


@dataclass(frozen=True, slots=True)
class Sure:
    """A degree (0 possible, 1 likely, 2 certain), and what keeps it from more."""

    step: int
    why: str = ""

    def at_most(self, step: int, why: str) -> "Sure":
        """The same, or less."""
        return Sure(step, why) if step < self.step else self


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a listed name: whose it is, whether its list thinks little of it."""

    kind: str
    weak: bool = False
    family_first: bool = False

    @property
    def person(self) -> bool:
        """Whether it is a person's."""
        return self.kind == "person"


@dataclass(frozen=True, slots=True)
class _Seen:
    """A match, the words of the text that it is made of, what is beside them, whose it is."""

    match: Match
    words: tuple[Token, ...]
    first: Said
    here: Around
    about: About
    bare: bool


def weigh(match: Match, text: Text, about: About) -> Sure | None:
    """How sure a match is; None where it is nothing at all."""
    words = text.tokens.each[match.first : match.last + 1]
    here = around(match.first, match.last, tokens=text.tokens, text=text.text)
    first = text.tokens.said[words[0].word]
    bare = is_bare(text.text[words[0].start : words[-1].end])
    seen = _Seen(match, words, first, here, about, bare)
    if not _enough(seen) or _nothing(seen):
        return None
    if match.words == 1 and not here.marked and not text.small.isdisjoint(first.plain):
        return None  # the text has it as a word
    sure = _several(seen) if match.words > 1 else _alone(seen)
    if sure is None:
        return None
    for step, why in _limits(seen, _whole(seen, text), sure.step):
        sure = sure.at_most(step, why)
    return sure


def _enough(seen: _Seen) -> bool:
    """Whether a name of which a word is left out is still that name; a father's name may be."""
    match = seen.match
    if match.missing == match.fathers:
        return True
    share = match.info / match.told if match.told else 0.0
    if seen.about.person:
        return match.words > 1 and share >= _MOST_OF_PERSON and match.info >= _LIKELY
    return match.words > _TWO and share >= _MOST_OF_NAME and match.info >= _CERTAIN


def _nothing(seen: _Seen) -> bool:
    """Whether the words are written as no name is, or are too few of it.

    A company's name may go on with small letters ("Тульский машиностроительный завод"), a
    person's only with what joins ("Ursula von der Example"). Where letters are Latin most
    words of a name have a capital in any language.
    """
    match = seen.match
    if match.words == 1 and (match.worst < CUT or match.missing):
        return True
    small = sum(each.case == "small" for each in seen.words)
    if not small:
        return False
    joining = len(seen.words) - match.words
    may = seen.first.foreign or (match.info >= _CERTAIN and len(seen.words) > _THREE)
    most = match.words - 1 if may else (match.words - 1) // 2
    allowed = joining if seen.about.person else max(most, joining)
    return seen.words[0].case == "small" or small > allowed


def _several(seen: _Seen) -> Sure:
    """Several words. Four that are a publisher's, one by one, are met by no chance."""
    match = seen.match
    exact = match.worst == EXACT and match.order == "listed" and not match.missing
    told = match.info + (_IN_ORDER * (match.words - 2) if exact else 0.0)
    if match.info >= _CERTAIN or (told >= _CERTAIN and match.words > _THREE):
        return Sure(CERTAIN)
    if told >= _LIKELY or (seen.here.form and exact and match.info >= _LEAST_RAISED):
        return Sure(LIKELY, "its words are also those of other names")
    return Sure(POSSIBLE, "its words are ordinary")


def _alone(seen: _Seen) -> Sure | None:
    """A single word; None where it is more likely a word than a name."""
    match, here, word = seen.match, seen.here, seen.words[0]
    letters = seen.words[-1].end - word.start
    ordinary = any(is_ordinary(plain) for plain in seen.first.plain)
    ship = seen.about.kind == "vessel"
    marked = here.form or here.quoted or (ship and here.ship)
    opens = here.opens and not (match.info >= _LIKELY and letters >= _LONG)
    unlikely = ordinary or opens or letters < _FEWEST_LETTERS
    if seen.first.plain[0].isdigit() or _signs(seen) or (unlikely and not marked):
        return None
    if ship:
        likely = here.ship and not ordinary and match.info >= _LIKELY
        return Sure(int(likely), "a ship's name alone, without its number")
    few = letters < _FEW_LETTERS and word.case != "none"
    if seen.about.person or ordinary or few or match.info < _LIKELY:
        return Sure(POSSIBLE, "a single word")
    if here.form and match.info >= _ALONE_RARE and letters >= _ALONE_LETTERS:
        return Sure(CERTAIN)
    long = letters >= _LONG and not here.loud and not here.opens
    return Sure(int(marked or long), "a single word")


def _limits(seen: _Seen, whole: int, step: int) -> Iterator[tuple[int, str]]:
    """What keeps a match from more than a degree; `whole` counts words that are no number."""
    match, here = seen.match, seen.here
    yield from _by_spelling(seen)
    yield from _by_order(seen, max(POSSIBLE, step - 1))
    if here.longer and match.info < _LITTLE:
        yield max(POSSIBLE, step - 1), "other names stand directly beside it"
    if match.words > 1 and whole < _TWO:
        yield int(here.marked), "a word with a letter or number only"
    if seen.about.kind == "vessel" and not here.ship and match.words > 1:
        yield int(match.words > _TWO), "a ship's name, and no ship is spoken of"
    if seen.about.weak:
        yield int(match.info >= _CERTAIN), "a weak alias by the list"


def _by_spelling(seen: _Seen) -> Iterator[tuple[int, str]]:
    match = seen.match
    if match.worst <= BONES:
        enough = (match.words > _TWO or seen.bare) and match.info >= _LIKELY
        yield int(enough), NEAR
    elif match.worst <= CUT and match.words == 1:
        yield LIKELY, "another form of the word"
    if match.missing:
        yield LIKELY, "a part of the listed name is not there"


def _by_order(seen: _Seen, less: int) -> Iterator[tuple[int, str]]:
    match, person = seen.match, seen.about.person
    if match.order == "mixed" or (match.order == "turned" and not person):
        yield int(person), "the words stand in another order"
    if person and match.order != "listed" and _signs(seen):
        yield POSSIBLE, "the family name does not stand first"  # in Chinese it does
    told = seen.about.family_first or (not person and match.words > _THREE)
    if match.comma and not (told and match.order == "listed" and not match.missing):
        yield less, "a comma stands between its words"


def _signs(seen: _Seen) -> bool:
    """Whether it is written in signs of Chinese: a word each."""
    return seen.first.foreign and all(
        word.case == "none" and word.end - word.start == 1 for word in seen.words
    )


NEAR = "the spelling is only near"
"""Why a name is no surer of which a word is only alike by its consonants."""


def _whole(seen: _Seen, text: Text) -> int:
    """How many of the words are more than a letter and no number."""
    if seen.first.foreign and seen.words[0].case == "none":
        return seen.match.words  # a sign of Chinese is a word
    said = [text.tokens.said[each.word] for each in seen.words if each.end - each.start > 1]
    return sum(bool(one.plain) and not one.plain[0].isdigit() for one in said)


def raised(sure: Sure, info: float, why: str) -> Sure:
    """One step more, where something else of the same entry stands near."""
    if sure.step == CERTAIN or (sure.step == POSSIBLE and info < _LEAST_RAISED):
        return sure
    return Sure(sure.step + 1, why)
