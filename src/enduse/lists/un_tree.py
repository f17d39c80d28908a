"""The UN file as a tree: opened without trust, its elements taken by name."""

import re
from collections import Counter

from lxml import etree

from enduse.errors import ListError
from enduse.lists import raw

LIST_ID = "un_sc"
ROOT = "CONSOLIDATED_LIST"
_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}noNamespaceSchemaLocation"
_ROOT_ATTRIBUTES = ("dateGenerated", _SCHEMA)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding=["']([A-Za-z0-9._-]+)["']""")


class Node:
    """An element whose children are taken by name; `close` counts what nobody took.

    White space inside text is layout of the file (lines are wrapped at about 80 columns in
    some editions), so runs of it are read as one blank. `trace` is shared by the whole
    tree: path -> how many elements, attributes or stray texts there were not read.
    """

    __slots__ = ("_children", "_trace", "path", "words")

    def __init__(self, element: etree._Element, path: str, trace: Counter[str]) -> None:
        self.path = path
        self.words = " ".join((element.text or "").split())
        self._trace = trace
        self._children: dict[str, list[etree._Element]] = {}
        for child in element:
            self._children.setdefault(str(child.tag), []).append(child)
            # Attributes are only known on the root, text only in elements without children.
            trace.update(f"{path}/{child.tag}@{name!s}" for name in child.attrib)
            if (child.tail or "").strip():
                trace[f"{path}/#text"] += 1
        if len(element) and self.words:
            trace[f"{path}/#text"] += 1

    def take(self, tag: str) -> list["Node"]:
        """All children named `tag`, in the order of the file, once."""
        found = self._children.pop(tag, [])
        return [Node(child, f"{self.path}/{tag}", self._trace) for child in found]

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
        """Count the children that nobody took."""
        for tag, children in self._children.items():
            self._trace[f"{self.path}/{tag}"] += len(children)


def open_tree(data: bytes, trace: Counter[str]) -> tuple[Node, str]:
    """The root and its dateGenerated, or a ListError that says where and what.

    Nothing is fetched, no entity is expanded, and a file with a document type is refused:
    the UN's has none, and one is what an entity bomb needs.
    """
    raw.refuse_empty(LIST_ID, "the file", data)
    _refuse_document_type(data)
    _refuse_wrong_bytes(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as trouble:
        line, column = trouble.position
        what = str(trouble.msg).rpartition(", line ")[0] or str(trouble.msg)
        raise ListError(
            LIST_ID, f"the file is not well-formed at line {line}, column {column}: {what}",
            f"well-formed XML with the root {ROOT}",
        ) from trouble  # fmt: skip
    if root.getroottree().docinfo.internalDTD is not None:
        raise ListError(LIST_ID, "the file declares a document type", "XML without one")
    if root.tag != ROOT:
        raise ListError(LIST_ID, f"the root element is {str(root.tag)[:60]!r}", ROOT)
    trace.update(f"@{name!s}" for name in root.attrib if str(name) not in _ROOT_ATTRIBUTES)
    return Node(root, "", trace), str(root.get("dateGenerated") or "")


def _refuse_document_type(data: bytes) -> None:
    """Stop before the parser would read a document type; tell a web page from a bomb."""
    prologue = data.partition(f"<{ROOT}".encode())[0].lower()
    if b"<!doctype html" in prologue or prologue.lstrip().startswith(b"<html"):
        raise ListError(LIST_ID, "the file is a web page", f"XML with the root {ROOT}")
    if b"<!doctype" in prologue:
        raise ListError(LIST_ID, "the file declares a document type", "XML without one")


def _refuse_wrong_bytes(data: bytes) -> None:
    """Name the byte that is not in the encoding the file declares.

    Real: the copy of 16 August 2025 declares UTF-8 and holds bytes of Windows-1252.
    """
    declared = _DECLARED.match(data.lstrip()[:300])
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding not in ("utf-8", "utf8") or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as trouble:
        at, line = trouble.start, data.count(b"\n", 0, trouble.start) + 1
        raise ListError(
            LIST_ID, f"byte 0x{data[at]:02X} at offset {at}, line {line}, is not UTF-8",
            "the encoding that the file declares",
        ) from trouble  # fmt: skip
