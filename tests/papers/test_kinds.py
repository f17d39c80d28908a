"""Files told apart by what is in them, whatever they are called."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.papers.kinds import kind_of


def archive(*members: str, content: str = "x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for member in members:
            made.writestr(member, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "form", "what"),
    [
        ("a.json", b'{"id": 1}', "json", "JSON"),
        ("a.jsonl", b"\xef\xbb\xbf[1]", "json", "JSON"),
        ("a.json", b"broken", "json", "JSON"),
        ("a.csv", b"Order;Klant\n1;X\n", "table", "a table as text"),
        ("a.txt", b"Order\tKunde\n1\tX\n", "table", "a table as text"),
        ("a.csv", "Order;Größe\n1;X\n".encode("utf-16"), "table", "a table as text"),
        ("a.csv", b"Description\npump\n", "table", "a table as text"),
        ("a.xlsx", archive("xl/workbook.xml"), "table", "a workbook (XLSX)"),
        (
            "a.ods",
            archive("mimetype", content="application/vnd.oasis.opendocument.spreadsheet"),
            "table",
            "a spreadsheet (ODS)",
        ),
        ("a.docx", archive("word/document.xml"), "paper", "a letter (DOCX)"),
        ("a.zip", archive("a.txt"), "archive", "an archive (ZIP)"),
        ("a.pdf", b"%PDF-1.4", "paper", "a PDF"),
        ("a.eml", b"From: a@b.example\r\nSubject: x\r\n\r\nhello", "mail", "an e-mail"),
        ("a.xml", b"<?xml version='1.0'?><Invoice/>", "xml", "XML"),
        ("a.html", b"<!DOCTYPE html><p>", "paper", "a web page (HTML)"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "other", "an old or locked Office file (XLS, DOC, MSG)"),
        ("a.txt", b"Dear Sirs,\nplease ship.\n", "paper", "a text"),
        ("a.csv", b"", "other", "an empty file"),
        ("a.bin", bytes(range(256)) * 9, "other", "no text, and of a kind that is not known"),
    ],
)
def test_a_kind_follows_from_the_contents(name: str, data: bytes, form: str, what: str) -> None:
    found = kind_of(name, data)
    assert (found.form, found.what, found.lie) == (form, what, "")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.csv", b"%PDF-1.4", "its name ends in .csv, and it is a PDF"),
        ("a.xls", b"Order\tKunde\n1\tX\n", "its name ends in .xls, and it is a table as text"),
        ("a.xls", b"<html><table>", "its name ends in .xls, and it is a web page (HTML)"),
        ("a.csv", b'{"id": 1}', "its name ends in .csv, and it is JSON"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", ""),
    ],
)
def test_a_name_that_says_something_else_is_said(name: str, data: bytes, says: str) -> None:
    assert kind_of(name, data).lie == says


@given(name=st.sampled_from(["a", "a.csv", "a.json", "a.pdf", "é.xlsx"]), data=st.binary())
def test_any_bytes_are_of_some_kind(name: str, data: bytes) -> None:
    assert kind_of(name, data).what
