"""Tests on where the goods go: embargoes, transshipment places, detours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from enduse.assess.case import Case, Reached, Touched, bans_in_force, unplaced
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.assess.goods import Goods
from enduse.assess.numbers import controlled
from enduse.assess.rules import Embargo
from enduse.model.finding import HEAVIEST_FIRST, Finding, Weight


def embargo(case: Case) -> Iterator[Finding]:
    """The goods are meant to reach a country under an embargo of an applied regime.

    Any place counts that the goods are meant to reach: where the route ends, and where
    the buyer, the consignee or the end user is. One finding a regime and country, with
    the heaviest of its bans.
    """
    code = "destination.embargo"
    lost = list(unplaced(case)) if case.order.lines else []
    for path, who in lost:
        yield lacks(code, path, "country", says=f"The country of {who} is not known.")
    if not case.reached:
        if case.order.lines and not lost:
            yield lacks(
                code, "order", "destination country", says="Where the goods go is not known."
            )
        elif not lost:
            yield not_applicable(code, "The order names no destination.")
        return
    places = {(each.country, each.region): each for each in reversed(case.reached)}
    in_force = bans_in_force(case.tables.rules, case.regimes, case.as_of)
    bans = [(at, ban) for ban in in_force if (at := _meets(ban, places)) is not None]
    by_place = sorted(bans, key=lambda each: (each[1].regime, each[0].country, each[0].subject))
    held = False
    for _, group in groupby(by_place, key=lambda each: (each[1].regime, each[0].country)):
        found = [(at, ban) for at, ban in group if _covers(ban, case)]
        if found:
            told = _embargoed(case, [ban for _, ban in found], found[0][0])
            held = held or told.weight == "hold"
            yield told
    if not held:  # else no other law could make the order weigh more
        yield from _law_open(case, places)


def _law_open(case: Case, places: "Places") -> Iterator[Finding]:
    """A ban of a law that follows the goods would weigh, if they were of that origin.

    The origin is lacking where a line has none; else, where the money is in a currency of
    that law, whether a bank there takes part.
    """
    code, rules = "destination.embargo", case.tables.rules
    applied = {each.regime for each in case.regimes}
    if case.order.regimes is not None:
        return
    for regime in rules.regimes.values():
        if regime.code in applied or "goods_origin" not in regime.applies_when:
            continue
        bans = [
            b for b in rules.embargoes if b.regime == regime.code and b.in_force(case.as_of)
        ]
        weighing = [b for b in bans if b.weight != "note" and _meets(b, places)]
        covering = next((ban for ban in weighing if _covers(ban, case)), None)
        if covering is None:
            continue
        lines = list(enumerate(case.order.lines))
        without = next((number for number, line in lines if line.origin is None), None)
        if without is not None:
            says = (
                f"The origin of lines/{without} is not known; if it is of {regime.title} "
                "origin, a ban of that law covers it."
            )
            found = lacks(code, f"lines/{without}", "origin", says=says)
            yield replace(found, regime=regime.code, basis=covering.basis)
        elif any(line.currency in regime.currencies for _, line in lines):
            says = (
                f"Whether a bank in the {regime.title} takes part is not known; a ban of that "
                "law would bind it."
            )
            found = lacks(code, "payment", "bank", says=says)
            yield replace(found, regime=regime.code, basis=covering.basis)


Places = Mapping[tuple[str, str | None], Reached]


def _meets(ban: Embargo, places: Places) -> Reached | None:
    """Where the order reaches what a ban covers: the country, or one of its regions."""
    if not ban.regions:
        return next((at for (country, _), at in places.items() if country == ban.country), None)
    return next((at for (_, region), at in places.items() if region in ban.regions), None)


def _covers(ban: Embargo, case: Case) -> bool:
    if not case.order.lines:
        # A bare party, or a route without goods: a ban on anything speaks, one on some
        # goods cannot.
        return ban.goods in {"any", "sectoral"}
    if ban.goods == "dual_use":
        return any(controlled(line, ban.regime) for line in case.order.lines)
    if ban.goods in {"any", "sectoral"}:
        return True
    return any(ban.goods in each.concerns and not _left_out(ban, each) for each in case.goods)


def _weight(ban: Embargo, case: Case) -> Weight:
    """The ban's weight; no hold where only words, or a part of a code, speak for it."""
    # Without goods there is nothing that could be held, and still somebody to look at.
    known = {"any", "sectoral", "dual_use"} if case.order.lines else set[str]()
    sure = known.union(*(each.sure_concerns for each in case.goods))
    return "review" if ban.weight == "hold" and ban.goods not in sure else ban.weight


def _left_out(ban: Embargo, goods: Goods) -> bool:
    """Whether the ban did not reach the code of these goods."""
    return bool(goods.readings) and all(r.code in ban.without for r in goods.readings)


def _embargoed(case: Case, bans: Sequence[Embargo], at: Reached) -> Finding:
    weighed = [(_weight(ban, case), ban) for ban in bans]
    weight, heaviest = min(weighed, key=lambda each: HEAVIEST_FIRST.index(each[0]))
    country = case.tables.places.name(at.country)
    says = f"{country}: {heaviest.says}"
    found = hit(
        "destination.embargo",
        at.subject,
        says if at.how in says else f"{says} ({at.how[:1].upper()}{at.how[1:]}.)",
        weight=weight,
        regime=heaviest.regime,
        country=at.country,
        kinds=sorted({ban.kind for ban in bans}),
        licence=heaviest.licence,
    )
    # Only the ban that speaks is cited; the others of its country say something else.
    return replace(found, basis=heaviest.basis)


def diversion(case: Case) -> Iterator[Finding]:
    """The order touches a place through which such goods are known to be diverted.

    Or its route passes an embargoed country on the way to another, whatever the goods.
    """
    code = "route.diversion"
    places = case.tables.places
    for country, path, how in case.crossed:
        says = f"{places.name(country)} is under embargo, and {how}."
        yield hit(code, path, says, country=country, passes="embargoed")
    if not case.order.lines:
        yield not_applicable(code, "There are no goods to divert.")
        return
    unknown = [each for each in case.goods if not each.known]
    for each in unknown:
        says = "Whether such goods are diverted is not known without their HS code."
        yield lacks(code, each.path, "hs", says=says)
    touched = sorted(case.touched, key=lambda t: t.place.country)
    for _, group in groupby(touched, key=lambda t: t.place.country):
        yield _diverted(case, list(group))


def _diverted(case: Case, touched: Sequence[Touched]) -> Finding:
    first = touched[0]
    how = ", ".join(dict.fromkeys(each.how for each in touched))
    country = case.tables.places.name(first.place.country)
    found = hit(
        "route.diversion",
        first.subject,
        f"{country}: {how}. {first.place.says}",
        country=first.place.country,
        level=first.place.level,
        goods=sorted(case.concerns & (first.place.goods | {"conflict"})),
    )
    return replace(found, basis=first.place.basis)


def illogical(case: Case) -> Iterator[Finding]:
    """The route is far longer than the way, or comes back to a country it had left.

    Lengths are great circles between capitals. The bounds are ours, and stand in the
    rulebook's thresholds; air freight goes through hubs, so both have to be passed.
    """
    code = "route.illogical"
    countries = [leg.country for leg in case.order.route if leg.country]
    if len(countries) < 2:  # noqa: PLR2004  # a way has two ends
        yield lacks(code, "route", "route", says="The route is not known.")
        return
    way = [country for country, _ in groupby(countries)]
    bounds = case.tables.rules.thresholds["detour"]
    places = case.tables.places
    direct, along = places.distance_km(way[0], way[-1]), places.route_km(way)
    again = {country for country in way if way.count(country) > 1}
    if again:
        names = ", ".join(places.the(country) for country in sorted(again))
        yield hit(code, "route", f"The route comes back to {names}.", countries=sorted(again))
    elif along > bounds["ratio"] * direct and along - direct > bounds["extra_km"]:
        says = f"The route is about {along:,.0f} km long where the way is {direct:,.0f} km."
        yield hit(code, "route", says, route_km=round(along), direct_km=round(direct))
