"""A published XML file as a tree: opened without trust, its elements taken by name."""

import codecs
import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import TypeVar

from lxml import etree

from enduse.errors import ListError
from enduse.lists import raw

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = frozenset((
    "utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252",
))  # fmt: skip
"""What a publisher may declare. In others, such as UTF-7, a bomb need not look like one."""
MAX_ATTRIBUTES = 500
"""Attributes of one element. Published lists have a dozen at most, and lxml looks at each
one anew for every other: two hundred thousand took minutes."""
_LONG = re.compile(rb"<[^<]{%d,}" % (5 * MAX_ATTRIBUTES))
_ASSIGNED = re.compile(rb"""=[\s\0]*["']""")
T = TypeVar("T")
_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}"


class Node:
    """An element whose children and attributes are taken by name; `close` counts the rest.

    Names are local: a namespace changes with an edition of the format, and what is in it
    does not. White space inside text is layout of the file (lines are wrapped at about 80
    columns in some editions), so runs of it are read as one blank. `trace` is shared by
    the whole tree: path -> how many elements, attributes or stray texts were not read.
    """

    __slots__ = ("_attributes", "_children", "_trace", "path", "words")

    def __init__(self, element: etree._Element, path: str, trace: Counter[str]) -> None:
        self.path = path
        self.words = _words(element)
        self._trace = trace
        self._attributes = _attributes(element)
        self._children: dict[str, list[etree._Element]] = {}
        for child in element:
            name = _name(child.tag)
            if name in self._children:
                self._children[name].append(child)
            else:
                self._children[name] = [child]
            tail = child.tail
            if tail and not tail.isspace():
                trace[f"{path}/#text"] += 1
        if self._children and self.words:
            trace[f"{path}/#text"] += 1

    def take(self, tag: str) -> list["Node"]:
        """All children named `tag`, in the order of the file, once."""
        found = self._children.pop(tag, None)
        if found is None:  # more often than not
            return []
        path = f"{self.path}/{tag}"
        return [Node(child, path, self._trace) for child in found]

    def attribute(self, name: str) -> str:
        """The attribute named so, once; empty where it is absent."""
        value = self._attributes.pop(name, "")
        return " ".join(value.split()) if value else ""

    def text(self, *tags: str) -> str:
        """The words of the children named so, in that order, parted by a blank."""
        children = ((tag, child) for tag in tags for child in self._children.pop(tag, ()))
        found = (self._text_of(child, tag) for tag, child in children)
        return " ".join(words for words in found if words)

    def _text_of(self, child: etree._Element, tag: str) -> str:
        """The words of a child; what stands in or at it beside them is counted."""
        if not len(child) and not child.keys():  # most of them: no Node is needed
            return _words(child)
        node = Node(child, f"{self.path}/{tag}", self._trace)
        node.close()
        return node.words

    def values(self, tag: str) -> list[str]:
        """The filled VALUE elements of the children named `tag`."""
        found: list[str] = []
        for child in self.take(tag):
            for value in child.take("VALUE"):
                found += [value.words] if value.words else []
                value.close()
            child.close()
        return found

    def close(self) -> None:
        """Count the children and attributes that nobody took."""
        for tag, children in self._children.items():
            self._trace[f"{self.path}/{tag}"] += len(children)
        for name in self._attributes:
            self._trace[f"{self.path}@{name}"] += 1


def _words(element: etree._Element) -> str:
    """The text of an element, without the layout of the file."""
    text = element.text
    return " ".join(text.split()) if text else ""


def _attributes(element: etree._Element) -> dict[str, str]:
    """The attributes by their local names, without those that name the file's own schema."""
    written: dict[str, str] = dict(element.items())  # type: ignore[arg-type]  # all are text
    for name in written:  # a loop: any() of a generator takes a third longer
        if name[0] == "{":
            break
    else:
        return written
    kept = ((name, value) for name, value in written.items() if not name.startswith(_SCHEMA))
    return {local(name): value for name, value in kept}


@lru_cache(maxsize=1000)  # a format has some hundred names
def _name(tag: object) -> str:
    return local(str(tag))


def open_tree(
    list_id: str, data: bytes, *, roots: Collection[str], trace: Counter[str]
) -> Node:
    """The root element, or a ListError that says where and what.

    `roots` are the local names that the root may have. Nothing is fetched, no entity is
    expanded, and a file with a document type is refused: no publisher's has one, and one
    is what an entity bomb needs.
    """
    expected = _refuse_at_sight(list_id, data, roots)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as trouble:
        raise _broken(list_id, trouble, expected) from trouble
    _refuse_root(list_id, root, roots=roots, expected=expected)
    return Node(root, "", trace)


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=recover,
    )  # fmt: skip


def packed(element: etree._Element) -> bytes:
    """An element as bytes, which are a tenth of its tree, until it is `unpacked`."""
    return etree.tostring(element, encoding="utf-8", xml_declaration=False, with_tail=False)


def unpacked(data: bytes) -> etree._Element:
    """The element that was `packed`.

    It was well-formed once. What the parser complains of without stopping, such as the
    form of a namespace, it says at the end of the file, and not of a part of it.
    """
    return etree.fromstring(data, _parser(recover=True))


def open_each(
    list_id: str, data: bytes, *, roots: Collection[str], tag: str, trace: Counter[str],
    take: Callable[[Node], T],
) -> tuple[Node, list[T]]:  # fmt: skip
    """As `open_tree`, with the elements `tag` right below the root read one by one.

    Each is handed to `take` and then emptied: the tree of a whole file is eleven times its
    bytes (measured on 21 MB in the shape of the EU's list). The root, whose other children
    are whole, keeps the empty ones, so that they can be counted.
    """
    found: list[T] = []
    for element in each_end(list_id, data, roots=roots, tags=(tag,)):
        if _is_below_root(element):
            found.append(take(Node(element, f"/{tag}", trace)))
            empty(element)
    return Node(element, "", trace), found


def open_rest(
    list_id: str, data: bytes, *, roots: Collection[str], tag: str, trace: Counter[str]
) -> Node:
    """The root that `open_each` returns, where nothing is to be taken yet."""
    for element in each_end(list_id, data, roots=roots, tags=(tag,)):
        if _is_below_root(element):
            empty(element)
    return Node(element, "", trace)


def _is_below_root(element: etree._Element) -> bool:
    above = element.getparent()
    return above is not None and above.getparent() is None


def each_end(
    list_id: str, data: bytes, *, roots: Collection[str], tags: Collection[str]
) -> Iterator[etree._Element]:
    """Every element of these local names when it has been read, and the root at last.

    As strict as `open_tree`. What an element holds may be dropped before the next is asked
    for; an element that stands in another of these names comes before it.
    """
    expected = _refuse_at_sight(list_id, data, roots)
    ends = etree.iterparse(
        io.BytesIO(data), events=("end",), tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for number, (_, element) in enumerate(ends):
            if number == 0:  # what an entity stands for is never asked
                _refuse_declared(list_id, element)
            yield element
    except etree.XMLSyntaxError as trouble:
        raise _broken(list_id, trouble, expected) from trouble
    _refuse_root(list_id, ends.root, roots=roots, expected=expected)
    yield ends.root


def empty(element: etree._Element) -> None:
    """Drop all of an element but its name and what stands behind it."""
    element.clear(keep_tail=True)  # type: ignore[call-arg]  # unknown to the stubs


def _refuse_at_sight(list_id: str, data: bytes, roots: Collection[str]) -> str:
    """Stop at what is no such file before it is parsed; in words, what was expected."""
    raw.refuse_empty(list_id, "the file", data)
    expected = f"XML with the root {' or '.join(sorted(roots))}"
    _refuse_document_type(list_id, data, expected)
    _refuse_wrong_bytes(list_id, data)
    refuse_crowd(list_id, "the file", data)
    return expected


def _broken(list_id: str, trouble: etree.XMLSyntaxError, expected: str) -> ListError:
    line, column = trouble.position
    what = str(trouble.msg).rpartition(", line ")[0] or str(trouble.msg)
    found = f"the file is not well-formed at line {line}, column {column}: {what}"
    return ListError(list_id, found, f"well-formed {expected}")


def _refuse_root(
    list_id: str, root: etree._Element, *, roots: Collection[str], expected: str
) -> None:
    _refuse_declared(list_id, root)
    if local(str(root.tag)) not in roots:
        raise ListError(list_id, f"the root element is {str(root.tag)[:60]!r}", expected)


def _refuse_declared(list_id: str, element: etree._Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise ListError(list_id, "the file declares a document type", "XML without one")


def root_of(data: bytes) -> str | None:
    """The local name of the root, read from the first bytes; None where it is no XML.

    Cheap, and no proof: it tells formats apart before one of them is read.

    >>> root_of(b"<?xml version='1.0'?><!-- x --><a:sdnList xmlns:a='u'>")
    'sdnList'
    """
    head = re.sub(rb"<\?.*?\?>|<!--.*?-->", b"", data[:4000], flags=re.DOTALL)
    found = re.match(rb"[\xef\xbb\xbf\s]*<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)", head)
    return found[1].decode("ascii") if found else None


def local(tag: str) -> str:
    """A name without its namespace.

    >>> local("{http://example.org}entry")
    'entry'
    """
    return tag.rpartition("}")[2]


def refuse_crowd(list_id: str, name: str, data: bytes) -> None:
    """Stop at an element with more attributes than anybody writes, before it is opened."""
    for found in _LONG.finditer(data):
        if len(_ASSIGNED.findall(found[0])) > MAX_ATTRIBUTES:
            says = f"{name} has an element with over {MAX_ATTRIBUTES} attributes"
            raise ListError(list_id, says, f"at most {MAX_ATTRIBUTES}")


def _refuse_document_type(list_id: str, data: bytes, expected: str) -> None:
    """Stop before the parser would read a document type; tell a web page from a bomb."""
    found = re.search(rb"<[A-Za-z_]", data[:100_000])
    prologue = data[: found.start() if found else 100_000].lower()
    page = data[found.start() : found.start() + 6].lower() == b"<html>" if found else False
    if (
        page
        or b"<!doctype html" in prologue
        or data[:200].lstrip().lower().startswith(b"<html")
    ):
        raise ListError(list_id, "the file is a web page", expected)
    if b"<!doctype" in prologue:
        raise ListError(list_id, "the file declares a document type", "XML without one")


def _refuse_wrong_bytes(list_id: str, data: bytes) -> None:
    """Name the byte that is not in the encoding the file declares.

    Real: a UN copy of 16 August 2025 declares UTF-8 and holds bytes of Windows-1252.
    """
    declared = _DECLARED.match(data[:300].removeprefix(b"\xef\xbb\xbf").lstrip())
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding not in _ENCODINGS:
        found = f"the file declares the encoding: {encoding[:40]}"
        raise ListError(list_id, found, f"one of {', '.join(sorted(_ENCODINGS))}")
    if encoding not in ("utf-8", "utf8") or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    trouble = first_wrong(data)
    if trouble:
        at, why = trouble
        line = data.count(b"\n", 0, at) + 1
        found = f"byte 0x{data[at]:02X} at offset {at}, line {line}, is not UTF-8"
        raise ListError(list_id, found, "the encoding that the file declares") from why


def first_wrong(data: bytes, *, step: int = 1 << 20) -> tuple[int, UnicodeDecodeError] | None:
    """Where bytes first are not UTF-8; decoded in steps, as text may be twice its bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), step):
        begun = len(decoder.getstate()[0])  # bytes of a letter that was cut at the step
        try:
            decoder.decode(data[start : start + step], final=start + step >= len(data))
        except UnicodeDecodeError as trouble:
            return start - begun + trouble.start, trouble
    return None
