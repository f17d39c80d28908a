"""Which control entries goods of an HS code may fall under. Ours, and never but a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from enduse.goods.tables import read_csv

CITATION = "our own table, by the headings of the entries; no correlation is published"
READ = "memory"


@dataclass(frozen=True, slots=True)
class Candidates:
    """Entries to look at for a code, and the facts that decide whether one applies."""

    hs: str
    entries: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CandidateTable:
    """The table, the longest codes first. Read once and kept.

    >>> CandidateTable.load().of(["854233"])[0].entries
    ('3A001', '3A991')
    """

    rows: tuple[Candidates, ...]

    @classmethod
    def load(cls) -> Self:
        """Read the table that is shipped with enduse."""
        rows = (
            Candidates(
                row["hs"],
                tuple(row["entries"].split()),
                tuple(ask.strip() for ask in row["asks"].split(";")),
            )
            for row in read_csv("control_candidates.csv")
        )
        return cls(tuple(sorted(rows, key=lambda each: -len(each.hs))))

    def of(self, codes: Iterable[str]) -> tuple[Candidates, ...]:
        """What may apply to each code, by its longest part that has a row; each row once."""
        found = (
            next((row for row in self.rows if code.startswith(row.hs)), None) for code in codes
        )
        return tuple(dict.fromkeys(row for row in found if row))
