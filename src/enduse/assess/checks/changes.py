"""Whether place, recipient or payment changed late, beside the earlier versions of an order."""

from collections.abc import Iterator

from enduse.assess.before import of_day
from enduse.assess.case import Case
from enduse.assess.checks.say import hit, lacks, no_history, not_applicable
from enduse.model.finding import Finding
from enduse.model.history import Change

_CALLED = {
    "destination": "destination",
    "place": "place of delivery",
    "consignee": "consignee",
    "end_user": "end user",
    "payer": "payer",
    "payer_country": "payer's country",
}
_COUNTRIES = ("destination", "payer_country")


def late_change(case: Case) -> Iterator[Finding]:
    """The order says another place, recipient or payer than an earlier version of it did.

    A change long before the order's date is not late; one whose day is not known may be.
    """
    code = "order.late_change"
    if not case.order.lines:
        yield not_applicable(code, "There are no goods whose way could have changed.")
        return
    if case.past is None:
        yield no_history(code)
        return
    changes = case.past.changes(case.order)
    if changes is None:
        says = f"{case.past.source} holds no earlier version of this order."
        yield lacks(code, "order", "earlier versions of the order", says=says)
        return
    for each in changes:
        if _late(case, each):
            says = f"The {_CALLED[each.field]} changed from {_said(case, each.was, each.field)}"
            says += f" to {_said(case, each.now, each.field)}{_when(case, each)}."
            yield hit(
                code, "order", says, field=each.field, was=each.was, now=each.now,
                on=each.on.isoformat() if each.on else None,
                days_before=(case.day - each.on).days if each.on else None,
            )  # fmt: skip


def _late(case: Case, change: Change) -> bool:
    late: int = case.tables.rules.history["late_days"]
    return change.on is None or (case.day - change.on).days <= late


def _said(case: Case, text: str, field: str) -> str:
    return case.tables.places.the(text) if field in _COUNTRIES else text


def _when(case: Case, change: Change) -> str:
    if change.on is None:
        return "; since when is not said"
    days = (case.day - change.on).days
    if days == 0:
        return f" on {of_day(change.on)}, the day of the order"
    many = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f" on {of_day(change.on)}, {many} {'before' if days > 0 else 'after'} its date"
