"""Legal forms: taken off a company's name and kept as classes that can be compared."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from enduse.names.table import load
from enduse.names.text import CleanName

Phrase = tuple[str, ...]


def _phrases(classes: Mapping[str, str]) -> dict[Phrase, str]:
    return {
        tuple(line.split()): name.removeprefix("native_")
        for name, text in classes.items()
        for line in text.strip().splitlines()
    }


_TABLE = load("forms")
_FORMS: Mapping[Phrase, str] = MappingProxyType(_phrases(_TABLE["classes"]))
_ENDS_ONLY = frozenset(_TABLE["ends_only"]["words"].split())
_LONGEST = max(map(len, _FORMS))
# Written without a blank before or after the name: 沈忠國際海運有限公司. Longest first.
_GLUED = tuple(
    sorted(
        (phrase[0] for phrase in _FORMS if len(phrase) == 1 and phrase[0] >= "\u3040"),
        key=lambda form: (-len(form), form),
    )
)
# One syllable of Korean or Japanese may be a form only when it stands alone.
_MIN_GLUED = 2
_SHORT = 2


def split_form(clean: CleanName) -> tuple[CleanName, frozenset[str]]:
    """Take legal forms off a name; return what is left and the classes that were there.

    Forms go from both ends, as often as there are any; those that are no ordinary word go
    from the middle too ("X GmbH Moskau"). A name that is only a legal form leaves an empty
    core, which callers must treat as nothing to compare.

    >>> core, classes = split_form(CleanName("llc elektrokom vpk"))
    >>> core, sorted(classes)
    ('elektrokom vpk', ['limited'])
    >>> split_form(CleanName("corp"))[0]
    ''
    """
    words, classes = _unglue(clean.split())
    start, end = 0, len(words)
    while size := _form_at_end(words[start:end]):
        classes.add(_FORMS[tuple(words[end - size : end])])
        end -= size
    while size := _form_at_start(words[start:end]):
        classes.add(_FORMS[tuple(words[start : start + size])])
        start += size
    core = _without_inner(words[start:end], classes)
    return CleanName(" ".join(core)), frozenset(classes)


def _form_at_end(words: Sequence[str]) -> int:
    """How many of the last words are one legal form; the longest such phrase counts."""
    for size in range(min(_LONGEST, len(words)), 0, -1):
        if tuple(words[-size:]) in _FORMS:
            return size
    return 0


def _form_at_start(words: Sequence[str]) -> int:
    for size in range(min(_LONGEST, len(words)), 0, -1):
        if tuple(words[:size]) in _FORMS:
            return size
    return 0


def _without_inner(words: Sequence[str], classes: set[str]) -> list[str]:
    kept: list[str] = []
    at = 0
    while at < len(words):
        size = _form_at_start(words[at : at + _LONGEST])
        phrase = tuple(words[at : at + size])
        if size and _stands_anywhere(phrase):
            classes.add(_FORMS[phrase])
            at += size
        else:
            kept.append(words[at])
            at += 1
    return kept


def _stands_anywhere(phrase: Phrase) -> bool:
    """Whether a phrase can hardly be part of a name proper."""
    if len(phrase) > 1:
        return all(len(word) > 1 for word in phrase)
    return len(phrase[0]) > _SHORT and phrase[0] not in _ENDS_ONLY


def _unglue(words: Sequence[str]) -> tuple[list[str], set[str]]:
    """Cut forms off words that are written without blanks."""
    found: set[str] = set()
    kept: list[str] = []
    for word in words:
        core = word if word.isascii() else _unglued(word, found)
        if core:
            kept.append(core)
    return kept, found


def _unglued(word: str, found: set[str]) -> str:
    for form in _GLUED:
        if len(form) < _MIN_GLUED:
            continue
        for core in (word.removesuffix(form), word.removeprefix(form)):
            if core != word:
                found.add(_FORMS[(form,)])
                return _unglued(core, found)
    return word
