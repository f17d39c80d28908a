"""What came of asking again, in words: one decision, and a whole record."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from enduse.model.decision import Verdict
from enduse.model.replay import AsRecorded, Cause, Change, How, Outcome, Replayed, Today
from enduse.report.words import plural, printable

SHOWN = 8
"""Changes of one cause, differences and gone things that are shown; others are counted."""

OUTCOME: dict[Outcome, str] = {
    "same": "the same, to the byte",
    "same_but_version": "the same, but for the version of enduse that is named in it",
    "differs": "NOT the same",
    "missing": "NOT decided again, for something is gone or altered",
}
_HOW: dict[How, str] = {
    "alone": "because of",
    "together": "because of, together",
    "program": "because enduse is another program than the one that decided",
    "not_known": "for no single reason that could be found",
}
_GONE = "why cannot be found, for what it was decided on is not all there"
_MARK = {
    "finding": "",
    "not_checked": "not checked: ",
    "asks": "asks: ",
    "issue": "trouble: ",
    "required": "",
}


def lines(found: Replayed) -> Iterator[str]:
    """One decision asked for again, as lines of text."""
    verdict = found.verdict or "(taken out)"
    yield printable(f"#{found.number}  {found.order}")
    yield f"  decided      {verdict}, as of {found.as_of or '(taken out)'}"
    if found.as_recorded:
        yield f"  as recorded  {OUTCOME[found.as_recorded.outcome]}"
        yield from (f"    {each}" for each in map(printable, _recorded(found.as_recorded)))
    if found.today:
        gone = found.as_recorded is not None and found.as_recorded.outcome == "missing"
        yield from map(printable, _today(found.today, gone=gone))


def _recorded(found: AsRecorded) -> Iterator[str]:
    yield from _some(list(found.missing), 0)
    places = []
    for each in found.differences:
        was, now = (
            said if said is not None else "nothing" for said in (each.recorded, each.now)
        )
        places.append(f"{each.where}: {was} was recorded, now {now}")
    yield from _some(places, found.more)
    if found.outcome in {"same_but_version", "differs"}:
        for cause in found.program:
            yield f"enduse differs in {_cause(cause)}"
        if not found.program:
            yield "enduse is the same program, by the hash of its code and tables"


def _today(found: Today, *, gone: bool) -> Iterator[str]:
    same = found.verdict == found.was
    says = f"{found.verdict}, as it was" if same else f"{found.verdict}, and was {found.was}"
    yield f"  today        {says} (as of {found.as_of})"
    if not found.changes:
        yield "    nothing would change"
    for (how, causes), changes in _by_cause(found.changes).items():
        yield f"    {_GONE if gone else _why(how, causes)}"
        weighty = [
            each for each in changes if not each.words and not _said_twice(each, changes)
        ]
        yield from (f"      {each}" for each in _some(list(map(_change, weighty)), 0))
        if words := sum(each.words for each in changes):
            yield f"      {plural(words, 'thing')} said in other words, weighing the same"


def _said_twice(each: Change, others: Iterable[Change]) -> bool:
    """Whether trouble with a list is told already, as what was not checked because of it."""
    unread = (o.says for o in others if o.what == "not_checked")
    return each.what == "issue" and any(says.endswith(each.says) for says in unread)


def _by_cause(
    changes: Iterable[Change],
) -> dict[tuple[How, tuple[Cause, ...]], list[Change]]:
    found: dict[tuple[How, tuple[Cause, ...]], list[Change]] = {}
    for each in changes:
        found.setdefault((each.how, each.causes), []).append(each)
    return found


def _why(how: How, causes: tuple[Cause, ...]) -> str:
    joint = ", or " if how == "alone" else ", and "
    named = joint.join(map(_cause, causes))
    return f"{_HOW[how]} {named}" if named else _HOW[how]


def _cause(each: Cause) -> str:
    return f"{each.input}: {each.was} → {each.now}"


def _change(each: Change) -> str:
    sign = "+" if each.was is None else "-" if each.now is None else "~"
    moved = " → ".join(filter(None, (each.was, each.now)))
    if each.what == "verdict":
        return f"{sign} verdict {moved}"
    if each.what in _MARK and (each.was is None or each.now is None):
        weight = f"{moved}, " if each.what == "finding" else ""
        where = f"{each.about[0]} " if each.what in {"finding", "issue"} else ""
        return f"{sign} {weight}{_MARK[each.what]}{where}{each.says}"
    return f"{sign} {each.what} {' '.join(each.about)}: {moved}"


def _some(says: list[str], more: int) -> Iterator[str]:
    yield from says[:SHOWN]
    if left := len(says) - SHOWN + more if len(says) > SHOWN else more:
        yield f"and {left} more; --json shows them"


@dataclass(slots=True)
class Tally:
    """A whole record asked for again, counted."""

    outcomes: Counter[str] = field(default_factory=Counter)
    moves: Counter[tuple[Verdict, Verdict]] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    count: int = 0

    def add(self, found: Replayed) -> None:
        """Count one."""
        self.count += 1
        if found.as_recorded:
            self.outcomes[found.as_recorded.outcome] += 1
        if found.today:
            self.moves[found.today.was, found.today.verdict] += 1
            verdict = (each for each in found.today.changes if each.what == "verdict")
            self.causes.update(_why(each.how, each.causes) for each in verdict)

    @property
    def sound(self) -> bool:
        """Whether every decision came out as it was recorded."""
        return not (self.outcomes["differs"] or self.outcomes["missing"])

    def lines(self) -> Iterator[str]:
        """The summary."""
        yield f"{plural(self.count, 'decision')} asked for again"
        for outcome, says in OUTCOME.items():
            if count := self.outcomes[outcome]:
                yield f"  {count:>8,}  {says}"
        moved = {move: count for move, count in self.moves.items() if move[0] != move[1]}
        if self.moves:
            same = self.moves.total() - sum(moved.values())
            yield f"  {same:>8,}  have the same verdict today"
        for (was, now), count in sorted(moved.items(), key=lambda each: -each[1]):
            yield f"  {count:>8,}  would be {now} today, and were {was}"
        for says, count in self.causes.most_common(SHOWN):
            yield printable(f"  {count:>8,}  {says}")


def notable(found: Replayed) -> bool:
    """Whether a decision is worth a line of its own among many."""
    recorded = found.as_recorded
    odd = recorded is not None and recorded.outcome in {"differs", "missing"}
    return odd or (found.today is not None and found.today.was != found.today.verdict)
