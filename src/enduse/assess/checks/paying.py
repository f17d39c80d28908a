"""The test on the terms of payment: cash for what is dear, and ways past the banks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from enduse.assess.case import Case, is_placeholder, named, parties
from enduse.assess.checks.people import sentence
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.model.finding import Finding
from enduse.model.order import payer_of

_CODE = "payment.terms"
_AT_ONCE = {
    "crypto": "is paid in crypto-currency",
    "no_bank": "is paid past the banks of buyer and seller",
    "too_good": "is paid on terms that are too good",
}


def terms(case: Case) -> Iterator[Finding]:
    """The order is paid in a way that is unusual for its value, or for any order.

    Payment in advance and on open account are ordinary, so they are never more than a note.
    """
    text = case.order.payment.terms if case.order.payment else None
    if not case.order.lines:
        yield not_applicable(_CODE, "There are no goods to be paid.")
        return
    if text is None:
        says = "On what terms the order is paid is not known."
        yield lacks(_CODE, "payment", "payment/terms", says=says)
        return
    kinds = case.tables.rules.paying.read(text)
    if not kinds:
        says = f"The terms of payment, {text!r}, name no way of paying that is known here."
        yield lacks(_CODE, "payment", "payment/terms", says=says)
    for kind, words in kinds.items():
        if kind in _AT_ONCE:
            yield _hit(case, f"The order {_AT_ONCE[kind]}", kind=kind, words=words)
    yield from _cash(case, kinds)
    yield from _bank_for_end_user(case, kinds)
    yield from _advance(case, kinds)
    yield from _open_account(case, kinds)


def _hit(
    case: Case, says: str, *, kind: str, words: str, worth: float | None = None
) -> Finding:
    text = case.order.payment.terms if case.order.payment else None
    says = f"{says}: {text!r}."
    return hit(_CODE, "payment", says, kind=kind, words=words, worth=worth)


def _cash(case: Case, kinds: Mapping[str, str]) -> Iterator[Finding]:
    """Cash, for an order dear enough that such goods are normally financed."""
    if "cash" not in kinds:
        return
    book = case.tables.rules.paying
    worth = book.worth(case.order)
    if worth.sum >= book.cash_from:
        says = f"The order is worth {worth.text} and is paid in cash"
        yield _hit(case, says, kind="cash", words=kinds["cash"], worth=worth.sum)
    elif not worth.whole:
        says = (
            f"The order is paid in cash, and whether it is worth {book.cash_from:,.0f} or more "
            f"is not known: a line has no value in {', '.join(sorted(book.currencies))}."
        )
        yield lacks(_CODE, "payment", "lines/value", says=says)


def _bank_for_end_user(case: Case, kinds: Mapping[str, str]) -> Iterator[Finding]:
    """A letter of credit with the goods sent to a bank, where no end user is named."""
    users = [p for _, p in parties(case.order, "end_user") if not is_placeholder(case, p)]
    if "letter_of_credit" not in kinds or any(party.name for party in users):
        return
    banks = {party.name for _, party in parties(case.order, "bank") if party.name}
    receivers = [p for _, p in parties(case.order, "consignee") if p.name in banks]
    if receivers or "issuing_bank" in kinds:
        to = named(receivers[0]) if receivers else "the issuing bank"
        says = f"The goods go to {to} under a letter of credit, and no end user is named"
        yield _hit(case, sentence(says), kind="issuing_bank", words=kinds["letter_of_credit"])


def _advance(case: Case, kinds: Mapping[str, str]) -> Iterator[Finding]:
    """All of a large sum in advance, which a buyer in good standing would not often give."""
    book = case.tables.rules.paying
    text = (case.order.payment and case.order.payment.terms) or ""
    others = kinds.keys() & {"open_account", "letter_of_credit"}
    worth = book.worth(case.order)
    in_full = "advance" in kinds and not others and not book.in_part(text)
    if in_full and worth.sum >= book.advance_from:
        says = f"The order is worth {worth.text} and is paid in advance in full"
        found = _hit(case, says, kind="advance", words=kinds["advance"], worth=worth.sum)
        yield replace(found, weight="note")


def _open_account(case: Case, kinds: Mapping[str, str]) -> Iterator[Finding]:
    """Credit, where the money comes from a place of diversion that is not the buyer's."""
    _, country = payer_of(case.order)
    buyers = {party.country for _, party in parties(case.order, "buyer")}
    through = country in {each.place.country for each in case.touched}
    if "open_account" in kinds and country and through and country not in buyers:
        where = case.tables.places.the(country)
        says = f"The order is paid on open account, and the money comes from {where}"
        found = _hit(case, says, kind="open_account", words=kinds["open_account"])
        yield replace(found, weight="note")
