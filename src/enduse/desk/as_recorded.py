"""Whether a decision made again is the recorded one, to the byte; and where it is not."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from enduse.decide.facts import OURS
from enduse.desk.compare import differences
from enduse.desk.record import BESIDE, parts_of, wire
from enduse.desk.settling import Settling
from enduse.desk.shipped import program
from enduse.desk.stand import Stand
from enduse.model.decision import Decision
from enduse.model.record import Part
from enduse.model.replay import AsRecorded, Cause, Outcome
from enduse.record.canonical import part_of, value_of

_VERSION = "/engine/version"
_DECIDED = ("basis", "decision")


def as_recorded(parts: Mapping[str, Part], again: Decision | None, stand: Stand) -> AsRecorded:
    """What came of deciding again, held against the parts that were recorded.

    `again` is None where it could not be decided, because something is gone.
    """
    gone = tuple(f"part {name}: taken out" for name in _DECIDED if name not in parts)
    if again is None or gone:
        return AsRecorded("missing", missing=(*stand.missing, *gone), program=stand.program)
    made = _held(parts, again)
    if made.outcome == "differs" and stand.was:
        lost = tuple(_lost(wire(parts), stand.was.settling))
        if lost:
            return AsRecorded("missing", missing=lost, program=stand.program)
    return replace(made, program=stand.program)


def _held(parts: Mapping[str, Part], again: Decision) -> AsRecorded:
    now = {name: part_of(name, value, where="") for name, value in parts_of(again).items()}
    kept = parts["decision"].data, _bare(parts["basis"])
    if kept == (now["decision"].data, now["basis"].data):
        return AsRecorded("same")
    found, more = differences(wire(parts), wire(now))
    only = {each.where for each in found} == {_VERSION}
    outcome: Outcome = "same_but_version" if only else "differs"
    return AsRecorded(outcome, found, more)


def _lost(plain: Mapping[str, Any], settling: Settling) -> Iterator[str]:
    """What people decided that was known then and is not now: taken out, or tampered with."""
    told = (each["evidence"].get(name) for each in plain["findings"] for name in OURS)
    named = {*plain.get("resolutions", ()), *(each["entry"] for each in told if each)}
    lost = list(settling.lost(sorted(named)))
    known = {(each["where"], each["says"]) for each in plain.get("issues", ())}
    new = (each for each in settling.issues if (each.where, each.says) not in known)
    yield from lost or (f"{each.where} {each.says}" for each in new)


def _bare(basis: Part) -> bytes:
    """The basis without what stands beside the wire form in it."""
    value = {name: each for name, each in value_of(basis).items() if name not in BESIDE}
    return part_of("basis", value, where="").data


def other_program(plain: Mapping[str, Any]) -> tuple[Cause, ...]:
    """In what this program is another than the one that decided."""
    was, now = _flat(plain.get("program", {})), _flat(program())
    return tuple(
        Cause(name, was.get(name, "none")[:64], now.get(name, "none")[:64])
        for name in sorted({**was, **now})
        if was.get(name) != now.get(name)
    )


def _flat(plain: Mapping[str, Any]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in plain.items():
        if isinstance(value, Mapping):
            flat.update({f"{name} {key}": str(each) for key, each in value.items()})
        else:
            flat[name] = str(value)
    return flat
