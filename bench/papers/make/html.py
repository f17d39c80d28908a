"""Pieces of documents that are written as HTML, and the layouts of `dev` made of them."""

from html import escape

from papers.make.deal import Company
from papers.make.said import Said

BASE = (
    "@page{size:A4;margin:16mm 15mm 18mm 15mm}body{font:9.5pt Liberation Sans,Arial,sans-serif;"
    "color:#111}table{border-collapse:collapse;width:100%}td,th{vertical-align:top;"
    "text-align:left;padding:2px 4px}th{font-size:8.5pt}.r{text-align:right}"
    ".small{font-size:7pt;color:#444}.box td{border:.6pt solid #333}h1{font-size:17pt}"
)


def page(s: Said, body: str, css: str = "") -> str:
    """A whole document."""
    return (
        f'<!doctype html><html lang="{s.tongue}"><head><meta charset="utf-8"><style>{BASE}{css}'
        f"</style></head><body>{body}</body></html>"
    )


def block(
    s: Said, firm: Company, *, head: str = "", land: bool = True, bold: bool = True
) -> str:
    """An address, line under line."""
    rows = [f"<b>{escape(firm.name)}</b>" if bold else escape(firm.name)]
    rows += [escape(each) for each in (firm.street, firm.place) if each]
    rows += [escape(firm.land(s.tongue))] if land else []
    return (f"{escape(head)}<br>" if head else "") + "<br>".join(rows)


COLUMNS = {"description": "what", "part_number": "part", "quantity": "qty", "value": "amount"}


def cell(s: Said, key: str, index: int) -> str:
    """What the table shows of a line in one column."""
    item, w = s.deal.items[index], s.words
    return {
        "pos": str((index + 1) * 10), "description": item.what, "hs": item.hs.replace(".", ""),
        "part_number": item.part, "quantity": s.num(item.quantity, None), "unit": w[item.unit],
        "origin": item.origin, "price": s.num(item.price, 3 if item.price < 1 else 2),
        "value": s.num(item.value), "qty_unit": f"{s.num(item.quantity, None)} {w[item.unit]}",
        "net": s.num(item.net, 1),
    }[key]  # fmt: skip


def goods(
    s: Said, columns: str, *, under: str = "", style: str = "", span: tuple[int, int] = (0, 99)
) -> str:
    """The table of goods. `under` are the fields that stand below the description."""
    keys, below, w = columns.split(), under.split(), s.words
    right = {"quantity", "price", "value", "qty_unit", "net"}
    heads = {"qty_unit": w["qty"]} | {key: w[label] for key, label in COLUMNS.items()}
    row = "".join(
        f"<th{' class=r' if k in right else ''}>{escape(heads.get(k) or w[k])}</th>"
        for k in keys
    )
    rows = [f"<thead><tr>{row}</tr></thead><tbody>"]
    for index, item in list(enumerate(s.deal.items))[slice(*span)]:
        extra = "".join(
            f"<br>{escape(heads.get(k) or w[k])}: {escape(cell(s, k, index))}" for k in below
        )
        made = [
            f"<td{' class=r' if k in right else ''}>{escape(cell(s, k, index))}"
            f"{extra if k == 'description' else ''}</td>"
            for k in keys
        ]
        rows.append(f"<tr>{''.join(made)}</tr>")
        said = [k for k in (*keys, *below) if k not in {"pos", "price", "qty_unit", "net"}]
        said += ["quantity", "unit"] if "qty_unit" in keys else []
        said += ["currency"] if "value" in keys else []
        other = (
            {"net_weight": str(item.net.normalize() + 0)} if "net" in (*keys, *below) else {}
        )
        s.goods(item, *said, **other)
    return f'<table class="goods" style="{style}">{"".join(rows)}</tbody></table>'


def pairs(rows: list[tuple[str, str]], *, sign: str = "", style: str = "") -> str:
    """Labels at the left, values at the right."""
    made = "".join(
        f"<tr><td>{escape(label)}{sign}</td><td>{escape(value)}</td></tr>"
        for label, value in rows
    )
    return f'<table style="{style}">{made}</table>'


def totals(s: Said, *, freight: str = "", discount: str = "", code: str = "") -> str:
    """The rows under the table; the total is the lines and freight less discount."""
    from decimal import Decimal

    d, w, cost = s.deal, s.words, Decimal(freight or 0)
    cut = Decimal(discount or 0)
    rows = [(w["subtotal"], s.num(d.total))]
    rows += [(w["freight"], s.num(cost))] if freight else []
    rows += [(w["discount"], f"-{s.num(cut)}")] if discount else []
    whole = s.fact("total", str(d.total + cost - cut), s.num(d.total + cost - cut))
    s.fact("currency", d.currency)
    rows += [(w["vat"], s.num(Decimal(0))), (f"{w['total']} {code or d.currency}", whole)]
    made = "".join(
        f'<tr><td>{escape(a)}</td><td class="r">{escape(b)}</td></tr>' for a, b in rows
    )
    return f'<table style="width:46%;margin-left:54%;margin-top:4mm">{made}</table>'


def foot(s: Said, firm: Company) -> str:
    """The letterhead's small print at the foot: what German and Dutch houses put there."""
    land = {"NL": "KvK", "DE": "Amtsgericht, ", "FR": "RCS ", "GB": "Reg. no.", "BE": "RPR"}
    bits = [
        f"{firm.name} &middot; {firm.street} &middot; {firm.place}",
        f"{land.get(firm.country, '')} {firm.registration}" if firm.registration else "",
        f"VAT {firm.vat}" if firm.vat else "", f"IBAN {firm.iban}" if firm.iban else "",
    ]  # fmt: skip
    text = " &nbsp;|&nbsp; ".join(filter(None, bits)).replace("& ", "&amp; ")
    return f'<div class="small" style="margin-top:12mm;border-top:.5pt solid #999">{text}</div>'


def columns_layout(s: Said, *, sort: str, lines: str, under: str = "", to: str = "ship") -> str:
    """Letterhead above, addresses in two columns, labels at the left, totals at the right."""
    d, w = s.deal, s.words
    seller = s.party("seller", d.seller, "vat", "registration")
    left = block(s, s.party("buyer", d.buyer), head=f"{w['bill_to']}:")
    right = block(s, s.party("consignee", d.consignee), head=f"{w['ship_to']}:") if to else ""
    kind = {"invoice": "invoice", "proforma": "proforma", "confirmation": "confirmation"}[sort]
    meta = [
        (f"{w[sort]} {w['number']}", s.own(kind, d.number[sort])),
        (w["date"], s.dated(d.after(9))), (w["order_no"], s.ref("order", d.number["order"])),
        (w["incoterm"], s.terms()), (w["payment"], s.pay()),
    ]  # fmt: skip
    more = f"<p>{escape(s.clause())}</p>" if d.day.day % 2 else ""
    head = (
        f'<table><tr><td style="width:60%"><h1 style="color:#234">{escape(seller.name)}</h1></td>'
        f'<td class="small r">{escape(seller.street)}<br>{escape(seller.place)}<br>'
        f"{escape(seller.land(s.tongue))}</td></tr></table><h2>{escape(w[sort])}</h2>"
    )
    return page(
        s,
        f"{head}<table><tr><td>{left}</td><td>{right}</td></tr></table>"
        f"{pairs(meta, sign=':', style='margin:6mm 0;width:70%')}"
        f"{goods(s, lines, under=under)}{totals(s, freight='185.00')}{more}{foot(s, seller)}",
        ".goods th{border-bottom:1pt solid #333}.goods td{border-bottom:.3pt solid #bbb}",
    )


def window_layout(s: Said, *, sort: str, lines: str, under: str = "") -> str:
    """A window envelope's letter: the address has no label, the numbers stand at its right."""
    d, w = s.deal, s.words
    seller, buyer = (
        s.party("seller", d.seller, "vat", "registration"),
        s.party("buyer", d.buyer),
    )
    own = s.own("delivery" if sort == "delivery_note" else sort, d.number[
        "delivery" if sort == "delivery_note" else sort])  # fmt: skip
    meta = [
        (w["number"], own), (w["date"], s.dated(d.after(4))),
        (w["order_no"], s.ref("order", d.number["order"])),
        (w["confirmation_no"], s.ref("confirmation", d.number["confirmation"])),
        (w["contact"], d.person),
    ]  # fmt: skip
    s.optional("facts/signed_by")
    rest = [(w["incoterm"], s.terms())]
    money = ""
    if "value" in lines:
        money = totals(s, discount="50.00")
        rest += [(w["payment"], s.pay())]
    if sort == "delivery_note":
        rest += [
            (w["packages"], s.fact("packages", str(d.packages))),
            (w["gross"], s.weight("gross_weight", d.gross)),
        ]
    line = f"{seller.name} &middot; {seller.street} &middot; {seller.place}".replace(
        "& ", "&amp; "
    )
    return page(
        s,
        f'<div class="r" style="font-size:15pt;color:#803">{escape(seller.name)}</div>'
        f'<table style="margin-top:12mm"><tr><td style="width:58%"><span class="small">'
        f"<u>{line}</u></span><br><br>{block(s, buyer, bold=False)}</td><td>"
        f"{pairs(meta)}</td></tr></table><h3 style='margin-top:14mm'>{escape(w[sort])}</h3>"
        f"{goods(s, lines, under=under)}{money}{pairs(rest, sign=':', style='width:75%;margin-top:6mm')}"
        f"{foot(s, seller)}",
        ".goods th{background:#eee}",
    )


def order_layout(s: Said, *, lines: str, remark: bool = True) -> str:
    """A buyer's order: the buyer is the letterhead, the seller the addressee."""
    d, w = s.deal, s.words
    buyer, seller = s.party("buyer", d.buyer), s.party("seller", d.seller)
    meta = [
        (f"{w['order']} {w['number']}", s.own("order", d.number["order"])),
        (w["date"], s.dated(d.day)), (w["delivery"], s.when("delivery_date", d.after(40))),
        (w["incoterm"], s.terms()),
    ]  # fmt: skip
    note = ""
    if remark:
        user = s.party("end_user", d.user)
        s.optional("parties/end_user/address", "parties/end_user/country")
        note = (
            f"<p>{escape(w['user'])}: {escape(user.name)}, {escape(user.street)}, "
            f"{escape(user.place)}, {escape(user.land(s.tongue))}. "
            f"{escape(w['use'])}: {escape(s.use(user.use))}.</p>"
        )
    s.fact("currency", d.currency)
    whole = s.fact("total", str(d.total), s.num(d.total))
    return page(
        s,
        f'<div style="text-align:center">{block(s, buyer)}</div><hr>'
        f"<h1>{escape(w['order'].upper())}</h1><table><tr><td>"
        f"{block(s, seller, head=w['supplier'])}</td><td>{pairs(meta, sign=':')}</td></tr></table>"
        f"<br>{goods(s, lines)}<p class=r><b>{escape(w['total'])} ({d.currency}): {whole}</b></p>{note}"
        f'<p style="margin-top:18mm">_____________________<br>{escape(d.person)}</p>',
        ".goods td,.goods th{border:.5pt solid #666}",
    )
