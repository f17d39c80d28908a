"""An order as it is recorded, and read again: exactly what was decided on."""

import json
from collections.abc import Mapping
from typing import Any

from enduse.errors import OrderError
from enduse.intake.fields import Record
from enduse.intake.json import parse
from enduse.intake.order import Given, read_order
from enduse.model.issue import Issue
from enduse.model.wire import to_plain
from enduse.record.canonical import part_of, value_of

BESIDE = ("exact", "issues")
"""What stands in the part of an order beside what was given."""

_ORDER = "order"


def beside(given: Given, countries: frozenset[str]) -> dict[str, Any]:
    """What must be kept beside what was given, so that it is read again as it was.

    Of what was no order in JSON, the issues that say why. JSON forgets how a number was
    written, the order of names, and those that stood twice: where reading the values again
    would say something else than was said, `exact` is a text that is read as the first was.
    """
    if isinstance(given.source, str):
        return {"issues": [[each.where, each.says, each.gravity] for each in given.issues]}
    if given.source is None:
        return {}
    part = {"label": given.label, "json": given.source}
    kept = value_of(part_of(_ORDER, part, where=given.label))
    return {} if _same(regiven(kept, countries), given) else {"exact": _exact(given.source)}


def regiven(part: Mapping[str, Any], countries: frozenset[str]) -> Given:
    """What was given, read again from its part.

    Raises:
        OrderError: it was handed over by a program in a form that no file has.
    """
    label = part["label"]
    if "text" in part:
        issues = tuple(Issue(*each) for each in part.get("issues", ()))
        return Given(label, None, issues, part["text"])
    if "exact" in part:
        return read_order(
            parse(part["exact"].encode(), label), label=label, countries=countries
        )
    if "json" in part:
        return read_order(part["json"], label=label, countries=countries)
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
