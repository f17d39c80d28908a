"""Read the UK Sanctions List from its XML.

Every element is taken by name; one that is new to us becomes an issue with its path.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from enduse.errors import ListError
from enduse.lists import uk_ids
from enduse.lists.tree import Node, open_each, root_of
from enduse.lists.uk_facts import Log, Party, apart, clean, day
from enduse.model.issue import Issue
from enduse.model.listing import Identifier, Reading

ROOT = "Designations"
_GIVEN = ("Name1", "Name2", "Name3", "Name4", "Name5")
_LINES = (*(f"AddressLine{n}" for n in range(1, 7)), "AddressPostalCode")
_FACTS = (("LastUpdated", "Last updated"),
          ("UNReferenceNumber", "UN reference"), ("DesignationSource", "Designation source"),
          ("OtherInformation", "Other information"),
          ("UKStatementofReasons", "UK statement of reasons"))  # fmt: skip
# Each holds a list of elements of one name; the label of the fact they become.
_LISTS = (("PhoneNumbers", "PhoneNumber", "Phone number"),
          ("Websites", "Website", "Website"),
          ("EmailAddresses", "EmailAddress", "Email address"))  # fmt: skip
_ENTITY = (("TypeOfEntities", "TypeOfEntity", "Type of entity"),)
_SHIP = (("CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip", "Current believed flag"),
         ("PreviousFlags", "PreviousFlag", "Previous flag"),
         ("TypeOfShipDetails", "TypeOfShip", "Type of ship"),
         ("TonnageOfShipDetails", "TonnageOfShip", "Tonnage of ship"),
         ("LengthOfShipDetails", "LengthOfShip", "Length of ship"),
         ("YearsBuilt", "YearBuilt", "Year built"))  # fmt: skip
_OWNERS = (("CurrentOwnerOperators", "CurrentOwnerOperator", "Current owner or operator"),
           ("PreviousOwnerOperators", "PreviousOwnerOperator",
            "Previous owner or operator"))  # fmt: skip
_COMPANIES = (("ParentCompanies", "ParentCompany", "Parent company"),
              ("Subsidiaries", "Subsidiary", "Subsidiary"))  # fmt: skip
_PAPERS = (("PassportDetails", "Passport", "passport"),
           ("NationalIdentifierDetails", "NationalIdentifier", "national_id"))  # fmt: skip


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether this is one file of XML whose root is that of the UK Sanctions List.

    >>> looks_like({"a": b"<Designations>"}), looks_like({"a": b"Unique ID,Name"})
    (True, False)
    """
    return len(parts) == 1 and root_of(next(iter(parts.values()))) == ROOT


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the whole file; `published` is DateGenerated.

    The id of an entry is its UniqueID. Its programmes are the regime and each measure that
    was imposed, since what a listing means follows from the measures. A ListError is raised
    where there is not one file, or where it cannot be trusted or parsed.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    (data,) = parts.values()
    log, trace = Log(), Counter[str]()
    root, found = open_each(
        list_id, data, roots=(ROOT,), tag="Designation", trace=trace,
        take=lambda node: _party(node, log).entry(list_id, log),
    )  # fmt: skip
    generated = root.text("DateGenerated")
    count = len(root.take("Designation"))
    entries = apart(found, log)
    root.close()
    if day(generated) is None:
        log.says[f"DateGenerated is {generated[:40]!r}; expected a date"] += 1
    new = "elements, attributes or texts are new to us, not read"
    issues = [Issue(path, f"{count} {new}") for path, count in trace.items()]
    rows = (("Designations", count),)
    return Reading(entries, (*issues, *log.issues(list_id)), day(generated), rows)


def _party(node: Node, log: Log) -> Party:
    number, group = node.text("UniqueID"), node.text("OFSIGroupID")
    if not number:
        log.unnumbered.append(group or "one without any number")
    party = Party(number or group or "unnumbered")
    party.kinds.update(_once(node.text("IndividualEntityShip")))
    party.listed.update(_once(node.text("DateDesignated")))
    party.fact("OFSI Group ID", group)
    for tag, label in _FACTS:
        party.fact(label, clean(node.text(tag)))
    party.programmes.update(_once(clean(node.text("RegimeName"))))
    party.programmes.update(dict.fromkeys(_measures(node.text("SanctionsImposed"))))
    _names(node, party, log)
    for address in _each(node, "Addresses", "Address"):
        lines = [clean(address.text(line)) for line in _LINES]
        party.address(lines, clean(address.text("AddressCountry")))
        address.close()
    _facts(node, party, _LISTS)
    party.titles.update(dict.fromkeys(_words(node, "Titles", "Title")))
    for person in _each(node, "IndividualDetails", "Individual"):
        _person(person, party)
    for firm in _each(node, "EntityDetails", "Entity"):
        _firm(firm, party)
    for ship in _each(node, "ShipDetails", "Ship"):
        _ship(ship, party)
    node.close()
    return party


def _names(node: Node, party: Party, log: Log) -> None:
    """Latin names with kind and strength, then those in their own script."""
    for name in _each(node, "Names", "Name"):
        parts = [clean(name.text(part)) for part in (*_GIVEN, "Name6")]
        party.name(parts, name.text("NameType"), name.text("AliasStrength"), log=log)
        name.close()
    for name in _each(node, "NonLatinNames", "NonLatinName"):
        about = name.text("NonLatinScriptType"), name.text("NonLatinScriptLanguage")
        party.script(clean(name.text("NameNonLatinScript")), *about)
        name.close()


def _person(person: Node, party: Party) -> None:
    party.births.update(dict.fromkeys(_words(person, "DOBs", "DOB")))
    party.nationalities.update(dict.fromkeys(_words(person, "Nationalities", "Nationality")))
    party.genders.update(dict.fromkeys(_words(person, "Genders", "Gender")))
    party.titles.update(dict.fromkeys(_words(person, "Titles", "Title")))
    party.titles.update(dict.fromkeys(_words(person, "Positions", "Position")))
    for place in _each(person, "BirthDetails", "Location"):
        words = (clean(place.text("TownOfBirth")), clean(place.text("CountryOfBirth")))
        party.birth_places.update(_once(", ".join(word for word in words if word)))
        place.close()
    for box, tag, scheme in _PAPERS:
        for paper in _each(person, box, tag):
            number = clean(paper.text(f"{tag}Number"))
            details = clean(paper.text(f"{tag}AdditionalInformation"))
            _paper(party, scheme, number, details=details)
            paper.close()
    person.close()


def _paper(party: Party, scheme: str, number: str, *, details: str) -> None:
    """A paper; what is told of one without a number is a fact."""
    label = "Passport" if scheme == "passport" else "National identifier"
    found = list(uk_ids.papers(scheme, label, number, details=details))
    party.ids.update(dict.fromkeys(found))
    if not found:
        party.fact(label, details)


def _firm(firm: Node, party: Party) -> None:
    for cell in _words(firm, "BusinessRegistrationNumbers", "BusinessRegistrationNumber"):
        registered(party, cell)
    _facts(firm, party, _ENTITY)
    for box, tag, relation in _COMPANIES:
        for words in _words(firm, box, tag):
            party.linked(words, relation)
    firm.close()


def _ship(ship: Node, party: Party) -> None:
    for number in _words(ship, "IMONumbers", "IMONumber"):
        imo(party, number)
    _facts(ship, party, _SHIP)
    _facts(ship, party, (("HullIdentificationNumbers", "HullIdentificationNumber",
                          "Hull identification number"),))  # fmt: skip
    for box, tag, relation in _OWNERS:
        for words in _words(ship, box, tag):
            party.linked(words, relation)
    ship.close()


def registered(party: Party, cell: str) -> None:
    """Numbers of a firm; the cell stays a fact where it says more than one bare number."""
    label = "Business registration number"
    found = list(uk_ids.registrations(label, cell))
    party.ids.update(dict.fromkeys(found))
    if [number.value for number in found] != [cell.strip()]:
        party.fact(label, " ".join(cell.split()))


def imo(party: Party, cell: str) -> None:
    """A ship's number, with or without its letters ("IMO9324277"); else a fact."""
    found = re.findall(r"(?<![0-9])[0-9]{7}(?![0-9])", cell)
    party.ids.update(dict.fromkeys(Identifier("imo", n, "IMO number") for n in found))
    if not found:
        party.fact("IMO number", cell)


def _measures(text: str) -> list[str]:
    return [part for each in text.split("|") if (part := clean(each).strip(" -"))]


def _facts(node: Node, party: Party, lists: Iterable[tuple[str, str, str]]) -> None:
    for box, tag, label in lists:
        for words in _words(node, box, tag):
            party.fact(label, words)


def _words(node: Node, box: str, tag: str) -> list[str]:
    """The filled texts of the elements `tag` in `box`."""
    found = _each(node, box, tag)
    for child in found:
        child.close()
    return [words for child in found if (words := clean(child.words))]


def _each(node: Node, box: str, tag: str) -> list[Node]:
    """The elements `tag` in `box`; whatever else stands in the box is counted."""
    found: list[Node] = []
    for holder in node.take(box):
        found += holder.take(tag)
        holder.close()
    return found


def _once(text: str) -> dict[str, None]:
    return {text: None} if text else {}
