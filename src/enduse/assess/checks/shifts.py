"""Whether trade that went to Russia or Belarus now takes the way through another country."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from enduse.assess.before import RUSSIA, Group, groups_of, of_day, untold
from enduse.assess.case import Case, parties
from enduse.assess.chances import Pair, share_moved
from enduse.assess.checks.say import hit, lacks, no_code, no_history, not_applicable
from enduse.model.finding import Finding
from enduse.model.history import Customer, PastLine

CODE = "history.shift"


def shift(case: Case) -> Iterator[Finding]:
    """The same goods went to Russia or Belarus before, and now go to a place of diversion.

    The customer's own orders are looked at, those of a customer of its name elsewhere, and
    those of all customers together.
    """
    here = _here(case)
    if not case.order.lines:
        yield not_applicable(CODE, "There are no goods that could have gone elsewhere.")
    elif not here:
        yield not_applicable(CODE, "The goods reach no place known for passing such goods on.")
    elif case.past is None:
        yield no_history(CODE)
    elif not _reaches_back(case):
        since = of_day(case.tables.rules.thresholds["new_company_after"])
        says = f"{case.past.source} holds no order before {since}, when such trade moved."
        yield lacks(CODE, "order", "longer history", says=says)
    else:
        yield from (no_code(CODE, each.path) for each in untold(case))
        customer = case.past.customer(case.order, case.day)
        for group in groups_of(case):
            own = _own(case, group, customer, here=here)
            found = own or _of_all(case, group, customer, here=here)
            if found:
                yield found


def _here(case: Case) -> frozenset[str]:
    """Where the goods are to reach, of places from which such goods are passed on."""
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
    """Orders of some goods before a day and since it, of each customer outside Russia.

    `russia` are the orders to Russia and Belarus together; `here` and `others` a pair for
    each customer. The order of today is among those to here.
    """

    russia: Pair
    here: tuple[Pair, ...]
    others: tuple[Pair, ...]

    @property
    def customers(self) -> int:
        """How many customers are compared."""
        return len(self.here) + len(self.others)

    @property
    def chance(self) -> float:
        """How likely so many orders to here are, if customers merely come and go."""
        return share_moved(self.here, self.others)


def moved(lines: Iterable[PastLine], here: frozenset[str], *, since: date, buyer: str) -> Moved:
    """Count the orders behind some lines by customer, with the one of today, of `buyer`."""
    seen: dict[tuple[str, str], set[tuple[bool, str]]] = defaultdict(set)
    for line in lines:
        if line.destination or _to_russia(line):
            seen[_to(line, here), who(line)].add((line.day >= since, line.order))
    seen["here", buyer].add((True, ""))
    pairs: dict[str, list[Pair]] = {"russia": [], "here": [], "others": []}
    for (where, _), orders in seen.items():
        late = sum(since for since, _ in orders)
        pairs[where].append((len(orders) - late, late))
    return Moved(_sum(pairs["russia"]), tuple(pairs["here"]), tuple(pairs["others"]))


def who(line: PastLine) -> str:
    """Who bought, for counting alone: one customer under two spellings counts as two."""
    return line.customer.casefold() if line.customer else f"order {line.order}"


def _to(line: PastLine, here: frozenset[str]) -> str:
    return "russia" if _to_russia(line) else "here" if line.destination in here else "others"


def _sum(pairs: Iterable[Pair]) -> Pair:
    held = list(pairs)
    return sum(before for before, _ in held), sum(now for _, now in held)


def _of_all(
    case: Case, group: Group, customer: Customer | None, *, here: frozenset[str]
) -> Finding | None:
    """All customers together: sales to Russia stopped, and those to here rose."""
    numbers = case.tables.rules.history
    since: date = case.tables.rules.thresholds["new_company_after"]
    lines = _sold(case, group)
    seen = moved(lines, here, since=since, buyer=_name(customer))
    last = max((line.day for line in lines if _to_russia(line)), default=date.min)
    still = last >= case.day - timedelta(days=numbers["least_days"])
    if seen.russia[0] < numbers["least_stopped"] or still or case.day < since:
        return None
    if customer and _as_before(case, group, customer, here=here):
        return None
    if seen.customers < numbers["least_customers"]:
        says = (
            f"{group.name} went to Russia or Belarus before {of_day(since)}; with "
            f"{seen.customers} customers elsewhere it cannot be told whether it moved."
        )
        return lacks(CODE, group.subject, "sales to more customers", says=says)
    if seen.chance >= numbers["chance"]:
        return None
    (before, now), (others, then) = _sum(seen.here), _sum(seen.others)
    says = (
        f"Before {of_day(since)} {seen.russia[0]:,.0f} orders of {group.name} went to Russia "
        f"or Belarus, {before:,.0f} to {_places(case, here)} and {others:,.0f} elsewhere; "
        f"since then {seen.russia[1]:,.0f}, {now:,.0f} with this one, and {then:,.0f}. Where "
        f"customers merely come and go, one in {1 / max(seen.chance, 1e-6):,.0f} moves so."
    )
    return hit(
        CODE, group.subject, says, by="all customers", goods=group.name, here=sorted(here),
        russia=list(seen.russia), to_here=[before, now], others=[others, then],
        customers=[len(seen.here), len(seen.others)], p=float(f"{seen.chance:.4g}"),
        chance=numbers["chance"], since=since.isoformat(), series=_years(lines, here),
    )  # fmt: skip


def _as_before(case: Case, group: Group, customer: Customer, *, here: frozenset[str]) -> bool:
    """Whether this customer had the goods sent here before, as often a day as since."""
    since: date = case.tables.rules.thresholds["new_company_after"]
    sent = [x for x in customer.lines if x.destination in here and group.covers(x)]
    before = {x.order for x in sent if x.day < since}
    now = {x.order for x in sent if x.day >= since}
    if not before:
        return False
    first = min(x.day for x in sent)
    days, later = (since - first).days, (case.day - since).days
    return (len(now) + 1) * days <= len(before) * later


def _name(customer: Customer | None) -> str:
    """The customer as the history writes it, if it does."""
    if customer is None:
        return ""
    return who(customer.lines[-1]) if customer.lines else customer.name.casefold()


def _sold(case: Case, group: Group) -> Sequence[PastLine]:
    past = case.past
    if past is None:
        return ()
    if group.codes:
        return past.sold(group.codes, case.order, case.day)
    return past.part(group.part or "", case.order, case.day)


def _to_russia(line: PastLine) -> bool:
    return line.destination in RUSSIA or (line.destination is None and line.country in RUSSIA)


def _years(lines: Iterable[PastLine], here: frozenset[str]) -> list[dict[str, int | str]]:
    """Orders a year, as a picture can show them."""
    years: dict[int, dict[str, set[str]]] = {}
    for line in lines:
        empty: dict[str, set[str]] = {"russia": set(), "here": set(), "others": set()}
        years.setdefault(line.day.year, empty)[_to(line, here)].add(line.order)
    return [
        {"from": str(year), **{to: len(orders) for to, orders in found.items()}}
        for year, found in sorted(years.items())
    ]


def _places(case: Case, codes: frozenset[str]) -> str:
    return " and ".join(case.tables.places.the(code) for code in sorted(codes))
