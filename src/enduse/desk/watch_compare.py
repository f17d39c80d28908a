"""Each party that may be hit, held against what a list was and what it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from enduse.desk.addresses import Addresses
from enduse.desk.diff import Change
from enduse.desk.indexes import build_index
from enduse.desk.shelved import shelf_of
from enduse.desk.watch_delta import Delta, Side
from enduse.desk.watch_known import party_of
from enduse.desk.watch_search import Met
from enduse.model.hit import AddressHit, Hit, Screening
from enduse.model.order import Order
from enduse.model.same import Ruling
from enduse.places import Places
from enduse.screen.addresses import AddressScreener
from enduse.screen.screen import Screener
from enduse.screen.source import Source
from enduse.settings import Settings

Found = Hit | AddressHit
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Moved:
    """What one changed entry does to one party: a hit that came, went, or is another now."""

    party: int
    delta: Delta
    change: Change
    was: Found | None
    now: Found | None

    @property
    def how(self) -> Literal["new", "gone", "changed"]:
        """In one word."""
        if self.was is None:
            return "new"
        return "gone" if self.now is None else "changed"


class Comparer:
    """Holds parties against both sides of some differences, as the desk's screener does."""

    def __init__(
        self,
        settings: Settings,
        deltas: Sequence[Delta],
        *,
        floor: float,
        rulings: Sequence[Ruling] = (),
    ) -> None:
        self._deltas = {each.list_id: each for each in deltas}
        self._places = Places.load()
        self._sides = [
            _Half(settings, sides, self._places, floor=floor, rulings=rulings)
            for sides in ([d.old for d in deltas], [d.new for d in deltas])
        ]

    def moved(self, facts: Mapping[int, str], met: Met) -> Iterator[Moved]:
        """What changed for each of some parties, in the order of their numbers."""
        countries = frozenset(self._places.countries)
        left = iter(sorted(facts))
        while some := list(islice(left, _AT_ONCE)):
            orders = {number: party_of(facts[number], countries) for number in some}
            for half in self._sides:
                half.prepare(orders.values())
            for number, order in orders.items():
                at_home = number in met.housed
                was, now = (half.hits(order, at_home=at_home) for half in self._sides)
                yield from self._moved(number, was, now)

    def _moved(
        self,
        party: int,
        was: Mapping[tuple[str, str], Found],
        now: Mapping[tuple[str, str], Found],
    ) -> Iterator[Moved]:
        for key in sorted({*was, *now}):
            delta = self._deltas[key[0]]
            change = delta.changes.get(key[1])
            if change is not None:
                yield Moved(party, delta, change, was.get(key), now.get(key))


class _Half:
    """One side: the changed entries of one edition of each list."""

    def __init__(
        self,
        settings: Settings,
        sides: Sequence[Side],
        places: Places,
        *,
        floor: float,
        rulings: Sequence[Ruling],
    ) -> None:
        some = [each for each in sides if each.entries]
        sources = [
            Source(each.list_id, each.entries, build_index(each.entries), each.effect_of)
            for each in some
        ]
        self._screener = Screener(sources, places, floor=floor, rulings=rulings)
        self._settings, self._places, self._some = settings, places, some
        self._at_home: AddressScreener | None = None

    def prepare(self, orders: Iterable[Order]) -> None:
        """Search for the names of some parties at once."""
        self._screener.prepare(orders)

    def hits(self, order: Order, *, at_home: bool) -> dict[tuple[str, str], Found]:
        """What the changed entries give for a party, by list and entry; names first."""
        screening = self._screener.named(order)
        found: dict[tuple[str, str], Found] = {}
        if at_home:
            ids = {(side.list_id, entry.id) for side in self._some for entry in side.entries}
            for each in self._addresses(order, screening):
                if (each.entry.list_id, each.entry.id) in ids:
                    found[each.entry.list_id, each.entry.id] = each
        found |= {(each.entry.list_id, each.entry.id): each for each in screening.hits}
        return found

    def _addresses(self, order: Order, named: Screening) -> tuple[AddressHit, ...]:
        """Held against the whole edition: how many share a building is counted in all of it."""
        if self._at_home is None:
            shelf, addresses = (
                shelf_of(self._settings),
                Addresses(self._settings),
            )
            sources = [
                Source(
                    each.list_id,
                    (entries := shelf.open(each.edition)),
                    build_index(()),
                    each.effect_of,
                    addresses.of(entries, each.edition),
                )
                for each in self._some
                if each.edition is not None
            ]
            self._at_home = AddressScreener(sources, self._places)
        return self._at_home.screen(order, named).addresses
