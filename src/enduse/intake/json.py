"""A file of JSON or JSON Lines -> the records in it, each decided by itself.

A file is JSON Lines where its first line is a whole JSON value and more lines follow it;
then every line stands alone, and a broken one is answered as one order that cannot be
read. Otherwise the file is one JSON value: an order, a party, or a list of them. What is
not UTF-8, not JSON, nested beyond reason or too large is an error with line and column.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from enduse.errors import OrderError
from enduse.intake.fields import Record
from enduse.intake.order import Given, read_order
from enduse.model.issue import Issue

MAX_VALUE_BYTES = 200_000_000
"""Size of one JSON value. JSON Lines files may be larger: they are read line by line."""

_BOMS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_SKIPPED = b" \t\r\n"
_AN_ORDER = "an order as JSON"


def read_orders(data: bytes, *, source: str, countries: frozenset[str]) -> Iterator[Given]:
    """Yield what is given in a file, in its order, one `Given` an order.

    `source` names the file in issues and in the labels of orders without an id. A file
    that holds nothing still yields one `Given`, with an error in it: an empty answer
    would read as "nothing found".
    """
    for label, value, body in _values(data, source):
        if isinstance(value, OrderError):
            yield _unread(label, value, body)
        else:
            yield read_order(value, label=label, countries=countries)


def read_values(data: bytes, *, source: str) -> Iterator[tuple[str, object]]:
    """The records of a file as plain JSON values, each with its label.

    What cannot be read is handed over as the `OrderError` that says why.
    """
    return ((label, value) for label, value, _ in _values(data, source))


def _values(data: bytes, source: str) -> Iterator[tuple[str, object, bytes]]:
    """Each record with its label, and the bytes that it was read from."""
    body = data.removeprefix(b"\xef\xbb\xbf")
    if not body.strip():
        found = f"is empty ({len(data)} bytes)"
        yield source, OrderError(source, found, "an order as JSON or JSON Lines"), body
        return
    lines = lines_if_json_lines(body)
    if lines is None:
        yield from _of_one(_read(body, source), source, body)
        return
    for number, line in lines:
        label = f"{source} line {number}"
        yield label, _read(line, label), line


def _read(body: bytes, label: str) -> object:
    try:
        return parse(body, label)
    except OrderError as error:
        return error


def _of_one(value: object, source: str, body: bytes) -> Iterator[tuple[str, object, bytes]]:
    if not isinstance(value, list):
        yield source, value, body
        return
    if not value:
        yield source, OrderError(source, "is an empty list", "at least one order"), body
    for number, each in enumerate(value):
        yield f"{source} order {number + 1}", each, body


def lines_if_json_lines(body: bytes) -> Iterator[tuple[int, bytes]] | None:
    """The lines with their numbers, or None where the file is one JSON value."""
    first, _, rest = body.lstrip(_SKIPPED).partition(b"\n")
    if not rest.strip():
        return None
    # A first line that is no value opens one that goes on, or is a broken line of many: the
    # whole body tells, and only where that is no value either do its lines count.
    if not _is_value(first) and (_is_value(body) or not _lines_look_whole(rest)):
        return None
    numbered = enumerate(body.split(b"\n"), start=1)
    return ((number, line) for number, line in numbered if line.strip(_SKIPPED))


def _is_value(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def _lines_look_whole(rest: bytes) -> bool:
    second = next((line for line in rest.split(b"\n", 50) if line.strip()), b"").strip()
    return second.startswith(b'{"') and second.endswith(b"}")


def _record(pairs: list[tuple[str, Any]]) -> Record:
    # JSON itself keeps the last of two equal names and says nothing.
    record = Record(pairs)
    if len(record) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        record.doubled = tuple(name for name, count in counts.items() if count > 1)
    return record


def parse(body: bytes, where: str, expected: str = _AN_ORDER) -> Any:  # noqa: ANN401  # JSON
    """One JSON value, its objects as `Record`.

    Raises:
        OrderError: it is too large, not UTF-8, not JSON, or nested too deeply.
    """
    if len(body) > MAX_VALUE_BYTES:
        found = f"is one JSON value of {len(body)} bytes"
        raise OrderError(where, found, f"at most {MAX_VALUE_BYTES}; use JSON Lines for more")
    try:
        text = body.decode("utf-8")
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_record)
    except UnicodeDecodeError as error:
        raise OrderError(where, _not_utf8(body, error), "UTF-8 text") from error
    except json.JSONDecodeError as error:
        found = f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise OrderError(where, found, expected) from error
    except RecursionError as error:
        raise OrderError(where, "is nested too deeply", expected) from error
    except ValueError as error:
        raise OrderError(where, f"is not JSON: {error}", expected) from error


def _no_constant(word: str) -> NoReturn:
    message = f"{word} is not a number of JSON"
    raise ValueError(message)


def _not_utf8(body: bytes, error: UnicodeDecodeError) -> str:
    for bom, name in _BOMS:
        if body.startswith(bom):
            return f"is {name}"
    line = body.count(b"\n", 0, error.start) + 1
    return (
        f"has byte 0x{body[error.start]:02x} at offset {error.start} (line {line}), not UTF-8"
    )


def _unread(label: str, error: OrderError, body: bytes = b"") -> Given:
    _, found, expected = error.args
    issue = Issue("order", f"{found}; expected {expected}", "error")
    return Given(label, None, (issue,), body.decode("utf-8", "backslashreplace"))
