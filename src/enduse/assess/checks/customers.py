"""Tests on the customer's own past: a first order, goods it never bought."""

from collections.abc import Iterator, Sequence
from datetime import date

from enduse.assess.before import Group, groups_of, of_day, orders, untold
from enduse.assess.case import Case
from enduse.assess.checks.say import hit, lacks, no_buyer, no_code, no_history, not_applicable
from enduse.goods.codes import short_code
from enduse.model.finding import Finding
from enduse.model.history import Customer, Past, PastLine

_HEADING = 4


def new_customer(case: Case) -> Iterator[Finding]:
    """A first order of somebody, for goods of concern.

    That there is no earlier order tells nothing where the history began a short time ago.
    """
    code = "customer.new"
    if not case.concerns:
        yield not_applicable(code, "The goods are of no concern, whoever buys them.")
        return
    if case.past is None:
        yield no_history(code)
        return
    customer = case.past.customer(case.order, case.day)
    if customer is None:
        yield no_buyer(code)
    elif not customer.lines:
        yield _first_order(case, customer, case.past)


def _first_order(case: Case, customer: Customer, past: Past) -> Finding:
    code, least = "customer.new", case.tables.rules.history["least_days"]
    since = _begins(past, case.day)
    days = (case.day - since).days if since else 0
    if since is None or days < least:
        begun = f"begins on {of_day(since)}" if since else "holds no order before this one"
        says = (
            f"{customer.name} has no earlier order, but {past.source} {begun}: "
            f"fewer than {least} days before this order do not show who is new."
        )
        return lacks(code, customer.subject, "longer history", says=says)
    says = (
        f"This is the first order of {customer.name}: {past.source} holds none of its, and "
        f"goes back to {of_day(since)}."
    )
    if customer.elsewhere:
        theirs = sorted({line.country for line in customer.elsewhere if line.country})
        where = " and ".join(case.tables.places.the(each) for each in theirs)
        says += f" A customer of that name in {where} has ordered before."
    return hit(
        code, customer.subject, says, since=since.isoformat(), orders=0,
        elsewhere=len({line.order for line in customer.elsewhere}) or None,
    )  # fmt: skip


def _begins(past: Past, day: date) -> date | None:
    first = past.span[0] if past.span else None
    return first if first and first < day else None


def first_time_goods(case: Case) -> Iterator[Finding]:
    """An old customer orders goods of concern that it never bought, or not before the war."""
    code = "history.first_time_goods"
    wanted = [group for group in groups_of(case) if group.of_concern]
    if not case.concerns:
        yield not_applicable(code, "The goods are of no concern, whoever buys them.")
        return
    if case.past is None:
        yield no_history(code)
        return
    customer = case.past.customer(case.order, case.day)
    if customer is None:
        yield no_buyer(code)
        return
    if not customer.lines:
        yield not_applicable(code, f"{customer.name} has no earlier order: see customer.new.")
        return
    yield from (no_code(code, each.path) for each in untold(case) if each.concerns)
    for group in wanted:
        yield from _never_bought(case, group, customer)


def _never_bought(case: Case, group: Group, customer: Customer) -> Iterator[Finding]:
    code, numbers = "history.first_time_goods", case.tables.rules.history
    since: date = case.tables.rules.thresholds["new_company_after"]
    first = customer.lines[0].day
    bought = [line for line in customer.lines if _may_cover(group, line)]
    count = len({line.order for line in customer.lines})
    told = _told(group, customer.lines)
    if bought and (first >= since or bought[0].day < since):
        return  # bought before, and the war changed nothing that can be seen
    if told < numbers["coded_share"]:
        says = (
            f"Of the {len(customer.lines):,} earlier lines of {customer.name} "
            f"{1 - told:.0%} have no {'code' if group.codes else 'part number'}: whether it "
            f"bought {group.name} before cannot be told."
        )
        yield lacks(code, group.subject, "codes of goods in the history", says=says)
        return
    if not bought:
        says = (
            f"{customer.name} never bought {group.name} before: none of its {orders(count)} "
            f"since {of_day(first)} was for it."
        )
    else:
        says = (
            f"{customer.name} ordered since {of_day(first)}, and bought {group.name} for the "
            f"first time on {of_day(bought[0].day)}, after {of_day(since)}."
        )
    yield hit(
        code, group.subject, says, orders=count, since=first.isoformat(), goods=group.name,
        first=bought[0].day.isoformat() if bought else None,
    )  # fmt: skip


def _may_cover(group: Group, line: PastLine) -> bool:
    """Whether a line was, or by a code of four digits may have been, of some goods."""
    if group.covers(line):
        return True
    code = short_code(line.hs) if line.hs else ""
    return len(code) == _HEADING and any(each.startswith(code) for each in group.codes)


def _told(group: Group, lines: Sequence[PastLine]) -> float:
    """The share of lines that say what they were, in the way in which these goods are told."""
    said = sum(bool(short_code(x.hs or "") if group.codes else x.part_number) for x in lines)
    return said / len(lines)
