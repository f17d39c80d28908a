"""The real tools that the documents are made with: markup, sheets and text -> files.

Run by hand. Debian: chromium, wkhtmltopdf, libreoffice, ghostscript, qpdf, groff, enscript,
poppler-utils. Python: weasyprint, xhtml2pdf, reportlab, fpdf2, python-docx,
openpyxl, odfpy, typst, pymupdf, img2pdf, pypdf.
"""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

DAY = "1767225600"  # 2026-01-01: what a tool that honours SOURCE_DATE_EPOCH writes as its day


def run(command: Sequence[str], name: str, data: bytes, made: str) -> bytes:
    """Hand a file to a command in a folder of its own; returns the file that it made."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        env = {
            "PATH": "/usr/bin:/bin",
            "HOME": folder,
            "SOURCE_DATE_EPOCH": DAY,
            "LC_ALL": "C.UTF-8",
        }
        subprocess.run(
            command, cwd=folder, env=env, check=True, capture_output=True, timeout=180
        )
        return (Path(folder) / made).read_bytes()


def weasy(html: str) -> bytes:
    """WeasyPrint."""
    import weasyprint

    made: bytes = weasyprint.HTML(string=html).write_pdf()
    return made


def chromium(html: str) -> bytes:
    """Chromium's print to PDF (Skia)."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = ["chromium", *flags, "--print-to-pdf=out.pdf", "in.html"]
    return run(command, "in.html", html.encode(), "out.pdf")


def webkit(html: str) -> bytes:
    """The tool wkhtmltopdf (Qt)."""
    command = ["wkhtmltopdf", "-q", "-s", "A4", "in.html", "out.pdf"]
    return run(command, "in.html", html.encode(), "out.pdf")


def pisa(html: str) -> bytes:
    """The package xhtml2pdf (ReportLab's flowables)."""
    import io

    from xhtml2pdf import pisa as made

    out = io.BytesIO()
    made.CreatePDF(html, dest=out)
    return out.getvalue()


def story(html: str) -> bytes:
    """MuPDF's own layout of HTML."""
    import io

    import pymupdf

    out = io.BytesIO()
    writer, page = pymupdf.DocumentWriter(out), pymupdf.paper_rect("a4")
    whole, more = pymupdf.Story(html), 1
    while more:
        device = writer.begin_page(page)
        more, _ = whole.place(page + (40, 40, -40, -40))  # noqa: RUF005  # a sum of rectangles
        whole.draw(device)
        writer.end_page()
    writer.close()
    made = pymupdf.open("pdf", out.getvalue())
    made.subset_fonts()
    small: bytes = made.tobytes(garbage=4, deflate=True)
    return small


def office(data: bytes, suffix: str, to: str = "pdf") -> bytes:
    """LibreOffice: a text or a sheet of any kind -> PDF (or another kind)."""
    command = ["soffice", "--headless", "--convert-to", to, f"in.{suffix}"]
    return run(command, f"in.{suffix}", data, f"in.{to.split(':', maxsplit=1)[0]}")


def distilled(pdf: bytes) -> bytes:
    """Ghostscript: distilled once more."""
    flags = ["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-dPDFSETTINGS=/ebook"]
    return run(["gs", *flags, "-sOutputFile=out.pdf", "in.pdf"], "in.pdf", pdf, "out.pdf")


def rewritten(pdf: bytes) -> bytes:
    """The tool qpdf: object streams, linearized."""
    flags = ["--linearize", "--object-streams=generate", "--deterministic-id"]
    return run(["qpdf", *flags, "in.pdf", "out.pdf"], "in.pdf", pdf, "out.pdf")


def groff(source: str) -> bytes:
    """GNU troff with tables, to PDF."""
    shell = "groff -Kutf8 -t -ms -T pdf -P-pa4 in.ms > out.pdf"
    return run(["sh", "-c", shell], "in.ms", source.encode(), "out.pdf")


def printed(text: str) -> bytes:
    """GNU enscript, then Ghostscript: a line printer's page in Courier (Latin-1)."""
    shell = (
        "enscript -q -B -X 88591 -M A4 -f Courier7 -o out.ps in.txt && ps2pdf out.ps out.pdf"
    )
    return run(["sh", "-c", shell], "in.txt", text.encode("latin-1", "replace"), "out.pdf")


def typeset(source: str) -> bytes:
    """Typst."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.typ"
        path.write_text(source, "utf-8")
        made: bytes = typst.compile(str(path), format="pdf")
    return made


def scanned(pdf: bytes, dots: int = 90) -> bytes:
    """Poppler and img2pdf: pictures of the pages, without text."""
    import img2pdf

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in.pdf").write_bytes(pdf)
        command = [
            "pdftoppm",
            "-r",
            str(dots),
            "-gray",
            "-jpeg",
            "-jpegopt",
            "quality=40",
            "in.pdf",
            "p",
        ]
        subprocess.run(command, cwd=folder, check=True)
        pictures = [path.read_bytes() for path in sorted(Path(folder).glob("p*.jpg"))]
    made: bytes = img2pdf.convert(pictures)
    return made
