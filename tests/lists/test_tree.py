from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists.tree import Node, first_wrong, open_each, open_rest, open_tree

stray = st.sampled_from(("", "\n  ", "stray"))


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file of parties between other elements, with text and attributes gone astray."""
    party = st.builds(
        '{}<party id="{}" odd="1">{}<name>A {}</name><party>inside</party></party>'.format,
        stray, st.integers(0, 9), stray, st.integers(0, 9),
    )  # fmt: skip
    other = st.builds("{}<place>{}</place><!-- said -->".format, stray, st.integers(0, 9))
    inside = "".join(draw(st.lists(party | other, max_size=6)))
    start = '<list xmlns="urn:x" date="2026-01-01">' if draw(st.booleans()) else "<list>"
    return f"{start}{draw(stray)}{inside}{draw(stray)}</list>".encode()


def party(node: Node) -> tuple[str, str, list[str]]:
    told = node.attribute("id"), node.text("name"), [n.words for n in node.take("party")]
    node.close()
    return told


@given(files())
def test_parties_read_one_by_one_are_those_of_the_whole_tree(data: bytes) -> None:
    once, each = Counter[str](), Counter[str]()
    whole = open_tree("ch_seco", data, roots=("list",), trace=once)
    slow = [party(node) for node in whole.take("party")]
    root, fast = open_each(
        "ch_seco", data, roots=("list",), tag="party", trace=each, take=party
    )
    assert fast == slow
    assert len(root.take("party")) == len(slow)
    assert root.text("place") == whole.text("place")
    root.close()
    whole.close()
    assert each == once


@given(files())
def test_the_rest_of_a_file_is_the_root_without_what_is_in_its_parties(data: bytes) -> None:
    each, bare = Counter[str](), Counter[str]()
    root, _ = open_each("ch_seco", data, roots=("list",), tag="party", trace=each,
                        take=lambda _: None)  # fmt: skip
    rest = open_rest("ch_seco", data, roots=("list",), tag="party", trace=bare)
    assert rest.attribute("date") == root.attribute("date")
    assert rest.text("place") == root.text("place")
    assert len(rest.take("party")) == len(root.take("party"))
    root.close()
    rest.close()
    within = {path for path in each if path.startswith("/party/")}
    assert bare == Counter({path: each[path] for path in each.keys() - within})


letters = ("a", "é", "€", "😀")
pieces = st.sampled_from([*(letter.encode() for letter in letters), b"\xff", b"\xe2", b"\x98"])


@given(st.lists(pieces, max_size=8).map(b"".join), st.integers(1, 9))
def test_the_first_byte_that_is_not_utf_8_is_found_in_any_step(data: bytes, step: int) -> None:
    try:
        data.decode("utf-8")
        wrong = None
    except UnicodeDecodeError as trouble:
        wrong = trouble.start
    found = first_wrong(data, step=step)
    assert (found[0] if found else None) == wrong


def test_a_party_that_was_read_is_emptied() -> None:
    data = b"<list>" + b"<party><name>A</name></party>" * 3 + b"</list>"
    root, _ = open_each(
        "ch_seco", data, roots=("list",), tag="party", trace=Counter(), take=party
    )
    assert [node.text("name") for node in root.take("party")] == ["", "", ""]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"<list><party/><party>", "not well-formed at line 1"),
        (b"<other><party/></other>", "root element is 'other'"),
        (b"<!DOCTYPE list><list/>", "declares a document type"),
        (b"<list>\xe9</list>", "byte 0xE9 at offset 6"),
        (b" ", "is empty"),
    ],
)
def test_what_the_whole_tree_refuses_is_refused_one_by_one(data: bytes, found: str) -> None:
    with pytest.raises(ListError, match=found):
        open_tree("ch_seco", data, roots=("list",), trace=Counter())
    with pytest.raises(ListError, match=found):
        open_each("ch_seco", data, roots=("list",), tag="party", trace=Counter(), take=party)
