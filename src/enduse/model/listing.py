"""What a publisher says of a party: an entry, in the publisher's own words.

Names keep the publisher's spelling. Facts that the publisher packs into prose are taken
out into typed fields; what nobody understood stays in `remarks` and is counted in the
reading's issues.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from enduse.model.dates import DateSpan
from enduse.model.issue import Issue
from enduse.model.order import Kind

NameKind = Literal["primary", "aka", "fka", "nka", "original_script"]
Strength = Literal["strong", "weak"]


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name of an entry, exactly as published ("YERSHOV, Sergey Aleksandrovich").

    `family_first` says that the publisher writes "FAMILY, Given". A weak name is one that
    the publisher marks as of low quality.
    """

    text: str
    kind: NameKind = "primary"
    strength: Strength = "strong"
    family_first: bool = False


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """An address as published; `country` is the publisher's word ("Korea, North")."""

    text: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that names a party. `scheme` is one of the contract's, or "other".

    `label` is the publisher's word for it ("Tax ID No."), `country` its issuer as published.
    """

    scheme: str
    value: str
    label: str
    country: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Another party that the publisher ties this one to ("Linked To: OOO SERTAL")."""

    name: str
    relation: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One party on one list.

    `id` is the publisher's own number or reference. `facts` holds labelled facts that have
    no field here, in the publisher's words: ("Secondary sanctions risk", "..."),
    ("Vessel Type", "Crude Oil Tanker").
    """

    list_id: str
    id: str
    kind: Kind
    names: tuple[ListedName, ...]
    programmes: tuple[str, ...] = ()
    listed_on: date | None = None
    addresses: tuple[ListedAddress, ...] = ()
    birth_dates: tuple[DateSpan, ...] = ()
    birth_places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    citizenships: tuple[str, ...] = ()
    gender: str | None = None
    titles: tuple[str, ...] = ()
    ids: tuple[Identifier, ...] = ()
    links: tuple[Link, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a published list.

    `published` is the date inside the file, None where the format has none. `rows` counts
    the rows read per part of the list ({"sdn.csv": 14973}); `gaps` names parts of the list
    that were not given, so that names are missing from it.
    """

    entries: tuple[Entry, ...]
    issues: tuple[Issue, ...] = ()
    published: date | None = None
    rows: tuple[tuple[str, int], ...] = ()
    gaps: tuple[str, ...] = ()
