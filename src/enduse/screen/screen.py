"""Every name and number of an order against every list."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from enduse.errors import EditionError
from enduse.index.bare import bare_many
from enduse.index.found import chance, log_odds
from enduse.index.listed import ready_listed
from enduse.index.search import Match, search_many
from enduse.model.finding import HEAVIEST_FIRST
from enduse.model.hit import Feature, Hit, Screening
from enduse.model.listing import Entry, ListedName
from enduse.model.order import SCHEMES, Order, Owner, Party
from enduse.model.same import Ruling, key_of
from enduse.names.ready import ReadyName, ready
from enduse.places import Places
from enduse.screen.facts import Asked, most_added, number_says, schemes_like, weigh_facts
from enduse.screen.payer import payer_is
from enduse.screen.same import parties
from enduse.screen.several import names_in
from enduse.screen.source import Source

MOST = 50
"""Entries of one list that are shown for one name; the best ones, and more says nothing."""

SEARCHED = 1_000
"""Entries of one list that are looked at for one name, before it is known how heavy each is."""

REMEMBERED = 10_000
"""Names whose matches are kept, a few kilobytes each."""

_SEVERAL = re.compile(r"[;,|]")
AGREES = 0.9
_NAMELESS = (ListedName("(no name published)"),)
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

    def __init__(
        self,
        sources: Sequence[Source],
        places: Places,
        *,
        floor: float,
        rulings: Sequence[Ruling] = (),
        remembered: int = REMEMBERED,
    ) -> None:
        self._sources = sources
        self._rulings = rulings
        self._places = places
        self._floor = floor
        self._addresses: Callable[[Order, Screening], Screening] | None = None
        self._listed: dict[tuple[str, int, int], ReadyName] = {}
        self._searched: dict[tuple[str, ReadyName, float], list[Match]] = {}
        self._prepared = 0
        self._remembered = remembered

    def screen(self, order: Order) -> Screening:
        """Who in an order may be a listed party, with what could not be compared.

        Parties, their owners at any depth, and the payer are compared by every name they
        have, and by their numbers. Where there is no list nothing was compared.
        """
        return self._at_addresses(order, self.named(order))

    def named(self, order: Order) -> Screening:
        """The same by names and numbers alone; what addresses lead to is left out."""
        hits: list[Hit] = []
        compared: list[str] = []
        not_compared: list[tuple[str, str]] = []
        everybody = list(_made_ready(order))
        self._search(everybody)
        for somebody, made in everybody:
            names = [name for name in made if name is not None]
            not_compared += ((somebody.subject, why) for why in _not_compared(somebody, made))
            if not names and not somebody.asked.ids:
                continue
            compared.append(somebody.subject)
            theirs: list[Hit] = []
            for source in self._sources:
                found = sorted(self._hits(source, somebody, names), key=_heaviest_first)
                theirs += found[:MOST]
                missed = self._missed(source, somebody, names, found=len(found))
                not_compared += ((somebody.subject, why) for why in missed)
            hits += self._as_parties(theirs)
        return Screening(
            tuple(hits),
            tuple(compared),
            tuple(not_compared),
            payer_is=payer_is(order),
            private=tuple(source.list_id for source in self._sources if source.private),
        )

    def _missed(
        self, source: Source, somebody: Somebody, names: Sequence[ReadyName], *, found: int
    ) -> Iterator[str]:
        """What on a list is not shown, or was not even looked at, in words."""
        if found > MOST:
            yield f"{found - MOST} more likenesses on {source.list_id} are not shown"
        for name in names:
            if len(self._matches(source, name, self._deep(somebody.asked))) >= SEARCHED:
                yield (
                    f"{name.text[:60]!r} is like {SEARCHED:,} entries on {source.list_id} or "
                    "more, and only so many were looked at"
                )

    def prepare(self, orders: Iterable[Order]) -> None:
        """Search for the names of some orders at once, which is far quicker than one by one.

        What was found is kept until the next orders are prepared; nothing else changes.
        """
        self._searched.clear()
        self._search([each for order in orders for each in _made_ready(order)])
        self._prepared = len(self._searched)

    def _search(self, everybody: Iterable[tuple[Somebody, Sequence[ReadyName | None]]]) -> None:
        # Sellers, banks and forwarders come back on order after order of one file. Nothing is
        # forgotten between two lists: an order may name more owners than are remembered.
        if len(self._searched) - self._prepared >= self._remembered:
            self._searched.clear()
            self._prepared = 0
        asked = [
            (name, self._deep(each.asked)) for each, made in everybody for name in made if name
        ]
        for source in self._sources:
            self._look_up(source, asked)

    def _at_addresses(self, order: Order, found: Screening) -> Screening:
        """What was found, with the listed addresses in the order."""
        if not any(party.address or party.kind == "address" for party in order.parties):
            return found
        if self._addresses is None:
            from enduse.screen.addresses import AddressScreener  # with its tables

            self._addresses = AddressScreener(self._sources, self._places).screen
        return self._addresses(order, found)

    def like(self, entry: Entry) -> Iterator[Entry]:
        """The entries that share a number with a listed one, or have a name like one of its."""
        asked = Asked(entry.kind, ids=tuple((each.scheme, each.value) for each in entry.ids))
        made = [ready_listed(entry, at) for at in range(len(entry.names))]
        names = [name for name in made if name is not None]
        for source in self._sources:
            rows = set(self._rows_by_number(source, asked))
            # Entries without an effect too: they may be what joins two that have one.
            found = bare_many(source.index, names, floor=self._deep(asked), limit=SEARCHED)
            rows.update(match.row for matches in found for match in matches)
            yield from (source.entries[row] for row in sorted(rows))

    def _as_parties(self, hits: Sequence[Hit]) -> Iterator[Hit]:
        """The hits of one subject, each with the party behind it."""
        behind = {
            key_of(entry): party
            for party in parties([hit.entry for hit in hits], self._places, self._rulings)
            for entry in party.entries
        }
        for hit in hits:
            party = behind[key_of(hit.entry)]
            yield replace(hit, party=key_of(party.entries[0]), joins=party.joins)

    def _hits(
        self, source: Source, somebody: Somebody, made: Sequence[ReadyName]
    ) -> Iterator[Hit]:
        best: dict[int, Hit] = {}
        for name in made:
            for match in self._matches(source, name, self._deep(somebody.asked)):
                hit = self._by_name(source, somebody, name=name, match=match)
                if hit is None:
                    continue
                if match.row not in best or hit.score > best[match.row].score:
                    best[match.row] = hit
        for row in self._rows_by_number(source, somebody.asked):
            decided = self._by_number(source, somebody, row=row, by_name=best.get(row))
            if decided is not None:
                best[row] = decided
        return (hit for hit in best.values() if hit.score >= self._floor)

    def _deep(self, asked: Asked) -> float:
        """From which score on a name may be lifted to a hit by what else is known."""
        return chance(log_odds(self._floor) - most_added(asked))

    def _matches(self, source: Source, name: ReadyName, floor: float) -> list[Match]:
        self._look_up(source, [(name, floor)])
        return self._searched[source.list_id, name, floor]

    def _look_up(self, source: Source, asked: Sequence[tuple[ReadyName, float]]) -> None:
        """Search a list for several names at once, which is quicker than one by one."""
        of = source.list_id
        new = [each for each in dict.fromkeys(asked) if (of, *each) not in self._searched]
        for floor in dict.fromkeys(floor for _, floor in new):
            names = [name for name, its in new if its == floor]
            found = search_many(
                source.index,
                names,
                names=lambda row, number: self._name(source, row, number),
                floor=floor,
                limit=SEARCHED,
                counts=source.counts,
            )
            for name, matches in zip(names, found, strict=True):
                self._searched[of, name, floor] = matches

    def _name(self, source: Source, row: int, number: int) -> ReadyName:
        key = (source.list_id, row, number)
        if key not in self._listed:
            made = ready_listed(source.entries[row], number)
            if made is None:  # the index holds only names that could be made ready
                found = f"row {row}, name {number} cannot be compared"
                raise EditionError(source.list_id, found, "the name that was indexed")
            self._listed[key] = made
        return self._listed[key]

    def _by_name(
        self, source: Source, somebody: Somebody, *, name: ReadyName, match: Match
    ) -> Hit | None:
        entry = source.entries[match.row]
        effect = source.effect_of(entry)
        if effect is None:
            return None
        listed = entry.names[match.name_no]
        facts = tuple(
            _as_parts(match.score.score, weigh_facts(somebody.asked, entry, self._places))
        )
        plain = min(1.0, match.score.score + sum(fact.effect for fact in facts))
        # A name that agrees is not dropped for a fact that differs: facts are mistyped, and
        # people give false ones. What differs is shown, and a person settles it.
        least = self._floor if match.score.score >= max(AGREES, self._floor) else 0.0
        score = max(least, plain)
        base = Feature("base", match.score.base, "where every comparison of names starts")
        why = "the names agree, so a person must settle what differs"
        bounds = (Feature("bounds", score - plain, why),)
        return Hit(
            subject=somebody.subject,
            asked=name.text,
            entry=entry,
            matched=listed,
            score=score,
            features=(base, *match.score.features, *facts, *(bounds if score != plain else ())),
            decisive=None,
            says=" ".join(
                [
                    _says(name.text, listed, entry),
                    match.score.says,
                    *(f"{f.says}." for f in facts),
                ]
            ),
            effect=effect,
            agreed=match.score.agreed,
            tells=match.score.tells,
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
        effect = source.effect_of(entry)
        if not deciding or effect is None:
            return None
        listed = by_name.matched if by_name else (entry.names or _NAMELESS)[0]
        asked = by_name.asked if by_name else (somebody.names or ("",))[0]
        name = by_name.features if by_name else ()
        number = Feature("number", 1.0, f"{deciding[0]} on both sides, which settles who it is")
        spare = -sum(feature.effect for feature in name)
        bounds = (Feature("bounds", spare, "nothing counts beside the number"),) if name else ()
        return Hit(
            subject=somebody.subject,
            asked=asked,
            entry=entry,
            matched=listed,
            score=1.0,
            features=(number, *name, *bounds),
            decisive=deciding[0],
            says=f"{_says(asked, listed, entry)} {deciding[0]} is the same on both sides.",
            effect=effect,
        )


def _as_parts(score: float, facts: Iterable[Feature]) -> Iterator[Feature]:
    """Facts with what each changes in the score, one after the other."""
    for fact in facts:
        moved = chance(log_odds(score) + fact.effect)
        yield replace(fact, effect=moved - score)
        score = moved


def people(order: Order) -> Iterator[Somebody]:
    """Every name of an order that a list could hold, with its path."""
    for number, party in enumerate(order.parties):
        path = f"parties/{number}"
        names, ids = _names(party), _numbers(party)
        if names or ids:
            known = Asked(party.kind, party.country, party.birth_date, ids, party.address)
            yield Somebody(path, names, known)
        yield from _owners(party.owners, path)
    if order.payment and order.payment.payer:
        known = Asked(country=order.payment.payer_country)
        yield Somebody("payment", names_in(order.payment.payer), known)


def _names(somebody: Party | Owner) -> tuple[str, ...]:
    written = (name for name in (somebody.name, *somebody.aliases) if name)
    return tuple(name for text in written for name in names_in(text))


def _numbers(somebody: Party | Owner) -> tuple[tuple[str, str], ...]:
    """The numbers that decide who somebody is; several in one field are parted."""
    return tuple(
        (scheme, each)
        for scheme, value in somebody.ids
        if scheme in SCHEMES
        for each in _SEVERAL.split(value)
        if each.strip()
    )


def _made_ready(order: Order) -> Iterator[tuple[Somebody, list[ReadyName | None]]]:
    """Everybody in an order with their names made ready."""
    for each in people(order):
        yield each, [ready(text, kind=each.asked.kind) for text in each.names]


def _owners(owners: tuple[Owner, ...], path: str) -> Iterator[Somebody]:
    for number, owner in enumerate(owners):
        place = f"{path}/owners/{number}"
        known = Asked(owner.kind, owner.country, owner.birth_date, _numbers(owner))
        yield Somebody(place, _names(owner), known)
        yield from _owners(owner.owners, place)


def _not_compared(somebody: Somebody, made: Sequence[ReadyName | None]) -> Iterator[str]:
    """What of somebody's names took no part in the comparison, in words."""
    if not somebody.names and not somebody.asked.ids:
        yield "it has no name"
    elif not somebody.names and "/owners/" in somebody.subject:
        # A register may know an owner by number alone, and few listings carry that number.
        yield "it has a number and no name"
    for text, name in zip(somebody.names, made, strict=True):
        if name is None:
            yield f"{text[:60]!r} holds no word that tells one party from another"
        elif name.cut:
            yield f"the name has {name.cut} words more than are compared"


def _heaviest_first(hit: Hit) -> tuple[int, float, str]:
    heavy = HEAVIEST_FIRST.index(hit.effect.weight)
    return heavy, -hit.score, hit.entry.id


def _says(asked: str, listed: ListedName, entry: Entry) -> str:
    name = f"{STRENGTH[listed.strength]}{KIND_OF_NAME[listed.kind]}"
    where = f"{entry.list_id}, entry {entry.id}"
    if not asked:
        return f"Its number is that of {listed.text!r} ({where})."
    return f"{asked!r} may be {listed.text!r} ({name}; {where})."
