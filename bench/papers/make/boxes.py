"""Forms in boxes, a small label above each value: exporters' invoices, lists, certificates."""

from html import escape

from papers.make.html import block, cell, goods, page
from papers.make.said import Said

_BOX = (
    ".form{table-layout:fixed}.form>tbody>tr>td{border:.7pt solid #000;height:16mm}"
    ".l{font-size:6.5pt;text-transform:uppercase;color:#333;display:block}"
    ".goods th{border-bottom:.7pt solid #000}"
)


def box(label: str, inner: str, more: str = "") -> str:
    """One box."""
    return f'<td {more}><span class="l">{escape(label)}</span>{inner}</td>'


def exporter_layout(s: Said, *, sort: str, lines: str) -> str:
    """A commercial invoice as forwarders ask for it: one grid of boxes."""
    d, w = s.deal, s.words
    seller, buyer = s.party("seller", d.seller, "vat"), s.party("buyer", d.buyer)
    to = s.party("consignee", d.consignee)
    number = s.own(sort, d.number[sort])
    vat = f"<br>VAT: {escape(seller.vat)}" if seller.vat else ""
    same = {"en": "Same as consignee", "nl": "Zelfde als geadresseerde", "de": "Wie Empfänger",
            "fr": "Identique au destinataire"}[s.tongue]  # fmt: skip
    s.optional("parties/notify")
    ports = [
        box("Port of loading / Ladehafen", escape(s.fact("port_loading", "Rotterdam"))),
        box("Port of discharge", escape(s.fact("port_discharge", d.buyer.town))),
        box("Country of final destination", escape(d.consignee.land(s.tongue))),
    ]
    s.fact("currency", d.currency)
    whole = s.fact("total", str(d.total), s.num(d.total))
    grid = (
        f"<tr>{box(w['seller'], block(s, seller) + vat, 'colspan=2')}"
        f"{box(w[sort] + ' ' + w['number'], number)}{box(w['date'], s.dated(d.after(12)))}</tr>"
        f"<tr>{box(w['consignee'], block(s, to), 'colspan=2')}"
        f"{box(w['buyer'], block(s, buyer), 'colspan=2')}</tr>"
        f"<tr>{box('Notify party', same)}{''.join(ports)}</tr>"
        f"<tr>{box(w['incoterm'], s.terms())}{box(w['payment'], s.pay())}"
        f"{box(w['order_no'], s.ref('order', d.number['order']))}"
        f"{box('Marks', escape(s.fact('marks', 'N/M')))}</tr>"
    )
    last = (
        f"<tr>{box(w['net'], s.weight('net_weight', d.net))}"
        f"{box(w['gross'], s.weight('gross_weight', d.gross))}"
        f"{box(w['packages'], s.fact('packages', str(d.packages)))}"
        f"{box(w['total'], '<b>' + d.currency + ' ' + whole + '</b>')}</tr>"
    )
    return page(
        s,
        f"<h1 style='text-align:center'>{escape(w[sort].upper())}</h1>"
        f'<table class="form">{grid}</table><div style="min-height:60mm">{goods(s, lines)}</div>'
        f'<table class="form">{last}</table><p class="small">We certify that this invoice is true '
        f"and correct.</p><p>{escape(d.seller.town)}, {escape(d.person)}</p>",
        _BOX,
    )


def packing_layout(s: Said) -> str:
    """A packing list by case: what is in each, what it weighs."""
    d, w = s.deal, s.words
    seller, to = s.party("seller", d.seller), s.party("consignee", d.consignee)
    own = s.own("packing_list", d.number["packing_list"])
    facts = (
        f"{w['date']}: {s.dated(d.after(15))}<br>{w['invoice_no']}: "
        f"{s.ref('invoice', d.number['invoice'])}<br>{w['order_no']}: {s.ref('order', d.number['order'])}"
    )
    names = ["#", w["what"], w["part"], w["qty"], f"{w['net']} kg"]
    rows = ["<tr>" + "".join(f"<th>{escape(n)}</th>" for n in names) + "</tr>"]
    for index, item in enumerate(s.deal.items):
        keys = ("description", "part_number", "qty_unit", "net")
        cells = [str(index + 1), *(cell(s, key, index) for key in keys)]
        rows.append("<tr>" + "".join(f"<td>{escape(each)}</td>" for each in cells) + "</tr>")
        weight = str(item.net.normalize() + 0)
        s.goods(item, "description", "part_number", "quantity", "unit", net_weight=weight)
    sums = (
        f"{w['packages']}: <b>{s.fact('packages', str(d.packages))}</b> &nbsp; {w['net']}: "
        f"<b>{s.weight('net_weight', d.net)}</b> &nbsp; {w['gross']}: "
        f"<b>{s.weight('gross_weight', d.gross)}</b>"
    )
    return page(
        s,
        f"<h1>{escape(w['packing_list'])} {own}</h1><p>{facts}</p><table><tr><td>"
        f"{block(s, seller, head=w['seller'])}</td><td>{block(s, to, head=w['consignee'])}</td></tr>"
        f'</table><br><table class="box">{"".join(rows)}</table><p>{sums}</p>',
        ".box th{border:.6pt solid #333;background:#ddd}",
    )


_EUS = {
    "en": ("END-USER STATEMENT", "A. Exporter", "B. Consignee", "C. End-user", "D. Goods",
           "E. Purpose for which the goods will be used",
           "We certify that we are the end-user of the goods described in section D, that they will "
           "only be used for civil purposes and will not be re-exported without approval.",
           "Signed by", "Place, date"),
    "nl": ("EINDGEBRUIKERSVERKLARING", "A. Exporteur", "B. Geadresseerde", "C. Eindgebruiker",
           "D. Goederen", "E. Doel waarvoor de goederen worden gebruikt",
           "Wij verklaren dat wij de eindgebruiker zijn van de goederen onder D, dat deze alleen voor "
           "civiele doeleinden worden gebruikt en niet zonder toestemming worden wederuitgevoerd.",
           "Ondertekend door", "Plaats, datum"),
    "de": ("ENDVERBLEIBSERKLÄRUNG", "A. Ausführer", "B. Empfänger", "C. Endverwender", "D. Güter",
           "E. Verwendungszweck der Güter",
           "Wir bestätigen, dass wir Endverwender der unter D genannten Güter sind, dass diese nur für "
           "zivile Zwecke verwendet und nicht ohne Genehmigung wiederausgeführt werden.",
           "Unterzeichnet von", "Ort, Datum"),
    "fr": ("CERTIFICAT D'UTILISATION FINALE", "A. Exportateur", "B. Destinataire",
           "C. Utilisateur final", "D. Biens", "E. Usage auquel les biens sont destinés",
           "Nous certifions être l'utilisateur final des biens décrits au point D, que ceux-ci seront "
           "utilisés à des fins civiles et ne seront pas réexportés sans autorisation.",
           "Signé par", "Lieu, date"),
}  # fmt: skip


def statement_layout(s: Said) -> str:
    """An end-user statement: a table of sections, filled in."""
    d = s.deal
    title, exporter, consignee, user, what, use, text, signed, where = _EUS[s.tongue]
    a, b = s.party("seller", d.seller), s.party("consignee", d.buyer)
    c = s.party("end_user", d.user)
    rows = [(exporter, block(s, a)), (consignee, block(s, b)), (user, block(s, c))]
    rows += [(what, goods(s, "description part_number hs qty_unit"))]
    rows += [(use, escape(s.use(d.user.use)))]
    s.ref("order", d.number["order"])
    made = "".join(
        f"<tr><td><b>{escape(k)}</b></td></tr><tr><td>{v}</td></tr>" for k, v in rows
    )
    by = s.fact("signed_by", d.person)
    return page(
        s,
        f"<h2 style='text-align:center'>{escape(title)}</h2>"
        f"<p>{escape(s.words['order_no'])}: {d.number['order']}</p>"
        f'<table class="box">{made}</table><p>{escape(text)}</p>'
        f"<p>{escape(where)}: {escape(d.user.town)}, {s.dated(d.after(3))}</p>"
        f"<p>{escape(signed)}: {escape(by)}</p><p style='color:#88a'>[ stamp ]</p>",
        ".goods td,.goods th{border:none!important}",
    )


def origin_layout(s: Said) -> str:
    """The European Union's certificate of origin: numbered boxes in several languages."""
    d = s.deal
    seller, to = s.party("seller", d.seller), s.party("consignee", d.consignee)
    from_ = {i.origin for i in d.items}
    s.optional("lines/*/origin", "facts/*", "lines/*/hs", "lines/*/part_number")
    items = []
    for index, item in enumerate(d.items):
        items.append(f"{index + 1}. {escape(cell(s, 'qty_unit', index))} {escape(item.what)}")
        s.goods(item, "description", "quantity", "unit")
    weight = s.weight("gross_weight", d.gross)
    grid = (
        f"<tr>{box('1 Consignor / Absender / Expéditeur', block(s, seller))}"
        f"<td><h3>EUROPEAN UNION</h3>CERTIFICATE OF ORIGIN<br>URSPRUNGSZEUGNIS<br>"
        f"<b>{s.own('other', 'A ' + d.number['delivery'])}</b></td></tr>"
        f"<tr>{box('2 Consignee / Empfänger / Destinataire', block(s, to))}"
        f"{box('3 Country of origin / Ursprungsland', escape(', '.join(sorted(from_))))}</tr>"
        f"<tr>{box('4 Transport details (optional)', 'Sea freight')}"
        f"{box('5 Remarks', s.ref('invoice', d.number['invoice']))}</tr>"
        f"<tr>{box('6 Item number; marks, numbers, number and kind of packages; description of goods', '<br>'.join(items))}"
        f"{box('7 Quantity', weight)}</tr>"
        f"<tr>{box('8 The undersigned authority certifies that the goods described above originate in the country shown in box 3', 'Chamber of Commerce', 'colspan=2')}</tr>"
    )
    s.optional("date", "parties/other")
    return page(s, f'<table class="form">{grid}</table>', _BOX)
