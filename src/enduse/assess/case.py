"""An order with everything that the tests look at made ready, once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from enduse.assess.goods import Goods, GoodsTables, read_goods
from enduse.assess.rules import Embargo, Place, Rulebook, Setting
from enduse.assess.twins import lend_facts
from enduse.model.conflict import Comparison
from enduse.model.decision import RegimeApplied
from enduse.model.history import Past
from enduse.model.hit import Screening
from enduse.model.order import Order, Party
from enduse.places import Places

_SPLIT = re.compile(r"[,;/\n()]")
_REGION_CODES = {"crimea": "UA-43", "donetsk": "UA-14", "luhansk": "UA-09"}
REACHING = ("end_user", "consignee", "buyer", "intermediary", "notify")
"""Roles whose country the goods are meant to reach, or whose person they are sold to."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tests look things up in: read once, handed to every order.

    `past` are the orders of before, None where they were not given.
    """

    rules: Rulebook
    places: Places
    goods: GoodsTables
    past: Past | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """A country that the goods are meant to reach, and where the order says so.

    `region` is a part of it under rules of its own ("UA-43"), where a place or an address
    names one.
    """

    country: str
    subject: str
    how: str
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """A place of diversion concern that the order touches."""

    place: Place
    subject: str
    how: str


@dataclass(frozen=True, slots=True)
class Case:
    """One order, ready to be tested. `setting` is the column of the table of weights.

    `took` are parties that took facts of the same party elsewhere in the order, each with the
    one that lent. `compared` are the documents of the order against each other, None where
    there are no two. `kept` is what tests found out of an order and need again, in another
    test or a trial of it.
    """

    order: Order
    as_of: date
    screening: Screening
    regimes: tuple[RegimeApplied, ...]
    tables: Tables
    goods: tuple[Goods, ...]
    reached: tuple[Reached, ...]
    touched: tuple[Touched, ...]
    crossed: tuple[tuple[str, str, str], ...]
    setting: Setting
    took: Mapping[str, str] = field(default_factory=dict)
    compared: Comparison | None = None
    kept: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def past(self) -> Past | None:
        """The orders of before, None where they were not given."""
        return self.tables.past

    @property
    def day(self) -> date:
        """The day of the order, before which orders are earlier ones."""
        return self.order.date or self.as_of

    @property
    def concerns(self) -> frozenset[str]:
        """The kinds of concern among the goods: "priority", "uav", "aero", "conflict"."""
        return frozenset(kind for each in self.goods for kind in each.concerns)


def make_case(
    order: Order,
    screening: Screening,
    *,
    regimes: tuple[RegimeApplied, ...],
    tables: Tables,
    as_of: date,
    kept: dict[Any, Any] | None = None,
) -> Case:
    """Make an order ready. Nothing is judged here but the setting."""
    order, took = lend_facts(order, tables.rules.thresholds["placeholder_names"])
    goods = tuple(
        read_goods(line, f"lines/{number}", tables.goods, day=as_of)
        for number, line in enumerate(order.lines)
    )
    reached = (*_reached(order, tables.places), *_regions(order, tables.places))
    concerns = frozenset(kind for each in goods for kind in each.concerns)
    banned = banned_countries(tables.rules, as_of)
    touched = tuple(_touched(order, concerns, tables=tables, day=as_of))
    crossed = tuple(
        _crossed(order, banned, frozenset(r.country for r in reached), places=tables.places)
    )
    banned_end = any(each.country in banned for each in reached)
    setting = _setting(concerns, touched, embargoed=banned_end or bool(crossed))
    return Case(
        order=order,
        as_of=as_of,
        screening=screening,
        regimes=regimes,
        tables=tables,
        goods=goods,
        reached=reached,
        touched=touched,
        crossed=crossed,
        setting=setting,
        took=took,
        kept={} if kept is None else kept,
    )


def banned_countries(rules: Rulebook, day: date) -> frozenset[str]:
    """Countries under a ban on goods that weighs (an arms embargo alone does not).

    Whatever the seller's law: that others ban such goods to a place is what makes it no
    ordinary place for them.
    """
    return frozenset(
        ban.country
        for ban in rules.embargoes
        if ban.in_force(day) and ban.kind != "arms" and ban.weight != "note" and not ban.regions
    )


def named(party: Party) -> str:
    """A party as a sentence may name it."""
    role = party.role.replace("_", " ")
    return f"the {role} {party.name}" if party.name else f"the {role}"


def is_placeholder(case: Case, party: Party) -> bool:
    """Whether a party's name is a word that names nobody ("TBD", "to order")."""
    words = case.tables.rules.thresholds["placeholder_names"]
    return (party.name or "").strip(" .").casefold() in words


def final_consignee(order: Order) -> tuple[str, Party] | None:
    """Who receives the goods in the end, as far as the order says, with its path."""
    for role in ("end_user", "consignee", "buyer"):
        for path, party in parties(order, role):
            if party.name:
                return path, party
    return None


def parties(order: Order, *roles: str) -> Iterator[tuple[str, Party]]:
    """Parties of some roles (of any role where none is given), each with its path."""
    for number, party in enumerate(order.parties):
        if not roles or party.role in roles:
            yield f"parties/{number}", party


def bans_in_force(
    rules: Rulebook, regimes: tuple[RegimeApplied, ...], day: date
) -> Iterator[Embargo]:
    """The bans of some regimes that are in force on a day."""
    applied = {each.regime for each in regimes}
    for ban in rules.embargoes:
        if ban.regime in applied and ban.in_force(day):
            yield ban


def _reached(order: Order, places: Places) -> Iterator[Reached]:
    for path, party in _receivers(order):
        if party.country:
            yield Reached(party.country, path, f"{named(party)} is there")
        inside = _country_in(party.address, places)
        if inside and inside != party.country:
            yield Reached(inside, path, f"the address of {named(party)} names it")
    if order.route:
        last = len(order.route) - 1
        end = order.route[-1].country or _country_in(order.route[-1].place, places)
        if end:
            yield Reached(end, f"route/{last}", "the route ends there")


def _country_in(text: str | None, places: Places) -> str | None:
    """The country that stands at the end of an address or place ("Moscow, Russia")."""
    last = _SPLIT.split(text.strip())[-1].strip() if text else ""
    return places.code_of(last) if last else None


def _receivers(order: Order) -> list[tuple[str, Party]]:
    """Who the goods are sold to or meant for; of a bare party, that party."""
    found = [each for role in REACHING for each in parties(order, role)]
    return found or ([*parties(order)] if len(order.parties) == 1 else [])


def unplaced(case: Case) -> Iterator[tuple[str, str]]:
    """Receivers and legs whose country is not said, with what to call them.

    An end user without a name, or called "tbd", has a test of its own.
    """
    places = case.tables.places
    for path, party in _receivers(case.order):
        known = party.country or _country_in(party.address, places)
        nobody = not party.name or is_placeholder(case, party)
        if known is None and not (nobody and party.role == "end_user"):
            yield path, named(party)
    for number, leg in enumerate(case.order.route):
        if leg.country is None and _country_in(leg.place, places) is None:
            yield f"route/{number}", leg.place or "a leg of the route"


def _regions(order: Order, places: Places) -> Iterator[Reached]:
    """Parts of Ukraine under rules of their own, whatever country the order puts them in."""
    named_places = [
        (path, text)
        for path, party in _receivers(order)
        for text in _SPLIT.split(party.address or "")
    ]
    if order.route:
        last = len(order.route) - 1
        named_places += [
            (f"route/{last}", text) for text in _SPLIT.split(order.route[-1].place or "")
        ]
    for path, text in named_places:
        region = places.region_of(text.strip()) if text.strip() else None
        if region in _REGION_CODES:
            yield Reached("UA", path, f"{text.strip()} is named there", _REGION_CODES[region])


def _touched(
    order: Order, concerns: frozenset[str], *, tables: Tables, day: date
) -> Iterator[Touched]:
    table = {each.country: each for each in tables.rules.places if each.in_force(day)}
    places = tables.places
    home = {party.country for _, party in parties(order, "seller")}
    for country, subject, how in _everywhere(order, places):
        place = table.get(country)
        wanted = place is not None and (place.goods & concerns or "conflict" in concerns)
        if place is not None and country not in home and wanted:
            yield Touched(place, subject, how)


def _everywhere(order: Order, places: Places) -> Iterator[tuple[str, str, str]]:
    for path, party in parties(order):
        if party.country and party.role not in {"seller", "manufacturer"}:
            yield party.country, path, f"{named(party)} is there"
    for number, leg in enumerate(order.route):
        country = leg.country or _country_in(leg.place, places)
        last = number == len(order.route) - 1
        # The first leg is where the goods leave from; an only one is where they go.
        if country and (number or last):
            does = "ends" if last else "passes"
            yield country, f"route/{number}", f"the route {does} there"
    if order.payment and order.payment.payer_country:
        yield order.payment.payer_country, "payment", "the payer is there"


def _crossed(
    order: Order, banned: frozenset[str], reached: frozenset[str], *, places: Places
) -> Iterator[tuple[str, str, str]]:
    """Banned countries that the order passes or deals with on the way to others.

    A leg before the last one, and a forwarder, bank or payer, with path and how.
    """
    home = {party.country for _, party in parties(order, "seller")}
    for country, subject, how in _everywhere(order, places):
        if country in banned and country not in reached | home:
            yield country, subject, how


def _setting(
    concerns: frozenset[str], touched: tuple[Touched, ...], *, embargoed: bool
) -> Setting:
    if not concerns:
        return "ordinary"
    levels = {each.place.level for each in touched}
    if "high" in levels or embargoed:
        return "high"
    return "hub" if "hub" in levels else "ordinary"
