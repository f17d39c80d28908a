"""An order as somebody wrote it, in the shape that documents have; the rest is left out."""

from collections.abc import Callable, Mapping
from typing import Any

_LISTS = ("parties", "lines", "route")
_RECORDS = ("payment", "clauses")
_NUMBERS = ("quantity", "value", "hs", "hs_edition")
_INSIDE = ("aliases", "ids", "owners")


def shaped(wire: Mapping[str, Any]) -> dict[str, Any]:
    """The wire form without values of a kind that its fields cannot have.

    Whoever reads the order says what is wrong with them; they are not compared and not joined
    with what documents say. A thing of a list that is none stays as an empty one, so that the
    paths of the others are still theirs.

    >>> shaped({"id": "A-1", "parties": [{"name": 5, "role": "buyer"}, "x"], "lines": "none"})
    {'id': 'A-1', 'parties': [{'role': 'buyer'}, {}]}
    """
    made: dict[str, Any] = {}
    for name, value in wire.items():
        if name in _LISTS:
            if isinstance(value, list | tuple):
                made[name] = [_record(each) for each in value]
        elif name in _RECORDS:
            made[name] = _record(
                value, can=lambda _, one: isinstance(one, str | bool | float | int)
            )
        elif name == "regimes" or value is None or isinstance(value, str):
            made[name] = value
    return made


def _can(name: str, value: object) -> bool:
    if name in _NUMBERS and isinstance(value, int | float):
        return not isinstance(value, bool)
    return isinstance(value, str) or (name in _INSIDE and isinstance(value, list | dict))


def _record(value: object, can: Callable[[str, object], bool] = _can) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        return {}
    return {
        str(name): each for name, each in value.items() if each is None or can(str(name), each)
    }
