"""Each format by a document of its own, written after a published one that is named.

No published file is here: element names and what they mean carry over, sentences do not.
"""

from pathlib import Path

import pytest

from enduse.errors import OrderError
from enduse.intake.edocs.read import attached_in, read_edoc, what_edoc
from enduse.model.document import Document
from tests.intake.edocs.writing import UBL, Firm, Good, Trade, as_cii

DOCUMENTS = Path(__file__).parent / "documents"


def one(data: bytes, name: str = "file.xml") -> Document:
    made = read_edoc(name, data)
    assert made is not None
    (document,) = made
    return document


def kept(name: str) -> Document:
    """One of the documents beside this file: each says which published one it follows."""
    return one((DOCUMENTS / name).read_bytes(), name)


def ubl(root: str, body: str) -> Document:
    return one(f"<{root} {UBL.format(root=root)}>\n{body}\n</{root}>".encode())


def roles(document: Document) -> list[tuple[str, str | None]]:
    return [(party["role"], party["name"]) for party in document.wire["parties"]]


def facts(document: Document) -> dict[str, str]:
    return {fact.name: fact.value for fact in document.facts}


def party(name: str, country: str = "") -> str:
    land = (
        f"<cac:Country><cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country>"
    )
    home = f"<cac:PostalAddress>{land}</cac:PostalAddress>" if country else ""
    return f"<cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName>{home}"


def test_a_ubl_order_tells_who_what_and_where() -> None:
    made = kept("order.xml")
    assert made.sort == "order"
    assert made.exact
    assert made.own is not None
    assert made.own.number == "VO-7"
    assert roles(made) == [
        ("seller", "Voorbeeld B.V."), ("buyer", "Ararat Test Trading LLC"),
        ("consignee", "Ararat Test Trading LLC"), ("other", "Test Institute"),
    ]  # fmt: skip
    assert made.wire["lines"] == [{
        "description": "Wax", "part_number": "MPN-1", "hs": "1521.90", "quantity": 100.0,
        "unit": "kg", "value": 1000.0, "currency": "USD",
    }]  # fmt: skip
    assert facts(made)["incoterm"] == "CIP"
    assert facts(made)["incoterm_place"] == "Yerevan"


def test_who_asked_for_goods_is_not_taken_for_their_end_user_and_that_is_said() -> None:
    says = [issue.says for issue in kept("order.xml").issues]
    assert any("does not say that they will use them" in each for each in says)


def test_an_address_that_names_nobody_is_where_the_buyer_receives() -> None:
    receiver = kept("order.xml").wire["parties"][2]
    assert receiver["address"] == "Gyumri"
    assert "country" not in receiver


def test_an_address_of_a_despatch_advice_without_a_buyer_is_the_consignees() -> None:
    made = ubl(
        "DespatchAdvice",
        f"<cac:DeliveryCustomerParty><cac:Party>{party('Receiver', 'TR')}</cac:Party>"
        "</cac:DeliveryCustomerParty><cac:Shipment><cac:Delivery><cac:DeliveryAddress>"
        "<cbc:CityName>Mersin</cbc:CityName></cac:DeliveryAddress></cac:Delivery></cac:Shipment>",
    )
    assert {name for _, name in roles(made)} == {"Receiver"}


# After the full example of Order-X (COMFORT) and the schema of CII D22B, which has an element
# for whoever uses a product in the end.
def test_an_order_x_is_an_order_and_its_end_user_is_one() -> None:
    trade = Trade(
        "PO1", "2024-03-31", Firm("Voorbeeld B.V.", country="NL"), Firm("Buyer"), [Good("Pump")]
    )
    text = as_cii(trade).decode()
    text = text.replace("CrossIndustryInvoice", "SCRDMCCBDACIOMessageStructure")
    text = text.replace("<ram:TypeCode>380<", "<ram:TypeCode>220<")
    text = text.replace("BilledQuantity", "RequestedQuantity").replace(
        "InvoiceCurr", "OrderCurr"
    )
    user = (
        "<ram:ProductEndUserTradeParty><ram:Name>User</ram:Name></ram:ProductEndUserTradeParty>"
    )
    end = "</ram:ApplicableHeaderTradeAgreement>"
    text = text.replace(end, user + end)
    made = one(text.encode())
    assert (made.sort, made.own and made.own.kind) == ("order", "order")
    assert roles(made) == [
        ("seller", "Voorbeeld B.V."),
        ("buyer", "Buyer"),
        ("end_user", "User"),
    ]
    assert made.wire["lines"][0]["quantity"] == 1.0
    assert made.wire["lines"][0]["currency"] == "EUR"


@pytest.mark.parametrize("root", ["OrderChange", "OrderCancellation", "CreditNote"])
def test_a_change_a_cancellation_and_a_credit_say_what_they_are(root: str) -> None:
    issues = ubl(root, "<cbc:ID>7</cbc:ID>").issues
    assert [issue.gravity for issue in issues if issue.where.startswith("order")] == ["warning"]


def test_a_waybill_tells_the_way_with_its_change_of_plane_and_every_receiver() -> None:
    made = kept("waybill.xml")
    assert made.sort == "air_waybill"
    assert [leg.get("country") for leg in made.wire["route"]] == ["NL", "TR", "AM", "AM"]
    receivers = [name for role, name in roles(made) if role == "consignee"]
    assert receivers == ["First Receiver", "Last Receiver"]
    assert made.wire["lines"] == [{"description": "Wax", "hs": "15219000"}]
    assert facts(made)["gross_weight"] == "130"
    assert facts(made)["flight"] == "TA 12"


def test_a_party_in_an_element_that_nobody_foresaw_is_kept() -> None:
    made = ubl(
        "Order", f"<cac:SpecialInterestParty>{party('Hidden Co')}</cac:SpecialInterestParty>"
    )
    assert roles(made) == [("other", "Hidden Co")]


def test_shareholders_of_a_party_are_its_owners() -> None:
    # After the schema of UBL 2.1, which has them under the legal entity.
    holder = (
        "<cac:ShareholderParty><cbc:PartecipationPercent>50.5</cbc:PartecipationPercent>"
        f"<cac:Party>{party('Holding', 'CY')}</cac:Party></cac:ShareholderParty>"
    )
    legal = f"<cac:PartyLegalEntity>{holder}</cac:PartyLegalEntity>{party('X')}"
    who = f"<cac:BuyerCustomerParty><cac:Party>{legal}</cac:Party></cac:BuyerCustomerParty>"
    made = ubl("Order", who)
    (buyer,) = made.wire["parties"]
    assert buyer["owners"] == [{"name": "Holding", "country": "CY", "share": 50.5}]


def test_numbers_of_lists_that_decide_become_ids_and_greece_is_written_as_iso_does() -> None:
    ids = "".join(
        f'<cac:PartyIdentification><cbc:ID schemeID="{scheme}">{number}</cbc:ID>'
        "</cac:PartyIdentification>"
        for scheme, number in (("0199", "LEI1"), ("0088", "123"))
    )
    end = '<cbc:EndpointID schemeID="0106">12345678</cbc:EndpointID>'
    who = f"<cac:Party>{end}{ids}{party('X', 'EL')}</cac:Party>"
    made = ubl("Order", f"<cac:SellerSupplierParty>{who}</cac:SellerSupplierParty>")
    (seller,) = made.wire["parties"]
    assert seller["ids"] == {"lei": "LEI1", "registration": "12345678"}
    assert seller["country"] == "GR"
    assert [issue.says for issue in made.issues] == [
        "is EL, as tax offices write Greece; read as GR"
    ]


def test_what_no_field_has_is_said_once_and_sums_are_not() -> None:
    body = "<cbc:Odd>7</cbc:Odd><cbc:Odd>8</cbc:Odd>"
    body += "<cac:TaxTotal><cbc:TaxAmount>1</cbc:TaxAmount></cac:TaxTotal>"
    (left,) = ubl("Order", body).unread
    assert left.found == "holds 2 values that no field has: cbc:Odd '7' (line 2)"
    assert not left.lost


def test_a_negative_line_keeps_its_goods_and_says_so() -> None:
    line = (
        '<cac:InvoiceLine><cbc:InvoicedQuantity unitCode="C62">-1</cbc:InvoicedQuantity>'
        "<cac:Item><cbc:Name>Pump</cbc:Name></cac:Item></cac:InvoiceLine>"
    )
    made = ubl("Invoice", line)
    assert made.wire["lines"] == [{"description": "Pump", "unit": "pcs"}]
    assert [issue.gravity for issue in made.issues] == ["warning"]


def test_an_envelope_is_opened_and_what_lies_beside_is_named() -> None:
    order = f"<Order {UBL.format(root='Order')}><cbc:ID>1</cbc:ID></Order>"
    other = f"<Catalogue {UBL.format(root='Catalogue')}/>"
    inside = f"<StandardBusinessDocumentHeader/>{order}{other}"
    made = one(f"<StandardBusinessDocument>{inside}</StandardBusinessDocument>".encode())
    assert made.sort == "order"
    assert [(left.found, left.lost) for left in made.unread] == [
        ("holds also a UBL Catalogue, which was not read", True)
    ]


def test_files_inside_come_out_and_one_that_is_broken_is_lost() -> None:
    inside = (
        '<cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="../../a.csv">YTti'
        "</cbc:EmbeddedDocumentBinaryObject>"
        '<cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf">!!'
        "</cbc:EmbeddedDocumentBinaryObject>"
    )
    data = f"<Order {UBL.format(root='Order')}>{inside}</Order>".encode()
    assert [(file.name, file.data) for file in attached_in(data)] == [("a.csv", b"a;b")]
    assert [left.place for left in one(data).unread if left.lost] == [
        "attachment attachment-2.pdf"
    ]


def test_xml_that_is_known_and_not_read_is_named() -> None:
    assert read_edoc("a.xml", b"<cXML/>") is None
    assert what_edoc("a.xml", b"<cXML/>") == "a cXML message"
    assert what_edoc("a.xml", b"<nobody/>") is None
    assert (
        what_edoc("a", b"UNH+1+IFTSTA:D:96A:UN'UNT+1+1'") == "an EDIFACT interchange (IFTSTA)"
    )


def test_a_letter_of_credit_is_read_with_its_continuation() -> None:
    made = kept("credit.txt")
    assert made.sort == "letter_of_credit"
    assert [line["description"] for line in made.wire["lines"]] == [
        "500 PCS FPGA, HS CODE 8542.31 WITH CARRIER TAPE", "10 SETS CABLES",
    ]  # fmt: skip
    assert made.wire["lines"][0]["hs"] == "8542.31"
    assert [line["quantity"] for line in made.wire["lines"]] == [500.0, 10.0]
    assert [(p["role"], p["name"], p.get("country")) for p in made.wire["parties"]] == [
        ("seller", "VOORBEELD B.V.", "NL"), ("buyer", "ARARAT TEST TRADING LLC", "AM"),
        ("end_user", "Test Institute", None), ("bank", None, "NL"),
    ]  # fmt: skip
    assert made.wire["end_use"] == "CIVIL TELECOM"
    assert [leg["country"] for leg in made.wire["route"]] == ["NL", "GE"]
    assert [(ref.kind, ref.number) for ref in made.refs] == [("proforma", "PF-33")]
    told = facts(made)
    assert (told["total"], told["currency"], told["incoterm"]) == ("61500.5", "EUR", "CIP")
    assert (told["expiry_date"], told["transshipment"]) == ("2024-06-30", "ALLOWED")
    assert made.places["lines/0/hs"] == "line 20 (field 45A)"


def test_an_amendment_of_a_credit_says_that_it_is_one() -> None:
    made = one(
        b":20:LC-1\n:21:NONREF\n:26E:1\n:30:240401\n:59:A\n:45B:/ADD/+SPARES\n:50:B", "lc"
    )
    assert made.what == "an amendment of a letter of credit (MT 707)"
    assert [line["description"] for line in made.wire["lines"]] == ["SPARES"]
    assert any("amendment" in issue.says for issue in made.issues)


def test_an_edifact_order_is_read_and_a_party_told_by_number_alone_is_said() -> None:
    made = kept("orders.edi")
    assert made.own is not None
    assert made.own.number == "PO'7"
    assert roles(made) == [("seller", "Voorbeeld B.V."), ("buyer", None)]
    assert made.wire["lines"] == [{
        "description": "FPGA", "part_number": "XC7", "hs": "85423190", "quantity": 12.5,
        "unit": "pcs", "value": 65.0, "currency": "EUR",
    }]  # fmt: skip
    assert ["5450534008617" in issue.says for issue in made.issues] == [True]


def test_an_interchange_cut_short_is_an_error() -> None:
    with pytest.raises(OrderError, match="does not end"):
        read_edoc("a", (DOCUMENTS / "orders.edi").read_bytes().partition(b"UNT")[0])


def test_an_idoc_is_read_and_who_gets_the_bill_pays_where_another_buys() -> None:
    made = kept("idoc.xml")
    assert roles(made) == [
        ("seller", "Voorbeeld B.V."), ("buyer", "Ararat Test"), ("payer", "Somebody Else"),
    ]  # fmt: skip
    assert made.wire["parties"][1]["aliases"] == ["Ararat Test Trading LLC"]
    assert made.wire["lines"] == [{
        "description": "FPGA", "part_number": "A-1", "quantity": 12.0, "unit": "ST",
        "value": 102.0, "currency": "USD",
    }]  # fmt: skip
    assert (facts(made)["incoterm"], made.wire["date"]) == ("FOB", "2024-08-05")


def test_an_air_waybill_is_read() -> None:
    made = kept("air.xml")
    assert roles(made) == [("seller", "Voorbeeld B.V."), ("consignee", "Ararat Test")]
    assert made.wire["lines"] == [{"description": "AIRCRAFT PARTS"}]
    assert made.wire["route"] == [{"place": "AMS"}, {"place": "EVN"}]
    assert (facts(made)["flight"], facts(made)["gross_weight"]) == ("TA12", "1")


def test_a_road_waybill_is_read() -> None:
    made = kept("road.xml")
    assert made.sort == "road_waybill"
    assert roles(made) == [("seller", "Sender"), ("forwarder", "Forwarder")]
    assert made.wire["lines"] == [{"description": "Pumps"}]
    assert facts(made)["place_delivery"] == "Yerevan"


def test_a_bill_of_lading_of_a_container_line_is_read() -> None:
    made = kept("sea.json")
    assert roles(made) == [
        ("seller", "Voorbeeld B.V."), ("consignee", "Ararat Test"), ("notify", "Told Ltd"),
    ]  # fmt: skip
    assert made.wire["parties"][1]["address"] == "Main 1, Yerevan"
    assert made.wire["lines"] == [{"description": "Oil", "hs": "151521"}]
    assert [leg["country"] for leg in made.wire["route"]] == ["NL", "GE"]
    told = facts(made)
    assert (told["vessel"], told["container"], told["gross_weight"]) == (
        "TEST STAR",
        "MSCU1",
        "12000",
    )
    assert [left.found for left in made.unread] == ["holds fields that are not read: odd"]


def test_json_that_is_no_bill_of_lading_is_left_to_others() -> None:
    assert read_edoc("a.json", b'{"id": "1", "parties": []}') is None
    assert read_edoc("a.json", b'{"documentParties": 3}') is None
