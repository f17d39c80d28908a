"""The lines of goods of a cross-industry message."""

from enduse.intake.edocs import codes
from enduse.intake.edocs.cii_party import someone
from enduse.intake.edocs.draft import Draft, Goods
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.traits import trait
from enduse.intake.edocs.xml import Element, Tree

_AGREEMENT = "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement"
_DELIVERY = "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery"
_SETTLEMENT = "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement"
_SUMS = (
    "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount|"
    "SpecifiedTradeSettlementMonetarySummation/LineTotalAmount"
)
_QUANTITIES = (
    "BilledQuantity|AgreedQuantity|RequestedQuantity|DespatchedQuantity|ProductUnitQuantity"
)
_PRICES = "NetPriceProductTradePrice|GrossPriceProductTradePrice"


def goods_in(tree: Tree, draft: Draft, trade: Element | None) -> None:
    """Add the lines; one that holds nothing but a note is a note."""
    for line in tree.all(trade, "IncludedSupplyChainTradeLineItem"):
        _line(tree, draft, line)


def _line(tree: Tree, draft: Draft, line: Element) -> None:
    goods = Goods()
    product = tree.first(line, "SpecifiedTradeProduct")
    _product(tree, draft, goods, product=product)
    delivery, agreement = tree.first(line, _DELIVERY), tree.first(line, _AGREEMENT)
    goods.quantity = tree.say(delivery, _QUANTITIES)
    goods.value = tree.say(tree.first(line, _SETTLEMENT), _SUMS)
    for price in tree.all(agreement, _PRICES)[:1]:
        goods.price, goods.per = (
            tree.say(price, "ChargeAmount"),
            tree.say(price, "BasisQuantity"),
        )
    if goods.quantity and goods.quantity.beside.get("unitCode"):
        goods.unit = Said(goods.quantity.beside["unitCode"], goods.quantity.place)
    amount = goods.value or goods.price
    if amount and amount.beside.get("currencyID"):
        goods.currency = Said(amount.beside["currencyID"], amount.place)
    notes = tree.says(line, "AssociatedDocumentLineDocument/IncludedNote/Content")
    if not (goods.description or goods.fields or goods.quantity):
        draft.notes += notes
        return
    at = draft.goods(goods)
    draft.notes += [Said(f"Line {at + 1}: {said.text}", said.place) for said in notes]
    draft.measure("gross_weight", tree.say(delivery, "GrossWeightMeasure"), line=at)
    draft.measure("net_weight", tree.say(delivery, "NetWeightMeasure"), line=at)
    for said in tree.says(agreement, "BuyerOrderReferencedDocument/IssuerAssignedID"):
        draft.ref("order", said)
    for said in tree.says(delivery, "DespatchAdviceReferencedDocument/IssuerAssignedID"):
        draft.ref("delivery", said)


def _product(tree: Tree, draft: Draft, goods: Goods, *, product: Element | None) -> None:
    goods.description += tree.says(product, "Name|TradeName")
    goods.description += tree.says(product, "Description|ModelName|Use")
    goods.put("part_number", tree.say(product, "ManufacturerAssignedID|ModelID"))
    goods.put("part_number", tree.say(product, "SellerAssignedID"))
    goods.put("origin", tree.say(product, "OriginTradeCountry/ID"))
    for maker in tree.all(product, "ManufacturerTradeParty"):
        each = someone(tree, maker, role="manufacturer")
        goods.put("manufacturer", each.name)
        draft.someone.append(each)
    goods.put("manufacturer", tree.say(product, "BrandName"))
    goods.numbers += tree.says(product, "GlobalID|SellerAssignedID|BuyerAssignedID")
    for kind in tree.all(product, "DesignatedProductClassification"):
        for said in tree.says(kind, "ClassCode"):
            if codes.is_tariff(said.beside.get("listID", ""), said.beside.get("listName", "")):
                goods.put("hs", said)
        tree.says(kind, "ClassName")
    for fact in tree.all(product, "ApplicableProductCharacteristic"):
        tree.says(fact, "TypeCode")
        name = tree.say(fact, "Description")
        trait(goods, name, tree.say(fact, "Value|ValueMeasure"))
