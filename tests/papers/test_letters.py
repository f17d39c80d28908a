"""DOCX, ODT, RTF and HTML as papers: the text as it stands now, tables as rows."""

import html as escaping
import io
import re

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.errors import PaperError
from enduse.model.paper import Paper
from enduse.papers.flow import COLUMN, MOST, Flow
from enduse.papers.read import read_paper
from tests.papers.made import MC, W, docx, odt, p, zipped

WORD = st.text(st.sampled_from("abcÄ1Ж丁-|&<"), min_size=1, max_size=5)
TEXT = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
BLOCK = st.one_of(
    TEXT, st.lists(st.lists(TEXT, min_size=2, max_size=2), min_size=1, max_size=3)
)
BLOCKS = st.lists(BLOCK, min_size=1, max_size=5)
few = settings(max_examples=40, deadline=None)


def pieces(paper: Paper) -> list[list[str]]:
    return [[piece.text for piece in line.pieces] for _, line in paper.lines()]


def texts(paper: Paper) -> list[str]:
    return [line.text for _, line in paper.lines()]


def said(paper: Paper) -> str:
    return " | ".join(each.found for each in paper.unread)


def shown(blocks: list[str | list[list[str]]]) -> list[list[str]]:
    """What a document of these blocks is to come back as."""
    return [
        line
        for block in blocks
        for line in ([[block]] if isinstance(block, str) else [list(row) for row in block])
    ]


@few
@given(BLOCKS)
def test_every_word_that_python_docx_writes_comes_back_in_order(
    blocks: list[str | list[list[str]]],
) -> None:
    made = python_docx.Document()
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(len(block), 2)
        for at, row in enumerate(block):
            for column, cell in enumerate(row):
                table.cell(at, column).text = cell
    out = io.BytesIO()
    made.save(out)
    assert pieces(read_paper("a.docx", out.getvalue())) == shown(blocks)


def marked(
    blocks: list[str | list[list[str]]],
    *,
    p: str,
    table: str,
    tr: str,
    td: str,
    inner: str = "",
) -> str:
    """The blocks between marks; `inner` is what a cell needs around its text."""

    def within(tag: str, text: str) -> str:
        return f"<{tag}>{text}</{tag}>" if tag else text

    def row(cells: list[str]) -> str:
        each = (within(td, within(inner, escaping.escape(cell))) for cell in cells)
        return within(tr, "".join(each))

    return "".join(
        within(p, escaping.escape(block))
        if isinstance(block, str)
        else within(table, "".join(row(cells) for cells in block))
        for block in blocks
    )


@few
@given(BLOCKS)
def test_every_word_of_an_odt_comes_back_in_order(blocks: list[str | list[list[str]]]) -> None:
    tags = {"table": "table:table", "tr": "table:table-row", "td": "table:table-cell"}
    body = marked(blocks, p="text:p", inner="text:p", **tags)
    assert pieces(read_paper("a.odt", odt(body))) == shown(blocks)


@few
@given(BLOCKS)
def test_every_word_of_a_web_page_comes_back_in_order(
    blocks: list[str | list[list[str]]],
) -> None:
    body = marked(blocks, p="p", table="table", tr="tr", td="td")
    data = f"<!doctype html><meta charset=utf-8><body>{body}".encode()
    assert pieces(read_paper("a.html", data)) == shown(blocks)


@few
@given(BLOCKS)
def test_every_word_of_an_rtf_comes_back_in_order(blocks: list[str | list[list[str]]]) -> None:
    def rtf(text: str) -> str:
        plain = re.sub(r"([\\{}])", r"\\\1", text)
        return "".join(each if ord(each) < 128 else f"\\u{ord(each)}?" for each in plain)

    body = "".join(
        f"\\pard {rtf(block)}\\par\n"
        if isinstance(block, str)
        else "".join(
            "\\trowd\\pard\\intbl " + "".join(f"{rtf(cell)}\\cell " for cell in row) + "\\row\n"
            for row in block
        )
        for block in blocks
    )
    data = ("{\\rtf1\\ansi " + body + "}").encode()
    assert pieces(read_paper("a.rtf", data)) == shown(blocks)


def test_a_docx_is_read_as_it_stands_now_and_its_changes_are_said() -> None:
    body = p(
        "Ship to ",
        "<w:del><w:r><w:delText>Minsk</w:delText></w:r></w:del>",
        "<w:ins><w:r><w:t>Riga</w:t></w:r></w:ins>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r>",
    )
    notes = f'<w:comments {W}><w:comment w:id="1">{p("why?")}</w:comment></w:comments>'
    paper = read_paper("a.docx", docx(body, comments=notes))
    assert texts(paper) == ["Ship to Riga secretly"]
    assert said(paper) == (
        "has tracked changes: what was deleted was not read (1 places) | "
        "has tracked changes: what was inserted was read (1 places) | "
        "has hidden text, and it was read (1 places) | "
        "has comments beside its text (1), and they were not read"
    )


def test_headers_boxes_controls_and_notes_of_a_docx_are_read_once() -> None:
    box = f"<w:txbxContent>{p('in a box')}</w:txbxContent>"
    ways = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    twice = f"<mc:AlternateContent {MC}>{ways}</mc:AlternateContent>"
    body = (
        p("before", f"<w:r>{twice}</w:r>")
        + f"<w:sdt><w:sdtContent>{p('in a control')}</w:sdtContent></w:sdt>"
    )
    paper = read_paper(
        "a.docx",
        docx(
            body,
            header1=f"<w:hdr {W}>{p('Acme GmbH')}</w:hdr>",
            header2=f"<w:hdr {W}>{p('Acme GmbH')}</w:hdr>",
            footnotes=f'<w:footnotes {W}><w:footnote w:type="separator">{p("---")}</w:footnote>'
            f"<w:footnote>{p('a note')}</w:footnote></w:footnotes>",
        ),
    )
    assert texts(paper) == ["Acme GmbH", "before", "in a box", "in a control", "a note"]


def test_a_cell_of_several_lines_stands_beside_its_neighbours_as_it_is_seen() -> None:
    body = (
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('Buyer')}</w:tc>"
        f"<w:tc>{p('Acme')}{p('Dubai')}</w:tc></w:tr></w:tbl>"
    )
    lines = [line for _, line in read_paper("a.docx", docx(body)).lines()]
    assert [[(x.text, x.left) for x in line.pieces] for line in lines] == [
        [("Buyer", 0.0), ("Acme", 2 * COLUMN)],
        [("Dubai", 2 * COLUMN)],
    ]


def test_tabs_of_a_letter_part_pieces() -> None:
    body = p("Incoterm:", "<w:r><w:tab/><w:t>DAP Riga</w:t></w:r>")
    assert pieces(read_paper("a.docx", docx(body))) == [["Incoterm:", "DAP Riga"]]


def test_a_letter_of_pictures_is_said_to_be_one() -> None:
    data = zipped(
        {
            "word/document.xml": f"<w:document {W}><w:body>{p('Page 1')}</w:body></w:document>",
            "word/media/image1.png": b"x",
        }
    )
    (unread,) = read_paper("a.docx", data).unread
    assert unread.lost
    assert "may be scans" in unread.found


def test_the_changes_comments_and_notes_of_an_odt() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Minsk</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>Ship<text:s text:c='3'/>to<text:note><text:note-body><text:p>a note</text:p>"
        "</text:note-body></text:note><office:annotation><text:p>why</text:p>"
        "</office:annotation> Riga</text:p>"
    )
    paper = read_paper("a.odt", odt(body))
    assert pieces(paper) == [["Ship", "to Riga"], ["a note"]]
    assert "deleted was not read" in said(paper)
    assert "comments beside its text (1)" in said(paper)


def test_a_locked_odt_is_refused() -> None:
    with pytest.raises(PaperError, match="locked with a password"):
        read_paper("a.odt", odt("", manifest="<m><encryption-data/></m>"))


def test_headers_notes_and_letters_of_many_scripts_in_rtf() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}"
        rb"{\header Acme GmbH\par}{\*\generator X;}Gr\'f6\'dfe {\f1\'cf\'f0\'e8} "
        rb"\uc1\u-10179?\u-8704?{\footnote a note}{\deleted gone}\par}"
    )
    paper = read_paper("a.rtf", data)
    assert texts(paper) == ["Acme GmbH", "a note", "Größe При 😀"]
    assert "deleted was not read" in said(paper)


def test_scripts_styles_and_hidden_text_of_a_web_page_are_left_out() -> None:
    data = (
        b"<html><style>a{}</style><script>b()</script><body>"
        b"<div style='display: none'>hid</div>"
        b"<p>Dear&nbsp;<b>Sir</b>s,<br>ship it.<!-- not --></p>"
        b"<table><tr><td><table><tr><td>Qty<td>HS</table></table>"
    )
    paper = read_paper("a.html", data)
    assert pieces(paper) == [["Dear Sirs,"], ["ship it."], ["Qty", "HS"]]
    assert said(paper) == "has hidden text, and it was not read"


LAUGHS = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>"
FILE = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
DOCUMENT = f"<w:document {W}><w:body>{p('&b;')}</w:body></w:document>"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(
            zipped({"word/document.xml": LAUGHS + DOCUMENT}), "document type", id="laughs"
        ),
        pytest.param(zipped({"word/document.xml": FILE + DOCUMENT}), "document type", id="xxe"),
        pytest.param(docx("<w:sdt>" * 9_000), "is broken XML", id="deep"),
        pytest.param(
            zipped({"word/document.xml": b"<a>" + b" " * 120_000_000}), "unpacks to", id="bomb"
        ),
        pytest.param(
            zipped({"word/document.xml": "", **{f"word/media/{n}": "" for n in range(6_000)}}),
            "holds 6001 files",
            id="files",
        ),
        pytest.param(b"PK\3\4word/" + b"x" * 99, "cannot be unpacked", id="broken"),
        pytest.param(b"{\\rtf1 " + b"{" * 9_000, "nested without end", id="rtf"),
    ],
)
def test_a_hostile_letter_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(PaperError, match=says):
        read_paper("a", data)


@pytest.mark.parametrize("tag", [b"<div>", b"<b>", b"<table><tr><td>"])
def test_what_stands_deep_in_a_web_page_is_said_to_be_missing(tag: bytes) -> None:
    paper = read_paper("a.html", b"<html><body>" + tag * 20_000 + b"x")
    assert any(each.lost for each in paper.unread)


def test_boxes_within_boxes_cost_no_more_than_they_hold() -> None:
    body = "<w:p><w:txbxContent>" * 60 + p("x") + "</w:txbxContent></w:p>" * 60
    assert texts(read_paper("a.docx", docx(body))) == ["x"]


def test_lines_beyond_anybodys_are_said_to_be_left_out() -> None:
    flow = Flow()
    for _ in range(MOST):
        flow.text("x")
    assert flow.unread("a") == ()
    flow.text("")
    assert flow.unread("a") == ()
    flow.text("one more")
    (unread,) = flow.unread("a")
    assert unread.lost
    assert len(flow.page().lines) == MOST
