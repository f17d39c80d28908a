"""Arabic script in Latin letters: Arabic, Persian, Pashto and Urdu names.

Short vowels are not written. What comes out lacks them, but for words that are known.
"""

from collections.abc import Mapping

from enduse.names.spell import Table, merged, spell, table

_SHORTEST, _SHORTEST_KNOWN, _LONGEST_KNOWN = 2, 3, 20
# "servant of the", "father of", "and the", "the": written together with what follows.
_OPENINGS = (("عبدال", "abd al "), ("ابو", "abu "), ("وال", "wal "), ("ال", "al "))


_ARABIC = table("arabic")
_EASTERN = table("arabic", "eastern")
_ARABIC_WORDS = merged("arabic_words")
_EASTERN_WORDS = merged("arabic_words", "eastern_words")


def in_latin(word: str) -> tuple[str, ...]:
    """As Arabs say it, as Persians and Pashtuns do, then with the g that Egypt says for j.

    In a Persian word و after a long a is no vowel: آوایی is Avaei.
    """
    main = _arabic(word, _ARABIC, _ARABIC_WORDS)
    eastern = _arabic(word.replace("او", "اڤ"), _EASTERN, _EASTERN_WORDS)
    forms = [main, eastern]
    if "ج" in word:
        forms.append(main.replace("j", "g"))
    return tuple(forms) if len(set(forms)) > 1 else (main,)


def _arabic(word: str, table: Table, words: Mapping[str, str]) -> str:
    """A word that is known, one that is two known ones, or its letters; the article apart."""
    known = _known(word, words)
    if known is not None:
        return known
    for start, written in _OPENINGS:
        rest = word.removeprefix(start)
        if rest != word and len(rest) >= _SHORTEST:
            return written + (_known(rest, words) or _arabic_letters(rest, table))
    return _arabic_letters(word, table)


def _known(word: str, words: Mapping[str, str]) -> str | None:
    """A word of the table, or several that were written without a blank between."""
    if word in words:
        return words[word].replace("-", " ")
    if len(word) > _LONGEST_KNOWN:
        return None
    for cut in range(len(word) - _SHORTEST_KNOWN, _SHORTEST_KNOWN - 1, -1):
        if word[:cut] in words and (rest := _known(word[cut:], words)):
            return f"{words[word[:cut]]} {rest}"
    return None


def _arabic_letters(word: str, table: Table) -> str:
    """و and ی are vowels except where they open a word; an opening ع is heard as one.

    A closing ه is mostly the feminine ending -a(h).
    """
    opening = {"و": "w", "ی": "y", "ع": "a"}.get(word[0], "")
    rest = word[1:] if opening else word
    ending = "ah" if rest.endswith("ه") else ""
    return opening + spell(rest.removesuffix("ه") if ending else rest, table) + ending
