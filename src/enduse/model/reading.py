"""A text read against what is known: what it names, how much was read, and what was not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from enduse.model.decision import EditionUsed
from enduse.model.finding import Weight
from enduse.model.issue import Issue
from enduse.model.mention import Mention
from enduse.model.unread import Unread


@dataclass(frozen=True, slots=True)
class Standing:
    """What being an entry means: its programmes, the effect in law, and how heavy that is."""

    programmes: tuple[str, ...]
    regime: str
    label: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class TextRead:
    """One text: a file, or one that came in it.

    `pages` counts those with words, 0 where it has no pages; `words` what stands between
    blanks. `standings` are those of the listed parties among `mentions`, by list and entry.
    `sheets` are the titles of a workbook's sheets: page 1 is the first, a line is a row of it.
    """

    name: str
    what: str
    pages: int
    words: int
    mentions: tuple[Mention, ...] = ()
    unread: tuple[Unread, ...] = ()
    standings: Mapping[tuple[str, str], Standing] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()

    @property
    def names_listed(self) -> bool:
        """Whether a listed party is named in it, more than possibly."""
        return any(each.named == "party" and each.sure != "possible" for each in self.mentions)


@dataclass(frozen=True, slots=True)
class Against:
    """What texts are read against: the lists with their editions, and what is wrong with them.

    `entries` counts the entries of all lists; an issue of gravity "error" says that a list
    that must be read was not, or not wholly.
    """

    editions: tuple[EditionUsed, ...]
    issues: tuple[Issue, ...]
    entries: int
    weapons: str = ""
    """Which table of components recovered from weapons was read; empty for none."""

    @property
    def short(self) -> bool:
        """Whether something that must be read was not."""
        return any(each.gravity == "error" for each in self.issues)
