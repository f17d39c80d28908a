"""The test on the documents of an order: whether they say one thing."""

from collections.abc import Iterator

from enduse.assess.case import Case
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.model.conflict import Comparison, Conflict
from enduse.model.finding import Finding, Weight

_SHOWN = 12
_ANYWHERE = ("consignee changed", "end user changed", "country of destination", "goods")
"""What a person must settle wherever the goods go: who gets them, where, and which they are."""


def conflict(case: Case) -> Iterator[Finding]:
    """The documents of the order do not say one thing."""
    code = "document.conflict"
    found = case.compared
    if found is None:
        yield not_applicable(code, "There are no two documents of this order to compare.")
        return
    for each in found.conflicts:
        yield _hit(each)
    for lack in found.open:
        yield hit(code, "order", lack.says, weight="note", fact=lack.what)
    if not found.conflicts and not found.open and found.agreed:
        yield Finding(code, "no_hit", "order", _compared(found))
    if found.alone:
        says = f"{', '.join(found.alone)}: nothing in it is said in another document too."
        yield lacks(code, "order", "documents", says=says)


def _hit(found: Conflict) -> Finding:
    sides = [
        {"document": side.document, "value": side.value, "place": side.place}
        for side in found.sides[:_SHOWN]
    ]
    grave = found.weight == "review"
    weight: Weight | None = (
        "note" if not grave else "review" if found.what in _ANYWHERE else None
    )
    return hit(
        "document.conflict", "order", found.says, weight=weight, fact=found.what, sides=sides
    )


def _compared(found: Comparison) -> str:
    facts = list(dict.fromkeys(each.what for each in found.agreed))
    more = f" and {len(facts) - _SHOWN} more" if len(facts) > _SHOWN else ""
    shown = ", ".join(facts[:_SHOWN])
    met = [each for each in found.documents if each not in found.alone]
    return f"{', '.join(met)} agree. Compared: {shown}{more}."
