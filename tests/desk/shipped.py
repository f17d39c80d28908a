"""The documents of one shipment of pumps, as text, PDF, spreadsheet and letter."""

import io
import json
import re
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

from openpyxl import Workbook

from tests.intake.edocs.writing import Firm, Good, Trade, as_cii, as_ubl
from tests.papers.drawn import CATALOG, PAGES, drawn, page, stream, written

INVOICE = """COMMERCIAL INVOICE

Seller: Voorbeeld Pompen B.V., Havenweg 1, 3011 AA Rotterdam, Netherlands
Buyer: Ararat Test Trading LLC, 1 Example Street, Yerevan, Armenia
Consignee: Ararat Test Trading LLC, 1 Example Street, Yerevan, Armenia

Invoice no.: INV-2026-0441
Invoice date: 12 June 2026
Your order: PO-77120
Incoterms: DAP Yerevan

Pos  Part number   Description        HS code   Quantity  Unit  Unit price  Amount
1    KP-200-16     Centrifugal pump   84137051  10        pcs   450.00      4500.00
2    SL-16-V       Shaft seal         84842000  40        pcs   20.00       800.00
                                                          Total EUR         5300.00
"""
PACKING = """PACKING LIST

Seller: Voorbeeld Pompen B.V., Havenweg 1, 3011 AA Rotterdam, Netherlands
Consignee: Ararat Test Trading LLC, 1 Example Street, Yerevan, Armenia

Packing list no.: PL-0441
Your order: PO-77120
Invoice no.: INV-2026-0441

Pos  Part number   Description        Quantity  Unit  Net weight  Gross weight
1    KP-200-16     Centrifugal pump   6         pcs   120.0 kg    132.0 kg
2    KP-200-16     Centrifugal pump   4         pcs   80.0 kg     88.0 kg
3    SL-16-V       Shaft seal         40        pcs   8.0 kg      9.0 kg
Total gross weight: 229.0 kg
Total net weight: 208.0 kg
"""
LADING = """BILL OF LADING

Shipper: Voorbeeld Pompen B.V., Havenweg 1, Rotterdam, Netherlands
Consignee: Ararat Test Trading LLC, Yerevan, Armenia

B/L No.: XXBL20260077
Invoice no.: INV-2026-0441
Port of loading: Rotterdam
Port of discharge: Poti

3 packages machinery parts
Gross weight: 229.0 kg
"""
STATEMENT = """END-USER STATEMENT

Our reference: PO-77120
Your order: PO-77120

End user: Sevan Test Water Works CJSC, 4 Lake Road, Sevan, Armenia
Buyer: Ararat Test Trading LLC, Yerevan, Armenia

We certify that the goods will be used for pumping drinking water in our plant at Sevan.

Part number   Description        Quantity
KP-200-16     Centrifugal pump   10
SL-16-V       Shaft seal         40
"""
CREDIT = """{1:F01EXAMNL2AXXXX0000000000}{2:I700EXAMAM22XXXXN}{4:
:27:1/1
:40A:IRREVOCABLE
:20:LC77120
:31C:260601
:31D:260901ROTTERDAM
:50:ARARAT TEST TRADING LLC
1 EXAMPLE STREET
YEREVAN ARMENIA
:59:VOORBEELD POMPEN B.V.
HAVENWEG 1
ROTTERDAM NETHERLANDS
:32B:EUR5300,00
:41A:EXAMNL2A
BY NEGOTIATION
:44E:ROTTERDAM
:44F:POTI
:44C:260715
:45A:10 PCS CENTRIFUGAL PUMP KP-200-16 AS PER ORDER PO-77120
DAP YEREVAN
-}
"""
TABLE = (
    "order number,customer,country,description,part number,hs,quantity\n"
    "PO-77120,Ararat Test Trading LLC,AM,Centrifugal pump,KP-200-16,84137051,10\n"
    "PO-77120,Ararat Test Trading LLC,AM,Shaft seal,SL-16-V,84842000,40\n"
    "PO-9,Beta Test Works,DE,Bolt,B-7,731815,5\n"
)
SECOND = (
    INVOICE.replace("INV-2026-0441", "INV-2026-0442")
    .replace("PO-77120", "PO-77121")
    .replace("Ararat Test", "Kutaisi Beta")
)
PART = (
    INVOICE.replace("INV-2026-0441", "INV-2026-0443")
    .replace("10        pcs", "4         pcs")
    .replace("4500.00", "1800.00")
    .replace("5300.00", "2600.00")
)
ELSEWHERE = LADING.replace(
    "Ararat Test Trading LLC, Yerevan, Armenia",
    "Silk Example General Trading FZE, Dubai, United Arab Emirates",
)
TRADE = Trade(
    "INV-2026-0441",
    "2026-06-12",
    Firm("Voorbeeld Pompen B.V.", street="Havenweg 1", town="Rotterdam", country="NL"),
    Firm("Ararat Test Trading LLC", street="1 Example Street", town="Yerevan", country="AM"),
    (
        Good(
            "Centrifugal pump",
            number="KP-200-16",
            hs="84137051",
            quantity="10",
            value="4500.00",
        ),
        Good("Shaft seal", number="SL-16-V", hs="84842000", quantity="40", value="800.00"),
    ),
    order="PO-77120",
)


def order(number: str) -> str:
    """An order as JSON, on one line."""
    buyer = {"role": "buyer", "name": "Ararat Test Trading LLC", "country": "AM"}
    lines = [
        {"description": "Centrifugal pump", "part_number": "KP-200-16", "quantity": 10},
        {"description": "Shaft seal", "part_number": "SL-16-V", "quantity": 40},
    ]
    return json.dumps({"id": number, "parties": [buyer], "lines": lines}) + "\n"


def pdf(text: str) -> bytes:
    """The text printed on one page."""

    def put(canvas: object) -> None:
        canvas.setFont("Courier", 9)  # type: ignore[attr-defined]
        for at, line in enumerate(text.splitlines()):
            canvas.drawString(40, 800 - 14 * at, line)  # type: ignore[attr-defined]

    return drawn(put)


def sheet(text: str) -> bytes:
    """The text in a spreadsheet, a cell for each column of it."""
    book = Workbook()
    assert book.active is not None
    for line in text.splitlines():
        book.active.append(re.split(r"\s{2,}", line.strip()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def letter(files: Mapping[str, bytes]) -> bytes:
    """An e-mail with these files attached."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.com", "b@example.com", "Shipment"
    made.set_content("Dear all,\n\nplease find our documents attached.\n")
    for name, data in files.items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def hybrid(*lines: str) -> bytes:
    """A PDF with a cross-industry invoice in it (Factur-X), and lines on its page."""
    catalogue = CATALOG[:-2] + b"/Names<</EmbeddedFiles<</Names[(factur-x.xml) 6 0 R]>>>>>>"
    spec = b"<</Type/Filespec/F(factur-x.xml)/UF(factur-x.xml)/EF<</F 7 0 R>>>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    rows = " ".join(f"({line}) Tj 0 -16 Td" for line in ("Invoice", *lines))
    shown = stream(f"BT /F 12 Tf 50 700 Td {rows} ET".encode())
    return written(catalogue, PAGES, page(b"/Font<</F 5 0 R>>"), shown, font, spec,
                   stream(as_cii(TRADE)))  # fmt: skip


def ubl() -> bytes:
    """The invoice as UBL."""
    return as_ubl(TRADE)


def put(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    """The files in a folder, in folders of it where their names say so."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder
