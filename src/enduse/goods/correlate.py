"""What became of a goods code from one edition of the Harmonized System to another.

Editions are 2012, 2017 and 2022. A number may go on, end, begin, or be used again for other
goods; some of its goods may leave it while it goes on. Links are those of the United Nations'
correlation tables, both ways.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Self, get_args

from enduse.errors import OrderError
from enduse.goods.tables import read_csv

EDITIONS = (2012, 2017, 2022)
How = Literal["same", "moved", "few", "part", "loose"]
"""The number goes on; it ended and its goods went there; only some of them did; it goes on
and some went there; it ended, and hardly anything went there. Each is weaker than the last."""

_ORDER: tuple[How, ...] = get_args(How)
_HOWS: dict[str, How] = {how: how for how in _ORDER}
_Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Link:
    """A number of one edition and one of another that share goods."""

    old: str
    new: str
    how: How


@dataclass(frozen=True, slots=True)
class Correlation:
    """Every number that changed. Read once and kept; keys are (the later edition, number).

    `widened` counts the older numbers that gave a little to one whose note was widened; they
    are not linked.

    >>> found = Correlation.load().follow("880330", 2017, 2022)
    >>> [(link.new, link.how) for link in found if link.how != "loose"]
    [('880730', 'moved')]
    """

    forth: Mapping[_Key, list[tuple[str, How]]]
    back: Mapping[_Key, list[tuple[str, How]]]
    ended: frozenset[_Key]
    began: frozenset[_Key]
    widened: Mapping[_Key, int]

    @classmethod
    def load(cls) -> Self:
        """Read the tables that are shipped with enduse."""
        forth: dict[_Key, list[tuple[str, How]]] = {}
        back: dict[_Key, list[tuple[str, How]]] = {}
        ended: set[_Key] = set()
        began: set[_Key] = set()
        for row in read_csv("hs_correlation.csv"):
            step, old, new, said = int(row["step"]), row["old"], row["new"], row["how"]
            first, _, fresh = said.partition(" ")
            if old and first != "part":
                ended.add((step, old))
            if new and (fresh or first == "began"):
                began.add((step, new))
            if old and new:
                forth.setdefault((step, old), []).append((new, _HOWS[first]))
                back.setdefault((step, new), []).append((old, _HOWS[first]))
        wide = {
            (int(r["step"]), r["new"]): int(r["others"]) for r in read_csv("hs_widened.csv")
        }
        return cls(forth, back, frozenset(ended), frozenset(began), wide)

    def changed(self, code: str) -> bool:
        """Whether a number is named in the table: it ended, began, gave or took goods."""
        return any(
            (step, code) in keys
            for step in EDITIONS[1:]
            for keys in (self.forth, self.back, self.ended, self.began)
        )

    def alive(self, code: str, edition: int) -> bool:
        """Whether an edition has this number or heading, as far as the changes tell.

        >>> correlation = Correlation.load()
        >>> [correlation.alive("880730", edition) for edition in (2012, 2017, 2022)]
        [False, False, True]
        """
        at = _place(edition)
        for step in EDITIONS[at:0:-1]:  # the last thing that happened to it by then
            if (step, code) in self.began:
                return True
            if (step, code) in self.ended:
                return False
        for step in EDITIONS[at + 1 :]:  # else the first that will
            if (step, code) in self.ended:
                return True
            if (step, code) in self.began:
                return False
        return True

    def follow(self, code: str, edition: int, to: int) -> tuple[Link, ...]:
        """The numbers of the edition `to` that share goods with a number of another.

        Forward or back; `old` is always the number that was asked for. A number that the
        edition does not have leads nowhere. Numbers that gave a little to a widened one are
        not followed.

        >>> [link.new for link in Correlation.load().follow("880730", 2022, 2017)]
        ['880330']

        Raises:
            OrderError: an edition is none of 2012, 2017 and 2022.
        """
        at, end = _place(edition), _place(to)
        found: dict[str, How] = {code: "same"} if self.alive(code, edition) else {}
        while at != end:
            ahead = at < end
            step = EDITIONS[at + 1] if ahead else EDITIONS[at]
            links = (
                (other, max(how, way, key=_ORDER.index))
                for number, how in found.items()
                for other, way in self._once(number, step, ahead=ahead)
            )
            found = _strongest(links)
            at += 1 if ahead else -1
        return tuple(Link(code, number, how) for number, how in found.items())

    def _once(self, code: str, step: int, *, ahead: bool) -> Iterator[tuple[str, How]]:
        """One step from a number that is there; itself first, where it goes on."""
        if (step, code) not in (self.ended if ahead else self.began):
            yield code, "same"
        yield from (self.forth if ahead else self.back).get((step, code), ())


def _strongest(links: Iterable[tuple[str, How]]) -> dict[str, How]:
    """Each number once, by the strongest of the ways that lead to it."""
    found: dict[str, How] = {}
    for number, how in links:
        known = found.get(number)
        found[number] = how if known is None else min(known, how, key=_ORDER.index)
    return found


def _place(edition: int) -> int:
    if edition not in EDITIONS:
        raise OrderError("hs_edition", str(edition), "2012, 2017 or 2022")
    return EDITIONS.index(edition)
