"""Road and air waybills as XML: e-CMR and eFTI (UN/CEFACT), Cargo-XML (IATA) -> documents.

Read by the examples that docs/guide/edocuments.md names. The schemas of Cargo-XML are sold by
IATA and were not read: of it only the fields that published messages show are taken.
"""

from collections.abc import Iterator

from enduse.intake.edocs import codes
from enduse.intake.edocs.cii_party import someone
from enduse.intake.edocs.draft import Draft, Goods
from enduse.intake.edocs.functions import ROLES
from enduse.intake.edocs.left import harmless, unread
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.xml import Element, Tree, local, namespace
from enduse.model.document import Document, FactName, Sort

_ROOTS: dict[str, tuple[Sort, str]] = {
    "eCMR": ("road_waybill", "a road waybill (e-CMR)"),
    "UAECMR": ("road_waybill", "a road waybill (e-CMR, Ukraine)"),
    "FTI010GetCmdsResponse": ("road_waybill", "freight transport information (eFTI)"),
    "SpecifiedSupplyChainConsignment": ("road_waybill", "freight transport information (eFTI)"),
    "Waybill": ("air_waybill", "an air waybill (Cargo-XML XFWB)"),
    "HouseWaybill": ("air_waybill", "a house air waybill (Cargo-XML XFZB)"),
}
_SPACES = (
    "urn:un:unece:uncefact:data:",
    "iata:waybill:",
    "iata:housewaybill:",
    "urn:eu:move:eFTI:",
)
_ROLES = {
    "Consignor": ("seller", ""), "Consignee": ("consignee", ""), "Carrier": ("carrier", ""),
    "FreightForwarder": ("forwarder", ""), "Notified": ("notify", ""), "Notify": ("notify", ""),
    "Delivery": ("consignee", ""), "Associated": ("notify", ""), "Buyer": ("buyer", ""),
    "Seller": ("seller", ""), "GroupingCentre": ("other", ""),
}  # fmt: skip
_PLACES: tuple[tuple[str, FactName], ...] = (
    ("CarrierAcceptanceLogisticsLocation", "place_receipt"),
    ("OriginLocation", "port_loading"),
    ("LoadingBaseportLogisticsLocation", "port_loading"),
    ("UnloadingBaseportLogisticsLocation", "port_discharge"),
    ("FinalDestinationLocation", "port_discharge"),
    ("ConsigneeReceiptLogisticsLocation", "place_delivery"),
)
_TARIFF_OF_UKRAINE = "УКТЗЕД"


def is_shipment(root: Element) -> bool:
    """Whether a root is such a paper."""
    name = local(root)
    return name in _ROOTS and (namespace(root).startswith(_SPACES) or name == "UAECMR")


def shipment_document(name: str, root: Element) -> Document:
    """One waybill."""
    tree = Tree(root)
    sort, what = _ROOTS[local(root)]
    draft = Draft(name, sort, what)
    body = tree.first(root, "eCMR") if local(root) == "UAECMR" else root
    head = tree.first(body, "ExchangedDocument|BusinessHeaderDocument")
    draft.number("bill", tree.say(head, "ID"))
    draft.dated(_issued(tree, body, head))
    draft.notes += tree.says(head, "IncludedNote/Content|IncludedHeaderNote/Content")
    for each in _consignments(tree, root, body):
        _consignment(tree, draft, each)
    draft.unread += unread(tree, harmless("shipment"))
    return draft.document()


def _issued(tree: Tree, body: Element | None, head: Element | None) -> Said | None:
    return tree.say(
        head,
        "IssueDateTime/DateTime|IssueDateTime/DateTimeString|IssueDateTime|"
        "SignatoryCarrierAuthentication/ActualDateTime",
    ) or tree.say(body, "MessageHeaderDocument/IssueDateTime")


def _consignments(tree: Tree, root: Element, body: Element | None) -> Iterator[Element]:
    if local(root) == "SpecifiedSupplyChainConsignment":
        yield root
        return
    for master in tree.all(body, "SpecifiedSupplyChainConsignment|MasterConsignment"):
        houses = tree.all(master, "IncludedHouseConsignment")
        yield from houses or [master]


def _consignment(tree: Tree, draft: Draft, consigned: Element) -> None:
    for bill in tree.says(consigned.getparent(), "TransportContractDocument/ID"):
        draft.ref("bill", bill)
    for child in consigned:
        name = local(child)
        if name.endswith("Party") and name != "Party":
            _party(tree, draft, child)
    for path, fact in _PLACES:
        for place in tree.all(consigned, path):
            _place(tree, draft, place, fact=fact)
    draft.measure("gross_weight", tree.say(
        consigned, "GrossWeightMeasure|IncludedTareGrossWeightMeasure"))  # fmt: skip
    draft.measure("net_weight", tree.say(consigned, "NetWeightMeasure"))
    volume = tree.say(consigned, "GrossVolumeMeasure")
    if volume and volume.beside.get("unitCode") == "MTQ":
        draft.measure("volume", volume)
    draft.fact("packages", tree.say(consigned, "TotalPieceQuantity|PackageQuantity"))
    for flight in tree.all(consigned, "SpecifiedLogisticsTransportMovement"):
        draft.fact("flight", tree.say(flight, "ID"))
    draft.notes += tree.says(
        consigned, "HandlingSSRInstructions/Description|DeliveryInstructions/Description"
    )
    draft.notes += tree.says(consigned, "HandlingOSIInstructions/Description")
    _goods(tree, draft, consigned)


def _party(tree: Tree, draft: Draft, element: Element) -> None:
    stem = local(element).removesuffix("Party").removesuffix("Trade")
    role, spare = _ROLES.get(stem, ("other", ""))
    code = tree.say(element, "RoleCode")
    if code and stem in {"Notified", "Notify", "Associated"}:
        role, spare = ROLES.get(code.text, ("other", ""))
    each = someone(tree, element, role=role)
    each.spare = spare
    draft.someone.append(each)


def _place(tree: Tree, draft: Draft, element: Element, *, fact: FactName) -> None:
    words = tree.say(element, "Description|Name|ID")
    country = tree.say(element, "PostalTradeAddress/CountryID|CountryID")
    code = tree.say(element, "ID")
    if country is None and code and len(code.text) == 5 and code.text.isalpha():  # noqa: PLR2004
        country = Said(code.text[:2], code.place)
    draft.fact(fact, words)
    if words:
        draft.leg(country, words)


def _goods(tree: Tree, draft: Draft, consigned: Element) -> None:
    items = tree.all(
        consigned,
        "IncludedSupplyChainConsignmentItem|IncludedHouseConsignmentItem|"
        "ApplicableRating/IncludedMasterConsignmentItem",
    )
    found = [line for item in items if (line := _item(tree, draft, item)) is not None]
    if not found:
        said = tree.says(consigned, "SummaryDescription|CargoDescription")
        if said:
            draft.goods(Goods(description=said))
    else:
        tree.says(consigned, "SummaryDescription")


def _item(tree: Tree, draft: Draft, item: Element) -> int | None:
    goods = Goods(
        description=tree.says(item, "NatureIdentificationTransportCargo/Identification")
    )
    for said in tree.says(item, "GlobalID|TypeCode|ClassificationCode"):
        listed = said.beside.get("schemeAgencyID", "") == _TARIFF_OF_UKRAINE
        if listed or codes.is_tariff(
            said.beside.get("listID", ""), said.beside.get("schemeID", "")
        ):
            goods.put("hs", said)
    goods.value = tree.say(item, "InvoiceAmount|DeclaredValueForCustomsAmount")
    if goods.value and goods.value.beside.get("currencyID"):
        goods.currency = Said(goods.value.beside["currencyID"], goods.value.place)
    goods.put("origin", tree.say(item, "OriginCountry/ID|OriginTradeCountry/ID"))
    if not (goods.description or goods.fields):
        return None
    for note in tree.all(item, "ApplicableNote"):
        name, text = tree.say(note, "ContentCode"), tree.say(note, "Content")
        if name and text:
            draft.notes.append(Said(f"{name.text}: {text.text}", text.place))
    at = draft.goods(goods)
    draft.measure("gross_weight", tree.say(item, "GrossWeightMeasure"), line=at)
    for package in tree.all(item, "TransportLogisticsPackage"):
        draft.fact("packages", tree.say(package, "ItemQuantity"), line=at)
        draft.fact(
            "marks", tree.say(package, "PhysicalLogisticsShippingMarks/Marking"), line=at
        )
    box = tree.say(item, "AssociatedReferencedLogisticsTransportEquipment/ID")
    draft.fact("container", box, line=at)
    return at
