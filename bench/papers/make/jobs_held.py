"""The documents of `held`: layouts, words and tools that `dev` does not have together."""

from collections.abc import Iterator
from dataclasses import replace

from papers.make import drawn, held, held_office, office, pages, prints, tools
from papers.make.job import Job
from papers.make.jobs_dev import HTML, Row, by


def _rows() -> Iterator[Row]:
    for number, (tool, tongue) in enumerate(
        (("Chromium", "de"), ("WeasyPrint", "fr"), ("wkhtmltopdf + Ghostscript", "en")), 1
    ):
        how = {"style": ("ch" if tongue == "de" else "", "long")}
        yield (
            f"inv-{number:02}",
            tool,
            tongue,
            "invoice",
            "sidebar",
            by(tool, held.sidebar_layout, sort="invoice"),
            how,
        )
    for number, (tool, tongue, sort) in enumerate(
        (
            ("WeasyPrint + qpdf", "nl", "invoice"),
            ("Chromium", "en", "confirmation"),
            ("wkhtmltopdf", "fr", "proforma"),
            ("MuPDF Story", "de", "quote"),
        ),
        1,
    ):
        yield (
            f"blk-{number:02}",
            tool,
            tongue,
            sort,
            "blocks",
            by(tool, held.blocks_layout, sort=sort),
            {"style": ("bare" if tongue == "fr" else "", "slashes")},
        )
    for number, (tool, tongue, sort) in enumerate(
        (("Chromium", "nl", "delivery_note"), ("WeasyPrint", "de", "delivery_note")), 1
    ):
        yield (
            f"dln-{number:02}",
            tool,
            tongue,
            sort,
            "shouted",
            by(tool, held.shouted_layout, sort=sort),
            {"style": ("", "two")},
        )
    for number, (tool, tongue) in enumerate(
        (("wkhtmltopdf", "de"), ("xhtml2pdf", "nl"), ("Chromium", "fr")), 1
    ):
        yield (
            f"pac-{number:02}",
            tool,
            tongue,
            "packing_list",
            "cases",
            by(tool, held.cases_layout),
            {"style": ("", "long")},
        )
    for number, (tool, tongue) in enumerate(
        (("WeasyPrint", "fr"), ("Chromium", "de"), ("WeasyPrint + Ghostscript", "en")), 1
    ):
        yield (
            f"sea-{number:02}",
            tool,
            tongue,
            "bill_of_lading",
            "labels at the left",
            by(tool, held.sea_layout),
            {"style": ("", "long")},
        )
    for number, (tool, tongue) in enumerate(
        (("WeasyPrint", "en"), ("Chromium", "nl"), ("wkhtmltopdf", "fr")), 1
    ):
        yield (
            f"eus-{number:02}",
            tool,
            tongue,
            "end_user_statement",
            "prose",
            by(tool, held.prose_layout),
            {"style": ("", "long"), "lines": 2},
        )
    yield (
        "coo-01",
        "WeasyPrint",
        "en",
        "origin_certificate",
        "chamber",
        by("WeasyPrint", held.chamber_layout),
        {},
    )
    yield (
        "loc-01",
        "python-docx + LibreOffice Writer",
        "en",
        "letter_of_credit",
        "bank's letter",
        lambda s: tools.office(held_office.credit_letter(s), "docx"),
        {"style": ("en", "long")},
    )
    yield (
        "loc-02",
        "python-docx",
        "en",
        "letter_of_credit",
        "bank's letter",
        held_office.credit_letter,
        {"suffix": "docx", "style": ("en", "us"), "lines": 1},
    )
    yield (
        "ord-01",
        "ReportLab Platypus",
        "fr",
        "order",
        "boxed addresses",
        lambda s: held_office.flowed(s, sort="order"),
        {"style": ("fr", "iso")},
    )
    yield (
        "con-01",
        "ReportLab Platypus",
        "nl",
        "confirmation",
        "boxed addresses",
        lambda s: held_office.flowed(s, sort="confirmation"),
        {"style": ("de", "dashes"), "lines": 6},
    )
    yield (
        "txt-01",
        "plain text",
        "de",
        "delivery_note",
        "dot leaders",
        lambda s: held_office.leaders(s, sort="delivery_note").encode("utf-16"),
        {"suffix": "txt"},
    )
    yield (
        "txt-02",
        "enscript + Ghostscript",
        "nl",
        "packing_list",
        "dot leaders",
        lambda s: tools.printed(prints.western(s, held_office.leaders(s, sort="packing_list"))),
        {"style": ("de", "long")},
    )
    yield (
        "ods-01",
        "odfpy",
        "fr",
        "invoice",
        "sheet, label above",
        lambda s: held_office.sheet_ods(s, sort="invoice"),
        {"suffix": "ods", "style": ("bare", "slashes")},
    )
    yield (
        "ods-02",
        "odfpy + LibreOffice Calc",
        "en",
        "invoice",
        "sheet, label above",
        lambda s: tools.office(held_office.sheet_ods(s, sort="invoice"), "ods"),
        {"style": ("en", "long")},
    )
    yield (
        "awb-01",
        "fpdf2",
        "en",
        "air_waybill",
        "house waybill",
        lambda s: held_office.house_airway(drawn.Fpdf(drawn.MONO), s),
        {"style": ("en", "long")},
    )
    yield (
        "awb-02",
        "ReportLab + qpdf",
        "en",
        "air_waybill",
        "house waybill",
        lambda s: tools.rewritten(held_office.house_airway(drawn.Lab(), s)),
        {"style": ("en", "short"), "lines": 1},
    )
    yield (
        "eus-04",
        "ReportLab AcroForm",
        "fr",
        "end_user_statement",
        "PDF form",
        lambda s: pages.filled_form(s, pages.EUS_FORM["fr"]),
        {"lines": 1, "style": ("fr", "long")},
    )
    yield (
        "eml-01",
        "Python email",
        "en",
        "message",
        "passed on",
        held_office.forwarded_order,
        {"suffix": "eml"},
    )
    yield (
        "eml-02",
        "Python email",
        "nl",
        "message",
        "passed on",
        held_office.forwarded_order,
        {"suffix": "eml", "lines": 1},
    )
    yield (
        "rtf-01",
        "python-docx + LibreOffice Writer",
        "fr",
        "quote",
        "letter, RTF",
        lambda s: tools.office(office.quote_letter(s), "docx", "rtf"),
        {"suffix": "rtf", "style": ("fr", "long")},
    )
    yield (
        "scn-01",
        "Chromium + img2pdf",
        "de",
        "invoice",
        "scan",
        lambda s: tools.scanned(HTML["Chromium"](held.sidebar_layout(s, sort="invoice"))),
        {"scan": True},
    )


def jobs() -> Iterator[Job]:
    """All of them; the seed follows from the place in the list."""
    for seed, (name, producer, tongue, sort, layout, make, more) in enumerate(_rows(), 101):
        job = Job(name=name, producer=producer, layout=layout, sort=sort, seed=seed, tongue=tongue,
                  make=make, **more)  # type: ignore[arg-type]  # fmt: skip
        yield replace(job, part="held")
