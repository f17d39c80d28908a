"""JSON values written in the one way of RFC 8785, and salted commitments to them."""

import hashlib
import json
import re
import secrets
from typing import Any

import rfc8785

from enduse.errors import RecordError
from enduse.model.record import Commitment, Part

LARGEST = 2**53 - 1
"""Beyond it a double no longer tells whole numbers apart (RFC 7493), so none is written: what
was a double would be read back as a whole number that it may never have been."""

AS_TEXT = "as_text"
"""The only field of a part that is kept as one text."""

_SALT = 32
_PART = b"enduse record part 1\n"
_SAME_FROM = 1e-4
# Smaller numbers (a likeness adds such to a score) stand in as texts that nobody can guess.
_NONCE = secrets.token_hex(16)
_STAND_IN = re.compile(rf'"\\u0000{_NONCE}(\d+)"')
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
    small: list[float] = []
    try:
        written = _C.encode(_ready(value, small))
        if small:
            written = _STAND_IN.sub(lambda found: _small(small[int(found[1])]), written)
        return written.encode()
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
        _number(value, [])
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


def _ready(value: Any, small: list[float]) -> Any:  # noqa: ANN401  # JSON; one for each kind
    # Nine values in ten are texts: they are passed by without a call.
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, dict):
        # Keys are ordered by UTF-16 there and by code point here: the same for ASCII.
        if not all(isinstance(key, str) and key.isascii() for key in value):
            raise _OddError
        return {k: v if type(v) is str else _ready(v, small) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [v if type(v) is str else _ready(v, small) for v in value]
    if isinstance(value, float):
        return _number(value, small)
    if type(value) is int and -LARGEST <= value <= LARGEST:
        return value
    raise _OddError


def _number(value: float, small: list[float]) -> float | int | str:
    if not abs(value) <= LARGEST:  # also what is no number
        raise ValueError(f"{value!r} is beyond what is told apart")
    if value.is_integer():
        return int(value)
    # From here on Python and ECMAScript write the same shortest digits.
    if abs(value) >= _SAME_FROM:
        return value
    small.append(value)
    return f"\0{_NONCE}{len(small) - 1}"


def _small(value: float) -> str:
    return rfc8785.dumps(value).decode()


def part_of(name: str, value: object, *, where: str) -> Part:
    """A part with a salt of its own.

    An order may hold a number of forty digits or half a character. It is answered with an
    error, and that is recorded with what was given, to the last digit: as one text of JSON.
    """
    named = f"{where} {name}"
    try:
        data = canonical(value, where=named)
    except RecordError as error:
        data = canonical({AS_TEXT: _as_text(value, error)}, where=named)
    return Part(name, secrets.token_bytes(_SALT), data)


def _as_text(value: object, refused: RecordError) -> str:
    try:
        return json.dumps(value, ensure_ascii=True, default=str)
    except (ValueError, TypeError, RecursionError) as error:
        raise refused from error


def value_of(part: Part) -> Any:  # noqa: ANN401  # JSON
    """The JSON values of a part; the bare text of one that was changed and is none any more."""
    try:
        plain = json.loads(part.data)
    except ValueError:
        return part.data.decode("utf-8", "backslashreplace")
    whole = isinstance(plain, dict) and plain.keys() == {AS_TEXT}
    return json.loads(plain[AS_TEXT]) if whole else plain


def commit(part: Part) -> Commitment:
    """What the chain holds of a part: SHA-256 over a fixed prefix, salt and data."""
    digest = hashlib.sha256(_PART + part.salt + part.data).hexdigest()
    return Commitment(digest, len(part.data))
