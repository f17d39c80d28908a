"""Documents, and the orders of tables and JSON that they are about -> one order each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from enduse.agree.compare import compare
from enduse.desk.dossiers import Dossier, dossiers, number_key
from enduse.desk.joined import joined, order_number
from enduse.desk.shaped import shaped
from enduse.intake.json import read_orders
from enduse.intake.order import Given, read_order
from enduse.model.document import Document, Ref
from enduse.model.issue import Issue
from enduse.places import Places

__all__ = [
    "ON_TERMINAL", "UNSEEN", "Shipment", "accepted", "number_key", "numbers_in", "read_orders",
    "shipments",
]  # fmt: skip

_SHOWN = 12
ON_TERMINAL = "on the terminal"
UNSEEN = "unseen (--yes)"


@dataclass(frozen=True, slots=True)
class Shipment:
    """One order of documents: they, and the order of a table or of JSON that they are about.

    `beside` is the place of that order among those handed in; None where there is none.
    """

    dossier: Dossier
    given: Given
    beside: int | None = None

    @property
    def printed(self) -> tuple[Document, ...]:
        """Those that were read from printed words, which somebody has to look at."""
        return tuple(each for each in self.dossier.documents if not each.exact)


def numbers_in(documents: Iterable[Document]) -> frozenset[str]:
    """The numbers of orders that documents name."""
    return frozenset(
        number_key(ref.number)
        for each in documents
        for ref in each.numbers
        if ref.kind in ("order", "confirmation")
    )


def shipments(
    documents: Sequence[Document],
    orders: Sequence[Given] = (),
    *,
    parcels: Iterable[frozenset[str]] = (),
    countries: frozenset[str],
) -> tuple[Shipment, ...]:
    """Every document in one order. `orders` are those of tables and JSON with the same numbers.

    An order that documents are about is decided once, with all that they say.
    """
    as_documents = [_as_document(each, at, countries) for at, each in enumerate(orders)]
    found = dossiers([*documents, *as_documents], parcels=parcels)
    numbers = {id(each): at for at, each in enumerate(as_documents)}
    made = []
    for dossier in found:
        beside = [numbers[id(each)] for each in dossier.documents if id(each) in numbers]
        if len(beside) == len(dossier.documents):
            continue  # no document is about it: it stays as it is
        label = orders[beside[0]].label if beside else ""
        given = _given(dossier, label=label, countries=countries)
        made.append(Shipment(dossier, given, beside[0] if beside else None))
    return tuple(made)


def accepted(shipment: Shipment, words: str) -> Given:
    """The order, with the words on who looked at what was read from printed documents."""
    printed = shipment.printed
    if not printed:
        return shipment.given
    names = ", ".join(each.name for each in printed[:_SHOWN])
    more = f" and {len(printed) - _SHOWN} more" if len(printed) > _SHOWN else ""
    says = f"was read from the words of {names}{more}, and accepted {words}"
    issue = Issue("reading", says)
    return replace(shipment.given, issues=(*shipment.given.issues, issue))


def _given(dossier: Dossier, *, label: str, countries: frozenset[str]) -> Given:
    documents = dossier.documents
    made = joined(documents)
    label = label or order_number(documents) or documents[0].name
    if label:
        made.wire["id"] = label
    given = read_order(made.wire, label=label, countries=countries)
    said = list(made.issues)
    if len(documents) > 1:
        why = "; ".join(dossier.why[:_SHOWN])
        said.append(Issue("documents", f"{dossier.name} were read as one order: they {why}"))
    issues = (*said, *given.issues)
    against = compare(documents, Places.load())
    return replace(given, issues=issues, places=dict(made.places), compared=against)


def _as_document(given: Given, at: int, countries: frozenset[str]) -> Document:
    """An order of a table or of JSON, as one that documents can be joined with."""
    wire = shaped(given.source) if isinstance(given.source, Mapping) else {}
    # What the values themselves show is said again when the joined order is read.
    again = set(read_order(wire, label=given.label, countries=countries).issues)
    return Document(
        name=f"order {given.label} as given ({at + 1})",
        sort="order",
        what="an order",
        wire=wire,
        exact=True,
        own=Ref("order", given.label),
        places=given.places,
        issues=tuple(each for each in given.issues if each not in again),
    )
