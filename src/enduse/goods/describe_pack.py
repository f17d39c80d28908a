"""The words of the describer as bytes, so that a program need not wait for them twice.

They take seconds to build and a tenth of one to read back. The form is that of `marshal`,
which holds values and no code; it belongs to one version of Python, so whoever keeps the bytes
names them by it.
"""

import marshal
from collections.abc import Iterable, Mapping
from typing import Any

from enduse.errors import RuleError
from enduse.goods.describe_terms import Term, Terms
from enduse.goods.describe_texts import Texts

FORM = f"words-1-{marshal.version}"
"""What the bytes are; another form is not read."""


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
        form, english, foreign, single, counts, postings, idf = marshal.loads(data)  # noqa: S302
    except (ValueError, EOFError, TypeError) as error:
        raise RuleError("words", f"cannot be read back ({error})", FORM) from error
    if form != FORM:
        raise RuleError("words", f"are of the form {form!r}", FORM)
    return Terms(_terms(english), _terms(foreign), _terms(single), counts), Texts(postings, idf)


def _terms(table: Mapping[str, Iterable[tuple[Any, ...]]]) -> dict[str, tuple[Term, ...]]:
    return {key: tuple(map(Term._make, found)) for key, found in table.items()}
