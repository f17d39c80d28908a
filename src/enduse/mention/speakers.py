"""Who says so: the name beside the words for saying, as it is written there."""

import re
from functools import cache
from itertools import takewhile

from enduse.mention.tables import load

_WORD = re.compile(r"[^\W_](?:[\w.&'’/-]*[\w])?")
_SHUT = re.compile(r"[,;:()\[\]\"“”„«»–—\n?!]|\s-\s")
_MOST = 12
_LONGEST = 120


def behind(text: str, start: int, end: int, *, tongue: str) -> str:
    """The name that begins behind a place: "according to" THE MINISTRY OF DEFENCE ", ...".

    >>> behind(" the Ministry of Defence, it flew", 0, 33, tongue="en")
    'the Ministry of Defence'
    """
    shut = _SHUT.search(text, start, end)
    stop = shut.start() if shut else end
    said = text[start:stop]
    names = list(_WORD.finditer(said[: 4 * _LONGEST]))[: _MOST + 1]
    kept = 0
    named = linked = False
    for at, match in enumerate(names):
        word = match[0]
        low = word.casefold()
        if low in _set("ends") and not (named is False and word[:1].isupper() and at):
            break
        if low in _set("links"):
            if named and not linked and low in _set("articles"):
                break
            linked = True
            continue
        if named and not linked and _says_more(word, tongue):
            break
        named, linked = named or _is_noun(word, tongue, at=at), False
        kept = at + 1
    if not kept or kept > _MOST:
        return ""
    return _bare(said[names[0].start() : names[kept - 1].end()])


def before(text: str, start: int, end: int) -> str:
    """The name that ends before a place: "But THE SPOKESMAN" said; empty where it is unclear.

    >>> before("But the spokesman of Example Ltd has said", 0, 37)
    'the spokesman of Example Ltd'
    """
    last = [m.end() for m in _SHUT.finditer(text, max(start, end - 4 * _LONGEST), end)]
    said = text[last[-1] if last else max(start, end - 4 * _LONGEST) : end]
    names = list(_WORD.finditer(said))
    while names and names[-1][0].casefold() in _set("helpers"):
        names.pop()
    own = list(takewhile(lambda m: m[0].casefold() not in _set("ends"), reversed(names)))[::-1]
    stop = names[-len(own) - 1][0].casefold() if len(own) < len(names) else ""
    # "But" ends one clause and opens the next: the name behind it is whole.
    if stop and stop not in _set("openers"):
        return _pronoun(names, own)
    while own and own[0][0].casefold() in _set("openers"):
        own = own[1:]
    if not own or len(own) > _MOST:
        return ""
    return _bare(said[own[0].start() : own[-1].end()])


def passive(text: str, start: int, end: int) -> bool:
    """Whether a word for saying at a place is in the passive: "it was" REPORTED.

    >>> passive("The engine was reported", 0, 15)
    True
    """
    words = _WORD.findall(text[max(start, end - _LONGEST) : end])
    return bool(words) and words[-1].casefold() in _set("being")


def nothing_before(text: str, start: int, end: int) -> bool:
    """Whether a word for saying begins its clause, so that who says it stands behind."""
    last = [m.end() for m in _SHUT.finditer(text, max(start, end - 4 * _LONGEST), end)]
    said = text[last[-1] if last else max(start, end - 4 * _LONGEST) : end]
    return all(word.casefold() in _set("helpers") for word in _WORD.findall(said))


def _pronoun(names: list[re.Match[str]], own: list[re.Match[str]]) -> str:
    """A sentence that begins with "It said": that is who, and no more is known."""
    if not own and len(names) == 1 and names[0][0].casefold() in _set("pronouns"):
        return names[0][0]
    return ""


def _says_more(word: str, tongue: str) -> bool:
    """Whether a word behind a whole name is no part of it any more."""
    return tongue in ("nl", "de") and word[:1].islower()


def _is_noun(word: str, tongue: str, *, at: int) -> bool:
    """Whether a name may end here: in Dutch and German, words before its noun end in -e."""
    if tongue == "nl":
        return not (word.endswith("e") and (word[:1].islower() or at <= 1))
    if tongue == "de":
        return word[:1].isupper() or not word.isalpha()
    return True


def _bare(said: str) -> str:
    words = " ".join(said.split())
    return words if len(words) <= _LONGEST else ""


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(load("speakers")[name])
