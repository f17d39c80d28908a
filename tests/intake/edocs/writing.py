"""One trade, written as a UBL invoice and as a cross-industry invoice (the element names are
those of UBL 2.1 and CII D16B; EN 16931 says which of them mean the same)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

UBL = (
    'xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" '
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)
CII = (
    'xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" '
    'xmlns:ram="urn:un:unece:uncefact:data:standard:'
    'ReusableAggregateBusinessInformationEntity:100" '
    'xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"'
)


@dataclass(frozen=True)
class Firm:
    name: str
    trading: str = ""
    street: str = ""
    town: str = ""
    zone: str = ""
    country: str = ""
    register: str = ""
    vat: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Good:
    name: str
    words: str = ""
    number: str = ""
    hs: str = ""
    origin: str = ""
    quantity: str = "1"
    unit: str = "C62"
    value: str = "10.00"
    traits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Trade:
    number: str
    day: str
    seller: Firm
    buyer: Firm
    goods: Sequence[Good]
    receiver: Firm | None = None
    currency: str = "EUR"
    notes: Sequence[str] = ()
    terms: str = ""
    order: str = ""


def tag(name: str, text: str, **attributes: str) -> str:
    """An element, nothing where it would be empty."""
    if not text:
        return ""
    said = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items() if value)
    return f"<{name}{said}>{text}</{name}>"


def say(name: str, text: str, **attributes: str) -> str:
    return tag(name, escape(text), **attributes)


def as_ubl(trade: Trade) -> bytes:
    seller = tag("cac:AccountingSupplierParty", _ubl_firm(trade.seller))
    buyer = tag("cac:AccountingCustomerParty", _ubl_firm(trade.buyer))
    body = "\n".join([
        say("cbc:ID", trade.number), say("cbc:IssueDate", trade.day),
        say("cbc:InvoiceTypeCode", "380"), *(say("cbc:Note", note) for note in trade.notes),
        say("cbc:DocumentCurrencyCode", trade.currency),
        tag("cac:OrderReference", say("cbc:ID", trade.order)), seller, buyer,
        _ubl_delivery(trade.receiver), tag("cac:PaymentTerms", say("cbc:Note", trade.terms)),
        *(_ubl_line(good, trade.currency) for good in trade.goods),
    ])  # fmt: skip
    return f"<Invoice {UBL.format(root='Invoice')}>\n{body}\n</Invoice>".encode()


def _ubl_address(firm: Firm, name: str) -> str:
    return tag(name, "".join([
        say("cbc:StreetName", firm.street), say("cbc:CityName", firm.town),
        say("cbc:PostalZone", firm.zone),
        tag("cac:Country", say("cbc:IdentificationCode", firm.country)),
    ]))  # fmt: skip


def _ubl_firm(firm: Firm) -> str:
    vat = say("cbc:CompanyID", firm.vat)
    scheme = tag("cac:TaxScheme", say("cbc:ID", "VAT")) if firm.vat else ""
    legal = say("cbc:RegistrationName", firm.name) + say("cbc:CompanyID", firm.register)
    return tag("cac:Party", "".join([
        tag("cac:PartyName", say("cbc:Name", firm.trading)),
        _ubl_address(firm, "cac:PostalAddress"), tag("cac:PartyTaxScheme", vat + scheme),
        tag("cac:PartyLegalEntity", legal),
        tag("cac:Contact",
            say("cbc:Telephone", firm.phone) + say("cbc:ElectronicMail", firm.email)),
    ]))  # fmt: skip


def _ubl_delivery(firm: Firm | None) -> str:
    if firm is None:
        return ""
    place = tag("cac:DeliveryLocation", _ubl_address(firm, "cac:Address"))
    party = tag("cac:DeliveryParty", tag("cac:PartyName", say("cbc:Name", firm.name)))
    return tag("cac:Delivery", place + party)


def _ubl_line(good: Good, currency: str) -> str:
    traits = "".join(
        tag("cac:AdditionalItemProperty", say("cbc:Name", key) + say("cbc:Value", value))
        for key, value in good.traits.items()
    )
    item = "".join([
        say("cbc:Description", good.words), say("cbc:Name", good.name),
        tag("cac:SellersItemIdentification", say("cbc:ID", good.number)),
        tag("cac:OriginCountry", say("cbc:IdentificationCode", good.origin)),
        tag("cac:CommodityClassification",
            say("cbc:ItemClassificationCode", good.hs, listID="HS")), traits,
    ])  # fmt: skip
    return tag("cac:InvoiceLine", "".join([
        say("cbc:ID", "1"), say("cbc:InvoicedQuantity", good.quantity, unitCode=good.unit),
        say("cbc:LineExtensionAmount", good.value, currencyID=currency), tag("cac:Item", item),
    ]))  # fmt: skip


def as_cii(trade: Trade) -> bytes:
    day = trade.day.replace("-", "")
    header = tag("rsm:ExchangedDocument", "".join([
        say("ram:ID", trade.number), say("ram:TypeCode", "380"),
        tag("ram:IssueDateTime", say("udt:DateTimeString", day, format="102")),
        *(tag("ram:IncludedNote", say("ram:Content", note)) for note in trade.notes),
    ]))  # fmt: skip
    order = tag("ram:BuyerOrderReferencedDocument", say("ram:IssuerAssignedID", trade.order))
    agreement = tag("ram:ApplicableHeaderTradeAgreement", "".join([
        _cii_firm(trade.seller, "ram:SellerTradeParty"),
        _cii_firm(trade.buyer, "ram:BuyerTradeParty"), order,
    ]))  # fmt: skip
    receiver = _cii_firm(trade.receiver, "ram:ShipToTradeParty") if trade.receiver else ""
    terms = tag("ram:SpecifiedTradePaymentTerms", say("ram:Description", trade.terms))
    settlement = say("ram:InvoiceCurrencyCode", trade.currency) + terms
    body = "\n".join([
        *(_cii_line(good) for good in trade.goods), agreement,
        tag("ram:ApplicableHeaderTradeDelivery", receiver),
        tag("ram:ApplicableHeaderTradeSettlement", settlement),
    ])  # fmt: skip
    whole = f"{header}\n{tag('rsm:SupplyChainTradeTransaction', body)}"
    return f"<rsm:CrossIndustryInvoice {CII}>\n{whole}\n</rsm:CrossIndustryInvoice>".encode()


def _cii_firm(firm: Firm, name: str) -> str:
    contact = tag("ram:TelephoneUniversalCommunication", say("ram:CompleteNumber", firm.phone))
    contact += tag("ram:EmailURIUniversalCommunication", say("ram:URIID", firm.email))
    legal = say("ram:ID", firm.register) + say("ram:TradingBusinessName", firm.trading)
    return tag(name, "".join([
        say("ram:Name", firm.name), tag("ram:SpecifiedLegalOrganization", legal),
        tag("ram:DefinedTradeContact", contact),
        tag("ram:PostalTradeAddress", "".join([
            say("ram:PostcodeCode", firm.zone), say("ram:LineOne", firm.street),
            say("ram:CityName", firm.town), say("ram:CountryID", firm.country),
        ])),
        tag("ram:SpecifiedTaxRegistration", say("ram:ID", firm.vat, schemeID="VA")),
    ]))  # fmt: skip


def _cii_line(good: Good) -> str:
    traits = "".join(
        tag("ram:ApplicableProductCharacteristic",
            say("ram:Description", key) + say("ram:Value", value))
        for key, value in good.traits.items()
    )  # fmt: skip
    product = "".join([
        say("ram:SellerAssignedID", good.number), say("ram:Name", good.name),
        say("ram:Description", good.words), traits,
        tag("ram:DesignatedProductClassification", say("ram:ClassCode", good.hs, listID="HS")),
        tag("ram:OriginTradeCountry", say("ram:ID", good.origin)),
    ])  # fmt: skip
    total = tag("ram:SpecifiedTradeSettlementLineMonetarySummation",
                say("ram:LineTotalAmount", good.value))  # fmt: skip
    return tag("ram:IncludedSupplyChainTradeLineItem", "".join([
        tag("ram:SpecifiedTradeProduct", product),
        tag("ram:SpecifiedLineTradeDelivery",
            say("ram:BilledQuantity", good.quantity, unitCode=good.unit)),
        tag("ram:SpecifiedLineTradeSettlement", total),
    ]))  # fmt: skip
