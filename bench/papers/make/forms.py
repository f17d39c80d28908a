"""More layouts of `dev`: long tables over pages, two languages, stamps, customs lists, slips."""

from html import escape

from papers.make.html import block, foot, goods, page, pairs
from papers.make.said import Said, labels
from papers.make.small import small_print


def long_layout(s: Said, *, sort: str, at: int = 9, terms: bool = True) -> str:
    """A table over two pages with a sum carried forward, pages numbered, small print behind."""
    d, w = s.deal, s.words
    seller, buyer = (
        s.party("seller", d.seller, "vat", "registration"),
        s.party("buyer", d.buyer),
    )
    number = s.own(sort, d.number[sort])
    meta = [(w["date"], s.dated(d.after(7))), (w["order_no"], s.ref("order", d.number["order"])),
            (w["incoterm"], s.terms()), (w["payment"], s.pay())]  # fmt: skip
    meta += [(w["due"], s.when("due_date", d.after(7 + d.terms_days)))]
    lines = "pos part_number description hs origin quantity unit price value"
    half = sum(i.value for i in d.items[:at])
    head = f'<div class="r small">{escape(w["page"].format("{}", 2))}</div>'
    s.fact("currency", d.currency)
    whole = s.fact("total", str(d.total), s.num(d.total))
    return page(
        s,
        f"{head.format(1)}<table><tr><td style='width:55%'>{block(s, seller)}<br>"
        f"{escape(seller.vat)}</td><td>{block(s, buyer, head=w['buyer'])}</td></tr></table>"
        f"<h2>{escape(w[sort])} {number}</h2>{pairs(meta, sign=':', style='width:60%')}<br>"
        f"{goods(s, lines, span=(0, at))}<p class=r>{escape(w['carried'])}: {s.num(half)}</p>"
        f'<div style="page-break-before:always">{head.format(2)}<p>{escape(w[sort])} {number}</p>'
        f"<p class=r>{escape(w['carried'])}: {s.num(half)}</p>{goods(s, lines, span=(at, 99))}"
        f"<p class=r><b>{escape(w['total'])} {d.currency} {whole}</b></p>{foot(s, seller)}</div>"
        f"{small_print(s.tongue) if terms else ''}",
        ".goods td{border-bottom:.3pt dotted #777;font-size:8.5pt}",
    )


def two_tongues(s: Said, *, sort: str, other: str = "en", stamp: str = "") -> str:
    """Labels in two languages, label above value; a stamp across the page."""
    d, mine, theirs = s.deal, s.words, labels(s.part, other)
    both = {k: f"{v} / {theirs[k]}" if theirs[k] != v else v for k, v in mine.items()}
    seller, buyer = (
        s.party("seller", d.seller, "vat", "registration"),
        s.party("buyer", d.buyer),
    )
    to = s.party("consignee", d.consignee)
    facts = [
        (f"{both[sort]} {mine['number']}", s.own(sort, d.number[sort])),
        (both["date"], s.dated(d.after(10))), (both["order_no"], s.ref("order", d.number["order"])),
        (both["incoterm"], s.terms()), (both["payment"], s.pay()),
    ]  # fmt: skip
    strip = "".join(f"<td><i class=small>{escape(a)}</i><br>{escape(b)}</td>" for a, b in facts)
    s.words = both | {k: mine[k] for k in ("pc", "kg", "m", "set")}
    table = goods(s, "description part_number hs qty_unit price value")
    s.words = mine
    s.fact("currency", d.currency)
    whole = s.fact("total", str(d.total), s.num(d.total))
    mark = (
        f'<div style="position:fixed;top:110mm;left:30mm;font-size:60pt;color:#ddd;'
        f'transform:rotate(-30deg);z-index:-1">{stamp}</div>'
    ) * bool(stamp)
    return page(
        s,
        f"{mark}<h1>{escape(both[sort])}</h1><table><tr>"
        f"<td>{block(s, seller, head=both['seller'])}</td><td>{block(s, buyer, head=both['buyer'])}"
        f"</td><td>{block(s, to, head=both['ship_to'])}</td></tr></table>"
        f'<table class="box" style="margin:5mm 0"><tr>{strip}</tr></table>{table}'
        f"<p class=r>{escape(both['total'])}: <b>{whole} {d.currency}</b></p>"
        f"<p>{escape(both['net'])}: {s.weight('net_weight', d.net)}; {escape(both['gross'])}: "
        f"{s.weight('gross_weight', d.gross)}; {escape(both['packages'])}: "
        f"{s.fact('packages', str(d.packages))}</p>{foot(s, seller)}",
        ".goods th{border-bottom:1pt solid #000;border-top:1pt solid #000}",
    )


_REMARK = {
    "en": ("All goods fall under HS {}.", "The goods are intended for {}, {}, {}, for {}."),
    "nl": ("Alle goederen vallen onder GN-code {}.", "De goederen zijn bestemd voor {}, {}, {}: {}."),
    "de": ("Alle Waren fallen unter Zolltarifnummer {}.", "Die Ware ist bestimmt für {}, {}, {}: {}."),
    "fr": ("Toutes les marchandises relèvent du code SH {}.", "Marchandises destinées à {}, {}, {} : {}."),
}  # fmt: skip


def remark_layout(s: Said, *, sort: str) -> str:
    """The end user is named once, in a remark; one commodity code stands for all lines."""
    d, w = s.deal, s.words
    seller, buyer = s.party("seller", d.seller, "vat"), s.party("buyer", d.buyer)
    user = s.party("end_user", d.user)
    s.optional("parties/end_user/address")
    one, whom = _REMARK[s.tongue]
    number = s.own(sort, d.number[sort])
    whole = s.fact("total", str(d.total), s.num(d.total))
    s.fact("currency", d.currency)
    table = goods(s, "pos description part_number quantity unit price value")
    for line in s.truth["lines"]:
        line["hs"] = d.items[0].hs
    return page(
        s,
        f"<table><tr><td>{block(s, seller)}<br>VAT {escape(seller.vat)}</td><td class=r><h1>"
        f"{escape(w[sort])}</h1>{escape(w['number'])} {number}<br>{escape(w['date'])} "
        f"{s.dated(d.after(5))}</td></tr></table><p>{escape(w['buyer'])}<br>{block(s, buyer)}</p>"
        f"<p>{escape(w['order_no'])}: {s.ref('order', d.number['order'])}</p>{table}"
        f"<p class=r>{escape(w['total'])}: {d.currency} {whole}</p><p>{one.format(d.items[0].hs)} "
        f"{escape(whom.format(user.name, user.place, user.land(s.tongue), s.use(user.use)))}</p>"
        f"<p>{escape(w['incoterm'])}: {s.terms()}. {escape(w['payment'])}: {escape(s.pay())}.</p>"
        f"<p class=small>{escape(s.clause())}</p>",
        ".goods th{border-bottom:1pt solid #555}",
    )


_WAYBILL = {
    "de": ("INTERNATIONALER FRACHTBRIEF", "Absender (Name, Anschrift, Land)", "Empfänger (Name, Anschrift, Land)",
           "Auslieferungsort des Gutes", "Ort und Tag der Übernahme des Gutes", "Frachtführer (Name, Anschrift, Land)",
           "Bezeichnung des Gutes", "Statistiknummer", "Bruttogewicht in kg", "Anzahl der Packstücke", "Ausgefertigt in", "am"),
    "fr": ("LETTRE DE VOITURE INTERNATIONALE", "Expéditeur (nom, adresse, pays)", "Destinataire (nom, adresse, pays)",
           "Lieu prévu pour la livraison de la marchandise", "Lieu et date de la prise en charge de la marchandise",
           "Transporteur (nom, adresse, pays)", "Nature de la marchandise", "N° statistique", "Poids brut, kg",
           "Nombre des colis", "Etablie à", "le"),
}  # fmt: skip


def waybill_layout(s: Said) -> str:
    """A CMR note printed from a browser: numbered boxes in one language."""
    d, t = s.deal, _WAYBILL[s.tongue]
    seller, to = s.party("seller", d.seller), s.party("consignee", d.consignee)
    carrier, own = d.forwarder, s.own("bill", d.number["bill"])
    s.party("carrier", carrier)
    s.fact("place_receipt", d.seller.town)
    rows = []
    for item in d.items:
        s.goods(item, "description", "hs")
        rows.append(f"<tr><td>{escape(item.what)}</td><td>{item.hs.replace('.', '')}</td></tr>")
    gross = s.fact("gross_weight", str(d.gross.normalize() + 0), s.num(d.gross, 1))
    place = s.fact("place_delivery", f"{to.town}, {to.land(s.tongue)}")

    def box(number: int, label: str, inner: str) -> str:
        return f"<td><b>{number}</b> <span class=small>{escape(label)}</span><br>{inner}</td>"

    return page(
        s,
        f'<table class="box"><tr>{box(1, t[1], block(s, seller))}<td><b>{t[0]}</b><br>CMR {own}</td>'
        f"</tr><tr>{box(2, t[2], block(s, to))}{box(16, t[5], block(s, carrier))}</tr>"
        f"<tr>{box(3, t[3], escape(place))}{box(17, '', '')}</tr><tr>"
        f"{box(4, t[4], escape(d.seller.town) + ', ' + s.when('shipment_date', d.after(9)))}"
        f"{box(5, 'Dokumente / Documents', escape(s.ref('invoice', d.number['invoice'])))}</tr></table>"
        f'<table class="box"><tr><th>9 {t[6]}</th><th>10 {t[7]}</th></tr>{"".join(rows)}</table>'
        f'<table class="box"><tr>{box(7, t[9], s.fact("packages", str(d.packages)))}'
        f"{box(11, t[8], gross)}</tr></table><p>21 {t[10]} {escape(d.seller.town)} {t[11]} "
        f"{s.dated(d.after(9))}</p>",
    )
