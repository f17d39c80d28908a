"""Words looked for in a text: whole words, any case, any script, with open endings."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    def _starts(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Words and their groups by first letter, the longest first.

        They are made when a text is first looked at, for few orders need them.
        """
        starts: dict[str, list[tuple[str, str]]] = {}
        for group, words in self._groups.items():
            for word in map(fold, words):
                starts.setdefault(word[0], []).append((word, group))
        return {first: sorted(rows, key=_longest) for first, rows in starts.items()}

    def find(self, text: str) -> tuple[tuple[str, str], ...]:
        """Each group that stands in a text with the words as they stand, in their order."""
        folded = fold(text)
        return tuple((group, folded[at:end]) for group, at, end in self._spans(folded))

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
        folded, left, last = fold(text), [], 0
        for _, at, end in self._spans(folded):
            left.append(folded[last:at])
            last = end
        return " ".join(" ".join((*left, folded[last:])).split())

    def _spans(self, folded: str) -> Iterator[tuple[str, int, int]]:
        at = 0
        while at < len(folded):
            group, end = self._at(folded, at)
            if group is not None:
                yield group, at, end
            at = max(end, at + 1)

    def _at(self, folded: str, at: int) -> tuple[str | None, int]:
        """The group whose longest word begins at a place, and where the word ends."""
        inside = at > 0 and _is_letter(folded[at - 1])
        for word, group in self._starts.get(folded[at], ()):
            if not folded.startswith(word.removesuffix("*"), at):
                continue
            end = at + len(word.removesuffix("*"))
            if _UNSPACED.search(word):
                return group, end
            if word.endswith("*"):
                end = next(
                    (i for i in range(end, len(folded)) if not _is_letter(folded[i])),
                    len(folded),
                )
            if not inside and (end == len(folded) or not _is_letter(folded[end])):
                return group, end
        return None, at


def _longest(row: tuple[str, str]) -> int:
    return -len(row[0])


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"


_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def as_written(text: str, folded: str) -> str:
    """How words that were found in a folded text are written in the text itself.

    >>> as_written("ООО Торговый Дом, Négoce", "торговыи дом")
    'Торговый Дом'
    """
    spaces = list(_WORD_OR_NOT.finditer(text))
    for first in range(len(spaces)):
        for last in range(first, len(spaces)):
            written = text[spaces[first].start() : spaces[last].end()]
            if fold(written) == folded:
                return written
            if len(written) > _LONGER * len(folded):
                break
    return folded


_WORD_OR_NOT = re.compile(r"\w+|[^\w\s]")
_LONGER = 2  # letters that folding takes apart, and spaces that it makes one


def fold(text: str) -> str:
    """A text without case and accents, its spaces made single.

    >>> fold("SANAYİ  ve Dış Ticaret"), fold("Großhandel, Négoce")
    ('sanayi ve dis ticaret', 'grosshandel, negoce')
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(bare.replace("ı", "i").split())
