"""One goods code under several editions of the Harmonized System: 2012, 2017, 2022.

Lists name goods by the numbers of HS 2022. A company's own records often still hold older
ones, and a code without its edition could be either, so each is tried.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Self

from enduse.errors import OrderError
from enduse.goods.codes import dotted
from enduse.goods.correlate import EDITIONS, Correlation

_NOW = 2022
_HEADING = 4
How = Literal["same", "moved", "few"]
_WITH_THE_GOODS: Mapping[str, How] = {"same": "same", "moved": "moved", "few": "few"}
"""Links by which one number is read as another; the weaker ones would make half of machinery
a match."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A code as it stands in HS 2022, and under which editions it reads so.

    `code` has six digits, or four where only a heading was written. `how` is "same" where
    the number did not change, "moved" where the goods went to another number, and "few"
    where only some of the goods did. `says` puts it in words.
    """

    code: str
    written: str
    editions: tuple[int, ...]
    how: How
    says: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Numbers of an older edition as they stand in HS 2022. Read once and kept.

    >>> for reading in Changes.load().same_goods("854890"):
    ...     print(reading.code, reading.editions)
    854800 (2012, 2017)
    """

    correlation: Correlation

    @classmethod
    def load(cls) -> Self:
        """Read the table that is shipped with enduse."""
        return cls(Correlation.load())

    def same_goods(self, code: str, edition: int | None = None) -> tuple[Reading, ...]:
        """What a code of four or six digits is in HS 2022, one reading a number.

        With `edition` it is read in that one; without, in each. A number that the named
        edition does not have is read in those that do, since dropping it would hide it.

        >>> [r.code for r in Changes.load().same_goods("852580", 2017) if r.how == "moved"]
        ['852581', '852582', '852583', '852589']

        Raises:
            OrderError: the edition is none of 2012, 2017 and 2022, or the code is not
                four or six digits.
        """
        if not (code.isascii() and code.isdigit() and len(code) in {_HEADING, 6}):
            raise OrderError("goods code", repr(code), "four or six digits")
        if edition is not None and edition not in EDITIONS:
            raise OrderError("hs_edition", str(edition), "2012, 2017 or 2022")
        tried = EDITIONS if edition is None else (edition,)
        found = _merged(code, self._tried(code, tried))
        return found or _merged(code, self._tried(code, EDITIONS))

    def older(self, code: str, edition: int) -> tuple[str, ...]:
        """The numbers in an older edition from which goods of an HS 2022 code come.

        None where it is new and was only widened from others (`Correlation.widened`).

        >>> Changes.load().older("880730", 2017), Changes.load().older("854231", 2017)
        (('880330',), ('854231',))
        """
        links = self.correlation.follow(code, _NOW, edition)
        if not links and self.correlation.alive(code, edition):
            return (code,)  # it ended, and nobody says where its goods went
        return tuple(link.new for link in links if link.how in _WITH_THE_GOODS)

    def _tried(self, code: str, editions: tuple[int, ...]) -> Iterator[tuple[int, str, How]]:
        for edition in editions:
            if len(code) != _HEADING:
                yield from ((edition, new, how) for new, how in self._went(code, edition))
                continue
            if self.correlation.alive(code, edition):
                yield edition, code, "same"
            yield from ((edition, to, "moved") for to in self._headings(code, edition))

    def _went(self, code: str, edition: int) -> tuple[tuple[str, How], ...]:
        """Where the goods of a number are in HS 2022: there itself, or where they moved."""
        links = self.correlation.follow(code, edition, _NOW)
        found = tuple(
            (link.new, how) for link in links if (how := _WITH_THE_GOODS.get(link.how))
        )
        if not found and self.correlation.alive(code, edition):
            return ((code, "same"),)  # it ended, and nobody says where its goods went
        # A number that goes on is read as itself alone, whatever it gave to others.
        return tuple(each for each in found if each == (code, "same")) or found

    def _headings(self, heading: str, edition: int) -> list[str]:
        """Other headings to which numbers below one moved, where they ended."""
        olds = {
            old
            for _, old in self.correlation.ended
            if old.startswith(heading) and len(old) > _HEADING
        }
        went = (each for old in olds for each in self._went(old, edition))
        return sorted({new[:_HEADING] for new, how in went if how == "moved"} - {heading})


def _merged(code: str, tried: Iterator[tuple[int, str, How]]) -> tuple[Reading, ...]:
    editions: dict[str, list[int]] = {}
    hows: dict[str, How] = {}
    for edition, new, how in tried:
        editions.setdefault(new, []).append(edition)
        hows[new] = how
    moved = [new for new, how in hows.items() if how == "moved"]
    return tuple(
        Reading(new, code, tuple(years), hows[new], _says(code, new, years=years, moved=moved))
        for new, years in editions.items()
    )


def _says(code: str, new: str, *, years: list[int], moved: list[str]) -> str:
    under = f"{dotted(code)} of HS {' and '.join(map(str, years))}"
    if new == code:
        only = "" if tuple(years) == EDITIONS else f" (HS {', '.join(map(str, years))})"
        return f"{dotted(code)} as written{only}"
    became = moved if new in moved else [new]
    tails = [m[_HEADING:] if m[:5] == became[0][:5] else dotted(m) for m in became[1:]]
    where = "/".join([dotted(became[0]), *tails])
    some = "" if new in moved else ", for some of the goods,"
    return f"{under} became{some} {where} in HS 2022"
