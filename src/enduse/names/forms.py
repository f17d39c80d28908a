"""Legal forms: taken off a company's name and kept as classes that can be compared."""

from collections.abc import Iterable, Mapping, Sequence

from enduse.names.table import load
from enduse.names.text import CleanName, clean_name

Phrase = tuple[str, ...]


def _phrases(classes: Mapping[str, str]) -> dict[Phrase, str]:
    return {
        tuple(line.split()): name.removeprefix("native_")
        for name, text in classes.items()
        for line in text.strip().splitlines()
    }


_TABLE = load("forms")
# Plain dictionaries, not proxies of them: a look in a proxy takes three times as long.
_FORMS: Mapping[Phrase, str] = _phrases(_TABLE["classes"])
CLASSES = tuple(sorted(set(_FORMS.values())))
"""Every class of legal forms that there is."""

FORM_WORDS = frozenset(word for phrase in _FORMS for word in phrase)
"""Every word of a legal form."""

LONG_FORMS = tuple(phrase for phrase in _FORMS if len(phrase) > 2)  # noqa: PLR2004
"""Legal forms of three words and more."""

_ENDS_ONLY = frozenset(_TABLE["ends_only"]["words"].split())
_EVERYDAY = frozenset(_TABLE["everyday"]["words"].split())
_LONGEST_INITIALS = 4
# One syllable of Korean or Japanese may be a form only when it stands alone.
_MIN_GLUED = 2
_EAST_FROM, _THAI_FROM, _THAI_TO = "\u3040", "\u0e00", "\u0e7f"


def _unspaced(char: str) -> bool:
    """Whether the letter is of a script that is written without blanks."""
    return char >= _EAST_FROM or _THAI_FROM <= char <= _THAI_TO


# Written without a blank before or after the name: 沈忠國際海運有限公司. Longest first.
_GLUED = tuple(
    sorted(
        (p[0] for p in _FORMS if len(p) == 1 and len(p[0]) >= _MIN_GLUED and _unspaced(p[0])),
        key=lambda form: (-len(form), form),
    )
)
_SHORT = 2


def _stands_anywhere(phrase: Phrase) -> bool:
    """Whether a phrase can hardly be part of a name proper."""
    if len(phrase) > 1:
        return all(len(word) > 1 for word in phrase)
    return len(phrase[0]) > _SHORT and phrase[0] not in _ENDS_ONLY


def _lengths(end: int) -> dict[str, tuple[int, ...]]:
    """By the word at one end of it how many words a phrase may have, the most first."""
    found: dict[str, set[int]] = {}
    for phrase in _FORMS:
        found.setdefault(phrase[end], set()).add(len(phrase))
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}


# Most names are over after one look at their first and last word.
_OPENING: Mapping[str, tuple[int, ...]] = _lengths(0)
_CLOSING: Mapping[str, tuple[int, ...]] = _lengths(-1)
_ANYWHERE = frozenset(filter(_stands_anywhere, _FORMS))
_OPEN_ANYWHERE = frozenset(phrase[0] for phrase in _ANYWHERE)


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
    words, classes = split_words(clean.split())
    return CleanName(" ".join(words)), classes


def split_words(words: Sequence[str]) -> tuple[Sequence[str], frozenset[str]]:
    """The same for the words of a clean name."""
    classes: set[str] = set()
    if not "".join(words).isascii():
        words = _unglue(words, classes)
    start, end = 0, len(words)
    opening: list[Phrase] = []
    closing: list[Phrase] = []
    while start < end and words[end - 1] in _CLOSING:
        size = _form_before(words, start, end)
        if not size:
            break
        closing.append(tuple(words[end - size : end]))
        end -= size
    while start < end and words[start] in _OPENING:
        size = _form_after(words, start, end)
        if not size:
            break
        opening.append(tuple(words[start : start + size]))
        start += size
    core = words[start:end]
    if not core:
        return _initials((*opening, *reversed(closing)), classes)
    classes.update(map(_FORMS.__getitem__, closing))
    classes.update(map(_FORMS.__getitem__, opening))
    if not _OPEN_ANYWHERE.isdisjoint(core):
        core = _without_inner(core, classes)
    return core, frozenset(classes)


def _initials(phrases: Iterable[Phrase], classes: set[str]) -> tuple[list[str], frozenset[str]]:
    """What may be somebody's initials among legal forms; the others add their classes.

    "SE", "PSC" and "SAE OOO" are listed names. A form that everybody writes is nobody's
    name, nor is one that is spelt out: "LLC" and "Limited Company" leave nothing.
    """
    kept: list[str] = []
    for phrase in phrases:
        if _may_be_initials(phrase):
            kept += phrase
        else:
            classes.add(_FORMS[phrase])
    return kept, frozenset(classes)


def _may_be_initials(phrase: Phrase) -> bool:
    letters = "".join(phrase)
    apart = len(phrase) in {1, len(letters)}
    short = apart and letters.isascii() and len(letters) <= _LONGEST_INITIALS
    return short and letters not in _EVERYDAY


def _form_before(words: Sequence[str], start: int, end: int) -> int:
    """How many of the words up to `end` are one legal form; the longest phrase counts."""
    for size in _CLOSING[words[end - 1]]:
        if size <= end - start and tuple(words[end - size : end]) in _FORMS:
            return size
    return 0


def _form_after(words: Sequence[str], start: int, end: int) -> int:
    for size in _OPENING.get(words[start], ()):
        if size <= end - start and tuple(words[start : start + size]) in _FORMS:
            return size
    return 0


def _without_inner(words: Sequence[str], classes: set[str]) -> list[str]:
    kept: list[str] = []
    at = 0
    while at < len(words):
        if words[at] in _OPEN_ANYWHERE:
            size = _form_after(words, at, len(words))
            phrase = tuple(words[at : at + size])
            if phrase in _ANYWHERE:
                classes.add(_FORMS[phrase])
                at += size
                continue
        kept.append(words[at])
        at += 1
    return kept


def _unglue(words: Sequence[str], found: set[str]) -> list[str]:
    """Cut forms off words that are written without blanks."""
    kept: list[str] = []
    for word in words:
        glued = _unspaced(word[0]) or _unspaced(word[-1])
        # What a form stood beside is cleaned anew: it may now be seen to be Latin.
        kept += clean_name(_unglued(word, found)).split() if glued else [word]
    return kept


def _unglued(word: str, found: set[str]) -> str:
    start, end = 0, len(word)
    form: str | None = ""
    while form is not None:
        form = next((each for each in _GLUED if word.endswith(each, start, end)), None)
        if form is not None:
            end -= len(form)
        else:
            form = next((each for each in _GLUED if word.startswith(each, start, end)), None)
            start += len(form or "")
        if form is not None:
            found.add(_FORMS[(form,)])
    return word[start:end]
