"""UN/CEFACT cross-industry messages (D16B to D22B): Factur-X, ZUGFeRD, XRechnung, Order-X.

Read by the schemas of CII D16B and D22B and of Order-X (SCRDM D20B), and the examples that
docs/guide/edocuments.md names. ZUGFeRD 1.0 names the same things a little otherwise.
"""

from collections.abc import Iterator

from enduse.intake.edocs import codes
from enduse.intake.edocs.cii_goods import goods_in
from enduse.intake.edocs.cii_party import place_in, someone
from enduse.intake.edocs.draft import Draft
from enduse.intake.edocs.left import harmless, unread
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.someone import Someone
from enduse.intake.edocs.ubl_party import bank
from enduse.intake.edocs.xml import Element, Tree, local, namespace
from enduse.model.document import Document, RefKind, Sort

_ROOTS: dict[str, tuple[Sort, RefKind, str]] = {
    "CrossIndustryInvoice": ("invoice", "invoice", "an invoice (UN/CEFACT CII)"),
    "CrossIndustryDocument": ("invoice", "invoice", "an invoice (ZUGFeRD 1.0)"),
    "SCRDMCCBDACIOMessageStructure": ("order", "order", "an order (UN/CEFACT, Order-X)"),
    "CrossIndustryOrder": ("order", "order", "an order (UN/CEFACT)"),
    "CrossIndustryOrderResponse": ("confirmation", "confirmation", "the answer to an order"),
    "CrossIndustryOrderChange": ("order", "order", "a change of an order (UN/CEFACT)"),
    "CrossIndustryDespatchAdvice": (
        "delivery_note",
        "delivery",
        "a despatch advice (UN/CEFACT)",
    ),
}
_URNS = ("urn:un:unece:uncefact:data:", "urn:ferd:CrossIndustryDocument:")
_KINDS: dict[str, RefKind] = {
    "order": "order", "confirmation": "confirmation", "delivery_note": "delivery",
    "packing_list": "packing_list", "quote": "quote", "proforma": "proforma",
}  # fmt: skip
_AGREEMENT = "ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement"
_DELIVERY = "ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery"
_SETTLEMENT = "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"
_PARTIES = (
    ("SellerTradeParty", "seller", ""),
    ("BuyerTradeParty", "buyer", ""),
    ("ProductEndUserTradeParty", "end_user", ""),
    ("ShipToTradeParty", "consignee", ""),
    ("UltimateShipToTradeParty", "consignee", ""),
    ("ShipFromTradeParty", "other", ""),
    ("SalesAgentTradeParty", "intermediary", ""),
    ("SellerAgentTradeParty", "intermediary", ""),
    ("BuyerAgentTradeParty", "intermediary", ""),
    ("InvoiceeTradeParty", "payer", ""),
    ("PayerTradeParty", "payer", ""),
    ("CarrierTradeParty", "carrier", ""),
    ("FreightForwarderTradeParty", "forwarder", ""),
    ("ConsignorTradeParty", "seller", "other"),
    ("ConsigneeTradeParty", "consignee", ""),
)
_BY_NAME = {name: (role, spare) for name, role, spare in _PARTIES}
_REFS: tuple[tuple[str, RefKind], ...] = (
    ("BuyerOrderReferencedDocument", "order"),
    ("SellerOrderReferencedDocument", "order"),
    ("QuotationReferencedDocument", "quote"),
    ("ContractReferencedDocument", "contract"),
    ("UltimateCustomerOrderReferencedDocument", "order"),
    ("BlanketOrderReferencedDocument", "contract"),
    ("PreviousOrderReferencedDocument", "order"),
    ("DespatchAdviceReferencedDocument", "delivery"),
    ("DeliveryNoteReferencedDocument", "delivery"),
    ("ReceivingAdviceReferencedDocument", "delivery"),
    ("InvoiceReferencedDocument", "invoice"),
    ("AdditionalReferencedDocument", "other"),
)
_CREDIT = frozenset({"381", "261", "262", "296", "308"})
_CHANGE = frozenset({"230"})
_PARTS_OF_LINES = (
    "SpecifiedLineTradeDelivery", "SpecifiedLineTradeAgreement",
    "SpecifiedSupplyChainTradeDelivery", "SpecifiedSupplyChainTradeAgreement",
)  # fmt: skip
_SUMS = (
    "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
)


def is_cii(root: Element) -> bool:
    """Whether a root is a cross-industry message that is read."""
    return local(root) in _ROOTS and namespace(root).startswith(_URNS)


def name_of(root: Element) -> str:
    """What another message of UN/CEFACT is, in words; empty where it is none."""
    return f"a UN/CEFACT {local(root)}" if namespace(root).startswith(_URNS) else ""


def cii_document(name: str, root: Element) -> Document:
    """One cross-industry message."""
    tree = Tree(root)
    sort, kind, what = _ROOTS[local(root)]
    draft = Draft(name, sort, what)
    header = tree.first(root, "ExchangedDocument|HeaderExchangedDocument")
    trade = tree.first(root, "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction")
    code = tree.say(header, "TypeCode")
    draft.sort = codes.table()["kinds"].get(code.text if code else "", sort)
    settlement = tree.first(trade, _SETTLEMENT)
    draft.currency = tree.say(settlement, "InvoiceCurrencyCode|OrderCurrencyCode")
    draft.number(_KINDS.get(draft.sort, kind), tree.say(header, "ID"))
    draft.dated(moment(tree, tree.first(header, "IssueDateTime")))
    draft.notes += tree.says(header, "IncludedNote/Content")
    tree.say(header, "Name")
    _remarks(tree, draft, header)
    for part in tree.all(trade, f"{_AGREEMENT}|{_DELIVERY}|{_SETTLEMENT}"):
        _parties(tree, draft, part)
        _refs(tree, draft, part)
    _delivery(tree, draft, trade)
    _settlement(tree, draft, settlement)
    goods_in(tree, draft, trade)
    _parties_of_lines(tree, draft, trade)
    draft.unread += unread(tree, harmless("cii"))
    return draft.document()


def moment(tree: Tree, element: Element | None) -> Said | None:
    """A day out of DateTimeString (formats 102, 203) or DateTime, or the element itself."""
    if element is None:
        return None
    own = tree.text(element)
    return tree.say(element, "DateTimeString|DateTime|Date") or (own if own.text else None)


def _remarks(tree: Tree, draft: Draft, header: Element | None) -> None:
    code = tree.say(header, "TypeCode")
    if code and code.text in _CREDIT:
        draft.remark("order", code, "is a credit note: goods or money given back")
    if code and code.text in _CHANGE:
        draft.remark(
            "order", code, "is a change of an order: what it changes was agreed before"
        )


def _parties(tree: Tree, draft: Draft, part: Element) -> None:
    for child in part:
        name = local(child)
        if name.endswith("TradeParty"):
            role, spare = _BY_NAME.get(name, ("other", ""))
            each = someone(tree, child, role=role)
            each.spare = spare
            draft.someone.append(each)
        elif name in {"RelatedSupplyChainConsignment", "ApplicableSupplyChainConsignment"}:
            _parties(tree, draft, child)


def _parties_of_lines(tree: Tree, draft: Draft, trade: Element | None) -> None:
    lines = "IncludedSupplyChainTradeLineItem/"
    for part in _PARTS_OF_LINES:
        for each in tree.all(trade, lines + part):
            _parties(tree, draft, each)


def _refs(tree: Tree, draft: Draft, part: Element) -> None:
    for path, kind in _REFS:
        for each in tree.all(part, path):
            draft.ref(kind, tree.say(each, "IssuerAssignedID|ID"))
            if path == "BuyerOrderReferencedDocument":
                stamp = tree.first(each, "FormattedIssueDateTime|IssueDateTime")
                draft.day_fact("order_date", moment(tree, stamp))
            tree.says(each, "Name")
    draft.ref("other", tree.say(part, "BuyerReference"))


def _delivery(tree: Tree, draft: Draft, trade: Element | None) -> None:
    agreement, delivery = tree.first(trade, _AGREEMENT), tree.first(trade, _DELIVERY)
    for terms in tree.all(agreement, "ApplicableTradeDeliveryTerms"):
        where = tree.first(terms, "RelevantTradeLocation")
        place = tree.say(terms, "RelevantTradeLocation/Name") or place_in(tree, where)
        draft.terms_of_delivery(tree.say(terms, "DeliveryTypeCode"), place)
        draft.notes += tree.says(terms, "Description")
    for path in ("ActualDeliverySupplyChainEvent/OccurrenceDateTime",
                 "RequestedDeliverySupplyChainEvent/OccurrenceSpecifiedPeriod/EndDateTime",
                 "RequestedDeliverySupplyChainEvent/OccurrenceDateTime"):  # fmt: skip
        draft.day_fact("delivery_date", moment(tree, tree.first(delivery, path)))
    for path in ("ActualDespatchSupplyChainEvent/OccurrenceDateTime",
                 "RequestedDespatchSupplyChainEvent/OccurrenceDateTime"):  # fmt: skip
        draft.day_fact("shipment_date", moment(tree, tree.first(delivery, path)))
    for consigned in tree.all(delivery, "RelatedSupplyChainConsignment"):
        draft.measure("gross_weight", tree.say(consigned, "GrossWeightMeasure"))
        draft.measure("net_weight", tree.say(consigned, "NetWeightMeasure"))
        tree.says(consigned, "SpecifiedLogisticsTransportMovement/ModeCode")


def _settlement(tree: Tree, draft: Draft, settlement: Element | None) -> None:
    draft.terms += tree.says(settlement, "SpecifiedTradePaymentTerms/Description")
    due = tree.first(settlement, "SpecifiedTradePaymentTerms/DueDateDateTime")
    draft.day_fact("due_date", moment(tree, due))
    for means in tree.all(settlement, "SpecifiedTradeSettlementPaymentMeans"):
        code = tree.say(means, "TypeCode")
        words = codes.table()["means"].get(code.text) if code else None
        if code and words:
            draft.terms.append(Said(words, code.place))
        draft.someone += _banks(tree, means)
    for total in tree.all(settlement, _SUMS):
        draft.sum(tree.say(total, "GrandTotalAmount|DuePayableAmount|LineTotalAmount"))


def _banks(tree: Tree, means: Element) -> Iterator[Someone]:
    some = "PayeeSpecifiedCreditorFinancialInstitution|PayerSpecifiedDebtorFinancialInstitution"
    for each in tree.all(means, some):
        yield bank(tree.say(each, "BICID"), tree.say(each, "Name"))
