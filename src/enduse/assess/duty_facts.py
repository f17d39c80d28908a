"""What the conditions of duties look at: an order made ready, and the findings on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from enduse.assess.case import Case
from enduse.model.finding import Finding

NO_GOODS = "the order names no goods"


@dataclass(frozen=True, slots=True)
class Facts:
    """An order made ready, the findings on it, and the law whose duty is asked about."""

    case: Case
    findings: tuple[Finding, ...]
    regime: str

    def members(self, regime: str) -> frozenset[str]:
        """The countries of a body of law."""
        return self.case.tables.rules.regimes[regime].members

    def group(self, code: str) -> frozenset[str]:
        """The countries of a group on the day of deciding."""
        return self.case.tables.rules.groups[code].on(self.case.as_of)

    def the(self, country: str) -> str:
        """The name of a country inside a sentence."""
        return self.case.tables.places.the(country)

    def weighing(self) -> Iterator[Finding]:
        """The hits that weigh more than a note."""
        for each in self.findings:
            if each.outcome == "hit" and each.weight not in (None, "note"):
                yield each
