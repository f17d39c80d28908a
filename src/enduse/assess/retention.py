"""How long the laws that were applied to an order ask that its record is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from enduse.assess.duty_rules import Cite, DutyRule
from enduse.assess.pages import toml
from enduse.assess.rules import Rulebook, citing
from enduse.errors import RuleError
from enduse.model.finding import Basis
from enduse.model.retention import Term

STARTS = ("year_end", "closed")
_HITS = "hits"


@dataclass(frozen=True, slots=True)
class Period:
    """How many years a law asked for, on the days from `since` to `until`."""

    years: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock of `retention.toml`, with the duty that it belongs to."""

    code: str
    duty: DutyRule
    starts: str
    periods: tuple[Period, ...]
    says: str | None
    longer: str | None
    ground: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a law is remembered to ask for: shown where it may touch, and never counted."""

    regime: str
    says: str
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Retention:
    """The clocks, and what is remembered beside them."""

    clocks: tuple[Clock, ...]
    remembered: tuple[Remembered, ...]


def load_retention(rules: Rulebook) -> Retention:
    """How long records are kept, read apart from the rulebook: no decision needs it."""
    return retention_of(toml("retention"), rules.duties, citing())


def retention_of(
    raw: Mapping[str, Any], duties: Mapping[str, DutyRule], cite: Cite
) -> Retention:
    """The clocks of `retention.toml`; `RuleError` where one names what does not exist."""
    grounds = {name: each["says"] for name, each in raw["ground"].items()}
    for name, each in raw["ground"].items():
        cite(f"ground {name}", each["sources"])
    return Retention(
        clocks=tuple(
            _clock(code, each, duties=duties, grounds=grounds)
            for code, each in raw["clock"].items()
        ),
        remembered=tuple(
            Remembered(each["regime"], each["says"], cite("remembered", each["sources"]))
            for each in raw["remembered"]
        ),
    )


def _clock(
    code: str,
    raw: Mapping[str, Any],
    *,
    duties: Mapping[str, DutyRule],
    grounds: Mapping[str, str],
) -> Clock:
    where = f"clock {code}"
    if set(raw) - {"duty", "starts", "periods", "says", "longer", "ground"}:
        raise RuleError(where, f"has the keys {', '.join(raw)}", "those of retention.toml")
    duty = duties.get(raw["duty"])
    if duty is None or not duty.read:
        raise RuleError(where, f"names the duty {raw['duty']}", "one whose text was read")
    if raw["starts"] not in STARTS or raw["ground"] not in grounds:
        found = f"starts {raw['starts']!r} on the ground {raw['ground']!r}"
        raise RuleError(where, found, f"one of {', '.join(STARTS)}, and a ground")
    periods = tuple(Period(**each) for each in raw["periods"])
    return Clock(
        code=code,
        duty=duty,
        starts=raw["starts"],
        periods=periods,
        says=raw.get("says"),
        longer=raw.get("longer"),
        ground=grounds[raw["ground"]],
    )


def terms(
    table: Retention, decisions: Iterable[Mapping[str, Any]], *, closed: date, on: date
) -> tuple[Term, ...]:
    """The clocks on an order that was closed on a day, as the law stands on another.

    `decisions` are all those recorded of the order, in the wire form. Each clock is told once,
    the longest first. Where it cannot be said whether a duty fell on the order, its clock
    counts: what was taken out too early does not come back.
    """
    recorded = list(decisions)
    found = []
    for clock in table.clocks:
        answers = [_falls(clock.duty, each) for each in recorded]
        if "yes" in answers or "unknown" in answers:
            found.append(_term(clock, closed, on, sure="yes" in answers))
    return tuple(sorted(found, key=lambda each: (each.until, each.sure), reverse=True))


def remembered(table: Retention, decisions: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """What the laws of an order are remembered to ask for, a sentence each."""
    regimes = {each for some in decisions for each in _regimes(some) or ()}
    return tuple(each.says for each in table.remembered if each.regime in regimes)


def _falls(duty: DutyRule, decision: Mapping[str, Any]) -> str:
    """Whether a duty fell on an order, by what was decided: yes, no or unknown."""
    regimes = _regimes(decision)
    if regimes is None:
        return "unknown"  # nothing could be read of it: any law may have applied
    if duty.regime not in regimes:
        return "no"
    answer = next(
        (each["applies"] for each in decision["duties"] if each["duty"] == duty.code), None
    )
    # A duty that began later said no for that alone.
    early = str(decision["as_of"])[:10] < duty.since.isoformat()
    if answer is not None and not (answer == "no" and early):
        return str(answer)
    tests = dict(duty.when).get(_HITS)
    if tests is None or len(duty.when) > 1:
        return "unknown"
    hit = any(_weighs(each, duty.regime, tests) for each in decision["findings"])
    return "yes" if hit else "no"


def _regimes(decision: Mapping[str, Any]) -> frozenset[str] | None:
    """The laws that were applied or may apply; None where that could not be found out."""
    rows: Sequence[Mapping[str, Any]] = decision.get("regimes") or ()
    # Where an order was read at all, some duty was answered: no, yes, or not known.
    if not rows or not decision.get("duties") or "findings" not in decision:
        return None
    return frozenset(str(each["regime"]) for each in rows)


def _weighs(finding: Mapping[str, Any], regime: str, tests: Sequence[str]) -> bool:
    return (
        finding["test"] in tests
        and finding["outcome"] == "hit"
        and finding.get("weight") not in (None, "note")
        and finding.get("regime") in (None, regime)
    )


def _term(clock: Clock, closed: date, on: date, *, sure: bool) -> Term:
    start = date(closed.year, 12, 31) if clock.starts == "year_end" else closed
    years, until = _counted(clock.periods, start, on)
    began = f"the end of {start.year}" if clock.starts == "year_end" else f"{start}"
    why = f"{years} years from {began}; it was closed on {closed}"
    doubt = "" if sure else "; whether the duty fell on it is not known, so it counts"
    lengthened = any(start < (each.since or start) <= on for each in clock.periods)
    notes = (clock.says, clock.longer if lengthened else None)
    said = "".join(f". {each.removesuffix('.')}" for each in notes if each)
    duty = clock.duty
    return Term(
        clock=clock.code,
        regime=duty.regime,
        title=duty.title,
        years=years,
        until=until,
        sure=sure,
        why=f"{why}{doubt}{said}",
        ground=clock.ground,
        basis=duty.basis,
    )


def _counted(periods: Sequence[Period], start: date, on: date) -> tuple[int, date]:
    """Years and last day: a clock that still runs when the law asks for longer goes on."""
    first = next(each for each in periods if start <= (each.until or date.max))
    years, until = first.years, _later(start, first.years)
    for each in periods:
        since = each.since or date.min
        if start < since <= min(on, until):
            years, until = each.years, max(until, _later(start, each.years))
    return years, until


def _later(day: date, years: int) -> date:
    """The same day, years later; for a 29 February that is not there, the 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return (day + timedelta(days=1)).replace(year=day.year + years)
