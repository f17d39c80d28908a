"""Layouts that only `held` has: what was learnt from `dev` must not be enough for them."""

from html import escape

from papers.make.deal import Company
from papers.make.html import block, cell, goods, page, pairs
from papers.make.said import Said


def sidebar_layout(s: Said, *, sort: str, colour: str = "#e8eef4") -> str:
    """Facts in a column at the left, label above value; the seller only at the foot."""
    d, w = s.deal, s.words
    seller, buyer = (
        s.party("seller", d.seller, "vat", "registration"),
        s.party("buyer", d.buyer),
    )
    facts = [(w["number"], s.own(sort, d.number[sort])), (w["date"], s.dated(d.after(6))),
             (w["order_no"], s.ref("order", d.number["order"])), (w["incoterm"], s.terms()),
             (w["payment"], s.pay()), (w["due"], s.when("due_date", d.after(6 + d.terms_days)))]  # fmt: skip
    side = "".join(
        f"<p><span class=small>{escape(a)}</span><br>{escape(b)}</p>" for a, b in facts
    )
    table = goods(s, "description quantity unit price value", under="part_number hs")
    whole = s.fact("total", str(d.total), s.num(d.total))
    s.fact("currency", d.currency)
    low = [seller.name, seller.street, seller.place, seller.land(s.tongue), seller.vat,
           seller.registration, seller.iban]  # fmt: skip
    return page(
        s,
        f"<h1>{escape(w[sort])}</h1><table><tr><td style='width:27%;background:{colour}'>"
        f"<span class=small>{escape(w['bill_to'])}</span><br>{block(s, buyer)}{side}</td><td>{table}"
        f"<p class=r>{escape(w['total'])} <b>{d.currency} {whole}</b></p></td></tr></table>"
        f"<div style='position:fixed;bottom:0' class=small>{escape(' – '.join(filter(None, low)))}</div>",
    )


def blocks_layout(s: Said, *, sort: str) -> str:
    """No table: each line of goods is a block, its facts in a row below; three addresses."""
    d, w = s.deal, s.words
    seller = s.party("seller", d.seller, "vat")
    buyer, to = s.party("buyer", d.buyer), s.party("consignee", d.consignee)
    user = s.party("end_user", d.user)
    cols = [block(s, buyer, head=w["buyer"].upper()), block(s, to, head=w["ship_to"].upper()),
            block(s, user, head=w["user"].upper())]  # fmt: skip
    rows = []
    for index, item in enumerate(d.items):
        bits = [f"{w['part']} {item.part}", f"{w['hs']} {item.hs}", f"{w['origin']} {item.origin}",
                f"{cell(s, 'qty_unit', index)} × {cell(s, 'price', index)} = "
                f"{d.currency} {cell(s, 'value', index)}"]  # fmt: skip
        rows.append(
            f"<p><b>{index + 1}) {escape(item.what)}</b><br>{escape('  |  '.join(bits))}</p>"
        )
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
    strip = (
        f"{escape(w[sort])} {s.own(sort, d.number[sort])} &nbsp;&bull;&nbsp; {escape(w['date'])} "
        f"{s.dated(d.after(3))} &nbsp;&bull;&nbsp; {escape(w['order_no'])} "
        f"{s.ref('order', d.number['order'])}"
    )
    s.fact("currency", d.currency)
    whole = s.fact("total", str(d.total), s.num(d.total))
    return page(
        s,
        f"<div style='text-align:center'><h1>{escape(seller.name)}</h1>{escape(seller.street)} · "
        f"{escape(seller.place)} · {escape(seller.land(s.tongue))} · {escape(seller.vat)}</div><hr>"
        f"<p>{strip}</p><table><tr>{''.join(f'<td>{c}</td>' for c in cols)}</tr></table><hr>"
        f"{''.join(rows)}<hr><p>{escape(w['total'])}: {d.currency} {whole}<br>{escape(w['incoterm'])}: "
        f"{s.terms()}<br>{escape(w['use'])}: {escape(s.use(user.use))}</p><p class=small>"
        f"{escape(s.clause())}</p>",
    )


def shouted_layout(s: Said, *, sort: str) -> str:
    """All in capitals, values at the right of dotted labels; a buyer abroad in one line."""
    d, w = s.deal, s.words
    seller, buyer = s.party("seller", d.seller), s.party("buyer", d.buyer)

    def line(firm: Company) -> str:
        return ", ".join((firm.name, firm.street, firm.place, firm.land(s.tongue)))

    kind = "delivery" if sort == "delivery_note" else sort
    facts = [(w["seller"], line(seller)), (w["buyer"], line(buyer)),
             (w["number"], s.own(kind, d.number[kind])), (w["date"], s.dated(d.after(2))),
             (w["order_no"], s.ref("order", d.number["order"])), (w["incoterm"], s.terms()),
             (w["packages"], s.fact("packages", str(d.packages))),
             (w["gross"], s.weight("gross_weight", d.gross))]  # fmt: skip
    rows = pairs([(f"{a} ".ljust(34, "."), b) for a, b in facts], sign=" :")
    table = goods(s, "part_number description hs quantity unit")
    return page(
        s, f"<h2>{escape(w[sort])}</h2>{rows}<br>{table}", "body{text-transform:uppercase}"
    )


def cases_layout(s: Said) -> str:
    """A packing list with a row for each case: measures, net, gross; the goods under it."""
    d, w = s.deal, s.words
    seller, to = s.party("seller", d.seller), s.party("consignee", d.consignee)
    notify = s.party("notify", d.buyer)
    rows, number = [], s.own("packing_list", d.number["packing_list"])
    for index, item in enumerate(d.items):
        net = str(item.net.normalize() + 0)
        rows.append(
            f"<tr><td>{index + 1}</td><td>80 x 120 x {60 + 15 * index} cm</td><td>"
            f"{cell(s, 'qty_unit', index)} {escape(item.what)} ({escape(item.part)})</td>"
            f"<td class=r>{cell(s, 'net', index)}</td></tr>"
        )
        s.goods(item, "description", "quantity", "unit", "part_number", net_weight=net)
    head = "".join(f"<th>{escape(h)}</th>" for h in ("Nr", "L x B x H", w["what"], w["net"]))
    sums = [(w["packages"], s.fact("packages", str(len(d.items)))),
            (w["net"], s.weight("net_weight", d.net)), (w["gross"], s.weight("gross_weight", d.gross))]  # fmt: skip
    return page(
        s,
        f"<h2>{escape(seller.name)}</h2><p>{escape(seller.street)}, {escape(seller.place)}, "
        f"{escape(seller.land(s.tongue))}</p><h3>{escape(w['packing_list'])}</h3>"
        f"{pairs([(w['number'], number), (w['date'], s.dated(d.after(8))), (w['invoice_no'], s.ref('invoice', d.number['invoice']))], style='width:60%')}"
        f"<table><tr><td>{block(s, to, head=w['consignee'])}</td><td>{block(s, notify, head='Notify')}</td>"
        f"</tr></table><br><table class=box><tr>{head}</tr>{''.join(rows)}</table>{pairs(sums, style='width:50%')}",
    )


_SEA = {
    "en": ("SEA WAYBILL", "Shipper", "Consignee", "Notify address", "Vessel", "Voyage", "Load port", "Discharge port", "Waybill no.", "Goods", "Carrier"),
    "fr": ("CONNAISSEMENT", "Chargeur", "Destinataire", "Adresse de notification", "Navire", "Voyage", "Port de chargement", "Port de déchargement", "Connaissement n°", "Marchandises", "Transporteur"),
    "de": ("SEEKONNOSSEMENT", "Ablader", "Empfänger", "Meldeadresse", "Schiff", "Reise", "Ladehafen", "Löschhafen", "Konnossement Nr.", "Ware", "Verfrachter"),
    "nl": ("COGNOSSEMENT", "Aflader", "Geadresseerde", "Kennisgevingsadres", "Schip", "Reis", "Laadhaven", "Loshaven", "Cognossement nr.", "Goederen", "Vervoerder"),
}  # fmt: skip


def sea_layout(s: Said) -> str:
    """A sea waybill with its labels in a narrow column at the left."""
    d, t = s.deal, _SEA[s.tongue]
    a, b, c = (
        s.party("seller", d.seller),
        s.party("consignee", d.consignee),
        s.party("notify", d.forwarder),
    )
    s.party("carrier", Company(d.carrier, "", "", ""), where=False)
    rows = [
        (t[8], s.own("bill", d.number["bill"])), (t[1], block(s, a, bold=False)),
        (t[2], block(s, b, bold=False)), (t[3], block(s, c, bold=False)),
        (t[4], s.fact("vessel", d.vessel)), (t[5], s.fact("voyage", f"{d.day:%j}W")),
        (t[6], s.fact("port_loading", {"fr": "LE HAVRE", "de": "BREMERHAVEN", "en": "ROTTERDAM"}.get(s.tongue, "ANTWERP"))),
        (t[7], s.fact("port_discharge", d.buyer.town.upper())), (t[10], escape(d.carrier)),
    ]  # fmt: skip
    lines = []
    for item in d.items:
        s.goods(item, "description", "hs")
        lines.append(f"{escape(item.what)}, HS {item.hs}")
    box = s.fact("container", d.number["container"])
    volume = s.fact("volume", f"{d.packages * 2}", f"{d.packages * 2} m³")
    rows += [(t[9], f"{box}<br>{s.fact('packages', str(d.packages))} {s.words['packages'].split()[-1]}<br>"
              + "<br>".join(lines) + f"<br>{s.weight('gross_weight', d.gross)}, {volume}")]  # fmt: skip
    made = "".join(
        f"<tr><td style='width:34mm'>{escape(k)}</td><td>{v}</td></tr>" for k, v in rows
    )
    return page(
        s, f"<h2>{t[0]}</h2><table class=box>{made}</table><p>{s.dated(d.after(17))}</p>"
    )


_PROSE = {
    "en": ("End-use declaration", "We, {}, {}, {}, {}, declare that the goods ordered from {} under order {} ({}) will be used by us for {} and for no other purpose. We will not pass them on to third parties without the consent of the export control authority.", "Signed: {}"),
    "fr": ("Attestation d'utilisation finale", "Nous soussignés, {}, {}, {}, {}, déclarons que les biens commandés auprès de {} sous la commande {} ({}) seront utilisés par nous pour : {}, à l'exclusion de tout autre usage.", "Signé : {}"),
    "de": ("Erklärung zum Endverbleib", "Wir, {}, {}, {}, {}, erklären, dass die bei {} mit Bestellung {} bestellten Güter ({}) von uns für {} und zu keinem anderen Zweck verwendet werden.", "Unterschrift: {}"),
    "nl": ("Verklaring van eindgebruik", "Ondergetekende, {}, {}, {}, {}, verklaart dat de bij {} onder order {} bestelde goederen ({}) door ons worden gebruikt voor {} en voor geen ander doel.", "Getekend: {}"),
}  # fmt: skip


def prose_layout(s: Said) -> str:
    """An end-user statement as a letter: everything stands in sentences."""
    d, (title, text, signed) = s.deal, _PROSE[s.tongue]
    user, seller = s.party("end_user", d.user), s.party("seller", d.seller, where=False)
    what = []
    for index, item in enumerate(d.items):
        what.append(f"{cell(s, 'qty_unit', index)} {item.what}")
        s.goods(item, "description", "quantity", "unit")
    s.optional("lines", "parties/consignee", "parties/buyer")
    made = text.format(user.name, user.street, user.place, user.land(s.tongue), seller.name,
                       s.ref("order", d.number["order"]), "; ".join(what), s.use(user.use))  # fmt: skip
    by = signed.format(s.fact("signed_by", d.person))
    return page(
        s,
        f"<p>{block(s, user)}</p><p class=r>{escape(user.town)}, {s.dated(d.after(1))}</p>"
        f"<h3>{title}</h3><p>{escape(made)}</p><p style='margin-top:20mm'>{escape(by)}</p>",
        "body{font-family:Liberation Serif,serif;font-size:11.5pt;line-height:1.5}",
    )


def chamber_layout(s: Said) -> str:
    """A chamber's certificate of origin: labels at the left, no numbers of boxes."""
    d = s.deal
    seller, to = s.party("seller", d.seller), s.party("consignee", d.consignee)
    s.optional("lines/*/hs", "lines/*/part_number", "parties/other", "date", "facts/incoterm")
    rows = []
    for index, item in enumerate(d.items):
        rows.append(f"{cell(s, 'qty_unit', index)} {escape(item.what)} – {escape(item.origin)}")
        s.goods(item, "description", "quantity", "unit", "origin")
    facts = [("Certificate no.", s.own("other", f"GB/{d.number['delivery']}")),
             ("Invoice", s.ref("invoice", d.number["invoice"]))]  # fmt: skip
    return page(
        s,
        "<h2>CERTIFICATE OF ORIGIN</h2><p>Southern Counties Chamber of Commerce and Industry</p>"
        f"{pairs(facts)}<table><tr><td>Consignor:</td><td>{block(s, seller)}</td></tr><tr><td>Consignee:"
        f"</td><td>{block(s, to)}</td></tr><tr><td>Goods and their origin:</td><td>{'<br>'.join(rows)}"
        f"</td></tr><tr><td>Gross weight:</td><td>{s.weight('gross_weight', d.gross)}</td></tr></table>",
    )
