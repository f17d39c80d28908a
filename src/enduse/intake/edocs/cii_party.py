"""The parties of a cross-industry message: who stands in an element ending in TradeParty."""

from enduse.intake.edocs import codes
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.someone import Someone
from enduse.intake.edocs.xml import Element, Tree

_ADDRESSES = (
    "PostalTradeAddress|PostalStructuredAddress|FreightForwarderAddress|"
    "SpecifiedLegalOrganization/PostalTradeAddress"
)
_VAT = frozenset({"VA", "VAT"})


def someone(tree: Tree, party: Element, *, role: str) -> Someone:
    """One party."""
    each = Someone(role)
    each.named(tree.says(party, "Name"))
    each.named(tree.says(party, "SpecifiedLegalOrganization/TradingBusinessName"))
    if each.name is None:
        each.named(tree.says(party, "DefinedTradeContact/PersonName"))
    homes = tree.all(party, _ADDRESSES)
    for address in homes[:1]:
        each.address, each.country = address_in(tree, address)
    for seat in homes[1:2]:
        _seated(tree, each, seat)
    _numbers(tree, party, each)
    _contact(tree, party, each)
    return each


def _numbers(tree: Tree, party: Element, each: Someone) -> None:
    for said in tree.says(party, "SpecifiedLegalOrganization/ID"):
        each.number(codes.scheme(said.beside.get("schemeID", "")) or "registration", said)
    for said in tree.says(party, "SpecifiedTaxRegistration/ID"):
        scheme = said.beside.get("schemeID", "").upper()
        each.number("vat" if scheme in _VAT or not scheme else "tax", said)
    for said in tree.says(party, "GlobalID|ID|URIUniversalCommunication/URIID"):
        each.number(codes.scheme(said.beside.get("schemeID", "")), said)


def _contact(tree: Tree, party: Element, each: Someone) -> None:
    for contact in tree.all(party, "DefinedTradeContact"):
        phone = "TelephoneUniversalCommunication|MobileTelephoneUniversalCommunication"
        for at in tree.all(contact, phone):
            each.phone = each.phone or tree.say(at, "CompleteNumber")
        for at in tree.all(contact, "EmailURIUniversalCommunication"):
            each.email = each.email or tree.say(at, "URIID|CompleteNumber")


def _seated(tree: Tree, each: Someone, seat: Element) -> None:
    parts, country = address_in(tree, seat)
    if each.country and country and country.text.upper() != each.country.text.upper():
        says = f"has its seat in {country.text}, and the address in {each.country.text} is used"
        each.remarks.append((country, says))
        each.address += [*parts, country]


def address_in(tree: Tree, address: Element | None) -> tuple[list[Said], Said | None]:
    """The parts of an address in the order in which people write them, and its country."""
    street, number = tree.say(address, "StreetName"), tree.say(address, "BuildingNumber")
    town, zone = tree.say(address, "CityName"), tree.say(address, "PostcodeCode")
    box = tree.say(address, "PostOfficeBox")
    parts = [
        *tree.says(address, "LineOne|LineTwo|LineThree|LineFour|LineFive"),
        street.joined(number) if street else number,
        *tree.says(address, "AdditionalStreetName|BuildingName|CitySubDivisionName"),
        Said(f"PO box {box.text}", box.place) if box else None,
        zone.joined(town) if zone else town,
        *tree.says(address, "CountrySubDivisionName"),
    ]
    code, named = tree.say(address, "CountryID"), tree.say(address, "CountryName")
    if code is None and named:
        parts.append(named)
    return [part for part in parts if part], code


def place_in(tree: Tree, location: Element | None) -> Said | None:
    """A place in words: its name, its town, else its code."""
    if location is None:
        return None
    return tree.say(location, "Name|PostalTradeAddress/CityName|ID")
