"""Laws of goods in printed documents, on any table and any paper."""

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.intake.forms.goods import goods_in
from enduse.model.paper import Page, Paper, Piece, TextLine
from enduse.papers.plain import paper_of_text
from enduse.places import Places
from tests.intake.forms import made_tables
from tests.intake.forms.made_tables import Made

PLACES = Places.load()
_WORDS = ("Total", "Description", "Quantity", "Qty", "Unit price", "Amount EUR", "HS code",
          "8542.31", "1.234", "12,50", "500 pcs", "Pos", "10", "STC:", "500 CARTONS", "-", "|",
          "Country of origin:", "Übertrag", "page 1", "€", "Gross weight", "kg", "please quote",
          "XC7A100T", "\u200f", "٣", "−5", "1e9", "²")  # fmt: skip

pieces = st.builds(
    lambda text, left, wide: Piece(text, left, left + wide),
    st.one_of(st.sampled_from(_WORDS), st.text(min_size=1, max_size=30)),
    st.floats(-50, 600),
    st.floats(-5, 400),
)
text_lines = st.builds(
    lambda some, number, top: TextLine(tuple(some), number, top),
    st.lists(pieces, min_size=1, max_size=9),
    st.integers(1, 80),
    st.floats(0, 900),
)
papers = st.lists(st.lists(text_lines, max_size=12), max_size=3).map(
    lambda pages: Paper(
        "any", "a text", tuple(Page(n, tuple(some)) for n, some in enumerate(pages, 1))
    )
)
words = st.lists(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=7).map("   ".join), max_size=14
).map("\n".join)


@given(made_tables.tables())
@settings(max_examples=300)
def test_a_table_comes_back_as_it_was_laid_out(made: Made) -> None:
    goods = goods_in(made_tables.paper(made), places=PLACES)
    assert list(goods.lines) == made_tables.wanted(made)
    assert goods.issues == ()
    assert goods.unread == ()


@given(made_tables.tables())
def test_every_value_stands_at_its_place(made: Made) -> None:
    paper = made_tables.paper(made)
    goods = goods_in(paper, places=PLACES)
    texts = {page.place(line): line.text for page, line in paper.lines()}
    for path, place in goods.places.items():
        _, number, name = path.split("/")
        value = goods.lines[int(number)][name]
        assert _digits_or_word(value) in _plain(texts[place])


def _plain(text: str) -> str:
    return re.sub(r"[\s.,]", "", text)


def _digits_or_word(value: Any) -> str:
    if isinstance(value, float):
        return (
            _plain(f"{value:.2f}").removesuffix("00")
            if value.is_integer()
            else _plain(f"{value:.2f}")
        )
    return _plain(str(value).split(" ")[0])


@given(papers | words.map(lambda text: paper_of_text("any", text)))
@settings(max_examples=300)
def test_any_paper_is_read_without_a_crash(paper: Paper) -> None:
    goods = goods_in(paper, places=PLACES)
    lines = {(page.number, line.number) for page, line in paper.lines()}
    assert goods.used <= lines
    for number, line in enumerate(goods.lines):
        assert {f"lines/{number}/{name}" for name in line} <= goods.places.keys()
        told = [issue.where for issue in goods.issues]
        assert line or any(where.startswith(f"lines/{number}/") for where in told)


@given(made_tables.tables())
def test_lines_that_somebody_else_has_read_are_left_alone(made: Made) -> None:
    paper = made_tables.paper(made)
    every = frozenset((page.number, line.number) for page, line in paper.lines())
    assert goods_in(paper, every, PLACES).lines == ()
