"""Weights, packages and totals: compared as exactly as they are printed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from enduse.agree.differ import Said, verdict_on
from enduse.agree.numbers import as_printed, decimal
from enduse.agree.together import together
from enduse.model.conflict import Agreed, Conflict, Side
from enduse.model.document import Document, Fact, FactName

WEIGHTS: tuple[FactName, ...] = ("gross_weight", "net_weight", "volume", "packages")
_NEAR = Decimal("0.01")
"""Scales differ by as much: a note, not a conflict."""
_SUMS = ("invoice", "order", "confirmation", "proforma")


def compared(documents: Sequence[Document], *, parted: bool) -> Iterator[Conflict | Agreed]:
    """What documents say of weights, packages and totals, and one of them against itself.

    `parted` says that a part of what was ordered is shipped, so that sums may differ.
    """
    for name in WEIGHTS:
        said = [each for document in documents for each in said_of(document, name)]
        found = verdict_on(name.replace("_", " "), said, same=as_printed)
        if isinstance(found, Conflict) and _all_near(said):
            yield Conflict(found.what, found.sides, f"{found.says} It is within 1 %.", "note")
        elif found is not None:
            yield found
    yield from _totals(documents, parted=parted)
    for document in documents:
        yield from _heavier(document)


def said_of(document: Document, name: FactName) -> Iterator[Said]:
    """A fact of the whole document, with its number where it is one."""
    for fact in document.facts:
        if fact.name == name and fact.line is None:
            yield _of(document, fact)


def _of(document: Document, fact: Fact) -> Said:
    number = decimal(fact.value)
    shown = fact.text or fact.value
    side = Side(document.name, " ".join(shown.split()), fact.place)
    return Said(side, fact.value, None if number is None else float(number))


def _all_near(said: Sequence[Said]) -> bool:
    numbers = [decimal(each.key) for each in said]
    known = [each for each in numbers if each is not None]
    if len(known) != len(numbers) or not known or not max(known):
        return False
    return (max(known) - min(known)) / max(known) <= _NEAR


def _totals(documents: Sequence[Document], *, parted: bool) -> Iterator[Conflict | Agreed]:
    """Sums in one currency; a smaller one of an invoice may be a part of the order."""
    said, money = [], []
    for document in documents:
        totals = list(said_of(document, "total"))
        if document.sort not in _SUMS or len({each.key for each in totals}) != 1:
            continue
        said.append(totals[0])
        money += list(said_of(document, "currency"))[:1]
    found = verdict_on("currency", money)
    if isinstance(found, Conflict):
        yield found
        return
    sums = verdict_on("total", said, same=as_printed)
    if isinstance(sums, Conflict):
        said = together(said, documents)
        sums = verdict_on("total", said, same=as_printed)
    if isinstance(sums, Conflict) and parted and _part(documents, said):
        says = f"{sums.says} The invoice may be for a part of the order."
        yield Conflict("total", sums.sides, says, "note")
    elif sums is not None:
        yield sums


def _part(documents: Sequence[Document], said: Sequence[Said]) -> bool:
    """Whether invoices are for less than the order, and agree among themselves."""
    sorts = {each.name: each.sort for each in documents}
    invoiced = [e for e in said if sorts[e.side.document] in ("invoice", "proforma")]
    ordered = [e for e in said if sorts[e.side.document] in ("order", "confirmation")]
    if not invoiced or not ordered or not all(e.number is not None for e in said):
        return False
    less = max(e.number or 0 for e in invoiced) < min(e.number or 0 for e in ordered)
    return less and len({e.key for e in ordered}) == 1


def _heavier(document: Document) -> Iterator[Conflict]:
    """A net weight above the gross weight of the same document."""
    net = [each for each in said_of(document, "net_weight") if each.number is not None]
    gross = [each for each in said_of(document, "gross_weight") if each.number is not None]
    if net and gross and min(e.number or 0 for e in net) > max(e.number or 0 for e in gross):
        says = (
            f"{document.name} has a net weight of {net[0].side.value}, more than its gross "
            f"weight of {gross[0].side.value}."
        )
        yield Conflict("net weight", (net[0].side, gross[0].side), says)
