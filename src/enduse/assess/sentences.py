"""A text as sentences: which words belong together, and what stands between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enduse.goods.words import Token

_HARD = re.compile(r"[;:!?\n\r。；：！？؛؟…|•]|\.(?!\d)")
_SOFT = re.compile(r"[,，،()\[\]（）–—]|\s-+\s")
_LIST = re.compile(r"[、/&+]")
_ASKS = re.compile(r"[:?：？=؟]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence, and what stands before each: "", "list" or "comma".

    `asks` says that it ends as a question or a field of a form does, so that a "no" behind
    it is its answer.
    """

    words: Sequence[Token]
    before: Sequence[str]
    asks: bool = False

    def parts(self) -> list[tuple[int, int]]:
        """Where its parts between commas begin and end."""
        size = len(self.words)
        starts = [0, *(at for at in range(size) if self.before[at] == "comma")]
        return list(zip(starts, [*starts[1:], size], strict=True))


def joined(first: Sentence, second: Sentence) -> Sentence:
    """A sentence with the list behind its colon, whose commas part nothing but its members."""
    members = ["list" if kind == "comma" else kind for kind in second.before]
    return Sentence([*first.words, *second.words], [*first.before, *members], second.asks)


def sentences(text: str, words: Sequence[Token]) -> Iterator[Sentence]:
    """The sentences of a text that was cut into words, in order, every word in one of them."""
    mine: list[Token] = []
    before: list[str] = []
    for at, word in enumerate(words):
        between = text[words[at - 1].end : word.start] if at else ""
        # A point inside a number ends nothing.
        if at and _HARD.search(between + word.text[:1] if between == "." else between):
            yield Sentence(mine, before, bool(_ASKS.search(between)))
            mine, before = [], []
        before.append(_kind(between) if mine else "")
        mine.append(word)
    if mine:
        yield Sentence(mine, before)


def _kind(between: str) -> str:
    if _SOFT.search(between):
        return "comma"
    return "list" if _LIST.search(between) else ""
