"""Read OFAC's lists from their plain XML: sdn.xml and consolidated.xml have one schema.

Every element is taken by name, whatever the namespace, which changed in 2024. Unlike the
CSV files it holds the numbers and the weak names in elements of their own and a date.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from enduse.errors import ListError
from enduse.lists import ofac_party
from enduse.lists.ofac_dates import span
from enduse.lists.ofac_party import Log, Party
from enduse.lists.segments import split
from enduse.lists.tree import Node, open_each, root_of
from enduse.model.listing import (
    ListedAddress,
    ListedName,
    NameKind,
    Reading,
    Strength,
)

ROOT = "sdnList"
_NAME_KINDS: Mapping[str, NameKind] = {"a.k.a.": "aka", "f.k.a.": "fka", "n.k.a.": "nka"}
_STRENGTHS: Mapping[str, Strength] = {"strong": "strong", "weak": "weak"}
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# Under the labels of the CSV reader, so that one fact reads alike from either format.
_SHIP = (("callSign", "Call Sign"), ("vesselType", "Vessel Type"), ("tonnage", "Tonnage"),
         ("grossRegisteredTonnage", "Gross Registered Tonnage"),
         ("vesselFlag", "Vessel Flag"), ("vesselOwner", "Vessel Owner"))  # fmt: skip


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether this is one file whose first element is OFAC's.

    >>> looks_like({"x": b"<?xml version='1.0'?><sdnList xmlns='u'/>"})
    True
    """
    return len(parts) == 1 and all(root_of(data) == ROOT for data in parts.values())


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the one file of `parts`; `published` is Publish_Date, month first.

    A ListError is raised where there is another number of files, or bytes that are empty,
    not in the declared encoding, not well-formed, with a document type, or with another
    root. An entry without a name, and a Record_Count other than the number of entries
    read, are issues of gravity "error": a name may be lost.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one XML file")
    (data,) = parts.values()
    log = Log(list_id)
    root, entries = open_each(
        list_id, data, roots=(ROOT,), tag="sdnEntry", trace=log.leftovers,
        take=lambda node: _party(node, log).entry(list_id),
    )  # fmt: skip
    # OFAC's own spelling of the element; "publishInformation" has never been seen.
    heads = root.take("publshInformation")
    count = len(root.take("sdnEntry"))
    root.close()
    published = _published(heads, count, log)
    whole = tuple(ofac_party.apart(entries, log))
    rows = (("sdnEntry", count),)
    return Reading(whole, tuple(ofac_party.issues(log)), published, rows)


def _published(heads: list[Node], found: int, log: Log) -> date | None:
    """The date of the file, having held its count of records against what is there."""
    written = " ".join(head.text("Publish_Date") for head in heads)
    count = " ".join(head.text("Record_Count") for head in heads)
    for head in heads:
        head.close()
    if count != str(found):
        log.errors[f"Record_Count is {count[:20]!r}; expected the {found} entries read"] += 1
    published = _day(written)
    if published is None:
        log.says[f"Publish_Date is {written[:20]!r}; expected MM/DD/YYYY"] += 1
    return published


def _day(text: str) -> date | None:
    """A date of OFAC's, month first."""
    match = _DAY.fullmatch(text) if text.isascii() else None
    try:
        return date(int(match[3]), int(match[1]), int(match[2])) if match else None
    except ValueError:  # such as 13/28/2025
        return None


def _party(node: Node, log: Log) -> Party:
    """One party, with all that its element holds."""
    written = node.text("sdnType")
    party = Party(node.text("uid"), ofac_party.KINDS.get(written, "unknown"))
    if written not in ofac_party.KINDS:
        log.says[f"parties have the type {written[:40]!r}, kept as unknown"] += 1
    if not party.number:
        log.says["entries have no uid"] += 1
    party.facts.append(("SDN_Type", written or "not said"))
    party.names += _name(node, party, "primary", strength="strong")
    for programmes in node.take("programList"):
        party.programmes += _texts(programmes, "program")
        programmes.close()
    party.titles += [t for part in split(node.text("title")) if (t := part.strip())]
    _take_aliases(node, party, log)
    _take_places(node, party)
    _take_births(node, party, log)
    for each in _items(node, "idList", "id"):
        _take_number(each, party, log)
    for ship in node.take("vesselInfo"):
        party.facts += [(label, text) for tag, label in _SHIP if (text := ship.text(tag))]
        ship.close()
    remarks = node.text("remarks")
    if remarks:
        ofac_party.take_remark(remarks, party, log)
    node.close()
    if not party.names:
        log.lost.append(party.number or "an entry without any number")
    return party


def _items(node: Node, outer: str, inner: str) -> Iterator[Node]:
    """The elements `inner` of the elements `outer`; each is closed when it was read."""
    for group in node.take(outer):
        for each in group.take(inner):
            each.text("uid")  # numbers the element, names nothing
            yield each
            each.close()
        group.close()


def _texts(node: Node, tag: str) -> list[str]:
    found = node.take(tag)
    for each in found:
        each.close()
    return [each.words for each in found if each.words]


def _name(
    node: Node, party: Party, kind: NameKind, *, strength: Strength
) -> Iterator[ListedName]:
    """The name of a party or alias, put together as OFAC writes it in its other formats."""
    text = ofac_party.name_text(node.text("lastName"), [node.text("firstName")])
    if text:
        family_first = party.kind == "person" and "," in text
        yield ListedName(text, kind, strength, family_first)


def _take_aliases(node: Node, party: Party, log: Log) -> None:
    """Other names. A type or category new to us makes an alias a strong a.k.a."""
    for alias in _items(node, "akaList", "aka"):
        written, category = alias.text("type"), alias.text("category")
        if written not in _NAME_KINDS:
            log.says[f"aliases have the type {written[:40]!r}, taken as a.k.a."] += 1
        if category not in _STRENGTHS:
            log.says[f"aliases have the category {category[:40]!r}, taken as strong"] += 1
        strength = _STRENGTHS.get(category, "strong")
        kind = _NAME_KINDS.get(written, "aka")
        found = list(_name(alias, party, kind, strength=strength))
        party.names += found
        if not found:
            log.errors["aliases have no name"] += 1


def _take_places(node: Node, party: Party) -> None:
    """Addresses, and the countries that a person belongs to."""
    for each in _items(node, "addressList", "address"):
        lines = [each.text(f"address{number}") for number in (1, 2, 3)]
        city, region = each.text("city"), each.text("stateOrProvince")
        postcode = each.text("postalCode")
        text = ofac_party.address_text(lines, city=city, region=region, postcode=postcode)
        country = each.text("country") or None
        if text or country:
            party.addresses.append(ListedAddress(text, country))
    belongs = (("nationality", party.nationalities), ("citizenship", party.citizenships))
    for tag, countries in belongs:
        for each in _items(node, f"{tag}List", tag):
            each.text("mainEntry")  # says only that there is another one
            countries.extend(_texts(each, "country"))


def _take_births(node: Node, party: Party, log: Log) -> None:
    """Dates and places of birth; a date that is none stays a fact."""
    for each in _items(node, "dateOfBirthList", "dateOfBirthItem"):
        each.text("mainEntry")
        for text in _texts(each, "dateOfBirth"):
            born = span(text)
            if born:
                party.birth_dates.append(born)
                continue
            party.facts.append(("Date of birth", text))
            log.says["dates of birth are not dates, kept as facts"] += 1
    for each in _items(node, "placeOfBirthList", "placeOfBirthItem"):
        each.text("mainEntry")
        party.birth_places += _texts(each, "placeOfBirth")


def _take_number(node: Node, party: Party, log: Log) -> None:
    """One item of idList: a number, or a fact that OFAC keeps among the numbers."""
    label = node.text("idType").rstrip(" :-")
    text, country = node.text("idNumber"), node.text("idCountry") or None
    told = (("issued", node.text("issueDate")), ("expires", node.text("expirationDate")))
    note = " ".join(f"{how} {when}" for how, when in told if when) or None
    if label == "Gender" and text:
        party.genders.append(text)
    elif text and (ofac_party.is_number(label) or not ofac_party.is_told(label)):
        if not ofac_party.is_number(label):
            log.says[f"numbers have the type {label[:60]!r}, kept as other"] += 1
        found = ofac_party.identifier(label, text, country=country, note=note)
        party.ids.append(found)
    else:
        rest = ", ".join(part for part in (text, country, note) if part)
        party.facts.append((label or "not said", rest))
