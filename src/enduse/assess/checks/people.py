"""Tests on who takes part: new companies, forwarders, phones."""

from collections.abc import Iterator
from datetime import date

from enduse.assess.case import Case, final_consignee, named, parties
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.assess.words import found_words
from enduse.model.finding import Finding
from enduse.model.order import Party
from enduse.places import phone_country

COUNTERPARTS = ("buyer", "consignee", "end_user", "intermediary", "notify")
"""Roles of those with whom the seller has to do."""


def new_company(case: Case) -> Iterator[Finding]:
    """A party was founded after the day from which regulators ask to look.

    A span that only partly lies after that day (a year: 2022) is not checkable: the exact
    date would tell.
    """
    code = "party.new_company"
    since: date = case.tables.rules.thresholds["new_company_after"]
    for path, party in with_name(case, *COUNTERPARTS):
        if party.kind == "person":
            continue
        span = party.founded
        if span is None:
            yield lacks(
                code, path, "founded", says=f"The founding date of {named(party)} is not known."
            )
        elif span.first > since:
            says = f"{named(party)} was founded on {span.text}, after {since}."
            yield hit(code, path, sentence(says), founded=span.text, after=since.isoformat())
        elif span.last > since:
            says = f"{named(party)} was founded in {span.text}, perhaps after {since}."
            yield lacks(code, path, "founded", says=sentence(says))


def forwarder(case: Case) -> Iterator[Finding]:
    """The last known receiver of the goods looks like a forwarder, a bank or a mail centre."""
    code = "consignee.forwarder"
    found = final_consignee(case.order)
    if not case.order.lines:
        yield not_applicable(code, "There are no goods to receive.")
    elif found is None:
        yield lacks(code, "order", "consignee", says="Who receives the goods is not known.")
    else:
        path, party = found
        words = case.tables.rules.thresholds["forwarder_words"]
        seen = found_words(f"{party.name} {party.activity or ''}", words)
        carriers = {p.name for _, p in parties(case.order, "forwarder", "carrier", "bank")}
        if seen:
            says = f"{named(party)} receives the goods, and calls itself {', '.join(seen)!r}."
            yield hit(code, path, sentence(says), words=list(seen))
        elif party.name in carriers:
            says = f"{named(party)} receives the goods, and is the order's forwarder or bank."
            yield hit(code, path, sentence(says))


def phone(case: Case) -> Iterator[Finding]:
    """A party's phone number belongs to another country than the party."""
    code = "contact.phone_country"
    for path, party in with_name(case, *COUNTERPARTS):
        if party.phone is None:
            yield lacks(
                code, path, "phone", says=f"The phone number of {named(party)} is not known."
            )
            continue
        read = phone_country(party.phone, default=None)
        if party.country is None:
            yield lacks(
                code, path, "country", says=f"The country of {named(party)} is not known."
            )
        elif not read.countries:
            says = f"The phone number of {named(party)} names no country: {read.reason}."
            yield lacks(code, path, "phone", says=says)
        elif party.country not in read.countries:
            places = case.tables.places
            theirs = " or ".join(places.the(each) for each in sorted(read.countries))
            says = (
                f"{named(party)} is in {places.the(party.country)}, "
                f"but its phone number {party.phone} is of {theirs}."
            )
            yield hit(code, path, sentence(says), phone=party.phone, of=sorted(read.countries))


def with_name(case: Case, *roles: str) -> Iterator[tuple[str, Party]]:
    """Parties of some roles that have a name, each with its path.

    A bare party has the role "other" and is looked at like any counterpart.
    """
    wanted = roles if case.order.lines or case.order.route else ()
    for path, party in parties(case.order, *wanted):
        if party.name and party.role != "seller":
            yield path, party


def sentence(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]
