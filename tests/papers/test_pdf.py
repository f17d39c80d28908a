"""A PDF as a paper: every word with its page, and what is no text is said."""

import random
import subprocess
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import black, blue, white
from reportlab.pdfgen.canvas import Canvas

from enduse.errors import PaperError
from enduse.model.paper import Paper
from enduse.papers.pdf import paper_of_pdf
from enduse.papers.pdf_said import pages_said
from tests.papers.drawn import CATALOG, FONT, HELLO, PAGES, drawn, page, stream, words, written

slow = settings(max_examples=12, deadline=None)
LINES = st.lists(
    st.lists(st.sampled_from(["Acme", "Ltd", "8413.70", "pump", "500", "Köln"]), min_size=1,
             max_size=6), max_size=5)  # fmt: skip


def texts(paper: Paper) -> list[str]:
    return [line.text for _, line in paper.lines()]


def said(paper: Paper) -> list[tuple[str, bool]]:
    return [(f"{each.place} {each.found}", each.lost) for each in paper.unread]


@slow
@given(st.lists(LINES, min_size=1, max_size=3))
def test_every_word_of_every_page_comes_back_once_and_in_order(
    pages: list[list[list[str]]],
) -> None:
    def draw(canvas: Canvas, lines: list[list[str]]) -> None:
        for at, line in enumerate(lines):
            canvas.drawString(50, 780 - at * 15, " ".join(line))

    paper = paper_of_pdf("a.pdf", drawn(*(lambda c, p=p: draw(c, p) for p in pages)))
    found = {each.number: [line.text.split() for line in each.lines] for each in paper.pages}
    assert found == {number: lines for number, lines in enumerate(pages, start=1) if lines}
    assert paper.unread == ()


@slow
@given(st.randoms())
def test_the_order_of_drawing_changes_nothing(mix: random.Random) -> None:
    cells = [(40 + 120 * x, 700 - 15 * y, f"cell {x}{y}") for x in range(4) for y in range(5)]

    def draw(canvas: Canvas) -> None:
        for x, y, text in cells:
            canvas.drawString(x, y, text)

    before = paper_of_pdf("a.pdf", drawn(draw))
    mix.shuffle(cells)
    assert paper_of_pdf("a.pdf", drawn(draw)) == before
    assert texts(before)[0] == "cell 00  cell 10  cell 20  cell 30"


def test_a_piece_knows_where_it_stands_in_points() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 742, "Consignee:")
        canvas.drawString(200, 742, "Acme")

    ((_, line),) = paper_of_pdf("a.pdf", drawn(draw)).lines()
    assert [(piece.text, round(piece.left)) for piece in line.pieces] == [
        ("Consignee:", 50),
        ("Acme", 200),
    ]
    assert line.top == 100.0


def test_what_is_filled_in_a_form_is_read_beside_its_label() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "End user:")
        canvas.acroForm.textfield(
            name="u", value="Acme FZE", x=120, y=692, width=200, height=20
        )
        canvas.drawString(50, 650, "For civil use")
        canvas.acroForm.checkbox(name="a", checked=True, x=150, y=645)
        canvas.acroForm.checkbox(name="b", checked=False, x=190, y=645)

    paper = paper_of_pdf("a.pdf", drawn(draw))
    assert texts(paper) == ["End user:  Acme FZE", "For civil use  [x]  [ ]"]


def test_a_turned_page_and_turned_letters_are_read_as_somebody_would_turn_them() -> None:
    def turned_page(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.drawString(100, 100, "first line")
        canvas.drawString(100, 80, "second line")

    def turned_letters(canvas: Canvas) -> None:
        canvas.setPageRotation(0)
        canvas.rotate(90)
        canvas.drawString(100, -300, "first line up")
        canvas.drawString(100, -320, "second line up")

    paper = paper_of_pdf("a.pdf", drawn(turned_page, turned_letters))
    assert texts(paper) == ["first line", "second line", "first line up", "second line up"]


def picture(canvas: Canvas, share: float = 1.0) -> None:
    canvas.drawInlineImage(_noise(), 0, 0, 595, 842 * share)


def _noise() -> object:
    image = pytest.importorskip("PIL.Image")
    return image.effect_noise((60, 80), 50).convert("RGB")


def test_pages_that_are_pictures_are_named_and_an_empty_page_is_none() -> None:
    def text(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "Invoice 12")

    def stamped(canvas: Canvas) -> None:
        picture(canvas)
        canvas.drawString(50, 20, "Page 4/5")

    paper = paper_of_pdf("a.pdf", drawn(text, picture, picture, stamped, lambda _: None))
    assert texts(paper) == ["Invoice 12", "Page 4/5"]
    assert said(paper) == [
        ("a.pdf pages 2-3 is a picture (a scan) without text", True),
        ("a.pdf page 4 is a picture (a scan) with only a few words as text", True),
    ]


def test_text_that_a_program_recognised_below_a_scan_is_used_and_said() -> None:
    def draw(canvas: Canvas) -> None:
        picture(canvas)
        text = canvas.beginText(50, 700)
        text.setTextRenderMode(3)
        text.textLine("Invoice number 12345 of Acme Ltd")
        canvas.drawText(text)

    paper = paper_of_pdf("a.pdf", drawn(draw))
    assert texts(paper) == ["Invoice number 12345 of Acme Ltd"]
    (found,) = said(paper)
    assert "a program recognised" in found[0]
    assert not found[1]


def test_words_that_nobody_sees_are_read_and_said_and_white_ones_on_colour_are_seen() -> None:
    def seen(canvas: Canvas) -> None:
        canvas.setFillColor(blue)
        canvas.rect(50, 690, 300, 20, fill=1, stroke=0)
        canvas.setFillColor(white)
        canvas.drawString(55, 695, "Qty Description")
        canvas.setFillColor(black)

    def unseen(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "Dear Sirs")
        canvas.setFillColor(white)
        canvas.drawString(50, 650, "for Acme")
        canvas.setFillColor(black)

    paper = paper_of_pdf("a.pdf", drawn(seen, unseen))
    assert texts(paper) == ["Qty Description", "Dear Sirs", "for Acme"]
    (found,) = said(paper)
    assert found[0].startswith("a.pdf page 2 has words that nobody sees")


def test_letters_without_a_meaning_are_said_to_be_none() -> None:
    codes = b"<0102030405> Tj 0 -20 Td <060708090a> Tj"
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<<"
        b"/Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>>>]>>"
    )
    content = b"BT /F 12 Tf 50 700 Td " + codes + b" ET"
    paper = paper_of_pdf("a.pdf", written(CATALOG, PAGES, page(), stream(content), font))
    lost = [text for text, lost in said(paper) if lost]
    assert lost == [
        "a.pdf page 1 has letters without a meaning in the file; to be read as a scan is"
    ]


def test_a_file_within_comes_with_the_paper() -> None:
    catalog = (
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(factur-x.xml) 6 0 R]>>>>>>"
    )
    spec = b"<</Type/Filespec/F(factur-x.xml)/UF(factur-x.xml)/EF<</F 7 0 R>>>>"
    data = written(
        catalog, PAGES, page(), stream(HELLO), FONT, spec,
        stream(b"<x/>", b"/Type/EmbeddedFile"),
    )  # fmt: skip
    (file,) = paper_of_pdf("a.pdf", data).attached
    assert (file.name, file.data) == ("factur-x.xml", b"<x/>")


def test_a_locked_pdf_is_refused_with_what_to_do() -> None:
    data = drawn(lambda c: c.drawString(50, 700, "x"), password="a")  # noqa: S106
    with pytest.raises(PaperError, match="locked with a password; expected the PDF without"):
        paper_of_pdf("a.pdf", data)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7" + bytes(range(256)) * 99])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(PaperError, match="cannot be opened as a PDF"):
        paper_of_pdf("a.pdf", data)


def bomb(size: int) -> bytes:
    return stream(zlib.compress(b" " * size, 9), b"/Filter/FlateDecode")


def kids(pages: bytes, count: int) -> bytes:
    return b"<</Type/Pages/Kids[%s]/Count %d>>" % (pages, count)


DRAWS = b"/XObject<</X 6 0 R>>"
LOOP = stream(
    b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
)


@pytest.mark.parametrize(
    ("objects", "reads", "says"),
    [
        pytest.param(
            (CATALOG, kids(b"2 0 R 3 0 R", 5), page(), stream(HELLO), FONT),
            ["Hello World"],
            "pages 2-5 cannot be opened",
            id="a tree of pages that holds itself",
        ),
        pytest.param(
            (CATALOG, kids(b"3 0 R", 1_000_000), page(), stream(HELLO), FONT),
            ["Hello World"],
            "pages 52-1000000 not read",
            id="a million pages that are not there",
        ),
        pytest.param(
            (CATALOG, PAGES, page(DRAWS), stream(HELLO + b" /X Do"), FONT, LOOP),
            ["Hello World"],
            "",
            id="a form that draws itself",
        ),
        pytest.param(
            (CATALOG[:-2] + b"/X " + b"[" * 90_000 + b"]" * 90_000 + b">>", PAGES, page(),
             stream(HELLO), FONT),
            ["Hello World"],
            "",
            id="arrays in arrays",
        ),
        pytest.param(
            (CATALOG, PAGES, page(keys=b"/Annots[" + b"6 0 R " * 20_000 + b"]"), stream(HELLO),
             FONT, b"<</Type/Annot/Subtype/FreeText/Rect[0 0 99 99]/Contents(free)>>"),
            ["Hello World", "free"],
            "",
            id="one note twenty thousand times",
        ),
    ],
)  # fmt: skip
def test_a_hostile_pdf_is_read_as_far_as_it_goes(
    objects: tuple[bytes, ...], reads: list[str], says: str
) -> None:
    paper = paper_of_pdf("a.pdf", written(*objects))
    assert texts(paper) == reads
    assert says in " | ".join(text for text, _ in said(paper))
    assert bool(says) == any(lost for _, lost in said(paper))


def test_a_page_that_takes_all_memory_is_named_and_the_next_is_read() -> None:
    data = written(
        CATALOG, b"<</Type/Pages/Kids[6 0 R 3 0 R]/Count 2>>", page(), stream(HELLO), FONT,
        page().replace(b"4 0 R", b"7 0 R"), bomb(1_500_000_000),
    )  # fmt: skip
    paper = paper_of_pdf("a.pdf", data)
    assert [(each.number, [line.text for line in each.lines]) for each in paper.pages] == [
        (2, ["Hello World"])
    ]
    assert said(paper) == [("a.pdf page 1 broke its reader", True)]


def test_what_is_not_read_in_time_is_said() -> None:
    with pytest.raises(PaperError, match="took over 0 seconds"):
        paper_of_pdf("a.pdf", written(CATALOG, PAGES, page(), stream(HELLO), FONT), seconds=0.0)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([3], "page 3"), ([1, 2, 3], "pages 1-3"), ([1, 3, 4], "pages 1, 3-4")],
)
def test_numbers_of_pages_are_said_in_runs(numbers: list[int], text: str) -> None:
    assert pages_said(numbers) == text


def test_words_keep_their_hyphens_and_ligatures_are_letters() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "non-return manip-")
        canvas.drawString(50, 685, "ulation")

    assert words(texts(paper_of_pdf("a.pdf", drawn(draw)))) == [
        "non-return",
        "manip-",
        "ulation",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_a_reader_that_loops_ends_without_its_parent() -> None:
    loop = "from enduse.papers.pdf_child import limit\nlimit(1)\nwhile True: pass"
    ended = subprocess.run([sys.executable, "-c", loop], timeout=60, check=False)
    assert ended.returncode < 0
