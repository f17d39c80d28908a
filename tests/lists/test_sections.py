from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists.sections import Sections, open_sections
from enduse.lists.tree import Node, open_tree

stray = st.sampled_from(("", "", "\n  ", "stray"))


class Told:
    """Three sections: words, and elements of two kinds that need what stands before them."""

    def __init__(self) -> None:
        self.trace, self.said = Counter[str](), list[str]()
        self.takes: dict[str, Callable[[Node], None]] = {
            "words": self._take, "places/place": self._take, "parties/party": self._take,
        }  # fmt: skip

    def _take(self, node: Node) -> None:
        inside = [f"{each.attribute('id')}{each.words}" for each in node.take("place")]
        self.said.append(f"{node.path} {node.attribute('id')} {node.text('name')} {inside}")
        node.close()


def whole_tree(data: bytes, file: Sections, root: str) -> Node:
    """The slow way: the tree of all the file, and its sections in the order of need."""
    tree = open_tree("ch_seco", data, roots=(root,), trace=file.trace)
    for path, take in file.takes.items():
        section, _, inner = path.partition("/")
        for group in tree.take(section):
            for node in group.take(inner) if inner else [group]:
                take(node)
            if inner:
                group.close()
    return tree


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Sections in any order and number, with elements, text and attributes gone astray."""
    inner = st.builds(
        '{0}<{1} id="{2}" {3}>{0}<name>{2}</name><place id="3"><place/>é</place></{1}>'.format,
        stray, st.sampled_from(("place", "party", "words", "odd")), st.integers(0, 9),
        st.sampled_from(("", 'odd="1"')),
    )  # fmt: skip
    section = st.builds(
        "{0}<{1} {2}>{3}{0}</{1}>{0}<!-- said -->".format, stray,
        st.sampled_from(("words", "places", "parties", "odd")),
        st.sampled_from(("", 'odd="1"')), st.lists(inner, max_size=4).map("".join),
    )  # fmt: skip
    inside = "".join(draw(st.lists(section, max_size=6)))
    start = '<list xmlns="urn:x" date="2026">' if draw(st.booleans()) else "<list>"
    return f"{start}{draw(stray)}{inside}{draw(stray)}</list>".encode()


@given(files())
def test_sections_read_one_element_at_a_time_are_those_of_the_whole_tree(data: bytes) -> None:
    slow = Told()
    whole = whole_tree(data, slow, "list")
    root, fast = open_sections("ch_seco", data, roots=("list",), begin=Told)
    assert fast.said == slow.said
    assert root.attribute("date") == whole.attribute("date")
    assert len(root.take("odd")) == len(whole.take("odd"))
    root.close()
    whole.close()
    assert fast.trace == slow.trace


def begun(data: bytes) -> int:
    """How often the sections of a file are begun until they are read."""
    times: list[Told] = []

    def begin() -> Told:
        times.append(Told())
        return times[-1]

    open_sections("ch_seco", data, roots=("list",), begin=begin)
    return len(times)


def test_a_file_is_read_anew_only_where_a_section_goes_on_too_late() -> None:
    words, places = "<words/>", "<places><place/></places>"
    parties = "<parties><party/></parties>"
    once = (f"{words}{places}{parties}", f"{parties}{places}{words}", f"{parties}{words}")
    assert [begun(f"<list>{data}</list>".encode()) for data in once] == [1, 1, 1]
    assert begun(f"<list>{words}{places}{parties}{places}</list>".encode()) == 2


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"<list><places><place/><places>", "not well-formed at line 1"),
        (b"<other><places><place/></places></other>", "root element is 'other'"),
        (b"<!DOCTYPE list><list/>", "declares a document type"),
        (b"<list>\xe9</list>", "byte 0xE9 at offset 6"),
        (b" ", "is empty"),
    ],
)
def test_what_the_whole_tree_refuses_is_refused_in_sections(data: bytes, found: str) -> None:
    with pytest.raises(ListError, match=found):
        open_sections("ch_seco", data, roots=("list",), begin=Told)


def test_an_entity_is_refused_before_an_element_waits_with_it() -> None:
    text = (
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE list [<!ENTITY a "b">]>'
        "<list><parties><party>&a;</party></parties></list>"
    )
    with pytest.raises(ListError, match="declares a document type"):
        open_sections("ch_seco", text.encode("utf-16"), roots=("list",), begin=Told)
