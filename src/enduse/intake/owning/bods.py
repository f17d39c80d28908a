"""Statements of the Beneficial Ownership Data Standard (BODS) -> who holds what.

Version 0.4 is read as it is; 0.2 and 0.3 are brought into its form (`bods_old`). The newest
statement of a record counts, by its date and then by its place in the file. An interest is a
holding of its own: shares as an interval, all others as words on control. Nothing is guessed:
an interest without a share has none. Source: the schema and examples of BODS 0.4.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from enduse.intake.fields import shown
from enduse.intake.owning.bods_interests import control_of, share_of, words_of
from enduse.intake.owning.bods_old import modern
from enduse.intake.owning.book import Book
from enduse.intake.owning.records import Record, listed, text_of
from enduse.intake.owning.shares import born_of
from enduse.model.holding import Entity, Holding
from enduse.model.order import Kind
from enduse.places import Places

VERSIONS = ("0.2", "0.3", "0.4")

_KINDS: dict[str, Kind] = {
    "registeredEntity": "company",
    "legalEntity": "company",
    "state": "public_body",
    "stateBody": "public_body",
}
_NUMBERS = {"XI-LEI": "lei", "RU-INN": "inn", "RU-OGRN": "ogrn", "XI-DUNS": "duns"}
_NO_REGISTER = ("-SAM", "TAXID", "-VAT")
_PREFIX = 3  # "GB-": the country of a register in the lists of org-id.guide
_STANDARD = "BODS"


@dataclass(frozen=True, slots=True)
class _Statement:
    where: str
    record: Record
    key: str
    kind: str
    made: date | None


def read(found: Iterable[tuple[str, Record | str]], book: Book, places: Places) -> None:
    """Read statements into a book."""
    newest, keys = _newest(found, book)
    unnamed: dict[str, str] = {}
    for one in newest:
        if one.kind != "relationship":
            book.enter(_entity(one, book, places))
            if why := _why_unnamed(one.record["recordDetails"]):
                unnamed[one.key] = why
    for one in newest:
        if one.kind == "relationship":
            _relationship(one, book, keys=keys, unnamed=unnamed)


def _newest(
    found: Iterable[tuple[str, Record | str]], book: Book
) -> tuple[list[_Statement], dict[str, str]]:
    """The newest statement of each record, and the record of each statement."""
    newest: dict[str, _Statement] = {}
    keys: dict[str, str] = {}
    for where, record in found:
        one = _statement(where, record, book)
        if one is None:
            continue
        one = replace(one, key=keys.get(one.key, one.key))
        keys[text_of(one.record, "statementId") or one.key] = one.key
        known = newest.get(one.key)
        if known is None or (known.made or date.min) <= (one.made or date.min):
            newest[one.key] = one
    return list(newest.values()), keys


def _statement(where: str, record: Record | str, book: Book) -> _Statement | None:
    if isinstance(record, str):
        book.doubt(where, record)
        return None
    version = text_of(record, "publicationDetails", "bodsVersion")
    if version is not None and not version.startswith(VERSIONS):
        says = f"is of {_STANDARD} {version[:20]}; expected one of {', '.join(VERSIONS)}"
        book.doubt(where, says)
        return None
    record = modern(record)
    kind = text_of(record, "recordType")
    key = text_of(record, "recordId") or text_of(record, "statementId")
    details = record.get("recordDetails")
    if kind not in {"entity", "person", "relationship"} or key is None:
        found = shown(record.get("recordType"))
        book.doubt(where, f"has recordType {found}; expected entity, person or relationship")
        return None
    if not isinstance(details, Mapping):
        says = f"has recordDetails {shown(details)}; expected an object"
        book.doubt(where, says, about=key if kind != "relationship" else None)
        return None
    made = book.day(record.get("statementDate"), where, name="statementDate", about=key)
    return _Statement(where, record, key, kind, made)


def _entity(one: _Statement, book: Book, places: Places) -> Entity:
    details: Record = one.record["recordDetails"]
    person = one.kind == "person"
    names, country = _names(details), _country(details, places, person=person)
    said = text_of(details, "entityType", "type") or ""
    kind: Kind = "person" if person else _KINDS.get(said, "unknown")
    try:
        born = born_of(details.get("birthDate"))
    except ValueError:
        born = None
        says = f"has birthDate {shown(details.get('birthDate'))}, which is no date"
        book.doubt(one.where, says, about=one.key, gravity="warning")
    return Entity(
        key=one.key,
        name=names[0] if names else None,
        kind=kind,
        country=country,
        ids=tuple(dict.fromkeys(_ids(details, person=person))),
        aliases=names[1:],
        birth_date=born,
        where=one.where,
    )


def _why_unnamed(details: Record) -> str | None:
    """Why the source does not say who a person or an entity is; None where it does."""
    kinds = (text_of(details, "personType"), text_of(details, "entityType", "type"))
    kind = next((k for k in kinds if k and k.startswith(("anonymous", "unknown"))), None)
    if kind is None:
        return None
    for field in ("unspecifiedPersonDetails", "unspecifiedEntityDetails"):
        if isinstance(details.get(field), Mapping):
            return f"{kind}, {_reason(details[field])}"
    return kind


def _reason(said: Record) -> str:
    reason = text_of(said, "reason") or text_of(said, "unspecifiedReason") or "not named"
    more = text_of(said, "description")
    return f"{reason}: {more[:200]}" if more else reason


def _names(details: Record) -> tuple[str, ...]:
    """The names of an entity or a person, the legal one first."""
    written = [text_of(details, "name")]
    by_type = [(text_of(each, "type"), _full(each)) for each in listed(details, "names")]
    written += [name for kind, name in by_type if kind in {"legal", "individual"}]
    written += [name for _, name in by_type]
    more = details.get("alternateNames")
    written += (
        [each for each in more if isinstance(each, str)] if isinstance(more, list) else []
    )
    return tuple(dict.fromkeys(name.strip() for name in written if name and name.strip()))


def _full(name: Record) -> str | None:
    parts = ("givenName", "patronymicName", "familyName")
    spelt = " ".join(part for each in parts if (part := text_of(name, each)))
    return text_of(name, "fullName") or spelt or None


def _country(details: Record, places: Places, *, person: bool) -> str | None:
    """Where an entity is registered, or where a person lives, else is a national."""
    if not person:
        # The name of the field in 0.2 and 0.3, still met in files that say 0.4.
        old = _code(details, places, "incorporatedInJurisdiction")
        return _code(details, places, "jurisdiction") or old
    homes = [_code(each, places, "country") for each in listed(details, "addresses")]
    nations = [places.code_of(text_of(each, "code") or "")
               for each in listed(details, "nationalities")]  # fmt: skip
    return next((code for code in (*homes, *nations) if code), None)


def _code(details: Record, places: Places, field: str) -> str | None:
    """A country; a part of one ("US-DE") is its country."""
    written = text_of(details, field, "code") or text_of(details, field) or ""
    name = text_of(details, field, "name") or ""
    return places.code_of(written[:2].upper()) or places.code_of(name)


def _ids(details: Record, *, person: bool) -> Iterable[tuple[str, str]]:
    """Numbers under their scheme; that of a company register is its registration, too."""
    for each in listed(details, "identifiers"):
        scheme, number = text_of(each, "scheme"), text_of(each, "id")
        if number is None:
            continue
        name = (scheme or text_of(each, "schemeName") or "id").upper()
        if name in _NUMBERS:
            yield _NUMBERS[name], number
            continue
        yield name.lower(), number
        if scheme and not person and name[2:_PREFIX] == "-" and not name.endswith(_NO_REGISTER):
            yield "registration", number


def _relationship(
    one: _Statement, book: Book, *, keys: Mapping[str, str], unnamed: Mapping[str, str]
) -> None:
    details: Record = one.record["recordDetails"]
    owned, _ = _end(details.get("subject"), keys)
    owner, why = _end(details.get("interestedParty"), keys)
    if owned is None:
        found = shown(details.get("subject"))
        book.doubt(one.where, f"has subject {found}; expected the recordId of an entity")
        return
    why = why or unnamed.get(owner or "")
    interests = listed(details, "interests")
    for each in interests or [{}]:
        book.holdings.append(_interest(each, one, book, ends=(owner, owned, why)))


def _end(value: object, keys: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The key of an end of a relationship, or why the source names nobody."""
    if isinstance(value, str) and value.strip():
        return keys.get(value, value), None
    if not isinstance(value, Mapping):
        return None, "not named"
    for field in ("describedByEntityStatement", "describedByPersonStatement"):
        if key := text_of(value, field):
            return keys.get(key, key), None
    unspecified = value.get("unspecified")
    return None, _reason(unspecified if isinstance(unspecified, Mapping) else value)


def _interest(
    interest: Record, one: _Statement, book: Book, *, ends: tuple[str | None, str, str | None]
) -> Holding:
    owner, owned, why = ends
    since = book.day(interest.get("startDate"), one.where, name="startDate", about=owned)
    until = book.day(interest.get("endDate"), one.where, name="endDate", about=owned)
    if text_of(one.record, "recordStatus") == "closed":
        until = until or one.made
    try:
        share = share_of(interest)
    except ValueError as trouble:
        share = None
        book.doubt(one.where, f"has a share that cannot be read: {trouble}", about=owned)
    return Holding(
        owner=owner,
        owned=owned,
        share=share,
        control=control_of(interest),
        since=since,
        until=until,
        said=words_of(interest),
        why=why,
        indirect=text_of(interest, "directOrIndirect") == "indirect",
        where=one.where,
    )
