"""Read OFAC's lists from their ADVANCED XML: sdn_advanced.xml and cons_advanced.xml.

    ReferenceValueSets, Locations    `ofac_sets`: what the numbers below mean
    DistinctParties                  `ofac_profiles`: names, and features such as births
    IDRegDocuments                   numbers, told of an identity of a party
    ProfileRelationships             who is owned by, or acts for, whom
    SanctionsEntries                 on which list since when, under which programme

The same parties as in the other formats, under the same numbers, with more of their
names in their own script, dates of listing, and links as links.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

from enduse.errors import ListError
from enduse.lists import ofac_party
from enduse.lists.ofac_party import Log, Party
from enduse.lists.ofac_profiles import Found, take_party
from enduse.lists.ofac_sets import Sets, day, period
from enduse.lists.sections import open_sections
from enduse.lists.tree import Node, root_of
from enduse.model.listing import Entry, Link, Reading

ROOT = "Sanctions"
_DATES: Mapping[str, str] = {"Issue Date": "issued", "Expiration Date": "expires"}
_PROGRAMME = "Program"  # the kind of measure whose comment is the programme


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether this is one file whose first element is that of the ADVANCED format.

    >>> looks_like({"x": b"<?xml version='1.0'?><Sanctions xmlns='u'/>"})
    True
    """
    return len(parts) == 1 and all(root_of(data) == ROOT for data in parts.values())


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the one file of `parts`; `published` is DateOfIssue.

    A ListError is raised where there is another number of files, or bytes that are empty,
    not in the declared encoding, not well-formed, with a document type, or with another
    root. A party without a name, a document or sanctions entry that belongs to no party
    of the file, and a location that is not there are issues of gravity "error".
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one XML file")
    (data,) = parts.values()
    root, file = open_sections(list_id, data, roots=(ROOT,), begin=lambda: _File(Log(list_id)))
    return _reading(root, file)


def _reading(root: Node, file: "_File") -> Reading:
    """What the sections of a file hold, with what stands beside them in its root."""
    log = file.log
    root.attribute("Version")
    published = _published(root, log)
    for group in root.take("SanctionsEntryLinks"):  # empty in every file seen
        group.close()
    root.close()
    entries = [_entry(party, log) for party in file.found.every]
    whole = tuple(ofac_party.apart(entries, log))
    rows = tuple(file.rows.items())
    return Reading(whole, tuple(ofac_party.issues(log)), published, rows)


class _File:
    """The sections of one file, in the order in which they need each other.

    OFAC writes the documents before the parties that they belong to.
    """

    def __init__(self, log: Log) -> None:
        self.log, self.trace = log, log.leftovers
        self.sets, self.found = Sets(log), Found()
        self.rows = {"DistinctParty": 0, "IDRegDocument": 0, "ProfileRelationship": 0,
                     "SanctionsEntry": 0}  # fmt: skip
        self.takes: dict[str, Callable[[Node], None]] = {
            "ReferenceValueSets": self.sets.take_words,
            "Locations/Location": self.sets.take_place,
            "DistinctParties/DistinctParty": self._row("DistinctParty", take_party),
            "IDRegDocuments/IDRegDocument": self._row("IDRegDocument", _take_document),
            "ProfileRelationships/ProfileRelationship": self._row(
                "ProfileRelationship", _take_relationship
            ),
            "SanctionsEntries/SanctionsEntry": self._row("SanctionsEntry", _take_sanctions),
        }

    def _row(
        self, name: str, take: Callable[[Node, Found, Sets], None]
    ) -> Callable[[Node], None]:
        """How to read one element that is counted as a row under `name`."""

        def taken(node: Node) -> None:
            self.rows[name] += 1
            take(node, self.found, self.sets)
            node.close()

        return taken


def _published(root: Node, log: Log) -> date | None:
    dates = [day(node, last=False) for node in root.take("DateOfIssue")]
    known = [each for each in dates if each]
    if not known:  # told first, as it stands first in a file
        log.says = Counter({"DateOfIssue is no date": 1, **log.says})
    return known[0] if known else None


def _entry(party: Party, log: Log) -> Entry:
    if not party.names:
        log.lost.append(party.number or "a party without any number")
    if not party.programmes:
        log.says["parties are in no sanctions entry with a programme"] += 1
    return party.entry(log.list_id)


def _take_document(node: Node, found: Found, sets: Sets) -> None:
    """A number, with its issuer, dates and what OFAC remarks on it."""
    node.attribute("ID")
    label = sets.word("IDRegDocType", node.attribute("IDRegDocTypeID")).rstrip(" :-")
    country = node.attribute("IssuedBy-CountryID")
    issuer = sets.word("Country", country) if country else None
    note = _note(node, sets)
    for unused in node.take("DocumentedNameReference"):
        unused.attribute("DocumentedNameID")  # under which name, which is not told apart
        unused.close()
    value, parties = node.text("IDRegistrationNo"), found.by_identity(node)
    if not parties:
        sets.log.errors["documents belong to no party of the file"] += 1
    for party in parties:
        if value:
            number = ofac_party.identifier(label, value, country=issuer, note=note)
            party.ids.append(number)
            continue
        told = ", ".join(part for part in (issuer, note) if part)
        party.facts.append((label, told or "without a number"))


def _note(node: Node, sets: Sets) -> str | None:
    """Dates, issuer and comment of a document in one line."""
    told = []
    place = node.attribute("IssuedIn-LocationID")
    if place:
        where = sets.place(place)
        told += [f"issued in {text}" for text in (where.text or where.country,) if text]
    for each in node.take("DocumentDate"):
        kind = sets.word("IDRegDocDateType", each.attribute("IDRegDocDateTypeID"))
        spans = [period(when, sets.log) for when in each.take("DatePeriod")]
        told += [f"{_DATES.get(kind, kind)} {when.text}" for when in spans if when]
        each.close()
    validity = node.attribute("ValidityID")
    if validity and (word := sets.word("Validity", validity)) != "Valid":
        told.append(word)
    told += [text for tag in ("IssuingAuthority", "Comment") if (text := node.text(tag))]
    return " ".join(told) or None


def _take_relationship(node: Node, found: Found, sets: Sets) -> None:
    """A link to another party, by its name; OFAC sometimes writes one the wrong way round."""
    for unused in ("ID", "RelationQualityID", "SanctionsEntryID"):
        node.attribute(unused)
    relation = sets.word("RelationType", node.attribute("RelationTypeID"))
    if node.attribute("Former") == "true":
        relation = f"{relation} (former)"
    comment, other = node.text("Comment"), node.attribute("To-ProfileID")
    relation = f"{relation} ({comment})" if comment else relation
    ends = found.by_profile(node, "From-ProfileID")
    if not ends:
        # OFAC tells of some whose parties are not listed; no listed party is lost by it.
        sets.log.says["relationships belong to no party of the file"] += 1
    names = [party.names[0].text for party in found.numbered(other) if party.names]
    for party in ends:
        if names:
            party.links += [Link(name, relation) for name in names]
            continue
        sets.log.says["relationships name a party that is not in the file"] += 1
        party.facts.append((relation, f"party {other}"))


def _take_sanctions(node: Node, found: Found, sets: Sets) -> None:
    """One list that a party is on: since when, on what basis, under which programmes.

    Non-SDN parties are both on the "Consolidated List" and on the list of their own,
    which is often older; the oldest date is the day of listing.
    """
    node.attribute("ID")
    parties = found.by_profile(node, "ProfileID")
    if not parties:
        sets.log.errors["sanctions entries belong to no party of the file"] += 1
    blank = Party("")
    name = sets.word("List", node.attribute("ListID"))
    blank.facts.append(("List", name))
    for event in node.take("EntryEvent"):
        _take_event(event, blank, sets, name=name)
    for measure in node.take("SanctionsMeasure"):
        _take_measure(measure, blank, sets)
    for party in parties:
        days = [each for each in (party.listed_on, blank.listed_on) if each]
        party.listed_on = min(days, default=None)
        party.programmes += blank.programmes
        party.facts += blank.facts


def _take_event(node: Node, party: Party, sets: Sets, *, name: str) -> None:
    node.attribute("ID")
    kind = sets.word("EntryEventType", node.attribute("EntryEventTypeID"))
    basis = node.attribute("LegalBasisID")
    days = [day(each, last=False) for each in node.take("Date")]
    told = [each.isoformat() for each in days if each]
    told += [name, sets.word("LegalBasis", basis)] if basis else [name]
    told += [text for text in [node.text("Comment")] if text]
    if None in days:
        sets.log.says["dates of sanctions entries are no dates"] += 1
    party.facts.append((kind, ", ".join(told)))
    known = [each for each in (*days, party.listed_on) if each]
    # Only what OFAC calls the making of an entry is its listing.
    party.listed_on = min(known, default=None) if kind == "Created" else party.listed_on
    node.close()


def _take_measure(node: Node, party: Party, sets: Sets) -> None:
    node.attribute("ID")
    kind = sets.word("SanctionsType", node.attribute("SanctionsTypeID"))
    comment = node.text("Comment")
    spans = [period(each, sets.log) for each in node.take("DatePeriod")]
    when = [span.text for span in spans if span]
    if kind == _PROGRAMME and comment:
        party.programmes.append(comment)
    else:
        told = ", ".join(part for part in (kind, comment, *when) if part)
        party.facts.append(("Measure", told))
    node.close()
