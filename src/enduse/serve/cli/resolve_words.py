"""What people decided, as `enduse resolve` prints it."""

import json
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from enduse.model.finding import Finding
from enduse.model.resolution import Reason, Resolution, Standing, State
from enduse.model.wire import to_plain
from enduse.report.words import plural, printable

STATES: Mapping[State, str] = {
    "proposed": "waits for a second person",
    "in_force": "in force",
    "expired": "expired",
    "opened_again": "open again",
    "withdrawn": "withdrawn",
}
"""The states, in words."""
_REACH = {"facts": "in every order with the same facts", "order": "in its order alone"}
_WIDE = 96


def finding_lines(number: int, finding: Finding, stands: Standing | None) -> Iterator[str]:
    """A finding with its number, and how it stands."""
    weight = (finding.weight or "note").upper()
    yield printable(f"{number:>3}  {weight:7} {finding.test} · {finding.subject}")
    says = str(dict(finding.evidence).get("match") or finding.says)
    for line in (says, *_stands(stands)):
        yield from textwrap.wrap(
            printable(line), _WIDE, initial_indent="     ", subsequent_indent="       "
        )


def _stands(stands: Standing | None) -> Iterator[str]:
    if stands is None:
        yield "open"
        return
    made = stands.resolution
    who = f"{made.reason} by {_people(made)}, until {made.until} (entry {made.number})"
    yield f"{STATES[stands.state]}: {who}"
    yield from (f"- {each}" for each in stands.why)
    yield f"note: {made.note}"


def finding_plain(number: int, finding: Finding, stands: Standing | None) -> Any:  # noqa: ANN401  # JSON
    """The same as JSON values."""
    plain = {"number": number, "finding": to_plain(finding), "stands": to_plain(stands)}
    plain["finding"]["evidence"] = {key: to_plain(value) for key, value in finding.evidence}
    return plain


def settled_line(made: Resolution, day: date) -> str:
    """A settlement on one line."""
    what = f"{made.number:>6}  {made.order}  {made.test} · {made.subject}"
    who = f"{made.reason} by {_people(made)}, until {made.until}"
    return printable(f"{what}: {who}: {STATES[made.state(day)]}")


def settled_plain(made: Resolution, day: date) -> Any:  # noqa: ANN401  # JSON
    """The same as JSON values, with its state on a day."""
    return {**to_plain(made), "state": made.state(day)}


def _people(made: Resolution) -> str:
    return made.person + "".join(f", confirmed by {each.person}" for each in made.confirmed)


def reason_lines(reason: Reason) -> Iterator[str]:
    """A reason of the policy: what it claims, lifts, and asks for."""
    lifts = ", ".join(reason.lifts) or "nothing"
    days = plural(reason.most_days, "day")
    yield printable(f"{reason.code}: {reason.says}")
    yield f"  lifts {lifts}; {days} at most; {_REACH[reason.reach]}"
    if reason.four_eyes:
        yield f"  a second person confirms where it weighs {', '.join(reason.four_eyes)}"
    if reason.document:
        yield printable(f"  --document: {reason.document}")
    yield from textwrap.wrap(
        f"for {', '.join(reason.tests) or 'every test'}",
        _WIDE,
        initial_indent="  ",
        subsequent_indent="    ",
    )


def one_line(plain: object) -> str:
    """JSON on one line; moments and days as texts."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), default=str)
