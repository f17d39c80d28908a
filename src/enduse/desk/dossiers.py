"""Documents of one shipment, found among many: by the numbers that they share."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from enduse.agree.alike import goods_key, party_key
from enduse.model.document import Document, Ref, RefKind, Sort

_LEAST_DIGITS = 3
_STRONG: frozenset[RefKind] = frozenset(
    {
        "order",
        "confirmation",
        "quote",
        "proforma",
        "invoice",
        "packing_list",
        "delivery",
        "bill",
    }
)
_WEAK: frozenset[RefKind] = frozenset({"contract", "credit", "container"})
_NOT_A_SIGN = re.compile(r"[\W_]+")
_LOOSE: frozenset[Sort] = frozenset(
    {"end_user_statement", "bill_of_lading", "air_waybill", "road_waybill", "packing_list",
     "origin_certificate", "message", "letter_of_credit", "delivery_note", "other"}
)  # fmt: skip
"""Documents that often name no number of an order."""
_TRANSPORT: frozenset[Sort] = frozenset({"bill_of_lading", "air_waybill", "road_waybill"})
"""Documents whose shipper may be a forwarder, and no seller."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The documents of one order, in the order of their names; `why` says why they are one."""

    documents: tuple[Document, ...]
    why: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The files, in words."""
        return ", ".join(each.name for each in self.documents)


def dossiers(
    documents: Sequence[Document], *, parcels: Iterable[frozenset[str]] = ()
) -> tuple[Dossier, ...]:
    """Every document in one dossier.

    Documents that share a number of a kind (order, invoice, bill of lading …) are of one order.
    One that names no number another has is of the order with the same party and the same goods,
    where that is one only; so are the parts of one e-mail (`parcels`, the names of documents
    that came together) of which one has no number. Nothing else joins documents: what stands
    alone is an order of its own.
    """
    groups = _Groups(documents)
    for one, other, why in _sharing(documents, _STRONG):
        groups.join(one, other, why)
    orders = _orders(groups)
    for one, other, why in _sharing(documents, _WEAK):
        known = orders.get(groups.root(one)), orders.get(groups.root(other))
        # One contract, letter of credit or container often serves several orders.
        if None in known or known[0] == known[1]:
            groups.join(one, other, why)
            orders = _orders(groups)
    for parcel in parcels:
        _join_parcel(groups, parcel)
    _join_alike(groups, documents)
    return groups.all()


class _Groups:
    """Sets of documents that grow together."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self._parent = list(range(len(documents)))
        self._why: dict[int, list[str]] = {}

    def root(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def join(self, one: int, other: int, why: str) -> None:
        first, second = self.root(one), self.root(other)
        if first == second:
            return
        self._parent[second] = first
        self._why[first] = [
            *dict.fromkeys([*self._why.pop(first, []), *self._why.pop(second, []), why])
        ]

    def all(self) -> tuple[Dossier, ...]:
        by_root: dict[int, list[Document]] = {}
        for at, each in enumerate(self.documents):
            by_root.setdefault(self.root(at), []).append(each)
        return tuple(
            Dossier(
                tuple(sorted(some, key=lambda each: each.name)), tuple(self._why.get(root, ()))
            )
            for root, some in by_root.items()
        )


def _sharing(
    documents: Sequence[Document], kinds: frozenset[RefKind]
) -> Iterator[tuple[int, int, str]]:
    """Pairs that share a number of these kinds, and are not of different sellers."""
    holders: dict[tuple[RefKind, str], dict[int, str]] = {}
    for at, each in enumerate(documents):
        for ref in each.numbers:
            kind, number = _key(ref)
            if kind in kinds and sum(sign.isdigit() for sign in number) >= _LEAST_DIGITS:
                holders.setdefault((kind, number), {}).setdefault(at, ref.number)
    for (kind, _), some in holders.items():
        for group in _by_seller([(at, documents[at]) for at in some]):
            first, *rest = group
            for at in rest:
                yield first, at, f"share the {kind} number {some[at]}"


def _by_seller(some: Sequence[tuple[int, Document]]) -> Iterator[list[int]]:
    """Those of one number, by seller: two companies may both have an invoice 1001.

    One that names no seller, or a forwarder as shipper, is of the only seller there is.
    """
    by_seller: dict[str, list[int]] = {}
    for at, each in some:
        if each.sort not in _TRANSPORT and _seller(each):
            by_seller.setdefault(_seller(each), []).append(at)
    free: list[int] = []
    for at, each in some:
        if each.sort in _TRANSPORT and _seller(each) in by_seller:
            by_seller[_seller(each)].append(at)
        elif each.sort in _TRANSPORT or not _seller(each):
            free.append(at)
    if len(by_seller) == 1:
        yield [*next(iter(by_seller.values())), *free]
        return
    yield from by_seller.values()
    if free:
        yield free


def _seller(document: Document) -> str:
    names = (
        each.get("name")
        for each in document.wire.get("parties", ())
        if each.get("role") == "seller"
    )
    return party_key(next(names, None))


def _orders(groups: "_Groups") -> dict[int, str]:
    """The order's number of each group that has one."""
    found: dict[int, str] = {}
    for at, each in enumerate(groups.documents):
        for ref in each.numbers:
            if _key(ref)[0] == "order":
                found.setdefault(groups.root(at), _key(ref)[1])
    return found


def number_key(number: str) -> str:
    """A number without case and signs, as documents and tables write it.

    >>> number_key("PO-2024/0117"), number_key("po 2024 0117")
    ('po20240117', 'po20240117')
    """
    return _NOT_A_SIGN.sub("", number).casefold()


def _key(ref: Ref) -> tuple[RefKind, str]:
    """A number as two documents write it."""
    # A confirmation often has the order's number for its own, a delivery the packing list's.
    same: dict[RefKind, RefKind] = {"confirmation": "order", "packing_list": "delivery"}
    return same.get(ref.kind, ref.kind), number_key(ref.number)


def _join_parcel(groups: _Groups, parcel: frozenset[str]) -> None:
    """What came in one e-mail, where all that has a number in it is of one order."""
    inside = [at for at, each in enumerate(groups.documents) if each.name in parcel]
    numbered = (at for at in inside if groups.documents[at].own or groups.documents[at].refs)
    roots = {groups.root(at) for at in numbered}
    if len(roots) > 1 or len(inside) < 2:  # noqa: PLR2004  # a pair
        return
    first = next(iter(roots), inside[0])
    for at in inside:
        groups.join(first, at, "came in one message")


def _join_alike(groups: _Groups, documents: Sequence[Document]) -> None:
    """A document of a kind that often names no order, by its parties and its goods.

    It is of an order that fits before it is of another such document.
    """
    roots = [groups.root(at) for at in range(len(documents))]
    sizes = Counter(roots)
    lonely = {
        at for at, each in enumerate(documents) if each.sort in _LOOSE and sizes[roots[at]] == 1
    }
    parties = [_parties(each) for each in documents]
    goods = [_goods(each) for each in documents]
    for at in sorted(lonely):
        alike = [
            other
            for other in range(len(documents))
            if other != at and parties[at] & parties[other] and goods[at] & goods[other]
        ]
        orders = [other for other in alike if other not in lonely]
        some = orders or alike
        if len({roots[other] for other in some}) == 1:
            other = some[0]
            shown = f"{min(parties[at] & parties[other])} and {min(goods[at] & goods[other])}"
            groups.join(other, at, f"name the same party and the same goods ({shown})")


def _parties(document: Document) -> frozenset[str]:
    """The names on the far side of the order: its seller is in all orders."""
    far = ("buyer", "consignee", "end_user", "notify", "intermediary")
    found = (
        party_key(each.get("name"))
        for each in document.wire.get("parties", ())
        if each.get("role") in far
    )
    return frozenset(filter(None, found))


def _goods(document: Document) -> frozenset[str]:
    """Part numbers, codes of six digits or more, and descriptions."""
    found: set[str] = set()
    for line in document.wire.get("lines", ()):
        hs = re.sub(r"\D", "", str(line.get("hs") or ""))[:6]
        found |= {goods_key(line.get("part_number")), goods_key(line.get("description")), hs}
    return frozenset(each for each in found if len(each) > 5)  # noqa: PLR2004  # six digits
