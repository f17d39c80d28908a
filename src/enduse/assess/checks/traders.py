"""The test on the end user: one that sells on, or sits in a free zone, may not be the end."""

from collections.abc import Iterator

from enduse.assess.case import Case, is_placeholder, named, parties
from enduse.assess.checks.people import sentence
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.model.finding import Finding, Weight
from enduse.model.order import Party


def trader(case: Case) -> Iterator[Finding]:
    """The end user's name, activity or address says that it sells on, or is in a free zone.

    A trading word beside one of making ("industry and trade") says nothing. An order without
    an end user has a test of its own.
    """
    code = "end_user.trader"
    if not case.order.lines:
        yield not_applicable(code, "There are no goods that somebody could use.")
        return
    users = [
        (path, party)
        for path, party in parties(case.order, "end_user")
        if party.name and not is_placeholder(case, party)
    ]
    if not users:
        yield lacks(code, "order", "end_user", says="Who will use the goods is not named.")
    for path, party in users:
        yield from _one(case, path, party)


def _one(case: Case, path: str, party: Party) -> Iterator[Finding]:
    code = "end_user.trader"
    if party.kind == "person":
        return
    book = case.tables.rules.traders
    trades, zone = book.sells(party), book.zone(party)
    if trades:
        says = f"{named(party)} is to use the goods, and says of itself {trades!r}."
        yield hit(code, path, sentence(says), words=trades, zone=zone)
    elif zone:
        # Makers sit in free zones too: in a hub that alone is no reason to stop.
        weight: Weight | None = "note" if case.setting == "hub" else None
        says = f"{named(party)} is to use the goods, and is in a free zone ({zone!r})."
        yield hit(code, path, sentence(says), weight=weight, zone=zone)
    elif party.activity is None:
        says = f"What {named(party)} does is not known, nor whether it sells the goods on."
        yield lacks(code, path, "activity", says=says)
