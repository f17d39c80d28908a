"""What people decided, applied to the findings on orders as they are made."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from enduse.desk.ground import HANDED, Ground
from enduse.desk.parties import entry_of
from enduse.desk.policy import policy_in
from enduse.desk.sources import Loaded
from enduse.desk.where import may_be_recorded
from enduse.model.finding import Finding
from enduse.model.issue import Issue
from enduse.model.order import Order
from enduse.model.resolution import TAKEN_OUT
from enduse.screen.source import Source

if TYPE_CHECKING:
    from enduse.decide.ledger import Ledger


@dataclass(slots=True)
class Settling:
    """A ledger of what people decided, with the lists that it is held against on a day.

    `ledger` is None where nobody decided anything: then nothing is computed. `last` is the
    newest entry by which anybody did, up to which the record was read.
    """

    ledger: "Ledger | None"
    day: date
    sources: Mapping[str, Source]
    published: Mapping[str, str]
    issues: tuple[Issue, ...] = ()
    last: int = 0
    _entries: dict[tuple[str, str], Mapping[str, Any] | None] = field(default_factory=dict)

    @classmethod
    def of(cls, ground: Ground, loaded: Loaded, *, given: "Ledger | None") -> "Settling":
        """The ledger that was given, else that of the record, as far as the ground says."""
        read = (given, (), HANDED) if given is not None else _recorded(ground)
        found, issues, last = read
        return cls(
            found or None,
            ground.day,
            {each.list_id: each for each in loaded.sources},
            {each.list_id: each.published.isoformat() for each in loaded.editions},
            issues,
            last,
        )

    def settle(
        self, findings: tuple[Finding, ...], order: Order
    ) -> tuple[tuple[Finding, ...], tuple[int, ...]]:
        """The findings on an order as it was given, and the entries by which any is settled."""
        if self.ledger is None:
            return findings, ()
        from enduse.decide.ledger import Listed
        from enduse.decide.settle import settle

        listed = Listed(self._entry_of, self.published)
        return settle(findings, order, self.ledger, day=self.day, listed=listed)

    def lost(self, numbers: Iterable[int]) -> Iterator[str]:
        """Which settlements that were there once are not there now as they were, and why."""
        said = {each.where: each.says for each in self.issues}
        for number in numbers:
            where = f"record/entry {number}"
            made = self.ledger.numbered(number) if self.ledger else None
            if (
                made is None
            ):  # else trouble with a later entry, or with the whole record, did it
                other = next(iter(said.items()), None)
                why = said.get(where) or (" ".join(other) if other else "its facts are gone")
                yield f"settlement, entry {number}: {why}"
            elif TAKEN_OUT in (made.person, *(each.person for each in made.confirmed)):
                says = "who settled or confirmed it was taken out of the record"
                yield f"settlement, entry {number}: {says}"

    def _entry_of(self, list_id: str, entry_id: str) -> Mapping[str, Any] | None:
        from enduse.decide.facts import entry_facts

        key = (list_id, entry_id)
        if key not in self._entries:
            source = self.sources.get(list_id)
            found = entry_of(source, entry_id) if source else None
            self._entries[key] = entry_facts(list_id, found) if found else None
        return self._entries[key]


def _recorded(ground: Ground) -> "tuple[Ledger | None, tuple[Issue, ...], int]":
    settings = ground.settings
    if ground.settled == 0 or not may_be_recorded(settings):
        if ground.policy is not None:
            policy_in(ground.policy, settings)  # one that cannot be used is told of at once
        return None, (), 0
    from enduse.desk.settled import ledger  # databases and keys, only where a record is

    before = None if ground.settled is None else ground.settled + 1
    return ledger(settings, ground.day, before=before, policy=ground.policy)
