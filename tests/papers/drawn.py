"""PDFs for the tests: made by ReportLab, or by hand where no tool would make them."""

import io
import re
from collections.abc import Callable, Iterable

from reportlab.pdfgen.canvas import Canvas


def drawn(*pages: Callable[[Canvas], None], password: str | None = None) -> bytes:
    """A PDF; each page is drawn by a function."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), encrypt=password)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def written(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, the first its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    size, start = len(objects) + 1, len(out)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\n" % (size, trailer)
    return out + b"startxref\n%d\n%%%%EOF" % start


def stream(data: bytes, keys: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), keys, data)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
HELLO = b"BT /F 12 Tf 50 700 Td (Hello World) Tj ET"


def page(resources: bytes = b"", keys: bytes = b"") -> bytes:
    """The page of a PDF whose fourth object is its content, and its fifth the font F."""
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>%s>>%s>>" % (resources, keys)
    )


def words(texts: Iterable[str]) -> list[str]:
    return re.findall(r"\S+", " ".join(texts))
