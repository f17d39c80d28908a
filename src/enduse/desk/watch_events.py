"""What was found, as it is told: one event for each changed entry and whoever it touches."""

import hashlib
from typing import Literal

from enduse.desk.watch_again import Again
from enduse.desk.watch_compare import Found, Moved
from enduse.desk.watch_delta import Delta
from enduse.desk.watch_sync import named_in
from enduse.model.decision import RANK, Decision, Verdict
from enduse.model.finding import HEAVIEST_FIRST, Weight
from enduse.model.hit import Hit
from enduse.model.watch import ByEntry, Direction, Event
from enduse.model.wire import to_plain
from enduse.watch.parties import Kept

_SHOWN_HASH = 27
"""Letters of an edition's name that say day and hash; what read it is left out."""


def of_hit(holder: Kept, path: str, party: str, *, moved: Moved, again: Again | None) -> Event:
    """A hit that came, went or is another now."""
    by = _by(moved.delta, moved.change.entry.id)
    weights = _weight(moved.was), _weight(moved.now)
    decision = again.decision if again else None
    weight = weights[1] if moved.now is not None else weights[0]
    if decision is not None and moved.now is not None:
        # What a hit weighs in an order follows from its law: a US list binds no one else.
        weight = _in_decision(decision, (by.list_id, by.entry))
    return Event(
        id=_id(holder, path, party, by=by, how=moved.how),
        kind=holder.kind,
        holder=holder.name,
        subject=path,
        party=party,
        hit=moved.how,
        direction=_for_order(_direction(moved.how, weights), decision),
        weight=weight,
        says=_says(moved, by),
        by=by,
        recorded=holder.entry or None,
        verdict_before=_verdict(holder),
        verdict_after=decision.verdict if decision else None,
    )


def of_named(holder: Kept, delta: Delta, entry: str, *, again: Again | None) -> Event | None:
    """An entry that the decision names is another now; told where the verdict is another."""
    decision = again.decision if again else None
    before = _verdict(holder)
    if decision is not None and decision.verdict == before:
        return None
    by = _by(delta, entry)
    after = decision.verdict if decision else None
    direction: Direction = "other"
    if before and after:
        direction = "worse" if RANK[after] > RANK[before] else "lifted"
    gone = "has left the list" if by.change == "removed" else "has changed"
    return Event(
        id=_id(holder, "order", "", by=by, how="named"),
        kind=holder.kind,
        holder=holder.name,
        subject="order",
        party="",
        hit=None,
        direction=direction,
        weight=None,
        says=f"{by.name!r} ({by.list_id}, entry {by.entry}), which the decision names, {gone}.",
        by=by,
        recorded=holder.entry or None,
        verdict_before=before,
        verdict_after=after,
    )


def short(mark: str) -> str:
    """An edition by its day and its hash."""
    return mark[:_SHOWN_HASH]


def _by(delta: Delta, entry: str) -> ByEntry:
    change = delta.changes[entry]
    name = change.entry.names[0].text if change.entry.names else "(no name published)"
    return ByEntry(
        list_id=delta.list_id,
        entry=entry,
        name=name,
        change=change.kind,
        fields=change.fields,
        before=short(delta.before),
        after=short(delta.after),
    )


def _id(holder: Kept, path: str, party: str, *, by: ByEntry, how: str) -> str:
    told = (
        by.list_id,
        by.before,
        by.after,
        holder.kind,
        holder.name,
        path,
        party,
        by.entry,
        how,
    )
    text = "\x1f".join(told).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:32]


def _weight(found: Found | None) -> Weight | None:
    return found.effect.weight if found else None


def _in_decision(decision: Decision, key: tuple[str, str]) -> Weight | None:
    """The heaviest weight of a finding that names an entry."""
    weights = [
        each.weight
        for each in decision.findings
        if each.weight and key in set(named_in(to_plain(dict(each.evidence))))
    ]
    return min(weights, key=HEAVIEST_FIRST.index, default=None)


def _verdict(holder: Kept) -> Verdict | None:
    return next((each for each in RANK if each == holder.verdict), None)


def _direction(
    how: Literal["new", "gone", "changed"], weights: tuple[Weight | None, Weight | None]
) -> Direction:
    if how == "new":
        return "worse"
    if how == "gone":
        return "lifted"
    was, now = (HEAVIEST_FIRST.index(each) if each else len(HEAVIEST_FIRST) for each in weights)
    if was == now:
        return "other"
    return "worse" if now < was else "lifted"


def _for_order(direction: Direction, decision: Decision | None) -> Direction:
    """Nothing is lifted for an order that can no longer be decided."""
    undecided = decision is not None and decision.verdict == "error"
    return "other" if undecided and direction == "lifted" else direction


def _says(moved: Moved, by: ByEntry) -> str:
    where = f"{by.list_id}, entry {by.entry}"
    if moved.how == "new":
        return moved.now.says if moved.now else ""
    listed = _listed(moved.was)
    if moved.how == "gone" and by.change == "removed":
        return f"{listed!r} ({where}) has left the list."
    if moved.how == "gone":
        return f"{listed!r} ({where}) has changed, and is no longer like this party."
    names = ", ".join(name for name, _, _ in by.fields)
    return f"{listed!r} ({where}), which this party is like, has changed: {names}."


def _listed(found: Found | None) -> str:
    if found is None:
        return ""
    return found.matched.text if isinstance(found, Hit) else found.listed
