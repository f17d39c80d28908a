"""Sets: the documents of one shipment, some that agree, some with one planted conflict.

Those that agree are written differently all the same: Ltd and Limited, umlauts, capitals,
decimal commas, KGS. What was planted stands in set.json beside the documents.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from papers.make import (
    boxes,
    drawn,
    forms,
    held,
    held_office,
    html,
    office,
    pages,
    prints,
    tools,
)
from papers.make.deal import Company, Deal, draw
from papers.make.said import Said

Change = Callable[[Deal], Deal]


@dataclass(frozen=True, slots=True)
class Part:
    """A document of a set: its file, its tool, its sort, its ways with numbers and days."""

    file: str
    producer: str
    sort: str
    make: Callable[[Said], bytes]
    numbers: str = "en"
    days: str = "dots"


@dataclass(frozen=True, slots=True)
class Planted:
    """A set: `odd` names the document that was changed, `field` what, `how` the change."""

    name: str
    part: str
    tongue: str
    seed: int
    papers: tuple[Part, ...]
    odd: str = ""
    field: str = ""
    how: Change | None = None


def _respelt(firm: Company) -> Company:
    """The same company, as somebody else types it."""
    name = firm.name
    for a, b in ((" Limited", " Ltd"), (" Co., Ltd.", " Company Limited"), ("ü", "ue"), ("ö", "oe"),
                 ("ä", "ae"), ("Ü", "Ue"), ("É", "E"), ("é", "e"), (" B.V.", " BV"), (" S.r.l.", " SRL"),
                 ("Pvt. Ltd.", "Private Limited"), ("&", "and")):  # fmt: skip
        name = name.replace(a, b)
    return replace(firm, name=name)


def _other_hand(d: Deal) -> Deal:
    return replace(d, seller=_respelt(d.seller), buyer=_respelt(d.buyer),
                   consignee=_respelt(d.consignee), user=_respelt(d.user))  # fmt: skip


def _first(d: Deal, **change: Any) -> Deal:  # noqa: ANN401
    return replace(d, items=(replace(d.items[0], **change), *d.items[1:]))


def _quantity(d: Deal) -> Deal:
    return _first(d, quantity=d.items[0].quantity * 2 + 1)


def _hs(d: Deal) -> Deal:
    return _first(d, hs="8484.10")


def _price(d: Deal) -> Deal:
    return _first(d, price=(d.items[0].price * Decimal("0.6")).quantize(Decimal("0.01")))


def _weight(d: Deal) -> Deal:
    return replace(d, gross=d.gross * 2)


def _term(d: Deal) -> Deal:
    return replace(d, incoterm="EXW", incoterm_place=d.seller.town)


def _consignee(d: Deal) -> Deal:
    return replace(
        d,
        consignee=Company(
            "Silk Bridge General Trading LLC", "Office 1402, Al Maktoum Road", "Dubai", "AE"
        ),
    )


def _user(d: Deal) -> Deal:
    return replace(
        d,
        user=Company(
            "Ferghana Mechanical Plant JSC",
            "Sanoat Street 4",
            "150100 Fergana",
            "UZ",
            use=d.user.use,
        ),
    )


def _port(d: Deal) -> Deal:
    return replace(d, buyer=replace(d.buyer, place="Bandar Abbas"))


def _html(
    tool: Callable[[str], bytes], layout: Callable[..., str], **how: object
) -> Callable[[Said], bytes]:
    return lambda s: tool(layout(s, **how))


_LINES = "pos part_number description quantity unit price value"
_GRID = "description part_number hs origin qty_unit price value"
ORDER = Part(
    "order.pdf", "WeasyPrint", "order", _html(tools.weasy, html.order_layout, lines=_LINES)
)
SILENT = Part(
    "order.pdf",
    "WeasyPrint",
    "order",
    _html(tools.weasy, html.order_layout, lines=_LINES, remark=False),
    "de",
)
INVOICE = Part(
    "invoice.pdf",
    "wkhtmltopdf",
    "invoice",
    _html(tools.webkit, boxes.exporter_layout, sort="invoice", lines=_GRID),
    "de",
    "long",
)
PACKING = Part(
    "packing-list.pdf",
    "xhtml2pdf",
    "packing_list",
    _html(tools.pisa, boxes.packing_layout),
    "plain",
    "iso",
)
LADING = Part(
    "bl.pdf",
    "ReportLab",
    "bill_of_lading",
    lambda s: drawn.lading(drawn.Lab(), s),
    "en",
    "short",
)
AIR = Part(
    "awb.pdf", "fpdf2", "air_waybill", lambda s: drawn.airway(drawn.Fpdf(), s), "en", "short"
)
ROAD = Part("cmr.pdf", "ReportLab", "road_waybill", lambda s: drawn.cmr(drawn.Lab(), s), "de")
USER = Part(
    "eus.pdf",
    "WeasyPrint",
    "end_user_statement",
    _html(tools.weasy, boxes.statement_layout),
    "de",
    "long",
)
SHEET = Part("invoice.xlsx", "openpyxl", "invoice", office.invoice_sheet, "en", "iso")
CONFIRMED = Part(
    "confirmation.pdf",
    "ReportLab",
    "confirmation",
    lambda s: pages.script_form(s, sort="confirmation"),
    "de",
)

H_ORDER = Part(
    "po.pdf",
    "ReportLab Platypus",
    "order",
    lambda s: held_office.flowed(s, sort="order"),
    "en",
    "iso",
)
H_INVOICE = Part(
    "inv.pdf",
    "wkhtmltopdf",
    "invoice",
    _html(tools.webkit, held.blocks_layout, sort="invoice"),
    "de",
    "long",
)
H_PACKING = Part(
    "packing.txt",
    "plain text",
    "packing_list",
    lambda s: held_office.leaders(s, sort="packing_list").encode(),
    "bare",
    "two",
)
H_CASES = Part(
    "packing.pdf",
    "WeasyPrint",
    "packing_list",
    _html(tools.weasy, held.cases_layout),
    "de",
    "slashes",
)
H_SEA = Part(
    "waybill.pdf",
    "WeasyPrint",
    "bill_of_lading",
    _html(tools.weasy, held.sea_layout),
    "en",
    "short",
)
H_AIR = Part(
    "hawb.pdf",
    "fpdf2",
    "air_waybill",
    lambda s: held_office.house_airway(drawn.Fpdf(), s),
    "en",
    "short",
)
H_USER = Part(
    "end-use.pdf",
    "WeasyPrint",
    "end_user_statement",
    _html(tools.weasy, held.prose_layout),
    "en",
    "long",
)
H_ROAD = Part(
    "cmr.pdf", "WeasyPrint", "road_waybill", _html(tools.weasy, forms.waybill_layout), "de"
)
H_NOTE = Part(
    "delivery.txt",
    "plain text",
    "delivery_note",
    lambda s: prints.system_print(s, sort="delivery_note", money=False).encode(),
    "de",
    "dashes",
)

SETS = (
    Planted("agree-sea", "dev", "en", 201, (ORDER, INVOICE, PACKING, LADING, USER)),
    Planted("agree-air", "dev", "de", 202, (CONFIRMED, SHEET, PACKING, AIR, USER)),
    Planted("agree-road", "dev", "nl", 203, (ORDER, INVOICE, PACKING, ROAD)),
    Planted("consignee", "dev", "en", 204, (ORDER, INVOICE, PACKING, LADING, USER), "bl.pdf", "parties/consignee", _consignee),
    Planted("quantity", "dev", "de", 205, (ORDER, INVOICE, PACKING), "packing-list.pdf", "lines/0/quantity", _quantity),
    Planted("hs", "dev", "fr", 206, (ORDER, INVOICE, LADING, USER), "invoice.pdf", "lines/0/hs", _hs),
    Planted("weight", "dev", "en", 207, (SHEET, PACKING, AIR), "awb.pdf", "facts/gross_weight", _weight),
    Planted("incoterm", "dev", "nl", 208, (ORDER, INVOICE, PACKING), "invoice.pdf", "facts/incoterm", _term),
    Planted("user-missing", "dev", "en", 209, (SILENT, INVOICE, USER), "order.pdf", "parties/end_user"),
    Planted("agree-sea", "held", "fr", 301, (H_INVOICE, H_CASES, H_SEA, H_USER)),
    Planted("agree-mixed", "held", "nl", 302, (H_ORDER, H_INVOICE, H_PACKING, H_NOTE)),
    Planted("value", "held", "en", 303, (H_ORDER, H_INVOICE, H_PACKING), "inv.pdf", "lines/0/value", _price),
    Planted("port", "held", "en", 304, (INVOICE, H_CASES, H_SEA), "waybill.pdf", "facts/port_discharge", _port),
    Planted("user-changed", "held", "de", 305, (H_ORDER, H_INVOICE, H_USER), "end-use.pdf", "parties/end_user", _user),
    Planted("consignee", "held", "fr", 306, (H_INVOICE, H_PACKING, H_ROAD), "cmr.pdf", "parties/consignee", _consignee),
    Planted("quantity", "held", "en", 307, (H_ORDER, H_INVOICE, H_CASES, H_AIR), "packing.pdf", "lines/0/quantity", _quantity),
)  # fmt: skip


def made(planted: Planted) -> Iterator[tuple[Part, bytes, dict[str, Any]]]:
    """Each document of a set with its truth; every second one by another hand."""
    whole = draw(planted.seed, planted.part, planted.tongue, 2)
    # One receiver throughout, so that nothing disagrees but what was planted.
    whole = replace(whole, consignee=whole.buyer, packages=len(whole.items))
    for index, part in enumerate(planted.papers):
        deal = _other_hand(whole) if index % 2 else whole
        if part.file == planted.odd and planted.how:
            deal = planted.how(deal)
        said = Said(deal, planted.part, part.sort, numbers=part.numbers, days=part.days)
        data = part.make(said)
        yield (
            part,
            data,
            {"producer": part.producer, "layout": "set", "scan": False} | said.truth,
        )


def told(planted: Planted) -> dict[str, Any]:
    """What set.json says."""
    conflicts = [{"field": planted.field, "document": planted.odd}] if planted.odd else []
    order = draw(planted.seed, planted.part, planted.tongue, 2).number["order"]
    files = [part.file for part in planted.papers]
    return {"order": order, "documents": files, "agree": not conflicts, "conflicts": conflicts}
