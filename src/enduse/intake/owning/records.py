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
    if lines is None:
        value = parse(body, name, _EXPECTED)
        many = isinstance(value, list) and len(value) > 1
        for number, each in enumerate(value if isinstance(value, list) else [value], 1):
            yield from _inside(f"{name} record {number}" if many else name, each)
        return
    for number, line in lines:
        where = f"{name} line {number}"
        try:
            value = parse(line, where, _EXPECTED)
        except OrderError as error:
            _, found, expected = error.args
            yield where, f"{found}; expected {expected}"
            continue
        yield from _inside(where, value)


def _no_record(value: object) -> str:
    return f"is {shown(value)}; expected an object"


def _inside(where: str, value: object) -> Iterator[tuple[str, Record | str]]:
    """The records inside a page, each with what the page says of all; else the value itself."""
    if not isinstance(value, Mapping):
        yield where, _no_record(value)
        return
    field = next((each for each in LISTS if isinstance(value.get(each), list)), None)
    if field is None:
        yield where, value
        return
    around = {key: held for key, held in value.items() if key not in LISTS}
    for number, each in enumerate(value[field], 1):
        place = f"{where} {field} {number}"
        yield (place, _with(around, each)) if isinstance(each, Mapping) else (
            place, _no_record(each))  # fmt: skip


def _with(around: Record, each: Record) -> Record:
    """A record with its page's fields under a name of their own, where it has any."""
    return {**each, "page": around} if around else each


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
