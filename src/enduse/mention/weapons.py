"""Weapon systems by name in a running text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from enduse.goods.words import Found
from enduse.mention.flow import Stretch
from enduse.mention.span import Span
from enduse.mention.tables import load
from enduse.model.mention import Meant, Sureness

_NEAR = "near"


@dataclass(frozen=True, slots=True)
class WeaponTerms:
    """The table of weapon systems, each with its citation. `plain` are ordinary words too."""

    meant: dict[str, Meant]
    plain: frozenset[str]
    labelled: tuple[tuple[str, str], ...]

    @classmethod
    def load(cls) -> Self:
        """Read the table that is shipped."""
        table = load("weapons")
        labelled = [(_NEAR, term) for term in table["context"]["words"]]
        meant: dict[str, Meant] = {}
        for each in table["weapon"]:
            source = table["source"][each["source"]]
            whose = " and ".join(each["by"].split())
            cited = f"{source['citation']}, {source['as_of']}; read: {source['read']}"
            note = f"{each['kind']}, fielded by {whose} ({cited})"
            meant[each["id"]] = Meant("weapons", each["id"], each["name"], note)
            labelled += [(each["id"], name) for name in each["names"]]
        plain = frozenset(each["id"] for each in table["weapon"] if each.get("plain"))
        return cls(meant, plain, tuple(labelled))

    def find(self, stretch: Stretch, found: Iterable[tuple[str, Found]]) -> Iterator[Span]:
        """The weapons that a stretch names."""
        every = list(found)
        near = [stretch.tokens[one.first].start for label, one in every if label == _NEAR]
        for label, one in every:
            if label == _NEAR:
                continue
            start, end = stretch.tokens[one.first].start, stretch.tokens[one.last - 1].end
            if stretch.text[start].islower() and one.last - one.first == 1:
                continue
            sure, why = self._sure(stretch, label, one, near=near)
            yield Span("weapon", start, end, sure, (self.meant[label],), why)

    def _sure(
        self, stretch: Stretch, label: str, one: Found, *, near: Sequence[int]
    ) -> tuple[Sureness, str]:
        tokens = stretch.tokens[one.first : one.last]
        if len(tokens) > 1 or any(c.isdigit() for c in tokens[0].text):
            return "certain", "the name of a weapon system with its number or sort"
        first, last = stretch.sentence(tokens[0].start)
        beside = any(
            first <= at < last and not tokens[0].start <= at < tokens[0].end for at in near
        )
        if label not in self.plain:
            return ("certain", "beside words of weapons") if beside else ("likely", "its name")
        if beside:
            return "likely", "a word of other meanings too, beside words of weapons"
        return "possible", "a word of other meanings too"
