"""Whether the payer is one of the parties, however the name is written."""

from enduse.index.build import build
from enduse.index.found import find
from enduse.index.model import load
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
    parties = (
        (number, name_no, name)
        for number, party in enumerate(order.parties)
        if party.role != "payer"
        for name_no, text in enumerate((party.name, *party.aliases))
        if text and (name := ready(text, kind=party.kind))
    )
    found = find(build(parties), [payer], load(), floor=_SAME_NAME)
    return f"parties/{found.row[0]}" if found.row.size else None
