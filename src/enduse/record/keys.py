"""The installation's Ed25519 key, and the public keys that it trusts.

    key.pem        the private key, readable by its owner alone
    keys/ID.pub    public keys, raw, in hex: ours, those we had before, those we were given

The public halves lie outside of the database: who can write there and has no key could else
sign a chain of his own with a key of his own.
"""

import hashlib
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from enduse.errors import RecordError

PRIVATE, PUBLIC = "key.pem", "keys"
_PEM = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
_RAW = (Encoding.Raw, PublicFormat.Raw)


@dataclass(frozen=True, slots=True)
class Signer:
    """The private key, which signs and is never shown. `id` names its public half."""

    id: str
    public: bytes
    _private: Ed25519PrivateKey

    def sign(self, data: bytes) -> bytes:
        """An Ed25519 signature of 64 bytes."""
        return self._private.sign(data)


def id_of(public: bytes) -> str:
    """The first 32 hex digits of the SHA-256 of a raw public key."""
    return hashlib.sha256(public).hexdigest()[:32]


def signer(home: Path) -> Signer:
    """The key of the installation, made when it is first needed.

    Of two processes that make one at once, both take the one that was there first.
    """
    place = home / PRIVATE
    if not place.exists():
        _make(home)
    try:
        private = load_pem_private_key(place.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        says = f"cannot be read ({type(error).__name__})"
        raise RecordError(str(place), says, "the private key, readable by us") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise RecordError(str(place), "holds another kind of key", "an Ed25519 key")
    public = private.public_key().public_bytes(*_RAW)
    trust(home, public)
    return Signer(id_of(public), public, private)


def trust(home: Path, public: bytes) -> None:
    """Keep a public key among those whose signatures count."""
    place = home / PUBLIC / f"{id_of(public)}.pub"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        _write_once(place, public.hex().encode() + b"\n", mode=0o644)


def trusted(home: Path) -> Mapping[str, bytes]:
    """The public keys whose signatures count, by their id."""
    found: dict[str, bytes] = {}
    for place in sorted((home / PUBLIC).glob("*.pub")):
        try:
            public = bytes.fromhex(place.read_text(encoding="ascii").strip())
        except (OSError, ValueError) as error:
            raise RecordError(str(place), "cannot be read", "a public key in hex") from error
        if id_of(public) != place.stem:
            raise RecordError(str(place), f"holds the key {id_of(public)}", "that of its name")
        found[place.stem] = public
    return found


def signed(public: bytes, signature: bytes, data: bytes) -> bool:
    """Whether this key made this signature of this data."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _make(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    _write_once(home / PRIVATE, Ed25519PrivateKey.generate().private_bytes(*_PEM), mode=0o600)


def _write_once(place: Path, data: bytes, *, mode: int) -> None:
    """A whole file that replaces none: written beside, put on the disk, then linked."""
    beside = place.with_name(f".new-{secrets.token_hex(8)}")
    number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with open(number, "wb") as file:  # noqa: PTH123  # takes over the open file
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(beside, place)
    finally:
        beside.unlink()
