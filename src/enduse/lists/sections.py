"""A published XML file in sections that need each other, read one element at a time.

    root > section > element     "Locations/Location": most of a file is such elements
    root > section               "ReferenceValueSets": a section read as one

Each section needs those that the reader names before it, and a publisher may write them in
another order. An element that comes too early waits as bytes, a tenth of what its tree is.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, Protocol, TypeVar

from lxml import etree

from enduse.lists.tree import Node, each_end, empty, local, packed, unpacked


class Sections(Protocol):
    """Where the elements of a file go, and what nobody took on the way."""

    @property
    def takes(self) -> Mapping[str, Callable[[Node], None]]:
        """Path below the root -> what reads the element there, in the order of need."""

    @property
    def trace(self) -> Counter[str]:
        """Path -> what was not read, as that of a `Node`."""


S = TypeVar("S", bound=Sections)


class _TooLateError(Exception):
    """An element came after something that needed it was read."""


def open_sections(
    list_id: str, data: bytes, *, roots: tuple[str, ...], begin: Callable[[], S]
) -> tuple[Node, S]:
    """The sections of `begin`, all read, and the root with what else is in it.

    Elements of one path are read in the order of the file. A part of a section that comes
    after something that needed it is met only when it comes: then all is read anew, into
    other sections of `begin` and not before the end of the file. Refuses what `open_tree`
    refuses.
    """
    queue = _Queue(begin(), all_wait=False)
    try:
        root = queue.offer_each(each_end(list_id, data, roots=roots, tags=queue.tags))
    except _TooLateError:
        queue = _Queue(begin(), all_wait=True)
        root = queue.offer_each(each_end(list_id, data, roots=roots, tags=queue.tags))
    queue.read_waiting(len(queue.order))
    return queue.rest_of(root), queue.sections


class _Queue(Generic[S]):
    """The elements of a file on their way to what reads them."""

    def __init__(self, sections: S, *, all_wait: bool) -> None:
        self.sections = sections
        self.order = list(sections.takes)
        names = [path.partition("/")[0] for path in self.order]
        self._needs = {path: frozenset(names[:at]) for at, path in enumerate(self.order)}
        self.tags = {name for path in self.order for name in path.split("/")}
        self._all_wait = all_wait
        self._met: set[str] = set()  # sections, by name
        self._reached = 0  # the place in the order up to which all that came is read
        self._waiting: list[list[bytes]] = [[] for _ in self.order]
        self._emptied: etree._Element | None = None

    def offer_each(self, elements: Iterator[etree._Element]) -> etree._Element:
        """Offer all elements of a file to their readers; the last of them, its root."""
        for element in elements:
            path = _path(element)
            self._met.add(path.partition("/")[0])
            if path in self.sections.takes:
                self._offer(element, path)
                self._empty(element, path)
        return element

    def _offer(self, element: etree._Element, path: str) -> None:
        """Read an element now if all that it needs seems to be read."""
        at = self.order.index(path)
        if at < self._reached:
            raise _TooLateError
        if self._all_wait or not self._needs[path] <= self._met:
            self._waiting[at].append(packed(element))
        else:
            self.read_waiting(at + 1)
            self._take(element, path)

    def read_waiting(self, before: int) -> None:
        """Read what waits for the places in the order that are below `before`."""
        for at in range(self._reached, before):
            waiting, self._waiting[at] = self._waiting[at], []
            for data in waiting:
                self._take(unpacked(data), self.order[at])
            self._reached = at

    def _take(self, element: etree._Element, path: str) -> None:
        self.sections.takes[path](Node(element, f"/{path}", self.sections.trace))

    def _empty(self, element: etree._Element, path: str) -> None:
        """Empty an element; drop the one before it, whose tail is whole by now.

        Elements that are only emptied would be a fifth of the bytes of a file.
        """
        empty(element)
        section, last = element.getparent(), self._emptied
        if section is None or "/" not in path:
            return
        if last is not None and last.getparent() is section:
            if (last.tail or "").strip():
                self.sections.trace[f"/{path.partition('/')[0]}/#text"] += 1
            section.remove(last)
        self._emptied = element

    def rest_of(self, root: etree._Element) -> Node:
        """The root, without the sections: what else is in them is counted."""
        node = Node(root, "", self.sections.trace)
        for section, _, inner in (path.partition("/") for path in self.order):
            for group in node.take(section):
                group.take(inner)
                group.close()
        return node


def _path(element: etree._Element) -> str:
    """Where an element stands, if that is one or two steps below the root."""
    above = element.getparent()
    top = None if above is None else above.getparent()
    if above is None or (top is not None and top.getparent() is not None):
        return ""
    name = local(str(element.tag))
    return name if top is None else f"{local(str(above.tag))}/{name}"
