"""The evidence pack: files into one ZIP of which no bit is free, with a signed manifest."""

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from enduse.errors import RecordError
from enduse.model.record import Entry, Part
from enduse.record import verifier
from enduse.record.keys import Signer


def zipped(files: Mapping[str, bytes], signer: Signer, about: Mapping[str, Any]) -> bytes:
    """The files of a pack as one ZIP, the same bytes for the same files.

    Nothing is packed: what compresses writes other bytes from version to version, and then
    nobody could say which byte must stand where. `about` is what the manifest says besides.

    Raises `RecordError` where the pack would be larger than what verifies it takes.
    """
    members = [(name, files[name]) for name in sorted(files)]
    plain = {
        **about,
        "form": 1,
        "key": signer.id,
        "files": [
            {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in members
        ],
    }
    manifest = json.dumps(plain, sort_keys=True, indent=1).encode() + b"\n"
    signature = signer.sign(verifier.PACK + manifest).hex().encode() + b"\n"
    made = stored([(verifier.MANIFEST, manifest), (verifier.SIGNATURE, signature), *members])
    if len(made) > verifier.LARGEST or len(members) > verifier.MOST:
        found = f"would be of {len(made):,} bytes in {len(members)} files"
        raise RecordError("evidence", found, f"at most {verifier.LARGEST:,} bytes")
    return made


def stored(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A ZIP of these members as they stand: the one way in which ours is written."""
    body, directory = bytearray(), bytearray()
    for name, data in members:
        crc = zlib.crc32(data)
        directory += verifier.central(name, len(data), crc, at=len(body))
        body += verifier.local(name, len(data), crc) + data
    end = verifier.ending(len(members), len(directory), len(body))
    return bytes(body + directory + end)


def entry_file(entry: Entry, parts: Mapping[str, Part]) -> bytes:
    """An entry with the very bytes that were hashed and signed, as texts of JSON."""
    plain = {
        "header": entry.sealed.decode(),
        "hash": entry.hash,
        "signature": entry.signature.hex(),
        "parts": {
            name: {"salt": each.salt.hex(), "data": each.data.decode()}
            for name, each in parts.items()
        },
    }
    return verifier.pretty(plain)


def verifier_file() -> bytes:
    """The verifier as it is given to auditors: one file that needs nothing of ours."""
    return (resources.files("enduse.record") / "verifier.py").read_bytes()
