"""Read the EU's consolidated list of financial sanctions from its XML, version 1.1.

Every element and attribute is taken by name; one that is new to us becomes an issue with
its path. Some parties have a name for every language of the Union: each is a name here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from enduse.errors import ListError
from enduse.lists.eu_fsf_facts import TAKERS, Party, entry
from enduse.lists.tree import Node, open_each, root_of
from enduse.lists.un_facts import day
from enduse.model.issue import Issue
from enduse.model.listing import Entry, Reading

ROOT = "export"
_MARK = b"eu.europa.ec/fpi/fsd/export"
_PLACE = ("countryIso2Code", "countryDescription", "region")
_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "nameAlias": ("wholeName", "firstName", "middleName", "lastName", "nameLanguage",
                  "gender", "title", "function", "strong"),
    "address": ("street", "poBox", "place", "city", "zipCode", "asAtListingTime", *_PLACE),
    "birthdate": ("birthdate", "dayOfMonth", "monthOfYear", "year", "yearRangeFrom",
                  "yearRangeTo", "circa", "calendarType", "place", "city", "zipCode",
                  *_PLACE),
    "citizenship": _PLACE,
    "identification": ("number", "latinNumber", "identificationTypeCode",
                       "identificationTypeDescription", "issuedBy", "issuedDate",
                       "issueDate", "validFrom", "validTo", "nameOnDocument", "diplomatic",
                       "knownExpired", "knownFalse", "reportedLost", "revokedByIssuer",
                       *_PLACE),
    "regulation": ("programme", "entryIntoForceDate", "publicationDate", "numberTitle"),
}  # fmt: skip
_ENTITY = ("euReferenceNumber", "logicalId", "unitedNationId", "designationDate",
           "designationDetails")  # fmt: skip
# How the file numbers its own facts, the language of the act, and what sort of act it is.
_UPKEEP = ("logicalId", "regulationLanguage", "regulationType", "organisationType")


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether this is one XML file with the root and the namespace of the format."""
    if len(parts) != 1:
        return False
    (data,) = parts.values()
    return root_of(data) == ROOT and _MARK in data[:4000]


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the whole file; `published` is the day of its generationDate.

    A ListError is raised where there is not one file, or it is empty, not in the declared
    encoding, not well-formed, with a document type, or with another root. A party without
    a name is an issue of gravity "error".
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    (data,) = parts.values()
    trace, odd = Counter[str](), Counter[str]()
    root, found = open_each(
        list_id, data, roots=(ROOT,), tag="sanctionEntity", trace=trace,
        take=lambda node: _entry(node, odd, list_id=list_id),
    )  # fmt: skip
    generated = root.attribute("generationDate")
    root.attribute("globalFileId")  # the publisher's number for this download
    rows = len(root.take("sanctionEntity"))
    entries = tuple(apart(found, odd))
    root.close()
    published = day(generated)
    if published is None:
        odd[f"generationDate is {generated[:40]!r}; expected a date"] += 1
    issues = (*_unread(trace), *told(entries, odd, list_id=list_id))
    return Reading(entries, issues, published, (("sanctionEntity", rows),))


def apart(entries: Iterable[Entry], odd: Counter[str]) -> Iterator[Entry]:
    """The entries under ids of their own: a second EU.1.1 becomes "EU.1.1#2"."""
    again: Counter[str] = Counter()
    taken: set[str] = set()
    for one in entries:
        own = one.id
        while own in taken:  # more than once where "EU.1.1#2" is itself an id of the file
            again[one.id] += 1
            own = f"{one.id}#{again[one.id] + 1}"
        taken.add(own)
        if own != one.id:
            odd["entries share a number; the later ones got a suffix"] += 1
        yield one if own == one.id else replace(one, id=own)


def told(entries: Iterable[Entry], odd: Counter[str], *, list_id: str) -> Iterator[Issue]:
    """The oddities, one issue a kind, and the entries without a name as an error."""
    for says, count in odd.items():
        yield Issue(list_id, f"{count}: {says}")
    lost = [one.id for one in entries if not one.names]
    if lost:
        yield Issue(
            list_id, f"{len(lost)} entries have no name: {', '.join(lost[:10])}", "error"
        )


def _entry(node: Node, odd: Counter[str], *, list_id: str) -> Entry:
    party = Party(odd, {key: text for key in _ENTITY if (text := node.attribute(key))})
    for kind in node.take("subjectType"):
        party.entity |= {key: kind.attribute(key) for key in ("code", "classificationCode")}
        kind.close()
    for tag in TAKERS:
        for child in node.take(tag):
            _take(child, tag, party)
    for remark in node.take("remark"):
        party.tell("Remark", remark.words)
        remark.close()
    node.close()
    return entry(party, list_id=list_id)


def _take(child: Node, tag: str, party: Party) -> None:
    """One name, address, birth, citizenship, paper or act, with its remarks."""
    fields = {key: text for key in _ATTRIBUTES[tag] if (text := child.attribute(key))}
    for key in _UPKEEP:
        child.attribute(key)
    remark = child.text("publicationUrl" if tag == "regulation" else "remark")
    if tag == "regulation":
        party.tell("Regulation remark", child.text("remark"))
    for basis in child.take("regulationSummary"):
        party.bases += [title] if (title := basis.attribute("numberTitle")) else []
        for key in ("regulationType", "publicationDate", "publicationUrl"):
            basis.attribute(key)
        basis.close()
    for contact in child.take("contactInfo") if tag == "address" else ():
        said = contact.attribute("key"), contact.attribute("value"), contact.words
        party.tell("Contact", " ".join(text for text in said if text))
        contact.close()
    TAKERS[tag](party, fields, remark)
    child.close()


def _unread(trace: Counter[str]) -> Iterator[Issue]:
    for path, count in trace.items():
        yield Issue(path, f"{count} elements, attributes or texts are new to us, not read")
