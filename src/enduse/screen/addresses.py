"""Every address of an order against the listed ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from enduse.index.address_score import compare_addresses
from enduse.index.addresses import (
    HIT,
    AddressMatch,
    is_address_only,
    listed_addresses,
    search_addresses,
)
from enduse.index.shares import rarity_of
from enduse.model.hit import AddressHit, Feature, Hit, Screening
from enduse.model.listing import Entry
from enduse.model.order import Order, Party
from enduse.model.same import key_of
from enduse.names.address import Address, addresses_in
from enduse.names.address_read import read_address
from enduse.places import Places
from enduse.screen.source import Source

_REMEMBERED = 5_000
"""Addresses whose matches are kept: sellers and forwarders come back on every order."""

_NUMBER = re.compile(r"\d+")


class AddressScreener:
    """Holds the addresses of orders against some lists; opens no index before it is needed."""

    def __init__(self, sources: Sequence[Source], places: Places) -> None:
        self._sources = [each for each in sources if each.addresses is not None]
        self._places = places
        self._searched: dict[tuple[str, str, str | None], list[AddressMatch]] = {}

    def screen(self, order: Order, found: Screening) -> Screening:
        """What was found by names and numbers, with what the addresses lead to."""
        return replace(
            found,
            addresses=tuple(self._hits(order, found.hits)),
            addresses_unread=tuple(self._unread(order)),
        )

    def _hits(self, order: Order, named: Sequence[Hit]) -> Iterator[AddressHit]:
        """Listed parties at the address of a party that they are not named like.

        An entry in `named` for the same party of the order is not repeated: there the
        address is a reason for the hit.
        """
        for number, party in enumerate(order.parties):
            path = f"parties/{number}"
            known = {key_of(hit.entry) for hit in named if hit.subject == path}
            for text in addresses_in(address_of(party) or ""):
                for source in self._sources:
                    for match in self._matches(source, text, party.country):
                        hit = self._hit(source, match, path=path, text=text)
                        if hit is not None and key_of(hit.entry) not in known:
                            yield hit

    def _unread(self, order: Order) -> Iterator[tuple[str, str]]:
        """Addresses that could not be compared in full, each with its path and why."""
        for number, party in enumerate(order.parties):
            read = [
                self._read(text, party.country) for text in addresses_in(party.address or "")
            ]
            if party.address and not any(each.tells for each in read):
                yield f"parties/{number}", "it names no street, building or box"
            for each in read:
                if each.cut:
                    yield f"parties/{number}", f"{each.cut} letters of it were not read"

    def _matches(self, source: Source, text: str, country: str | None) -> list[AddressMatch]:
        key = (source.list_id, text, country)
        if key not in self._searched:
            if len(self._searched) >= _REMEMBERED:
                self._searched.clear()
            self._searched[key] = self._search(source, self._read(text, country))
        return self._searched[key]

    def _search(self, source: Source, asked: Address) -> list[AddressMatch]:
        if source.addresses is None or not asked.tells:
            return []
        index = source.addresses()
        read: dict[int, list[Address]] = {}

        def listed(row: int, number: int) -> Address:
            if row not in read:
                read[row] = listed_addresses(source.entries[row], self._places)
            return read[row][number]

        candidates = index.candidates(asked)
        found = search_addresses(asked, candidates, listed=listed, index=index)
        return [each for each in found if each.score.score >= HIT or each.score.open]

    def _hit(
        self, source: Source, match: AddressMatch, *, path: str, text: str
    ) -> AddressHit | None:
        entry = source.entries[match.row]
        effect = source.effect_of(entry)
        if effect is None:
            return None
        return AddressHit(
            subject=path,
            asked=text,
            entry=entry,
            listed=match.listed.text,
            score=match.score.score,
            features=match.score.features,
            says=_says(text, match, entry),
            effect=effect,
            crowd=match.crowd,
            open=match.score.score < HIT,
        )

    def _read(self, text: str, country: str | None) -> Address:
        return read_address(text, country=country, country_of=self._places.code_of)


def address_of(party: Party) -> str | None:
    """The address of a party; of one that is an address, its name."""
    return party.address or (party.name if party.kind == "address" else None)


def address_fact(
    asked: str, country: str | None, *, entry: Entry, places: Places, effect: float
) -> Iterator[Feature]:
    """An address that agrees, as a reason for a name that may be the entry's."""
    numbers = set(_NUMBER.findall(asked))
    if not any(numbers & set(_NUMBER.findall(each.text)) for each in entry.addresses):
        return  # with no number in common hardly any two agree, and reading them takes time
    theirs = listed_addresses(entry, places)
    for text in addresses_in(asked):
        ours = read_address(text, country=country, country_of=places.code_of)
        for listed in theirs:
            if compare_addresses(ours, listed, _ordinary).score >= HIT:
                says = f"{text!r} agrees with the listed address {listed.text!r}"
                yield Feature("address", effect, says)
                return


def _says(asked: str, match: AddressMatch, entry: Entry) -> str:
    reasons = "; ".join(each.says for each in match.score.features if each.name != "bounds")
    where = f"{entry.list_id}, entry {entry.id}"
    name = entry.names[0].text if entry.names else "a party without a name"
    # An entry that names a place and no party means whoever is there.
    whose = (
        f"listed itself ({where})" if is_address_only(entry) else f"that of {name!r} ({where})"
    )
    return f"{asked!r} is like {match.listed.text!r}, which is {whose}: {reasons}."


def _ordinary(word: str) -> float:
    return rarity_of(word, 0, 0)
