"""A trade document as read: the order that it tells of, and what an order has no field for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from enduse.model.issue import Issue
from enduse.model.unread import Unread

Sort = Literal[
    "order", "confirmation", "quote", "proforma", "invoice", "packing_list", "delivery_note",
    "bill_of_lading", "air_waybill", "road_waybill", "letter_of_credit", "end_user_statement",
    "origin_certificate", "message", "other",
]  # fmt: skip
"""What a document is for. `message` is an e-mail's own text."""

RefKind = Literal[
    "order", "confirmation", "quote", "contract", "proforma", "invoice", "packing_list",
    "delivery", "bill", "credit", "container", "other",
]  # fmt: skip
"""What a number is a number of. `order` is the buyer's or the seller's; `bill` that of a bill
of lading, an air waybill or a CMR note; `credit` that of a letter of credit."""

FactName = Literal[
    "incoterm", "incoterm_place", "port_loading", "port_discharge", "place_receipt",
    "place_delivery", "vessel", "voyage", "flight", "container", "seal", "marks",
    "packages", "gross_weight", "net_weight", "volume", "quantity", "total", "currency",
    "issue_date", "order_date", "invoice_date", "delivery_date", "shipment_date",
    "latest_shipment", "due_date", "expiry_date", "signed_by",
    "partial_shipments", "transshipment", "documents_required",
]  # fmt: skip
"""What documents say beside an order's own fields.

Weights are kilograms and volumes cubic metres, as decimal digits with a point; dates are ISO
8601; a total is digits with a point, its currency a fact of its own; an Incoterm is its code
("DAP"). Other values are the words as they stand there.
"""


@dataclass(frozen=True, slots=True)
class Ref:
    """A number that documents of one shipment share, as written there."""

    kind: RefKind
    number: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a document says that no field of an order holds.

    `line` is the line of goods that it is of (its place in `wire["lines"]`), else None.
    `text` is what stands there, `value` what was read of it, `place` where ("page 1 line 9").
    """

    name: FactName
    value: str
    text: str = ""
    place: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document, read.

    `name` is the file's. `wire` is the order as far as this document tells it, in the wire
    form; `places` says where each of its fields stands, by its path ("parties/0/name": "page 1
    line 4"). `own` is the document's own number, `refs` the others that it names. `exact` is
    true where the file itself says which field is which (UBL, MT700); what was read from
    printed words is a reading that somebody has to look at.

    `issues` name fields that could not be read, by path and place; `questions` what only a
    person can tell; `unread` parts of the file that are in no field and may matter.
    """

    name: str
    sort: Sort
    what: str
    wire: Mapping[str, Any]
    exact: bool = False
    own: Ref | None = None
    refs: tuple[Ref, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    issues: tuple[Issue, ...] = ()
    questions: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def numbers(self) -> tuple[Ref, ...]:
        """Its own number, then those that it names."""
        return (self.own, *self.refs) if self.own else self.refs
