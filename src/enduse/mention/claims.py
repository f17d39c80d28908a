"""How a text puts what it says: by whom, how sure, denied, or asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from enduse.goods.words import Found
from enduse.mention.flow import Stretch
from enduse.mention.speakers import before, behind, nothing_before, passive
from enduse.mention.tables import load
from enduse.model.mention import Claim, Stance

KINDS = ("by", "said", "denies", "hedged", "not", "none")
_STANCE: dict[str, Stance] = {
    "by": "attributed",
    "said": "attributed",
    "denies": "denied",
    "hedged": "hedged",
    "not": "denied",
}
_TURN = re.compile(
    r"[;\n]|[,:] +(?:but|maar|aber|sondern|mais|но|але|однако|проте)\b", re.IGNORECASE
)
_UMLAUT = re.compile("[äöüß]|[aou]e|[aou]\u0308", re.IGNORECASE)
_QUESTION = re.compile(r"[?？؟][\"'”’»)\]]*\s*$")
_COLON = re.compile(r":[\"'“„«\s]*$")
_WORD = re.compile(r"\w")
_WHOLE = ("by", "said")
"""What somebody says he says of the whole sentence; doubt and denial end at a "but"."""


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that show how a sentence is put, at a place of a stretch."""

    kind: str
    tongue: str
    start: int
    end: int
    words: str


def claim_terms() -> Iterator[tuple[str, str]]:
    """The words of the table, each labelled with its kind, its tongue and which part it is."""
    for number, (kind, term, tongue) in enumerate(_rows()):
        for part, words in enumerate(term.split(" + ")):
            yield f"{kind}|{tongue}|{number}|{part}", words


class Claims:
    """What is claimed in each sentence of one stretch; its markers were found already."""

    def __init__(self, stretch: Stretch, found: Iterable[tuple[str, Found]]) -> None:
        self._stretch = stretch
        self._markers = _longest(_markers(stretch, found))
        self._kept: dict[tuple[int, int], tuple[tuple[Marker, Claim], ...]] = {}

    def of(self, start: int, end: int) -> tuple[Claim, ...]:
        """The claims under which words between two places stand.

        Nothing is one where they are themselves part of the words that show it.
        """
        stretch = self._stretch
        first, last = stretch.sentence(start)
        found = [
            claim
            for marker, claim in self._said(first, last)
            if (marker.end <= start or end <= marker.start)
            and (
                marker.kind in _WHOLE or not _turns(stretch.text, marker, start=start, end=end)
            )
        ]
        if earlier := stretch.before(first):
            found += self._announced(*earlier)
        if _QUESTION.search(stretch.text, first, last):
            found.append(Claim("asked", "?"))
        return tuple(dict.fromkeys(found))

    def _said(self, first: int, last: int) -> tuple[tuple[Marker, Claim], ...]:
        kept = self._kept.get((first, last))
        if kept is None:
            inside = [m for m in self._markers if first <= m.start < last]
            kept = tuple(
                (m, self._claim(m, first, last))
                for m in inside
                if m.kind not in ("said", "denies") or not self._opens(first, m.start)
            )
            self._kept[first, last] = kept
        return kept

    def _opens(self, first: int, at: int) -> bool:
        """Whether a word for saying opens its sentence: a heading, a log ("Added a file")."""
        return _WORD.search(self._stretch.text, first, at) is None

    def _claim(self, marker: Marker, first: int, last: int) -> Claim:
        text = self._stretch.text
        words, who = marker.words, ""
        if marker.kind == "by":
            who = behind(text, marker.end, last, tongue=marker.tongue)
            if not who or words.casefold() in ("zufolge", "göre"):
                who = before(text, first, marker.start) or who
        elif marker.kind in ("said", "denies"):
            if passive(text, first, marker.start):
                # Nobody is named who says it: that is how hearsay is written.
                return Claim("denied" if marker.kind == "denies" else "hedged", words)
            who = before(text, first, marker.start)
            if not who and nothing_before(text, first, marker.start):
                who = behind(text, marker.end, last, tongue=marker.tongue)
        return Claim(_STANCE[marker.kind], words, who)

    def _announced(self, first: int, last: int) -> Iterator[Claim]:
        """Who speaks next, where the sentence before says so and ends in a colon."""
        if _COLON.search(self._stretch.text, first, last):
            yield from (c for m, c in self._said(first, last) if m.kind in _WHOLE)


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    """Kind, term and tongue of each row of the table."""
    table = load("claims")
    return tuple(
        (kind, term, tongue)
        for kind in KINDS
        for tongue, terms in table[kind].items()
        for term in terms
    )


def _markers(stretch: Stretch, found: Iterable[tuple[str, Found]]) -> Iterator[Marker]:
    """The markers of one word or phrase, and those of two parts that share a clause."""
    rows = _rows()
    parts: dict[int, list[tuple[int, Found, str, str]]] = {}
    for label, one in found:
        kind, tongue, number, part = label.split("|")
        term = rows[int(number)][1]
        written = stretch.text[
            stretch.tokens[one.first].start : stretch.tokens[one.last - 1].end
        ]
        if tongue == "de" and _UMLAUT.search(term) and not _UMLAUT.search(written):
            # "konnte" (was able to) is no "könnte" (might), though letters are compared bare.
            continue
        if " + " in term:
            parts.setdefault(int(number), []).append((int(part), one, kind, tongue))
        else:
            yield _marker(stretch, (kind, tongue), one, last=one)
    for pieces in parts.values():
        firsts = [each for each in pieces if each[0] == 0]
        for _, one, kind, tongue in firsts:
            if other := _partner(stretch, one, pieces):
                yield _marker(stretch, (kind, tongue), one, last=other)


def _partner(
    stretch: Stretch, one: Found, pieces: Sequence[tuple[int, Found, str, str]]
) -> Found | None:
    """The second part behind the first, in the same sentence and with no "but" between."""
    tokens = stretch.tokens
    start = tokens[one.first].start
    _, end = stretch.sentence(start)
    for part, other, _, _ in pieces:
        at = tokens[other.first].start
        if part and start < at < end and not _TURN.search(stretch.text, start, at):
            return other
    return None


def _marker(stretch: Stretch, sort: tuple[str, str], one: Found, *, last: Found) -> Marker:
    """A marker; of one in two parts ("ne … pas") the place is that of the first.

    What stands between the parts is what is doubted or denied, and no part of it.
    """
    text, tokens = stretch.text, stretch.tokens
    start, end = tokens[one.first].start, tokens[one.last - 1].end
    words = " ".join(text[start:end].split())
    if last is not one:
        other = text[tokens[last.first].start : tokens[last.last - 1].end]
        words = f"{words} … {' '.join(other.split())}"
    kind, tongue = sort
    if kind == "none":
        end = max(end, tokens[last.last - 1].end)
    return Marker(kind, tongue, start, end, words)


def _longest(markers: Iterable[Marker]) -> list[Marker]:
    """Of markers that overlap the longest; what only looks like one hides it."""
    kept: list[Marker] = []
    behind_all = -1
    for each in sorted(markers, key=lambda m: (m.start, -m.end, m.kind != "none")):
        if each.start >= behind_all:
            kept.append(each)
            behind_all = each.end
    return [each for each in kept if each.kind != "none"]


def _turns(text: str, marker: Marker, *, start: int, end: int) -> bool:
    """Whether a "but" stands between a marker and what is named."""
    if marker.end <= start:
        return _TURN.search(text, marker.end, start) is not None
    return _TURN.search(text, end, marker.start) is not None
