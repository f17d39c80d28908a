"""A small pack to be tried, and ways to change it that no tool of ours has."""

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from enduse.desk import evidence
from enduse.desk.evidence_find import recorded
from enduse.desk.imports import import_list
from enduse.record import verifier
from enduse.record.keys import Signer
from enduse.settings import Settings

DAY = date(2026, 10, 20)
ROWS = """id,kind,name,aliases,country,ids,effect,expires,reason
7,company,Zandloper Electronics,,DE,,hold,2027-11-10,Red-flag letter of 3 May 2026
8,company,Nachtvlinder Optiek,Moth Optics,NL,,note,2027-11-10,Unpaid
9,company,Waterjuffer Motoren,,NL,,,2027-11-10,Asked for parts without serial numbers
"""
ORDER = {"id": "SO-1", "parties": [{"role": "buyer", "name": "Zandloper Electronics GmbH"}]}
OTHER = {"id": "SO-2", "parties": [{"role": "buyer", "name": "Nachtvlinder Optiek"}]}
REPORTS = {"report.html": b"<!doctype html><p>SO-1</p>", "report.pdf": b"%PDF-1.7 none"}
Members = list[tuple[str, bytes]]


def installed(folder: Path, *, rows: str = ROWS) -> Settings:
    """A data folder with a list of three parties."""
    made = Settings(folder, require=("warnings",), person="A. Smit")
    import_list(made, "warnings", {"own.csv": rows.encode()}, published=date(2026, 10, 1))
    return made


def record(settings: Settings, folder: Path, *orders: Mapping[str, Any]) -> None:
    """Check orders and record the decisions."""
    file = folder / "orders.jsonl"
    file.write_text("\n".join(map(json.dumps, orders)))
    recorded(settings, str(file), person="A. Smit", as_of=DAY)


def packed(
    settings: Settings, text: str, *, others: Sequence[Path] = (), whole: bool = False
) -> bytes:
    """The pack of one recorded decision, with reports that stand for those of the house."""
    (kept,), _ = recorded(settings, text, person="A. Smit")
    with evidence.evidence(settings, others=others) as opened:
        gathered = opened.gather(kept, whole=whole)
        return opened.pack(gathered, gathered.case, REPORTS)


def members(data: bytes) -> Members:
    """What is in a pack, in its order."""
    return verifier._walk(data)[0]


def zipped(some: Members) -> bytes:
    """A ZIP as ours is, of whatever is given."""
    body, directory = b"", b""
    for name, data in some:
        crc = zlib.crc32(data)
        directory += verifier.central(name, len(data), crc, at=len(body))
        body += verifier.local(name, len(data), crc) + data
    return body + directory + verifier.ending(len(some), len(directory), len(body))


def signed(some: Members, signer: Signer) -> bytes:
    """Files in a pack with a manifest that fits them, as whoever has a key can make it."""
    held = dict(some)
    plain = json.loads(held.pop(verifier.MANIFEST))
    del held[verifier.SIGNATURE]
    plain["key"] = signer.id
    plain["files"] = [
        {"name": name, "size": len(data), "sha256": verifier._sha256(data)}
        for name, data in sorted(held.items())
    ]
    manifest = json.dumps(plain, sort_keys=True, indent=1).encode() + b"\n"
    signature = signer.sign(verifier.PACK + manifest).hex().encode() + b"\n"
    first = [(verifier.MANIFEST, manifest), (verifier.SIGNATURE, signature)]
    return zipped([*first, *sorted(held.items())])


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> Members:
    """The members of a pack, one of them changed."""
    found = [(each, change(body) if each == name else body) for each, body in members(data)]
    assert found != members(data)
    return found


def faults(data: bytes, *, keys: Sequence[str] = (), lines: Sequence[bytes] = ()) -> list[str]:
    """What is found amiss, a text each."""
    found = verifier.verify(data, [*keys], [*lines])
    assert bool(found["faults"]) != bool(found["shown"])
    return [f"{each['where']}: {each['says']}" for each in found["faults"]]
