"""XML from anybody -> a tree that fetches nothing, and where its parts stand."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from enduse.errors import OrderError
from enduse.intake.edocs.said import Said
from enduse.papers.encoding import decoded

Element = Any
"""An element of lxml."""

_MOST = 50_000_000
_HEAD = 65_536
_SHOWN = 160
_REASON = 300
_WELL = "well-formed XML, as the program that made it writes it; ask for the file again"
_PROLOG = re.compile(r"(?i)\ufeff?\s*<(?!!doctype\s+html|html\b)(?:[?!]|[A-Z_][\w.-]*[\s:/>])")
_MARKS = re.compile(
    r"urn:oasis:names:specification:ubl|urn:un:unece|urn:ferd:|iata:\w+waybill|EDI_DC|UAECMR|"
    r"StandardBusinessDocument|eFTI"
)
_DECLARED = re.compile(rb"<\?xml\s[^>]*\?>")
_PARTS = 100
_BLANKS = re.compile(r"\s+")


def looks_xml(data: bytes) -> bool:
    """Whether a file begins as XML does, in any encoding."""
    return bool(_PROLOG.match(decoded(data[:_HEAD])[0]))


def is_marked(data: bytes) -> bool:
    """Whether an XML file says early that it is an e-document, be it broken further on."""
    return bool(_MARKS.search(decoded(data[:_HEAD])[0]))


def parts(name: str, data: bytes) -> Iterator[bytes]:
    r"""The documents of a file of several, one behind the other; lines keep their numbers.

    Raises:
        OrderError: there are over a hundred.

    >>> list(parts("a", b'<?xml version="1.0"?><a/>\n<?xml version="1.0"?><b/>'))
    [b'<?xml version="1.0"?><a/>\n', b'\n<b/>']
    """
    starts = [found.start() for found in _DECLARED.finditer(data)]
    if len(starts) > _PARTS:
        raise OrderError(
            name, f"holds {len(starts):,} documents", f"at most {_PARTS} in a file"
        )
    if len(starts) <= 1:
        yield data
        return
    yield data[: starts[1]]
    lines = data[: starts[1]].count(b"\n")
    for start, end in zip(starts[1:], [*starts[2:], len(data)], strict=True):
        # A declaration must stand first, and the lines before it must be there to be counted.
        yield b"\n" * lines + _DECLARED.sub(b"", data[start:end], count=1)
        lines += data[start:end].count(b"\n")


def parsed(name: str, data: bytes) -> Element:
    """The root of a file.

    Raises:
        OrderError: it is not well-formed, declares a document type (which a bomb of entities
            and a call to a foreign file need), is nested over 256 deep, or is too large.
    """
    if len(data) > _MOST:
        raise OrderError(name, f"has {len(data):,} bytes of XML", f"at most {_MOST:,}")
    from lxml import etree  # where the first XML comes, for an order in JSON needs none

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as trouble:
        line = trouble.lineno or 0
        where = f"{name} line {line}" if line else name
        raise OrderError(where, *_why(str(trouble.msg or ""))) from trouble
    except (ValueError, LookupError) as trouble:
        raise OrderError(name, f"is broken XML: {trouble}"[:_REASON], _WELL) from trouble
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise OrderError(name, "declares a document type (DOCTYPE)", "XML without one")
    return root


def _why(message: str) -> tuple[str, str]:
    """What a parser said, in words that say what to do."""
    if "amplification" in message:
        return "declares a document type (DOCTYPE)", "XML without one"
    if "depth" in message:
        return "is nested over 256 deep", "a document of trade, which is not"
    if "XML_PARSE_HUGE" in message:
        return "holds one text of over 10 MB", "the file without so large an attachment"
    return f"is broken XML: {' '.join(message.split())}"[:_REASON], _WELL


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element: Element) -> str:
    """The namespace of an element, empty where it has none."""
    tag = element.tag
    return str(tag)[1:].partition("}")[0] if isinstance(tag, str) and tag[:1] == "{" else ""


class Tree:
    """One document in XML, and what of it has been read.

    Paths are local names: "Party/PartyName/Name"; "|" stands between alternatives, of which
    all are taken in turn.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self._read: set[Element] = set()
        self._children: dict[Element, dict[str, list[Element]]] = {}
        self._numbers: dict[Element, dict[Element, int]] = {}

    def all(self, node: Element | None, path: str) -> list[Element]:
        """The elements at a path below a node, in the order of alternatives."""
        if node is None:
            return []
        found: list[Element] = []
        for alternative in path.split("|"):
            some = [node]
            for name in alternative.split("/"):
                some = [child for each in some for child in self._named(each).get(name, ())]
            found += some
        return found

    def _named(self, element: Element) -> dict[str, list[Element]]:
        """The children of an element by name: looked at once, for a bomb may have a million."""
        found = self._children.get(element)
        if found is None:
            found = {}
            for child in element:
                found.setdefault(local(child), []).append(child)
            self._children[element] = found
        return found

    def first(self, node: Element | None, path: str) -> Element | None:
        """The first element at a path, None where there is none."""
        return next(iter(self.all(node, path)), None)

    def says(self, node: Element | None, path: str) -> list[Said]:
        """The texts at a path that are not empty; they count as read."""
        found = (self.text(each) for each in self.all(node, path))
        return [said for said in found if said.text]

    def say(self, node: Element | None, path: str) -> Said | None:
        """The first text at a path that is not empty."""
        return next(iter(self.says(node, path)), None)

    def text(self, element: Element) -> Said:
        """The text of one element, which counts as read."""
        self._read.add(element)
        text = _BLANKS.sub(" ", element.text or "").strip()
        beside = {str(key).rpartition("}")[2]: str(value) for key, value in element.items()}
        return Said(text, self.place(element), beside)

    def place(self, element: Element) -> str:
        """Where an element stands: its line, and its path with numbers where it repeats."""
        parts = []
        node = element
        while node is not None:
            number = self._number(node)
            prefix = f"{node.prefix}:" if node.prefix else ""
            parts.append(f"{prefix}{local(node)}{f'[{number}]' if number else ''}")
            node = node.getparent() if node is not self.root else None
        return f"line {element.sourceline}: /{'/'.join(reversed(parts))}"

    def _number(self, element: Element) -> int:
        """Its number among brothers of its name, 0 where it has none."""
        parent = element.getparent()
        if parent is None:
            return 0
        if parent not in self._numbers:
            by_tag: dict[object, list[Element]] = {}
            for child in parent:
                by_tag.setdefault(child.tag, []).append(child)
            self._numbers[parent] = {
                child: number
                for some in by_tag.values()
                if len(some) > 1
                for number, child in enumerate(some, start=1)
            }
        return self._numbers[parent].get(element, 0)

    def left(self, harmless: Callable[[str], bool]) -> Iterator[Said]:
        """The texts that nobody read, but those at or below an element that is harmless."""
        stack = [self.root]
        while stack:
            element = stack.pop()
            if not isinstance(element.tag, str) or harmless(local(element)):
                continue
            children = list(element)
            text = _BLANKS.sub(" ", element.text or "").strip()
            if text and element not in self._read:
                yield Said(text[:_SHOWN], self.place(element))
            stack += reversed(children)
