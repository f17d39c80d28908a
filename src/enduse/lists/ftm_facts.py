"""One listed record of FollowTheMoney data, with what belongs to it, as an entry."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from enduse.lists import iso
from enduse.lists.ftm_records import Record
from enduse.lists.ftm_words import DIRECT, FACTS, IDS, KINDS, NAMES
from enduse.model.dates import DateSpan
from enduse.model.listing import Entry, Identifier, Link, ListedAddress, ListedName

_SHAPES: Mapping[str, re.Pattern[str]] = {
    "imo": re.compile(r"[0-9]{7}"),
    "mmsi": re.compile(r"[0-9]{9}"),
    "inn": re.compile(r"[0-9]{10}(?:[0-9]{2})?"),
    "ogrn": re.compile(r"[0-9]{13}(?:[0-9]{2})?"),
    "kpp": re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}"),
    "lei": re.compile(r"[0-9A-Z]{18}[0-9]{2}"),
    "swift": re.compile(r"[A-Z0-9]{8}(?:[A-Z0-9]{3})?"),
}
_PAPERS = ("Identification", "Passport")
_ADDRESS = ("street", "street2", "postOfficeBox", "city", "postalCode", "region", "state",
            "place")  # fmt: skip
_PASSPORT = re.compile(r"passport", re.IGNORECASE)
# Read into fields of their own; everything else is a fact, a number or a remark.
_FIELDS = frozenset({
    "topics", "program", "programId", "birthDate", "birthPlace", "nationality",
    "citizenship", "gender", "title", "position", "country", "jurisdiction", "mainCountry",
    "address", "addressEntity", *NAMES, *IDS, *FACTS, *DIRECT,
})  # fmt: skip
# What of a sanction or a paper stands in a field already.
_SAID: Mapping[str, frozenset[str]] = {
    "Sanction": frozenset({"entity", "program", "programId", "listingDate"}),
    **dict.fromkeys(_PAPERS, frozenset({"holder", "type", "country", "number", "authority",
                                        "passportNumber", "startDate", "endDate",
                                        "summary"})),
}  # fmt: skip


@dataclass(slots=True)
class Facts:
    """Oddities of all entries, counted on their way into a few issues."""

    unnamed: list[str] = field(default_factory=list)
    odd_schemas: Counter[str] = field(default_factory=Counter)
    odd_properties: Counter[str] = field(default_factory=Counter)
    odd_dates: Counter[str] = field(default_factory=Counter)


def entry_of(
    list_id: str,
    record: Record,
    belongings: Sequence[Record],
    *,
    links: tuple[Link, ...],
    facts: Facts,
) -> Entry:
    """The entry of a listed record.

    `belongings` are its sanctions, papers, wallets and addresses. The date of listing is
    the earliest that a sanction gives, to the day. A record without a name is counted in
    `facts.unnamed`, and goes under no name at all.
    """
    if record.schema not in KINDS:
        facts.odd_schemas[record.schema] += 1
    names = _names(record)
    if not names:
        facts.unnamed.append(record.id)
    born, odd = _births(record, facts)
    remarks = tuple(_remarks(record, facts))
    return Entry(
        list_id=list_id,
        id=record.id,
        kind=KINDS.get(record.schema, "unknown"),
        names=names,
        programmes=_programmes(record, belongings),
        listed_on=_listed_on(belongings),
        addresses=tuple(_addresses(record, belongings)),
        birth_dates=born,
        birth_places=tuple(record.texts("birthPlace")),
        nationalities=tuple(record.texts("nationality")),
        citizenships=tuple(record.texts("citizenship")),
        gender=next(iter(record.texts("gender")), None),
        titles=tuple(record.texts("title", "position")),
        ids=tuple(dict.fromkeys([*_ids(record), *_papers(belongings)])),
        links=links,
        facts=(("Schema", record.schema), *odd, *_facts(record, belongings)),
        remarks=remarks,
    )


def identifier(property_: str, value: str, schema: str = "") -> Identifier:
    """A number under its property: typed where it has the shape of one, else "other".

    OpenSanctions writes IMO before ship numbers; the scheme says it already.

    >>> identifier("imoNumber", "IMO9253325").value
    '9253325'
    """
    scheme = IDS[property_]
    if scheme == "registration" and schema == "Airplane":
        scheme = "tail_number"
    bare = value.removeprefix("IMO").strip() if scheme == "imo" else value
    shape = _SHAPES.get(scheme)
    if shape and not shape.fullmatch(bare):
        return Identifier("other", value, property_)  # a decisive number must be one
    return Identifier(scheme, bare, property_)


def _names(record: Record) -> tuple[ListedName, ...]:
    """All names, the caption first where it is one of them: a file keeps no order."""
    mains = record.texts("name")
    first = record.caption if record.caption in mains else next(iter(mains), "")
    found = {first: ListedName(first)} if first else {}
    for property_, (kind, strength) in NAMES.items():
        for text in record.texts(property_):
            found.setdefault(text, ListedName(text, kind, strength))
    if not found:
        parts = (next(iter(record.texts(p)), "") for p in ("firstName", "lastName"))
        spelled = " ".join(part for part in parts if part)
        found = {spelled: ListedName(spelled)} if spelled else {}
    return tuple(found.values())


def _births(record: Record, facts: Facts) -> tuple[tuple[DateSpan, ...], list[tuple[str, str]]]:
    born: list[DateSpan] = []
    odd: list[tuple[str, str]] = []
    for text in record.texts("birthDate"):
        found = iso.span(text)
        if found:
            born.append(found)
        else:
            odd.append(("Date of birth", text))
            facts.odd_dates["birthDate"] += 1
    return tuple(born), odd


def _programmes(record: Record, belongings: Sequence[Record]) -> tuple[str, ...]:
    found = record.texts("topics", "programId", "program")
    for each in belongings:
        found += each.texts("programId", "program") if each.schema == "Sanction" else []
    return tuple(dict.fromkeys(found))


def _listed_on(belongings: Sequence[Record]) -> date | None:
    """The first day of listing; a sanction without one counts by the day it starts."""
    days = []
    for each in belongings:
        if each.schema == "Sanction":
            texts = each.texts("listingDate") or each.texts("startDate")
            days += [day for text in texts if (day := iso.day(text))]
    return min(days, default=None)


def _addresses(record: Record, belongings: Sequence[Record]) -> Iterator[ListedAddress]:
    """Addresses in words, then those that are records, then countries that stand alone."""
    countries = record.texts("country", "jurisdiction", "mainCountry")
    for text in record.texts("address"):
        yield ListedAddress(text, countries[0] if len(countries) == 1 else None)
    for each in (*belongings, *([record] if record.schema == "Address" else [])):
        if each.schema == "Address":
            own = next(iter(each.texts("country")), None)
            whole = next(iter(each.texts("full")), "") or each.caption
            text = whole or ", ".join(each.texts(*_ADDRESS))
            yield ListedAddress(text, own)
    for country in countries:
        yield ListedAddress("", country)


def _ids(record: Record) -> Iterator[Identifier]:
    for property_ in IDS:
        for value in record.texts(property_):
            yield identifier(property_, value, record.schema)


def _papers(belongings: Sequence[Record]) -> Iterator[Identifier]:
    """Numbers of passports, other papers and wallets, which are records of their own."""
    for each in belongings:
        if each.schema in _PAPERS:
            label = next(iter(each.texts("type")), each.schema)
            passport = each.schema == "Passport" or _PASSPORT.search(label)
            country = next(iter(each.texts("country")), None)
            note = "; ".join(each.texts("authority", "startDate", "endDate", "summary"))
            scheme = "passport" if passport else "other"
            for number in each.texts("number", "passportNumber"):
                yield Identifier(scheme, number, label, country, note or None)
        elif each.schema == "CryptoWallet":
            currency = next(iter(each.texts("currency")), None)
            for key in each.texts("publicKey"):
                yield Identifier("crypto", key, "publicKey", note=currency)


def _facts(record: Record, belongings: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """Labelled facts of the record, then what its sanctions and papers say beside."""
    for property_, label in FACTS.items():
        if property_ not in DIRECT:
            yield from ((label, text) for text in record.texts(property_))
    for each in belongings:
        if each.schema in _SAID:
            for property_ in sorted(each.values.keys() - _SAID[each.schema]):
                texts = each.texts(property_)
                yield from ((f"{each.schema} {property_}", text) for text in texts)


def _remarks(record: Record, facts: Facts) -> Iterator[str]:
    """What stands under a property that is new to us."""
    for property_ in record.values:
        if property_ in _FIELDS or property_ == "indexText":  # the indexer's own text
            continue
        for text in record.texts(property_):
            facts.odd_properties[property_] += 1
            yield f"{property_}: {text}"
