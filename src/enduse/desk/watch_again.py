"""Orders that a changed entry touches, decided again on the lists of today."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from enduse.desk.desk import Desk
from enduse.desk.record import open_record
from enduse.desk.watch_sync import given_of, plain_of
from enduse.intake.order import Given
from enduse.model.decision import Decision
from enduse.model.wire import decision_to_plain, one_line
from enduse.places import Places
from enduse.settings import Settings
from enduse.watch.parties import Kept


@dataclass(frozen=True, slots=True)
class Again:
    """A new decision on a recorded order; None where it cannot be made.

    `fault` says why it cannot, or what could not be read for it. `other_rules` says that
    another version, rulebook or set of thresholds decided it then.
    """

    decision: Decision | None
    fault: str | None = None
    other_rules: bool = False


def decide_again(
    settings: Settings, orders: Sequence[Kept], *, as_of: date
) -> dict[int, Again]:
    """Decide on each of some orders as of a day, as it was recorded. Nothing is recorded."""
    if not orders:
        return {}
    recorded = _recorded(settings, orders)
    found: dict[int, Again] = {}
    groups: dict[tuple[str, ...] | None, list[Kept]] = defaultdict(list)
    for each in orders:
        if recorded[each.id][0].order is None:
            says = f"order {each.name}: cannot be read from the record (entry {each.entry})"
            found[each.id] = Again(None, f"{says}, so it was not decided again")
        else:
            # Held to the lists that it was held to: else another question would be answered.
            groups[settings.require or recorded[each.id][1]].append(each)
    for required, some in groups.items():
        desk = Desk(replace(settings, require=required), as_of=as_of)
        made = desk.decide_all(recorded[each.id][0] for each in some)
        for each, decision in zip(some, made, strict=True):
            found[each.id] = _again(each, decision)
    return found


def _again(order: Kept, decision: Decision) -> Again:
    other = one_line(decision_to_plain(decision)["engine"]) != order.engine
    fault = None
    if decision.verdict == "error" and order.verdict != "error":
        why = next((f"{i.where} {i.says}" for i in decision.issues if i.gravity == "error"), "")
        fault = f"order {order.name}: what must be read could not be read: {why}"
    return Again(decision, fault, other)


def _recorded(
    settings: Settings, orders: Sequence[Kept]
) -> Mapping[int, tuple[Given, tuple[str, ...] | None]]:
    """Each order as it was recorded, and which lists it was held to."""
    countries = frozenset(Places.load().countries)
    book = open_record(settings, write=False, held=False)
    try:
        found = {}
        for each in orders:
            parts = book.parts(each.entry)
            order, basis = plain_of(parts.get("order")), plain_of(parts.get("basis"))
            required = tuple(basis.get("required", ())) or None
            found[each.id] = given_of(order, countries), required
        return found
    finally:
        book.close()
