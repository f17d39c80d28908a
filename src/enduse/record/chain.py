"""Headers of entries: written as canonical JSON, hashed, read back and held to their form."""

import json
import re
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from enduse.errors import RecordError
from enduse.model.record import FORM, Commitment, Header
from enduse.record import merkle
from enduse.record.canonical import canonical

ENTRY = b"enduse record entry 1\n"
"""Goes before a header when it is signed, so that no signature serves for something else."""

_HEX = re.compile(r"[0-9a-f]{64}")
_KEY = re.compile(r"[0-9a-f]{32}")

# A header as `seal` writes it, nearly always: plain names, numbers far from any bound. What
# fits is canonical as it stands, so it need not be written again to be held against itself.
_MOMENT = rb"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)"
_COUNT = rb"(0|[1-9]\d{0,14})"
_ONE = rb'"([a-z_]+)":\{"sha256":"([0-9a-f]{64})","size":' + _COUNT + rb"\}"
_PARTS = _ONE.replace(b"(", b"(?:")
_PLAIN = re.compile(
    rb'\{(?:"clock":"' + _MOMENT + rb'",)?"form":1,"key":"([0-9a-f]{32})",'
    rb'"kind":"([a-z_]+)","moment":"' + _MOMENT + rb'","number":' + _COUNT + rb","
    rb'"parts":\{((?:' + _PARTS + rb"(?:," + _PARTS + rb')*)?)\},"previous":"([0-9a-f]{64})"\}'
)
_EACH = re.compile(_ONE)


def moment_text(moment: datetime) -> str:
    """A moment in UTC, to the microsecond: texts sort as the moments do."""
    # Not strftime: it writes years before 1000 with fewer digits on some systems.
    plain = moment.astimezone(UTC).replace(tzinfo=None)
    return plain.isoformat(timespec="microseconds") + "Z"


def moment_from(text: str) -> datetime:
    """The moment that `moment_text` wrote; `ValueError` for any other writing."""
    moment = datetime.fromisoformat(text)
    if moment_text(moment) != text:
        raise ValueError(text)
    return moment


def seal(header: Header) -> bytes:
    """The bytes of a header: what is hashed and signed."""
    plain: dict[str, Any] = {
        "form": FORM,
        "number": header.number,
        "previous": header.previous,
        "moment": moment_text(header.moment),
        "kind": header.kind,
        "parts": {name: {"sha256": c.sha256, "size": c.size} for name, c in header.parts},
        "key": header.key,
    }
    if header.clock is not None:
        plain["clock"] = moment_text(header.clock)
    return canonical(plain, where="header")


def hash_of(sealed: bytes) -> str:
    """The hash of an entry: that of a leaf in RFC 9162, so that chain and tree share it."""
    return merkle.leaf(sealed).hex()


def unseal(sealed: bytes, *, where: str) -> Header:
    """The header in these bytes; `RecordError` where they are not what `seal` writes."""
    return _at_once(sealed) or unseal_by_the_book(sealed, where=where)


def _at_once(sealed: bytes) -> Header | None:
    """The header where these bytes have the usual form: a tenth of the time."""
    found = _PLAIN.fullmatch(sealed)
    if found is None:
        return None
    clock, key, kind, moment, number, parts, previous = found.groups()
    some = _EACH.findall(parts)
    names = [name for name, _, _ in some]
    if any(one >= other for one, other in pairwise(names)):
        return None
    try:
        return Header(
            number=int(number),
            previous=previous.decode(),
            moment=datetime.fromisoformat(moment.decode()),
            kind=kind.decode(),
            parts=tuple((n.decode(), Commitment(h.decode(), int(c))) for n, h, c in some),
            key=key.decode(),
            clock=datetime.fromisoformat(clock.decode()) if clock else None,
        )
    except ValueError:
        return None  # of a day that is none


def unseal_by_the_book(sealed: bytes, *, where: str) -> Header:
    """What `unseal` gives, by reading the header and writing it again."""
    try:
        header = _header(json.loads(sealed))
        written = seal(header)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RecordError(where, f"has no header of form {FORM}", "one as written") from error
    if written != sealed:
        raise RecordError(where, "has a header that was not written so", "canonical JSON")
    return header


def _header(plain: dict[str, Any]) -> Header:
    parts = tuple((name, Commitment(**each)) for name, each in plain["parts"].items())
    hashes = (plain["previous"], *(each.sha256 for _, each in parts))
    sizes = (plain["number"], *(each.size for _, each in parts))
    whole = all(isinstance(each, str) and _HEX.fullmatch(each) for each in hashes)
    counted = all(type(each) is int and each >= 0 for each in sizes)
    if plain["form"] != FORM or not whole or not counted or not _KEY.fullmatch(plain["key"]):
        raise ValueError(plain)
    clock = plain.get("clock")
    return Header(
        number=plain["number"],
        previous=plain["previous"],
        moment=moment_from(plain["moment"]),
        kind=str(plain["kind"]),
        parts=parts,
        key=plain["key"],
        clock=moment_from(clock) if clock is not None else None,
    )
