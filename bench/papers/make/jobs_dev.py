"""The documents of `dev`: which layout, by which tool, in which language."""

from collections.abc import Callable, Iterator, Mapping

from papers.make import boxes, drawn, facturx, forms, html, mails, office, pages, prints, tools
from papers.make.job import Job
from papers.make.said import Said

FULL = "pos description part_number hs origin quantity unit price value"
PLAIN = "pos part_number description quantity unit price value"
Row = tuple[str, str, str, str, str, Callable[[Said], bytes], Mapping[str, object]]

HTML = {
    "WeasyPrint": tools.weasy, "Chromium": tools.chromium, "wkhtmltopdf": tools.webkit,
    "xhtml2pdf": tools.pisa, "MuPDF Story": tools.story,
    "WeasyPrint + Ghostscript": lambda h: tools.distilled(tools.weasy(h)),
    "WeasyPrint + qpdf": lambda h: tools.rewritten(tools.weasy(h)),
    "wkhtmltopdf + Ghostscript": lambda h: tools.distilled(tools.webkit(h)),
}  # fmt: skip


def by(tool: str, layout: Callable[..., str], **how: object) -> Callable[[Said], bytes]:
    """A layout in HTML, made by one of the tools."""
    return lambda s: HTML[tool](layout(s, **how))


def web(
    name: str, tool: str, tongue: str, sort: str, layout: Callable[..., str], **how: object
) -> Row:
    """A row for a layout in HTML; `lines_` and `style_` are the deal's and the document's."""
    more = {key.removesuffix("_"): how.pop(key) for key in ("lines_", "style_") if key in how}
    if layout not in _SORTLESS:
        how["sort"] = sort
    return name, tool, tongue, sort, layout.__name__, by(tool, layout, **how), more


_SORTLESS = (
    boxes.packing_layout,
    boxes.statement_layout,
    boxes.origin_layout,
    forms.waybill_layout,
    html.order_layout,
)


def _invoices() -> Iterator[Row]:
    yield web(
        "inv-01",
        "WeasyPrint",
        "en",
        "invoice",
        html.columns_layout,
        lines=FULL,
        style_=("en", "long"),
    )
    yield web(
        "inv-02",
        "Chromium",
        "nl",
        "invoice",
        html.columns_layout,
        lines=PLAIN,
        under="hs origin",
    )
    yield web(
        "inv-03",
        "Chromium",
        "de",
        "invoice",
        html.window_layout,
        lines="pos description qty_unit price value",
        under="part_number hs",
        lines_=4,
    )
    yield web(
        "inv-04",
        "wkhtmltopdf",
        "fr",
        "invoice",
        boxes.exporter_layout,
        lines="description hs origin qty_unit price value",
        style_=("fr", "slashes"),
    )
    yield (
        "inv-05",
        "openpyxl",
        "nl",
        "invoice",
        "sheet form",
        office.invoice_sheet,
        {"suffix": "xlsx", "style": ("", "dashes")},
    )
    yield web("inv-06", "WeasyPrint", "de", "invoice", forms.long_layout, lines_=16)
    yield web(
        "inv-07", "Chromium", "en", "invoice", forms.long_layout, lines_=14, style_=("en", "us")
    )
    yield web(
        "inv-08",
        "WeasyPrint + Ghostscript",
        "fr",
        "invoice",
        forms.two_tongues,
        style_=("bare", "slashes"),
    )
    yield web(
        "inv-09",
        "WeasyPrint",
        "nl",
        "invoice",
        forms.two_tongues,
        stamp="KOPIE",
        style_=("de", "long"),
    )
    yield web(
        "inv-10",
        "WeasyPrint + qpdf",
        "en",
        "invoice",
        forms.remark_layout,
        style_=("en", "slashes"),
    )
    yield (
        "inv-11",
        "ReportLab",
        "de",
        "invoice",
        "SAPscript form",
        lambda s: pages.script_form(s, sort="invoice"),
        {"lines": 4},
    )
    yield (
        "inv-12",
        "Typst",
        "fr",
        "invoice",
        "lean form",
        lambda s: tools.typeset(pages.typst_form(s, sort="invoice")),
        {"style": ("fr", "long")},
    )
    yield (
        "inv-13",
        "openpyxl + LibreOffice Calc",
        "de",
        "invoice",
        "sheet form",
        lambda s: tools.office(office.invoice_sheet(s), "xlsx"),
        {"style": ("en", "dots")},
    )
    yield web(
        "inv-14",
        "wkhtmltopdf",
        "en",
        "invoice",
        html.window_layout,
        lines="pos part_number description hs quantity unit price value",
        style_=("en", "short"),
    )
    yield web(
        "inv-15", "MuPDF Story", "nl", "invoice", forms.remark_layout, style_=("de", "dashes")
    )
    yield (
        "inv-16",
        "fpdf2",
        "fr",
        "invoice",
        "SAPscript form",
        lambda s: pages.script_form(s, sort="invoice", pen=drawn.Fpdf(drawn.MONO)),
        {"style": ("fr", "slashes")},
    )
    yield (
        "inv-17",
        "WeasyPrint + pypdf",
        "de",
        "invoice",
        "Factur-X, window",
        lambda s: facturx.carrying(
            s, tools.weasy(html.window_layout(s, sort="invoice", lines=FULL))
        ),
        {},
    )
    yield (
        "inv-18",
        "Chromium + pypdf",
        "fr",
        "invoice",
        "Factur-X, window",
        lambda s: facturx.carrying(
            s,
            tools.chromium(html.window_layout(s, sort="invoice", lines=FULL)),
            "zugferd-invoice.xml",
        ),
        {"style": ("fr", "slashes")},
    )
    yield web(
        "pro-01",
        "Chromium",
        "en",
        "proforma",
        html.columns_layout,
        lines=FULL,
        to="",
        style_=("en", "iso"),
    )
    yield web(
        "pro-02",
        "WeasyPrint",
        "fr",
        "proforma",
        boxes.exporter_layout,
        lines=FULL.removeprefix("pos "),
        style_=("fr", "long"),
    )
    yield (
        "pro-03",
        "openpyxl",
        "en",
        "proforma",
        "sheet form",
        lambda s: office.invoice_sheet(s, sort="proforma"),
        {"suffix": "xlsx", "style": ("en", "us")},
    )
    yield (
        "txt-01",
        "plain text",
        "de",
        "invoice",
        "system print",
        lambda s: prints.western(s, prints.system_print(s, sort="invoice"), "cp1252").encode(
            "cp1252"
        ),
        {"suffix": "txt"},
    )


def _orders() -> Iterator[Row]:
    yield web(
        "ord-01",
        "WeasyPrint",
        "en",
        "order",
        html.order_layout,
        lines=PLAIN,
        style_=("en", "short"),
    )
    yield (
        "ord-02",
        "enscript + Ghostscript",
        "nl",
        "order",
        "system print",
        lambda s: tools.printed(prints.western(s, prints.system_print(s, sort="order"))),
        {"lines": 4},
    )
    yield web("ord-03", "Chromium", "de", "order", html.order_layout, lines=FULL, remark=False)
    yield web(
        "ord-04",
        "wkhtmltopdf + Ghostscript",
        "fr",
        "order",
        html.order_layout,
        lines=PLAIN,
        style_=("fr", "slashes"),
    )
    yield (
        "ord-05",
        "plain text",
        "en",
        "order",
        "system print",
        lambda s: prints.system_print(s, sort="order").encode(),
        {"suffix": "txt", "style": ("en", "slashes")},
    )
    yield (
        "ord-06",
        "ReportLab",
        "nl",
        "order",
        "SAPscript form",
        lambda s: pages.script_form(s, sort="order"),
        {},
    )
    yield web("con-01", "xhtml2pdf", "de", "confirmation", html.columns_layout, lines=PLAIN)
    yield web(
        "con-02",
        "WeasyPrint",
        "nl",
        "confirmation",
        html.window_layout,
        lines="pos description qty_unit price value",
        under="part_number hs origin",
        style_=("de", "dashes"),
    )
    yield (
        "con-03",
        "ReportLab",
        "en",
        "confirmation",
        "SAPscript form",
        lambda s: pages.script_form(s, sort="confirmation"),
        {"style": ("en", "iso")},
    )
    yield (
        "con-04",
        "odfpy + LibreOffice Writer",
        "de",
        "confirmation",
        "letter",
        lambda s: tools.office(pages.letter_odt(s, sort="confirmation"), "odt"),
        {"style": ("de", "long")},
    )
    yield web(
        "con-05", "Chromium", "fr", "confirmation", forms.two_tongues, style_=("fr", "long")
    )
    yield (
        "quo-01",
        "python-docx",
        "de",
        "quote",
        "letter",
        office.quote_letter,
        {"suffix": "docx", "style": ("de", "long")},
    )
    yield (
        "quo-02",
        "python-docx + LibreOffice Writer",
        "en",
        "quote",
        "letter",
        lambda s: tools.office(office.quote_letter(s), "docx"),
        {"style": ("en", "long")},
    )
    yield (
        "quo-03",
        "odfpy",
        "fr",
        "quote",
        "letter",
        lambda s: pages.letter_odt(s, sort="quote"),
        {"suffix": "odt", "style": ("fr", "long")},
    )
    yield web(
        "quo-04", "MuPDF Story", "nl", "quote", forms.remark_layout, style_=("de", "long")
    )


def _goods_on_the_way() -> Iterator[Row]:
    yield web(
        "pac-01", "WeasyPrint", "en", "packing_list", boxes.packing_layout, style_=("en", "us")
    )
    yield web("pac-02", "Chromium", "de", "packing_list", boxes.packing_layout)
    yield (
        "pac-03",
        "groff",
        "nl",
        "packing_list",
        "tbl form",
        lambda s: tools.groff(pages.groff_form(s, sort="packing_list")),
        {"style": ("de", "dashes")},
    )
    yield web(
        "pac-04",
        "wkhtmltopdf",
        "fr",
        "packing_list",
        boxes.packing_layout,
        style_=("bare", "slashes"),
        lines_=5,
    )
    yield (
        "pac-05",
        "groff",
        "en",
        "packing_list",
        "tbl form",
        lambda s: tools.groff(pages.groff_form(s, sort="packing_list")),
        {"style": ("en", "iso"), "lines": 5},
    )
    yield web(
        "dln-01",
        "Chromium",
        "fr",
        "delivery_note",
        html.window_layout,
        lines="pos part_number description quantity unit",
        style_=("fr", "slashes"),
    )
    yield web(
        "dln-02",
        "WeasyPrint",
        "nl",
        "delivery_note",
        html.window_layout,
        lines="pos part_number description hs quantity unit",
        style_=("de", "dashes"),
    )
    yield (
        "dln-03",
        "plain text",
        "de",
        "delivery_note",
        "system print",
        lambda s: prints.system_print(s, sort="delivery_note", money=False).encode(),
        {"suffix": "txt"},
    )
    yield (
        "bol-01",
        "ReportLab",
        "en",
        "bill_of_lading",
        "carrier's boxes",
        lambda s: drawn.lading(drawn.Lab(), s),
        {"style": ("en", "short")},
    )
    yield (
        "bol-02",
        "fpdf2",
        "en",
        "bill_of_lading",
        "carrier's boxes, to order",
        lambda s: drawn.lading(drawn.Fpdf(), s, to_order=True),
        {"style": ("en", "short")},
    )
    yield (
        "bol-03",
        "ReportLab + Ghostscript",
        "en",
        "bill_of_lading",
        "carrier's boxes",
        lambda s: tools.distilled(drawn.lading(drawn.Lab(drawn.MONO), s, loud=False)),
        {"style": ("en", "long"), "lines": 5},
    )
    yield (
        "cmr-01",
        "fpdf2",
        "nl",
        "road_waybill",
        "numbered boxes",
        lambda s: drawn.cmr(drawn.Fpdf(), s),
        {},
    )
    yield (
        "cmr-02",
        "ReportLab",
        "nl",
        "road_waybill",
        "numbered boxes",
        lambda s: drawn.cmr(drawn.Lab(drawn.MONO), s),
        {"style": ("de", "dashes")},
    )
    yield web("cmr-03", "Chromium", "de", "road_waybill", forms.waybill_layout)
    yield web(
        "cmr-04",
        "WeasyPrint",
        "fr",
        "road_waybill",
        forms.waybill_layout,
        style_=("fr", "slashes"),
    )
    yield (
        "awb-01",
        "fpdf2",
        "en",
        "air_waybill",
        "air waybill",
        lambda s: drawn.airway(drawn.Fpdf(), s),
        {"style": ("en", "short")},
    )
    yield (
        "awb-02",
        "ReportLab",
        "en",
        "air_waybill",
        "air waybill",
        lambda s: drawn.airway(drawn.Lab(drawn.MONO), s),
        {"style": ("en", "short"), "lines": 1},
    )


def _papers() -> Iterator[Row]:
    for number, (tool, tongue) in enumerate(
        (("WeasyPrint", "en"), ("Chromium", "de"), ("wkhtmltopdf", "nl"), ("WeasyPrint", "fr")),
        1,
    ):
        yield web(
            f"eus-{number:02}",
            tool,
            tongue,
            "end_user_statement",
            boxes.statement_layout,
            style_=("", "long"),
        )
    yield (
        "eus-05",
        "ReportLab AcroForm",
        "en",
        "end_user_statement",
        "PDF form",
        lambda s: pages.filled_form(s, pages.EUS_FORM["en"]),
        {"style": ("en", "long"), "lines": 1},
    )
    yield (
        "eus-06",
        "ReportLab AcroForm",
        "de",
        "end_user_statement",
        "PDF form",
        lambda s: pages.filled_form(s, pages.EUS_FORM["de"]),
        {"lines": 2},
    )
    yield web("coo-01", "Chromium", "en", "origin_certificate", boxes.origin_layout)
    yield web("coo-02", "WeasyPrint", "de", "origin_certificate", boxes.origin_layout)
    yield (
        "loc-01",
        "plain text",
        "en",
        "letter_of_credit",
        "MT700 print",
        lambda s: prints.credit(s).encode(),
        {"suffix": "txt"},
    )
    yield (
        "loc-02",
        "enscript + Ghostscript",
        "en",
        "letter_of_credit",
        "MT700 print",
        lambda s: tools.printed(prints.western(s, prints.credit(s, latest=60))),
        {"lines": 1},
    )
    yield (
        "eml-01",
        "Python email",
        "en",
        "message",
        "note with files",
        _mail("WeasyPrint"),
        {"suffix": "eml"},
    )
    yield (
        "eml-02",
        "Python email",
        "de",
        "message",
        "note with files",
        _mail("wkhtmltopdf"),
        {"suffix": "eml"},
    )
    yield (
        "eml-03",
        "Python email",
        "fr",
        "message",
        "order in the text",
        mails.order_text,
        {"suffix": "eml"},
    )
    yield (
        "scn-01",
        "WeasyPrint + img2pdf",
        "nl",
        "invoice",
        "scan",
        lambda s: tools.scanned(
            tools.weasy(html.columns_layout(s, sort="invoice", lines=FULL))
        ),
        {"scan": True},
    )
    yield (
        "scn-02",
        "ReportLab + img2pdf",
        "en",
        "bill_of_lading",
        "scan",
        lambda s: tools.scanned(drawn.lading(drawn.Lab(), s)),
        {"scan": True},
    )


def _mail(tool: str) -> Callable[[Said], bytes]:
    def made(s: Said) -> bytes:
        inside = Said(s.deal, s.part, "order", numbers=s.numbers, days=s.days)
        pdf = HTML[tool](html.order_layout(inside, lines=PLAIN))
        sheet = Said(s.deal, s.part, "proforma", numbers=s.numbers, days=s.days)
        files = [
            ("order.pdf", pdf),
            ("proforma.xlsx", office.invoice_sheet(sheet, sort="proforma")),
        ]
        s.truth["attached"] = {"order.pdf": inside.truth, "proforma.xlsx": sheet.truth}
        return mails.order_mail(s, files)

    return made


def jobs() -> Iterator[Job]:
    """All of them; the seed follows from the place in the list."""
    rows = (*_invoices(), *_orders(), *_goods_on_the_way(), *_papers())
    for seed, (name, producer, tongue, sort, layout, make, more) in enumerate(rows, 1):
        yield Job(name=name, producer=producer, layout=layout.replace("_layout", ""), sort=sort,
                  seed=seed, tongue=tongue, make=make, **more)  # type: ignore[arg-type]  # fmt: skip
