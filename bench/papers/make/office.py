"""Letters and forms as office programs hold them: DOCX, ODT, XLSX, ODS."""

import io
from typing import Any

from papers.make.html import cell
from papers.make.said import Said


def _docx(made: Any) -> bytes:  # noqa: ANN401  (python-docx is untyped)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def quote_letter(s: Said, *, sort: str = "quote") -> bytes:
    """An offer as a letter in Word: address, subject, a table, closing words."""
    import docx

    d, w = s.deal, s.words
    seller, buyer = s.party("seller", d.seller, "vat"), s.party("buyer", d.buyer)
    made: Any = docx.Document()
    made.sections[0].header.paragraphs[
        0
    ].text = f"{seller.name}\t\t{seller.street}, {seller.place}"
    made.sections[0].footer.paragraphs[0].text = f"VAT {seller.vat}   IBAN {seller.iban}"
    for row in (buyer.name, buyer.street, buyer.place, buyer.land(s.tongue)):
        made.add_paragraph(row).paragraph_format.space_after = 0
    made.add_paragraph(f"\n{seller.town}, {s.dated(d.after(1))}")
    made.add_heading(f"{w[sort]} {w['number']} {s.own(sort, d.number[sort])}", 2)
    keys = ["description", "part_number", "hs", "qty_unit", "price", "value"]
    names = [
        w["what"],
        w["part"],
        w["hs"],
        w["qty"],
        w["price"],
        f"{w['amount']} ({d.currency})",
    ]
    table = made.add_table(rows=1, cols=len(keys), style="Table Grid")
    for index, name in enumerate(names):
        table.rows[0].cells[index].text = name
    for number, item in enumerate(d.items):
        row = table.add_row().cells
        for index, key in enumerate(keys):
            row[index].text = cell(s, key, number)
        s.goods(
            item, "description", "part_number", "hs", "quantity", "unit", "value", "currency"
        )
    s.fact("currency", d.currency)
    made.add_paragraph(
        f"\n{w['total']}: {d.currency} {s.fact('total', str(d.total), s.num(d.total))}"
    )
    made.add_paragraph(f"{w['incoterm']}: {s.terms()}")
    made.add_paragraph(f"{w['payment']}: {s.pay()}")
    made.add_paragraph(s.clause())
    made.add_paragraph(f"\n{d.person}\n{seller.name}")
    return _docx(made)


def invoice_sheet(s: Said, *, sort: str = "invoice") -> bytes:
    """An invoice made in a spreadsheet: cells here and there, merged heads, a table of lines."""
    import datetime

    import openpyxl
    from openpyxl.styles import Border, Font, Side
    from openpyxl.worksheet.properties import PageSetupProperties

    d, w = s.deal, s.words
    seller, buyer = s.party("seller", d.seller, "vat"), s.party("buyer", d.buyer)
    book: Any = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime.datetime(2026, 1, 1)  # noqa: DTZ001
    sheet: Any = book.active
    sheet.title = w[sort][:30]
    sheet.merge_cells("A1:G1")
    sheet["A1"], sheet["A1"].font = seller.name, Font(bold=True, size=16)
    sheet["A2"] = f"{seller.street}, {seller.place}, {seller.land(s.tongue)}"
    sheet["A3"] = f"VAT {seller.vat}"
    sheet["A5"], sheet["A5"].font = w[sort].upper(), Font(bold=True)
    for index, row in enumerate((f"{w['buyer']}:", buyer.name, buyer.street, buyer.place,
                                 buyer.land(s.tongue))):  # fmt: skip
        sheet[f"A{7 + index}"] = row
    facts = [
        (w["invoice_no"], s.own(sort, d.number[sort])), (w["date"], s.dated(d.after(8))),
        (w["order_no"], s.ref("order", d.number["order"])), (w["incoterm"], s.terms()),
    ]  # fmt: skip
    for index, (label, told) in enumerate(facts):
        sheet[f"E{7 + index}"], sheet[f"F{7 + index}"] = label, told
    keys = ["pos", "description", "part_number", "hs", "quantity", "unit", "price", "value"]
    names = [
        w["pos"],
        w["what"],
        w["part"],
        w["hs"],
        w["qty"],
        w["unit"],
        w["price"],
        w["amount"],
    ]
    edge = Border(bottom=Side(style="thin"))
    for index, name in enumerate(names):
        made = sheet.cell(13, 1 + index, name)
        made.font, made.border = Font(bold=True), edge
    for number, item in enumerate(d.items):
        for index, key in enumerate(keys):
            value: Any = cell(s, key, number)
            value = {"quantity": item.quantity, "price": float(item.price),
                     "value": float(item.value)}.get(key, value)  # fmt: skip
            made = sheet.cell(14 + number, 1 + index, value)
            made.number_format = "#,##0.00" if key in {"price", "value"} else made.number_format
        s.goods(
            item, "description", "part_number", "hs", "quantity", "unit", "value", "currency"
        )
    last = 15 + len(d.items)
    s.fact("currency", d.currency)
    s.fact("total", str(d.total))
    sheet.cell(last, 7, f"{w['total']} {d.currency}")
    sheet.cell(last, 8, float(d.total)).number_format = "#,##0.00"
    sheet.cell(last + 1, 1, f"{w['gross']}: {s.weight('gross_weight', d.gross)}")
    sheet.column_dimensions["B"].width = 44
    for letter in "CDEF":
        sheet.column_dimensions[letter].width = 17
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
