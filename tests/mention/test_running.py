"""The running text of a paper: each stretch of it is found again at its page and line."""

from hypothesis import given
from hypothesis import strategies as st

from enduse.mention.running import running
from enduse.papers.plain import paper_of_text


@given(st.text(st.sampled_from("ab \n\f"), max_size=60))
def test_what_a_spot_names_is_what_stands_at_the_line(text: str) -> None:
    paper = paper_of_text("a.txt", text)
    made = running(paper)
    by_place = {(page.number, line.number): line.text for page, line in paper.lines()}
    for start, sign in enumerate(made.text):
        if sign in "\n\f":
            continue
        spot = made.spot(start, start + 1)
        assert by_place[spot.page, spot.line][spot.start : spot.end] == sign


def test_a_stretch_over_two_lines_stands_on_the_first() -> None:
    made = running(paper_of_text("a.txt", "x Example\nTrading LLC"))
    at = made.text.index("Example")
    spot = made.spot(at, at + len("Example\nTrading"))
    assert (spot.line, spot.start, spot.end) == (1, 2, 9)


def test_a_paragraph_begins_where_lines_were_empty() -> None:
    made = running(paper_of_text("a.txt", "one\ntwo\n\nthree\ffour"))
    assert [made.text[start:].split()[0] for start in made.breaks()] == ["three"]
