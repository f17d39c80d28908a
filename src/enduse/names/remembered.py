"""Answers about words and letters, kept for the next time the same one comes."""

from collections.abc import Callable
from typing import TypeVar

MAX_WORDS = 130_000
"""Words that are kept. With more than these it begins anew, so that a long run of names
does not fill the memory; the common words are back with the next few names."""

LONGEST = 40
"""Letters of a word that is kept; longer ones hardly come twice."""

Answer = TypeVar("Answer")


class Remembered(dict[str, Answer]):
    """What a function says of each word; the function must depend on the word alone.

    A dictionary, since a word that is known must cost no more than looking it up.

    >>> lengths = Remembered(len)
    >>> lengths["orion"], dict(lengths)
    (5, {'orion': 5})
    """

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> Answer:
        answer = self._ask(word)
        if len(word) <= LONGEST:
            if len(self) >= MAX_WORDS:
                self.clear()
            self[word] = answer
        return answer


class Letters(dict[int, str]):
    """What becomes of each letter, as `str.translate` wants it; the function is asked once.

    >>> "ab".translate(Letters(lambda letter: letter * 2))
    'aabb'
    """

    def __init__(self, ask: Callable[[str], str]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, code: int) -> str:
        answer = self._ask(chr(code))
        if len(self) >= MAX_WORDS:
            self.clear()
        self[code] = answer
        return answer
