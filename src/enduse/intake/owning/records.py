"""A file of JSON or JSON Lines -> its records, each with the place it stands at."""

from collections.abc import Iterator, Mapping
from typing import Any

from enduse.errors import OrderError
from enduse.intake.fields import shown
from enduse.intake.json import lines_if_json_lines, parse

Record = Mapping[str, Any]

LISTS = ("items", "relations", "records", "exceptions", "statements")
"""Fields of an object around the records: pages of an interface, and golden copies."""

_EXPECTED = "records on owners as JSON or JSON Lines"


def records(data: bytes, name: str) -> Iterator[tuple[str, Record | str]]:
    """Each record with its place, or with words on why it is none.

    Raises:
        OrderError: the file as a whole is no JSON.
    """
    body = data.removeprefix(b"\xef\xbb\xbf")
    lines = lines_if_json_lines(body)
    if lines is not None:
        for number, line in lines:
            yield _one(f"{name} line {number}", line)
        return
    value = parse(body, name, _EXPECTED)
    for number, each in enumerate(value if isinstance(value, list) else _inside(value), 1):
        where = f"{name} record {number}"
        yield (where, each) if isinstance(each, Mapping) else (where, _no_record(each))


def _one(where: str, line: bytes) -> tuple[str, Record | str]:
    try:
        value = parse(line, where, _EXPECTED)
    except OrderError as error:
        _, found, expected = error.args
        return where, f"{found}; expected {expected}"
    return where, value if isinstance(value, Mapping) else _no_record(value)


def _no_record(value: object) -> str:
    return f"is {shown(value)}; expected an object"


def _inside(value: object) -> list[Any]:
    """The records inside one object, each with what the object says of all; else itself."""
    if isinstance(value, Mapping):
        for field in LISTS:
            if isinstance(value.get(field), list):
                around = {k: v for k, v in value.items() if k not in LISTS}
                return [_with(around, each) for each in value[field]]
    return [value]


def _with(around: Record, each: object) -> object:
    """A record with its page's fields under a name of their own, where it has any."""
    return {**each, "page": around} if isinstance(each, Mapping) and around else each


def text_of(record: Record, *path: str) -> str | None:
    """The text at a path of a record; None where there is none, or no text.

    GLEIF's own JSON writes a text as an object with the one field "$".

    >>> text_of({"a": {"b": {"$": " x "}}}, "a", "b")
    'x'
    """
    value: object = record
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    if isinstance(value, Mapping):
        value = value.get("$")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    # A lone surrogate is half a character: no name has one, and no terminal can show it.
    if not isinstance(value, str) or any("\ud800" <= c <= "\udfff" for c in value):
        return None
    return value.strip() or None


def listed(record: Record, field: str) -> list[Record]:
    """The objects of a list in a record."""
    value = record.get(field)
    some = value if isinstance(value, list) else [value]
    return [each for each in some if isinstance(each, Mapping)]
