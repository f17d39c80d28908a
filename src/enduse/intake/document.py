"""A trade document -> the order that it tells of, with where each field stood."""

from dataclasses import replace

from enduse.intake.order import Given, read_order
from enduse.model.document import Document
from enduse.model.issue import Issue


def given_of(document: Document, *, countries: frozenset[str], how: str = "") -> Given:
    """The order of one document.

    Its label is the document's own number, else the name of its file. `how` says of
    its reading that somebody looked at it, or nobody did; it stands among the issues, as do
    those of the document.
    """
    label = document.own.number if document.own else document.name
    made = read_order(document.wire, label=label, countries=countries)
    places = {path: f"{document.name} {place}" for path, place in document.places.items()}
    said = (*document.issues, *made.issues, *((Issue("reading", how),) if how else ()))
    return replace(made, issues=said, places=places)
