"""Words looked for in a text: whole words, any case, any script, with open endings."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property


def found_words(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Which of `words` stand in `text` as words, in the order of the list.

    A word that ends in "*" may go on ("логистик*" finds "логистика"); any other must end
    where it ends, so that "bank" is not found in "Banker Street Bakery".

    >>> found_words("Ararat Logistics LLC, forwarding", ["logistics", "bank", "forward*"])
    ('logistics', 'forward*')
    """
    folded = text.casefold()
    return tuple(word for word in words if _pattern(word).search(folded))


def only_words(text: str, words: Iterable[str]) -> bool:
    """Whether a text holds nothing but some of `words` and small connecting words.

    >>> only_words("For resale.", ["resale"]), only_words("resale to florists", ["resale"])
    (True, False)
    """
    left = text.casefold()
    for word in sorted(words, key=len, reverse=True):
        left = _pattern(word).sub(" ", left)
    return not (set(_WORD.findall(left)) - _SMALL)


_WORD = re.compile(r"\w+")
_CONNECTING = """
    a an the for of and or to in by with our own as per use end
    voor de het een en van door für der die das und zum zur
    pour le la les et du des для и на в için ve
"""
_SMALL = frozenset(_CONNECTING.split())


def _pattern(word: str) -> re.Pattern[str]:
    # `re` keeps the patterns it compiled, so a batch pays for each word once.
    stem, star, _ = word.casefold().partition("*")
    end = "" if star else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(stem)}{end}")


class Vocabulary:
    """Words in groups, found in a text the longest first; what was read is not read again.

    So "power distribution" can stand in a group of its own, and "distribution" in another.
    Case, accents and the two letters i of Turkish make no difference. A word of a script
    without spaces is found anywhere.

    >>> words = Vocabulary({"trade": ["distribution"], "no": ["power distribution"]})
    >>> words.find("Power Distribution Co"), words.find("Distribution Co")
    ((('no', 'power distribution'),), (('trade', 'distribution'),))
    """

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._groups = groups

    @cached_property
    def _group(self) -> Mapping[str, str]:
        """The group of each word, made when a text is first looked at: few orders need it."""
        return {fold(word): name for name, words in self._groups.items() for word in words}

    @cached_property
    def _open(self) -> tuple[str, ...]:
        return tuple(word for word in self._longest if word.endswith("*"))

    @cached_property
    def _longest(self) -> tuple[str, ...]:
        return tuple(sorted(self._group, key=len, reverse=True))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        spaced = "|".join(
            _bounded(word) for word in self._longest if not _UNSPACED.search(word)
        )
        joined = "|".join(re.escape(word) for word in self._longest if _UNSPACED.search(word))
        parts = [rf"(?<!\w)(?:{spaced})"] * bool(spaced) + [joined] * bool(joined)
        return re.compile("|".join(parts) or r"(?!)")

    def find(self, text: str) -> tuple[tuple[str, str], ...]:
        """Each group that stands in a text with the words as they stand, in their order."""
        found = (match.group() for match in self._pattern.finditer(fold(text)))
        return tuple((self._of(words), words) for words in found)

    def first(self, text: str) -> dict[str, str]:
        """Each group that stands in a text with its first words, in their order."""
        found: dict[str, str] = {}
        for group, words in self.find(text):
            found.setdefault(group, words)
        return found

    def groups(self, text: str) -> frozenset[str]:
        """The groups of which some word stands in a text."""
        return frozenset(group for group, _ in self.find(text))

    def rest(self, text: str) -> str:
        """What of a text, folded, is in no group."""
        return " ".join(self._pattern.sub(" ", fold(text)).split())

    def _of(self, words: str) -> str:
        if words in self._group:
            return self._group[words]
        return self._group[next(w for w in self._open if words.startswith(w[:-1]))]


_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def fold(text: str) -> str:
    """A text without case and accents, its spaces made single.

    >>> fold("SANAYİ  ve Dış Ticaret"), fold("Großhandel, Négoce")
    ('sanayi ve dis ticaret', 'grosshandel, negoce')
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(bare.replace("ı", "i").split())


def _bounded(word: str) -> str:
    return re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) + r"(?!\w)"
