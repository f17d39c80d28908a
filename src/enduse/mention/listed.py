"""Every listed name and number in a running text, in one pass."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from enduse.index.lines import KINDS
from enduse.mention.align import align
from enduse.mention.book import Book, ListedNames, book_of
from enduse.mention.meet import Meets, by_line, candidates, meets
from enduse.mention.nearby import near
from enduse.mention.numbers import Numbers, find_numbers, numbers_of
from enduse.mention.running import Running
from enduse.mention.settle import Found, settled
from enduse.mention.tokens import Tokens, tokens
from enduse.mention.weighing import STEPS, weigh
from enduse.model.listing import Entry
from enduse.model.mention import Meant, Mention

_ABOUT_ONE = 1_000
"""Entries of one name that are looked at."""


class Listed:
    """The names of several lists, ready to be found in texts. Build it once and keep it.

    `find` reads a text once, whatever the number of names: each word is looked up, and a
    name is looked at where its rarest words stand near each other.
    """

    def __init__(self, sources: Iterable[ListedNames]) -> None:
        self.sources = tuple(sources)

    @cached_property
    def book(self) -> Book:
        """The names of all lists."""
        return book_of(self.sources)

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of all lists."""
        return numbers_of(self.sources)

    def find(self, running: Running) -> Iterator[Mention]:
        """What a text names of the lists, in the order in which it stands there."""
        text = running.text
        cut = tokens(text)
        names = list(self._names(cut, text)) if cut.each else []
        numbers = [
            Found(each.start, each.end, each.source, each.row, -1, each.sure, number=each.scheme)
            for each in find_numbers(text, self.numbers)
            if self.sources[each.source].counts(each.row)
        ]
        found = near([*names, *numbers], text, self._entry)
        for each in settled(found):
            first = each[0]
            yield Mention(
                "party",
                text[first.start : first.end],
                running.spot(first.start, first.end),
                STEPS[first.sure.step],
                tuple(dict.fromkeys(map(self._meant, each[:_ABOUT_ONE]))),
                first.sure.why,
            )

    def _names(self, cut: Tokens, text: str) -> Iterator[Found]:
        met: Meets = meets(cut, self.book.vocabulary)
        small = _small(cut)
        for line, places in by_line(candidates(cut, met, self.book)).items():
            last = -1
            for at in sorted(places):
                if at > last and (found := self._line(line, at, cut, met, text, small)):
                    last, one = found
                    yield one

    def _line(
        self, line: int, at: int, cut: Tokens, met: Meets, text: str, small: frozenset[int]
    ) -> tuple[int, Found] | None:
        source, row = int(self.book.source[line]), int(self.book.row[line])
        kind = self._kind(line)
        match = align(line, at, tokens=cut, met=met, book=self.book, person=kind == "person")
        if match is None:
            return None
        listed = self.sources[source].index.lines
        name = self._name(line)
        sure = weigh(
            match,
            cut,
            text,
            kind=kind,
            weak=bool(listed.weak[name]),
            family_first=bool(listed.family[self._own(line)]),
            small=small,
        )
        if sure is None or not self.sources[source].counts(row):
            return None
        start, end = cut.each[match.first].start, cut.each[match.last].end
        number = int(self.book.name_no[line])
        return match.last, Found(start, end, source, row, number, sure, info=match.info)

    def _own(self, line: int) -> int:
        """The number of a line among those of its list."""
        return line - int(self.book.first[self.book.source[line]])

    def _name(self, line: int) -> int:
        return int(self.sources[int(self.book.source[line])].index.lines.name[self._own(line)])

    def _kind(self, line: int) -> str:
        lines = self.sources[int(self.book.source[line])].index.lines
        return KINDS[int(lines.kind[self._name(line)])]

    def _entry(self, source: int, row: int) -> Entry:
        return self.sources[source].entries[row]

    def _meant(self, found: Found) -> Meant:
        """The entry of a find, by the name that was found."""
        source = self.sources[found.source]
        entry = source.entries[found.row]
        name = entry.names[max(found.name, 0)].text
        note = entry.kind if not found.number else f"{entry.kind}, by its {found.number}"
        if found.name > 0 and entry.names[0].text != name:
            note = f"{note}, listed as {entry.names[0].text}"
        return Meant(source.list_id, entry.id, name, note)


def _small(cut: Tokens) -> frozenset[str]:
    """The words that the text also writes with a small letter: there they are words."""
    said = cut.said
    return frozenset(
        word for at in {each.word for each in cut.each if each.case == "small"}
        for word in said[at].plain
    )
