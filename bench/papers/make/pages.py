"""Documents set by other means: ReportLab's forms, Typst, groff, ODT, invoices that carry XML."""

import io
from typing import Any

from papers.make.drawn import MONO, SANS, Lab, Pen, lines_of
from papers.make.html import cell
from papers.make.said import Said


def script_form(s: Said, *, sort: str, pen: Pen | None = None) -> bytes:
    """A form as old SAP printers fill it: Courier-like text, ruled boxes, a banner."""
    d, w, pen = s.deal, s.words, pen or Lab(MONO)
    # An order's letterhead is the buyer's, its addressee the seller.
    if sort == "order":
        seller, buyer = s.party("buyer", d.buyer), s.party("seller", d.seller)
    else:
        seller, buyer = s.party("seller", d.seller, "vat"), s.party("buyer", d.buyer)
    pen.text(40, 40, seller.name, 12)
    pen.text(40, 54, f"{seller.street} * {seller.place} * {seller.land(s.tongue)}", 7)
    for index, row in enumerate(lines_of(s, buyer)):
        pen.text(60, 120 + 12 * index, row, 9)
    pen.box(350, 90, 205, 120)
    kind = "delivery" if sort == "delivery_note" else sort
    facts = [
        (w["number"], s.own(kind, d.number[kind])), (w["date"], s.dated(d.after(4))),
        (w["order_no"], s.ref("order", d.number["order"])),
        (w["confirmation_no"], s.ref("confirmation", d.number["confirmation"])),
    ] if sort not in {"confirmation", "order"} else [
        (w["number"], s.own(kind, d.number[kind])), (w["date"], s.dated(d.after(4))),
        *([(w["order_no"], s.ref("order", d.number["order"]))] if sort != "order" else []),
    ]  # fmt: skip
    for index, (label, value) in enumerate(facts):
        pen.text(356, 106 + 24 * index, label, 7)
        pen.text(356, 117 + 24 * index, value, 9)
    pen.text(40, 250, w[sort].upper(), 13)
    pen.box(40, 270, 515, 18)
    for x, label in ((44, "pos"), (80, "part"), (180, "what"), (400, "qty"), (470, "amount")):
        pen.text(x, 282, w[label] if label != "amount" else f"{w['amount']} {d.currency}", 7)
    y = 304.0
    for index, item in enumerate(d.items):
        texts = [(44, f"{(index + 1) * 10:05}"), (80, item.part),
                 (400, cell(s, "qty_unit", index)), (470, f"{s.num(item.value):>14}")]  # fmt: skip
        for x, text in texts:
            pen.text(x, y, text, 8)
        for piece in (item.what[:40], item.what[40:]):
            if piece:
                pen.text(180, y, piece, 8)
                y += 10
        pen.text(180, y, f"{w['hs']} {item.hs.replace('.', '')} {w['origin']} {item.origin}", 7)
        y += 20
        s.goods(
            item,
            "description",
            "part_number",
            "hs",
            "origin",
            "quantity",
            "unit",
            "value",
            "currency",
        )
    pen.text(300, y + 6, f"{w['total']} {d.currency}", 9)
    pen.text(470, y + 6, f"{s.fact('total', str(d.total), s.num(d.total)):>14}", 9)
    s.fact("currency", d.currency)
    pen.text(40, y + 34, f"{w['incoterm']}: {s.terms()}", 8)
    pen.text(40, y + 46, f"{w['payment']}: {s.pay()}", 8)
    pen.text(40, y + 58, f"{w['gross']}: {s.weight('gross_weight', d.gross)}", 8)
    pen.text(40, 800, "  ".join(filter(None, (seller.name, seller.vat, seller.iban))), 7)
    return pen.done()


def filled_form(s: Said, labels: list[str]) -> bytes:
    """An end-user statement as a PDF form: what is filled in stands in its fields."""
    d, lab = s.deal, Lab(SANS)
    a, b = s.party("seller", d.seller), s.party("end_user", d.user)
    what = "; ".join(f"{s.num(i.quantity, None)} {s.words[i.unit]} {i.what}" for i in d.items)
    for item in d.items:
        s.goods(item, "description", "quantity", "unit")
    s.optional("lines", "refs")
    values = [a.name, f"{a.street}, {a.place}, {a.land(s.tongue)}", b.name,
              f"{b.street}, {b.place}", b.land(s.tongue), what, s.use(d.user.use),
              s.fact("signed_by", d.person), s.dated(d.after(2))]  # fmt: skip
    lab.text(40, 60, labels[0], 14)
    form: Any = lab.canvas.acroForm
    y = 100.0
    for index, (label, value) in enumerate(zip(labels[1:], values, strict=True)):
        lab.text(40, y, label, 8)
        form.textfield(name=f"field{index}", value=value, x=40, y=842 - y - 26, width=510, height=20,
                       fontSize=9, borderWidth=0.5, fontName="Helvetica")  # fmt: skip
        y += 52
    return lab.done()


EUS_FORM = {
    "en": ["End-Use Certificate", "Exporter", "Address of the exporter", "End user", "Address of the end user", "Country",
           "Description and quantity of the goods", "Specific end use", "Name of signatory", "Date"],
    "de": ["Endverbleibserklärung", "Ausführer", "Anschrift des Ausführers", "Endverwender", "Anschrift des Endverwenders", "Land",
           "Bezeichnung und Menge der Güter", "Verwendungszweck", "Name des Unterzeichners", "Datum"],
    "fr": ["Déclaration d'utilisation finale", "Exportateur", "Adresse de l'exportateur", "Utilisateur final", "Adresse de l'utilisateur final", "Pays",
           "Désignation et quantité des biens", "Utilisation prévue", "Nom du signataire", "Date"],
    "nl": ["Verklaring inzake eindgebruik", "Exporteur", "Adres van de exporteur", "Eindgebruiker", "Adres van de eindgebruiker", "Land",
           "Omschrijving en hoeveelheid van de goederen", "Eindgebruik", "Naam ondertekenaar", "Datum"],
}  # fmt: skip


def _plain(text: str) -> str:
    return "".join(f"\\{c}" if c in "#$*_`<>@[]\\~=-/" else c for c in text)


def typst_form(s: Said, *, sort: str) -> str:
    """Typst's source of a lean modern form: facts in a grid, a table with rules."""
    d, w, p = s.deal, s.words, _plain
    seller, buyer = s.party("seller", d.seller, "vat"), s.party("buyer", d.buyer)
    to = s.party("consignee", d.consignee)

    def lines(head: str, firm: Any) -> str:  # noqa: ANN401
        rows = [f"*{p(head)}*", *(p(row) for row in lines_of(s, firm))]
        return "[" + " \\ ".join(rows) + "]"

    facts = [
        (f"{w[sort]} {w['number']}", s.own(sort, d.number[sort])), (w["date"], s.dated(d.after(11))),
        (w["order_no"], s.ref("order", d.number["order"])), (w["incoterm"], s.terms()),
        (w["payment"], s.pay()),
    ]  # fmt: skip
    grid = ", ".join(f"[{p(a)}], [{p(b)}]" for a, b in facts)
    keys = ("part_number", "description", "hs", "origin", "qty_unit", "price", "value")
    names = [w["part"], w["what"], w["hs"], w["origin"], w["qty"], w["price"], w["amount"]]
    cells = [f"[*{p(name)}*]" for name in names]
    for index, item in enumerate(d.items):
        cells += [f"[{p(cell(s, key, index))}]" for key in keys]
        s.goods(
            item,
            "part_number",
            "description",
            "hs",
            "origin",
            "quantity",
            "unit",
            "value",
            "currency",
        )
    whole = s.fact("total", str(d.total), s.num(d.total))
    s.fact("currency", d.currency)
    return (
        '#set page(paper: "a4", margin: 18mm)\n#set text(font: "Liberation Sans", size: 9pt)\n'
        f"#text(16pt)[{p(seller.name)}] \\ {p(seller.street)}, {p(seller.place)}, "
        f"{p(seller.land(s.tongue))} \\ {p(seller.vat)}\n\n= {p(w[sort])}\n"
        f"#grid(columns: (1fr, 1fr), {lines(w['bill_to'], buyer)}, {lines(w['ship_to'], to)})\n"
        f"#v(4mm)\n#grid(columns: (40mm, 1fr), row-gutter: 2mm, {grid})\n#v(4mm)\n"
        f"#table(columns: (auto, 1fr, auto, auto, auto, auto, auto), stroke: 0.4pt, {', '.join(cells)})\n"
        f"#align(right)[*{p(w['total'])} {d.currency} {p(whole)}*]\n"
    )


def groff_form(s: Said, *, sort: str) -> str:
    """GNU troff's source: a plain form with a table by tbl."""
    d, w = s.deal, s.words
    seller, to = s.party("seller", d.seller), s.party("consignee", d.consignee)
    own = s.own(sort, d.number[sort])
    rows = ["\t".join([w["part"], w["what"], w["qty"], f"{w['net']} (kg)"])]
    for index, item in enumerate(d.items):
        rows.append(
            "\t".join(
                [
                    item.part,
                    f"T{{\n{item.what}\nT}}",
                    cell(s, "qty_unit", index),
                    s.num(item.net, 1),
                ]
            )
        )
        s.goods(item, "part_number", "description", "quantity", "unit",
                net_weight=str(item.net.normalize() + 0))  # fmt: skip
    a, b = lines_of(s, seller), lines_of(s, to)
    tall = [f"{x}\t{y}" for x, y in zip(a, b, strict=False)]
    table = "\n".join(rows)
    return (
        f".ds CH\n.nr PS 10\n.nf\n\\s+6\\fB{w[sort]} {own}\\fP\\s0\n.sp\n{w['date']}: {s.dated(d.after(15))}\n"
        f"{w['order_no']}: {s.ref('order', d.number['order'])}\n{w['invoice_no']}: "
        f"{s.ref('invoice', d.number['invoice'])}\n.sp\n.TS\nexpand;\nlb lb\nl l.\n{w['seller']}\t"
        f"{w['consignee']}\n"
        + "\n".join(tall)
        + f"\n.TE\n.sp\n.TS\nexpand allbox;\nlb lb lb lb\nl lw(6c) r n.\n{table}\n.TE\n"
        f".sp\n{w['packages']}: {s.fact('packages', str(d.packages))}\n{w['net']}: "
        f"{s.weight('net_weight', d.net)}\n{w['gross']}: {s.weight('gross_weight', d.gross)}\n"
    )


def letter_odt(s: Said, *, sort: str) -> bytes:
    """A letter in ODT with a table, as LibreOffice Writer keeps it."""
    from odf.opendocument import OpenDocumentText
    from odf.table import Table, TableCell, TableColumn, TableRow
    from odf.text import H, P

    d, w = s.deal, s.words
    seller, buyer = s.party("seller", d.seller, "vat"), s.party("buyer", d.buyer)
    made: Any = OpenDocumentText()
    add = made.text.addElement
    for row in (*lines_of(s, seller), f"VAT {seller.vat}", "", *lines_of(s, buyer), ""):
        add(P(text=row))
    add(P(text=f"{seller.town}, {s.dated(d.after(3))}"))
    add(H(outlinelevel=2, text=f"{w[sort]} {s.own(sort, d.number[sort])}"))
    add(P(text=f"{w['order_no']}: {s.ref('order', d.number['order'])}"))
    keys = ("pos", "description", "part_number", "hs", "qty_unit", "price", "value")
    names = ("pos", "what", "part", "hs", "qty", "price", "amount")
    table = Table(name="goods")
    table.addElement(TableColumn(numbercolumnsrepeated=len(keys)))
    for texts in (
        [w[n] for n in names],
        *([cell(s, k, i) for k in keys] for i in range(len(d.items))),
    ):
        row_ = TableRow()
        for text in texts:
            box = TableCell()
            box.addElement(P(text=text))
            row_.addElement(box)
        table.addElement(row_)
    add(table)
    for item in d.items:
        s.goods(
            item, "description", "part_number", "hs", "quantity", "unit", "value", "currency"
        )
    s.fact("currency", d.currency)
    add(P(text=f"{w['total']}: {s.fact('total', str(d.total), s.num(d.total))} {d.currency}"))
    add(P(text=f"{w['incoterm']}: {s.terms()}"))
    add(P(text=f"{w['payment']}: {s.pay()}"))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
