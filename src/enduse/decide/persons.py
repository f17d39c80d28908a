"""Whether two names that people gave are of one person: what four eyes rest on.

Names are claimed, not proven. What is held here is that nobody becomes a second person by
writing his name otherwise.
"""

import unicodedata

_LOGIN = "login"


def person_key(name: str) -> tuple[str, ...]:
    """The words of a name, without case, accents, marks and order; empty for nobody.

    Letters that only look like others are folded where Unicode says so (full-width ones, the
    long s), not across alphabets.

    >>> person_key("A. Officer") == person_key("a.  officer") == person_key("login officer-A")
    True
    """
    # Twice, because a letter may fall apart into one that has a small form of its own.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    letters = "".join(_kept(each) for each in folded.casefold())
    words = letters.split()
    if len(words) > 1 and words[0] == _LOGIN:
        words = words[1:]
    return tuple(sorted(words))


def _kept(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind[0] in "LN":
        return letter
    # Marks (accents) and what is not seen (a zero-width joiner) part no words.
    return "" if kind[0] == "M" or (kind in {"Cf", "Cc"} and not letter.isspace()) else " "
