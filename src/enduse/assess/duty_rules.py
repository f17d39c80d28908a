"""Duties, and the groups of countries and sets of goods that they name, as typed data.

Read by `enduse.assess.rules`; what a condition asks of an order is in `conditions`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from enduse.errors import RuleError
from enduse.model.finding import Basis

Cite = Callable[[str, Iterable[str]], tuple[Basis, ...]]
"""The texts that some names of `sources.toml` stand for; the first argument says who cites."""

Conditions = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Members:
    """Countries of a group, and the days on which they were in it."""

    countries: frozenset[str]
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of countries that a rule names."""

    code: str
    title: str
    members: tuple[Members, ...]
    basis: tuple[Basis, ...]

    def on(self, day: date) -> frozenset[str]:
        """The countries of the group on a day.

        A member whose first day was not read counts as one on every earlier day.
        """
        return frozenset().union(
            *(
                each.countries
                for each in self.members
                if (each.since or date.min) <= day <= (each.until or date.max)
            )
        )


@dataclass(frozen=True, slots=True)
class GoodsSet:
    """Goods that a duty names, by code.

    `codes` are whole codes, `ex` codes of which the annex names some goods only, `hints`
    codes of an annex that was not read. `table` is "annex_xl" where the codes stand in the
    table of priority goods.
    """

    code: str
    title: str
    table: str | None
    codes: tuple[str, ...]
    ex: tuple[str, ...]
    hints: tuple[str, ...]
    since: date
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class DutyRule:
    """A duty: from when, on which facts, and what to do.

    `cites_findings` says that it rests on the texts that the findings cite on which it hangs;
    `basis` are then examples of them.
    """

    code: str
    regime: str
    title: str
    since: date
    until: date | None
    when: Conditions
    says: str
    no: str | None
    settle: str | None
    next: tuple[str, ...]
    basis: tuple[Basis, ...]
    cites_findings: bool = False

    @property
    def read(self) -> bool:
        """Whether any text behind it was read; else it is never more than open."""
        return any(each.read != "memory" for each in self.basis)


def groups_of(raw: Mapping[str, Mapping[str, Any]], cite: Cite) -> dict[str, Group]:
    """The groups of `groups.toml`."""
    return {
        code: Group(
            code=code,
            title=each["title"],
            members=tuple(_members(f"group {code}", row) for row in each["members"]),
            basis=cite(f"group {code}", each["sources"]),
        )
        for code, each in raw.items()
    }


def _members(where: str, raw: Mapping[str, Any]) -> Members:
    _no_more(where, raw, ("countries", "since", "until"))
    return Members(frozenset(raw["countries"]), raw.get("since"), raw.get("until"))


def goods_sets_of(raw: Mapping[str, Mapping[str, Any]], cite: Cite) -> dict[str, GoodsSet]:
    """The sets of `goods_sets.toml`."""
    keys = ("title", "table", "codes", "ex", "hints", "since", "sources")
    for code, each in raw.items():
        _no_more(f"set {code}", each, keys)
    return {
        code: GoodsSet(
            code=code,
            title=each["title"],
            table=each.get("table"),
            codes=tuple(each.get("codes", ())),
            ex=tuple(each.get("ex", ())),
            hints=tuple(each.get("hints", ())),
            since=each.get("since", date.min),
            basis=cite(f"set {code}", each["sources"]),
        )
        for code, each in raw.items()
    }


def duties_of(raw: Mapping[str, Mapping[str, Any]], cite: Cite) -> dict[str, DutyRule]:
    """The duties of `duties.toml`, in their order."""
    known = (*DutyRule.__dataclass_fields__, "sources")
    for code, each in raw.items():
        _no_more(f"duty {code}", each, known)
    return {
        code: DutyRule(
            code=code,
            regime=each["regime"],
            title=each["title"],
            since=each["since"],
            until=each.get("until"),
            when=tuple(each["when"].items()),
            says=each["says"],
            no=each.get("no"),
            settle=each.get("settle"),
            next=tuple(each["next"]),
            basis=cite(f"duty {code}", each["sources"]),
            cites_findings=each.get("cites_findings", False),
        )
        for code, each in raw.items()
    }


def _no_more(where: str, raw: Mapping[str, Any], known: Iterable[str]) -> None:
    """A key that nobody reads is a rule that nobody applies."""
    allowed = list(known)
    for key in raw:
        if key not in allowed:
            raise RuleError(where, f"has the key {key!r}", f"one of {', '.join(allowed)}")
