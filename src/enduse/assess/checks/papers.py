"""Tests on what the order says, or fails to say, of its end: end user, end use, payer."""

from collections.abc import Iterator

from enduse.assess.case import Case, is_placeholder, named, parties
from enduse.assess.checks.say import hit, lacks, no_buyer, not_applicable
from enduse.assess.words import only_words
from enduse.model.finding import Finding
from enduse.model.order import payer_of


def end_user_missing(case: Case) -> Iterator[Finding]:
    """The order does not name who will use the goods."""
    code = "end_user.missing"
    if not case.order.lines:
        yield not_applicable(code, "There are no goods that somebody could use.")
        return
    users = list(parties(case.order, "end_user"))
    names = [party.name for _, party in users if party.name and not is_placeholder(case, party)]
    if not names:
        subject = users[0][0] if users else "order"
        written = next((party.name for _, party in users if party.name), None)
        says = "The order does not name who will use the goods."
        said = f" It says {written!r}." if written else ""
        yield hit(code, subject, says + said, written=written)


def end_use_missing(case: Case) -> Iterator[Finding]:
    """The order does not say what the goods are for, or says it in words that say nothing."""
    code = "end_use.missing"
    if not case.order.lines:
        yield not_applicable(code, "There are no goods that could be used.")
        return
    text = case.order.end_use
    if text is None:
        yield hit(code, "order", "The order does not say what the goods will be used for.")
    elif only_words(text, case.tables.rules.thresholds["vague_end_use"]):
        says = f"The stated end use, {text!r}, does not say what the goods will be used for."
        yield hit(code, "order", says, end_use=text)


def third_party(case: Case) -> Iterator[Finding]:
    """Somebody else than the buyer pays, or the money comes from another country."""
    code = "payment.third_party"
    if not case.order.lines:
        yield not_applicable(code, "There are no goods to be paid.")
        return
    payer, country = payer_of(case.order)
    buyers = list(parties(case.order, "buyer"))
    if payer is None and country is None:
        yield lacks(code, "payment", "payment/payer", says="Who pays is not known.")
        return
    if not buyers or (payer and not buyers[0][1].name):
        yield no_buyer(code)
        return
    path, buyer = buyers[0]
    places = case.tables.places
    where = f" in {places.the(country)}" if country else ""
    if payer and case.screening.payer_is is None:
        says = f"{payer}{where} pays, which is neither {named(buyer)} nor another party."
        yield hit(code, "payment", says, payer=payer, payer_country=country)
    elif payer and case.screening.payer_is not in (None, path):
        says = f"{payer}{where} pays, which is not {named(buyer)}."
        if str(case.screening.payer_is).startswith(f"{path}/owners/"):
            says += " The payer is named as an owner of the buyer."
        yield hit(code, "payment", says, payer=payer, payer_country=country)
    elif country and buyer.country and country != buyer.country:
        says = (
            f"The payment comes from {places.the(country)}, "
            f"but {named(buyer)} is in {places.the(buyer.country)}."
        )
        yield hit(code, "payment", says, payer_country=country)
