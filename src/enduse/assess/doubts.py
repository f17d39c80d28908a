"""Which bodies of law an order raises as a question, beside those that were applied."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from enduse.assess.rules import Regime, Rulebook
from enduse.model.decision import RegimeApplied
from enduse.model.order import Order, Owner
from enduse.places import Places

_BOUND = ("bank", "payer", "intermediary", "forwarder", "carrier")
"""Roles whose own law reaches what they do in an order."""
_HALF = 50.0


def may_apply(
    order: Order,
    rules: Rulebook,
    places: Places,
    *,
    applied: Collection[str],
    concern: bool,
) -> tuple[RegimeApplied, ...]:
    """The regimes that may apply, each with why it is a question.

    Money in a currency, a party or an owner of the seller that a law binds; and, where the
    goods are of `concern` where they go, an origin that is not known. They bring no lists and
    no bans. Where the order names its regimes there is no question left.
    """
    if order.regimes is not None:
        return ()
    found = []
    for regime in rules.regimes.values():
        asked = [fact for fact in _DOUBTS if fact in regime.asks_when]
        if not concern:
            asked = [fact for fact in asked if fact != "origin_unknown"]
        doubts = [why for fact in asked for why in _DOUBTS[fact](order, regime, places)]
        if doubts and regime.code not in applied:
            why = f"may apply: {'; '.join(dict.fromkeys(doubts))}"
            found.append(RegimeApplied(regime.code, why, applied=False))
    return tuple(found)


def _by_currency(order: Order, regime: Regime, places: Places) -> Iterator[str]:  # noqa: ARG001
    for currency in dict.fromkeys(line.currency for line in order.lines):
        if currency in regime.currencies:
            yield regime.reasons["payment_currency"].format(currency=currency)


def _by_party(order: Order, regime: Regime, places: Places) -> Iterator[str]:
    for party in order.parties:
        if party.role in _BOUND and party.country in regime.members:
            where = places.the(party.country or "")
            yield regime.reasons["party_country"].format(role=party.role, country=where)


def _by_owner(order: Order, regime: Regime, places: Places) -> Iterator[str]:
    """An owner of the seller, perhaps of half or more, or in control, at any level."""
    for party in order.parties:
        for owner in _holders(party.owners) if party.role == "seller" else ():
            if owner.country in regime.members:
                where = places.the(owner.country or "")
                yield regime.reasons["seller_owner"].format(owner=owner.name, country=where)


def _holders(owners: Sequence[Owner]) -> Iterator[Owner]:
    """Who may hold half or more, or control: also where the share is not known."""
    waiting = list(owners)
    while waiting:
        owner = waiting.pop()
        if owner.control is True or owner.share is None or owner.share[1] >= _HALF:
            yield owner
            waiting += owner.owners


def _by_origin(order: Order, regime: Regime, places: Places) -> Iterator[str]:  # noqa: ARG001
    for number, line in enumerate(order.lines):
        if line.origin is None:
            yield regime.reasons["origin_unknown"].format(line=f"lines/{number}")
            return


_DOUBTS: Mapping[str, Callable[[Order, Regime, Places], Iterator[str]]] = {
    "payment_currency": _by_currency,
    "party_country": _by_party,
    "seller_owner": _by_owner,
    "origin_unknown": _by_origin,
}
"""What raises the question, by its name in `regimes.toml`."""
