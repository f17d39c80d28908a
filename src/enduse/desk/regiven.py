"""An order as it is recorded, and read again: exactly what was decided on."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from enduse.errors import OrderError
from enduse.intake.fields import Record
from enduse.intake.json import parse
from enduse.intake.order import Given, read_order
from enduse.model.issue import Issue
from enduse.model.wire import comparison_of, to_plain
from enduse.record.canonical import part_of, value_of

BESIDE = ("compared", "exact", "issues", "places")
"""What stands in the part of an order beside what was given."""

_ORDER = "order"


def beside(given: Given, countries: frozenset[str]) -> dict[str, Any]:
    """What must be kept beside what was given, so that it is read again as it was.

    Of what was no order in JSON, the issues that say why; of an order from a table, where each
    field stood, and the issues: its values alone do not say what could not be read. JSON
    forgets how a number was written, the order of names, and those that stood twice: where
    reading the values again would say something else than was said, `exact` is a text that is
    read as the first was.
    """
    if isinstance(given.source, str):
        return {"issues": _issues(given)}
    if given.source is None:
        return {}
    told: dict[str, Any] = {}
    if given.places or given.compared:
        told = {"issues": _issues(given), "places": dict(given.places)}
    if given.compared:
        told["compared"] = to_plain(given.compared)
    part = {"label": given.label, "json": given.source, **told}
    kept = value_of(part_of(_ORDER, part, where=given.label))
    if not _same(regiven(kept, countries), given):
        told["exact"] = _exact(given.source)
    return told


def _issues(given: Given) -> list[list[str]]:
    return [[each.where, each.says, each.gravity] for each in given.issues]


def regiven(part: Mapping[str, Any], countries: frozenset[str]) -> Given:
    """What was given, read again from its part.

    Raises:
        OrderError: it was handed over by a program in a form that no file has.
    """
    label, issues = part["label"], tuple(Issue(*each) for each in part.get("issues", ()))
    if "text" in part:
        return Given(label, None, issues, part["text"])
    if "exact" in part or "json" in part:
        value = parse(part["exact"].encode(), label) if "exact" in part else part["json"]
        made = read_order(value, label=label, countries=countries)
        places = part.get("places", {})
        compared = part.get("compared")
        if not places and not compared:
            return made
        again = comparison_of(compared) if compared else None
        return replace(made, issues=issues, places=places, compared=again)
    found = read_order(part["read"], label=label, countries=countries)
    if found.issues or found.order is None or to_plain(found.order) != part["read"]:
        says = "was handed over by a program, and cannot be read back as an order"
        raise OrderError(label, says, "an order as JSON")
    return Given(label, found.order, ())


def _same(one: Given, other: Given) -> bool:
    return (one.label, one.order, one.issues) == (other.label, other.order, other.issues)


def _exact(value: object) -> str:
    """JSON that is read as a value was, with the names that stood twice standing twice."""
    try:
        return _text(value)
    except RecursionError:  # nested as no order is: its names stand once
        return json.dumps(value)


def _text(value: object) -> str:
    if isinstance(value, list):
        return "[" + ",".join(map(_text, value)) + "]"
    if not isinstance(value, Mapping):
        return json.dumps(value)
    twice = value.doubled if isinstance(value, Record) else ()
    fields = (
        f"{key}:null,{key}:{_text(each)}" if name in twice else f"{key}:{_text(each)}"
        for name, key, each in ((name, json.dumps(name), value[name]) for name in value)
    )
    return "{" + ",".join(fields) + "}"
