"""Held documents of office programs, drawing libraries and plain text."""

import io
from typing import Any

from papers.make.deal import Company
from papers.make.drawn import Pen, labelled, lines_of
from papers.make.html import cell
from papers.make.mails import message
from papers.make.prints import beside
from papers.make.said import Said


def credit_letter(s: Said) -> bytes:
    """A bank's letter in Word that advises a credit, clause by clause."""
    import docx

    d = s.deal
    bank, applicant = s.party("bank", d.bank, where=False), s.party("buyer", d.buyer)
    seller = s.party("seller", d.seller)
    s.optional(
        "parties/bank",
        "facts/documents_required",
        "facts/incoterm_place",
        "parties/notify",
        "parties/consignee",
    )
    made: Any = docx.Document()
    made.add_heading(bank.name, 1)
    for row in (*lines_of(s, seller), ""):
        made.add_paragraph(row).paragraph_format.space_after = 0
    made.add_paragraph(s.dated(d.after(2)))
    what = []
    for item in d.items:
        s.goods(item, "description", "quantity", "unit")
        what.append(f"{s.num(item.quantity, None)} {s.words[item.unit]} {item.what}")
    whole = s.fact("total", str(d.total), s.num(d.total))
    s.fact("currency", d.currency)
    rows = [
        f"We have opened in your favour our irrevocable documentary credit no. {s.own('credit', d.number['credit'])}.",
        f"Applicant: {', '.join(lines_of(s, applicant))}", f"Beneficiary: {', '.join(lines_of(s, seller))}",
        f"Amount: {d.currency} {whole}", f"Expiry: {s.when('expiry_date', d.after(80))}",
        f"Latest shipment: {s.when('latest_shipment', d.after(60))}",
        f"Shipment from {s.fact('port_loading', 'Antwerp')} to {s.fact('port_discharge', d.buyer.town)}",
        f"Covering: {'; '.join(what)}, {s.terms()}, as per contract {s.ref('order', d.number['order'])}",
        f"Partial shipments: {s.fact('partial_shipments', 'allowed')}", f"Transhipment: {s.fact('transshipment', 'prohibited')}",
    ]  # fmt: skip
    s.optional("refs")
    for row in rows:
        made.add_paragraph(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def flowed(s: Said, *, sort: str) -> bytes:
    """ReportLab's flowables: an order whose addresses stand in one boxed table."""
    from papers.make.drawn import SANS, Lab
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    Lab(SANS)
    d, w, style = s.deal, s.words, getSampleStyleSheet()["Normal"]
    style.fontName, style.fontSize = SANS.rsplit("/", 1)[1], 9
    if sort == "order":
        head, other, label = (
            s.party("buyer", d.buyer),
            s.party("seller", d.seller),
            w["supplier"],
        )
    else:
        head, other, label = (
            s.party("seller", d.seller, "vat"),
            s.party("buyer", d.buyer),
            w["buyer"],
        )
    to = s.party("consignee", d.consignee)
    keys = ("pos", "part_number", "description", "hs", "quantity", "unit", "value")
    names = [w[k] for k in ("pos", "part", "what", "hs", "qty", "unit", "amount")]
    rows = [names, *([cell(s, k, i) for k in keys] for i in range(len(d.items)))]
    for item in d.items:
        s.goods(
            item, "part_number", "description", "hs", "quantity", "unit", "value", "currency"
        )
    boxed = [
        [
            f"{label}\n" + "\n".join(lines_of(s, other)),
            f"{w['ship_to']}\n" + "\n".join(lines_of(s, to)),
        ]
    ]
    face = ("FONT", (0, 0), (-1, -1), style.fontName, 8)
    grid = TableStyle([face, ("GRID", (0, 0), (-1, -1), 0.4, colors.grey)])
    whole = s.fact("total", str(d.total), s.num(d.total))
    s.fact("currency", d.currency)
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build([
        Paragraph(" &nbsp; ".join(lines_of(s, head)).replace("& ", "&amp; "), style), Spacer(1, 14),
        Paragraph(f"<b>{w[sort]} {s.own(sort, d.number[sort])}</b> &nbsp; {w['date']}: {s.dated(d.day)}", style),
        Spacer(1, 10), Table(boxed, colWidths=[240, 240], style=grid), Spacer(1, 10),
        Table(rows, colWidths=[28, 88, 160, 96, 42, 35, 64], style=TableStyle([face, ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black)])),
        Spacer(1, 10), Paragraph(f"{w['total']} {d.currency}: {whole}", style),
        Paragraph(f"{w['incoterm']}: {s.terms()}", style), Paragraph(f"{w['payment']}: {s.pay()}", style),
    ])  # fmt: skip
    return out.getvalue()


def leaders(s: Said, *, sort: str) -> str:
    """A terminal's print: labels with dot leaders, each line of goods over three rows."""
    d, w = s.deal, s.words
    seller, to = s.party("seller", d.seller), s.party("consignee", d.consignee)
    kind = "delivery" if sort == "delivery_note" else sort

    def row(label: str, value: str) -> str:
        return f"{label + ' ':.<34} {value}"

    rows = [f"*** {w[sort].upper()} ***".center(78).rstrip(), ""]
    rows += [row(w["number"], s.own(kind, d.number[kind])), row(w["date"], s.dated(d.after(5))),
             row(w["order_no"], s.ref("order", d.number["order"])), ""]  # fmt: skip
    rows += beside(
        [w["seller"], "-" * 30, *lines_of(s, seller)],
        [w["consignee"], "-" * 30, *lines_of(s, to)],
        40,
    )
    for index, item in enumerate(d.items):
        rows += ["", f"{index + 1:>3}  {item.part:<24}{cell(s, 'qty_unit', index):>16}", f"     {item.what}",
                 f"     {w['hs']} {item.hs.replace('.', '')}   {w['net']} {cell(s, 'net', index)} kg"]  # fmt: skip
        s.goods(item, "part_number", "quantity", "unit", "description", "hs",
                net_weight=str(item.net.normalize() + 0))  # fmt: skip
    rows += [
        "",
        row(w["packages"], s.fact("packages", str(d.packages))),
        row(w["gross"], s.weight("gross_weight", d.gross)),
    ]
    return "\n".join(rows) + "\n"


def sheet_ods(s: Said, *, sort: str) -> bytes:
    """An invoice in an OpenDocument sheet, label above value, cells far apart."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TableCellProperties, TableColumnProperties
    from odf.table import Table, TableCell, TableColumn, TableRow
    from odf.text import P

    d, w = s.deal, s.words
    seller, buyer = s.party("seller", d.seller, "vat"), s.party("buyer", d.buyer)
    a, b = lines_of(s, seller), lines_of(s, buyer)
    rows: list[list[str]] = [[w[sort]], [], [w["seller"], "", "", w["buyer"]]]
    rows += [[x, "", "", y] for x, y in zip(a, b, strict=False)] + [[seller.vat], []]
    rows += [[w["invoice_no"], w["date"], w["order_no"], w["incoterm"]]]
    rows += [
        [
            s.own(sort, d.number[sort]),
            s.dated(d.after(9)),
            s.ref("order", d.number["order"]),
            s.terms(),
        ],
        [],
    ]
    rows += [
        [w["part"], w["what"], w["hs"], w["qty"], w["unit"], f"{w['amount']} {d.currency}"]
    ]
    for index, item in enumerate(d.items):
        rows.append(
            [
                cell(s, k, index)
                for k in ("part_number", "description", "hs", "quantity", "unit", "value")
            ]
        )
        s.goods(
            item, "part_number", "description", "hs", "quantity", "unit", "value", "currency"
        )
    s.fact("currency", d.currency)
    rows += [["", "", "", "", w["total"], s.fact("total", str(d.total), s.num(d.total))]]
    made: Any = OpenDocumentSpreadsheet()
    table = Table(name=w[sort])
    wide = Style(name="wide", family="table-column")
    wide.addElement(TableColumnProperties(columnwidth="2.8cm"))
    made.automaticstyles.addElement(wide)
    wrapped = Style(name="wrapped", family="table-cell")
    wrapped.addElement(TableCellProperties(wrapoption="wrap"))
    made.automaticstyles.addElement(wrapped)
    table.addElement(TableColumn(numbercolumnsrepeated=6, stylename=wide))
    for texts in rows:
        line = TableRow()
        for text in texts:
            box = TableCell(valuetype="string", stylename=wrapped)
            box.addElement(P(text=text))
            line.addElement(box)
        table.addElement(line)
    made.spreadsheet.addElement(table)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def house_airway(pen: Pen, s: Said) -> bytes:
    """A forwarder's house air waybill: facts in a strip at the top, addresses below."""
    d = s.deal
    own = s.own("bill", f"HAWB {d.number['delivery']}")
    s.truth["own"]["number"] = own.removeprefix("HAWB ")
    agent = s.party("forwarder", d.forwarder)
    pen.text(30, 40, agent.name, 13)
    pen.text(30, 53, ", ".join(lines_of(s, agent)[1:]), 7)
    pen.text(400, 40, own, 11)
    strip = [("From (IATA)", s.fact("port_loading", "FRA")), ("To (IATA)", s.fact("port_discharge", "SIN")),
             ("Flight", s.fact("flight", f"AF{d.day:%j}")), ("Pieces", s.fact("packages", str(d.packages))),
             ("Weight", s.weight("gross_weight", d.gross))]  # fmt: skip
    for index, (label, value) in enumerate(strip):
        labelled(pen, (30 + 107 * index, 70, 107, 34), label, [value])
    labelled(pen, (30, 104, 267, 74), "Consignor", lines_of(s, s.party("seller", d.seller)))
    labelled(
        pen, (297, 104, 268, 74), "Delivered to", lines_of(s, s.party("consignee", d.consignee))
    )
    y = 200.0
    for item in d.items:
        s.goods(item, "description", "hs")
        pen.text(36, y, f"{item.what} / commodity {item.hs.replace('.', '')}", 9)
        y += 14
    pen.text(36, y + 30, f"Issued {s.dated(d.after(12))}, carrier {d.carrier}", 8)
    s.party("carrier", Company(d.carrier, "", "", ""), where=False)
    return pen.done()


def forwarded_order(s: Said) -> bytes:
    """An order in a mail that was passed on: the text quotes the customer's own mail."""
    d, w = s.deal, s.words
    buyer, to = s.party("buyer", d.buyer), s.party("consignee", d.consignee)
    s.optional(
        "own",
        "sort",
        "refs",
        "parties/seller",
        "parties/other",
        "facts/signed_by",
        "date",
        "parties/consignee/address",
    )
    rows = [f"> {w['order']} {s.ref('order', d.number['order'])}", ">"]
    for item in d.items:
        rows.append(f"> {s.num(item.quantity, None)} x {item.part} ({item.what})")
        s.goods(item, "quantity", "part_number", "description")
    s.optional("lines/*/unit")
    rows += [
        ">",
        f"> {w['ship_to']}: {', '.join(lines_of(s, to))}",
        f"> {w['incoterm']}: {s.terms()}",
        ">",
    ]
    rows += [f"> {row}" for row in (d.person, *lines_of(s, buyer))]
    text = "FYI\n\n-----Original Message-----\n" + "\n".join(rows) + "\n"
    s.truth["date"] = d.day.isoformat()
    return message(s, text, f"FW: {w['order']} {d.number['order']}", [])
