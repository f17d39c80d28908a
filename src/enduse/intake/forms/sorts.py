"""What a paper is, by its title; and where another paper begins in the same file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from enduse.intake.forms.labels import form_words, segments
from enduse.intake.headings import fold
from enduse.model.document import Sort
from enduse.model.paper import Page

_TOP = 24  # lines of a page in which its title stands
_TOP_AGAIN = 9  # and of a page behind the first
_LONGEST = 90
_NUMBER = re.compile(r"^(?=[^\s]*\d)[\w][\w./#-]*$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title: the sort of its paper, and the number that stands in it, if any."""

    sort: Sort
    number: str = ""


_SPACED = 4
_SUBJECT = re.compile(
    r"^(?:subject|re|betreff|betreft|betr\.?|objet|onderwerp)\s*:\s*", re.IGNORECASE
)
_DATED = re.compile(
    r"\d\S*\s+(?:dated|of|from|vom|van|d\.d\.|dd\.?|du|-|–)?\s*"
    r"\d{1,4}[.\-/ ]\s?(?:\d{1,2}|[^\W\d]{3,10}\.?)[.\-/ ]\s?\d{2,4}$",
    re.IGNORECASE,
)


@cache
def _titles() -> Mapping[str, Sort]:
    named = form_words()["titles"]
    return {fold(word): cast(Sort, sort) for sort, some in named.items() for word in some}


@cache
def _around() -> frozenset[str]:
    return frozenset(fold(word) for word in form_words()["around"]["words"])


@lru_cache(50_000)
def title_in(text: str) -> Title | None:
    """What a piece of a line says that a paper is, if it says nothing else.

    >>> title_in("COMMERCIAL INVOICE No. 2024-117"), title_in("Rechnung / Invoice")
    (Title(sort='invoice', number='2024-117'), Title(sort='invoice', number=''))
    >>> title_in("Rechnung 2026-1001 vom 12.03.2026"), title_in("P A C K L I S T E")
    (Title(sort='invoice', number='2026-1001'), Title(sort='packing_list', number=''))
    >>> title_in("Betreff: Angebot Nr. A-77"), title_in("Facture n° F-9 du 3 mars 2026")
    (Title(sort='quote', number='A-77'), Title(sort='invoice', number='F-9'))
    >>> title_in("Invoice address") is None
    True
    """
    if len(text) > _LONGEST or (":" in text and len(text.split()) > 8):  # noqa: PLR2004
        return None
    if sort := _titles().get(fold(text)):
        return Title(sort)
    parts = [
        _plain(each) for each in re.split(r"\s*[/|–—]\s*|\s+-\s+|[()]", text) if each.strip()
    ]
    found = [each for each in parts if each]
    if len(found) < len(parts) or not found:
        whole = _plain(text)
        return whole if whole and whole.sort != "other" else None
    sorts = [each for each in found if each.sort != "other"]
    number = next((each.number for each in found if each.number), "")
    return Title(sorts[0].sort, number) if sorts and len({e.sort for e in sorts}) == 1 else None


def _plain(text: str) -> Title | None:
    """The longest title at the beginning, with only a number and idle words behind it."""
    tokens = _SUBJECT.sub("", text.strip("*=#~_- ")).replace(":", " ").split()
    if len(tokens) >= _SPACED and all(len(each) == 1 for each in tokens):
        tokens = ["".join(tokens)]  # "I N V O I C E"
    while tokens and fold(tokens[0]) in _around() and len(tokens) > 1:
        tokens = tokens[1:]
    for count in range(min(len(tokens), 8), 0, -1):
        sort = _titles().get(fold(" ".join(tokens[:count])))
        if not sort:
            continue
        if count < len(tokens) and _titles().get(fold(" ".join(tokens[count:]))) == sort:
            return Title(sort)
        rest = [each for each in tokens[count:] if fold(each) not in _around() and fold(each)]
        if len(rest) > 1 and _DATED.search(" ".join(tokens[count:])):
            rest = rest[:1]  # "Rechnung 2026-1001 vom 12.03.2026"
        if len(rest) > 1 or not all(_NUMBER.match(each) for each in rest):
            return None
        return Title(sort, rest[0] if rest else "")
    return (
        Title("other")
        if tokens and all(fold(t) in _around() or not fold(t) for t in tokens)
        else None
    )


def title_of(page: Page, *, first: bool) -> tuple[Title, int] | None:
    """The title at the top of a page and the number of its line, the longest of the first ones.

    A page behind the first has one only where it stands there by itself.
    """
    return _best(page, first=first, labels=False) or _best(page, first=first, labels=True)


def _opening(text: str) -> Title | None:
    """The title that a line of several facts begins with: "Facture F-9 • Date: 3 mars 2026"."""
    parts = segments(text)
    if len(parts) == 1 or parts[0].label or not any(each.label for each in parts[1:]):
        return None
    found = title_in(parts[0].value)
    return found if found and found.number else None


def _best(page: Page, *, first: bool, labels: bool) -> tuple[Title, int] | None:
    best: tuple[Title, int] | None = None
    size = 0.0
    for at, line in enumerate(page.lines[: _TOP if first else _TOP_AGAIN]):
        for piece in line.pieces:
            found = title_in(piece.text) or _opening(piece.text)
            if found is None or found.sort == "other" or (":" in piece.text) > labels:
                continue
            # A title in capitals, or of several words, is none by accident.
            weight = (
                len(fold(piece.text))
                - 2 * len(found.number)
                + (10 if piece.text.isupper() else 0)
                - 2 * at
            )
            weight += 6 if len(line.pieces) == 1 else 0
            if best is None or weight > size:
                best, size = (found, line.number), weight
    return best


def parted(pages: Sequence[Page]) -> list[tuple[Page, ...]]:
    """The pages of each paper in a file: a title that differs from the last begins one."""
    found: list[list[Page]] = []
    current: Title | None = None
    for page in pages:
        title = title_of(page, first=not found)
        new = title[0] if title else None
        if found and (new is None or (current and _same(new, current))):
            found[-1].append(page)
            continue
        found.append([page])
        current = new
    return [tuple(each) for each in found]


def _same(one: Title, other: Title) -> bool:
    return one.sort == other.sort and (
        not one.number or not other.number or one.number == other.number
    )
