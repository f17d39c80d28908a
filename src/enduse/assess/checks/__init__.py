"""The tests: one small function each, three-valued.

A test takes a `Case` and yields findings: `hit` for each subject that shows the sign,
`not_checkable` for each that lacks a fact, with the fact named. Where it yields neither,
the test was answered with no hit. Citations and weights are not its business.

To add a test: a function here, its row in `TESTS`, its entry in `rulebook/tests.toml`
and its line in `rulebook/weighing.toml`.
"""

from collections.abc import Callable, Iterator, Mapping

from enduse.assess.case import Case
from enduse.assess.checks import (
    addresses,
    articles,
    business,
    changes,
    clause,
    customers,
    documents,
    goods,
    jumps,
    listed,
    owners,
    papers,
    paying,
    people,
    presence,
    prices,
    private,
    shares,
    shifts,
    terms,
    traders,
    uses,
    ways,
)
from enduse.model.finding import Finding

Test = Callable[[Case], Iterator[Finding]]

TESTS: Mapping[str, Test] = {
    "party.listed": listed.party_listed,
    "party.private_list": private.private_list,
    "party.address": addresses.party_address,
    "owner.listed": owners.owner_listed,
    "owner.unknown_share": shares.owner_unknown_share,
    "goods.priority": goods.priority,
    "goods.uav": goods.uav,
    "goods.dual_use": articles.dual_use,
    "goods.description_conflict": articles.description_conflict,
    "goods.activity_mismatch": business.activity_mismatch,
    "goods.vague": articles.vague,
    "goods.weapon_component": articles.weapon_component,
    "destination.embargo": ways.embargo,
    "clause.no_reexport": clause.no_reexport,
    "route.diversion": ways.diversion,
    "route.illogical": ways.illogical,
    "end_user.missing": papers.end_user_missing,
    "end_user.trader": traders.trader,
    "end_use.missing": papers.end_use_missing,
    "end_use.military": uses.military,
    "party.military": uses.party,
    "service.declined": terms.service,
    "packaging.unusual": terms.packaging,
    "order.vague_terms": terms.vague,
    "payment.third_party": papers.third_party,
    "payment.terms": paying.terms,
    # Orders of before are needed for these.
    "customer.new": customers.new_customer,
    "history.first_time_goods": customers.first_time_goods,
    "history.jump": jumps.jump,
    "history.shift": shifts.shift,
    "order.late_change": changes.late_change,
    "payment.price": prices.price,
    "consignee.forwarder": people.forwarder,
    "party.new_company": people.new_company,
    "contact.phone_country": people.phone,
    "contact.email": presence.email,
    "party.web_presence": presence.web_presence,
    "document.conflict": documents.conflict,
}
"""Every test that this version can answer, by its code in the contract."""
