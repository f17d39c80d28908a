"""One recorded ground, opened again, and today's beside it: which input makes which change."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from enduse.desk.compare import changes
from enduse.desk.desk import Desk
from enduse.desk.ground import Ground
from enduse.desk.inputs import Input, differing
from enduse.errors import EnduseError
from enduse.intake.order import Given
from enduse.model.decision import Decision
from enduse.model.replay import Cause, Change, How
from enduse.model.wire import decision_to_plain

Plain = Mapping[str, Any]


@dataclass
class Stand:
    """Desks on what was recorded and on what is in force today, and on every mixture of both.

    `ground` is None where some of it is gone, and `missing` says what. `today` gives the desk
    of today. A desk is opened when it is first asked, and kept.
    """

    today: Callable[[], Desk]
    ground: Ground | None
    missing: tuple[str, ...]
    program: tuple[Cause, ...] = ()
    _mixed: dict[tuple[int, bool], Desk | None] = field(default_factory=dict)

    @cached_property
    def was(self) -> Desk | None:
        """The desk on what was recorded; None where it cannot be opened, see `missing`."""
        if self.ground is None:
            return None
        try:
            desk = Desk(self.ground.settings, ground=self.ground)
        except EnduseError as error:
            self.missing = (*self.missing, f"cannot be opened by this program: {error}")
            return None
        before = {each.list_id: each for each in self.ground.lists}
        for each in desk.ground.lists:
            if each != before[each.list_id]:
                says = f"list {each.list_id}: {each.fault or 'is not as it was'}"
                self.missing = (*self.missing, says)
        return None if self.missing else desk

    @cached_property
    def now(self) -> Desk:
        """The desk on what is in force today."""
        return self.today()

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """What the two grounds differ in."""
        return differing(self.ground, self.now.ground) if self.ground else ()

    def explain(
        self, given: Given, *, recorded: Plain, again: Plain | None, today: Plain
    ) -> tuple[Change, ...]:
        """What today says otherwise than the record, each with what makes the difference.

        `again` is the decision made anew on what was recorded. An input is to blame where the
        change comes with it alone; else where it goes when that input alone is taken back.
        """
        found = changes(recorded, today)
        if again is None:
            return found
        ours = _seen(changes(recorded, again))
        left = [each for each in found if _key(each) not in ours]
        forward = self._tried(given, again, forward=True) if left else {}
        rest = [each for each in left if not _blamed(each, forward)]
        back = self._tried(given, recorded, forward=False) if rest else {}
        return tuple(
            replace(each, how="program", causes=self.program)
            if _key(each) in ours
            else self._explained(each, forward, back)
            for each in found
        )

    def _explained(
        self, change: Change, forward: Mapping[int, set[Any]], back: Mapping[int, set[Any]]
    ) -> Change:
        alone = _blamed(change, forward)
        if alone:
            return replace(change, how="alone", causes=self._causes(alone))
        needed = [at for at, seen in back.items() if _key(change) not in seen]
        how: How = "together" if needed else "not_known"
        return replace(change, how=how, causes=self._causes(needed))

    def _causes(self, numbers: Iterable[int]) -> tuple[Cause, ...]:
        return tuple(self.inputs[at].cause for at in numbers)

    def _tried(self, given: Given, base: Plain, *, forward: bool) -> dict[int, set[Any]]:
        """The changes by the number of the input that was swapped."""
        found = {}
        for at in range(len(self.inputs)):
            desk = self._mix(at, forward=forward)
            if desk is not None:
                made = decision_to_plain(desk.decide(given))
                found[at] = _seen(changes(base, made))
        return found

    def _mix(self, at: int, *, forward: bool) -> Desk | None:
        """A desk on one ground with one input of the other."""
        if (at, forward) not in self._mixed and self.ground is not None:
            own, other = self.ground, self.now.ground
            swap = self.inputs[at].swap
            ground = swap(own, other) if forward else swap(other, own)
            try:
                self._mixed[at, forward] = Desk(ground.settings, ground=ground)
            except EnduseError:  # a mixture may be one that no installation can be in
                self._mixed[at, forward] = None
        return self._mixed.get((at, forward))


def decide_all(desk: Desk, given: Iterable[Given], moments: Iterable[str]) -> list[Decision]:
    """Decisions as of the moment that was recorded of each, on the day of the desk."""
    made = desk.decide_all(given)
    return [replace(each, as_of=at) for each, at in zip(made, moments, strict=True)]


def _key(change: Change) -> tuple[Any, ...]:
    return change.what, change.about, change.was, change.now


def _seen(found: Iterable[Change]) -> set[Any]:
    return {_key(each) for each in found}


def _blamed(change: Change, tried: Mapping[int, set[Any]]) -> list[int]:
    return [at for at, seen in tried.items() if _key(change) in seen]
