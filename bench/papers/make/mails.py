"""E-mails as they are saved: a text, and the files that came with it."""

from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime

from papers.make.said import Said

_TEXT = {
    "en": ("Our order {}", "Dear {},\n\nPlease find attached our purchase order {}. Kindly confirm price and delivery by return.\n\nBest regards,\n{}\n{}\n{}\n{}\n{}\n"),
    "nl": ("Onze bestelling {}", "Beste {},\n\nHierbij onze inkooporder {}. Graag ontvangen wij uw orderbevestiging.\n\nMet vriendelijke groet,\n{}\n{}\n{}\n{}\n{}\n"),
    "de": ("Unsere Bestellung {}", "Sehr geehrte Damen und Herren von {},\n\nanbei erhalten Sie unsere Bestellung {}. Bitte bestätigen Sie Preis und Termin.\n\nMit freundlichen Grüßen\n{}\n{}\n{}\n{}\n{}\n"),
    "fr": ("Notre commande {}", "Bonjour {},\n\nVeuillez trouver ci-joint notre commande {}. Merci de nous confirmer prix et délai.\n\nCordialement,\n{}\n{}\n{}\n{}\n{}\n"),
}  # fmt: skip
_TYPES = {"pdf": ("application", "pdf"), "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
          "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")}  # fmt: skip


def address(name: str, land: str) -> str:
    """An address under a domain that cannot exist."""
    word = "".join(c for c in name.casefold() if "a" <= c <= "z")[:14]
    return f"sales@{word}.{land.casefold()}.example"


def message(s: Said, text: str, subject: str, files: list[tuple[str, bytes]]) -> bytes:
    """The mail of a buyer to a seller."""
    d, made = s.deal, EmailMessage()
    made["From"] = f'"{d.person}" <{address(d.buyer.name, d.buyer.country)}>'
    made["To"] = address(d.seller.name, d.seller.country)
    made["Subject"] = subject
    made["Date"] = format_datetime(datetime.combine(d.day, time(9, 14), UTC))
    made["Message-ID"] = f"<{d.number['delivery']}@mail.example>"
    made.set_content(text)
    for name, data in files:
        main, sub = _TYPES[name.rsplit(".", 1)[1]]
        made.add_attachment(data, maintype=main, subtype=sub, filename=name)
    if files:
        made.set_boundary(f"=={d.number['delivery']}==")
    return made.as_bytes()


def order_mail(s: Said, files: list[tuple[str, bytes]]) -> bytes:
    """A short covering note; the order is in the attachments."""
    d = s.deal
    subject, text = _TEXT[s.tongue]
    s.party("buyer", d.buyer)
    s.ref("order", d.number["order"])
    s.truth["date"] = d.day.isoformat()
    s.optional(
        "parties/seller",
        "own",
        "refs",
        "date",
        "parties/buyer",
        "parties/other",
        "facts/signed_by",
    )
    b = d.buyer
    body = text.format(
        d.seller.name, d.number["order"], d.person, b.name, b.street, b.place, b.land(s.tongue)
    )
    return message(s, body, subject.format(d.number["order"]), files)


def order_text(s: Said) -> bytes:
    """An order in the mail itself: a list in plain words."""
    d, w = s.deal, s.words
    buyer, user = s.party("buyer", d.buyer), s.party("end_user", d.user)
    s.optional(
        "parties/seller",
        "parties/other",
        "facts/signed_by",
        "parties/end_user/address",
        "own",
        "sort",
    )
    s.truth["date"] = d.day.isoformat()
    rows = [f"{w['order']} {s.ref('order', d.number['order'])}", ""]
    s.truth["optional"].append("refs")
    for item in d.items:
        rows.append(
            f"- {s.num(item.quantity, None)} {w[item.unit]} {item.what}, {w['part']} {item.part}"
        )
        s.goods(item, "description", "quantity", "unit", "part_number")
    rows += ["", f"{w['incoterm']}: {s.terms()}", f"{w['user']}: {user.name}, {user.place}, {user.land(s.tongue)}",
             f"{w['use']}: {s.use(user.use)}", "", d.person, buyer.name, buyer.street, buyer.place, buyer.land(s.tongue)]  # fmt: skip
    return message(s, "\n".join(rows) + "\n", f"{w['order']} {d.number['order']}", [])
