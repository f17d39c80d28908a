"""A control list that a user brought: its entries, with their paragraphs and reasons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Self

from enduse.goods.chart import CountryChart, CountryGroups
from enduse.goods.control import ControlNumber, entry_of
from enduse.model.issue import Issue

EU, US = "eu_annex_i", "us_ccl"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a note that hangs on one. `number` is "3A001.a.7"."""

    number: str
    text: str
    kind: Literal["item", "note"] = "item"


@dataclass(frozen=True, slots=True)
class Control:
    """A reason for control as the US list states it, and what it says of destinations."""

    applies: str
    where: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: "3A001". `source` says from which file its text is."""

    number: str
    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    reasons: str | None = None
    controls: tuple[Control, ...] = ()
    related: str | None = None
    source: str = ""

    def at(self, number: str) -> tuple[Paragraph, ...]:
        """What stands under exactly this number, notes too."""
        if number == self.number:
            return (Paragraph(number, self.heading), *self._at(number))
        return self._at(number)

    def below(self, number: str) -> tuple[Paragraph, ...]:
        """The paragraphs one level below a number."""
        deep = number.count(".") + 1
        return tuple(
            each
            for each in self.paragraphs
            if each.number.startswith(f"{number}.") and each.number.count(".") == deep
            if each.kind == "item"
        )

    def _at(self, number: str) -> tuple[Paragraph, ...]:
        return tuple(each for each in self.paragraphs if each.number == number)


@dataclass(frozen=True, slots=True)
class ControlList:
    """The entries of one list, by number, in the order of the list."""

    id: str
    entries: Mapping[str, Entry]
    published: date | None = None
    issues: tuple[Issue, ...] = ()

    @classmethod
    def of(
        cls, list_id: str, entries: Iterable[Entry], *, issues: Iterable[Issue] = ()
    ) -> Self:
        """Entries as a list; of two with one number the first counts."""
        found: dict[str, Entry] = {}
        for each in entries:
            found.setdefault(each.number, each)
        return cls(list_id, found, None, tuple(issues))

    @property
    def rows(self) -> int:
        """How many paragraphs there are, headings counted too."""
        return len(self.entries) + sum(len(e.paragraphs) for e in self.entries.values())

    def filled_from(self, other: Self) -> Self:
        """This list, with what another state of it has and this one lacks.

        An entry that is not here comes whole; one that has no paragraphs here takes those of
        the other, and says from which file they are.
        """
        both = dict(self.entries)
        for number, entry in other.entries.items():
            own = both.get(number)
            if own is None:
                both[number] = entry
            elif not own.paragraphs and entry.paragraphs:
                source = f"{own.source}; paragraphs {entry.source}"
                both[number] = replace(own, paragraphs=entry.paragraphs, source=source)
        ordered = dict(sorted(both.items()))
        return replace(self, entries=ordered, issues=(*self.issues, *other.issues))


@dataclass(frozen=True, slots=True)
class ControlTables:
    """The control lists that are loaded; None for one that is not."""

    eu: ControlList | None = None
    us: ControlList | None = None
    chart: CountryChart | None = None
    groups: CountryGroups | None = None

    @property
    def lists(self) -> tuple[ControlList, ...]:
        """Those that are loaded, the EU's first."""
        return tuple(each for each in (self.eu, self.us) if each is not None)

    def entries_of(
        self, numbers: Iterable[str | ControlNumber]
    ) -> tuple[tuple[str, Entry], ...]:
        """The entries of some numbers, each with the id of its list, every one once.

        A number that cannot be read, or that no loaded list has, is not among them.
        """
        return tuple(dict.fromkeys(self._entries_of(numbers)))

    def _entries_of(
        self, numbers: Iterable[str | ControlNumber]
    ) -> Iterator[tuple[str, Entry]]:
        for each in numbers:
            number = each.entry if isinstance(each, ControlNumber) else entry_of(each)
            for one in self.lists:
                if number and number in one.entries:
                    yield one.id, one.entries[number]
