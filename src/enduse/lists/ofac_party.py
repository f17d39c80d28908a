"""What OFAC's two XML formats have in common: a party on its way into an entry."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from enduse.lists.ofac_labels import FACT_LABELS, ID_LABELS
from enduse.lists.ofac_remarks import parse
from enduse.lists.segments import split
from enduse.model.dates import DateSpan
from enduse.model.issue import Issue
from enduse.model.listing import Entry, Identifier, Link, ListedAddress, ListedName
from enduse.model.order import Kind

KINDS: Mapping[str, Kind] = {
    "Individual": "person", "Vessel": "vessel", "Aircraft": "aircraft", "Entity": "unknown",
}  # fmt: skip
"""OFAC's type of a party -> ours. "Entity" covers firms, ministries and armed groups."""

_SCHEMES: Mapping[str, str] = {
    label: scheme for scheme, labels in ID_LABELS for label in labels
}
_SHAPES: Mapping[str, re.Pattern[str]] = {
    "imo": re.compile(r"\d{7}"),
    "mmsi": re.compile(r"\d{9}"),
    "lei": re.compile(r"[0-9A-Z]{18}\d{2}"),
    "swift": re.compile(r"[A-Z0-9]{8}(?:[A-Z0-9]{3})?"),
    "duns": re.compile(r"\d{2}-?\d{3}-?\d{4}"),
}
_RUSSIAN: Mapping[tuple[str, int], str] = {
    ("tax", 10): "inn", ("tax", 12): "inn",
    ("registration", 13): "ogrn", ("registration", 15): "ogrn",
}  # fmt: skip
# OFAC 17064 has the issuer inside the number: "33556474 (Russia)".
_COUNTRY = re.compile(r"([^()]*\S) \(([^()]+)\)")
_IMO = re.compile(r"IMO (\S.*)")
_CURRENCY = re.compile(r"Digital Currency Address - (\S+)")
# Labels that stand in the XML as if they were numbers and say something else.
_TOLD = re.compile(
    "|".join(re.escape(label) for label in FACT_LABELS)
    + r"|Executive Order \d+ .+|Issuer Name|Equity Ticker|Purchase/Sales For Divestment Date"
    r"|CMIC .*|Vessel .*|Aircraft .*|Other Vessel .*|Former Vessel .*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Log:
    """Oddities on their way into a few issues. `leftovers` is the trace of the tree."""

    list_id: str
    leftovers: Counter[str] = field(default_factory=Counter)
    says: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    segments: int = 0
    unread: int = 0


@dataclass(slots=True)
class Party:
    """What a file says of one party, by the names of an entry's fields."""

    number: str
    kind: Kind = "unknown"
    names: list[ListedName] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    listed_on: date | None = None
    addresses: list[ListedAddress] = field(default_factory=list)
    birth_dates: list[DateSpan] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    citizenships: list[str] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    ids: list[Identifier] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def entry(self, list_id: str) -> Entry:
        """The entry; a second gender stays a fact, a programme is told once."""
        more = [("Gender", gender) for gender in self.genders[1:]]
        return Entry(
            list_id=list_id,
            id=self.number or "unnumbered",
            kind=self.kind,
            names=tuple(self.names),
            programmes=tuple(dict.fromkeys(self.programmes)),
            listed_on=self.listed_on,
            addresses=tuple(self.addresses),
            birth_dates=tuple(self.birth_dates),
            birth_places=tuple(self.birth_places),
            nationalities=tuple(self.nationalities),
            citizenships=tuple(self.citizenships),
            gender=next(iter(self.genders), None),
            titles=tuple(self.titles),
            ids=tuple(self.ids),
            links=tuple(self.links),
            facts=tuple(dict.fromkeys([*self.facts, *more])),
            remarks=tuple(self.remarks),
        )


def identifier(
    label: str, value: str, *, country: str | None = None, note: str | None = None
) -> Identifier:
    """A number with its scheme, as the remarks of the CSV files give it.

    A label that is new to us, and a value that cannot be a number of its scheme, are
    "other". OFAC writes an IMO number as "IMO 9187629" under a general label.

    >>> identifier("Vessel Registration Identification", "IMO 9187629").scheme
    'imo'
    >>> identifier("Tax ID No.", "7707083893", country="Russia").scheme
    'inn'
    """
    currency = _CURRENCY.fullmatch(label)
    if currency:
        return Identifier("crypto", value, "Digital Currency Address", country, currency[1])
    country_inside = None if country else _COUNTRY.fullmatch(value)
    if country_inside:
        value, country = country_inside.groups()
    number = _IMO.fullmatch(value)
    if number and f"{label} IMO" in _SCHEMES:
        label, value = f"{label} IMO", number[1]
    scheme = _SCHEMES.get(label, "other")
    shape = _SHAPES.get(scheme)
    if shape and not (value.isascii() and shape.fullmatch(value)):
        scheme = "other"  # a decisive number that cannot be one decides nothing
    # Where the issuer is not said OFAC may still name the register, as "INN" or "OGRN".
    russian = country == "Russia" or (country is None and note in ("INN", "OGRN"))
    if russian and value.isascii() and value.isdigit():
        scheme = _RUSSIAN.get((scheme, len(value)), scheme)
    return Identifier(scheme, value, label, country, note)


def is_number(label: str) -> bool:
    """Whether `label` is one of OFAC's words for a number that names a party."""
    return label in _SCHEMES or _CURRENCY.fullmatch(label) is not None


def is_told(label: str) -> bool:
    """Whether `label` opens a fact that is no number, such as "Secondary sanctions risk"."""
    return _TOLD.match(label) is not None


def name_text(family: str, given: Sequence[str]) -> str:
    """A name in OFAC's own style: the family's, a comma, the rest.

    >>> name_text("HANIYA", ["Ismail Abdul Salah"]), name_text("SBERBANK", [])
    ('HANIYA, Ismail Abdul Salah', 'SBERBANK')
    """
    rest = " ".join(part for part in given if part)
    return ", ".join(part for part in (family, rest) if part)


def address_text(lines: Sequence[str], *, city: str, region: str, postcode: str) -> str:
    """An address in one line, in the order of the CSV files.

    >>> address_text(["26/1 Sofiyskaya Embankment"], city="Moscow", region="", postcode="115")
    '26/1 Sofiyskaya Embankment, Moscow 115'
    """
    town = ", ".join(part for part in (city, region) if part)
    last = " ".join(part for part in (town, postcode) if part)
    return ", ".join(part for part in (*lines, last) if part)


def take_remark(text: str, party: Party, log: Log) -> None:
    """Put a remark where it belongs, as the CSV reader would; what is not understood stays.

    The XML puts brackets around "(Linked To: HAMAS)" where the CSV files do not.
    """
    bare = (_unbracketed(part.strip()) for part in split(text))
    found = parse("; ".join(part for part in bare if part))
    log.segments += found.segments
    log.unread += len(found.remarks)
    party.names += found.names
    party.birth_dates += found.birth_dates
    party.birth_places += found.birth_places
    party.nationalities += found.nationalities
    party.citizenships += found.citizenships
    party.genders += found.genders
    party.ids += found.ids
    party.links += found.links
    party.facts += found.facts
    party.remarks += found.remarks


def apart(entries: Sequence[Entry], log: Log) -> Iterator[Entry]:
    """The entries under ids of their own: a second 2677 becomes "2677#2"."""
    seen: Counter[str] = Counter()
    taken = {entry.id for entry in entries}
    for entry in entries:
        seen[entry.id] += 1
        if seen[entry.id] == 1:
            yield entry
            continue
        log.says["entries share a number; the later ones got a suffix"] += 1
        while (other := f"{entry.id}#{seen[entry.id]}") in taken:
            seen[entry.id] += 1
        taken.add(other)
        yield replace(entry, id=other)


def issues(log: Log) -> Iterator[Issue]:
    """What was odd, one issue a kind with its count; what is new to us by its path."""
    for path, count in sorted(log.leftovers.items()):
        yield Issue(path, f"{count} elements, attributes or texts are new to us, not read")
    for says, count in log.says.items():
        yield Issue(log.list_id, f"{count}: {says}")
    for says, count in log.errors.items():
        yield Issue(log.list_id, f"{count}: {says}", "error")
    if log.unread:
        says = f"{log.unread} of {log.segments} segments of remarks were not understood"
        yield Issue(log.list_id, f"{says}; they are kept as written")
    if log.lost:
        shown = ", ".join(log.lost[:10])
        yield Issue(log.list_id, f"{len(log.lost)} entries have no name: {shown}", "error")


def _unbracketed(text: str) -> str:
    """A segment without the one pair of brackets that holds all of it."""
    inner = text.removeprefix("(").removesuffix(".").removesuffix(")")
    whole = text.startswith("(") and text.removesuffix(".").endswith(")")
    return inner if whole and "(" not in inner and ")" not in inner else text
