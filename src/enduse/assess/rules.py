"""The rulebook as typed data: cited, dated, read from the TOML files beside this module.

A file that contradicts itself, names a source that is not in `sources.toml`, or misses a
test of the contract raises `RuleError` when it is read, not when an order meets it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from enduse.assess.activities import Activities
from enduse.assess.domains import Domains
from enduse.assess.duty_rules import (
    Cite,
    DutyRule,
    GoodsSet,
    Group,
    duties_of,
    goods_sets_of,
    groups_of,
)
from enduse.assess.owning import Owning, read_owning
from enduse.assess.pages import toml
from enduse.assess.paying import Paying
from enduse.assess.traders import Traders
from enduse.errors import RuleError
from enduse.model.finding import Basis, Weight

GOODS = ("any", "sectoral", "priority", "uav", "aero", "dual_use")
"""What a ban can be about."""

Setting = Literal["ordinary", "hub", "high"]
Level = Literal["hub", "high"]


@dataclass(frozen=True, slots=True)
class TestRule:
    """What regulators want looked at: one test, many citations."""

    code: str
    number: str
    title: str
    asks_for: str
    question: str | None
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Regime:
    """A body of law: whom it binds, and which lists it requires to be read."""

    code: str
    title: str
    members: frozenset[str]
    requires: tuple[str, ...]
    applies_when: frozenset[str]
    asks_when: frozenset[str]
    currencies: frozenset[str]
    why: str
    reasons: Mapping[str, str]
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Embargo:
    """A ban on goods to a country under one regime, from a day, until a day or still."""

    regime: str
    country: str
    regions: frozenset[str]
    kind: str
    goods: str
    without: frozenset[str]
    since: date
    until: date | None
    weight: Weight
    says: str
    licence: str | None
    basis: tuple[Basis, ...]

    def in_force(self, day: date) -> bool:
        """Whether the ban is in force on a day, its last day included."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Place:
    """A country through which such goods are known to be diverted, as of a day."""

    country: str
    level: Level
    goods: frozenset[str]
    since: date
    until: date | None
    says: str
    basis: tuple[Basis, ...]

    def in_force(self, day: date) -> bool:
        """Whether the country was on the table on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Together:
    """Findings too light alone that weigh together."""

    tests: frozenset[str]
    at_least: int
    settings: frozenset[Setting]
    weight: Weight
    why: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """The table of weights: test and setting -> weight; and what weighs together."""

    table: Mapping[str, Mapping[Setting, Weight]]
    together: tuple[Together, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything the tests need to know about the law, as of the rulebook's own day."""

    version: str
    thresholds: Mapping[str, Any]
    history: Mapping[str, Any]
    tests: Mapping[str, TestRule]
    regimes: Mapping[str, Regime]
    embargoes: tuple[Embargo, ...]
    places: tuple[Place, ...]
    weighing: Weighing
    owning: tuple[Owning, ...]
    domains: Domains
    traders: Traders
    paying: Paying
    activities: Activities
    groups: Mapping[str, Group]
    goods_sets: Mapping[str, GoodsSet]
    duties: Mapping[str, DutyRule]


def load() -> Rulebook:
    """Read the rulebook in force: the shipped one, unless `pages.in_force` says another."""
    sources = _sources(toml("sources")["source"])
    thresholds = toml("thresholds")
    return Rulebook(
        version=toml("meta")["version"],
        thresholds=thresholds,
        history=toml("history"),
        tests=_tests(toml("tests")["test"], sources),
        regimes=_regimes(toml("regimes")["regime"], sources),
        embargoes=tuple(_embargo(each, sources) for each in toml("embargoes")["embargo"]),
        places=tuple(_place(each, sources) for each in toml("diversion")["place"]),
        weighing=_weighing(toml("weighing")),
        owning=read_owning(
            toml("ownership")["rule"], lambda where, names: _cited(where, names, sources)
        ),
        domains=Domains(toml("domains")),
        traders=Traders.of(toml("traders")),
        paying=Paying.of(toml("paying")),
        activities=Activities.of(toml("activities")),
        groups=groups_of(toml("groups")["group"], _cite(sources)),
        goods_sets=goods_sets_of(toml("goods_sets")["set"], _cite(sources)),
        duties=duties_of(toml("duties")["duty"], _cite(sources)),
    )


def citing() -> Cite:
    """How a file of the rulebook in force that is read apart cites its sources."""
    return _cite(_sources(toml("sources")["source"]))


def _cite(sources: Mapping[str, Basis]) -> Cite:
    return lambda where, names: _cited(where, names, sources)


def _sources(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, Basis]:
    return {
        name: Basis(each["citation"], as_of=each["as_of"], read=each["read"])
        for name, each in raw.items()
    }


def _cited(where: str, names: Iterable[str], sources: Mapping[str, Basis]) -> tuple[Basis, ...]:
    listed = list(names)
    unknown = [name for name in listed if name not in sources]
    if unknown or not listed:
        found = f"cites {', '.join(unknown) or 'nothing'}"
        raise RuleError(where, found, "sources that stand in sources.toml")
    return tuple(sources[name] for name in listed)


def _tests(
    raw: Mapping[str, Mapping[str, Any]], sources: Mapping[str, Basis]
) -> dict[str, TestRule]:
    return {
        code: TestRule(
            code=code,
            number=each["number"],
            title=each["title"],
            asks_for=each["asks_for"],
            question=each.get("question"),
            basis=_cited(f"test {code}", each["sources"], sources),
        )
        for code, each in raw.items()
    }


def _regimes(
    raw: Mapping[str, Mapping[str, Any]], sources: Mapping[str, Basis]
) -> dict[str, Regime]:
    facts = ("every_order", "seller_country", "goods_origin")
    doubts = ("payment_currency", "party_country", "seller_owner", "origin_unknown")
    for code, each in raw.items():
        _one_of(f"regime {code}", list(each.get("applies_when", ())), facts)
        _one_of(f"regime {code}", list(each.get("asks_when", ())), doubts)
    return {
        code: Regime(
            code=code,
            title=each["title"],
            members=frozenset(each.get("members", ())),
            requires=tuple(each["requires"]),
            applies_when=frozenset(each.get("applies_when", ())),
            asks_when=frozenset(each.get("asks_when", ())),
            currencies=frozenset(each.get("currencies", ())),
            why=each["why"],
            reasons=each.get("reasons", {}),
            basis=_cited(f"regime {code}", each["sources"], sources),
        )
        for code, each in raw.items()
    }


def _one_of(where: str, found: Any, words: Iterable[str]) -> None:  # noqa: ANN401  # TOML
    known = list(words)
    for each in found if isinstance(found, list) else [found]:
        if each not in known:
            raise RuleError(where, f"says {each!r}", f"one of {', '.join(known)}")


def _no_more(where: str, raw: Mapping[str, Any], known: Iterable[str]) -> None:
    """A key that nobody reads is a rule that nobody applies."""
    for key in raw:
        _one_of(f"{where}, a key", key, known)


def _embargo(raw: Mapping[str, Any], sources: Mapping[str, Basis]) -> Embargo:
    where = f"embargo {raw['regime']} {raw['country']} {raw['goods']}"
    _no_more(where, raw, ("sources", "licence", *Embargo.__dataclass_fields__))
    _one_of(where, raw["goods"], GOODS)
    _one_of(where, raw["kind"], ("comprehensive", "goods_ban", "arms"))
    _one_of(where, raw["weight"], get_args(Weight))
    basis = _cited(where, raw["sources"], sources)
    _memory_weighs_little(where, raw["weight"], basis)
    return Embargo(
        regime=raw["regime"],
        country=raw["country"],
        regions=frozenset(raw.get("regions", ())),
        kind=raw["kind"],
        goods=raw["goods"],
        without=frozenset(raw.get("without", ())),
        since=raw["since"],
        until=raw.get("until"),
        weight=raw["weight"],
        says=raw["says"],
        licence=raw.get("licence"),
        basis=basis,
    )


def _memory_weighs_little(where: str, weight: str, basis: tuple[Basis, ...]) -> None:
    if weight != "note" and all(each.read == "memory" for each in basis):
        raise RuleError(where, f"weighs {weight!r} on memory alone", "'note', or a text read")


def _place(raw: Mapping[str, Any], sources: Mapping[str, Basis]) -> Place:
    where = f"place {raw['country']}"
    _no_more(where, raw, ("sources", "toward", *Place.__dataclass_fields__))
    _one_of(where, raw["level"], get_args(Level))
    _one_of(where, list(raw["goods"]), ("priority", "uav"))
    return Place(
        country=raw["country"],
        level=raw["level"],
        goods=frozenset(raw["goods"]),
        since=raw["since"],
        until=raw.get("until"),
        says=raw["says"],
        basis=_cited(f"place {raw['country']}", raw["sources"], sources),
    )


def _weighing(raw: Mapping[str, Any]) -> Weighing:
    for test, row in raw["weight"].items():
        if set(row) != set(get_args(Setting)):
            found = f"has {', '.join(row)}"
            raise RuleError(f"weighing {test}", found, f"every one of {get_args(Setting)}")
        _one_of(f"weighing {test}", list(row.values()), get_args(Weight))
    return Weighing(
        table=raw["weight"],
        together=tuple(
            Together(
                tests=frozenset(each["tests"]),
                at_least=each["at_least"],
                settings=frozenset(each["settings"]),
                weight=each["weight"],
                why=each["why"],
            )
            for each in raw.get("together", ())
        ),
    )
