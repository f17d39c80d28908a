"""The names in a name cell of the Consolidated Screening List, and what else stands there.

    X (f.k.a. Y), X a.k.a. Y, X [aka Y]          two names
    X. Affiliated Entity: Y                      Y is listed, as affiliated with X
    X and any successor, sub-unit, or ...        a name and how far the listing reaches
    X Institute (XI)                             a name; the short form, as a weak one

A cell that was taken apart is kept whole as a fact, so that nothing of it is lost.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from enduse.lists.segments import split
from enduse.model.listing import Link, ListedName, NameKind

# A run of blanks is tried from its beginning alone: tried from each of its blanks, forty
# thousand tabs in a cell took half a minute.
_LINES = re.compile(r"(?<![^\S\n\r])[^\S\n\r]*[\r\n]+\s*")
_TAIL = re.compile(
    r"(?:[;,]|(?<!\s))(?:\s+|^)(and (?:any|its) (?:successors?|sub-?units?)\b.*)", re.DOTALL
)
_PART_OF = re.compile(r"[.,]\s+(?:and )?(Affiliated Entity|Subordinate Institution"
                      r"|subordinate entity)\s*[:-]?\s+")  # fmt: skip
_BRACKET = re.compile(r"[(\[](?=\s*[AFNafn]\.?[Kk]\.?[Aa]\b)")
_KA = re.compile(r"(?:(?:^|[;,])\s*|(?<!\s)\s+-?|(?<=\())([afn])\.?k\.?a\b\.?-?[:,]?\s+(?=\S)",
                 re.IGNORECASE)  # fmt: skip
_SHORT = re.compile(r"(\S.{3,}) \(([A-Z][A-Z0-9-]{2,9})\)")
# Legal forms and countries stand in such brackets too, and name nobody.
_NO_SHORTS = frozenset((
    "JSC", "OJSC", "PJSC", "CJSC", "LLC", "LTD", "OOO", "ZAO", "PTE", "PVT", "FZE", "FZC",
    "FZCO", "DPRK", "PRC", "USA", "UAE", "LIMITED", "GROUP", "PRIVATE", "OFFSHORE",
))  # fmt: skip
_KINDS: Mapping[str, NameKind] = {"a": "aka", "f": "fka", "n": "nka"}
_CLOSERS = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one party, the parties it is said to belong to, and labelled facts."""

    names: tuple[ListedName, ...]
    links: tuple[Link, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def read(name: str, others: Iterable[str], *, shorts: bool) -> Names:
    """The name of a party and its other names; doubles are given once.

    `others` are cells that may each hold several names, parted by semicolons. With
    `shorts` a short form in brackets at the end counts as a weak name.

    >>> found = read("LTS Ltd. (f.k.a. IPP Ltd.)", ["LTS; and LTSH"], shorts=True)
    >>> [name.text for name in found.names]
    ['LTS Ltd.', 'IPP Ltd.', 'LTS', 'LTSH']
    """
    cell = _LINES.sub(" ", name).strip()
    own, facts, links = _own(cell)
    names = _apart(own, "primary")
    for other in others:
        for piece in split(other):
            alias, scope = _cut_tail(_LINES.sub(" ", piece).strip())
            facts += scope
            names += _apart(alias.removeprefix("and "), "aka")
    if shorts:
        names += [short for each in names for short in _shorts(each)]
    if not names:
        names = [ListedName(cell)] if cell else []
    unlike = [cell] if cell and names[0].text != cell else []
    facts += [("Name as published", text) for text in unlike]
    once = {each.text: each for each in reversed(names)}  # the first of twins stands
    kept = tuple(each for each in names if once[each.text] is each)
    return Names(kept, tuple(links), tuple(facts))


def _own(cell: str) -> tuple[str, list[tuple[str, str]], list[Link]]:
    """The part of a cell that names the listed party itself."""
    text, facts = _cut_tail(cell)
    found = list(_PART_OF.finditer(text))
    if not found or not text[found[-1].end() :].strip():
        return text, facts, []
    last = found[-1]
    return text[last.end() :], facts, [Link(text[: last.start()].strip(), last[1])]


def _cut_tail(text: str) -> tuple[str, list[tuple[str, str]]]:
    found = _TAIL.search(text)
    if found is None:
        return text, []
    return text[: found.start()].strip(), [("Scope", found[1].strip())]


def _apart(text: str, kind: NameKind) -> list[ListedName]:
    """Every name of one piece: first the one outside brackets, then those marked a.k.a."""
    outside, inside = _unbracket(text)
    names = _marked(outside, kind, opens=kind != "primary")
    within: NameKind = "aka" if kind == "primary" else kind
    for piece in (part for each in inside for part in each.split(";")):
        names += _marked(piece, within, opens=True)
    return names


def _marked(text: str, kind: NameKind, *, opens: bool) -> list[ListedName]:
    """The names of a piece, parted by marks such as "a.k.a.".

    A piece may open with a mark only where it `opens`: AKA INTEGRAL SERVICES is a firm.
    """
    names: list[ListedName] = []
    start = 0
    for mark in _KA.finditer(text):
        if not opens and not text[: mark.start()].strip():
            continue
        names += _named(text[start : mark.start()], kind)
        kind, start = _KINDS[mark[1].lower()], mark.end()
    return names + _named(text[start:], kind)


def _named(text: str, kind: NameKind) -> list[ListedName]:
    bare = text.strip().rstrip(";,").strip()
    return [ListedName(bare, kind)] if bare else []


def _unbracket(text: str) -> tuple[str, list[str]]:
    """`text` without its "(a.k.a. ...)", and what stood in them, marks included."""
    inside: list[str] = []
    while found := _BRACKET.search(text):
        end = _close(text, found.start())
        inside.append(text[found.start() + 1 : end])
        text = f"{text[: found.start()].rstrip()} {text[end + 1 :].lstrip()}".strip()
    return text, inside


def _close(text: str, start: int) -> int:
    """Where the bracket at `start` closes; the end of the text where it does not."""
    opener, depth = text[start], 0
    for at in range(start, len(text)):
        depth += (text[at] == opener) - (text[at] == _CLOSERS[opener])
        if depth == 0:
            return at
    return len(text)


def _shorts(name: ListedName) -> list[ListedName]:
    """A name without the short form in brackets behind it, and the short form as weak.

    Three capitals are borne by many, so on their own they say little.
    """
    found = _SHORT.fullmatch(name.text)
    if found is None or found[2] in _NO_SHORTS:
        return []
    kind: NameKind = "aka" if name.kind == "primary" else name.kind
    return [ListedName(found[1], kind), ListedName(found[2], kind, "weak")]
