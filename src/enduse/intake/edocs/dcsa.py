"""Bills of lading as JSON (DCSA, the interface of container lines, version 3) -> documents.

Read by the messages of DCSA's own conformance tests that docs/guide/edocuments.md names.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from enduse.intake.edocs.draft import Draft, Goods
from enduse.intake.edocs.left import harmless
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.someone import Someone
from enduse.model.document import Document, FactName
from enduse.model.unread import Unread

_ROLES = {
    "shipper": "seller", "consignee": "consignee", "consigneeFreightForwarder": "forwarder",
    "endorsee": "consignee", "seller": "seller", "buyer": "buyer", "carriersAgentAtDestination":
    "intermediary", "issueTo": "other", "issuingParty": "carrier",
}  # fmt: skip
_PLACES: tuple[tuple[str, FactName], ...] = (
    ("placeOfReceipt", "place_receipt"), ("portOfLoading", "port_loading"),
    ("portOfDischarge", "port_discharge"), ("placeOfDelivery", "place_delivery"),
)  # fmt: skip
_ADDRESS = ("floor", "postCode", "PObox", "stateRegion")
_MOST = 20_000_000


def dcsa_document(name: str, data: bytes) -> Document | None:
    """The bill of lading; None where a file is other JSON."""
    if b'"documentParties"' not in data or len(data) > _MOST:
        return None
    try:
        bill = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(bill, dict) or not isinstance(bill.get("documentParties"), dict):
        return None
    if not {"consignmentItems", "transportDocumentTypeCode"} & bill.keys():
        return None
    return _document(name, bill)


def _document(name: str, bill: Mapping[str, Any]) -> Document:
    is_bill = bill.get("transportDocumentTypeCode", "BOL") in {"BOL", "SWB"}
    draft = Draft(name, "bill_of_lading", "a bill of lading (DCSA)")
    draft.sort = "bill_of_lading" if is_bill else "other"
    draft.number("bill", _said(bill, "transportDocumentReference"))
    draft.ref("other", _said(bill, "shippingInstructionsReference"))
    draft.dated(_said(bill, "issueDate"))
    draft.day_fact("shipment_date", _said(bill, "shippedOnBoardDate"))
    for path, party, role in _parties(bill["documentParties"]):
        draft.someone.append(_someone(path, party, role=role))
    _transports(draft, bill)
    for at, item in _records(bill, "consignmentItems"):
        _item(draft, at, item)
    for at, box in _records(bill, "utilizedTransportEquipments"):
        _box(draft, at, box)
    unknown = sorted(bill.keys() - harmless("dcsa"))
    if unknown:
        found = f"holds fields that are not read: {', '.join(unknown)[:300]}"
        draft.unread.append(Unread("bill of lading", found))
    return draft.document()


def _said(record: Any, key: str, path: str = "") -> Said | None:  # noqa: ANN401  # any JSON
    value = record.get(key) if isinstance(record, Mapping) else None
    if isinstance(value, str) and value.strip():
        return Said(" ".join(value.split()), f"{path}/{key}")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Said(str(value), f"{path}/{key}")
    return None


def _records(record: Mapping[str, Any], key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    some = record.get(key)
    for number, each in enumerate(some if isinstance(some, list) else []):
        if isinstance(each, Mapping):
            yield f"/{key}/{number}", each


def _texts(record: Mapping[str, Any], key: str, path: str) -> list[Said]:
    value = record.get(key)
    some = value if isinstance(value, list) else [value]
    return [
        Said(" ".join(e.split()), f"{path}/{key}")
        for e in some
        if isinstance(e, str) and e.strip()
    ]


def _parties(
    parties: Mapping[str, Any],
) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    for key, value in parties.items():
        path = f"/documentParties/{key}"
        if isinstance(value, Mapping):
            yield path, value, _ROLES.get(key, "other")
        for number, each in enumerate(value if isinstance(value, list) else []):
            if isinstance(each, Mapping):
                inner = each.get("party")
                party = inner if isinstance(inner, Mapping) else each
                role = "notify" if key == "notifyParties" else "other"
                yield f"{path}/{number}", party, role


def _someone(path: str, party: Mapping[str, Any], *, role: str) -> Someone:
    each = Someone(role, name=_said(party, "partyName", path))
    address = party.get("address")
    where = f"{path}/address"
    street, number = _said(address, "street", where), _said(address, "streetNumber", where)
    town = _said(address, "city", where)
    parts = [street.joined(number) if street else number]
    parts += [_said(address, key, where) for key in _ADDRESS[:2]]
    parts += [town, *(_said(address, key, where) for key in _ADDRESS[2:])]
    each.address = [part for part in parts if part] or _texts(party, "displayedAddress", path)
    each.country = _said(address, "countryCode", where)
    for at, contact in _records(party, "partyContactDetails"):
        each.email = each.email or _said(contact, "email", path + at)
        each.phone = each.phone or _said(contact, "phone", path + at)
    return each


def _transports(draft: Draft, bill: Mapping[str, Any]) -> None:
    transports = bill.get("transports")
    for key, fact in _PLACES:
        place = transports.get(key) if isinstance(transports, Mapping) else None
        path = f"/transports/{key}"
        code = _said(place, "UNLocationCode", path)
        words = _said(place, "locationName", path) or code
        country = Said(code.text[:2], code.place) if code and len(code.text) == 5 else None  # noqa: PLR2004
        draft.fact(fact, words)
        if words:
            draft.leg(country, words)
    for key in ("vesselVoyage", "vesselVoyages"):
        for at, voyage in _records(transports if isinstance(transports, Mapping) else {}, key):
            draft.fact("vessel", _said(voyage, "vesselName", f"/transports{at}"))
            draft.fact("voyage", _said(voyage, "carrierExportVoyageNumber", f"/transports{at}"))


def _item(draft: Draft, path: str, item: Mapping[str, Any]) -> None:
    goods = Goods(description=_texts(item, "descriptionOfGoods", path))
    for said in _texts(item, "HSCodes", path):
        goods.put("hs", said)
    at = draft.goods(goods)
    for where, cargo in _records(item, "cargoItems"):
        whole = f"{path}{where}"
        weight = cargo.get("cargoGrossWeight")
        amount, unit = _said(weight, "value", whole), _said(weight, "unit", whole)
        amount = amount or _said(cargo, "weight", whole)
        unit = unit or _said(cargo, "weightUnit", whole)
        if amount:
            beside = {"unitCode": unit.text} if unit else {}
            draft.measure("gross_weight", Said(amount.text, amount.place, beside), line=at)
        draft.fact(
            "packages", _said(cargo.get("outerPackaging"), "numberOfPackages", whole), line=at
        )
        draft.fact("container", _said(cargo, "equipmentReference", whole), line=at)


def _box(draft: Draft, path: str, box: Mapping[str, Any]) -> None:
    inner = box.get("equipment")
    draft.fact(
        "container",
        _said(box, "equipmentReference", path) or _said(inner, "equipmentReference", path),
    )
    for at, seal in _records(box, "seals"):
        draft.fact("seal", _said(seal, "number", path + at))
    for said in _texts(box, "shippingMarks", path):
        draft.fact("marks", said)
