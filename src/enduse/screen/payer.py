"""Whether the payer is one of the parties, however the name is written."""

from enduse.index.score import compare
from enduse.model.order import Order, payer_of
from enduse.names.ready import ready

_SAME_NAME = 0.9
"""From which score the payer's name is the name of a party."""


def payer_is(order: Order) -> str | None:
    """The path of the party that the payer's name names; None where it names none."""
    written, _ = payer_of(order)
    payer = ready(written) if written else None
    if payer is None:
        return None
    best: tuple[float, str] | None = None
    for number, party in enumerate(order.parties):
        names = (party.name, *party.aliases) if party.role != "payer" else ()
        for text in names:
            name = ready(text, kind=party.kind) if text else None
            if name is None:
                continue
            found = compare(payer, name)
            if found and found.score >= _SAME_NAME and (best is None or found.score > best[0]):
                best = (found.score, f"parties/{number}")
    return best[1] if best else None
