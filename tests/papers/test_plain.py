"""A plain text as a paper: nothing of it is lost, and every line knows where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from enduse.papers.plain import paper_of, paper_of_text

TEXTS = st.text(st.sampled_from(" \t\n\f\r:abcÄ丁"), max_size=80)


@given(TEXTS)
def test_every_word_of_a_text_stands_in_its_lines_in_order(text: str) -> None:
    paper = paper_of_text("a.txt", text)
    words = [
        word
        for _, line in paper.lines()
        for piece in line.pieces
        for word in piece.text.split()
    ]
    assert words == text.split()


@given(st.lists(st.sampled_from(["", "ab  c", " x"]), min_size=1))
def test_a_line_has_the_number_that_an_editor_shows(lines: list[str]) -> None:
    paper = paper_of_text("a.txt", "\n".join(lines))
    assert [line.number for _, line in paper.lines()] == [
        number for number, line in enumerate(lines, start=1) if line
    ]


def test_columns_of_a_text_stand_apart_and_know_where() -> None:
    (page,) = paper_of("a.txt", b"Qty   Description\n500\tFPGA chip\n").pages
    assert [[piece.text for piece in line.pieces] for line in page.lines] == [
        ["Qty", "Description"],
        ["500", "FPGA chip"],
    ]
    assert page.lines[0].pieces[1].left == 6.0
    assert page.place(page.lines[1]) == "line 2"


def test_a_form_feed_begins_a_page() -> None:
    paper = paper_of_text("a.txt", "one\f\ntwo\f")
    assert [(page.number, line.number, line.text) for page, line in paper.lines()] == [
        (1, 1, "one"),
        (2, 2, "two"),
    ]
