"""Letters for the tests: zipped from parts written by hand."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
    ]
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            plain = name == "mimetype"  # so that its kind stands in the clear
            how = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, how)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A letter whose body is this; `parts` are other files of word/, by name without ending."""
    document = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    others = {f"word/{name}.xml": content for name, content in parts.items()}
    return zipped({"word/document.xml": document, **others})


def p(*runs: str) -> str:
    """A paragraph of a DOCX, of texts or of XML."""
    inner = (run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p>{''.join(inner)}</w:p>"


def odt(body: str, manifest: str = "") -> bytes:
    content = (
        f"<office:document-content {ODF}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
    }
    return zipped(parts | ({"META-INF/manifest.xml": manifest} if manifest else {}))
