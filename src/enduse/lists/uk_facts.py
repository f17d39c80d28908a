"""What the British lists share: dates, numbered cells, and a party put together bit by bit."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from enduse.lists.uk_ids import numbered
from enduse.model.dates import DateSpan
from enduse.model.issue import Issue
from enduse.model.listing import (
    Entry,
    Identifier,
    Link,
    ListedAddress,
    ListedName,
    NameKind,
    Strength,
)
from enduse.model.order import Kind

T = TypeVar("T")

# "Entity" covers firms, ministries and armed groups, and which is not said.
_KINDS: Mapping[str, Kind] = {"individual": "person", "entity": "unknown", "ship": "vessel"}
_NAMES: Mapping[str, NameKind] = {
    "primary name": "primary", "prime alias": "primary", "primary name variation": "aka",
    "alias": "aka", "aka": "aka", "fka": "fka",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2}|[A-Za-z]{3})[/-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+)?")
_BORN = re.compile(r"(?:(?:([0-9]{1,2}|dd)/)?([0-9]{1,2}|mm)/)?([0-9]{4})", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|#[0-9]{1,5});")
_SIGNS = {"&amp;": "&", "&quot;": '"', "&apos;": "'", "&lt;": "<", "&gt;": ">", "&nbsp;": " "}


@dataclass(slots=True)
class Log:
    """Oddities on their way into a few issues."""

    says: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    unnumbered: list[str] = field(default_factory=list)

    def issues(self, where: str) -> list[Issue]:
        """One issue a kind; an entry without a name or a number is an error."""
        found = [Issue(where, f"{count}: {says}") for says, count in self.says.items()]
        for what, places in (("have no name", self.lost), ("have no number", self.unnumbered)):
            if places:
                says = f"{len(places)} entries {what}: {', '.join(places[:10])}"
                found.append(Issue(where, says, "error"))
        return found


@dataclass(slots=True)
class Party:
    """One party on its way into an entry; the same fact said twice is kept once.

    The tables repeat a party once for each name, address and date of birth, all crossed, so
    a party with 5 names and 4 dates of birth stands in 20 rows.
    """

    number: str
    names: dict[str, ListedName] = field(default_factory=dict)
    kinds: dict[str, None] = field(default_factory=dict)
    programmes: dict[str, None] = field(default_factory=dict)
    listed: dict[str, None] = field(default_factory=dict)
    addresses: dict[ListedAddress, None] = field(default_factory=dict)
    births: dict[str, None] = field(default_factory=dict)
    birth_places: dict[str, None] = field(default_factory=dict)
    nationalities: dict[str, None] = field(default_factory=dict)
    genders: dict[str, None] = field(default_factory=dict)
    titles: dict[str, None] = field(default_factory=dict)
    ids: dict[Identifier, None] = field(default_factory=dict)
    links: dict[Link, None] = field(default_factory=dict)
    facts: dict[tuple[str, str], None] = field(default_factory=dict)

    def name(self, parts: Iterable[str], kind: str, strength: str, *, log: Log) -> None:
        """A name from its parts, given names first. The strongest word on it stands.

        A kind or strength new to us is counted, and the name taken as a strong alias: it is
        then looked for no less than any other.
        """
        text = " ".join(" ".join(parts).split())
        if not text:
            return
        if kind and kind.lower() not in _NAMES:
            log.says[f"names are of the type {kind[:40]!r}, taken as an alias"] += 1
        quality = strength.lower()
        if quality and not quality.startswith(("good", "low")):
            log.says[f"aliases have the quality {strength[:40]!r}, taken as strong"] += 1
        as_ = _NAMES.get(kind.lower(), "aka")
        weak: Strength = "weak" if quality.startswith("low") else "strong"
        known = self.names.setdefault(text, ListedName(text, as_, weak))
        if as_ == "primary" and known.kind != "primary":
            known = replace(known, kind="primary")
        if weak == "strong" and known.strength == "weak":
            known = replace(known, strength="strong")
        self.names[text] = known

    def script(self, text: str, *about: str) -> None:
        """A name in its own script; the publisher's words on script and language are facts."""
        words = " ".join(text.split())
        if words and words not in self.names:
            self.names[words] = ListedName(words, "original_script")
        said = ", ".join(a for a in about if a)
        if words and said:
            self.facts[("Script", f"{words}: {said}")] = None

    def address(self, lines: Iterable[str], country: str) -> None:
        """An address: its lines in one, the country beside it."""
        text = ", ".join(line for line in lines if line)
        if text or country:
            self.addresses[ListedAddress(text, country or None)] = None

    def fact(self, label: str, text: str) -> None:
        """A labelled fact, where there is one."""
        if text:
            self.facts[(label, text)] = None

    def several(self, target: dict[str, None], cell: str) -> None:
        """What a cell lists as "(1) ... (2) ...", each for itself."""
        target.update(dict.fromkeys(item for item in numbered(cell) if item))

    def linked(self, cell: str, relation: str) -> None:
        """Other parties that a cell names."""
        for item in numbered(cell):
            if item:
                self.links[Link(item, relation)] = None

    def entry(self, list_id: str, log: Log) -> Entry:
        """The party as an entry. A date that is none is a fact, and counted."""
        spans = {text: born(text) for text in self.births}
        days = {text: day(text) for text in self.listed}
        odd = [text for found in (spans, days) for text, read in found.items() if read is None]
        for text in odd:
            log.says["dates cannot be read; they are kept as written"] += 1
            self.fact("Date of birth" if text in spans else "Date listed", text)
        if len(days) > 1:
            self.facts.update(dict.fromkeys(("Date listed", text) for text in days))
        if not any(name.kind != "original_script" for name in self.names.values()):
            log.lost.append(self.number)
        types, genders = list(self.kinds), list(self.genders)
        for gender in genders[1:]:
            self.fact("Gender", gender)
        return Entry(
            list_id=list_id,
            id=self.number,
            kind=self._kind(types, log),
            names=tuple(self.names.values()),
            programmes=tuple(self.programmes),
            listed_on=min((d for d in days.values() if d), default=None),
            addresses=tuple(self.addresses),
            birth_dates=tuple(span for span in spans.values() if span),
            birth_places=tuple(self.birth_places),
            nationalities=tuple(self.nationalities),
            gender=genders[0] if genders else None,
            titles=tuple(self.titles),
            ids=tuple(self.ids),
            links=tuple(self.links),
            facts=(*(("Type", text) for text in types), *self.facts),
        )

    def _kind(self, types: list[str], log: Log) -> Kind:
        if len(types) > 1:
            log.says["parties are of two types; the first is taken"] += 1
        written = types[0] if types else ""
        if written.lower() not in _KINDS:
            log.says[f"parties are of the type {written[:40]!r}"] += 1
        return _KINDS.get(written.lower(), "unknown")


def clean(text: str) -> str:
    """The words of a cell, with the signs that the file writes as in a web page.

    >>> clean(" SAND &amp; SWAN ")
    'SAND & SWAN'
    """
    return _ENTITY.sub(_sign, text).strip()


def day(text: str) -> date | None:
    """A day as the British lists write it; None where it is none.

    >>> day("29-06-2012") == day("29/06/2012") == day("29-Jun-2012") == day("2012-06-29")
    True
    """
    words = text.strip() if text.isascii() else ""
    british, iso = _DAY.fullmatch(words), _ISO.fullmatch(words)
    if iso:
        year, month, day_ = int(iso[1]), int(iso[2]), int(iso[3])
    elif british:
        name = british[2].lower()
        month = (
            int(name) if name.isdigit() else _MONTHS.index(name) + 1 if name in _MONTHS else 0
        )
        year, day_ = int(british[3]), int(british[1])
    else:
        return None
    try:
        return date(year, month, day_)
    except ValueError:
        return None


def born(text: str) -> DateSpan | None:
    """A date of birth: whole, or with an unknown day or month ("dd/mm/1945", "00/00/1945").

    >>> born("dd/mm/1945").first, born("00/05/1945").last
    (datetime.date(1945, 1, 1), datetime.date(1945, 5, 31))
    """
    exact, match = day(text), _BORN.fullmatch(text.strip()) if text.isascii() else None
    if exact:
        return DateSpan.of_day(exact, text)
    if match is None or int(match[3]) == 0:
        return None
    day_, month = (int(part) if part and part.isdigit() else 0 for part in match.groups()[:2])
    if month == 0:
        return DateSpan.of_years(int(match[3]), text=text)
    if month > len(_MONTHS) or day_:  # such as 31/02/1945
        return None
    return DateSpan.of_month(int(match[3]), month, text)


def apart(entries: Iterable[Entry], log: Log) -> tuple[Entry, ...]:
    """The entries under ids of their own: a second RUS0001 becomes "RUS0001#2"."""
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    found: list[Entry] = []
    for entry in entries:
        name, seen[entry.id] = entry.id, seen[entry.id] + 1
        while name in taken:
            name = f"{entry.id}#{seen[entry.id]}"
            seen[entry.id] += name in taken
        if name != entry.id:
            log.says["entries share a number; the later ones got a suffix"] += 1
        taken.add(name)
        found.append(replace(entry, id=name))
    return tuple(found)


def _sign(match: re.Match[str]) -> str:
    found = _SIGNS.get(match[0])
    if found is not None:
        return found
    code = int(match[0][2:-1])
    # Five digits stay below 100,000; half of a pair and a control sign are no letters.
    return match[0] if unicodedata.category(chr(code)) in ("Cc", "Cs") else chr(code)
