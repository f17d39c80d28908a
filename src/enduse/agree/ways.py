"""Ports, vessels, Incoterms and days of several documents."""

from collections.abc import Iterator, Sequence

from enduse.agree.alike import goods_key
from enduse.agree.differ import Said, verdict_on, where
from enduse.agree.figures import said_of
from enduse.agree.words import place_of, vessel_of
from enduse.model.conflict import Agreed, Conflict, Side
from enduse.model.document import Document, FactName
from enduse.places import Places

_PORTS: tuple[FactName, ...] = (
    "port_loading",
    "port_discharge",
    "place_receipt",
    "place_delivery",
)
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
    yield from _goal(documents)
    yield from _late(documents)


def _keyed(said: Said, name: FactName) -> Said:
    text = said.side.value
    return Said(said.side, vessel_of(text) if name == "vessel" else goods_key(text))


def _same_place(one: Said, other: Said) -> bool:
    """One place; or one that says more of it ("Rotterdam", "Rotterdam Maasvlakte")."""
    short, long = sorted((one.key, other.key), key=len)
    return bool(short) and long.startswith(short)


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
    for limit in last[:1]:
        for each in shipped:
            if each.key > limit.key:
                says = (
                    f"Shipped on {each.side.value} ({where(each.side)}), after the last day "
                    f"{limit.side.value} ({where(limit.side)})."
                )
                yield Conflict("latest shipment", (limit.side, each.side), says)
