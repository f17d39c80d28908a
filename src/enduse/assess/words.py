"""Words looked for in a text: whole words, any case, any script, with open endings."""

import re
from collections.abc import Iterable


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
