"""Ports, vessels, Incoterms and days of several documents."""

from collections.abc import Iterator, Sequence

from enduse.agree.alike import goods_key
from enduse.agree.differ import Said, verdict_on, where
from enduse.agree.figures import said_of
from enduse.agree.words import place_of, vessel_of
from enduse.model.conflict import Agreed, Conflict, Gravity, Side
from enduse.model.document import Document, FactName, Sort
from enduse.places import Places

_WORD = 4
"""Letters of which a place is known in an address."""
_PORTS: tuple[FactName, ...] = (
    "port_loading",
    "port_discharge",
    "place_receipt",
    "place_delivery",
)
_DAYS: tuple[tuple[FactName, Sort, Gravity], ...] = (
    ("order_date", "order", "review"), ("invoice_date", "invoice", "review"),
    ("delivery_date", "other", "note"), ("shipment_date", "other", "note"),
)  # fmt: skip
"""Days that several documents name, and the document of which each is the day of issue."""
_AFTER: dict[Sort, FactName] = {
    "invoice": "issue_date", "packing_list": "issue_date", "delivery_note": "issue_date",
    "bill_of_lading": "shipment_date", "air_waybill": "shipment_date",
    "road_waybill": "shipment_date", "end_user_statement": "issue_date",
}  # fmt: skip
"""Documents that follow an order, and the day that shows it."""
_WORDS: tuple[FactName, ...] = ("incoterm", "vessel", "voyage", "flight", "container")


def compared(documents: Sequence[Document], places: Places) -> Iterator[Conflict | Agreed]:
    """What documents say of the way of the goods, and of its days."""
    for name in _WORDS:
        said = [
            _keyed(each, name) for document in documents for each in said_of(document, name)
        ]
        found = verdict_on(name, said, weight="note" if name == "voyage" else "review")
        if found is not None:
            yield found
    for name in _PORTS:
        said = [
            Said(each.side, place_of(each.side.value, places))
            for document in documents
            for each in said_of(document, name)
        ]
        found = verdict_on(name.replace("_", " "), said, same=_same_place)
        if found is not None:
            yield found
    yield from _named_place(documents, places)
    yield from _goal(documents)
    yield from _days(documents)
    yield from _late(documents)
    yield from _before(documents)


def _keyed(said: Said, name: FactName) -> Said:
    # What is compared is what was read: "DAP Yerevan" stands there, and DAP is the code.
    return Said(said.side, vessel_of(said.key) if name == "vessel" else goods_key(said.key))


def _named_place(documents: Sequence[Document], places: Places) -> Iterator[Conflict]:
    """The place that an Incoterm names; a town, or an address in it."""
    said = [
        Said(each.side, place_of(each.key, places))
        for document in documents
        for each in said_of(document, "incoterm_place")
    ]
    found = verdict_on("place of the Incoterm", said, same=_one_in_other)
    if isinstance(found, Conflict):
        yield found


def _one_in_other(one: Said, other: Said) -> bool:
    """One place; or a town, and an address with it among its words."""
    short, long = sorted((one.key, other.key), key=len)
    return _same_place(one, other) or (len(short) >= _WORD and f" {short} " in f" {long} ")


def _days(documents: Sequence[Document]) -> Iterator[Conflict | Agreed]:
    """The day of the order and of the invoice, as each document names it."""
    for name, sort, weight in _DAYS:
        own = [each for each in documents if each.sort == sort and sort != "other"]
        if len({each.own.number if each.own else each.name for each in own}) > 1:
            continue  # which of several invoices is meant is not known
        said = [each for document in documents for each in said_of(document, name)]
        named = {each.side.document for each in said}
        for document in own:
            if document.name not in named:
                said += said_of(document, "issue_date")
        found = verdict_on(name.replace("_", " "), said, weight=weight)
        if found is not None:
            yield found


def _same_place(one: Said, other: Said) -> bool:
    """One place; or one that says more of it ("Rotterdam", "Rotterdam Maasvlakte")."""
    short, long = sorted((one.key, other.key), key=len)
    # By whole words: "Bar" is not the beginning of "Barcelona".
    return bool(short) and (
        f"{long} ".startswith(f"{short} ") or short.replace(" ", "") == long.replace(" ", "")
    )


def _goal(documents: Sequence[Document]) -> Iterator[Conflict | Agreed]:
    """The country where the way of each document ends."""
    said = []
    for document in documents:
        route = document.wire.get("route") or ()
        if route and route[-1].get("country"):
            path = f"route/{len(route) - 1}"
            place = document.places.get(f"{path}/country", document.places.get(path, ""))
            side = Side(document.name, str(route[-1]["country"]), place)
            said.append(Said(side, side.value))
    found = verdict_on("country of destination", said)
    if found is not None:
        yield found


def _late(documents: Sequence[Document]) -> Iterator[Conflict]:
    """Goods shipped after the last day that a credit or an order allows."""
    last = [each for document in documents for each in said_of(document, "latest_shipment")]
    shipped = [each for document in documents for each in said_of(document, "shipment_date")]
    for limit in last:
        for each in shipped:
            if each.key > limit.key:
                says = (
                    f"Shipped on {each.side.value} ({where(each.side)}), after the last day "
                    f"{limit.side.value} ({where(limit.side)})."
                )
                yield Conflict("latest shipment", (limit.side, each.side), says)


def _before(documents: Sequence[Document]) -> Iterator[Conflict]:
    """What is dated before the order that it is of: a note, for orders are confirmed late."""
    ordered = [each for document in documents if document.sort == "order"
               for each in said_of(document, "issue_date")]  # fmt: skip
    if not ordered:
        return
    first = min(ordered, key=lambda each: each.key)
    for document in documents:
        name = _AFTER.get(document.sort)
        for each in said_of(document, name) if name else ():
            if each.key < first.key:
                says = (
                    f"{document.name} is of {each.side.value} ({where(each.side)}), before the "
                    f"order of {first.side.value} ({where(first.side)})."
                )
                yield Conflict("day before the order", (first.side, each.side), says, "note")
