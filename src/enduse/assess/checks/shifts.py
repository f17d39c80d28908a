"""Whether trade that went to Russia or Belarus now takes the way through another country."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from enduse.assess.before import RUSSIA, Group, groups_of, of_day
from enduse.assess.case import Case, parties
from enduse.assess.chances import beta_below, fisher_above
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.model.finding import Finding
from enduse.model.history import Customer, Past, PastLine

CODE = "history.shift"


def shift(case: Case) -> Iterator[Finding]:
    """The same goods went to Russia or Belarus before, and now go to a place of diversion.

    The customer's own orders are looked at, those of a customer of its name elsewhere, and
    those of all customers together.
    """
    groups, here = groups_of(case), _here(case)
    if not groups:
        yield not_applicable(CODE, "No goods are told by code or part number.")
    elif not here:
        yield not_applicable(CODE, "The goods reach no place known for passing such goods on.")
    elif case.past is None:
        yield lacks(CODE, "order", "history", says="Orders of before were not given.")
    elif not _reaches_back(case):
        since = of_day(case.tables.rules.thresholds["new_company_after"])
        says = f"{case.past.source} holds no order before {since}, when such trade moved."
        yield lacks(CODE, "order", "longer history", says=says)
    else:
        customer = case.past.customer(case.order, case.day)
        for group in groups:
            found = _own(case, group, customer, here=here) or _of_all(
                case, group, case.past, here=here
            )
            if found:
                yield found


def _here(case: Case) -> frozenset[str]:
    """Where the goods are meant to reach, if such goods are known to be passed on from there."""
    known = {each.country for each in case.tables.rules.places if each.in_force(case.day)}
    home = {party.country for _, party in parties(case.order, "seller")}
    return frozenset({each.country for each in case.reached} & known) - home - RUSSIA


def _reaches_back(case: Case) -> bool:
    since: date = case.tables.rules.thresholds["new_company_after"]
    span = case.past.span if case.past else None
    return span is not None and span[0] < since


def _own(
    case: Case, group: Group, customer: Customer | None, *, here: frozenset[str]
) -> Finding | None:
    """The customer itself, or one of its name in Russia, bought the goods for Russia."""
    if customer is None:
        return None
    since: date = case.tables.rules.thresholds["new_company_after"]
    theirs = [x for x in (*customer.lines, *customer.elsewhere) if group.covers(x)]
    russian = [x for x in theirs if _to_russia(x)]
    already = any(x.day < since and x.destination in here for x in theirs)
    if not russian or already:
        return None
    last = max(x.day for x in russian)
    count = len({x.order for x in russian})
    who = customer.name
    if not any(_to_russia(x) for x in customer.lines if group.covers(x)):
        where = russian[0].country or russian[0].destination or "RU"
        who = f"A customer named {customer.name} in {case.tables.places.the(where)}"
    times = "once" if count == 1 else f"{count:,} times"
    says = (
        f"{who} bought {group.name} for Russia or Belarus {times}, last on {of_day(last)}; "
        f"now the goods go to {_places(case, here)}."
    )
    return hit(
        CODE, group.subject, says, by="customer", goods=group.name, orders=count,
        last=last.isoformat(), here=sorted(here), known_by=customer.by,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moved:
    """Orders of some goods before and since a day: to Russia and Belarus, here, and elsewhere."""

    russia: tuple[int, int]
    here: tuple[int, int]
    others: tuple[int, int]
    share: float

    @property
    def chance(self) -> float:
        """How likely so many orders to here are, if nothing had moved.

        The share of here among all that does not go to Russia, by Fisher's exact test; where
        fewer than five orders go elsewhere, the pace to here before and since (`share` is the
        part of the days that lies since), by the binomial distribution.
        """
        (before, now), (others, since) = self.here, self.others
        if min(others, since) >= _FEW:
            return fisher_above(now, since, before=before, other=others)
        return beta_below(self.share, now, before + 1) if now else 1.0


_FEW = 5


def moved(
    lines: Iterable[PastLine], here: frozenset[str], *, since: date, begin: date, day: date
) -> Moved:
    """Count the orders behind some lines, and the one of today with those to here."""
    seen: dict[str, set[tuple[bool, str]]] = {"russia": set(), "here": set(), "others": set()}
    for line in lines:
        where = (
            "russia" if _to_russia(line) else "here" if line.destination in here else "others"
        )
        if line.destination or where == "russia":
            seen[where].add((line.day >= since, line.order))
    counted = {
        where: (sum(not late for late, _ in each), sum(late for late, _ in each))
        for where, each in seen.items()
    }
    before, now = counted["here"]
    days = max(1, (day - begin).days)
    share = max(0, (day - since).days) / days
    return Moved(counted["russia"], (before, now + 1), counted["others"], min(1.0, share))


def _of_all(case: Case, group: Group, past: Past, *, here: frozenset[str]) -> Finding | None:
    """All customers together: sales to Russia stopped, and those to here rose."""
    numbers = case.tables.rules.history
    since: date = case.tables.rules.thresholds["new_company_after"]
    lines = _sold(case, group, past)
    russian = [line for line in lines if _to_russia(line)]
    still = any(x.day >= case.day - timedelta(days=numbers["least_days"]) for x in russian)
    begin = past.span[0] if past.span else case.day
    seen = moved(lines, here, since=since, begin=begin, day=case.day)
    if seen.russia[0] < numbers["least_stopped"] or still or case.day < since:
        return None
    if seen.chance >= numbers["chance"]:
        return None
    where = _places(case, here)
    says = (
        f"Before {of_day(since)} {_count(seen.russia[0])} of {group.name} went to Russia or "
        f"Belarus, {seen.here[0]:,} to {where} and {seen.others[0]:,} elsewhere; since then "
        f"{seen.russia[1]:,}, {seen.here[1]:,} with this one, and {seen.others[1]:,}. By chance "
        f"fewer than one in {int(1 / max(seen.chance, 1e-9)):,} would move so."
    )
    return hit(
        CODE, group.subject, says, by="all customers", goods=group.name, here=sorted(here),
        russia=list(seen.russia), to_here=list(seen.here), others=list(seen.others),
        p=float(f"{seen.chance:.4g}"), chance=numbers["chance"], since=since.isoformat(),
        series=_years(lines, here),
    )  # fmt: skip


def _sold(case: Case, group: Group, past: Past) -> Sequence[PastLine]:
    if group.codes:
        return past.sold(group.codes, case.order, case.day)
    return past.part(group.part or "", case.order, case.day)


def _to_russia(line: PastLine) -> bool:
    return line.destination in RUSSIA or (line.destination is None and line.country in RUSSIA)


def _years(lines: Iterable[PastLine], here: frozenset[str]) -> list[dict[str, int | str]]:
    """Orders a year, as a picture can show them."""
    years: dict[int, dict[str, set[str]]] = {}
    for line in lines:
        to = "russia" if _to_russia(line) else "here" if line.destination in here else "others"
        year = years.setdefault(
            line.day.year, {"russia": set(), "here": set(), "others": set()}
        )
        year[to].add(line.order)
    return [
        {"from": str(year), **{to: len(orders) for to, orders in found.items()}}
        for year, found in sorted(years.items())
    ]


def _places(case: Case, codes: frozenset[str]) -> str:
    return " and ".join(case.tables.places.the(code) for code in sorted(codes))


def _count(count: int) -> str:
    return "one order" if count == 1 else f"{count:,} orders"
