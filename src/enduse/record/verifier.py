"""Verify an evidence pack of enduse: one file, Python 3.8 or newer, nothing else is needed.

    python3 -I verify.py case.zip [--key FILE] [--checkpoint FILE] [--json]

Take this file from the project, not from whoever gave you the pack. It opens no connection and
writes nothing. Exit status: 0 nothing amiss, 12 something is, 2 a usage mistake.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import struct
import sys
import zlib
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

MANIFEST, SIGNATURE, CHECKPOINT = "manifest.json", "manifest.sig", "record/checkpoint.json"
PROOF, DECISION, ORDER = "record/proof.json", "decision.json", "order.json"
PACK = b"enduse evidence pack 1\n"
BESIDE = ("ground",)
"""What of the basis is no part of the decision of the wire form."""
GIVEN = ("json", "read", "text")
REPORTS = frozenset({"report.html", "report.pdf", "README.txt"})
LARGEST, MOST, DIGITS, LONGEST = 1 << 30, 2000, 17, 4300
"""A pack: bytes, files, and digits of a whole number in it, and in what was no plain JSON."""
NAMED, FEW, SEARCHED = 20, 3, 1 << 22
"""Faults that are named; those of which the byte is looked for, in a file of so many bytes."""
KEY_BYTES, SIGNATURE_BYTES = 32, 64
NAME = re.compile(r"(?!\.)[A-Za-z0-9_.-]{1,120}(/(?!\.)[A-Za-z0-9_.-]{1,120}){0,4}")
CHANGED, GONE = "is not as it was signed", "not in this pack"
TRUTH = (
    "That the report says what was recorded: where they differ, decision.json counts.",
    "That what was recorded is true, or that everything was recorded.",
    "That no more was recorded of this order: the pack need not hold every entry on it.",
)
ANEW = (
    "That whoever has the key did not write it all anew later: a checkpoint that you hold from "
    "before shows that (--checkpoint)."
)
WHOSE = "get the exporter's key some other way than with this file (--key)."
_P, _ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_NEUTRAL = (1).to_bytes(32, "little")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Point = tuple[int, int, int, int]


# Ed25519 (RFC 8032, 5.1.7), verification alone.


def _add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % _P, (p[1] + p[0]) * (q[1] + q[0]) % _P
    c, d = 2 * p[3] * q[3] * _D % _P, 2 * p[2] * q[2] % _P
    return ((b - a) * (d - c) % _P, (d + c) * (b + a) % _P,
            (d - c) * (d + c) % _P, (b - a) * (b + a) % _P)  # fmt: skip


def _times(number: int, p: Point) -> Point:
    q = (0, 1, 1, 0)
    while number:
        q = _add(q, p) if number & 1 else q
        p, number = _add(p, p), number >> 1
    return q


def _point(data: bytes) -> Point | None:
    """The point in 32 bytes; None where they are none, or not in the one way to write it."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    x = x if x * x % _P == square else x * pow(2, (_P - 1) // 4, _P) % _P
    if y >= _P or x * x % _P != square or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else _P - x
    return x, y, 1, x * y % _P


def _written(p: Point) -> bytes:
    inverse = pow(p[2], _P - 2, _P)
    x, y = p[0] * inverse % _P, p[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


@lru_cache(maxsize=4096)
def signed(public: bytes, signature: bytes, data: bytes) -> bool:
    """Whether a key made a signature. Of the many ways to write one, only the one counts.

    Refused: S not below the order of the group, R or a key not in its canonical form, and a
    key of small order, under which one signature serves for many texts.
    """
    base = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little"))
    key = (
        _point(public)
        if len(public) == KEY_BYTES and len(signature) == SIGNATURE_BYTES
        else None
    )
    s = int.from_bytes(signature[32:], "little")
    if base is None or key is None or s >= _ORDER or _written(_times(8, key)) == _NEUTRAL:
        return False
    digest = hashlib.sha512(signature[:32] + public + data).digest()
    minus = (_P - key[0], key[1], 1, _P - key[3])
    h = int.from_bytes(digest, "little") % _ORDER
    return _written(_add(_times(s, base), _times(h, minus))) == signature[:32]


# Merkle trees (RFC 9162, 2.1).


def leaf(data: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def proves(path: list[bytes], hashed: bytes, *, index: int, tree: tuple[int, bytes]) -> bool:
    """Section 2.1.3.2: whether a path leads from a leaf to the root of a tree (size, root)."""
    size, top = tree
    at, last, made = index, size - 1, hashed
    if not 0 <= index < size:
        return False
    for each in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            made = _node(each, made)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            made = _node(made, each)
        at, last = at >> 1, last >> 1
    return last == 0 and made == top


def grew(path: list[bytes], before: tuple[int, bytes], now: tuple[int, bytes]) -> bool:
    """Section 2.1.4.2: whether one tree (size, root) is another with leaves added."""
    if before[0] == now[0]:
        return not path and before[1] == now[1]
    if not 0 < before[0] < now[0] or not path:
        return False
    whole = before[0] & (before[0] - 1) == 0
    first, rest = (before[1], path) if whole else (path[0], path[1:])
    at, last, old, new = before[0] - 1, now[0] - 1, first, first
    while at & 1:
        at, last = at >> 1, last >> 1
    for each in rest:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = _node(each, old), _node(each, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = _node(new, each)
        at, last = at >> 1, last >> 1
    return last == 0 and old == before[1] and new == now[1]


# The file: members stored one after the other, and not a bit that is free to choose.


class File(NamedTuple):
    """A file as the manifest has it."""

    name: str
    size: int
    sha256: str


def local(name: str, size: int, crc: int) -> bytes:
    """The header before a member: no dates, no extras, nothing packed."""
    head = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 33, crc, size, size, len(name), 0)
    return head + name.encode("ascii")


def central(name: str, size: int, crc: int, *, at: int) -> bytes:
    """The header of a member in the directory at the end."""
    head = (b"PK\1\2", 20, 20, 0, 0, 0, 33, crc, size, size, len(name), 0, 0, 0, 0, 0, at)
    return struct.pack("<4s6H3I5H2I", *head) + name.encode("ascii")


def ending(count: int, size: int, at: int) -> bytes:
    """The last 22 bytes."""
    return struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, size, at, 0)


def _manifests(data: bytes) -> Iterator[bytes]:
    """What may be the manifest: it comes first, and a changed size must not hide it."""
    start = 30 + len(MANIFEST)
    sizes = [int.from_bytes(data[at : at + 4], "little") for at in (18, 22)]
    for end in [start + each for each in sizes] + [data.find(b"PK\3\4", start)]:
        if start < end < len(data):
            yield data[start:end]


def _walk(data: bytes) -> tuple[list[tuple[str, bytes]], int]:
    """The members as somebody finds them who reads from the beginning, and where that ends."""
    found: list[tuple[str, bytes]] = []
    at = 0
    while data[at : at + 4] == b"PK\3\4" and at + 30 <= len(data) and len(found) <= MOST + 2:
        size, name, extra = struct.unpack_from("<4x14xI4x2H", data, at)
        body = at + 30 + name + extra
        if body + size > len(data):
            break
        found.append(
            (data[at + 30 : at + 30 + name].decode("latin-1"), data[body : body + size])
        )
        at = body + size
    return found, at


def _mended(data: bytes, crc: int, same: Callable[[bytes], bool]) -> tuple[int, bytes] | None:
    """Where one byte was changed, and the bytes before that: by their CRC-32, and by `same`.

    None where it was more than a byte, or where `same` is not content with what is found.
    """
    table = [zlib.crc32(bytes([n])) ^ zlib.crc32(b"\0") for n in range(256)]
    back = {each >> 24: (each, n) for n, each in enumerate(table)}
    errors = {each: n for n, each in enumerate(table) if n}
    left = zlib.crc32(data) ^ crc
    # A change is carried on by every byte behind it: it is taken back, byte by byte.
    for at in range(len(data) - 1, -1, -1) if len(data) <= SEARCHED else ():
        if left in errors:
            fixed = data[:at] + bytes([data[at] ^ errors[left]]) + data[at + 1 :]
            return (at, fixed) if same(fixed) else None
        each, n = back[left >> 24]
        left = ((left ^ each) << 8 & 0xFFFFFFFF) | n
    return None


def _about(body: bytes) -> dict[str, Any]:
    """The manifest in these bytes; empty where there is none of ours in them."""
    try:
        about: dict[str, Any] = _read(body)
        files = [File(**each) for each in about["files"]]
        names = [each.name for each in files]
        right = names == sorted(set(names) - {MANIFEST, SIGNATURE}) and len(names) <= MOST
        # Where large and small letters are one, or an end dot is dropped, one hides the other.
        right = right and len({n.lower().replace("./", "/").rstrip(".") for n in names}) == len(
            names
        )
        right = right and (about["form"], type(about["entry"])) == (1, int)
        right = right and {type(about["key"]), type(about["order"])} == {str}
        for each in files:
            right = right and bool(NAME.fullmatch(each.name) and _is_hash(each.sha256))
            right = right and type(each.size) is int and 0 <= each.size <= LARGEST
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    return about if right else {}


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(body: bytes) -> Any:
    """JSON in which no name stands twice and no number is endless."""
    return json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_int=_whole)


def _hashes(path: list[str]) -> list[bytes]:
    return [bytes.fromhex(each) for each in path]


def _is_hash(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9a-f]{64}", text))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _whole(text: str, most: int = DIGITS) -> int:
    if len(text) > most:
        raise ValueError("a number is too long")
    return int(text)


def _long(text: str) -> int:
    return _whole(text, LONGEST)


def _canonical(plain: dict[str, Any]) -> bytes:
    """RFC 8785 for what checkpoints are made of: whole numbers and ASCII."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode("ascii")


def _value(data: str) -> Any:
    """What a part says. What could not be written as plain JSON is kept as one text of it."""
    plain = _read(data.encode())
    whole = isinstance(plain, dict) and list(plain) == ["as_text"]
    if not whole:
        return plain
    return json.loads(plain["as_text"], object_pairs_hook=_once, parse_int=_long)


def pretty(plain: object) -> bytes:
    """JSON for people and programs, in one way: a line a value, names in order."""
    try:
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
    except UnicodeEncodeError:  # half a character, which only an escape can write
        return json.dumps(plain, sort_keys=True, indent=1).encode() + b"\n"


def order_of(values: dict[str, Any], number: int) -> str:
    """The id of the order that an entry decides on, as far as its parts still say it."""
    for part, name in (("decision", "order"), ("order", "label")):
        value = values.get(part)
        if isinstance(value, dict) and value.get(name):
            return str(value[name])
    return f"entry {number}"


def _and(some: list[Any]) -> str:
    """Some things in a row.

    >>> _and([2, 7, 9])
    '2, 7 and 9'
    """
    *first, last = map(str, some)
    return f"{', '.join(first)} and {last}" if first else last


def _text(plain: Any) -> str:
    return json.dumps(plain, sort_keys=True)


def named(value: Any) -> Iterator[tuple[str, str]]:
    """The entries of lists that evidence names, as list and entry."""
    for each in value if isinstance(value, list) else []:
        yield from named(each)
    if isinstance(value, dict):
        if isinstance(value.get("list"), str) and isinstance(value.get("entry"), str):
            yield value["list"], value["entry"]
        for each in value.values():
            yield from named(each)


class Verifier:
    """One pack, computed again. `faults` are places, and what is wrong there."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.about: dict[str, Any] = {}
        self.files: dict[str, bytes] = {}
        self.keys: dict[str, bytes] = {}
        self.top: dict[str, Any] = {}
        self.sealed: dict[int, bytes] = {}
        self.headers: dict[int, dict[str, Any]] = {}
        self.values: dict[int, dict[str, Any]] = {}
        self.gone: dict[int, list[str]] = {}
        self.known: set[str] = {MANIFEST, SIGNATURE, CHECKPOINT, PROOF, *REPORTS}
        self.lists: set[str] = set()
        self.here: set[tuple[str, str]] = set()
        self.faults: list[tuple[str, str]] = []
        self.shown: list[str] = []
        self.not_shown: list[str] = []

    def run(self) -> None:
        """Everything that the pack has to show in itself.

        Where a byte of the file was changed that is said, and nothing is built on it.
        """
        self.file()
        if self.faults:
            return
        self.guarded("record/keys", self.public_keys)
        self.guarded(SIGNATURE, self.signature)
        self.guarded(CHECKPOINT, self.checkpoint)
        for name in self._files("record/entries/", ".json"):
            self.guarded(name, self.entry, name)
        self.guarded(PROOF, self.proof)
        self.guarded(MANIFEST, self.taken_out)
        self.guarded(DECISION, self.decision)
        for name in self._files("lists/", "/edition.json"):
            self.guarded(name, self.edition, name)
        self.guarded("lists", self.entries)
        self.strange()

    def guarded(self, where: str, step: Callable[..., None], *given: object) -> None:
        """A step over bytes that anybody may have written: whatever they are, it answers."""
        try:
            step(*given)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            self.fault(where, "is missing, or not of the form that it was written in")

    def fault(self, where: str, says: str) -> None:
        """Something is wrong; said once."""
        if says and (where, says) not in self.faults:
            self.faults.append((where, says))

    def need(self, where: str, says: str, *, that: bool) -> None:
        """A fault unless something holds."""
        self.fault(where, "" if that else says)

    def show(self, says: str) -> None:
        """Something is shown, as long as nothing is amiss."""
        if not self.faults:
            self.shown.append(says)

    def _files(self, start: str, end: str) -> list[str]:
        return sorted(n for n in self.files if n.startswith(start) and n.endswith(end))

    # The file itself.

    def file(self) -> None:
        """Every byte of the ZIP: it is what must be there, or a fault that names its place."""
        body = self._manifest()
        self.about = _about(body)
        if not self.about:
            return
        wanted = [File(MANIFEST, len(body), ""), File(SIGNATURE, 129, "")]
        wanted += [File(**each) for each in self.about["files"]]
        found, end = _walk(self.data)
        names, order = [name for name, _ in found], [each.name for each in wanted]
        size = sum(76 + 2 * len(each.name) + each.size for each in wanted) + 22
        if len(self.data) == size and (names == order or sorted(names) != sorted(order)):
            self._places(wanted)
            return
        if self.data[end : end + 4] == b"PK\1\2":
            self._members(found, wanted)
        if not self.faults:
            self._torn(wanted, size)

    def _torn(self, wanted: list[File], size: int) -> None:
        """Bytes were put in or taken out: the first place that is not as it must be."""
        at, directory, length = 0, b"", len(self.data)
        whole = self.data[-22:-18] == b"PK\5\6"
        for each in wanted:
            start = at + 30 + len(each.name)
            body = self.data[start : start + each.size]
            head = local(each.name, each.size, zlib.crc32(body))
            if len(body) < each.size and not whole:
                says = f"the file ends here, {size - length} bytes too early"
                self.fault(f"byte {length}, in {each.name}", says)
                return
            if self.data[at:start] != head or each.sha256 not in ("", _sha256(body)):
                says = f"here the file is not as it was written: {length} bytes, not {size}"
                self.fault(each.name, says)
                return
            directory += central(each.name, each.size, zlib.crc32(body), at=at)
            at = start + each.size
        directory += ending(len(wanted), len(directory), at)
        pairs = enumerate(zip(self.data[at:], directory), at)
        place = next((n for n, (one, other) in pairs if one != other), min(length, size))
        says = f"from here on it is not as it was written: {length} bytes, not {size}"
        self.fault(f"byte {place}, in the directory of the ZIP", says)

    def _manifest(self) -> bytes:
        """The manifest, as it was before a byte of it was changed; empty if there is none."""
        start, bodies = 30 + len(MANIFEST), list(_manifests(self.data))
        crc = int.from_bytes(self.data[14:18], "little")
        for body in bodies:
            whole = central(MANIFEST, len(body), zlib.crc32(body), at=0) in self.data
            if (whole or zlib.crc32(body) == crc) and _about(body):
                return body
        for body in bodies:
            mended = _mended(body, crc, lambda each: bool(_about(each)))
            if mended:
                self.fault(f"byte {start + mended[0]}, in {MANIFEST}", CHANGED)
                return mended[1]
        if self.data[30:start] == MANIFEST.encode():
            self.fault(MANIFEST, CHANGED)
        else:
            says = f"no pack begins here; expected a ZIP with {MANIFEST} in front"
            self.fault("byte 0", says)
        return next((each for each in bodies if _about(each)), b"")

    def _places(self, wanted: list[File]) -> None:
        """Hold every header against what it must be, and every member against the manifest."""
        begin = sum(30 + len(each.name) + each.size for each in wanted)
        at, later, heads = 0, begin, []
        for each in wanted:
            start = at + 30 + len(each.name)
            body = self.data[start : start + each.size]
            crc, kept = zlib.crc32(body), (at + 14, later + 16)
            # Of a member that was changed its CRC is not said to be wrong as well.
            skip = () if self._body(each, start, kept) else kept
            heads.append((at, local(each.name, each.size, crc), each.name, skip))
            other = central(each.name, each.size, crc, at=at)
            heads.append((later, other, f"{each.name} in the directory", skip))
            self.files[each.name] = body
            at, later = start + each.size, later + len(other)
        heads.append((later, ending(len(wanted), later - begin, begin), "the whole", ()))
        for start, head, what, skip in sorted(heads):
            for n, must in enumerate(head, start):
                if self.data[n] != must and not any(n - 4 < each <= n for each in skip):
                    says = f"is {self.data[n]} where {must} must stand"
                    self.fault(f"byte {n}, in the ZIP header of {what}", says)
                    break

    def _body(self, each: File, start: int, kept: tuple[int, int]) -> bool:
        """Whether a member is as it was signed. Its CRCs in the ZIP help to name the byte."""
        body = self.data[start : start + each.size]
        crcs = [int.from_bytes(self.data[n : n + 4], "little") for n in kept]
        # Of manifest and signature there is no hash; what the CRC misses, the signature says.
        if _sha256(body) == each.sha256 or (not each.sha256 and zlib.crc32(body) in crcs):
            return True
        where = each.name
        for crc in dict.fromkeys(crcs) if len(self.faults) < FEW else ():
            mended = _mended(body, crc, lambda b: each.sha256 in ("", _sha256(b)))
            where = f"byte {start + mended[0]}, in {each.name}" if mended else where
        if each.name != MANIFEST:  # of which it is said already
            self.fault(where, CHANGED)
        return False

    def _members(self, found: list[tuple[str, bytes]], wanted: list[File]) -> None:
        """Members were taken out, put in, or put elsewhere, or the file was cut or added to."""
        known = {each.name: each for each in wanted}
        counts = Counter(name for name, _ in found)
        for name in known:
            if counts[name] != 1:
                self.fault(
                    name, f"stands {counts[name]} times" if counts[name] else "is missing"
                )
        for name, body in found:
            if name not in known:
                self.fault(name, "is not in the manifest")
            elif name not in self.files:
                same = known[name].sha256 in ("", _sha256(body))
                self.need(name, CHANGED, that=same)
                self.files[name] = body
        pairs = zip((name for name, _ in found), known) if counts == Counter([*known]) else ()
        for name, must in [each for each in pairs if each[0] != each[1]][:1]:
            self.fault(name, f"stands where {must} must stand")

    # What stands in it.

    def public_keys(self) -> None:
        """The keys that signed, each under its id, which is its hash."""
        for name in self._files("record/keys/", ".pub"):
            public = bytes.fromhex(self.files[name].decode("ascii").strip())
            found = _sha256(public)[:32]
            self.need(name, f"holds the key {found}", that=name == f"record/keys/{found}.pub")
            self.keys[found] = public
            self.known.add(name)

    def signature(self) -> None:
        """The signature of the manifest, and by it of every file."""
        text, key, body = self.files[SIGNATURE], self.about["key"], self.files[MANIFEST]
        good = bool(re.fullmatch(rb"[0-9a-f]{128}\n", text)) and signed(
            self.keys[key], bytes.fromhex(text.decode().strip()), PACK + body
        )
        says = f"{SIGNATURE} is not its signature by the key {key}"
        self.need(MANIFEST, says, that=good)
        self.show(f"No byte of this file was changed since it was signed with the key {key}.")

    def checkpoint(self) -> None:
        """The checkpoint that closes the record as the proofs have it."""
        self.top = checkpoint_of(self.files[CHECKPOINT])
        self.need(CHECKPOINT, "has no root", that=_is_hash(self.top["root"]))
        key = self.about["key"]
        self.need(CHECKPOINT, f"is not of the key {key}", that=self.top["key"] == key)
        says = "names another moment than the checkpoint"
        self.need(MANIFEST, says, that=self.about.get("moment") == self.top["moment"])
        self.fault(CHECKPOINT, self._unsigned(self.top))

    def _unsigned(self, top: dict[str, Any]) -> str:
        """What is wrong with the signature of a checkpoint; empty where nothing is."""
        bare = {name: each for name, each in top.items() if name != "signature"}
        if top["key"] not in self.keys:
            return f"is signed with the key {top['key']}, which is not here"
        text = b"enduse record checkpoint 1\n" + _canonical(bare)
        good = signed(self.keys[top["key"]], bytes.fromhex(top["signature"]), text)
        return "" if good else f"is not signed with the key {top['key']}"

    def entry(self, name: str) -> None:
        """One entry of the record: its header, its signature, and the parts that are here."""
        plain = _read(self.files[name])
        sealed = plain["header"].encode()
        header = _read(sealed)
        number, key = header["number"], header["key"]
        if type(number) is not int or name != f"record/entries/{number}.json":
            self.fault(name, "holds another entry")
            return
        self.need(name, "is of another form", that=header["form"] == 1)
        self.need(name, "has another hash", that=plain["hash"] == leaf(sealed).hex())
        text, signature = b"enduse record entry 1\n" + sealed, bytes.fromhex(plain["signature"])
        good = key in self.keys and signed(self.keys[key], signature, text)
        self.need(name, f"is not signed with the key {key}", that=good)
        self.sealed[number], self.headers[number], self.values[number] = sealed, header, {}
        for part, given in sorted(plain["parts"].items()):
            data, salt = given["data"].encode(), bytes.fromhex(given["salt"])
            digest = _sha256(b"enduse record part 1\n" + salt + data)
            right = header["parts"].get(part) == {"sha256": digest, "size": len(data)}
            self.need(f"{name}, part {part}", "does not fit its commitment", that=right)
            self.values[number][part] = _value(given["data"])
        self.gone[number] = sorted(set(header["parts"]) - set(plain["parts"]))
        self.known.add(name)

    def taken_out(self) -> None:
        """What is no longer in an entry, and whether another one here says why."""
        told: dict[tuple[int, str], int] = {}
        for number, header in self.headers.items():
            purge = self.values[number]["purge"] if header["kind"] == "purge" else {"taken": []}
            for first, last, names in purge["taken"]:
                some = (n for n in self.headers if first <= n <= last)
                told.update({(n, name): number for n in some for name in names})
        for number, names in sorted(self.gone.items()):
            by = {name: told.get((number, name)) for name in names}
            for each in sorted(set(by.values()), key=lambda n: n or 0):
                which = _and([name for name in names if by[name] == each])
                says = (
                    f"entry {each} had it taken out of the record"
                    if each
                    else "it is not in this pack, and no entry in it says why"
                )
                self.not_shown.append(f"What stood in {which} of entry {number}: {says}.")

    def proof(self) -> None:
        """That each entry is under the root of the checkpoint, and the record only grew."""
        proof, at, root = _read(self.files[PROOF]), self.top["number"], self.top["root"]
        for number, header in sorted(self.headers.items()):
            path = _hashes(proof["entries"][str(number)])
            hashed = leaf(self.sealed[number])
            good = proves(path, hashed, index=number - 1, tree=(at, bytes.fromhex(root)))
            self.need(PROOF, f"does not lead from entry {number} to the checkpoint", that=good)
            last = number != at or self.top["hash"] == hashed.hex()
            self.need(CHECKPOINT, f"has another hash of entry {number}", that=last)
            late = header["moment"] > self.top["moment"]
            self.need(f"entry {number}", "is later than the checkpoint", that=not late)
        for each in proof["earlier"]:
            then = checkpoint_of(each["checkpoint"].encode())
            where = f"{PROOF}, checkpoint at entry {then['number']}"
            self.fault(where, self._unsigned(then) or self._ungrown(then, each["path"]))
        which = ("entries " if len(self.headers) > 1 else "entry ") + _and(sorted(self.headers))
        moment = self.top["moment"]
        self.show(f"The record held {which} when it was closed at entry {at}, {moment}.")

    def _ungrown(self, then: dict[str, Any], path: list[str]) -> str:
        before = then["number"], bytes.fromhex(then["root"])
        now = self.top["number"], bytes.fromhex(self.top["root"])
        good = grew(_hashes(path), before, now)
        return "" if good else "saw other entries than the record that this pack is from"

    def decision(self) -> None:
        """The decision and the order beside the record are those in the record, to the byte."""
        number = self.about["entry"]
        values, kind = self.values[number], self.headers[number]["kind"]
        says = f"is of an entry of kind {kind}, not of a decision"
        self.need(MANIFEST, says, that=kind == "decision")
        says = f"names another order than the one that entry {number} is on"
        self.need(MANIFEST, says, that=self.about["order"] == order_of(values, number))
        for n in values["basis"].get("resolutions", []):
            if n not in self.headers:
                says = f"What was settled in entry {n}, on which the decision rests"
                self.not_shown.append(f"{says}: it is not here.")
        wire, given = None, None
        if "decision" in values:
            basis = {n: each for n, each in values["basis"].items() if n not in BESIDE}
            wire = pretty({**values["decision"], **basis})
        if "order" in values:
            given = pretty({n: each for n, each in values["order"].items() if n in GIVEN})
        for name, must in ((DECISION, wire), (ORDER, given)):
            says = f"is not the {name[:-5]} that was recorded"
            self.need(name, says, that=self.files.get(name) == must)
            self.known.add(name)

    def edition(self, name: str) -> None:
        """An edition is the one that was decided on, and its entries are under its root."""
        home, plain = name[: -len("edition.json")], _read(self.files[name])
        which, values = plain["list"], self.values[self.about["entry"]]
        told = ("list", "sha256", "published")
        used = [[each[n] for n in told] for each in values["basis"]["editions"]]
        right = [plain[n] for n in told] in used
        self.need(name, "is not the edition that was decided on", that=right)
        self._published(name, plain)
        kept = values.get("lists", {}).get(which)
        now = {each: plain[each] for each in ("sha256", "root", "lines", "reader")}
        says = "is not as the record committed to it"
        self.need(name, says, that=kept is None or kept == now)
        count = self._lines(home, plain)
        self.lists.add(which)
        what = f"{which}, {plain['lines']:,} lines, published {plain['published']}"
        if kept is None:
            says = "the record holds no root of it"
            self.not_shown.append(f"That what is here of {what} stood in it then: {says}.")
        else:
            some = f"{count} of its entries {'is' if count == 1 else 'are'} in this pack"
            none = "no finding names" if "decision" in values else "nothing here still names"
            says = some if count else f"{none} an entry of it"
            self.show(f"This was searched: {what}, SHA-256 {plain['sha256']}; {says}.")

    def _published(self, name: str, plain: dict[str, Any]) -> None:
        """An edition is named by the hash of its published files, and they are those."""
        home = name[: -len("edition.json")]
        files = [(each["name"], each["sha256"]) for each in plain["files"]]
        lines = "".join(f"{each} {digest}\n" for each, digest in files)
        made = files[0][1] if len(files) == 1 else _sha256(lines.encode())
        self.need(name, "is not of the files that it names", that=made == plain["sha256"])
        self.known |= {name, f"{home}entries.jsonl", f"{home}proofs.json"}
        for each in plain["files"]:
            if "path" in each:
                self.known.add(home + each["path"])
                same = _sha256(self.files[home + each["path"]]) == each["sha256"]
                self.need(home + each["path"], "is not the file that it should be", that=same)

    def _lines(self, home: str, plain: dict[str, Any]) -> int:
        """How many entries of an edition lie here, each on its line of it."""
        proofs = _read(self.files[f"{home}proofs.json"])
        *lines, end = self.files[f"{home}entries.jsonl"].split(b"\n")
        right = len(lines) == len(proofs) and not end
        self.need(f"{home}proofs.json", "has not one proof for each entry", that=right)
        tree = plain["lines"], bytes.fromhex(plain["root"])
        for text, proof in zip(lines, proofs):
            path, index = _hashes(proof["path"]), proof["line"] - 1
            good = proves(path, leaf(text), index=index, tree=tree)
            entry = _read(text)
            where = f"{home}entries.jsonl, entry {entry['id']}"
            self.need(where, f"is not line {index + 1} of the edition", that=good)
            self.need(where, "is of another list", that=entry["list_id"] == plain["list"])
            self.here.add((plain["list"], entry["id"]))
        return len(lines)

    def entries(self) -> None:
        """Every list is here, and every entry that a finding names; what is not is said."""
        values = self.values[self.about["entry"]]
        for each in values.get("basis", {}).get("editions", []):
            if each["list"] not in self.lists:
                what = f"{each['list']}, published {each['published']}"
                self.not_shown.append(f"Anything of the edition of {what}: it is not here.")
        found = values.get("decision", {}).get("findings", [])
        names = set(named([each["evidence"] for each in found]))
        for which, entry in sorted(names - self.here):
            self.not_shown.append(f"Entry {entry} of {which}, which a finding names.")

    def strange(self) -> None:
        """Files that are signed with the rest, and of which nothing can be shown."""
        some = sorted(set(self.files) - self.known)
        if some:
            which = _and(some if len(some) <= FEW else [*some[:FEW], f"{len(some) - FEW} more"])
            self.not_shown.append(f"What {which} would show: nothing in the record names it.")

    # What the auditor got another way.

    def hold(self, keys: list[str], lines: list[bytes]) -> None:
        """Hold the pack against public keys and checkpoints that did not come with it."""
        key = self.about.get("key")
        own = {key_of(each): bytes.fromhex(each.split()[-1]) for each in keys}
        self.keys.update(own)
        if not own:
            self.not_shown.append(f"Whose key {key} is: {WHOSE}")
        else:
            self.need("the key", f"is {key}, which is none of yours", that=key in own)
            self.show("That key is one that you have.")
        for number, header in sorted(self.headers.items()):
            if header["key"] not in {key, *own}:
                says = f"Whose key {header['key']} is, with which entry {number} was signed."
                self.not_shown.append(says)
        if not lines:
            self.not_shown.append(ANEW)
        for each in lines if not self.faults else ():
            self.guarded("your checkpoint", self.against, each)

    def against(self, line: bytes) -> None:
        """Hold the pack against one checkpoint of the auditor's own."""
        then = checkpoint_of(line)
        number, where = then["number"], f"your checkpoint at entry {then['number']}"
        self.fault(where, self._unsigned(then))
        hashes = {n: leaf(each).hex() for n, each in self.sealed.items()}
        hashes[self.top["number"]] = self.top["hash"]
        proofs = _read(self.files[PROOF])["earlier"]
        paths = [e["path"] for e in proofs if checkpoint_of(e["checkpoint"].encode()) == then]
        paths += [[]] if number == self.top["number"] else []
        if hashes.get(number, then["hash"]) != then["hash"]:
            self.fault(where, "saw another entry than the record that this pack is from")
        elif "root" in then and paths:
            self.fault(where, self._ungrown(then, paths[0]))
            self.show(f"The record only grew since {where}, {then['moment']}.")
        elif number in hashes:
            self.show(f"That entry is the one of {where}, {then['moment']}.")
        else:
            self.fault(
                where, "cannot be held against this pack; ask for one that is tied to it"
            )


def checkpoint_of(line: bytes) -> dict[str, Any]:
    """A checkpoint on a line; `ValueError` where it is not written in the one way."""
    top: dict[str, Any] = _read(line)
    whole = _canonical(top) == line.rstrip(b"\r\n") and type(top["number"]) is int
    if not whole or top["number"] < 1 or not _is_hash(top["hash"]):
        raise ValueError("no checkpoint")
    return top


def key_of(text: str) -> str:
    """The id of a public key as `enduse record key` shows it, or in hex alone."""
    public = bytes.fromhex(text.rsplit(None, 1)[-1])
    if len(public) != KEY_BYTES:
        raise ValueError("no public key")
    return _sha256(public)[:32]


def verify(data: bytes, keys: list[str], checkpoints: list[bytes]) -> dict[str, Any]:
    """What a pack shows and what not, and every fault with its place, as plain values."""
    made = Verifier(data)
    made.run()
    made.hold(keys, checkpoints)
    number = made.about.get("entry", 0)

    def said(part: str, name: str) -> str | None:
        value = made.values.get(number, {}).get(part)
        return str(value[name]) if isinstance(value, dict) and name in value else None

    return {
        "sha256": _sha256(data),
        "order": made.about.get("order"),
        "verdict": said("basis", "verdict"),
        "as_of": said("basis", "as_of"),
        "person": said("person", "name"),
        "entry": number,
        "recorded": made.headers.get(number, {}).get("moment"),
        "key": made.about.get("key"),
        "shown": [] if made.faults else made.shown,
        "not_shown": [] if made.faults else [*made.not_shown, *TRUTH],
        "faults": [{"where": where, "says": says} for where, says in made.faults],
    }


def lines_of(name: str, found: dict[str, Any]) -> list[str]:
    """The answer as lines of text. Nothing that stands in a pack can move the cursor."""
    return ["".join(c if c.isprintable() else "?" for c in each) for each in _said(name, found)]


def _said(name: str, found: dict[str, Any]) -> Iterator[str]:
    if found["faults"]:
        yield f"{name}: NOT verified"
        for each in found["faults"][:NAMED]:
            yield f"  {each['where']}: {each['says']}"
        if len(found["faults"]) > NAMED:
            yield f"  and {len(found['faults']) - NAMED} more"
        return
    yield f"{name}: verified"
    yield f"  order     {found['order']}"
    yield f"  decision  {found['verdict'] or GONE}, as of {found['as_of'] or GONE}"
    yield f"  recorded  {found['recorded']} as entry {found['entry']}"
    yield f"  person    {found['person'] or GONE}"
    for title, some in (("Shown:", found["shown"]), ("Not shown:", found["not_shown"])):
        yield title
        for each in some:
            yield f"  - {each}"


def of_files(pack: str, keys: list[str], checkpoints: list[str]) -> dict[str, Any]:
    """What `verify` finds in files; `ValueError` that says what is wrong with one of them."""
    texts = [each.decode("ascii", "replace") for name in keys for each in _lines_in(name)]
    for each in texts:
        try:
            key_of(each)
        except (ValueError, IndexError):
            expected = "a public key of 64 hex digits on each line"
            raise ValueError(
                f"{' '.join(keys)}: holds {each[:80]!r}; expected {expected}"
            ) from None
    lines = [each for name in checkpoints for each in _lines_in(name)]
    for names, some, what in ((keys, texts, "public key"), (checkpoints, lines, "checkpoint")):
        if names and not some:
            raise ValueError(
                f"{' '.join(names)}: holds nothing; expected a {what} on each line"
            )
    return verify(_bytes_of(pack), texts, lines)


def _bytes_of(name: str) -> bytes:
    with open(name, "rb") as file:
        if file.seek(0, 2) > LARGEST:
            raise ValueError(f"{name} is larger than {LARGEST} bytes, which no pack is")
        file.seek(0)
        return file.read(LARGEST)


def _lines_in(name: str) -> list[bytes]:
    return [each.strip() for each in _bytes_of(name).split(b"\n") if each.strip()]


def main(given: list[str] | None = None) -> int:
    """The command: one pack, and what the auditor holds it against."""
    parser = argparse.ArgumentParser(description="Verify an evidence pack of enduse.")
    parser.add_argument("pack")
    parser.add_argument("--key", action="append", default=[], metavar="FILE")
    parser.add_argument("--checkpoint", action="append", default=[], metavar="FILE")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(given)
    try:
        found = of_files(args.pack, args.key, args.checkpoint)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    lines = [_text(found)] if args.json else lines_of(args.pack, found)
    # Names come in every script, and a terminal that cannot show one must not lose the rest.
    said = "".join(f"{each}\n" for each in lines)
    sys.stdout.buffer.write(said.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
    return 12 if found["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
