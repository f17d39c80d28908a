"""The parties of a UBL document: whoever stands in an element that ends in Party."""

from collections.abc import Iterator

from enduse.intake.edocs import codes
from enduse.intake.edocs.draft import Draft
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.someone import Someone
from enduse.intake.edocs.xml import Element, Tree, local

_ROLES = {
    "SellerSupplierParty": ("seller", ""),
    "SellerParty": ("seller", ""),
    "BuyerCustomerParty": ("buyer", ""),
    "BuyerParty": ("buyer", ""),
    "AccountingSupplierParty": ("seller", "other"),
    "AccountingCustomerParty": ("buyer", "payer"),
    "DespatchSupplierParty": ("seller", "other"),
    "DeliveryCustomerParty": ("consignee", ""),
    "ConsignorParty": ("seller", "other"),
    "ExporterParty": ("seller", "other"),
    "ImporterParty": ("buyer", "other"),
    "ConsigneeParty": ("consignee", ""),
    "FinalDeliveryParty": ("consignee", ""),
    "DeliveryParty": ("consignee", ""),
    "NotifyParty": ("notify", ""),
    "CarrierParty": ("carrier", ""),
    "SubstituteCarrierParty": ("carrier", ""),
    "PerformingCarrierParty": ("carrier", ""),
    "FreightForwarderParty": ("forwarder", ""),
    "LogisticsOperatorParty": ("forwarder", ""),
    "TransportServiceProviderParty": ("carrier", ""),
    "ManufacturerParty": ("manufacturer", ""),
    "AgentParty": ("intermediary", ""),
    "PayerParty": ("payer", ""),
    "ShipperParty": ("seller", "other"),
}
"""The role of each, and the one it has where another party has that role by name."""
_OUTSIDE = frozenset({"UBLExtensions", "Signature", "Item", "ShareholderParty"})
_ORIGINATOR = (
    "asked for the goods (originator), which does not say that they will use them; "
    "name the end user where there is one"
)


def parties_in(tree: Tree, draft: Draft) -> None:
    """Add everybody that a document names, wherever they stand."""
    for element in _walk(tree.root):
        name = local(element)
        if name == "Delivery":
            draft.someone.append(_receiver(tree, element))
        elif name.endswith("Party") and name != "Party":
            inside = element.getparent()
            if name == "DeliveryParty" and inside is not None and local(inside) == "Delivery":
                continue
            role, spare = _ROLES.get(name, ("other", ""))
            each = someone(tree, element, role=role)
            each.spare = spare
            if name.startswith("Originator") and each.name:
                each.remarks.append((each.name, _ORIGINATOR))
            draft.someone.append(each)
    draft.someone += banks(tree)


def _walk(element: Element) -> Iterator[Element]:
    """The elements of a document in their order, those of goods and signatures left out."""
    for child in element:
        if isinstance(child.tag, str) and local(child) not in _OUTSIDE:
            yield child
            yield from _walk(child)


def someone(tree: Tree, element: Element, *, role: str) -> Someone:
    """One party, from its own element or the Party in it."""
    party = tree.first(element, "Party")
    party = element if party is None else party
    each = Someone(role)
    each.named(tree.says(party, "PartyLegalEntity/RegistrationName"))
    each.named(tree.says(party, "PartyName/Name"))
    each.named(tree.says(party, "PartyTaxScheme/RegistrationName"))
    if each.name is None:
        _person(tree, party, each)
    _where(tree, party, each)
    _numbers(tree, party, each)
    contact = "Contact|AccountingContact|DeliveryContact|SellerContact|BuyerContact"
    for at in (element, party):
        for some in tree.all(at, contact):
            each.phone = each.phone or tree.say(some, "Telephone")
            each.email = each.email or tree.say(some, "ElectronicMail")
    each.website = tree.say(party, "WebsiteURI")
    for holder in tree.all(party, "PartyLegalEntity/ShareholderParty"):
        # UBL spells it so: PartecipationPercent.
        share = tree.say(holder, "PartecipationPercent|ParticipationPercent")
        each.owners.append((someone(tree, holder, role="other"), share))
    return each


def _person(tree: Tree, party: Element, each: Someone) -> None:
    for person in tree.all(party, "Person"):
        parts = [tree.say(person, name) for name in ("FirstName", "MiddleName", "FamilyName")]
        said = [part for part in parts if part]
        if said:
            each.named([said[0].joined(*said[1:])])
            each.kind = "person"


def _where(tree: Tree, party: Element, each: Someone) -> None:
    homes = tree.all(party, "PostalAddress|PhysicalLocation/Address")
    seats = tree.all(
        party, "PartyLegalEntity/RegistrationAddress|PartyTaxScheme/RegistrationAddress"
    )
    for address in homes[:1] or seats[:1]:
        each.address, each.country = address_in(tree, address)
    for seat in seats[:1]:
        parts, country = address_in(tree, seat)
        if each.country is None:
            each.country = country
        elif country and country.text.upper() != each.country.text.upper():
            home = each.country.text
            says = f"has its seat in {country.text}, and the address in {home} is used"
            each.remarks.append((country, says))
            each.address += [*parts, country]


def address_in(tree: Tree, address: Element | None) -> tuple[list[Said], Said | None]:
    """The parts of an address in the order in which people write them, and its country."""
    street, number = tree.say(address, "StreetName"), tree.say(address, "BuildingNumber")
    box = tree.say(address, "Postbox")
    town, zone = tree.say(address, "CityName"), tree.say(address, "PostalZone")
    first = street.joined(number) if street else number
    parts = [
        first,
        *tree.says(
            address, "AdditionalStreetName|BuildingName|Floor|Room|BlockName|Department"
        ),
        Said(f"PO box {box.text}", box.place) if box else None,
        *tree.says(address, "AddressLine/Line"),
        *tree.says(address, "CitySubdivisionName|District"),
        zone.joined(town) if zone else town,
        *tree.says(address, "CountrySubentity|Region"),
    ]
    code = tree.say(address, "Country/IdentificationCode")
    named = tree.say(address, "Country/Name")
    if code is None and named:
        parts.append(named)
    return [part for part in parts if part], code


def _numbers(tree: Tree, party: Element, each: Someone) -> None:
    for said in tree.says(party, "PartyLegalEntity/CompanyID"):
        each.number(codes.scheme(said.beside.get("schemeID", "")) or "registration", said)
    for scheme in tree.all(party, "PartyTaxScheme"):
        kinds = tree.says(scheme, "TaxScheme/ID|TaxScheme/TaxTypeCode|TaxScheme/Name")
        is_vat = not kinds or any("VAT" in kind.text.upper() for kind in kinds)
        each.number("vat" if is_vat else "tax", tree.say(scheme, "CompanyID"))
    for said in tree.says(party, "PartyIdentification/ID|EndpointID"):
        each.number(codes.scheme(said.beside.get("schemeID", "")), said)


def _receiver(tree: Tree, delivery: Element) -> Someone:
    party = tree.first(delivery, "DeliveryParty")
    each = Someone("consignee") if party is None else someone(tree, party, role="consignee")
    places = tree.all(
        delivery,
        "DeliveryAddress|DeliveryLocation/Address|AlternativeDeliveryLocation/Address",
    )
    for address in places[:1]:
        parts, country = address_in(tree, address)
        if parts or country:
            each.address, each.country = parts, country or each.country
    named = tree.say(delivery, "DeliveryLocation/Name|DeliveryLocation/Description")
    if named:
        each.address = [named, *each.address]
    return each


def banks(tree: Tree) -> Iterator[Someone]:
    """The banks of payer and payee, by BIC or name."""
    for account in tree.all(
        tree.root, "PaymentMeans/PayeeFinancialAccount|PaymentMeans/PayerFinancialAccount"
    ):
        branch = tree.first(account, "FinancialInstitutionBranch")
        code = tree.say(branch, "FinancialInstitution/ID|ID")
        yield bank(code, tree.say(branch, "FinancialInstitution/Name|Name"))


def bank(code: Said | None, name: Said | None) -> Someone:
    """A bank by its BIC and name; its country is in the BIC."""
    each = Someone("bank", name=name)
    country = codes.bic_country(code.text) if code else None
    if code and country:
        each.number("swift", code)
        each.country = Said(country, code.place)
    return each
