"""The words of the describer as bytes, so that a program need not wait for them twice.

They take seconds to build and a tenth of one to read back. The form is that of `marshal`,
which holds values and no code; it belongs to one version of Python, so whoever keeps the bytes
names them by it.
"""

import marshal
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any

from enduse.errors import RuleError
from enduse.goods.describe_terms import Term, Terms
from enduse.goods.describe_texts import Texts

FORM = f"words-1-{marshal.version}"
"""What the bytes are; another form is not read."""

_TABLES = 7
_TERM = (tuple, str, str, str)


def pack(terms: Terms, texts: Texts) -> bytes:
    """Terms and texts as bytes, the same for the same words."""
    plain: dict[Term, tuple[Any, ...]] = {}

    def rows(table: Mapping[str, Iterable[Term]]) -> dict[str, tuple[tuple[Any, ...], ...]]:
        return {
            key: tuple(plain.setdefault(term, tuple(term)) for term in found)
            for key, found in table.items()
        }

    return marshal.dumps(
        (
            FORM,
            rows(terms.english),
            rows(terms.foreign),
            rows(terms.single),
            dict(terms.counts),
            dict(texts.postings),
            dict(texts.idf),
        )
    )


def unpack(data: bytes) -> tuple[Terms, Texts]:
    """What `pack` made of them.

    Raises:
        RuleError: the bytes are of another form, or none of ours.
    """
    try:
        plain = marshal.loads(data)  # noqa: S302 - values alone, no code
    except (ValueError, EOFError, TypeError) as error:
        raise RuleError("words", f"cannot be read back ({error})", FORM) from error
    if type(plain) is not tuple or len(plain) != _TABLES or plain[0] != FORM:
        raise RuleError("words", f"are of another form ({str(plain)[:20]!r})", FORM)
    _, english, foreign, single, counts, postings, idf = plain
    sound = (
        all(_are(table, _is_terms) for table in (english, foreign, single))
        and _are(counts, lambda value: type(value) is int)
        and _are(postings, _is_weights)
        and _are(idf, lambda value: type(value) is float)
    )
    if not sound:
        raise RuleError("words", "hold values of another kind", FORM)
    return Terms(_terms(english), _terms(foreign), _terms(single), counts), Texts(postings, idf)


def _are(table: object, sound: Callable[[object], bool]) -> bool:
    return type(table) is dict and all(
        type(key) is str and sound(value) for key, value in table.items()
    )


def _is_terms(found: object) -> bool:
    return type(found) is tuple and all(
        type(term) is tuple and tuple(map(type, term)) == _TERM and _is_words(term[0])
        for term in found
    )


def _is_words(words: tuple[object, ...]) -> bool:
    return bool(words) and all(type(word) is str for word in words)


def _is_weights(found: object) -> bool:
    """Pairs of a code and a weight; asked in bulk, because there are very many."""
    if type(found) is not tuple or not all(type(pair) is tuple for pair in found):
        return False
    return (
        set(map(len, found)) <= {2}
        and set(map(type, map(itemgetter(0), found))) <= {str}
        and set(map(type, map(itemgetter(1), found))) <= {float}
    )


def _terms(table: Mapping[str, Iterable[tuple[Any, ...]]]) -> dict[str, tuple[Term, ...]]:
    return {key: tuple(map(Term._make, found)) for key, found in table.items()}
