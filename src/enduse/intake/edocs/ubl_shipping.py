"""How the goods of a UBL document travel: route, ports, means, weights, terms."""

from enduse.intake.edocs.draft import Draft
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.xml import Element, Tree

_LOCODE = 5
_SHIPMENTS = "Shipment|CertificateOfOriginApplication/Shipment|Delivery/Shipment"


def shipping_in(tree: Tree, draft: Draft) -> None:
    """Add terms of delivery, days, the route with its ports, and what is carried on what."""
    root = tree.root
    for terms in tree.all(
        root, "DeliveryTerms|Shipment/Consignment/DeliveryTerms|Delivery/DeliveryTerms"
    ):
        place = tree.say(
            terms, "DeliveryLocation/Description|DeliveryLocation/Name|DeliveryLocation/ID"
        )
        draft.terms_of_delivery(tree.say(terms, "ID"), place)
        draft.notes += tree.says(terms, "SpecialTerms|LossRisk")
    for delivery in tree.all(root, "Delivery|Shipment/Delivery"):
        day = "ActualDeliveryDate|LatestDeliveryDate|RequestedDeliveryPeriod/EndDate"
        draft.day_fact(
            "delivery_date", tree.say(delivery, f"{day}|PromisedDeliveryPeriod/EndDate")
        )
        despatch = "Despatch/ActualDespatchDate|Despatch/EstimatedDespatchDate"
        draft.day_fact("shipment_date", tree.say(delivery, despatch))
    for shipment in tree.all(root, _SHIPMENTS):
        _shipment(tree, draft, shipment)
    if not tree.all(root, _SHIPMENTS):
        _destination(tree, draft)


def _destination(tree: Tree, draft: Draft) -> None:
    country = tree.say(tree.root, "DestinationCountry/IdentificationCode")
    if country:
        draft.leg(country, None)


def _shipment(tree: Tree, draft: Draft, shipment: Element) -> None:
    consigned = tree.all(shipment, "Consignment")
    for at in (shipment, *consigned):
        draft.measure("gross_weight", tree.say(at, "GrossWeightMeasure"))
        draft.measure("net_weight", tree.say(at, "NetWeightMeasure"))
        draft.measure("volume", tree.say(at, "GrossVolumeMeasure"))
        total = "TotalTransportHandlingUnitQuantity|TotalPackagesQuantity"
        draft.fact("packages", tree.say(at, total))
    _equipment(tree, draft, shipment)
    for at in (shipment, *consigned):
        country = tree.say(
            at, "OriginalDepartureCountry/IdentificationCode|ExportCountry/IdentificationCode"
        )
        draft.leg(country, None)
    for at in (shipment, *consigned):
        for stage in tree.all(
            at, "ShipmentStage|MainCarriageShipmentStage|OnCarriageShipmentStage"
        ):
            _stage(tree, draft, stage)
    for at in (shipment, *consigned):
        draft.leg(tree.say(at, "FinalDestinationCountry/IdentificationCode"), None)


def _stage(tree: Tree, draft: Draft, stage: Element) -> None:
    tree.say(stage, "TransportModeCode")
    loading = _port(tree, stage, "LoadingPortLocation|LoadingLocation")
    leaving = _port(tree, stage, "UnloadingPortLocation|UnloadingLocation")
    for country, place in (
        loading,
        *(
            _port_of(tree, each)
            for each in tree.all(stage, "TransshipPortLocation|TransitLocation")
        ),
        leaving,
    ):
        if country or place:
            draft.leg(country, place)
    draft.fact("port_loading", loading[1] or loading[0])
    draft.fact("port_discharge", leaving[1] or leaving[0])
    for means in tree.all(stage, "TransportMeans"):
        draft.fact(
            "vessel", tree.say(means, "MaritimeTransport/VesselName|MaritimeTransport/VesselID")
        )
        air = tree.all(means, "AirTransport")
        journey = tree.say(means, "JourneyID")
        draft.fact("flight" if air else "voyage", journey)


def _port(tree: Tree, stage: Element, path: str) -> tuple[Said | None, Said | None]:
    found = tree.first(stage, path)
    return (None, None) if found is None else _port_of(tree, found)


def _port_of(tree: Tree, location: Element) -> tuple[Said | None, Said | None]:
    """The country and words of a place; a UN/LOCODE begins with its country."""
    code = tree.say(location, "ID")
    words = (
        tree.say(location, "Name|Description") or tree.say(location, "Address/CityName") or code
    )
    country = tree.say(location, "Address/Country/IdentificationCode")
    if country is None and code and len(code.text) == _LOCODE and code.text.isalnum():
        country = Said(code.text[:2], code.place)
    return country, words


def _equipment(tree: Tree, draft: Draft, shipment: Element) -> None:
    for unit in tree.all(shipment, "TransportHandlingUnit"):
        for box in tree.all(unit, "TransportEquipment"):
            draft.fact("container", tree.say(box, "ID"))
            draft.fact("seal", tree.say(box, "TransportEquipmentSeal/ID"))
        draft.fact("marks", tree.say(unit, "ShippingMarks"))
