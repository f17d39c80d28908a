"""GLEIF: names (level 1), who consolidates whom, and why nobody is named (level 2).

A parent in GLEIF's data is one that takes a company into its accounts. That says nothing
certain of a share, so none is given, and whether it is control is left to a person. Branches
and funds are no ownership. Records that were withdrawn, or are no longer active, do not count
and are said. One that lapsed counts: nobody has confirmed it lately, and nobody has ended it.
Read as the golden copy's CSV and JSON; source: these files of 2023 and 2025.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from enduse.intake.owning.book import Book
from enduse.intake.owning.records import Record, listed, text_of
from enduse.model.holding import Entity, Holding
from enduse.model.order import Kind
from enduse.places import Places

CONTROL = "accounting consolidation (GLEIF)"

_PARENTS = {"IS_DIRECTLY_CONSOLIDATED_BY": False, "IS_ULTIMATELY_CONSOLIDATED_BY": True}
_KINDS: dict[str, Kind] = {
    "GENERAL": "company",
    "FUND": "company",
    "BRANCH": "company",
    "RESIDENT_GOVERNMENT_ENTITY": "public_body",
    "INTERNATIONAL_ORGANIZATION": "public_body",
}
_CURRENT = frozenset({"PUBLISHED", "LAPSED"})
_PERIODS = 5
_NAMES = 10


class Relation(NamedTuple):
    """One record of level 2, whatever it was written in."""

    child: str | None
    parent: str | None
    kind: str
    status: str
    registration: str
    begun: str | None = None
    ended: str | None = None


def read(found: Iterable[tuple[str, Record | str]], book: Book, places: Places) -> None:
    """Read records of JSON into a book, of any of the three kinds."""
    for where, record in found:
        if isinstance(record, str):
            book.doubt(where, record)
        elif relation := _inside(record, "RelationshipRecord", "Relationship"):
            _relate(_of_json(relation), where, book, deleted=_deleted(relation))
        elif exception := _inside(record, "Exception", "ExceptionCategory"):
            _excepted(
                text_of(exception, "LEI"),
                (
                    text_of(exception, "ExceptionCategory"),
                    text_of(exception, "ExceptionReason"),
                ),
                where,
                book=book,
            )
        elif entity := _inside(record, "LEIRecord", "Entity"):
            _enter_json(entity, where, book, places=places)
        else:
            says = "is none of GLEIF's: neither Relationship, Entity nor ExceptionCategory"
            book.doubt(where, says)


def read_rows(
    rows: Iterable[tuple[str, Mapping[str, str]]], book: Book, places: Places
) -> None:
    """Read rows of the golden copy's CSV into a book, each a column's name to its text."""
    for where, row in rows:
        if "Relationship.RelationshipType" in row:
            _relate(_of_row(row), where, book, deleted=bool(row.get("DeletedAt")))
        elif "Exception.Category" in row:
            reason = row.get("Exception.Reason.1") or row.get("Exception.Reason")
            _excepted(row.get("LEI"), (row["Exception.Category"], reason), where, book=book)
        else:
            _enter_row(row, where, book, places=places)


def _inside(record: Record, wrapper: str, mark: str) -> Record | None:
    inner = record.get(wrapper)
    inner = inner if isinstance(inner, Mapping) else record
    return inner if mark in inner else None


def _deleted(record: Record) -> bool:
    return text_of(record, "Extension", "Deletion", "DeletedAt") is not None


def _of_json(record: Record) -> Relation:
    about: Record = (
        record["Relationship"] if isinstance(record["Relationship"], Mapping) else {}
    )
    periods = about.get("RelationshipPeriods")
    inner = periods.get("RelationshipPeriod") if isinstance(periods, Mapping) else periods
    # Accounting and filing periods stand beside it, and nearly all of those are over.
    holds = [each for each in listed({"all": inner}, "all")
             if text_of(each, "PeriodType") == "RELATIONSHIP_PERIOD"]  # fmt: skip
    period: Record = holds[-1] if holds else {}
    return Relation(
        text_of(about, "StartNode", "NodeID"),
        text_of(about, "EndNode", "NodeID"),
        text_of(about, "RelationshipType") or "",
        text_of(about, "RelationshipStatus") or "",
        text_of(record, "Registration", "RegistrationStatus") or "",
        text_of(period, "StartDate"),
        text_of(period, "EndDate"),
    )


def _of_row(row: Mapping[str, str]) -> Relation:
    begun = ended = None
    for number in range(1, _PERIODS + 1):
        if row.get(f"Relationship.Period.{number}.periodType") == "RELATIONSHIP_PERIOD":
            begun = row.get(f"Relationship.Period.{number}.startDate")
            ended = row.get(f"Relationship.Period.{number}.endDate")
    return Relation(
        row.get("Relationship.StartNode.NodeID") or None,
        row.get("Relationship.EndNode.NodeID") or None,
        row["Relationship.RelationshipType"],
        row.get("Relationship.RelationshipStatus", ""),
        row.get("Registration.RegistrationStatus", ""),
        begun,
        ended,
    )


def _relate(each: Relation, where: str, book: Book, *, deleted: bool) -> None:
    for node in (each.child, each.parent):
        if node:
            book.enter(_node(node, where))
    if each.kind not in _PARENTS:
        book.skipped[each.kind or "no kind of relation"] += 1
        return
    if not each.child or not each.parent:
        says = f"has {each.child or 'nobody'} consolidated by {each.parent or 'nobody'}"
        book.doubt(where, f"{says}; expected two LEIs", about=each.child)
        return
    if why := _why_not(each, deleted=deleted):
        says = f"says {each.child} {each.kind} {each.parent}, and is {why}; it does not count"
        book.doubt(where, says, about=each.child, gravity="warning")
        return
    book.holdings.append(
        Holding(
            owner=each.parent,
            owned=each.child,
            control=(CONTROL,),
            since=book.day(each.begun, where, name="StartDate", about=each.child),
            until=book.day(each.ended, where, name="EndDate", about=each.child),
            said=(each.kind, *(["lapsed"] if each.registration == "LAPSED" else [])),
            indirect=_PARENTS[each.kind],
            where=where,
        )
    )


def _why_not(each: Relation, *, deleted: bool) -> str | None:
    if deleted:
        return "deleted"
    if each.status and each.status != "ACTIVE":
        return f"of status {each.status[:40]}"
    if each.registration and each.registration not in _CURRENT:
        return f"registered as {each.registration[:40]}"
    return None


def _node(lei: str, where: str) -> Entity:
    return Entity(lei, None, ids=(("lei", lei),), where=where)


def _excepted(
    lei: str | None, said: tuple[str | None, str | None], where: str, *, book: Book
) -> None:
    """A company that names no parent, with the reason that it gives."""
    if not lei:
        book.doubt(where, "is an exception of nobody: it has no LEI")
        return
    category, reason = (each or "not given" for each in said)
    book.enter(_node(lei, where))
    why = f"{reason} ({category.replace('_', ' ').lower()}, GLEIF)"
    book.holdings.append(Holding(None, lei, why=why, where=where))


def _enter_json(record: Record, where: str, book: Book, *, places: Places) -> None:
    about: Record = record["Entity"] if isinstance(record["Entity"], Mapping) else {}
    others = [text_of(each, "OtherEntityName") or text_of(each, "$")
              for field in ("OtherEntityNames", "TransliteratedOtherEntityNames")
              for each in listed(about, field)]  # fmt: skip
    authority = ("RegistrationAuthority", "RegistrationAuthorityEntityID")
    _enter(
        text_of(record, "LEI"),
        (text_of(about, "LegalName"), *others),
        where,
        book=book,
        rest=(
            text_of(about, "EntityCategory"),
            _country(
                (
                    text_of(about, "LegalJurisdiction"),
                    text_of(about, "LegalAddress", "Country"),
                ),
                places,
            ),
            text_of(about, *authority),
        ),
    )


def _enter_row(row: Mapping[str, str], where: str, book: Book, *, places: Places) -> None:
    others = [row.get(f"Entity.{group}.{number}")
              for group in ("OtherEntityNames.OtherEntityName",
                            "TransliteratedOtherEntityNames.TransliteratedOtherEntityName")
              for number in range(1, _NAMES + 1)]  # fmt: skip
    written = (row.get("Entity.LegalJurisdiction"), row.get("Entity.LegalAddress.Country"))
    _enter(
        row.get("LEI"),
        (row.get("Entity.LegalName"), *others),
        where,
        book=book,
        rest=(
            row.get("Entity.EntityCategory"),
            _country(written, places),
            row.get("Entity.RegistrationAuthority.RegistrationAuthorityEntityID"),
        ),
    )


def _country(written: tuple[str | None, ...], places: Places) -> str | None:
    """A country by its code; of "US-DE" the part before the dash."""
    return next((code for each in written if each and (code := places.code_of(each[:2]))), None)


def _enter(
    lei: str | None,
    names: tuple[str | None, ...],
    where: str,
    *,
    book: Book,
    rest: tuple[str | None, str | None, str | None],
) -> None:
    if not lei:
        book.doubt(where, "is an entity without an LEI")
        return
    category, country, number = rest
    name, *others = dict.fromkeys(each for each in names if each) or [None]
    ids = (("lei", lei), *((("registration", number),) if number else ()))
    kind = _KINDS.get(category or "GENERAL", "unknown")
    aliases = tuple(each for each in others if each)
    book.enter(Entity(lei, name, kind, country, ids, aliases, where=where))
