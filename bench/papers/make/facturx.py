"""Invoices that carry themselves as XML: a cross-industry invoice (CII D16B) inside the PDF."""

import io
from xml.sax.saxutils import escape

from papers.make.deal import Company, Item
from papers.make.said import Said

_UNIT = {"pc": "H87", "kg": "KGM", "m": "MTR", "set": "SET"}
_SPACES = (
    'xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" '
    'xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" '
    'xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"'
)


def _tag(name: str, inner: str, more: str = "") -> str:
    return f"<ram:{name}{more}>{inner}</ram:{name}>"


def _party(tag: str, firm: Company) -> str:
    vat = _tag("SpecifiedTaxRegistration", _tag("ID", escape(firm.vat), ' schemeID="VA"'))
    address = _tag("LineOne", escape(firm.street)) + _tag("CityName", escape(firm.place))
    whole = _tag("PostalTradeAddress", address + _tag("CountryID", firm.country))
    return _tag(tag, _tag("Name", escape(firm.name)) + whole + (vat if firm.vat else ""))


def _line(number: int, item: Item) -> str:
    code = _tag("DesignatedProductClassification",
                _tag("ClassCode", item.hs.replace(".", ""), ' listID="HS"'))  # fmt: skip
    product = (
        _tag("SellerAssignedID", escape(item.part)) + _tag("Name", escape(item.what)) + code
    )
    product += _tag("OriginTradeCountry", _tag("ID", item.origin))
    price = _tag("NetPriceProductTradePrice", _tag("ChargeAmount", str(item.price)))
    count = _tag("BilledQuantity", str(item.quantity), f' unitCode="{_UNIT[item.unit]}"')
    tax = (
        _tag("TypeCode", "VAT") + _tag("CategoryCode", "G") + _tag("RateApplicablePercent", "0")
    )
    total = _tag(
        "SpecifiedTradeSettlementLineMonetarySummation",
        _tag("LineTotalAmount", str(item.value)),
    )
    return _tag(
        "IncludedSupplyChainTradeLineItem",
        _tag("AssociatedDocumentLineDocument", _tag("LineID", str(number)))
        + _tag("SpecifiedTradeProduct", product)
        + _tag("SpecifiedLineTradeAgreement", price)
        + _tag("SpecifiedLineTradeDelivery", count)
        + _tag("SpecifiedLineTradeSettlement", _tag("ApplicableTradeTax", tax) + total),
    )


def invoice_xml(s: Said) -> bytes:
    """The invoice of a deal whose printed form was laid out already: its truth gives the rest."""
    d, day = s.deal, s.truth["date"].replace("-", "")
    total = s.truth["facts"]["total"]
    sums = _tag("LineTotalAmount", str(d.total)) + _tag("TaxBasisTotalAmount", total)
    sums += _tag("TaxTotalAmount", "0.00", f' currencyID="{d.currency}"')
    sums += _tag("GrandTotalAmount", total) + _tag("DuePayableAmount", total)
    order = _tag("BuyerOrderReferencedDocument", _tag("IssuerAssignedID", d.number["order"]))
    terms = _tag("ApplicableTradeDeliveryTerms", _tag("DeliveryTypeCode", d.incoterm))
    agreed = (
        _party("SellerTradeParty", d.seller)
        + _party("BuyerTradeParty", d.buyer)
        + terms
        + order
    )
    pay = _tag(
        "SpecifiedTradePaymentTerms", _tag("Description", escape(s.truth["payment_terms"]))
    )
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><rsm:CrossIndustryInvoice {_SPACES}>"
        "<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>"
        "<ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>"
        f"</rsm:ExchangedDocumentContext><rsm:ExchangedDocument>{_tag('ID', s.truth['own']['number'])}"
        f"{_tag('TypeCode', '380')}<ram:IssueDateTime><udt:DateTimeString format=\"102\">{day}"
        "</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>"
        "<rsm:SupplyChainTradeTransaction>"
        + "".join(_line(n, item) for n, item in enumerate(d.items, 1))
        + _tag("ApplicableHeaderTradeAgreement", agreed)
        + _tag("ApplicableHeaderTradeDelivery", _tag("ShipToTradeParty", "") * 0)
        + _tag("ApplicableHeaderTradeSettlement", _tag("InvoiceCurrencyCode", d.currency) + pay
               + _tag("SpecifiedTradeSettlementHeaderMonetarySummation", sums))
        + "</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"
    ).encode()  # fmt: skip


def carrying(s: Said, pdf: bytes, name: str = "factur-x.xml") -> bytes:
    """The PDF with its XML attached, by pypdf."""
    from pypdf import PdfReader, PdfWriter

    made = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    made.add_attachment(name, invoice_xml(s))
    out = io.BytesIO()
    made.write(out)
    s.optional(
        "parties/consignee",
        "facts",
        "clauses",
        "parties/seller/ids",
        "lines/*/hs",
        "lines/*/origin",
    )
    return out.getvalue()
