"""JSON values written in the one way of RFC 8785, and salted commitments to them."""

import hashlib
import json
import secrets
from typing import Any

import rfc8785

from enduse.errors import RecordError
from enduse.model.record import Commitment, Part

LARGEST = 2**53 - 1
"""Beyond it a double no longer tells whole numbers apart (RFC 7493), so none is written: what
was a double would be read back as a whole number that it may never have been."""

_SALT = 32
_PART = b"enduse record part 1\n"
_PLAIN_FROM = 1e-4
_C = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def canonical(value: object, *, where: str) -> bytes:
    """Canonical JSON (RFC 8785) of plain JSON values.

    Numbers are finite and at most 2^53 - 1, whole or not; a float that is whole is written
    as a whole number. Anything else, half a character (a lone surrogate) or a key
    that is no text raises `RecordError` that names `where`.

    >>> canonical({"b": 1.0, "a": "é"}, where="order").decode()
    '{"a":"é","b":1}'
    """
    try:
        return _C.encode(_ready(value)).encode()
    except _OddError:
        return _by_the_book(value, where)
    except (ValueError, TypeError, RecursionError) as error:
        raise _refused(error, where) from error


def _by_the_book(value: object, where: str) -> bytes:
    """What the quick way leaves alone. In all else the quick way is held against it."""
    try:
        _bounded(value)
        return rfc8785.dumps(value)  # type: ignore[arg-type]  # it refuses what is no JSON
    except (rfc8785.CanonicalizationError, ValueError, TypeError, RecursionError) as error:
        raise _refused(error, where) from error


def _bounded(value: object) -> None:
    """Refuse what the library takes and we do not: a double beyond `LARGEST`."""
    if isinstance(value, float):
        _number(value, odd=False)
    elif isinstance(value, dict):
        _bounded([*value.values()])
    elif isinstance(value, list | tuple):
        for each in value:
            _bounded(each)


def _refused(error: Exception, where: str) -> RecordError:
    expected = f"whole texts, and numbers up to {LARGEST}"
    return RecordError(where, f"cannot be written as canonical JSON ({error})", expected)


class _OddError(Exception):
    """The C encoder would write this otherwise than RFC 8785."""


def _ready(value: Any) -> Any:  # noqa: ANN401  # JSON; one for each kind
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, dict):
        for key in value:
            # Keys are ordered by UTF-16 there and by code point here: the same for ASCII.
            if not isinstance(key, str) or not key.isascii():
                raise _OddError
        return {key: _ready(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_ready(each) for each in value]
    if isinstance(value, float):
        return _number(value)
    if type(value) is int and -LARGEST <= value <= LARGEST:
        return value
    raise _OddError


def _number(value: float, *, odd: bool = True) -> float | int:
    if not abs(value) <= LARGEST:  # also what is no number
        raise ValueError(f"{value!r} is beyond what is told apart")
    if value.is_integer():
        return int(value)
    # From here on Python and ECMAScript write the same shortest digits.
    if abs(value) >= _PLAIN_FROM or not odd:
        return value
    raise _OddError


def part_of(name: str, value: object, *, where: str) -> Part:
    """A part with a salt of its own."""
    return Part(name, secrets.token_bytes(_SALT), canonical(value, where=f"{where} {name}"))


def commit(part: Part) -> Commitment:
    """What the chain holds of a part: SHA-256 over a fixed prefix, salt and data."""
    digest = hashlib.sha256(_PART + part.salt + part.data).hexdigest()
    return Commitment(digest, len(part.data))
