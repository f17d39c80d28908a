"""XML from anybody, opened without trust: no document type, no entities, no network."""

from collections.abc import Iterator

from lxml import etree

from enduse.errors import PaperError
from enduse.model.paper import Paper
from enduse.papers.flow import Flow
from enduse.papers.kinds import XML

Element = etree._Element  # noqa: SLF001  # its public name does not exist


def tree(name: str, content: bytes) -> Element:
    """The root of an XML document.

    Raises:
        PaperError: it is no XML, deeper than 256 levels, or declares a document type, which a
            bomb of entities needs.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise PaperError(name, f"is broken XML ({trouble})", "a whole file") from trouble
    if root.getroottree().docinfo.internalDTD is not None:
        raise PaperError(name, "declares a document type", "XML without one")
    return root


def texts(element: Element) -> Iterator[str]:
    """The texts of an element and of all below it, in order."""
    return (text for text in element.itertext() if isinstance(text, str))


def paper_of_xml(name: str, data: bytes) -> Paper:
    """The texts of any XML, each a line; what they mean is read elsewhere."""
    flow = Flow()
    for text in texts(tree(name, data)):
        if text.strip():
            flow.text(text)
    return Paper(name, XML, (flow.page(),))
