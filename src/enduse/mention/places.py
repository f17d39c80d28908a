"""Countries, parts of countries and grounds of trade in a running text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from enduse.errors import RuleError
from enduse.goods.words import Found, Token, parse_term
from enduse.mention.flow import Stretch
from enduse.mention.span import Span
from enduse.mention.tables import load
from enduse.model.mention import Meant, Sureness
from enduse.places import Places

_SHORT = 3
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[ ]?)+(?:\([^()]*\))?")


@dataclass(frozen=True, slots=True)
class PlaceTerms:
    """The names of countries in all languages of the table, and what else is a place here."""

    places: Places
    grounds: dict[str, Meant]
    labelled: tuple[tuple[str, str], ...]
    people: frozenset[str]
    words: frozenset[str]

    @classmethod
    def load(cls, places: Places) -> Self:
        """Take the names from the table of countries and from the table here."""
        table = load("places")
        labelled = [(f"country|{code}", name) for name, code in places.spellings.items()]
        labelled += [(f"region|{region}", name) for name, region in places.regions.items()]
        for code, terms in table["said"].items():
            labelled += [(f"said|{code}", term) for term in terms]
        for region, terms in table["regions"].items():
            labelled += [(f"region|{region}", term) for term in terms]
        grounds: dict[str, Meant] = {}
        for each in table["ground"]:
            note = f"in {places.the(each['country'])}; from common knowledge"
            grounds[each["id"]] = Meant("grounds", each["id"], each["name"], note)
            labelled += [(f"ground|{each['id']}", term) for term in each["names"]]
        people, words = frozenset(table["people"]), frozenset(table["words"])
        return cls(places, grounds, tuple(_readable(labelled)), people, words)

    def find(self, stretch: Stretch, found: Iterable[tuple[str, Found]]) -> Iterator[Span]:
        """The places that a stretch names. A name of few letters must stand in capitals."""
        for label, one in found:
            sort, _, entry = label.partition("|")
            start, end = stretch.tokens[one.first].start, stretch.tokens[one.last - 1].end
            written = stretch.text[start:end]
            short = all(
                len(each.text) < _SHORT for each in stretch.tokens[one.first : one.last]
            )
            if not _as_name(written, said=sort == "said", short=short):
                continue
            sure, why = self._sure(stretch, one, written)
            yield Span("place", start, end, sure, (self._meant(sort, entry),), why)

    def _meant(self, sort: str, entry: str) -> Meant:
        if sort == "ground":
            return self.grounds[entry]
        if sort == "region":
            name = f"{entry.capitalize()} (Ukraine)"
            return Meant("regions", entry, name, "a part of Ukraine under rules of its own")
        return Meant("countries", entry, self.places.name(entry))

    def _sure(self, stretch: Stretch, one: Found, written: str) -> tuple[Sureness, str]:
        tokens, word = stretch.tokens, stretch.tokens[one.first].text
        if one.last - one.first == 1 and word in self.people:
            around = (one.first - 1, one.last)
            near = [tokens[at] for at in around if 0 <= at < len(tokens)]
            if any(_touches(stretch, tokens[one.first], each) for each in near):
                return "possible", "may be a person's name or part of another"
        if one.last - one.first == 1 and word in self.words:
            return "possible", "is a word of other meanings too"
        if len(written) <= _SHORT:
            return "likely", "a short form"
        return "certain", "a name of the place"


def _readable(labelled: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Those that hold a word to look for; a spelling made of signs alone names nothing here."""
    for label, term in dict.fromkeys(labelled):
        try:
            pattern = parse_term(term)
        except RuleError:
            continue
        if sum(map(len, pattern)) > 1:
            yield label, term


def _as_name(written: str, *, said: bool, short: bool) -> bool:
    """Whether it is written as a name: with a capital, and all capitals where it is short."""
    first = written[0]
    if first.upper() == first.lower():
        return True
    if short:
        return _INITIALS.fullmatch(written) is not None
    if len(written.replace(".", "")) <= _SHORT:
        return written == written.upper()
    return said or first.isupper()


def _touches(stretch: Stretch, own: Token, other: Token) -> bool:
    """Whether a word with a capital stands right beside, one blank away."""
    first, second = (own, other) if own.start < other.start else (other, own)
    between = stretch.text[first.end : second.start]
    return between == " " and stretch.text[other.start].isupper() and len(other.text) > 1
