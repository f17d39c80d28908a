"""Make the documents that reading is measured by. Run by hand: python -m papers.make.make [PART].

Writes tests/corpus/PART/NAME.SUFFIX and, beside each, NAME.truth.json: what a person would
read there. The tools are not needed to run the tests; the documents are committed.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from papers.make import boxes, drawn, html, office, prints, tools
from papers.make.deal import draw
from papers.make.said import Said, paged

ROOT = Path(__file__).parents[3] / "tests" / "corpus"


@dataclass(frozen=True, slots=True)
class Job:
    """One document: its name, who makes it, how it is laid out, and the sale it is of."""

    name: str
    producer: str
    layout: str
    sort: str
    seed: int
    tongue: str
    make: Callable[[Said], bytes]
    suffix: str = "pdf"
    lines: int = 3
    style: tuple[str, str] = ("", "dots")
    scan: bool = False
    part: str = "dev"


def laid(job: Job) -> tuple[bytes, dict[str, Any]]:
    """The document and its truth."""
    said = Said(draw(job.seed, job.part, job.tongue, job.lines), job.part, job.sort,
                numbers=job.style[0], days=job.style[1])  # fmt: skip
    data = job.make(said)
    truth = {"producer": job.producer, "layout": job.layout, "scan": job.scan} | said.truth
    if job.suffix == "pdf" and not job.scan:
        lost = paged(truth, data)
        if lost:
            print(f"{job.name}: not found on a page by poppler: {lost}", file=sys.stderr)
    return data, truth


def write(job: Job) -> int:
    """Write one document; returns its size in bytes."""
    data, truth = laid(job)
    folder = ROOT / job.part
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{job.name}.{job.suffix}").write_bytes(data)
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (folder / f"{job.name}.truth.json").write_text(text + "\n", "utf-8")
    return len(data)


FULL = "pos description part_number hs origin quantity unit price value"
FIRST = [
    Job("inv-01", "WeasyPrint", "columns", "invoice", 1, "en",
        lambda s: tools.weasy(html.columns_layout(s, sort="invoice", lines=FULL)), style=("en", "long")),
    Job("inv-02", "Chromium", "columns", "invoice", 2, "nl",
        lambda s: tools.chromium(html.columns_layout(s, sort="invoice", lines="pos part_number description quantity unit price value", under="hs origin"))),
    Job("inv-03", "Chromium", "window", "invoice", 3, "de",
        lambda s: tools.chromium(html.window_layout(s, sort="invoice", lines="pos description qty_unit price value", under="part_number hs")), lines=4),
    Job("inv-04", "wkhtmltopdf", "boxes", "invoice", 4, "fr",
        lambda s: tools.webkit(boxes.exporter_layout(s, sort="invoice", lines="description hs origin qty_unit price value")), style=("fr", "slashes")),
    Job("inv-05", "openpyxl", "sheet form", "invoice", 5, "nl", office.invoice_sheet, "xlsx", style=("", "dashes")),
    Job("con-01", "xhtml2pdf", "columns", "confirmation", 6, "de",
        lambda s: tools.pisa(html.columns_layout(s, sort="confirmation", lines="pos part_number description quantity unit price value"))),
    Job("ord-01", "WeasyPrint", "buyer's order", "order", 7, "en",
        lambda s: tools.weasy(html.order_layout(s, lines="pos part_number description quantity unit price value")), style=("en", "short")),
    Job("ord-02", "enscript + Ghostscript", "system print", "order", 8, "nl",
        lambda s: tools.printed(prints.system_print(s, sort="order")), lines=4),
    Job("quo-01", "python-docx", "letter", "quote", 9, "de", office.quote_letter, "docx", style=("de", "long")),
    Job("pac-01", "WeasyPrint", "cases", "packing_list", 10, "en",
        lambda s: tools.weasy(boxes.packing_layout(s)), style=("en", "us")),
    Job("dln-01", "Chromium", "window", "delivery_note", 11, "fr",
        lambda s: tools.chromium(html.window_layout(s, sort="delivery_note", lines="pos part_number description quantity unit")), style=("fr", "slashes")),
    Job("bol-01", "ReportLab", "carrier's boxes", "bill_of_lading", 12, "en", lambda s: drawn.lading(drawn.Lab(), s), style=("en", "short")),
    Job("cmr-01", "fpdf2", "numbered boxes", "road_waybill", 13, "nl", lambda s: drawn.cmr(drawn.Fpdf(), s)),
    Job("awb-01", "fpdf2", "air waybill", "air_waybill", 14, "en", lambda s: drawn.airway(drawn.Fpdf(), s), style=("en", "short")),
    Job("eus-01", "WeasyPrint", "sections", "end_user_statement", 15, "en", lambda s: tools.weasy(boxes.statement_layout(s)), style=("en", "long")),
    Job("loc-01", "plain text", "MT700 print", "letter_of_credit", 16, "en", lambda s: prints.credit(s).encode(), "txt"),
    Job("txt-01", "plain text", "system print", "invoice", 17, "de", lambda s: prints.system_print(s, sort="invoice").encode("cp1252", "replace"), "txt"),
    Job("coo-01", "Chromium", "EU origin boxes", "origin_certificate", 18, "en", lambda s: tools.chromium(boxes.origin_layout(s))),
]  # fmt: skip


def main(names: list[str]) -> None:
    """Make all documents, or those whose names begin with one of these words."""
    size = 0
    for job in FIRST:
        if not names or any(f"{job.part}/{job.name}".startswith(each) for each in names):
            size += write(job)
    print(f"{size / 1e6:.2f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
