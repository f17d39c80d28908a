"""Prints of old systems: fixed width, a form's boxes filled with a monospaced font."""

import unicodedata
from typing import Any

from papers.make.said import Said


def western(s: Said, text: str, encoding: str = "latin-1") -> str:
    """A print by a system that knows Western letters only: others lose their marks.

    The truth loses them too: it is what a person reads there.
    """

    def bare(said: str) -> str:
        made = []
        for sign in said:
            try:
                sign.encode(encoding)
                made.append(sign)
            except UnicodeEncodeError:
                flat = unicodedata.normalize("NFKD", sign.replace("ı", "i").replace("ł", "l"))
                made.append(flat[0] if flat[0].isascii() else "?")
        return "".join(made)

    def all_of(said: Any) -> Any:  # noqa: ANN401  (JSON)
        if isinstance(said, dict):
            return {key: all_of(value) for key, value in said.items()}
        if isinstance(said, list):
            return [all_of(each) for each in said]
        return bare(said) if isinstance(said, str) else said

    s.truth = all_of(s.truth)
    return bare(text)


def beside(left: list[str], right: list[str], at: int = 46) -> list[str]:
    tall = max(len(left), len(right))
    left, right = left + [""] * (tall - len(left)), right + [""] * (tall - len(right))
    return [f"{a:<{at}}{b}".rstrip() for a, b in zip(left, right, strict=True)]


def system_print(s: Said, *, sort: str, money: bool = True) -> str:
    """An ERP system's print: addresses side by side, columns at fixed places."""
    d, w = s.deal, s.words
    # An order's letterhead is the buyer's, its addressee the seller.
    if sort == "order":
        seller, buyer = s.party("buyer", d.buyer), s.party("seller", d.seller)
    else:
        seller, buyer = s.party("seller", d.seller, "vat"), s.party("buyer", d.buyer)
    to, label = s.party("consignee", d.consignee), w["supplier" if sort == "order" else "buyer"]
    kind = "delivery" if sort == "delivery_note" else sort
    rows = [seller.name.upper(), f"{seller.street}, {seller.place}, {seller.land(s.tongue)}"]
    rows += [
        f"VAT {seller.vat}" if seller.vat else "",
        "",
        w[sort].upper(),
        "=" * len(w[sort]),
        "",
    ]
    rows += [
        f"{w['number']:<22}: {s.own(kind, d.number[kind]):<18}{w['date']:<16}: {s.dated(d.after(6))}",
        f"{w['order_no']:<22}: {s.ref('order', d.number['order'])}" if sort != "order" else "",
        f"{w['incoterm']:<22}: {s.terms()}", "",
    ]  # fmt: skip
    rows += beside(
        [f"{label}:", buyer.name, buyer.street, buyer.place, buyer.land(s.tongue)],
        [f"{w['consignee']}:", to.name, to.street, to.place, to.land(s.tongue)],
    )
    head = f"{w['pos']:<5}{w['part']:<18}{w['what']:<48}{w['qty']:>10} {w['unit'][:5]:<5}"
    rows += ["", head + (f"{w['price']:>14}{w['amount']:>14}" if money else ""), "-" * 114]
    for index, item in enumerate(d.items):
        unit, shown = (
            s.words[item.unit],
            ["description", "part_number", "hs", "quantity", "unit"],
        )
        line = f"{(index + 1) * 10:<5}{item.part:<18}{item.what[:47]:<48}"
        line += f"{s.num(item.quantity, None):>10} {unit:<5}"
        if money:
            line += f"{s.num(item.price, 3):>14}{s.num(item.value):>14}"
            shown += ["value", "currency"]
        rows += [line]
        rows += [f"{'':<23}{item.what[47:].strip()}"] if item.what[47:] else []
        rows += [f"{'':<23}{w['hs']} {item.hs.replace('.', '')}  {w['origin']} {item.origin}"]
        s.goods(item, *shown, "origin")
    rows += ["-" * 114]
    if money:
        s.fact("currency", d.currency)
        whole = s.fact("total", str(d.total), s.num(d.total))
        rows += [
            f"{w['total'] + ' ' + d.currency:>86}{whole:>28}",
            f"{w['payment']}: {s.pay()}",
        ]
    rows += [f"{w['gross']}: {s.weight('gross_weight', d.gross)}    {w['packages']}: "
             f"{s.fact('packages', str(d.packages))}"]  # fmt: skip
    return "\n".join(rows) + "\n"


def credit(s: Said, *, latest: int = 45) -> str:
    """A letter of credit as the bank's printer gives it: the fields of an MT700 with names."""
    d = s.deal
    applicant, seller = s.party("buyer", d.buyer), s.party("seller", d.seller)
    bank = s.party("bank", d.bank, "swift", where=False)
    own = s.own("credit", d.number["credit"])
    s.optional(
        "parties/bank",
        "parties/payer",
        "facts/documents_required",
        "route",
        "facts/incoterm_place",
    )
    what = []
    for item in d.items:
        s.goods(item, "description", "quantity", "unit")
        what.append(f"  {s.num(item.quantity, None)} {s.words[item.unit]} {item.what.upper()}")
    s.optional("lines/*/unit")
    whole = s.fact("total", str(d.total), f"{d.total:.2f}".replace(".", ","))
    s.fact("currency", d.currency)
    rows = [
        "----------------- Message Header -----------------", "Swift Output : FIN 700 Issue of a Documentary Credit",
        f"Sender       : {bank.registration}XXX", bank.name.upper(), "----------------- Message Text -----------------",
        "27:  Sequence of Total", "     1/1", "40A: Form of Documentary Credit", "     IRREVOCABLE",
        "20:  Documentary Credit Number", f"     {own}", "31C: Date of Issue", f"     {d.after(2):%y%m%d}",
        "31D: Date and Place of Expiry", f"     {d.after(latest + 21):%y%m%d} {d.seller.town.upper()}",
        "50:  Applicant", f"     {applicant.name.upper()}", f"     {applicant.street.upper()}",
        f"     {applicant.place.upper()}", f"     {applicant.land('en').upper()}",
        "59:  Beneficiary", f"     {seller.name.upper()}", f"     {seller.street.upper()}",
        f"     {seller.place.upper()}", f"     {seller.land('en').upper()}",
        "32B: Currency Code, Amount", f"     {d.currency}{whole}", "41D: Available With ... By ...", "     ANY BANK BY NEGOTIATION",
        "43P: Partial Shipments", f"     {s.fact('partial_shipments', 'NOT ALLOWED')}", "43T: Transhipment", f"     {s.fact('transshipment', 'ALLOWED')}",
        "44E: Port of Loading/Airport of Departure", f"     {s.fact('port_loading', 'ANY PORT IN NORTH WEST EUROPE')}",
        "44F: Port of Discharge/Airport of Destination", f"     {s.fact('port_discharge', d.buyer.town.upper())}",
        "44C: Latest Date of Shipment", f"     {d.after(latest):%y%m%d}", "45A: Description of Goods and/or Services", *what,
        f"  AS PER ORDER {s.ref('order', d.number['order'])}", f"  {s.terms().upper()} INCOTERMS 2020",
        "46A: Documents Required", "  + SIGNED COMMERCIAL INVOICE IN 3 FOLD", "  + FULL SET CLEAN ON BOARD BILLS OF LADING",
        f"    MADE OUT TO ORDER OF {bank.name.upper()} NOTIFY APPLICANT", "  + PACKING LIST", "  + CERTIFICATE OF ORIGIN",
        "71D: Charges", "     ALL CHARGES OUTSIDE ISSUING BANK'S COUNTRY FOR BENEFICIARY",
    ]  # fmt: skip
    s.truth["date"] = d.after(2).isoformat()
    s.fact("expiry_date", d.after(latest + 21).isoformat())
    s.fact("latest_shipment", d.after(latest).isoformat())
    return "\n".join(rows) + "\n"
