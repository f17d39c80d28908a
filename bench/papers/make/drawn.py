"""Transport documents drawn in boxes on the page: bill of lading, CMR note, air waybill."""

import io
from typing import Any, Protocol

from papers.make.deal import Company
from papers.make.said import Said

SANS = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
MONO = "/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf"


class Pen(Protocol):
    """What a layout needs of a tool: text and boxes, points from the top left."""

    def text(self, x: float, y: float, text: str, size: float = 9) -> None:
        """Write one line."""

    def box(self, x: float, y: float, wide: float, high: float) -> None:
        """Draw a frame."""

    def done(self) -> bytes:
        """The file."""


class Lab:
    """ReportLab's canvas as a pen."""

    def __init__(self, font: str = SANS) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        self.out = io.BytesIO()
        self.name = font.rsplit("/", 1)[1]
        pdfmetrics.registerFont(TTFont(self.name, font))
        self.canvas: Any = Canvas(self.out, pagesize=(595, 842), invariant=1)

    def text(self, x: float, y: float, text: str, size: float = 9) -> None:
        """Write one line."""
        self.canvas.setFont(self.name, size)
        self.canvas.drawString(x, 842 - y, text)

    def box(self, x: float, y: float, wide: float, high: float) -> None:
        """Draw a frame."""
        self.canvas.rect(x, 842 - y - high, wide, high)

    def done(self) -> bytes:
        """The file."""
        self.canvas.showPage()
        self.canvas.save()
        return self.out.getvalue()


class Fpdf:
    """The package fpdf2 as a pen."""

    def __init__(self, font: str = SANS) -> None:
        import datetime

        from fpdf import FPDF

        self.pdf: Any = FPDF(unit="pt", format="A4")
        self.pdf.set_creation_date(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.add_page()
        self.pdf.add_font("body", fname=font)

    def text(self, x: float, y: float, text: str, size: float = 9) -> None:
        """Write one line."""
        self.pdf.set_font("body", size=size)
        self.pdf.text(x, y, text)

    def box(self, x: float, y: float, wide: float, high: float) -> None:
        """Draw a frame."""
        self.pdf.rect(x, y, wide, high)

    def done(self) -> bytes:
        """The file."""
        return bytes(self.pdf.output())


def labelled(
    pen: Pen, at: tuple[float, float, float, float], label: str, rows: list[str]
) -> None:
    """A box with its small label and its lines."""
    x, y, wide, high = at
    pen.box(x, y, wide, high)
    pen.text(x + 3, y + 8, label, 6)
    for index, row in enumerate(rows):
        pen.text(x + 6, y + 20 + 11 * index, row, 9)


def lines_of(s: Said, firm: Company, *, loud: bool = False) -> list[str]:
    """An address in lines."""
    rows = [firm.name, firm.street, firm.place, firm.land(s.tongue)]
    return [row.upper() if loud else row for row in rows if row]


def lading(pen: Pen, s: Said, *, to_order: bool = False, loud: bool = True) -> bytes:
    """An ocean bill of lading in the boxes of a carrier's form."""
    d = s.deal
    seller = s.party("seller", d.seller)
    notify = s.party("notify", d.buyer)
    if to_order:
        to = [f"TO THE ORDER OF {d.bank.name.upper()}", d.bank.place.upper()]
        s.party("consignee", d.bank, where=False)
        s.optional("parties/bank", "parties/consignee")
    else:
        to = lines_of(s, s.party("consignee", d.consignee), loud=loud)
    labelled(pen, (30, 30, 270, 72), "SHIPPER", lines_of(s, seller, loud=loud))
    labelled(pen, (30, 102, 270, 72), "CONSIGNEE (If 'To Order' so indicate)", to)
    labelled(pen, (30, 174, 270, 72), "NOTIFY PARTY", lines_of(s, notify, loud=loud))
    labelled(pen, (300, 30, 265, 40), "B/L NUMBER", [s.own("bill", d.number["bill"])])
    labelled(
        pen,
        (300, 70, 265, 32),
        "EXPORT REFERENCES",
        [f"INVOICE NO. {s.ref('invoice', d.number['invoice'])}"],
    )
    s.party("carrier", Company(d.carrier, "", "", ""), where=False)
    pen.text(310, 130, d.carrier.upper(), 15)
    pen.text(310, 146, "BILL OF LADING FOR OCEAN TRANSPORT OR MULTIMODAL TRANSPORT", 6.5)
    load, place = (
        s.fact("port_loading", "ROTTERDAM"),
        s.fact("port_discharge", d.buyer.town.upper()),
    )
    vessel, voyage = s.fact("vessel", d.vessel), s.fact("voyage", f"{d.day:%y%V}E")
    boxes = [("VESSEL", vessel), ("VOYAGE NO.", voyage), ("PORT OF LOADING", load),
             ("PORT OF DISCHARGE", place)]  # fmt: skip
    for index, (label, value) in enumerate(boxes):
        labelled(pen, (30 + 133.75 * index, 246, 133.75, 34), label, [value])
    pen.box(30, 280, 535, 250)
    heads = [(33, "Container No. / Seal No."), (150, "Kind of Packages; Description of Goods"),
             (400, "Gross Weight"), (490, "Measurement")]  # fmt: skip
    for x, head in heads:
        pen.text(x, 290, head, 6.5)
    pen.text(33, 310, s.fact("container", d.number["container"]), 8)
    seal = s.fact("seal", f"ML-DE{d.day:%d%m%y}")
    pen.text(33, 321, f"SEAL {seal}", 8)
    pen.text(150, 310, f"{s.fact('packages', str(d.packages))} PACKAGES SAID TO CONTAIN", 8)
    gross = str(s.weight("gross_weight", d.gross)).replace(" kg", " KGS")
    pen.text(400, 310, gross, 8)
    volume = f"{d.packages * 3 / 2:.3f}"
    s.fact("volume", volume.rstrip("0").rstrip("."))
    pen.text(490, 310, f"{volume} CBM", 8)
    y = 326.0
    for item in d.items:
        s.goods(item, "description", "hs")
        pen.text(150, y, item.what.upper() if loud else item.what, 8)
        pen.text(150, y + 10, f"HS CODE {item.hs.replace('.', '')}", 8)
        y += 24
    pen.text(150, y + 10, "FREIGHT PREPAID   CLEAN ON BOARD", 8)
    labelled(pen, (30, 530, 270, 40), "PLACE AND DATE OF ISSUE",
             [f"ROTTERDAM, {s.dated(d.after(20))}"])  # fmt: skip
    labelled(pen, (300, 530, 265, 40), "NUMBER OF ORIGINAL BILLS OF LADING", ["3 (THREE)"])
    pen.text(30, 590, "SHIPPED, as far as ascertained by reasonable means of checking, in apparent good"
             " order and condition unless otherwise stated herein", 6.5)  # fmt: skip
    return pen.done()


_CMR = {
    1: "1 Afzender (naam, adres, land) / Absender / Sender",
    2: "2 Geadresseerde (naam, adres, land) / Empfänger / Consignee",
    3: "3 Plaats bestemd voor de aflevering der goederen / Auslieferungsort / Place of delivery",
    4: "4 Plaats en datum van inontvangstneming / Ort und Tag der Übernahme / Place and date of taking over",
    5: "5 Bijgevoegde documenten / Beigefügte Dokumente / Documents attached",
    16: "16 Vervoerder (naam, adres, land) / Frachtführer / Carrier",
}


def cmr(pen: Pen, s: Said) -> bytes:
    """A CMR consignment note with its numbered boxes in three languages."""
    d = s.deal
    seller, to = s.party("seller", d.seller), s.party("consignee", d.consignee)
    land = to.land(s.tongue)
    labelled(pen, (30, 40, 270, 70), _CMR[1], lines_of(s, seller))
    labelled(pen, (30, 110, 270, 70), _CMR[2], lines_of(s, to))
    labelled(pen, (30, 180, 270, 40), _CMR[3],
             [s.fact("place_delivery", f"{to.town}, {land}")])  # fmt: skip
    s.fact("place_receipt", d.seller.town)
    labelled(
        pen,
        (30, 220, 270, 40),
        _CMR[4],
        [f"{d.seller.town}, {s.when('shipment_date', d.after(11))}"],
    )
    labelled(
        pen, (30, 260, 270, 34), _CMR[5], [f"Inv. {s.ref('invoice', d.number['invoice'])}"]
    )
    pen.text(320, 55, "CMR  INTERNATIONALE VRACHTBRIEF", 10)
    pen.text(320, 70, f"No. {s.own('bill', d.number['bill'])}", 10)
    carrier = s.party("carrier", Company(d.carrier, "", "", ""), where=False)
    labelled(pen, (300, 110, 265, 70), _CMR[16], [carrier.name])
    heads = ["6 Merken", "7 Aantal colli", "8 Verpakking", "9 Aard der goederen", "10 Stat. nr.",
             "11 Brutogewicht kg", "12 Volume m3"]  # fmt: skip
    xs = [32, 90, 150, 205, 360, 420, 510]
    pen.box(30, 294, 535, 200)
    for x, head in zip(xs, heads, strict=True):
        pen.text(x, 303, head, 6.5)
    packages = s.fact("packages", str(d.packages))
    whole = s.fact("gross_weight", str(d.gross.normalize() + 0), s.num(d.gross, 1))
    y = 318.0
    for index, item in enumerate(d.items):
        s.goods(item, "description", "hs")
        pen.text(205, y, item.what[:34], 8)
        if item.what[34:]:
            pen.text(205, y + 9, item.what[34:].strip(), 8)
        pen.text(360, y, item.hs.replace(".", ""), 8)
        if not index:
            for x, text in ((90, packages), (150, "pallet"), (420, whole)):
                pen.text(x, y, text, 8)
        y += 24
    labelled(pen, (30, 494, 270, 50), "13 Instructies afzender / Anweisungen / Sender's instructions",
             [s.terms()])  # fmt: skip
    labelled(pen, (30, 544, 270, 30), "21 Opgemaakt te / Ausgefertigt in / Established in",
             [f"{d.seller.town}  {s.dated(d.after(11))}"])  # fmt: skip
    for index, label in enumerate(("22 Afzender", "23 Vervoerder", "24 Goederen ontvangen")):
        labelled(pen, (30 + 178 * index, 574, 178, 60), label, [])
    return pen.done()


def airway(pen: Pen, s: Said) -> bytes:
    """A neutral air waybill."""
    d = s.deal
    seller, to = s.party("seller", d.seller), s.party("consignee", d.consignee)
    number = s.own("bill", f"724-{d.number['delivery']}")
    pen.text(35, 28, number, 11)
    pen.text(470, 28, number, 11)
    labelled(
        pen, (30, 36, 270, 70), "Shipper's Name and Address", lines_of(s, seller, loud=True)
    )
    labelled(
        pen, (30, 106, 270, 70), "Consignee's Name and Address", lines_of(s, to, loud=True)
    )
    carrier = s.party("carrier", Company(d.carrier, "", "", ""), where=False)
    labelled(
        pen, (300, 36, 265, 70), "Not Negotiable   Air Waybill   Issued by", [carrier.name]
    )
    agent = s.party("forwarder", d.forwarder, where=False)
    labelled(pen, (30, 176, 270, 36), "Issuing Carrier's Agent Name and City",
             [f"{agent.name}, {agent.town}"])  # fmt: skip
    s.optional("facts/place_receipt", "facts/place_delivery", "parties/forwarder/address")
    labelled(
        pen, (30, 212, 270, 34), "Airport of Departure", [s.fact("port_loading", "AMSTERDAM")]
    )
    labelled(pen, (30, 246, 135, 34), "Airport of Destination",
             [s.fact("port_discharge", to.town.upper())])  # fmt: skip
    labelled(pen, (165, 246, 135, 34), "Requested Flight/Date",
             [f"{s.fact('flight', 'SK' + d.number['delivery'][-3:])}/{d.after(14):%d}"])  # fmt: skip
    labelled(pen, (300, 246, 130, 34), "Declared Value for Carriage", ["NVD"])
    labelled(pen, (430, 246, 135, 34), "Declared Value for Customs",
             [f"{s.num(d.total)} {d.currency}"])  # fmt: skip
    s.optional("facts/total", "facts/currency", "facts/shipment_date")
    labelled(pen, (30, 280, 535, 34), "Handling Information",
             [f"INVOICE {s.ref('invoice', d.number['invoice'])} ATTACHED"])  # fmt: skip
    pen.box(30, 314, 535, 160)
    heads = [(33, "No. of Pieces RCP"), (95, "Gross Weight"), (160, "kg/lb"),
             (200, "Chargeable Weight"), (300, "Nature and Quantity of Goods (incl. Dimensions)")]  # fmt: skip
    for x, head in heads:
        pen.text(x, 323, head, 6.5)
    gross = s.weight("gross_weight", d.gross).removesuffix(" kg")
    for x, text in (
        (40, s.fact("packages", str(d.packages))),
        (95, gross),
        (163, "K"),
        (210, gross),
    ):
        pen.text(x, 342, text)
    for index, item in enumerate(d.items):
        s.goods(item, "description", "hs")
        pen.text(300, 342 + 24 * index, item.what.upper(), 7.5)
        pen.text(300, 351 + 24 * index, f"HS {item.hs}", 7.5)
    labelled(pen, (30, 474, 535, 40), "Executed on (date)   at (place)   Signature of Issuing Carrier",
             [f"{s.dated(d.after(13))}   AMSTERDAM"])  # fmt: skip
    return pen.done()
