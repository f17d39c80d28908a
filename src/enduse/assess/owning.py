"""The rules of ownership as typed data: whose stakes, from how much, when, to what effect."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Literal, get_args

from enduse.assess.stakes import Rule
from enduse.errors import RuleError
from enduse.model.finding import Basis

Status = Literal["in_force", "suspended"]
Cited = Callable[[str, Iterable[str]], tuple[Basis, ...]]
"""The texts of some ids of sources.toml, for a place in the rulebook."""

_KEYS = frozenset({
    "id", "regime", "name", "freezes", "programmes", "frozen", "share", "above", "adds",
    "control", "says", "effect", "caution", "together", "status", "since", "until",
    "verified", "doubt", "sources",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Owning:
    """One period of a rule that takes a company for owned by listed persons.

    `id` names the rule, of which there may be several periods. `says` is the rule in words,
    `effect` what follows for the company. Listings of the regime count that freeze assets if
    `freezes`, those under one of `programmes`, and under one of `frozen` if they freeze.
    `verified` is the last day on which its status was seen, and `doubt` what of
    it was not verified. `caution` is said of listed owners with less, `together` where stakes
    that the rule does not add come to enough together.
    """

    id: str
    regime: str
    name: str
    status: Status
    since: date
    until: date | None
    verified: date
    rule: Rule
    says: str
    effect: str
    freezes: bool
    programmes: frozenset[str]
    frozen: frozenset[str]
    basis: tuple[Basis, ...]
    doubt: str = ""
    caution: str = ""
    together: str = ""

    def covers(self, day: date) -> bool:
        """Whether this is the period of a day, its last day included."""
        return self.since <= day and (self.until is None or day <= self.until)

    def in_force(self, day: date) -> bool:
        """Whether the rule is in force on a day: neither over nor suspended."""
        return self.covers(day) and self.status == "in_force"


def read_owning(raw: Sequence[Mapping[str, Any]], cited: Cited) -> tuple[Owning, ...]:
    """The rules of `ownership.toml`, period by period. What contradicts itself: `RuleError`."""
    found = tuple(each for rule in raw for each in _periods(rule, cited))
    by_id: dict[str, list[Owning]] = {}
    for each in found:
        by_id.setdefault(each.id, []).append(each)
    for name, periods in by_id.items():
        _agree(f"ownership {name}", periods)
    return found


def other_status(rule: Owning, all_rules: Iterable[Owning]) -> Owning | None:
    """The period of the same rule, with another status, that is nearest in time."""
    others = [each for each in all_rules if each.id == rule.id and each.status != rule.status]
    return min(others, key=lambda each: abs(each.since - rule.since), default=None)


def _periods(raw: Mapping[str, Any], cited: Cited) -> Iterator[Owning]:
    if not raw["period"]:
        raise RuleError(f"ownership {raw['id']}", "has no period", "at least one")
    for period in raw["period"]:
        row = {**{key: value for key, value in raw.items() if key != "period"}, **period}
        where = f"ownership {row['id']} {row['since']}"
        if unknown := set(row) - _KEYS:
            found = f"has {', '.join(sorted(unknown))}"
            raise RuleError(where, found, f"one of {', '.join(sorted(_KEYS))}")
        if row["status"] not in get_args(Status):
            found = f"has status {row['status']!r}"
            raise RuleError(where, found, f"one of {', '.join(get_args(Status))}")
        yield _owning(row, cited(where, row["sources"]))


def _owning(row: Mapping[str, Any], basis: tuple[Basis, ...]) -> Owning:
    return Owning(
        id=row["id"],
        regime=row["regime"],
        name=row["name"],
        status=row["status"],
        since=row["since"],
        until=row.get("until"),
        verified=row["verified"],
        rule=Rule(row["share"], above=row["above"], adds=row["adds"], control=row["control"]),
        says=row["says"],
        effect=row["effect"],
        freezes=row["freezes"],
        programmes=frozenset(row.get("programmes", ())),
        frozen=frozenset(row.get("frozen", ())),
        basis=basis,
        doubt=row.get("doubt", ""),
        caution=row.get("caution", ""),
        together=row.get("together", ""),
    )


def _agree(where: str, periods: Sequence[Owning]) -> None:
    """A day has one period; and what a status changes is what follows, not the arithmetic."""
    for one, other in combinations(periods, 2):
        if one.covers(other.since) or other.covers(one.since):
            raise RuleError(where, f"has two periods on {max(one.since, other.since)}", "one")
        if one.status != other.status and one.rule != other.rule:
            raise RuleError(where, "counts otherwise while suspended", "one way of counting")
    if any(each.until is not None and each.until < each.since for each in periods):
        raise RuleError(where, "has a period that ends before it begins", "a later end")
