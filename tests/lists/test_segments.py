import re
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from enduse.lists.segments import split

PAIRS = {"(": ")", "[": "]"}
texts = st.text(alphabet="ab ;()[]'.k", max_size=30)


@given(texts | st.text())
@example("a.k.a. 'X; Y'; a.k.a. 'Z'.")
def test_the_segments_joined_are_the_text(text: str) -> None:
    assert ";".join(split(text)) == text


def partner(text: str, at: int) -> int | None:
    """The slow way: where the bracket that opens at `at` closes, if nothing gets between."""
    waiting = [text[at]]
    for later in range(at + 1, len(text)):
        if text[later] in PAIRS:
            waiting.append(text[later])
        elif text[later] in PAIRS.values() and PAIRS[waiting[-1]] == text[later]:
            waiting.pop()
            if not waiting:
                return later
    return None


def slow(text: str) -> tuple[str, ...]:
    spans = [(at, partner(text, at)) for at, char in enumerate(text) if char in PAIRS]
    cuts = [
        at
        for at, char in enumerate(text)
        if char == ";" and not any(end is not None and a < at < end for a, end in spans)
    ]
    edges = [-1, *cuts, len(text)]
    return tuple(text[a + 1 : b] for a, b in pairwise(edges))


@given(st.text(alphabet="a;()[]", max_size=14))
def test_the_fast_cut_is_the_slow_cut(text: str) -> None:
    assert split(text) == slow(text)


def test_brackets_and_quotes_that_never_close_protect_nothing() -> None:
    assert split("DOB 1962 (circa; POB X") == ("DOB 1962 (circa", " POB X")
    assert split("a.k.a. 'X; POB Y") == ("a.k.a. 'X", " POB Y")


def test_an_apostrophe_inside_a_name_does_not_end_it() -> None:
    assert split("a.k.a. 'AL-SHA'AB; B'; DOB 1962") == ("a.k.a. 'AL-SHA'AB; B'", " DOB 1962")
    assert split("a.k.a. 'BA'A; B'; DOB 1962") == ("a.k.a. 'BA'A; B'", " DOB 1962")


def test_long_hostile_cells_are_cut_quickly() -> None:
    for text in (
        "(" * 100_000 + ")" * 100_000,
        "k.a. '" * 40_000,
        "'" * 200_000,
        ";" * 100_000,
    ):
        assert ";".join(split(text)) == text


def slow_with_quotes(text: str) -> tuple[str, ...]:
    """Character by character: how deep each one stands in closed brackets and quotes."""
    depth = [0] * (len(text) + 1)
    for at, char in enumerate(text):
        end = partner(text, at) if char in PAIRS else None
        for inside in range(at, end or at):
            depth[inside] += 1
    opens = [match.end() for match in re.finditer(r"k\.a\. '", text)]
    for start, limit in pairwise([*opens, len(text)]):
        ends = (at for at in range(start, limit) if re.match(r"'\.?(?:;|\Z)", text[at:]))
        for inside in range(start, next(ends, start)):
            depth[inside] += 1
    cuts = [at for at, char in enumerate(text) if char == ";" and not depth[at]]
    edges = [-1, *cuts, len(text)]
    return tuple(text[a + 1 : b] for a, b in pairwise(edges))


@given(
    st.lists(st.sampled_from(["k.a. '", "'", ";", "(", ")", "[", "]", ".", "a"]), max_size=14)
)
def test_the_fast_cut_is_the_slow_cut_with_quoted_names_too(parts: list[str]) -> None:
    text = "".join(parts)
    assert split(text) == slow_with_quotes(text)
