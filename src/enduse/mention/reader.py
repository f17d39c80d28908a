"""Everything that a running text names, each with its place and how the text puts it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from enduse.goods.nomenclature import Nomenclature
from enduse.goods.parts import Parts
from enduse.goods.priority import Priority
from enduse.goods.recovered import Recovered
from enduse.goods.words import Found
from enduse.mention.claims import Claims, claim_terms
from enduse.mention.codes import Codes
from enduse.mention.flow import Stretch, stretches
from enduse.mention.goods import GoodsTerms
from enduse.mention.parts import PartNumbers
from enduse.mention.places import PlaceTerms
from enduse.mention.running import Running
from enduse.mention.span import Span, settled
from enduse.mention.terms import Terms
from enduse.mention.weapons import WeaponTerms
from enduse.model.mention import Mention
from enduse.places import Places

Parties = Callable[[Running], Iterable[Mention]]
"""Finds the listed parties of a text: `Listed.find`."""

_SORTS = "claim", "goods", "place", "weapon"


@dataclass(slots=True)
class Reader:
    """The tables that a text is read with. Build it once and keep it.

    `seconds` adds up how long each part of the work took.
    """

    parties: Parties
    goods: GoodsTerms
    places: PlaceTerms
    weapons: WeaponTerms
    parts: PartNumbers
    codes: Codes
    terms: Terms
    seconds: dict[str, float] = field(default_factory=dict)

    @classmethod
    def load(
        cls, parties: Parties = lambda _: (), *, recovered: Recovered | None = None,
        parts: Parts | None = None, places: Places | None = None,
    ) -> "Reader":  # fmt: skip
        """Read the tables that are shipped; `parties` and `recovered` are the caller's."""
        goods, weapons = GoodsTerms.load(), WeaponTerms.load()
        where = PlaceTerms.load(places or Places.load())
        sorted_terms: dict[str, Iterable[tuple[str, str]]] = {
            "claim": claim_terms(),
            "goods": goods.labelled,
            "place": where.labelled,
            "weapon": weapons.labelled,
        }
        terms = Terms.of(
            (f"{sort}:{label}", term)
            for sort, labelled in sorted_terms.items()
            for label, term in labelled
        )
        numbers = PartNumbers(parts or Parts.load(), recovered)
        codes = Codes(Nomenclature.load(), Priority.load())
        return cls(parties, goods, where, weapons, numbers, codes, terms)

    def read(self, running: Running) -> tuple[Mention, ...]:
        """What a text names, in the order in which it stands there."""
        begun = perf_counter()
        named = [(running.start(each.spot), each) for each in self.parties(running)]
        self._took("parties", begun)
        named.sort(key=lambda each: each[0])
        made: list[tuple[int, Mention]] = []
        at = 0
        for stretch in self._stretches(running):
            last = stretch.start + len(stretch.text)
            first = at
            while at < len(named) and named[at][0] < last:
                at += 1
            made += self._of(running, stretch, named[first:at])
        return tuple(mention for _, mention in sorted(made, key=lambda each: each[0]))

    def _stretches(self, running: Running) -> Iterator[Stretch]:
        """The stretches; cutting them is a part of the work of its own."""
        several = stretches(running)
        while True:
            begun = perf_counter()
            stretch = next(several, None)
            self._took("words", begun)
            if stretch is None:
                return
            yield stretch

    def _of(
        self, running: Running, stretch: Stretch, parties: Sequence[tuple[int, Mention]]
    ) -> Iterator[tuple[int, Mention]]:
        begun = perf_counter()
        found = self._terms(stretch)
        self._took("terms", begun)
        spans = self._spans(stretch, found)
        begun = perf_counter()
        claims = Claims(stretch, found["claim"])
        for place, each in parties:
            start = place - stretch.start
            said = claims.of(start, start + len(each.text))
            yield place, replace(each, claims=said)
        for span in spans:
            place, end = stretch.start + span.start, stretch.start + span.end
            yield (
                place,
                Mention(
                    span.named,
                    running.text[place:end],
                    running.spot(place, end),
                    span.sure,
                    span.meant,
                    span.why,
                    claims.of(span.start, span.end),
                ),
            )
        self._took("claims", begun)

    def _terms(self, stretch: Stretch) -> dict[str, list[tuple[str, Found]]]:
        found: dict[str, list[tuple[str, Found]]] = {sort: [] for sort in _SORTS}
        for one in self.terms.find(stretch.tokens):
            sort, _, label = one.label.partition(":")
            found[sort].append((label, one))
        return found

    def _spans(self, stretch: Stretch, found: dict[str, list[tuple[str, Found]]]) -> list[Span]:
        text = stretch.text
        work: dict[str, Callable[[], Iterable[Span]]] = {
            "goods": lambda: self.goods.find(stretch, found["goods"]),
            "places": lambda: self.places.find(stretch, found["place"]),
            "weapons": lambda: self.weapons.find(stretch, found["weapon"]),
            "parts": lambda: self.parts.find(text),
            "codes": lambda: self.codes.find(text),
        }
        every: list[Span] = []
        for name, find in work.items():
            begun = perf_counter()
            every += settled(find())
            self._took(name, begun)
        return _apart(every)

    def _took(self, name: str, begun: float) -> None:
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - begun


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Without part numbers that are something else.

    A weapon's name is no part number ("R-77"), nor is a number of a control list.
    """
    taken = [(s.start, s.end) for s in spans if s.named in ("weapon", "code")]
    firm = {at for start, end in taken for at in range(start, end)}
    return [s for s in spans if s.named != "part" or s.start not in firm]
