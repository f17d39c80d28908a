"""Whether the payer is one of the parties, by the words of the names."""

from collections.abc import Iterator

from enduse.model.order import Order, payer_of
from enduse.names.ready import ready


def payer_is(order: Order) -> str | None:
    """The path of the party that the payer's name names; None where it names none.

    Only the same words make the same party: case, accents, their order, legal forms and the
    romanisation may differ. A name that is merely alike is somebody else until a person says
    otherwise. Buyers are tried first, since one name may stand in several roles.
    """
    payer, _ = payer_of(order)
    if not payer:
        return None
    named = (path for path, name, kind in _names(order) if _same_words(payer, name, kind))
    return next(named, None)


def _names(order: Order) -> Iterator[tuple[str, str, str]]:
    """Every name the payer may go by, with its path and kind, buyers first."""
    numbered = [each for each in enumerate(order.parties) if each[1].role != "payer"]
    for number, party in sorted(numbered, key=lambda each: each[1].role != "buyer"):
        for name in (party.name, *party.aliases):
            if name:
                yield f"parties/{number}", name, party.kind


def _same_words(one: str, other: str, kind: str) -> bool:
    """Whether two names are the same words, read as names of one kind.

    >>> _same_words("Voorbeeld Handel BV", "handel VOORBEELD B.V.", "company")
    True
    >>> _same_words("Koch BV", "Koach Ltd", "company")
    False
    """
    return not _readings(one, kind).isdisjoint(_readings(other, kind))


def _readings(text: str, kind: str) -> set[tuple[str, ...]]:
    name = ready(text, kind=kind)
    return {tuple(sorted(reading)) for reading in name.readings()} if name else set()
