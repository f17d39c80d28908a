"""Every listed name and number in a running text, in one pass."""

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from enduse.index.lines import KINDS
from enduse.mention.align import Text, align, by_place
from enduse.mention.beside import with_article
from enduse.mention.book import Book, ListedNames, book_of
from enduse.mention.meet import by_line, candidates, meets, small_words, written_apart
from enduse.mention.nearby import near
from enduse.mention.numbers import Numbers, find_numbers, numbers_of
from enduse.mention.running import Running
from enduse.mention.settle import Found, settled
from enduse.mention.tokens import Tokens, tokens
from enduse.mention.weighing import STEPS, About, weigh
from enduse.model.listing import Entry
from enduse.model.mention import Meant, Mention

_REMEMBERED = 1 << 15
_ABOUT_ONE = 1_000
"""Entries of one name that are looked at."""


class Listed:
    """The names of several lists, ready to be found in texts. Build it once and keep it.

    `find` reads a text once, whatever the number of names: each word is looked up, and a
    name is looked at where its rarest words stand near each other.
    """

    def __init__(self, sources: Iterable[ListedNames]) -> None:
        self.sources = tuple(sources)
        self._counts = lru_cache(_REMEMBERED)(self._whether_counts)
        self._entry = lru_cache(_REMEMBERED)(self._read)

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
        cut = tokens(text, running.breaks())
        names = list(self._names(cut, text)) if cut.each else []
        numbers = [
            Found(
                each.start, each.end, each.source, each.row, -1, each.sure, number=each.scheme
            )
            for each in find_numbers(text, self.numbers)
            if self._counts(each.source, each.row)
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

    def _names(self, cut: Tokens, running: str) -> Iterator[Found]:
        known = self.book.vocabulary
        met = meets(cut, known)
        several = sorted(written_apart(cut, known), key=lambda one: -one.size)
        text = Text(running, cut, met, known.number, small_words(cut), *by_place(several))
        for line, places in by_line(
            candidates(cut, met, book=self.book, several=several)
        ).items():
            last = -1
            for at in sorted(places):
                if at > last and (found := self._line(line, at, text)):
                    last, one = found
                    yield one

    def _line(self, line: int, at: int, text: Text) -> tuple[int, Found] | None:
        source, row = int(self.book.source[line]), int(self.book.row[line])
        lines = self.sources[source].index.lines
        own = line - int(self.book.first[source])
        name = int(lines.name[own])
        kind = KINDS[int(lines.kind[name])]
        match = align(line, at, text=text, book=self.book, person=kind == "person")
        if match is None:
            return None
        about = About(kind, weak=bool(lines.weak[name]), family_first=bool(lines.family[own]))
        sure = weigh(match, text, about)
        if sure is None or not self._counts(source, row):
            return None
        start = text.tokens.each[with_article(match.first, text.tokens)].start
        end = text.tokens.each[match.last].end
        number = int(self.book.name_no[line])
        return match.last, Found(start, end, source, row, number, sure, info=match.info)

    def _read(self, source: int, row: int) -> Entry:
        return self.sources[source].entries[row]

    def _whether_counts(self, source: int, row: int) -> bool:
        return self.sources[source].counts(row)

    def _meant(self, found: Found) -> Meant:
        """The entry of a find, by the name that was found."""
        source = self.sources[found.source]
        entry = self._entry(found.source, found.row)
        name = entry.names[max(found.name, 0)].text
        note = entry.kind if not found.number else f"{entry.kind}, by its {found.number}"
        if found.name > 0 and entry.names[0].text != name:
            note = f"{note}, listed as {entry.names[0].text}"
        return Meant(source.list_id, entry.id, name, note)
