"""UBL 2.0 to 2.4 (OASIS; EN 16931 and Peppol are uses of it) -> documents.

Read by the schemas of UBL 2.0, 2.1 and 2.4 and the examples of OASIS and Peppol that
docs/guide/edocuments.md names.
"""

from enduse.intake.edocs import codes
from enduse.intake.edocs.draft import Draft
from enduse.intake.edocs.left import harmless, unread
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.ubl_goods import goods_in
from enduse.intake.edocs.ubl_party import parties_in
from enduse.intake.edocs.ubl_shipping import shipping_in
from enduse.intake.edocs.xml import Element, Tree, local, namespace
from enduse.model.document import Document, RefKind, Sort

_URN = "urn:oasis:names:specification:ubl:schema:xsd:"
_SORTS: dict[str, tuple[Sort, RefKind, str]] = {
    "Order": ("order", "order", "an order"),
    "OrderChange": ("order", "order", "a change of an order"),
    "OrderCancellation": ("other", "order", "the cancellation of an order"),
    "OrderResponse": ("confirmation", "confirmation", "the answer to an order"),
    "OrderResponseSimple": ("confirmation", "confirmation", "the answer to an order"),
    "Quotation": ("quote", "quote", "a quotation"),
    "RequestForQuotation": ("quote", "other", "a request for a quotation"),
    "Invoice": ("invoice", "invoice", "an invoice"),
    "SelfBilledInvoice": ("invoice", "invoice", "an invoice that the buyer wrote"),
    "FreightInvoice": ("other", "invoice", "an invoice for freight"),
    "DebitNote": ("invoice", "invoice", "a debit note"),
    "CreditNote": ("invoice", "invoice", "a credit note"),
    "SelfBilledCreditNote": ("invoice", "invoice", "a credit note that the buyer wrote"),
    "DespatchAdvice": ("delivery_note", "delivery", "a despatch advice"),
    "ReceiptAdvice": ("other", "delivery", "a receipt advice"),
    "PackingList": ("packing_list", "packing_list", "a packing list"),
    "BillOfLading": ("bill_of_lading", "bill", "a bill of lading"),
    "Waybill": ("road_waybill", "bill", "a waybill"),
    "CertificateOfOrigin": ("origin_certificate", "other", "a certificate of origin"),
    "ForwardingInstructions": ("other", "other", "forwarding instructions"),
}
_MODES: dict[str, Sort] = {"1": "bill_of_lading", "3": "road_waybill", "4": "air_waybill"}
"""Modes of transport of UNECE recommendation 16: sea, road, air."""
_PROFORMA = "325"
_REFS: tuple[tuple[str, RefKind], ...] = (
    ("OrderReference/ID", "order"),
    ("OrderReference/SalesOrderID|SalesOrderID", "order"),
    ("OrderDocumentReference/ID", "order"),
    ("OriginatorDocumentReference/ID", "other"),
    ("QuotationDocumentReference/ID", "quote"),
    ("ContractDocumentReference/ID|Contract/ID", "contract"),
    ("DespatchDocumentReference/ID", "delivery"),
    ("ReceiptDocumentReference/ID", "delivery"),
    ("BillingReference/InvoiceDocumentReference/ID", "invoice"),
    ("BillingReference/CreditNoteDocumentReference/ID", "invoice"),
    ("AdditionalDocumentReference/ID", "other"),
    ("CarrierAssignedID", "bill"),
    ("ShippingOrderID", "other"),
    ("CustomerReference|BuyerReference", "other"),
)
_TOTALS = (
    "LegalMonetaryTotal", "AnticipatedMonetaryTotal", "RequestedMonetaryTotal",
    "QuotedMonetaryTotal",
)  # fmt: skip
_ON_BUYER = frozenset({"OrderReference", "OrderDocumentReference"})


def is_ubl(root: Element) -> bool:
    """Whether a root is a document of UBL that is read."""
    return namespace(root).startswith(_URN) and local(root) in _SORTS


def name_of(root: Element) -> str:
    """What a document of UBL is that is not read, in words; empty where it is none."""
    return f"a UBL {local(root)}" if namespace(root).startswith(_URN) else ""


def ubl_document(name: str, root: Element) -> Document:
    """One document of UBL."""
    tree = Tree(root)
    sort, kind, words = _SORTS[local(root)]
    draft = Draft(name, sort, f"{words} (UBL)")
    draft.sort = _sort(tree, sort)
    draft.currency = tree.say(root, "DocumentCurrencyCode|PricingCurrencyCode")
    draft.number(kind, tree.say(root, "ID"))
    draft.dated(tree.say(root, "IssueDate"))
    _refs(tree, draft)
    _head(tree, draft)
    parties_in(tree, draft)
    shipping_in(tree, draft)
    goods_in(tree, draft)
    _what_it_does(tree, draft)
    draft.unread += unread(tree, harmless("ubl"))
    return draft.document()


def _sort(tree: Tree, sort: Sort) -> Sort:
    root = tree.root
    if local(root) == "Invoice":
        code = tree.say(root, "InvoiceTypeCode")
        return "proforma" if code and code.text == _PROFORMA else sort
    if local(root) != "Waybill":
        return sort
    modes = [
        said.text
        for stage in root.iter(f"{{{_URN}CommonAggregateComponents-2}}ShipmentStage")
        for said in tree.says(stage, "TransportModeCode")
    ]
    named = tree.say(root, "Name")
    if named and "air" in named.text.casefold():
        return "air_waybill"
    # A truck brings goods to the plane: the rarest mode is what the bill is of.
    return next((_MODES[code] for code in ("4", "1", "3") if code in modes), "road_waybill")


def _refs(tree: Tree, draft: Draft) -> None:
    for path, kind in _REFS:
        for said in tree.says(tree.root, path):
            draft.ref(kind, said)
    draft.day_fact("order_date", tree.say(tree.root, "OrderReference/IssueDate"))
    for line in tree.all(tree.root, "DespatchLine|InvoiceLine|ReceiptLine"):
        for said in tree.says(line, "OrderLineReference/OrderReference/ID"):
            draft.ref("order", said)


def _head(tree: Tree, draft: Draft) -> None:
    root = tree.root
    draft.notes += tree.says(root, "Note|SpecialTerms|TransactionConditions/Description")
    draft.notes += tree.says(root, "Shipment/SpecialInstructions|Shipment/Information")
    due = tree.say(root, "DueDate|PaymentDueDate|PaymentMeans/PaymentDueDate")
    draft.day_fact("due_date", due or tree.say(root, "PaymentTerms/PaymentDueDate"))
    draft.terms += tree.says(root, "PaymentTerms/Note")
    for said in tree.says(root, "PaymentMeans/PaymentMeansCode"):
        words = codes.table()["means"].get(said.text)
        if words:
            draft.terms.append(Said(words, said.place))
    for total in tree.all(root, "|".join(_TOTALS)):
        draft.sum(tree.say(total, "TaxInclusiveAmount|PayableAmount"))
    draft.day_fact("expiry_date", tree.say(root, "ValidityPeriod/EndDate"))


def _what_it_does(tree: Tree, draft: Draft) -> None:
    """Say of a change, a cancellation and a credit that it is one."""
    root = tree.root
    says = {
        "OrderChange": "is a change of an order: what it changes was agreed before",
        "OrderCancellation": "cancels an order",
        "CreditNote": "is a credit note: goods or money given back",
        "SelfBilledCreditNote": "is a credit note: goods or money given back",
    }.get(local(root))
    if says:
        reason = tree.say(root, "CancellationNote")
        draft.remark("order", tree.text(root), f"{says}{f': {reason.text}' if reason else ''}")
