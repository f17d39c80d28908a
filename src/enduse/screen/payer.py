"""Whether the payer is one of the parties or their owners, by the words of the names."""

from collections.abc import Iterable, Iterator

from enduse.model.order import Order, Owner, Party, payer_of
from enduse.names.ready import ready


def payer_is(order: Order) -> str | None:
    """The path of the party, or buyer's owner, that the payer's name names, if it names one.

    Only the same words make the same party: case, accents, their order, legal forms and the
    romanisation may differ. A name that is merely alike is somebody else until a person says
    otherwise. Buyers are tried first, then their owners, for one name may stand in several
    places.
    """
    payer, _ = payer_of(order)
    if not payer:
        return None
    named = (path for path, name, kind in _names(order) if _same_words(payer, name, kind))
    return next(named, None)


def _names(order: Order) -> Iterator[tuple[str, str, str]]:
    """Every name the payer may go by, with its path and kind: the likeliest first."""
    numbered = [each for each in enumerate(order.parties) if each[1].role != "payer"]
    buyers = [each for each in numbered if each[1].role == "buyer"]
    yield from _of_parties(buyers)
    for number, party in buyers:
        yield from _of_owners(party.owners, f"parties/{number}")
    yield from _of_parties([each for each in numbered if each[1].role != "buyer"])


def _of_parties(numbered: Iterable[tuple[int, Party]]) -> Iterator[tuple[str, str, str]]:
    for number, party in numbered:
        for name in (party.name, *party.aliases):
            if name:
                yield f"parties/{number}", name, party.kind


def _of_owners(owners: Iterable[Owner], path: str) -> Iterator[tuple[str, str, str]]:
    for number, owner in enumerate(owners):
        place = f"{path}/owners/{number}"
        for name in (owner.name, *owner.aliases):
            if name:
                yield place, name, owner.kind
        yield from _of_owners(owner.owners, place)


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
