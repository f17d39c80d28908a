"""Every name and number of an order against every list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enduse.index.score import compare
from enduse.index.search import Match, search
from enduse.model.hit import Feature, Hit, Screening
from enduse.model.listing import Entry, ListedName
from enduse.model.order import Order, Owner
from enduse.names.ready import ReadyName, ready
from enduse.places import Places
from enduse.screen.facts import Asked, number_says, schemes_like, weigh_facts
from enduse.screen.source import Source

MOST = 20
"""Entries of one list that are shown for one name; the best ones, and more says nothing."""

_ROOM = 0.05
"""Below the floor, how near a name must be for other facts to lift it to a hit."""

_REMEMBERED = 10_000
"""Names whose matches are kept, a few kilobytes each."""

_SAME_NAME = 0.9
"""From which score the payer's name is the name of a party."""

STRENGTH = {"strong": "", "weak": "weak "}
KIND_OF_NAME = {
    "primary": "main name",
    "aka": "alias",
    "fka": "former name",
    "nka": "present name",
    "original_script": "name in the original script",
}


@dataclass(frozen=True, slots=True)
class Somebody:
    """A name in the order that is held against the lists, and what is known beside it."""

    subject: str
    names: tuple[str, ...]
    asked: Asked


class Screener:
    """Holds orders against some lists. Makes each listed name ready once, then keeps it."""

    def __init__(self, sources: Sequence[Source], places: Places, *, floor: float) -> None:
        self._sources = sources
        self._places = places
        self._floor = floor
        self._listed: dict[tuple[str, int, int], ReadyName] = {}
        self._searched: dict[tuple[str, ReadyName], list[Match]] = {}

    def screen(self, order: Order) -> Screening:
        """Who in an order may be a listed party, with what could not be compared.

        Parties, their owners at any depth, and the payer are compared by every name they
        have, and by their numbers. Where there is no list nothing was compared.
        """
        hits: list[Hit] = []
        compared: list[str] = []
        not_compared: list[tuple[str, str]] = []
        for somebody in people(order):
            made = [name for text in somebody.names if (name := self._asked(text, somebody))]
            if not made and not somebody.asked.ids:
                not_compared.append((somebody.subject, _why_not(somebody)))
                continue
            compared.append(somebody.subject)
            cut = max((name.cut for name in made), default=0)
            if cut:
                why = f"a name has {cut} words more than are compared"
                not_compared.append((somebody.subject, why))
            for source in self._sources:
                hits += sorted(
                    self._hits(source, somebody, made),
                    key=lambda hit: (-hit.score, hit.entry.id),
                )[:MOST]
        return Screening(
            tuple(hits), tuple(compared), tuple(not_compared), payer_is=self._payer_is(order)
        )

    def _asked(self, text: str, somebody: Somebody) -> ReadyName | None:
        return ready(text, kind=somebody.asked.kind)

    def _hits(
        self, source: Source, somebody: Somebody, made: Sequence[ReadyName]
    ) -> Iterator[Hit]:
        best: dict[int, Hit] = {}
        for name in made:
            for match in self._matches(source, name):
                hit = self._by_name(source, somebody, name=name, match=match)
                if match.row not in best or hit.score > best[match.row].score:
                    best[match.row] = hit
        for row in self._rows_by_number(source, somebody.asked):
            decided = self._by_number(source, somebody, row=row, by_name=best.get(row))
            if decided is not None:
                best[row] = decided
        return (hit for hit in best.values() if hit.score >= self._floor)

    def _matches(self, source: Source, name: ReadyName) -> list[Match]:
        # Sellers, banks and forwarders come back on order after order of one file.
        key = (source.list_id, name)
        if key not in self._searched:
            if len(self._searched) >= _REMEMBERED:
                self._searched.clear()
            self._searched[key] = search(
                source.index,
                name,
                names=lambda row, number: self._name(source, row, number),
                kind=name.kind,
                floor=self._floor - _ROOM,
                limit=MOST,
            )
        return self._searched[key]

    def _name(self, source: Source, row: int, number: int) -> ReadyName:
        key = (source.list_id, row, number)
        if key not in self._listed:
            made = ready_listed(source.entries[row], number)
            if made is None:  # the index holds only names that could be made ready
                message = f"{key} is in the index and cannot be compared"
                raise AssertionError(message)
            self._listed[key] = made
        return self._listed[key]

    def _by_name(
        self, source: Source, somebody: Somebody, *, name: ReadyName, match: Match
    ) -> Hit:
        entry = source.entries[match.row]
        listed = entry.names[match.name_no]
        facts = tuple(weigh_facts(somebody.asked, entry, self._places))
        plain = match.score.score + sum(fact.effect for fact in facts)
        score = min(1.0, max(0.0, plain))
        base = Feature("base", match.score.base, "where every comparison of names starts")
        bounds = (Feature("bounds", score - plain, "a score stays between 0 and 1"),)
        return Hit(
            subject=somebody.subject,
            asked=name.text,
            entry=entry,
            matched=listed,
            score=score,
            features=(base, *match.score.features, *facts, *(bounds if score != plain else ())),
            decisive=None,
            says=" ".join([_says(name.text, listed, entry), *(f"{f.says}." for f in facts)]),
            effect=source.effect_of(entry),
        )

    def _rows_by_number(self, source: Source, asked: Asked) -> Iterator[int]:
        rows: set[int] = set()
        for scheme, value in asked.ids:
            for like in schemes_like(scheme):
                rows.update(source.index.rows_with(like, value))
        yield from sorted(rows)

    def _by_number(
        self, source: Source, somebody: Somebody, *, row: int, by_name: Hit | None
    ) -> Hit | None:
        entry = source.entries[row]
        said = number_says(somebody.asked, entry, self._places)
        deciding = [words for settles, words in said if settles]
        if not deciding:
            return None
        listed = by_name.matched if by_name else entry.names[0]
        asked = by_name.asked if by_name else (somebody.names or ("",))[0]
        name = by_name.features if by_name else ()
        number = Feature("number", 1.0, f"{deciding[0]} on both sides, which settles who it is")
        return Hit(
            subject=somebody.subject,
            asked=asked,
            entry=entry,
            matched=listed,
            score=1.0,
            features=(number, *name),
            decisive=deciding[0],
            says=f"{_says(asked, listed, entry)} {deciding[0]} is the same on both sides.",
            effect=source.effect_of(entry),
        )

    def _payer_is(self, order: Order) -> str | None:
        payer = ready(order.payment.payer) if order.payment and order.payment.payer else None
        if payer is None or not self._sources:
            return _spelt_alike(order)
        rarity = self._sources[0].index.rarity
        best: tuple[float, str] | None = None
        for number, party in enumerate(order.parties):
            for text in (party.name, *party.aliases):
                name = ready(text, kind=party.kind) if text else None
                if name is None or party.role == "payer":
                    continue
                score = compare(payer, name, rarity, kind=party.kind, weak=False).score
                if score >= _SAME_NAME and (best is None or score > best[0]):
                    best = (score, f"parties/{number}")
        return best[1] if best else None


def people(order: Order) -> Iterator[Somebody]:
    """Every name of an order that a list could hold, with its path."""
    for number, party in enumerate(order.parties):
        path = f"parties/{number}"
        if party.name or party.aliases or party.ids:
            names = tuple(name for name in (party.name, *party.aliases) if name)
            known = Asked(party.kind, party.country, party.birth_date, party.ids)
            yield Somebody(path, names, known)
        yield from _owners(party.owners, path)
    payment = order.payment
    if payment and payment.payer:
        yield Somebody("payment", (payment.payer,), Asked(country=payment.payer_country))


def ready_listed(entry: Entry, number: int) -> ReadyName | None:
    """A listed name as it is indexed and compared: one way, for both."""
    name = entry.names[number]
    weak = name.strength == "weak"
    return ready(name.text, kind=entry.kind, family_first=name.family_first, weak=weak)


def _owners(owners: tuple[Owner, ...], path: str) -> Iterator[Somebody]:
    for number, owner in enumerate(owners):
        place = f"{path}/owners/{number}"
        if owner.name:
            yield Somebody(place, (owner.name,), Asked(country=owner.country))
        yield from _owners(owner.owners, place)


def _why_not(somebody: Somebody) -> str:
    shown = ", ".join(repr(name[:60]) for name in somebody.names)
    return f"{shown} holds no word that tells one party from another"


def _says(asked: str, listed: ListedName, entry: Entry) -> str:
    name = f"{STRENGTH[listed.strength]}{KIND_OF_NAME[listed.kind]}"
    where = f"{entry.list_id}, entry {entry.id}"
    if not asked:
        return f"Its number is that of {listed.text!r} ({where})."
    return f"{asked!r} may be {listed.text!r} ({name}; {where})."


def _spelt_alike(order: Order) -> str | None:
    payer = order.payment.payer if order.payment else None
    for number, party in enumerate(order.parties):
        if payer and party.name and payer.casefold() == party.name.casefold():
            return f"parties/{number}"
    return None
