"""Whether the payer is one of the parties, however the name is written."""

from enduse.index.index import rarity_of
from enduse.index.score import compare
from enduse.model.order import Order, payer_of
from enduse.names.ready import ready

_SAME_NAME = 0.9
"""From which score the payer's name is the name of a party."""


def payer_is(order: Order) -> str | None:
    """The path of the party that the payer's name names; None where it names none.

    Words count by how ordinary they are, and by no list: which lists are loaded must not
    change who pays.
    """
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
            score = compare(payer, name, _ordinary, kind=party.kind, weak=False).score
            if score >= _SAME_NAME and (best is None or score > best[0]):
                best = (score, f"parties/{number}")
    return best[1] if best else None


def _ordinary(word: str) -> float:
    return rarity_of(word, 0, 0)
