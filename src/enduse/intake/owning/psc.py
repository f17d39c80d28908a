"""The UK register of people with significant control (PSC) -> who holds what.

Read as the snapshot and the stream write it, and as the interface's pages do. A control that
has ceased ends on that day. Whom the register protects, or says that it does not know, is an
owner without a name; so is whoever stands behind a statement or an exemption. Source: records
of the register itself.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from enduse.intake.owning.book import Book
from enduse.intake.owning.natures import control_of, share_of
from enduse.intake.owning.records import Record, listed, text_of
from enduse.intake.owning.shares import born_of
from enduse.model.dates import DateSpan
from enduse.model.holding import Entity, Holding
from enduse.model.order import Kind
from enduse.places import Places

_COMPANY = re.compile(r"/company/([A-Za-z0-9]{1,10})/")
_NUMBER = 8  # characters of a company number; the register leaves out zeros in front
_KINDS: dict[str, Kind] = {
    "individual": "person",
    "corporate-entity": "company",
    "legal-person": "unknown",
}
_OF_UK = frozenset({"england", "wales", "england and wales", "scotland", "northern ireland",
                    "great britain", "uk", "england & wales"})  # fmt: skip
_TOTALS = "totals#"


@dataclass(frozen=True, slots=True)
class _Item:
    """One record: its address, where it stands, what it says, and of which company."""

    key: str
    where: str
    data: Record
    company: str

    @property
    def about(self) -> str:
        return _key(self.company)


def read(found: Iterable[tuple[str, Record | str]], book: Book, places: Places) -> None:
    """Read records into a book; of two with one address the later one counts."""
    latest: dict[str, tuple[str, Record]] = {}
    for where, record in found:
        if isinstance(record, str):
            book.doubt(where, record)
            continue
        address = text_of(record, "resource_uri") or text_of(_data(record), "links", "self")
        key = address if address and text_of(_data(record), "kind") != "exemptions" else where
        if text_of(record, "event", "type") == "deleted":
            latest.pop(key, None)
        else:
            latest[key] = (where, record)
    for key, (where, record) in latest.items():
        _one(key, where, record, book=book, places=places)


def _data(record: Record) -> Record:
    data = record.get("data")
    return data if isinstance(data, Mapping) else record


def _one(key: str, where: str, record: Record, *, book: Book, places: Places) -> None:
    data = _data(record)
    kind = text_of(data, "kind") or ""
    if kind.startswith(_TOTALS):
        return
    company = _company(record)
    if company is None:
        says = f"of kind {kind[:60]!r} names no company: neither company_number nor an address"
        book.doubt(where, says)
        return
    numbers = (("registration", company),)
    name = text_of(data, "company_name") or text_of(record, "company_name")
    book.enter(Entity(_key(company), name, "company", "GB", numbers, where=where))
    item = _Item(key, where, data, company)
    if "statement" in data or kind.endswith("-statement"):
        said = text_of(data, "statement") or kind
        _unnamed(item, data, book=book, why=said.replace("-", " "))
    elif kind == "exemptions":
        _exemptions(item, book)
    elif kind.startswith("super-secure"):
        _unnamed(item, data, book=book, why="super-secure: the register protects who it is")
    elif who := next((w for w in _KINDS if kind.startswith(w)), None):
        _controller(item, book, kind=_KINDS[who], places=places)
    else:
        says = f"is of kind {kind[:60]!r}; expected one of {', '.join(_KINDS)} or a statement"
        book.doubt(where, says, about=item.about)


def _company(record: Record) -> str | None:
    number = text_of(record, "company_number") or text_of(record, "page", "company_number")
    if number is None:
        addresses = (
            text_of(record, "resource_uri"),
            text_of(_data(record), "links", "self"),
            text_of(record, "page", "links", "self"),
        )
        inside = (_COMPANY.search(f"{each}/") for each in addresses if each)
        number = next((each[1] for each in inside if each), None)
    return _padded(number) if number else None


def _padded(number: str) -> str:
    plain = "".join(number.upper().split())
    return plain.zfill(_NUMBER) if plain.isdigit() else plain


def _key(company: str) -> str:
    return f"gb {company}"


def _controller(item: _Item, book: Book, *, kind: Kind, places: Places) -> None:
    data, where, about = item.data, item.where, item.about
    natures = _natures(data)
    owner = _owner(item, book, kind=kind, places=places)
    book.enter(owner)
    if not natures:
        says = "gives no nature of control, so neither a share nor what else there is"
        book.doubt(where, says, about=about, gravity="warning")
    book.holdings.append(
        Holding(
            owner=owner.key,
            owned=about,
            share=share_of(natures),
            control=tuple(dict.fromkeys(said for n in natures if (said := control_of(n)))),
            since=book.day(data.get("notified_on"), where, name="notified_on", about=about),
            until=book.day(data.get("ceased_on"), where, name="ceased_on", about=about),
            said=tuple(natures),
            where=where,
        )
    )


def _natures(data: Record) -> list[str]:
    value = data.get("natures_of_control")
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _owner(item: _Item, book: Book, *, kind: Kind, places: Places) -> Entity:
    data, where, key = item.data, item.where, item.key
    written = _country_written(data, person=kind == "person")
    country = _country(written, places)
    if written and country is None:
        says = f"gives the country {written[:40]!r}, which names none; it was not used"
        book.doubt(where, says, about=item.about, gravity="warning")
    number = text_of(data, "identification", "registration_number")
    if country == "GB" and number:
        number = _padded(number)
        key = _key(number)  # the register's own number, so a chain holds together
    name = _name(data)
    if name is None:
        says = "names nobody: it has neither name nor name_elements"
        book.doubt(where, says, about=item.about)
    return Entity(
        key=key,
        name=name,
        kind=kind,
        country=country,
        ids=(("registration", number),) if number else (),
        birth_date=_born(item, book),
        where=where,
    )


def _name(data: Record) -> str | None:
    """The name without its title: a list has none, or another one."""
    parts = ("forename", "middle_name", "other_forenames", "surname")
    spelt = [part for each in parts if (part := text_of(data, "name_elements", each))]
    return " ".join(spelt) if spelt else text_of(data, "name")


def _country_written(data: Record, *, person: bool) -> str | None:
    if not person:
        return text_of(data, "identification", "country_registered")
    return text_of(data, "country_of_residence") or text_of(data, "address", "country")


def _country(written: str | None, places: Places) -> str | None:
    if written is None:
        return None
    return "GB" if written.casefold() in _OF_UK else places.code_of(written)


def _born(item: _Item, book: Book) -> DateSpan | None:
    value = item.data.get("date_of_birth")
    if not isinstance(value, Mapping):
        return None
    parts = [text_of(value, each) for each in ("year", "month", "day")]
    written = "-".join(each for each in parts if each)
    try:
        return born_of(written)
    except ValueError:
        says = f"has date_of_birth {written[:40]!r}, which is no date; it was not used"
        book.doubt(item.where, says, about=item.about, gravity="warning")
        return None


def _exemptions(item: _Item, book: Book) -> None:
    """Companies whose shares are traded need not name anybody: a period for each reason."""
    given = item.data.get("exemptions")
    for each in given.values() if isinstance(given, Mapping) else ():
        if isinstance(each, Mapping):
            why = (text_of(each, "exemption_type") or "exempt").replace("-", " ")
            for period in listed(each, "items"):
                _unnamed(item, period, book=book, why=why)


def _unnamed(item: _Item, period: Record, *, book: Book, why: str) -> None:
    where, about = item.where, item.about
    begins = period.get("notified_on") or period.get("exempt_from")
    ends = period.get("ceased_on") or period.get("exempt_to")
    book.holdings.append(
        Holding(
            owner=None,
            owned=about,
            since=book.day(begins, where, name="its first day", about=about),
            until=book.day(ends, where, name="its last day", about=about),
            why=f"{why} (UK PSC)",
            where=where,
        )
    )
