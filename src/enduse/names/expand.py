"""Write out what trade abbreviates, translate ordinary words, join compound names."""

from collections.abc import Iterator, Mapping, Sequence

from enduse.names.remembered import Remembered
from enduse.names.sound import fold
from enduse.names.table import lines, load

Meaning = tuple[str, ...]


def _table() -> tuple[Mapping[str, Meaning], Mapping[str, Meaning]]:
    """What words mean as they are written, and what longer ones mean as they sound."""
    raw = load("expand")
    texts = [raw["abbreviations"], raw["numbers"], *raw["words"].values()]
    written = {
        word: tuple(meaning.split()) for text in texts for word, meaning in lines(text).items()
    }
    heard = {
        sound: meaning for group in raw["stems"].values() for sound, meaning in _forms(group)
    }
    # A meaning may hold a word that has one itself ("machine building"): both sides of a
    # comparison must arrive at the same words.
    return _in_full(written, written), _in_full(heard, written)


def _in_full(
    table: Mapping[str, Meaning], written: Mapping[str, Meaning]
) -> Mapping[str, Meaning]:
    full = {
        steps: tuple(last for step in steps for last in written.get(step, (step,)))
        for steps in set(table.values())
    }
    return {word: full[steps] for word, steps in table.items()}


def _forms(group: Mapping[str, str]) -> Iterator[tuple[str, Meaning]]:
    """Every form of the stems of a group, by its sound."""
    endings = {fold("b" + ending.strip("-"))[1:] for ending in group["endings"].split()}
    for stem, meaning in lines(group["stems"]).items():
        sound, words = fold(stem), tuple(meaning.split())
        for ending in endings:
            yield sound + ending, words


_WRITTEN, _HEARD = _table()
_SHORTEST_HEARD = 6
_TENS = frozenset(str(ten) for ten in range(20, 100, 10))
_UNITS = {str(unit): str(unit) for unit in range(1, 10)} | {
    word: str(at)
    for at, word in enumerate("one two three four five six seven eight nine".split(), 1)  # noqa: SIM905
}
# "Abd al-Rahman", "Abdul Rahman", "Abdurrahman": the article and its sound-alikes.
_ARTICLES = frozenset({"al", "el", "ul", "ol", "il", "ar", "as", "ash", "at", "an", "ad", "az"})
_SERVANT = frozenset(
    {"abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "abdool", "abdil", "abdu", "abed"}
)
_SUN_LETTERS = frozenset("dlnrstz")
_SHORTEST_REST = 3
_GOD = frozenset({"allah", "ullah", "ollah", "alla", "ulla"})
_OF_GOD = ("oullah", "ullah", "ollah", "allah", "oulla")
_FAITH: tuple[str, ...] = (
    "uddin",
    "eddin",
    "aldin",
    "addin",
    "uldin",
    "oddin",
    "iddin",
    "uddine",
    "eddine",
)
_FAITH += ("eddeen", "uddeen", "aldeen", "addine")
_DIN = frozenset({"din", "deen", "dine"})
# What every word ends with that stands for faith or God.
_TELLTALES = (*_OF_GOD, *_FAITH, *_GOD, *_DIN)
_LAST_LETTERS = frozenset(each[-1] for each in _TELLTALES)


def expand(tokens: Sequence[str]) -> tuple[str, ...]:
    """Replace abbreviations and other languages' ordinary words by plain English ones.

    A word may become several ("tsnii" is three); a word not in the table stays.

    >>> expand(("haige", "comm", "grp"))
    ('haige', 'communications', 'group')
    """
    written: list[str] = []
    for token in tokens:
        # "Forty 4" and "forty-four" are one number.
        if written and written[-1] in _TENS and (unit := _UNITS.get(token)):
            written[-1] = written[-1][0] + unit
        else:
            written += _MEANINGS[token] or (token,)
    return tuple(written)


def _meaning(token: str) -> Meaning | None:
    """What a word means: as it is written, else as it sounds."""
    found = _WRITTEN.get(token)
    if found or len(token) < _SHORTEST_HEARD:
        return found
    return _HEARD.get(fold(token))


_MEANINGS = Remembered(_meaning)


def means_another(token: str) -> bool:
    """Whether `expand` changes the word."""
    return _MEANINGS[token] is not None


def is_compound(token: str) -> bool:
    """Whether `join_compounds` may change the word or join it to another.

    A name without any such word is left by it as it is.

    >>> is_compound("abd"), is_compound("abdulrahman"), is_compound("orion")
    (True, True, False)
    """
    if token.startswith("abd") or token in _SERVANT:
        return True
    return token[-1:] in _LAST_LETTERS and token.endswith(_TELLTALES)


def join_compounds(tokens: Sequence[str]) -> tuple[str, ...]:
    """Make one word of "Abd al-X", "X al-Din" and "X Allah", without the article in them.

    >>> join_compounds(("abd", "al", "rahman")), join_compounds(("abdurrahman",))
    (('abdrahman',), ('abdrahman',))
    >>> join_compounds(("saad", "al", "din"))
    ('saaddin',)
    """
    joined: list[str] = []
    waiting = False
    for token in tokens:
        if waiting and token in _ARTICLES:
            continue
        if waiting:
            joined[-1] = _servant_of(joined[-1] + token)
            waiting = False
            continue
        waiting = token in _SERVANT
        joined.append("abd" if waiting else _faith(_servant_of(token)))
    return tuple(_join_din(joined))


def part_compounds(tokens: Sequence[str]) -> tuple[str, ...]:
    """The same with "Abd" left on its own, since "Abdul Rahman Makki" is "Abdul Makki" too.

    >>> part_compounds(("hafiz", "abdul", "makki"))
    ('hafiz', 'abd', 'makki')
    """
    parted = ("abd" if token in _SERVANT else _faith(_servant_of(token)) for token in tokens)
    return tuple(_join_din(list(parted)))


def _servant_of(token: str) -> str:
    """Take the article out of "abdulrahman", "abdelrahman" and "abdurrahman"."""
    rest = token[4:]
    if not token.startswith("abd") or len(rest) <= _SHORTEST_REST or token[3] not in "aeiou":
        return token
    if token[3:].startswith("allah"):
        return "abdlah"
    article = rest[0] == "l" or (rest[0] in _SUN_LETTERS and rest[0] == rest[1])
    return "abd" + rest[1:] if article else token


def _faith(token: str) -> str:
    if not token.endswith(_TELLTALES):
        return token
    for ending in _OF_GOD:
        if token.endswith(ending) and len(token) > len(ending) + 1:
            return token.removesuffix(ending) + "lah"
    for ending in _FAITH:
        if token.endswith(ending) and len(token) > len(ending) + 1:
            return token.removesuffix(ending) + "din"
    return token


def _join_din(tokens: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for token in tokens:
        if token in _GOD and joined and joined[-1] not in _ARTICLES and len(joined[-1]) > 1:
            joined[-1] += "lah"
        elif token in _DIN and len(joined) > 1 and joined[-1] in _ARTICLES:
            joined.pop()
            joined[-1] += "din"
        else:
            joined.append(token)
    return joined
