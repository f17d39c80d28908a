"""The record of decisions: entries in a chain, the parts beside them, and checkpoints."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

FORM = 1
"""The form of headers and checkpoints. A change of it is a form beside this one."""

LABELS, FILES = "labels", "files"
"""The parts that say what an entry is found by, and which kept files it rests on."""

BEGINNING = "0" * 64
"""What the first entry gives for the hash of the entry before it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be recorded: plain JSON values by the name of their part.

    `labels` are what it can be found by ("order": "SO-1"), `files` the SHA-256 of files kept
    in the record that it rests on. Both are parts too, and committed to as they are.
    """

    kind: str
    parts: Mapping[str, Any]
    labels: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an entry as it is kept beside the chain, and can be taken out of it.

    `data` is canonical JSON; `salt` is 32 random bytes. Who has the commitment alone cannot
    try names until one fits.
    """

    name: str
    salt: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the chain holds of a part: a salted SHA-256 in hex, and the bytes of its JSON."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Header:
    """What is chained and signed of an entry.

    `number` counts from 1, `previous` is the hash of the entry before. `moment` never goes
    back; where the clock did, `clock` is what it said. `key` names the public key.
    """

    number: int
    previous: str
    moment: datetime
    kind: str
    parts: tuple[tuple[str, Commitment], ...]
    key: str
    clock: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A header with the bytes that were hashed and signed. `hash` is SHA-256 in hex."""

    header: Header
    sealed: bytes
    signature: bytes
    hash: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far the record had come, kept outside of its database.

    `number` and `hash` are of the last entry then. `root` is the Merkle root over all
    entries up to it (RFC 9162), where it was asked for.
    """

    number: int
    hash: str
    moment: datetime
    key: str
    signature: bytes
    root: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the record that is not as it was written; `where` names entry and part."""

    where: str
    says: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found when everything was computed again.

    `checked` names the signing keys and how many entries each signed; `losses` are the
    entries by which a person owned to a loss; `clock_back` counts those written while the
    clock was set back.
    """

    entries: int
    hash: str
    checkpoints: int
    checked: tuple[tuple[str, int], ...]
    losses: tuple[int, ...]
    clock_back: int
    faults: tuple[Fault, ...]
    more: int = 0
    """Faults beyond those that are named."""
