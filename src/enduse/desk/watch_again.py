"""Orders that a changed entry touches, decided again on the lists of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from enduse.desk.desk import Desk
from enduse.desk.record import open_record
from enduse.desk.watch_sync import given_of
from enduse.intake.order import Given
from enduse.model.decision import Decision
from enduse.model.wire import decision_to_plain, one_line
from enduse.record.canonical import value_of
from enduse.settings import Settings
from enduse.watch.parties import Kept


@dataclass(frozen=True, slots=True)
class Again:
    """A new decision on a recorded order; None, and why, where it cannot be made.

    `other_rules` says that another version, rulebook or set of thresholds decided it then.
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
    desk = Desk(settings, as_of=as_of)
    given = _given(settings, orders, desk.countries)
    found = {
        each.id: Again(None, f"order {each.name}: cannot be read from the record (entry "
                       f"{each.entry}), so it was not decided again")
        for each in orders
        if given[each.id].order is None
    }  # fmt: skip
    sound = [each for each in orders if each.id not in found]
    made = desk.decide_all(given[each.id] for each in sound)
    for each, decision in zip(sound, made, strict=True):
        engine = one_line(decision_to_plain(decision)["engine"])
        found[each.id] = Again(decision, other_rules=engine != each.engine)
    return found


def _given(
    settings: Settings, orders: Sequence[Kept], countries: frozenset[str]
) -> Mapping[int, Given]:
    book = open_record(settings, write=False, held=False)
    try:
        found = {}
        for each in orders:
            part = book.parts(each.entry).get("order")
            plain = value_of(part) if part else None
            kept = plain if isinstance(plain, dict) else {}
            found[each.id] = given_of(kept, countries)
        return found
    finally:
        book.close()
