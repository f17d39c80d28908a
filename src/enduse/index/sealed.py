"""The header of an index, with a checksum of itself: where a bit turned, it is refused.

The other files have their checksums in the header. Where arrays begin and how many rows
there are stand in the header alone, so nothing in it is believed before its own is right.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from enduse.errors import EditionError

_SEAL = "seal"

DAMAGE = (
    OSError, ValueError, EOFError, LookupError, AttributeError, TypeError, SyntaxError,
    ArithmeticError, RecursionError,
)  # fmt: skip
"""What reading a damaged index can raise."""


def sealed(header: Mapping[str, Any]) -> str:
    """A header as text, with its checksum.

    >>> unsealed(sealed({"format": 1}).encode(), "index", version=1)
    {'format': 1}
    """
    return json.dumps({**header, _SEAL: _seal(header)})


def unsealed(text: bytes, where: str, *, version: int) -> dict[str, Any]:
    """The header as it was sealed. Raises `EditionError` for any other, and other versions."""
    try:
        header = json.loads(text.decode("utf-8"))
        seal = header.pop(_SEAL, None)
        if header.get("format") != version:
            raise EditionError(where, "an index of another version", f"format {version}")
        if seal != _seal(header):
            raise EditionError(where, "header.json is damaged", "a complete index")
    except DAMAGE as error:
        raise EditionError(where, f"header.json: {error}", "a complete index") from error
    return dict(header)


def _seal(header: Mapping[str, Any]) -> str:
    text = json.dumps(header, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
