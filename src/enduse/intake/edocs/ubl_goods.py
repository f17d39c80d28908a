"""The lines of goods of a UBL document."""

from enduse.intake.edocs import codes
from enduse.intake.edocs.draft import Draft, Goods
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.traits import trait
from enduse.intake.edocs.ubl_party import address_in, someone
from enduse.intake.edocs.xml import Element, Tree

_LINES = (
    "InvoiceLine|CreditNoteLine|DebitNoteLine|DespatchLine|ReceiptLine|OrderLine/LineItem|"
    "QuotationLine/LineItem|RequestForQuotationLine/LineItem"
)
_QUANTITIES = (
    "Quantity|InvoicedQuantity|CreditedQuantity|DebitedQuantity|DeliveredQuantity|"
    "ReceivedQuantity"
)
_GOODS = (
    "Shipment/GoodsItem|Shipment/Consignment/GoodsItem|Shipment/TransportHandlingUnit/GoodsItem|"
    "CertificateOfOriginApplication/Shipment/GoodsItem|"
    "CertificateOfOriginApplication/Shipment/Consignment/GoodsItem"
)


def goods_in(tree: Tree, draft: Draft) -> None:
    """Add the lines: those of the paper, else the goods of its shipment."""
    lines = tree.all(tree.root, _LINES)
    for line in lines:
        _line(tree, draft, line)
    shipped = _once(tree, tree.all(tree.root, _GOODS))
    if not lines:
        for goods in shipped:
            _goods_item(tree, draft, goods, alone=len(shipped) == 1)
    if not lines and not shipped:
        _consignment(tree, draft)


def _once(tree: Tree, some: list[Element]) -> list[Element]:
    """Goods items, each once: a shipment may tell them again by unit of transport."""
    seen: dict[str, Element] = {}
    for at, each in enumerate(some):
        number = tree.say(each, "ID")
        seen.setdefault(number.text if number else f"#{at}", each)
    return list(seen.values())


def _line(tree: Tree, draft: Draft, line: Element) -> None:
    goods = Goods()
    _item(tree, draft, goods, item=tree.first(line, "Item"))
    goods.quantity = tree.say(line, _QUANTITIES)
    goods.value = tree.say(line, "LineExtensionAmount")
    goods.price = tree.say(line, "Price/PriceAmount")
    goods.per = tree.say(line, "Price/BaseQuantity")
    _units(goods)
    at = draft.goods(goods)
    notes = tree.says(line, "Note")
    outer = line.getparent()
    if outer is not None and outer is not tree.root:
        notes += tree.says(outer, "Note")
    draft.notes += [Said(f"Line {at + 1}: {said.text}", said.place) for said in notes]
    for shipment in tree.all(line, "Shipment|Delivery/Shipment"):
        _weights(tree, draft, shipment, line=at)


def _units(goods: Goods) -> None:
    if goods.quantity and goods.quantity.beside.get("unitCode"):
        goods.unit = Said(goods.quantity.beside["unitCode"], goods.quantity.place)
    amount = goods.value or goods.price
    if amount and amount.beside.get("currencyID"):
        goods.currency = Said(amount.beside["currencyID"], amount.place)


def _item(tree: Tree, draft: Draft, goods: Goods, *, item: Element | None) -> None:
    goods.description += tree.says(item, "Name")
    goods.description += tree.says(item, "Description|ModelName|Keyword|AdditionalInformation")
    goods.put("part_number", tree.say(item, "ManufacturersItemIdentification/ID"))
    goods.put("part_number", tree.say(item, "SellersItemIdentification/ID"))
    goods.put("origin", tree.say(item, "OriginCountry/IdentificationCode"))
    for origin in tree.all(item, "OriginAddress"):
        goods.put("origin", address_in(tree, origin)[1])
    for maker in tree.all(item, "ManufacturerParty"):
        each = someone(tree, maker, role="manufacturer")
        goods.put("manufacturer", each.name)
        draft.someone.append(each)
    goods.put("manufacturer", tree.say(item, "BrandName"))
    goods.numbers += tree.says(
        item,
        "StandardItemIdentification/ID|SellersItemIdentification/ID|BuyersItemIdentification/ID",
    )
    for kind in tree.all(item, "CommodityClassification"):
        _classified(tree, goods, kind)
    for fact in tree.all(item, "AdditionalItemProperty"):
        trait(goods, tree.say(fact, "Name"), tree.say(fact, "Value|ValueQuantity"))


def _classified(tree: Tree, goods: Goods, kind: Element) -> None:
    """UBL says of CommodityCode that it is the code of customs; of others their list does."""
    for said in tree.says(kind, "CommodityCode"):
        if codes.is_hs(said.text):
            goods.put("hs", said)
    for said in tree.says(kind, "ItemClassificationCode|NatureCode|CargoTypeCode"):
        if codes.is_tariff(said.beside.get("listID", ""), said.beside.get("listName", "")):
            goods.put("hs", said)


def _goods_item(tree: Tree, draft: Draft, element: Element, *, alone: bool) -> None:
    goods = Goods(description=tree.says(element, "Description"))
    for item in tree.all(element, "Item|InvoiceLine/Item"):
        _item(tree, draft, goods, item=item)
    goods.put("origin", address_in(tree, tree.first(element, "OriginAddress"))[1])
    if alone:
        goods.put("hs", tree.say(tree.root, "Shipment/Consignment/TariffCode"))
    goods.quantity = tree.say(element, "Quantity")
    goods.value = tree.say(element, "ValueAmount|DeclaredCustomsValueAmount")
    _units(goods)
    _weights(tree, draft, element, line=draft.goods(goods))


def _weights(tree: Tree, draft: Draft, element: Element, *, line: int) -> None:
    draft.measure("gross_weight", tree.say(element, "GrossWeightMeasure"), line=line)
    draft.measure("net_weight", tree.say(element, "NetWeightMeasure"), line=line)


def _consignment(tree: Tree, draft: Draft) -> None:
    """Goods that only the consignment as a whole tells of."""
    for each in tree.all(tree.root, "Shipment/Consignment"):
        goods = Goods(
            description=tree.says(each, "TariffDescription|Information|SummaryDescription")
        )
        goods.put("hs", tree.say(each, "TariffCode"))
        if goods.description or goods.fields:
            draft.goods(goods)
