"""Any bytes are a paper or an error that says why they are none, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.errors import PaperError
from enduse.papers.read import read_paper
from tests.papers.drawn import CATALOG, FONT, HELLO, PAGES, page, stream, written
from tests.papers.made import docx, odt, p

PDF = written(CATALOG, PAGES, page(), stream(HELLO), FONT)
WHOLE = (
    docx(p("Dear Sirs")),
    odt("<text:p>Dear Sirs</text:p>"),
    b"{\\rtf1\\ansi Dear {\\b Sirs}\\'e9\\u233?\\par\\trowd\\intbl x\\cell\\row}",
    b"<html><body><table><tr><td>Dear<td>Sirs</table>",
    b"<?xml version='1.0'?><a><b>Dear</b></a>",
    b"From: a\nSubject: b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nDear\n--x--\n",
)


def is_read(data: bytes) -> bool:
    """Whether a paper comes of it; anything but a paper and `PaperError` fails the test."""
    try:
        read_paper("a", data)
    except PaperError:
        return False
    return True


@given(st.binary(max_size=300))
def test_any_bytes_are_a_paper_or_an_error(data: bytes) -> None:
    is_read(data)


@settings(deadline=None)
@given(
    st.sampled_from(WHOLE), st.integers(0, 2_000), st.integers(0, 40), st.binary(max_size=20)
)
def test_any_damage_leaves_a_paper_or_an_error(
    data: bytes, at: int, cut: int, put: bytes
) -> None:
    at %= len(data)
    is_read(data[:at] + put + data[at + cut :])


@settings(max_examples=15, deadline=None)
@given(st.integers(9, 900), st.integers(0, 40), st.binary(max_size=20))
def test_any_damage_to_a_pdf_leaves_a_paper_or_an_error(at: int, cut: int, put: bytes) -> None:
    at %= len(PDF)
    is_read(PDF[:at] + put + PDF[at + cut :])


@pytest.mark.parametrize("data", [PDF, *WHOLE])
def test_what_is_whole_is_read(data: bytes) -> None:
    assert is_read(data)
    assert any("Dear" in line.text or "Hello" in line.text
               for _, line in read_paper("a", data).lines())  # fmt: skip


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n", r"a\.x: is a picture \(PNG\); expected PDF, DOCX"),
        (b"", "is an empty file"),
        (b"\xd0\xcf\x11\xe0", "old or locked Office file"),
    ],
)
def test_what_no_reader_takes_is_refused_by_what_it_is(data: bytes, says: str) -> None:
    with pytest.raises(PaperError, match=says):
        read_paper("a.x", data)
