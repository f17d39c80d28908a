"""A published XML file as a tree: opened without trust, its elements taken by name."""

import re
from collections import Counter
from collections.abc import Collection

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
        self.words = " ".join((element.text or "").split())
        self._trace = trace
        # How the file names its own schema is no fact about anybody.
        self._attributes = {
            local(str(name)): str(value)
            for name, value in element.attrib.items()
            if not str(name).startswith(_SCHEMA)
        }
        self._children: dict[str, list[etree._Element]] = {}
        for child in element:
            self._children.setdefault(local(str(child.tag)), []).append(child)
            if (child.tail or "").strip():
                trace[f"{path}/#text"] += 1
        if len(element) and self.words:
            trace[f"{path}/#text"] += 1

    def take(self, tag: str) -> list["Node"]:
        """All children named `tag`, in the order of the file, once."""
        found = self._children.pop(tag, [])
        return [Node(child, f"{self.path}/{tag}", self._trace) for child in found]

    def attribute(self, name: str) -> str:
        """The attribute named so, once; empty where it is absent."""
        return " ".join(self._attributes.pop(name, "").split())

    def text(self, *tags: str) -> str:
        """The words of the children named so, in that order, parted by a blank."""
        found = [child for tag in tags for child in self.take(tag)]
        for child in found:
            child.close()
        return " ".join(child.words for child in found if child.words)

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
        self._trace.update(f"{self.path}@{name}" for name in self._attributes)


def open_tree(
    list_id: str, data: bytes, *, roots: Collection[str], trace: Counter[str]
) -> Node:
    """The root element, or a ListError that says where and what.

    `roots` are the local names that the root may have. Nothing is fetched, no entity is
    expanded, and a file with a document type is refused: no publisher's has one, and one
    is what an entity bomb needs.
    """
    raw.refuse_empty(list_id, "the file", data)
    expected = f"XML with the root {' or '.join(sorted(roots))}"
    _refuse_document_type(list_id, data, expected)
    _refuse_wrong_bytes(list_id, data)
    refuse_crowd(list_id, "the file", data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as trouble:
        line, column = trouble.position
        what = str(trouble.msg).rpartition(", line ")[0] or str(trouble.msg)
        found = f"the file is not well-formed at line {line}, column {column}: {what}"
        raise ListError(list_id, found, f"well-formed {expected}") from trouble
    if root.getroottree().docinfo.internalDTD is not None:
        raise ListError(list_id, "the file declares a document type", "XML without one")
    if local(str(root.tag)) not in roots:
        raise ListError(list_id, f"the root element is {str(root.tag)[:60]!r}", expected)
    return Node(root, "", trace)


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
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as trouble:
        at, line = trouble.start, data.count(b"\n", 0, trouble.start) + 1
        found = f"byte 0x{data[at]:02X} at offset {at}, line {line}, is not UTF-8"
        expected = "the encoding that the file declares"
        raise ListError(list_id, found, expected) from trouble
