"""Words at places become lines: each once, in reading order, however they were drawn."""

from hypothesis import given
from hypothesis import strategies as st

from enduse.papers.lay import Word, lines_of

WORDS = st.text(st.sampled_from("abcXYZ019äЖ"), min_size=1, max_size=6)
HEIGHT, STEP, BLANK = 10.0, 14.0, 3.0


@st.composite
def pages(draw: st.DrawFn) -> tuple[list[list[list[str]]], list[Word]]:
    """Lines of pieces of words, and the same words at their places."""
    piece = st.lists(WORDS, min_size=1, max_size=4)
    lines = draw(st.lists(st.lists(piece, min_size=1, max_size=4), max_size=5))
    words: list[Word] = []
    for row, line in enumerate(lines):
        across = 40.0
        for some in line:
            for at, word in enumerate(some):
                foot = 50 + row * STEP + draw(st.sampled_from([0.0, 0.5]))
                right = across + 5 * len(word)
                words.append(Word(word, across, right, foot, HEIGHT, at > 0))
                across = right + BLANK
            across += draw(st.sampled_from([9.0, 30.0, 120.0]))
    return lines, words


@given(pages(), st.randoms())
def test_the_order_in_which_words_are_drawn_changes_no_line(
    page: tuple[list[list[list[str]]], list[Word]], random: object
) -> None:
    _, words = page
    mixed = list(words)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert lines_of(mixed) == lines_of(words)


@given(pages())
def test_every_word_stands_in_its_piece_of_its_line(
    page: tuple[list[list[list[str]]], list[Word]],
) -> None:
    lines, words = page
    found = lines_of(words)
    assert [[piece.text.split() for piece in line.pieces] for line in found] == lines
    assert [line.number for line in found] == list(range(1, len(lines) + 1))


@given(pages())
def test_pieces_go_from_left_to_right_and_lines_down(
    page: tuple[list[list[list[str]]], list[Word]],
) -> None:
    found = lines_of(page[1])
    for line in found:
        sides = [side for piece in line.pieces for side in (piece.left, piece.right)]
        assert sides == sorted(sides)
    assert [line.top for line in found] == sorted(line.top for line in found)


def test_a_word_drawn_twice_to_make_it_bold_is_there_once() -> None:
    words = [Word("TOTAL", 50, 80, 99, 10), Word("TOTAL", 50.4, 80.4, 99, 10)]
    assert [line.text for line in lines_of(words)] == ["TOTAL"]


def test_a_word_that_is_said_twice_is_there_twice() -> None:
    words = [Word("Ho", 50, 60, 99, 10), Word("Ho", 63, 73, 99, 10, blank=True)]
    assert [line.text for line in lines_of(words)] == ["Ho Ho"]


def test_arabic_is_read_from_the_right_and_figures_within_keep_their_order() -> None:
    words = [
        Word("شركة", 100, 120, 50, 10),
        Word("ABC", 60, 76, 50, 10, blank=True),
        Word("Ltd", 80, 96, 50, 10, blank=True),
        Word("دبي", 40, 56, 50, 10, blank=True),
        Word("العامة", 20, 36, 50, 10, blank=True),
    ]
    assert [line.text for line in lines_of(words)] == ["شركة ABC Ltd دبي العامة"]


def test_cells_of_a_close_table_stand_apart_where_the_page_writes_its_blanks() -> None:
    text = [Word("ab", 10 + 13 * at, 20 + 13 * at, 20, 10, blank=at > 0) for at in range(15)]
    cells = [Word("Qty", 10, 25, 40, 10), Word("HS", 27.5, 38, 40, 10)]
    assert [piece.text for piece in lines_of([*text, *cells])[1].pieces] == ["Qty", "HS"]
    assert [piece.text for piece in lines_of(cells)[0].pieces] == ["Qty HS"]
