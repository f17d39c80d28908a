"""A running text in stretches: lines that run on joined, words cut, sentences told apart."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from enduse.goods.words import Token
from enduse.mention.running import Running
from enduse.mention.tables import load
from enduse.mention.terms import cut_words

LONGEST = 60_000
"""Signs of one stretch: what is looked for is found within it, and no text is too long."""

_SENTENCE = 1_200
"""Signs of one sentence; what runs on without a stop is parted there."""

_STOP = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“„«(\[]*[^\Wa-zа-яёіїєґ_])|[。！？；;]|[؟۔]|\n"
)
_WORD_BEFORE = re.compile(r"(?:^|[\s(\[\"“„«])((?:[^\W\d_]+\.)*[^\W\d_]+|n°)$")
_BULLET = re.compile(r"\s*(?:[•*·▪–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s)")
_SHORT = 0.7
_APART = "  "


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a running text, sign for sign; a line end within a sentence is a blank.

    `start` is where it begins in the running text; `sentences` are the places in it at which
    sentences begin, `tokens` its words.
    """

    text: str
    start: int
    tokens: tuple[Token, ...]
    sentences: tuple[int, ...]

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence around a place begins and ends."""
        number = bisect_right(self.sentences, at) - 1
        last = number + 1
        end = self.sentences[last] if last < len(self.sentences) else len(self.text)
        return self.sentences[max(number, 0)], end

    def before(self, start: int) -> tuple[int, int] | None:
        """The sentence before the one that begins at a place; None for the first."""
        number = bisect_left(self.sentences, start) - 1
        return (self.sentences[number], start) if number >= 0 else None

    def words(self, start: int, end: int) -> range:
        """The numbers of the tokens between two places."""
        first = bisect_left(self.tokens, start, key=lambda token: token.start)
        last = bisect_left(self.tokens, end, lo=first, key=lambda token: token.start)
        return range(first, last)


def stretches(running: Running) -> Iterator[Stretch]:
    """The whole text, stretch by stretch, cut at ends of paragraphs where there are any."""
    flat = joined(running)
    start = 0
    while start < len(flat):
        end = _cut(flat, start)
        text = flat[start:end]
        yield Stretch(text, start, cut_words(text), tuple(_sentences(text)))
        start = end


def joined(running: Running) -> str:
    """The text, of the same length, without the line ends that end nothing.

    One stays where a paragraph, a heading, a row of a table or a page ends.
    """
    starts, text = running.starts, running.text
    ends = [*(at - 1 for at in starts[1:]), len(text) - 1][: len(starts)]
    usual = _usual([end - start for start, end in zip(starts, ends, strict=True)])
    parts: list[str] = []
    for at, start in enumerate(starts):
        stop = starts[at + 1] if at + 1 < len(starts) else len(text)
        line = text[start:stop]
        bare = line.rstrip("\n\f")
        ends_here = at + 1 == len(starts) or _parted(running, at, bare, usual=usual)
        parts.append(bare + ("\n" if ends_here else " ") * (len(line) - len(bare)))
    return "".join(parts)


def _parted(running: Running, at: int, bare: str, *, usual: int) -> bool:
    """Whether a thought ends with a line, and the next line begins another."""
    (page, number), (after_page, after) = running.lines[at], running.lines[at + 1]
    if page != after_page or after != number + 1 or _APART in bare:
        return True
    begin = running.starts[at + 1]
    following = running.text[begin : begin + 60]
    if _APART in following.split("\n", 1)[0] or _BULLET.match(following):
        return True
    return len(bare) < usual * _SHORT and not following[:1].islower()


def _usual(lengths: Sequence[int]) -> int:
    """How long a full line is: that of the longest tenth."""
    ordered = sorted(lengths)
    return ordered[len(ordered) * 9 // 10] if ordered else 0


def _cut(flat: str, start: int) -> int:
    end = start + LONGEST
    if end >= len(flat):
        return len(flat)
    for sign in ("\n", ". ", " "):
        at = flat.rfind(sign, start + LONGEST // 2, end)
        if at > 0:
            return at + len(sign)
    return end


def _sentences(text: str) -> Iterator[int]:
    """Where each sentence begins."""
    begin = 0
    yield 0
    for stop in _STOP.finditer(text):
        if stop[0] == "." and _shortened(text, stop.start()):
            continue
        end = stop.end()
        while end < len(text) and text[end].isspace():
            end += 1
        if end >= len(text):
            break
        yield from range(begin + _SENTENCE, end, _SENTENCE)
        if end > begin:
            yield end
            begin = end
    yield from range(begin + _SENTENCE, len(text), _SENTENCE)


def _shortened(text: str, stop: int) -> bool:
    """Whether a full stop ends a word that is shortened, an initial or a number in a list."""
    before = _WORD_BEFORE.search(text, max(0, stop - 16), stop)
    if before is None:
        return False
    word = before[1]
    return (len(word) == 1 and word.isupper()) or word.casefold() in _short_words()


@cache
def _short_words() -> frozenset[str]:
    return frozenset(load("abbreviations")["words"].split())
